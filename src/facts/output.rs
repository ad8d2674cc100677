//! Kind `output`: a count of what was done over several years, with the year's own count where it stands beside it.

use super::report::whole_number;
use super::{Context, FactId, Facts, Field, Kind, Type, Value, place};
use crate::data::roles::Class;
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values::{self, DateMention, Figure, Granularity};

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
        Field {
            name: "results", ty: Type::Truth, zh: "所在标题是否讲产出和完成情况", en: "whether the heading above is on results"
        },
        Field { name: "report", ty: Type::Fact("report"), zh: "报告", en: "the report" },
    ],
    uses: &["report"],
    extract: Some(extract),
};

/// How far behind the period the count may stand, in bytes.
const NEAR: u32 = 96;

/// 2016年建档以来: the act from which is counted is no longer, in bytes.
const ACT: usize = 18;

/// The noun of what is counted is no longer, in bytes: 41个小流域.
const NOUN: usize = 24;

/// Years over which something was counted, and where they stand.
struct Years {
    span: Span,
    from: i16,
    to: i16,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let Some(report) = facts.of("report").next().map(|(id, _)| id) else { return };
    let fiscal = super::fiscal_year(facts).and_then(|year| i16::try_from(year).ok());
    let periods = context.values.periods.iter().filter(|period| period.ends.is_some());
    let closed =
        periods.filter_map(|period| period.days.map(|days| Years { span: period.span, from: days.first.year(), to: days.last.year() }));
    let open = context.values.dates.iter().filter_map(|date| since(context, date, fiscal?));
    for years in closed.chain(open).filter(|years| years.from < years.to) {
        if let Some(values) = output(context, &years, fiscal, report) {
            facts.push(&OUTPUT, years.span, values);
        }
    }
}

/// 2020年以来累计: from that year to the report's own.
fn since(context: &Context<'_>, date: &DateMention, fiscal: i16) -> Option<Years> {
    let from = date.year.filter(|_| date.granularity == Granularity::Year && date.year_span.is_some())?;
    let behind = place::head(context.document.flow.text.get(date.span.end as usize..)?, 12);
    let hits = || context.knowledge.roles.hits(behind);
    let open = hits().any(|hit| {
        hit.start <= ACT
            && hit.classes.has(Class::Since)
            && behind.get(..hit.start).is_some_and(|act| act.chars().all(char::is_alphanumeric))
    });
    let results = || place::heading_classes(context.document, &context.knowledge.roles, date.span.start).has(Class::ResultSection);
    let counted = || hits().any(|hit| hit.classes.has(Class::Cumulative) || hit.classes.has(Class::Done) && results());
    (open && counted()).then_some(Years { span: date.span, from, to: fiscal })
}

/// A count behind the years in their clause, told as done. What a plan or the history of a project counts is no output.
fn output<'a>(context: &Context<'a>, years: &Years, fiscal: Option<i16>, report: FactId) -> Option<Vec<Value<'a>>> {
    let flow: &'a str = &context.document.flow.text;
    let sentence = place::around(context.document, years.span.start);
    let clause = place::clause(flow, sentence, years.span);
    let roles = &context.knowledge.roles;
    let heading = place::heading_classes(context.document, roles, years.span.start);
    let background = heading.any(&[Class::HistorySection, Class::FutureSection]) || heading.announce_goal();
    if background || roles.classes(clause.of(flow)).any(&[Class::Plan, Class::Intends]) {
        return None;
    }
    let end = counted_behind(context, years, sentence).unwrap_or(clause.end);
    let behind = Span { start: years.span.end, end: end.min(years.span.end + NEAR).max(years.span.end) };
    let count =
        values::within(&context.values.figures, behind).iter().find(|figure| is_count(figure)).or_else(|| bracketed(context, years))?;
    let text = Span { start: years.span.start.min(count.span.start), end: years.span.end.max(count.span.end) };
    let own = if Some(years.to) == fiscal { own(context, sentence, count, fiscal) } else { another(context, years, count, fiscal)? };
    Some(vec![
        Value::Text(text.of(flow).into(), Some(text)),
        Value::Number(count.quantity, Some(count.span)),
        Value::Number(whole_number(years.from.into()), None),
        Value::Number(whole_number(years.to.into()), None),
        own.map_or(Value::Missing, |figure| Value::Number(figure.quantity, Some(figure.span))),
        Value::Truth(heading.has(Class::ResultSection)),
        Value::Fact(report),
    ])
}

