//! The small words that tie figures together, found in one pass over a paragraph together with its punctuation.

use crate::error::Wrong;
use crate::packed::Toml;
use crate::values::Words;
use serde::Deserialize;
use std::ops::BitOr;

/// Connectors and punctuation, ready to be found.
#[derive(Debug, Default)]
pub struct Connectors {
    words: Words<Meaning>,
    money: Vec<String>,
    partitions: Vec<Partition>,
    enumerators: Vec<String>,
    remainder: Vec<String>,
}

/// What a connector or a punctuation mark does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A word that only looks like a connector.
    Nothing,
    /// A connector.
    Word(Roles),
    /// A punctuation mark.
    Mark(Mark),
}

/// Punctuation by what it does to a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mark {
    /// 、
    Pause,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// 。！？
    Stop,
    /// ：
    Colon,
    /// （
    Open,
    /// ）
    Close,
    /// “ 《
    Quote,
    /// ” 》
    Unquote,
}

/// A set of roles of connectors, and of stages of money and work.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Roles(u64);

/// The roles a connector can play; the data file explains them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Role {
    Opens,
    Whole,
    Main,
    From,
    MakesUp,
    Closes,
    Sums,
    Each,
    More,
    Less,
    Against,
    Rest,
    Besides,
    OpenEnd,
    Includes,
    Share,
    Spends,
    Adds,
    Splits,
    Supplies,
    Uses,
}

/// The bit of the first stage; roles take those below.
const STAGES: u32 = 32;

const MARKS: &[(&str, Mark)] = &[
    ("、", Mark::Pause),
    ("，", Mark::Comma),
    (",", Mark::Comma),
    ("；", Mark::Semicolon),
    (";", Mark::Semicolon),
    ("。", Mark::Stop),
    ("！", Mark::Stop),
    ("？", Mark::Stop),
    ("：", Mark::Colon),
    (":", Mark::Colon),
    ("（", Mark::Open),
    ("(", Mark::Open),
    ("）", Mark::Close),
    (")", Mark::Close),
    ("“", Mark::Quote),
    ("《", Mark::Quote),
    ("”", Mark::Unquote),
    ("》", Mark::Unquote),
];

impl Roles {
    /// Whether it holds a role.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// Whether it holds one of several roles.
    pub fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|&role| self.has(role))
    }

    /// Whether it names a stage that `other` does not.
    pub fn beyond(self, other: Roles) -> bool {
        (self.0 & !other.0) >> STAGES != 0
    }

    /// One role.
    pub fn of(role: Role) -> Roles {
        Roles(1 << role as u32)
    }

    fn stage(at: usize) -> Roles {
        Roles(1 << (STAGES + (at as u32).min(63 - STAGES)))
    }
}

impl BitOr for Roles {
    type Output = Roles;

    fn bitor(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }
}

impl Connectors {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Connectors, Wrong> {
        let data: Data = toml.read()?;
        let mut words: Vec<(String, Meaning)> = MARKS.iter().map(|&(mark, kind)| (mark.to_owned(), Meaning::Mark(kind))).collect();
        words.extend(data.ignore.into_iter().map(|word| (word, Meaning::Nothing)));
        words.extend(meant(data.connector, data.stage));
        Ok(Connectors {
            words: Words::at_start(words),
            money: data.money.words,
            partitions: data.partition,
            enumerators: data.enumerators.words,
            remainder: data.remainder.words,
        })
    }

    /// Whether a text speaks of money.
    pub fn is_of_money(&self, text: &str) -> bool {
        self.money.iter().any(|word| text.contains(word.as_str()))
    }

    /// Whether the names of parts show that nothing of the total is left out: all classes of a known division, or one that takes the rest
    /// of three or more.
    pub fn are_all(&self, total: &str, names: &[&str]) -> bool {
        self.partitions.iter().any(|partition| partition.is_whole(total, names))
            || names.len() > 2 && names.iter().any(|name| self.remainder.iter().any(|word| name.contains(word.as_str())))
    }

    /// Whether the names of parts count them through: 一是, 二是, 三是.
    pub fn are_numbered(&self, names: &[&str]) -> bool {
        let numbered = |(name, word): (&&str, &String)| name.trim_start().starts_with(word.as_str());
        names.len() > 1 && names.len() <= self.enumerators.len() && names.iter().zip(&self.enumerators).all(numbered)
    }

    /// Connectors and marks of a text with their byte ranges, from left to right, the longest at each place.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (std::ops::Range<usize>, Meaning)> + 'a {
        self.words.find(text).map(|(range, meaning)| (range, *meaning))
    }
}

/// Each word once, with all its roles.
fn meant(connectors: Vec<ConnectorData>, stages: Vec<StageData>) -> impl Iterator<Item = (String, Meaning)> {
    let mut roles = std::collections::BTreeMap::<String, Roles>::new();
    let spoken = connectors.into_iter().flat_map(|it| it.words.into_iter().map(move |word| (word, Roles::of(it.role))));
    let staged = stages.into_iter().enumerate().flat_map(|(at, it)| it.words.into_iter().map(move |word| (word, Roles::stage(at))));
    for (word, role) in spoken.chain(staged) {
        let known = roles.entry(word).or_default();
        *known = *known | role;
    }
    roles.into_iter().map(|(word, roles)| (word, Meaning::Word(roles)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    connector: Vec<ConnectorData>,
    #[serde(default)]
    stage: Vec<StageData>,
    #[serde(default)]
    money: StageData,
    #[serde(default)]
    partition: Vec<Partition>,
    #[serde(default)]
    enumerators: StageData,
    #[serde(default)]
    remainder: StageData,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConnectorData {
    role: Role,
    words: Vec<String>,
}

/// Classes of which nothing is left over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Partition {
    words: Vec<String>,
    /// What is divided so; anything when empty.
    #[serde(default)]
    of: Vec<String>,
}

impl Partition {
    /// Whether each class is named by one part, and each part names one.
    fn is_whole(&self, total: &str, names: &[&str]) -> bool {
        let held = |name: &str, word: &String| name.contains(word.as_str());
        self.words.len() == names.len()
            && (self.of.is_empty() || self.of.iter().any(|of| held(total, of)))
            && self.words.iter().all(|word| names.iter().filter(|name| held(name, word)).count() == 1)
            && names.iter().all(|name| self.words.iter().any(|word| held(name, word)))
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StageData {
    words: Vec<String>,
}
