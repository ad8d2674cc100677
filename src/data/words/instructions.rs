//! How the instructions of a form are worded: `rules/data/instructions.toml`.

use super::{CharSet, Starts};
use crate::values::Words;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The words of which instructions are made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Instructions {
    /// Words before the verb that ask for something.
    pub requests: Starts,
    /// Of these the ones with which nothing but a request begins.
    pub asking: Starts,
    /// Words before the verb that say how.
    pub adverbs: Starts,
    /// Of the adverbs those that reports do not use of themselves: 简要.
    pub terse: Vec<String>,
    /// Words that stand before a remark, with a colon.
    pub remarks: Starts,
    /// Words that open a clause that says what to go by.
    pub leads: Starts,
    /// Verbs that are hardly ever the report's own when a clause begins with them.
    pub strong: Starts,
    /// Verbs that are the report's own unless they stand in brackets or behind a request.
    pub weak: Starts,
    /// Of the strong verbs those that need a request out of brackets.
    pub asked: Vec<String>,
    /// What a verb asks for.
    pub objects: Vec<String>,
    /// What makes a noun of the verb before it.
    pub nouns: Starts,
    /// What shows that a clause states something.
    pub statements: Vec<String>,
    /// Whole brackets that belong to the template.
    pub alone: Vec<String>,
    /// Heads of the instructions themselves.
    pub heads: Starts,
    /// Openings that speak to the author.
    pub openings: Starts,
    /// Openings that do so out of brackets only.
    pub plain: Starts,
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
    pub words: Starts,
}

/// What an instruction may begin with, by its first two characters: most clauses are told from instructions by that.
#[derive(Clone, Debug, Default)]
pub struct Openings {
    single: CharSet,
    double: Words<()>,
}

impl Openings {
    /// Of all words that an instruction may begin with, and of the limits of its length.
    pub fn new(words: &Instructions) -> Self {
        let Instructions { requests, adverbs, remarks, leads, strong, weak, alone, heads, openings, plain, limit, .. } = words;
        let mut single: CharSet = ('0'..='9').collect();
        let mut double: BTreeSet<String> =
            "一二三四五六七八九两".chars().flat_map(|digit| [format!("{digit}百"), format!("{digit}千")]).collect();
        let listed =
            [requests, adverbs, remarks, leads, strong, weak, heads, openings, plain, &limit.words].into_iter().flat_map(Starts::iter);
        for word in listed.chain(alone.iter().map(String::as_str)) {
            match word.char_indices().nth(1) {
                Some((at, second)) => drop(double.insert(word[..at + second.len_utf8()].to_owned())),
                None => word.chars().for_each(|only| single.add(only)),
            }
        }
        Openings { single, double: Words::at_start(double.into_iter().map(|pair| (pair, ()))) }
    }

    /// Whether an instruction may begin so.
    pub fn may_open(&self, words: &str) -> bool {
        words.starts_with(|first| self.single.contains(first)) || self.double.any(words)
    }
}
