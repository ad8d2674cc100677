//! Steps of works in one sentence: 2024年3月开工，2024年9月竣工.

use super::{Event, Pair};
use crate::data::roles::steps::Step;
use crate::data::roles::{Class, Roles};
use crate::facts::{Context, place};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};
use std::ops::Range;

/// A step with its date.
#[derive(Clone, Copy)]
struct Dated<'a> {
    step: Step,
    event: Event<'a>,
    /// Whether it is only planned.
    planned: bool,
    /// Whether its clause goes on with the works of the one before, instead of naming others.
    goes_on: bool,
    /// Whether nothing between date and step names a part of the works: 通过竣工验收, not 一标段通过竣工验收.
    whole: bool,
}

/// Each step with the nearest one of the same sentence, or of the fields above, that comes before it.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    for dates in sentences(context) {
        let steps: Vec<Dated<'a>> = dates.iter().filter_map(|date| step(context, date)).collect();
        in_order(context, &steps, &mut pairs);
    }
    in_order(context, &labelled(context), &mut pairs);
    pairs
}

fn in_order<'a>(context: &Context<'a>, steps: &[Dated<'a>], pairs: &mut Vec<Pair<'a>>) {
    let order = context.knowledge.roles.steps();
    for (at, later) in steps.iter().enumerate().filter(|(_, later)| later.goes_on) {
        let before = |earlier: &&Dated<'a>| order.follows(later.step, earlier.step) && earlier.planned == later.planned;
        let earlier = steps[..at].iter().rev().take(4).find(before);
        pairs.extend(earlier.map(|earlier| Pair { kind: "steps", earlier: earlier.event, later: later.event }));
        // Told the other way round: 10月20日通过竣工验收，11月5日全面完工. What was accepted must be the same works.
        let told_first = |first: &&Dated<'a>| first.whole && order.follows(first.step, later.step) && first.planned == later.planned;
        let accepted = steps[..at].last().filter(told_first);
        pairs.extend(accepted.map(|accepted| Pair { kind: "steps", earlier: later.event, later: accepted.event }));
    }
}

/// The full dates of each sentence that has several.
fn sentences<'c>(context: &'c Context<'_>) -> Vec<&'c [DateMention]> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(date) = context.values.dates.get(at) {
        let sentence = place::sentence_at(context.document, date.span.start);
        let dates = values::within(&context.values.dates, sentence);
        if dates.len() > 1 {
            found.push(dates);
        }
        at += dates.len().max(1);
    }
    found
}

/// The step that a date belongs to: the first one behind it in its clause, else the last one before it.
fn step<'a>(context: &Context<'a>, date: &DateMention) -> Option<Dated<'a>> {
    if date.granularity > Granularity::Month || date.year_span.is_none() || date.relative.is_some() {
        return None;
    }
    let text: &'a str = &context.document.flow.text;
    let roles = &context.knowledge.roles;
    let clause = clause(context, date);
    let (before, behind) = (Span { start: clause.start, end: date.span.start }, Span { start: date.span.end, end: clause.end });
    let within = |part: Span, (range, step): (Range<usize>, Step)| (place_in(part, &range), step);
    let next = roles.steps().find(behind.of(text)).next().map(|found| within(behind, found));
    let (span, step) = next.or_else(|| roles.steps().find(before.of(text)).last().map(|found| within(before, found)))?;
    if roles.steps().is_end(step) && text.get(span.end as usize..)?.starts_with('的') {
        return None;
    }
    // 受理申报 is a step, though 申报 alone tells of what is to come.
    let outside = |start: usize| !span.contains(Span::new(start, start).shift(clause.start));
    let planned = roles.hits(clause.of(text)).any(|hit| hit.classes.has(Class::Plan) && outside(hit.start));
    let event = Event { days: date.days?, span: date.span, name: span.of(text), name_span: Some(span) };
    let between = Span { start: date.span.end, end: span.start.max(date.span.end) }.of(text);
    Some(Dated { step, event, planned, goes_on: goes_on(roles, before.of(text)), whole: between.is_empty() || goes_on(roles, between) })
}

/// Nothing stands before the date in its clause but function words and the name of the step: no other works are named.
fn goes_on(roles: &Roles, before: &str) -> bool {
    let steps = roles.steps().find(before).map(|(range, _)| range);
    let words = roles.hits(before).filter(|hit| hit.classes.has(Class::LeadIn)).map(|hit| hit.start..hit.end);
    let covered: Vec<Range<usize>> = steps.chain(words).collect();
    let known = |at: usize| covered.iter().any(|range| range.contains(&at));
    before.char_indices().all(|(at, character)| !character.is_alphanumeric() || known(at))
}

fn place_in(part: Span, range: &Range<usize>) -> Span {
    Span { start: part.start + range.start as u32, end: part.start + range.end as u32 }
}

/// The part around a date up to the nearest marks and the neighbouring dates.
fn clause(context: &Context<'_>, date: &DateMention) -> Span {
    let text = &context.document.flow.text;
    let clause = place::clause(text, place::around(context.document, date.span.start), date.span);
    let dates = &context.values.dates;
    let next = dates.partition_point(|other| other.span.start <= date.span.start);
    let start = next.checked_sub(2).and_then(|at| dates.get(at)).map_or(clause.start, |other| other.span.end.max(clause.start));
    let end = dates.get(next).map_or(clause.end, |other| other.span.start.min(clause.end));
    let listed = Span { start, end: date.span.start }.of(text).rfind('、').map_or(start, |mark| start + (mark + '、'.len_utf8()) as u32);
    Span { start: listed, end: end.max(date.span.end) }
}

/// Fields whose labels name a step: 开工时间, 竣工日期.
fn labelled<'a>(context: &Context<'a>) -> Vec<Dated<'a>> {
    let text: &'a str = &context.document.flow.text;
    let roles = &context.knowledge.roles;
    let dated = |field: &crate::syntax::Field| {
        let (range, step) = roles.steps().find(field.label.of(text)).last()?;
        let span = place_in(field.label, &range);
        let date = values::within(&context.values.dates, field.value).iter().find(|date| date.granularity <= Granularity::Month)?;
        let event = Event { days: date.days?, span: date.span, name: span.of(text), name_span: Some(span) };
        let planned = roles.classes(field.label.of(text)).has(Class::Plan);
        Some(Dated { step, event, planned, goes_on: true, whole: false })
    };
    context.document.fields.iter().filter_map(dated).collect()
}
