//! What is compared between documents, and how it is called in each.

use serde::Deserialize;

/// `rules/data/corpus.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    /// Labels of the amount that came from the year before.
    #[serde(default)]
    pub carried_in: Vec<String>,
    /// Labels of the amount that goes into the next year.
    #[serde(default)]
    pub carried_out: Vec<String>,
    /// Words in a label that say that its figure is no result.
    #[serde(default)]
    pub planned: Vec<String>,
    /// How titles and forms name projects.
    #[serde(default)]
    pub projects: Projects,
    /// What report and form both state.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// How forms list their indicators.
    #[serde(default)]
    pub indicators: Indicators,
}

/// How titles and forms name projects.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Projects {
    /// The labels of the name of a project.
    #[serde(default)]
    pub labels: Vec<String>,
    /// The labels of the units that are in charge of it.
    #[serde(default)]
    pub units: Vec<String>,
    /// Words before which a title names what is evaluated.
    #[serde(default)]
    pub evaluation: Vec<String>,
    /// Words between the two that say nothing of it.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Words in which every name may end, the longer before those in which they end themselves.
    #[serde(default)]
    pub endings: Vec<String>,
}

/// Something that report and form both state.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its name in findings.
    pub name: String,
    /// What it counts.
    pub unit: Counted,
    /// What the report calls it.
    pub labels: Vec<String>,
    /// The columns of the form that hold it.
    pub columns: Vec<String>,
    /// The rows of the form that hold it.
    pub rows: Vec<String>,
}

/// What a measure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// An amount.
    Money,
    /// Points.
    Score,
}

/// How forms list their indicators.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicators {
    /// The column of the names.
    #[serde(default)]
    pub names: Vec<String>,
    /// The column of the results.
    #[serde(default)]
    pub actual: Vec<String>,
    /// The column of the targets.
    #[serde(default)]
    pub target: Vec<String>,
    /// Words at the end of a name that say how it is counted.
    #[serde(default)]
    pub endings: Vec<String>,
}
