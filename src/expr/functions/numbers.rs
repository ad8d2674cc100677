//! Functions of numbers.

use super::Call;
use crate::expr::arithmetic;
use crate::expr::datum::{Datum, Number, Origin};
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Reason, Unit, Verdict, exact};

pub(super) fn abs<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| if number.quantity.value.is_sign_negative() { arithmetic::negate(Ok(number)) } else { Ok(number) })
}

pub(super) fn exact<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| Ok(read(number, Mode::Exact)))
}

pub(super) fn rounded<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| Ok(read(number, Mode::Rounded)))
}

pub(super) fn truncated<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| Ok(read(number, Mode::Truncated)))
}

/// Expressed in the place of its own last digit, it shares its unit, and so its precision, with no longer figure.
pub(super) fn alone<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| {
        let Quantity { value, decimals, unit, mode } = number.quantity;
        let exponent = unit.exponent.checked_sub_unsigned(decimals).ok_or(Reason::Overflow)?;
        let value = exact::shift(value, i32::from(decimals))?;
        Ok(Number { quantity: Quantity { value, decimals: 0, unit: Unit { exponent, ..unit }, mode }, ..number })
    })
}

pub(super) fn value<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| Ok(Number { quantity: bare(&number)?.quantity.with_mode(number.quantity.mode), origin: Origin::Bare }))
}

pub(super) fn decimals<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| Ok(Number::bare(Decimal::from(number.quantity.decimals))))
}

pub(super) fn is_hedged<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    match call.arguments {
        [Datum::Number(number)] => Datum::Truth(Verdict::of(matches!(number.quantity.mode, Mode::Hedged(_)))),
        _ => Datum::MISSING,
    }
}

pub(super) fn unit<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let name = |dimension| match dimension {
        Dimension::Plain => "plain",
        Dimension::Money => "money",
        Dimension::Ratio => "ratio",
        Dimension::Points => "points",
        Dimension::Score => "score",
        Dimension::Count(_) => "count",
    };
    match call.arguments {
        [Datum::Number(number)] => Datum::Text(name(number.quantity.unit.dimension).into(), None),
        _ => Datum::MISSING,
    }
}

pub(super) fn same_unit<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.units(|a, b| a.dimension == b.dimension)
}

pub(super) fn same_scale<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.units(|a, b| a == b)
}

/// The place in the report is kept, so that a relation over it points there.
pub(super) fn scaled<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let Some(Ok(power)) = call.arguments.get(1).map(Datum::number) else { return Datum::MISSING };
    let by = power.quantity.base().ok().and_then(|power| i8::try_from(power).ok());
    call.number(0, |number| {
        let unit = number.quantity.unit;
        let exponent = by.and_then(|by| unit.exponent.checked_add(by)).ok_or(Reason::Overflow)?;
        Ok(Number { quantity: Quantity { unit: Unit { exponent, ..unit }, ..number.quantity }, ..number })
    })
}

pub(super) fn money<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| Ok(Number::derived(number.quantity.base()?, Dimension::Money, true)))
}

pub(super) fn points<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.number(0, |number| {
        let unit = Unit { dimension: Dimension::Points, exponent: -2 };
        Ok(Number { quantity: Quantity::exact(number.quantity.base()?, unit), origin: Origin::Derived })
    })
}

fn read(number: Number, mode: Mode) -> Number {
    Number { quantity: number.quantity.with_mode(mode), ..number }
}

fn bare(number: &Number) -> Result<Number, Reason> {
    Ok(Number::bare(number.quantity.base()?))
}

impl<'v> Call<'_, 'v> {
    /// What becomes of the number that is argument `at`.
    fn number(&self, at: usize, of: impl Fn(Number) -> Result<Number, Reason>) -> Datum<'v> {
        self.arguments.get(at).map_or(Err(Reason::Missing), Datum::number).and_then(of).into()
    }

    fn units(&self, alike: fn(Unit, Unit) -> bool) -> Datum<'v> {
        match self.arguments {
            [Datum::Number(a), Datum::Number(b)] => Datum::Truth(Verdict::of(alike(a.quantity.unit, b.quantity.unit))),
            _ => Datum::MISSING,
        }
    }
}
