//! Which of several ways to make up a rate is told first, where none of them holds.

use super::Quotient;
use crate::facts::prose::{Mention, Prose};
use crate::quantity::Decimal;

/// The readings, and of those that start them and differ in their base alone the total before what makes it up (200万元，由中央资金120万元、省级资金80万元
/// 组成); of a rate below one, the bases that are less than what is counted behind all of these.
pub fn told(prose: Prose<'_, '_>, rate: &Mention, mut readings: Vec<Quotient>) -> Vec<Quotient> {
    let whole = amount(rate).is_none_or(|rate| rate > Decimal::ONE);
    let first = readings.first().map(|first| first.numerators.clone());
    let alike = readings.iter().take_while(|reading| Some(&reading.numerators) == first.as_ref() && single(reading).is_some()).count();
    if alike < 2 {
        return readings;
    }
    let Some(readings_alike) = readings.get_mut(..alike) else { return readings };
    let mut bases: Vec<usize> = readings_alike.iter().filter_map(single).collect();
    bases.sort_unstable();
    let values: Option<Vec<Decimal>> = bases.iter().map(|&base| prose.get(base).and_then(amount)).collect();
    let parts = are_parts(&values.unwrap_or_default());
    readings_alike.sort_by_cached_key(|reading| {
        let at = single(reading).and_then(|base| bases.binary_search(&base).ok());
        (!whole && is_more(prose, reading), at.and_then(|at| parts.get(at)).is_some_and(|&part| part))
    });
    readings
}

/// The base, where it is one figure.
fn single(reading: &Quotient) -> Option<usize> {
    match reading.denominators[..] {
        [base] => Some(base),
        _ => None,
    }
}

/// For each value whether it and others that follow one another make up another.
fn are_parts(values: &[Decimal]) -> Vec<bool> {
    let mut parts = vec![false; values.len()];
    for from in 0..values.len() {
        let mut sum = values[from];
        for to in from + 1..values.len() {
            sum = sum.saturating_add(values[to]);
            let makes_up = values[..from].iter().chain(&values[to + 1..]).any(|value| *value == sum);
            if makes_up {
                parts[from..=to].fill(true);
            }
        }
    }
    parts
}

/// Whether what is counted is more than what it is counted in.
fn is_more(prose: Prose<'_, '_>, reading: &Quotient) -> bool {
    let sum =
        |mentions: &[usize]| mentions.iter().try_fold(Decimal::ZERO, |sum, &at| Some(sum.saturating_add(prose.get(at).and_then(amount)?)));
    sum(&reading.numerators).zip(sum(&reading.denominators)).is_some_and(|(above, below)| above > below)
}

fn amount(mention: &Mention) -> Option<Decimal> {
    mention.quantity.base().ok()
}
