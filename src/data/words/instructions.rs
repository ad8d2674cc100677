//! How the instructions of a form are worded: `rules/data/instructions.toml`.

use super::CharSet;
use serde::Deserialize;

/// The words of which instructions are made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Instructions {
    /// Words before the verb that ask for something.
    pub requests: Vec<String>,
    /// Words before the verb that say how.
    pub adverbs: Vec<String>,
    /// Words that open a clause that says what to go by.
    pub leads: Vec<String>,
    /// Verbs that are hardly ever the report's own when a clause begins with them.
    pub strong: Vec<String>,
    /// Verbs that are the report's own unless they stand in brackets or behind a request.
    pub weak: Vec<String>,
    /// Of the strong verbs those that need a request out of brackets.
    pub asked: Vec<String>,
    /// What a verb asks for.
    pub objects: Vec<String>,
    /// What makes a noun of the verb before it.
    pub nouns: Vec<String>,
    /// What shows that a clause states something.
    pub statements: Vec<String>,
    /// Whole brackets that belong to the template.
    pub alone: Vec<String>,
    /// Heads of the instructions themselves.
    pub heads: Vec<String>,
    /// Openings that speak to the author.
    pub openings: Vec<String>,
    /// Limits of length.
    pub limit: Limit,
}

/// What may stand around a number of characters.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limit {
    /// The measure word.
    pub sign: String,
    /// Words and marks that may stand beside the number.
    pub words: Vec<String>,
}

impl Instructions {
    /// The characters that a clause or bracket may begin with to be an instruction.
    pub fn starts(&self) -> CharSet {
        let words = [
            &self.requests,
            &self.adverbs,
            &self.leads,
            &self.strong,
            &self.weak,
            &self.alone,
            &self.heads,
            &self.openings,
            &self.limit.words,
        ];
        let digits = ('0'..='9').chain("一二三四五六七八九十百千两".chars());
        words.into_iter().flatten().filter_map(|word| word.chars().next()).chain(digits).collect()
    }
}

/// The longest of `words` that `text` begins with.
pub fn longest<'w>(text: &str, words: &'w [String]) -> Option<&'w str> {
    words.iter().filter(|word| text.starts_with(word.as_str())).max_by_key(|word| word.len()).map(String::as_str)
}
