//! Where the two sides of a rate stand: in its sentence, its paragraph, or, for money that has one total, anywhere.

use super::Quotient;
use crate::data::measures::{MeasureId, Measures, Role};
use crate::facts::prose::{Mention, Name, Prose};
use crate::quantity::Dimension;
use std::ops::Range;

/// More readings than these say nothing more.
const READINGS: usize = 8;
/// More amounts than these are not tried as the base.
const OTHERS: usize = 24;

/// Where the farther side of a rate stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Near {
    /// In its row of a table.
    Row,
    /// In the sentence of the rate.
    Sentence,
    /// In its paragraph.
    Paragraph,
    /// Somewhere else in the report.
    Document,
}

/// The measures that may stand on either side of a rate.
#[derive(Clone, Copy, Default, Debug)]
pub struct Operands<'m> {
    /// Above the line.
    pub numerators: &'m [MeasureId],
    /// Below it.
    pub denominators: &'m [MeasureId],
    /// What the base may hold besides.
    pub added: &'m [MeasureId],
}

/// The figures of a document, to be searched for operands.
pub struct Search<'p, 'a> {
    /// All figures.
    pub prose: Prose<'p, 'a>,
    /// Amounts that may be meant from far away.
    pub totals: Vec<usize>,
    /// Whether the report is on classes of spending, so that a rate without its figures may be of any of them.
    divided: bool,
}

impl Near {
    /// The name in rules.
    pub fn name(self) -> &'static str {
        match self {
            Near::Row => "row",
            Near::Sentence => "sentence",
            Near::Paragraph => "paragraph",
            Near::Document => "document",
        }
    }
}

impl<'p, 'a> Search<'p, 'a> {
    /// Over the figures of a document.
    pub fn new(prose: Prose<'p, 'a>, measures: &Measures) -> Self {
        let classes = |mention: &Mention| mention.measure().and_then(|id| measures.measure(id)).is_some_and(|measure| measure.classes);
        Search { prose, totals: prose.totals(), divided: prose.mentions.iter().any(classes) }
    }

    /// The plausible readings of the figure at `at` as a quotient of amounts of money, the nearest first; what is counted stands
    /// no farther away than `reach`.
    pub fn money(&self, at: usize, operands: Operands<'_>, reach: Near) -> Vec<Quotient> {
        let Some(rate) = self.prose.get(at) else { return Vec::new() };
        let (numerators, near) = self.numerators(at, rate, operands.numerators);
        if near > reach {
            return Vec::new();
        }
        let Some(&nearest) = numerators.first() else { return Vec::new() };
        let Some(spent) = self.prose.get(nearest) else { return Vec::new() };
        let (mut denominators, farther) = self.denominators(at, rate, nearest, spent, operands);
        if denominators.is_empty() {
            return Vec::new();
        }
        let near = near.max(farther);
        if near == Near::Document && !self.is_settled(nearest, spent, &denominators, operands) {
            return Vec::new();
        }
        denominators.extend(self.farther(rate, spent, &denominators, operands));
        denominators.truncate(READINGS);
        let mut readings: Vec<Quotient> = denominators.iter().map(|&base| Quotient::of(nearest, base, near)).collect();
        self.sums(at, &numerators, &denominators, near, &mut readings);
        self.added(rate, nearest, &denominators, operands, near, &mut readings);
        let others = numerators.iter().skip(1).flat_map(|&other| denominators.iter().map(move |&base| Quotient::of(other, base, near)));
        readings.extend(others.take(READINGS));
        readings
    }

    /// The budgets that money spent may be of, each alone and with what was added to it.
    pub fn budgets(&self, at: usize, operands: Operands<'_>) -> Vec<Quotient> {
        let Some(spent) = self.prose.get(at) else { return Vec::new() };
        let (mut bases, near) = self.denominators(at, spent, at, spent, operands);
        bases.retain(|&base| self.prose.get(base).is_some_and(|base| !base.part));
        if bases.is_empty() || near == Near::Document && !self.is_settled(at, spent, &bases, operands) {
            return Vec::new();
        }
        bases.extend(self.farther(spent, spent, &bases, operands));
        bases.truncate(READINGS);
        let mut readings: Vec<Quotient> = bases.iter().map(|&base| Quotient::of(at, base, near)).collect();
        self.sums(at, &[at], &bases, near, &mut readings);
        self.added(spent, at, &bases, operands, near, &mut readings);
        readings
    }

