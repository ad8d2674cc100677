//! Arithmetic on numbers as printed. What it yields compares as printed; an interval relation does not come here but
//! keeps its operands, see [`super::relate`].

use super::ast::Operator;
use super::datum::{Number, Origin};
use crate::quantity::{Decimal, Dimension, Mode, Reason, exact};

/// `a + b`, `a − b` or `a × b`.
pub(super) fn combine(operator: Operator, a: Result<Number, Reason>, b: Result<Number, Reason>) -> Result<Number, Reason> {
    let (a, b) = (a?, b?);
    let (left, right) = (a.quantity.base()?, b.quantity.base()?);
    match operator {
        Operator::Add => result(exact::add(left, right)?, sum(&a, &b)?, &a, &b),
        Operator::Subtract => result(exact::sub(left, right)?, sum(&a, &b)?, &a, &b),
        Operator::Multiply => result(exact::mul(left, right)?, product(&a, &b)?, &a, &b),
    }
}

/// `−a`.
pub(super) fn negate(a: Result<Number, Reason>) -> Result<Number, Reason> {
    let a = a?;
    result(-a.quantity.base()?, dimension(&a), &a, &a)
}

/// The dimension that two numbers share when they are compared or added; a number of the rule takes the other's.
pub(super) fn common(a: &Number, b: &Number) -> Result<Option<Dimension>, Reason> {
    match (dimension(a), dimension(b)) {
        (None, other) | (other, None) => Ok(other),
        (Some(a), Some(b)) if a == b => Ok(Some(a)),
        (Some(_), Some(_)) => Err(Reason::Unit),
    }
}

/// None: it takes the dimension of what it meets.
fn dimension(number: &Number) -> Option<Dimension> {
    (!number.is_bare()).then_some(number.quantity.unit.dimension)
}

/// A ratio moved by percentage points is a ratio.
fn sum(a: &Number, b: &Number) -> Result<Option<Dimension>, Reason> {
    match (dimension(a), dimension(b)) {
        (Some(Dimension::Ratio), Some(Dimension::Points)) | (Some(Dimension::Points), Some(Dimension::Ratio)) => Ok(Some(Dimension::Ratio)),
        _ => common(a, b),
    }
}

/// People × times is a count whose measure word the product no longer tells.
fn product(a: &Number, b: &Number) -> Result<Option<Dimension>, Reason> {
    use Dimension::{Count, Money, Plain, Points, Ratio, Score};
    let (Some(a), Some(b)) = (dimension(a), dimension(b)) else { return common(a, b) };
    match (a, b) {
        (Plain | Ratio, other) | (other, Plain | Ratio) => Ok(Some(other)),
        (Count(_), Money) | (Money, Count(_)) => Ok(Some(Money)),
        (Count(_), Count(_)) => Ok(None),
        (Money | Points | Score, Money | Points | Score) | (Count(_), Points | Score) | (Points | Score, Count(_)) => Err(Reason::Unit),
    }
}

fn result(value: Decimal, dimension: Option<Dimension>, a: &Number, b: &Number) -> Result<Number, Reason> {
    let exact = [a, b].iter().all(|number| number.quantity.mode == Mode::Exact);
    let number = Number::derived(value, dimension.unwrap_or(Dimension::Plain), exact);
    // A number without a dimension goes on taking that of what it meets.
    Ok(if dimension.is_none() { Number { origin: Origin::Bare, ..number } } else { number })
}
