//! The firm that signs a report, where the report names it elsewhere with another character.

use super::Context;
use crate::data::words::is_han;
use crate::syntax::LineKind;
use crate::text::Span;
use memchr::memmem;

/// A shorter name is not a firm's own.
const SHORTEST: usize = 8;
/// More places of an ending are not looked at.
const PLACES: usize = 256;

/// The name elsewhere and the name of the signature, where they differ in one character within. Where the name of the signature stands
/// elsewhere too, the other may be another firm's.
pub(super) fn renamed(context: &Context<'_>) -> Option<(Span, Span)> {
    let text: &str = &context.document.flow.text;
    let endings = &context.knowledge.words.names.bodies.firms;
    let signed = context.document.blocks.iter().filter(|block| block.kind == LineKind::SignOff);
    let (signer, ending) = signed.into_iter().find_map(|block| firm(text, block.span, endings))?;
    let name = signer.of(text);
    let head = name.len() - ending.len();
    let mut other = None;
    for at in memmem::find_iter(text.as_bytes(), ending).take(PLACES) {
        let end = at + ending.len();
        let Some(place) = at.checked_sub(head).map(|start| Span::new(start, end)) else { continue };
        if place.start == signer.start || text.get(place.start as usize..end).is_none() {
            continue;
        }
        match differing(place.of(text), name) {
            Some(0) => return None,
            Some(1) => other = other.or(Some(place)),
            Some(_) | None => {}
        }
    }
    other.map(|other| (other, signer))
}

/// The firm that a line of the signature names, and how its name ends.
fn firm<'d>(text: &str, line: Span, endings: &'d [String]) -> Option<(Span, &'d str)> {
    let words = line.of(text).trim();
    let start = line.start as usize + line.of(text).find(words)?;
    let (end, ending) = endings.iter().filter_map(|ending| Some((words.find(ending.as_str())? + ending.len(), ending.as_str()))).max()?;
    let name = words.get(..end)?;
    let han = name.chars().all(is_han);
    (han && name.chars().nth(SHORTEST - 1).is_some()).then(|| (Span::new(start, start + end), ending))
}

/// In how many characters two names of one length differ, of which the first is none.
fn differing(one: &str, other: &str) -> Option<usize> {
    let same = one.chars().next() == other.chars().next() && one.chars().count() == other.chars().count();
    same.then(|| one.chars().zip(other.chars()).filter(|(a, b)| a != b).count())
}
