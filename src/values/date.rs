//! Dates: 2024年3月20日, 2024-03-20, 二〇二二年六月, 3月底, 次年1月.

use super::Reader;
use super::chars::{after, before, between, digits, is_han, rest, skip_blanks, window};
use super::chinese;
use super::grammar::{self, DateParts};
use super::number::Notation;
use crate::schema::Days;
use crate::text::Span;
use jiff::civil::Date;
use serde::Deserialize;

/// How far a grammar of dates may look.
const REACH: usize = 120;
/// What may go on behind 年, but for digits.
const MORE: &str = "度上下第一二三四五六七八九十元底末初";

/// A date as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateMention {
    /// The whole date.
    pub span: Span,
    /// The days it stands for; none when there is no such date or the year is not said.
    pub days: Option<Days>,
    /// The smallest part that it names.
    pub granularity: Granularity,
    /// Whether there is such a date. A missing year is no fault.
    pub valid: bool,
    /// The year's number; two digits are completed to the nearest century.
    pub year: Option<i16>,
    /// Where the year's number stands.
    pub year_span: Option<Span>,
    /// The month's number, also an impossible one.
    pub month: Option<u8>,
    /// The day's number, also an impossible one.
    pub day: Option<u8>,
    /// The part of the year or month: 底, 上旬.
    pub part: Option<Part>,
    /// The year in relation to the report's own: 上年.
    pub relative: Option<Relative>,
    /// Written with 度: 2023年度.
    pub fiscal: bool,
    /// In which numerals.
    pub notation: Notation,
}

/// The smallest part that a date names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Granularity {
    /// A day.
    Day,
    /// A month, or a third of one.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A year, or its beginning or end.
    Year,
}

/// A part of a month or year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Part {
    /// 初, 上旬
    Early,
    /// 中旬
    Middle,
    /// 底, 末, 下旬
    Late,
}

/// A year in relation to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relative {
    /// 本年, 当年
    This,
    /// 上年, 去年
    Previous,
    /// 次年, 明年
    Next,
}

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

    /// Whether 2024.3 goes on as 2024.3.20, with its points, and is no number.
    fn is_second_point(&self, at: usize) -> bool {
        self.text.as_bytes().get(at) == Some(&b'.') && digits(self.text, at + 1) > at + 1
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
            Some('-' | '/') if long == 4 => digits(self.text, end + 1) > end + 1,
            Some('.') if long == 4 => self.is_second_point(digits(self.text, end + 1)),
            Some('—' | '-' | '–' | '－' | '~' | '～' | '至' | '到' | '―' | '─' | '〜' | '起') => long == 4 || long <= 3,
            _ => false,
        }
    }

    /// A date of eight digits: 20230320.
    pub(super) fn compact(&mut self, at: usize, end: usize) -> Option<usize> {
        if end - at != 8 || self.units.read(self.text, end).is_some() {
            return None;
        }
        let part = |from: usize, to: usize| Some(Span::new(at + from, at + to));
        let parts = DateParts { span: Span::new(at, end), year: part(0, 4), month: part(4, 6), day: part(6, 8), ..DateParts::default() };
        let mention = self.mention(&parts, None).filter(|mention| mention.valid)?;
        Some(self.push_date(mention))
    }

    /// A word of relative time that ends with the 年 at `at`, with what follows: 次年1月.
    pub(super) fn relative(&mut self, at: usize) -> Option<usize> {
        let end = at + '年'.len_utf8();
        let head = between(self.text, self.done, end);
        let (word, (relative, not_after)) = self.units.relatives.longest(head)?;
        let start = end - word.len();
        if before(self.text, self.done, start).is_some_and(|character| not_after.contains(character) || character.is_ascii_digit()) {
            return None;
        }
        let next = after(self.text, skip_blanks(self.text, end, 3));
        let goes_on = next.is_some_and(|next| next.is_ascii_digit() || MORE.contains(next));
        let parts = if goes_on { grammar::after_year(window(self.text, end, REACH), end) } else { None };
        let mut parts = parts.unwrap_or_default();
        parts.span = Span::new(start, end.max(parts.span.end as usize));
        let mention = self.mention(&parts, Some(*relative))?;
        Some(self.push_date(mention))
    }

    /// 上半年 and 下半年 without a year.
    pub(super) fn half_year(&mut self, at: usize) -> Option<usize> {
        let head = between(self.text, self.done, at);
        let start = head.strip_suffix("上半").or_else(|| head.strip_suffix("下半")).map(str::len)? + self.done;
        let span = Span::new(start, at + '年'.len_utf8());
        let mention = self.mention(&DateParts { span, half: Some(span), ..DateParts::default() }, None)?;
        Some(self.push_date(mention))
    }

    /// 一季度, 第3季度 without a year; the numeral stands from `at` to `end`.
    pub(super) fn quarter(&mut self, at: usize, end: usize) -> Option<usize> {
        if after(self.text, end) != Some('季') || !rest(self.text, end).starts_with("季度") {
            return None;
        }
        let ordinal = before(self.text, self.done, at) == Some('第');
        if !(1..=4).contains(&chinese::small(between(self.text, at, end))?) {
            return None;
        }
        let span = Span::new(if ordinal { at - '第'.len_utf8() } else { at }, end + "季度".len());
        let mention = self.mention(&DateParts { span, quarter: Some(Span::new(at, end)), ..DateParts::default() }, None)?;
        Some(self.push_date(mention))
    }

    pub(super) fn push_date(&mut self, mention: DateMention) -> usize {
        self.values.dates.push(mention);
        mention.span.end as usize
    }

    /// The date of its parts; none when it is none after all (20年 is a duration).
    pub(super) fn mention(&self, parts: &DateParts, relative: Option<Relative>) -> Option<DateMention> {
        let number = |span: Option<Span>| span.map(|span| chinese::small(span.of(self.text)).unwrap_or(0));
        let written = parts.year.map(|span| span.of(self.text));
        let year = written.map(|text| year_number(text).unwrap_or(0));
        let full = |text: &str| text.chars().count() == 4;
        if parts.month.is_none() && (written.is_some_and(|text| !full(text)) || year.is_some_and(|year| !(1900..=2100).contains(&year))) {
            return None;
        }
        let small = |number: Option<u32>| number.map(|number| u8::try_from(number).unwrap_or(u8::MAX));
        let mut mention = DateMention {
            span: parts.span,
            days: None,
            granularity: granularity(parts),
            valid: true,
            year: year.map(|year| i16::try_from(year).unwrap_or(0)),
            year_span: parts.year,
            month: small(number(parts.month)),
            day: small(number(parts.day)),
            part: parts.part.or(parts.edge).map(|span| part(span.of(self.text))),
            relative,
            fiscal: parts.fiscal,
            notation: self.notation(parts),
        };
        let season = parts.half.or(parts.quarter).map(|span| season(span.of(self.text)));
        (mention.valid, mention.days) = calendar_days(&mention, season);
        Some(mention)
    }

    fn notation(&self, parts: &DateParts) -> Notation {
        let text = parts.span.of(self.text);
        let arabic = text.contains(|character: char| character.is_ascii_digit());
        let chinese = [parts.year, parts.month, parts.day]
            .into_iter()
            .flatten()
            .any(|span| !span.of(self.text).is_ascii() && span.of(self.text) != "元");
        match (arabic, chinese) {
            (true, true) => Notation::Mixed,
            (false, true) => Notation::Chinese,
            (true | false, false) => Notation::Arabic,
        }
    }
}

