//! Decimal arithmetic that is exact or refuses.
//!
//! `rust_decimal` rounds silently when a result needs more than 28 places or 96 bits, which would move the end of an interval.
//! These functions return [`Reason::Overflow`] instead.

use super::{Decimal, Reason};

/// The most places a decimal has.
const PLACES: u32 = 28;

/// The powers of ten that fit.
const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// `a + b`.
pub(crate) fn add(a: Decimal, b: Decimal) -> Result<Decimal, Reason> {
    if a.scale() == b.scale() {
        return pack(a.mantissa() + b.mantissa(), a.scale());
    }
    add_aligned(a, b).or_else(|_| add_aligned(a.normalize(), b.normalize()))
}

/// `a − b`.
pub(crate) fn sub(a: Decimal, b: Decimal) -> Result<Decimal, Reason> {
    add(a, -b)
}

/// `a × b`.
pub(crate) fn mul(a: Decimal, b: Decimal) -> Result<Decimal, Reason> {
    multiply(a, b).or_else(|_| multiply(a.normalize(), b.normalize()))
}

/// `a × 10^exponent`.
pub(crate) fn shift(a: Decimal, exponent: i32) -> Result<Decimal, Reason> {
    // Nearly always the digits stay as they are and only the point moves.
    let scale = i64::from(a.scale()) - i64::from(exponent);
    let mut moved = a;
    if (0..=i64::from(PLACES)).contains(&scale) && !a.is_zero() && moved.set_scale(scale as u32).is_ok() {
        return Ok(moved);
    }
    if exponent <= 0 {
        return pack(a.mantissa(), a.scale() + exponent.unsigned_abs());
    }
    let up = exponent.unsigned_abs();
    let from_scale = up.min(a.scale());
    let factor = power(up - from_scale)?;
    pack(times(a.mantissa(), factor)?, a.scale() - from_scale)
}

/// `digit × 10^exponent`.
pub(crate) fn at_place(digit: u8, exponent: i32) -> Result<Decimal, Reason> {
    shift(Decimal::from(digit), exponent)
}

/// `a ∓ 5 × 10^exponent`: half a digit to each side.
pub(crate) fn around(a: Decimal, exponent: i32) -> Result<[Decimal; 2], Reason> {
    let scale = exponent.min(0).unsigned_abs();
    if scale < a.scale() {
        let half = at_place(5, exponent)?;
        return Ok([sub(a, half)?, add(a, half)?]);
    }
    let (value, half) = (lift(a, scale)?, times(5, power(exponent.max(0).unsigned_abs())?)?);
    let (low, high) = (value.checked_sub(half), value.checked_add(half));
    Ok([pack(low.ok_or(Reason::Overflow)?, scale)?, pack(high.ok_or(Reason::Overflow)?, scale)?])
}

fn add_aligned(a: Decimal, b: Decimal) -> Result<Decimal, Reason> {
    let scale = a.scale().max(b.scale());
    let sum = lift(a, scale)?.checked_add(lift(b, scale)?).ok_or(Reason::Overflow)?;
    pack(sum, scale)
}

fn multiply(a: Decimal, b: Decimal) -> Result<Decimal, Reason> {
    pack(times(a.mantissa(), b.mantissa())?, a.scale() + b.scale())
}

/// The mantissa of `a` at a scale that is not smaller than its own.
fn lift(a: Decimal, scale: u32) -> Result<i128, Reason> {
    times(a.mantissa(), power(scale - a.scale())?)
}

fn power(exponent: u32) -> Result<i128, Reason> {
    POWERS.get(exponent as usize).copied().ok_or(Reason::Overflow)
}

/// The product of two mantissas. Those of reports are short, and two words multiply much faster than four with a check.
fn times(a: i128, b: i128) -> Result<i128, Reason> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Ok(i128::from(a) * i128::from(b)),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => a.checked_mul(b).ok_or(Reason::Overflow),
    }
}

/// The decimal `mantissa × 10^−scale`, without its trailing zeros if it only fits so.
fn pack(mut mantissa: i128, mut scale: u32) -> Result<Decimal, Reason> {
    if mantissa == 0 {
        return Ok(Decimal::ZERO);
    }
    loop {
        if scale <= PLACES
            && let Ok(value) = Decimal::try_from_i128_with_scale(mantissa, scale)
        {
            return Ok(value);
        }
        if scale == 0 || mantissa % 10 != 0 {
            return Err(Reason::Overflow);
        }
        mantissa /= 10;
        scale -= 1;
    }
}
