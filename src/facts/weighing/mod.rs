//! Points to be had, and the whole that they have to make up.

mod apart;
mod levels;

use super::form::{Form, Words};
use super::indicator::{number, numbers, text};
use super::scheme::{followed, totals};
use super::scoring::{Claim, claim, is_of_points};
use super::sheet::Num;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::Decimal;
use crate::text::Span;
use std::collections::HashSet;

/// Points to be had that make up a form or a class of its indicators.
pub static WEIGHING: Kind = Kind {
    name: "weighing",
    zh: "一组分值",
    en: "points to be had that make up a whole",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "名称", en: "what they make up" },
        Field { name: "whole", ty: Type::Truth, zh: "是否为整张表", en: "whether it is the form as a whole" },
        Field { name: "stated", ty: Type::Number, zh: "表中写明的总分值", en: "the sum that the form states" },
        Field { name: "parts", ty: Type::List(&Type::Number), zh: "各项分值", en: "the points" },
        Field {
            name: "execution", ty: Type::Truth, zh: "是否印有预算执行的分值", en: "whether the points of the execution are printed"
        },
        Field {
            name: "funded",
            ty: Type::Truth,
            zh: "预算执行的分值是否印在资金部分",
            en: "whether the points of the execution stand apart from the indicators",
        },
        Field {
            name: "totals", ty: Type::List(&Type::Number), zh: "文中自行写明的总分", en: "the totals that the report states itself"
        },
        Field {
            name: "schemes",
            ty: Type::List(&Type::Fact("scheme")),
            zh: "各类指标的分值所符合的分值方案",
            en: "the schemes of points that its classes follow",
        },
        Field { name: "readings", ty: Type::List(&Type::List(&Type::Number)), zh: "可能的读法", en: "the plausible readings" },
    ],
    uses: &["sum"],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let totals = totals(context);
    for form in context.forms() {
        groups(form, facts);
        whole(context, form, &totals, facts);
        if let (Some(stated), Some(fund)) = (execution_stated(form), form.funding.as_ref().and_then(|funding| funding.whole())) {
            let weight: Vec<Num> = fund.weight.into_iter().collect();
            push(facts, (fund.label, Some(stated)), None, std::slice::from_ref(&weight));
        }
    }
    for (label, stated, weights) in
        apart::tabled(context).into_iter().chain(apart::totalled(context)).chain(levels::levels(context)).chain(apart::told(context))
    {
        push(facts, (label, Some(stated)), None, &[weights]);
    }
    for (label, weights) in apart::in_percent(context) {
        let whole = Whole { execution: true, funded: false, totals: Value::List(Vec::new()), schemes: Value::List(Vec::new()) };
        push(facts, (label, None), Some(whole), &[weights]);
    }
    let known: HashSet<Span> = facts.of("weighing").filter_map(|(_, fact)| fact.field(&WEIGHING, "stated").span()).collect();
    sums(context, &known, facts);
    let flow: &'a str = &context.document.flow.text;
    let full = context.told().scores.iter().filter(|total| is_of_points(context, total));
    let told = context.told().weights.iter().chain(full).filter(|total| total.complete || apart::are_all(total.total, &total.parts));
    for total in told.filter(|total| !known.contains(&total.total.span)) {
        push(facts, ((total.label.of(flow), total.label), Some(total.total)), None, std::slice::from_ref(&total.parts));
    }
}

/// Points to be had that a sentence adds up, and none says that they were had: 过程指标20分，分别为资金管理12分、组织实施8分.
fn sums<'a>(context: &Context<'a>, known: &HashSet<Span>, facts: &mut Facts<'a>) {
    let flow: &'a str = &context.document.flow.text;
    let claims: Vec<Claim<'a>> = facts.of("sum").filter_map(|(_, fact)| claim(context, facts, fact)).collect();
    let scored = &context.knowledge.forms.score.scored;
    for claim in claims.into_iter().filter(|claim| (claim.complete || is_meant(claim)) && !known.contains(&claim.total.span)) {
        let sentence = super::place::sentence_at(context.document, claim.total.span.start);
        let place = claim.readings.iter().flatten().fold(sentence, |place, part| place.to(part.span));
        if !scored.within(place.of(flow)) && context.knowledge.schemes.designs.within(above(flow, place)) {
            push(facts, (claim.label, Some(claim.total)), None, &claim.readings);
        }
    }
}

/// A sentence with what stands before it.
fn above(flow: &str, sentence: Span) -> &str {
    flow.get(flow.floor_char_boundary((sentence.start as usize).saturating_sub(ABOVE))..sentence.end as usize).unwrap_or("")
}

