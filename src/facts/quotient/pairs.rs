//! Rates whose figures no word ties to them: 应收412万元，实收318.5万元，收缴率77.31%. Any two figures before the rate may be meant.

use super::{Near, Operands, Quotient, Search};
use crate::data::measures::MeasureId;
use crate::facts::prose::Mention;
use crate::quantity::{Decimal, Dimension};

/// How many figures before the rate are tried.
const BEFORE: usize = 6;
/// How many totals of the report are tried.
const TOTALS: usize = 8;
/// How far the quotient of a pair may be from the rate for the pair to be what the sentence means.
const FAR: Decimal = Decimal::from_parts(20, 0, 0, false, 2);
/// The same where only that they are alone speaks for them.
const CLOSE: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

impl Search<'_, '_> {
    /// Every quotient of two like figures of the sentence before the rate, the nearest first.
    pub fn pairs(&self, at: usize) -> Vec<Quotient> {
        let Some(rate) = self.prose.get(at) else { return Vec::new() };
        let period = self.prose.period(at);
        // The scores of another clause are those of other things.
        let own = |other: &Mention| other.quantity.unit.dimension != Dimension::Score || other.sentence == rate.sentence;
        let plain = |other: &Mention| is_plain(other) && own(other) && other.depth <= rate.depth.max(1);
        let before: Vec<usize> = (period.start..at).rev().filter(|&other| self.prose.get(other).is_some_and(plain)).take(BEFORE).collect();
        let pair = |part: usize, base: usize| {
            let (above, below) = (self.prose.get(part)?, self.prose.get(base)?);
            (part != base && above.is_like(below) && !below.is_zero()).then(|| Quotient::of(part, base, Near::Sentence))
        };
        let mut readings: Vec<Quotient> = before.iter().flat_map(|&part| before.iter().filter_map(move |&base| pair(part, base))).collect();
        readings.extend(self.parts(at, period.start));
        readings.extend(self.far(at, &before));
        readings
    }

    /// The only two amounts of the sentence before a rate of money, where the words of at least one say which side it is on, and the two make
    /// about the rate: 资金3840万元到账，真正付出3494.4万元，支付进度91%.
    pub fn only(&self, at: usize, operands: Operands<'_>) -> Vec<Quotient> {
        let Some(rate) = self.prose.get(at) else { return Vec::new() };
        let money = |other: &usize| self.prose.get(*other).is_some_and(|other| other.quantity.unit.dimension == Dimension::Money);
        let before: Vec<usize> = (self.prose.sentence(at).start..at).filter(money).collect();
        let ([first, second], true) = (before.as_slice(), before.iter().all(|&other| self.prose.get(other).is_some_and(is_plain))) else {
            return Vec::new();
        };
        let side = |other: usize, measures: &[MeasureId]| self.prose.get(other).is_some_and(|other| other.is_one_of(measures));
        let reading = |part: usize, base: usize| {
            let (above, below) = (self.prose.get(part)?, self.prose.get(base)?);
            let named = side(part, operands.numerators) || side(base, operands.denominators);
            let other = |mention: &Mention, measures: &[MeasureId]| mention.measure().is_none() || mention.is_one_of(measures);
            let fits = named && other(above, operands.numerators) && other(below, operands.denominators);
            (fits && !below.is_zero() && is_close(above, below, rate)).then(|| Quotient::of(part, base, Near::Sentence))
        };
        [reading(*second, *first), reading(*first, *second)].into_iter().flatten().collect()
    }

    /// What was spent in what was spent and what is left of it: 已支出946万元，未支出39万元，执行率96%.
    pub fn with_rest(&self, at: usize, operands: Operands<'_>, rests: &[MeasureId]) -> Option<Quotient> {
        let known = |measures: &[MeasureId]| {
            let fits = |other: &Mention| is_plain(other) && !other.part && other.measure().is_some_and(|id| measures.contains(&id));
            let mut found = self.prose.sentence(at).filter(|&other| self.prose.get(other).is_some_and(fits));
            found.next().filter(|_| found.next().is_none())
        };
        let (spent, rest) = (known(operands.numerators)?, known(rests)?);
        let value = |at: usize| self.prose.get(at).and_then(|mention| mention.quantity.base().ok());
        let both = value(spent)?.checked_add(value(rest)?)?;
        let off = value(spent)?.checked_div(both)?.checked_sub(value(at)?)?;
        if off.abs() > CLOSE {
            return None;
        }
        Some(Quotient::sums(vec![spent], vec![spent, rest], Near::Sentence))
    }

