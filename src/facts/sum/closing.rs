//! Parts before their total: a、b，合计 A; a, b, 两项共 A.

use super::claim::{self, Claim, Direction, LONGEST, Operand, Tally};
use crate::data::connectors::{Mark, Role};
use crate::quantity::Dimension;
use crate::skeleton::{Sequence, Term};
use crate::text::Span;

/// More parts than these are in no list of which the first are added up.
const MOST: usize = 6;

/// The claims of a sequence that a word closes. `inner` marks the terms that are parts of another term already.
pub(super) fn claims(sequence: &Sequence, inner: &[bool], out: &mut Vec<Claim>) {
    for (at, term) in sequence.terms.iter().enumerate() {
        // 灌溉8000亩，超出400亩，其中两镇合计4700亩: what 其中 opens has no parts before it.
        let additive = claim::is_additive(term) && !claim::is_rate(term) && !term.gap.roles().has(Role::Opens);
        if let Some(connector) = term.gap.closer.filter(|_| at > 1 && additive) {
            out.extend(claim(&sequence.terms, at, connector, inner));
        }
    }
}

fn claim(terms: &[Term], at: usize, connector: Span, inner: &[bool]) -> Option<Claim> {
    let total = &terms[at];
    let deducted = Direction::of(&total.gap) == Some(Direction::Down);
    let sure = total.gap.label.has(Role::Sums) || total.gap.colon && total.gap.roles().has(Role::Sums);
    // 过程得28.2分，两项共扣1.8分: what was had is no part of what was taken off.
    let fits = |place: usize| !deducted || terms.get(place).is_some_and(|term| Direction::of(&term.gap).is_some() || !is_more(term, total));
    let all = candidates(terms, at, sure, fits);
    let outer = candidates(terms, at, sure, |place| fits(place) && !inner.get(place).copied().unwrap_or(false));
    // 两次拨款900万元、700万元。按用途分，……、……，合计1600万元: what the sentence itself lists is added up, not what the one before does.
    let outer = if outer.own == 0 && all.own > 1 { all.clone() } else { outer };
    let mut readings = Vec::new();
    for list in [&outer, &all] {
        list.readings(total, &mut readings);
    }
    let first = terms[..=at].iter().rev().take(2).any(|term| term.gap.roles().has(Role::FirstOf));
    if first {
        [&outer, &all].iter().for_each(|list| list.beginnings(total, &mut readings));
    }
    let announced = announced(terms, at, &outer).or_else(|| announced(terms, at, &all)).filter(|_| !first);
    if let Some(count) = announced {
        let wanted = count.quantity.value;
        readings.iter_mut().for_each(|tally| tally.natural = wanted == tally.parts.len().into());
    }
    let complete = sure && outer.even && outer.parts.len() > 1;
    (!readings.is_empty()).then(|| Claim {
        connector,
        roles: total.gap.roles(),
        complete,
        partial: false,
        announced,
        closing: true,
        colon: false,
        continued: false,
        readings: claim::order(readings),
    })
}

/// The figures before a total that can be its parts, from the nearest to the farthest.
#[derive(Clone)]
struct Before<'s> {
    parts: Vec<&'s Term>,
    /// How many of them stand in the sentence of the total.
    own: usize,
    /// How many of the nearest ones stand apart by marks of one weight.
    uniform: usize,
    /// Whether they are all figures of the kind in the sentence, evenly parted.
    even: bool,
}

fn candidates<'s>(terms: &'s [Term], at: usize, sure: bool, wanted: impl Fn(usize) -> bool) -> Before<'s> {
    let dimension = terms[at].quantity.unit.dimension;
    let mut before = Before { parts: Vec::new(), own: 0, uniform: 0, even: true };
    let mut base = None;
    let mut mark = None;
    let mut nearest = None;
    let mut stops = 0;
    for place in (0..at).rev().take(LONGEST) {
        let gap = &terms[place + 1].gap;
        if gap.mark >= Some(Mark::Stop) {
            stops += 1;
            if stops > 1 || !sure || before.parts.len() > 1 {
                break;
            }
        }
        mark = mark.max(gap.mark);
        let term = &terms[place];
        if term.quantity.unit.dimension != dimension || !wanted(place) {
            // 墒情站31处、监测井57眼，合计384处: an item in another measure word is one of them, too.
            let item = is_count(term.quantity.unit.dimension) && is_count(dimension) && term.gap.mark.is_some() && gap.mark.is_some();
            before.even &= !item;
            continue;
        }
        if claim::is_rate(term) || is_handed_out(terms, place) || is_foreign(head(terms, place), &terms[at], nearest) {
            before.even = false;
            continue;
        }
        if before.parts.len() == 1 {
            base = Some(mark);
        }
        if before.uniform == before.parts.len() && base.is_none_or(|base| mark <= base) {
            before.uniform += 1;
        }
        mark = None;
        // What heads the list is of the kind of what stands in it.
        nearest = nearest.or(Some(head(terms, place)));
        before.parts.push(term);
        before.own += usize::from(stops == 0);
    }
    before.even &= before.uniform == before.parts.len();
    before
}

