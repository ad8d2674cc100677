//! Comparisons of values as printed.

use super::arithmetic;
use super::ast::Comparison;
use super::datum::{Datum, Number};
use crate::quantity::{Reason, Verdict};
use crate::schema::Days;
use std::cmp::Ordering;

/// Whether two values of one type stand so; the type checker has excluded other pairs.
pub(super) fn compare(comparison: Comparison, left: &Datum<'_>, right: &Datum<'_>) -> Result<Verdict, Reason> {
    match (left, right) {
        (Datum::Text(a, _), Datum::Text(b, _)) => Ok(equality(comparison, a == b)),
        (Datum::Number(a), Datum::Number(b)) => order(a, b).map(|order| Verdict::of(comparison.holds(order))),
        (Datum::Date(a, _), Datum::Date(b, _)) => dates(comparison, *a, *b),
        (Datum::Fact(a), Datum::Fact(b)) => Ok(equality(comparison, a == b)),
        (Datum::Truth(a), Datum::Truth(b)) => truths(comparison, *a, *b),
        (left, right) => Err(left.reason().or(right.reason()).unwrap_or(Reason::Missing)),
    }
}

fn equality(comparison: Comparison, equal: bool) -> Verdict {
    Verdict::of(comparison.holds(if equal { Ordering::Equal } else { Ordering::Less }))
}

/// The order of two numbers of one dimension, in the base unit.
pub(super) fn order(a: &Number, b: &Number) -> Result<Ordering, Reason> {
    arithmetic::common(a, b)?;
    if a.quantity.unit.exponent == b.quantity.unit.exponent {
        return Ok(a.quantity.value.cmp(&b.quantity.value));
    }
    Ok(a.quantity.base()?.cmp(&b.quantity.base()?))
}

/// A month compares with a day only as far as every day of the month would; the rest is not known.
fn dates(comparison: Comparison, a: Days, b: Days) -> Result<Verdict, Reason> {
    let earliest = a.first.cmp(&b.last);
    let latest = a.last.cmp(&b.first);
    let decided = match comparison {
        Comparison::Less => known(latest.is_lt(), earliest.is_ge()),
        Comparison::AtMost => known(latest.is_le(), earliest.is_gt()),
        Comparison::More => known(earliest.is_gt(), latest.is_le()),
        Comparison::AtLeast => known(earliest.is_ge(), latest.is_lt()),
        Comparison::Equal => known(a == b, apart(earliest, latest)),
        Comparison::Unequal => known(apart(earliest, latest), a == b),
    };
    decided.map(Verdict::of).ok_or(Reason::Ambiguous)
}

fn apart(earliest: Ordering, latest: Ordering) -> bool {
    earliest.is_gt() || latest.is_lt()
}

fn known(yes: bool, no: bool) -> Option<bool> {
    if yes { Some(true) } else { no.then_some(false) }
}

fn truths(comparison: Comparison, a: Verdict, b: Verdict) -> Result<Verdict, Reason> {
    let plain = |verdict: Verdict| match verdict {
        Verdict::NotChecked(reason) => Err(reason),
        Verdict::Consistent | Verdict::Boundary => Ok(true),
        Verdict::Suspicious | Verdict::Inconsistent => Ok(false),
    };
    Ok(equality(comparison, plain(a)? == plain(b)?))
}
