//! The greatest part of a list beside the figures that it cannot exceed.

use super::claim::{Claim, Operand};
use super::{PART, number};
use crate::data::measures::{Role, Word};
use crate::data::roles::Class;
use crate::facts::rate::OF;
use crate::facts::{Context, Facts, Value, place};
use crate::quantity::Dimension;
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// The greatest part of a claim with all figures that may be its total: if it is no more than they, no part is.
pub(super) fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, claim: &Claim, measure: &'static str) {
    let Some(tally) = claim.readings.first() else { return };
    // Where a beginning of the list adds up, what stands behind it is no part.
    let tally = claim.readings.iter().find(|reading| reading.parts.len() > 1 && reading.distance().is_zero()).unwrap_or(tally);
    let text: &str = &context.document.flow.text;
    let ends = tally.parts.windows(2).position(|pair| ends_item(text, &pair[0], &pair[1])).filter(|_| !claim.colon);
    // In a form of names and values nothing ends what 其中 begins: the first row behind it is a part, and the others where they add up.
    let open = || place::form_at(context.document, tally.total.span.start).is_some() && !tally.distance().is_zero();
    let ends = if open() { Some(0) } else { ends };
    let parts = &tally.parts[..ends.map_or(tally.parts.len(), |last| last + 1)];
    let Some(part) = parts.iter().max_by_key(|part| part.base()) else { return };
    let mut totals: Vec<&Operand> = Vec::new();
    for reading in &claim.readings {
        if !totals.iter().any(|known| known.span == reading.total.span) {
            totals.push(&reading.total);
        }
    }
    let generic = measure == "count" && context.is_generic(part.quantity.unit.dimension);
    let same = || totals.iter().all(|total| is_same(context, claim, total, part));
    let measure = if generic && !same() { "things" } else { measure };
    let change = tally.total.change || tally.parts.iter().any(|part| part.change);
    let label = Value::Text(Cow::Borrowed(part.label.of(text).trim()), Some(part.label));
    let totals = totals.into_iter().map(number).collect();
    let values = vec![Value::Text(Cow::Borrowed(measure), None), number(part), label, Value::List(totals), Value::Truth(change)];
    facts.push(&PART, part.span, values);
}

/// 播种补助620万元，其中大户410万元，散户部分由乡镇发放；烘干补助760万元: where more is said of the part before, the semicolon ends its whole, too.
fn ends_item(text: &str, part: &Operand, next: &Operand) -> bool {
    let between = text.get(part.span.end as usize..next.span.start as usize).unwrap_or("");
    between.split_once('；').is_some_and(|(said, _)| said.contains('，'))
}

/// Whether a part is of the very things of its total, since it names none of its own: 中心站46所，其中已通过验收的58所.
fn is_same(context: &Context<'_>, claim: &Claim, total: &Operand, part: &Operand) -> bool {
    let text: &str = &context.document.flow.text;
    let bare = |between: &str| !between.contains(char::is_alphanumeric);
    let beside = text.get(total.span.end as usize..claim.connector.start as usize).is_some_and(bare);
    let alone = !text.get(part.span.end as usize..).is_some_and(|behind| behind.starts_with(char::is_alphanumeric));
    let label = Span { start: part.label.start.max(claim.connector.end).min(part.label.end), end: part.label.end }.of(text).trim();
    beside && alone && is_quality(context, label)
}

/// Whether words tell how things are, and not which: 达到标准的, 已完成.
fn is_quality(context: &Context<'_>, label: &str) -> bool {
    let measures = &context.knowledge.measures;
    let words = || measures.find(label);
    // Of several years there may be more than of one.
    if context.knowledge.roles.classes(label).any(&[Class::Cumulative, Class::History, Class::CarriedOver]) {
        return false;
    }
    let verb = words().any(|(_, word)| word.count.is_some()) && measures.leftover(label).is_none();
    let ends = |(range, word): &(Range<usize>, Word)| word.roles.has(Role::Filler) && range.end == label.len();
    // 通过验收的有58所: a word of no meaning may stand between.
    let quality = words().find(ends).filter(|_| !label.ends_with(OF)).map_or(label, |(range, _)| label.get(..range.start).unwrap_or(label));
    verb || quality.ends_with(OF)
}

impl Context<'_> {
    /// Whether a measure word counts anything whatever: of 5个乡镇 and 11个村 neither is part of the other.
    pub(super) fn is_generic(&self, dimension: Dimension) -> bool {
        let units = &self.knowledge.units;
        self.knowledge.lists.generic.iter().any(|word| units.of_word(word).is_some_and(|unit| unit.dimension == dimension))
    }
}
