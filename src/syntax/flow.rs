//! The flow: the text as it is to be read, and the way back to the source.

use super::fold::Folded;
use crate::text::Span;
use std::borrow::Cow;

/// The text as it is to be read. Identical with the source (and borrowed) when nothing had to be joined or folded.
#[derive(Debug, Default)]
pub struct Flow<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// The runs of the source that it is made of, ascending; empty when flow and source are the same.
    pub pieces: Vec<Piece>,
}

/// A run of the flow that stands in one run of the source. It reaches to the next piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts in the flow.
    pub flow: u32,
    /// Where it starts in the source.
    pub source: u32,
    /// The bytes of the source for a byte of the flow: 1, or more for a folded full-width character and for what stands in place of one.
    pub stride: u32,
}

impl Flow<'_> {
    /// The place in the source of a span of the flow. What was cut out inside the span is covered, what was cut out at its edges is not.
    pub fn source(&self, span: Span) -> Span {
        let start = self.place(span.start);
        if span.is_empty() {
            return Span { start, end: start };
        }
        let last = self.piece(span.end - 1);
        Span { start, end: last.map_or(span.end, |piece| piece.source + (span.end - piece.flow) * piece.stride) }
    }

    fn place(&self, offset: u32) -> u32 {
        self.piece(offset).map_or(offset, |piece| piece.source + (offset - piece.flow) * piece.stride)
    }

    fn piece(&self, offset: u32) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.flow <= offset);
        self.pieces.get(after.checked_sub(1)?)
    }
}

/// A run of the folded text that is left out of the flow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// Where, in the folded text.
    pub span: Span,
    /// What the flow has instead.
    pub instead: Instead,
}

/// What the flow has where it leaves something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Instead {
    /// Its ends meet.
    Nothing,
    /// A space, because words in Latin letters meet there.
    Space,
    /// The end of a line, because what stands behind it is read as a line of its own.
    Break,
}

impl Instead {
    fn char(self) -> Option<char> {
        match self {
            Instead::Nothing => None,
            Instead::Space => Some(' '),
            Instead::Break => Some('\n'),
        }
    }
}

/// The way from the folded text into the flow.
pub(super) struct Shift {
    /// (end of a cut in the folded text, bytes left out up to there), ascending.
    cuts: Vec<(u32, u32)>,
}

impl Shift {
    /// The place in the flow of a place in the folded text outside the cuts.
    pub fn place(&self, offset: u32) -> u32 {
        let before = self.cuts.partition_point(|&(end, _)| end <= offset);
        offset - before.checked_sub(1).and_then(|at| self.cuts.get(at)).map_or(0, |&(_, removed)| removed)
    }

    /// A span of the folded text, whose ends lie outside the cuts.
    pub fn span(&self, span: Span) -> Span {
        Span { start: self.place(span.start), end: self.place(span.end).max(self.place(span.start)) }
    }
}

/// Puts the flow together from what is left between the cuts, which ascend and do not touch.
pub(super) fn assemble<'t>(source: &'t str, folded: &Folded<'_>, cuts: &[Cut]) -> (Flow<'t>, Shift) {
    if cuts.is_empty() && folded.places.is_empty() {
        return (Flow { text: Cow::Borrowed(source), pieces: Vec::new() }, Shift { cuts: Vec::new() });
    }
    let mut out = Assembly {
        text: &folded.text,
        places: &folded.places,
        folds: 0,
        flow: String::with_capacity(folded.text.len()),
        pieces: Vec::new(),
    };
    let mut shift = Vec::with_capacity(cuts.len());
    let mut done = 0;
    for cut in cuts {
        out.keep(done, cut.span.start);
        if let Some(instead) = cut.instead.char() {
            let width = cut.span.of(&folded.text).chars().next().map_or(1, char::len_utf8);
            out.piece(out.source(cut.span.start), width as u32);
            out.flow.push(instead);
        }
        out.skip(cut.span.end);
        done = cut.span.end;
        shift.push((done, done - out.flow.len() as u32));
    }
    out.keep(done, folded.text.len() as u32);
    let flow = Flow { text: Cow::Owned(out.flow), pieces: out.pieces };
    (flow, Shift { cuts: shift })
}

struct Assembly<'a> {
    text: &'a str,
    places: &'a [u32],
    /// How many folded characters lie behind.
    folds: usize,
    flow: String,
    pieces: Vec<Piece>,
}

impl Assembly<'_> {
    /// The place in the source of a place in the folded text at or before the next folded character.
    fn source(&self, folded: u32) -> u32 {
        folded + 2 * self.folds as u32
    }

    fn next_fold(&self) -> Option<u32> {
        self.places.get(self.folds).map(|&place| place - 2 * self.folds as u32)
    }

    fn piece(&mut self, source: u32, stride: u32) {
        let flow = self.flow.len() as u32;
        if let Some(last) = self.pieces.last()
            && last.stride == stride
            && last.source + (flow - last.flow) * stride == source
        {
            return;
        }
        self.pieces.push(Piece { flow, source, stride });
    }

    fn keep(&mut self, from: u32, to: u32) {
        let mut at = from;
        while at < to {
            match self.next_fold() {
                Some(fold) if fold == at => {
                    self.piece(self.source(at), 3);
                    self.folds += 1;
                    self.copy(at, at + 1);
                    at += 1;
                }
                next => {
                    let end = next.map_or(to, |fold| fold.min(to));
                    self.piece(self.source(at), 1);
                    self.copy(at, end);
                    at = end;
                }
            }
        }
    }

    fn copy(&mut self, from: u32, to: u32) {
        self.flow.push_str(Span { start: from, end: to }.of(self.text));
    }

    fn skip(&mut self, to: u32) {
        while self.next_fold().is_some_and(|fold| fold < to) {
            self.folds += 1;
        }
    }
}
