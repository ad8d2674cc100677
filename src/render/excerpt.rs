//! The lines around the places of a finding, cut to the width of the terminal.
//!
//! A paragraph of a report is one line of many hundred characters. Of such a line only windows around the labelled places are shown,
//! with … for what is left out; the true line and column stay in the header. An excerpt consists of rows: a row is one line, or a part of one
//! with labels that do not overlap and fit side by side.

use super::texts::Indexed;
use super::visible::{push_visible, shown_width, width, wrap};
use crate::text::Span;
use std::ops::Range;

/// A place to be shown.
pub struct Place<'a> {
    /// The text it stands in.
    pub text: &'a Indexed<'a>,
    /// Where.
    pub span: Span,
    /// What to write below it; may be empty.
    pub message: String,
    /// Whether it is the place of the finding itself.
    pub primary: bool,
}

/// Rows of text with marks in them; offsets are in bytes of the excerpt.
#[derive(Default, Debug)]
pub struct Excerpt {
    /// The rows, each ended by a line feed.
    pub text: String,
    /// Where the rows are, in order.
    pub rows: Vec<Row>,
    /// The marks, in order.
    pub marks: Vec<Mark>,
}

/// A row of an excerpt.
#[derive(Debug)]
pub struct Row {
    /// Where it stands, without its line feed.
    pub at: Range<usize>,
    /// The document it is taken from.
    pub path: String,
    /// The line in that document, from 1.
    pub line: u32,
}

/// A labelled place of an excerpt.
#[derive(Debug)]
pub struct Mark {
    /// Where it stands.
    pub at: Range<usize>,
    /// The column in the document, in characters from 1.
    pub column: u32,
    /// What to write below it.
    pub message: String,
    /// Whether it is the place of the finding itself.
    pub primary: bool,
}

/// A place, or the part of it that stands on one line.
struct Piece<'a> {
    text: &'a Indexed<'a>,
    line: u32,
    span: Span,
    message: String,
    primary: bool,
}

/// The columns of a message below a label: it is wrapped rather than squeezed below this.
const NARROWEST: usize = 16;

/// A place of more lines shows its first line only.
const MOST_LINES: u32 = 3;

impl Excerpt {
    /// Shows the places on a terminal of `columns` columns.
    pub fn new(places: Vec<Place<'_>>, columns: usize) -> Excerpt {
        let mut pieces: Vec<Piece> = places.into_iter().flat_map(pieces_of).collect();
        let own = pieces.iter().find(|piece| piece.primary).map(|piece| piece.text.path.clone());
        let foreign = |piece: &Piece| own.as_ref() != Some(&piece.text.path);
        pieces.sort_by(|a, b| (foreign(a), &a.text.path, a.line, a.span).cmp(&(foreign(b), &b.text.path, b.line, b.span)));
        let gutter = pieces.iter().map(|piece| piece.line).max().unwrap_or(1).to_string().len() + 4;
        let columns = columns.saturating_sub(gutter).max(2 * NARROWEST);
        let mut excerpt = Excerpt::default();
        for row in packed(pieces, columns) {
            excerpt.push(row, columns);
        }
        excerpt
    }

    fn push(&mut self, pieces: Vec<Piece<'_>>, columns: usize) {
        let Some(first) = pieces.first() else { return };
        let (path, line) = (first.text.path.to_string(), first.line);
        let drawn = drawn(&pieces, columns);
        let start = self.text.len();
        for (piece, at) in pieces.into_iter().zip(drawn.marks) {
            let room = columns.saturating_sub(middle(&drawn.text, &at) + 4).max(NARROWEST);
            self.marks.push(Mark {
                at: at.start + start..at.end + start,
                column: piece.text.position(piece.span.start).column,
                message: wrap(&piece.message, room).join("\n"),
                primary: piece.primary,
            });
        }
        self.text.push_str(&drawn.text);
        self.rows.push(Row { at: start..self.text.len(), path, line });
        self.text.push('\n');
    }
}

