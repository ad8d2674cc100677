//! Parts that no word ties to their total: 在职271人，行政198人，事业63人; 基本支出中，人员经费397万元，公用经费60万元; 103所，小学71所、初中19所、高中14所.
//!
//! Their names make up a known division (行政, 事业), or they are parted by lighter marks than the total before them. As no word says that
//! they are parts, they count as such only where they come close to the total.

mod inside;
mod levelled;

pub(super) use levelled::claims as levelled;

use super::claim::{self, Claim, Direction, Operand, Tally};
use super::repair;
use crate::data::connectors::{Division, Mark, Role, Roles};
use crate::facts::Context;
use crate::quantity::{Decimal, Dimension};
use crate::skeleton::{Passage, Sequence, Term};
use crate::syntax::Heading;
use crate::text::Span;

/// A known division has so many classes at most.
const CLASSES: usize = 5;
/// A list that its marks alone tie to a total has so many parts at least, and at most.
const LISTED: std::ops::RangeInclusive<usize> = 3..=12;
/// Where two parts have to do.
const TWO: usize = 2;
/// How many figures of the sentence before may be the total of a division that begins one.
const BEFORE: usize = 3;
/// How far the parts of a known division may be from their total.
const NEAR: Decimal = Decimal::from_parts(20, 0, 0, false, 2);
/// And parts that only their marks tie to it.
const NEARER: Decimal = Decimal::from_parts(3, 0, 0, false, 2);
/// Or else a figure of so many digits is a keystroke away from making them fit.
const DIGITS: u32 = 4;

/// The claims of the running text of a passage; `before` are the passages before it.
pub(super) fn claims(context: &Context<'_>, before: &[Passage], passage: &Passage) -> Vec<Claim> {
    let Some(sequence) = passage.sequences.first() else { return Vec::new() };
    let finder = Finder { context, before, passage, sequence, text: &context.document.flow.text };
    (0..sequence.terms.len()).filter_map(|at| finder.claim(at)).collect()
}

struct Finder<'c, 'a> {
    context: &'c Context<'a>,
    before: &'c [Passage],
    passage: &'c Passage,
    sequence: &'c Sequence,
    text: &'c str,
}

impl Finder<'_, '_> {
    /// The claim whose first part stands at `at`.
    fn claim(&self, at: usize) -> Option<Claim> {
        let terms = &self.sequence.terms;
        let first = terms.get(at).filter(|first| is_part(first))?;
        if let Some((total, length)) = self.named(at).or_else(|| self.summed_up(at)) {
            return claim(total, &terms[at..at + length], NEAR);
        }
        let tied = first.gap.roles().any(&[Role::Opens, Role::Whole, Role::Main, Role::From, Role::Splits, Role::Spends, Role::Includes]);
        if tied || first.gap.colon || first.gap.mark < Some(Mark::Comma) {
            return None;
        }
        if first.gap.mark >= Some(Mark::Stop) {
            return self.begun(at);
        }
        let total = terms.get(at.checked_sub(1)?).filter(|total| is_alike(total, first) && is_total(total))?;
        // 非常满意612份，满意468份，一般96份，不满意34份: the first is a class itself.
        if self.division(at - 1, total, 3).is_some() {
            return None;
        }
        let goes_on = |length: usize| {
            let (last, next) = (terms.get(at + length - 1), terms.get(at + length));
            last.zip(next).is_some_and(|(last, next)| {
                length > 1 && next.gap.mark == last.gap.mark && is_alike(next, first) && is_part(next) && !next.gap.label.has(Role::Besides)
            })
        };
        if let Some((length, division)) = self.division(at, total, 2).filter(|(length, _)| !goes_on(*length)) {
            if self.is_summed(at, length) {
                return None;
            }
            return claim(total, &terms[at..at + length], if division == Division::Whole { NEAR } else { NEARER });
        }
        if total.label.is_empty() || first.gap.mark > Some(Mark::Comma) || !is_part(total) {
            return None;
        }
        let alike = |term: &&Term| term.gap.mark.is_some_and(|mark| mark <= Mark::Comma) && is_alike(term, first);
        let further = || terms[at + 1..].iter().take(*LISTED.end() + 1);
        let all = further().take_while(alike).count() + 1;
        let paused = further().take_while(|term| term.gap.mark == Some(Mark::Pause) && is_alike(term, first)).count() + 1;
        let ends = terms.get(at + all).is_none_or(|next| next.gap.mark >= Some(Mark::Semicolon) || next.gap.mark == Some(Mark::Comma));
        let named = |length: usize| self.names(&terms[at..at + length]).is_some();
        let listed = Some(paused).filter(|paused| LISTED.contains(paused)).or(Some(all).filter(|all| *all >= TWO && ends))?;
        // 会员940人，甲社410人，乙社330人，…: what is said to be all is of the first.
        let heads = terms[at - 1].gap.mark >= Some(Mark::Stop) || at == 1 || !is_alike(&terms[at - 2], first);
        let all_told = listed > TWO && heads && self.is_exhausted(at + listed - 1);
        let near = if all_told {
            NEAR
        } else if listed == paused && listed > TWO {
            NEARER
        } else {
            Decimal::ZERO
        };
        if terms[at..at + listed].iter().any(|part| part.gap.label.beyond(total.gap.label)) {
            return None;
        }
        (*LISTED.end() >= listed && named(listed)).then(|| claim(total, &terms[at..at + listed], near)).flatten()
    }