    /// Every other amount near the rate, or total of the report: the base may be one that was not understood.
    pub fn others(&self, at: usize, readings: &[Quotient]) -> Vec<usize> {
        let Some(first) = readings.first().and_then(|reading| self.prose.get(*reading.numerators.first()?)) else { return Vec::new() };
        let used = |other: &usize| readings.iter().any(|reading| reading.denominators == [*other] || reading.numerators == [*other]);
        let like = |&other: &usize| {
            self.prose.get(other).is_some_and(|mention| mention.is_like(first) && mention.is_plain() && !mention.is_zero())
        };
        let near = self.prose.block(at).filter(like);
        let far = self.totals.iter().copied().filter(like);
        let mut others: Vec<usize> = near.chain(far).filter(|other| !used(other)).collect();
        others.sort_unstable();
        others.dedup();
        others.truncate(OTHERS);
        others
    }

    /// The candidates above the line, the nearest first, and where the first stands.
    fn numerators(&self, at: usize, rate: &Mention, measures: &[MeasureId]) -> (Vec<usize>, Near) {
        let sentence = self.prose.sentence(at);
        let block = self.prose.block(at);
        // A rate that names its money is not of money that does not.
        let named = !self.prose.is_whole(rate.scope);
        let same = |other: &Mention| !named || self.prose.agree(rate.scope, other.subject);
        let fits = |other: &Mention| self.fits(rate, other) && other.is_one_of(measures) && same(other);
        let rival = |other: &usize| self.prose.get(*other).is_some_and(|other| is_rival(rate, other));
        // What stands before another rate of the same kind belongs to that rate.
        let free = (block.start..at).rev().find(rival).map_or(block.start, |other| other + 1);
        let before = self.chosen(at, rate, (sentence.start.max(free)..at).rev(), &fits);
        if !before.is_empty() {
            return (before, Near::Sentence);
        }
        let next = (at + 1..sentence.end).find(rival);
        let behind = self.chosen(at, rate, at + 1..next.unwrap_or(sentence.end), &fits);
        if !behind.is_empty() {
            return (behind, Near::Sentence);
        }
        // What stands behind a figure of another sentence (36万元已使用) may be no more than a claim.
        let fits = |other: &Mention| fits(other) && other.measure().is_some_and(|id| measures.contains(&id));
        let above = self.chosen(at, rate, (free..sentence.start).rev(), &fits);
        if !above.is_empty() {
            return (above, Near::Paragraph);
        }
        let totals = self.totals.iter().copied().filter(|&total| !self.divided && self.prose.get(total).is_some_and(fits));
        (totals.collect(), Near::Document)
    }

    /// The candidates below the line at the nearest level that has any, and that level.
    fn denominators(&self, at: usize, rate: &Mention, spent_at: usize, spent: &Mention, operands: Operands<'_>) -> (Vec<usize>, Near) {
        let sentence = self.prose.sentence(at);
        let block = self.prose.block(at);
        let fits = |other: &Mention| {
            self.fits(rate, other)
                && other.span != spent.span
                && other.whole != Some(spent_at)
                && self.is_base(spent, other, operands)
                && self.prose.may_agree(other.subject, spent.subject)
        };
        let before =
            self.chosen(at, rate, (sentence.start..at).rev().chain(at + 1..sentence.end).filter(|&other| other != spent_at), &fits);
        if !before.is_empty() {
            return (before, Near::Sentence);
        }
        let near = self.chosen(at, rate, (block.start..sentence.start).rev().chain(sentence.end..block.end), &fits);
        if !near.is_empty() {
            return (near, Near::Paragraph);
        }
        let totals = self.totals.iter().copied().filter(|&total| self.prose.get(total).is_some_and(fits));
        let mut totals: Vec<usize> = totals.collect();
        totals.sort_by_key(|&total| {
            self.prose.get(total).and_then(|total| operands.denominators.iter().position(|&id| total.is_one_of(&[id])))
        });
        (totals, Near::Document)
    }

    /// Further bases from beyond the level at which the first were found.
    fn farther(&self, rate: &Mention, spent: &Mention, known: &[usize], operands: Operands<'_>) -> Vec<usize> {
        let fits = |other: &Mention| {
            self.fits(rate, other) && !other.is_zero() && other.span != spent.span && self.is_base(spent, other, operands)
        };
        self.totals
            .iter()
            .copied()
            .filter(|total| !known.contains(total) && self.prose.get(*total).is_some_and(fits))
            .take(READINGS)
            .collect()
    }

    fn is_base(&self, spent: &Mention, other: &Mention, operands: Operands<'_>) -> bool {
        other.is_one_of(operands.denominators) && (spent.measure().is_none() || other.measure() != spent.measure())
    }

    /// Whether a figure can take part in a statement on what was done in the year of the rate.
    fn fits(&self, rate: &Mention, other: &Mention) -> bool {
        other.quantity.unit.dimension == Dimension::Money
            && other.is_plain()
            && !other.is_change()
            && !other.roles.any(&[Role::Previous, Role::Against])
            && self.prose.same_year(rate, other)
    }

