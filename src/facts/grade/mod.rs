//! Scores of the whole with the grade that is given for them, and scores that are stated twice.

mod apart;
mod bands;
mod bodies;
mod parted;
mod parts;
mod restated;
mod tabled;
mod twice;

use super::form::Words;
use super::indicator::{number, text};
use super::scoring::pairs::scores_in;
use super::sheet::Num;
use super::{Context, Facts, Field, Kind, Type, Value, near};
use crate::data::glossary::List;
use crate::quantity::{Decimal, Quantity, Unit};
use crate::text::Span;
use crate::values::Figure;
pub(super) use apart::lines;
pub(super) use bands::Bands;
pub use restated::RESTATED;
use std::collections::HashSet;

/// A score and its grade.
pub static GRADE: Kind = Kind {
    name: "grade",
    zh: "得分与等级",
    en: "a score and its grade",
    fields: &[
        Field { name: "score", ty: Type::Number, zh: "得分", en: "the score" },
        Field { name: "grade", ty: Type::Text, zh: "等级", en: "the grade" },
        Field { name: "rank", ty: Type::Number, zh: "等级的次序，1为最高", en: "the rank of the grade, 1 for the best" },
        Field {
            name: "banded", ty: Type::Truth, zh: "文中是否写明分档标准", en: "whether the report states the bands of its grades"
        },
        Field { name: "low", ty: Type::Number, zh: "文中该等级的下限", en: "the lower end of the grade's band" },
        Field { name: "high", ty: Type::Number, zh: "文中该等级的上限", en: "the upper end of the grade's band" },
        Field {
            name: "open", ty: Type::Truth, zh: "上限是否归上一等级", en: "whether the upper end belongs to the next better grade"
        },
        Field { name: "band", ty: Type::Text, zh: "写明标准的句子", en: "the sentence that states the bands" },
    ],
    uses: &["report"],
    extract: Some(extract),
};

/// Characters before a grade in which its name is looked for.
const NAMED: usize = 8;
/// How far a grade may stand behind the word that names it, in bytes.
const NEAR: usize = 15;

/// Scores that are farther apart are of different things.
const APART: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let bands = context.bands();
    let flow: &'a str = &context.document.flow.text;
    tabled::extract(context, facts, bands);
    let mut before: Option<(u32, Num)> = None;
    for sentence in &context.document.sentences {
        let span = sentence.span;
        if bands.only && bands.are_in(span) {
            continue;
        }
        let scores = scores(context, span);
        let known = before.filter(|(block, _)| *block == sentence.block).map(|(_, score)| score);
        if scores.is_empty() && known.is_none() {
            before = None;
            continue;
        }
        let grades = grades(context, &scores, span);
        for (grade, rank, direct) in &grades {
            let before = scores.partition_point(|score| score.num.span.end <= grade.start);
            let earlier = || scores.iter().take(before).rev().take(MOST_EARLIER);
            // One score for every grade: each grade belongs to the score before it, whatever that is called.
            let paired = || if scores.len() == grades.len() { earlier().next() } else { None };
            let direct = direct.filter(|score| score.whole || grades.len() > 1 || !earlier().any(|earlier| earlier.whole));
            // 评价得分87.65分，较自评得分94.2分低6.55分，评价等级“良”，自评等级“优”: each grade is of the score of the same body.
            let own = |words: &str| context.knowledge.forms.score.own.within(words);
            let named = own(near::before(flow, grade.start as usize, NAMED));
            let same = || earlier().find(|score| score.whole && own(score.lead.of(flow)) == named);
            let whole = || same().or_else(|| earlier().find(|score| score.whole)).or_else(paired);
            let beside = |score: &&Score| !is_of_bracket(context, score.num.span, *grade);
            let given = direct.or_else(whole).filter(beside).map(|score| score.num);
            // The scores of a sentence that states the bands are their ends.
            let none = scores.is_empty() || bands.are_in(span);
            if let Some(score) = given.or(known.filter(|_| none)) {
                push(facts, score, (grade.of(flow), *grade), *rank, bands, flow);
            }
        }
        before = scores.iter().rev().find(|score| score.whole).map(|score| (sentence.block, score.num));
    }
    let known: HashSet<u32> = facts.of("grade").filter_map(|(_, fact)| fact.field(&GRADE, "grade").span()).map(|span| span.start).collect();
    for (score, grade, rank) in apart::graded(context, &known, bands, super::fiscal_year(facts)) {
        push(facts, score, (grade.of(flow), grade), rank, bands, flow);
    }
}

