//! Tables without marks between the cells: one cell a line, or cells parted by single spaces. Both become a run of pieces.

use super::cells::{Sort, Token, token};
use super::{Row, unaligned};
use crate::syntax::cover::gaps;
use crate::syntax::notation::trim;
use crate::syntax::vocabulary::{Roles, Vocabulary};
use crate::text::Span;

/// One piece a line; a name broken over two lines is one piece.
pub(super) fn whole(text: &str, lines: &[Span], words: &Vocabulary) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(lines.len());
    for &line in lines {
        let next = token(text, line, true, words);
        match tokens.last_mut() {
            Some(last) if last.sort == Sort::Words && goes_on(text, last, &next, words) => {
                *last = token(text, last.span.to(line), true, words)
            }
            _ => tokens.push(next),
        }
    }
    tokens
}

/// Whether a line ends the name that the line above begins: 项目资金 and （万元）, 一级 and 指标.
fn goes_on(text: &str, last: &Token, next: &Token, words: &Vocabulary) -> bool {
    let unknown = |token: &Token| token.roles == Roles::default() && token.span.len() <= 24;
    let whole = last.span.to(next.span);
    is_suffix(next.span.of(text))
        || (unknown(last) && next.span.len() <= 24 && words.roles(whole.of(text)).any(Roles::COLUMN.or(Roles::ROW)))
}

/// The pieces of lines between spaces. A space inside brackets parts nothing.
pub(super) fn tokens(text: &str, lines: &[Span], words: &Vocabulary) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for &line in lines {
        let mut start = 0;
        let inside = line.of(text);
        let mut first = true;
        for (gap, end) in gaps(inside).into_iter().chain([(inside.len(), inside.len())]) {
            let piece = trim(text, Span::new(start, gap).shift(line.start));
            if piece.is_empty() || end < inside.len() && is_open(piece.of(text)) {
                continue;
            }
            start = end;
            match tokens.last_mut() {
                Some(last) if !first && last.sort == Sort::Words && is_suffix(piece.of(text)) => {
                    *last = token(text, last.span.to(piece), last.first, words)
                }
                _ => tokens.push(token(text, piece, first, words)),
            }
            first = false;
        }
    }
    tokens
}

/// Whether a bracket is open at the end of the piece; a long piece is never held open.
fn is_open(piece: &str) -> bool {
    let count = |marks: [char; 2]| piece.matches(marks).count();
    piece.len() < 120 && count(['（', '(']) > count(['）', ')'])
}

/// A bracket behind a cell: (50分).
fn is_suffix(piece: &str) -> bool {
    piece.len() < 40 && piece.starts_with(['（', '(']) && piece.ends_with(['）', ')'])
}

/// A row of pieces between spaces.
pub(super) fn row(text: &str, line: Span) -> Row {
    let inside = line.of(text);
    let mut start = 0;
    let mut cells = Vec::new();
    for (gap, end) in gaps(inside).into_iter().chain([(inside.len(), inside.len())]) {
        cells.push(Span::new(start, gap).shift(line.start));
        start = end;
    }
    unaligned(line, cells)
}
