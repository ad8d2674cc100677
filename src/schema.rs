//! The shape of facts: kinds, fields, types and values, and how they are read.
//!
//! The rule language is checked and evaluated against this; the extractors in [`crate::facts`] fill it.

use crate::quantity::Quantity;
use crate::text::Span;
use jiff::civil::Date;
use std::borrow::Cow;

/// A fact of a [`Store`].
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

/// A field of a kind of fact.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name that rules use.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// What it holds, in Chinese.
    pub zh: &'static str,
    /// What it holds, in English.
    pub en: &'static str,
}

/// A kind of fact as the rule language sees it. Its index in a schema is the index that a [`Store`] answers to.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The name that rules use.
    pub name: &'static str,
    /// Its fields, in the order of their values.
    pub fields: &'static [Field],
}

/// The facts of one document, as the rule language reads them. Every answer costs constant time.
pub trait Store {
    /// The facts of a kind, by the kind's index in the schema, in order of extraction.
    fn of(&self, kind: u16) -> &[FactId];
    /// One value of a fact, by the field's index in its kind.
    fn value(&self, fact: FactId, field: u16) -> &Value<'_>;
    /// Where a fact stands in the flow.
    fn span(&self, fact: FactId) -> Span;
    /// The flow, into which every span points.
    fn text(&self) -> &str;
}
