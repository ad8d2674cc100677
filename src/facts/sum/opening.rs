//! Parts behind their total: A, 其中 b、c; A 由 b、c 组成; A: b, c.

use super::claim::{self, Claim, Direction, LONGEST, Operand, Tally};
use crate::data::connectors::{Mark, Role};
use crate::quantity::Dimension;
use crate::skeleton::{Gap, Sequence, Term};
use crate::text::Span;

/// The claims of a sequence that a word opens; `head` is the figure before the bracket that holds the sequence.
pub(super) fn claims(sequence: &Sequence, head: Option<&Term>, out: &mut Vec<Claim>) {
    for at in 0..sequence.terms.len() {
        if let Some(opening) = Opening::at(sequence, head, at) {
            opening.claims(out);
        }
    }
}

/// A place where a list of parts begins.
struct Opening<'s> {
    terms: &'s [Term],
    head: Option<&'s Term>,
    /// The first term behind the connector.
    at: usize,
    connector: Span,
    complete: bool,
    /// A list without a total (由…组成) is none.
    from: bool,
}

impl<'s> Opening<'s> {
    fn at(sequence: &'s Sequence, head: Option<&'s Term>, at: usize) -> Option<Self> {
        let terms = sequence.terms.as_slice();
        let term = terms.get(at)?;
        if at == 0 && head.is_none() || term.gap.before.has(Role::MakesUp) {
            return None;
        }
        let roles = term.gap.roles();
        let spoken = roles.any(&[Role::Opens, Role::Whole, Role::Main, Role::Spends]);
        let from = !spoken && roles.has(Role::From);
        let bare = !spoken && !from && term.gap.colon && term.gap.mark.is_none_or(|mark| mark <= Mark::Comma) && at > 0;
        let bracket = at == 0 && head.is_some();
        if !(spoken || from || bare || bracket || is_itemised(terms, at)) {
            return None;
        }
        let connector = term.gap.opener.unwrap_or(Span { start: term.label.start, end: term.label.start });
        Some(Opening { terms, head, at, connector, complete: roles.has(Role::Whole), from })
    }

    /// One claim for each kind of figure that stands on both sides.
    fn claims(&self, out: &mut Vec<Claim>) {
        let mut seen: Vec<Dimension> = Vec::new();
        let mut claims: Vec<(Claim, bool)> = Vec::new();
        for term in self.terms[self.at..].iter().take(8).filter(|term| claim::is_additive(term)) {
            let dimension = term.quantity.unit.dimension;
            if !seen.contains(&dimension) {
                let beside = seen.is_empty() || term.gap.mark.is_none();
                seen.push(dimension);
                claims.extend(self.claim(dimension).map(|claim| (claim, beside)));
            }
        }
        let mut claims = side_by_side(claims);
        complete_together(&mut claims);
        out.append(&mut claims);
    }

    fn claim(&self, dimension: Dimension) -> Option<Claim> {
        let totals = self.totals(dimension);
        let nearest = totals.first()?;
        let mut readings = Vec::new();
        let mut partial = false;
        let mut made_up = false;
        let mut added = false;
        for nested in [Nested::Whole, Nested::One] {
            let list = List::read(self.terms, self.at, dimension, nearest, nested)?;
            partial |= list.open_end || self.terms[self.at].gap.roles().has(Role::Main);
            made_up |= list.made_up;
            added |= list.parts.len() > 1 && list.parts[1..].iter().all(|part| part.gap.roles().has(Role::Adds));
            totals.iter().for_each(|total| list.readings(total, &mut readings));
        }
        if self.from && !made_up {
            return None;
        }
        only_nearest(&mut readings, &totals);
        let readings = claim::order(readings);
        let announced = self.announced(dimension, readings.first().map_or(0, |tally| tally.parts.len()));
        Some(Claim {
            connector: self.connector,
            roles: self.terms[self.at].gap.roles(),
            complete: self.complete || made_up || added,
            partial,
            announced,
            closing: false,
            colon: self.terms[self.at].gap.colon,
            readings,
        })
    }

