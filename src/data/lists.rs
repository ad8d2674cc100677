//! How reports announce and write enumerations.

use crate::error::Wrong;
use crate::packed::Toml;
use serde::Deserialize;

/// The words around an enumeration.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lists {
    /// Measure words whose number can be compared with the names listed.
    pub measures: Vec<String>,
    /// Measure words that count anything whatever.
    pub generic: Vec<String>,
    /// Measure words that say themselves that parts of something are counted.
    pub groupings: Vec<String>,
    /// Measure words of levels and sorts, whose number says how many parts a total has.
    pub sorts: Vec<String>,
    /// Measure words of people.
    pub people: Vec<String>,
    /// Words between number and list.
    pub openers: Vec<String>,
    /// Words by which a list leaves names out.
    pub partial: Vec<String>,
    /// Words that hold one of `partial` by accident.
    pub not_partial: Vec<String>,
    /// Words before a list that show where it begins.
    pub verbs: Vec<String>,
    /// Of the verbs, those that divide a whole.
    pub divides: Vec<String>,
    /// Words by which money is spent on what they name.
    pub spends: Vec<String>,
    /// Measure words of the uses of money.
    pub uses: Vec<String>,
    /// Words that name parts of an amount right before them.
    pub of_which: Vec<String>,
    /// Words between a list and its number.
    pub sums: Vec<String>,
    /// Words that point back to the items just told.
    pub back: Vec<String>,
    /// At the end of the words before a total of so many levels.
    pub reached: Vec<String>,
    /// What the names behind a number and a comma are called.
    pub titles: Vec<String>,
    /// Words behind a list that tell of more.
    pub rest: Vec<String>,
    /// Where a word that was said before each of them is left out: 的是.
    pub again: Vec<String>,
    /// Words that deal amounts out, one to each name.
    pub dealt: Vec<String>,
    /// Words that no bare noun or name holds.
    pub busy: Vec<String>,
    /// Words at the end of a name that tell whose the bodies behind it are.
    pub owners: Vec<String>,
    /// Kinds of places and bodies, which are no names.
    pub kinds: Vec<String>,
    /// Bodies and places that are called by name.
    pub named: Vec<Named>,
    /// Nouns of money.
    pub money: Vec<String>,
    /// Between money and a verb that divides it: by what it is divided.
    pub divided_by: Vec<String>,
    /// Words for money that is divided.
    pub divided: Vec<String>,
    /// What an amount's name may leave off.
    pub money_endings: Vec<String>,
    /// Words of a price or a settled amount, which is not what was allotted.
    pub prices: Vec<String>,
}

/// Bodies or places of one sort.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Named {
    /// What they are called together.
    pub noun: Vec<String>,
    /// How their names end.
    pub endings: Vec<String>,
}

impl Lists {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Lists, Wrong> {
        Ok(toml.read()?)
    }

    /// Whether a number with this measure word can be compared with the names listed.
    pub fn is_countable(&self, measure: &str) -> bool {
        self.measures.iter().chain(&self.people).any(|word| word == measure)
    }

    /// Whether a noun is one of money.
    pub fn is_money(&self, noun: &str) -> bool {
        self.money.iter().any(|word| word == noun)
    }

    /// Whether the text holds a word by which a list leaves names out.
    pub fn is_partial(&self, text: &str) -> bool {
        let hit = |word: &String| {
            text.match_indices(word.as_str()).any(|(at, _)| !self.not_partial.iter().any(|not| covers(text, at, word.len(), not)))
        };
        self.partial.iter().any(hit)
    }

    /// Whether the text holds a word that no bare noun or name holds.
    pub fn is_busy(&self, text: &str) -> bool {
        self.busy.iter().any(|word| text.contains(word.as_str()))
    }

    /// The sort of bodies or places whose noun stands at the beginning of the text, perhaps behind a word of two characters
    /// (4个职能股室); the longest noun wins.
    pub fn named(&self, text: &str) -> Option<&Named> {
        let starts = || (0..=2 * '个'.len_utf8()).filter_map(|at| text.get(at..));
        let begins = |noun: &String| starts().any(|text| text.starts_with(noun.as_str()));
        let longest = |named: &Named| named.noun.iter().filter(|noun| begins(noun)).map(String::len).max();
        self.named.iter().filter_map(|named| Some((longest(named)?, named))).max_by_key(|(length, _)| *length).map(|(_, named)| named)
    }
}

/// Whether the bytes from `at` lie inside an occurrence of `word`.
fn covers(text: &str, at: usize, length: usize, word: &str) -> bool {
    word.match_indices(char::is_alphanumeric).any(|(inside, _)| {
        let Some(start) = at.checked_sub(inside) else { return false };
        start + word.len() >= at + length && text.get(start..).is_some_and(|rest| rest.starts_with(word))
    })
}
