//! Cover forms: which fields a cover asks for, and what fields say who signs and when.

use serde::Deserialize;

/// `rules/data/covers.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Covers {
    /// Groups of boxes of which exactly one is ticked.
    #[serde(default)]
    pub exclusive: Vec<String>,
    /// Options of which one excludes the others.
    #[serde(default)]
    pub alternatives: Vec<Vec<String>>,
    /// Words of a label that allow several ticks.
    #[serde(default)]
    pub several: Vec<String>,
    /// Words of a label that allow one.
    #[serde(default)]
    pub single: Vec<String>,
    /// Labels whose value names who answers for the report.
    #[serde(default)]
    pub signers: Vec<String>,
    /// Labels whose value dates the report.
    #[serde(default)]
    pub dates: Vec<String>,
    /// The cover forms.
    #[serde(default, rename = "cover")]
    pub covers: Vec<Cover>,
}

/// A cover form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Its name in rules.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Labels of which no other cover has any: without one of them the cover is not of this form.
    #[serde(default)]
    pub marks: Vec<String>,
    /// Its fields, in order.
    pub fields: Vec<CoverField>,
}

/// A field of a cover form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverField {
    /// Its label.
    pub label: String,
    /// Other labels of the same field.
    #[serde(default)]
    pub also: Vec<String>,
    /// Whether the cover asks for it.
    #[serde(default)]
    pub required: bool,
}

impl CoverField {
    /// Whether a bare label is this field's.
    pub fn is_labelled(&self, label: &str) -> bool {
        std::iter::once(&self.label).chain(&self.also).any(|known| known == label)
    }
}

/// A label without the spaces inside it and without what stands in brackets behind it.
pub fn bare(label: &str) -> String {
    let end = label.find(['（', '(']).unwrap_or(label.len());
    label[..end].chars().filter(|char| !char.is_whitespace()).collect()
}
