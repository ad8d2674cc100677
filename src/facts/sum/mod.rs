//! Totals and their parts in prose, by the words between them: 其中, 包括, 由…组成, 合计, 两项共 …
//!
//! A sentence often allows several readings: whether 其中 names all parts, where the list ends, which figure before it is
//! the total. Every reading is kept; a rule asks whether one of them holds, and which words or figures show that the list is meant to be
//! complete. Grammar of a claim, over the terms of a skeleton:
//!
//! ```text
//! claim   = total gap(opens | whole | colon) list          A万元，其中：x万元、y万元
//!         | total gap(from) list tail(makes-up)            A万元，由x万元、y万元组成
//!         | list gap(closes | sums) total                  x万元、y万元，合计A万元
//! list    = part (gap part)*                               parts of one kind; other figures between them are passed over
//! part    = figure | figure gap(opens | includes) list     a list within the list belongs to its figure
//! ```
//!
//! A list may end at a heavier mark or at a word of change, and ends at a comparison, a remainder, another stage, a stop.

pub(super) mod claim;
mod closing;
mod divided;
mod itemised;
mod kinds;
mod list;
mod listed;
mod lone;
mod named;
mod opening;
mod others;
mod part;
pub(super) mod repair;
mod slip;
mod tabulated;
mod within;
mod years;

pub use kinds::{PART, REPAIR, SLIP, SUM, TALLY};

use super::{Context, Facts, Value, near};
use crate::data::connectors::Role;
use crate::quantity::{Decimal, Dimension};
use crate::skeleton::{Passage, Sequence, Term};
use crate::text::Span;
use claim::{Claim, Operand, Tally};
use std::borrow::Cow;

/// Of more parts than these some signs or other make any total.
const NETTED: usize = 4;

/// No total is so many times its parts, or a part so many times its total.
const FAR: Decimal = Decimal::TEN;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let mut before: Option<&Passage> = None;
    let passages = &context.skeleton().passages;
    for (at, passage) in passages.iter().enumerate() {
        let mut claims: Vec<Claim> = passage.sequences.iter().flat_map(|sequence| claims(passage, sequence)).collect();
        let list = before.zip(passage.sequences.first()).and_then(|(before, first)| opening::continued(before, first));
        // Several lists may follow one total.
        before = if list.is_some() { before } else { Some(passage) };
        claims.extend(list);
        claims.extend(divided::claims(context, &passages[..at], passage));
        claims.extend(divided::levelled(context, &passages[..at], passage));
        for claim in &mut claims {
            if let Some(tally) = named::selected(&context.document.flow.text, claim) {
                claim.readings.insert(0, tally);
                claim.complete = true;
            }
        }
        claims.iter().for_each(|claim| push(context, facts, claim));
    }
    for claim in itemised::claims(context) {
        push(context, facts, &claim);
    }
    lone::extract(context, facts);
    for claim in listed::claims(context) {
        let total = claim.readings.first().map(|tally| tally.total.span);
        let known = facts.of("sum").any(|(_, fact)| total.is_some_and(|total| fact.span.overlaps(total)));
        if !known {
            push(context, facts, &claim);
        }
    }
    for claim in tabulated::claims(context) {
        push(context, facts, &claim);
    }
    within::extract(context, facts);
}

fn claims(passage: &Passage, sequence: &Sequence) -> Vec<Claim> {
    let mut claims = Vec::new();
    opening::claims(sequence, head(passage, sequence), &mut claims);
    let mut inner = vec![false; sequence.terms.len()];
    claims.iter().for_each(|claim| mark(claim, sequence, &mut inner));
    let opened = claims.len();
    closing::claims(sequence, &inner, &mut claims);
    let closed = claims.split_off(opened);
    claims.retain(|claim| !others::is_settled(claim, &closed));
    claims.extend(closed);
    claims.retain(|claim| !others::is_of_others(claim, passage, sequence));
    claims
}

