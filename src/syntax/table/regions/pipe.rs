//! `| a | b |`: rows of bars, perhaps over several lines.

use super::{Lines, Region};
use crate::syntax::lines::Form;
use crate::syntax::table::Layout;

/// A row goes on over at most so many lines.
const LONGEST: usize = 40;

/// The rows of bars from a line on.
pub(super) fn region(lines: &Lines<'_>, first: usize) -> Region {
    let mut region = Region { layout: Layout::Pipe, rows: Vec::new(), ruled: false, unbarred: false, parted: false, width: 0 };
    let mut at = first;
    let mut open = 0;
    while at < lines.lines.len() {
        let closes = lines.line(at).ends_with(['|', '｜']);
        match lines.form(at) {
            form if lines.taken(at) || form == Form::Blank => match over_page(lines, at) {
                Some(next) => {
                    at = next;
                    continue;
                }
                None => break,
            },
            Form::Pipe => {
                region.rows.push((at as u32, at as u32));
                open = if closes { 0 } else { LONGEST };
            }
            Form::Rule => {
                region.ruled |= region.rows.len() == 1;
                open = 0;
            }
            _ if closes || (open > 0 && closed_below(lines, at, open)) => {
                if let Some(row) = region.rows.last_mut() {
                    row.1 = at as u32;
                }
                open = if closes { 0 } else { open - 1 };
            }
            _ => break,
        }
        at += 1;
    }
    region
}

/// The next row of bars, when only blank lines and the end of a page stand between.
fn over_page(lines: &Lines<'_>, at: usize) -> Option<usize> {
    let next = (at..lines.lines.len()).take(8).find(|&at| lines.form(at) != Form::Blank && !lines.taken(at))?;
    (lines.form(next) == Form::Pipe && (at..next).any(|at| lines.taken(at))).then_some(next)
}

/// Whether a row that is open at a line is closed by a bar further down, before the next row.
fn closed_below(lines: &Lines<'_>, at: usize, within: usize) -> bool {
    let mut below = (at..at + within).take_while(|&at| !matches!(lines.form(at), Form::Pipe | Form::Rule | Form::Blank));
    below.any(|at| lines.line(at).ends_with(['|', '｜']))
}

/// A line with so many bars is a row, where another stands right below it.
const BARS: usize = 2;
/// So many lines with one bar each are rows of a label and a value.
const PAIRS: usize = 3;

/// `a | b | c`: rows without bars at their ends. A rule below the first, or a second row like it, gives them away. Where the first cell of
/// a row is blank, its line begins with a bar all the same.
pub(super) fn unbarred(lines: &Lines<'_>, first: usize) -> Option<Region> {
    let barred = |at: usize, least: usize| memchr::memchr_iter(b'|', lines.line(at).as_bytes()).nth(least - 1).is_some();
    if !barred(first, 1) {
        return None;
    }
    let ruled = lines.form(first + 1) == Form::Rule;
    let row = |at: &usize| {
        matches!(lines.form(*at), Form::Text | Form::Boxed | Form::Numbered(_) | Form::Pipe) && barred(*at, 1) && !lines.taken(*at)
    };
    let twice = barred(first, BARS) && row(&(first + 1)) && barred(first + 1, BARS);
    let paired = (first..first + PAIRS).all(|at| row(&at) && !barred(at, BARS));
    if !(ruled || twice || paired) {
        return None;
    }
    let below = (first + 1 + ruled as usize..lines.lines.len()).take_while(row);
    let rows = [first].into_iter().chain(below).map(|at| (at as u32, at as u32)).collect();
    Some(Region { layout: Layout::Pipe, rows, ruled, unbarred: true, parted: false, width: 0 })
}
