//! Every calculation that a rate and the figures around it allow.

use super::rate::{Rate, unit_of};
use crate::data::connectors::Role;
use crate::facts::sum::claim::{self, Operand};
use crate::facts::sum::repair::{self, Repair};
use crate::quantity::{Decimal, Dimension, Quantity, Unit};
use crate::skeleton::Term;
use crate::text::Span;

/// How many counts and amounts of a sentence are tried.
const COUNTS: usize = 6;

/// A calculation: what comes out, and the factors beside the rate.
pub(super) struct Reading {
    pub amount: Operand,
    pub factors: Vec<Operand>,
    /// Whether the factors are what the rate is for, neither more nor less.
    pub fits: bool,
}

impl Rate<'_, '_, '_> {
    /// The amounts of the sentence that are no rates themselves, each with every choice of factors.
    pub(super) fn readings(&self) -> Vec<Reading> {
        let counts = self.counts();
        let mut readings = Vec::new();
        let amounts = self.sentence.iter().filter(|term| term.span != self.sentence[self.at].span && self.is_amount(term));
        for amount in amounts.take(COUNTS) {
            for factors in choices(&counts) {
                let fits = self.fits(amount, &factors);
                readings.push(Reading { amount: Operand::of(amount, None), factors, fits });
            }
        }
        readings
    }

    /// Whether a figure is an amount that the rate may lead to: no rate itself, and no sum in a calculation.
    fn is_amount(&self, term: &Term) -> bool {
        let price = self.sentence[self.at].span;
        let between = Span { start: price.end.min(term.span.end), end: price.start.max(term.span.start) };
        let between = between.of(&self.context.document.flow.text);
        if self.context.knowledge.rates.formula.adds.iter().any(|sign| between.contains(sign.as_str())) {
            return false;
        }
        if self.is_bound(term) {
            return false;
        }
        let plain =
            self.context.values.figures.get(term.figure as usize).is_some_and(|figure| figure.upper().is_none() && figure.per().is_none());
        plain && term.quantity.unit.dimension == self.sentence[self.at].quantity.unit.dimension && !term.gap.label.has(Role::Each)
    }

    /// 低于1100元的控制目标: a bound of the price, and nothing that comes out.
    fn is_bound(&self, term: &Term) -> bool {
        claim::is_bound(term) || self.context.knowledge.rates.bounds.within(term.label.of(&self.context.document.flow.text))
    }

    /// The nearest counts of the sentence, and the months or quarters of a year when the rate is for one.
    fn counts(&self) -> Vec<Operand> {
        let price = self.sentence[self.at].quantity.unit.dimension;
        let is_count = |term: &&Term| matches!(term.quantity.unit.dimension, Dimension::Count(_)) && term.quantity.unit.dimension != price;
        let mut counts: Vec<&Term> = self.sentence.iter().filter(is_count).collect();
        let place = self.sentence[self.at].span.start;
        counts.sort_by_key(|term| term.span.start.abs_diff(place));
        counts.truncate(COUNTS);
        let mut counts: Vec<Operand> = counts.into_iter().map(|term| self.factor(term)).collect();
        if let Some(times) = self.basis.times.filter(|times| *times > 1) {
            counts.push(implied(times));
        }
        counts
    }

    /// A count in the unit that the rate is for: 12.6公里 at so much a kilometre is 12.6.
    pub(super) fn factor(&self, term: &Term) -> Operand {
        let mut factor = Operand::of(term, None);
        let dimension = factor.quantity.unit.dimension;
        if let Some(base) = self.basis.things.iter().find_map(|thing| unit_of(self.context, thing, dimension)) {
            factor.quantity.unit.exponent -= base.exponent;
        }
        factor
    }

    /// Whether the factors are as many as the rate has bases, and each known thing is among them.
    fn fits(&self, amount: &Term, factors: &[Operand]) -> bool {
        if !self.chain.is_empty() {
            let joined = self.sentence[self.chain.clone()].iter().filter(|term| term.span != self.sentence[self.at].span);
            let result = self.sentence.get(self.chain.end).is_some_and(|term| term.span == amount.span);
            let others = factors.iter().filter(|factor| joined.clone().any(|term| term.span == factor.span)).count();
            return result && others == joined.count() && others == factors.len();
        }
        if self.basis.things.is_empty() {
            return self.basis.unknown == 1 && self.basis.times.is_none_or(|times| times == 1) && self.is_nearest(factors);
        }
        let counted = |thing: &&str| factors.iter().any(|factor| unit_of(self.context, thing, factor.quantity.unit.dimension).is_some());
        let bases = self.basis.things.len() + usize::from(self.basis.times.is_some_and(|times| times > 1));
        self.basis.unknown == 0 && factors.len() == bases && self.basis.things.iter().all(counted)
    }

    /// Whether the only factor is the count next before the rate.
    fn is_nearest(&self, factors: &[Operand]) -> bool {
        let before = self.sentence[..self.at].iter().rev();
        let nearest = before.into_iter().find(|term| matches!(term.quantity.unit.dimension, Dimension::Count(_)));
        matches!(factors, [only] if nearest.is_some_and(|term| term.span == only.span))
    }

    pub(super) fn product(&self, reading: &Reading) -> Option<Decimal> {
        let price = self.sentence[self.at].quantity.base().ok()?;
        reading.factors.iter().try_fold(price, |product, factor| product.checked_mul(factor.quantity.base().ok()?))
    }

    pub(super) fn distance(&self, reading: &Reading) -> Decimal {
        let amount = reading.amount.base();
        let off = self.product(reading).and_then(|product| product.checked_sub(amount)?.checked_div(amount));
        off.map_or(Decimal::MAX, |off| off.abs())
    }

    /// 30台，每台6.5万元，安装费15万元，合计210万元: whether an amount of the sentence comes on top, or all others do.
    pub(super) fn is_added_to(&self, reading: &Reading) -> bool {
        let gap = self.product(reading).and_then(|product| reading.amount.base().checked_sub(product));
        let used = |term: &&Term| term.span != reading.amount.span && term.span != self.sentence[self.at].span && self.is_amount(term);
        let others: Vec<Decimal> = self.sentence.iter().filter(used).map(|term| Operand::of(term, None).base()).collect();
        let all = others.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
        gap.is_some_and(|gap| gap > Decimal::ZERO && (gap == all || others.contains(&gap)))
    }

    /// What one keystroke would put right, in the readings that fit. None when one is right to the digit.
    pub(super) fn repairs(&self, readings: &[Reading]) -> Vec<Repair> {
        if readings.iter().any(|reading| self.product(reading) == Some(reading.amount.base())) {
            return Vec::new();
        }
        readings.iter().filter(|reading| reading.fits).take(4).flat_map(|reading| self.repairs_of(reading)).collect()
    }

    fn repairs_of(&self, reading: &Reading) -> Vec<Repair> {
        let Some(product) = self.product(reading) else { return Vec::new() };
        let mut repairs: Vec<Repair> = repair::rounded(&reading.amount, product).into_iter().collect();
        let price = Operand::of(&self.sentence[self.at], None);
        for factor in reading.factors.iter().chain([&price]).filter(|factor| !factor.span.is_empty()) {
            repairs.extend(factor_repair(factor, product, &reading.amount));
        }
        if self.context.knowledge.rates.is_mean(price.label.of(&self.context.document.flow.text)) {
            // A mean is what the amount and the count make it.
            let needed = product.checked_div(price.base()).and_then(|others| reading.amount.base().checked_div(others));
            repairs.extend(needed.and_then(|needed| repair::rounded(&price, needed)));
        }
        repairs
    }

    /// Whether a word before the amount says that it is what comes out.
    pub(super) fn is_stated(&self, reading: &Reading) -> bool {
        self.sentence.iter().any(|term| term.span == reading.amount.span && term.gap.label.any(&[Role::Closes, Role::Sums]))
    }
}

