//! A first look at a relation in whole numbers. Most figures that are held against each other are so far apart that no rounding brings
//! them together; that is seen without exact arithmetic. What this look cannot tell is left to the ranges themselves.

use super::{Decimal, Mode, Quantity, Term};

/// A range is counted in so many decimals of the base unit.
const PLACES: i32 = 10;
/// Products of products are not looked at.
const FACTORS: u32 = 2;

/// Whether two sides cannot be equal, whichever true values stand behind their figures.
pub(super) fn are_apart(left: &Term, right: &Term, operands: &[Quantity]) -> bool {
    let sides = Hull::of(left, operands).zip(Hull::of(right, operands)).and_then(|(left, right)| left.beside(right));
    sides.is_some_and(|(left, right)| left.high < right.low || right.high < left.low)
}

/// A range that holds every value of a term, ends included; one whose figures occur once runs through all of it.
#[derive(Clone, Copy)]
struct Hull {
    low: i128,
    high: i128,
    /// How many factors it is the product of: so many times [`PLACES`] decimals are counted.
    factors: u32,
}

impl Hull {
    /// None when it is not seen at a glance.
    fn of(term: &Term, operands: &[Quantity]) -> Option<Hull> {
        let of = |term: &Term| Hull::of(term, operands);
        match term {
            Term::Operand(at) => Hull::figure(operands.get(*at)?),
            Term::Constant(value) => Hull::around(scaled(*value, 0)?, 0),
            Term::Add(a, b) => of(a)?.plus(of(b)?),
            Term::Sub(a, b) => of(a)?.plus(of(b)?.negative()?),
            Term::Mul(a, b) => of(a)?.times(of(b)?),
            Term::Neg(a) => of(a)?.negative(),
            Term::Sum(terms) => {
                let (first, rest) = terms.split_first()?;
                rest.iter().try_fold(of(first)?, |sum, term| sum.plus(of(term)?))
            }
        }
    }

    /// The ends of [`Quantity::interval`] for the digits that are printed.
    fn figure(quantity: &Quantity) -> Option<Hull> {
        let value = scaled(quantity.value, i32::from(quantity.unit.exponent))?;
        match quantity.mode {
            Mode::Exact => Hull::around(value, 0),
            Mode::Rounded => Hull::around(value, power(PLACES + quantity.place() - 1)?.checked_mul(5)?),
            Mode::Truncated | Mode::Hedged(_) => None,
        }
    }

    fn around(value: i128, half: i128) -> Option<Hull> {
        Some(Hull { low: value.checked_sub(half)?, high: value.checked_add(half)?, factors: 1 })
    }

    fn negative(self) -> Option<Hull> {
        Some(Hull { low: self.high.checked_neg()?, high: self.low.checked_neg()?, ..self })
    }

    fn plus(self, other: Hull) -> Option<Hull> {
        let (a, b) = self.beside(other)?;
        Some(Hull { low: a.low.checked_add(b.low)?, high: a.high.checked_add(b.high)?, ..a })
    }

    fn times(self, other: Hull) -> Option<Hull> {
        let factors = Some(self.factors + other.factors).filter(|factors| *factors <= FACTORS)?;
        let product = |a: i128, b: i128| a.checked_mul(b);
        let ends = [
            product(self.low, other.low)?,
            product(self.low, other.high)?,
            product(self.high, other.low)?,
            product(self.high, other.high)?,
        ];
        Some(Hull { low: ends.into_iter().min()?, high: ends.into_iter().max()?, factors })
    }

    /// Both in the same decimals.
    fn beside(self, other: Hull) -> Option<(Hull, Hull)> {
        let factors = self.factors.max(other.factors);
        Some((self.lifted(factors)?, other.lifted(factors)?))
    }

    fn lifted(self, factors: u32) -> Option<Hull> {
        if self.factors == factors {
            return Some(self);
        }
        let by = power(PLACES * (factors - self.factors) as i32)?;
        Some(Hull { low: self.low.checked_mul(by)?, high: self.high.checked_mul(by)?, factors })
    }
}

/// `value × 10^exponent` in the decimals of a range, when it is a whole number of them.
fn scaled(value: Decimal, exponent: i32) -> Option<i128> {
    value.mantissa().checked_mul(power(PLACES + exponent - value.scale() as i32)?)
}

fn power(exponent: i32) -> Option<i128> {
    10i128.checked_pow(u32::try_from(exponent).ok()?)
}
