//! What figures measure: the words of amounts, counts and rates, found in one pass over a paragraph.

use crate::text::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::{BitOr, BitOrAssign};

/// An index into [`Measures::measures`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct MeasureId(pub u16);

/// An index into [`Measures::rates`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct RateId(pub u16);

/// The measures and rates of a field, ready to be found.
#[derive(Debug, Default)]
pub struct Measures {
    /// Amounts and counts.
    pub measures: Vec<Measure>,
    /// Percentages of one measure in another.
    pub rates: Vec<Rate>,
    /// What is left over.
    pub remainders: Vec<Remainder>,
    /// Words for whose money it is.
    pub levels: Vec<String>,
    finder: Option<AhoCorasick>,
    words: Vec<Word>,
}

/// A quantity that reports state as an amount or a count.
#[derive(Debug)]
pub struct Measure {
    /// The name in rules.
    pub id: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Whether it is an amount of money; else a count.
    pub money: bool,
    /// Whether its words are general nouns, which any other word outweighs.
    pub weak: bool,
    /// Whether it is money provided, and neither spent nor of another stage.
    pub provision: bool,
    /// Whether its words name classes of spending.
    pub classes: bool,
    /// What the same words mean behind an earlier year.
    pub carried: Option<MeasureId>,
}

/// A percentage of one measure in another.
#[derive(Debug)]
pub struct Rate {
    /// The name in rules.
    pub id: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// What may be counted, the most usual first.
    pub numerators: Vec<MeasureId>,
    /// What it may be counted in, the most usual first.
    pub denominators: Vec<MeasureId>,
    /// What the base may hold besides one of these.
    pub added: Vec<MeasureId>,
    /// Whether it may be over 100%.
    pub exceeds: bool,
}

/// A measure that is what is left over: incoming less outgoing.
#[derive(Debug)]
pub struct Remainder {
    /// The measure.
    pub of: MeasureId,
    /// What was carried in.
    pub carried: Vec<MeasureId>,
    /// What came in beside what was carried in.
    pub income: Vec<MeasureId>,
    /// What there was, where nothing is said of what was carried in.
    pub incoming: Vec<MeasureId>,
    /// What went.
    pub outgoing: Vec<MeasureId>,
}

/// What a word means; it may mean several things.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Word {
    /// Before an amount of money.
    pub money: Option<MeasureId>,
    /// Before a count.
    pub count: Option<MeasureId>,
    /// Before a percentage.
    pub rate: Option<RateId>,
    /// What it does to the figures around it.
    pub roles: Roles,
    /// For punctuation: what it does.
    pub mark: Option<Mark>,
}

/// Punctuation by what it does to labels and figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// 、
    Pause,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// 。！？ and line ends
    Stop,
    /// ：
    Colon,
    /// （
    Open,
    /// ）
    Close,
}

const MARKS: &[(&str, Mark)] = &[
    ("、", Mark::Pause),
    ("，", Mark::Comma),
    (",", Mark::Comma),
    ("；", Mark::Semicolon),
    (";", Mark::Semicolon),
    ("。", Mark::Stop),
    ("！", Mark::Stop),
    ("？", Mark::Stop),
    ("\n", Mark::Stop),
    ("：", Mark::Colon),
    (":", Mark::Colon),
    ("（", Mark::Open),
    ("(", Mark::Open),
    ("）", Mark::Close),
    (")", Mark::Close),
];

/// What a word does to the figures around it; the data file explains each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Role {
    Ignored,
    Filler,
    Neutral,
    Target,
    /// Of one thing, or a mean.
    Each,
    /// One of several instalments.
    Partial,
    Part,
    Qualifying,
    Previous,
    Excess,
    Share,
    Portion,
    Against,
    Up,
    Down,
    From,
    To,
    /// The word of a rate that is too general behind a noun.
    Bare,
    /// The end of any rate's name.
    RateEnd,
    /// The figure behind is a total, and no longer of what the sentence was about.
    Total,
    /// In a heading: what stands below is aimed at.
    Aim,
    /// In a heading: what stands below has been done, or is about money.
    Done,
    /// One figure for several names: 均为.
    Join,
    /// A figure for each of several names: 分别为.
    Severally,
}