/// A place line by line; only the first part carries the message.
fn pieces_of(place: Place<'_>) -> Vec<Piece<'_>> {
    let Place { text, span, message, primary } = place;
    let first = text.position(span.start).line;
    // A place that ends with a line end does not reach into the next line.
    let end = span.start + span.of(&text.text).trim_end_matches(['\r', '\n']).len() as u32;
    let last = text.position(end).line;
    let shown = if last - first < MOST_LINES { first..=last } else { first..=first };
    let on_line = |line: u32| {
        let content = text.line(line);
        let indent = content.of(&text.text).len() - content.of(&text.text).trim_start().len();
        let start = if line == first { span.start.min(content.end) } else { content.start + indent as u32 };
        let message = if line == first { message.clone() } else { String::new() };
        Piece { text, line, span: Span { start, end: end.clamp(start, content.end.max(start)) }, message, primary }
    };
    shown.map(on_line).filter(|piece| piece.line == first || !piece.span.is_empty()).collect()
}

/// Shares out the pieces, which are in order, to rows.
fn packed(pieces: Vec<Piece<'_>>, columns: usize) -> Vec<Vec<Piece<'_>>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if continues(row, &piece, columns) => row.push(piece),
            Some(row) => match row.last_mut() {
                Some(last) if same_place(last, &piece) => join(last, piece),
                Some(_) | None => rows.push(vec![piece]),
            },
            None => rows.push(vec![piece]),
        }
    }
    rows
}

fn same_place(a: &Piece, b: &Piece) -> bool {
    a.line == b.line && a.text.path == b.text.path && a.span == b.span
}

/// Whether the piece stands on the row's line, behind its other pieces, and beside them fits the terminal.
fn continues(row: &[Piece], piece: &Piece, columns: usize) -> bool {
    row.last().is_some_and(|last| {
        let behind = last.line == piece.line && last.text.path == piece.text.path && last.span.end <= piece.span.start;
        behind && !same_place(last, piece) && fits(row, piece, columns)
    })
}

fn join(known: &mut Piece, other: Piece) {
    known.primary |= other.primary;
    let news = !other.message.is_empty() && !known.message.lines().any(|line| line == other.message);
    if news {
        let separator = if known.message.is_empty() { "" } else { "\n" };
        known.message = format!("{}{separator}{}", known.message, other.message);
    }
}

/// Columns of a gap, with a little of the text on both sides of a label.
const GAP: usize = 5;

fn fits(row: &[Piece], piece: &Piece, columns: usize) -> bool {
    let needed = |piece: &Piece| bounded_width(piece.span.of(&piece.text.text), longest(columns)) + GAP;
    let stem = GAP + 4;
    row.iter().map(needed).sum::<usize>() + needed(piece) + stem + message_width(piece, columns) <= columns
}

/// A label wider than this is shown by its two ends.
fn longest(columns: usize) -> usize {
    columns / 2
}

/// The columns of a text, or `most` when it has more; reads no further than needed.
fn bounded_width(text: &str, most: usize) -> usize {
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
struct Drawn {
    text: String,
    marks: Vec<Range<usize>>,
}

/// Draws the row; while the message of a label would leave the terminal at the right, draws it narrower.
fn drawn(pieces: &[Piece<'_>], columns: usize) -> Drawn {
    let mut target = columns;
    loop {
        let drawn = draw(pieces, target);
        let overflow = pieces.iter().zip(&drawn.marks).map(|(piece, at)| {
            let message = message_width(piece, columns);
            if message == 0 { 0 } else { (middle(&drawn.text, at) + 4 + message).saturating_sub(columns) }
        });
        let overflow = overflow.max().unwrap_or(0);
        if overflow == 0 || target <= NARROWEST {
            return drawn;
        }
        target = target.min(width(&drawn.text)).saturating_sub(overflow).max(NARROWEST);
    }
}

/// The columns that the message of a piece should have: its width, or enough to wrap it.
fn message_width(piece: &Piece, columns: usize) -> usize {
    piece.message.lines().map(width).max().unwrap_or(0).min(2 * NARROWEST).min(columns / 2)
}

/// The column at which the stem of a label starts.
fn middle(row: &str, at: &Range<usize>) -> usize {
    let before = width(row.get(..at.start).unwrap_or(""));
    before + width(row.get(at.clone()).unwrap_or("")) / 2
}

fn draw(pieces: &[Piece<'_>], columns: usize) -> Drawn {
    let Some(first) = pieces.first() else { return Drawn { text: String::new(), marks: Vec::new() } };
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
    Drawn { text: row, marks }
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
