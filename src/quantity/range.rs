//! The range of a difference of two terms while each figure runs through its own range.
//!
//! When every figure occurs once, interval arithmetic gives the range exactly. A figure that occurs twice would be taken for two
//! (`x − x` would not be zero); where the difference is linear in it, the extremes lie at the ends of its range, so these are tried
//! out. Its ends then count as attained, which can only widen the range: in doubt nothing is called impossible.

use super::{Bound, Decimal, Interval, Mode, Precision, Quantity, Reason, Term, Unit};

/// The most figures whose ends are tried out; beyond them the range is only enclosed.
const TRIED: usize = 12;

/// The figures, and the units, that are kept without an allocation.
const FEW: usize = 8;

/// `left − right` over the operands.
pub(super) struct Difference<'a> {
    pub(super) left: &'a Term,
    pub(super) right: &'a Term,
    pub(super) operands: &'a [Quantity],
    pub(super) width: Option<Decimal>,
}

impl Difference<'_> {
    /// Every value that it can take under a reading of the operands.
    pub(super) fn range(&self, precision: impl Fn(&Quantity) -> Precision) -> Result<Interval, Reason> {
        with_slots(self.operands.len(), 0u8, |uses| {
            self.count(uses);
            with_slots(self.operands.len(), Interval::ZERO, |ranges| {
                for ((range, quantity), uses) in ranges.iter_mut().zip(self.operands).zip(uses.iter()) {
                    if *uses > 0 {
                        *range = quantity.interval_within(precision(quantity), self.width)?;
                    }
                }
                self.over(uses, ranges)
            })
        })
    }

    /// The group reading of the operands in use; none when it is their own.
    pub(super) fn group(&self) -> Option<Group> {
        let mut group = Group::default();
        self.each_operand(&mut |at| {
            if let Some(quantity) = self.operands.get(at) {
                group.admit(quantity);
            }
        });
        let uneven = group.units().any(|unit| unit.fewest < unit.most);
        uneven.then_some(group)
    }

    fn each_operand(&self, visit: &mut impl FnMut(usize)) {
        self.left.each_operand(visit);
        self.right.each_operand(visit);
    }

    fn count(&self, uses: &mut [u8]) {
        self.each_operand(&mut |at| {
            if let Some(uses) = uses.get_mut(at) {
                *uses = uses.saturating_add(1);
            }
        });
    }

    fn over(&self, uses: &[u8], ranges: &mut [Interval]) -> Result<Interval, Reason> {
        if uses.iter().all(|uses| *uses < 2) {
            return self.natural(ranges);
        }
        let twice = uses.iter().enumerate().filter(|(_, uses)| **uses > 1).map(|(at, _)| at);
        let ends: Vec<_> = twice.filter_map(|at| self.ends_to_try(at, ranges)).take(TRIED + 1).collect();
        if ends.is_empty() || ends.len() > TRIED {
            return self.natural(ranges);
        }
        self.at_vertices(&ends, ranges)
    }

    /// An operand and its ends, if the extremes are sure to lie there.
    fn ends_to_try(&self, at: usize, ranges: &[Interval]) -> Option<(usize, [Decimal; 2])> {
        let range = ranges.get(at)?;
        let ends = [value(range.low())?, value(range.high())?];
        let linear = || self.left.degree(at).max(self.right.degree(at)) < 2;
        (ends[0] != ends[1] && linear()).then_some((at, ends))
    }

    fn at_vertices(&self, ends: &[(usize, [Decimal; 2])], ranges: &mut [Interval]) -> Result<Interval, Reason> {
        let mut hull: Option<Interval> = None;
        for vertex in 0..1u32 << ends.len() {
            for (bit, (at, [low, high])) in ends.iter().enumerate() {
                if let Some(range) = ranges.get_mut(*at) {
                    *range = Interval::point(if vertex >> bit & 1 == 0 { *low } else { *high });
                }
            }
            let here = self.natural(ranges)?;
            hull = Some(hull.map_or(here, |hull| hull.hull(here)));
        }
        hull.ok_or(Reason::Missing)
    }

    fn natural(&self, ranges: &[Interval]) -> Result<Interval, Reason> {
        self.left.natural(ranges)?.minus(self.right.natural(ranges)?)
    }
}

/// The decimals of the rounded figures of a relation, unit by unit. Exact and hedged figures have no part in it, and a relation over
/// more units than fit reads the others as printed.
#[derive(Default)]
pub(super) struct Group {
    units: [Option<Decimals>; FEW],
}

/// The decimals that the figures of one unit show.
#[derive(Clone, Copy)]
struct Decimals {
    unit: Unit,
    fewest: u8,
    most: u8,
}

impl Group {
    /// How a figure is read beside the others.
    pub(super) fn precision(&self, quantity: &Quantity) -> Precision {
        let Some(known) = self.units().find(|known| known.unit == quantity.unit) else { return Precision::Own };
        let decimals = i16::from(known.most) - i16::from(quantity.unit.exponent);
        i8::try_from(decimals).map_or(Precision::Own, Precision::Decimals)
    }

    fn units(&self) -> impl Iterator<Item = &Decimals> {
        self.units.iter().flatten()
    }

    fn admit(&mut self, quantity: &Quantity) {
        if !matches!(quantity.mode, Mode::Rounded | Mode::Truncated) {
            return;
        }
        let Quantity { unit, decimals, .. } = *quantity;
        let slot = self.units.iter_mut().find(|slot| slot.is_none_or(|known| known.unit == unit));
        match slot {
            Some(Some(known)) => *known = Decimals { unit, fewest: known.fewest.min(decimals), most: known.most.max(decimals) },
            Some(free) => *free = Some(Decimals { unit, fewest: decimals, most: decimals }),
            None => {}
        }
    }
}

fn value(bound: Bound) -> Option<Decimal> {
    match bound {
        Bound::Infinite => None,
        Bound::Open(value) | Bound::Closed(value) => Some(value),
    }
}

/// Runs `work` on `len` slots, on the stack when they are few.
fn with_slots<T: Copy, R>(len: usize, fill: T, work: impl FnOnce(&mut [T]) -> R) -> R {
    let mut few = [fill; FEW];
    match few.get_mut(..len) {
        Some(slots) => work(slots),
        None => work(&mut vec![fill; len]),
    }
}
