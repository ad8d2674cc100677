//! What an expression evaluates to.

use crate::quantity::{Decimal, Hedge};
use crate::quantity::{Dimension, Mode, Quantity, Reason, Unit, Verdict};
use crate::schema::{Days, FactId, Store, Value};
use crate::text::Span;
use std::borrow::Cow;

/// A value of an expression. It borrows from the facts and from the expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum<'v> {
    /// There is none: the report does not say, or it cannot be computed.
    Unknown(Reason),
    /// Yes or no, or how well a relation holds.
    Truth(Verdict),
    /// A number.
    Number(Number),
    /// Words.
    Text(Cow<'v, str>, Option<Span>),
    /// A day, month or year.
    Date(Days, Option<Span>),
    /// A fact.
    Fact(FactId),
    /// Several values.
    List(Items<'v>),
}

/// A number and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The number.
    pub quantity: Quantity,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is printed in the report, there.
    Printed(Option<Span>),
    /// It is written in the rule, or counts the elements of a list: it takes the unit of what it meets.
    Bare,
    /// It is computed.
    Derived,
}

/// The elements of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Items<'v> {
    /// Facts of the store.
    Facts(&'v [FactId]),
    /// Values of a fact.
    Values(&'v [Value<'v>]),
    /// Computed ones.
    Owned(Vec<Datum<'v>>),
}

impl<'v> Datum<'v> {
    /// The report does not say.
    pub const MISSING: Datum<'static> = Datum::Unknown(Reason::Missing);

    /// A field's value, borrowed.
    pub fn of(value: &'v Value<'v>) -> Datum<'v> {
        match value {
            Value::Missing => Datum::MISSING,
            Value::Truth(truth) => Datum::Truth(Verdict::of(*truth)),
            Value::Number(quantity, span) => Datum::Number(Number { quantity: *quantity, origin: Origin::Printed(*span) }),
            Value::Text(text, span) => Datum::Text(Cow::Borrowed(text), *span),
            Value::Date(days, span) => Datum::Date(*days, *span),
            Value::List(values) => Datum::List(Items::Values(values)),
            Value::Fact(id) => Datum::Fact(*id),
        }
    }

    /// Where it stands in the flow, when it stands in one place.
    pub fn span(&self, store: &dyn Store) -> Option<Span> {
        match self {
            Datum::Unknown(_) | Datum::Truth(_) | Datum::List(_) => None,
            Datum::Number(number) => number.span(),
            Datum::Text(_, span) | Datum::Date(_, span) => *span,
            Datum::Fact(id) => Some(store.span(*id)),
        }
    }

    /// Every place where it or its elements stand, in order.
    pub fn spans(&self, store: &dyn Store) -> Vec<Span> {
        match self {
            Datum::List(items) => items.iter().flat_map(|item| item.spans(store)).collect(),
            Datum::Unknown(_) | Datum::Truth(_) | Datum::Number(_) | Datum::Text(..) | Datum::Date(..) | Datum::Fact(_) => {
                self.span(store).into_iter().collect()
            }
        }
    }

    /// Why there is none.
    pub(super) fn reason(&self) -> Option<Reason> {
        match self {
            Datum::Unknown(reason) | Datum::Truth(Verdict::NotChecked(reason)) => Some(*reason),
            Datum::Truth(_) | Datum::Number(_) | Datum::Text(..) | Datum::Date(..) | Datum::Fact(_) | Datum::List(_) => None,
        }
    }

    /// The verdict, of a truth; a value of another type has none, which the type checker excludes.
    pub fn verdict(&self) -> Verdict {
        match self {
            Datum::Truth(verdict) => *verdict,
            other => Verdict::NotChecked(other.reason().unwrap_or(Reason::Missing)),
        }
    }

    /// The number, or why there is none.
    pub(super) fn number(&self) -> Result<Number, Reason> {
        match self {
            Datum::Number(number) => Ok(*number),
            other => Err(other.reason().unwrap_or(Reason::Missing)),
        }
    }

    /// The elements, or why there are none.
    pub(super) fn items(self) -> Result<Items<'v>, Reason> {
        match self {
            Datum::List(items) => Ok(items),
            other => Err(other.reason().unwrap_or(Reason::Missing)),
        }
    }
}

impl From<Result<Number, Reason>> for Datum<'_> {
    fn from(number: Result<Number, Reason>) -> Self {
        number.map_or_else(Datum::Unknown, Datum::Number)
    }
}

impl Number {
    /// A number that takes the unit of what it meets.
    pub(super) fn bare(value: Decimal) -> Number {
        Number { quantity: Quantity::exact(value, Unit::PLAIN), origin: Origin::Bare }
    }

    /// A computed number, in the base unit. Computed from figures that are not exact, it is approximate itself.
    pub(super) fn derived(value: Decimal, dimension: Dimension, exact: bool) -> Number {
        let mode = if exact { Mode::Exact } else { Mode::Hedged(Hedge::About) };
        let quantity = Quantity::exact(value, Unit { dimension, exponent: 0 }).with_mode(mode);
        Number { quantity, origin: Origin::Derived }
    }

    /// Whether it takes the unit of what it meets.
    pub(super) fn is_bare(&self) -> bool {
        self.origin == Origin::Bare
    }

    /// Where it is printed.
    pub fn span(&self) -> Option<Span> {
        match self.origin {
            Origin::Printed(span) => span,
            Origin::Bare | Origin::Derived => None,
        }
    }
}

impl<'v> Items<'v> {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Items::Facts(ids) => ids.len(),
            Items::Values(values) => values.len(),
            Items::Owned(values) => values.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at an index.
    pub fn get(&self, at: usize) -> Option<Datum<'v>> {
        match self {
            Items::Facts(ids) => ids.get(at).map(|id| Datum::Fact(*id)),
            Items::Values(values) => values.get(at).map(Datum::of),
            Items::Owned(values) => values.get(at).cloned(),
        }
    }

    /// The elements, in order.
    pub fn iter(&self) -> impl Iterator<Item = Datum<'v>> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}
