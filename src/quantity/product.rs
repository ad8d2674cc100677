//! The product of two ranges of any signs, with ends that may be infinite.

use super::{Bound, Decimal, Interval, Reason, exact};
use std::cmp::Ordering;

/// Every `a × b`: its ends are the least and the greatest product of their ends.
pub(super) fn of(a: Interval, b: Interval) -> Result<Interval, Reason> {
    let (a_low, a_high) = (End::low(a.low()), End::high(a.high()));
    let (b_low, b_high) = (End::low(b.low()), End::high(b.high()));
    let first = a_low.product(b_low)?;
    let rest = [a_low.product(b_high)?, a_high.product(b_low)?, a_high.product(b_high)?];
    let least = rest.into_iter().fold(first, End::lower);
    let greatest = rest.into_iter().fold(first, End::higher);
    Interval::new(least.bound(), greatest.bound()).ok_or(Reason::Overflow)
}

/// An end on the extended line, and whether it is attained.
#[derive(Clone, Copy)]
struct End {
    at: Extended,
    closed: bool,
}

/// A place on the extended line, in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Extended {
    Below,
    At(Decimal),
    Above,
}

impl End {
    fn low(bound: Bound) -> End {
        End::of(bound, Extended::Below)
    }

    fn high(bound: Bound) -> End {
        End::of(bound, Extended::Above)
    }

    fn of(bound: Bound, infinity: Extended) -> End {
        match bound {
            Bound::Infinite => End { at: infinity, closed: false },
            Bound::Open(value) => End { at: Extended::At(value), closed: false },
            Bound::Closed(value) => End { at: Extended::At(value), closed: true },
        }
    }

    /// The product of two ends. An attained zero makes the product zero and attained, whatever stands against it: even an
    /// infinite end is only a limit of finite factors.
    fn product(self, other: End) -> Result<End, Reason> {
        let zeros = [self, other].map(|end| end.sign() == Ordering::Equal);
        if zeros != [false, false] {
            let closed = (zeros[0] && self.closed) || (zeros[1] && other.closed);
            return Ok(End { at: Extended::At(Decimal::ZERO), closed });
        }
        if let (Extended::At(a), Extended::At(b)) = (self.at, other.at) {
            return Ok(End { at: Extended::At(exact::mul(a, b)?), closed: self.closed && other.closed });
        }
        let at = if self.sign() == other.sign() { Extended::Above } else { Extended::Below };
        Ok(End { at, closed: false })
    }

    fn sign(self) -> Ordering {
        self.at.cmp(&Extended::At(Decimal::ZERO))
    }

    fn lower(self, other: End) -> End {
        self.pick(other, other.at < self.at)
    }

    fn higher(self, other: End) -> End {
        self.pick(other, other.at > self.at)
    }

    /// One of two ends; where they coincide, the value is attained if either attains it.
    fn pick(self, other: End, other_wins: bool) -> End {
        if self.at == other.at {
            return End { at: self.at, closed: self.closed || other.closed };
        }
        if other_wins { other } else { self }
    }

    fn bound(self) -> Bound {
        match (self.at, self.closed) {
            (Extended::Below | Extended::Above, _) => Bound::Infinite,
            (Extended::At(value), true) => Bound::Closed(value),
            (Extended::At(value), false) => Bound::Open(value),
        }
    }
}