    /// The figures of the kind before the list that can be its total, the nearest first: those of its sentence, or of
    /// the sentence before when the list begins one.
    fn totals(&self, dimension: Dimension) -> Vec<&'s Term> {
        let mut totals: Vec<&Term> = Vec::new();
        if self.at == 0 {
            totals.extend(self.head.filter(|head| head.quantity.unit.dimension == dimension && !claim::is_rate(head)));
        }
        let mut stops = 0;
        for place in (0..self.at).rev().take(LONGEST) {
            stops += usize::from(self.terms[place + 1].gap.mark >= Some(Mark::Stop));
            if stops > usize::from(self.terms[self.at].gap.mark >= Some(Mark::Stop)) || totals.len() == 4 {
                break;
            }
            let term = &self.terms[place];
            if term.quantity.unit.dimension == dimension && !claim::is_rate(term) {
                totals.push(term);
            }
        }
        totals
    }

    /// A number of parts that the words before the list or at its end announce.
    fn announced(&self, dimension: Dimension, listed: usize) -> Option<Operand> {
        let around = self.at.saturating_sub(3)..(self.at + 1).min(self.terms.len());
        let count = |term: &&Term| {
            let number = term.quantity.value;
            matches!(term.quantity.unit.dimension, Dimension::Count(_))
                && term.quantity.unit.dimension != dimension
                && number == listed.into()
        };
        self.terms[around].iter().rev().find(count).map(|term| Operand::of(term, None))
    }
}

/// The total is the nearest figure before the list that is no smaller than its parts, or else the nearest; under any other
/// the list may add up, but it is not what the sentence says.
fn only_nearest(readings: &mut [Tally], totals: &[&Term]) {
    let value = |term: &Term| term.quantity.base().unwrap_or_default();
    let natural = readings.iter().filter(|tally| tally.natural);
    let greatest = natural.flat_map(|tally| &tally.parts).map(Operand::base).max().unwrap_or_default();
    let chosen = totals.iter().find(|total| value(total) >= greatest).or(totals.first()).map(|total| total.span);
    readings.iter_mut().for_each(|tally| tally.natural &= Some(tally.total.span) == chosen);
}

/// 总投资A万元，x万元、y万元: the word of a total stands before the first figure of its kind, and parts follow without a word.
fn is_itemised(terms: &[Term], at: usize) -> bool {
    let (Some(term), Some(total)) = (terms.get(at), at.checked_sub(1).and_then(|before| terms.get(before))) else { return false };
    let alike = |other: &Term| other.quantity.unit.dimension == total.quantity.unit.dimension;
    let sentence = terms[..at].iter().rposition(|other| other.gap.mark >= Some(Mark::Stop)).unwrap_or(0);
    total.gap.label.any(&[Role::Closes, Role::Sums])
        && alike(term)
        && term.gap.mark == Some(Mark::Comma)
        && !term.gap.label.beyond(total.gap.label)
        && !terms[sentence..at - 1].iter().any(alike)
}

/// Of figures of several kinds, those that do not stand in every part are told of something else: 其中大型活动3场，参与群众5000人次.
fn side_by_side(claims: Vec<(Claim, bool)>) -> Vec<Claim> {
    let parts = |claim: &Claim| claim.readings.first().map_or(0, |tally| tally.parts.len());
    let Some(first) = claims.first().map(|(claim, _)| parts(claim)) else { return Vec::new() };
    let kept = claims.into_iter().filter(|(claim, beside)| parts(claim) == first && (first > 1 || *beside));
    kept.map(|(claim, _)| claim).collect()
}

/// 800户60万元，1600户50万元: where the households add up, the list is complete, and the amounts must too.
fn complete_together(claims: &mut [Claim]) {
    let adds_up = |claim: &Claim| {
        claim.readings.first().filter(|tally| tally.parts.len() > 1 && tally.distance().is_zero()).map(|tally| tally.parts.len())
    };
    let Some(length) = claims.iter().find_map(adds_up) else { return };
    for claim in claims {
        claim.complete |= claim.readings.first().is_some_and(|tally| tally.parts.len() == length);
    }
}

/// How a list within the list is passed over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nested {
    /// Up to the next heavier mark.
    Whole,
    /// One figure only.
    One,
}

/// A list of parts as it is read from left to right.
struct List<'s> {
    parts: Vec<&'s Term>,
    /// How many parts stand before the first mark or word that may end the list.
    soft: Option<usize>,
    /// How many before the first word that must.
    hard: Option<usize>,
    open_end: bool,
    made_up: bool,
}

