//! What is left of things that are counted: 纳入计划45所，完工41所，余下4所; and of money, where one keystroke makes it what is left.

use super::{BALANCE, Context, FLOW, Facts, Near, Value, signed};
use crate::data::measures::Role;
use crate::facts::near;
use crate::facts::prose::{Mention, Prose};
use crate::facts::quotient;
use crate::facts::sum::repair;
use crate::quantity::{Decimal, Dimension, Mode};
use crate::text::Span;
use std::borrow::Cow;

/// How many figures back the whole may stand.
const WINDOW: usize = 12;
/// How many characters behind a figure say that it is left over.
const BEHIND: usize = 8;
/// How many characters of what has not been done are those of what has.
const DONE: usize = 2;
/// So many figures with either sign are tried.
const SIGNED: usize = 8;
/// Significant digits of which one is wrong, or two were swapped, by no chance.
const DIGITS: u32 = 3;
/// The same of two that were swapped.
const SWAPPED: u32 = 2;
/// Where the figures come no nearer, as a share of the whole, something else is left over.
const CLOSE: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// Remainders of counts.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>, prose: Prose<'_, 'a>) {
    for (at, left) in prose.mentions.iter().enumerate() {
        let plain = left.is_plain() && !left.is_change() && !left.aim;
        if plain && left.quantity.unit.dimension == Dimension::Money {
            money(context, facts, prose, (at, left));
        }
        let counted = plain && matches!(left.quantity.unit.dimension, Dimension::Count(_));
        if !counted {
            continue;
        }
        let before = alike(prose, at, left, false);
        let Some(name) = before.get(1).and_then(|_| name(context, prose, left, &before)) else { continue };
        let readings = readings(prose, at, left, &before);
        if !readings.is_empty() {
            push(facts, prose, left, (name, &alike(prose, at, left, true)), &readings);
        }
    }
}

/// Money left of the two amounts before it, in its paragraph: only where one keystroke makes it what is left, and nothing else there does.
fn money<'a>(context: &Context<'a>, facts: &mut Facts<'a>, prose: Prose<'_, 'a>, (at, left): (usize, &Mention)) {
    if left.part || left.cell || left.depth > 0 {
        return;
    }
    let Some(word) = context.knowledge.measures.left.money.last(prose.words(left.head)) else { return };
    if facts.of("balance").any(|(_, fact)| fact.span.overlaps(left.span)) {
        return;
    }
    let fits = |other: &usize| prose.get(*other).is_some_and(|other| other.is_like(left) && other.sound && !other.is_zero());
    let plain = |other: &usize| {
        prose.get(*other).is_some_and(|other| !other.is_change() && !other.part && other.depth == 0 && !other.roles.has(Role::Each))
    };
    let before: Vec<usize> = (prose.block(at).start.max(at.saturating_sub(WINDOW))..at).rev().filter(fits).filter(plain).take(2).collect();
    let &[went, there] = before.as_slice() else { return };
    let value = |at: usize| prose.get(at).and_then(|mention| mention.quantity.with_mode(Mode::Exact).base().ok()).unwrap_or_default();
    let needed = value(there).saturating_sub(value(went));
    let figure = repair::of_rate(prose.text, left.quantity, left.span);
    let repair = repair::exactly(&figure, needed).filter(|repair| repair.digits() >= if repair.is_swap() { SWAPPED } else { DIGITS });
    let around: Vec<usize> = prose.block(at).filter(|other| *other != at).filter(fits).take(WINDOW).collect();
    if repair.is_some() && !comes_out(value(at), around.iter().map(|&other| value(other))) {
        let place = Span::new(word.start, word.end).shift(left.head.start);
        push(facts, prose, left, (place, &[]), &[(there, vec![went])]);
    }
}

/// Whether some of several values, added or taken off, make another.
fn comes_out(wanted: Decimal, values: impl Iterator<Item = Decimal>) -> bool {
    signed(vec![Decimal::ZERO], values.take(SIGNED)).contains(&wanted)
}

/// The counts of the same things before a figure, in its full sentence, the nearest first: those that have changed them, or the others.
fn alike(prose: Prose<'_, '_>, at: usize, left: &Mention, changed: bool) -> Vec<usize> {
    let fits = |other: &usize| {
        let like = |other: &Mention| other.period == left.period && other.is_like(left) && other.is_plain() && !other.is_zero();
        prose.get(*other).is_some_and(|other| like(other) && other.is_change() == changed)
    };
    (at.saturating_sub(WINDOW)..at).rev().filter(fits).collect()
}

