//! Signs and words that stand for a blank: `rules/data/placeholders.toml`.

use super::{Starts, Surroundings};
use serde::Deserialize;

/// What a template leaves where the author has to write.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Placeholders {
    /// The signs, by form.
    #[serde(rename = "mark")]
    pub marks: Vec<Mark>,
    /// What tells a masked name from a blank.
    pub masks: Masks,
    /// What stands alone in a bracket whose figure is missing.
    pub blanks: Vec<String>,
    /// Before which an empty bracket stands for a figure.
    pub measures: Starts,
    /// What is counted or named, so that a sign before it stands for a number or a name.
    pub nouns: Starts,
}

/// Signs of one form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// cross, blank, asterisk, bracket, gap, ellipsis, word, somebody, letter.
    pub form: String,
    /// The signs or words.
    pub signs: Vec<String>,
    /// What stands before one that is no blank.
    #[serde(default)]
    pub before: Vec<String>,
    /// What stands behind one that is no blank.
    #[serde(default)]
    pub after: Vec<String>,
}

/// What tells a masked name from a blank.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Masks {
    /// Endings of firms' names.
    pub companies: Vec<String>,
    /// Surnames, one character each.
    pub surnames: String,
    /// Of these, the ones that are little else than surnames.
    pub common: String,
    /// What follows the name of a person.
    pub titles: Starts,
}

impl Mark {
    /// Where one of the signs is no blank.
    pub fn exception(&self) -> Surroundings {
        Surroundings { before: self.before.clone(), after: self.after.clone(), later: Vec::new() }
    }
}
