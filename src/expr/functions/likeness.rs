//! Whether one number could have been written for another.
//!
//! Who errs writes a figure that is near the right one, or misses a key. Figures that are far apart in every respect were more likely read
//! together by mistake than written wrong.

use super::Call;
use crate::expr::datum::Datum;
use crate::quantity::{Decimal, Verdict};

/// Two numbers are close when they differ by no more than this share of the larger: a third.
const CLOSE: Decimal = Decimal::from_parts(334, 0, 0, false, 3);
/// What is off by a power of ten may be rounded differently besides.
const SHIFTED: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
/// The powers of ten between the units of one kind.
const SHIFTS: u32 = 4;
/// Of fewer digits any two numbers are a keystroke apart.
const DIGITS: usize = 2;

pub(super) fn alike<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let base = |datum: &Datum<'_>| datum.number().ok()?.quantity.base().ok();
    match call.arguments {
        [a, b] => base(a).zip(base(b)).map_or(Datum::MISSING, |(a, b)| Datum::Truth(Verdict::of(are_alike(a, b)))),
        _ => Datum::MISSING,
    }
}

/// Nothing is far from zero by its digits: 结余0 is written where nobody reckoned.
fn are_alike(a: Decimal, b: Decimal) -> bool {
    let opposite = a.is_sign_negative() != b.is_sign_negative();
    a.is_zero() || b.is_zero() || !opposite && (within(a, b, CLOSE) || is_shifted(a, b) || is_a_keystroke(a, b))
}

fn within(a: Decimal, b: Decimal, share: Decimal) -> bool {
    let larger = a.abs().max(b.abs());
    larger.checked_mul(share).is_some_and(|most| a.saturating_sub(b).abs() <= most)
}

/// 万元 for 元, a zero too many.
fn is_shifted(a: Decimal, b: Decimal) -> bool {
    let (less, more) = if a.abs() < b.abs() { (a, b) } else { (b, a) };
    let shifted = |power: u32| less.checked_mul(Decimal::from(10_u32.pow(power))).is_some_and(|shifted| within(shifted, more, SHIFTED));
    (1..=SHIFTS).any(shifted)
}

/// One digit is another, two neighbours changed places, or one is missing.
fn is_a_keystroke(a: Decimal, b: Decimal) -> bool {
    let digits = |number: Decimal| number.normalize().mantissa().unsigned_abs().to_string().into_bytes();
    let (a, b) = (digits(a), digits(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if long.len() < DIGITS {
        return false;
    }
    let whole = long.len();
    let start = short.iter().zip(&long).take_while(|(one, other)| one == other).count();
    let (short, long) = (&short[start..], &long[start..]);
    let lost = whole > DIGITS && long.len() == short.len() + 1 && long[1..] == *short;
    let changed = long.len() == short.len() && long.get(1..) == short.get(1..);
    let swapped = matches!((short, long), ([a, b, rest @ ..], [c, d, other @ ..]) if (a, b, rest) == (d, c, other));
    lost || changed || swapped
}

#[cfg(test)]
mod tests {
    use super::are_alike;
    use crate::quantity::Decimal;

    fn alike(a: &str, b: &str) -> bool {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(are_alike(number(a), number(b)), are_alike(number(b), number(a)), "{a} {b}");
        are_alike(number(a), number(b))
    }

    #[test]
    fn close_or_a_slip_apart() {
        assert!(alike("94.5", "98"), "close");
        assert!(alike("10", "15"), "a third");
        assert!(alike("0", "14.01"), "nothing was reckoned");
        assert!(alike("183.58", "1835.8") && alike("476000", "47.6"), "a unit, a zero");
        assert!(alike("22.45", "32.45"), "one digit");
        assert!(alike("37.3", "73.3") && alike("5.73", "7.53"), "two digits changed places");
        assert!(alike("1406", "146") && alike("12.34", "1.34"), "a digit was lost");
    }

    #[test]
    fn far_apart() {
        assert!(!alike("1.74", "8.92") && !alike("14000", "94.59") && !alike("-2727", "452"));
        assert!(!alike("5", "9") && !alike("12", "2"), "short figures are a keystroke from any other");
    }
}
