//! The lines of a report with the part that each plays, while it is being found out.

use super::document::{LineKind, Zone};
use super::lines::{Form, Mark, Shape};
use super::table::Region;
use super::vocabulary::Vocabulary;
use crate::text::Span;

/// Neighbours are looked for over at most so many blank lines and page marks.
const FAR: usize = 60;

/// A run of lines that will be one block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    /// Its first line.
    pub first: u32,
    /// Its last line.
    pub last: u32,
    /// What it is.
    pub kind: LineKind,
    /// The part of the report.
    pub zone: Zone,
    /// The number of a heading or an item.
    pub mark: Option<Mark>,
    /// The table that a row belongs to.
    pub table: Option<u32>,
}

/// What is known of the lines so far.
pub(super) struct Reading<'a> {
    /// The folded text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a [Shape],
    /// The words of the layout.
    pub words: &'a Vocabulary,
    /// The part that each line plays, where it is found out.
    pub kinds: Vec<Option<LineKind>>,
    /// The tables.
    pub regions: Vec<Region>,
    /// The blocks; put in order at the end.
    pub drafts: Vec<Draft>,
}

impl<'a> Reading<'a> {
    /// Nothing but blank lines is known.
    pub fn new(text: &'a str, lines: &'a [Shape], words: &'a Vocabulary) -> Self {
        let kinds = lines.iter().map(|shape| (shape.form == Form::Blank).then_some(LineKind::Blank)).collect();
        Reading { text, lines, words, kinds, regions: Vec::new(), drafts: Vec::new() }
    }

    /// The text of a line; empty when there is no such line.
    pub fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |shape| shape.text.of(self.text))
    }

    /// Whether the part that a line plays is still to be found out.
    pub fn open(&self, at: usize) -> bool {
        self.kinds.get(at).is_some_and(|kind| kind.is_none())
    }

    /// The next line after `at` that is neither blank nor furniture.
    pub fn next(&self, at: usize) -> Option<usize> {
        (at + 1..self.lines.len()).take(FAR).find(|&at| !self.skipped(at))
    }

    /// The last line before `at` that is neither blank nor furniture.
    pub fn previous(&self, at: usize) -> Option<usize> {
        (0..at).rev().take(FAR).find(|&at| !self.skipped(at))
    }

    fn skipped(&self, at: usize) -> bool {
        matches!(self.kinds.get(at), Some(Some(LineKind::Blank | LineKind::Furniture)))
    }

    /// Settles lines as one block.
    pub fn settle(&mut self, first: usize, last: usize, kind: LineKind, zone: Zone) -> &mut Draft {
        let below = if matches!(kind, LineKind::Heading | LineKind::Item) { LineKind::Paragraph } else { kind };
        for (at, known) in self.kinds.iter_mut().enumerate().take(last + 1).skip(first) {
            if at == first {
                *known = Some(kind);
            } else if known.is_none() {
                *known = Some(below);
            }
        }
        let at = self.drafts.len();
        self.drafts.push(Draft { first: first as u32, last: last as u32, kind, zone, mark: None, table: None });
        &mut self.drafts[at]
    }

    /// The place of a block in the folded text.
    pub fn span(&self, draft: &Draft) -> Span {
        let text = |at: u32| self.lines.get(at as usize).map_or(Span::default(), |shape| shape.text);
        let span = text(draft.first).to(text(draft.last));
        let inside = span.of(self.text);
        if draft.kind != LineKind::Title || !inside.starts_with('|') {
            return span;
        }
        let bars = |c: char| c == '|' || super::notation::is_space(c);
        let start = span.start + (inside.len() - inside.trim_start_matches(bars).len()) as u32;
        Span { start, end: start + inside.trim_matches(bars).len() as u32 }
    }
}