/// 2019年至2023年，累计清理…: a comma parts the years from the word that counts over them; the end of its clause.
fn counted_behind(context: &Context<'_>, years: &Years, sentence: Span) -> Option<u32> {
    let flow = &context.document.flow.text;
    let rest = Span { start: years.span.end, end: sentence.end.max(years.span.end) }.of(flow);
    let comma = rest.char_indices().take(4).find(|(_, c)| matches!(c, '，' | ','))?;
    let next = comma.0 + comma.1.len_utf8();
    let counts =
        context.knowledge.roles.hits(place::head(&rest[next..], 12)).any(|hit| hit.start <= 6 && hit.classes.has(Class::Cumulative));
    let end = rest[next..].find(['，', ',', '。', '；']).map_or(rest.len(), |at| next + at);
    counts.then_some(years.span.end + end as u32)
}

/// 34平方公里（2020—2022年）: the count that a bracket with the years alone stands behind.
fn bracketed<'c>(context: &'c Context<'_>, years: &Years) -> Option<&'c Figure> {
    let flow: &str = &context.document.flow.text;
    let opens = flow.get(..years.span.start as usize)?.strip_suffix(['（', '('])?;
    let rest = flow.get(years.span.end as usize..)?;
    // （2022—2024年合计）
    let counts = context.knowledge.roles.hits(place::head(rest, 4)).find(|hit| hit.start == 0 && hit.classes.has(Class::Cumulative));
    rest.get(counts.map_or(0, |hit| hit.end)..)?.starts_with(['）', ')']).then_some(())?;
    let next = context.values.figures.partition_point(|figure| figure.span.end <= opens.len() as u32);
    let last = context.values.figures.get(next.checked_sub(1)?)?;
    let noun = opens.get(last.span.end as usize..)?;
    (noun.len() <= NOUN && noun.chars().all(char::is_alphanumeric) && is_count(last)).then_some(last)
}

fn is_count(figure: &Figure) -> bool {
    matches!(figure.quantity.unit.dimension, Dimension::Count(_))
}

/// Another count of the same things in the paragraph: what was done before the year stands beside that of the year. Nothing at all where the
/// paragraph speaks of the year itself.
fn another<'c>(context: &'c Context<'_>, years: &Years, count: &Figure, fiscal: Option<i16>) -> Option<Option<&'c Figure>> {
    let block = place::block_at(context.document, years.span.start)?.span;
    let of_year = values::within(&context.values.dates, block).iter().any(|date| date.year == fiscal && fiscal.is_some());
    let alike = |figure: &&Figure| figure.span != count.span && figure.quantity.unit.dimension == count.quantity.unit.dimension;
    (!of_year).then(|| values::within(&context.values.figures, block).iter().find(alike))
}

/// A count of the same things behind the report's own year in the same sentence.
fn own<'c>(context: &'c Context<'_>, sentence: Span, count: &Figure, fiscal: Option<i16>) -> Option<&'c Figure> {
    let own_year = |date: &&DateMention| date.relative == Some(values::Relative::This) || date.year == fiscal && fiscal.is_some();
    let date = values::within(&context.values.dates, sentence).iter().find(own_year)?;
    let behind = Span { start: date.span.end, end: sentence.end.max(date.span.end) };
    let alike = |figure: &&Figure| figure.span != count.span && figure.quantity.unit.dimension == count.quantity.unit.dimension;
    values::within(&context.values.figures, behind).iter().find(alike)
}
