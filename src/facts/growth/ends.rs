//! The two ends of a change among the figures around it: what it has come to, and what it was before.

use super::super::prose::Mention;
use super::{Reader, exists};
use crate::data::labels::squeezed;
use crate::data::measures::Role;
use crate::quantity::Dimension;
use std::ops::Range;

/// The figures at the two ends of a change: what the later may be, the most plausible first, and the earlier.
pub(super) struct Ends {
    pub currents: Vec<usize>,
    pub base: Option<usize>,
}

/// The figures around a change.
pub(super) struct Around<'r, 'p, 'a> {
    reader: &'r Reader<'p, 'a>,
    /// The first figure that tells the change: its amount or its rate.
    at: usize,
    /// The figures of the sentence.
    sentence: Range<usize>,
    /// Of those the ones that the change can be of.
    span: Range<usize>,
    /// What the ends count.
    wanted: Option<Dimension>,
    /// Whether the change has a subject of its own: 人员经费增加20万元 is not of the figures before it.
    named: bool,
    /// How deep in brackets the change stands.
    depth: u8,
    /// The year that the change is said to be against.
    against: Option<i16>,
}

/// How far before a change its ends stand, in figures, and how far behind it.
const BEFORE: usize = 4;
/// So far where a mean stands between, told beside what it is the mean of.
const BEFORE_MEAN: usize = 12;
const BEHIND: usize = 3;
/// The characters of a word of change.
const VERB: usize = 2;

impl<'r, 'p, 'a> Around<'r, 'p, 'a> {
    /// `unit`: what the ends count; percentages when there is none.
    pub fn new(reader: &'r Reader<'p, 'a>, at: usize, sentence: Range<usize>, unit: Option<&Mention>) -> Self {
        let change = reader.prose.get(at);
        let named = change.is_some_and(|change| reader.has_subject(change));
        let span = if named { at..sentence.end } else { sentence.clone() };
        let (wanted, depth) = (wanted(reader, at, unit), change.map_or(0, |change| change.depth));
        let against =
            change.filter(|change| change.roles.has(Role::Against)).and_then(|change| year_against(reader.prose.words(change.head)));
        Around { reader, at, sentence, span, wanted, named, depth, against }
    }

    /// What the later figure may be, and the earlier one.
    pub fn ends(&self) -> Ends {
        let to = self.before().find(|&at| self.is(at, |other| other.roles.has(Role::To) || other.tail.has(Role::To)));
        let passed = to.filter(|&to| self.is_passed(to));
        if let Some(to) = to.filter(|&to| passed.is_none() && self.is(to, |to| to.roles.has(Role::To))) {
            return Ends { currents: vec![to], base: self.from(to) };
        }
        let told = self.told(passed);
        let current = self.latest(&told);
        let base = self.base(passed, current);
        // 同比增加8天，达到312天，上年为304天: both stand behind the change.
        let current = current.or_else(|| self.reached(base?));
        let base = base.or_else(|| self.planned(current));
        let others = told.into_iter().filter(|&at| Some(at) != current && Some(at) != base);
        Ends { currents: current.into_iter().chain(others).collect(), base }
    }

    /// The figures before the change, the nearest first.
    fn before(&self) -> impl Iterator<Item = usize> + use<> {
        let mean = |at: usize| self.reader.prose.get(at).is_some_and(|other| other.roles.has(Role::Each) && self.counts(other));
        let near = (self.span.start..self.at).rev().take(BEFORE);
        let count = if near.clone().any(mean) { BEFORE_MEAN } else { BEFORE };
        (self.span.start..self.at).rev().take(count)
    }

    /// Those behind a figure that was passed.
    fn since(&self, passed: Option<usize>) -> impl Iterator<Item = usize> + use<> {
        self.before().filter(move |&at| passed.is_none_or(|passed| at > passed))
    }

    /// Whether a figure can be an end, and is such a one.
    fn is(&self, at: usize, test: impl Fn(&Mention) -> bool) -> bool {
        let like = |other: &Mention| self.counts(other) && exists(other) && !other.is_change() && !other.is_aim_word();
        self.reader.prose.get(at).is_some_and(|other| like(other) && test(other) && !self.reader.is_saved(at))
    }

    fn counts(&self, other: &Mention) -> bool {
        Some(other.quantity.unit.dimension) == self.wanted
    }

    /// 由5.5万元提高到6.2万元，60人需372万元，增加42万元: the change is of what stands last.
    fn is_passed(&self, to: usize) -> bool {
        let near = |other: &Mention| !other.part && other.depth <= self.depth;
        self.before().find(|&at| self.is(at, near)).is_some_and(|nearest| nearest > to)
    }

    /// The figure before that behind 至.
    fn from(&self, to: usize) -> Option<usize> {
        to.checked_sub(1).filter(|&from| from >= self.span.start && self.is(from, |other| !other.roles.has(Role::To)))
    }

    /// What the later figure may be. What stands in brackets, or is a part of a total before it, is told beside the figure that the change
    /// is of.
    fn told(&self, passed: Option<usize>) -> Vec<usize> {
        let prose = &self.reader.prose;
        let told: Vec<usize> =
            self.since(passed).filter(|&at| self.is(at, |other| !self.is_earlier(other) && !other.tail.has(Role::To))).collect();
        let outer = |at: &usize| prose.get(*at).is_some_and(|other| other.depth <= self.depth && !other.part);
        let wholes = told.iter().filter_map(|&at| prose.get(at)?.whole).filter(|&whole| self.is(whole, |other| !self.is_earlier(other)));
        let mut ordered: Vec<usize> = told.iter().copied().filter(outer).chain(wholes).chain(told.iter().copied()).collect();
        dedup(&mut ordered);
        ordered
    }