/// So many bytes before a sentence tell that it is on points to be had.
const ABOVE: usize = 480;

/// Whether parts of which nothing says that they are all come so near their total that they are meant to be.
fn is_meant(claim: &Claim<'_>) -> bool {
    let parts = claim.readings.first().map_or(&[][..], Vec::as_slice);
    parts.len() > 1 && is_near(claim.total, parts, MEANT)
}

/// Whether parts make up a whole, or miss it by one part in so many at most, so that they are meant to.
pub(super) fn is_near(whole: Num, parts: &[Num], one_in: Decimal) -> bool {
    let whole = whole.quantity.value;
    Num::total(parts).saturating_sub(whole).abs().saturating_mul(one_in) <= whole
}

/// Parts that miss their total by more than one in so many are not all of them.
const MEANT: Decimal = Decimal::from_parts(7, 0, 0, false, 0);

fn execution_stated(form: &Form<'_>) -> Option<Num> {
    form.funding.as_ref()?.stated
}

/// Every class with points of its own.
fn groups<'a>(form: &Form<'a>, facts: &mut Facts<'a>) {
    for group in &form.groups {
        let members = form.indicators.get(group.members.clone()).unwrap_or_default();
        let weights: Vec<Num> = members.iter().filter_map(|indicator| indicator.weight).collect();
        if weights.len() == members.len() && !weights.is_empty() {
            push(facts, (group.label, Some(group.points)), None, &[weights]);
        }
    }
}

/// The form: its indicators, with the execution where it has points.
fn whole<'a>(context: &Context<'a>, form: &Form<'a>, totals: &Value<'a>, facts: &mut Facts<'a>) {
    let weights: Vec<Num> = form.indicators.iter().filter_map(|indicator| indicator.weight).collect();
    let (Some(first), true) = (form.indicators.first(), weights.len() >= 2) else { return };
    if form.inferred && form.total.is_none() && Num::total(&weights) < Decimal::ONE_HUNDRED {
        return;
    }
    let execution = form.funding.as_ref().and_then(|funding| funding.whole()?.weight).or(execution_stated(form));
    let counted = form.indicators.iter().any(|indicator| indicator.execution);
    let mut readings = Vec::new();
    if let Some(execution) = execution {
        readings.push(std::iter::once(execution).chain(weights.iter().copied()).collect());
    }
    if execution.is_none() || counted {
        readings.push(weights);
    }
    if form.groups.iter().map(|group| group.members.len()).sum::<usize>() == form.indicators.len() {
        // A class whose points do not add up is reported by itself, once.
        readings.push(execution.into_iter().chain(form.groups.iter().map(|group| group.points)).collect());
    }
    let total = form.total.as_ref();
    let label = total.map_or(first.name, |total| total.label);
    let whole = Whole {
        execution: execution.is_some() || counted,
        funded: execution.is_some(),
        totals: totals.clone(),
        schemes: followed(context, form, label.1, facts),
    };
    push(facts, (label, total.and_then(|total| total.weight)), Some(whole), &readings);
    if let Some(stated) = form.stated {
        let weights = form.indicators.iter().filter_map(|indicator| indicator.weight).collect();
        push(facts, (label, Some(stated)), None, &[weights]);
    }
}

/// What is said of a whole form only.
struct Whole<'a> {
    /// Whether the points of the execution are printed.
    execution: bool,
    /// Whether they stand apart from the indicators.
    funded: bool,
    /// The totals that the report states.
    totals: Value<'a>,
    /// The schemes that the form follows.
    schemes: Value<'a>,
}

fn push<'a>(facts: &mut Facts<'a>, (label, stated): (Words<'a>, Option<Num>), whole: Option<Whole<'a>>, readings: &[Vec<Num>]) {
    let Some(first) = readings.first().filter(|first| !first.is_empty()) else { return };
    let span = first.iter().map(|weight| weight.span).fold(label.1, Span::to);
    let is_whole = whole.is_some();
    let none = || Whole { execution: false, funded: false, totals: Value::List(Vec::new()), schemes: Value::List(Vec::new()) };
    let Whole { execution, funded, totals, schemes } = whole.unwrap_or_else(none);
    let values = vec![
        text(Some(label)),
        Value::Truth(is_whole),
        number(stated),
        numbers(first.iter().copied()),
        Value::Truth(execution),
        Value::Truth(funded),
        totals,
        schemes,
        Value::List(readings.iter().map(|reading| numbers(reading.iter().copied())).collect()),
    ];
    facts.push(&WEIGHING, span, values);
}
