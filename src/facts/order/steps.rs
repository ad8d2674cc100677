//! Steps of works in one sentence: 2024年3月开工，2024年9月竣工.

use super::{Event, Pair};
use crate::data::roles::Class;
use crate::facts::{Context, place};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

/// A step with its date, and whether it is only planned.
#[derive(Clone, Copy)]
struct Step<'a> {
    rank: u64,
    event: Event<'a>,
    planned: bool,
}

/// Each step with the nearest earlier one of a lower rank in the same sentence, or in the fields next to each other.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    for dates in sentences(context) {
        let steps: Vec<Step<'a>> = dates.iter().filter_map(|date| step(context, date)).collect();
        in_order(&steps, &mut pairs);
    }
    in_order(&labelled(context), &mut pairs);
    pairs
}

fn in_order<'a>(steps: &[Step<'a>], pairs: &mut Vec<Pair<'a>>) {
    for (at, later) in steps.iter().enumerate() {
        let earlier = steps[..at].iter().rev().take(4).find(|earlier| earlier.rank < later.rank && earlier.planned == later.planned);
        pairs.extend(earlier.map(|earlier| Pair { kind: "steps", earlier: earlier.event, later: later.event }));
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
fn step<'a>(context: &Context<'a>, date: &DateMention) -> Option<Step<'a>> {
    if date.granularity > Granularity::Month || date.year_span.is_none() || date.relative.is_some() {
        return None;
    }
    let text: &'a str = &context.document.flow.text;
    let roles = &context.knowledge.roles;
    let clause = clause(context, date);
    let (before, behind) = (Span { start: clause.start, end: date.span.start }, Span { start: date.span.end, end: clause.end });
    let within = |part: Span, (range, rank): (std::ops::Range<usize>, u64)| {
        (Span { start: part.start + range.start as u32, end: part.start + range.end as u32 }, rank)
    };
    let next = roles.steps(behind.of(text)).next().map(|found| within(behind, found));
    let (span, rank) = next.or_else(|| roles.steps(before.of(text)).last().map(|found| within(before, found)))?;
    let planned = roles.classes(clause.of(text)).has(Class::Plan);
    Some(Step { rank, event: Event { days: date.days?, span: date.span, name: span.of(text), name_span: Some(span) }, planned })
}

/// The part around a date up to the nearest marks and the neighbouring dates.
fn clause(context: &Context<'_>, date: &DateMention) -> Span {
    let text = &context.document.flow.text;
    let clause = place::clause(text, place::sentence_at(context.document, date.span.start), date.span);
    let part =
        |between: Span| between.of(text).rfind('、').map_or(between.start, |mark| between.start + mark as u32 + '、'.len_utf8() as u32);
    let others = values::within(&context.values.dates, clause);
    let start = others.iter().filter(|other| other.span.end <= date.span.start).map(|other| other.span.end).max();
    let end = others.iter().filter(|other| other.span.start >= date.span.end).map(|other| other.span.start).min();
    Span {
        start: start.unwrap_or(clause.start).max(part(Span { start: clause.start, end: date.span.start })),
        end: end.unwrap_or(clause.end),
    }
}

/// Fields whose labels name a step: 开工时间, 竣工日期.
fn labelled<'a>(context: &Context<'a>) -> Vec<Step<'a>> {
    let text: &'a str = &context.document.flow.text;
    let step = |field: &crate::syntax::Field| {
        let (range, rank) = context.knowledge.roles.steps(field.label.of(text)).last()?;
        let span = Span { start: field.label.start + range.start as u32, end: field.label.start + range.end as u32 };
        let date = values::within(&context.values.dates, field.value).iter().find(|date| date.granularity <= Granularity::Month)?;
        let planned = context.knowledge.roles.classes(field.label.of(text)).has(Class::Plan);
        Some(Step { rank, event: Event { days: date.days?, span: date.span, name: span.of(text), name_span: Some(span) }, planned })
    };
    context.document.fields.iter().filter_map(step).collect()
}