    /// What is not left over of a budget, in that budget: 预算1250万元，结余29万元，执行率97.68%.
    pub fn less_rest(&self, at: usize, operands: Operands<'_>, rests: &[MeasureId]) -> Option<Quotient> {
        let known = |measures: &[MeasureId]| {
            let fits = |other: &Mention| is_plain(other) && !other.part && other.measure().is_some_and(|id| measures.contains(&id));
            let mut found = (self.prose.sentence(at).start..at).filter(|&other| self.prose.get(other).is_some_and(fits));
            found.next().filter(|_| found.next().is_none())
        };
        let (base, rest) = (known(operands.denominators)?, known(rests)?);
        let value = |at: usize| self.prose.get(at).and_then(|mention| mention.quantity.base().ok());
        let spent = value(base)?.checked_sub(value(rest)?)?;
        let off = spent.checked_div(value(base)?)?.checked_sub(value(at)?)?;
        let close = off.abs() <= CLOSE && self.prose.get(base)?.is_like(self.prose.get(rest)?);
        close.then(|| Quotient { numerators: vec![base], less: vec![rest], denominators: vec![base], near: Near::Sentence })
    }

    /// All parts of a figure in that figure: 1206人，其中升学286人、就业874人，去向落实率96.19%.
    fn parts(&self, at: usize, start: usize) -> Option<Quotient> {
        let whole = self.prose.get(at.checked_sub(1)?)?.whole?;
        let base = self.prose.get(whole)?;
        let parts: Vec<usize> = (start..at)
            .filter(|&other| self.prose.get(other).is_some_and(|part| part.whole == Some(whole) && part.is_like(base) && is_plain(part)))
            .collect();
        (parts.len() > 1 && !base.is_zero()).then_some(Quotient::sums(parts, vec![whole], Near::Sentence))
    }

    /// The nearest amount of money in a total of the report.
    fn far(&self, at: usize, before: &[usize]) -> Vec<Quotient> {
        let money = |&&part: &&usize| self.prose.get(part).is_some_and(|part| part.quantity.unit.dimension == Dimension::Money);
        let Some((&part, above)) = before.iter().find(money).and_then(|part| Some((part, self.prose.get(*part)?))) else {
            return Vec::new();
        };
        let base = |&&total: &&usize| {
            total < at
                && !before.contains(&total)
                && self.prose.get(total).is_some_and(|below| is_plain(below) && below.is_like(above) && !below.is_zero())
        };
        self.totals.iter().rev().filter(base).take(TOTALS).map(|&total| Quotient::of(part, total, Near::Document)).collect()
    }

    /// The figure that a count known by its word is most likely counted in when no word says so: the like figure right before it in the
    /// sentence, if the two make about the rate.
    pub fn nearby(&self, at: usize, numerators: &[usize]) -> Vec<Quotient> {
        let Some(rate) = self.prose.get(at) else { return Vec::new() };
        let Some((&part, above)) = numerators.first().and_then(|part| Some((part, self.prose.get(*part)?))) else { return Vec::new() };
        let base = (self.prose.sentence(at).start..part).rev().find(|&other| {
            self.prose.get(other).is_some_and(|below| is_plain(below) && below.is_like(above) && !below.is_zero() && !below.part)
        });
        let Some((base, below)) = base.and_then(|base| Some((base, self.prose.get(base)?))) else { return Vec::new() };
        if is_about(above, below, rate) { vec![Quotient::of(part, base, Near::Sentence)] } else { Vec::new() }
    }
}

fn is_plain(mention: &Mention) -> bool {
    let additive = match mention.quantity.unit.dimension {
        Dimension::Money | Dimension::Score | Dimension::Count(_) => true,
        Dimension::Plain | Dimension::Ratio | Dimension::Points => false,
    };
    additive && mention.is_plain() && !mention.is_change()
}

/// Whether a quotient comes so near the rate that two figures alone are meant by it.
fn is_close(above: &Mention, below: &Mention, rate: &Mention) -> bool {
    is_within(above, below, rate, CLOSE)
}

/// Whether a quotient comes near the rate.
pub(in crate::facts) fn is_about(above: &Mention, below: &Mention, rate: &Mention) -> bool {
    is_within(above, below, rate, FAR)
}

fn is_within(above: &Mention, below: &Mention, rate: &Mention, far: Decimal) -> bool {
    let parts = (above.quantity.base().ok(), below.quantity.base().ok(), rate.quantity.base().ok());
    let (Some(above), Some(below), Some(rate)) = parts else { return false };
    let quotient = above.checked_div(below);
    quotient.is_some_and(|quotient| quotient.saturating_sub(rate).abs() <= far)
}
