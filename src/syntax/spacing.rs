//! Texts with a blank line behind every line: their blank lines part nothing.

use super::lines::{Form, Shape};

/// Fewer lines say nothing about the spacing of a text.
const FEWEST: usize = 8;

/// The lines without the single blank ones of a text that has one behind nearly every line; each goes with the line above it.
pub(super) fn closed_up(lines: Vec<Shape>) -> Vec<Shape> {
    if !is_double(&lines) {
        return lines;
    }
    let mut closed: Vec<Shape> = Vec::with_capacity(lines.len());
    for (at, shape) in lines.iter().enumerate() {
        let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|shape| shape.form == Form::Blank);
        let single = shape.form == Form::Blank && !blank(at.checked_sub(1)) && !blank(Some(at + 1));
        match closed.last_mut().filter(|_| single) {
            Some(above) => above.full.end = shape.full.end,
            None => closed.push(*shape),
        }
    }
    closed
}

/// Whether one blank line stands behind nine in ten of the lines that others follow.
fn is_double(lines: &[Shape]) -> bool {
    let mut written = 0;
    let mut parted = 0;
    let mut gap = 0;
    for shape in lines {
        if shape.form == Form::Blank {
            gap += 1;
            continue;
        }
        written += 1;
        parted += usize::from(gap == 1);
        gap = 0;
    }
    written >= FEWEST && parted * 10 >= (written - 1) * 9
}
