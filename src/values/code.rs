//! Numbers that are no figures: telephone numbers, codes, ordinals, enumerators, clock times, versions.

use super::Reader;
use super::chars::{after, before, between, digits, run, skip_blanks, window_before};
use super::number::Number;
use crate::text::Span;

/// Digits that name something instead of counting it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code {
    /// The whole token.
    pub span: Span,
    /// What it is.
    pub kind: CodeKind,
}

/// What a code is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum CodeKind {
    /// 010-12345678, a mobile number
    Phone,
    /// QS-2023-00871, an account or project code, 附件3-2
    Serial,
    /// 第3, 12号
    Ordinal,
    /// 1. or （1） before a heading or an item
    Enumerator,
    /// 10:30, 9时30分
    Clock,
    /// 1.2.3
    Version,
    /// A page number behind dots
    Page,
    /// 三分之一
    Fraction,
    /// 3:7
    Proportion,
}

impl Reader<'_> {
    pub(super) fn push_code(&mut self, start: usize, end: usize, kind: CodeKind) -> usize {
        self.values.codes.push(Code { span: Span::new(start, end), kind });
        end
    }

    pub(super) fn token_end(&self, end: usize) -> usize {
        let inside = |character: char| character.is_ascii_alphanumeric() || "-_/.@%?=&#".contains(character);
        let stop = run(self.text, end, inside);
        end + between(self.text, end, stop).trim_end_matches(['-', '.', '/', '?', '&', '=']).len()
    }

    /// 第3: the number behind 第, and its 号.
    pub(super) fn ordinal(&mut self, at: usize, end: usize) -> Option<usize> {
        if !matches!(before(self.text, self.done, at), Some('第' | ' ' | '\u{3000}')) {
            return None;
        }
        let head = window_before(self.text, self.done, at, 9);
        let start = head.trim_end_matches([' ', '\u{3000}']).strip_suffix('第').map(|before| at - head.len() + before.len())?;
        let place = skip_blanks(self.text, end, 1);
        let stop = if after(self.text, place) == Some('号') { place + '号'.len_utf8() } else { end };
        Some(self.push_code(start, stop, CodeKind::Ordinal))
    }

    /// 1. 1、 1） （1） where a line or a clause begins.
    pub(super) fn enumerator(&mut self, at: usize, end: usize) -> Option<usize> {
        if end - at > 2 {
            return None;
        }
        let mark = after(self.text, end)?;
        let stop = end + mark.len_utf8();
        let opened = before(self.text, self.done, at).filter(|open| matches!(open, '（' | '('));
        let start = at - opened.map_or(0, char::len_utf8);
        let fits = match mark {
            '）' | ')' => self.begins(start, opened.is_some()),
            '、' => self.begins(at, false) && !self.is_next_listed(stop),
            '.' | '．' => self.begins(at, true) && self.is_text_behind(stop),
            _ => false,
        };
        fits.then(|| self.push_code(start, stop, CodeKind::Enumerator))
    }

    /// Whether a bare number, and then another, stands at `at`: 1、2、3 is a list.
    fn is_next_listed(&self, at: usize) -> bool {
        let end = digits(self.text, at);
        end > at && end - at <= 2 && matches!(after(self.text, end), Some('、' | '号'))
    }

    /// Whether a line begins at `at`, or also a clause.
    fn begins(&self, at: usize, clause: bool) -> bool {
        match window_before(self.text, 0, at, 24).trim_end_matches([' ', '\u{3000}', '\t', '\u{A0}']).chars().next_back() {
            None => true,
            Some('\n' | '\r') => true,
            Some('。' | '；' | ';' | '：' | ':' | '！' | '？') => clause,
            Some(_) => false,
        }
    }

    /// Whether the point before `at` ends an enumerator: no digit follows, or a year, or a whole count (2.3个项目).
    fn is_text_behind(&self, at: usize) -> bool {
        let end = digits(self.text, at);
        let unit = || self.units.read(self.text, end).filter(|unit| !unit.measured && !unit.bare);
        match end - at {
            0 => true,
            4 => matches!(after(self.text, skip_blanks(self.text, end, 1)), Some('年' | '—' | '–' | '-' | '~' | '～' | '至')),
            // 3.5小时 is no third item.
            _ => unit().is_some_and(|unit| {
                !unit.time && matches!(unit.unit.dimension, crate::quantity::Dimension::Count(_)) && unit.unit.exponent == 0
            }),
        }
    }

    /// A number without unit that is none: a page, an account, a number that stands for a name.
    pub(super) fn bare_code(&mut self, number: &Number) -> Option<usize> {
        let (start, end) = (number.span.start as usize, number.span.end as usize);
        let digits = number.span.of(self.text);
        let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !number.well_formed && !whole {
            return None;
        }
        match after(self.text, end) {
            Some('号') => return Some(self.push_code(start, end + '号'.len_utf8(), CodeKind::Ordinal)),
            Some('-') => return self.hyphened(start, end),
            Some(_) | None => {}
        }
        let kind = match digits.len() {
            _ if !whole => return None,
            _ if self.follows_dots(start) => CodeKind::Page,
            1..=3 if self.units.labels.any(window_before(self.text, self.done, start, 12)) => CodeKind::Ordinal,
            7 | 8 if self.follows_area_code(start) => CodeKind::Phone,
            11 if digits.starts_with('1') && !digits.starts_with("10") => CodeKind::Phone,
            length if length >= 12 || length > 1 && digits.starts_with('0') => CodeKind::Serial,
            _ => return None,
        };
        Some(self.push_code(start, end, kind))
    }

    /// 3-2 of 附件3-2, 410- of a code before a name; not a range and not a pair of dashes.
    fn hyphened(&mut self, start: usize, end: usize) -> Option<usize> {
        let next = after(self.text, end + 1)?;
        if self.range(end, None).is_some() || !next.is_alphanumeric() {
            return None;
        }
        let stop = self.token_end(end).max(end + 1);
        Some(self.push_code(start, stop, CodeKind::Serial))
    }

    /// (0746) 2212345: the area code of a telephone number stands before `at`.
    fn follows_area_code(&self, at: usize) -> bool {
        let head = window_before(self.text, 0, at, 24).trim_end_matches([' ', '）', ')', '—', '－', '-']);
        let code = head.len() - head.trim_end_matches(|digit: char| digit.is_ascii_digit()).len();
        (3..=4).contains(&code) && head[head.len() - code..].starts_with('0')
    }

    fn follows_dots(&self, at: usize) -> bool {
        let head = window_before(self.text, self.done, at, 6);
        head.ends_with("..") || head.ends_with("··") || head.ends_with('…')
    }

    /// 1.2.3 where no unit follows.
    pub(super) fn version(&mut self, at: usize, end: usize) -> usize {
        let stop = run(self.text, end, |character| character.is_ascii_digit() || character == '.' || character == '．');
        let token = between(self.text, at, stop).trim_end_matches(['.', '．']);
        self.push_code(at, at + token.len(), CodeKind::Version)
    }
}
