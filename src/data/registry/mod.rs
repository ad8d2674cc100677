//! The registry of documents: what a document number stands for, since when it holds and until when.
//!
//! Titles are compared by their cores: without the issuer before 关于, without the notice that issued the document, without
//! spaces, marks and words that change nothing. So 财政部关于印发《项目支出绩效评价管理办法》的通知 is 项目支出绩效评价管理办法.

#[cfg(test)]
mod tests;
mod title;

pub use title::Core;

use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;
use title::TitleWords;

/// The documents that are known, by number and by title.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "RegistryFile")]
pub struct Registry {
    words: TitleWords,
    entries: Vec<Entry>,
    by_number: HashMap<String, usize>,
    by_core: HashMap<String, Vec<usize>>,
}

/// A document that is known.
#[derive(Debug)]
pub struct Entry {
    /// The document number; none for a law.
    pub number: Option<String>,
    /// The title of the document itself.
    pub title: String,
    /// The cores of all titles under which it is rightly cited.
    pub cores: Vec<String>,
    /// The first day on which it holds.
    pub in_force: Option<Date>,
    /// The first day on which it no longer holds.
    pub repealed: Option<Date>,
    /// What replaced it.
    pub replaced_by: Option<String>,
    /// Whether it governs performance evaluation itself.
    pub governs_evaluation: bool,
    /// Whether number, title and dates are certain enough for a finding.
    pub sure: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RegistryFile {
    title: TitleWords,
    document: Vec<EntryFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    number: Option<String>,
    title: String,
    #[serde(default)]
    also: Vec<String>,
    in_force: Option<toml::value::Datetime>,
    repealed: Option<toml::value::Datetime>,
    replaced_by: Option<String>,
    topic: Option<Topic>,
    certainty: Certainty,
    #[expect(dead_code, reason = "for the reader of the file")]
    source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Topic {
    Evaluation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Certainty {
    Sure,
    Likely,
}

impl Registry {
    /// The document with this number, written `财预〔2020〕10号` or `国务院令第729号`.
    pub fn numbered(&self, number: &str) -> Option<&Entry> {
        self.by_number.get(number).and_then(|&at| self.entries.get(at))
    }

    /// The documents with this title, by its core.
    pub fn titled<'r>(&'r self, core: &str) -> impl Iterator<Item = &'r Entry> {
        self.by_core.get(core).into_iter().flatten().filter_map(|&at| self.entries.get(at))
    }

    /// The core of a title as printed, 《》 excluded.
    pub fn core(&self, title: &str) -> Core {
        self.words.core(title)
    }

    /// Whether only a central body issues under this word, so that the number alone names the document.
    pub fn is_central(&self, issuer: &str) -> bool {
        self.words.central.iter().any(|word| word == issuer)
    }

    /// Whether the text ends by naming a central body.
    pub fn names_central_body(&self, text: &str) -> bool {
        self.words.national.iter().any(|word| text.ends_with(word.as_str()))
    }

    /// Whether the title begins by naming a central body.
    pub fn begins_with_central_body(&self, title: &str) -> bool {
        self.words.national.iter().any(|word| title.starts_with(word.as_str()))
    }

    /// The issuing word without the name of a central body and without words that change nothing.
    pub fn issuer(&self, printed: &str) -> String {
        let bare = self.words.without_filler(printed);
        let stripped = self.words.national.iter().filter_map(|body| bare.strip_prefix(body.as_str())).find(|rest| !rest.is_empty());
        match stripped {
            Some(rest) if !rest.starts_with('令') => rest.to_owned(),
            Some(_) | None => bare,
        }
    }
}

impl TryFrom<RegistryFile> for Registry {
    type Error = String;

    fn try_from(file: RegistryFile) -> Result<Self, String> {
        let mut registry = Registry { words: file.title, ..Registry::default() };
        for entry in file.document {
            let entry = registry.words.entry(entry)?;
            registry.add(entry);
        }
        Ok(registry)
    }
}

impl TitleWords {
    fn entry(&self, file: EntryFile) -> Result<Entry, String> {
        let titles = std::iter::once(&file.title).chain(&file.also);
        Ok(Entry {
            cores: titles.map(|title| self.core(title).text).collect(),
            in_force: file.in_force.map(|day| date(&file.title, day)).transpose()?,
            repealed: file.repealed.map(|day| date(&file.title, day)).transpose()?,
            replaced_by: file.replaced_by,
            governs_evaluation: file.topic == Some(Topic::Evaluation),
            sure: file.certainty == Certainty::Sure,
            number: file.number,
            title: file.title,
        })
    }
}

impl Registry {
    /// A later entry of the same number replaces an earlier one: a rule directory may correct what is built in.
    fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        for core in &entry.cores {
            self.by_core.entry(core.clone()).or_default().push(at);
        }
        let old = entry.number.as_ref().and_then(|number| self.by_number.insert(number.clone(), at));
        if let Some(old) = old {
            self.by_core.values_mut().for_each(|known| known.retain(|&known| known != old));
        }
        self.entries.push(entry);
    }
}

fn date(title: &str, day: toml::value::Datetime) -> Result<Date, String> {
    let date = day.date.ok_or_else(|| format!("{title}: a day is expected, as in 2020-02-25"))?;
    Date::new(date.year as i16, date.month as i8, date.day as i8).map_err(|error| format!("{title}: {error}"))
}
