//! Dates: 2024年3月20日, 2024-03-20, 二〇二二年六月, 3月底, 次年1月.

use super::Reader;
use super::chars::{after, before, between, rest, skip_blanks, window};
use super::chinese;
use super::days::{calendar_days, season};
use super::grammar::{self, DateParts};
use super::number::Notation;
use crate::schema::Days;
use crate::text::Span;
use serde::Deserialize;

/// How far a grammar of dates may look.
pub(super) const REACH: usize = 120;
/// What may go on behind 年, but for digits.
pub(super) const MORE: &str = "年度上下第一二三四五六七八九十元底末初";

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
        match self.over_the_year(mention) {
            Some(period) => Some(self.push_period(period)),
            None => Some(self.push_date(mention)),
        }
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
        let full = |text: &str| digit_count(text) == 4;
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

/// The year that its digits mean, blanks among them left out. Two digits stand for this century up to 50; three are
/// never a year.
fn year_number(text: &str) -> Option<u32> {
    let year = chinese::ciphers(text)?;
    match digit_count(text) {
        2 if year <= 50 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => Some(year),
    }
}

fn digit_count(text: &str) -> usize {
    text.chars().filter(|character| *character != ' ').count()
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
        "初" | "年初" | "上旬" => Part::Early,
        "中旬" => Part::Middle,
        _ => Part::Late,
    }
}