/// The year that its digits mean. Two digits stand for this century up to 50; three are never a year.
fn year_number(text: &str) -> Option<u32> {
    let year = chinese::ciphers(text)?;
    match text.chars().count() {
        2 if year <= 50 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => Some(year),
    }
}

fn granularity(parts: &DateParts) -> Granularity {
    match parts {
        DateParts { day: Some(_), .. } => Granularity::Day,
        DateParts { month: Some(_), .. } => Granularity::Month,
        DateParts { quarter: Some(_), .. } => Granularity::Quarter,
        DateParts { half: Some(_), .. } => Granularity::Half,
        DateParts { .. } => Granularity::Year,
    }
}

fn part(word: &str) -> Part {
    match word {
        "初" | "上旬" => Part::Early,
        "中旬" => Part::Middle,
        _ => Part::Late,
    }
}

/// First and last month of a half or quarter.
fn season(word: &str) -> (u8, u8) {
    match word {
        "上半年" => (1, 6),
        "下半年" => (7, 12),
        _ => {
            let digits = word.trim_start_matches('第').trim_end_matches("季度");
            let quarter = chinese::small(digits).map_or(1, |quarter| quarter.clamp(1, 4) as u8);
            (3 * quarter - 2, 3 * quarter)
        }
    }
}

/// Whether there is such a date, and which days it covers when its year is known.
fn calendar_days(mention: &DateMention, season: Option<(u8, u8)>) -> (bool, Option<Days>) {
    let year = mention.year.filter(|_| mention.relative.is_none());
    let months = match (mention.month, season, mention.part) {
        (Some(month), _, _) => (month, month),
        (None, Some(season), _) => season,
        (None, None, Some(Part::Early)) => (1, 3),
        (None, None, Some(Part::Middle | Part::Late)) => (12, 12),
        (None, None, None) => (1, 12),
    };
    // Without a year, February is given its 29 days.
    let days = days_of(year.unwrap_or(2000), months, mention);
    let sound = year.is_none_or(|year| (1900..=2100).contains(&year)) && days.is_some();
    (sound, days.filter(|_| sound && year.is_some()))
}

fn days_of(year: i16, (first, last): (u8, u8), mention: &DateMention) -> Option<Days> {
    let month = |month: u8, day: u8| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let end = month(last, 1)?.last_of_month();
    let thirds = mention.month.and(mention.part);
    let (from, to) = match (mention.day, thirds) {
        (Some(day), _) => (month(first, day)?, month(first, day)?),
        (None, Some(Part::Early)) => (month(first, 1)?, month(first, 10)?),
        (None, Some(Part::Middle)) => (month(first, 11)?, month(first, 20)?),
        (None, Some(Part::Late)) => (month(first, 21)?, end),
        (None, None) => (month(first, 1)?, end),
    };
    Some(Days { first: from, last: to })
}
