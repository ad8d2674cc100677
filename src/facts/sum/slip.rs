//! Sums that add up once one figure is read in 万元 instead of 元, or the other way round.

use super::claim::{Operand, Tally};
use super::{number, numbers};
use crate::facts::Value;
use crate::quantity::{Decimal, Dimension};
use crate::values::Units;
use std::borrow::Cow;

/// A sum with one operand in another unit.
#[derive(Debug)]
pub(super) struct Slip {
    pub written: Operand,
    meant: Operand,
    read: Tally,
    printed: Tally,
}

/// The powers of ten between which a unit slips: 元, 万元, 亿元.
const UNITS: [i8; 3] = [0, 4, 8];

/// The slips that make a natural reading add up. None when a reading adds up as it stands.
pub(super) fn slips(readings: &[Tally]) -> Vec<Slip> {
    let money = readings.first().is_some_and(|tally| tally.total.quantity.unit.dimension == Dimension::Money);
    if !money || readings.iter().any(|tally| off(tally) <= leeway(tally)) {
        return Vec::new();
    }
    readings.iter().filter(|tally| tally.natural && tally.parts.len() > 1).flat_map(of_tally).take(4).collect()
}

fn of_tally(tally: &Tally) -> Vec<Slip> {
    let mut slips = Vec::new();
    let (gap, around) = (gap(tally), leeway(tally));
    for at in 0..=tally.parts.len() {
        let written = *operand(tally, at);
        let (rest, beside) = (gap.saturating_sub(signed(at, &written)), around.saturating_sub(written.half()));
        for exponent in UNITS.into_iter().filter(|exponent| *exponent != written.quantity.unit.exponent) {
            let mut meant = written;
            meant.quantity.unit.exponent = exponent;
            let (off, leeway) = (rest.saturating_add(signed(at, &meant)).abs(), beside.saturating_add(meant.half()));
            // What is so small that rounding hides it says nothing about the unit of one figure.
            let weighty = meant.base() > leeway.saturating_mul(Decimal::TWO);
            if weighty && off <= leeway {
                let mut read = tally.clone();
                *operand_mut(&mut read, at) = meant;
                slips.push(Slip { written, meant, read, printed: tally.clone() });
            }
        }
    }
    slips
}

/// What an operand adds to the gap between the sum and its total.
fn signed(at: usize, operand: &Operand) -> Decimal {
    if at == 0 { -operand.base() } else { operand.base() }
}

/// The total, or the part before `at`.
fn operand(tally: &Tally, at: usize) -> &Operand {
    at.checked_sub(1).and_then(|at| tally.parts.get(at)).unwrap_or(&tally.total)
}

fn operand_mut(tally: &mut Tally, at: usize) -> &mut Operand {
    match at.checked_sub(1) {
        Some(at) if at < tally.parts.len() => &mut tally.parts[at],
        Some(_) | None => &mut tally.total,
    }
}

/// By how much the sum is more than its total.
fn gap(tally: &Tally) -> Decimal {
    let sum = tally.parts.iter().map(Operand::base).fold(Decimal::ZERO, Decimal::saturating_add);
    sum.saturating_sub(tally.total.base())
}

fn off(tally: &Tally) -> Decimal {
    gap(tally).abs()
}

/// What rounding can make of it: half of the last place of every operand.
fn leeway(tally: &Tally) -> Decimal {
    let halves = tally.parts.iter().chain([&tally.total]).map(|operand| operand.half());
    halves.fold(Decimal::ZERO, Decimal::saturating_add)
}

impl Slip {
    /// In the order of the kind's fields.
    pub(super) fn values<'a>(&self, units: &Units) -> Vec<Value<'a>> {
        let word = units.word_of(self.meant.quantity.unit);
        let meant = word.as_ref().map_or(Value::Missing, |word| Value::Text(Cow::Owned(format!("{}{word}", self.meant.quantity)), None));
        vec![
            number(&self.written),
            meant,
            number(&self.read.total),
            numbers(&self.read.parts),
            number(&self.printed.total),
            numbers(&self.printed.parts),
            word.map_or(Value::Missing, |word| Value::Text(Cow::Owned(word), None)),
        ]
    }
}
