//! The small words that tie figures together, found in one pass over a paragraph together with its punctuation.

use super::addend::Addend;
use super::labels::Phrases;
use crate::error::Wrong;
use crate::packed::{Text, Toml};
use crate::values::Words;
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::BitOr;

/// Connectors and punctuation, ready to be found.
#[derive(Debug, Default)]
pub struct Connectors {
    words: Words<Meaning>,
    money: Words<()>,
    partitions: Vec<Partition>,
    /// The words of all partitions.
    classes: Words<()>,
    enumerators: Vec<String>,
    remainder: Vec<String>,
    exhaustive: Phrases,
    spent: Phrases,
    /// What the parts of a whole are measured by.
    pub measured: Vec<String>,
    joins: Vec<String>,
    inside: Vec<String>,
    within: Vec<String>,
    trail: Vec<String>,
    /// Before a whole of which a share is due: 按中标价的1.5%.
    pub levies: Vec<String>,
    /// Before what only some of a whole have: 其中具有高级职称的.
    pub owners: Vec<String>,
    /// Names of parts and wholes.
    pub naming: Naming,
    /// What is added without its amount.
    pub addend: Addend,
}

/// How parts and wholes are called by less than their names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Naming {
    /// At the end of a name: how it is counted. 绿化面积.
    pub counted: Vec<String>,
    /// Before a figure: it is of another scope.
    pub apart: Vec<String>,
    /// At its beginning: it was named before. 上述绿化.
    pub anaphors: Vec<String>,
    /// Between a part and what it is a share of: 为在册职工的64%.
    pub equals: Vec<String>,
    /// Between a share and its amount: 30%即150万元.
    pub restating: Vec<String>,
    /// Behind a part: it belongs to what is named next. 包含在前述总额之中.
    pub belongs: Vec<String>,
    /// Before a part: 含.
    pub includes: Vec<String>,
    /// The others, of which nothing more is told.
    pub left: Vec<String>,
    /// Before a word, without a meaning of their own here: 均列入.
    pub adverbs: Vec<char>,
    /// Before what a share is of.
    pub share: String,
    /// Behind it.
    pub share_end: Vec<char>,
    /// Parts that overlap make more than their total.
    pub overlaps: Vec<String>,
    /// Characters by which several of a kind are counted.
    pub numerals: String,
    /// Before a list that names only some.
    pub some: Vec<String>,
    /// The first of two figures.
    pub former: String,
    /// The second.
    pub latter: String,
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

/// How a total is divided into classes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Division {
    /// Nothing is left over.
    Whole,
    /// There may be other classes.
    Loose,
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
    Graded,
    Supplies,
    Uses,
    Subtotal,
    Restates,
    FirstOf,
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

impl Meaning {
    /// Whether it says beyond doubt that a figure is a total.
    pub fn sums(self) -> bool {
        matches!(self, Meaning::Word(roles) if roles.has(Role::Sums))
    }

    /// What a word does that is listed twice: all its roles, unless it is listed as none.
    fn and(self, other: Meaning) -> Meaning {
        match (self, other) {
            (Meaning::Word(roles), Meaning::Word(more)) => Meaning::Word(roles | more),
            (first, _) => first,
        }
    }
}

impl Connectors {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Connectors, Wrong> {
        let data: Data<'_> = toml.read()?;
        let mut words: Vec<(Cow<'_, str>, Meaning)> = Vec::new();
        words.extend(MARKS.iter().map(|&(mark, kind)| (Cow::Borrowed(mark), Meaning::Mark(kind))));
        words.extend(data.ignore.iter().map(|word| (Cow::Borrowed(&**word), Meaning::Nothing)));
        words.extend(meant(&data));
        Ok(Connectors {
            words: Words::joined(words, Meaning::and),
            money: Words::at_start(data.money.words.into_iter().map(|word| (word, ()))),
            classes: Words::at_start(data.partition.iter().flat_map(|partition| partition.words.iter().map(|word| (word, ())))),
            partitions: data.partition,
            enumerators: data.enumerators.words,
            remainder: data.remainder.words,
            exhaustive: data.exhaustive.words.into(),
            spent: data.spent.words.into(),
            measured: data.measured.words,
            joins: data.joins.words,
            inside: data.inside.words,
            within: data.inside.before,
            trail: data.inside.behind,
            levies: data.levies.words,
            owners: data.owners.words,
            naming: data.naming,
            addend: data.addend,
        })
    }

    /// Whether a text speaks of money.
    pub fn is_of_money(&self, text: &str) -> bool {
        self.money.find(text).next().is_some()
    }

    /// Whether the names of parts show that nothing of the total is left out: all classes of a known division, or one that takes the rest
    /// of three or more.
    pub fn are_all(&self, total: &str, names: &[&str]) -> bool {
        self.may_be_classes(names) && self.partitions.iter().any(|partition| !partition.loose && partition.is_whole(total, names))
            || names.len() > 2 && self.has_remainder(names)
    }

    /// Whether the names of parts are all classes of a known division of this total, and whether others may stand beside them.
    pub fn division(&self, total: &str, names: &[&str]) -> Option<Division> {
        if !self.may_be_classes(names) {
            return None;
        }
        let whole = self.partitions.iter().filter(|partition| partition.is_whole(total, names));
        whole.map(|partition| if partition.loose { Division::Loose } else { Division::Whole }).min()
    }

    /// Whether parts of these names are all of what a name behind them says: 上半年…，下半年…，全年….
    pub fn are_summed_up(&self, names: &[&str], behind: &str) -> bool {
        let closes = |partition: &&Partition| partition.behind.iter().any(|word| behind.contains(word.as_str()));
        self.may_be_classes(names) && self.partitions.iter().filter(closes).any(|partition| partition.is_whole("", names))
    }

