//! What is known of self-evaluation forms: `rules/data/forms.toml`.

mod record;
mod score;

use crate::data::labels::{Cues, Names, Phrases, label};
use crate::values::Words;
use serde::Deserialize;
use std::sync::OnceLock;

pub use record::{RecordWords, Side};
pub use score::{Grade, LostInAll, Parts, ScoreWords};

/// The words of forms.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Forms {
    /// The budget part.
    pub funding: Funding,
    /// Indicators.
    pub indicator: IndicatorWords,
    /// Cells that say nothing.
    pub marks: Marks,
    /// Signs and words before a target.
    pub operators: Operators,
    /// Columns and rows of tables.
    pub columns: TableWords,
    /// Schemes that a form states itself.
    pub scheme: Scheme,
    /// Targets and results in prose.
    pub attainment: AttainmentWords,
    /// Targets and results outside of forms.
    pub record: RecordWords,
    /// Grades.
    pub grade: Vec<Grade>,
    /// Their names, made ready when the first is looked for.
    #[serde(skip)]
    names: OnceLock<Words<u8>>,
    /// Scores and grades in prose.
    pub score: ScoreWords,
    /// Parts of an evaluation.
    pub parts: Parts,
}

/// Labels of the budget part.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Funding {
    initial: Names,
    adjusted: Names,
    executed: Names,
    /// Words for the budget that may head any table.
    short_adjusted: Names,
    /// The same for what was spent.
    short_executed: Names,
    /// The row of the whole.
    pub totals: Names,
    /// How the first of the parts begins.
    pub parts: Phrases,
    /// How the first of the parts begins where the whole is divided in several ways.
    pub divisions: Phrases,
    /// The row that completes the parts.
    pub remainder: Names,
}

/// The stage of an amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// As first approved.
    Initial,
    /// After adjustment.
    Adjusted,
    /// Spent.
    Executed,
}

/// Words of indicators.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndicatorWords {
    quantity: Phrases,
    quality: Phrases,
    timeliness: Phrases,
    cost: Phrases,
    other_cost: Phrases,
    benefit: Phrases,
    satisfaction: Phrases,
    /// Names of the execution of the budget.
    pub execution: Names,
    /// The less of it the better.
    lower: Phrases,
    /// In names of which that is not so for all that: 投诉办结率.
    handled: Phrases,
    /// Words before a number that mean nothing.
    pub fillers: Phrases,
    /// With a day that is no end: from it on.
    pub since: Phrases,
}

/// Cells that say nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Marks {
    /// "Does not apply".
    pub absent: Names,
    /// A reason that is none.
    pub nothing: Names,
}

/// Signs before a target.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Operators {
    at_least: Names,
    at_most: Names,
    above: Names,
    below: Names,
    equal: Names,
    words: Names,
}

/// Columns and rows of tables.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableWords {
    /// Columns of targets, beside columns of points.
    pub goals: Names,
    /// Columns of results, likewise.
    pub results: Names,
    /// In the name of a column that is not added up.
    pub means: Phrases,
    /// In the name of a column that may hold rates of others.
    pub rates: Phrases,
    /// In the name of a column that holds prices for one.
    pub prices: Phrases,
    /// In the name of a column that may hold what is left over of others.
    pub remainders: Phrases,
    /// Columns and rows of totals.
    pub totals: Names,
    /// Columns and rows that are totals where most of the table shows it.
    pub loose_totals: Names,
    /// Columns and rows of subtotals.
    pub subtotals: Names,
    /// How the names of other subtotals end.
    pub endings: Phrases,
    /// Before the name of a thing, of which nothing is left out: 全县.
    pub wholes: Phrases,
    /// Behind the name of a thing, for its figures: 数 of 支出数.
    pub figures: Phrases,
    /// Before the name of a thing, for what became of it: 实际支出.
    pub actual: Phrases,
    /// Columns of total scores.
    pub scores: Names,
    /// In the name of a row that is no part of the data.
    pub asides: Phrases,
    /// Before the unit of a whole table.
    pub unit_labels: Phrases,
}

/// Words of a scheme for the score of the execution.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scheme {
    /// How a scheme speaks.
    pub sliding: Phrases,
    /// What it speaks of.
    pub about: Phrases,
    /// How a scheme says that points follow the rate itself.
    pub proportional: Phrases,
    /// What says that a scheme knows steps.
    pub steps: Phrases,
    /// Behind a rate: from it on, or up to it, the score is the same.
    pub bounds: Phrases,
    /// Before what points are taken off for each of.
    pub each: Phrases,
    /// Verbs of falling short, in lists that mean one way of it.
    verbs: Vec<Vec<String>>,
    /// What says that no more than some points are taken off.
    pub caps: Phrases,
    /// What says that a case is scored in its own way.
    pub own: Phrases,
}

impl Scheme {
    /// The way of falling short that words begin with: 低于目标值.
    pub fn verb(&self, words: &str) -> Option<usize> {
        self.longest(|verb| words.starts_with(verb))
    }

    /// The way of falling short that words end with.
    pub fn verb_at_end(&self, words: &str) -> Option<usize> {
        self.longest(|verb| words.ends_with(verb))
    }

