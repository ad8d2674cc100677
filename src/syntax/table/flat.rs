//! Tables without marks between the cells: one cell a line, or cells parted by single spaces. Both become a run of pieces.

use super::cells::{Sort, Token, grown, sort, token};
use super::parted::joined;
use super::{Row, unaligned};
use crate::syntax::cover::gaps;
use crate::syntax::notation::trim;
use crate::syntax::vocabulary::{Roles, Vocabulary};
use crate::text::Span;

/// A name is broken into at most so many pieces.
const NAME: usize = 3;

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

/// The cells of lines, between spaces. A space parts no cells inside a name, behind a comma, or, when `parted` says that it is the habit,
/// between figures and words.
pub(super) fn cells(text: &str, lines: &[Span], parted: bool, words: &Vocabulary) -> Vec<Token> {
    let tokens = names(text, tokens(text, lines, words), words);
    if parted { joined(text, &tokens, words) } else { tokens }
}

/// The pieces, those that make up a name together, and those behind a comma, made one.
fn names(text: &str, tokens: Vec<Token>, words: &Vocabulary) -> Vec<Token> {
    let mut names: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(&first) = tokens.get(at) {
        let length = (2..=NAME).rev().find(|&length| tokens.get(at..at + length).is_some_and(|pieces| is_name(text, pieces, words)));
        let end = length.and_then(|length| tokens.get(at + length - 1)).map_or(first.span, |last| last.span);
        let next = if length.is_some() { token(text, first.span.to(end), first.first, words) } else { first };
        match names.last_mut() {
            Some(last) if !next.first && next.roles == Roles::default() && last.span.of(text).ends_with(['，', '、']) => {
                *last = grown(text, last, next.span, words)
            }
            _ => names.push(next),
        }
        at += length.unwrap_or(1);
    }
    names
}

/// Whether pieces that are not all names themselves make up one: 一级 指标, 年度 总体 目标, 社会效益 指标.
fn is_name(text: &str, pieces: &[Token], words: &Vocabulary) -> bool {
    let [first, rest @ ..] = pieces else { return false };
    let short = |token: &Token| token.sort == Sort::Words && token.span.len() <= 24;
    if !pieces.iter().all(short) || rest.iter().any(|token| token.first) {
        return false;
    }
    let class = first.roles.any(Roles::ROW) && rest.iter().all(|token| token.roles.any(Roles::NAME));
    let broken = class || pieces.iter().any(|token| token.roles == Roles::default());
    let whole = rest.iter().fold(first.span, |whole, token| whole.to(token.span));
    broken && words.roles(whole.of(text)).any(Roles::COLUMN.or(Roles::ROW))
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
                _ => match labelled(text, piece, words) {
                    Some((label, value)) => tokens.extend([token(text, label, first, words), token(text, value, false, words)]),
                    None => tokens.push(token(text, piece, first, words)),
                },
            }
            first = false;
        }
    }
    tokens
}

/// The name of a row with its first figure behind a colon: 年度资金总额：86.40.
fn labelled(text: &str, piece: Span, words: &Vocabulary) -> Option<(Span, Span)> {
    let (label, value) = piece.of(text).split_once(['：', ':'])?;
    let behind = piece.end - value.len() as u32;
    let named = sort(value).is_numeric() && words.roles(label).any(Roles::ROW.or(Roles::FUNDING).or(Roles::TOTAL));
    named.then(|| (Span { start: piece.start, end: piece.start + label.len() as u32 }, Span { start: behind, end: piece.end }))
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
