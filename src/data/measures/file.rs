//! The data file, as it is written, and what is made of it.

use super::{Entry, Left, Mark, Measure, MeasureId, Measures, Of, Rate, RateId, Remainder, Role, Roles, Word};
use crate::data::forms::Stage;
use crate::error::Wrong;
use crate::packed::{Text, Toml};
use crate::values::Words;
use serde::Deserialize;
use std::borrow::Cow;
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
struct Data<'s> {
    #[serde(borrow)]
    measure: Vec<MeasureData<'s>>,
    #[serde(borrow)]
    rate: Vec<RateData<'s>>,
    remainder: Vec<RemainderData>,
    levels: Levels,
    left: Left,
    #[serde(borrow)]
    account: BTreeMap<Entry, Vec<Text<'s>>>,
    #[serde(borrow)]
    words: BTreeMap<Role, Vec<Text<'s>>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Levels {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureData<'s> {
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
    #[serde(borrow)]
    words: Vec<Text<'s>>,
    /// Its words are also these before any word of the measures of `of`.
    #[serde(borrow, default)]
    before: Vec<Text<'s>>,
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
struct RateData<'s> {
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
    #[serde(default)]
    across: bool,
    #[serde(borrow)]
    words: Vec<Text<'s>>,
    #[serde(borrow, default)]
    bare: Vec<Text<'s>>,
    /// What may stand for the last character of its words: 合格比例 for 合格率.
    #[serde(borrow, default)]
    ends: Vec<Text<'s>>,
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
    taken: Vec<String>,
    #[serde(default)]
    grows: bool,
}

/// Reads the data; the message says what is wrong with it.
pub(super) fn measures(toml: Toml<'_>) -> Result<Measures, Wrong> {
    let data: Data = toml.read()?;
    let ids = ids(&data);
    Ok(Measures {
        measures: data.measure.iter().map(measure).collect(),
        rates: data.rate.iter().map(|data| rate(data, &ids)).collect::<Result<_, _>>()?,
        remainders: data.remainder.iter().map(|data| remainder(data, &ids)).collect::<Result<_, _>>()?,
        words: Words::joined(words(&data, &ids), Word::and),
        account: Words::at_start(data.account.iter().flat_map(|(entry, list)| list.iter().map(move |word| (&**word, *entry)))),
        levels: data.levels.words,
        left: data.left,
    })
}

type Ids<'d> = BTreeMap<&'d str, MeasureId>;

/// Measures by their names. A measure that stands twice, with further words, is the first.
fn ids<'d>(data: &'d Data<'_>) -> Ids<'d> {
    let mut ids = BTreeMap::new();
    for (at, measure) in data.measure.iter().enumerate() {
        ids.entry(measure.id.as_str()).or_insert(MeasureId(at as u16));
    }
    ids
}

fn named(names: &[String], ids: &Ids<'_>) -> Result<Vec<MeasureId>, String> {
    names.iter().map(|name| ids.get(name.as_str()).copied().ok_or_else(|| format!("there is no measure `{name}`"))).collect()
}

fn measure(data: &MeasureData<'_>) -> Measure {
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

fn rate(data: &RateData<'_>, ids: &Ids<'_>) -> Result<Rate, String> {
    Ok(Rate {
        id: data.id.clone(),
        zh: data.zh.clone(),
        en: data.en.clone(),
        numerators: named(&data.numerators, ids)?,
        denominators: named(&data.denominators, ids)?,
        added: named(&data.added, ids)?,
        exceeds: data.exceeds,
        across: data.across,
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
        taken: named(&data.taken, ids)?,
        grows: data.grows,
    })
}

/// Every word with each of its meanings, punctuation among them.
fn words<'d>(data: &'d Data<'_>, ids: &Ids<'_>) -> Vec<(Cow<'d, str>, Word)> {
    let mut words: Vec<(Cow<'d, str>, Word)> = Vec::new();
    words.extend(MARKS.iter().map(|&(text, mark)| (Cow::Borrowed(text), Word { mark: Some(mark), ..Word::default() })));
    for measure in &data.measure {
        let Some(&id) = ids.get(measure.id.as_str()) else { continue };
        let meaning = match measure.kind {
            KindData::Money => Word { money: Some(id), ..Word::default() },
            KindData::Count => Word { count: Some(id), ..Word::default() },
        };
        let others = data.measure.iter().filter(|other| measure.of.contains(&other.id)).flat_map(|other| &other.words);
        let made = others.flat_map(|word| measure.before.iter().map(move |before| [&**before, &**word].concat()));
        let own = measure.words.iter().map(|word| Cow::Borrowed(&**word));
        words.extend(own.chain(made.map(Cow::Owned)).map(|word| (word, meaning)));
    }
    words.extend(data.rate.iter().flat_map(|rate| rate_words(data, rate)));
    let of_role = |(role, list): (&Role, &'d Vec<Text<'_>>)| {
        let meaning = Word { roles: Roles::of(*role), ..Word::default() };
        list.iter().map(move |word| (Cow::Borrowed(&**word), meaning))
    };
    words.extend(data.words.iter().flat_map(of_role));
    words
}

/// The words of a rate. A rate that stands twice, with further words, is the first.
fn rate_words<'d>(data: &Data<'_>, rate: &'d RateData<'_>) -> impl Iterator<Item = (Cow<'d, str>, Word)> + use<'d> {
    let first = data.rate.iter().position(|other| other.id == rate.id).map(|at| RateId(at as u16));
    let meaning = move |roles| Word { rate: first, roles, ..Word::default() };
    let bare = rate.bare.iter().map(move |word| (word, meaning(Roles::of(Role::Bare))));
    let ended = rate.words.iter().filter_map(|word| word.char_indices().next_back().and_then(|(at, _)| word.get(..at)));
    let ended = ended.flat_map(move |stem| rate.ends.iter().map(move |end| [stem, &**end].concat()));
    rate.words
        .iter()
        .map(move |word| (word, meaning(Roles::default())))
        .chain(bare)
        .map(|(word, meaning)| (Cow::Borrowed(&**word), meaning))
        .chain(ended.map(move |word| (Cow::Owned(word), meaning(Roles::default()))))
}
