//! Where a place of the flow stands: its block, sentence and clause, and the headings above it.

use crate::data::roles::{Classes, Roles};
use crate::syntax::{Block, Document, Layout, LineKind, Section};
use crate::text::Span;

/// Headings are followed upward no further than this.
const DEPTH: usize = 12;
/// A list is followed upward over so many lines.
const LIST: usize = 40;
/// Of a heading so many characters are read.
const TITLE: usize = 60;

/// The block that holds a byte of the flow.
pub fn block_at<'d>(document: &'d Document<'_>, at: u32) -> Option<&'d Block> {
    let next = document.blocks.partition_point(|block| block.span.start <= at);
    next.checked_sub(1).and_then(|index| document.blocks.get(index)).filter(|block| at < block.span.end)
}

/// The header cell above the cell of a table that holds a byte of the flow, and that cell.
pub fn headed_cell(document: &Document<'_>, at: u32) -> Option<(Span, Span)> {
    let next = document.tables.partition_point(|table| table.span.start <= at);
    let table = next.checked_sub(1).and_then(|index| document.tables.get(index)).filter(|table| at < table.span.end)?;
    let row = table.rows.partition_point(|row| row.span.start <= at).checked_sub(1)?;
    let cell = table.rows.get(row)?.cells.iter().find(|cell| (cell.span.start..cell.span.end).contains(&at))?;
    table.header(row, cell.column).map(|header| (header, cell.span))
}

/// How far around a place a sentence is read, in bytes. No writer goes further, and a text without any mark costs no more.
const REACH: u32 = 900;

/// The sentence that holds a byte of the flow, or its block where there is no prose.
pub fn sentence_at(document: &Document<'_>, at: u32) -> Span {
    let next = document.sentences.partition_point(|sentence| sentence.span.start <= at);
    let sentence = next.checked_sub(1).and_then(|index| document.sentences.get(index)).filter(|sentence| at < sentence.span.end);
    let block = || block_at(document, at).map_or(Span { start: at, end: at }, |block| block.span);
    sentence.map_or_else(block, |sentence| sentence.span)
}

/// The part of that sentence that lies around the byte, as far as one reads.
pub fn around(document: &Document<'_>, at: u32) -> Span {
    let sentence = sentence_at(document, at);
    let text = &document.flow.text;
    let start = sentence.start.max(text.floor_char_boundary(at.saturating_sub(REACH) as usize) as u32);
    let end = sentence.end.min(text.floor_char_boundary(at.saturating_add(REACH) as usize) as u32);
    Span { start, end: end.max(start) }
}

/// The part of `within` around `at` that ends at the nearest marks of any kind.
pub fn clause(text: &str, within: Span, at: Span) -> Span {
    let before = Span { start: within.start, end: at.start.max(within.start) }.of(text);
    let behind = Span { start: at.end.min(within.end), end: within.end }.of(text);
    let start = before.rfind(is_mark).map_or(0, |mark| mark + before[mark..].chars().next().map_or(0, char::len_utf8));
    let end = behind.find(is_mark).unwrap_or(behind.len());
    Span { start: within.start + start as u32, end: at.end.min(within.end) + end as u32 }
}

/// Whether nothing else stands on the line, or the place is in brackets of its own: （2023年度）.
pub fn stands_apart(text: &str, line: Span, at: Span) -> bool {
    let before = Span { start: line.start, end: at.start.max(line.start) }.of(text).trim_end();
    let behind = Span { start: at.end, end: line.end.max(at.end) }.of(text).trim_start();
    let bracketed = before.ends_with(['（', '(']) && behind.starts_with(['）', ')']);
    bracketed || before.is_empty() && behind.is_empty()
}

/// The line that introduces the list in which a byte of the flow stands: 评价依据主要有： above its items.
pub fn introduction(document: &Document<'_>, at: u32) -> Option<Span> {
    let next = document.blocks.partition_point(|block| block.span.start <= at);
    let (item, above) = document.blocks.get(..next)?.split_last()?;
    let line = above.iter().rev().take(LIST).find(|block| !matches!(block.kind, LineKind::Item | LineKind::Blank | LineKind::Furniture))?;
    let introduces = item.kind == LineKind::Item && line.kind == LineKind::Paragraph && line.section == item.section;
    (introduces && line.span.of(&document.flow.text).ends_with(['：', ':'])).then_some(line.span)
}

/// The form of names and values that a byte of the flow stands in.
pub fn form_at(document: &Document<'_>, at: u32) -> Option<Span> {
    let forms = document.tables.iter().filter(|table| table.layout == Layout::Pairs).map(|table| table.span);
    forms.into_iter().find(|form| form.start <= at && at < form.end)
}

/// The section that a byte of the flow stands in.
pub fn section_at<'d>(document: &'d Document<'_>, at: u32) -> Option<&'d Section> {
    let section = block_at(document, at)?.section?;
    document.sections.get(section as usize)
}

/// The section of the last heading before a byte of the flow.
pub fn heading_before<'d>(document: &'d Document<'_>, at: u32) -> Option<&'d Section> {
    let next = document.sections.partition_point(|section| section.heading.start <= at);
    next.checked_sub(1).and_then(|index| document.sections.get(index))
}

/// The classes of the words in the headings above a byte of the flow, the nearest first to the top.
pub fn heading_classes(document: &Document<'_>, roles: &Roles, at: u32) -> Classes {
    let mut classes = Classes::default();
    let mut section = section_at(document, at);
    for _ in 0..DEPTH {
        let Some(found) = section else { break };
        classes = classes.and(roles.classes(head(found.title.of(&document.flow.text), TITLE)));
        section = found.parent.and_then(|parent| document.sections.get(parent as usize));
    }
    classes
}

/// The end of `text` that has at most `most` characters.
pub fn tail(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().take(most).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// The start of `text` that has at most `most` characters.
pub fn head(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

fn is_mark(character: char) -> bool {
    matches!(character, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | '|' | '\t' | '\n')
}
