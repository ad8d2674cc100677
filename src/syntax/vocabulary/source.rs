//! `rules/data/vocabulary.toml` as it is written.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FurnitureWords {
    pub strong: Vec<String>,
    pub weak: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub title: Title,
    pub contents: Contents,
    pub furniture: FurnitureWords,
    pub fields: Fields,
    pub headings: Headings,
    pub columns: Columns,
    pub rows: Rows,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Title {
    pub endings: Vec<String>,
    pub annexes: Vec<String>,
    pub captions: Vec<String>,
    pub notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    pub headings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fields {
    pub labels: Vec<String>,
    pub choices: Vec<String>,
    pub signing: Vec<String>,
    pub questions: Vec<String>,
    pub bodies: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Headings {
    pub endings: Vec<String>,
    pub topics: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub level1: Vec<String>,
    pub level2: Vec<String>,
    pub name: Vec<String>,
    pub operator: Vec<String>,
    pub target: Vec<String>,
    pub measure: Vec<String>,
    pub actual: Vec<String>,
    pub weight: Vec<String>,
    pub score: Vec<String>,
    pub money: Vec<String>,
    pub rate: Vec<String>,
    pub reason: Vec<String>,
    pub words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    pub banners: Vec<String>,
    pub totals: Vec<String>,
    pub level1: Vec<String>,
    pub level2: Vec<String>,
    pub funding: Vec<String>,
}
