//! Parts behind their total: A, 其中 b、c; A 由 b、c 组成; A: b, c.

use super::claim::{self, Claim, Direction, LONGEST, Operand, Tally};
use super::list::{List, Nested, Supply};
use crate::data::connectors::{Mark, Role, Roles};
use crate::quantity::{Decimal, Dimension};
use crate::skeleton::{Passage, Sequence, Term};
use crate::text::Span;

/// The claims of a sequence that a word opens; `head` is the figure before the bracket that holds the sequence.
pub(super) fn claims(sequence: &Sequence, head: Option<&Term>, out: &mut Vec<Claim>) {
    for at in 0..sequence.terms.len() {
        if let Some(opening) = Opening::at(sequence, head, at) {
            opening.claims(out);
        }
    }
}

/// A list at the beginning of a paragraph, behind a colon (资金构成：上级补助600万元，…): its total may be one of the last figures of the
/// paragraph before.
pub(super) fn continued(before: &Passage, sequence: &Sequence) -> Option<Claim> {
    let first = sequence.terms.first().filter(|term| term.gap.colon && claim::is_additive(term))?;
    let alike = |term: &&Term| term.quantity.unit.dimension == first.quantity.unit.dimension && !claim::is_rate(term);
    let totals = before.sequences.first().map_or(&[][..], |sequence| &sequence.terms).iter().rev().filter(alike).take(TOTALS);
    let mut found: Option<Claim> = None;
    for total in totals {
        let mut terms: Vec<Term> = std::iter::once(total).chain(&sequence.terms).cloned().collect();
        // 资金构成： only heads the list.
        terms[1].gap.before = Roles::default();
        let joined = Sequence { terms, head: None };
        let Some(opening) = Opening::at(&joined, None, 1) else { continue };
        let Some(mut claim) = opening.claim(first.quantity.unit.dimension) else { continue };
        claim.readings.retain(|tally| tally.total.span == total.span && tally.natural && tally.parts.len() > 2);
        match &mut found {
            Some(known) => known.readings.append(&mut claim.readings),
            None => found = Some(Claim { continued: true, complete: false, announced: None, ..claim }),
        }
    }
    found.filter(|claim| !claim.readings.is_empty())
}

/// How many of the last figures before a list may be its total.
const TOTALS_NEAR: usize = 4;
/// How many sentences back the total of a division (从用途看) may stand.
const SENTENCES: usize = 4;
/// How many figures of the paragraph before may be the total.
const TOTALS: usize = 2;

/// More bytes than these before a number are a name, and no mere measure.
const NAME: usize = 6;

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
    /// Whether the list is all that stands in a bracket behind its total: 39个（东区17个、西区13个、南区9个）.
    bracket: bool,
    /// Whether only a colon ties the list to a total of the sentence before.
    loose: bool,
}

impl<'s> Opening<'s> {
    fn at(sequence: &'s Sequence, head: Option<&'s Term>, at: usize) -> Option<Self> {
        let terms = sequence.terms.as_slice();
        let term = terms.get(at)?;
        if at == 0 && head.is_none() || term.gap.before.has(Role::MakesUp) && !term.gap.label.has(Role::Whole) {
            return None;
        }
        let roles = term.gap.roles();
        let spoken = roles.any(&[Role::Opens, Role::Whole, Role::Main, Role::Spends, Role::Splits]);
        let from = !spoken && roles.has(Role::From);
        let bare = !spoken && !from && term.gap.colon && term.gap.mark != Some(Mark::Semicolon) && at > 0;
        let bracket = at == 0 && head.is_some();
        if !(spoken || from || bare || bracket || is_itemised(terms, at)) {
            return None;
        }
        // 完成率分别为100%和95%，累计完成6560万元: the word opened a list of rates.
        let other = roles.any(&[Role::Opens, Role::Main, Role::Spends, Role::Splits]) || bracket;
        if roles.has(Role::Whole) && !other && term.quantity.unit.dimension == Dimension::Ratio {
            return None;
        }
        let connector = term.gap.opener.unwrap_or(Span { start: term.label.start, end: term.label.start });
        Some(Opening {
            terms,
            head,
            at,
            connector,
            complete: roles.any(&[Role::Whole, Role::Splits]),
            from,
            bracket: bracket && !spoken && !roles.has(Role::Includes),
            loose: bare && !bracket && term.gap.mark >= Some(Mark::Stop),
        })
    }

