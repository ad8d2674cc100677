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
    evaluation: Vec<String>,
    other: Vec<String>,
    scale: Vec<String>,
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
    /// Words of the evaluation as a whole.
    #[serde(default)]
    evaluation: Vec<String>,
    /// Words of other tests.
    #[serde(default)]
    other: Vec<String>,
    /// Words of a scale of grades.
    #[serde(default)]
    scale: Vec<String>,
}

/// How many characters may stand between the announcement and the grade, the grade included.
const NEAR: usize = 12;

impl Conclusions {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Conclusions, Wrong> {
        let Source { before, grades, evaluation, other, scale } = toml.read()?;
        let before = AhoCorasick::new(before).map_err(|error| error.to_string())?;
        Ok(Conclusions { before, grades, evaluation, other, scale })
    }

    /// Whether a sentence speaks of the evaluation as a whole.
    pub fn is_of_evaluation(&self, sentence: &str) -> bool {
        self.evaluation.iter().any(|word| sentence.contains(word.as_str()))
    }

    /// Whether a sentence speaks of another test.
    pub fn is_of_other(&self, sentence: &str) -> bool {
        self.other.iter().any(|word| sentence.contains(word.as_str()))
    }

    /// Whether a sentence says what scores make which grades.
    pub fn is_scale(&self, sentence: &str) -> bool {
        self.scale.iter().filter(|word| sentence.contains(word.as_str())).count() > 1
    }

    /// The places at which a grade is announced and follows.
    pub fn graded<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> {
        self.before.find_iter(text).filter(|hit| self.follows(text.get(hit.end()..).unwrap_or(""))).map(|hit| hit.start())
    }

    fn follows(&self, text: &str) -> bool {
        let near: String = text.chars().take(NEAR).take_while(|char| !"。；，".contains(*char)).collect();
        let behind = || self.grades.iter().filter_map(|grade| near.find(grade.as_str()).and_then(|at| near.get(at + grade.len()..)));
        // 等级分为优、良、中、差 names the grades and gives none.
        let given =
            |rest: &str| !rest.strip_prefix('、').is_some_and(|next| self.grades.iter().any(|grade| next.starts_with(grade.as_str())));
        behind().next().is_some() && behind().all(given)
    }
}