impl<'s> List<'s> {
    /// The list that begins at `at`, of figures of one kind. None when figures are handed out to each of several.
    fn read(terms: &'s [Term], at: usize, dimension: Dimension, total: &Term, nested: Nested) -> Option<Self> {
        let mut list = List { parts: Vec::new(), soft: None, hard: None, open_end: false, made_up: false };
        let mut walk = Walk { base: None, skipped: None, inner: None, nested };
        for (place, term) in terms.iter().enumerate().skip(at).take(LONGEST) {
            if place > at && walk.ends(&term.gap) {
                break;
            }
            list.note(term);
            if list.open_end && list.parts.is_empty() {
                break;
            }
            if place > at && walk.is_inside(term, dimension) {
                continue;
            }
            if term.quantity.unit.dimension != dimension || claim::is_rate(term) {
                if term.quantity.unit.dimension == dimension && matches!(dimension, Dimension::Count(_)) {
                    return None;
                }
                walk.skip(&term.gap);
                continue;
            }
            let gap = walk.gap(&term.gap);
            if let Some(first) = list.parts.first() {
                let cut = walk.cut(&gap, first, total);
                list.cut(cut);
            }
            list.parts.push(term);
        }
        (!list.parts.is_empty()).then_some(list)
    }

    fn note(&mut self, term: &Term) {
        let tail = term.tail;
        self.open_end |= tail.has(Role::OpenEnd);
        self.made_up |= tail.has(Role::MakesUp);
    }

    fn cut(&mut self, cut: Cut) {
        let here = Some(self.parts.len());
        match cut {
            Cut::None => {}
            Cut::Soft => self.soft = self.soft.or(here),
            Cut::Hard => {
                self.soft = self.soft.or(here);
                self.hard = self.hard.or(here);
            }
        }
    }

    /// Every beginning of the list as parts of a total; natural where a mark or word ends it.
    fn readings(&self, total: &Term, out: &mut Vec<Tally>) {
        let all = self.parts.len();
        let ends = [self.soft.unwrap_or(all), self.hard.unwrap_or(all)];
        let direction = Direction::of(&total.gap);
        let parts: Vec<Operand> = self.parts.iter().map(|part| Operand::of(part, direction)).collect();
        let total = Operand::of(total, None);
        let near = all.saturating_sub(8);
        for end in (1..=all).filter(|end| ends.contains(end) || *end > near || *end <= 4) {
            out.push(Tally { total, parts: parts[..end].to_vec(), natural: ends.contains(&end) });
        }
    }
}

/// What a gap does to a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cut {
    None,
    Soft,
    Hard,
}

/// The state between two figures of a list.
struct Walk {
    /// The mark between the first two parts.
    base: Option<Option<Mark>>,
    /// The gaps that were passed over since the last part, joined.
    skipped: Option<Gap>,
    /// Inside a list within the list: the mark between its figures, once known.
    inner: Option<Option<Option<Mark>>>,
    nested: Nested,
}

impl Walk {
    /// Whether nothing of the list can stand behind the gap.
    fn ends(&self, gap: &Gap) -> bool {
        gap.mark >= Some(Mark::Stop) || gap.roles().has(Role::Sums) || gap.label.has(Role::Besides)
    }

    /// Whether the term belongs to a list within the list.
    fn is_inside(&mut self, term: &Term, dimension: Dimension) -> bool {
        let same = term.quantity.unit.dimension == dimension;
        if term.gap.roles().any(&[Role::Opens, Role::Includes, Role::Whole, Role::Main, Role::Spends]) && same {
            self.inner = Some(None);
            self.skip(&term.gap);
            return true;
        }
        let Some(inner) = self.inner else { return false };
        if !same {
            return false;
        }
        let stays = self.nested == Nested::Whole && inner.is_none_or(|mark| term.gap.mark <= mark) && term.gap.mark < Some(Mark::Semicolon);
        if !stays {
            self.inner = None;
            return false;
        }
        self.inner = Some(inner.or(Some(term.gap.mark)));
        self.skip(&term.gap);
        true
    }

    fn skip(&mut self, gap: &Gap) {
        self.skipped = Some(self.skipped.map_or(*gap, |skipped| skipped.join(gap)));
    }

    /// What stands between the last part and this.
    fn gap(&mut self, gap: &Gap) -> Gap {
        self.skipped.take().map_or(*gap, |skipped| skipped.join(gap))
    }

    fn cut(&mut self, gap: &Gap, first: &Term, total: &Term) -> Cut {
        let base = *self.base.get_or_insert(gap.mark);
        let known = first.gap.label | total.gap.label;
        let change = Direction::of(&total.gap).is_some();
        let foreign = [Role::Against, Role::Rest].iter().any(|&role| gap.label.has(role) && !known.has(role));
        let less = gap.label.has(Role::Less) && !change && !known.has(Role::Less);
        if foreign || less || gap.label.beyond(known) {
            return Cut::Hard;
        }
        let more = gap.label.has(Role::More) && !change && !known.has(Role::More);
        let closes = gap.label.has(Role::Closes) && !first.gap.label.has(Role::Closes);
        if more || closes || gap.mark > base { Cut::Soft } else { Cut::None }
    }
}
