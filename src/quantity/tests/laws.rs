//! Laws of verdicts, changes of notation that change no verdict, and inputs without sense.

use super::super::{Bound, Dimension, Interval, Precision, Reason, exact, format};
use super::properties::draws;
use super::*;
use proptest::prelude::*;

const VERDICTS: [Verdict; 6] = [
    Verdict::Inconsistent,
    Verdict::Suspicious,
    Verdict::NotChecked(Reason::Missing),
    Verdict::NotChecked(Reason::Hedged),
    Verdict::Boundary,
    Verdict::Consistent,
];

/// Two verdicts that differ at most in the reason given.
fn same(a: Verdict, b: Verdict) -> bool {
    a.name() == b.name()
}

#[test]
fn verdicts_combine_like_truths() {
    for a in VERDICTS {
        assert_eq!(a.negate().negate(), a);
        assert_eq!(a.and(Verdict::Consistent), a);
        assert_eq!(a.or(Verdict::Inconsistent), a);
        for b in VERDICTS {
            assert!(same(a.and(b), b.and(a)) && same(a.or(b), b.or(a)), "{a:?} {b:?}");
            assert!(same(a.and(b).negate(), a.negate().or(b.negate())), "{a:?} {b:?}");
            assert_eq!(Verdict::all([a, b]), a.and(b));
            assert_eq!(Verdict::any([a, b]), a.or(b));
            for c in VERDICTS {
                assert!(same(a.and(b.or(c)), a.and(b).or(a.and(c))), "{a:?} {b:?} {c:?}");
            }
        }
    }
}

#[test]
fn charity() {
    let (wrong, unknown, right) = (Verdict::Inconsistent, Verdict::NotChecked(Reason::Missing), Verdict::Consistent);
    assert_eq!(wrong.or(right), right);
    assert_eq!(wrong.or(unknown), unknown);
    assert_eq!(wrong.and(unknown), wrong);
    assert_eq!(Verdict::all([]), right);
    assert_eq!(Verdict::any([]), wrong);
}

/// Known faults of the reference implementation of XBRL calculations.
#[test]
fn regressions_of_the_reference() {
    assert_eq!(verdict("5万元 ≈ 6万元"), Verdict::Inconsistent, "one precision, two values");
    let closed_open =
        [Interval::new(Bound::Closed(1.into()), Bound::Closed(2.into())), Interval::new(Bound::Open(2.into()), Bound::Closed(3.into()))];
    let [Some(closed), Some(open)] = closed_open else { panic!("not empty") };
    assert_eq!(closed.intersect(open), None, "an open end does not meet a closed one");
    assert_eq!(-open, Interval::new(Bound::Closed((-3).into()), Bound::Open((-2).into())).expect("not empty"), "ends change places whole");
    let minus_two = Interval::point((-2).into());
    let scaled = Interval::new(Bound::Closed((-6).into()), Bound::Open((-4).into()));
    assert_eq!(open.times(minus_two).ok(), scaled, "a negative weight swaps the ends with their closedness");
}

#[test]
fn infinite_ends() {
    let (ray, all) = (figure("≥0元").interval(Precision::Own).expect("a ray"), Interval::ALL);
    assert_eq!(ray.times(Interval::ZERO), Ok(Interval::ZERO));
    assert_eq!(all.times(Interval::ZERO), Ok(Interval::ZERO));
    assert_eq!(ray.times(ray), Ok(ray));
    assert_eq!(ray.times(-ray), Ok(-ray));
    assert_eq!(ray.minus(ray), Ok(all));
}

#[test]
fn a_figure_used_too_often_is_still_sound() {
    let figures: Vec<Quantity> = (1..=14).map(|tens| figure(&format!("{tens}0元"))).collect();
    let sum = || Term::sum_of(0..figures.len());
    assert_eq!(relation::compare(&(sum() - sum()), Op::About, &Term::Constant(Decimal::ZERO), &figures, None), Verdict::Consistent);
    let twelve = || Term::sum_of(0..12);
    assert_eq!(relation::compare(&(twelve() - twelve()), Op::About, &Term::Constant(Decimal::ONE), &figures, None), Verdict::Inconsistent);
}

/// An amount in 元 with four decimals or fewer, rounded or exact.
fn amount() -> impl Strategy<Value = Quantity> {
    (-2_000i64..2_000, 0..3u32, prop::bool::weighted(0.8)).prop_map(|(mantissa, decimals, rounded)| Quantity {
        value: Decimal::new(mantissa, decimals),
        decimals: decimals as u8,
        unit: Unit::YUAN,
        mode: if rounded { Mode::Rounded } else { Mode::Exact },
    })
}

fn total(quantities: &[Quantity]) -> Verdict {
    relation::compare(&Term::Operand(0), Op::About, &Term::sum_of(1..quantities.len()), quantities, None)
}

fn in_wan(quantity: Quantity) -> Quantity {
    let value = exact::shift(quantity.value, -4).expect("short");
    Quantity { value, decimals: quantity.decimals + 4, unit: Unit::WAN_YUAN, ..quantity }
}

