//! Of which figures a rate is made up, by its words and theirs.

use super::super::prose::{Mention, Name};
use super::super::quotient::{self, Near, Operands, Quotient, Search};
use crate::data::measures::{MeasureId, Measures, Of, Role};
use crate::facts::Context;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;

/// The ways to make up a rate that words tell, the most plausible first.
pub(super) fn readings(search: &Search<'_, '_>, at: usize, rate: &Mention, measures: &Measures) -> Vec<Quotient> {
    let known = match rate.name {
        Name::Rate(id) => measures.rate(id),
        Name::Stem | Name::Unknown | Name::Measure(_) => None,
    };
    let Some(known) = known else {
        let named = search.counts(at, Operands::default(), true);
        return if named.is_empty() { completed(search, at, measures) } else { named };
    };
    let operands = Operands { numerators: &known.numerators, denominators: &known.denominators, added: &known.added, across: known.across };
    let counts = search.counts(at, operands, !known.exceeds);
    if !counts.is_empty() {
        return counts;
    }
    let nearby = search.nearby(at, &search.counted_as(at, operands));
    if !nearby.is_empty() {
        return nearby;
    }
    // A rate of work is also one of money (投资完成率), but only where the amounts stand beside it.
    let first = known.numerators.first().and_then(|&id| measures.measure(id));
    if is_of_things(search, at, rate) {
        return Vec::new();
    }
    let reach = if first.is_some_and(|first| first.money) { Near::Document } else { Near::Sentence };
    let mut readings = search.money(at, operands, reach);
    if let Some(near) = readings.first().map(|reading| reading.near) {
        readings.extend(search.unnamed(at, near));
    }
    if readings.is_empty() && search.is_of_several(at, rate) {
        return readings;
    }
    if readings.is_empty() && first.is_some_and(|first| first.money) {
        let rests: Vec<MeasureId> = measures.remainders.iter().filter(|rest| !rest.grows).map(|rest| rest.of).collect();
        readings.extend(search.with_rest(at, operands, &rests).or_else(|| search.less_rest(at, operands, &rests)));
    }
    if readings.is_empty() {
        readings = search.only(at, operands);
    }
    readings
}

/// Whether the figures of a reading are told for something else: they make exactly a rate before this (满意138人，满意度92%，其中对质量的满意率为95%), or
/// a total stands between them and this rate that they leave out (合计186人，满意度93%).
pub(super) fn is_of_others(search: &Search<'_, '_>, at: usize, rate: &Mention, reading: &Quotient) -> bool {
    let prose = search.prose;
    let ([part], [base]) = (reading.numerators.as_slice(), reading.denominators.as_slice()) else { return false };
    let (Some(above), Some(below)) = (prose.value(*part), prose.value(*base)) else { return false };
    let own =
        |other: &Mention| search.is_stated(other) && other.label != rate.label && quotient::elsewhere::is_printed(above, below, other);
    let total = |other: &Mention| {
        other.sentence == rate.sentence && other.roles.has(Role::Total) && prose.get(*part).is_some_and(|part| other.is_like(part))
    };
    let before = at.checked_sub(1).filter(|before| before != part && before != base);
    before.and_then(|before| prose.get(before)).is_some_and(total)
        || (prose.period(at).start..at).filter_map(|other| prose.get(other)).any(own)
}

/// 资金全部到位，到位率100%: the words before the rate say that it is of the whole, and no figure beside it says of which part.
pub(super) fn is_said_in_full(search: &Search<'_, '_>, at: usize, rate: &Mention, measures: &Measures) -> bool {
    let prose = search.prose;
    let Name::Rate(id) = rate.name else { return false };
    let Some(known) = measures.rate(id).filter(|_| rate.quantity.base() == Ok(Decimal::ONE)) else { return false };
    let numerator = |id: Option<MeasureId>| id.is_some_and(|id| known.numerators.contains(&id));
    let sentence = prose.sentence(at);
    let start = at.checked_sub(1).filter(|before| sentence.contains(before)).and_then(|before| prose.get(before));
    let from = start.map_or_else(|| rate.paragraph.start, |before| before.span.end);
    let words = prose.words(Span { start: from, end: rate.head.start.max(from) });
    let clause = words.rsplit(['。', '；', '\n']).next().unwrap_or("");
    let mut all = false;
    let said = measures.find(clause).any(|(_, word)| {
        all |= word.roles.has(Role::Entire);
        all && numerator(word.money)
    });
    said && !sentence.filter_map(|other| prose.get(other)).any(|other| numerator(other.measure()))
}

/// 5个乡镇中4个按期通水，按期率80%: the second count is said to be of the first.
pub(super) fn of_these(context: &Context<'_>, search: &Search<'_, '_>, at: usize) -> Option<Quotient> {
    of_two(search, at, |_, below, above| {
        let words = search.prose.words(Span { start: below.span.end, end: above.span.start.max(below.span.end) });
        context.knowledge.connectors.ends_inside(words).is_some()
    })
}

/// 计划招募480名，报到462名，到岗率96.25%: of work, the first count planned, the second not.
pub(super) fn of_planned(search: &Search<'_, '_>, at: usize) -> Option<Quotient> {
    of_two(search, at, |rate, below, above| {
        // Planned and done stand in two clauses, not in one list of what was planned.
        let planned = below.is_aim_word() && !above.is_aim() && above.place == 0 && above.clause > below.clause;
        let own = rate.sentence == above.sentence && rate.clause <= above.clause + 1 && rate.depth == above.depth;
        planned && own && !above.is_change()
    })
}

/// The only two counts of the sentence before a rate, the second in the first, when they fit and make about that rate.
fn of_two(search: &Search<'_, '_>, at: usize, fit: impl Fn(&Mention, &Mention, &Mention) -> bool) -> Option<Quotient> {
    let prose = search.prose;
    let rate = prose.get(at)?;
    let count = |other: &usize| prose.get(*other).is_some_and(|other| matches!(other.quantity.unit.dimension, Dimension::Count(_)));
    let before: Vec<usize> = (prose.sentence(at).start..at).filter(count).collect();
    let [base, part] = before.as_slice() else { return None };
    let (below, above) = (prose.get(*base)?, prose.get(*part)?);
    let plain = below.is_plain() && above.is_plain() && above.is_like(below) && !below.is_zero();
    let meant = plain && fit(rate, below, above) && quotient::is_about(above, below, rate);
    meant.then(|| Quotient::of(*part, *base, quotient::Near::Sentence))
}

/// A rate whose name says nothing of its figures: 应参加200人，实际参加184人，参训率92%.
fn completed(search: &Search<'_, '_>, at: usize, measures: &Measures) -> Vec<Quotient> {
    let Some(completion) = measures.rate_of(Of::Work) else { return Vec::new() };
    search.counts(
        at,
        Operands { numerators: &completion.numerators, denominators: &completion.denominators, added: &[], across: false },
        false,
    )
}

/// 8个县中6个执行率达到100%: the rate of each of some things, and of no money that is told.
fn is_of_things(search: &Search<'_, '_>, at: usize, rate: &Mention) -> bool {
    let before = at.checked_sub(1).and_then(|before| search.prose.get(before));
    before.is_some_and(|before| {
        matches!(before.quantity.unit.dimension, Dimension::Count(_)) && before.clause == rate.clause && before.depth == rate.depth
    })
}
