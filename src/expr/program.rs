//! The compiled form of an expression: a flat array of nodes with resolved names, in which nothing is looked up by name.

use super::ast::{Comparison, Operator, Quantifier};
use super::datum::Number;
use super::functions::Function;
use super::types::Ty;
use crate::quantity::Op;

/// An expression, checked and ready to be evaluated.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub(super) nodes: Box<[Node]>,
    pub(super) parts: Box<[Id]>,
    pub(super) texts: Box<[Box<str>]>,
    pub(super) numbers: Box<[Number]>,
    pub(super) root: Id,
    pub(super) ty: Ty,
    pub(super) kinds: Box<[u16]>,
    /// The loops that have one answer for all readings, ascending.
    pub(super) fixed: Box<[Id]>,
    /// How many levels its evaluation goes down.
    pub(super) depth: u16,
}

impl Compiled {
    /// The type of its value.
    pub fn ty(&self) -> Ty {
        self.ty
    }

    /// The kinds of facts that it reads, by their index in the schema, ascending.
    pub fn kinds(&self) -> &[u16] {
        &self.kinds
    }

    /// The children of a node that has a varying number of them.
    pub(super) fn parts(&self, parts: Parts) -> &[Id] {
        parts.ids(&self.parts)
    }
}

/// A node, by its index.
pub(super) type Id = u16;

/// A run of [`Compiled::parts`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub start: u16,
    pub len: u16,
}

impl Parts {
    /// The nodes of the run.
    pub fn ids(self, all: &[Id]) -> &[Id] {
        let start = usize::from(self.start);
        all.get(start..start + usize::from(self.len)).unwrap_or_default()
    }
}

/// One step of the evaluation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// Yes or no.
    Truth(bool),
    /// A number of the rule.
    Number(u16),
    /// Words of the rule.
    Text(u16),
    /// A value given by the caller.
    Binding(u16),
    /// The element of the loop that stands so many loops further out.
    Element(u16),
    /// Every fact of a kind.
    Facts(u16),
    /// A field of a fact.
    Field(Id, u16),
    /// The first or the last day of a date.
    Day(Id, End),
    /// A list written out.
    List(Parts),
    /// One holds.
    Or(Parts),
    /// All hold.
    And(Parts),
    /// It does not hold.
    Not(Id),
    /// The negative number.
    Negate(Id),
    /// Two numbers combined.
    Arithmetic(Operator, Id, Id),
    /// Two values compared as printed.
    Compare(Comparison, Id, Id),
    /// Two numbers compared as shown; the last is the width, when there is one.
    Relate(Op, Id, Id, Option<Id>),
    /// A value is among the elements of a list.
    In(Id, Id),
    /// A function of the table.
    Call(&'static Function, Parts),
    /// A loop.
    Loop(Quantifier, Over),
}

/// What a loop runs over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Over {
    pub list: Id,
    pub condition: Option<Id>,
    /// None: the element itself.
    pub body: Option<Id>,
}

/// An end of a range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}
