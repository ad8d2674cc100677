//! What was spent in all, or what was left of it, stated twice with two digits swapped, or left with one digit another: 1836.40万元 and
//! 1863.40万元.

use super::RECURRENCE;
use crate::data::measures::{MeasureId, Of, Role};
use crate::facts::prose::{Mention, Prose};
use crate::facts::sum::repair;
use crate::facts::{Context, Facts, Value};
use crate::quantity::{Dimension, Mode};
use std::borrow::Cow;

/// So many significant digits are not alike but for two by chance.
const DIGITS: u32 = 5;
/// A name shorter than this, in characters, is a general word.
const SHORT: usize = 4;
/// More statements than these are not compared.
const STATEMENTS: usize = 16;

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let measures = &context.knowledge.measures;
    let Some(spent) = measures.rate_of(Of::Spending).and_then(|rate| rate.numerators.first().copied()) else { return };
    let left = measures.remainders.iter().filter(|rule| !rule.carried.is_empty() && !rule.grows).map(|rule| rule.of);
    for id in left.chain([spent]) {
        of(context, facts, id, id != spent);
    }
}

/// Statements of one measure. What is left is named in few ways: there one digit that is another tells, too.
fn of<'a>(context: &Context<'a>, facts: &mut Facts<'a>, id: MeasureId, left: bool) {
    let prose = context.prose();
    let all: Vec<&Mention> = prose.mentions.iter().filter(|mention| is_total(prose, mention, id)).take(STATEMENTS).collect();
    for (at, second) in all.iter().enumerate() {
        if let Some(first) = all.get(..at).and_then(|before| before.iter().find(|first| is_slip(prose, first, second, left))) {
            let number = |mention: &Mention| Value::Number(mention.quantity, Some(mention.span));
            let name = Value::Text(Cow::Borrowed(prose.words(second.label)), Some(second.label));
            facts.push(&RECURRENCE, second.label.to(second.span), vec![name, number(first), number(second), Value::Missing]);
        }
    }
}

/// Whether a figure states a measure of all the money of the year.
fn is_total(prose: Prose<'_, '_>, mention: &Mention, id: MeasureId) -> bool {
    mention.measure() == Some(id)
        && mention.quantity.unit.dimension == Dimension::Money
        && matches!(mention.quantity.mode, Mode::Exact | Mode::Rounded)
        && mention.is_plain()
        && !mention.part
        && !mention.cell
        && !mention.label.is_empty()
        && !mention.is_aim()
        && !mention.is_change()
        && !mention.roles.any(&[Role::Previous, Role::Against, Role::Partial])
        && prose.is_whole(mention.scope)
}

/// Whether two figures are one keystroke apart. What is left has the very same name of several words in both places.
fn is_slip(prose: Prose<'_, '_>, first: &Mention, second: &Mention, left: bool) -> bool {
    let figure = repair::of_rate(prose.text, second.quantity, second.span);
    let repair = first.quantity.base().ok().and_then(|needed| repair::exactly(&figure, needed));
    let name = prose.words(first.label);
    let named = name == prose.words(second.label) && name.chars().nth(SHORT - 1).is_some();
    let apart = if left { named && first.block != second.block } else { first.section != second.section };
    apart && prose.same_year(first, second) && repair.is_some_and(|repair| (left || repair.is_swap()) && repair.digits() >= DIGITS)
}
