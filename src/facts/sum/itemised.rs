//! Items with one figure each, and their total in the paragraph behind them: ①租赁36.8万元；②维修17.4万元；… 以上共计54.2万元.

use super::claim::{self, Claim};
use super::closing;
use crate::data::connectors::{Mark, Role};
use crate::facts::Context;
use crate::facts::items::{Items, items};
use crate::skeleton::{Sequence, Term};
use crate::text::Span;

/// The claims that the paragraphs behind lists make.
pub(super) fn claims(context: &Context<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for list in items(context) {
        let additive = |term: &&Term| claim::is_additive(term) && !claim::is_rate(term);
        let kind = |total: &Term| {
            let dimension = total.quantity.unit.dimension;
            move |term: &Term| claim::is_additive(term) && !claim::is_rate(term) && term.quantity.unit.dimension == dimension
        };
        // 上述四类车辆共62辆: how many items there are is no total of theirs.
        let total =
            list.after.iter().enumerate().filter(|(_, term)| additive(term)).take(2).find(|(_, term)| list.of(kind(term)).is_some());
        let Some((at, total)) = total else { continue };
        let first = list.after[..at].iter().all(|term| term.gap.mark < Some(Mark::Stop)) && total.gap.mark < Some(Mark::Stop);
        let alike = kind(total);
        let closes = total.gap.roles().any(&[Role::Closes, Role::Sums]) && is_theirs(context, &list, total);
        let parts = list.of(alike).filter(|parts| first && closes && parts.len() > 1);
        let Some(parts) = parts else { continue };
        let below = |term: &Term| Term { gap: crate::skeleton::Gap { mark: Some(Mark::Semicolon), ..term.gap }, ..term.clone() };
        let mut terms: Vec<Term> = parts.into_iter().map(below).collect();
        // 上述三类车辆共55辆: how many are meant stands before the total.
        let behind = list.after[..=at].iter().enumerate();
        terms.extend(behind.map(|(place, term)| if place == 0 { below(term) } else { term.clone() }));
        let inner = vec![false; terms.len()];
        let connector = total.gap.closer.unwrap_or(total.label);
        if let Some(last) = terms.last_mut() {
            last.gap.closer = Some(connector);
            last.gap.label = last.gap.roles();
        }
        closing::claims(&Sequence { terms, head: None }, &inner, &mut claims);
    }
    claims
}

/// 以上共计54.2万元, 合计54.2万元: whether a total points back to the items, or nothing is said of it but that it is one. Where it has a
/// name or a time of its own, as in 目前全区共有58辆, no word ties it to them.
fn is_theirs(context: &Context<'_>, list: &Items<'_>, total: &Term) -> bool {
    let text: &str = &context.document.flow.text;
    let lists = &context.knowledge.lists;
    let start = list.behind.start;
    let words = Span { start, end: total.span.start.max(start) }.of(text).trim();
    lists.back.iter().any(|word| words.starts_with(word.as_str())) || lists.sums.iter().any(|word| words == word)
}
