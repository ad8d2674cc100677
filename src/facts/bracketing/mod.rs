//! Brackets and quotation marks of a block or of a cell, and those of them that have no partner.

mod mark;
mod table;

use super::section::number;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::syntax::{Block, LineKind, Zone};
use crate::text::Span;
use crate::values;
use mark::{Bracket, Mark};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The brackets of one block, or of one cell.
pub static BRACKETING: Kind = Kind {
    name: "bracketing",
    zh: "一段文字或一个单元格中的括号和引号",
    en: "the brackets and quotation marks of a block or a cell",
    fields: &[
        Field { name: "opened", ty: Type::Number, zh: "左括号和左引号的个数", en: "how many open" },
        Field { name: "closed", ty: Type::Number, zh: "右括号和右引号的个数", en: "how many close" },
        Field { name: "paired", ty: Type::Number, zh: "成对的个数", en: "how many pairs there are" },
        Field { name: "lone", ty: Type::List(&Type::Text), zh: "没有配对的符号", en: "the marks without a partner" },
        Field {
            name: "around", ty: Type::Text, zh: "第一个没有配对的符号及其后的文字", en: "the first of them with the words around it"
        },
        Field { name: "damaged", ty: Type::Truth, zh: "这段文字在提取时受损", en: "the block was damaged in extraction" },
    ],
    uses: &[],
    extract: Some(extract),
};

/// How many characters of the context are shown.
const AROUND: usize = 14;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let flow: &'a str = &context.document.flow.text;
    let mut carried = false;
    let mut blocks = context.document.blocks.iter().filter(|block| is_read(block)).map(|block| (block, of(context, block.span))).peekable();
    while let Some((block, marks)) = blocks.next() {
        if marks.opened + marks.closed == 0 {
            continue;
        }
        // A quotation or a bracket that runs over several paragraphs closes in a later one, and a wrapped line in the next.
        let closes = |next: &Marks| next.lone.first().is_some_and(|(_, opens)| !opens);
        let text = block.span.of(flow);
        let wrapped = !is_sentence(text) && blocks.peek().is_some_and(|(_, next)| closes(next));
        let runs_on = marks.lone.last().is_some_and(|(_, opens)| *opens) && (!ends(text) || wrapped);
        if !(carried || runs_on) {
            push(flow, facts, block.span, &marks, is_damaged(context, block.span));
        }
        carried = runs_on;
    }
    context.document.tables.iter().for_each(|table| table::read(context, facts, table));
}

fn is_damaged(context: &Context<'_>, span: Span) -> bool {
    let damage = &context.values.damage;
    let near = damage.partition_point(|damage| damage.span.end <= span.start);
    damage.get(near).is_some_and(|damage| span.overlaps(damage.span))
}

fn is_read(block: &Block) -> bool {
    match block.kind {
        LineKind::Title | LineKind::Heading | LineKind::Item | LineKind::Paragraph | LineKind::Field => block.zone != Zone::Form,
        LineKind::Blank | LineKind::Furniture | LineKind::Contents | LineKind::Choice | LineKind::Row | LineKind::SignOff => false,
    }
}

/// The marks of a block or a cell.
fn of(context: &Context<'_>, block: Span) -> Marks {
    let brackets = context.glance().brackets(block);
    if brackets.is_empty() {
        return Marks::default();
    }
    let placed = brackets.iter().map(|(at, char)| ((at - block.start) as usize, *char));
    marks(block.of(&context.document.flow.text), placed, &numbered(context, block))
}

/// Whether the block comes to an end, and not merely the line.
fn ends(text: &str) -> bool {
    is_sentence(text) || text.trim_end().ends_with(['：', '”', '）']) || text.chars().count() < 40
}

/// Whether the text ends as a sentence does.
fn is_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '；'])
}

#[derive(Default)]
struct Marks {
    opened: u32,
    closed: u32,
    /// The marks without a partner, by their place in the block, and whether they open.
    lone: Vec<(usize, bool)>,
}

/// The years of document numbers in the block, with their two brackets, relative to it: which brackets these are is another rule's.
fn numbered(context: &Context<'_>, block: Span) -> Vec<std::ops::Range<usize>> {
    let closed = values::within(&context.values.citations, block).iter().filter(|citation| citation.close.is_some());
    let year = |citation: &values::Citation| {
        let (open, close, year) = (citation.open?, citation.close?, citation.year_span?);
        let (start, end) = (year.start.checked_sub(open.len_utf8() as u32)?, year.end + close.len_utf8() as u32);
        let bracketed = Span { start, end }.of(&context.document.flow.text);
        (bracketed.starts_with(open) && bracketed.ends_with(close)).then_some((start - block.start) as usize..(end - block.start) as usize)
    };
    closed.filter_map(year).collect()
}

