//! Rows of cells parted by tabs.

use super::{Lines, Region};
use crate::syntax::lines::Form;
use crate::syntax::table::Layout;
use crate::syntax::vocabulary::Roles;

/// The rows of tabs from a line on; none when they are the labels and values of a cover.
pub(super) fn region(lines: &Lines<'_>, first: usize) -> Option<Region> {
    let mut rows: Vec<(u32, u32)> = Vec::new();
    let mut at = first;
    while at < lines.lines.len() && !lines.taken(at) {
        let between = lines.form(at) == Form::Blank && lines.form(at + 1) == Form::Tabbed;
        if has_tab(lines, at) {
            rows.push((at as u32, at as u32));
        } else if continues(lines, at, &rows) {
            rows.last_mut().into_iter().for_each(|row| row.1 = at as u32);
        } else if !between {
            break;
        }
        at += 1;
    }
    let filled = |row: &(u32, u32)| cells(lines, row.0 as usize).filter(|cell| !cell.trim().is_empty()).count();
    let labels = rows.iter().filter(|row| filled(row) == 2 && is_label(lines, row.0 as usize)).count();
    let widest = rows.iter().map(filled).max().unwrap_or(0);
    let listed = widest >= 3 || (rows.len() >= 2 && labels < rows.len());
    (listed && widest >= 2).then_some(Region { layout: Layout::Tab, rows, ruled: false, unbarred: false, parted: false, width: 0 })
}

fn cells<'a>(lines: &Lines<'a>, at: usize) -> impl Iterator<Item = &'a str> {
    lines.lines.get(at).map_or("", |shape| shape.full.of(lines.text)).trim_end_matches(['\r', '\n']).split('\t')
}

fn has_tab(lines: &Lines<'_>, at: usize) -> bool {
    matches!(lines.form(at), Form::Tabbed | Form::Text) && cells(lines, at).nth(1).is_some()
}

fn is_label(lines: &Lines<'_>, at: usize) -> bool {
    cells(lines, at).next().is_some_and(|cell| lines.words.roles(cell).any(Roles::FIELD.or(Roles::CHOICE)))
}

/// Whether a line without tab goes on with the last cell of the row above it: that row fills the table, and another row follows.
fn continues(lines: &Lines<'_>, at: usize, rows: &[(u32, u32)]) -> bool {
    let width = |row: &(u32, u32)| cells(lines, row.0 as usize).count();
    let (Some(first), Some(last)) = (rows.iter().rev().take(12).map(width).max(), rows.last()) else { return false };
    let line = lines.line(at);
    let known = lines.words.roles(line).any(Roles::ROW.or(Roles::FIELD).or(Roles::COLUMN));
    let cell = matches!(lines.form(at), Form::Text) && !known && line.len() <= 300 && !line.contains(['：', ':']);
    cell && last.1 as usize + 1 == at && width(last) == first && first >= 3 && lines.form(at + 1) == Form::Tabbed
}
