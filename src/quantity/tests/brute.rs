//! Verdicts and ranges against brute force on a finer grid.

use super::super::{Bound, Interval, Precision, Reason};
use super::properties::draws;
use super::*;
use proptest::prelude::*;

/// The grid: eighths of the last digit of a number with one decimal. Ends of ranges lie on it, and between an open end and the next
/// half digit there is room for every operand to keep off its end.
const STEP: i64 = 8;

/// A small figure with no or one decimal, rounded, cut or exact, as tenths; and its grid points.
#[derive(Clone, Copy, Debug)]
struct Small {
    tenths: i64,
    decimals: u8,
    mode: Mode,
}

fn small(range: std::ops::Range<i64>) -> impl Strategy<Value = Small> {
    let mode = prop::sample::select(vec![Mode::Rounded, Mode::Rounded, Mode::Truncated, Mode::Exact]);
    (range, 0..2u8, mode).prop_map(|(value, decimals, mode)| Small {
        tenths: if decimals == 0 { value / 10 * 10 } else { value },
        decimals,
        mode,
    })
}

impl Small {
    fn quantity(self) -> Quantity {
        let value = Decimal::new(self.tenths, 1).round_dp(u32::from(self.decimals));
        Quantity { value, decimals: self.decimals, unit: Unit::YUAN, mode: self.mode }
    }

    /// The grid points that it can stand for.
    fn grid(self) -> std::ops::RangeInclusive<i64> {
        let value = self.tenths * STEP;
        let digit = if self.decimals == 0 { 10 * STEP } else { STEP };
        match self.mode {
            Mode::Exact => value..=value,
            Mode::Rounded => value - digit / 2..=value + digit / 2,
            Mode::Truncated if value == 0 => 1 - digit..=digit - 1,
            Mode::Truncated if value < 0 => value - digit + 1..=value,
            Mode::Truncated => value..=value + digit - 1,
            Mode::Hedged(_) => unreachable!("not drawn"),
        }
    }
}

/// The least and the greatest of a function over two grids.
fn extremes(a: Small, b: Small, f: impl Fn(i64, i64) -> i64) -> (i64, i64) {
    let values = a.grid().flat_map(|a| b.grid().map(move |b| (a, b))).map(|(a, b)| f(a, b));
    values.fold((i64::MAX, i64::MIN), |(low, high), value| (low.min(value), high.max(value)))
}

fn grid_value(points: i64) -> Decimal {
    Decimal::new(points, 0) / Decimal::from(10 * STEP)
}