/// The words that say that a figure is what is left over: 余下, 其余; or 未 before what was done with the others.
fn name(context: &Context<'_>, prose: Prose<'_, '_>, left: &Mention, before: &[usize]) -> Option<Span> {
    let words = &context.knowledge.measures.left;
    let head = prose.words(left.head);
    let place = |at: usize, word: &str| Span::new(at, at + word.len()).shift(left.head.start);
    if let Some(found) = words.rest.iter().find_map(|word| Some(place(head.rfind(word.as_str())?, word))) {
        return Some(found);
    }
    let behind = near::after(prose.text, left.span.end as usize, BEHIND).split(near::CLAUSE).next().unwrap_or("");
    let done = before.first().and_then(|&done| prose.get(done)).map(|done| prose.words(done.head))?;
    let found = words.not.iter().any(|word| denies(head, word, done) || denies(behind, word, done));
    found.then_some(left.head).filter(|head| !head.is_empty())
}

/// Whether a word stands before what others are said to have done: 未 before the 整改 of 已整改.
fn denies(text: &str, word: &str, done: &str) -> bool {
    let rest = text.rfind(word).and_then(|at| text.get(at + word.len()..)).unwrap_or("");
    let end = rest.char_indices().nth(DONE).map_or(rest.len(), |(end, _)| end);
    rest.get(..end).is_some_and(|what| what.chars().count() == DONE && done.contains(what))
}

/// The ways to reckon it: the last count from the one before that is larger, or all others from the largest; then any two. None when
/// the first come nowhere near.
fn readings(prose: Prose<'_, '_>, at: usize, left: &Mention, before: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let value = |at: usize| prose.value(at).unwrap_or_default();
    let Some(&done) = before.first() else { return Vec::new() };
    let whole = before.iter().copied().find(|&other| value(other) > value(done));
    let largest = before.iter().copied().max_by_key(|&other| value(other));
    let mut natural: Vec<(usize, Vec<usize>)> = whole.map(|whole| (whole, vec![done])).into_iter().collect();
    natural.extend(largest.map(|largest| (largest, before.iter().copied().filter(|&other| other > largest).collect::<Vec<usize>>())));
    // 整治38处，其中城区26处、镇区12处，为目标的95%；余下的2处: of an aim, of which a rate tells, the parts of what was done say nothing.
    let used_up =
        |whole: usize, parts: &[usize]| parts.iter().map(|&part| value(part)).fold(Decimal::ZERO, Decimal::saturating_add) == value(whole);
    let rated = (prose.sentence(at).start.min(done)..at).any(|other| other > done && prose.get(other).is_some_and(is_rate));
    natural.retain(|(whole, parts)| !(parts.is_empty() || rated && used_up(*whole, parts)));
    natural.dedup();
    let own = left.quantity.base().unwrap_or_default();
    let is_close = |(whole, parts): &(usize, Vec<usize>)| {
        let sum = parts.iter().fold(own, |sum, &part| sum.saturating_add(value(part)));
        let limit = value(*whole).checked_mul(CLOSE).unwrap_or_default().max(Decimal::ONE);
        sum.saturating_sub(value(*whole)).abs() <= limit
    };
    natural.retain(is_close);
    if natural.is_empty() {
        return natural;
    }
    let around: Vec<usize> =
        prose.block(at).filter(|&other| other != at && prose.get(other).is_some_and(|other| other.is_like(left))).collect();
    let pairs = around.iter().flat_map(|&whole| around.iter().map(move |&part| (whole, vec![part])));
    natural
        .extend(pairs.filter(|(whole, parts)| parts.first().is_some_and(|&part| value(*whole).saturating_sub(value(part)) == own)).take(1));
    natural
}

fn is_rate(mention: &Mention) -> bool {
    mention.quantity.unit.dimension == Dimension::Ratio
}

fn push<'a>(
    facts: &mut Facts<'a>,
    prose: Prose<'_, 'a>,
    left: &Mention,
    (name, changes): (Span, &[usize]),
    readings: &[(usize, Vec<usize>)],
) {
    let one = |facts: &mut Facts<'a>, (whole, parts): &(usize, Vec<usize>)| {
        let span = prose.get(*whole).map_or(left.span, |whole| whole.span.to(left.span));
        let near = Value::Text(Cow::Borrowed(Near::Sentence.name()), None);
        let values = vec![quotient::numbers(prose, &[*whole]), quotient::numbers(prose, parts), quotient::numbers(prose, changes), near];
        facts.push(&FLOW, span, values)
    };
    let flows = readings.iter().map(|reading| Value::Fact(one(facts, reading))).collect();
    let values = vec![
        Value::Text(Cow::Borrowed(prose.words(name)), Some(name)),
        Value::Number(left.quantity, Some(left.span)),
        Value::List(flows),
        Value::Truth(false),
        Value::Truth(false),
        Value::List(Vec::new()),
    ];
    facts.push(&BALANCE, name.to(left.span), values);
}
