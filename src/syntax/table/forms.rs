//! Labels and values inside tables: | 主管部门 | 财政局 | 实施单位 | 中心 |, | 填表人：张三 |, and boxes beside their label.

use super::Row;
use super::cells::{Sort, sort};
use crate::syntax::choices::{choice, may_be_boxed};
use crate::syntax::cover;
use crate::syntax::document::{Choice, Field, Zone};
use crate::syntax::lines::{Mood, boxes, has_box};
use crate::syntax::vocabulary::{Roles, Vocabulary};
use crate::text::Span;

/// The fields and choices of a table.
#[derive(Default)]
pub(in crate::syntax) struct Pairs {
    /// Labels and values.
    pub fields: Vec<Field>,
    /// Labels and boxes.
    pub choices: Vec<Choice>,
}

/// The labels and values of the rows that are no header.
pub(in crate::syntax) fn pairs(text: &str, rows: &[Row], words: &Vocabulary) -> Pairs {
    let mut pairs = Pairs::default();
    let mut width = 0;
    for row in rows {
        if let [label, value] = row.cells.as_slice()
            && are_options(text, label.span, value.span)
        {
            add(text, label.span, value.span, words, &mut pairs);
            continue;
        }
        if row.header {
            width = row.cells.len();
            continue;
        }
        let cells: Vec<Span> = row.cells.iter().map(|cell| cell.span).collect();
        match cells.as_slice() {
            &[label, value] if width >= WIDE && is_remark(text, label, value, words) => add(text, label, value, words, &mut pairs),
            cells => row_pairs(text, cells, width, words, &mut pairs),
        }
    }
    pairs
}

/// A row of two cells below a header of so many is a label and its value.
pub(super) const WIDE: usize = 5;

/// Whether a row of two cells is a remark below the table: a short label, and words.
pub(super) fn is_remark(text: &str, label: Span, value: Span, words: &Vocabulary) -> bool {
    let named = sort(label.of(text)) == Sort::Words && label.len() <= 75 && !words.roles(label.of(text)).any(Roles::ROW);
    named && matches!(sort(value.of(text)), Sort::Words | Sort::Blank)
}

fn row_pairs(text: &str, cells: &[Span], width: usize, words: &Vocabulary, pairs: &mut Pairs) {
    let roles: Vec<Roles> = cells.iter().map(|cell| words.roles(cell.of(text))).collect();
    let figure = |at: usize| width == 0 && cells.get(at + 1).is_some_and(|value| sort(value.of(text)).is_numeric());
    let amount = |at: usize| roles[at].any(AMOUNTS) && figure(at);
    let label = |at: usize| roles.get(at).is_some_and(|roles| roles.any(LABELS) || amount(at));
    let known = |at: usize| roles.get(at).is_some_and(|roles| roles.any(SURE) || amount(at));
    if let Some(found) = spread(text, cells, words) {
        pairs.choices.push(found);
        return;
    }
    let leading = (0..cells.len()).find(|&at| !cells[at].is_empty()).unwrap_or(0);
    let pairable = known(leading) || (label(leading) && (cells.len() <= leading + 2 || label(leading + 1)));
    let mut at = 0;
    while at < cells.len() {
        let value = cells.get(at + 1).filter(|next| !label(at + 1) && !is_pair(next.of(text), words));
        match value {
            Some(&value) if label(at) && is_row_of_figures(text, value, &cells[at..]) => at += 2,
            Some(&value) if are_options(text, cells[at], value) => {
                add(text, cells[at], value, words, pairs);
                at += 2;
            }
            Some(&value) if pairable && label(at) => {
                add(text, cells[at], value, words, pairs);
                at += 2;
            }
            _ => {
                inside(text, cells[at], words, pairs);
                at += 1;
            }
        }
    }
}

/// 自评总分 | | | 100 | 100: a row of the table, in which some columns do not apply.
fn is_row_of_figures(text: &str, value: Span, cells: &[Span]) -> bool {
    let next = cells.iter().skip(1).find(|cell| !cell.is_empty());
    value.is_empty() && next.is_some_and(|cell| sort(cell.of(text)).is_numeric())
}

/// Whether a cell holds boxes, and the one before it what they are about: 评价阶段 | □事前 ☑事后.
fn are_options(text: &str, label: Span, value: Span) -> bool {
    let certain = boxes(value.of(text)).into_iter().filter(|(mood, _)| matches!(mood, Mood::Ticked | Mood::Empty)).count();
    certain > 1 && sort(label.of(text)) == Sort::Words && label.len() <= 45 && !has_box(label.of(text).as_bytes())
}

/// 资金是否到位 | √是 | □否: each option in a cell of its own.
fn spread(text: &str, cells: &[Span], words: &Vocabulary) -> Option<Choice> {
    let (label, options) = cells.split_first().filter(|(label, options)| options.len() > 1 && sort(label.of(text)) == Sort::Words)?;
    let one = |cell: &Span| {
        let found = boxes(cell.of(text));
        let [(mood, mark)] = found.as_slice() else { return false };
        // 口是 | 口否: what an empty box becomes in extraction, before one character.
        let short = || cell.of(text).chars().count() == 2;
        mark.start == 0 && mark.len() < cell.len() && (matches!(mood, Mood::Ticked | Mood::Empty) || short())
    };
    let room = options.first()?.to(*options.last()?);
    if options.iter().all(one) { choice(text, *label, room, words) } else { None }
}

/// A cell that holds a label with its value: 联系电话：010-00000000.
fn is_pair(cell: &str, words: &Vocabulary) -> bool {
    let colon = cell.char_indices().take(24).find(|(_, c)| matches!(c, '：' | ':'));
    colon.is_some_and(|(at, _)| words.roles(&cell[..at]).any(SURE))
}

/// Labels of amounts, when an amount stands beside them and no header above.
const AMOUNTS: Roles = Roles::MONEY.or(Roles::RATE).or(Roles::FUNDING);
const SURE: Roles = Roles::FIELD.or(Roles::CHOICE);
const LABELS: Roles = SURE.or(Roles::BANNER).or(Roles::WORDS);

fn add(text: &str, label: Span, value: Span, words: &Vocabulary, pairs: &mut Pairs) {
    if (has_box(value.of(text).as_bytes()) || may_be_boxed(label.of(text), value.of(text), words))
        && let Some(found) = choice(text, label, value, words)
    {
        pairs.choices.push(found);
        return;
    }
    let value = cover::value(text, value, words);
    pairs.fields.push(Field { label, value, zone: Zone::Form });
}

/// 填表人：张三 in one cell. Only labels that are known, because a cell of prose has colons too.
fn inside(text: &str, cell: Span, words: &Vocabulary, pairs: &mut Pairs) {
    let content = cell.of(text);
    if content.len() > 300 || !content.contains(['：', ':']) {
        return;
    }
    for pair in cover::pairs(content, words) {
        let label = pair.label.shift(cell.start);
        if words.roles(label.of(text)).any(SURE) {
            add(text, label, pair.value.shift(cell.start), words, pairs);
        }
    }
}
