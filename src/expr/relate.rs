//! Interval relations. Their sides are not computed but handed over as terms over the figures, each figure once, so that the
//! precision of every figure and the repeated use of one are kept.

use super::ast::{Operator, Quantifier};
use super::datum::{Number, Origin};
use super::eval::{Around, Machine};
use super::functions::Run;
use super::program::{Id, Node, Over, Parts};
use crate::quantity::{Mode, Op, Quantity, Reason, Term, Verdict, relation};
use crate::schema::FactId;
use crate::text::Span;
use std::collections::HashMap;

/// The figures of a relation, each with what tells it from the others.
#[derive(Default)]
pub(super) struct Operands {
    quantities: Vec<Quantity>,
    identities: Vec<Identity>,
    /// Where each identity stands among the others, once they are many.
    places: HashMap<Identity, Vec<usize>>,
}

/// So many figures are looked through faster than they are looked up.
const FEW: usize = 32;

/// Two uses with one identity are uses of one figure.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Identity {
    /// The figure printed there.
    Printed(Span),
    /// The field of a fact that has no place of its own.
    Field(FactId, u16),
    /// Computed: each use for itself.
    Fresh,
}

impl Operands {
    fn add(&mut self, quantity: Quantity, identity: Identity) -> Term {
        if let Some(at) = self.known(quantity, identity) {
            return Term::Operand(at);
        }
        let at = self.quantities.len();
        self.quantities.push(quantity);
        self.identities.push(identity);
        if at >= FEW {
            let unplaced = self.identities.iter().enumerate().skip(if at == FEW { 0 } else { at });
            let placed = unplaced.filter(|(_, identity)| **identity != Identity::Fresh);
            placed.for_each(|(at, identity)| self.places.entry(*identity).or_default().push(at));
        }
        Term::Operand(at)
    }

    fn known(&self, quantity: Quantity, identity: Identity) -> Option<usize> {
        if identity == Identity::Fresh {
            return None;
        }
        let same = |at: &usize| self.identities.get(*at) == Some(&identity) && self.quantities.get(*at) == Some(&quantity);
        if self.quantities.len() <= FEW {
            return (0..self.quantities.len()).find(same);
        }
        self.places.get(&identity)?.iter().copied().find(same)
    }
}

impl<'v> Machine<'_, 'v> {
    pub(super) fn relate(&mut self, op: Op, left: Id, right: Id, width: Option<Id>, env: Around<'_, 'v>) -> Result<Verdict, Reason> {
        let mut operands = Operands::default();
        let left = self.term(left, env, &mut operands)?;
        let right = self.term(right, env, &mut operands)?;
        let width = width.map(|width| self.number(width, env)?.quantity.base()).transpose()?;
        Ok(relation::compare(&left, op, &right, &operands.quantities, width))
    }

    /// Whether the true value of an expression can be a whole number.
    pub(super) fn whole(&mut self, id: Id, env: Around<'_, 'v>) -> Result<Verdict, Reason> {
        let mut operands = Operands::default();
        let term = self.term(id, env, &mut operands)?;
        Ok(relation::whole(&term, &operands.quantities, None))
    }

    fn term(&mut self, id: Id, env: Around<'_, 'v>, operands: &mut Operands) -> Result<Term, Reason> {
        if !self.fuel.take(1) {
            return Err(Reason::Budget);
        }
        match self.node(id) {
            Node::Arithmetic(operator, left, right) => {
                let left = self.term(left, env, operands)?;
                let right = self.term(right, env, operands)?;
                Ok(match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                })
            }
            Node::Negate(operand) => Ok(-self.term(operand, env, operands)?),
            Node::Call(function, parts) => match function.run {
                Run::If => self.branch(parts, env, operands),
                Run::Default => self.fallback(parts, env, operands),
                Run::Has | Run::Whole | Run::Plain(_) | Run::Costly(..) => self.figure(id, env, operands),
            },
            Node::Loop(Quantifier::Sum, over) => self.sum_term(over, env, operands),
            Node::Number(_) | Node::Binding(_) | Node::Element(_) | Node::Field(..) | Node::Loop(..) => self.figure(id, env, operands),
            Node::Truth(_) | Node::Text(_) | Node::Facts(_) | Node::Day(..) | Node::List(_) | Node::Or(_) => Err(Reason::Missing),
            Node::And(_) | Node::Not(_) | Node::Compare(..) | Node::Relate(..) | Node::In(..) => Err(Reason::Missing),
        }
    }

    /// A value that is one figure.
    fn figure(&mut self, id: Id, env: Around<'_, 'v>, operands: &mut Operands) -> Result<Term, Reason> {
        let number = self.number(id, env)?;
        let identity = match (number.span(), self.node(id)) {
            (Some(span), _) => Identity::Printed(span),
            (None, Node::Field(root, field)) => Identity::Field(self.fact(root, env)?, field),
            (None, _) => Identity::Fresh,
        };
        operand(&number, identity, operands)
    }

    fn branch(&mut self, parts: Parts, env: Around<'_, 'v>, operands: &mut Operands) -> Result<Term, Reason> {
        let chosen = self.choose(parts, env)?;
        self.term(chosen, env, operands)
    }

    fn fallback(&mut self, parts: Parts, env: Around<'_, 'v>, operands: &mut Operands) -> Result<Term, Reason> {
        let mut ids = self.each(parts);
        let (Some(first), Some(second)) = (ids.next(), ids.next()) else { return Err(Reason::Missing) };
        match self.term(first, env, operands) {
            Err(Reason::Missing) => self.term(second, env, operands),
            known => known,
        }
    }

    fn sum_term(&mut self, over: Over, env: Around<'_, 'v>, operands: &mut Operands) -> Result<Term, Reason> {
        // The elements of a list that is written out may be computed: they keep their operands.
        if let (Node::List(parts), None, None) = (self.node(over.list), over.condition, over.body) {
            let terms = self.each(parts).map(|id| self.term(id, env, operands)).collect::<Result<_, _>>()?;
            return Ok(Term::Sum(terms));
        }
        let mut terms = Vec::new();
        self.loop_over(over, env, &mut |machine, element, inside| {
            let term = match over.body {
                Some(body) => machine.term(body, inside, operands)?,
                None => {
                    let number = element.number()?;
                    let identity = number.span().map_or(Identity::Fresh, Identity::Printed);
                    operand(&number, identity, operands)?
                }
            };
            terms.push(term);
            Ok(true)
        })?;
        Ok(Term::Sum(terms))
    }
}

/// A number of the rule fits beside anything; every other is a figure.
fn operand(number: &Number, identity: Identity, operands: &mut Operands) -> Result<Term, Reason> {
    match number.origin {
        Origin::Bare if number.quantity.mode == Mode::Exact => Ok(Term::Constant(number.quantity.base()?)),
        Origin::Bare | Origin::Derived | Origin::Printed(_) => Ok(operands.add(number.quantity, identity)),
    }
}
