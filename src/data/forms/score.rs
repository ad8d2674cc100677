//! Words of scores, of grades and of the parts of an evaluation.

use crate::data::labels::{Names, Phrases};
use serde::Deserialize;

/// A grade with its names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// From 1, the best.
    pub rank: u8,
    /// Its names.
    pub words: Vec<String>,
}

/// Words before all points that were lost together: one for all, right before one for losing.
#[derive(Deserialize, Default, Debug)]
#[serde(default, deny_unknown_fields)]
pub struct LostInAll {
    /// For all of it.
    pub all: Phrases,
    /// For losing.
    pub lose: Phrases,
}

impl LostInAll {
    /// Whether the words before a figure end so: 累计扣去.
    pub fn ends(&self, words: &str) -> bool {
        let mut before = self.lose.iter().filter_map(|lose| words.strip_suffix(lose));
        before.any(|before| self.all.iter().any(|all| before.ends_with(all)))
    }
}

/// Words around scores and grades.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoreWords {
    /// Before a grade.
    pub grades: Phrases,
    /// What lowers a grade for another reason than the score.
    pub lowered: Phrases,
    /// Before the score of the whole.
    pub totals: Phrases,
    /// All words before the score of the whole, in its clause.
    pub alone: Names,
    /// Right before the score of the whole, without a word for score.
    pub straight: Phrases,
    /// How the words before these begin.
    pub ours: Phrases,
    /// Names of the score of the whole, beyond doubt.
    pub whole: Phrases,
    /// Between a name and its score.
    pub links: Phrases,
    /// All words between the points to be had and the score.
    pub had: Names,
    /// Between points and a score: how it was found.
    pub manner: Names,
    /// Right before points that were given, where no total ends so.
    pub given: Phrases,
    /// In a sentence on points that were had, or lost.
    pub scored: Phrases,
    /// What says that points are given or taken beside those of the parts.
    pub bonus: Phrases,
    /// In the name of a total of points.
    pub sums: Phrases,
    /// Before the points that were lost.
    pub lost: Names,
    /// Before all points that were lost together.
    pub lost_in_all: LostInAll,
    /// Words for whose score it is, or of which stage of the evaluation, where there may be several.
    pub stages: Phrases,
    /// Right before points to be had.
    pub points: Phrases,
    /// What says that scores count by weights.
    pub weighing: Phrases,
    /// Columns of scores that were multiplied by their weights.
    pub weighted: Names,
    /// Between the names of a list and their figures.
    pub severally: Phrases,
    /// Around a grade.
    pub quotes: Phrases,
    /// Right behind the name of a grade: 优等.
    pub tails: Phrases,
    /// Between a grade and its band.
    pub binds: Phrases,
    /// In brackets behind an end of a band: it belongs to the band.
    pub included: Phrases,
    /// Words of a band that has a lower end.
    pub from: Phrases,
    /// What says that shares are those by which parts count.
    pub weights: Phrases,
    /// Words of a band that has an upper end.
    pub below: Phrases,
    /// The unit's own.
    pub own: Phrases,
    /// No score of the whole.
    pub parts: Phrases,
}

/// Parts of an evaluation.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Parts {
    /// What the name of a part may leave off.
    pub endings: Vec<String>,
    /// What may stand before it.
    pub heads: Phrases,
    /// What stands for the part that the heading names.
    pub this: Names,
    /// Each line is a whole.
    pub sets: Vec<Vec<String>>,
}
