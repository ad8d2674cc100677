//! Where one row ends and the next begins, when only the columns say so: the cheapest reading of the pieces, found in one pass.
//!
//! A reading puts every piece below a column, to the right of the piece before it or, in a new row, anywhere. It costs what
//! fits badly and what is missing. The cheapest reading of the pieces so far is kept for every column the last one may stand in.

use super::cells::{Sort, Token};
use super::columns::Column;
use super::{Cell, Row};
use crate::syntax::vocabulary::Roles;

/// Beyond so many columns the pieces are not parted.
const WIDEST: usize = 40;
const NEW_ROW: i64 = 1;
const AGAIN: i64 = 3;

/// How a piece was reached.
#[derive(Clone, Copy)]
enum Step {
    /// It goes on with the cell of the piece before it.
    Same,
    /// It stands in the same row as the piece before it, which is below the column.
    Right(u8),
    /// It opens a row; the piece before it is below the column.
    Row(u8),
}

/// Adds the rows that the pieces make up below the columns.
pub(super) fn segment(tokens: &[Token], columns: &[Column], rows: &mut Vec<Row>) {
    if tokens.is_empty() {
        return;
    }
    if columns.is_empty() || columns.len() > WIDEST {
        let cells = tokens.iter().map(|token| Cell { span: token.span, column: 0 }).collect();
        rows.push(Row { span: tokens[0].span.to(tokens[tokens.len() - 1].span), cells, header: false });
        return;
    }
    let width = columns.len();
    let before: Vec<i64> = (0..=width).map(|at| columns[..at].iter().map(|column| column.missing() as i64).sum()).collect();
    let mut costs: Vec<i64> = (0..width).map(|at| before[at] + columns[at].misfit(&tokens[0]) as i64).collect();
    let mut steps: Vec<Step> = Vec::with_capacity(tokens.len() * width);
    steps.extend((0..width).map(|_| Step::Row(0)));
    for token in &tokens[1..] {
        costs = advance(token, columns, &before, &costs, &mut steps);
    }
    let last = (0..width).min_by_key(|&at| costs[at] + before[width] - before[at + 1]).unwrap_or(0);
    collect(tokens, &steps, width, last, rows);
}

/// The costs with one more piece, and how each was reached.
fn advance(token: &Token, columns: &[Column], before: &[i64], costs: &[i64], steps: &mut Vec<Step>) -> Vec<i64> {
    let width = columns.len();
    let closed = |at: usize| costs[at] + before[width] - before[at + 1];
    let opener = (0..width).min_by_key(|&at| closed(at)).unwrap_or(0);
    let opening = closed(opener) + if token.first { 0 } else { NEW_ROW };
    let goes_on = token.sort == Sort::Words && !token.roles.any(Roles::ROW);
    let mut next = Vec::with_capacity(width);
    // The cheapest column further left, its cost counted without what is missing up to it.
    let mut left: Option<(i64, usize)> = None;
    for at in 0..width {
        let mut best = (opening, Step::Row(opener as u8));
        if let Some((cost, column)) = left.filter(|left| left.0 < best.0) {
            best = (cost, Step::Right(column as u8));
        }
        best.0 += before[at] + columns[at].misfit(token) as i64;
        if goes_on && columns[at].holds_words() && costs[at] + AGAIN < best.0 {
            best = (costs[at] + AGAIN, Step::Same);
        }
        next.push(best.0);
        steps.push(best.1);
        let here = costs[at] - before[at + 1];
        if left.is_none_or(|left| here < left.0) {
            left = Some((here, at));
        }
    }
    next
}

fn collect(tokens: &[Token], steps: &[Step], width: usize, last: usize, rows: &mut Vec<Row>) {
    let mut found: Vec<Row> = Vec::new();
    let mut column = last;
    let mut cells: Vec<Cell> = Vec::new();
    let mut close = |cells: &mut Vec<Cell>| {
        cells.reverse();
        if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
            let span = first.span.to(last.span);
            found.push(Row { span, cells: std::mem::take(cells), header: false });
        }
    };
    let mut tail = None;
    for at in (0..tokens.len()).rev() {
        let span = tail.take().map_or(tokens[at].span, |tail| tokens[at].span.to(tail));
        let step = steps[at * width + column];
        match step {
            Step::Same => tail = Some(span),
            Step::Right(_) | Step::Row(_) => cells.push(Cell { span, column: column as u16 }),
        }
        match step {
            Step::Same => {}
            Step::Right(previous) => column = previous as usize,
            Step::Row(previous) => {
                close(&mut cells);
                column = previous as usize;
            }
        }
    }
    close(&mut cells);
    rows.extend(found.into_iter().rev());
}
