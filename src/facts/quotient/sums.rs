//! Sums that may stand on either side of a rate of money.

use super::search::READINGS;
use super::{Near, Operands, Quotient, Search};
use crate::facts::prose::Mention;
use crate::quantity::Dimension;
use std::ops::Range;

impl Search<'_, '_> {
    /// Sums that may be meant on either side: money of several sources, spent in several places.
    pub(super) fn sums(&self, at: usize, numerators: &[usize], denominators: &[usize], near: Near, readings: &mut Vec<Quotient>) {
        let sentence = self.prose.sentence(at);
        let above = self.alike(numerators, &sentence, |_, _| true);
        readings.extend(self.together(at, &sentence, denominators, near));
        let around = denominators.first().map_or(at..at, |&first| self.prose.block(first));
        let below = self.alike(denominators, &around, |first, other| first.measure() == other.measure());
        if above.len() > 1 {
            let bases = denominators.iter().map(|&base| Quotient::sums(above.clone(), vec![base], near));
            readings.extend(bases.take(READINGS));
        }
        if below.len() > 1 {
            readings.extend(numerators.first().map(|&first| Quotient::sums(vec![first], below.clone(), near)));
            if above.len() > 1 {
                readings.push(Quotient::sums(above, below, near));
            }
        }
    }

    /// All money of the sentence before the rate, whatever is said of each: 财政资金1500万元已到位，自筹资金650万元按进度安排，到位率100%.
    fn together(&self, at: usize, sentence: &Range<usize>, denominators: &[usize], near: Near) -> Option<Quotient> {
        let rate = self.prose.get(at).filter(|rate| rate.quantity.unit.dimension == Dimension::Ratio)?;
        let fits = |other: &Mention| self.fits(rate, other) && !other.part;
        let all: Vec<usize> = (sentence.start..at).filter(|&other| self.prose.get(other).is_some_and(fits)).collect();
        let base = *denominators.iter().find(|base| !sentence.contains(base)).filter(|_| all.len() > 1)?;
        Some(Quotient::sums(all, vec![base], near))
    }

    /// Those of a group that stand inside a range and can be added to its first.
    fn alike(&self, group: &[usize], inside: &Range<usize>, same: impl Fn(&Mention, &Mention) -> bool) -> Vec<usize> {
        let Some(first) = group.first().and_then(|&first| self.prose.get(first)) else { return Vec::new() };
        let fits = |&other: &usize| {
            inside.contains(&other) && self.prose.get(other).is_some_and(|other| other.part == first.part && same(first, other))
        };
        group.iter().copied().filter(fits).collect()
    }

    /// Whether a base is by its name what was carried in and the income of the year together, so that neither comes on top: 可用资金.
    pub fn holds(&self, base: &Mention, other: &Mention) -> bool {
        let rule = |id| {
            self.measures.remainders.iter().find(|rule| rule.grows && rule.of == id && rule.carried.iter().any(|&of| self.is_carried(of)))
        };
        base.measure().and_then(rule).is_some_and(|rule| other.is_one_of(&rule.carried) || other.is_one_of(&rule.income))
    }

    /// Bases with what was carried in or added in the course of the year.
    pub(super) fn added(
        &self,
        rate: &Mention,
        spent: usize,
        bases: &[usize],
        operands: Operands<'_>,
        near: Near,
        readings: &mut Vec<Quotient>,
    ) {
        let fits = |other: &Mention| self.fits(rate, other) && other.is_one_of(operands.added);
        let block = bases.first().map_or(0..0, |&base| self.prose.block(base));
        let added: Vec<usize> = block.filter(|&other| self.prose.get(other).is_some_and(fits)).collect();
        for &base in bases.iter().take(READINGS).filter(|_| !added.is_empty()) {
            let held = |other: usize| self.prose.get(base).zip(self.prose.get(other)).is_some_and(|(base, other)| self.holds(base, other));
            let more: Vec<usize> = added.iter().copied().filter(|&other| other != base && other != spent && !held(other)).collect();
            let each = more.iter().map(|&one| vec![base, one]).chain((more.len() > 1).then(|| [&[base], more.as_slice()].concat()));
            readings.extend(each.take(READINGS).map(|denominators| Quotient::sums(vec![spent], denominators, near)));
        }
    }
}