    /// One claim for each kind of figure that stands on both sides.
    fn claims(&self, out: &mut Vec<Claim>) {
        if self.is_of_rates() {
            return;
        }
        let mut seen: Vec<Dimension> = Vec::new();
        let mut claims: Vec<(Claim, bool)> = Vec::new();
        let mut first = None;
        for term in self.terms[self.at..].iter().take(8).filter(|term| claim::is_additive(term)) {
            let dimension = term.quantity.unit.dimension;
            if !seen.contains(&dimension) {
                let beside = seen.is_empty() || term.gap.mark.is_none();
                seen.push(dimension);
                let claim = self.claim(dimension);
                let &mut (opened, listed) = first.get_or_insert((claim.is_some(), self.listed(dimension)));
                // 4个指标，权重分别为16分、…，下设12个…: the word opened the list of points, which has no total.
                if opened || beside || term.span.start < listed {
                    claims.extend(claim.map(|claim| (claim, beside)));
                }
            }
        }
        let mut claims = side_by_side(claims);
        complete_together(&mut claims);
        out.append(&mut claims);
    }

    /// Where the second figure of a kind stands: from there on there is a list of this kind.
    fn listed(&self, dimension: Dimension) -> u32 {
        let alike = self.terms[self.at..].iter().filter(|term| term.quantity.unit.dimension == dimension);
        alike.take(2).nth(1).map_or(u32::MAX, |second| second.span.start)
    }

    /// 满意率分别为93%、96%、91.5%，折算372人、768人…: what the connector opens is a list of rates.
    fn is_of_rates(&self) -> bool {
        let rates = self.terms[self.at..].iter().take_while(|term| !claim::is_additive(term)).count();
        rates > 1 && self.terms.get(self.at + rates).is_some_and(|next| next.gap.mark >= Some(Mark::Comma))
    }

    fn claim(&self, dimension: Dimension) -> Option<Claim> {
        let totals = self.totals(dimension);
        let nearest = totals.first()?;
        let paired = self.paired(dimension);
        if self.is_mixed(nearest) {
            return None;
        }
        let mut readings = Vec::new();
        let mut partial = false;
        let mut made_up = false;
        let mut added = false;
        let spent = nearest.gap.label.has(Role::Uses);
        let supplies = if spent { &[Supply::Part, Supply::None][..] } else { &[Supply::Part] };
        let ways = supplies.iter().flat_map(|&supply| [Nested::Whole, Nested::One].map(|nested| (nested, supply)));
        for way in ways {
            let list = List::read(self.terms, self.at, dimension, nearest, way)?;
            partial |= list.open_end || self.is_of_main_ones() || self.is_of_one(list.parts.first());
            if paired > 1 && list.own() == paired || list.is_of_first(self.terms) {
                return None;
            }
            made_up |= list.made_up;
            added |= list.parts.len() > 1 && list.parts[1..].iter().all(|part| part.gap.roles().has(Role::Adds));
            totals.iter().for_each(|total| list.readings(total, &mut readings));
        }
        if let Some(list) =
            self.second(dimension).and_then(|at| List::read(self.terms, at, dimension, nearest, (Nested::Whole, Supply::Part)))
        {
            totals.iter().for_each(|total| list.readings(total, &mut readings));
        }
        let restated = self.terms[self.at].gap.roles().has(Role::Restates) && readings.iter().all(|tally: &Tally| tally.parts.len() < 2);
        if self.from && !made_up || restated {
            return None;
        }
        only_nearest(&mut readings, &totals);
        let readings = claim::order(readings);
        let announced = self.announced(dimension, readings.first().map_or(0, |tally| tally.parts.len()));
        let bracketed = self.bracket && self.terms.len() > 2 && readings.first().is_some_and(|tally| tally.parts.len() == self.terms.len());
        let mut readings = readings;
        if let Some(count) = announced {
            readings.retain(|tally| count.quantity.value == tally.parts.len().into());
        }
        Some(Claim {
            connector: self.connector,
            roles: self.terms[self.at].gap.roles(),
            complete: self.complete || made_up || added || bracketed,
            partial,
            announced,
            closing: false,
            colon: self.terms[self.at].gap.colon,
            continued: self.loose,
            readings,
        })
    }