    /// Of two years the later is the current one.
    fn latest(&self, told: &[usize]) -> Option<usize> {
        let latest = told.iter().filter_map(|&at| self.year(at)).max();
        told.iter().copied().find(|&at| self.year(at) == latest).or(told.first().copied())
    }

    fn year(&self, at: usize) -> Option<i16> {
        self.reader.prose.get(at).and_then(|mention| mention.year.or(self.reader.fiscal))
    }

    /// The earlier figure: by its words, or by its year.
    fn base(&self, passed: Option<usize>, current: Option<usize>) -> Option<usize> {
        let year = current.and_then(|current| self.year(current));
        let last = |other: &Mention| other.year.zip(year).is_some_and(|(other, year)| other + 1 == year);
        let aside = |other: &Mention| other.depth > 0 && other.year != year && self.reader.is_dated(other);
        // 减少5人（退休8人、…）: what a bracket tells has the year of the words before it.
        let beside = |other: &Mention| other.depth <= self.depth || self.reader.is_dated(other);
        let earlier = |other: &Mention| self.is_earlier(other) || last(other) && beside(other) || aside(other);
        self.since(passed).chain(self.behind()).find(|&at| Some(at) != current && self.is(at, earlier))
    }

    /// The figures behind the change that are told for it: up to another change, or to what another change is against.
    fn behind(&self) -> impl Iterator<Item = usize> {
        let behind = self.at + 1..self.span.end.min(self.at + 1 + BEHIND);
        behind.take_while(|&at| !self.is_change(at)).take_while(|&at| !self.is_base_of_next(at))
    }

    fn is_earlier(&self, other: &Mention) -> bool {
        other.roles.any(&[Role::Against, Role::Previous, Role::From]) || self.is_of_year_before(other)
    }

    /// 2021年为412人，2022年比2021年增加18人: the year that the change is against is that of the figure.
    fn is_of_year_before(&self, other: &Mention) -> bool {
        self.against.is_some() && self.against == other.year
    }

    /// 新增6家，退出1家，净增5家，上年末为133家: what stands behind another change is the base of that.
    fn is_change(&self, at: usize) -> bool {
        self.reader.prose.get(at).is_some_and(|other| other.is_change() && self.counts(other))
    }

    /// 较年初预算下降20%，较上年的45万元下降7.56%: what a change of its own stands behind is the base of that.
    fn is_base_of_next(&self, at: usize) -> bool {
        let Some((other, next)) = self.reader.prose.get(at).zip(self.reader.prose.get(at + 1)) else { return false };
        other.roles.has(Role::Against) && next.is_change() && next.clause == other.clause && next.depth == other.depth
    }

    /// What a change with a subject of its own has come to, told behind it.
    fn reached(&self, base: usize) -> Option<usize> {
        let mut behind = self.at + 1..self.span.end.min(self.at + BEHIND);
        let told = base > self.at && (self.named || self.before().next().is_none());
        behind.find(|&at| told && self.is(at, |other| other.roles.has(Role::To) && !self.is_earlier(other)))
    }

    /// 计划65公里，完成58.5公里，少了6.5公里: nothing else is told that it could be a change against.
    fn planned(&self, current: Option<usize>) -> Option<usize> {
        let prose = &self.reader.prose;
        let (change, current) = (prose.get(self.at)?, prose.get(current?)?);
        let apart = |role: Role| change.roles.has(role) || prose.has(change, role);
        if self.named || [Role::Against, Role::Previous, Role::From].into_iter().any(apart) {
            return None;
        }
        let like = |&at: &usize| prose.get(at).is_some_and(|other| other.is_like(current) && exists(other) && !other.is_change());
        let mut before = (self.sentence.start..self.at).filter(like);
        let (aim, _, None) = (before.next()?, before.next()?, before.next()) else { return None };
        prose.get(aim).filter(|aim| aim.is_aim_word() && aim.clause + 2 >= change.clause).map(|_| aim)
    }
}

/// The year at the end of the words before a change, but for its verb: 2022年比2021年增加.
fn year_against(words: &str) -> Option<i16> {
    let words = squeezed(words);
    let near = words.rmatch_indices('年').take_while(|(at, sign)| words[at + sign.len()..].chars().count() <= VERB);
    near.map(|(at, _)| &words[..at]).find_map(|before| {
        let name = before.trim_end_matches(|digit: char| digit.is_ascii_digit()).len();
        before[name..].parse().ok()
    })
}

/// What the ends of a change count: what the amount of the change counts, or what the figure before a rate counts.
fn wanted(reader: &Reader<'_, '_>, at: usize, unit: Option<&Mention>) -> Option<Dimension> {
    if let Some(unit) = unit {
        return Some(unit.quantity.unit.dimension);
    }
    let change = reader.prose.get(at)?;
    if change.quantity.unit.dimension == Dimension::Points {
        return Some(Dimension::Ratio);
    }
    let amount = |other: &&Mention| other.is_amount() && other.sentence == change.sentence;
    let before = at.checked_sub(1).and_then(|before| reader.prose.get(before)).filter(amount);
    // 较上年上涨8%，从250万元提至270万元: the ends stand behind.
    let behind = || reader.prose.get(at + 1).filter(amount).filter(|next| next.roles.has(Role::From));
    before.or_else(behind).map(|other| other.quantity.unit.dimension)
}

/// Keeps the first of each.
fn dedup(indices: &mut Vec<usize>) {
    let mut seen = Vec::new();
    indices.retain(|index| {
        let new = !seen.contains(index);
        seen.push(*index);
        new
    });
}
