//! Words of targets and results outside of forms.

use crate::data::labels::{Names, Phrases, label};
use serde::Deserialize;

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
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let longest = [(&self.actual, Some(Side::Actual)), (&self.target, Some(Side::Target)), (&self.neutral, None)]
                .into_iter()
                .filter_map(|(words, of)| words.length_at(rest).map(|length| (length, of)))
                .max_by_key(|(length, _)| *length);
            let Some((length, of)) = longest else { break };
            // 目标完成 is what was reached of it, whatever stands before.
            side = match (side, of) {
                (Some(Side::Actual), _) | (_, Some(Side::Actual)) => Some(Side::Actual),
                (None, of) => of,
                (known, _) => known,
            };
            at += length;
        }
        side.map(|side| (side, at))
    }
}
