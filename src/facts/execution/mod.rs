//! The rows of a form that say how much was planned and spent, and what the execution scores.

mod labelled;
mod told;

use super::form::{Fund, Funding, Indicator};
use super::indicator::{number, numbers, text, word};
use super::sheet::Num;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::glossary::List;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use crate::values::{Figure, within};

/// A row of the budget part, or the indicator that stands for it.
pub static EXECUTION: Kind = Kind {
    name: "execution",
    zh: "自评表中的预算执行",
    en: "the execution of a budget in a self-evaluation form",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "名称", en: "the name of the row" },
        Field { name: "whole", ty: Type::Truth, zh: "是否为总额一行", en: "whether it is the row of the whole" },
        Field { name: "initial", ty: Type::Number, zh: "年初预算", en: "the budget as first approved" },
        Field { name: "adjusted", ty: Type::Number, zh: "全年（调整后）预算", en: "the budget after adjustment" },
        Field { name: "executed", ty: Type::Number, zh: "全年执行", en: "what was spent" },
        Field { name: "rate", ty: Type::Number, zh: "执行率", en: "the rate of execution" },
        Field { name: "weight", ty: Type::Number, zh: "分值", en: "the points to be had" },
        Field { name: "score", ty: Type::Number, zh: "得分", en: "the points had" },
        Field { name: "reason", ty: Type::Text, zh: "原因", en: "the reason given" },
        Field {
            name: "from", ty: Type::Number, zh: "文中写明得满分的执行率", en: "the rate from which on the report gives full points"
        },
        Field { name: "scheme", ty: Type::Text, zh: "文中自定的计分办法", en: "a scheme for the score that the report states" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let mut told = told::told(context);
    let known: Vec<Span> = told.iter().map(|told| told.score.span).collect();
    let beside = context.told().executions.iter().filter(|(.., score)| !known.contains(&score.span));
    told.extend(beside.map(|&(label, rate, weight, score)| told::Told { label, rate, weight, score }));
    told.extend(labelled::tabled(context));
    if told.is_empty() && context.forms().is_empty() {
        told.extend(labelled::labelled(context));
    }
    if context.forms().is_empty() && told.is_empty() {
        return;
    }
    let (from, scheme) = scheme(context);
    for told in told {
        let values = [None, None, None, Some(told.rate), Some(told.weight), Some(told.score)].map(number);
        let label = text(Some((told.label.of(&context.document.flow.text), told.label)));
        let values = [label, Value::Truth(true)].into_iter().chain(values).chain([Value::Missing, number(from), scheme.clone()]);
        facts.push(&EXECUTION, told.label.to(told.score.span), values.collect());
    }
    for form in context.forms() {
        for fund in form.funding.iter().flat_map(|funding| &funding.rows) {
            facts.push(&EXECUTION, fund.span, of_fund(fund, (from, scheme.clone())));
        }
        form.funding.iter().for_each(|funding| parts(funding, facts));
        for indicator in form.indicators.iter().filter(|indicator| indicator.execution) {
            facts.push(&EXECUTION, indicator.span, of_indicator(indicator, (from, scheme.clone())));
        }
    }
}

/// The points to be had of the execution, in the budget parts of forms and in tables of one row.
pub(in crate::facts) fn weights(context: &Context<'_>) -> Vec<Num> {
    let forms = context.forms().iter().filter_map(|form| form.funding.as_ref()?.whole()?.weight);
    forms.chain(labelled::tabled(context).into_iter().map(|told| told.weight)).collect()
}

