//! All words and signs that are looked for anywhere in a report, in one pass over its text.

use super::{Confusions, Placeholders, Surroundings};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

/// What characters look like when they were read in the wrong encoding: `rules/data/damage.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Damage {
    /// Words and signs that no report contains on purpose.
    pub garbled: Vec<String>,
}

/// The words of several tables in one automaton.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    automaton: Option<AhoCorasick>,
    entries: Vec<Entry>,
    /// Where a sign is no blank, by the index of its mark.
    pub exceptions: Vec<Surroundings>,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A miswritten word: an index into [`Confusions::terms`].
    Term(u32),
    /// A sign for a blank: an index into [`Placeholders::marks`].
    Placeholder(u32),
    /// Garbled.
    Garbled,
}

impl Wording {
    /// Builds the automaton. Of words that begin at one place the longest is found.
    pub fn new(confusions: &Confusions, placeholders: &Placeholders, damage: &Damage) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut entries = Vec::new();
        let mut add = |word, entry| {
            words.push(word);
            entries.push(entry);
        };
        confusions.terms.iter().enumerate().for_each(|(at, term)| add(term.written.as_str(), Entry::Term(at as u32)));
        for (at, mark) in placeholders.marks.iter().enumerate() {
            mark.signs.iter().for_each(|sign| add(sign.as_str(), Entry::Placeholder(at as u32)));
        }
        damage.garbled.iter().for_each(|word| add(word.as_str(), Entry::Garbled));
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok();
        Wording { automaton, entries, exceptions: placeholders.marks.iter().map(super::Mark::exception).collect() }
    }

    /// The first word that begins at `at` or later: its entry and its place.
    pub fn next(&self, text: &str, at: usize) -> Option<(Entry, std::ops::Range<usize>)> {
        let input = aho_corasick::Input::new(text).range(at.min(text.len())..);
        let found = self.automaton.as_ref()?.find(input)?;
        Some((*self.entries.get(found.pattern().as_usize())?, found.range()))
    }
}
