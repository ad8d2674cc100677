//! Functions of dates. A month or a year is a range of days.

use super::Call;
use crate::expr::datum::{Datum, Number};
use crate::quantity::{Decimal, Verdict};
use crate::schema::Days;
use jiff::civil::Date;

pub(super) fn date<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let part = |at: usize| call.arguments.get(at)?.number().ok()?.quantity.base().ok().and_then(|value| i16::try_from(value).ok());
    let day = || Date::new(part(0)?, i8::try_from(part(1)?).ok()?, i8::try_from(part(2)?).ok()?).ok();
    day().map_or(Datum::MISSING, |day| Datum::Date(Days { first: day, last: day }, None))
}

/// A range over several years has none.
pub(super) fn year<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.part(|day| i64::from(day.year()))
}

pub(super) fn month<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    match call.arguments {
        [Datum::Date(days, _)] if days.first.year() != days.last.year() => Datum::MISSING,
        _ => call.part(|day| i64::from(day.month())),
    }
}

pub(super) fn days<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let days = |a: Days, b: Days| a.first.until(b.first).map(|span| i64::from(span.get_days()));
    match call.arguments {
        [Datum::Date(a, _), Datum::Date(b, _)] => days(*a, *b).map_or(Datum::MISSING, number),
        _ => Datum::MISSING,
    }
}

pub(super) fn overlaps<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.dates(|a, b| a.first <= b.last && b.first <= a.last)
}

pub(super) fn covers<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.dates(|a, b| a.first <= b.first && b.last <= a.last)
}

fn number(value: i64) -> Datum<'static> {
    Datum::Number(Number::bare(Decimal::from(value)))
}

impl<'v> Call<'_, 'v> {
    /// What the first and the last day have in common; none when they differ.
    fn part(&self, of: fn(Date) -> i64) -> Datum<'v> {
        match self.arguments {
            [Datum::Date(days, _)] if of(days.first) == of(days.last) => number(of(days.first)),
            _ => Datum::MISSING,
        }
    }

    fn dates(&self, of: fn(Days, Days) -> bool) -> Datum<'v> {
        match self.arguments {
            [Datum::Date(a, _), Datum::Date(b, _)] => Datum::Truth(Verdict::of(of(*a, *b))),
            _ => Datum::MISSING,
        }
    }
}