/// 得分82分（2022年为90.4分，等级为优）: whether a bracket that opens between a score and a grade has a score of its own.
fn is_of_bracket(context: &Context<'_>, score: Span, grade: Span) -> bool {
    let between = Span { start: score.end, end: grade.start.max(score.end) };
    let said = between.of(&context.document.flow.text);
    let open = said.rfind(['（', '(']).filter(|open| !said[*open..].contains(['）', ')']));
    open.is_some_and(|open| scores_in(context, Span { start: between.start + open as u32, ..between }).next().is_some())
}

fn push<'a>(facts: &mut Facts<'a>, score: Num, grade: Words<'a>, rank: u8, bands: &Bands, flow: &'a str) {
    let ends = bands.of_grade(grade.0, rank);
    let end = |end: Option<Decimal>| end.map_or(Value::Missing, |end| Value::Number(Quantity::exact(end, Unit::SCORE), None));
    let values = vec![
        number(Some(score)),
        text(Some(grade)),
        Value::Number(Quantity::exact(Decimal::from(rank), Unit::PLAIN), None),
        Value::Truth(bands.sentence.is_some()),
        end(ends.low),
        end(ends.high),
        Value::Truth(ends.open),
        text(bands.sentence.map(|span| (span.of(flow), span))),
    ];
    facts.push(&GRADE, score.span.to(grade.1), values);
}

/// A score in prose.
pub(in crate::facts) struct Score {
    /// The number.
    pub num: Num,
    /// Whether words before it say that it is of the whole.
    pub whole: bool,
    /// The words before it, from the last stop on.
    pub lead: Span,
}

/// The scores of a sentence that are none of a part, a deduction, a maximum.
pub(in crate::facts) fn scores(context: &Context<'_>, sentence: Span) -> Vec<Score> {
    let flow = context.document.flow.text.as_ref() as &str;
    let words = &context.knowledge.forms.score;
    let read = |figure: &Figure| {
        let behind = figure.span.start as usize;
        let near = flow.ceil_char_boundary(behind.saturating_sub(LONGEST_LEAD)).max(sentence.start as usize);
        let head = flow.get(near..behind)?;
        let stop = head.rfind(STOPS).map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
        let lead = head.get(stop..)?;
        let last = words.totals.all(lead).last().map(|(_, found)| lead.len() - found.end);
        let whole = (last.is_some_and(|gap| gap <= NEAR) || words.alone.has(lead)) && !words.parts.within(lead);
        let lead = Span::new(near + stop, behind);
        Some(Score { num: Num::of(figure), whole, lead })
    };
    scores_in(context, sentence).filter_map(read).collect()
}

/// Bytes before a figure in which the words that belong to it are looked for: no clause is longer.
const LONGEST_LEAD: usize = 600;

/// Scores before a grade among which its own is looked for.
const MOST_EARLIER: usize = 64;

/// Where the words that belong to a figure begin.
const STOPS: [char; 10] = ['，', '；', '。', '：', ',', ';', '、', '（', '(', '“'];

/// Grades of a sentence, with their ranks, each with the score that it stands right behind.
fn grades<'s>(context: &Context<'_>, scores: &'s [Score], sentence: Span) -> Vec<(Span, u8, Option<&'s Score>)> {
    let flow = context.document.flow.text.as_ref() as &str;
    let text = sentence.of(flow);
    let mut found = Vec::new();
    let mut known = HashSet::new();
    let behind = scores.iter().map(|score| ((score.num.span.end - sentence.start) as usize, Some(score)));
    let named = context.phrases(List::Grades, sentence).map(|name| ((name.end - sentence.start) as usize, None));
    for (at, score) in behind.chain(named) {
        let grade = grade_behind(context, text, at).map(|(at, rank)| (at.shift(sentence.start), rank, score));
        // A grade right behind a score may be named besides.
        found.extend(grade.filter(|(at, _, score)| known.insert(*at) || score.is_some()));
    }
    found
}

/// The grade that stands behind `at`, with nothing but marks and linking words between; nothing may run on behind it.
fn grade_behind(context: &Context<'_>, text: &str, at: usize) -> Option<(Span, u8)> {
    let forms = &context.knowledge.forms;
    let rest = text.get(at..)?;
    let rest = rest.trim_start_matches(['，', ',', ' ', '\u{3000}', '；']);
    let rest = forms.score.quotes.stripped(rest);
    let place = text.len() - rest.len();
    let (rank, length) = forms.grade_at(rest)?;
    let behind = rest.get(length..)?;
    let ends = !behind.starts_with(char::is_alphanumeric) || forms.score.tails.opens(behind);
    (ends && place - at <= NEAR).then_some((Span::new(place, place + length), rank))
}
