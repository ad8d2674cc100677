//! Figures and relations as they stand in reports, with the outcome that a reviewer would expect.

use super::super::{Bound, Interval, Precision, Reason, format};
use super::*;

/// An interval in the notation of schoolbooks.
fn shown(interval: Interval) -> String {
    let low = match interval.low() {
        Bound::Infinite => "(-∞".to_owned(),
        Bound::Open(low) => format!("({}", low.normalize()),
        Bound::Closed(low) => format!("[{}", low.normalize()),
    };
    let high = match interval.high() {
        Bound::Infinite => "∞)".to_owned(),
        Bound::Open(high) => format!("{})", high.normalize()),
        Bound::Closed(high) => format!("{}]", high.normalize()),
    };
    format!("{low}, {high}")
}

#[test]
fn a_printed_number_stands_for_a_range() {
    for (text, expected) in [
        ("50万元", "[495000, 505000]"),
        ("2798.30万元", "[27982950, 27983050]"),
        ("85.75%", "[0.85745, 0.85755]"),
        ("0.00万元", "[-50, 50]"),
        ("-3元", "[-3.5, -2.5]"),
        ("1.2亿元", "[115000000, 125000000]"),
        ("9.64分", "[9.64, 9.64]"),
        ("截12.5%", "[0.125, 0.126)"),
        ("截-12.5%", "(-0.126, -0.125]"),
        ("截0.0%", "(-0.001, 0.001)"),
        ("近600人", "[500, 600]"),
        ("近-600人", "[-600, -500]"),
        ("5.2余万元", "[52000, 53000)"),
        ("2300余人", "[2300, 2400)"),
        ("90余万元", "[900000, 1000000)"),
        ("超98%", "(0.98, ∞)"),
        ("不足7人", "(-∞, 7)"),
        ("≥20人", "[20, ∞)"),
        ("≤5300元", "(-∞, 5300]"),
    ] {
        let interval = figure(text).interval(Precision::Own).unwrap_or_else(|reason| panic!("{text}: {reason:?}"));
        assert_eq!(shown(interval), expected, "{text}");
    }
}

#[test]
fn an_approximate_number_needs_a_width() {
    let about = figure("约200人");
    assert_eq!(about.interval(Precision::Own), Err(Reason::Hedged));
    let tenth = Some(Decimal::new(1, 1));
    assert_eq!(about.interval_within(Precision::Own, tenth).map(shown).as_deref(), Ok("[180, 220]"));
    assert_eq!(figure("近200人").interval_within(Precision::Own, tenth).map(shown).as_deref(), Ok("[180, 200]"));
}

