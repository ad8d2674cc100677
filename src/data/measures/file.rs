//! The data file, as it is written, and what is made of it.

use super::{Mark, Measure, MeasureId, Measures, Of, Rate, RateId, Remainder, Role, Roles, Word};
use crate::data::forms::Stage;
use crate::error::Wrong;
use crate::packed::Toml;
use crate::values::Words;
use serde::Deserialize;
use std::collections::BTreeMap;

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

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Data {
    measure: Vec<MeasureData>,
    rate: Vec<RateData>,
    remainder: Vec<RemainderData>,
    levels: Levels,
    words: BTreeMap<Role, Vec<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Levels {
    words: Vec<String>,
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
    #[serde(default)]
    stage: Option<Stage>,
    words: Vec<String>,
    /// Its words are also these before any word of the measures of `of`.
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    of: Vec<String>,
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
    #[serde(default)]
    of: Option<Of>,
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
    #[serde(default)]
    grows: bool,
}

/// Reads the data; the message says what is wrong with it.
pub(super) fn measures(toml: Toml<'_>) -> Result<Measures, Wrong> {
    let data: Data = toml.read()?;
    let ids = ids(&data);
    let words = words(&data, &ids);
    Ok(Measures {
        measures: data.measure.iter().map(measure).collect(),
        rates: data.rate.iter().map(|data| rate(data, &ids)).collect::<Result<_, _>>()?,
        remainders: data.remainder.iter().map(|data| remainder(data, &ids)).collect::<Result<_, _>>()?,
        words: Words::at_start(words),
        levels: data.levels.words,
    })
}

type Ids<'d> = BTreeMap<&'d str, MeasureId>;

/// Measures by their names. A measure that stands twice, with further words, is the first.
fn ids(data: &Data) -> Ids<'_> {
    let mut ids = BTreeMap::new();
    for (at, measure) in data.measure.iter().enumerate() {
        ids.entry(measure.id.as_str()).or_insert(MeasureId(at as u16));
    }
    ids
}

fn named(names: &[String], ids: &Ids<'_>) -> Result<Vec<MeasureId>, String> {
    names.iter().map(|name| ids.get(name.as_str()).copied().ok_or_else(|| format!("there is no measure `{name}`"))).collect()
}

fn measure(data: &MeasureData) -> Measure {
    Measure {
        id: data.id.clone(),
        zh: data.zh.clone(),
        en: data.en.clone(),
        money: matches!(data.kind, KindData::Money),
        weak: data.weak,
        provision: data.provision,
        classes: data.classes,
        stage: data.stage,
    }
}

fn rate(data: &RateData, ids: &Ids<'_>) -> Result<Rate, String> {
    Ok(Rate {
        id: data.id.clone(),
        zh: data.zh.clone(),
        en: data.en.clone(),
        numerators: named(&data.numerators, ids)?,
        denominators: named(&data.denominators, ids)?,
        added: named(&data.added, ids)?,
        exceeds: data.exceeds,
        of: data.of,
    })
}

fn remainder(data: &RemainderData, ids: &Ids<'_>) -> Result<Remainder, String> {
    Ok(Remainder {
        of: *ids.get(data.of.as_str()).ok_or_else(|| format!("there is no measure `{}`", data.of))?,
        carried: named(&data.carried, ids)?,
        income: named(&data.income, ids)?,
        incoming: named(&data.incoming, ids)?,
        outgoing: named(&data.outgoing, ids)?,
        grows: data.grows,
    })
}

/// Every word once, with all its meanings, punctuation among them.
fn words(data: &Data, ids: &Ids<'_>) -> BTreeMap<String, Word> {
    let mut words = BTreeMap::<String, Word>::new();
    words.extend(MARKS.iter().map(|&(text, mark)| (text.to_owned(), Word { mark: Some(mark), ..Word::default() })));
    for measure in &data.measure {
        let Some(&id) = ids.get(measure.id.as_str()) else { continue };
        let others = data.measure.iter().filter(|other| measure.of.contains(&other.id)).flat_map(|other| &other.words);
        let made = others.flat_map(|word| measure.before.iter().map(move |before| format!("{before}{word}")));
        for word in measure.words.iter().cloned().chain(made) {
            let known = words.entry(word).or_default();
            match measure.kind {
                KindData::Money => known.money = known.money.or(Some(id)),
                KindData::Count => known.count = known.count.or(Some(id)),
            }
        }
    }
    for rate in &data.rate {
        rate_words(data, rate, &mut words);
    }
    for (role, list) in &data.words {
        for word in list {
            words.entry(word.clone()).or_default().roles |= Roles::of(*role);
        }
    }
    words
}

/// The words of a rate. A rate that stands twice, with further words, is the first.
fn rate_words(data: &Data, rate: &RateData, words: &mut BTreeMap<String, Word>) {
    let Some(at) = data.rate.iter().position(|other| other.id == rate.id) else { return };
    let bare = rate.bare.iter().map(|word| (word, Roles::of(Role::Bare)));
    for (word, roles) in rate.words.iter().map(|word| (word, Roles::default())).chain(bare) {
        let known = words.entry(word.clone()).or_default();
        known.rate = known.rate.or(Some(RateId(at as u16)));
        known.roles |= roles;
    }
}
