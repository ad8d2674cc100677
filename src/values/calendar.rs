//! Where digits begin a date or a period, told before the grammar is run: a failure costs more than a success.

use super::Reader;
use super::chars::{after, before, digits, is_han, rest, skip_blanks, window};
use super::date::{DateMention, MORE, REACH};
use super::grammar::{self, DateParts};
use crate::text::Span;

impl Reader<'_> {
    /// A date or a period at `at`, where a year, month or other number ends at `end`.
    pub(super) fn calendar(&mut self, at: usize, end: usize) -> Option<usize> {
        if !self.may_be_calendar(at, end) {
            return None;
        }
        if let Some(year) = self.plain_year(at, end) {
            return Some(self.push_date(year));
        }
        let (first, last) = grammar::calendar(window(self.text, at, REACH), at)?;
        let mention = self.mention(&first, None)?;
        match last.and_then(|last| self.period(mention, &first, &last)) {
            Some(period) => Some(self.push_period(period)),
            None => Some(self.push_date(mention)),
        }
    }

    /// Whether 2024.3 goes on as 2024.3.20 or 2024.3-2024.5, and is no number.
    fn is_second_mark(&self, at: usize) -> bool {
        match after(self.text, at) {
            Some('.') => digits(self.text, at + 1) > at + 1,
            Some(mark @ ('-' | '—' | '–' | '～' | '~' | '至')) => digits(self.text, at + mark.len_utf8()) == at + mark.len_utf8() + 4,
            Some(_) | None => false,
        }
    }

    /// 20 23年: a blank inside the year, in prose.
    fn is_split_year(&self, at: usize, end: usize) -> bool {
        let rest_end = digits(self.text, end + 1);
        end - at <= 3
            && rest_end - at == 5
            && before(self.text, 0, at).is_some_and(|character| !character.is_whitespace() && character != '|')
            && after(self.text, skip_blanks(self.text, rest_end, 1)) == Some('年')
    }

    /// The first of several years or months that share their unit: 2020、2021和2022年, 7、8月.
    pub(super) fn listed(&mut self, at: usize, end: usize) -> Option<usize> {
        let number = Some(Span::new(at, end));
        let parts = match (end - at, self.shared_unit(at, end)?) {
            (4, '年') => DateParts { year: number, ..DateParts::default() },
            (1 | 2, '月') => DateParts { month: number, ..DateParts::default() },
            _ => return None,
        };
        let mention = self.mention(&DateParts { span: Span::new(at, end), ..parts }, None).filter(|mention| mention.valid)?;
        Some(self.push_date(mention))
    }

    /// The unit behind the last of several numbers that are as long as the first.
    fn shared_unit(&self, at: usize, mut end: usize) -> Option<char> {
        let long = end - at;
        for _ in 0..12 {
            let mark = after(self.text, end).filter(|mark| matches!(mark, '、' | '和' | '及' | '与'))?;
            let start = end + mark.len_utf8();
            end = digits(self.text, start);
            if end == start || (end - start == 4) != (long == 4) || end - start > 4 {
                return None;
            }
            if let Some(unit @ ('年' | '月')) = after(self.text, skip_blanks(self.text, end, 1)) {
                return Some(unit);
            }
        }
        None
    }

    /// A year with nothing behind that could belong to it: most dates are one, and need no grammar.
    fn plain_year(&self, at: usize, end: usize) -> Option<DateMention> {
        let tail = rest(self.text, end).strip_prefix('年').filter(|_| end - at == 4)?;
        let fiscal = tail.starts_with('度');
        let next = if fiscal { after(tail, '度'.len_utf8()) } else { tail.chars().next() };
        let goes_on = |next: char| {
            !is_han(next) && !matches!(next, '，' | '。' | '）' | '、' | ')') || MORE.contains(next) || matches!(next, '起' | '至' | '到')
        };
        if next.is_some_and(goes_on) {
            return None;
        }
        let stop = end + if fiscal { "年度".len() } else { "年".len() };
        self.mention(&DateParts { span: Span::new(at, stop), year: Some(Span::new(at, end)), fiscal, ..DateParts::default() }, None)
    }

    /// Cheap tests that keep the grammar from being run in vain: a failure costs more than a success.
    fn may_be_calendar(&self, at: usize, end: usize) -> bool {
        let long = end - at;
        match after(self.text, skip_blanks(self.text, end, 3)) {
            Some('年' | '月') => true,
            Some('-' | '/') if long == 4 && digits(self.text, end + 1) > end + 1 => true,
            Some('.') if long == 4 => self.is_second_mark(digits(self.text, end + 1)),
            Some('0'..='9') if self.is_split_year(at, end) => true,
            Some('—' | '-' | '–' | '－' | '~' | '～' | '至' | '到' | '―' | '─' | '〜' | '起') => {
                self.is_shared_unit_behind(end)
            }
            _ => false,
        }
    }

    /// Whether the marks of a period and a number with 年 or 月 follow: 2019—2020年, 1至6月.
    fn is_shared_unit_behind(&self, at: usize) -> bool {
        let tail = rest(self.text, skip_blanks(self.text, at, 3));
        let start = self.text.len() - tail.strip_prefix('起').unwrap_or(tail).len();
        let marks =
            rest(self.text, start).chars().take(2).take_while(|mark| "—-–－~～至到―─〜".contains(*mark)).map(char::len_utf8).sum::<usize>();
        let start = skip_blanks(self.text, start + marks, 3);
        let end = digits(self.text, start);
        end > start && matches!(after(self.text, skip_blanks(self.text, end, 3)), Some('年' | '月'))
    }

    /// A date of eight digits: 20230320.
    pub(super) fn compact(&mut self, at: usize, end: usize) -> Option<usize> {
        if end - at != 8 || self.mark(end).is_some() || self.units.read(self.text, end).is_some() {
            return None;
        }
        let part = |from: usize, to: usize| Some(Span::new(at + from, at + to));
        let parts = DateParts { span: Span::new(at, end), year: part(0, 4), month: part(4, 6), day: part(6, 8), ..DateParts::default() };
        let mention = self.mention(&parts, None).filter(|mention| mention.valid)?;
        Some(self.push_date(mention))
    }
}
