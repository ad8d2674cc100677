//! Evaluation: pure, total, and bounded by [`Fuel`].

use super::ast::Comparison;
use super::datum::{Datum, Items, Number};
use super::program::{Compiled, End, Id, Node, Parts};
use super::settled::Settled;
use crate::quantity::{Reason, Verdict};
use crate::schema::{Days, FactId, Store, Value};
use std::borrow::Cow;

/// How many steps may still be taken. One may serve many evaluations; once it runs out, every answer is
/// [`Reason::Budget`].
#[derive(Clone, Debug)]
pub struct Fuel {
    left: u64,
    exhausted: bool,
}

impl Fuel {
    /// So many steps.
    pub fn new(steps: u64) -> Self {
        Fuel { left: steps, exhausted: false }
    }

    /// Whether a step was refused.
    pub fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// The steps that may still be taken.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// Takes steps, unless too few are left.
    #[inline]
    pub(super) fn take(&mut self, steps: u64) -> bool {
        self.exhausted |= steps > self.left;
        self.left = self.left.saturating_sub(steps);
        !self.exhausted
    }
}

impl Compiled {
    /// The value over the facts of a document; `bindings` in the order in which the scope names them.
    pub fn value<'v>(&'v self, store: &'v dyn Store, bindings: &[Datum<'v>], fuel: &mut Fuel) -> Datum<'v> {
        let value = Machine { program: self, store, bindings, fuel, settled: None }.value(self.root, None);
        if fuel.exhausted { Datum::Unknown(Reason::Budget) } else { value }
    }

    /// The verdict of a truth.
    pub fn verdict<'v>(&'v self, store: &'v dyn Store, bindings: &[Datum<'v>], fuel: &mut Fuel) -> Verdict {
        let verdict = Machine { program: self, store, bindings, fuel, settled: None }.verdict(self.root, None);
        if fuel.exhausted { Verdict::NotChecked(Reason::Budget) } else { verdict }
    }

    /// The same for one of several readings of a fact, which are the bindings behind the first. What is settled goes from one to the next.
    pub fn verdict_of_reading<'v>(
        &'v self,
        store: &'v dyn Store,
        bindings: &[Datum<'v>],
        settled: &mut Settled,
        fuel: &mut Fuel,
    ) -> Verdict {
        let verdict = Machine { program: self, store, bindings, fuel, settled: Some(settled) }.verdict(self.root, None);
        if fuel.exhausted { Verdict::NotChecked(Reason::Budget) } else { verdict }
    }
}

/// What an evaluation reads.
pub(super) struct Machine<'m, 'v> {
    pub program: &'v Compiled,
    pub store: &'v dyn Store,
    pub bindings: &'m [Datum<'v>],
    pub fuel: &'m mut Fuel,
    /// What is known for all readings, where there are several.
    pub settled: Option<&'m mut Settled>,
}

/// The elements of the loops around, the innermost first.
#[derive(Clone, Copy)]
pub(super) struct Env<'e, 'v> {
    pub element: &'e Datum<'v>,
    pub outer: Option<&'e Env<'e, 'v>>,
}

/// The elements of the loops around, if any.
pub(super) type Around<'e, 'v> = Option<&'e Env<'e, 'v>>;