    /// 上半年620万元，下半年780万元，全年1400万元: the total behind all classes of a division, and how many they are.
    fn summed_up(&self, at: usize) -> Option<(&Term, usize)> {
        let terms = &self.sequence.terms;
        (TWO..=CLASSES).find_map(|length| {
            let (first, next) = (terms.get(at)?, terms.get(at + length)?);
            let other = next.gap.label.beyond(first.gap.label) || next.gap.label.has(Role::Supplies) != first.gap.label.has(Role::Supplies);
            let total = is_alike(next, first) && is_total(next) && !other && next.gap.mark < Some(Mark::Stop) && !self.is_aim(next);
            let names = self.names(terms.get(at..at + length).filter(|_| total)?)?;
            self.context.knowledge.connectors.are_summed_up(&names, next.label.of(self.text)).then_some((next, length))
        })
    }

    /// 年度任务700户: what was to be done is no sum of what was.
    fn is_aim(&self, term: &Term) -> bool {
        let (words, label) = (self.context.knowledge, term.label.of(self.text));
        words.forms.attainment.target.within(label) || words.vocabulary.heading(label) == Some(Heading::Target)
    }

    /// Whether the parts make up a total of their own behind them: 计划2000人次，线下1460人次、线上620人次，合计2080人次.
    fn is_summed(&self, at: usize, length: usize) -> bool {
        let terms = &self.sequence.terms;
        let sum =
            terms[at..at + length].iter().map(|term| term.quantity.base().unwrap_or_default()).fold(Decimal::ZERO, Decimal::saturating_add);
        terms.get(at + length).is_some_and(|next| {
            next.gap.label.any(&[Role::Sums, Role::Closes]) && is_alike(next, &terms[at]) && next.quantity.base() == Ok(sum)
        })
    }

    /// The length of the known division of a total that begins at `at`, of so many classes at least.
    fn division(&self, at: usize, total: &Term, least: usize) -> Option<(usize, Division)> {
        (least..=CLASSES).find_map(|length| {
            let names = self.names(self.sequence.terms.get(at..at + length)?)?;
            Some((length, self.context.knowledge.connectors.division(total.label.of(self.text), &names)?))
        })
    }

    /// A division at the beginning of a sentence, whose total is one of the last figures of the sentence before: 收回1200份，回收率96%。非常满意612份，…
    fn begun(&self, at: usize) -> Option<Claim> {
        let terms = &self.sequence.terms;
        let sentence = terms[..at].iter().enumerate().rev().take(BEFORE + 1);
        let stop = sentence.clone().find(|(_, term)| term.gap.mark >= Some(Mark::Stop)).map_or(0, |(place, _)| place);
        let totals: Vec<&Term> = terms[stop.max(at.saturating_sub(BEFORE + 1))..at]
            .iter()
            .filter(|term| claim::is_additive(term) && !claim::is_rate(term) && is_alike(term, &terms[at]) && !is_compared(term))
            .collect();
        let divided =
            || self.division(at, totals.last()?, 3).filter(|(_, division)| *division == Division::Whole).map(|(length, _)| length);
        let length = divided().or_else(|| self.listed_through(at))?;
        let mut claims = totals.into_iter().rev().filter_map(|total| claim(total, &terms[at..at + length], NEAR));
        let mut first = claims.next()?;
        claims.for_each(|other| first.readings.extend(other.readings));
        Some(first)
    }

