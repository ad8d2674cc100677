//! What stands in a cell: a number, a comparison, a dash, words.

use crate::syntax::vocabulary::{Roles, Vocabulary};
use crate::text::Span;

/// A cell, or a piece of a line that may be one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub sort: Sort,
    /// What the vocabulary knows it as.
    pub roles: Roles,
    /// Whether it is the first of its line.
    pub first: bool,
}

/// What stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// Nothing.
    Blank,
    /// A bare number: 10, 1,280.50
    Number,
    /// 99.00%
    Percent,
    /// A number with a short unit: 5个, 89.974万元
    Quantity,
    /// ≥90%, ＝5个
    Comparison,
    /// ≥ alone
    Operator,
    /// — or /, "does not apply"
    Dash,
    /// Anything else.
    Words,
}

impl Sort {
    /// Whether digits are the point of it.
    pub fn is_numeric(self) -> bool {
        match self {
            Sort::Number | Sort::Percent | Sort::Quantity | Sort::Comparison => true,
            Sort::Blank | Sort::Operator | Sort::Dash | Sort::Words => false,
        }
    }
}

/// The cell at `span` of the text.
pub(super) fn token(text: &str, span: Span, first: bool, words: &Vocabulary) -> Token {
    let cell = span.of(text);
    let sort = sort(cell);
    let roles = if sort == Sort::Words { words.roles(cell) } else { Roles::default() };
    Token { span, sort, roles, first }
}

/// A piece with what stands behind it in the same cell. So long a cell is prose, and is not read anew with every piece.
pub(super) fn grown(text: &str, piece: &Token, behind: Span, words: &Vocabulary) -> Token {
    let span = piece.span.to(behind);
    if span.len() > LONGEST {
        return Token { span, sort: Sort::Words, roles: Roles::default(), first: piece.first };
    }
    token(text, span, piece.first, words)
}

/// No name, and no figure with its unit, has more bytes than these.
const LONGEST: usize = 240;

/// What stands in a cell without white space around it.
pub(super) fn sort(cell: &str) -> Sort {
    let Some(first) = cell.chars().next() else { return Sort::Blank };
    if cell.len() <= 9 && cell.chars().all(|c| matches!(c, '—' | '－' | '-' | '–' | '/' | '／' | '*' | '\\' | '×' | '─' | '―')) {
        return Sort::Dash;
    }
    let operators = ['≥', '≤', '>', '<', '＝', '=', '≧', '≦', '＞', '＜', '﹥', '﹤'];
    if operators.contains(&first) {
        return if cell.trim_start_matches(operators).trim().is_empty() { Sort::Operator } else { Sort::Comparison };
    }
    let signed = cell.trim_start_matches(['-', '－', '￥', '¥', '+']);
    if !signed.starts_with(|c: char| c.is_ascii_digit()) {
        return Sort::Words;
    }
    let unit = signed.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | ' ')).trim();
    match unit {
        "" => Sort::Number,
        "%" | "％" | "‰" => Sort::Percent,
        unit if unit.len() <= 12 || unit.len() <= 24 && unit.contains(['/', '／']) => Sort::Quantity,
        _ => Sort::Words,
    }
}

/// What stands behind the digits of a year that words begin with, 年 included: 年存栏 of 2018年存栏.
pub(super) fn behind_year(words: &str) -> Option<&str> {
    let behind = words.trim_start_matches(|char: char| char.is_ascii_digit());
    (words.len() == behind.len() + YEAR && behind.starts_with('年')).then_some(behind)
}

/// How many digits a year has.
const YEAR: usize = 4;
