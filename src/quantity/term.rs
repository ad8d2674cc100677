//! Sums and products over figures: what a relation of a rule says on each of its sides.

use super::{Decimal, Interval, Quantity, Reason, exact};
use std::ops::{Add, Mul, Neg, Sub};

/// One side of a relation. There is no division: `a ÷ b = r` is stated as `a ≈ r × b`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Term {
    /// A figure, by its index among the operands. One figure used twice has one index, so that it has one true value.
    Operand(usize),
    /// A number of the rule itself; it takes the dimension of what it stands beside.
    Constant(Decimal),
    /// The first plus the second.
    Add(Box<Term>, Box<Term>),
    /// The first minus the second.
    Sub(Box<Term>, Box<Term>),
    /// The first times the second.
    Mul(Box<Term>, Box<Term>),
    /// The negative.
    Neg(Box<Term>),
    /// All of them together. A sum of nothing is not zero but missing.
    Sum(Vec<Term>),
}

impl Term {
    /// The sum of the operands with these indices.
    pub fn sum_of(operands: impl IntoIterator<Item = usize>) -> Term {
        Term::Sum(operands.into_iter().map(Term::Operand).collect())
    }

    /// The value computed from the numbers as printed, in the base unit.
    pub fn printed(&self, operands: &[Quantity]) -> Result<Decimal, Reason> {
        match self {
            Term::Operand(at) => operands.get(*at).ok_or(Reason::Missing)?.base(),
            Term::Constant(value) => Ok(*value),
            Term::Add(a, b) => exact::add(a.printed(operands)?, b.printed(operands)?),
            Term::Sub(a, b) => exact::sub(a.printed(operands)?, b.printed(operands)?),
            Term::Mul(a, b) => exact::mul(a.printed(operands)?, b.printed(operands)?),
            Term::Neg(a) => Ok(-a.printed(operands)?),
            Term::Sum(terms) => terms.iter().try_fold(Decimal::ZERO, |sum, term| exact::add(sum, term.printed(operands)?)),
        }
    }

    /// Every value that it takes while each operand runs through its range, if each operand occurs once; else possibly more.
    pub(super) fn natural(&self, ranges: &[Interval]) -> Result<Interval, Reason> {
        match self {
            Term::Operand(at) => ranges.get(*at).copied().ok_or(Reason::Missing),
            Term::Constant(value) => Ok(Interval::point(*value)),
            Term::Add(a, b) => a.natural(ranges)?.plus(b.natural(ranges)?),
            Term::Sub(a, b) => a.natural(ranges)?.minus(b.natural(ranges)?),
            Term::Mul(a, b) => a.natural(ranges)?.times(b.natural(ranges)?),
            Term::Neg(a) => Ok(-a.natural(ranges)?),
            Term::Sum(terms) => terms.iter().try_fold(Interval::ZERO, |sum, term| sum.plus(term.natural(ranges)?)),
        }
    }

    /// The highest power in which an operand occurs.
    pub(super) fn degree(&self, operand: usize) -> u32 {
        match self {
            Term::Operand(at) => u32::from(*at == operand),
            Term::Constant(_) => 0,
            Term::Add(a, b) | Term::Sub(a, b) => a.degree(operand).max(b.degree(operand)),
            Term::Mul(a, b) => a.degree(operand).saturating_add(b.degree(operand)),
            Term::Neg(a) => a.degree(operand),
            Term::Sum(terms) => terms.iter().map(|term| term.degree(operand)).max().unwrap_or(0),
        }
    }

    /// Calls `visit` with every operand, as often as it occurs.
    pub(super) fn each_operand(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Term::Operand(at) => visit(*at),
            Term::Constant(_) => {}
            Term::Add(a, b) | Term::Sub(a, b) | Term::Mul(a, b) => {
                a.each_operand(visit);
                b.each_operand(visit);
            }
            Term::Neg(a) => a.each_operand(visit),
            Term::Sum(terms) => terms.iter().for_each(|term| term.each_operand(visit)),
        }
    }

    /// Whether it is made of numbers of the rule alone.
    pub(super) fn is_constant(&self) -> bool {
        let mut constant = true;
        self.each_operand(&mut |_| constant = false);
        constant
    }
}

impl Add for Term {
    type Output = Term;

    fn add(self, other: Term) -> Term {
        Term::Add(Box::new(self), Box::new(other))
    }
}

impl Sub for Term {
    type Output = Term;

    fn sub(self, other: Term) -> Term {
        Term::Sub(Box::new(self), Box::new(other))
    }
}

impl Mul for Term {
    type Output = Term;

    fn mul(self, other: Term) -> Term {
        Term::Mul(Box::new(self), Box::new(other))
    }
}

impl Neg for Term {
    type Output = Term;

    fn neg(self) -> Term {
        Term::Neg(Box::new(self))
    }
}