    /// 共完成60户。计划数依次为…；完成数依次为…: where a second list of the kind begins in the sentence, of which the total may be as well.
    fn second(&self, dimension: Dimension) -> Option<usize> {
        let opened = |at: usize| self.terms[at].gap.roles().has(Role::Whole);
        let mut behind = (self.at + 1..self.terms.len()).take_while(|&at| self.terms[at].gap.mark < Some(Mark::Stop));
        let begins = |&at: &usize| opened(at) && self.terms[at].quantity.unit.dimension == dimension;
        opened(self.at).then(|| behind.find(begins)).flatten()
    }

    /// Whether the list names only what is chief: 主要 of the sentence before says nothing of 支出按用途分为.
    fn is_of_main_ones(&self) -> bool {
        let gap = &self.terms[self.at].gap;
        let begun = gap.mark >= Some(Mark::Stop) && gap.label.any(&[Role::Whole, Role::Splits]);
        if begun { gap.label.has(Role::Main) } else { gap.roles().has(Role::Main) }
    }

    /// 设备17台（套），具体为呼吸机4台、除颤仪7台、救护车2辆、监护仪4台: items in several measure words, which make up the total together.
    fn is_mixed(&self, total: &Term) -> bool {
        let counted = |term: &&Term| matches!(term.quantity.unit.dimension, Dimension::Count(_));
        let first = self.terms.get(self.at).into_iter();
        let others = self.terms[self.at..].iter().skip(1).take_while(|term| term.gap.mark < Some(Mark::Stop));
        let items: Vec<&Term> = first.chain(others.filter(|term| term.gap.mark.is_some())).filter(counted).collect();
        let sum = items.iter().filter_map(|term| term.quantity.base().ok()).fold(Decimal::ZERO, Decimal::saturating_add);
        let other = items.iter().any(|term| term.quantity.unit.dimension != total.quantity.unit.dimension);
        other && counted(&total) && total.quantity.base() == Ok(sum)
    }

    /// 520万元到位，其中区级资金分两次拨付，4月80万元，10月45万元: a name with a number of its own behind 其中 is that of one part, which the list makes up.
    fn is_of_one(&self, first: Option<&&Term>) -> bool {
        let (term, roles) = (&self.terms[self.at], self.terms[self.at].gap.roles());
        let opened = roles.has(Role::Opens) && !roles.any(&[Role::Splits, Role::Whole]) && !term.gap.colon;
        let apart = first.is_some_and(|first| first.span != term.span && first.gap.mark >= Some(Mark::Comma));
        opened && apart && term.label.len() > NAME && matches!(term.quantity.unit.dimension, Dimension::Count(_))
    }

    /// How many figures of a list right before 分别 have one each behind it: 投入15分、过程25分，分别得14分、23.5分.
    fn paired(&self, dimension: Dimension) -> usize {
        if !self.terms[self.at].gap.roles().has(Role::Whole) {
            return 0;
        }
        let alike = |term: &&Term| term.quantity.unit.dimension == dimension;
        let before = &self.terms[..self.at];
        let list = before.iter().rev().take_while(alike).take_while(|term| term.gap.mark == Some(Mark::Pause)).count();
        let first = before.len().checked_sub(list + 1).and_then(|at| before.get(at)).filter(alike);
        if list > 0 { list + usize::from(first.is_some()) } else { 0 }
    }