/// The sources of the money beside the whole, column by column: parts like those that prose names. 其中 behind a source opens parts of that
/// source, unless every source has it.
fn parts<'a>(funding: &Funding<'a>, facts: &mut Facts<'a>) {
    let Some(at) = funding.rows.iter().position(|row| row.whole) else { return };
    let columns: [fn(&Fund<'a>) -> Option<Num>; 3] = [|row| row.initial, |row| row.adjusted, |row| row.executed];
    let sources = funding.rows.iter().enumerate().skip(at + 1).take_while(|(_, row)| !row.whole);
    for (own, fund) in sources {
        let above = funding.rows.get(own - 1).filter(|above| fund.opens_parts && !above.opens_parts).or(funding.rows.get(at));
        for column in columns {
            let (Some(part), Some(total)) = (column(fund), above.and_then(column)) else { continue };
            let values = vec![word("money"), number(Some(part)), text(Some(fund.label)), numbers([total]), Value::Truth(false)];
            facts.push(&super::sum::PART, part.span, values);
        }
    }
}

fn of_fund<'a>(fund: &Fund<'a>, (from, scheme): (Option<Num>, Value<'a>)) -> Vec<Value<'a>> {
    vec![
        text(Some(fund.label)),
        Value::Truth(fund.whole),
        number(fund.initial),
        number(fund.adjusted),
        number(fund.executed),
        number(fund.rate),
        number(fund.weight),
        number(fund.score),
        text(fund.reason),
        number(from),
        scheme,
    ]
}

fn of_indicator<'a>(indicator: &Indicator<'a>, (from, scheme): (Option<Num>, Value<'a>)) -> Vec<Value<'a>> {
    let rate = indicator.actual.filter(|actual| actual.quantity.unit.dimension == Dimension::Ratio);
    let rounded = rate.map(|rate| Num { quantity: rate.quantity.with_mode(crate::quantity::Mode::Rounded), ..rate });
    vec![
        text(Some(indicator.name)),
        Value::Truth(true),
        Value::Missing,
        Value::Missing,
        Value::Missing,
        number(rounded),
        number(indicator.weight),
        number(indicator.score),
        text(indicator.reason),
        number(from),
        scheme,
    ]
}

/// A sentence or cell that says how the execution is scored, where its words leave more open than the rate from which on the points are full.
fn scheme<'a>(context: &Context<'a>) -> (Option<Num>, Value<'a>) {
    let document = context.document;
    let flow: &'a str = &document.flow.text;
    let cells = document.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells).map(|cell| cell.span);
    let sentences = document.sentences.iter().map(|sentence| sentence.span).chain(document.fields.iter().map(|field| field.value));
    let slides = |span: Span| context.says(List::Sliding, span) || context.says(List::Full, span) && bounds(context, span).next().is_some();
    let said = cells.chain(sentences).filter(|span| context.says(List::About, *span) && slides(*span));
    let mut from = None;
    for span in said {
        match full_from(context, span) {
            Some(None) => {}
            Some(Some(bound)) if from.is_none_or(|known: Num| known.quantity.value == bound.quantity.value) => from = Some(bound),
            Some(Some(_)) | None => return (None, text(Some((span.of(flow), span)))),
        }
    }
    (from, Value::Missing)
}

/// The rate from which on a scheme gives full points, where below it the points follow the rate: 达到95%的得满分，不足的按执行率乘以分值计算.
fn full_from(context: &Context<'_>, span: Span) -> Option<Option<Num>> {
    let words = &context.knowledge.forms.scheme;
    let told = span.of(&context.document.flow.text);
    if !words.proportional.within(told) || words.steps.within(told) {
        return None;
    }
    let bounds: Vec<Num> = bounds(context, span).map(Num::of).collect();
    match bounds.as_slice() {
        [] => Some(None),
        [first, rest @ ..] => rest.iter().all(|other| other.quantity.value == first.quantity.value).then_some(Some(*first)),
    }
}

/// The rates of a sentence that are bounds: 执行率达到92%的, 执行率95%以上. That more than all gives no more points goes without saying.
fn bounds<'c>(context: &'c Context<'_>, span: Span) -> impl Iterator<Item = &'c Figure> {
    let text: &str = &context.document.flow.text;
    let bounds = &context.knowledge.forms.scheme.bounds;
    let behind =
        move |figure: &Figure| text.get(figure.span.end as usize..span.end as usize).is_some_and(|rest| bounds.opens(rest.trim_start()));
    let rates = within(&context.values.figures, span).iter().filter(|figure| figure.quantity.unit.dimension == Dimension::Ratio);
    let below_all = |figure: &&Figure| figure.quantity.base().is_ok_and(|rate| rate < Decimal::ONE);
    rates.filter(below_all).filter(move |figure| figure.hedge().is_some() || behind(figure))
}