/// The factor with the value that makes the product round to the amount, when that is one keystroke away.
fn factor_repair(factor: &Operand, product: Decimal, amount: &Operand) -> Option<Repair> {
    let others = product.checked_div(factor.base())?;
    let needed = amount.base().checked_div(others)?;
    let repair = repair::rounded(factor, needed)?;
    let off = others.checked_mul(repair.needed)?.checked_sub(amount.base())?.abs();
    // A factor that makes up the amount to its last digit is confirmed by all digits of the amount.
    (off <= amount.half()).then(|| repair.confirmed_by(amount))
}

/// A number that no figure shows: twelve months of a year.
pub(super) fn implied(times: u32) -> Operand {
    let quantity = Quantity::exact(Decimal::from(times), Unit::PLAIN);
    let nowhere = Span::default();
    Operand { quantity, span: nowhere, number: nowhere, label: nowhere, change: false }
}

/// One, two or three of the counts.
fn choices(counts: &[Operand]) -> Vec<Vec<Operand>> {
    let mut choices = Vec::new();
    for (a, first) in counts.iter().enumerate() {
        choices.push(vec![*first]);
        for (b, second) in counts.iter().enumerate().skip(a + 1) {
            choices.push(vec![*first, *second]);
            choices.extend(counts.iter().skip(b + 1).map(|third| vec![*first, *second, *third]));
        }
    }
    choices
}
