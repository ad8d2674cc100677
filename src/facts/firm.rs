//! Firms that a report names with one character's difference: 宏远路桥有限公司 in the contract, 鸿远路桥有限公司 where its works are accepted.

use super::Context;
use crate::data::words::is_han;
use crate::text::Span;
use memchr::memmem;

/// A shorter name is not a firm's own.
const SHORTEST: usize = 8;
/// A longer one is no name.
const LONGEST: usize = 24;
/// More places of an ending are not looked at.
const PLACES: usize = 64;
/// Its place and what it is called have so many characters at least, before the words for what it is.
const OWN: usize = 4;
/// So many names are compared with the places.
const NAMES: usize = 24;

/// Two names that differ in one character within, the later one first. Where both stand in several places, they are two firms'.
pub(super) fn renamed(context: &Context<'_>) -> Vec<(Span, Span)> {
    let text: &str = &context.document.flow.text;
    let endings = &context.knowledge.words.names.bodies.firms;
    let mut found = Vec::new();
    for ending in endings {
        let ends: Vec<usize> = memmem::find_iter(text.as_bytes(), ending).take(PLACES).map(|at| at + ending.len()).collect();
        if ends.len() > 1 {
            found.extend(of_ending(text, &ends, ending));
        }
    }
    found.sort();
    found.dedup_by_key(|(later, _)| later.end);
    found
}

fn of_ending(text: &str, ends: &[usize], ending: &str) -> Vec<(Span, Span)> {
    let mut firms: Vec<Span> = Vec::new();
    for name in ends.iter().filter_map(|&end| name(text, end, ending)) {
        if firms.len() < NAMES && firms.iter().all(|firm| firm.of(text) != name.of(text)) {
            firms.push(name);
        }
    }
    let mut found = Vec::new();
    for firm in &firms {
        let places = |&end: &usize| place(text, end, firm.of(text).len());
        let alike: Vec<Span> = ends.iter().filter_map(places).filter(|place| differing(place.of(text), firm.of(text)) == Some(1)).collect();
        let told = ends.iter().filter_map(places).filter(|place| place.of(text) == firm.of(text)).count();
        if alike.len() == 1 || told == 1 {
            found.extend(alike.into_iter().map(|other| if other.start < firm.start { (*firm, other) } else { (other, *firm) }));
        }
    }
    found
}

/// The words of a length before an end.
fn place(text: &str, end: usize, length: usize) -> Option<Span> {
    let start = end.checked_sub(length)?;
    text.get(start..end).map(|_| Span::new(start, end))
}

/// The name that ends there, behind a mark or at the beginning of a line.
fn name(text: &str, end: usize, ending: &str) -> Option<Span> {
    let head = text.get(..end)?;
    let start = head.char_indices().rev().take(LONGEST + 1).take_while(|(_, character)| is_han(*character)).last()?.0;
    let count = head[start..].chars().count();
    let own = count - ending.chars().count() >= OWN;
    (own && (SHORTEST..=LONGEST).contains(&count)).then(|| Span::new(start, end))
}

/// In how many characters two names of one length differ, of which the first is none.
fn differing(one: &str, other: &str) -> Option<usize> {
    let same = one.chars().next() == other.chars().next() && one.chars().count() == other.chars().count();
    same.then(|| one.chars().zip(other.chars()).filter(|(a, b)| a != b).count())
}
