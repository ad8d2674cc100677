//! Shares one an item: ① 装备制造类，占31.3%; ② 新材料类，占27.1%; ….

use super::{SHARES, is_count_of};
use crate::data::connectors::Role;
use crate::facts::items::{Items, items};
use crate::facts::{Context, Facts, Value};
use crate::quantity::Dimension;
use crate::skeleton::Term;

/// Fewer shares are no list.
const LEAST: usize = 3;

/// Adds the lists whose items give one share each, and no other rate.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for list in items(context) {
        let ratios = |terms: &[Term]| terms.iter().filter(|term| term.quantity.unit.dimension == Dimension::Ratio).count();
        let parts: Option<Vec<&Term>> = list.of(|term| term.quantity.unit.dimension == Dimension::Ratio && term.gap.label.has(Role::Share));
        let sole = list.terms.iter().all(|terms| ratios(terms) == 1);
        let Some(parts) = parts.filter(|parts| sole && parts.len() >= LEAST && !list.joined) else { continue };
        push(context, facts, &list, &parts);
    }
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, list: &Items<'_>, parts: &[&Term]) {
    let text: &str = &context.document.flow.text;
    let connectors = &context.knowledge.connectors;
    let names: Vec<&str> = list.spans.iter().map(|span| span.of(text)).collect();
    let around = [list.lead, list.behind].map(|words| words.of(text));
    let sure = connectors.are_all("", &names) || around.iter().any(|words| connectors.are_exhaustive(words));
    let closed = sure || around.iter().any(|words| connectors.may_be_exhaustive(words));
    let announced = list.before.iter().rev().find(|term| is_count_of(term, parts.len()));
    let number = |term: &&Term| Value::Number(term.quantity, Some(term.span));
    let Some((first, last)) = parts.first().zip(parts.last()) else { return };
    let values = vec![
        Value::List(parts.iter().map(number).collect()),
        Value::Missing,
        Value::Truth(false),
        Value::Truth(parts.iter().any(|part| part.tail.has(Role::OpenEnd))),
        Value::Truth(closed),
        Value::Truth(true),
        announced.map_or(Value::Missing, |term| number(&term)),
        Value::List(Vec::new()),
        Value::Missing,
        Value::Truth(closed && !sure),
    ];
    facts.push(&SHARES, first.span.to(last.span), values);
}