/// The first of a list without further words, which tells what all of them are: 支出依次为117.6万元、80万元、54万元.
fn head(terms: &[Term], place: usize) -> &Term {
    let bare = |term: &Term| term.gap.mark == Some(Mark::Pause) && term.label.is_empty();
    let first = terms[..=place].iter().rev().take_while(|term| bare(term)).count();
    terms.get(place.saturating_sub(first)).unwrap_or(&terms[place])
}

/// 各建1支20人的队伍: a figure right behind one for each is for each, too.
fn is_handed_out(terms: &[Term], place: usize) -> bool {
    let joined = terms[place].gap.mark.is_none() && terms[place].label.is_empty();
    joined && place.checked_sub(1).is_some_and(|before| claim::is_rate(&terms[before]))
}

fn is_more(term: &Term, total: &Term) -> bool {
    term.quantity.base().ok() > total.quantity.base().ok()
}

fn is_count(dimension: Dimension) -> bool {
    match dimension {
        Dimension::Count(_) => true,
        Dimension::Money | Dimension::Plain | Dimension::Ratio | Dimension::Points | Dimension::Score => false,
    }
}

/// Whether a figure is of another kind than the total and the part next to it.
fn is_foreign(term: &Term, total: &Term, nearest: Option<&Term>) -> bool {
    let label = term.gap.label;
    let change = Direction::of(&total.gap).is_some();
    let known = nearest.map(|nearest| nearest.gap.label | total.gap.label);
    // 12台，共318万元；4台，共392万元: each closes its own item.
    let closed = |term: &Term| term.gap.label.has(Role::Closes) && !term.gap.label.has(Role::Sums);
    let subtotal = |term: &Term| term.gap.label.has(Role::Subtotal);
    if closed(term) && closed(total) || subtotal(term) && subtotal(total) {
        return true;
    }
    // 上年结转6万元，本年预算78万元，全年共支出80万元: what there was is no part of what was spent.
    if total.gap.label.has(Role::Uses) && label.has(Role::Supplies) && !label.has(Role::Uses) {
        return true;
    }
    // 预算357.5万元，支出342万元，两项合计可用400万元: nor is what was spent of what there was.
    if total.gap.label.has(Role::Supplies) && !total.gap.label.has(Role::Uses) && label.has(Role::Uses) && !label.has(Role::Supplies) {
        return true;
    }
    label.any(&[Role::Against, Role::Rest])
        || label.has(Role::Less) && !change
        || known.is_some_and(|known| total.quantity.unit.dimension != Dimension::Score && label.beyond(known))
}

impl Before<'_> {
    /// 前两项合计: the beginnings of the list, and of each of its shorter ends.
    fn beginnings(&self, total: &Term, out: &mut Vec<Tally>) {
        let parts: Vec<Operand> = self.parts.iter().rev().map(|part| Operand::of(part, None)).collect();
        let total = Operand::of(total, None);
        let near = parts.len().saturating_sub(MOST);
        let beginnings = (2..=parts.len()).map(|to| 0..to);
        let ranges = beginnings.chain((near..parts.len()).flat_map(|from| (from + 2..=parts.len()).map(move |to| from..to)));
        out.extend(ranges.filter_map(|range| Some(Tally { total, parts: parts.get(range)?.to_vec(), natural: true })));
    }

    /// Every end of the list as parts of the total; natural where it is evenly parted, and as a whole.
    fn readings(&self, total: &Term, out: &mut Vec<Tally>) {
        let direction = Direction::of(&total.gap);
        let total = Operand::of(total, None);
        let mut parts: Vec<Operand> = self.parts.iter().map(|part| Operand::of(part, direction)).collect();
        parts.reverse();
        let all = parts.len();
        let natural = [self.uniform, all];
        for length in (2..=all).filter(|length| natural.contains(length) || *length <= 12) {
            out.push(Tally { total, parts: parts[all - length..].to_vec(), natural: natural.contains(&length) });
        }
    }
}

/// 两项共 A: how many of the figures before are meant.
fn announced(terms: &[Term], at: usize, before: &Before<'_>) -> Option<Operand> {
    let last = before.parts.first()?;
    let between = terms[..at].iter().rev().take_while(|term| term.span.start > last.span.start);
    let fits = |term: &&Term| {
        let number = term.quantity.value;
        matches!(term.quantity.unit.dimension, Dimension::Count(_)) && (2..=before.parts.len()).any(|length| number == length.into())
    };
    between.filter(fits).last().map(|term| Operand::of(term, None))
}
