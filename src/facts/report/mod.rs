//! Kind `report`: the report as a whole. There is one, whatever the text.

mod fiscal;
mod written;

pub(super) use fiscal::bare_year;
pub(super) use written::borne;

use super::{Context, Days, Facts, Field, Kind, Type, Value};
use crate::data::roles::{Class, Label};
use crate::quantity::{Decimal, Quantity, Unit};
use crate::syntax::{LineKind, Zone};
use crate::text::Span;
use crate::values::{self, Period};
use jiff::civil::Date;

/// The kind.
pub static REPORT: Kind = Kind {
    name: "report",
    zh: "报告整体：评价年度、期间和各个日期",
    en: "the report as a whole: its fiscal year, its period and its dates",
    fields: &[
        Field { name: "title", ty: Type::Text, zh: "标题", en: "the title" },
        Field { name: "fiscal_year", ty: Type::Number, zh: "报告所评价的预算年度", en: "the fiscal year that the report is on" },
        Field {
            name: "period_end", ty: Type::Date, zh: "所评价期间的最后一日", en: "the last day of the period that is evaluated"
        },
        Field {
            name: "evaluated",
            ty: Type::Date,
            zh: "评价时间",
            en: "when the evaluation took place, by its label or as its section tells",
        },
        Field {
            name: "written",
            ty: Type::Date,
            zh: "报告日期：上报、填表或落款日期中最晚的",
            en: "when the report was handed in or signed: the latest such date",
        },
        Field {
            name: "earliest",
            ty: Type::Date,
            zh: "报告最早可能写于哪一日",
            en: "the first day on which the report can have been written",
        },
        Field {
            name: "process",
            ty: Type::Truth,
            zh: "是否为实施过程评价",
            en: "whether the work is evaluated while it is still under way",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let title = title(context);
    let dates = written::dates(context);
    let process = is_process(context, title);
    let year = fiscal::year(context, dates.written.map(|(days, _)| days));
    let end = period_end(context, title, year.map(|(year, _)| year));
    let earliest = earliest(&dates, year.map(|(year, _)| year), process);
    let flow: &'a str = &context.document.flow.text;
    let whole = title.unwrap_or_default();
    facts.push(
        &REPORT,
        whole,
        vec![
            title.map_or(Value::Missing, |span| Value::Text(span.of(flow).into(), Some(span))),
            year.map_or(Value::Missing, |(year, span)| Value::Number(whole_number(year.into()), span)),
            end.map_or(Value::Missing, |(day, span)| Value::Date(day, span)),
            date(dates.evaluated.or_else(|| written::told(context, year.map(|(year, _)| year), dates.written.map(|(days, _)| days)))),
            date(dates.written),
            earliest.map_or(Value::Missing, |day| Value::Date(day, None)),
            Value::Truth(process),
        ],
    );
}

/// A whole number without unit, exact: a year, a month, a count of digits.
pub(super) fn whole_number(value: i64) -> Quantity {
    Quantity::exact(Decimal::from(value), Unit::PLAIN)
}

fn date<'a>(found: Option<(Days, Span)>) -> Value<'a> {
    found.map_or(Value::Missing, |(days, span)| Value::Date(days, Some(span)))
}

/// The title line that speaks of an evaluation, or the first one.
fn title(context: &Context<'_>) -> Option<Span> {
    let text = &context.document.flow.text;
    let titles = || context.document.blocks.iter().filter(|block| block.kind == LineKind::Title && block.zone == Zone::Title);
    let evaluation = titles().find(|block| context.knowledge.roles.classes(block.span.of(text)).has(Class::Evaluation));
    evaluation.or_else(|| titles().next()).map(|block| block.span)
}

/// A ticked option, or the title, says that the evaluation accompanies the work.
fn is_process(context: &Context<'_>, title: Option<Span>) -> bool {
    let text = &context.document.flow.text;
    let speaks = |span: Span| context.knowledge.roles.classes(span.of(text)).has(Class::Process);
    let mut options = context.document.choices.iter().flat_map(|choice| &choice.options);
    options.any(|option| option.ticked && speaks(option.text)) || title.is_some_and(speaks)
}

/// The end of the period that a label or the title states, when it ends within the fiscal year, else of that year: works that go
/// on are evaluated year by year, or, where the report tells of no year, while they go on.
fn period_end(context: &Context<'_>, title: Option<Span>, year: Option<i16>) -> Option<(Days, Option<Span>)> {
    let labelled = context
        .document
        .fields
        .iter()
        .filter(|field| matches!(label(context, field.label), Some(Label::Period | Label::Year)))
        .find_map(|field| period_in(context, field.value));
    let stated = labelled.or_else(|| title.and_then(|title| period_in(context, title))).or_else(|| told(context));
    let of_year = || Some((one_day(Date::new(year?, 12, 31).ok()?), None));
    let within = |(days, _): &(Days, Option<Span>)| year.map_or(days.first.year() == days.last.year(), |year| days.last.year() == year);
    stated.filter(within).map(|(days, _)| (one_day(days.last), None)).or_else(of_year)
}

/// A period that prose gives as that of the works: 项目实施期为2023年3月至8月.
fn told(context: &Context<'_>) -> Option<(Days, Option<Span>)> {
    let named = |period: &&Period| super::order::named(context, period).is_some();
    context.values.periods.iter().filter(named).find_map(|period| Some((period.days?, Some(period.span))))
}

fn period_in(context: &Context<'_>, span: Span) -> Option<(Days, Option<Span>)> {
    let period = values::within(&context.values.periods, span).iter().find_map(|period: &Period| Some((period.days?, Some(period.span))));
    let part = || {
        values::within(&context.values.dates, span)
            .iter()
            .find(|date| date.granularity > values::Granularity::Month && date.granularity < values::Granularity::Year)
    };
    period.or_else(|| part().and_then(|date| Some((date.days?, Some(date.span)))))
}

/// Not before the dates that it bears, nor before the end of the year that it reports on.
fn earliest(dates: &written::Dates, year: Option<i16>, process: bool) -> Option<Days> {
    let bears = dates.written.into_iter().chain(dates.evaluated).map(|(days, _)| days.first).max();
    let over = year.and_then(|year| if process { Date::new(year, 1, 1).ok() } else { Date::new(year.checked_add(1)?, 1, 1).ok() });
    bears.or(over).map(one_day)
}

fn one_day(day: Date) -> Days {
    Days { first: day, last: day }
}

fn label(context: &Context<'_>, span: Span) -> Option<Label> {
    context.knowledge.roles.label(span.of(&context.document.flow.text))
}
