//! What is never written twice running: `rules/data/doubles.toml`.

use super::Surroundings;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words, characters and marks that good prose does not double.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Doubles {
    /// Words of two characters and more.
    pub words: Vec<String>,
    /// What makes the second of them the beginning of another word.
    pub after: Vec<String>,
    single: Vec<Single>,
    /// Pairs of marks.
    pub marks: Marks,
    /// Words that titles end in.
    pub titles: Titles,
}

/// A single character.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Single {
    char: char,
    #[serde(default)]
    digit: bool,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

/// Pairs of marks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Marks {
    /// The pairs.
    pub signs: Vec<String>,
}

/// Words that titles end in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Titles {
    /// The words.
    pub words: Vec<String>,
    /// What goes on with such a word behind a title.
    pub after: Vec<String>,
}

/// A character that is not doubled.
#[derive(Clone, Debug)]
pub struct Character {
    /// Whether only behind a figure.
    pub digit: bool,
    /// Where it may be.
    pub exception: Surroundings,
}

impl Doubles {
    /// The single characters, by character.
    pub fn characters(&self) -> BTreeMap<char, Character> {
        let entry = |single: &Single| {
            let exception = Surroundings { before: single.before.clone(), after: single.after.clone(), later: Vec::new() };
            (single.char, Character { digit: single.digit, exception })
        };
        self.single.iter().map(entry).collect()
    }
}
