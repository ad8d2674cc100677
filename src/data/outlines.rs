//! Outlines of reports: which sections stand in which order, and by which words they are recognised.

use crate::error::Wrong;
use crate::packed::Toml;
use crate::values::Words;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// `rules/data/outlines.toml`, ready for look-up.
#[derive(Debug)]
pub struct Outlines {
    /// What sections treat.
    pub topics: Vec<Topic>,
    /// The outlines.
    pub outlines: Vec<Outline>,
    /// What a report's own table of contents is called.
    pub contents: Named,
    fillers: Vec<String>,
    /// The sections of all outlines that bear a title, by what is essential of it: outline and section.
    titles: HashMap<String, Vec<(usize, usize)>>,
    /// The words of all topics, and for each topic the groups of words that identify it.
    words: Words<usize>,
    groups: Vec<Vec<Vec<usize>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    contents: Named,
    #[serde(default)]
    fillers: Vec<String>,
    #[serde(default, rename = "topic")]
    topics: Vec<Topic>,
    #[serde(default, rename = "outline")]
    outlines: Vec<Outline>,
}

/// A name in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// What a section treats.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name in rules.
    pub id: String,
    /// Words of a heading; all that are joined by `+` have to stand in it.
    pub headings: Vec<String>,
    /// Phrases of the prose.
    #[serde(default)]
    pub phrases: Vec<String>,
}

/// An outline that a ministry or a province prescribes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// Its name in rules.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Its sections, in order.
    pub sections: Vec<Prescribed>,
}

/// A section that an outline prescribes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prescribed {
    /// Its title.
    pub title: String,
    /// Its topic.
    pub topic: String,
    /// Other titles of the same section.
    #[serde(default)]
    pub also: Vec<String>,
    /// Whether the outline asks for it.
    #[serde(default)]
    pub required: bool,
    /// The title of the section around it.
    #[serde(default)]
    pub under: Option<String>,
}

impl Outlines {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Outlines, Wrong> {
        let Source { contents, fillers, topics, outlines } = toml.read()?;
        let known = |id: &str| topics.iter().any(|topic| topic.id == id);
        if let Some(section) = outlines.iter().flat_map(|outline| &outline.sections).find(|section| !known(&section.topic)) {
            return Err(format!("there is no topic `{}`", section.topic).into());
        }
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        let mut groups = Vec::new();
        for topic in &topics {
            let mut place = |word| {
                let next = words.len();
                *words.entry(word).or_insert(next)
            };
            let written = topic.headings.iter().map(|written| written.split('+'));
            groups.push(written.map(|group| group.map(&mut place).collect()).collect());
        }
        let words = Words::at_start(words);
        let titles = titles(&outlines, &fillers);
        Ok(Outlines { topics, outlines, contents, fillers, titles, words, groups })
    }

    /// The topics that a heading names, by their index.
    pub fn of(&self, heading: &str) -> Vec<usize> {
        let found: Vec<usize> = self.words.overlapping(heading).map(|(_, word)| *word).collect();
        if found.is_empty() {
            return Vec::new();
        }
        let named = |groups: &Vec<Vec<usize>>| groups.iter().any(|group| group.iter().all(|word| found.contains(word)));
        self.groups.iter().enumerate().filter(|(_, groups)| named(groups)).map(|(at, _)| at).collect()
    }

    /// The sections that bear this title, but for fillers and the marks between topics: outline and section.
    pub fn titled(&self, heading: &str) -> &[(usize, usize)] {
        self.titles.get(&essence(heading, &self.fillers)).map(Vec::as_slice).unwrap_or_default()
    }

    /// A topic by its name.
    pub fn topic(&self, id: &str) -> Option<usize> {
        self.topics.iter().position(|topic| topic.id == id)
    }
}

fn titles(outlines: &[Outline], fillers: &[String]) -> HashMap<String, Vec<(usize, usize)>> {
    let mut titles: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (at, outline) in outlines.iter().enumerate() {
        for (place, section) in outline.sections.iter().enumerate() {
            for title in std::iter::once(&section.title).chain(&section.also) {
                titles.entry(essence(title, fillers)).or_default().push((at, place));
            }
        }
    }
    titles
}

fn essence(title: &str, fillers: &[String]) -> String {
    let kept = |char: &char| {
        !matches!(char, '、' | '，' | ',' | '和' | '及' | '与' | '的' | '（' | '）' | '(' | ')' | '：' | ':') && !char.is_whitespace()
    };
    let plain = title.chars().filter(kept).collect::<String>();
    fillers.iter().fold(plain, |title, filler| if title.contains(filler.as_str()) { title.replace(filler.as_str(), "") } else { title })
}
