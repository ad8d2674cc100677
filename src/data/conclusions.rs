//! How a conclusion states its grade.

use serde::Deserialize;

/// `rules/data/conclusions.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conclusions {
    /// Words that announce a grade.
    #[serde(default)]
    pub before: Vec<String>,
    /// The grades.
    #[serde(default)]
    pub grades: Vec<String>,
}