    /// The figures of the kind before the list that can be its total, the nearest first: those of its sentence, or of
    /// the sentence before when the list begins one, and then what that sentence begins with. What another division of the same total
    /// lists is passed over, and with 从用途看 a total may stand farther back.
    fn totals(&self, dimension: Dimension) -> Vec<&'s Term> {
        let mut totals: Vec<&Term> = Vec::new();
        if self.at == 0 {
            totals.extend(self.head.filter(|head| head.quantity.unit.dimension == dimension && !claim::is_rate(head)));
        }
        let mut stops = 0;
        let splits = self.terms[self.at].gap.roles().has(Role::Splits);
        let far = usize::from(self.terms[self.at].gap.mark >= Some(Mark::Stop)) * if splits { SENTENCES } else { 1 };
        let mut topic = None;
        for place in (0..self.at).rev().take(LONGEST) {
            stops += usize::from(self.terms[place + 1].gap.mark >= Some(Mark::Stop));
            if splits && place + 1 < self.at && self.terms[place + 1].gap.roles().any(&[Role::Splits, Role::Opens, Role::Whole]) {
                // 预算3680万元，其中省级1100万元。支出3508万元。按用途划分: what stands in a later sentence than the list is none of its parts.
                let behind = (place + 2..self.at).find(|&later| self.terms[later].gap.mark >= Some(Mark::Stop));
                let start = self.terms[behind.unwrap_or(self.at)].span.start;
                totals.retain(|total| total.span.start >= start);
                stops = usize::from(self.terms[place + 1].gap.mark >= Some(Mark::Stop));
            }
            if stops > far {
                break;
            }
            let term = &self.terms[place];
            if term.quantity.unit.dimension == dimension && !claim::is_rate(term) && !is_change(self.terms, place, splits) {
                match totals.len() < TOTALS_NEAR || splits {
                    true => totals.push(term),
                    false => topic = Some(term),
                }
            }
        }
        totals.extend(topic);
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

/// 比上年的26万人次增加5万人次: what a change is held against has no parts behind the change. Nor has the change where a sentence begins to divide.
fn is_change(terms: &[Term], at: usize, divided: bool) -> bool {
    let is_base =
        |at: usize| terms[at].gap.roles().has(Role::Against) && terms.get(at + 1).is_some_and(|next| Direction::of(&next.gap).is_some());
    is_base(at) || divided && at.checked_sub(1).is_some_and(is_base)
}

/// The total is the nearest figure before the list that is no smaller than its parts, or else the nearest; under any other
/// the list may add up, but it is not what the sentence says.
fn only_nearest(readings: &mut [Tally], totals: &[&Term]) {
    let value = |term: &Term| term.quantity.base().unwrap_or_default();
    for tally in readings.iter_mut().filter(|tally| tally.natural) {
        let greatest = tally.parts.iter().map(Operand::base).max().unwrap_or_default();
        let chosen = totals.iter().find(|total| value(total) >= greatest).or(totals.first());
        tally.natural = chosen.is_some_and(|total| total.span == tally.total.span);
    }
}

/// 总投资A万元，x万元、y万元: the word of a total stands before the first figure of its kind, and parts follow without a word.
fn is_itemised(terms: &[Term], at: usize) -> bool {
    let (Some(term), Some(total)) = (terms.get(at), at.checked_sub(1).and_then(|before| terms.get(before))) else { return false };
    let alike = |other: &Term| other.quantity.unit.dimension == total.quantity.unit.dimension;
    let near = at.saturating_sub(LONGEST);
    let sentence = terms[near..at].iter().rposition(|other| other.gap.mark >= Some(Mark::Stop)).map_or(near, |stop| near + stop);
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
    let Some(length) = claims.iter().find_map(adds_up).filter(|_| claims.len() > 1) else { return };
    for claim in claims {
        claim.complete |= claim.readings.first().is_some_and(|tally| tally.parts.len() == length);
    }
}