    /// Of the candidates in their order those that belong to the rate: parts only when there is nothing else or the rate is of a
    /// part, and in lists (分别为) those at the same place.
    fn chosen(&self, at: usize, rate: &Mention, candidates: impl Iterator<Item = usize>, fits: &impl Fn(&Mention) -> bool) -> Vec<usize> {
        let all: Vec<usize> = candidates.filter(|&other| self.prose.get(other).is_some_and(fits)).collect();
        let of = |wanted: &dyn Fn(usize, &Mention) -> bool| -> Vec<usize> {
            all.iter().copied().filter(|&other| self.prose.get(other).is_some_and(|mention| wanted(other, mention))).collect()
        };
        if self.is_listed(at, rate) {
            let aligned = of(&|other, mention| mention.place == rate.place && self.is_listed(other, mention));
            if !aligned.is_empty() {
                return aligned;
            }
        }
        let whole = of(&|_, mention| rate.part || !mention.part);
        if whole.is_empty() { all } else { whole }
    }

    fn is_listed(&self, at: usize, mention: &Mention) -> bool {
        let next = self.prose.get(at + 1).is_some_and(|next| next.place == mention.place + 1 && next.sentence == mention.sentence);
        mention.place > 0 || next
    }

    /// Sums that may be meant on either side: money of several sources, spent in several places.
    fn sums(&self, at: usize, numerators: &[usize], denominators: &[usize], near: Near, readings: &mut Vec<Quotient>) {
        let sentence = self.prose.sentence(at);
        let alike = |group: &[usize], inside: &Range<usize>| -> Vec<usize> {
            let Some(first) = group.first().and_then(|&first| self.prose.get(first)) else { return Vec::new() };
            let same = |&&other: &&usize| {
                inside.contains(&other)
                    && self.prose.get(other).is_some_and(|other| other.measure() == first.measure() && other.part == first.part)
            };
            group.iter().filter(same).copied().collect()
        };
        let above = alike(numerators, &sentence);
        let around = denominators.first().map_or(at..at, |&first| self.prose.block(first));
        let below = alike(denominators, &around);
        if above.len() > 1 {
            let bases = denominators.iter().map(|&base| Quotient { numerators: above.clone(), denominators: vec![base], near });
            readings.extend(bases.take(READINGS));
        }
        if below.len() > 1 {
            readings.extend(numerators.first().map(|&first| Quotient { numerators: vec![first], denominators: below.clone(), near }));
            if above.len() > 1 {
                readings.push(Quotient { numerators: above, denominators: below, near });
            }
        }
    }

    /// Bases with what was carried in or added in the course of the year.
    fn added(&self, rate: &Mention, spent: usize, bases: &[usize], operands: Operands<'_>, near: Near, readings: &mut Vec<Quotient>) {
        let fits = |other: &Mention| self.fits(rate, other) && other.is_one_of(operands.added);
        let block = bases.first().map_or(0..0, |&base| self.prose.block(base));
        let added: Vec<usize> = block.filter(|&other| self.prose.get(other).is_some_and(fits)).collect();
        for &base in bases.iter().take(READINGS).filter(|_| !added.is_empty()) {
            let more: Vec<usize> = added.iter().copied().filter(|&other| other != base && other != spent).collect();
            let each = more.iter().map(|&one| vec![base, one]).chain((more.len() > 1).then(|| [&[base], more.as_slice()].concat()));
            readings.extend(each.take(READINGS).map(|denominators| Quotient { numerators: vec![spent], denominators, near }));
        }
    }

    /// Whether sides that stand far apart belong together: the money was spent once, or both name the same money.
    fn is_settled(&self, at: usize, spent: &Mention, denominators: &[usize], operands: Operands<'_>) -> bool {
        let agrees = |&base: &usize| self.prose.get(base).is_some_and(|base| self.prose.agree(base.subject, spent.subject));
        let whole = self.prose.is_whole(spent.subject);
        let rival = |other: &Mention| other.is_one_of(operands.numerators) && (!whole || self.prose.is_whole(other.subject));
        let rivals = self.totals.iter().copied().filter(|&other| self.prose.get(other).is_some_and(rival));
        denominators.iter().all(agrees) || self.prose.is_one_value(rivals.chain([at]))
    }

    /// Whether a figure is a rate that states what has been reached.
    pub fn is_stated(&self, rate: &Mention) -> bool {
        matches!(rate.name, Name::Rate(_) | Name::Stem)
            && rate.quantity.unit.dimension == Dimension::Ratio
            && rate.direct
            && rate.is_plain()
            && !rate.is_aim()
            && !rate.is_change()
            && !rate.roles.any(&[Role::Previous, Role::Against])
    }
}

/// Whether a figure is another statement of the same kind of rate.
fn is_rival(rate: &Mention, other: &Mention) -> bool {
    let rated = matches!(other.name, Name::Rate(_) | Name::Stem);
    rated && other.name == rate.name && other.label != rate.label && other.span != rate.span
}
