//! The rows of a table of points, with those that its total adds up.

use crate::facts::form::Words;
use crate::facts::product_sum::is_weighted;
use crate::facts::sheet::{Num, Reader, Sheet};
use crate::facts::{Context, sheet};
use crate::quantity::Decimal;
use crate::syntax::{Heading, Row};
use std::ops::Range;

/// Points in a table with a row of totals.
pub(in crate::facts) struct Points<'a> {
    /// What the row of totals is called.
    pub label: Words<'a>,
    /// The points to be had in all.
    pub full: Num,
    /// The points had in all.
    pub total: Option<Num>,
    /// The points to be had of each row that counts.
    pub weights: Vec<Num>,
    /// The points had of each, where all are given.
    pub scores: Option<Vec<Num>>,
    /// Rows whose points the rows behind 其中 say again, with the points of those.
    pub divided: Vec<(Words<'a>, Num, Vec<Num>)>,
}

/// The points of a sheet whose every row has points to be had, above a row of totals. Rows that say again what makes up the row above them
/// (其中：资金管理) and subtotals do not count.
pub(in crate::facts) fn points<'a>(context: &Context<'a>, sheet: &Sheet<'a>) -> Option<Points<'a>> {
    let reader = context.reader();
    let weight = sheet.column(Heading::Weight)?;
    let score = sheet.column(Heading::Score);
    let last = sheet.rows.iter().position(|row| is_total(&reader, row)).filter(|_| !is_weighted(context, sheet))?;
    let at = |row: &Row, column| Sheet::cell(row, column).and_then(|cell| reader.points_of_cell(cell));
    let rows = sheet.rows.get(..last)?;
    let weights: Vec<Num> = rows.iter().map(|row| at(row, weight)).collect::<Option<_>>()?;
    let full = at(sheet.rows.get(last)?, weight)?;
    let divided = divided(&reader, rows, &weights, full);
    let counting = counting(&reader, rows, &divided);
    let label = |row: &Row| row.cells.iter().map(|cell| cell.span).find(|cell| !cell.is_empty()).map(|cell| (cell.of(reader.text), cell));
    let group = |parts: &Range<usize>| {
        let whole = parts.start.checked_sub(1)?;
        Some((label(rows.get(whole)?)?, *weights.get(whole)?, weights.get(parts.clone())?.to_vec()))
    };
    let groups = divided.iter().filter_map(group).collect();
    let scores = score.and_then(|column| rows.iter().map(|row| at(row, column)).collect::<Option<Vec<Num>>>());
    let only = |all: Vec<Num>| all.into_iter().zip(&counting).filter(|(_, counts)| **counts).map(|(num, _)| num).collect();
    let last = sheet.rows.get(last)?;
    let first = last.cells.first()?.span;
    Some(Points {
        label: (first.of(reader.text), first),
        full,
        total: score.and_then(|column| at(last, column)),
        weights: only(weights),
        scores: scores.map(only),
        divided: groups,
    })
}

fn is_total(reader: &Reader<'_>, row: &Row) -> bool {
    let words = &reader.knowledge.forms.columns;
    row.cells.first().is_some_and(|cell| words.totals.has(cell.span.of(reader.text)) || words.scores.has(cell.span.of(reader.text)))
}

/// The rows that say again what makes up the row above them: as many as make it up, else as many as leave the total to the others.
fn divided(reader: &Reader<'_>, rows: &[Row], weights: &[Num], full: Num) -> Vec<Range<usize>> {
    let opens = |at: &usize| reader.knowledge.forms.funding.parts.opens(sheet::row_label(reader.text, &rows[*at]));
    let starts: Vec<usize> = (1..rows.len()).filter(opens).collect();
    let value = |at: usize| weights.get(at).map_or(Decimal::ZERO, |weight| weight.quantity.value);
    let sum = |range: Range<usize>| range.map(value).fold(Decimal::ZERO, Decimal::saturating_add);
    let end = |start: usize, whole: Decimal| (start + 1..=rows.len()).find(|&end| sum(start..end) == whole);
    let mut found: Vec<Range<usize>> = starts.iter().map(|&start| start..end(start, value(start - 1)).unwrap_or(start)).collect();
    let mut open = (0..found.len()).filter(|&at| found[at].is_empty());
    if let (Some(at), None) = (open.next(), open.next()) {
        let subtotal = |row: &usize| reader.knowledge.forms.columns.subtotals.has(sheet::row_label(reader.text, &rows[*row]));
        let said = found.iter().cloned().map(&sum).chain((0..rows.len()).filter(subtotal).map(value));
        // What all rows have too many is what these rows say again.
        let again =
            sum(0..rows.len()).saturating_sub(full.quantity.value).saturating_sub(said.fold(Decimal::ZERO, Decimal::saturating_add));
        let start = found[at].start;
        found[at] = start..end(start, again).unwrap_or(start);
    }
    found
}

/// Which rows count towards the total.
fn counting(reader: &Reader<'_>, rows: &[Row], divided: &[Range<usize>]) -> Vec<bool> {
    let subtotal = |row: &Row| reader.knowledge.forms.columns.subtotals.has(sheet::row_label(reader.text, row));
    rows.iter().enumerate().map(|(at, row)| !subtotal(row) && !divided.iter().any(|parts| parts.contains(&at))).collect()
}
