//! Figures of a sum that one keystroke makes add up: a digit, two digits swapped, a digit too many or too few.

use super::claim::{Operand, Tally};
use crate::facts::Value;
use crate::quantity::{Decimal, Quantity, Unit};
use crate::text::Span;
use rust_decimal::RoundingStrategy;
use std::borrow::Cow;

/// A figure and what it would have to be.
#[derive(Debug)]
pub(in crate::facts) struct Repair {
    pub figure: Operand,
    /// The value that it would need, in the base unit.
    pub needed: Decimal,
    digits: u32,
    how: &'static str,
}

/// The repairs of the natural readings. None when a reading adds up to the digit.
pub(in crate::facts) fn repairs(readings: &[Tally]) -> Vec<Repair> {
    let gap = |tally: &Tally| tally.parts.iter().map(Operand::base).fold(-tally.total.base(), Decimal::saturating_add);
    if readings.iter().any(|tally| gap(tally).is_zero()) {
        return Vec::new();
    }
    let natural = readings.iter().filter(|tally| tally.natural && tally.parts.len() > 1);
    let mut repairs = Vec::new();
    for tally in natural.take(4) {
        let gap = gap(tally);
        repairs.extend(repair(&tally.total, tally.total.base().saturating_add(gap)));
        repairs.extend(tally.parts.iter().filter_map(|part| repair(part, part.base().saturating_sub(gap))));
    }
    repairs.truncate(8);
    repairs
}

/// The operand with exactly the value that it would need, when that is one keystroke away.
pub(in crate::facts) fn exactly(figure: &Operand, needed: Decimal) -> Option<Repair> {
    repair(figure, needed)
}

/// The operand with the value that it would need, when that is one keystroke away.
fn repair(figure: &Operand, needed: Decimal) -> Option<Repair> {
    let quantity = &figure.quantity;
    let value = in_unit(needed, quantity.unit)?.normalize();
    if value <= Decimal::ZERO || value.scale() > u32::from(quantity.decimals) {
        return None;
    }
    let (shown, meant) = (Digits::of(quantity.value, quantity.decimals)?, Digits::of(value, quantity.decimals)?);
    let how = keystroke(shown.bytes(), meant.bytes())?;
    let (written, meant) = (significant(quantity.value), significant(value));
    // A digit more says no more than those that were there.
    let digits = if how == "length" { written.min(meant) } else { written.max(meant) };
    Some(Repair { figure: *figure, needed, digits, how })
}

/// The amount that a product rounds to, when that is one keystroke away from the amount written.
pub(in crate::facts) fn rounded(figure: &Operand, needed: Decimal) -> Option<Repair> {
    let value = in_unit(needed, figure.quantity.unit)?
        .round_dp_with_strategy(u32::from(figure.quantity.decimals), RoundingStrategy::MidpointAwayFromZero);
    let factor = Decimal::from(10i64.checked_pow(figure.quantity.unit.exponent.unsigned_abs().into())?);
    repair(figure, if figure.quantity.unit.exponent < 0 { value.checked_div(factor)? } else { value.checked_mul(factor)? })
}

/// A rate as an operand: its digits begin its place.
pub(in crate::facts) fn of_rate(text: &str, quantity: Quantity, span: Span) -> Operand {
    let words = span.of(text);
    let from = words.find(|char: char| char.is_ascii_digit()).unwrap_or(0);
    let digits = words.get(from..).unwrap_or("").bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
    let start = span.start as usize + from;
    Operand { number: Span::new(start, start + digits), ..Operand::bare(quantity, span) }
}

fn in_unit(base: Decimal, unit: Unit) -> Option<Decimal> {
    let factor = Decimal::from(10i64.checked_pow(unit.exponent.unsigned_abs().into())?);
    if unit.exponent < 0 { base.checked_mul(factor) } else { base.checked_div(factor) }
}

fn significant(value: Decimal) -> u32 {
    value.normalize().mantissa().unsigned_abs().checked_ilog10().map_or(1, |digits| digits + 1) - trailing(value)
}

/// Zeros at the end of a whole number say nothing.
fn trailing(value: Decimal) -> u32 {
    let mut mantissa = value.normalize().mantissa().unsigned_abs();
    let mut zeros = 0;
    while mantissa != 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        zeros += 1;
    }
    zeros
}

/// The digits of a number without its point, the sign before them.
struct Digits {
    bytes: [u8; 48],
    from: usize,
}

impl Digits {
    /// Of a number with so many decimals; none when they are too many to be compared.
    fn of(value: Decimal, decimals: u8) -> Option<Self> {
        let value = value.round_dp_with_strategy(u32::from(decimals), RoundingStrategy::MidpointAwayFromZero);
        let factor = 10i128.checked_pow(u32::from(decimals).checked_sub(value.scale())?)?;
        let mantissa = value.mantissa().checked_mul(factor)?;
        let mut rest = u64::try_from(mantissa.unsigned_abs()).ok()?;
        let mut digits = Digits { bytes: [b'0'; 48], from: 48 };
        while rest > 0 || digits.bytes().len() <= usize::from(decimals) {
            digits.push((rest % 10) as u8 + b'0')?;
            rest /= 10;
        }
        if mantissa < 0 {
            digits.push(b'-')?;
        }
        Some(digits)
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        self.from = self.from.checked_sub(1)?;
        *self.bytes.get_mut(self.from)? = byte;
        Some(())
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(self.from..).unwrap_or_default()
    }
}

/// How two numbers of the same decimals differ, if by one keystroke.
fn keystroke(a: &[u8], b: &[u8]) -> Option<&'static str> {
    if a.len() == b.len() {
        let mut differ = (0..a.len()).filter(|&at| a[at] != b[at]);
        return match (differ.next(), differ.next(), differ.next()) {
            (Some(_), None, _) => Some("digit"),
            (Some(first), Some(second), None) if second == first + 1 && a[first] == b[second] && a[second] == b[first] => Some("swap"),
            _ => None,
        };
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // A zero lost or doubled, or a digit struck twice; any other digit too many is more than a slip of the key.
    let slips = |at: usize| long[at] == b'0' || at > 0 && long[at] == long[at - 1];
    let lost = |at: usize| long[..at] == short[..at] && long[at + 1..] == short[at..] && slips(at);
    (long.len() == short.len() + 1 && (0..long.len()).any(lost)).then_some("length")
}

impl Repair {
    /// Whether two digits were swapped, which few other numbers would show.
    pub(in crate::facts) fn is_swap(&self) -> bool {
        self.how == "swap"
    }

    /// Its significant digits.
    pub(in crate::facts) fn digits(&self) -> u32 {
        self.digits
    }

    /// The same repair with at least the significant digits of another figure.
    pub(in crate::facts) fn confirmed_by(mut self, other: &Operand) -> Self {
        self.digits = self.digits.max(significant(other.quantity.value));
        self
    }

    /// In the order of the kind's fields; the place of the figure is that of its digits.
    pub(in crate::facts) fn values<'a>(&self) -> Vec<Value<'a>> {
        let digits = Quantity::exact(Decimal::from(self.digits), Unit::PLAIN);
        vec![
            Value::Number(self.figure.quantity, Some(self.figure.number)),
            Value::Number(digits, None),
            Value::Text(Cow::Borrowed(self.how), None),
        ]
    }
}
