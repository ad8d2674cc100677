//! Rates for one and how often: the words by which a price, a frequency and a total belong together.

use super::labels::Phrases;
use crate::error::Wrong;
use crate::packed::Toml;
use serde::Deserialize;

/// The words around rates.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rates {
    /// Words before the noun that a rate is for.
    pub before: Vec<String>,
    /// Words behind it.
    pub after: Vec<String>,
    /// Words of a rate for one of whatever is counted beside it.
    pub single: Vec<String>,
    /// Words that make the rate a mean.
    pub mean: Phrases,
    /// Words that make it a limit or a plan.
    pub limits: Phrases,
    /// Words before a proportion: 师生比1∶16.
    pub proportion: Vec<String>,
    /// Words before an amount that make it a bound of the rate.
    pub bounds: Phrases,
    /// Words between an amount and its repetition in other numerals.
    pub restatement: Vec<String>,
    /// Nouns that a rate is for, with their measure words.
    pub unit: Vec<UnitWords>,
    /// Periods that come back.
    pub period: Vec<Period>,
    /// How occasions are counted.
    pub occasions: Occasions,
    /// Signs of a calculation.
    pub formula: Formula,
    /// Units of one quantity that are no power of ten apart.
    pub conversion: Vec<Conversion>,
    /// Words between a figure and itself in another unit.
    pub converted: Vec<String>,
    /// Words of those who gave an answer: 表示满意的.
    pub opinions: Phrases,
    /// How the names of rates end.
    pub quotients: Vec<String>,
    /// All words that say what a figure is for one of: most labels hold none.
    #[serde(skip)]
    each: Phrases,
}

/// Nouns that one measure word counts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWords {
    /// The nouns.
    pub words: Vec<String>,
    /// The measure word.
    pub measure: String,
    /// Other measure words that the same things are counted by.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A period that comes back.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The words behind 每.
    pub words: Vec<String>,
    /// How often in a year.
    pub times: u32,
    /// The word by which its number is counted.
    #[serde(default)]
    pub measure: Option<String>,
    /// What stands behind the number of those that there were.
    #[serde(default)]
    pub counted: Vec<String>,
}

/// How occasions are counted.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Occasions {
    /// Their measure words.
    pub measures: Vec<String>,
    /// Words that say that the time was shorter than a year.
    pub shorter: Vec<String>,
}

/// One of a unit in another.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// The unit.
    pub from: String,
    /// The other.
    pub to: String,
    /// How many of the other it is.
    pub times: i64,
}

/// Signs of a calculation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Formula {
    /// Multiplication signs.
    pub times: Vec<String>,
    /// Signs of division.
    pub divided: Vec<String>,
    /// Equals signs.
    pub equals: Vec<String>,
    /// Signs of addition and subtraction.
    pub adds: Vec<String>,
}

/// What a rate is for: 每人每月 is for one person and one month.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Basis<'r> {
    /// The measure words of things.
    pub things: Vec<&'r str>,
    /// How often the periods come back in a year, multiplied; none when no period is named.
    pub times: Option<u32>,
    /// Nouns that the data does not know.
    pub unknown: usize,
}

impl Basis<'_> {
    fn recur(&mut self, period: &Period) {
        self.times = Some(self.times.unwrap_or(1).saturating_mul(period.times));
    }
}

/// The entry with the longest word that a text begins with, and how long that word is.
fn longest<'e, E>(text: &str, entries: &'e [E], words: impl Fn(&E) -> &[String]) -> Option<(usize, &'e E)> {
    let length = |entry: &E| words(entry).iter().filter(|word| text.starts_with(word.as_str())).map(String::len).max();
    entries.iter().filter_map(|entry| Some((length(entry)?, entry))).max_by_key(|(length, _)| *length)
}

impl Rates {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Rates, Wrong> {
        let rates: Rates = toml.read()?;
        let each = rates.before.iter().chain(&rates.after).chain(&rates.single).cloned().collect::<Vec<_>>().into();
        Ok(Rates { each, ..rates })
    }

