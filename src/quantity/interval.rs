//! Ranges of true values, with exact ends.

use super::{Decimal, Reason, exact, product};
use std::ops::Neg;

/// One end of an [`Interval`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// No end on this side.
    Infinite,
    /// Up to the value, without it.
    Open(Decimal),
    /// Up to the value, with it.
    Closed(Decimal),
}

/// A range of true values. It is never empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    low: Bound,
    high: Bound,
}

impl Interval {
    /// The value zero alone.
    pub const ZERO: Interval = Interval::point(Decimal::ZERO);

    /// Every value.
    pub const ALL: Interval = Interval { low: Bound::Infinite, high: Bound::Infinite };

    /// The range between two ends; none when no value lies between them.
    pub fn new(low: Bound, high: Bound) -> Option<Interval> {
        let empty = match (low, high) {
            (Bound::Infinite, _) | (_, Bound::Infinite) => false,
            (Bound::Closed(low), Bound::Closed(high)) => low > high,
            (Bound::Open(low) | Bound::Closed(low), Bound::Open(high) | Bound::Closed(high)) => low >= high,
        };
        (!empty).then_some(Interval { low, high })
    }

    /// One value alone.
    pub const fn point(value: Decimal) -> Interval {
        Interval { low: Bound::Closed(value), high: Bound::Closed(value) }
    }

    /// From `a` to `b`, whichever is smaller, both ends included.
    pub fn between(a: Decimal, b: Decimal) -> Interval {
        Interval { low: Bound::Closed(a.min(b)), high: Bound::Closed(a.max(b)) }
    }

    /// The lower end; infinite means −∞.
    pub fn low(self) -> Bound {
        self.low
    }

    /// The upper end; infinite means +∞.
    pub fn high(self) -> Bound {
        self.high
    }

    /// The value, when there is only one.
    pub fn as_point(self) -> Option<Decimal> {
        match (self.low, self.high) {
            (Bound::Closed(low), Bound::Closed(high)) if low == high => Some(low),
            (Bound::Infinite | Bound::Open(_) | Bound::Closed(_), Bound::Infinite | Bound::Open(_) | Bound::Closed(_)) => None,
        }
    }

    /// Whether `value` lies inside.
    pub fn contains(self, value: Decimal) -> bool {
        reaches(self.low, value) && reaches(mirror(self.high), -value)
    }

    /// The values that lie in both; none when there is none.
    pub fn intersect(self, other: Interval) -> Option<Interval> {
        let high = mirror(innermost(mirror(self.high), mirror(other.high)));
        Interval::new(innermost(self.low, other.low), high)
    }

    /// The smallest range that holds both.
    pub fn hull(self, other: Interval) -> Interval {
        Interval { low: outermost(self.low, other.low), high: mirror(outermost(mirror(self.high), mirror(other.high))) }
    }

    /// Every `a + b`.
    pub fn plus(self, other: Interval) -> Result<Interval, Reason> {
        Ok(Interval { low: sum(self.low, other.low)?, high: sum(self.high, other.high)? })
    }

    /// Every `a − b`.
    pub fn minus(self, other: Interval) -> Result<Interval, Reason> {
        self.plus(-other)
    }

    /// Every `a × b`. The ends are among the products of the ends; each keeps its closedness with it.
    pub fn times(self, other: Interval) -> Result<Interval, Reason> {
        if let (Some(a), Some(b)) = (self.as_point(), other.as_point()) {
            return Ok(Interval::point(exact::mul(a, b)?));
        }
        if let (Some([low, high]), Some([other_low, other_high])) = (self.as_positive(), other.as_positive()) {
            return Ok(Interval { low: Bound::Closed(exact::mul(low, other_low)?), high: Bound::Closed(exact::mul(high, other_high)?) });
        }
        product::of(self, other)
    }

    /// Its ends, when both are attained and none is negative: nearly all figures of a report.
    fn as_positive(self) -> Option<[Decimal; 2]> {
        match (self.low, self.high) {
            (Bound::Closed(low), Bound::Closed(high)) if !low.is_sign_negative() => Some([low, high]),
            (Bound::Infinite | Bound::Open(_) | Bound::Closed(_), Bound::Infinite | Bound::Open(_) | Bound::Closed(_)) => None,
        }
    }

    /// Whether a whole number lies inside.
    pub fn has_integer(self) -> bool {
        match self.low {
            Bound::Infinite => true,
            Bound::Closed(low) => self.contains(low.ceil()),
            Bound::Open(low) => exact::add(low.floor(), Decimal::ONE).is_ok_and(|next| self.contains(next)),
        }
    }
}

impl Neg for Interval {
    type Output = Interval;

    fn neg(self) -> Interval {
        Interval { low: mirror(self.high), high: mirror(self.low) }
    }
}

/// A lower end as the upper end of the negated range, and back.
fn mirror(bound: Bound) -> Bound {
    match bound {
        Bound::Infinite => Bound::Infinite,
        Bound::Open(value) => Bound::Open(-value),
        Bound::Closed(value) => Bound::Closed(-value),
    }
}

/// Whether a range with this lower end can hold `value`.
fn reaches(low: Bound, value: Decimal) -> bool {
    match low {
        Bound::Infinite => true,
        Bound::Open(low) => low < value,
        Bound::Closed(low) => low <= value,
    }
}

/// Of two lower ends the one that leaves less.
fn innermost(a: Bound, b: Bound) -> Bound {
    if within(a, b) { a } else { b }
}

/// Of two lower ends the one that leaves more.
fn outermost(a: Bound, b: Bound) -> Bound {
    if within(a, b) { b } else { a }
}

/// Whether the lower end `a` leaves no more than the lower end `b`.
fn within(a: Bound, b: Bound) -> bool {
    match (a, b) {
        (_, Bound::Infinite) => true,
        (Bound::Infinite, Bound::Open(_) | Bound::Closed(_)) => false,
        (Bound::Closed(a), Bound::Open(b)) => a > b,
        (Bound::Open(a), Bound::Open(b) | Bound::Closed(b)) | (Bound::Closed(a), Bound::Closed(b)) => a >= b,
    }
}

/// The sum of two ends of one side: attained only if both are.
fn sum(a: Bound, b: Bound) -> Result<Bound, Reason> {
    Ok(match (a, b) {
        (Bound::Infinite, _) | (_, Bound::Infinite) => Bound::Infinite,
        (Bound::Closed(a), Bound::Closed(b)) => Bound::Closed(exact::add(a, b)?),
        (Bound::Open(a) | Bound::Closed(a), Bound::Open(b) | Bound::Closed(b)) => Bound::Open(exact::add(a, b)?),
    })
}
