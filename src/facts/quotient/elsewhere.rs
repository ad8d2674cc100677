//! Figures that make a rate or a remainder exactly and that no word ties to it. Where they stand in its neighbourhood, the reading that does
//! not hold is not what the report means. A figure of few digits comes out by chance: it is looked for only where it has many.

use super::{Near, Quotient};
use crate::facts::near;
use crate::facts::prose::{Mention, Prose};
use crate::quantity::{Decimal, Dimension, exact};
use std::ops::Range;

/// How many figures before and behind a rate may be its base, or before and behind a remainder what there was.
const BASES: usize = 256;
/// How many figures before and behind a remainder may be what went.
const WENT: usize = 16;
/// How many significant digits a rate has that no two figures make by chance.
const RATE: u32 = 3;
/// The same of a remainder, and of one whose figures stand in its own paragraph.
const REMAINDER: (u32, u32) = (4, 3);

/// Whether a rate has so many digits that figures make it by no chance: 96.00% is as precise as 96.25%, but any figure is the whole of itself.
pub(super) fn is_precise(rate: &Mention) -> bool {
    rate.quantity.decimals > 0 && digits(rate) >= RATE && rate.quantity.value != Decimal::ONE_HUNDRED
}

/// The figures around a rate that, as the base of its first reading, make exactly what is printed; none where one of its readings does.
pub fn bases(prose: Prose<'_, '_>, at: usize, readings: &[Quotient]) -> Vec<usize> {
    let Some(rate) = prose.get(at) else { return Vec::new() };
    // A rate of few digits is made by another figure only where a word that stands before it names that figure, and the reading is a guess.
    let guessed = readings.first().is_some_and(|first| first.near == Near::Document);
    let precise = is_precise(rate);
    if !precise && !guessed {
        return Vec::new();
    }
    // 资金 and 支出 name no one amount of money.
    let counted = |other: &Mention| other.quantity.unit.dimension != Dimension::Money;
    let named = |other: &Mention| precise || counted(other) && near::shares_word(prose.words(other.head), prose.words(rate.head));
    let Some(printed) = Printed::of(rate) else { return Vec::new() };
    let makes = |part: Option<Decimal>, base: Option<Decimal>| part.zip(base).is_some_and(|(part, base)| printed.holds(part, base));
    let holds = |reading: &Quotient| reading.less.is_empty() && makes(prose.sum(&reading.numerators), prose.sum(&reading.denominators));
    let Some(first) = readings.first().filter(|_| !readings.iter().any(holds)) else { return Vec::new() };
    let (Some(&part), whole) = (first.numerators.first(), prose.sum(&first.numerators)) else { return Vec::new() };
    let like = |other: &Mention| prose.get(part).is_some_and(|part| other.is_like(part)) && other.is_plain() && !other.is_zero();
    // A figure with nearly the same digits is the base itself, once misprinted.
    let misprint = |other: usize| readings.iter().flat_map(|reading| &reading.denominators).any(|&base| is_misprint(prose, base, other));
    let fits = |&other: &usize| {
        prose.get(other).is_some_and(like) && makes(whole, prose.value(other)) && !misprint(other) && prose.get(other).is_some_and(named)
    };
    around(prose, at, BASES).filter(fits).collect()
}

/// Two figures around a remainder whose difference it is exactly; `short`: also one of few digits, by figures of its own paragraph.
pub fn difference(prose: Prose<'_, '_>, at: usize, short: bool) -> Option<(usize, usize)> {
    let rest = prose.get(at)?;
    let near = match digits(rest) {
        known if known >= REMAINDER.0 => around(prose, at, BASES),
        known if short && known >= REMAINDER.1 => prose.block(at),
        _ => return None,
    };
    let like = |&other: &usize| other != at && prose.get(other).is_some_and(|other| other.is_like(rest) && other.is_plain());
    let left = prose.value(at)?;
    let makes = |there: usize, went: usize| Some(prose.value(there)?.checked_sub(prose.value(went)?)? == left);
    near.clone().filter(like).find_map(|there| {
        let went = around(prose, at, WENT)
            .filter(|went| near.contains(went))
            .filter(like)
            .find(|&went| went != there && makes(there, went) == Some(true));
        went.map(|went| (there, went))
    })
}

/// Whether a part of a base is a rate as it is printed.
pub fn is_printed(part: Decimal, base: Decimal, rate: &Mention) -> bool {
    Printed::of(rate).is_some_and(|printed| printed.holds(part, base))
}

/// What is printed as one rate: from half a last place below it to half a last place above.
struct Printed {
    low: Decimal,
    high: Decimal,
}

impl Printed {
    /// Nothing is said by a rate of nothing.
    fn of(rate: &Mention) -> Option<Self> {
        let [low, high] = exact::around(rate.quantity.base().ok()?, rate.quantity.place() - 1).ok()?;
        (!rate.is_zero()).then_some(Printed { low, high })
    }

    fn holds(&self, part: Decimal, base: Decimal) -> bool {
        let ends = exact::mul(self.low, base).ok().zip(exact::mul(self.high, base).ok());
        ends.is_some_and(|(low, high)| low <= part && part < high)
    }
}

/// Whether two figures have the same digits but for one, or for two that changed places.
fn is_misprint(prose: Prose<'_, '_>, one: usize, other: usize) -> bool {
    let digits = |at: usize| prose.get(at).map(|mention| mention.quantity.value.mantissa().to_string()).unwrap_or_default();
    let (one, other) = (digits(one), digits(other));
    let differing: Vec<(u8, u8)> = one.bytes().zip(other.bytes()).filter(|(one, other)| one != other).collect();
    one.len() == other.len()
        && match differing.as_slice() {
            [_] => true,
            [first, second] => first.0 == second.1 && first.1 == second.0,
            _ => false,
        }
}

fn around(prose: Prose<'_, '_>, at: usize, reach: usize) -> Range<usize> {
    at.saturating_sub(reach)..(at + reach).min(prose.mentions.len())
}

/// The significant digits of a figure, as it is printed.
fn digits(mention: &Mention) -> u32 {
    let whole = mention.quantity.value.trunc().mantissa().unsigned_abs().checked_ilog10().map_or(0, |digits| digits + 1);
    whole + u32::from(mention.quantity.decimals)
}
