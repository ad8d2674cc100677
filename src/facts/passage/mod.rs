//! Passages that stand in a report more than once, word for word apart from white space.
//!
//! The report's own sentences are copied, without white space, into one buffer ([`prose`]), behind its titles and headings; a
//! rolling hash finds windows of it that came before ([`repeats`]), and equal windows are extended as far as they go. All of that
//! is linear in the text. What is a title or a heading is no passage: repeating it is naming.

mod prose;
mod repeats;
mod twice;

use super::near::{block_at, is_quoted, part};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Unit};
use crate::syntax::{LineKind, Style};
use crate::text::Span;
use crate::values::within;
use prose::Prose;
use repeats::Repeat;
use std::collections::{BTreeMap, BTreeSet};

/// A passage that stands in several places.
pub static PASSAGE: Kind = Kind {
    name: "passage",
    zh: "重复出现的文段",
    en: "a passage that stands in several places, word for word",
    fields: &[
        Field { name: "text", ty: Type::Text, zh: "文段", en: "the passage, where it stands first" },
        Field { name: "excerpt", ty: Type::Text, zh: "文段开头", en: "how it begins" },
        Field { name: "places", ty: Type::List(&Type::Text), zh: "各处", en: "all places, in order" },
        Field { name: "characters", ty: Type::Number, zh: "字数", en: "its characters, white space apart" },
        Field {
            name: "own",
            ty: Type::Number,
            zh: "除数字、日期、文件名、地名列举外的字数",
            en: "its characters without figures, dates, titles and lists of places",
        },
        Field { name: "clauses", ty: Type::Number, zh: "其中的分句数", en: "how many clauses it closes" },
        Field { name: "sections", ty: Type::Number, zh: "所在的不同节数", en: "in how many sections it stands" },
        Field { name: "together", ty: Type::Truth, zh: "是否在同一句内重复", en: "whether two of the places are in one sentence" },
        Field {
            name: "running", ty: Type::Truth, zh: "是否紧接着重复", en: "whether it stands right behind itself, but for a mark"
        },
        Field {
            name: "quoted",
            ty: Type::Truth,
            zh: "是否整段处于引号或书名号内",
            en: "whether all of it is in quotation marks or in a title",
        },
        Field { name: "slogan", ty: Type::Truth, zh: "是否为固定表述", en: "whether a set phrase of the domain data is most of it" },
        Field {
            name: "summary",
            ty: Type::Truth,
            zh: "是否有一处在摘要、附件中",
            en: "whether one of the places is a summary or an annex",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// Marks that a passage neither begins nor ends with.
const MARKS: &[char] = &['，', '。', '；', '：', '、', ',', ';', '！', '？', '）', ')'];

/// How far apart two parts of one sentence are at most, in bytes.
const SENTENCE: u32 = 600;
/// How many characters of a long passage are quoted.
const EXCERPT: usize = 40;

/// A passage and where it stands.
#[derive(Default)]
struct Passage {
    longest: Span,
    places: BTreeSet<Span>,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = Prose::new(context.document);
    let mut passages = grouped(&prose);
    let told: Vec<Span> = passages.iter().flat_map(|passage| passage.places.iter().copied()).collect();
    passages.extend(twice::passages(context).filter(|passage| !told.iter().any(|place| place.contains(passage.longest))));
    for passage in passages {
        let values = values(context, &passage);
        facts.push(&PASSAGE, passage.longest, values);
    }
}

/// Repeats that share a place are one passage. Repeats of names are dropped.
fn grouped(prose: &Prose) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut known: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
    for repeat in repeats::repeats(&prose.bytes) {
        if (repeat.first as usize) < prose.names {
            continue;
        }
        let Some(repeat) = trimmed(&prose.bytes, repeat) else { continue };
        let (first, again) = (prose.span(repeat.first, repeat.length), prose.span(repeat.again, repeat.length));
        let earlier = known.range(..first.end).next_back().filter(|(_, (end, _))| *end > first.start).map(|(_, (_, at))| *at);
        let at = earlier.unwrap_or(passages.len());
        if at == passages.len() {
            passages.push(Passage::default());
        }
        if let Some(passage) = passages.get_mut(at) {
            passage.add(first, again);
        }
        known.insert(first.start, (first.end, at));
        known.insert(again.start, (again.end, at));
    }
    passages
}

/// Without the marks at both ends.
fn trimmed(bytes: &[u8], repeat: Repeat) -> Option<Repeat> {
    let whole = bytes.get(repeat.first as usize..(repeat.first + repeat.length) as usize)?;
    let words = std::str::from_utf8(whole).ok()?;
    let skipped = (words.len() - words.trim_start_matches(MARKS).len()) as u32;
    let length = words.trim_matches(MARKS).len() as u32;
    (length > 0).then_some(Repeat { first: repeat.first + skipped, again: repeat.again + skipped, length })
}

impl Passage {
    fn add(&mut self, first: Span, again: Span) {
        if first.len() > self.longest.len() {
            self.longest = first;
        }
        for place in [first, again] {
            let before = self.places.range(..Span { start: place.end, end: place.end }).next_back();
            if before.is_none_or(|before| before.end <= place.start) {
                self.places.insert(place);
            }
        }
    }
}

fn values<'a>(context: &Context<'a>, passage: &Passage) -> Vec<Value<'a>> {
    let text: &'a str = &context.document.flow.text;
    let whole = passage.longest;
    let words = whole.of(text);
    let data = &context.knowledge.words.names.passages;
    let sections: BTreeSet<_> = passage
        .places
        .iter()
        .map(|place| point(context, *place).or_else(|| topic(context, *place)).or_else(|| unheaded(context, *place)))
        .collect();
    let slogans: usize = data.slogans.held(words).map(str::len).sum();
    vec![
        part(text, whole),
        excerpt(words),
        Value::List(passage.places.iter().map(|place| part(text, *place)).collect()),
        number(count(words)),
        number(own(context, whole)),
        number(clauses(text, whole)),
        number(sections.len()),
        Value::Truth(together(text, &passage.places)),
        Value::Truth(running(text, &passage.places)),
        Value::Truth(is_quoted(text, whole.start as usize) && !words.contains(['”', '》'])),
        Value::Truth(slogans * 2 > words.len()),
        Value::Truth(passage.places.iter().any(|place| in_summary(context, *place))),
    ]
}

