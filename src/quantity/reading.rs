//! From a number as printed to the true values it can stand for.

use super::{Bound, Decimal, Dimension, Hedge, Interval, Mode, Quantity, Reason, Unit, exact};

/// How many digits a printed number is taken to show.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Precision {
    /// The digits that are printed.
    Own,
    /// At least so many decimals of the base unit (negative: left of the point), as if trailing zeros had been dropped. `1万元` at
    /// 2 decimals of 万元 is `Decimals(-2)`: it shows every hundred 元.
    Decimals(i8),
}

impl Quantity {
    /// The printed number in the base unit of its dimension.
    pub fn base(&self) -> Result<Decimal, Reason> {
        exact::shift(self.value, i32::from(self.unit.exponent))
    }

    /// The same number, read in another mode: a rule knows that a score was computed and rounded, or a profile that amounts are cut.
    pub fn with_mode(self, mode: Mode) -> Quantity {
        Quantity { mode, ..self }
    }

    /// A number that stands for itself alone.
    pub fn exact(value: Decimal, unit: Unit) -> Quantity {
        Quantity { value, decimals: value.scale() as u8, unit, mode: Mode::Exact }
    }

    /// The power of ten of its last printed digit, in the base unit.
    pub fn place(&self) -> i32 {
        i32::from(self.unit.exponent) - i32::from(self.decimals)
    }

    /// The true values, in the base unit, that are printed so. An approximate number (约) has none unless a width is given.
    pub fn interval(&self, precision: Precision) -> Result<Interval, Reason> {
        self.interval_within(precision, None)
    }

    /// As [`Quantity::interval`]; `width` is the share of itself by which an approximate number may be off (0.05: five in a hundred).
    pub fn interval_within(&self, precision: Precision, width: Option<Decimal>) -> Result<Interval, Reason> {
        let value = self.base()?;
        match self.mode {
            Mode::Exact => Ok(Interval::point(value)),
            Mode::Rounded => {
                let [low, high] = exact::around(value, self.place_at(precision) - 1)?;
                Ok(Interval::between(low, high))
            }
            Mode::Truncated => cut(value, exact::at_place(1, self.place_at(precision))?),
            Mode::Hedged(hedge) => self.hedged(hedge, value, width),
        }
    }

    /// The place of the last digit under a reading: never coarser than printed.
    fn place_at(&self, precision: Precision) -> i32 {
        match precision {
            Precision::Own => self.place(),
            Precision::Decimals(decimals) => self.place().min(-i32::from(decimals)),
        }
    }

    fn hedged(&self, hedge: Hedge, value: Decimal, width: Option<Decimal>) -> Result<Interval, Reason> {
        let wide = width.map(|share| exact::mul(value.abs(), share.abs())).transpose()?;
        match hedge {
            Hedge::About => {
                let half = wide.ok_or(Reason::Hedged)?;
                Ok(Interval::between(exact::sub(value, half)?, exact::add(value, half)?))
            }
            Hedge::Nearly => {
                let width = wide.map_or_else(|| self.last_digit(), Ok)?;
                Ok(Interval::between(value, toward_zero(value, width)?))
            }
            Hedge::Over => cut(value, self.last_digit()?),
            Hedge::Above => range(Bound::Open(value), Bound::Infinite),
            Hedge::Below => range(Bound::Infinite, Bound::Open(value)),
            Hedge::AtLeast => range(Bound::Closed(value), Bound::Infinite),
            Hedge::AtMost => range(Bound::Infinite, Bound::Closed(value)),
        }
    }

    /// The place value of the last digit that is not zero: 2300余 is counted in hundreds.
    fn last_digit(&self) -> Result<Decimal, Reason> {
        let mut mantissa = self.value.mantissa();
        let mut place = i32::from(self.unit.exponent) - self.value.scale() as i32;
        if mantissa == 0 {
            return exact::at_place(1, self.place());
        }
        while mantissa % 10 == 0 {
            mantissa /= 10;
            place += 1;
        }
        exact::at_place(1, place)
    }
}

impl Unit {
    /// A ratio as a bare number: 倍.
    pub const RATIO: Unit = Unit { dimension: Dimension::Ratio, exponent: 0 };
    /// A ratio in hundredths: %.
    pub const PERCENT: Unit = Unit { dimension: Dimension::Ratio, exponent: -2 };
    /// 元.
    pub const YUAN: Unit = Unit { dimension: Dimension::Money, exponent: 0 };
    /// 万元.
    pub const WAN_YUAN: Unit = Unit { dimension: Dimension::Money, exponent: 4 };
    /// 分, of scores and weights.
    pub const SCORE: Unit = Unit { dimension: Dimension::Score, exponent: 0 };
    /// No unit.
    pub const PLAIN: Unit = Unit { dimension: Dimension::Plain, exponent: 0 };
}

/// What is cut off to `value` when digits below `place` are dropped: away from zero, the far end open; both ways at zero.
fn cut(value: Decimal, place: Decimal) -> Result<Interval, Reason> {
    if value.is_zero() {
        return range(Bound::Open(-place), Bound::Open(place));
    }
    let upward = range(Bound::Closed(value.abs()), Bound::Open(exact::add(value.abs(), place)?))?;
    Ok(if value.is_sign_negative() { -upward } else { upward })
}

fn toward_zero(value: Decimal, width: Decimal) -> Result<Decimal, Reason> {
    if value.is_sign_negative() { exact::add(value, width) } else { exact::sub(value, width) }
}

/// Every caller gives ends in order, so that an empty range means that a place vanished beside its value.
fn range(low: Bound, high: Bound) -> Result<Interval, Reason> {
    Interval::new(low, high).ok_or(Reason::Overflow)
}