/// A set of roles.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Roles(u32);

impl Roles {
    /// The set of one.
    pub const fn of(role: Role) -> Roles {
        Roles(1 << role as u32)
    }

    /// Whether it holds a role.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// Whether it holds one of several.
    pub fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|&role| self.has(role))
    }
}

impl BitOr for Roles {
    type Output = Roles;

    fn bitor(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }
}

impl BitOrAssign for Roles {
    fn bitor_assign(&mut self, other: Roles) {
        self.0 |= other.0;
    }
}

impl Measures {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: &str) -> Result<Measures, String> {
        let data: Data = toml::from_str(toml).map_err(|error| error.to_string())?;
        let ids = ids(&data);
        let named = |id: &String| ids.get(id.as_str()).copied().ok_or_else(|| format!("there is no measure `{id}`"));
        let words = words(&data);
        let finder =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words.keys()).map_err(|error| error.to_string())?;
        let rate = |rate: &RateData| -> Result<Rate, String> {
            Ok(Rate {
                id: rate.id.clone(),
                zh: rate.zh.clone(),
                en: rate.en.clone(),
                numerators: rate.numerators.iter().map(named).collect::<Result<_, _>>()?,
                denominators: rate.denominators.iter().map(named).collect::<Result<_, _>>()?,
                added: rate.added.iter().map(named).collect::<Result<_, _>>()?,
                exceeds: rate.exceeds,
            })
        };
        let measure = |measure: &MeasureData| -> Result<Measure, String> {
            let carried = measure.carried.as_ref().map(named).transpose()?;
            let money = matches!(measure.kind, KindData::Money);
            Ok(Measure {
                money,
                id: measure.id.clone(),
                zh: measure.zh.clone(),
                en: measure.en.clone(),
                weak: measure.weak,
                provision: measure.provision,
                classes: measure.classes,
                carried,
            })
        };
        let all = |ids: &Vec<String>| -> Result<Vec<MeasureId>, String> { ids.iter().map(named).collect() };
        let remainder = |data: &RemainderData| -> Result<Remainder, String> {
            let (carried, income) = (all(&data.carried)?, all(&data.income)?);
            Ok(Remainder { of: named(&data.of)?, carried, income, incoming: all(&data.incoming)?, outgoing: all(&data.outgoing)? })
        };
        Ok(Measures {
            remainders: data.remainder.iter().map(remainder).collect::<Result<_, _>>()?,
            measures: data.measure.iter().map(measure).collect::<Result<_, _>>()?,
            rates: data.rate.iter().map(rate).collect::<Result<_, _>>()?,
            levels: data.words.level.clone(),
            finder: Some(finder),
            words: words.into_values().collect(),
        })
    }

    /// The words of a text with their byte ranges, from left to right, the longest at each place.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (std::ops::Range<usize>, Word)> + 'a {
        let found = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        found.filter_map(|hit| Some((hit.range(), *self.words.get(hit.pattern().as_usize())?)))
    }

    /// What is left of a text without the words of measures, fillers and neutral words; one character is nothing.
    pub fn leftover(&self, text: &str) -> Option<Span> {
        let mut known = 0;
        let mut left: Option<Span> = None;
        let ends = self.find(text).map(|(range, _)| range).chain(std::iter::once(text.len()..text.len()));
        for range in ends {
            let between = text.get(known..range.start).unwrap_or("");
            if between.chars().filter(|char| char.is_alphanumeric()).nth(1).is_some() {
                let span = Span::new(known, range.start);
                left = Some(left.map_or(span, |left| left.to(span)));
            }
            known = range.end;
        }
        left
    }

    /// A measure by the name that rules and other data use.
    pub fn named(&self, id: &str) -> Option<MeasureId> {
        self.measures.iter().position(|measure| measure.id == id).map(|at| MeasureId(at as u16))
    }

    /// A measure.
    pub fn measure(&self, id: MeasureId) -> Option<&Measure> {
        self.measures.get(usize::from(id.0))
    }

    /// A rate.
    pub fn rate(&self, id: RateId) -> Option<&Rate> {
        self.rates.get(usize::from(id.0))
    }
}

