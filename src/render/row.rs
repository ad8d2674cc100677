//! One row of an excerpt: as much of a line as the terminal holds, cut around the labelled places.
//!
//! Nothing here reads more of a line than it shows, however long the line is.

use super::excerpt::Piece;
use super::visible::{push_visible, shown_width, width};
use crate::text::Span;
use std::ops::Range;

/// The columns of a message below a label: it is wrapped rather than squeezed below this.
pub const NARROWEST: usize = 16;

/// A label wider than this is shown by its two ends.
pub fn longest(columns: usize) -> usize {
    columns / 2
}

/// The columns of a text, or `most` when it has more; reads no further than needed.
pub fn bounded_width(text: &str, most: usize) -> usize {
    let mut columns = 0;
    for character in text.chars().take(8 * most) {
        columns += shown_width(character);
        if columns >= most {
            return most;
        }
    }
    columns
}

/// A row as shown, and where its pieces stand in it.
pub struct Drawn {
    /// The row.
    pub text: String,
    /// One range a piece, in bytes of the row.
    pub marks: Vec<Range<usize>>,
    /// The column in which the stem of each label stands.
    pub stems: Vec<usize>,
    /// The columns of the row and of what is drawn below it, without labels.
    width: usize,
}

/// Draws the row; while it, its underlines or the message of a label would leave the terminal at the right, draws it narrower.
pub fn drawn(pieces: &[Piece<'_>], columns: usize) -> Drawn {
    let mut target = columns;
    loop {
        let drawn = draw(pieces, target);
        let labels = pieces.iter().zip(&drawn.stems).map(|(piece, stem)| {
            let message = message_width(piece, columns);
            if message == 0 { 0 } else { stem + 4 + message }
        });
        let overflow = labels.fold(drawn.width, usize::max).saturating_sub(columns);
        if overflow == 0 || target <= NARROWEST {
            return drawn;
        }
        target = target.min(drawn.width).saturating_sub(overflow).max(NARROWEST);
    }
}

/// The columns that the message of a piece should have: its width, or enough to wrap it.
pub fn message_width(piece: &Piece, columns: usize) -> usize {
    piece.message.lines().map(width).max().unwrap_or(0).min(2 * NARROWEST).min(columns / 2)
}

/// The stems of the labels below a row, and the columns that row and underlines take. An underline has a column at least and begins behind
/// the one before it, so that those of places without width lie further right than the places.
fn underlined(row: &str, marks: &[Range<usize>]) -> (Vec<usize>, usize) {
    let mut behind = 0;
    let columns = |range: Range<usize>| width(row.get(range).unwrap_or(""));
    let stems = marks.iter().map(|mark| {
        let start = columns(0..mark.start).max(behind);
        let end = columns(0..mark.end).max(start + 1);
        behind = end;
        (start + end) / 2
    });
    (stems.collect(), behind.max(width(row)))
}

fn draw(pieces: &[Piece<'_>], columns: usize) -> Drawn {
    let Some(first) = pieces.first() else { return Drawn { text: String::new(), marks: Vec::new(), stems: Vec::new(), width: 0 } };
    let line = first.text.line(first.line);
    let text = &*first.text.text;
    let whole = bounded_width(line.of(text), columns + 1) <= columns && line.len() <= 8 * columns;
    let windows = if whole { Vec::from([line.range()]) } else { windows(text, line, pieces, columns) };
    let mut row = String::new();
    let mut starts = vec![None; pieces.len()];
    let mut ends = vec![None; pieces.len()];
    let mut shown = line.start as usize;
    for window in windows {
        if window.start > shown {
            row.push('…');
        }
        shown = window.end;
        for (at, character) in text.get(window.clone()).unwrap_or("").char_indices() {
            let at = window.start + at;
            note(pieces, at, row.len(), &mut starts, &mut ends);
            push_visible(&mut row, character);
        }
        note(pieces, window.end, row.len(), &mut starts, &mut ends);
    }
    if shown < line.end as usize {
        row.push('…');
    }
    let end = row.len();
    let marks: Vec<Range<usize>> =
        starts.iter().zip(&ends).map(|(start, stop)| start.unwrap_or(end)..stop.unwrap_or(end).max(start.unwrap_or(end))).collect();
    // A label without width is drawn below the character that follows it.
    if marks.iter().any(|mark| mark.start == end) {
        row.push(' ');
    }
    let (stems, width) = underlined(&row, &marks);
    Drawn { text: row, marks, stems, width }
}

/// Remembers where in the row a piece starts or ends.
fn note(pieces: &[Piece<'_>], at: usize, here: usize, starts: &mut [Option<usize>], ends: &mut [Option<usize>]) {
    for ((piece, start), end) in pieces.iter().zip(starts).zip(ends) {
        if piece.span.start as usize == at {
            *start = Some(here);
        }
        if piece.span.end as usize == at && end.is_none() {
            *end = Some(here);
        }
    }
}

/// The parts of the line to show: the pieces, or the two ends of a long one, with as much around them as fits.
fn windows(text: &str, line: Span, pieces: &[Piece<'_>], columns: usize) -> Vec<Range<usize>> {
    let longest = longest(columns);
    let mut windows: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let range = piece.span.range();
        if bounded_width(piece.span.of(text), longest + 1) <= longest {
            windows.push(range);
        } else {
            windows.push(range.start..right(text, range.start, longest / 2, range.end));
            windows.push(left(text, range.end, longest / 2 - 1, range.start)..range.end);
        }
    }
    let needed: usize = windows.iter().map(|window| bounded_width(text.get(window.clone()).unwrap_or(""), columns) + 1).sum();
    let spare = columns.saturating_sub(needed + 1) / windows.len().max(1);
    // More is shown behind a label than before it: its message needs the room.
    let grown = windows.into_iter().map(|window| {
        let start = left(text, window.start, spare / 3, line.start as usize);
        start..right(text, window.end, spare - spare / 3, line.end as usize)
    });
    merged(grown)
}

/// Joins windows that touch.
fn merged(windows: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            Some(_) | None => merged.push(window),
        }
    }
    merged
}

/// The offset `columns` columns to the right of `from`, at most `end`.
fn right(text: &str, from: usize, columns: usize, end: usize) -> usize {
    let rest = text.get(from..end).unwrap_or("");
    from + reach(rest.char_indices().map(|(at, character)| (at + character.len_utf8(), character)), columns)
}

/// The offset `columns` columns to the left of `from`, at least `start`.
fn left(text: &str, from: usize, columns: usize, start: usize) -> usize {
    let before = text.get(start..from).unwrap_or("");
    from - reach(before.char_indices().rev().map(|(at, character)| (before.len() - at, character)), columns)
}

/// The distance in bytes that the characters reach within `columns` columns.
fn reach(characters: impl Iterator<Item = (usize, char)>, columns: usize) -> usize {
    let mut used = 0;
    let mut reached = 0;
    for (distance, character) in characters.take(8 * columns) {
        used += shown_width(character);
        if used > columns {
            break;
        }
        reached = distance;
    }
    reached
}
