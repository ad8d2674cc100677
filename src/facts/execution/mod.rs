//! The rows of a form that say how much was planned and spent, and what the execution scores.

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
        Field { name: "scheme", ty: Type::Text, zh: "文中自定的计分办法", en: "a scheme for the score that the report states" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let told = told::told(context);
    if context.forms().is_empty() && told.is_empty() {
        return;
    }
    let scheme = scheme(context);
    for told in told {
        let values = [None, None, None, Some(told.rate), Some(told.weight), Some(told.score)].map(number);
        let label = text(Some((told.label.of(&context.document.flow.text), told.label)));
        let values = [label, Value::Truth(true)].into_iter().chain(values).chain([Value::Missing, scheme.clone()]);
        facts.push(&EXECUTION, told.label.to(told.score.span), values.collect());
    }
    for form in context.forms() {
        for fund in form.funding.iter().flat_map(|funding| &funding.rows) {
            facts.push(&EXECUTION, fund.span, of_fund(fund, scheme.clone()));
        }
        form.funding.iter().for_each(|funding| parts(funding, facts));
        for indicator in form.indicators.iter().filter(|indicator| indicator.execution) {
            facts.push(&EXECUTION, indicator.span, of_indicator(indicator, scheme.clone()));
        }
    }
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

fn of_fund<'a>(fund: &Fund<'a>, scheme: Value<'a>) -> Vec<Value<'a>> {
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
        scheme,
    ]
}

fn of_indicator<'a>(indicator: &Indicator<'a>, scheme: Value<'a>) -> Vec<Value<'a>> {
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
        scheme,
    ]
}

/// A sentence or cell that says how the execution is scored.
fn scheme<'a>(context: &Context<'a>) -> Value<'a> {
    let document = context.document;
    let flow: &'a str = &document.flow.text;
    let cells = document.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells).map(|cell| cell.span);
    let sentences = document.sentences.iter().map(|sentence| sentence.span).chain(document.fields.iter().map(|field| field.value));
    let slides = |span: Span| context.says(List::Sliding, span) || context.says(List::Full, span) && bounds(context, span);
    let said = cells.chain(sentences).find(|span| context.says(List::About, *span) && slides(*span));
    text(said.map(|span| (span.of(flow), span)))
}

/// Whether a sentence holds a rate that is a bound: 执行率达到92%的, 执行率95%以上. That more than all gives no more points goes without saying.
fn bounds(context: &Context<'_>, span: Span) -> bool {
    let text = &context.document.flow.text;
    let bounds = &context.knowledge.forms.scheme.bounds;
    let behind =
        |figure: &Figure| text.get(figure.span.end as usize..span.end as usize).is_some_and(|rest| bounds.opens(rest.trim_start()));
    let rates = within(&context.values.figures, span).iter().filter(|figure| figure.quantity.unit.dimension == Dimension::Ratio);
    let below_all = |figure: &&Figure| figure.quantity.base().is_ok_and(|rate| rate < Decimal::ONE);
    rates.filter(below_all).any(|figure| figure.hedge().is_some() || behind(figure))
}
