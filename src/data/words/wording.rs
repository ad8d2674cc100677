//! All words and signs that are looked for anywhere in a report, in one pass over its text.

use super::{Confusions, Placeholders, Surroundings};
use crate::values;
use serde::Deserialize;

/// What characters look like when they were read in the wrong encoding: `rules/data/damage.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Damage {
    /// Words and signs that no report contains on purpose.
    pub garbled: Vec<String>,
}

/// The words of several tables in one.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    words: values::Words<Entry>,
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
    /// Joins the tables. Of words that begin at one place the longest is found.
    pub fn new(confusions: &Confusions, placeholders: &Placeholders, damage: &Damage) -> Self {
        let terms = confusions.terms.iter().enumerate().map(|(at, term)| (term.written.as_str(), Entry::Term(at as u32)));
        let marks = placeholders.marks.iter().enumerate();
        let signs = marks.flat_map(|(at, mark)| mark.signs.iter().map(move |sign| (sign.as_str(), Entry::Placeholder(at as u32))));
        let garbled = damage.garbled.iter().map(|word| (word.as_str(), Entry::Garbled));
        let words = values::Words::at_start(terms.chain(signs).chain(garbled));
        Wording { words, exceptions: placeholders.marks.iter().map(super::Mark::exception).collect() }
    }

    /// The first word that begins at `at` or later: its entry and its place.
    pub fn next(&self, text: &str, at: usize) -> Option<(Entry, std::ops::Range<usize>)> {
        let (range, entry) = self.words.find(text.get(at..)?).next()?;
        Some((*entry, at + range.start..at + range.end))
    }
}
