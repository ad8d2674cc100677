//! The sources of the money of a form, below the row of the whole.

use super::Sum;
use crate::facts::form::{Fund, Funding};
use crate::facts::sheet::Num;
use crate::quantity::Decimal;
use std::ops::Range;

/// The sums of the columns of money, when the rows name every source: one of them takes the rest, or another column shows that they add up.
pub(super) fn sums<'a>(funding: &Funding<'a>) -> Vec<Sum<'a>> {
    let Some(at) = funding.rows.iter().position(|row| row.whole) else { return Vec::new() };
    let (whole, parts) = (&funding.rows[at], &funding.rows[at + 1..]);
    if parts.iter().any(|row| row.whole) {
        return Vec::new();
    }
    parts.chunk_by(|_, next| !next.opens_division).flat_map(|division| divided(whole, division)).collect()
}

/// The sums of one division of the whole, and of what one of its parts is made of.
fn divided<'a>(whole: &Fund<'a>, division: &[Fund<'a>]) -> Vec<Sum<'a>> {
    let rows: Vec<&Fund<'a>> = division.iter().collect();
    // 省级220，其中：结转90，县级130: where all rows but the memo make up the whole, nothing is divided again.
    let first = |(at, row): &(usize, &&Fund<'a>)| *at == 0 || !row.opens_parts;
    let flat: Vec<&Fund<'a>> = rows.iter().enumerate().filter(first).map(|(_, row)| *row).collect();
    let is_flat = (0..STAGES + whole.further.len()).any(|column| adds_up(whole, &flat, column));
    let inner = if is_flat { Vec::new() } else { inner(&rows) };
    let outside = |(at, _): &(usize, &&Fund<'a>)| !inner.iter().any(|run| run.contains(at));
    let outer: Vec<&Fund<'a>> = rows.iter().enumerate().filter(outside).map(|(_, row)| *row).collect();
    let columns = 0..STAGES + whole.further.len();
    let shown = columns.clone().any(|column| adds_up(whole, &outer, column));
    if outer.len() < 2 || !shown && !outer.iter().any(|row| row.remainder) {
        return Vec::new();
    }
    let sums = |whole: &Fund<'a>, parts: &[&Fund<'a>]| columns.clone().filter_map(|column| sum(whole, parts, column)).collect::<Vec<_>>();
    let of_parts = inner.iter().flat_map(|run| sums(rows[run.start - 1], &rows[run.clone()]));
    sums(whole, &outer).into_iter().chain(of_parts).collect()
}

/// 市级资金200，其中：公益金80，一般预算120: the rows behind a second 其中 that make up the row above them in all columns but one at
/// most. In one column alone they may do so by chance.
fn inner(rows: &[&Fund<'_>]) -> Vec<Range<usize>> {
    let made = |at: usize| {
        let whole = rows[at - 1];
        let columns: Vec<usize> = (0..STAGES + whole.further.len()).filter(|&column| cell(whole, column).is_some()).collect();
        let holds = |run: &Range<usize>| columns.iter().filter(|&&column| adds_up(whole, &rows[run.clone()], column)).count();
        let makes = |run: &Range<usize>| holds(run) > 0 && holds(run) + 1 >= columns.len().min(STAGES);
        (at + 2..=rows.len().min(at + LONGEST)).map(|end| at..end).find(makes)
    };
    (1..rows.len()).filter(|&at| rows[at].opens_parts).filter_map(made).collect()
}

/// One source is divided into no more.
const LONGEST: usize = 8;

/// So many columns have a stage of their own; the others follow.
const STAGES: usize = 3;

/// The amount of a row in a column.
fn cell(row: &Fund<'_>, column: usize) -> Option<Num> {
    match column {
        0 => row.initial,
        1 => row.adjusted,
        2 => row.executed,
        further => row.further.get(further - STAGES).copied().flatten(),
    }
}

/// Whether two parts or more of a column make up the whole as it is printed; some may be zero, none may be blank.
fn adds_up(whole: &Fund<'_>, parts: &[&Fund<'_>], column: usize) -> bool {
    let found: Vec<Num> = parts.iter().filter_map(|row| cell(row, column)).collect();
    let several = found.iter().filter(|part| !part.quantity.value.is_zero()).count() > 1;
    let sum = found.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.quantity.base().ok()?));
    let total = cell(whole, column).and_then(|total| total.quantity.base().ok());
    several && found.len() == parts.len() && sum == total
}

fn sum<'a>(whole: &Fund<'a>, parts: &[&Fund<'a>], column: usize) -> Option<Sum<'a>> {
    let total = cell(whole, column)?;
    let all: Vec<Num> = parts.iter().filter_map(|row| cell(row, column)).collect();
    // Columns without a stage may be left blank for some of the sources.
    if column >= STAGES && all.len() < parts.len() {
        return None;
    }
    let outer: Vec<Num> =
        parts.iter().enumerate().filter(|(at, row)| *at == 0 || !row.opens_parts).filter_map(|(_, row)| cell(row, column)).collect();
    let mut readings = vec![all];
    if outer.len() < readings[0].len() {
        readings.push(outer);
    }
    readings.retain(|reading| !reading.is_empty());
    Some(Sum { label: whole.label, crossing: parts.first()?.label, axis: "funding", total, readings })
}
