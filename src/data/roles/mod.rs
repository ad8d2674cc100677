//! The words by which the part of a year, a date or a cited document is recognised.

pub mod steps;
#[cfg(test)]
mod tests;

use crate::packed::Text;
use crate::values::Words;
use serde::Deserialize;
use std::collections::BTreeMap;
use steps::{StepFile, Steps};

/// The classes of words, found in a text in one pass.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "RolesFile<'de>")]
pub struct Roles {
    words: Words<Classes>,
    steps: Steps,
    labels: BTreeMap<String, Label>,
    names: Names,
}

/// What dates without a label of their own are called in a finding.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// The date under the signing unit.
    pub sign_off: String,
    /// The first end of a period.
    pub first: String,
    /// The last end of a period.
    pub last: String,
    /// The day as of which figures are given.
    pub figures: String,
}

/// A class of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// An evaluation is spoken of.
    Evaluation,
    /// Names the evaluated object, before it.
    Object,
    /// Opens a phrase whose object is evaluated: 对…进行.
    Toward,
    /// One of these that is a verb itself: 开展…评价.
    Undertakes,
    /// A word that holds one of these and is none: 对象.
    NotToward,
    /// Opens a phrase whose object is reported on: 现将…报告如下.
    Presents,
    /// What is reported follows.
    AsFollows,
    /// The result of an evaluation is stated.
    Result,
    /// A section that states the result of this evaluation.
    ConclusionSection,
    /// Between a word that announces the evaluated object and its year.
    Linking,
    /// Behind a year: it is part of a name.
    YearInName,
    /// What is made good after an evaluation.
    Remedy,
    /// Counted from a year on.
    Since,
    /// The year that the report is on, by another word than its number.
    Current,
    /// Counts that go on over years.
    Cumulative,
    /// What comes of an evaluation, or what asks for one.
    Aftermath,
    /// What is due for a year when it is over.
    Afterwards,
    /// Behind a year: it is the first of several.
    OpenEnded,
    /// Closes that phrase.
    CarriedOut,
    /// What is to come.
    Plan,
    /// What is said to have happened.
    Done,
    /// What lies behind the evaluated year.
    History,
    /// What is set beside the evaluated year.
    Comparison,
    /// Money or works that run over the end of a year.
    CarriedOver,
    /// An evaluation while the work is still under way.
    Process,
    /// A section on what comes after the report.
    FutureSection,
    /// A section on what came before.
    HistorySection,
    /// A goal.
    Goal,
    /// A verb of a goal.
    Intends,
    /// Before a title: the report rests on it.
    BasisBefore,
    /// Behind a title: the report rests on it.
    BasisBehind,
    /// A heading above the documents that the evaluation rests on.
    EvaluationBasis,
    /// A heading above the documents that the project rests on.
    ProjectBasis,
    /// A document is told of, not rested on.
    Told,
    /// Right before a title: it is told of.
    ToldAdjacent,
    /// All of the works are said to be done.
    Completed,
    /// Before a period: it is the time of the works.
    PeriodName,
    /// Before the date of a step that goes on with the same works.
    LeadIn,
    /// Before a date: it is the end of a term.
    Until,
    /// Before digits: they are a code, and no date or document number.
    CodeLabel,
    /// Behind 号: a building or a machine is numbered, and no document.
    NumberedThing,
    /// Figures or a state are given as of a day.
    AsOf,
    /// A document came in, on which something was done.
    Received,
    /// A document was given out.
    Issues,
    /// The last of the works, behind which none is left: 最后一批.
    LastOne,
    /// A year is looked at to its end: 全年支出.
    WholeYear,
    /// A part of the works with a course of its own: 二标段.
    Lot,
    /// A section on what was done and brought about.
    ResultSection,
}

/// A set of classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Classes(u64);

/// Which date or name a label announces.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// When the evaluation took place.
    Evaluated,
    /// When the report was handed in or written.
    Submitted,
    /// The time in which the project ran.
    Period,
    /// The project's name.
    Project,
    /// The fiscal year.
    Year,
}

/// A word of a class, found in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The byte at which it starts.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// The classes that it belongs to.
    pub classes: Classes,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RolesFile<'s> {
    #[serde(borrow)]
    words: BTreeMap<Class, Vec<Text<'s>>>,
    #[serde(borrow)]
    citation: BTreeMap<Class, Vec<Text<'s>>>,
    labels: BTreeMap<Label, Vec<String>>,
    names: Names,
    #[serde(borrow)]
    step: Vec<StepFile<'s>>,
}

impl Roles {
    /// The classes of all words in a text.
    pub fn classes(&self, text: &str) -> Classes {
        self.words.overlapping(text).fold(Classes::default(), |all, (_, classes)| all.and(*classes))
    }

    /// The words in a text, ordered by their ends.
    pub fn hits(&self, text: &str) -> impl Iterator<Item = Hit> + use<> {
        let found = self.words.overlapping(text);
        let mut hits: Vec<Hit> = found.map(|(range, classes)| Hit { start: range.start, end: range.end, classes: *classes }).collect();
        hits.sort_by_key(|hit| (hit.end, hit.start));
        hits.into_iter()
    }

    /// The steps of works.
    pub fn steps(&self) -> &Steps {
        &self.steps
    }

    /// What a label announces; spaces in it do not count.
    pub fn label(&self, label: &str) -> Option<Label> {
        match self.labels.get(label) {
            Some(known) => Some(*known),
            None if label.len() < 64 && label.contains(char::is_whitespace) => {
                let bare: String = label.chars().filter(|character| !character.is_whitespace()).collect();
                self.labels.get(&bare).copied()
            }
            None => None,
        }
    }

    /// What dates without a label of their own are called.
    pub fn names(&self) -> &Names {
        &self.names
    }
}

impl Classes {
    /// Whether a class is in the set.
    pub fn has(self, class: Class) -> bool {
        self.0 & bit(class) != 0
    }

    /// Whether one of several classes is in the set.
    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    /// Whether the words of a heading announce a goal, and not how far it was reached.
    pub fn announce_goal(self) -> bool {
        self.has(Class::Goal) && !self.has(Class::Done)
    }

    /// The classes of both sets.
    pub fn and(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

fn bit(class: Class) -> u64 {
    1 << class as u32
}

impl TryFrom<RolesFile<'_>> for Roles {
    type Error = String;

    fn try_from(file: RolesFile<'_>) -> Result<Self, String> {
        let lists = file.words.into_iter().chain(file.citation);
        let words = lists.flat_map(|(class, list)| list.into_iter().map(move |word| (word, Classes(bit(class)))));
        let (words, steps) = (Words::joined(words, Classes::and), Steps::new(&file.step)?);
        let labels = file.labels.into_iter().flat_map(|(label, words)| words.into_iter().map(move |word| (word, label))).collect();
        Ok(Roles { words, steps, labels, names: file.names })
    }
}