/// The figure before the bracket that holds a sequence.
fn head<'p>(passage: &'p Passage, sequence: &Sequence) -> Option<&'p Term> {
    let (outer, term) = sequence.head?;
    passage.sequences.get(outer)?.terms.get(term)
}

/// Marks the parts of a claim, so that a total behind them does not count them beside their own.
fn mark(claim: &Claim, sequence: &Sequence, inner: &mut [bool]) {
    let Some(tally) = claim.readings.first() else { return };
    for part in &tally.parts {
        if let Ok(at) = sequence.terms.binary_search_by_key(&part.span, |term| term.span) {
            inner[at] = true;
        }
    }
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, claim: &Claim) {
    let Some(tally) = claim.readings.first() else { return };
    let Some(measure) = measure(context, tally) else { return };
    let (all, numbered) = are_all(context, tally);
    let partial = claim.partial || years::lacks(context, tally);
    let listed = claim.roles.any(&[Role::Opens, Role::Whole, Role::Includes, Role::From, Role::Splits]) && !claim.continued;
    if !claim.closing && (listed || numbered) {
        part::push(context, facts, claim, measure);
    }
    if tally.parts.len() < 2 {
        return;
    }
    let readings = claim.readings.iter().filter(|reading| reading.parts.len() > 1 || !reading.natural);
    let readings: Vec<Value> = readings
        .map(|reading| Value::Fact(facts.push(&TALLY, span(reading), vec![number(&reading.total), numbers(&reading.parts)])))
        .collect();
    let slips = slip::slips(&claim.readings);
    let repairs = repair::repairs(&claim.readings);
    if overlaps(context, tally) {
        return;
    }
    let another = || slips.is_empty() && repairs.is_empty() && is_another(tally) || is_of_a_run(tally);
    if claim.closing && another() || is_net(tally) {
        return;
    }
    let known = repairs.iter().map(|found| Value::Fact(facts.push(&REPAIR, found.figure.span, found.values()))).collect();
    let slips = slips.iter().map(|slip| Value::Fact(facts.push(&SLIP, slip.written.span, slip.values(&context.knowledge.units)))).collect();
    let words = Value::Text(Cow::Borrowed(claim.connector.of(&context.document.flow.text)), Some(claim.connector));
    let values = vec![
        Value::Text(Cow::Borrowed(measure), None),
        words,
        number(&tally.total),
        numbers(&tally.parts),
        Value::Truth(
            (claim.complete && !has_owners(context, claim) && !has_others(context, claim) || !claim.closing && all || numbered) && !partial,
        ),
        Value::Truth(partial),
        claim.announced.as_ref().map_or(Value::Missing, number),
        Value::Truth(claim.closing),
        Value::List(readings),
        Value::List(slips),
        Value::List(known),
        Value::Truth(claim.colon),
        Value::Truth(claim.continued && !numbered),
    ];
    facts.push(&SUM, span(tally), values);
}

/// So far behind its figures the rest of a sentence is read, in bytes.
const BEHIND: usize = 1200;

/// Whether the sentence says that the parts overlap: 退耕还湿609亩，补水310亩（部分重叠）.
fn overlaps(context: &Context<'_>, tally: &Tally) -> bool {
    let text: &str = &context.document.flow.text;
    let span = span(tally);
    let behind = near::head(text.get(span.end as usize..).unwrap_or(""), BEHIND).split(['。', '\n']).next().unwrap_or("");
    let words = &context.knowledge.connectors.naming.overlaps;
    let measures = &context.knowledge.measures;
    let said = |words: &str, word: &str| words.match_indices(word).any(|(at, _)| !near::is_denied(measures, words, at));
    words.iter().any(|word| said(behind, word) || said(span.of(text), word))
}

/// Whether a total behind its parts is far from any sum of them, so that it is the total of something else: 债券5000万元，当年利息合计118万元;
/// 单桩投资6.8万元、0.9万元，合计854万元.
fn is_another(tally: &Tally) -> bool {
    let (total, parts) = (tally.total.base(), || tally.parts.iter().map(Operand::base));
    let sum = parts().fold(Decimal::ZERO, Decimal::saturating_add);
    let far = |more: Decimal, less: Decimal| more > less.saturating_mul(FAR);
    !total.is_zero() && (far(total, sum) || parts().any(|part| far(part, total)))
}

