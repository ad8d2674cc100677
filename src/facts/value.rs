//! What a field of a fact can hold, and its type.

use crate::quantity::Quantity;
use crate::text::Span;
use jiff::civil::Date;
use std::borrow::Cow;

/// A fact of a [`super::Facts`] store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct FactId(pub u32);

/// What a field holds. Most values know the place in the flow where they stand, so that a finding can label it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// The report does not say.
    Missing,
    /// Yes or no.
    Truth(bool),
    /// A number as printed.
    Number(Quantity, Option<Span>),
    /// Words of the report or of the domain data.
    Text(Cow<'a, str>, Option<Span>),
    /// A day, or the first and the last day of a month or year that is all the report says.
    Date(Days, Option<Span>),
    /// Values of one type, in order.
    List(Vec<Value<'a>>),
    /// Another fact.
    Fact(FactId),
}

/// A day, month or year as a range of days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// The type of a field or expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Type {
    /// Yes or no, or a relation with a verdict.
    Truth,
    /// A number.
    Number,
    /// Words.
    Text,
    /// A day, month or year.
    Date,
    /// A fact of the named kind.
    Fact(&'static str),
    /// Several of one type.
    List(&'static Type),
}

impl Value<'_> {
    /// Where it stands in the flow, when it stands in one place.
    pub fn span(&self) -> Option<Span> {
        match self {
            Value::Missing | Value::Truth(_) | Value::List(_) | Value::Fact(_) => None,
            Value::Number(_, span) | Value::Text(_, span) | Value::Date(_, span) => *span,
        }
    }
}