proptest! {
    #![proptest_config(draws())]

    /// A total against two parts, one taken off: wrong exactly when no grid points fit, and likewise for the orders.
    #[test]
    fn sums_agree_with_the_grid(total in small(-60..60), a in small(-60..60), b in small(-60..60)) {
        let figures = [total, a, b].map(Small::quantity);
        let right = Term::Operand(1) - Term::Operand(2);
        let compare = |op| relation::compare(&Term::Operand(0), op, &right, &figures, None) != Verdict::Inconsistent;
        let differences: Vec<i64> = a.grid().flat_map(|a| b.grid().map(move |b| a - b)).collect();
        let any = |holds: &dyn Fn(i64, i64) -> bool| total.grid().any(|total| differences.iter().any(|right| holds(total, *right)));
        prop_assert_eq!(compare(Op::About), any(&|left, right| left == right));
        prop_assert_eq!(compare(Op::AtMost), any(&|left, right| left <= right));
        prop_assert_eq!(compare(Op::AtLeast), any(&|left, right| left >= right));
        prop_assert_eq!(compare(Op::Less), any(&|left, right| left < right));
        prop_assert_eq!(compare(Op::More), any(&|left, right| left > right));
    }

    /// A product of closed ranges of any sign reaches exactly the least and the greatest product of the grid.
    #[test]
    fn products_agree_with_the_grid(a in small(-30..30), b in small(-30..30)) {
        let (a, b) = (Small { mode: Mode::Rounded, ..a }, Small { mode: Mode::Rounded, ..b });
        let range = |small: Small| small.quantity().interval(Precision::Own).expect("short");
        let (low, high) = extremes(a, b, |a, b| a * b);
        let product = Interval::between(grid_value(low) / Decimal::from(10 * STEP), grid_value(high) / Decimal::from(10 * STEP));
        prop_assert_eq!(range(a).times(range(b)), Ok(product));
    }

    /// A figure on both sides has one true value: `now − prior ≈ growth × prior` is decided exactly.
    #[test]
    fn repeated_figures_agree_with_the_grid(now in -40i64..40, prior in small(-30..30), growth in small(-20..20)) {
        let (prior, growth) = (Small { mode: Mode::Rounded, ..prior }, Small { mode: Mode::Rounded, ..growth });
        let ratio = Quantity { unit: Unit::RATIO, ..growth.quantity() };
        let figures = [Quantity::exact(Decimal::new(now, 1), Unit::YUAN), prior.quantity(), ratio];
        let (left, right) = (Term::Operand(0) - Term::Operand(1), Term::Operand(2) * Term::Operand(1));
        let unit = 10 * STEP;
        let (low, high) = extremes(prior, growth, |prior, growth| now * STEP * unit - prior * unit - growth * prior);
        let verdict = relation::compare(&left, Op::About, &right, &figures, None);
        if prior.tenths == 0 {
            prop_assert_eq!(verdict, Verdict::NotChecked(Reason::ZeroDenominator));
        } else {
            prop_assert_eq!(verdict != Verdict::Inconsistent, low <= 0 && 0 <= high);
        }
    }

    /// What lies in two ranges lies in their intersection; what lies in one lies in the hull, whose ends belong to one of them.
    #[test]
    fn ranges_are_sets(a in ends(), b in ends()) {
        let (Some(left), Some(right)) = (interval(a), interval(b)) else { return Ok(()) };
        let (both, hull) = (left.intersect(right), left.hull(right));
        for at in (-400..=400).map(|hundredths| Decimal::new(hundredths, 2)) {
            let (in_left, in_right) = (left.contains(at), right.contains(at));
            prop_assert_eq!(both.is_some_and(|both| both.contains(at)), in_left && in_right);
            prop_assert!(hull.contains(at) || !in_left && !in_right);
        }
        prop_assert!([left.low(), right.low()].contains(&hull.low()) && [left.high(), right.high()].contains(&hull.high()));
    }

    /// Members combine to members; an end is reached exactly when it is closed, and approached in any case.
    #[test]
    fn ends_keep_their_closedness(a in ends(), b in ends()) {
        let (Some(left), Some(right)) = (interval(a), interval(b)) else { return Ok(()) };
        combines(left.plus(right), a, b, 2, |a, b| a + b)?;
        combines(left.minus(right), a, b, 2, |a, b| a - b)?;
        combines(left.times(right), a, b, 4, |a, b| a * b)?;
    }
}

/// Whether a range is what `f` makes of the members of two, in units of `10^−scale`.
fn combines(range: Result<Interval, Reason>, a: Ends, b: Ends, scale: u32, f: impl Fn(i64, i64) -> i64) -> Result<(), TestCaseError> {
    let range = range.map_err(|reason| TestCaseError::fail(reason.en()))?;
    let values: Vec<Decimal> =
        members(a).flat_map(|a| members(b).map(move |b| (a, b))).map(|(a, b)| Decimal::new(f(a, b), scale)).collect();
    prop_assert!(values.iter().all(|value| range.contains(*value)), "{range:?}");
    for end in [range.low(), range.high()] {
        let (at, closed) = match end {
            Bound::Closed(at) => (at, true),
            Bound::Open(at) => (at, false),
            Bound::Infinite => return Err(TestCaseError::fail("a finite range has finite ends")),
        };
        prop_assert_eq!(values.contains(&at), closed, "{} of {:?}", at, range);
        prop_assert!(values.iter().any(|value| (*value - at).abs() < Decimal::new(1, 1)), "{at} of {range:?}");
    }
    Ok(())
}

/// Two small whole ends, each with or without itself.
type Ends = ((i64, bool), (i64, bool));

fn ends() -> impl Strategy<Value = Ends> {
    ((-3i64..4, any::<bool>()), (-3i64..4, any::<bool>()))
}

fn interval(((low, low_closed), (high, high_closed)): Ends) -> Option<Interval> {
    let bound = |value: i64, closed: bool| if closed { Bound::Closed(value.into()) } else { Bound::Open(value.into()) };
    Interval::new(bound(low, low_closed), bound(high, high_closed))
}

/// The members of a range in hundredths, those near its ends and a few between.
fn members(((low, low_closed), (high, high_closed)): Ends) -> impl Iterator<Item = i64> {
    let (low, high) = (100 * low + i64::from(!low_closed), 100 * high - i64::from(!high_closed));
    [low, (low + high) / 2, high].into_iter().chain((-2..3).map(|whole| whole * 100)).filter(move |at| (low..=high).contains(at))
}
