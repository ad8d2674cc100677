//! Calls of functions.

use super::datum::Datum;
use super::eval::{Around, Machine};
use super::functions::{Body, Call, Function, Run};
use super::program::{Id, Parts};
use crate::quantity::{Reason, Verdict};

/// The most parameters of a function.
const MOST: usize = 3;

/// So many bytes of a text cost a step, as does an element of a list.
const CHUNK: usize = 64;

impl<'v> Machine<'_, 'v> {
    pub(super) fn call(&mut self, function: &Function, parts: Parts, env: Around<'_, 'v>) -> Datum<'v> {
        let first = self.each(parts).next();
        match (function.run, first) {
            (Run::Plain(body), _) => self.plain(body, size, parts, env),
            (Run::Costly(body, cost), _) => self.plain(body, cost, parts, env),
            (_, None) => Datum::MISSING,
            (Run::Has, Some(argument)) => Datum::Truth(Verdict::of(self.is_known(argument, env))),
            (Run::Whole, Some(argument)) => self.whole(argument, env).map_or_else(Datum::Unknown, Datum::Truth),
            (Run::If, Some(_)) => match self.choose(parts, env) {
                Ok(chosen) => self.value(chosen, env),
                Err(reason) => Datum::Unknown(reason),
            },
            (Run::Default, Some(argument)) => match self.value(argument, env) {
                Datum::Unknown(Reason::Missing) => self.each(parts).nth(1).map_or(Datum::MISSING, |second| self.value(second, env)),
                known => known,
            },
        }
    }

    #[inline(never)]
    fn plain(&mut self, body: Body, cost: fn(&[Datum<'_>]) -> u64, parts: Parts, env: Around<'_, 'v>) -> Datum<'v> {
        let mut arguments = [const { Datum::MISSING }; MOST];
        let mut count = 0;
        for (slot, id) in arguments.iter_mut().zip(self.each(parts)) {
            *slot = self.value(id, env);
            if let Some(reason) = slot.reason() {
                return Datum::Unknown(reason);
            }
            count += 1;
        }
        let arguments = arguments.get(..count).unwrap_or_default();
        if !self.fuel.take(cost(arguments)) {
            return Datum::Unknown(Reason::Budget);
        }
        body(&Call { arguments, store: self.store })
    }

    /// The branch of an `if` that is taken.
    pub(super) fn choose(&mut self, parts: Parts, env: Around<'_, 'v>) -> Result<Id, Reason> {
        let mut ids = self.each(parts);
        let (Some(condition), Some(yes), Some(no)) = (ids.next(), ids.next(), ids.next()) else { return Err(Reason::Missing) };
        match self.verdict(condition, env) {
            Verdict::Consistent | Verdict::Boundary => Ok(yes),
            Verdict::Suspicious | Verdict::Inconsistent => Ok(no),
            Verdict::NotChecked(reason) => Err(reason),
        }
    }
}

/// The steps that looking at the arguments once takes.
fn size(arguments: &[Datum<'_>]) -> u64 {
    let size = |datum: &Datum<'_>| match datum {
        Datum::Text(text, _) => text.len() / CHUNK,
        Datum::List(items) => items.len(),
        Datum::Unknown(_) | Datum::Truth(_) | Datum::Number(_) | Datum::Date(..) | Datum::Fact(_) => 0,
    };
    arguments.iter().map(size).sum::<usize>() as u64
}
