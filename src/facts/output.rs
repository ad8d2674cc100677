//! Kind `output`: a count of what was done over several years, with the year's own count where it stands beside it.

use super::report::whole_number;
use super::{Context, FactId, Facts, Field, Kind, Type, Value, place};
use crate::data::roles::Class;
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values::{self, Figure, Period};

/// The kind.
pub static OUTPUT: Kind = Kind {
    name: "output",
    zh: "跨年度累计的数量",
    en: "a count of what was done over several years",
    fields: &[
        Field { name: "text", ty: Type::Text, zh: "原文", en: "the period and what is counted, as printed" },
        Field { name: "count", ty: Type::Number, zh: "数量", en: "the count" },
        Field { name: "from", ty: Type::Number, zh: "起始年份", en: "the first year" },
        Field { name: "to", ty: Type::Number, zh: "终止年份", en: "the last year" },
        Field {
            name: "own",
            ty: Type::Number,
            zh: "同处所列的本年度数量",
            en: "the count of the report's own year, where it stands beside it",
        },
        Field { name: "report", ty: Type::Fact("report"), zh: "报告", en: "the report" },
    ],
    uses: &["report"],
    extract: Some(extract),
};

/// How far behind the period the count may stand, in bytes.
const NEAR: u32 = 96;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let Some(report) = facts.of("report").next().map(|(id, _)| id) else { return };
    let fiscal = super::fiscal_year(facts);
    for period in context.values.periods.iter().filter(|period| period.ends.is_some()) {
        if let Some(values) = output(context, period, fiscal, report) {
            facts.push(&OUTPUT, period.span, values);
        }
    }
}

/// A count behind the period in its clause, told as done. What a plan or the history of a project counts is no output.
fn output<'a>(context: &Context<'a>, period: &Period, fiscal: Option<i32>, report: FactId) -> Option<Vec<Value<'a>>> {
    let flow: &'a str = &context.document.flow.text;
    let (from, to) = period.days.map(|days| (days.first.year(), days.last.year())).filter(|(from, to)| from < to)?;
    let sentence = place::sentence_at(context.document, period.span.start);
    let clause = place::clause(flow, sentence, period.span);
    let roles = &context.knowledge.roles;
    let heading = place::heading_classes(context.document, roles, period.span.start);
    let background = heading.any(&[Class::HistorySection, Class::FutureSection]) || heading.announce_goal();
    if background || roles.classes(clause.of(flow)).any(&[Class::Plan, Class::Intends]) {
        return None;
    }
    let count = values::within(&context.values.figures, Span { start: period.span.end, end: clause.end.min(period.span.end + NEAR) })
        .iter()
        .find(|figure| is_count(figure))?;
    let text = period.span.to(count.span);
    let own = own(context, sentence, count, fiscal);
    Some(vec![
        Value::Text(text.of(flow).into(), Some(text)),
        Value::Number(count.quantity, Some(count.span)),
        Value::Number(whole_number(from.into()), Some(period.span)),
        Value::Number(whole_number(to.into()), Some(period.span)),
        own.map_or(Value::Missing, |figure| Value::Number(figure.quantity, Some(figure.span))),
        Value::Fact(report),
    ])
}

fn is_count(figure: &Figure) -> bool {
    matches!(figure.quantity.unit.dimension, Dimension::Count(_))
}

/// A count of the same things behind the report's own year in the same sentence.
fn own<'c>(context: &'c Context<'_>, sentence: Span, count: &Figure, fiscal: Option<i32>) -> Option<&'c Figure> {
    let own_year = |date: &&values::DateMention| {
        date.relative == Some(values::Relative::This) || date.year.map(i32::from) == fiscal && fiscal.is_some()
    };
    let date = values::within(&context.values.dates, sentence).iter().find(own_year)?;
    let behind = Span { start: date.span.end, end: sentence.end.max(date.span.end) };
    let alike = |figure: &&Figure| figure.span != count.span && figure.quantity.unit.dimension == count.quantity.unit.dimension;
    values::within(&context.values.figures, behind).iter().find(alike)
}
