//! Sentences that two documents share word for word.

use super::side::Side;
use crate::syntax::LineKind;
use crate::text::Span;
use std::collections::HashMap;

/// A sentence shorter than this, in characters, is anybody's.
const SHORTEST: usize = 12;

/// What two documents share.
#[derive(Default)]
pub struct Copies {
    /// Characters of shared sentences.
    pub common: usize,
    /// Characters of all sentences of the shorter document.
    pub least: usize,
    /// How many sentences are shared.
    pub sentences: usize,
    /// Shared sentences with figures, in the later document, as places of the pair.
    pub copied: Vec<Span>,
    /// The same in the earlier document.
    pub originals: Vec<Span>,
    /// Those of `copied` that name the year of the earlier document.
    pub stale: Vec<Span>,
}

/// Compares the sentences of both: one pass over each.
pub fn find(later: &Side<'_>, earlier: &Side<'_>) -> Copies {
    let (own, others) = (sentences(later), sentences(earlier));
    let mut known: HashMap<&str, Span> = HashMap::new();
    for (words, span) in others.iter().rev() {
        known.insert(words, *span);
    }
    let total = |sentences: &[(String, Span)]| sentences.iter().map(|(words, _)| words.chars().count()).sum::<usize>();
    let mut copies = Copies { least: total(&own).min(total(&others)), ..Copies::default() };
    let stale = earlier.year.filter(|_| later.year != earlier.year).map(|year| year.to_string());
    for (words, span) in &own {
        let Some(original) = known.remove(words.as_str()) else { continue };
        copies.common += words.chars().count();
        copies.sentences += 1;
        if words.contains(|char: char| char.is_ascii_digit()) {
            copies.copied.push(later.place(*span));
            copies.originals.push(earlier.place(original));
        }
        if stale.as_ref().is_some_and(|year| words.contains(year.as_str())) {
            copies.stale.push(later.place(*span));
        }
    }
    copies
}

/// The sentences of the prose and the rows of the tables, without white space, each with its place. Headings are prescribed.
fn sentences(side: &Side<'_>) -> Vec<(String, Span)> {
    let document = side.context.document;
    let prose = document.sentences.iter().map(|sentence| sentence.span);
    let rows = document.blocks.iter().filter(|block| block.kind == LineKind::Row).map(|block| block.span);
    let squeezed = |span: Span| (span.of(side.flow()).split_whitespace().collect::<String>(), span);
    prose.chain(rows).map(squeezed).filter(|(words, _)| words.chars().count() >= SHORTEST).collect()
}
