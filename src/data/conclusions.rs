//! How a conclusion states its grade.

use crate::error::Wrong;
use crate::packed::Toml;
use aho_corasick::AhoCorasick;
use serde::Deserialize;

/// `rules/data/conclusions.toml`, ready for look-up.
#[derive(Debug)]
pub struct Conclusions {
    before: AhoCorasick,
    grades: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    /// Words that announce a grade.
    #[serde(default)]
    before: Vec<String>,
    /// The grades.
    #[serde(default)]
    grades: Vec<String>,
}

/// How many characters may stand between the announcement and the grade, the grade included.
const NEAR: usize = 12;

impl Conclusions {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Conclusions, Wrong> {
        let Source { before, grades } = toml.read()?;
        let before = AhoCorasick::new(before).map_err(|error| error.to_string())?;
        Ok(Conclusions { before, grades })
    }

    /// The places at which a grade is announced and follows.
    pub fn graded<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> {
        self.before.find_iter(text).filter(|hit| self.follows(text.get(hit.end()..).unwrap_or(""))).map(|hit| hit.start())
    }

    fn follows(&self, text: &str) -> bool {
        let near: String = text.chars().take(NEAR).take_while(|char| !"。；，".contains(*char)).collect();
        self.grades.iter().any(|grade| near.contains(grade.as_str()))
    }
}
