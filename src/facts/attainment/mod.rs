//! Targets and what came of them, in forms and in prose, with the reason that is given for a deviation.

mod list;
mod prose;

use super::form::{Form, Fund, Indicator};
use super::indicator::{number, text, word};
use super::sheet::Num;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::forms::AttainmentWords;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// A target and its result.
pub static ATTAINMENT: Kind = Kind {
    name: "attainment",
    zh: "目标与完成情况",
    en: "a target and what came of it",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "名称", en: "what is measured" },
        Field {
            name: "place",
            ty: Type::Text,
            zh: "出处：form、other（其他表格或逐行列出）、points（正文、逐行列出的指标及其分值）、prose",
            en: "where it stands: form, other (another table, or lines), points (prose or lines that tell its points) or prose",
        },
        Field { name: "execution", ty: Type::Truth, zh: "是否为预算执行率", en: "whether it is the execution of the budget" },
        Field {
            name: "operator",
            ty: Type::Text,
            zh: "目标的方向：at-least、at-most、above、below、equal、words、none",
            en: "what the target asks for: at-least, at-most, above, below, equal, words or none",
        },
        Field { name: "target", ty: Type::Number, zh: "目标", en: "the target" },
        Field { name: "actual", ty: Type::Number, zh: "完成", en: "the result" },
        Field {
            name: "sign", ty: Type::Text, zh: "完成值前的比较符号或字样", en: "the sign or word of comparison left at the result"
        },
        Field { name: "lower", ty: Type::Truth, zh: "是否越低越好", en: "whether less of it is better" },
        Field { name: "score", ty: Type::Number, zh: "得分", en: "the points had" },
        Field { name: "weight", ty: Type::Number, zh: "分值", en: "the points to be had" },
        Field { name: "reason_asked", ty: Type::Truth, zh: "是否应在此处说明原因", en: "whether a reason has its place here" },
        Field { name: "reason", ty: Type::Text, zh: "说明的原因", en: "the reason given" },
        Field {
            name: "whole",
            ty: Type::Number,
            zh: "同段先列总体、再逐项列出执行率的，总体的执行率",
            en: "of a rate in a list of parts, the rate of the whole before it",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// What is known of a target and its result.
#[derive(Debug)]
struct Pair<'a> {
    span: Span,
    label: Option<(&'a str, Span)>,
    place: &'static str,
    execution: bool,
    operator: &'static str,
    target: Option<Num>,
    actual: Num,
    sign: Option<(&'a str, Span)>,
    lower: bool,
    points: (Option<Num>, Option<Num>),
    reason_asked: bool,
    reason: Option<(&'a str, Span)>,
    whole: Option<Num>,
}

impl<'a> Pair<'a> {
    /// The reason that is given elsewhere, under another name of the thing.
    fn reason_by_gap(&self, context: &Context<'a>) -> Option<(&'a str, Span)> {
        context.causes().on_gap(context, self.label?.0, self.target?, self.actual)
    }
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let asked = asks_below(context);
    for form in context.forms() {
        let funds = form.funding.iter().filter_map(|funding| funding.whole());
        funds.filter_map(|fund| executed(context, fund, form)).for_each(|pair| push(facts, pair));
        let reached = form.indicators.iter().filter_map(|indicator| reached(context, indicator));
        reached.for_each(|pair| push(facts, Pair { reason_asked: pair.reason_asked || asked, ..pair }));
    }
    let records = context.records().iter().flat_map(|form| &form.indicators);
    let mut recorded: Vec<Pair<'a>> = records.filter_map(|indicator| reached(context, indicator)).collect();
    recorded.iter_mut().for_each(|pair| pair.place = "other");
    let known: HashSet<Span> = recorded.iter().map(|pair| pair.actual.span).collect();
    let mut pointed: Vec<Pair<'a>> = context.told().indicators.iter().filter_map(|indicator| reached(context, indicator)).collect();
    pointed.retain(|pair| !known.contains(&pair.actual.span));
    pointed.iter_mut().for_each(|pair| pair.place = "points");
    recorded.extend(pointed);
    let mut told = prose::pairs(context);
    let flow: &'a str = &context.document.flow.text;
    let besides = |pair: &Pair<'a>| context.told().reason_at(pair.span).map(|span| (span.of(flow), span));
    told.iter_mut().filter(|pair| !pair.execution).for_each(|pair| pair.reason = pair.reason.or_else(|| besides(pair)));
    list::join(context, &mut told);
    let reasons: HashMap<Span, Option<(&'a str, Span)>> = told.iter().map(|told| (told.actual.span, told.reason)).collect();
    for pair in &mut recorded {
        pair.reason = pair.reason.or(reasons.get(&pair.actual.span).copied().flatten());
    }
    let known: HashSet<Span> = recorded.iter().map(|pair| pair.actual.span).collect();
    told.retain(|told| !known.contains(&told.actual.span));
    recorded.into_iter().chain(told).for_each(|pair| push(facts, pair));
}

/// 未完成指标说明：…: whether a line below the forms has the reasons for what fell short.
fn asks_below(context: &Context<'_>) -> bool {
    let forms = &context.knowledge.forms;
    let reasons = |label: &str| forms.record.reasons.ends(label);
    let labels = || context.lines().iter().filter_map(|line| line.iter().find(|piece| matches!(piece.next, '：' | ':')));
    let asks = |label: &str| forms.attainment.short.within(label) && reasons(label);
    !context.forms().is_empty() && labels().any(|piece| asks(piece.span.of(&context.document.flow.text)))
}

fn push<'a>(facts: &mut Facts<'a>, pair: Pair<'a>) {
    let values = vec![
        text(pair.label),
        word(pair.place),
        Value::Truth(pair.execution),
        word(pair.operator),
        number(pair.target),
        number(Some(pair.actual)),
        text(pair.sign),
        Value::Truth(pair.lower),
        number(pair.points.0),
        number(pair.points.1),
        Value::Truth(pair.reason_asked),
        text(pair.reason),
        number(pair.whole),
    ];
    facts.push(&ATTAINMENT, pair.span, values);
}

fn reached<'a>(context: &Context<'a>, indicator: &Indicator<'a>) -> Option<Pair<'a>> {
    let actual = indicator.actual?;
    let sign = indicator.actual_sign.map(|span| (span.of(&context.document.flow.text), span));
    let elsewhere = || if indicator.execution { context.causes().with(&context.knowledge.forms.attainment.rates) } else { None };
    let pair = Pair {
        span: indicator.span,
        label: Some(indicator.name),
        place: "form",
        execution: indicator.execution,
        operator: indicator.operator.unwrap_or("none"),
        target: indicator.target,
        actual,
        sign,
        lower: indicator.lower,
        points: (indicator.score, indicator.weight),
        reason_asked: indicator.reason_asked,
        reason: indicator.reason.or_else(|| context.causes().on(indicator.name.0)).or_else(elsewhere),
        whole: None,
    };
    let reason = pair.reason.or_else(|| pair.reason_by_gap(context));
    Some(Pair { reason, ..pair })
}

/// The execution of a budget; of no budget there is none.
fn executed<'a>(context: &Context<'a>, fund: &Fund<'a>, form: &Form<'a>) -> Option<Pair<'a>> {
    let budget = fund.adjusted.or(fund.initial)?;
    let rate = fund.rate.filter(|rate| rate.quantity.unit.dimension == Dimension::Ratio)?;
    if budget.quantity.value == Decimal::ZERO {
        return None;
    }
    let words = &context.knowledge.forms.attainment;
    Some(Pair {
        span: fund.span,
        label: Some(fund.label),
        place: "form",
        execution: true,
        operator: "at-least",
        target: None,
        actual: rate,
        sign: None,
        lower: false,
        points: (fund.score, fund.weight),
        reason_asked: fund.reason_asked,
        reason: fund.reason.or_else(|| of_indicator(form, words)).or_else(|| context.causes().with(&words.rates)),
        whole: None,
    })
}

/// The reason that an indicator on the money spent gives: 资金支付进度.
fn of_indicator<'a>(form: &Form<'a>, words: &AttainmentWords) -> Option<(&'a str, Span)> {
    form.indicators
        .iter()
        .filter(|indicator| indicator.execution || words.rates.within(indicator.name.0))
        .find_map(|indicator| indicator.reason)
}