    /// Whether a text is what stands between the last two figures of a list.
    pub fn joins(&self, text: &str) -> bool {
        self.joins.iter().any(|word| word == text)
    }

    /// Whether one of the names takes whatever the others leave.
    pub fn has_remainder(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.remainder.iter().any(|word| name.contains(word.as_str())))
    }

    /// What is divided into parts of these names, by the words that name it; nothing where anything may be.
    pub fn divided(&self, names: &[&str]) -> impl Iterator<Item = &str> {
        let partitions = if self.may_be_classes(names) { self.partitions.as_slice() } else { &[] };
        let known = partitions.iter().filter(|partition| partition.of.iter().any(|of| partition.is_whole(of, names)));
        known.flat_map(|partition| partition.of.iter().map(String::as_str))
    }

    /// Whether each name holds the word of a class, of whatever division: most do not.
    fn may_be_classes(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.classes.find(name).next().is_some())
    }

    /// Whether a text begins with a word that makes what stands before it the whole of what follows: 基本支出中.
    pub fn begins_inside(&self, text: &str) -> bool {
        self.inside.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// Whether words say that nothing is left beside the parts that were told: 除此之外再无其他.
    pub fn are_exhaustive(&self, text: &str) -> bool {
        self.exhaustive.within(text)
    }

    /// Whether a text begins with a word that closes 在…中; without 在, only before a word that goes on: 资金中有.
    pub fn closes_inside(&self, text: &str, opened: bool) -> bool {
        let rest = |word: &String| text.strip_prefix(word.as_str());
        let goes_on = |rest: &str| self.trail.iter().any(|word| rest.starts_with(word.as_str()));
        self.inside.iter().filter_map(rest).any(|rest| opened || goes_on(rest))
    }

    /// Whether a text says that nothing is left, be it of the parts or of something else beside them: 资金已使用完毕.
    pub fn may_be_exhaustive(&self, text: &str) -> bool {
        self.spent.within(text)
    }

    /// Where the word stands that closes 在…中 at the end of a text, and its length.
    pub fn ends_inside(&self, text: &str) -> Option<(usize, usize)> {
        let text = self.trail.iter().filter_map(|word| text.strip_suffix(word.as_str())).min_by_key(|rest| rest.len()).unwrap_or(text);
        let found = self.inside.iter().filter_map(|word| Some((text.strip_suffix(word.as_str())?.len(), word.len())));
        found.min()
    }

    /// Where the last word stands that opens 在…中, and its length.
    pub fn opens_inside(&self, text: &str) -> Option<(usize, usize)> {
        self.within.iter().filter_map(|word| Some((text.rfind(word.as_str())?, word.len()))).max()
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

/// Each word with each of its roles.
fn meant<'d>(data: &'d Data<'_>) -> impl Iterator<Item = (Cow<'d, str>, Meaning)> {
    let spoken = data.connector.iter().flat_map(|it| it.phrases().map(move |word| (word, Roles::of(it.role))));
    let stages = data.stage.iter().enumerate();
    let staged = stages.flat_map(|(at, it)| it.words.iter().map(move |word| (Cow::Borrowed(word.as_str()), Roles::stage(at))));
    spoken.chain(staged).map(|(word, roles)| (word, Meaning::Word(roles)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data<'s> {
    #[serde(borrow, default)]
    ignore: Vec<Text<'s>>,
    #[serde(borrow, default)]
    connector: Vec<ConnectorData<'s>>,
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
    #[serde(default)]
    exhaustive: StageData,
    #[serde(default)]
    spent: StageData,
    #[serde(default)]
    measured: StageData,
    #[serde(default)]
    joins: StageData,
    #[serde(default)]
    inside: InsideData,
    #[serde(default)]
    levies: StageData,
    #[serde(default)]
    naming: Naming,
    #[serde(default)]
    owners: StageData,
    #[serde(default)]
    addend: Addend,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct InsideData {
    words: Vec<String>,
    before: Vec<String>,
    behind: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConnectorData<'s> {
    role: Role,
    #[serde(borrow)]
    words: Vec<Text<'s>>,
    /// Phrases in which the words stand, at the place of `{}`.
    #[serde(borrow, default)]
    around: Vec<Text<'s>>,
}

impl ConnectorData<'_> {
    /// The words, each in every phrase; alone when there is none.
    fn phrases(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let alone = self.words.iter().filter(|_| self.around.is_empty()).map(|word| Cow::Borrowed(&**word));
        let within = self.words.iter().flat_map(|word| self.around.iter().map(move |phrase| Cow::Owned(phrase.replace("{}", word))));
        alone.chain(within)
    }
}

/// Classes of which nothing is left over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Partition {
    words: Vec<String>,
    /// What is divided so; anything when empty.
    #[serde(default)]
    of: Vec<String>,
    /// Whether other classes may stand beside these, so that only parts that come near a total make it up.
    #[serde(default)]
    loose: bool,
    /// What their total may be called behind them.
    #[serde(default)]
    behind: Vec<String>,
}

impl Partition {
    /// Whether each class is named by one part, and each part names one.
    fn is_whole(&self, total: &str, names: &[&str]) -> bool {
        let held = |name: &str, word: &String| name.contains(word.as_str());
        // 不满意 holds 满意, too: the longest word is the name's own.
        let own = |name: &&str| self.words.iter().filter(|word| held(name, word)).max_by_key(|word| word.len());
        self.words.len() == names.len()
            && (self.of.is_empty() || self.of.iter().any(|of| held(total, of)))
            && self.words.iter().all(|word| names.iter().filter(|name| own(name) == Some(word)).count() == 1)
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StageData {
    words: Vec<String>,
}
