//! Units that a figure leaves to its neighbours.

use super::Term;
use crate::data::connectors::Mark;
use crate::quantity::{Dimension, Unit};
use crate::values::Figure;

/// 30万 beside amounts of money is money.
pub(super) fn spell_out(term: &mut Term, figures: &[Figure]) {
    if figures.get(term.figure as usize).is_some_and(|figure| figure.bare_magnitude) {
        term.quantity.unit.dimension = Dimension::Money;
    }
}

/// 15、20、35、30分: the last unit is that of all.
pub(super) fn share_unit(terms: &mut [Term]) {
    for at in (1..terms.len()).rev() {
        let (before, rest) = terms.split_at_mut(at);
        let (Some(term), Some(next)) = (before.last_mut(), rest.first()) else { continue };
        let adjacent = next.gap.mark == Some(Mark::Pause) && next.label.is_empty();
        if adjacent && term.quantity.unit == Unit::PLAIN {
            term.quantity.unit = next.quantity.unit;
            term.quantity.mode = next.quantity.mode;
        }
    }
}

/// 夜校24期、电影55场，合计79场（期）: the total names the units of its parts, which are one for it.
pub(super) fn name_units(terms: &mut [Term], figures: &[Figure], text: &str) {
    for at in (1..terms.len()).rev() {
        let (before, rest) = terms.split_at_mut(at);
        let Some(total) = rest.first().filter(|total| total.gap.closer.is_some()) else { continue };
        let Some(others) = bracketed(text, total.span.end) else { continue };
        let unit = |term: &Term| figures.get(term.figure as usize)?.unit.map(|unit| unit.of(text));
        let listed = before.iter_mut().rev().take(LISTED).filter(|term| matches!(term.quantity.unit.dimension, Dimension::Count(_)));
        for part in listed.filter(|part| unit(part).is_some_and(|unit| others.split(['、', '/', '／']).any(|other| other == unit))) {
            part.quantity.unit = total.quantity.unit;
        }
    }
}

/// Parts before a total that names their units.
const LISTED: usize = 12;
/// Bytes of the longest bracket with units.
const BRACKET: usize = 18;

/// What stands in a bracket right behind a place.
fn bracketed(text: &str, at: u32) -> Option<&str> {
    let rest = text.get(at as usize..)?.strip_prefix(['（', '('])?;
    // A bracket that closes behind the longest is not looked for.
    let near = &rest[..rest.floor_char_boundary(BRACKET + '）'.len_utf8())];
    near.get(..near.find(['）', ')'])?).filter(|inside| inside.len() <= BRACKET)
}
