//! Words that are looked for where a text begins.

use crate::packed::Text;
use crate::values::Words;
use serde::Deserialize;

/// Words that are looked for where a text begins: the longest is found with one look at its first character.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<Text<'de>>")]
pub struct Starts(Words<()>);

impl Starts {
    /// The longest of the words that the text begins with.
    pub fn longest<'w>(&'w self, text: &str) -> Option<&'w str> {
        self.0.longest(text).map(|(word, ())| word)
    }

    /// Whether the text begins with one of the words.
    pub fn open(&self, text: &str) -> bool {
        self.0.any(text)
    }

    /// Every word.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, ())| word)
    }
}

impl From<Vec<Text<'_>>> for Starts {
    fn from(words: Vec<Text<'_>>) -> Self {
        Starts(Words::at_start(words.into_iter().map(|word| (word, ()))))
    }
}