/// The beginning, cut at a character.
fn excerpt(words: &str) -> Value<'_> {
    match words.char_indices().nth(EXCERPT) {
        Some((cut, _)) => Value::Text(format!("{}……", &words[..cut]).into(), None),
        None => Value::Text(words.into(), None),
    }
}

fn section(context: &Context<'_>, place: Span) -> Option<u32> {
    block_at(context, place.start).and_then(|(_, block)| block.section)
}

/// Where no heading parts the report, its paragraphs do, each told by its beginning.
fn unheaded(context: &Context<'_>, place: Span) -> Option<u32> {
    context.document.sections.is_empty().then(|| block_at(context, place.start).map(|(_, block)| block.span.start)).flatten()
}

/// The section for which parallel items count as one: 1.甲村：… 2.乙村：… are items of the section around them.
fn topic(context: &Context<'_>, place: Span) -> Option<u32> {
    let at = section(context, place)?;
    let section = context.document.sections.get(at as usize)?;
    let item = section.inline_body.is_some() && section.number.is_some_and(|number| is_item(number.style));
    if item { section.parent } else { Some(at) }
}

/// Where each item says something of its own, it counts as a section: the problems, their causes, what is suggested. Told by its beginning.
fn point(context: &Context<'_>, place: Span) -> Option<u32> {
    let document = context.document;
    let (at, block) = block_at(context, place.start)?;
    let section = block.section.and_then(|at| document.sections.get(at as usize));
    let own = section.filter(|section| section.heading.start == block.span.start && section.inline_body.is_some());
    if block.kind != LineKind::Item && own.is_none() {
        return None;
    }
    let above = if own.is_some() { section?.parent } else { block.section };
    let titled = above.is_some_and(|at| is_of_points(context, at));
    (titled || is_introduced(context, at)).then_some(block.span.start)
}

/// Whether a section is on problems or on what is to be done about them.
fn is_of_points(context: &Context<'_>, section: u32) -> bool {
    let topics = &context.knowledge.outlines.topics;
    let of = context.topics().get(section as usize).into_iter().flatten().filter_map(|&at| topics.get(at));
    of.into_iter().any(|topic| POINTS.contains(&topic.id.as_str()))
}

/// 问题与原因： above the items.
fn is_introduced(context: &Context<'_>, at: usize) -> bool {
    let (blocks, text) = (&context.document.blocks, &context.document.flow.text);
    let above = blocks.get(..at).unwrap_or(&[]).iter().rev().take(ITEMS);
    let line = above.map(|block| block.span.of(text)).find(|line| line.len() <= INTRODUCTION && line.ends_with(['：', ':']));
    let outlines = &context.knowledge.outlines;
    let topics = |line: &str| outlines.of(line.trim_end_matches(['：', ':'])).into_iter().filter_map(|at| outlines.topics.get(at));
    line.is_some_and(|line| topics(line).any(|topic| POINTS.contains(&topic.id.as_str())))
}

