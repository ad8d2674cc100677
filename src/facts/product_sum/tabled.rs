//! Tables of weights and scores: 权重20%, 得分95, perhaps 加权得分19, and their total.

use super::{Claim, Context, rounded};
use crate::facts::sheet::{Column, Num, Sheet};
use crate::quantity::{Decimal, Dimension};
use crate::syntax::{Heading, Row};

/// A table of scores on a hundred points each, with their weights.
struct Weighted<'s, 'a> {
    rows: Vec<(&'s Row, Num, Num)>,
    last: Option<&'s Row>,
    scores: &'s Column<'a>,
}

/// Whether the scores of a table count by weights, so that their total is no sum of them.
pub(in crate::facts) fn is_weighted<'a>(context: &Context<'a>, sheet: &Sheet<'a>) -> bool {
    read(context, sheet).is_some()
}

/// The total of the scores, and the weighted score of each row.
pub(super) fn claims<'a>(context: &Context<'a>, sheet: &Sheet<'a>) -> Vec<Claim<'a>> {
    let Some(table) = read(context, sheet) else { return Vec::new() };
    let reader = context.reader();
    let score = |row: &Row, column: &Column<'_>| Sheet::cell(row, column).and_then(|cell| reader.points_of_cell(cell)).map(rounded);
    let label = |row: &Row| row.cells.first().map(|cell| (cell.span.of(reader.text), cell.span));
    let own = sheet.columns.iter().find(|column| context.knowledge.forms.score.weighted.has(column.text));
    let total = table.last.and_then(|last| Some((label(last)?, own.and_then(|own| score(last, own)), score(last, table.scores))));
    let mut claims = Vec::new();
    let single = |row: &Row, own| score(row, own).map(|score| vec![score]);
    if let Some((label, total, other)) = total {
        let all = || table.rows.iter().map(|(_, weight, score)| vec![*score, *weight]).collect();
        let apart = || own.and_then(|own| table.rows.iter().map(|(row, ..)| single(row, own)).collect::<Option<Vec<_>>>());
        let found = total.map(|total| (total, apart())).or(other.map(|total| (total, Some(all()))));
        claims.extend(found.and_then(|(total, parts)| Some(Claim { label: Some(label), total, parts: parts? })));
    }
    let of_row = |(row, weight, points): &(&Row, Num, Num)| {
        let total = score(row, own?)?;
        Some(Claim { label: Some(label(row)?), total, parts: vec![vec![*points, *weight]] })
    };
    claims.extend(table.rows.iter().filter_map(of_row));
    claims
}

fn read<'s, 'a>(context: &Context<'a>, sheet: &'s Sheet<'a>) -> Option<Weighted<'s, 'a>> {
    let reader = context.reader();
    let columns = &context.knowledge.forms.columns;
    let (weights, scores) = (sheet.column(Heading::Weight)?, sheet.column(Heading::Score)?);
    if sheet.has(Heading::Target) || sheet.has(Heading::Actual) {
        return None;
    }
    let is_total = |row: &&Row| {
        row.cells.first().is_some_and(|cell| columns.totals.has(cell.span.of(reader.text)) || columns.scores.has(cell.span.of(reader.text)))
    };
    let read = |row: &'s Row| {
        let weight = reader.figure(Sheet::cell(row, weights)?).filter(|weight| weight.quantity.unit.dimension == Dimension::Ratio)?;
        Some((row, Num::of(&weight), rounded(reader.points_of_cell(Sheet::cell(row, scores)?)?)))
    };
    let rows: Vec<_> = sheet.rows.iter().take_while(|row| !is_total(row)).map(read).collect::<Option<_>>()?;
    let sum = rows.iter().filter_map(|(_, weight, _)| weight.quantity.base().ok()).fold(Decimal::ZERO, Decimal::saturating_add);
    let possible = rows.iter().all(|(_, _, score)| score.quantity.value <= Decimal::ONE_HUNDRED);
    // A score that is no more than its weight may be one of the points that the weight gives, and a single one above it a slip.
    let over = rows.iter().filter(|(_, weight, score)| score.quantity.value > weight.quantity.value).count() * 2 > rows.len();
    let last = sheet.rows.iter().find(is_total);
    (rows.len() > 1 && sum == Decimal::ONE && possible && over).then_some(Weighted { rows, last, scores })
}
