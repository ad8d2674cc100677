//! What extraction has broken: it cannot be read, but it is not wrong either.

use super::Reader;
use super::chars::{after, before, between, rest, run, skip_blanks, window};
use super::{chinese, grammar};
use crate::text::Span;

/// How far damage may reach.
const REACH: usize = 48;

/// A place where characters were lost or changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Damage {
    /// The place.
    pub span: Span,
    /// What happened.
    pub kind: DamageKind,
}

/// What happened to the characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum DamageKind {
    /// A date whose separators were lost: 20237-8月, 202312 20.
    FusedDate,
    /// A Chinese year short of a cipher: 二二三年.
    LostCipher,
    /// A letter that looks like a digit: 1l月.
    LetterForDigit,
    /// A document number whose closing bracket was lost: 〔201834号.
    FusedDocumentNumber,
    /// Bytes that could not be decoded.
    Undecodable,
}

impl Reader<'_> {
    pub(super) fn push_damage(&mut self, start: usize, end: usize, kind: DamageKind) -> usize {
        self.values.damage.push(Damage { span: Span::new(start, end), kind });
        end
    }

    /// A date whose separators were lost. A blank inside counts only in prose, where a word or mark stands before.
    pub(super) fn fused(&mut self, at: usize, end: usize) -> Option<usize> {
        let next = after(self.text, end)?;
        if !(5..=8).contains(&(end - at)) || !matches!(next, '-' | '—' | '–' | '－' | '~' | '～' | '至' | '到' | '月' | '日' | ' ')
        {
            return None;
        }
        if next == ' ' && !self.is_fused_in_prose(at, end) {
            return None;
        }
        let stop = at + grammar::fused(window(self.text, at, REACH))?;
        Some(self.push_damage(at, stop, DamageKind::FusedDate))
    }

    /// 202312 20, 20219 28: year, month, a blank, day.
    fn is_fused_in_prose(&self, at: usize, end: usize) -> bool {
        let in_prose = before(self.text, 0, at).is_some_and(|character| !character.is_whitespace() && character != '|');
        let number = |from: usize, to: usize| between(self.text, from, to).parse::<u32>().unwrap_or(0);
        let day_end = super::chars::digits(self.text, end + 1);
        let after_day = after(self.text, day_end);
        let prose_behind = after_day.is_none_or(|next| next == '\n' || !next.is_ascii() && !next.is_whitespace());
        end - at <= 6
            && in_prose
            && prose_behind
            && (1990..=2100).contains(&number(at, at + 4))
            && (1..=12).contains(&number(at + 4, end))
            && (1..=31).contains(&number(end + 1, day_end))
            && self.units.read(self.text, day_end).is_none_or(|unit| unit.time)
    }

    /// Three ciphers before 年, which a year cannot have: 二二三年.
    pub(super) fn lost_cipher(&mut self, at: usize, end: usize) -> Option<usize> {
        let text = between(self.text, at, end);
        let year = after(self.text, skip_blanks(self.text, end, 2)) == Some('年');
        if !year || text.chars().count() != 3 || !chinese::is_ciphers(text) || !text.starts_with(['一', '二']) {
            return None;
        }
        let mut stop = skip_blanks(self.text, end, 2) + '年'.len_utf8();
        let month = run(self.text, stop, |character| chinese::is_numeral(character) || character.is_ascii_digit());
        if month > stop && rest(self.text, month).starts_with('月') {
            stop = month + '月'.len_utf8();
        }
        Some(self.push_damage(at, stop, DamageKind::LostCipher))
    }

    /// A letter among digits before a part of a date or a unit: 1l月6日, 2O万元.
    pub(super) fn letter_for_digit(&mut self, at: usize, end: usize) -> Option<usize> {
        let alike = |character: char| matches!(character, 'l' | 'I' | 'O' | 'o');
        let first = before(self.text, self.done, at).filter(|character| alike(*character));
        if first.is_none() && !after(self.text, end).is_some_and(alike) {
            return None;
        }
        let start = at - first.map_or(0, char::len_utf8);
        if before(self.text, self.done, start).is_some_and(|character| character.is_ascii_alphanumeric()) {
            return None;
        }
        let mut end = run(self.text, start, |character| character.is_ascii_digit() || alike(character));
        let has_letter = between(self.text, start, end).contains(alike);
        let next = after(self.text, end).filter(|_| has_letter)?;
        let unit = || self.units.read(self.text, end).is_some_and(|unit| unit.span.start as usize == end);
        let date = matches!(next, '年' | '月' | '日');
        if !date && (next.is_ascii() || !unit()) {
            return None;
        }
        if date {
            end = run(self.text, end, |character| character.is_ascii_digit() || matches!(character, '年' | '月' | '日'));
        }
        Some(self.push_damage(start, end, DamageKind::LetterForDigit))
    }

    /// A run of replacement characters.
    pub(super) fn undecodable(&mut self, at: usize) -> usize {
        let end = run(self.text, at, |character| character == '\u{FFFD}');
        self.push_damage(at, end, DamageKind::Undecodable)
    }
}
