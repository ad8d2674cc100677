//! Words of the confusion list, signs for a blank and garbled characters: all that one pass over the words of a report finds.

use super::near::{after, before, is_quoted, part, word};
use super::{Context, Facts, Field, Kind, Type, Value, damage, placeholder};
use crate::data::words::{Confusions, Entry, Term};
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Unit};
use crate::text::Span;

/// A word as it is miswritten, or characters of another script.
pub static TERM: Kind = Kind {
    name: "term",
    zh: "易错词或繁体字",
    en: "a word of the confusion list, or traditional characters in a simplified text",
    fields: &[
        Field { name: "written", ty: Type::Text, zh: "报告中的写法", en: "the word as it stands" },
        Field { name: "meant", ty: Type::Text, zh: "规范写法", en: "the word as it is meant" },
        Field {
            name: "class",
            ty: Type::Text,
            zh: "类别：time、variant、slip、usage、character、traditional",
            en: "time, variant, slip, usage, character or traditional",
        },
        Field { name: "before", ty: Type::Text, zh: "前文", en: "what stands before it" },
        Field { name: "after", ty: Type::Text, zh: "后文", en: "what stands behind it" },
        Field { name: "later", ty: Type::Text, zh: "本句余下部分", en: "the rest of its sentence" },
        Field {
            name: "right_before", ty: Type::List(&Type::Text), zh: "前接这些词时写法正确", en: "words behind which it is right"
        },
        Field {
            name: "right_after", ty: Type::List(&Type::Text), zh: "后接这些词时写法正确", en: "words before which it is right"
        },
        Field {
            name: "right_later", ty: Type::List(&Type::Text), zh: "本句含这些词时写法正确", en: "words in whose sentence it is right"
        },
        Field { name: "beside_time", ty: Type::Truth, zh: "其后是否紧接时间", en: "whether a point of time follows" },
        Field {
            name: "quoted", ty: Type::Truth, zh: "是否在书名号或引号内", en: "whether it stands in a title or in quotation marks"
        },
        Field {
            name: "share", ty: Type::Number, zh: "繁体字占全文汉字的比例", en: "the share of traditional characters in the text"
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// How many characters are shown around a word.
const AROUND: usize = 8;
/// How far a sentence is followed.
const SENTENCE: usize = 60;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let wording = &context.knowledge.words.wording;
    let mut at = 0;
    while let Some((entry, place)) = wording.next(text, at) {
        at = match entry {
            Entry::Term(term) => term_at(context, facts, term, &place),
            Entry::Placeholder(mark) => placeholder::found(context, facts, mark as usize, place),
            Entry::Garbled => damage::garbled(facts, text, place),
        };
    }
    characters(context, facts);
}

fn term_at<'a>(context: &Context<'a>, facts: &mut Facts<'a>, term: u32, place: &std::ops::Range<usize>) -> usize {
    let confusions: &'a Confusions = &context.knowledge.words.confusions;
    if let Some(term) = confusions.terms.get(term as usize) {
        let span = Span::new(place.start, place.end);
        let time = is_time(context, place.end);
        let values = values(&context.document.flow.text, span, (confusions, term), time);
        facts.push(&TERM, span, values);
    }
    place.end
}

fn values<'a>(text: &'a str, span: Span, (confusions, term): (&'a Confusions, &'a Term), time: bool) -> Vec<Value<'a>> {
    let (start, end) = (span.start as usize, span.end as usize);
    let rest = after(text, end, SENTENCE);
    let rest = &rest[..rest.find(['。', '；']).unwrap_or(rest.len())];
    let list = |words: Vec<&'a str>| Value::List(words.into_iter().map(word).collect());
    let [right_before, right_after, right_later] = confusions.right(term).map(list);
    vec![
        part(text, span),
        word(&term.meant),
        word(confusions.class(term)),
        word(before(text, start, AROUND)),
        word(after(text, end, AROUND)),
        word(rest),
        right_before,
        right_after,
        right_later,
        Value::Truth(time),
        Value::Truth(is_quoted(text, start)),
        Value::Missing,
    ]
}

/// Whether a date, or a word that names a point of time, begins at `at` or behind blanks.
fn is_time(context: &Context<'_>, at: usize) -> bool {
    let text = &context.document.flow.text;
    let rest = after(text, at, AROUND);
    let start = (at + rest.len() - rest.trim_start().len()) as u32;
    let dates = &context.values.dates;
    let date = dates.get(dates.partition_point(|date| date.span.start < start)).is_some_and(|date| date.span.start == start);
    date || context.knowledge.words.confusions.time_words.iter().any(|word| rest.trim_start().starts_with(word.as_str()))
}

/// Traditional characters, when most of the text is simplified, and such as no font shows.
fn characters<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let glance = context.glance();
    let mut runs: Vec<Span> = Vec::new();
    glance.traditional.iter().for_each(|(at, character)| note(&mut runs, *at as usize, character.len_utf8()));
    let mut odd = damage::Odd::default();
    glance.odd.iter().for_each(|(at, character)| odd.note(*at as usize, *character));
    odd.push(text, facts);
    let foreign = glance.traditional.len() as u64;
    let share = per_mille(foreign, glance.ideographs);
    if foreign * 4 < glance.ideographs {
        runs.into_iter().for_each(|run| foreign_run(context, facts, run, share.clone()));
    }
}

/// Appends a character to the last run, over one character between, or opens a new run.
fn note(runs: &mut Vec<Span>, at: usize, length: usize) {
    match runs.last_mut() {
        Some(run) if at <= run.end as usize + 3 => run.end = (at + length) as u32,
        Some(_) | None => runs.push(Span::new(at, at + length)),
    }
}

fn foreign_run<'a>(context: &Context<'a>, facts: &mut Facts<'a>, run: Span, share: Value<'a>) {
    let text: &'a str = &context.document.flow.text;
    let script = &context.knowledge.words.confusions.script;
    let meant: String = run.of(text).chars().map(|character| script.simplified(character).unwrap_or(character)).collect();
    let (start, end) = (run.start as usize, run.end as usize);
    let values = vec![
        part(text, run),
        Value::Text(meant.into(), None),
        word("traditional"),
        word(before(text, start, AROUND)),
        word(after(text, end, AROUND)),
        word(""),
        Value::List(Vec::new()),
        Value::List(Vec::new()),
        Value::List(Vec::new()),
        Value::Truth(false),
        Value::Truth(is_quoted(text, start)),
        share,
    ];
    facts.push(&TERM, run, values);
}

/// A share as a rate in per mille, cut off.
fn per_mille<'a>(part: u64, whole: u64) -> Value<'a> {
    let value = Decimal::from((part * 1000).checked_div(whole).unwrap_or(0));
    let unit = Unit { dimension: Dimension::Ratio, exponent: -3 };
    Value::Number(Quantity { value, decimals: 0, unit, mode: Mode::Exact }, None)
}
