//! Kind `order`: two dates of which one has to come first.

mod listed;
mod reported;
mod steps;
mod told_apart;

pub(super) use reported::named;

use super::{Context, Days, FactId, Facts, Field, Kind, Type, Value};
use crate::data::roles::Label;
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

/// The kind.
pub static ORDER: Kind = Kind {
    name: "order",
    zh: "有先后关系的两个日期",
    en: "two dates of which one has to come first",
    fields: &[
        Field {
            name: "kind",
            ty: Type::Text,
            zh: "关系：cover 封面与落款，steps 工程步骤，period 起止，works 工程期间与报告日期，reported 报告所述事项与报告日期",
            en: "what relates them: cover, steps (of works), period (its ends), works (their end, and the date of the report), reported (what the report tells of, and its own date)",
        },
        Field { name: "earlier", ty: Type::Date, zh: "应在前的日期", en: "the date that has to come first" },
        Field { name: "earlier_event", ty: Type::Text, zh: "应在前的事项", en: "what happens on it" },
        Field { name: "later", ty: Type::Date, zh: "应在后的日期", en: "the date that has to come later" },
        Field { name: "later_event", ty: Type::Text, zh: "应在后的事项", en: "what happens on it" },
        Field { name: "report", ty: Type::Fact("report"), zh: "报告", en: "the report" },
    ],
    uses: &["report"],
    extract: Some(extract),
};

/// A date with what happens on it.
#[derive(Clone, Copy, Debug)]
struct Event<'a> {
    days: Days,
    span: Span,
    name: &'a str,
    name_span: Option<Span>,
}

/// Two events in the order in which they have to happen.
struct Pair<'a> {
    kind: &'static str,
    earlier: Event<'a>,
    later: Event<'a>,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let Some(report) = facts.of("report").next().map(|(id, _)| id) else { return };
    let borne = borne(context);
    let mut pairs = cover(context, &borne);
    pairs.extend(steps::pairs(context));
    pairs.extend(told_apart::pairs(context));
    pairs.extend(periods(context));
    pairs.extend(reported::pairs(context, &borne));
    for pair in pairs {
        push(facts, report, pair);
    }
}

fn push<'a>(facts: &mut Facts<'a>, report: FactId, pair: Pair<'a>) {
    let Pair { kind, earlier, later } = pair;
    let name = |event: Event<'a>| Value::Text(event.name.into(), event.name_span);
    let date = |event: Event<'a>| Value::Date(event.days, Some(event.span));
    let values = vec![Value::Text(kind.into(), None), date(earlier), name(earlier), date(later), name(later), Value::Fact(report)];
    facts.push(&ORDER, earlier.span.to(later.span), values);
}

/// The dates that the report bears: when it was evaluated, and when it was handed in or signed.
#[derive(Default)]
struct Borne<'a> {
    evaluated: Option<Event<'a>>,
    written: Vec<Event<'a>>,
}

impl<'a> Borne<'a> {
    /// The last date that the report bears.
    fn last(&self) -> Option<Event<'a>> {
        self.written.iter().copied().max_by_key(|event| event.days.last)
    }
}

fn borne<'a>(context: &Context<'a>) -> Borne<'a> {
    let mut borne = Borne::default();
    for (label, name, (days, span)) in super::report::borne(context) {
        let name_span = name;
        let name = name.map_or(context.knowledge.roles.names().sign_off.as_str(), |span| span.of(&context.document.flow.text));
        let event = Event { days, span, name, name_span };
        match label {
            Label::Evaluated => borne.evaluated = borne.evaluated.or(Some(event)),
            Label::Submitted | Label::Period | Label::Project | Label::Year => borne.written.push(event),
        }
    }
    borne
}

/// Evaluated first, handed in and signed afterwards. An evaluation over weeks counts by its last day, or by the first day of its last month
/// where no day is said: 4月至6月 may have ended on any day of June.
fn cover<'a>(context: &Context<'_>, borne: &Borne<'a>) -> Vec<Pair<'a>> {
    let Some(evaluated) = borne.evaluated else { return Vec::new() };
    let Days { first, last } = evaluated.days;
    let on_a_day = ends_on_a_day(context, evaluated.span);
    let said = if on_a_day { last } else { last.first_of_month() };
    let end = if first.year() == last.year() && (is_range(evaluated.days) || on_a_day) { said } else { first };
    let earlier = Event { days: Days { first: end, last: evaluated.days.last }, ..evaluated };
    let later = borne.written.iter().filter(|written| written.span != evaluated.span);
    later.take(1).map(|&later| Pair { kind: "cover", earlier, later }).collect()
}

fn is_range(days: Days) -> bool {
    days.first.month() != days.last.month()
}

/// 2018年6月4日至15日: its last day is said, unlike that of 2018年6月.
fn ends_on_a_day(context: &Context<'_>, place: Span) -> bool {
    let mut ends = values::within(&context.values.periods, place).iter().filter_map(|period| period.ends);
    ends.next().is_some_and(|(_, last)| last.granularity == Granularity::Day)
}

/// Periods whose two ends both say their year, or lie in one month.
fn periods<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let names = context.knowledge.roles.names();
    let ends = context.values.periods.iter().filter_map(|period| period.ends);
    let dated =
        ends.filter(|(first, last)| first.granularity <= Granularity::Month && (both_say_year(first, last) || in_one_month(first, last)));
    let event = |date: &DateMention, name| Some(Event { days: date.days?, span: date.span, name, name_span: None });
    dated
        .filter_map(|(first, last)| Some(Pair { kind: "period", earlier: event(&first, &names.first)?, later: event(&last, &names.last)? }))
        .collect()
}

fn both_say_year(first: &DateMention, last: &DateMention) -> bool {
    first.year_span.is_some() && last.year_span.is_some_and(|span| last.span.contains(span))
}

fn in_one_month(first: &DateMention, last: &DateMention) -> bool {
    first.day.is_some() && last.day.is_some() && first.year == last.year && first.month == last.month
}
