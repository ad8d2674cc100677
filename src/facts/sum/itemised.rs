//! Items with one figure each, and their total in the paragraph behind them: ①租赁36.8万元；②维修17.4万元；… 以上共计54.2万元.

use super::claim::{self, Claim};
use super::closing;
use crate::data::connectors::{Mark, Role};
use crate::facts::Context;
use crate::facts::items::Items;
use crate::skeleton::{Gap, Sequence, Term};
use crate::text::Span;

/// The claims that the paragraphs behind lists make.
pub(super) fn claims(context: &Context<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for list in context.items() {
        if let Some((at, parts)) = total(context, &list) {
            let terms = joined(parts, &list.after[..=at]);
            let inner = vec![false; terms.len()];
            closing::claims(&Sequence { terms, head: None }, &inner, &mut claims);
        }
    }
    claims
}

/// The place of the total among the figures behind a list, and the figures of the items that it adds up.
fn total<'c>(context: &Context<'_>, list: &Items<'c>) -> Option<(usize, Vec<&'c Term>)> {
    // 上述四类车辆共62辆: how many items there are is no total of theirs.
    let mut totals = list.after.iter().enumerate().filter(|(_, term)| is_additive(term)).take(2);
    let (at, total, parts) = totals.find_map(|(at, total)| Some((at, total, list.of(|term| is_alike(term, total))?)))?;
    let first = list.after[..=at].iter().all(|term| term.gap.mark < Some(Mark::Stop));
    let closes = total.gap.roles().any(&[Role::Closes, Role::Sums]) && is_theirs(context, list, total);
    (first && closes && parts.len() > 1).then_some((at, parts))
}

fn is_additive(term: &Term) -> bool {
    claim::is_additive(term) && !claim::is_rate(term)
}

fn is_alike(term: &Term, total: &Term) -> bool {
    is_additive(term) && term.quantity.unit.dimension == total.quantity.unit.dimension
}

/// The parts one behind the other, and the total behind them, as a word that closes a sentence has them.
fn joined(parts: Vec<&Term>, behind: &[Term]) -> Vec<Term> {
    let below = |term: &Term| Term { gap: Gap { mark: Some(Mark::Semicolon), ..term.gap }, ..term.clone() };
    let mut terms: Vec<Term> = parts.into_iter().map(below).collect();
    // 上述三类车辆共55辆: how many are meant stands before the total.
    terms.extend(behind.first().map(below));
    terms.extend(behind.iter().skip(1).cloned());
    if let Some(total) = terms.last_mut() {
        total.gap.closer = total.gap.closer.or(Some(total.label));
        total.gap.label = total.gap.roles();
    }
    terms
}

/// 以上共计54.2万元, 合计54.2万元: whether a total points back to the items, or nothing is said of it but that it is one. Where it has a
/// name or a time of its own, as in 目前全区共有58辆, no word ties it to them.
fn is_theirs(context: &Context<'_>, list: &Items<'_>, total: &Term) -> bool {
    let text: &str = &context.document.flow.text;
    let lists = &context.knowledge.lists;
    let start = list.place.behind.start;
    let words = Span { start, end: total.span.start.max(start) }.of(text).trim();
    lists.back.iter().any(|word| words.starts_with(word.as_str())) || lists.sums.iter().any(|word| words == word)
}