#[test]
fn a_reading_with_more_decimals_narrows_only_what_is_rounded() {
    for (text, decimals, expected) in [
        ("1万元", -2, "[9950, 10050]"),
        ("1万元", 2, "[9999.995, 10000.005]"),
        ("1.25元", 1, "[1.245, 1.255]"),
        ("截1万元", -2, "[10000, 10100)"),
        ("15分", 2, "[15, 15]"),
        ("超98%", 9, "(0.98, ∞)"),
    ] {
        let interval = figure(text).interval(Precision::Decimals(decimals));
        assert_eq!(interval.map(shown).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn relations_of_reports() {
    use Verdict::{Boundary, Consistent, Inconsistent, NotChecked, Suspicious};
    for (relation, expected) in [
        // Rates: the numerator against rate × base.
        ("2798.30万元 ≈ 98%×2960万元", Inconsistent),
        ("2798.30万元 ≈ 94.54%×2960万元", Consistent),
        ("187.50万元 ≈ 85.75%×218.66万元", Consistent),
        ("1046.20万元 ≈ 86%×1220.00万元", Consistent),
        ("112人 ≈ 94.92%×118人", Consistent),
        ("112人 ≈ 94.93%×118人", Inconsistent),
        ("0.00万元 ≈ 0.00%×0.00万元", NotChecked(Reason::ZeroDenominator)),
        ("90万元 ≈ 98×0万元", NotChecked(Reason::ZeroDenominator)),
        // Sums of amounts that are rounded one by one.
        ("7.79万元 ≈ 3.89万元 + 3.89万元", Consistent),
        ("7.80万元 ≈ 3.89万元 + 3.89万元", Inconsistent),
        ("100.00% ≈ 33.33%×[3]", Consistent),
        ("2263万元 ≈ 1435万元 + 25万元 + 55万元 + 700万元 + 6万元 + 14万元 + 18万元", Inconsistent),
        ("89.97万元 ≈ 30万元 + 30.0万元 + 29.99万元", Suspicious),
        ("89.99万元 ≈ 30万元 + 30.0万元 + 29.99万元", Consistent),
        // Each unit is a group of its own.
        ("3.5万元 ≈ 12345元 + 22800元", Consistent),
        ("12345.00元 + 22800.00元 ≈ 3.5万元", Consistent),
        ("1.2亿元 ≈ 5030.5万元 + 6980.2万元", Consistent),
        // One base on both sides.
        ("792.22万元 - 602.97万元 ≈ 31.39%×602.97万元", Consistent),
        ("792.22万元 - 602.97万元 ≈ 33.39%×602.97万元", Inconsistent),
        // A square is least inside its range, not at an end of it.
        ("0倍×0倍 ≈ 0.00%", Consistent),
        // Percentage points.
        ("63% - 41% ≈ 22个百分点", Consistent),
        ("41% + 22个百分点 ≈ 65%", Inconsistent),
        ("22% ≈ 22个百分点", NotChecked(Reason::Unit)),
        // Counts.
        ("3500次 ≳ 321人×[12]", NotChecked(Reason::Unit)),
        ("3852次 ≈ 321人×1次×12月", Consistent),
        ("约3500次 ≳ 321人×1次×12月", NotChecked(Reason::Hedged)),
        ("15人 ≈ 8人 + 8人", Inconsistent),
        ("15人 ≈ 8人 + 7次", NotChecked(Reason::Unit)),
        ("65.67万元 ≈ 8755人×75元", Consistent),
        ("9.72万元 ≈ =75元×1236人", Inconsistent),
        ("50 ≈ 50万元", NotChecked(Reason::Unit)),
        // Inequalities.
        ("164人 ≳ ≥180人", Inconsistent),
        ("180人 ≳ ≥180人", Boundary),
        ("12分 ≲ 10分", Inconsistent),
        ("10分 ≲ 10分", Consistent),
        ("10分 < 10分", Inconsistent),
        ("96% > [1]", Inconsistent),
        ("99.5% > [1]", Inconsistent),
        ("100% > [1]", Consistent),
        ("90万元 ≲ 89.5万元", Suspicious),
        ("90万元 ≲ 89.4万元", Inconsistent),
        ("90万元 + 2万元 ≲ 1.5万元 + 90.5万元", Consistent),
    ] {
        assert_eq!(verdict(relation), expected, "{relation}");
    }
}

#[test]
fn one_figure_shown_twice() {
    use Verdict::{Boundary, Consistent, Inconsistent};
    for (a, b, expected) in [
        ("5万元", "6万元", Inconsistent),
        ("5万元", "5.2万元", Consistent),
        ("5万元", "5.5万元", Consistent),
        ("5万元", "5.51万元", Inconsistent),
        ("5万元", "=5.5万元", Boundary),
        ("50000元", "5.0000万元", Consistent),
        ("50001元", "5.0000万元", Inconsistent),
        ("96%", "96.36%", Consistent),
        ("≥90%", "94%", Consistent),
    ] {
        assert_eq!(relation::agree(&figure(a), &figure(b), None), expected, "{a} {b}");
    }
}

#[test]
fn whole_numbers_behind_a_rate() {
    let share = |rate, people| relation::whole(&(Term::Operand(0) * Term::Operand(1)), &[figure(rate), figure(people)], None);
    assert_eq!(share("92.3%", "57人"), Verdict::Inconsistent);
    assert_eq!(share("91.2%", "57人"), Verdict::Consistent);
}

#[test]
fn figures_in_messages() {
    let (spent, budget) = (figure("2798.30万元"), figure("2960万元"));
    assert_eq!(format::percent(&spent, &budget).as_deref(), Some("94.54%"));
    assert_eq!(format::percent(&spent, &figure("0.00元")), None);
    assert_eq!(spent.to_string(), "2798.30");
    let sum = Term::sum_of([0, 1]).printed(&[figure("30万元"), figure("29.99万元")]);
    assert_eq!(sum.and_then(|sum| format::in_unit(sum, Unit::WAN_YUAN, 0)).as_deref(), Ok("59.99"));
    assert_eq!(format::in_unit(Decimal::from(300_000), Unit::WAN_YUAN, 2).as_deref(), Ok("30.00"));
    assert_eq!(format::fixed(Decimal::new(-4, 3), 2), "0.00");
    assert_eq!(format::fixed(Decimal::new(25, 1), 0), "3");
}
