//! Forms whose cells no mark parts.

use super::{Lines, Region};
use crate::quantity::Decimal;
use crate::syntax::Style;
use crate::syntax::cover::gaps;
use crate::syntax::lines::{Form, is_date};
use crate::syntax::table::{Layout, is_form_title};
use crate::syntax::vocabulary::Roles;

/// A form reaches at most so many lines up from its first header.
const ABOVE: usize = 60;

/// The form around a header: from the first label above it down to what cannot be a cell.
pub(super) fn region(lines: &Lines<'_>, header: usize, floor: usize, layout: Layout) -> Region {
    let first = above(lines, header, floor, layout);
    let inside = |at: &usize| *at <= header || lines.taken(*at) && lines.form(*at) == Form::Page || is_cell(lines, *at);
    let filled = |at: &usize| lines.form(*at) != Form::Blank && !lines.taken(*at);
    let rows = (first..lines.lines.len()).take_while(inside).filter(filled).map(|at| (at as u32, at as u32)).collect();
    Region { layout, rows, ruled: false, unbarred: false, parted: false, width: 0 }
}

/// The first line of the form: the highest label above the header with nothing but cells between.
fn above(lines: &Lines<'_>, header: usize, floor: usize, layout: Layout) -> usize {
    let labels = Roles::FIELD.or(Roles::BANNER).or(Roles::CHOICE).or(Roles::COLUMN);
    let mut first = header;
    for at in (floor.max(header.saturating_sub(ABOVE))..header).rev() {
        let line = lines.line(at);
        if lines.form(at) == Form::Blank {
            continue;
        }
        let title = lines.words.ends_title(line) && !lines.words.roles(line).any(labels);
        if !is_cell(lines, at) || title || line.contains('：') {
            break;
        }
        let label = if layout == Layout::Flat { gaps(line).first().map_or(line, |gap| &line[..gap.0]) } else { line };
        if lines.words.roles(label).any(labels) {
            first = at;
        }
    }
    first
}

/// Whether a line can be a cell, or a row of cells, of a form.
fn is_cell(lines: &Lines<'_>, at: usize) -> bool {
    let line = lines.line(at);
    match lines.form(at) {
        Form::Blank => true,
        Form::Text | Form::Boxed => {
            let colon = line.char_indices().take(16).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
            let field = colon.is_some_and(|at| lines.words.roles(&line[..at]).any(Roles::FIELD.or(Roles::NOTE)));
            !field && (!is_date(line) || is_before_points(lines, at)) && !is_form_title(line, lines.words)
        }
        Form::Numbered(mark) => !matches!(mark.style, Style::Chinese | Style::Part),
        Form::Lost(_) => true,
        Form::Page | Form::Rule | Form::Contents | Form::Pipe | Form::Tabbed => false,
    }
}

/// A day among cells has the points of its indicator behind it, one below the other; the day of a signature has not.
fn is_before_points(lines: &Lines<'_>, date: usize) -> bool {
    let filled = (date + 1..lines.lines.len()).filter(|&at| lines.form(at) != Form::Blank && !lines.taken(at)).map(|at| lines.line(at));
    let mut behind = filled.take(3).skip_while(|line| is_date(line));
    behind.next().is_some_and(|line| line.parse::<Decimal>().is_ok())
}