    /// What the words before a figure say that it is for; none when they say nothing.
    pub fn basis(&self, label: &str) -> Option<Basis<'_>> {
        if !self.each.within(label) {
            return None;
        }
        let mut basis = Basis::default();
        let each = self.before.iter().flat_map(|word| label.match_indices(word.as_str()).map(|(at, _)| &label[at + word.len()..]));
        let nouns = each.collect::<Vec<_>>();
        for noun in &nouns {
            self.noun(noun, &mut basis);
        }
        let means = self
            .after
            .iter()
            .flat_map(|word| label.match_indices(word.as_str()).map(|(at, word)| (&label[..at], &label[at + word.len()..])));
        for (head, tail) in means {
            if nouns.is_empty() {
                // 人均月补助800元: for each person and month.
                self.period_at(tail, &mut basis);
            }
            match self.unit.iter().find(|unit| unit.words.iter().any(|word| head.ends_with(word.as_str()))) {
                Some(unit) => basis.things.push(&unit.measure),
                None if nouns.is_empty() => basis.unknown += 1,
                None => {}
            }
        }
        basis.unknown += usize::from(basis == Basis::default() && self.single.iter().any(|word| label.contains(word.as_str())));
        (basis != Basis::default()).then_some(basis)
    }

    /// The period that the words before a figure say that it comes back in.
    pub fn recurring(&self, label: &str) -> Option<&Period> {
        let each = self.before.iter().flat_map(|word| label.match_indices(word.as_str()).map(|(at, word)| &label[at + word.len()..]));
        each.filter_map(|noun| longest(noun, &self.period, |period| &period.words)).map(|(_, period)| period).last()
    }

    /// Whom or what the words before a figure name behind 每 and the measure word: 保洁员 of 每名保洁员每天.
    pub fn noun_of<'t>(&self, label: &'t str) -> Option<&'t str> {
        let each = self.before.iter().find_map(|word| Some(label.find(word.as_str())? + word.len()))?;
        let words = label.get(each..)?;
        let (length, _) = longest(words, &self.unit, |unit| &unit.words)?;
        let rest = words.get(length..)?;
        let end = self.before.iter().filter_map(|word| rest.find(word.as_str())).min().unwrap_or(0);
        rest.get(..end)
    }

    /// Adds a measure word or period behind a stroke: 人·年 of 元/人·年.
    pub fn per<'r>(&'r self, word: &str, basis: &mut Basis<'r>) {
        self.noun(word, basis);
    }

    /// Adds the period that a text begins with.
    fn period_at(&self, text: &str, basis: &mut Basis<'_>) {
        if let Some((_, period)) = longest(text, &self.period, |period| &period.words) {
            basis.recur(period);
        }
    }

    fn noun<'r>(&'r self, text: &str, basis: &mut Basis<'r>) {
        let period = longest(text, &self.period, |period| &period.words);
        let unit = longest(text, &self.unit, |unit| &unit.words);
        match (period, unit) {
            (Some((long, period)), unit) if unit.is_none_or(|(length, _)| length <= long) => basis.recur(period),
            (_, Some((_, unit))) => basis.things.push(&unit.measure),
            (_, None) => basis.unknown += 1,
        }
    }

    /// The measure words by which the things of one are counted: 人均 is of 人, and of 人次.
    pub fn counted_by<'r>(&'r self, measure: &'r str) -> impl Iterator<Item = &'r str> {
        let also = self.unit.iter().filter(move |unit| unit.measure == measure).flat_map(|unit| &unit.also);
        std::iter::once(measure).chain(also.map(String::as_str))
    }

    /// The measure word of a period that comes back so often in a year.
    pub fn period_of(&self, times: u32) -> Option<&str> {
        self.period.iter().find(|period| period.times == times)?.measure.as_deref()
    }

    /// Whether the words make a rate a mean.
    pub fn is_mean(&self, label: &str) -> bool {
        self.mean.within(label)
    }

    /// Whether the words make a rate a limit or a plan.
    pub fn is_limit(&self, label: &str) -> bool {
        self.limits.within(label)
    }
}
