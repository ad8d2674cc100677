//! Totals of several years whose parts are told of some of these years only: 2021—2023年累计投入5.6亿元，2021年、2022年分别为1.5亿元和2亿元.

use super::claim::Tally;
use crate::facts::Context;
use crate::text::Span;
use crate::values::within;
use std::collections::BTreeSet;

/// How far before a total its period is looked for, in bytes.
const REACH: u32 = 90;

/// Whether the words before the total name more years than the words of the parts, which name some.
pub(super) fn lacks(context: &Context<'_>, tally: &Tally) -> bool {
    let (Some(first), Some(last)) = (tally.parts.first(), tally.parts.last()) else { return false };
    let values = context.values;
    let text = &context.document.flow.text;
    let named = Span { start: first.label.start.min(last.span.start), end: last.span.start };
    let years: BTreeSet<i16> = within(&values.dates, named).iter().filter_map(|date| date.year).collect();
    if years.is_empty() {
        return false;
    }
    let start = text.floor_char_boundary(tally.total.span.start.saturating_sub(REACH) as usize);
    let words = text.get(start..tally.total.span.start as usize).unwrap_or("");
    let sentence = words.rfind('。').map_or(start, |stop| start + stop);
    let period = within(&values.periods, Span::new(sentence, tally.total.span.start as usize)).last();
    let ends = period.and_then(|period| period.ends).and_then(|(first, last)| Some((first.year?, last.year?)));
    ends.is_some_and(|(first, last)| usize::try_from(last - first + 1).is_ok_and(|count| years.len() < count && count < 10))
}