    /// The length of a list that its words say to be all: 男装4120件，女装5230件，童装3110件，无其他类别.
    fn listed_through(&self, at: usize) -> Option<usize> {
        let terms = &self.sequence.terms;
        let alike = |term: &&Term| term.gap.mark.is_some_and(|mark| mark < Mark::Stop) && is_alike(term, &terms[at]);
        let length = terms[at + 1..].iter().take_while(alike).count() + 1;
        let named = LISTED.contains(&length) && self.names(&terms[at..at + length]).is_some();
        (named && self.is_exhausted(at + length - 1)).then_some(length)
    }

    /// Whether the words behind a part say that nothing else is left: 各类别不重复计算.
    fn is_exhausted(&self, last: usize) -> bool {
        let terms = &self.sequence.terms;
        let start = terms[last].span.end;
        let end = terms.get(last + 1).map_or(self.passage.span.end, |next| next.span.start);
        let words = Span { start, end: end.max(start) }.of(self.text);
        self.context.knowledge.connectors.are_exhaustive(words.get(..words.find('\n').unwrap_or(words.len())).unwrap_or(""))
    }

    /// The names of parts, when each has one, they are of one kind, and no stop stands between them.
    fn names(&self, parts: &[Term]) -> Option<Vec<&str>> {
        let first = parts.first()?;
        let fits = |(place, part): (usize, &Term)| {
            let apart = place > 0 && (part.gap.mark.is_none() || part.gap.mark >= Some(Mark::Stop));
            let name = part.label.of(self.text).trim();
            (!apart && is_part(part) && is_alike(part, first) && !name.is_empty()).then_some(name)
        };
        parts.iter().enumerate().map(fits).collect()
    }
}

fn is_part(term: &Term) -> bool {
    let other = [Role::Against, Role::Rest, Role::Sums, Role::Less, Role::More];
    claim::is_additive(term) && !claim::is_rate(term) && !term.gap.label.any(&other) && Direction::of(&term.gap).is_none()
}

/// Whether a figure can be the total of a division: 收回406份 takes nothing back.
fn is_total(term: &Term) -> bool {
    is_part(term)
        || matches!(term.quantity.unit.dimension, Dimension::Count(_))
            && claim::is_additive(term)
            && !claim::is_rate(term)
            && !term.gap.label.any(&[Role::Against, Role::Rest, Role::More])
}

/// 比上年的7万册增加2万册: what another figure is held against is divided into nothing.
fn is_compared(term: &Term) -> bool {
    term.gap.roles().has(Role::Against)
}

fn is_alike(term: &Term, other: &Term) -> bool {
    term.quantity.unit.dimension == other.quantity.unit.dimension
}

/// The claim that these are the parts of a total, when they come near it, or one keystroke makes them fit, and none exceeds it.
fn claim(total: &Term, parts: &[Term], near: Decimal) -> Option<Claim> {
    let tally = Tally { total: Operand::of(total, None), parts: parts.iter().map(|part| Operand::of(part, None)).collect(), natural: true };
    let within = tally.parts.iter().all(|part| part.base() <= tally.total.base());
    let connector = Span { start: parts.first()?.label.start, end: parts.first()?.label.start };
    let slip = || repair::repairs(std::slice::from_ref(&tally)).iter().any(|repair| repair.digits() >= DIGITS);
    (within && (tally.distance() <= near || slip())).then(|| Claim {
        connector,
        roles: Roles::default(),
        complete: true,
        partial: parts.last().is_some_and(|last| last.tail.has(Role::OpenEnd)),
        announced: None,
        closing: false,
        colon: false,
        continued: false,
        readings: vec![tally],
    })
}
