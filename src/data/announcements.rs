//! Topics that a heading can announce, and the words by which the text below treats them.

use crate::error::Wrong;
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

/// `rules/data/topics.toml`, ready for look-up.
#[derive(Debug)]
pub struct Announcements {
    /// Topics that a heading can announce.
    pub announced: Vec<Announced>,
    names: AhoCorasick,
    /// The topic that each name belongs to.
    owners: Vec<usize>,
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
}

impl Announcements {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: &str) -> Result<Announcements, Wrong> {
        let Source { announced } = toml::from_str(toml)?;
        let owners = announced.iter().enumerate().flat_map(|(at, topic)| topic.names.iter().map(move |_| at)).collect();
        let names = announced.iter().flat_map(|topic| &topic.names);
        let names = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).map_err(|error| error.to_string())?;
        Ok(Announcements { announced, names, owners })
    }

    /// The topics that a heading announces: the place of each name in the heading, and the topic.
    pub fn of(&self, heading: &str) -> Vec<(std::ops::Range<usize>, &Announced)> {
        let topic = |hit: aho_corasick::Match| Some((hit.range(), self.announced.get(*self.owners.get(hit.pattern().as_usize())?)?));
        self.names.find_iter(heading).filter_map(topic).collect()
    }
}
