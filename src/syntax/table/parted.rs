//! Lines in which a space stands between figures and words: 支出 128.40 万元, ≥12.5 万株, 2021 年 12 月. Such a space parts no cells.

use super::cells::{Sort, Token, grown};
use crate::syntax::vocabulary::{Roles, Vocabulary};
use crate::text::Span;

/// Fewer than one figure in so many is tied to its unit where all are parted from their words.
const TIED: usize = 10;
/// So many years, days or magnitudes behind a space are no accident.
const EVIDENCE: usize = 2;
/// A unit has at most so many bytes.
const UNIT: usize = 12;

/// Of a cell so many bytes are read to see whether the next piece goes on with it.
const NEAR: usize = 240;

/// Whether a space stands between figures and words all over a text.
pub(super) fn is_parted(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut parted, mut tied, mut known) = (0, 0, 0);
    for at in (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()) {
        match bytes.get(at + 1..).unwrap_or_default() {
            [b' ', rest @ ..] if is_hanzi(rest) => {
                parted += 1;
                known += usize::from(["年", "月", "日", "万", "亿"].iter().any(|word| rest.starts_with(word.as_bytes())));
            }
            rest => tied += usize::from(is_hanzi(rest)),
        }
    }
    known >= EVIDENCE && tied * TIED < parted
}

fn is_hanzi(text: &[u8]) -> bool {
    matches!(text.first(), Some(0xE4..=0xE9))
}

/// The pieces, those that a space between figures and words parts made one.
pub(super) fn joined(text: &str, tokens: &[Token], words: &Vocabulary) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for (at, next) in tokens.iter().enumerate() {
        match joined.last_mut() {
            Some(last) if !next.first && goes_on(text, last, next, tokens.get(at + 1), words) => {
                *last = grown(text, last, next.span, words)
            }
            _ => joined.push(*next),
        }
    }
    joined
}

/// Whether a piece goes on with the one before it.
fn goes_on(text: &str, last: &Token, next: &Token, behind: Option<&Token>, words: &Vocabulary) -> bool {
    let (before, cell) = (last.span.of(text), next.span.of(text));
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let gap = Span { start: last.span.end, end: next.span.start };
    // 99.5 填报人：程远帆
    let labelled = cell.find(['：', ':']).is_some_and(|at| words.roles(&cell[..at]) != Roles::default());
    if gap.of(text) != " " || labelled || last.roles != Roles::default() || next.roles != Roles::default() {
        return false;
    }
    let prose = |piece: &str| piece.contains(['，', '。', '；', '、', '：', '“', '《']);
    let figure = before.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    if figure && is_hanzi(cell.as_bytes()) {
        let year = last.sort == Sort::Number && before.len() == 4 && cell.starts_with('年');
        let target = behind.is_some_and(|behind| matches!(behind.sort, Sort::Comparison | Sort::Operator));
        return prose(before) || prose(cell) || year || last.sort.is_numeric() && is_unit(cell) && !target;
    }
    let hanzi = before.ends_with(|c: char| !c.is_ascii());
    let dated = || before.starts_with(|c: char| c.is_ascii_digit()) && before.ends_with(['年', '月']);
    hanzi && cell.starts_with(|c: char| c.is_ascii_digit()) && (prose(before) || dated())
}

/// Whether a word can be a unit, by its length: 个, 万元, 元/人·月. What says that there is nothing is none.
fn is_unit(cell: &str) -> bool {
    let bare = cell.find(['（', '(']).map_or(cell, |open| &cell[..open]);
    !bare.starts_with('无') && (bare.len() <= UNIT || bare.len() <= 2 * UNIT && bare.contains('/'))
}
