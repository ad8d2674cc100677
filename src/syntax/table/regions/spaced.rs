//! Rows of cells parted by gaps, under no header that the vocabulary knows: the numbers give them away.

use super::{Lines, Region};
use crate::syntax::cover::gaps;
use crate::syntax::lines::Form;
use crate::syntax::table::Layout;
use crate::syntax::table::cells::{Sort, sort};
use crate::syntax::vocabulary::Roles;

/// A table has at least so many columns.
const COLUMNS: usize = 3;
/// A longer line is prose.
const LONGEST: usize = 400;

/// The rows from a line on: at least two lines with the same number of pieces, most of them numbers, perhaps with their header above.
pub(super) fn region(lines: &Lines<'_>, first: usize) -> Option<Region> {
    let names = pieces(lines.line(first)).len();
    if names + 1 < COLUMNS || lines.taken(first) {
        return None;
    }
    let header = numbers(lines, first, names).is_none();
    let start = first + header as usize;
    // The names of the rows often stand below no name of their own.
    let below = if header { pieces(lines.line(start)).len() } else { names };
    let width = if below == names + 1 { below } else { names };
    if width < COLUMNS {
        return None;
    }
    let row = |at: &usize| numbers(lines, *at, width).is_some() && !lines.taken(*at);
    let last = start + (start..lines.lines.len()).take_while(row).count();
    let last = last + usize::from(last > start && is_total(lines, last, width));
    let enough = last >= start + 2 && (!header || named(lines.line(first)));
    let rows = (first..last).map(|at| (at as u32, at as u32)).collect();
    enough.then_some(Region { layout: Layout::Spaced, rows, ruled: header, unbarred: false, parted: false, width: 0 })
}

/// 小计 163 3912000: whether a row of totals leaves out the number that the other rows begin with.
fn is_total(lines: &Lines<'_>, at: usize, width: usize) -> bool {
    let named = pieces(lines.line(at)).first().is_some_and(|first| lines.words.roles(first).any(Roles::TOTAL));
    named && !lines.taken(at) && numbers(lines, at, width - 1).is_some()
}

/// The pieces of a line between gaps; none for prose.
fn pieces(line: &str) -> Vec<&str> {
    let gap = memchr::memchr(b' ', line.as_bytes()).is_some() || memchr::memmem::find(line.as_bytes(), "\u{3000}".as_bytes()).is_some();
    if line.len() > LONGEST || !gap || line.contains(['，', '。', '；', '：', '、']) {
        return Vec::new();
    }
    let mut start = 0;
    let mut pieces = Vec::new();
    for (gap, end) in gaps(line) {
        pieces.push(&line[start..gap]);
        start = end;
    }
    pieces.push(&line[start..]);
    pieces
}

/// How many pieces of a row of `width` are numbers, when they are enough of them.
fn numbers(lines: &Lines<'_>, at: usize, width: usize) -> Option<usize> {
    if lines.form(at) != Form::Text {
        return None;
    }
    let pieces = pieces(lines.line(at));
    let numbers = pieces.iter().filter(|piece| matches!(sort(piece), Sort::Number | Sort::Percent | Sort::Dash)).count();
    (pieces.len() == width && numbers * 2 >= width && numbers >= 2).then_some(numbers)
}

/// Whether a line is names only.
fn named(line: &str) -> bool {
    pieces(line).iter().all(|piece| sort(piece) == Sort::Words)
}
