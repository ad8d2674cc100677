//! Relations between figures, decided by the true values that could be printed so.
//!
//! A relation `left op right` is decided by the range of `left − right`: the sides can be equal exactly if zero lies in it.
//! A figure that stands on both sides is thus one figure. The range is taken twice: under the digits that are printed, and
//! under the *group* reading, where every rounded figure shows as many decimals as the longest of its unit. Writers drop trailing
//! zeros within a unit, whereas 3.5万元 beside 12345元 is still rounded to a tenth of a 万元; so each unit is a group of its own.
//!
//! Ranges that only touch hold if every figure was rounded by the whole half of its last digit, all in the wanted direction. Among
//! digits that are printed that is granted (`Boundary`); under digits that are merely supposed it is not: 89.97 = 30 + 30 + 29.99
//! is `Suspicious`.

use super::range::Difference;
use super::{Bound, Decimal, Interval, Mode, Precision, Quantity, Reason, Term, Verdict, kind, outline};

/// How two sides relate.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Op {
    /// `≈`: they can be equal.
    About,
    /// `≲`: the left can be at most the right.
    AtMost,
    /// `≳`: the left can be at least the right.
    AtLeast,
    /// The left can be less.
    Less,
    /// The left can be more.
    More,
}

/// Whether `left op right` can hold for the true values behind the operands. `width` is the share by which an approximate figure
/// (约) may be off; without it such a figure is not checked.
pub fn compare(left: &Term, op: Op, right: &Term, operands: &[Quantity], width: Option<Decimal>) -> Verdict {
    let sides = Difference { left, right, operands, width };
    kind::check(left, right, operands).and_then(|()| decide(op, &sides)).into()
}

/// Whether one figure can be shown as both `a` and `b`: what `≈` means between two bare figures. The same precision must agree to
/// the digit, since one figure is not rounded in two ways; another precision may be coarser, but the ranges must meet.
pub fn agree(a: &Quantity, b: &Quantity, width: Option<Decimal>) -> Verdict {
    compare(&Term::Operand(0), Op::About, &Term::Operand(1), &[*a, *b], width)
}

/// Whether the term can be a whole number: a rate times a number of people.
pub fn whole(term: &Term, operands: &[Quantity], width: Option<Decimal>) -> Verdict {
    let sides = Difference { left: term, right: &Term::Constant(Decimal::ZERO), operands, width };
    let range = kind::check(term, term, operands).and_then(|()| sides.range(|_| Precision::Own));
    range.map(|range| Verdict::of(range.has_integer())).into()
}

fn decide(op: Op, sides: &Difference) -> Result<Verdict, Reason> {
    if let (Op::About, Term::Operand(a), Term::Operand(b)) = (op, sides.left, sides.right)
        && let (Some(a), Some(b)) = (sides.operands.get(*a), sides.operands.get(*b))
    {
        return mentions(a, b, sides.width);
    }
    if op == Op::About && outline::are_apart(sides.left, sides.right, sides.operands) {
        return Ok(Verdict::Inconsistent);
    }
    let own = judge(op, sides.range(|_| Precision::Own)?);
    if own != Standing::Impossible
        && let Some(group) = sides.group()
        && judge(op, sides.range(|quantity| group.precision(quantity))?) != Standing::Possible
    {
        return Ok(Verdict::Suspicious);
    }
    Ok(own.verdict())
}

/// Two mentions of one figure. A second mention is free to be shorter, so that there is no group reading.
fn mentions(a: &Quantity, b: &Quantity, width: Option<Decimal>) -> Result<Verdict, Reason> {
    if a.mode == b.mode && matches!(a.mode, Mode::Rounded | Mode::Truncated) && a.place() == b.place() {
        return Ok(Verdict::of(a.base()? == b.base()?));
    }
    let (a, b) = (a.interval_within(Precision::Own, width)?, b.interval_within(Precision::Own, width)?);
    Ok(judge(Op::About, a.minus(b)?).verdict())
}

/// Whether a relation can hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Standing {
    /// For no true values.
    Impossible,
    /// Only where the end of one range meets the end of the other.
    Touching,
    /// For some.
    Possible,
}

impl Standing {
    fn verdict(self) -> Verdict {
        match self {
            Standing::Impossible => Verdict::Inconsistent,
            Standing::Touching => Verdict::Boundary,
            Standing::Possible => Verdict::Consistent,
        }
    }
}

/// What the range of `left − right` says of `left op right`.
fn judge(op: Op, range: Interval) -> Standing {
    match op {
        Op::About if !range.contains(Decimal::ZERO) => Standing::Impossible,
        Op::About if is_zero(range.low()) != is_zero(range.high()) => Standing::Touching,
        Op::About => Standing::Possible,
        Op::AtMost if has_negative(range) => Standing::Possible,
        Op::AtMost if !is_zero(range.low()) => Standing::Impossible,
        Op::AtMost if is_zero(range.high()) => Standing::Possible,
        Op::AtMost => Standing::Touching,
        Op::Less if has_negative(range) => Standing::Possible,
        Op::Less => Standing::Impossible,
        Op::AtLeast => judge(Op::AtMost, -range),
        Op::More => judge(Op::Less, -range),
    }
}

fn has_negative(range: Interval) -> bool {
    match range.low() {
        Bound::Infinite => true,
        Bound::Open(low) | Bound::Closed(low) => low < Decimal::ZERO,
    }
}

fn is_zero(end: Bound) -> bool {
    end == Bound::Closed(Decimal::ZERO)
}
