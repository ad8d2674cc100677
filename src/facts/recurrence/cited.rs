//! What one document allots, stated twice with one keystroke's difference: 县财建〔2021〕15号下达834万元, and 县财建〔2021〕15号下达的843万元.
//!
//! One document allots several amounts to several purposes: it is told only where each place states one, and one keystroke makes them the same.

use super::{RECURRENCE, document, number};
use crate::data::measures::Role;
use crate::facts::prose::{Mention, Prose};
use crate::facts::sum::repair;
use crate::facts::{Context, Facts, Value};
use crate::quantity::{Dimension, Mode};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::HashMap;

/// Figures of fewer digits are alike by chance.
const DIGITS: u32 = 3;

/// Issuer, year and serial number.
type Number<'p> = (&'p str, u16, u32);

/// An amount beside a document number.
type Cited<'p> = (&'p Mention, Span);

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let mut known: HashMap<Number<'_>, Vec<Cited<'_>>> = HashMap::new();
    let mut order = Vec::new();
    for mention in prose.mentions.iter().filter(|mention| is_plain(mention)) {
        let Some((issuer, year, serial, place)) = document(prose, context.values, mention) else { continue };
        let list = known.entry((issuer, year, serial)).or_default();
        if list.is_empty() {
            order.push((issuer, year, serial));
        }
        list.push((mention, place));
    }
    for number in order {
        let Some([first, second]) = known.get(&number).map(Vec::as_slice) else { continue };
        if is_slip(prose, first.0, second.0) {
            push(prose, facts, first, second);
        }
    }
}

fn is_plain(mention: &Mention) -> bool {
    let exact = matches!(mention.quantity.mode, Mode::Exact | Mode::Rounded);
    let parted = mention.part || mention.roles.any(&[Role::Part, Role::Partial, Role::Each, Role::Up, Role::Down, Role::Previous]);
    mention.quantity.unit.dimension == Dimension::Money && exact && mention.is_plain() && !mention.cell && !parted
}

/// Whether two amounts of two paragraphs are one keystroke apart. Two that both name a purpose are known as one by it, or are of two places:
/// 15号下达甲镇834万元, 15号下达乙镇843万元.
fn is_slip(prose: Prose<'_, '_>, first: &Mention, second: &Mention) -> bool {
    let figure = repair::of_rate(prose.text, second.quantity, second.span);
    let repair = first.quantity.base().ok().and_then(|needed| repair::exactly(&figure, needed));
    let purposed = !first.scope.is_empty() && !second.scope.is_empty();
    let (one, other) = (prose.words(first.subject), prose.words(second.subject));
    let told = purposed || !one.is_empty() && !other.is_empty() && one != other;
    let apart = !told && first.block != second.block && first.measure() == second.measure();
    apart && repair.is_some_and(|repair| repair.digits() >= DIGITS)
}

fn push<'a>(prose: Prose<'_, 'a>, facts: &mut Facts<'a>, first: &Cited<'_>, second: &Cited<'_>) {
    let text = |span: Span| Value::Text(Cow::Borrowed(prose.words(span)), Some(span));
    let (first, (second, place)) = (first.0, *second);
    facts.push(&RECURRENCE, place.to(second.span), vec![text(place), number(first), number(second), text(place)]);
}
