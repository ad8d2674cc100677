//! The shape of `rules/data/units.toml`.

use super::{HedgeWord, Measure};
use crate::quantity::{Dimension, Hedge, Unit};
use crate::values::date::Relative;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub after_space: Vec<String>,
    pub hedge: Vec<HedgeData>,
    pub currency: Currency,
    pub sign: Sign,
    pub numerals: Numerals,
    pub relative: Vec<RelativeData>,
    pub lists: Lists,
    pub citation: Citation,
    pub magnitude: Vec<Magnitude>,
    pub unit: Vec<UnitData>,
    #[serde(default)]
    pub spoken: Vec<Spoken>,
}

/// A part or multiple that is said in one word which begins with a numeral.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spoken {
    /// The word.
    pub word: String,
    /// What has to stand before it; nothing, where the list is empty.
    #[serde(default)]
    pub before: Vec<String>,
    /// What it says, in tenths.
    pub tenths: i64,
    /// To how many decimals of a tenth.
    pub decimals: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HedgeData {
    hedge: HedgeName,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    recent: Vec<String>,
    #[serde(default)]
    inside: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum HedgeName {
    Exact,
    About,
    Nearly,
    Over,
    Above,
    Below,
    AtLeast,
    AtMost,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Currency {
    pub signs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sign {
    pub after: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numerals {
    pub words: Vec<String>,
    pub before: Vec<String>,
    pub labels: Vec<String>,
    pub one: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelativeData {
    relation: Relative,
    words: Vec<String>,
    not_after: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Citation {
    pub breaks: Vec<String>,
    pub firm_labels: Vec<String>,
    pub firm_words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Magnitude {
    pub words: Vec<String>,
    pub power: i8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitData {
    #[serde(default)]
    kind: Kind,
    group: Option<String>,
    #[serde(default)]
    power: i8,
    pub words: Vec<String>,
    #[serde(default)]
    measured: bool,
    #[serde(default)]
    time: bool,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Money,
    Ratio,
    Points,
    Score,
    #[default]
    Count,
}

impl UnitData {
    /// The measure, its group entered into `groups` when it is new. A group is named by its first word unless it says.
    pub fn measure(&self, groups: &mut Vec<String>) -> Measure {
        let dimension = match self.kind {
            Kind::Money => Dimension::Money,
            Kind::Ratio => Dimension::Ratio,
            Kind::Points => Dimension::Points,
            Kind::Score => Dimension::Score,
            Kind::Count => Dimension::Count(self.group(groups)),
        };
        let unit = Unit { dimension, exponent: self.power };
        Measure { unit, measured: self.measured, time: self.time, not: self.not.clone() }
    }

    fn group(&self, groups: &mut Vec<String>) -> u16 {
        let name = self.group.as_ref().or(self.words.first()).cloned().unwrap_or_default();
        let at = groups.iter().position(|group| *group == name).unwrap_or_else(|| {
            groups.push(name);
            groups.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }
}

impl RelativeData {
    /// Its words, each with the relation and the characters that it does not follow.
    pub fn words(&self) -> impl Iterator<Item = (&str, (Relative, String))> {
        self.words.iter().map(|word| (word.as_str(), (self.relation, self.not_after.clone())))
    }
}

impl HedgeName {
    fn hedge(self) -> Option<Hedge> {
        match self {
            HedgeName::Exact => None,
            HedgeName::About => Some(Hedge::About),
            HedgeName::Nearly => Some(Hedge::Nearly),
            HedgeName::Over => Some(Hedge::Over),
            HedgeName::Above => Some(Hedge::Above),
            HedgeName::Below => Some(Hedge::Below),
            HedgeName::AtLeast => Some(Hedge::AtLeast),
            HedgeName::AtMost => Some(Hedge::AtMost),
        }
    }
}

/// Words before a number, and words that only end like one.
pub(super) fn hedge_words_before(hedges: &[HedgeData]) -> Vec<(&str, Option<HedgeWord>)> {
    let mut words = Vec::new();
    for data in hedges {
        let meaning = data.hedge.hedge().map_or(HedgeWord::Exact, HedgeWord::Vague);
        words.extend(data.before.iter().map(|word| (word.as_str(), Some(meaning))));
        words.extend(data.not.iter().map(|word| (word.as_str(), None)));
        let recent = data.hedge.hedge().map(HedgeWord::Recent);
        words.extend(data.recent.iter().map(|word| (word.as_str(), recent)));
    }
    words
}

/// Words behind a figure, and words that only begin like one.
pub(super) fn hedge_words_after(hedges: &[HedgeData]) -> Vec<(&str, Option<Hedge>)> {
    let mut words = Vec::new();
    for data in hedges {
        words.extend(data.after.iter().map(|word| (word.as_str(), data.hedge.hedge())));
        words.extend(data.not.iter().map(|word| (word.as_str(), None)));
    }
    words
}

/// Words between a number and its unit.
pub(super) fn hedge_words_inside(hedges: &[HedgeData]) -> Vec<(&str, Hedge)> {
    let words = hedges.iter().flat_map(|data| data.inside.iter().map(|word| (word.as_str(), data.hedge.hedge())));
    words.filter_map(|(word, hedge)| Some((word, hedge?))).collect()
}

/// A plain list of words.
pub(super) fn set(words: &[String]) -> Vec<(&str, ())> {
    words.iter().map(|word| (word.as_str(), ())).collect()
}