/// Whether a total behind its parts is exactly that of the first or the last of them: 中央20万元、省级30万元、自筹8万元，财政资金合计50万元.
fn is_of_a_run(tally: &Tally) -> bool {
    let parts: Vec<Decimal> = tally.parts.iter().map(Operand::base).collect();
    let sum = |run: &[Decimal]| run.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
    let runs = (2..parts.len()).flat_map(|many| [&parts[..many], &parts[parts.len() - many..]]);
    runs.into_iter().any(|run| sum(run) == tally.total.base())
}

/// Whether the parts of a change are told without their signs, and some are taken off: 减少5人（退休8人、调出1人、新招录4人）.
fn is_net(tally: &Tally) -> bool {
    let signed = |off: u32| {
        let parts = tally.parts.iter().enumerate().map(|(at, part)| if off >> at & 1 == 1 { -part.base() } else { part.base() });
        parts.fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let all = tally.parts.len();
    tally.total.change && all <= NETTED && (1..1 << all).any(|off| signed(off).abs() == tally.total.base().abs())
}

/// Whether the parts are those that have something: 其中具有高级职称、中级职称的分别为31人和5人 leaves those that have neither.
fn has_owners(context: &Context<'_>, claim: &Claim) -> bool {
    let text: &str = &context.document.flow.text;
    let first = claim.readings.first().and_then(|tally| tally.parts.first());
    let between = first.map(|first| Span { start: claim.connector.start.min(first.span.start), end: first.span.start });
    let owners = &context.knowledge.connectors.owners;
    claim.roles.has(Role::Opens) && between.is_some_and(|between| owners.iter().any(|word| between.of(text).contains(word.as_str())))
}

/// Whether others are told without a figure between the parts and their total: 面积得14.82分，其余各项得满分，合计49.82分.
fn has_others(context: &Context<'_>, claim: &Claim) -> bool {
    let text: &str = &context.document.flow.text;
    let tally = claim.readings.first().filter(|_| claim.closing);
    let last = tally.and_then(|tally| Some((tally.parts.last()?.span.end, tally.total.span.start)));
    let connectors = &context.knowledge.connectors;
    let lacks = |between: &str| connectors.has_remainder(&[between]) || connectors.addend.lacks_amount(between);
    last.is_some_and(|(from, to)| from < to && lacks(Span { start: from, end: to }.of(text)))
}

/// Whether the words around the parts show that they are all there are; whether they count them through.
fn are_all(context: &Context<'_>, tally: &Tally) -> (bool, bool) {
    let text: &str = &context.document.flow.text;
    let names: Vec<&str> = tally.parts.iter().map(|part| part.label.of(text)).collect();
    let connectors = &context.knowledge.connectors;
    (connectors.are_all(tally.total.label.of(text), &names), connectors.are_numbered(&names))
}

/// What is added; none for durations, which have a beginning and an end rather than parts.
fn measure(context: &Context<'_>, tally: &Tally) -> Option<&'static str> {
    match tally.total.quantity.unit.dimension {
        Dimension::Money => Some("money"),
        Dimension::Score => Some("score"),
        Dimension::Count(group) if context.knowledge.units.is_measured(group) => Some("quantity"),
        Dimension::Count(group) if context.knowledge.units.is_duration(group) => None,
        Dimension::Count(_) => Some("count"),
        Dimension::Plain | Dimension::Ratio | Dimension::Points => None,
    }
}

fn span(tally: &Tally) -> Span {
    tally.parts.iter().fold(tally.total.span, |span, part| span.to(part.span))
}

fn number<'a>(operand: &Operand) -> Value<'a> {
    Value::Number(operand.quantity, Some(operand.span))
}

fn numbers<'a>(operands: &[Operand]) -> Value<'a> {
    Value::List(operands.iter().map(number).collect())
}
