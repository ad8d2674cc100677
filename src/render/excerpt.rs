//! The lines around the places of a finding, cut to the width of the terminal.
//!
//! A paragraph of a report is one line of many hundred characters. Of such a line only windows around the labelled places are shown,
//! with … for what is left out; the true line and column stay in the header. An excerpt consists of rows: a row is one line, or a part of one
//! with labels that do not overlap and fit side by side.

use super::row::{NARROWEST, bounded_width, drawn, longest, message_width};
use super::texts::Indexed;
use super::visible::wrap;
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
pub struct Piece<'a> {
    /// The text it stands in.
    pub text: &'a Indexed<'a>,
    /// The line, from 1.
    pub line: u32,
    /// Where in the text.
    pub span: Span,
    /// What to write below it; may be empty.
    pub message: String,
    /// Whether it is the place of the finding itself.
    pub primary: bool,
}

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
        for ((piece, at), stem) in pieces.into_iter().zip(drawn.marks).zip(drawn.stems) {
            let room = columns.saturating_sub(stem + 4).max(NARROWEST);
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
