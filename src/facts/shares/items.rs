//! Shares one an item: ① 装备制造类，占31.3%; ② 新材料类，占27.1%; ….

use super::{Said, add, is_count_of};
use crate::data::connectors::Role;
use crate::facts::items::Items;
use crate::facts::{Context, Facts};
use crate::quantity::Dimension;
use crate::skeleton::Term;

/// Fewer shares are no list.
const LEAST: usize = 3;

/// Adds the lists whose items give one share each, and no other rate.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for list in context.items() {
        let ratios = |terms: &[Term]| terms.iter().filter(|term| term.quantity.unit.dimension == Dimension::Ratio).count();
        let parts: Option<Vec<&Term>> = list.of(|term| term.quantity.unit.dimension == Dimension::Ratio && term.gap.label.has(Role::Share));
        let sole = list.terms.iter().all(|terms| ratios(terms) == 1);
        let Some(parts) = parts.filter(|parts| sole && parts.len() >= LEAST && !list.place.joined) else { continue };
        push(context, facts, &list, &parts);
    }
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, list: &Items<'_>, parts: &[&Term]) {
    let text: &str = &context.document.flow.text;
    let connectors = &context.knowledge.connectors;
    let names: Vec<&str> = list.place.spans.iter().map(|span| span.of(text)).collect();
    let around = [list.place.lead, list.place.behind].map(|words| words.of(text));
    let sure = connectors.are_all("", &names) || around.iter().any(|words| connectors.are_exhaustive(words));
    let closed = sure || around.iter().any(|words| connectors.may_be_exhaustive(words));
    let announced = list.before.iter().rev().find(|term| is_count_of(term, parts.len()));
    let partial = parts.iter().any(|part| part.tail.has(Role::OpenEnd));
    let said = Said { partial, closed, listed: true, announced, unsure: closed && !sure, ..Said::default() };
    add(context, facts, &parts.iter().map(|term| (term.quantity, term.span)).collect::<Vec<_>>(), &said);
}
