//! The marks without a partner in the cells of a table.

use super::mark::{Bracket, Mark};
use super::{Marks, is_damaged, of, push};
use crate::facts::{Context, Facts};
use crate::syntax::Table;
use crate::text::Span;
use std::collections::BTreeSet;

/// The cells of a table with a mark that has no partner in the whole table: what a cell opens may be closed in the next, where a page or
/// a column ends.
pub(super) fn read<'a>(context: &Context<'a>, facts: &mut Facts<'a>, table: &Table) {
    if context.glance().brackets(table.span).is_empty() {
        return;
    }
    let flow: &'a str = &context.document.flow.text;
    let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| (cell.span, of(context, cell.span)));
    let odd: Vec<(Span, Marks)> = cells.filter(|(_, marks)| !marks.lone.is_empty()).collect();
    let kinds = |cell: &Span, marks: &Marks| -> Vec<(Bracket, bool)> {
        marks.lone.iter().filter_map(|(at, opens)| Some((bracket(cell.of(flow), *at)?, *opens))).collect()
    };
    let all: BTreeSet<(Bracket, bool)> = odd.iter().flat_map(|(cell, marks)| kinds(cell, marks)).collect();
    for (cell, marks) in &odd {
        let partnered = |(kind, opens): (Bracket, bool)| all.contains(&(kind, !opens));
        if !kinds(cell, marks).into_iter().any(partnered) {
            push(flow, facts, *cell, marks, is_damaged(context, *cell));
        }
    }
}

/// The kind of the mark at a place of a text.
fn bracket(text: &str, at: usize) -> Option<Bracket> {
    match Mark::of(text.get(at..)?.chars().next()?)? {
        Mark::Opens(bracket) | Mark::Closes(bracket) => Some(bracket),
    }
}