proptest! {
    #![proptest_config(draws())]

    #[test]
    fn notation_changes_no_verdict(figures in prop::collection::vec(amount(), 2..8), nudge in -40i64..40) {
        let mut figures = figures;
        let sum: Decimal = figures[1..].iter().map(|figure| figure.value).sum();
        figures[0].value = (sum + Decimal::new(nudge, 1)).round_dp(u32::from(figures[0].decimals));
        let verdict = total(&figures);

        let wan: Vec<_> = figures.iter().copied().map(in_wan).collect();
        prop_assert_eq!(total(&wan), verdict, "元 as 万元");
        let mut mixed = figures.clone();
        mixed[1] = in_wan(mixed[1]);
        prop_assert_eq!(total(&mixed) == Verdict::Inconsistent, verdict == Verdict::Inconsistent, "one 元 as 万元");
        let mut reversed = figures.clone();
        reversed[1..].reverse();
        prop_assert_eq!(total(&reversed), verdict, "another order");
        let mut padded = figures.clone();
        padded.push(Quantity::exact(Decimal::ZERO, Unit::YUAN));
        prop_assert_eq!(total(&padded), verdict, "a zero more");
        let mirrored: Vec<_> = figures.iter().map(|figure| Quantity { value: -figure.value, ..*figure }).collect();
        prop_assert_eq!(total(&mirrored), verdict, "the other sign");
        let negated = relation::compare(&-Term::Operand(0), Op::About, &-Term::sum_of(1..figures.len()), &figures, None);
        prop_assert_eq!(negated, verdict, "negative weights");
        let parts = (1..figures.len()).map(Term::Operand);
        let moved = parts.fold(Term::Operand(0), |rest, part| rest - part);
        prop_assert_eq!(relation::compare(&moved, Op::About, &Term::Constant(Decimal::ZERO), &figures, None), verdict, "all on one side");
    }

    /// Sums and products are exact, or refused.
    #[test]
    fn exact_or_refused(a in any::<i128>(), b in any::<i128>(), scales in (0..29u32, 0..29u32), bits in (33..100u32, 33..100u32)) {
        let number = |mantissa: i128, bits: u32, scale| Decimal::try_from_i128_with_scale(mantissa >> bits, scale).unwrap_or(Decimal::ONE);
        let (a, b) = (number(a, bits.0, scales.0), number(b, bits.1, scales.1));
        if let Ok(sum) = exact::add(a, b) {
            prop_assert_eq!(exact::sub(sum, b), Ok(a));
        }
        if let Ok(product) = exact::mul(a, b) && !b.is_zero() {
            let (ours, theirs) = (product.normalize(), a.mantissa().checked_mul(b.mantissa()));
            let lifted = theirs.map(|theirs| theirs / 10i128.pow(a.scale() + b.scale() - ours.scale()) == ours.mantissa());
            prop_assert!(lifted.unwrap_or(true));
        }
    }

    /// No number, unit or precision is too odd to be read.
    #[test]
    fn every_quantity_is_read_or_refused(mantissa in any::<i128>(), scale in 0..29u32, decimals: u8, exponent: i8, precision: i8, mode in mode()) {
        let value = Decimal::try_from_i128_with_scale(mantissa >> 32, scale).unwrap_or(Decimal::MAX);
        let quantity = Quantity { value, decimals, unit: Unit { dimension: Dimension::Money, exponent }, mode };
        for precision in [Precision::Own, Precision::Decimals(precision)] {
            if let (Ok(range), Ok(base)) = (quantity.interval_within(precision, Some(Decimal::ONE)), quantity.base()) {
                let one_sided = matches!(mode, Mode::Hedged(Hedge::Above | Hedge::Below));
                prop_assert!(range.contains(base) != one_sided);
                let _ = range.times(range).and_then(|square| square.plus(range));
                let _ = range.has_integer();
            }
        }
        let _ = (quantity.to_string(), format::percent(&quantity, &quantity));
        let _ = total(&[quantity, quantity, quantity]);
    }

    #[test]
    fn shown_numbers_are_nearest(mantissa: i64, scale in 0..19u32, decimals in 0..8u32) {
        let value = Decimal::new(mantissa, scale);
        let shown = format::fixed(value, decimals);
        let (_, digits) = shown.split_once('.').unwrap_or((&shown, ""));
        prop_assert_eq!(digits.len(), decimals as usize);
        let error = (shown.parse::<Decimal>().expect("a number") - value).abs();
        prop_assert!(error <= Decimal::new(5, decimals + 1));
    }
}

fn mode() -> impl Strategy<Value = Mode> {
    use Hedge::{About, Above, AtLeast, AtMost, Below, Nearly, Over};
    let hedges = [About, Nearly, Over, Above, Below, AtLeast, AtMost].map(Mode::Hedged);
    prop::sample::select([&[Mode::Exact, Mode::Rounded, Mode::Truncated][..], &hedges].concat())
}
