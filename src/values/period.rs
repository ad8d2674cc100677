//! Periods: 2019—2020年, 2021年1月至12月, “十三五”.

use super::Reader;
use super::chars::{after, before, between};
use super::date::{DateMention, Granularity, Relative};
use super::days::calendar_days;
use super::grammar::DateParts;
use crate::schema::Days;
use crate::text::Span;
use jiff::civil::Date;

/// A period as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// The whole period.
    pub span: Span,
    /// From the first day of its first end to the last day of its last; none when the year is not said, when an end
    /// is impossible or the ends are in the wrong order.
    pub days: Option<Days>,
    /// Its two ends; none for a five-year plan, which is named by its number. The last end carries the year of the
    /// first when it leaves it out.
    pub ends: Option<(DateMention, DateMention)>,
}

impl Reader<'_> {
    /// The period from `first`, already read of `parts`, to `last`.
    pub(super) fn period(&self, first: DateMention, parts: &DateParts, last: &DateParts) -> Option<Period> {
        let mut last = *last;
        last.year = last.year.or(parts.year);
        if last.day.is_some() {
            last.month = last.month.or(parts.month);
        }
        let last = self.mention(&last, None)?;
        let days = first.days.zip(last.days).map(|(from, to)| Days { first: from.first, last: to.last });
        let days = days.filter(|days| days.first <= days.last);
        Some(Period { span: first.span.to(last.span), days, ends: Some((first, last)) })
    }

    /// 2023年12月至次年3月: the period that ends with a date of the next year, the date before it taken back.
    pub(super) fn over_the_year(&mut self, next: DateMention) -> Option<Period> {
        let first = *self.values.dates.last()?;
        let till = between(self.text, first.span.end as usize, next.span.start as usize).trim();
        let year = first.year.filter(|_| next.relative == Some(Relative::Next) && first.granularity <= Granularity::Month)?;
        if !matches!(till, "至" | "到" | "—" | "-" | "－" | "～" | "~" | "——" | "起至") || next.month.is_none() {
            return None;
        }
        let last = DateMention { year: Some(year + 1), relative: None, ..next };
        let (valid, days) = calendar_days(&last, None);
        let days = first.days.zip(days).map(|(from, to)| Days { first: from.first, last: to.last });
        self.values.dates.pop();
        let last = DateMention { valid, relative: next.relative, ..last };
        Some(Period { span: first.span.to(next.span), days, ends: Some((first, last)) })
    }

    /// A five-year plan, “十三五”: the numerals stand from `at` to `end`.
    pub(super) fn plan(&mut self, at: usize, end: usize) -> Option<usize> {
        let number = match between(self.text, at, end) {
            "十一五" => 11,
            "十二五" => 12,
            "十三五" => 13,
            "十四五" => 14,
            "十五五" => 15,
            "十六五" => 16,
            _ => return None,
        };
        let open = before(self.text, self.done, at).filter(|mark| matches!(mark, '“' | '"' | '「' | '‘' | '＂'));
        let close = after(self.text, end).filter(|mark| matches!(mark, '”' | '"' | '」' | '’' | '＂'));
        let span = Span::new(at - open.map_or(0, char::len_utf8), end + close.map_or(0, char::len_utf8));
        self.values.periods.push(Period { span, days: plan_days(number), ends: None });
        Some(span.end as usize)
    }

    pub(super) fn push_period(&mut self, period: Period) -> usize {
        self.values.periods.push(period);
        period.span.end as usize
    }
}

/// The first five-year plan began in 1953; from the tenth on, plan *n* begins in 1951 + 5 *n*.
fn plan_days(number: i16) -> Option<Days> {
    let first = 1951 + 5 * number;
    Some(Days { first: Date::new(first, 1, 1).ok()?, last: Date::new(first + 4, 12, 31).ok()? })
}