/// Measures by their names. A measure that stands twice, with further words, is the first.
fn ids(data: &Data) -> BTreeMap<&str, MeasureId> {
    let mut ids = BTreeMap::new();
    for (at, measure) in data.measure.iter().enumerate() {
        ids.entry(measure.id.as_str()).or_insert(MeasureId(at as u16));
    }
    ids
}

/// Every word once, with all its meanings.
fn words(data: &Data) -> BTreeMap<String, Word> {
    let mut words = BTreeMap::<String, Word>::new();
    words.extend(MARKS.iter().map(|&(text, mark)| (text.to_owned(), Word { mark: Some(mark), ..Word::default() })));
    let ids = ids(data);
    for measure in &data.measure {
        let Some(&id) = ids.get(measure.id.as_str()) else { continue };
        for word in &measure.words {
            let known = words.entry(word.clone()).or_default();
            match measure.kind {
                KindData::Money => known.money = known.money.or(Some(id)),
                KindData::Count => known.count = known.count.or(Some(id)),
            }
        }
    }
    for rate in &data.rate {
        // A rate that stands twice, with further words, is the first.
        let Some(at) = data.rate.iter().position(|other| other.id == rate.id) else { continue };
        let bare = rate.bare.iter().map(|word| (word, Roles::of(Role::Bare)));
        for (word, roles) in rate.words.iter().map(|word| (word, Roles::default())).chain(bare) {
            let known = words.entry(word.clone()).or_default();
            known.rate = known.rate.or(Some(RateId(at as u16)));
            known.roles |= roles;
        }
    }
    for (role, list) in data.words.lists() {
        for word in list {
            words.entry(word.clone()).or_default().roles |= Roles::of(role);
        }
    }
    words
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Data {
    measure: Vec<MeasureData>,
    rate: Vec<RateData>,
    remainder: Vec<RemainderData>,
    words: WordData,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureData {
    id: String,
    zh: String,
    en: String,
    kind: KindData,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    provision: bool,
    #[serde(default)]
    classes: bool,
    carried: Option<String>,
    words: Vec<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum KindData {
    Money,
    Count,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RateData {
    id: String,
    zh: String,
    en: String,
    numerators: Vec<String>,
    denominators: Vec<String>,
    #[serde(default)]
    added: Vec<String>,
    exceeds: bool,
    words: Vec<String>,
    #[serde(default)]
    bare: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RemainderData {
    of: String,
    carried: Vec<String>,
    income: Vec<String>,
    incoming: Vec<String>,
    outgoing: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct WordData {
    level: Vec<String>,
    ignored: Vec<String>,
    fillers: Vec<String>,
    neutral: Vec<String>,
    target: Vec<String>,
    each: Vec<String>,
    partial: Vec<String>,
    part: Vec<String>,
    qualifying: Vec<String>,
    previous: Vec<String>,
    excess: Vec<String>,
    share: Vec<String>,
    portion: Vec<String>,
    against: Vec<String>,
    up: Vec<String>,
    down: Vec<String>,
    from: Vec<String>,
    to: Vec<String>,
    join: Vec<String>,
    severally: Vec<String>,
    rate_end: Vec<String>,
    total: Vec<String>,
    aim: Vec<String>,
    done: Vec<String>,
}

impl WordData {
    fn lists(&self) -> [(Role, &Vec<String>); 23] {
        [
            (Role::Ignored, &self.ignored),
            (Role::Filler, &self.fillers),
            (Role::Neutral, &self.neutral),
            (Role::Target, &self.target),
            (Role::Each, &self.each),
            (Role::Partial, &self.partial),
            (Role::Part, &self.part),
            (Role::Qualifying, &self.qualifying),
            (Role::Previous, &self.previous),
            (Role::Excess, &self.excess),
            (Role::Share, &self.share),
            (Role::Portion, &self.portion),
            (Role::Against, &self.against),
            (Role::Up, &self.up),
            (Role::Down, &self.down),
            (Role::From, &self.from),
            (Role::To, &self.to),
            (Role::Join, &self.join),
            (Role::Severally, &self.severally),
            (Role::RateEnd, &self.rate_end),
            (Role::Total, &self.total),
            (Role::Aim, &self.aim),
            (Role::Done, &self.done),
        ]
    }
}