/// Of a text and the brackets in it. `1）` is a number where that leaves nothing open, and closes a bracket where that does.
fn marks(text: &str, brackets: impl Iterator<Item = (usize, char)> + Clone, skipped: &[std::ops::Range<usize>]) -> Marks {
    let marks = marks_beside(text, brackets.clone(), skipped, &is_enumerator);
    if marks.lone.is_empty() {
        return marks;
    }
    let all = marks_beside(text, brackets, skipped, &|_, _| false);
    if all.lone.is_empty() { all } else { marks }
}

/// The marks of a text but for those that belong to numbers.
fn marks_beside(
    text: &str,
    brackets: impl Iterator<Item = (usize, char)>,
    skipped: &[std::ops::Range<usize>],
    is_number: &dyn Fn(&str, usize) -> bool,
) -> Marks {
    let mut marks = Marks::default();
    let mut open = Opened::default();
    let mut skipped = skipped.iter().peekable();
    for (at, char) in brackets {
        while skipped.next_if(|year| year.end <= at).is_some() {}
        match Mark::of(char).filter(|_| !skipped.peek().is_some_and(|year| year.contains(&at))) {
            Some(Mark::Opens(bracket)) => {
                marks.opened += 1;
                open.push(at, bracket);
            }
            Some(Mark::Closes(bracket)) if !is_number(text, at) && !is_apostrophe(text, at, char) => {
                marks.closed += 1;
                match open.closed(bracket) {
                    Some(passed) => marks.lone.extend(passed.into_iter().map(|at| (at, true))),
                    None => marks.lone.push((at, false)),
                }
            }
            Some(Mark::Closes(_)) | None => {}
        }
    }
    marks.lone.extend(open.marks.into_iter().map(|(at, _)| (at, true)));
    marks.lone.sort_unstable();
    marks
}

/// The marks that are open, in order, and how many there are of each kind: a mark that closes none is known without a search.
#[derive(Default)]
struct Opened {
    marks: Vec<(usize, Bracket)>,
    count: BTreeMap<Bracket, usize>,
}

impl Opened {
    fn push(&mut self, at: usize, bracket: Bracket) {
        self.marks.push((at, bracket));
        *self.count.entry(bracket).or_default() += 1;
    }

    /// Closes the last of the kind; the places of those that stand behind it and stay without a partner. None when none of the kind is open.
    fn closed(&mut self, bracket: Bracket) -> Option<Vec<usize>> {
        self.count.get(&bracket).filter(|count| **count > 0)?;
        let mut passed = Vec::new();
        while let Some((at, opener)) = self.marks.pop() {
            if let Some(count) = self.count.get_mut(&opener) {
                *count -= 1;
            }
            if opener == bracket {
                break;
            }
            passed.push(at);
        }
        Some(passed)
    }
}

/// `1）` and `一)` before a clause: a number with half a bracket.
fn is_enumerator(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|char: char| char.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(char));
    let number = &text[before.len()..at];
    let starts = before.trim_end().is_empty() || before.trim_end().ends_with(['。', '；', '，', '：', ';', ':', ',', '、', '！', '？']);
    !number.is_empty() && number.chars().count() <= 3 && starts
}

/// `’` between Latin letters.
fn is_apostrophe(text: &str, at: usize, char: char) -> bool {
    char == '’' && text[..at].ends_with(|before: char| before.is_ascii_alphabetic())
}

fn push<'a>(flow: &'a str, facts: &mut Facts<'a>, block: Span, marks: &Marks, damaged: bool) {
    let text = block.of(flow);
    let span = |at: usize, characters: usize| {
        let length: usize = text[at..].chars().take(characters).map(char::len_utf8).sum();
        Span::new(at, at + length).shift(block.start)
    };
    let value = |span: Span| Value::Text(Cow::Borrowed(span.of(flow)), Some(span));
    let lone = marks.lone.iter().map(|(at, _)| value(span(*at, 1))).collect();
    let around = marks.lone.first().map_or(Value::Missing, |(at, _)| value(span(*at, AROUND)));
    let paired = (marks.opened + marks.closed - marks.lone.len() as u32) / 2;
    let values = vec![number(marks.opened), number(marks.closed), number(paired), Value::List(lone), around, Value::Truth(damaged)];
    facts.push(&BRACKETING, block, values);
}
