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
