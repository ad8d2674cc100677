//! Loops over lists.

use super::arithmetic;
use super::ast::Operator;
use super::ast::Quantifier;
use super::compare;
use super::datum::{Datum, Items, Number};
use super::eval::{Around, Env, Machine};
use super::program::{Id, Over};
use crate::quantity::{Decimal, Reason, Verdict};
use std::cmp::Ordering;

/// What is done with an element: whether to go on, or why the loop has no value.
type Visit<'a, 'm, 'v> = &'a mut dyn FnMut(&mut Machine<'m, 'v>, &Datum<'v>, Around<'_, 'v>) -> Result<bool, Reason>;

impl<'m, 'v> Machine<'m, 'v> {
    pub(super) fn run(&mut self, quantifier: Quantifier, over: Over, env: Around<'_, 'v>) -> Datum<'v> {
        let result = match quantifier {
            Quantifier::All => self.fold(over, env, Verdict::Consistent, Verdict::and).map(Datum::Truth),
            Quantifier::Any => self.fold(over, env, Verdict::Inconsistent, Verdict::or).map(Datum::Truth),
            Quantifier::None => self.fold(over, env, Verdict::Inconsistent, Verdict::or).map(|any| Datum::Truth(any.negate())),
            Quantifier::Count => self.count(over, env),
            Quantifier::Sum => self.sum(over, env),
            Quantifier::List => self.list(over, env),
            Quantifier::First => self.first(over, env),
            Quantifier::Best => self.best(over, env),
            Quantifier::Min => self.extreme(over, env, Ordering::Less),
            Quantifier::Max => self.extreme(over, env, Ordering::Greater),
        };
        result.unwrap_or_else(Datum::Unknown)
    }

    /// Visits the elements that the condition selects. A condition that cannot be checked selects nothing.
    pub(super) fn loop_over(&mut self, over: Over, env: Around<'_, 'v>, visit: Visit<'_, 'm, 'v>) -> Result<(), Reason> {
        let items = self.value(over.list, env).items()?;
        for at in 0..items.len() {
            if !self.fuel.take(1) {
                return Err(Reason::Budget);
            }
            let Some(element) = items.get(at) else { break };
            let inside = Env { element: &element, outer: env };
            let selected = over.condition.is_none_or(|condition| self.verdict(condition, Some(&inside)).holds());
            if selected && !visit(self, &element, Some(&inside))? {
                break;
            }
        }
        Ok(())
    }

    /// Stops when nothing can change the verdict any more.
    fn fold(&mut self, over: Over, env: Around<'_, 'v>, start: Verdict, join: fn(Verdict, Verdict) -> Verdict) -> Result<Verdict, Reason> {
        let mut verdict = start;
        let end = start.negate();
        self.loop_over(over, env, &mut |machine, element, inside| {
            let next = match over.body {
                Some(body) => machine.verdict(body, inside),
                None => element.verdict(),
            };
            verdict = join(verdict, next);
            Ok(verdict != end)
        })?;
        Ok(verdict)
    }

    fn count(&mut self, over: Over, env: Around<'_, 'v>) -> Result<Datum<'v>, Reason> {
        if over.condition.is_none() {
            return self.value(over.list, env).items().map(|items| counted(items.len()));
        }
        let mut count = 0;
        self.loop_over(over, env, &mut |_, _, _| {
            count += 1;
            Ok(true)
        })?;
        Ok(counted(count))
    }

    fn sum(&mut self, over: Over, env: Around<'_, 'v>) -> Result<Datum<'v>, Reason> {
        let mut total: Option<Number> = None;
        self.loop_over(over, env, &mut |machine, element, inside| {
            let next = machine.body(over.body, element, inside).number()?;
            total = Some(match total {
                Some(total) => arithmetic::combine(Operator::Add, Ok(total), Ok(next))?,
                None => next,
            });
            Ok(true)
        })?;
        // A sum of nothing is not zero: the report did not say what is to be added.
        total.map(Datum::Number).ok_or(Reason::Missing)
    }

    fn list(&mut self, over: Over, env: Around<'_, 'v>) -> Result<Datum<'v>, Reason> {
        if over.condition.is_none() && over.body.is_none() {
            return Ok(self.value(over.list, env));
        }
        let mut list = Vec::new();
        self.loop_over(over, env, &mut |machine, element, inside| {
            list.push(machine.body(over.body, element, inside));
            Ok(true)
        })?;
        Ok(Datum::List(Items::Owned(list)))
    }

    fn first(&mut self, over: Over, env: Around<'_, 'v>) -> Result<Datum<'v>, Reason> {
        let mut found = Datum::MISSING;
        self.loop_over(over, env, &mut |machine, element, inside| {
            found = machine.body(over.body, element, inside);
            Ok(false)
        })?;
        Ok(found)
    }

    /// The first element whose body is the best verdict, or the largest number.
    fn best(&mut self, over: Over, env: Around<'_, 'v>) -> Result<Datum<'v>, Reason> {
        let mut best: Option<(Datum<'v>, Datum<'v>)> = None;
        self.loop_over(over, env, &mut |machine, element, inside| {
            let next = machine.body(over.body, element, inside);
            if best.as_ref().is_none_or(|(_, known)| is_better(&next, known)) {
                best = Some((element.clone(), next));
            }
            Ok(true)
        })?;
        best.map(|(element, _)| element).ok_or(Reason::Missing)
    }

    fn extreme(&mut self, over: Over, env: Around<'_, 'v>, wanted: Ordering) -> Result<Datum<'v>, Reason> {
        let mut extreme: Option<Datum<'v>> = None;
        self.loop_over(over, env, &mut |machine, element, inside| {
            let next = machine.body(over.body, element, inside);
            let wins = match (&next, &extreme) {
                (Datum::Unknown(reason), _) => return Err(*reason),
                (_, None) => true,
                (next, Some(known)) => rank(next, known, wanted)? == wanted,
            };
            if wins {
                extreme = Some(next);
            }
            Ok(true)
        })?;
        extreme.ok_or(Reason::Missing)
    }

    fn body(&mut self, body: Option<Id>, element: &Datum<'v>, inside: Around<'_, 'v>) -> Datum<'v> {
        match body {
            Some(body) => self.value(body, inside),
            None => element.clone(),
        }
    }
}

fn counted(count: usize) -> Datum<'static> {
    Datum::Number(Number::bare(Decimal::from(count as u64)))
}

fn is_better(next: &Datum<'_>, known: &Datum<'_>) -> bool {
    match (next, known) {
        (Datum::Number(next), Datum::Number(known)) => compare::order(next, known).is_ok_and(Ordering::is_gt),
        (Datum::Number(_), _) => true,
        (next, known) => known.verdict().or(next.verdict()) != known.verdict(),
    }
}

/// The order of two numbers or dates; of two months the earlier is the one that begins, the later the one that ends.
fn rank(a: &Datum<'_>, b: &Datum<'_>, wanted: Ordering) -> Result<Ordering, Reason> {
    match (a, b) {
        (Datum::Number(a), Datum::Number(b)) => compare::order(a, b),
        (Datum::Date(a, _), Datum::Date(b, _)) if wanted.is_lt() => Ok(a.first.cmp(&b.first)),
        (Datum::Date(a, _), Datum::Date(b, _)) => Ok(a.last.cmp(&b.last)),
        (a, b) => Err(a.reason().or(b.reason()).unwrap_or(Reason::Missing)),
    }
}