/// Topics under which no two items are alike.
const POINTS: &[&str] = &["problems", "measures", "suggestions"];
/// A list is followed upward over so many lines.
const ITEMS: usize = 12;
/// A line that introduces a list has at most so many bytes.
const INTRODUCTION: usize = 60;

fn is_item(style: Style) -> bool {
    match style {
        Style::Part | Style::Article | Style::Chinese | Style::ChineseBracketed | Style::Decimal => false,
        Style::ArabicComma | Style::ArabicPoint | Style::ArabicBracketed | Style::ArabicHalfBracketed | Style::Circled => true,
    }
}

fn count(words: &str) -> usize {
    words.chars().filter(|character| !character.is_whitespace()).count()
}

/// The characters that are the author's: no figures, dates, titles and numbers of documents, lists of places.
fn own(context: &Context<'_>, whole: Span) -> usize {
    let text: &str = &context.document.flow.text;
    let values = context.values;
    let figures = within(&values.figures, whole).iter().map(|figure| figure.span);
    let dates = within(&values.dates, whole).iter().map(|date| date.span);
    let citations = within(&values.citations, whole).iter().map(|citation| citation.span);
    let mut foreign: Vec<Span> = figures.chain(dates).chain(citations).collect();
    foreign.extend(place_lists(text, whole, &context.knowledge.words.names.passages.places));
    foreign.sort();
    let mut end = whole.start;
    let mut taken = 0;
    for span in foreign {
        let from = span.start.max(end);
        let to = span.end.min(whole.end).max(from);
        taken += count(Span { start: from, end: to }.of(text));
        end = end.max(to);
    }
    count(whole.of(text)).saturating_sub(taken)
}

/// Runs of three or more places between enumeration marks.
fn place_lists(text: &str, whole: Span, endings: &[String]) -> Vec<Span> {
    let words = whole.of(text);
    let mut lists = Vec::new();
    let (mut start, mut places) = (0, 0);
    for (at, mark) in words.match_indices(['、', '，', '。', '；', '：', '（', '）']).chain([(words.len(), "")]) {
        let from = words[..at].rfind(['、', '，', '。', '；', '：', '（', '）']).map_or(0, |before| before + '、'.len_utf8());
        if endings.iter().any(|ending| words[from..at].ends_with(ending.as_str())) {
            start = if places == 0 { from } else { start };
            places += 1;
        }
        if mark != "、" {
            if places >= 3 {
                lists.push(Span::new(start, at).shift(whole.start));
            }
            places = 0;
        }
    }
    lists
}

/// The clauses that end inside, or at the end when a mark or the line's end follows.
fn clauses(text: &str, whole: Span) -> usize {
    let words = whole.of(text).trim_end_matches(super::near::CLAUSE);
    let inside = words.matches(super::near::CLAUSE).count();
    let edge = |side: Option<char>| side.is_none_or(|side| super::near::CLAUSE.contains(&side) || side == '\n');
    let end = whole.start as usize + words.len();
    let closed = edge(text.get(end..).and_then(|tail| tail.chars().next()));
    let opened = edge(text.get(..whole.start as usize).and_then(|head| head.chars().next_back()));
    inside + usize::from(closed && (opened || inside > 0))
}

/// Whether two places stand in one sentence.
fn together(text: &str, places: &BTreeSet<Span>) -> bool {
    let pairs = places.iter().zip(places.iter().skip(1));
    pairs.into_iter().any(|(one, other)| {
        let near = other.start.saturating_sub(one.end) < SENTENCE;
        let between = text.get(one.end as usize..other.start as usize).filter(|_| near).unwrap_or("\n");
        !one.of(text).trim_end_matches(['。', '；']).contains('。') && !one.of(text).ends_with('。') && !between.contains(['。', '\n'])
    })
}

/// Whether nothing but a mark stands between two places.
fn running(text: &str, places: &BTreeSet<Span>) -> bool {
    let between = |(one, other): (&Span, &Span)| {
        text.get(one.end as usize..other.start as usize).is_some_and(|between| between.trim_matches(MARKS).trim().is_empty())
    };
    places.iter().zip(places.iter().skip(1)).any(between)
}

fn in_summary(context: &Context<'_>, place: Span) -> bool {
    let document = context.document;
    let mut at = section(context, place);
    while let Some(section) = at.and_then(|at| document.sections.get(at as usize)) {
        let title = section.title.of(&document.flow.text);
        if context.knowledge.words.names.passages.summaries.iter().any(|summary| title.contains(summary.as_str())) {
            return true;
        }
        at = section.parent;
    }
    false
}

fn number<'a>(value: usize) -> Value<'a> {
    let unit = Unit { dimension: Dimension::Plain, exponent: 0 };
    Value::Number(Quantity { value: Decimal::from(value), decimals: 0, unit, mode: Mode::Exact }, None)
}
