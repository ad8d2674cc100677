//! Steps of works in one sentence: 2024年3月开工，2024年9月竣工.

use super::{Event, Pair, listed};
use crate::data::roles::steps::{Step, Steps};
use crate::data::roles::{Class, Roles};
use crate::facts::{Context, place};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};
use std::ops::Range;

/// A paragraph with more dates tells of more than one course of works.
const IN_TURN: usize = 8;

/// A step with its date.
#[derive(Clone, Copy)]
pub(super) struct Dated<'a> {
    pub step: Step,
    pub event: Event<'a>,
    /// Whether it is only planned.
    pub planned: bool,
    /// Whether its clause goes on with the works of the one before, instead of naming others.
    pub goes_on: bool,
    /// Whether nothing between date and step names a part of the works: 通过竣工验收, not 一标段通过竣工验收.
    pub whole: bool,
    /// Whether it stands in the clause behind the date: 2020年3月16日，乡政府报送资金申请.
    pub apart: bool,
}

impl Dated<'_> {
    /// Whether one that comes before it may be of the same works: what stands in a clause of its own names whose act it is, and not always what.
    pub fn is_told_with(&self, earlier: &Dated<'_>, order: &Steps) -> bool {
        !earlier.apart && !self.apart || order.is_act(earlier.step)
    }
}

/// Each step with the nearest one of the same sentence, or of the fields above, that comes before it.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    for dates in sentences(context) {
        let steps: Vec<Dated<'a>> = dates.iter().filter_map(|date| step(context, date)).collect();
        in_order(context, &steps, &mut pairs);
    }
    let labelled = listed::labelled(context);
    if listed::is_one_course(&labelled) {
        pairs.extend(listed::of_one_course(context, &labelled))
    } else {
        in_order(context, &labelled, &mut pairs)
    }
    pairs.extend(listed::of_tables(context));
    let told = told_in_turn(context);
    let known: Vec<(Span, Span)> = pairs.iter().map(|pair| (pair.earlier.span, pair.later.span)).collect();
    pairs.extend(told.into_iter().filter(|pair| !known.contains(&(pair.earlier.span, pair.later.span))));
    pairs
}

/// Steps that the sentences of a paragraph tell of, each step once and none with a name of other works beside it.
fn told_in_turn<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(date) = context.values.dates.get(at) {
        let block = place::block_at(context.document, date.span.start).map_or(date.span, |block| block.span);
        let dates = values::within(&context.values.dates, block);
        if (2..=IN_TURN).contains(&dates.len()) {
            let steps: Vec<Dated<'a>> =
                dates.iter().filter_map(|date| step(context, date)).filter(|step| step.goes_on && (step.whole || step.apart)).collect();
            pairs.extend(listed::of_one_course(context, &steps));
        }
        at += dates.len().max(1);
    }
    pairs
}

fn in_order<'a>(context: &Context<'a>, steps: &[Dated<'a>], pairs: &mut Vec<Pair<'a>>) {
    let order = context.knowledge.roles.steps();
    for (at, later) in steps.iter().enumerate().filter(|(_, later)| later.goes_on) {
        let before = |earlier: &&Dated<'a>| {
            order.follows(later.step, earlier.step) && earlier.planned == later.planned && later.is_told_with(earlier, order)
        };
        let earlier = steps[..at].iter().rev().take(4).find(before);
        pairs.extend(earlier.map(|earlier| Pair { kind: "steps", earlier: earlier.event, later: later.event }));
        // Told the other way round: 10月20日通过竣工验收，11月5日全面完工. What was accepted must be the same works.
        let told_first =
            |first: &&Dated<'a>| first.whole && !later.apart && order.follows(first.step, later.step) && first.planned == later.planned;
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
    let (clause, apart) = reach(context, date);
    let (before, behind) = (Span { start: clause.start, end: date.span.start }, Span { start: date.span.end, end: clause.end });
    let within = |part: Span, (range, step): (Range<usize>, Step)| (place_in(part, &range), step);
    let next = roles.steps().find(behind.of(text)).next().map(|found| within(behind, found));
    if let Some((dated, noun)) = next.is_none().then(|| parted(context, before, behind)).flatten() {
        let planned = roles.classes(clause.of(text)).has(Class::Plan);
        let event = Event { days: date.days?, span: date.span, name: dated.0.of(text), name_span: Some(dated.0) };
        return Some(Dated { step: dated.1, event, planned, goes_on: goes_on(roles, noun), whole: true, apart: false });
    }
    let (span, step) = next.or_else(|| roles.steps().find(before.of(text)).last().map(|found| within(before, found)))?;
    if roles.steps().is_end(step) && text.get(span.end as usize..)?.starts_with('的') {
        return None;
    }
    // 受理申报 is a step, though 申报 alone tells of what is to come.
    let outside = |start: usize| !span.contains(Span::new(start, start).shift(clause.start));
    let planned = roles.hits(clause.of(text)).any(|hit| hit.classes.has(Class::Plan) && outside(hit.start));
    let event = Event { days: date.days?, span: date.span, name: span.of(text), name_span: Some(span) };
    let between = Span { start: date.span.end, end: span.start.max(date.span.end) }.of(text);
    let goes = goes_on(roles, before.of(text)) && !(apart && roles.classes(clause.of(text)).has(Class::Lot));
    Some(Dated { step, event, planned, goes_on: goes, whole: !apart && (between.is_empty() || goes_on(roles, between)), apart })
}

/// The clause of a date; where that is nothing but the date, with the one behind it.
fn reach(context: &Context<'_>, date: &DateMention) -> (Span, bool) {
    let text: &str = &context.document.flow.text;
    let clause = clause(context, date);
    let rest = Span { start: date.span.end, end: place::around(context.document, date.span.start).end.max(date.span.end) }.of(text);
    if clause.len() != date.span.len() || !rest.starts_with(['，', ',']) {
        return (clause, false);
    }
    let end = rest.char_indices().skip(1).find(|(_, mark)| matches!(mark, '，' | ',' | '。' | '；' | ';')).map_or(rest.len(), |(at, _)| at);
    let next = values::within(&context.values.dates, Span { start: date.span.end, end: date.span.end + end as u32 })
        .first()
        .map(|next| next.span.start);
    (Span { start: clause.start, end: next.unwrap_or(date.span.end + end as u32) }, true)
}

/// 合同于2022年7月5日签订: the date stands within the words of the step. The verb with the step, and what stands before its noun.
fn parted<'t>(context: &Context<'t>, before: Span, behind: Span) -> Option<((Span, Step), &'t str)> {
    let text: &'t str = &context.document.flow.text;
    let noun = before.of(text).trim_end_matches(['于', '在', '已', ' ']);
    let verb = place::head(behind.of(text), VERB);
    let joined = [noun, verb].concat();
    let across = |(range, _): &(Range<usize>, Step)| range.start < noun.len() && noun.len() < range.end;
    let (range, step) = context.knowledge.roles.steps().find(&joined).find(across)?;
    let verb = Span { start: behind.start, end: behind.start + (range.end - noun.len()) as u32 };
    Some(((verb, step), noun.get(..range.start)?))
}

/// So many characters behind a date may hold the verb whose noun stands before it.
const VERB: usize = 8;

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
