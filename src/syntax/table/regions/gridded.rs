//! Tables of one cell a line below names that the vocabulary does not know: figures that come back at every so many lines give them away.

use super::{Lines, Region};
use crate::syntax::lines::Form;
use crate::syntax::notation::ends_sentence;
use crate::syntax::table::Layout;
use crate::syntax::table::cells::{Sort, sort};
use std::ops::RangeInclusive;

/// So many columns; two are names and values.
const COLUMNS: RangeInclusive<usize> = 3..=6;
/// So many rows are no chance.
const ROWS: usize = 3;
/// The longest name, in characters.
const NAME: usize = 16;

/// The tables among the lines that no other table takes.
pub(super) fn regions(lines: &Lines<'_>, known: &[Region]) -> Vec<Region> {
    let free = lines.free(known);
    let mut found = Vec::new();
    let mut at = 0;
    while at < free.len() {
        let region = region(lines, at, &free);
        at += region.as_ref().map_or(1, |region| region.rows.len());
        found.extend(region);
    }
    found
}

/// The table whose first name stands at `first`.
fn region(lines: &Lines<'_>, first: usize, free: &[bool]) -> Option<Region> {
    let is_name = |at: usize| free.get(at) == Some(&true) && is_name(lines, at);
    let is_figure = |at: usize| free.get(at) == Some(&true) && is_figure(lines, at);
    let names = (first..).take_while(|&at| is_name(at)).take(*COLUMNS.end() + 2).count();
    // The last of them is the name of the first row.
    let width = names.checked_sub(1).filter(|width| COLUMNS.contains(width))?;
    let row = |at: usize| is_name(at) && (at + 1..at + width).all(is_figure);
    let rows = (1..).take_while(|nth| row(first + nth * width)).count();
    let all = (first..first + (rows + 1) * width).map(|at| (at as u32, at as u32)).collect();
    (rows >= ROWS).then_some(Region { layout: Layout::Lines, rows: all, ruled: true, unbarred: false, parted: false, width })
}

fn is_name(lines: &Lines<'_>, at: usize) -> bool {
    let line = lines.line(at);
    let short = || {
        line.len() <= 4 * NAME
            && line.chars().count() <= NAME
            && sort(line) == Sort::Words
            && !ends_sentence(line)
            && !line.contains(['：', ':', '，'])
    };
    lines.form(at) == Form::Text && short() && !lines.words.ends_title(line)
}

/// A cell of figures; a number alone may look like that of a list.
fn is_figure(lines: &Lines<'_>, at: usize) -> bool {
    let cell = matches!(sort(lines.line(at)), Sort::Number | Sort::Percent | Sort::Quantity | Sort::Dash);
    cell && !matches!(lines.form(at), Form::Blank)
}
