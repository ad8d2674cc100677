//! What was spent in all, stated twice in two sections with two digits swapped: 2745.60万元 and 2754.60万元.

use super::RECURRENCE;
use crate::data::measures::{MeasureId, Of, Role};
use crate::facts::prose::{Mention, Prose};
use crate::facts::sum::repair;
use crate::facts::{Context, Facts, Value};
use crate::quantity::{Dimension, Mode};
use std::borrow::Cow;

/// So many significant digits are not alike but for two by chance.
const DIGITS: u32 = 5;
/// More statements than these are not compared.
const STATEMENTS: usize = 16;

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let Some(spent) = context.knowledge.measures.rate_of(Of::Spending).and_then(|rate| rate.numerators.first().copied()) else { return };
    let all: Vec<&Mention> = prose.mentions.iter().filter(|mention| is_total(prose, mention, spent)).take(STATEMENTS).collect();
    for (at, second) in all.iter().enumerate() {
        if let Some(first) = all.get(..at).and_then(|before| before.iter().find(|first| is_swap(prose, first, second))) {
            let number = |mention: &Mention| Value::Number(mention.quantity, Some(mention.span));
            let name = Value::Text(Cow::Borrowed(prose.words(second.label)), Some(second.label));
            facts.push(&RECURRENCE, second.label.to(second.span), vec![name, number(first), number(second), Value::Missing]);
        }
    }
}

/// Whether a figure states what was spent of all the money of the year.
fn is_total(prose: Prose<'_, '_>, mention: &Mention, spent: MeasureId) -> bool {
    mention.measure() == Some(spent)
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

fn is_swap(prose: Prose<'_, '_>, first: &Mention, second: &Mention) -> bool {
    let figure = repair::of_rate(prose.text, second.quantity, second.span);
    let repair = first.quantity.base().ok().and_then(|needed| repair::exactly(&figure, needed));
    let apart = first.section != second.section && prose.same_year(first, second);
    apart && repair.is_some_and(|repair| repair.is_swap() && repair.digits() >= DIGITS)
}
