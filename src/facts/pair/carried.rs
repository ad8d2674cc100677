//! The amount that goes from one year into the next.

use super::side::Side;
use crate::data::corpus::Corpus;
use crate::quantity::{Dimension, Quantity};
use crate::text::Span;

/// The only amount that one of the words announces; several that differ are none.
pub fn amount<'d>(side: &Side<'d>, words: impl Fn(&'d Corpus) -> &'d Vec<String>) -> Option<(Quantity, Span)> {
    let words = words(&side.context.knowledge.corpus);
    let terms = side.context.skeleton().passages.iter().flat_map(|passage| &passage.sequences).flat_map(|sequence| &sequence.terms);
    let announced = |label: &str| words.iter().any(|word| label.contains(word.as_str()));
    let mut found = terms
        .filter(|term| term.quantity.unit.dimension == Dimension::Money && announced(term.label.of(side.flow())))
        .map(|term| (term.quantity, term.span));
    let (quantity, span) = found.next()?;
    found.all(|(other, _)| other.base() == quantity.base()).then(|| (quantity, side.place(span)))
}
