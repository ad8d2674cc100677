//! Words of targets and results outside of forms.

use crate::data::labels::{Names, Phrases, label};
use crate::values::Words;
use serde::Deserialize;
use std::sync::OnceLock;

/// Words of indicators that stand in lines, or in tables with headers of other words.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecordWords {
    target: Phrases,
    actual: Phrases,
    /// In labels of either.
    neutral: Phrases,
    /// Before what was reached by a day, or over the year.
    pub by: Phrases,
    /// Before the name of one of several: 一是.
    pub ordinals: Phrases,
    /// Around a name, to tie it to its figure.
    pub ties: Phrases,
    /// Before the name of an indicator.
    pub name: Names,
    /// Before the points had.
    pub score: Phrases,
    /// Before the points to be had.
    pub weight: Phrases,
    /// Between a label of points and these.
    pub links: Phrases,
    /// Before a reason.
    pub reason: Phrases,
    /// Classes by short names.
    pub classes: Names,
    /// In lines on another time.
    pub other: Phrases,
    /// Columns of numbers of rows.
    pub numbers: Names,
    /// How columns of reasons end.
    pub reasons: Phrases,
    /// What the words of labels are of, made ready when the first is looked for.
    #[serde(skip)]
    sides: OnceLock<Words<Option<Side>>>,
}

/// Which of the two a label is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// What was to be.
    Target,
    /// What came of it.
    Actual,
}

impl RecordWords {
    /// What the header of a column is of, when it is made up of known words: 年度任务数（个）.
    pub fn column(&self, header: &str) -> Option<Side> {
        let name = label(header);
        self.lead(&name).filter(|(_, length)| *length == name.len()).map(|(side, _)| side)
    }

    /// What the words at the start of a text are of, and their length: 实际完成值为 of 实际完成值为6家.
    pub fn lead(&self, text: &str) -> Option<(Side, usize)> {
        let mut side = None;
        let mut at = 0;
        let sides = self.sides();
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((word, &of)) = sides.longest(rest) else { break };
            // 目标完成 is what was reached of it, whatever stands before.
            side = match (side, of) {
                (Some(Side::Actual), _) | (_, Some(Side::Actual)) => Some(Side::Actual),
                (None, of) => of,
                (known, _) => known,
            };
            at += word.len();
        }
        side.map(|side| (side, at))
    }

    /// Every place of a text where a label begins, with what it is of and where it ends.
    pub fn leads<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Side, usize)> {
        let places = self.sides().overlapping(text).map(|(word, _)| word.start);
        places.filter_map(|at| self.lead(text.get(at..)?).map(|(side, length)| (at, side, at + length)))
    }

    fn sides(&self) -> &Words<Option<Side>> {
        let lists = [(&self.actual, Some(Side::Actual)), (&self.target, Some(Side::Target)), (&self.neutral, None)];
        let words = || lists.into_iter().flat_map(|(words, side)| words.iter().map(move |word| (word, side)));
        // Of a word in several lists the last holds.
        self.sides.get_or_init(|| Words::joined(words(), |_, last| last))
    }
}
