//! Document → [`Facts`]: what stands in the report, typed, with its place. A fact never says that something is wrong.
//!
//! A kind of fact is one file of this folder and one row of [`KINDS`]. Its fields are declared as data, for the rule
//! language, for `gouji facts` and for the documentation.

pub mod value;

pub use value::{Days, FactId, Type, Value};

use crate::text::Span;

/// A kind of fact: its name in rules, its fields, and the extractor that finds it.
pub struct Kind {
    /// The name that rules use.
    pub name: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// Its fields, in the order of the values given to [`Facts::push`].
    pub fields: &'static [Field],
    /// Finds the facts of this kind; none for an inner kind that another extractor pushes.
    pub extract: Option<for<'a> fn(&Context<'a>, &mut Facts<'a>)>,
}

/// A field of a kind of fact.
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

/// A fact: its kind, its place in the flow, its values in the order of the kind's fields.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// An index into [`KINDS`].
    pub kind: u16,
    /// The place in the flow.
    pub span: Span,
    /// One value a field.
    pub values: Vec<Value<'a>>,
}

/// What an extractor may read.
pub struct Context<'a> {
    /// The parsed report.
    pub document: &'a crate::syntax::Document<'a>,
}

/// The facts of one document.
#[derive(Default, Debug)]
pub struct Facts<'a> {
    facts: Vec<Fact<'a>>,
}

/// Every kind of fact, in the order of extraction.
pub static KINDS: &[&Kind] = &[];

impl<'a> Facts<'a> {
    /// Adds a fact; `values` in the order of the kind's fields.
    pub fn push(&mut self, kind: &Kind, span: Span, values: Vec<Value<'a>>) -> FactId {
        debug_assert_eq!(values.len(), kind.fields.len(), "{}: one value a field", kind.name);
        let kind = KINDS.iter().position(|known| known.name == kind.name).unwrap_or(usize::MAX) as u16;
        self.facts.push(Fact { kind, span, values });
        FactId(self.facts.len() as u32 - 1)
    }

    /// A fact by its id.
    pub fn get(&self, id: FactId) -> &Fact<'a> {
        &self.facts[id.0 as usize]
    }

    /// The facts of one kind, in order of extraction.
    pub fn of(&self, kind: &str) -> impl Iterator<Item = (FactId, &Fact<'a>)> {
        let kind = KINDS.iter().position(|known| known.name == kind).map(|at| at as u16);
        self.facts.iter().enumerate().filter(move |(_, fact)| Some(fact.kind) == kind).map(|(at, fact)| (FactId(at as u32), fact))
    }
}
