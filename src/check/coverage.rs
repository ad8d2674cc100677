//! How many numbers of a report no rule touched.

use crate::finding::{Binding, Coverage};
use crate::syntax::Document;
use crate::text::Span;
use crate::values::Figure;

/// The numbers of a document, and how many of them stand at no place of a relation that was checked.
pub(super) fn of(document: &Document<'_>, figures: &[Figure], bindings: &[Binding]) -> Coverage {
    let places: Vec<Span> = figures.iter().map(|figure| document.flow.source(figure.span)).collect();
    let mut touched = vec![false; places.len()];
    let checked = bindings.iter().filter(|binding| binding.reason.is_none());
    for place in checked
        .flat_map(|binding| binding.related.iter().filter(|label| label.path.is_none()).map(|label| label.span).chain([binding.span]))
    {
        // A place that holds several numbers is a sentence or a row, and tells of none of them.
        if let [only] = within(&places, place)[..] {
            touched[only] = true;
        }
    }
    Coverage { numbers: touched.len() as u32, untouched: touched.iter().filter(|touched| !**touched).count() as u32 }
}

/// The first two of the numbers, in order of their places, that share a character with a place.
fn within(numbers: &[Span], place: Span) -> Vec<usize> {
    let first = numbers.partition_point(|number| number.end <= place.start);
    let behind = numbers.iter().enumerate().skip(first).take_while(|(_, number)| number.start < place.end);
    behind.map(|(at, _)| at).take(2).collect()
}
