//! Schemes of points, and how reports state their own total: `rules/data/schemes.toml`.

use super::labels::Phrases;
use serde::Deserialize;

/// What is known of how points are shared.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schemes {
    /// Words before the total that a report states itself.
    pub full: Phrases,
    /// Words that say that points to be had are told, whose total need no word of its own.
    pub systems: Phrases,
    /// Words by which a text says that it lays down points to be had.
    pub designs: Phrases,
    /// The schemes, in the order of the file.
    pub scheme: Vec<Scheme>,
}

/// How the points of a form are shared.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// By which configurations choose it.
    pub name: String,
    /// What it says, in Chinese.
    pub zh: String,
    /// What it says, in English.
    pub en: String,
    /// The points in all.
    pub full: u32,
    /// The points of the execution of the budget.
    pub execution: u32,
    /// The points of the classes of indicators; none: any.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// Where it comes from.
    #[serde(default)]
    pub source: Option<String>,
}

/// The points of a class of indicators.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Words in its name.
    words: Phrases,
    /// Its points.
    pub points: u32,
}

impl Scheme {
    /// The class that an indicator belongs to, by the name of its first level: an index into the classes.
    pub fn class(&self, level1: &str) -> Option<usize> {
        self.classes.iter().position(|class| class.words.within(level1))
    }
}
