//! Kind `date`: a date as printed, also an impossible one, by its parts.

use super::report::whole_number;
use super::{Context, Facts, Field, Kind, Type, Value, place};
use crate::data::roles::Class;
use crate::text::Span;
use crate::values::{DateMention, Granularity};

/// The kind.
pub static DATE: Kind = Kind {
    name: "date",
    zh: "日期（年、月、日按原文）",
    en: "a date, by its parts as printed",
    fields: &[
        Field { name: "text", ty: Type::Text, zh: "原文", en: "the date as printed" },
        Field {
            name: "days",
            ty: Type::Date,
            zh: "所指的日期",
            en: "the days it stands for; missing when there is no such date or its year is not said",
        },
        Field { name: "year", ty: Type::Number, zh: "年", en: "the year" },
        Field { name: "year_digits", ty: Type::Number, zh: "年份的位数", en: "how many digits the year is printed with" },
        Field { name: "month", ty: Type::Number, zh: "月", en: "the month" },
        Field { name: "day", ty: Type::Number, zh: "日", en: "the day" },
        Field {
            name: "month_days",
            ty: Type::Number,
            zh: "该月的天数",
            en: "how many days that month has; February without a year has 29",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// Days and months; a year alone is no date. The ends of periods are dates too.
fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let flow: &'a str = &context.document.flow.text;
    let ends = context.values.periods.iter().filter_map(|period| period.ends).flat_map(|(first, last)| [first, last]);
    for date in context.values.dates.iter().copied().chain(ends).filter(|date| date.granularity <= Granularity::Month) {
        if !date.valid && is_code(context, &date) {
            continue;
        }
        facts.push(&DATE, date.span, values(flow, &date));
    }
}

/// Digits behind 编号 are no date, however they look.
fn is_code(context: &Context<'_>, date: &DateMention) -> bool {
    let before = context.document.flow.text.get(..date.span.start as usize).unwrap_or("");
    let before = place::tail(before, 8).trim_end_matches(['：', ':', ' ', '为']);
    context.knowledge.roles.hits(before).any(|hit| hit.end == before.len() && hit.classes.has(Class::CodeLabel))
}

fn values<'a>(flow: &'a str, date: &DateMention) -> Vec<Value<'a>> {
    let digits = date.year_span.map(|span| span.of(flow).chars().count() as i64);
    vec![
        Value::Text(date.span.of(flow).into(), Some(date.span)),
        date.days.map_or(Value::Missing, |days| Value::Date(days, Some(date.span))),
        number(date.year.filter(|_| date.year_span.is_some()).map(i64::from), date.year_span),
        number(digits, None),
        number(date.month.map(i64::from), None),
        number(date.day.map(i64::from), None),
        number(month_days(date).map(i64::from), None),
    ]
}

fn number<'a>(value: Option<i64>, span: Option<Span>) -> Value<'a> {
    value.map_or(Value::Missing, |value| Value::Number(whole_number(value), span))
}

/// Without a year, February is given the benefit of a leap year.
fn month_days(date: &DateMention) -> Option<i8> {
    let year = date.year.filter(|year| (1..=9999).contains(year)).unwrap_or(2000);
    let month = i8::try_from(date.month?).ok()?;
    jiff::civil::Date::new(year, month, 1).ok().map(jiff::civil::Date::days_in_month)
}