impl<'v> Machine<'_, 'v> {
    pub fn node(&self, id: Id) -> Node {
        self.program.nodes.get(usize::from(id)).copied().unwrap_or(Node::Truth(false))
    }

    pub fn value(&mut self, id: Id, env: Around<'_, 'v>) -> Datum<'v> {
        if !self.fuel.take(1) {
            return Datum::Unknown(Reason::Budget);
        }
        match self.node(id) {
            Node::Field(root, field) => match self.fact(root, env) {
                Ok(fact) => Datum::of(self.store.value(fact, field)),
                Err(reason) => Datum::Unknown(reason),
            },
            Node::Number(at) => self.program.numbers.get(usize::from(at)).map_or(Datum::MISSING, |number| Datum::Number(*number)),
            Node::Text(at) => self.program.texts.get(usize::from(at)).map_or(Datum::MISSING, |text| Datum::Text(Cow::Borrowed(text), None)),
            Node::Binding(at) => self.bindings.get(usize::from(at)).cloned().unwrap_or(Datum::MISSING),
            Node::Element(outward) => element(outward, env).cloned().unwrap_or(Datum::MISSING),
            Node::Facts(kind) => Datum::List(Items::Facts(self.store.of(kind))),
            node => self.compute(id, node, env),
        }
    }

    /// A value that takes more than a look. Kept apart, so that a look stays cheap.
    #[inline(never)]
    fn compute(&mut self, id: Id, node: Node, env: Around<'_, 'v>) -> Datum<'v> {
        match node {
            Node::Day(date, end) => self.day(date, end, env),
            Node::List(parts) => Datum::List(Items::Owned(self.each(parts).map(|id| self.value(id, env)).collect())),
            Node::Negate(operand) => super::arithmetic::negate(self.value(operand, env).number()).into(),
            Node::Arithmetic(operator, left, right) => {
                let (left, right) = (self.value(left, env), self.value(right, env));
                super::arithmetic::combine(operator, left.number(), right.number()).into()
            }
            Node::Call(function, parts) => self.call(function, parts, env),
            Node::Loop(quantifier, over) => self.once(id, quantifier, over, env),
            Node::Truth(_) | Node::Or(_) | Node::And(_) | Node::Not(_) | Node::Compare(..) | Node::Relate(..) | Node::In(..) => {
                Datum::Truth(self.judge(id, env).into())
            }
            Node::Number(_) | Node::Text(_) | Node::Binding(_) | Node::Element(_) | Node::Facts(_) | Node::Field(..) => self.value(id, env),
        }
    }

    pub fn verdict(&mut self, id: Id, env: Around<'_, 'v>) -> Verdict {
        if !self.fuel.take(1) {
            return Verdict::NotChecked(Reason::Budget);
        }
        self.judge(id, env).into()
    }

    /// The verdict of a node, without counting the step.
    fn judge(&mut self, id: Id, env: Around<'_, 'v>) -> Result<Verdict, Reason> {
        match self.node(id) {
            Node::Truth(truth) => Ok(Verdict::of(truth)),
            Node::Or(parts) => Ok(Verdict::any(self.each(parts).map(|id| self.verdict(id, env)))),
            Node::And(parts) => Ok(Verdict::all(self.each(parts).map(|id| self.verdict(id, env)))),
            Node::Not(operand) => Ok(self.verdict(operand, env).negate()),
            Node::Compare(comparison, left, right) => {
                let (left, right) = (self.value(left, env), self.value(right, env));
                super::compare::compare(comparison, &left, &right)
            }
            Node::Relate(op, left, right, width) => self.relate(op, left, right, width, env),
            Node::In(element, list) => self.member(element, list, env),
            Node::Number(_) | Node::Text(_) | Node::Binding(_) | Node::Element(_) | Node::Facts(_) | Node::Field(..) => {
                Ok(self.value(id, env).verdict())
            }
            node @ (Node::Day(..) | Node::List(_) | Node::Negate(_) | Node::Arithmetic(..) | Node::Call(..) | Node::Loop(..)) => {
                Ok(self.compute(id, node, env).verdict())
            }
        }
    }

    /// Whether the report gives the value of a node.
    pub fn is_known(&mut self, id: Id, env: Around<'_, 'v>) -> bool {
        if let Node::Field(root, field) = self.node(id) {
            return self.fact(root, env).is_ok_and(|fact| !matches!(self.store.value(fact, field), Value::Missing));
        }
        self.value(id, env).reason().is_none()
    }

    /// The fact that a path starts from, without a copy of what names it.
    pub fn fact(&mut self, id: Id, env: Around<'_, 'v>) -> Result<FactId, Reason> {
        let node = self.node(id);
        let known = if let Node::Binding(at) = node {
            self.bindings.get(usize::from(at))
        } else if let Node::Element(outward) = node {
            element(outward, env)
        } else {
            None
        };
        let of = |datum: &Datum<'v>| match datum {
            Datum::Fact(fact) => Ok(*fact),
            other => Err(other.reason().unwrap_or(Reason::Missing)),
        };
        match known {
            Some(datum) => of(datum),
            None => of(&self.value(id, env)),
        }
    }

    /// The nodes of a run of parts.
    pub fn each(&self, parts: Parts) -> impl Iterator<Item = Id> + use<'v> {
        let program = self.program;
        program.parts(parts).iter().copied()
    }

    fn day(&mut self, date: Id, end: End, env: Around<'_, 'v>) -> Datum<'v> {
        match (self.value(date, env), end) {
            (Datum::Date(days, span), End::First) => Datum::Date(Days { first: days.first, last: days.first }, span),
            (Datum::Date(days, span), End::Last) => Datum::Date(Days { first: days.last, last: days.last }, span),
            (other, _) => Datum::Unknown(other.reason().unwrap_or(Reason::Missing)),
        }
    }

    /// A list written out is not built, only walked.
    fn member(&mut self, element: Id, list: Id, env: Around<'_, 'v>) -> Result<Verdict, Reason> {
        let element = self.value(element, env);
        if let Some(reason) = element.reason() {
            return Err(reason);
        }
        let equal = |other: Datum<'v>| super::compare::compare(Comparison::Equal, &element, &other).into();
        if let Node::List(parts) = self.node(list) {
            return Ok(Verdict::any(self.each(parts).map(|id| equal(self.value(id, env)))));
        }
        let items = self.value(list, env).items()?;
        if !self.fuel.take(items.len() as u64) {
            return Err(Reason::Budget);
        }
        Ok(Verdict::any(items.iter().map(equal)))
    }

    /// The number of a node, or why there is none.
    pub fn number(&mut self, id: Id, env: Around<'_, 'v>) -> Result<Number, Reason> {
        self.value(id, env).number()
    }
}

fn element<'e, 'v>(outward: u16, env: Around<'e, 'v>) -> Option<&'e Datum<'v>> {
    let mut env = env?;
    for _ in 0..outward {
        env = env.outer?;
    }
    Some(env.element)
}
