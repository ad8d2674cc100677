//! Topics that a heading can announce, and the words by which the text below treats them.

use crate::error::Wrong;
use crate::packed::Toml;
use crate::values::Words;
use serde::Deserialize;

/// `rules/data/topics.toml`, ready for look-up.
#[derive(Debug)]
pub struct Announcements {
    /// Topics that a heading can announce.
    pub announced: Vec<Announced>,
    /// The names, each with its topic.
    names: Words<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    #[serde(default)]
    announced: Vec<Announced>,
}

/// A topic that a heading can announce.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    /// What the heading calls it.
    pub names: Vec<String>,
    /// By which words the text treats it.
    pub words: Vec<String>,
    /// Whether an entry that goes on behind its first sentence treats it, too.
    #[serde(default)]
    pub explained: bool,
    /// Whether a list of entries treats it, however they are worded.
    #[serde(default)]
    pub listed: bool,
    /// Whether points treat it.
    #[serde(default)]
    pub scored: bool,
}

impl Announcements {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Announcements, Wrong> {
        let Source { announced } = toml.read()?;
        let names = announced.iter().enumerate().flat_map(|(at, topic)| topic.names.iter().map(move |name| (name, at)));
        Ok(Announcements { names: Words::at_start(names), announced })
    }

    /// The topics that a heading announces: the place of each name in the heading, and the topic.
    pub fn of(&self, heading: &str) -> Vec<(std::ops::Range<usize>, &Announced)> {
        self.names.find(heading).filter_map(|(range, at)| Some((range, self.announced.get(*at)?))).collect()
    }
}
