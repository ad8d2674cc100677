//! Measures told in two units: 24.6公顷，折合369亩.

use super::{Context, Facts, Said, Value, add, calculation};
use crate::facts::prose::{Mention, Prose};
use crate::quantity::{Decimal, Quantity, Unit};
use crate::text::Span;

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    for pair in prose.mentions.windows(2) {
        let [first, second] = pair else { continue };
        if first.sentence != second.sentence || first.is_like(second) || !first.is_plain() || !second.is_plain() {
            continue;
        }
        if let Some(factor) = factor(context, first, second).filter(|_| is_restated(context, prose, first, second)) {
            push(facts, first, second, factor);
        }
    }
}

/// The power of ten of the unit of the first figure, and how many of the unit of the second one of it is.
fn factor(context: &Context<'_>, first: &Mention, second: &Mention) -> Option<(i8, Decimal)> {
    let units = &context.knowledge.units;
    context.knowledge.rates.conversion.iter().find_map(|conversion| {
        let (from, to) = (units.of_word(&conversion.from)?, units.of_word(&conversion.to)?);
        let meant = from.dimension == first.quantity.unit.dimension && to.dimension == second.quantity.unit.dimension;
        meant.then(|| (from.exponent, Decimal::from(conversion.times)))
    })
}

/// Whether the words between two figures say that the second is the first in another unit.
fn is_restated(context: &Context<'_>, prose: Prose<'_, '_>, first: &Mention, second: &Mention) -> bool {
    let between = prose.words(Span { start: first.span.end, end: second.span.start.max(first.span.end) });
    let words = between.trim_matches(['，', ',', '（', '(', ' ']);
    let bracketed = words.is_empty() && between.contains(['（', '(']);
    let closed = prose.text.get(second.span.end as usize..).is_some_and(|rest| rest.starts_with(['）', ')']));
    bracketed && closed || context.knowledge.rates.converted.iter().any(|word| word == words)
}

fn push(facts: &mut Facts<'_>, first: &Mention, second: &Mention, (exponent, factor): (i8, Decimal)) {
    let times = || Value::Number(Quantity::exact(factor, Unit::PLAIN), None);
    let number = |mention: &Mention, less: i8| {
        // Told in the other unit, both are figures of one kind.
        let unit = Unit { exponent: mention.quantity.unit.exponent - less, ..second.quantity.unit };
        Value::Number(Quantity { unit, ..mention.quantity }, Some(mention.span))
    };
    let span = first.span.to(second.span);
    let reading = calculation(facts, span, vec![number(second, 0), times(), number(first, exponent)]);
    let said = Said { mean: false, matched: true, formula: true, stated: true, sole: true, drifts: false };
    add(facts, span, times(), said, vec![reading], &[]);
}