    fn longest(&self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let all = self.verbs.iter().enumerate().flat_map(|(way, verbs)| verbs.iter().map(move |verb| (verb.as_str(), way)));
        all.filter(|(verb, _)| fits(verb)).max_by_key(|(verb, _)| verb.len()).map(|(_, way)| way)
    }
}

/// Words of targets and results in prose.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AttainmentWords {
    /// Before a target.
    pub target: Phrases,
    /// Before a result.
    pub actual: Phrases,
    /// Before a result, of works alone: 年内完工58所. No reason is asked for there.
    pub finished: Phrases,
    /// In clauses that state neither.
    pub other: Phrases,
    /// Rates of the money spent.
    pub rates: Phrases,
    /// In clauses on a part of the year.
    pub interim: Phrases,
    /// Words of a cause.
    pub causes: Cues,
    /// In a heading on what was not spent.
    pub unspent: Phrases,
    /// What opens a clause that says where a figure comes from.
    pub evidence: Phrases,
    /// Words for what fell short.
    pub short: Phrases,
    /// Words that stand in the names of too many things to tell one.
    pub common: Vec<String>,
    /// Before a result that answers a bound.
    pub strong: Phrases,
    /// Before a target that the result of the clause before is held against.
    pub against: Phrases,
}

impl Funding {
    /// The stage of the money below a column.
    pub fn stage(&self, column: &str) -> Option<Stage> {
        let stages = [(&self.initial, Stage::Initial), (&self.adjusted, Stage::Adjusted), (&self.executed, Stage::Executed)];
        stages.into_iter().find(|(names, _)| names.has(column)).map(|(_, stage)| stage)
    }
}

impl Funding {
    /// The stage of the money below a column that stands beside points.
    pub fn short_stage(&self, column: &str) -> Option<Stage> {
        let stages = [(&self.short_adjusted, Stage::Adjusted), (&self.short_executed, Stage::Executed)];
        stages.into_iter().find(|(names, _)| names.has(column)).map(|(_, stage)| stage)
    }
}

impl AttainmentWords {
    /// Whether two characters of a name stand in the names of too many things.
    pub fn is_common(&self, two: [char; 2]) -> bool {
        self.common.iter().any(|word| word.chars().eq(two))
    }
}

impl IndicatorWords {
    /// Whether less of what a name names is better.
    pub fn is_lower(&self, name: &str) -> bool {
        self.lower.within(name) && !self.handled.within(name)
    }

    /// What an indicator is about, by the name of its class.
    pub fn kind(&self, class: &str) -> Option<&'static str> {
        let kinds = [
            (&self.satisfaction, "satisfaction"),
            (&self.other_cost, "other-cost"),
            (&self.quantity, "quantity"),
            (&self.quality, "quality"),
            (&self.timeliness, "timeliness"),
            (&self.cost, "cost"),
            (&self.benefit, "benefit"),
        ];
        kinds.into_iter().find(|(words, _)| words.within(class)).map(|(_, kind)| kind)
    }
}

impl Operators {
    /// What a sign or word before a target asks for.
    pub fn meaning(&self, sign: &str) -> Option<&'static str> {
        let meanings = [
            (&self.at_least, "at-least"),
            (&self.at_most, "at-most"),
            (&self.above, "above"),
            (&self.below, "below"),
            (&self.equal, "equal"),
            (&self.words, "words"),
        ];
        meanings.into_iter().find(|(names, _)| names.has(sign)).map(|(_, meaning)| meaning)
    }
}

impl Forms {
    /// The rank of the grade that is all of a text.
    pub fn grade(&self, text: &str) -> Option<u8> {
        self.grade_at(text).filter(|(_, length)| *length == text.len()).map(|(rank, _)| rank)
    }

    /// The rank of the grade that a text begins with, and its length: the longest name at the start of the text.
    pub fn grade_at(&self, text: &str) -> Option<(u8, usize)> {
        self.names().longest(text).map(|(word, rank)| (*rank, word.len()))
    }

    /// Whether a grade is named anywhere in a text.
    pub fn names_grade(&self, text: &str) -> bool {
        self.names().find(text).next().is_some()
    }

    fn names(&self) -> &Words<u8> {
        let ranked = self.grade.iter().flat_map(|grade| grade.words.iter().map(|word| (word, grade.rank)));
        self.names.get_or_init(|| Words::at_start(ranked))
    }

    /// Whether a label names a part of an evaluation.
    pub fn is_part(&self, name: &str) -> bool {
        self.parts.sets.iter().flatten().any(|part| part == name)
    }

    /// Whether the labels, each once, name all parts of an evaluation.
    pub fn names_all(&self, labels: &[&str]) -> bool {
        let labels: Vec<String> = labels.iter().map(|text| label(text)).collect();
        let core = |name: &str| self.parts.endings.iter().find_map(|ending| name.strip_suffix(ending.as_str())).unwrap_or(name).to_owned();
        let same = |a: &str, b: &str| core(a) == core(b);
        self.parts.sets.iter().any(|set| set.len() == labels.len() && set.iter().all(|part| labels.iter().any(|label| same(label, part))))
    }
}
