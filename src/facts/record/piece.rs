//! The pieces of a line: what stands between its marks.

use crate::text::Span;

/// A piece and what it says by its place.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Piece {
    /// The piece, trimmed.
    pub span: Span,
    /// The mark before it.
    pub mark: char,
    /// The mark behind it.
    pub next: char,
}

impl Piece {
    /// Whether a colon or the border of a cell stands behind it.
    pub fn is_label(&self) -> bool {
        matches!(self.next, '：' | ':' | '|' | '\t')
    }

    /// What stands behind so many of its bytes.
    pub fn behind(&self, length: usize) -> Span {
        Span { start: self.span.start + length as u32, ..self.span }
    }
}

/// The start of a line, and its end.
pub(super) const EDGE: char = '\n';

/// The pieces of a line; where `spaced`, single spaces part them, too.
pub(in crate::facts) fn pieces(text: &str, line: Span, spaced: bool) -> Vec<Piece> {
    let words = line.of(text);
    let mut pieces = Vec::new();
    let (mut start, mut mark) = (0, EDGE);
    let mut push = |start: usize, end: usize, mark: char, next: char| {
        let piece = words.get(start..end).unwrap_or("").trim();
        if !piece.is_empty() {
            pieces.push(Piece { span: Span::inside(words, piece).shift(line.start), mark, next });
        }
    };
    for (at, char) in words.char_indices() {
        if parts(words, at, char, spaced) {
            push(start, at, mark, char);
            (start, mark) = (at + char.len_utf8(), char);
        }
    }
    push(start, words.len(), mark, EDGE);
    pieces
}

/// Whether a character parts two pieces.
fn parts(words: &str, at: usize, char: char, spaced: bool) -> bool {
    let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    let before = || words.get(..at).and_then(|head| head.chars().next_back());
    let behind = || words.get(at + char.len_utf8()..).and_then(|tail| tail.chars().next());
    match char {
        '，' | '；' | ';' | '。' | '：' | '|' | '｜' | '\t' | '（' | '）' | '(' | ')' | '—' | '→' | '\u{3000}' | '【' | '】' => {
            true
        }
        '①'..='⑳' => true,
        ',' | ':' => !(digit(before()) && digit(behind())),
        '·' => !digit(before()),
        ' ' => spaced || behind() == Some(' ') || before() == Some(' '),
        _ => false,
    }
}
