//! Which figures may be added, compared and multiplied.

use super::{Dimension, Quantity, Reason, Term};

/// What a term counts, once its operands are combined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Numbers of the rule alone: they fit beside anything.
    Constant,
    /// The dimension of its figures.
    Of(Dimension),
    /// People × times × months: a count whose measure word the product no longer tells.
    Counts,
    /// One ratio less another: percent or percentage points, as the writer likes.
    Change,
}

/// Refuses sides that count different things, and rates of nothing.
pub(super) fn check(left: &Term, right: &Term, operands: &[Quantity]) -> Result<(), Reason> {
    alike(of(left, operands)?, of(right, operands)?).map(|_| ())
}

fn of(term: &Term, operands: &[Quantity]) -> Result<Kind, Reason> {
    match term {
        Term::Operand(at) => Ok(Kind::Of(operands.get(*at).ok_or(Reason::Missing)?.unit.dimension)),
        Term::Constant(_) => Ok(Kind::Constant),
        Term::Add(a, b) => sum(of(a, operands)?, of(b, operands)?),
        Term::Sub(a, b) => difference(of(a, operands)?, of(b, operands)?),
        Term::Mul(a, b) => multiply(a, b, operands),
        Term::Neg(a) => of(a, operands),
        Term::Sum(terms) => {
            let (first, rest) = terms.split_first().ok_or(Reason::Missing)?;
            rest.iter().try_fold(of(first, operands)?, |kind, term| sum(kind, of(term, operands)?))
        }
    }
}

/// The common kind of two sides. A bare number beside a figure with a unit is not comparable: the unit may stand in a caption.
fn alike(a: Kind, b: Kind) -> Result<Kind, Reason> {
    use Dimension::{Count, Plain, Points, Ratio};
    match (a, b) {
        (Kind::Constant, kind) | (kind, Kind::Constant) => Ok(kind),
        (Kind::Of(Plain), Kind::Of(Plain)) => Ok(a),
        (Kind::Of(a), Kind::Of(b)) if a == b => Ok(Kind::Of(a)),
        (Kind::Counts, Kind::Counts) => Ok(Kind::Counts),
        (Kind::Counts, word @ Kind::Of(Count(_))) | (word @ Kind::Of(Count(_)), Kind::Counts) => Ok(word),
        (Kind::Change, Kind::Change) => Ok(Kind::Change),
        (Kind::Change, other @ Kind::Of(Ratio | Points)) | (other @ Kind::Of(Ratio | Points), Kind::Change) => Ok(other),
        (Kind::Of(_) | Kind::Counts | Kind::Change, Kind::Of(_) | Kind::Counts | Kind::Change) => Err(Reason::Unit),
    }
}

/// A ratio moved by percentage points is a ratio.
fn sum(a: Kind, b: Kind) -> Result<Kind, Reason> {
    const RATIO: Kind = Kind::Of(Dimension::Ratio);
    const POINTS: Kind = Kind::Of(Dimension::Points);
    if (a, b) == (RATIO, POINTS) || (a, b) == (POINTS, RATIO) {
        return Ok(RATIO);
    }
    alike(a, b)
}

fn difference(a: Kind, b: Kind) -> Result<Kind, Reason> {
    const RATIO: Kind = Kind::Of(Dimension::Ratio);
    if (a, b) == (RATIO, RATIO) { Ok(Kind::Change) } else { sum(a, b) }
}

fn multiply(a: &Term, b: &Term, operands: &[Quantity]) -> Result<Kind, Reason> {
    let (left, right) = (of(a, operands)?, of(b, operands)?);
    if is_share(left) && is_base(right) && is_zero(b, operands)? || is_share(right) && is_base(left) && is_zero(a, operands)? {
        return Err(Reason::ZeroDenominator);
    }
    product(left, right)
}

fn product(a: Kind, b: Kind) -> Result<Kind, Reason> {
    use Dimension::{Count, Money, Plain, Points, Ratio, Score};
    match (a, b) {
        (Kind::Constant, kind) | (kind, Kind::Constant) => Ok(kind),
        (Kind::Of(Plain), kind) | (kind, Kind::Of(Plain)) => Ok(kind),
        (Kind::Of(Ratio) | Kind::Change, kind) | (kind, Kind::Of(Ratio) | Kind::Change) => Ok(kind),
        (Kind::Of(Count(_)) | Kind::Counts, Kind::Of(Money)) | (Kind::Of(Money), Kind::Of(Count(_)) | Kind::Counts) => Ok(Kind::Of(Money)),
        (Kind::Of(Count(_)) | Kind::Counts, Kind::Of(Count(_)) | Kind::Counts) => Ok(Kind::Counts),
        (Kind::Of(Money | Points | Score | Count(_)) | Kind::Counts, Kind::Of(Money | Points | Score | Count(_)) | Kind::Counts) => {
            Err(Reason::Unit)
        }
    }
}

/// Whether a factor may be the rate of a base: some forms print the rate without its sign.
fn is_share(kind: Kind) -> bool {
    match kind {
        Kind::Of(Dimension::Ratio | Dimension::Plain) | Kind::Change => true,
        Kind::Of(Dimension::Money | Dimension::Points | Dimension::Score | Dimension::Count(_)) => false,
        Kind::Constant | Kind::Counts => false,
    }
}

/// Whether a factor beside a rate is what the rate is of.
fn is_base(kind: Kind) -> bool {
    !is_share(kind) && kind != Kind::Constant
}

/// Whether a factor is zero as printed: `a ÷ 0` is no statement, whatever `0 × r` may equal.
fn is_zero(term: &Term, operands: &[Quantity]) -> Result<bool, Reason> {
    if let Term::Operand(at) = term {
        return Ok(operands.get(*at).ok_or(Reason::Missing)?.value.is_zero());
    }
    Ok(!term.is_constant() && term.printed(operands)?.is_zero())
}
