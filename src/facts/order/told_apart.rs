//! Steps that two sentences tell of: what was accepted before the last of it was finished, and what was passed on before it came in.

use super::{Event, Pair};
use crate::data::measures::Role;
use crate::data::roles::steps::Step;
use crate::data::roles::{Class, Hit};
use crate::facts::{Context, place};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

/// How far back the sentence on what was accepted, or on what came in, is looked for.
const BACK: usize = 12;

pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let dates = context.values.dates.iter().enumerate().filter(|(_, date)| is_day(date));
    dates.filter_map(|(at, date)| finished_last(context, at, date).or_else(|| passed_on(context, at, date))).collect()
}

/// 工程于9月12日通过验收；最后一批于10月6日完工: of what was accepted nothing is left to be finished.
fn finished_last<'a>(context: &Context<'a>, at: usize, date: &DateMention) -> Option<Pair<'a>> {
    let steps = context.knowledge.roles.steps();
    let lead = lead(context, date);
    let last = |hit: Hit| hit.start == 0 && hit.classes.has(Class::LastOne);
    context.knowledge.roles.hits(lead).any(last).then_some(())?;
    let (finished, event) = step(context, date)?;
    let block = place::block_at(context.document, date.span.start)?.span;
    let inside = |other: &&DateMention| block.contains(other.span) && is_day(other);
    let mut accepted = context.values.dates.get(..at)?.iter().rev().take(BACK).filter(inside).filter_map(|other| {
        let (step, event) = step(context, other)?;
        (steps.follows(step, finished) && is_of_all(context, other)).then_some(event)
    });
    let (accepted, None) = (accepted.next()?, accepted.next()) else { return None };
    Some(Pair { kind: "steps", earlier: event, later: accepted })
}

/// 5月20日，市里以《……》批复方案。接文后，区里于5月12日开工: where no other document is told of before.
fn passed_on<'a>(context: &Context<'a>, at: usize, date: &DateMention) -> Option<Pair<'a>> {
    let roles = &context.knowledge.roles;
    let text: &'a str = &context.document.flow.text;
    let sentence = place::around(context.document, date.span.start);
    let before = Span { start: sentence.start.min(date.span.start), end: date.span.start }.of(text);
    roles.hits(before).find(|hit| hit.start == 0 && hit.classes.has(Class::Received))?;
    let clause = before.get(..before.find(['，', ',']).unwrap_or(before.len()))?;
    let own = clause.ends_with('后') && !clause.contains('《') && values::within(&context.values.dates, sentence).len() == 1;
    (own && !roles.classes(before).has(Class::Plan)).then_some(())?;
    let mut issued = context.values.dates.get(..at)?.iter().filter(|other| is_day(other)).filter_map(|other| issue(context, other));
    let (issue, None) = (issued.next()?, issued.next()) else { return None };
    let behind = rest(context, date);
    let act = Span { end: behind.start + place::head(behind.of(text), NAME).trim_end_matches('、').len() as u32, ..behind };
    let act = Event { days: date.days?, span: date.span, name: act.of(text), name_span: Some(act) };
    Some(Pair { kind: "steps", earlier: issue, later: act })
}

/// Characters of the act that a finding shows.
const NAME: usize = 16;

/// A document that was given out on a day: the sentence begins with the date, cites the document and says so.
fn issue<'a>(context: &Context<'a>, date: &DateMention) -> Option<Event<'a>> {
    let text: &'a str = &context.document.flow.text;
    let sentence = place::around(context.document, date.span.start);
    let opens = Span { start: sentence.start.min(date.span.start), end: date.span.start }.of(text).trim().is_empty();
    let rest = Span { start: date.span.end, end: sentence.end.max(date.span.end) };
    let cited = context.values.citations.iter().find(|citation| rest.contains(citation.span)).filter(|_| opens)?;
    let said = Span { start: cited.span.end, end: rest.end };
    let hit = context.knowledge.roles.hits(said.of(text)).find(|hit| hit.classes.has(Class::Issues))?;
    let name = Span::new(hit.start, hit.end).shift(said.start);
    Some(Event { days: date.days?, span: date.span, name: name.of(text), name_span: Some(name) })
}

fn is_day(date: &DateMention) -> bool {
    date.granularity == Granularity::Day && date.year_span.is_some() && date.relative.is_none() && date.days.is_some()
}

/// The words before a date in its clause.
fn lead<'t>(context: &'t Context<'_>, date: &DateMention) -> &'t str {
    let start = clause(context, date).start.min(date.span.start);
    Span { start, end: date.span.start }.of(&context.document.flow.text).trim()
}

/// The words behind a date in its clause.
fn rest(context: &Context<'_>, date: &DateMention) -> Span {
    Span { start: date.span.end, end: clause(context, date).end.max(date.span.end) }
}

fn clause(context: &Context<'_>, date: &DateMention) -> Span {
    place::clause(&context.document.flow.text, place::around(context.document, date.span.start), date.span)
}

/// The first step behind a date in its clause, when it is not planned.
fn step<'a>(context: &Context<'a>, date: &DateMention) -> Option<(Step, Event<'a>)> {
    let text: &'a str = &context.document.flow.text;
    let roles = &context.knowledge.roles;
    let behind = rest(context, date);
    let (range, step) = roles.steps().find(behind.of(text)).next()?;
    let planned = [lead(context, date), behind.of(text)].into_iter().any(|words| roles.classes(words).has(Class::Plan));
    let span = Span { start: behind.start + range.start as u32, end: behind.start + range.end as u32 };
    let event = Event { days: date.days?, span: date.span, name: span.of(text), name_span: Some(span) };
    (!planned).then_some((step, event))
}

/// Whether nothing behind a date names a part of the works: 通过验收, not 一标段通过验收.
fn is_of_all(context: &Context<'_>, date: &DateMention) -> bool {
    let text: &str = &context.document.flow.text;
    let roles = &context.knowledge.roles;
    let behind = rest(context, date).of(text);
    let opens = roles.hits(behind).any(|hit| hit.start == 0 && hit.classes.has(Class::LeadIn));
    let begins = roles.steps().find(behind).next().is_some_and(|(range, _)| range.start == 0);
    let part = context.knowledge.measures.find(lead(context, date)).any(|(_, word)| word.roles.any(&[Role::Part, Role::Partial]));
    (opens || begins) && !part
}
