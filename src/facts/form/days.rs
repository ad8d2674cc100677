//! Days as targets: 2022年11月30日前 beside 2022年11月16日.

use crate::facts::sheet::Reader;
use crate::text::Span;
use crate::values::{self, DateMention, Part, Relative};

/// A longer text tells more than a day.
const LONGEST: usize = 60;

/// A month and a day.
type Day = (u8, u8);

/// Whether what was due by a day was done after it; none where a text tells no day, or more than one.
pub(super) fn late(reader: &Reader<'_>, target: Span, actual: Span) -> Option<bool> {
    if reader.knowledge.forms.indicator.since.within(target.of(reader.text)) {
        return None;
    }
    let (due, done) = (day(reader, target)?, day(reader, actual)?);
    let year = |mention: &DateMention| mention.year.filter(|_| mention.relative.is_none());
    let (first, last) = span(&done)?;
    let (_, end) = span(&due)?;
    match (year(&due), year(&done)) {
        (Some(due), Some(done)) if due != done => Some(done > due),
        _ if first > end => Some(true),
        _ => (last <= end).then_some(false),
    }
}

/// The only day or month that a text tells.
fn day(reader: &Reader<'_>, cell: Span) -> Option<DateMention> {
    let text = cell.of(reader.text);
    if text.len() > LONGEST {
        return None;
    }
    let values = values::scan(text, &reader.knowledge.units);
    let [mention] = values.dates.as_slice() else { return None };
    let plain = mention.valid && matches!(mention.relative, None | Some(Relative::This));
    (plain && values.periods.is_empty() && values.figures.is_empty()).then_some(*mention)
}

/// The first and the last day of a day, a month, or a part of one.
fn span(mention: &DateMention) -> Option<(Day, Day)> {
    let month = mention.month?;
    let (first, last) = match (mention.day, mention.part) {
        (Some(day), _) => (day, day),
        (None, None) => (1, 31),
        (None, Some(Part::Early)) => (1, 10),
        (None, Some(Part::Middle)) => (11, 20),
        (None, Some(Part::Late)) => (21, 31),
    };
    Some(((month, first), (month, last)))
}
