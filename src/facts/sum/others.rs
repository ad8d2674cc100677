//! Claims that are of other figures than the total before them.

use super::claim::{Claim, Operand, Tally};
use super::head;
use super::list::JOIN;
use crate::data::connectors::{Mark, Role};
use crate::quantity::{Decimal, Dimension};
use crate::skeleton::{Passage, Sequence, Term};
use crate::text::Span;

/// Farther than this from the sum of a list that makes up another total, a figure is not meant as its total.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

/// Whether the parts are of something else than the total that the claim reads.
pub(super) fn is_of_others(claim: &Claim, passage: &Passage, sequence: &Sequence) -> bool {
    is_item(claim, sequence) || is_of_list(claim, sequence) || hands_out(claim) || is_spent_in_brackets(claim, passage, sequence)
}

/// 支出512万元，其中：省级资金386万元（支出360万元）: the parts of what was spent stand in the brackets behind what there was.
fn is_spent_in_brackets(claim: &Claim, passage: &Passage, sequence: &Sequence) -> bool {
    let of_uses = |operand: &Operand| {
        let term = sequence.terms.iter().chain(head(passage, sequence)).find(|term| term.span == operand.span);
        term.is_some_and(|term| term.gap.label.has(Role::Uses))
    };
    let inside = |part: &Operand| {
        let within = |other: &&Sequence| head(passage, other).is_some_and(|head| head.span == part.span);
        passage.sequences.iter().find(within).and_then(|bracket| bracket.terms.first())
    };
    let same = |part: &Operand, term: &Term| term.quantity.unit.dimension == part.quantity.unit.dimension;
    let spent = |part: &Operand| !of_uses(part) && inside(part).is_some_and(|term| term.gap.label.has(Role::Uses) && same(part, term));
    claim.readings.first().is_some_and(|tally| of_uses(&tally.total) && tally.parts.iter().any(spent))
}

/// Whether the parts of a list make up the total behind it, and the figure before it, which is far from that, is none of theirs:
/// 权重为30分、70分，得分分别为28分、66分，合计94分.
pub(super) fn is_settled(claim: &Claim, closed: &[Claim]) -> bool {
    let Some(tally) = claim.readings.first().filter(|tally| tally.parts.len() > 1) else { return false };
    let same = |other: &Tally| {
        other.distance().is_zero() && tally.parts.iter().all(|part| other.parts.iter().any(|known| known.span == part.span))
    };
    tally.distance() > NEAR && closed.iter().flat_map(|claim| &claim.readings).any(same)
}

/// Whether the figure before the parts, unless 其中 opens them, is one beside them, and all make up a figure before it, together with any that
/// stand between: 未支出41万元中，甲扣款22万元，乙、丙分别节约12万元、7万元.
fn is_item(claim: &Claim, sequence: &Sequence) -> bool {
    let Some(tally) = claim.readings.first().filter(|tally| !claim.closing && !tally.distance().is_zero()) else { return false };
    if claim.roles.has(Role::Opens) {
        return false;
    }
    let alike =
        |term: &&Term| term.span.end <= tally.total.span.start && term.quantity.unit.dimension == tally.total.quantity.unit.dimension;
    let mut all = tally.parts.iter().map(Operand::base).fold(tally.total.base(), Decimal::saturating_add);
    sequence.terms.iter().rev().filter(alike).any(|term| {
        let made_up = term.quantity.base() == Ok(all);
        all = all.saturating_add(term.quantity.base().unwrap_or_default());
        made_up
    })
}

/// Whether a new sentence names parts of a list, and not of its last item, which is less than they:
/// 甲县500万元、乙县240万元。其中，直补资金410万元.
fn is_of_list(claim: &Claim, sequence: &Sequence) -> bool {
    let Some(tally) = claim.readings.first().filter(|_| !claim.closing && claim.roles.has(Role::Opens)) else { return false };
    let at = |place: Span| sequence.terms.binary_search_by_key(&place, |term| term.span).ok().and_then(|at| sequence.terms.get(at));
    let greatest = tally.parts.iter().map(Operand::base).max().unwrap_or_default();
    let item = at(tally.total.span).is_some_and(|total| total.gap.mark == Some(Mark::Pause));
    let apart = tally.parts.first().and_then(|part| at(part.span)).is_some_and(|first| first.gap.mark >= Some(Mark::Stop));
    item && apart && claim.readings.iter().all(|reading| reading.total.base() < greatest)
}

/// Whether a list hands one figure without a name to each of the things counted before it: 划分为4个片区，分别管护17个、12个、9个和6个村.
fn hands_out(claim: &Claim) -> bool {
    let Some(tally) = claim.readings.first().filter(|_| claim.roles.has(Role::Whole) && !claim.closing) else { return false };
    let counted = matches!(tally.total.quantity.unit.dimension, Dimension::Count(_));
    let unnamed = tally.parts.iter().skip(1).all(|part| part.label.len() <= JOIN);
    counted && unnamed && tally.parts.len() > 1 && tally.total.base() == tally.parts.len().into()
}
