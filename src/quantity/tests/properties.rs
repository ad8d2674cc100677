//! Laws that hold for all figures. `PROPTEST_CASES` raises the number of draws.

use super::super::{Dimension, Precision, exact};
use super::*;
use proptest::prelude::*;
use rust_decimal::RoundingStrategy::{self, MidpointAwayFromZero, MidpointNearestEven, ToZero};

/// How many draws a law gets.
pub(super) fn draws() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// How a writer shows a true value: the power of ten of the unit, the decimals, and what happens to the rest.
#[derive(Clone, Copy, Debug)]
struct Style {
    exponent: i8,
    decimals: u32,
    habit: Habit,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Habit {
    Rounds(RoundingStrategy),
    Cuts,
    SaysOver,
    SaysAtLeast,
    SaysBelow,
}

fn style(exponents: &'static [i8]) -> impl Strategy<Value = Style> {
    let rounds = [MidpointAwayFromZero, MidpointNearestEven].map(Habit::Rounds);
    let habit = prop_oneof![
        8 => prop::sample::select(rounds.to_vec()),
        1 => prop::sample::select(vec![Habit::Cuts, Habit::SaysOver, Habit::SaysAtLeast, Habit::SaysBelow]),
    ];
    (prop::sample::select(exponents), 0..6u32, habit).prop_map(|(exponent, decimals, habit)| Style { exponent, decimals, habit })
}

fn money() -> impl Strategy<Value = Style> {
    style(&[0, 3, 4, 8])
}

fn ratio() -> impl Strategy<Value = Style> {
    style(&[-3, -2, -1, 0])
}

/// A true amount: 元 to four decimals, so that most halves and thirds are cut somewhere.
fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![4 => -100_000_000_000i64..100_000_000_000, 1 => -200i64..200].prop_map(|mantissa| Decimal::new(mantissa, 4))
}

fn rate() -> impl Strategy<Value = Decimal> {
    (-2_000_000i64..2_000_000).prop_map(|mantissa| Decimal::new(mantissa, 6))
}

/// A true value as the writer shows it.
fn show(truth: Decimal, dimension: Dimension, style: Style) -> Quantity {
    let Style { exponent, decimals, habit } = style;
    let value = exact::shift(truth, -i32::from(exponent)).expect("a short number");
    let (strategy, mode) = match habit {
        Habit::Rounds(strategy) => (strategy, Mode::Rounded),
        Habit::Cuts => (ToZero, Mode::Truncated),
        Habit::SaysOver => (ToZero, Mode::Hedged(Hedge::Over)),
        Habit::SaysAtLeast => (RoundingStrategy::ToNegativeInfinity, Mode::Hedged(Hedge::AtLeast)),
        Habit::SaysBelow => (ToZero, Mode::Hedged(Hedge::Below)),
    };
    let mut shown = value.round_dp_with_strategy(decimals, strategy);
    if habit == Habit::SaysBelow {
        shown = value.ceil() + Decimal::ONE;
    }
    shown.rescale(decimals);
    Quantity { value: shown, decimals: decimals as u8, unit: Unit { dimension, exponent }, mode }
}

fn yuan(truth: Decimal, style: Style) -> Quantity {
    show(truth, Dimension::Money, style)
}

/// What is true can be called anything but wrong.
fn not_accused(verdict: Verdict) -> Result<(), TestCaseError> {
    prop_assert_ne!(verdict, Verdict::Inconsistent);
    Ok(())
}

fn about(left: Term, right: Term, operands: &[Quantity]) -> Verdict {
    relation::compare(&left, Op::About, &right, operands, None)
}

fn operand(at: usize) -> Term {
    Term::Operand(at)
}

proptest! {
    #![proptest_config(draws())]

    #[test]
    fn a_shown_value_stands_for_its_truth(truth in amount(), style in money()) {
        let shown = yuan(truth, style);
        prop_assert!(shown.interval(Precision::Own).expect("in range").contains(truth), "{shown:?}");
    }

    #[test]
    fn true_sums_are_not_accused(parts in prop::collection::vec((amount(), money()), 1..12), total in money()) {
        let truth: Decimal = parts.iter().map(|(truth, _)| *truth).sum();
        let mut figures: Vec<_> = parts.iter().map(|(truth, style)| yuan(*truth, *style)).collect();
        figures.push(yuan(truth, total));
        not_accused(about(operand(parts.len()), Term::sum_of(0..parts.len()), &figures))?;
    }

    #[test]
    fn true_rates_are_not_accused(base in amount(), share in rate(), styles in (money(), money(), ratio())) {
        let figures = [yuan(share * base, styles.0), yuan(base, styles.1), show(share, Dimension::Ratio, styles.2)];
        not_accused(about(operand(0), operand(2) * operand(1), &figures))?;
    }

    #[test]
    fn true_growth_is_not_accused(prior in amount(), growth in rate(), styles in (money(), money(), ratio())) {
        let now = prior + growth * prior;
        let figures = [yuan(now, styles.0), yuan(prior, styles.1), show(growth, Dimension::Ratio, styles.2)];
        not_accused(about(operand(0) - operand(1), operand(2) * operand(1), &figures))?;
        not_accused(about(operand(0), (Term::Constant(Decimal::ONE) + operand(2)) * operand(1), &figures))?;
    }

    #[test]
    fn true_orders_are_not_accused(low in amount(), gap in 0i64..1_000_000, styles in (money(), money())) {
        let figures = [yuan(low, styles.0), yuan(low + Decimal::new(gap, 4), styles.1)];
        not_accused(relation::compare(&operand(0), Op::AtMost, &operand(1), &figures, None))?;
        not_accused(relation::compare(&operand(1), Op::AtLeast, &operand(0), &figures, None))?;
        if gap > 0 {
            not_accused(relation::compare(&operand(0), Op::Less, &operand(1), &figures, None))?;
            not_accused(relation::compare(&operand(1), Op::More, &operand(0), &figures, None))?;
        }
    }

    #[test]
    fn one_truth_shown_twice_agrees(truth in amount(), a in money(), b in money()) {
        let b = if let (Habit::Rounds(_), Habit::Rounds(_)) = (a.habit, b.habit) { Style { habit: a.habit, ..b } } else { b };
        not_accused(relation::agree(&yuan(truth, a), &yuan(truth, b), None))?;
    }

    /// A table is rounded to one precision, then some cells lose their zeros: that alone raises no suspicion, since not all cells
    /// were rounded by a whole half.
    #[test]
    fn dropped_zeros_are_not_suspicious(parts in prop::collection::vec((-1_000_000i64..1_000_000, any::<bool>()), 2..9), decimals in 0..3u32) {
        let show = |truth: Decimal, drop: bool| {
            let full = yuan(truth, Style { exponent: 4, decimals, habit: Habit::Rounds(MidpointAwayFromZero) });
            if !drop { return full; }
            let value = full.value.normalize();
            Quantity { value, decimals: value.scale() as u8, ..full }
        };
        let truths: Vec<_> = parts.iter().map(|(mantissa, _)| Decimal::new(mantissa * 10 + 7, 1)).collect();
        let mut figures: Vec<_> = truths.iter().zip(&parts).map(|(truth, (_, drop))| show(*truth, *drop)).collect();
        figures.push(show(truths.iter().sum(), true));
        let verdict = about(operand(parts.len()), Term::sum_of(0..parts.len()), &figures);
        prop_assert!(!verdict.is_reported(), "{verdict:?}");
    }
}
