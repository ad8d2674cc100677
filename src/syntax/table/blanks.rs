//! Rows in which blank cells left nothing behind: which column the numbers belong to that are there.
//!
//! A form is printed with targets and points to be had. What is left blank when it is filled in is the result and the points had.

use super::Row;
use super::cells::{Sort, sort};
use super::columns::Column;
use crate::quantity::Decimal;
use crate::syntax::vocabulary::Roles;
use crate::text::Span;

/// The columns of the numbers of an indicator.
pub(super) struct Points {
    target: u16,
    actual: u16,
    weight: u16,
    score: u16,
    /// Where a cell goes that may belong to several columns: right of all of them.
    beyond: u16,
}

impl Points {
    /// The columns below a header whose cells have these roles, when it has each of them once, weights before scores.
    pub fn of(header: &[Roles]) -> Option<Points> {
        let only = |role: Roles| {
            let mut found = header.iter().enumerate().filter(|(_, roles)| roles.any(role)).map(|(at, _)| at as u16);
            found.next().filter(|_| found.next().is_none())
        };
        let [target, actual] = [only(Roles::TARGET)?, only(Roles::ACTUAL)?];
        let [weight, score] = [only(Roles::WEIGHT)?, only(Roles::SCORE)?];
        (target < actual && target < weight && actual < score && weight < score).then_some(Points {
            target,
            actual,
            weight,
            score,
            beyond: header.len() as u16,
        })
    }

    /// Puts the numbers of a row that lacks some of them where they belong.
    pub fn settle(&self, text: &str, row: &mut Row) {
        let ours = |column: u16| [self.actual, self.weight, self.score].contains(&column);
        let found: Vec<usize> = (0..row.cells.len()).filter(|&at| ours(row.cells[at].column)).collect();
        let Some(target) = row.cells.iter().find(|cell| cell.column == self.target).map(|cell| cell.span.of(text)) else { return };
        // ≥60份 has its unit with it, and a result has too.
        let measured = sort(target) != Sort::Number;
        let columns = match found.as_slice() {
            [one] if sort(target) != Sort::Words && is_bare(text, row.cells[*one].span) => vec![self.weight],
            [first, second] => self.pair(text, [row.cells[*first].span, row.cells[*second].span], measured).to_vec(),
            _ => return,
        };
        for (at, column) in found.into_iter().zip(columns) {
            row.cells[at].column = column;
        }
    }

    /// The columns of two numbers.
    fn pair(&self, text: &str, [first, second]: [Span; 2], measured: bool) -> [u16; 2] {
        let known = |span: Span| span.of(text).parse::<Decimal>().ok();
        let more = matches!((known(first), known(second)), (Some(first), Some(second)) if second > first);
        let doubtful = [self.beyond, self.beyond + 1];
        match (self.actual < self.weight, is_bare(text, first), is_bare(text, second)) {
            (true, false, true) => [self.actual, self.weight],
            (true, true, true) if measured => [self.weight, self.score],
            // Nobody has more points than there are to be had.
            (true, true, true) if more => [self.actual, self.weight],
            (true, _, _) => doubtful,
            (false, true, false) => [self.weight, self.actual],
            (false, true, true) if measured => [self.weight, self.score],
            (false, true, true) => [self.weight, self.beyond],
            (false, false, _) => doubtful,
        }
    }
}

fn is_bare(text: &str, cell: Span) -> bool {
    sort(cell.of(text)) == Sort::Number
}

/// Whether every row has all its numbers.
pub(super) fn are_full(rows: &[Row], columns: &[Column]) -> bool {
    let needed = |column: Column| matches!(column, Column::Target | Column::Actual | Column::Number | Column::Rate);
    let full =
        |row: &Row| (0..columns.len()).filter(|&at| needed(columns[at])).all(|at| row.cells.iter().any(|cell| cell.column as usize == at));
    rows.iter().all(full)
}
