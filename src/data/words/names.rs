//! Names of bodies, and where a report may repeat itself: `rules/data/names.toml`.

use super::Starts;
use crate::data::labels::Phrases;
use serde::Deserialize;

/// Names of bodies, and where a report may repeat itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// How offices are named.
    pub bodies: Bodies,
    /// What may come twice.
    pub passages: Passages,
    /// What names goals and results.
    pub goals: Goals,
}

/// How offices are named.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bodies {
    /// Endings of names.
    pub endings: Vec<String>,
    /// How the bodies end that offices belong to.
    pub holders: Vec<String>,
    /// How the names of firms end.
    pub firms: Vec<String>,
    /// Words that end so and are no names.
    pub common: Vec<String>,
    /// What a name may follow without a mark between.
    pub leads: Vec<String>,
    /// What may stand right behind a name.
    pub followers: Starts,
    /// What differs between siblings.
    pub siblings: Vec<String>,
}

/// What may come twice.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Passages {
    /// Headings below which a report repeats itself on purpose.
    pub summaries: Vec<String>,
    /// Set phrases.
    pub slogans: Phrases,
    /// How places are named, in lists of them.
    pub places: Vec<String>,
}

/// What names goals and results.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Goals {
    /// How labels of goals end.
    pub goal: Vec<String>,
    /// How labels of results end.
    pub result: Vec<String>,
}
