//! Tokens in which digits hang together with letters, hyphens and colons: codes, telephones, standards, clock times.

use super::Reader;
use super::chars::{after, before, between, digits, rest, run, skip_blanks, window_before};
use super::code::CodeKind;
use super::grammar::{self, Token};

/// How far back a code may begin before its first digit.
const REACH: usize = 64;

impl Reader<'_> {
    /// A token in which letters, digits and hyphens hang together: QS-2023-00871, 51000021R, 0746-1234567, 10:30.
    pub(super) fn token(&mut self, at: usize, end: usize) -> Option<usize> {
        let start = self.token_start(at);
        if start < at && self.is_measured_by_letters(start, at, end) {
            return None;
        }
        let next = *self.text.as_bytes().get(end).unwrap_or(&b' ');
        let letters = next.is_ascii_alphabetic() || next == b'_';
        if letters && self.units.read(self.text, end).is_some() && start == at {
            return None;
        }
        let time = end - at <= 2 && matches!(after(self.text, end), Some(':' | '：' | '∶')) && start == at;
        let telephone = next == b'-' && matches!(self.text.as_bytes().get(at), Some(b'0'));
        if start == at && !letters && !time && !telephone {
            return None;
        }
        if time {
            return self.clock(at, end);
        }
        let stop = self.token_end(end);
        if let Some(stop) = self.standard_end(start, stop) {
            return Some(self.push_standard(start, stop));
        }
        match grammar::token(between(self.text, start, stop)) {
            Token::Phone => Some(self.push_code(start, stop, CodeKind::Phone)),
            Token::Version => Some(self.push_code(start, stop, CodeKind::Version)),
            Token::Serial | Token::Standard if start == at && !letters => None,
            Token::Serial | Token::Standard => Some(self.push_code(start, stop, CodeKind::Serial)),
        }
    }

    /// 10:30, or 3:7 when no unit follows.
    fn clock(&mut self, at: usize, end: usize) -> Option<usize> {
        let second = |from: usize| {
            let start = from + after(self.text, from).filter(|mark| matches!(mark, ':' | '：' | '∶'))?.len_utf8();
            let stop = digits(self.text, start);
            (stop > start).then_some((start, stop))
        };
        let (start, stop) = second(end)?;
        if stop - start == 2 && after(self.text, end) != Some('∶') {
            let stop = second(stop).filter(|(start, stop)| stop - start == 2).map_or(stop, |(_, stop)| stop);
            return Some(self.push_code(at, stop, CodeKind::Clock));
        }
        if self.units.read(self.text, stop).is_some() {
            return None;
        }
        let decimals = if after(self.text, stop) == Some('.') { digits(self.text, stop + 1) } else { stop };
        Some(self.push_code(at, if decimals > stop + 1 { decimals } else { stop }, CodeKind::Proportion))
    }

    /// 9时30分: the minutes are no score.
    pub(super) fn spoken_clock(&mut self, at: usize, end: usize) -> Option<usize> {
        let hour = after(self.text, end).filter(|mark| end - at <= 2 && matches!(mark, '时' | '点'))?;
        let start = end + hour.len_utf8();
        let stop = digits(self.text, start);
        if stop == start || after(self.text, stop) != Some('分') {
            return None;
        }
        Some(self.push_code(at, stop + '分'.len_utf8(), CodeKind::Clock))
    }

    /// The end of a standard's number of which the letters, or all of it, stand from `start` to `stop`.
    fn standard_end(&self, start: usize, stop: usize) -> Option<usize> {
        let place = run(self.text, skip_blanks(self.text, stop, 1), |character| {
            character.is_ascii_digit() || matches!(character, '.' | '-' | '—' | '–')
        });
        [stop, place].into_iter().find(|&stop| grammar::token(between(self.text, start, stop)) == Token::Standard)
    }

    /// Where the letters and hyphens before the digits at `at` begin.
    fn token_start(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let floor = self.done.max(at.saturating_sub(REACH));
        let mut start = at;
        while start > floor && is_joined(bytes, start - 1) {
            start -= 1;
        }
        // A mark alone does not make a code: -5, /10.
        if between(self.text, start, at).bytes().any(|byte| byte.is_ascii_alphabetic()) { start } else { at }
    }

    /// Letters that only stand beside a figure: GDP5.2%, APP23个.
    fn is_measured_by_letters(&self, start: usize, at: usize, end: usize) -> bool {
        let letters = between(self.text, start, at);
        let number_end = if rest(self.text, end).starts_with('.') { digits(self.text, end + 1) } else { end };
        letters.len() >= 2 && letters.bytes().all(|byte| byte.is_ascii_alphabetic()) && self.units.read(self.text, number_end).is_some()
    }

    /// GB/T 19001-2016: a standard whose letters stand before a blank.
    pub(super) fn spaced_standard(&mut self, at: usize, end: usize) -> Option<usize> {
        if before(self.text, self.done, at) != Some(' ') {
            return None;
        }
        let head = window_before(self.text, self.done, at - 1, 12);
        let letters = head.len()
            - head
                .trim_end_matches(|character: char| character.is_ascii_uppercase() || character.is_ascii_digit() || character == '/')
                .len();
        if letters == 0 || !matches!(after(self.text, end), Some('-' | '—' | '–' | '.')) {
            return None;
        }
        let start = at - 1 - letters;
        self.standard_end(start, end).map(|stop| self.push_standard(start, stop))
    }
}

/// Whether the byte belongs to a token of letters and digits: a letter, or a mark that stands behind one.
fn is_joined(bytes: &[u8], at: usize) -> bool {
    let byte = bytes[at];
    let behind_word = || at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    byte.is_ascii_alphanumeric() || byte == b'_' || matches!(byte, b'-' | b'/' | b'.' | b'@') && behind_word()
}
