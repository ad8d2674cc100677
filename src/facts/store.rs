//! The facts of one document, by kind.

use super::{Fact, KINDS, Kind};
use crate::schema::{FactId, Store, Value};
use crate::text::Span;

/// The facts of one document.
#[derive(Clone, Default, Debug)]
pub struct Facts<'a> {
    text: &'a str,
    facts: Vec<Fact<'a>>,
    by_kind: Vec<Vec<FactId>>,
}

impl<'a> Facts<'a> {
    /// No facts yet, of a document with the given flow.
    pub fn new(text: &'a str) -> Self {
        Facts { text, facts: Vec::new(), by_kind: vec![Vec::new(); KINDS.len()] }
    }

    /// Adds a fact; `values` in the order of the kind's fields.
    pub fn push(&mut self, kind: &Kind, span: Span, values: Vec<Value<'a>>) -> FactId {
        debug_assert_eq!(values.len(), kind.fields.len(), "{}: one value a field", kind.name);
        let id = FactId(self.facts.len() as u32);
        // Facts of one kind come one behind the other.
        let last = self.facts.last().map(|fact| usize::from(fact.kind)).filter(|&at| is_kind(at, kind));
        let kind = last.or_else(|| (0..KINDS.len()).find(|&at| is_kind(at, kind))).unwrap_or(usize::MAX);
        self.facts.push(Fact { kind: kind as u16, span, values });
        if let Some(ids) = self.by_kind.get_mut(kind) {
            ids.push(id);
        }
        id
    }

    /// Takes over facts that were found beside these, but for the first `known`, which both have.
    pub(super) fn join(&mut self, other: Facts<'a>, known: usize) {
        let shift = (self.facts.len() - known) as u32;
        let own = |id: FactId| if (id.0 as usize) < known { id } else { FactId(id.0 + shift) };
        for (ids, others) in self.by_kind.iter_mut().zip(other.by_kind) {
            ids.extend(others.into_iter().filter(|id| id.0 as usize >= known).map(own));
        }
        self.facts.extend(other.facts.into_iter().skip(known).map(|mut fact| {
            fact.values.iter_mut().for_each(|value| renumber(value, &own));
            fact
        }));
    }

    /// A fact by its id.
    pub fn get(&self, id: FactId) -> &Fact<'a> {
        &self.facts[id.0 as usize]
    }

    /// The facts of one kind, in order of extraction.
    pub fn of(&self, kind: &str) -> impl Iterator<Item = (FactId, &Fact<'a>)> {
        let kind = KINDS.iter().position(|known| known.name == kind);
        let ids = kind.and_then(|at| self.by_kind.get(at)).map(Vec::as_slice).unwrap_or_default();
        ids.iter().map(|&id| (id, self.get(id)))
    }
}

impl Store for Facts<'_> {
    fn of(&self, kind: u16) -> &[FactId] {
        self.by_kind.get(usize::from(kind)).map(Vec::as_slice).unwrap_or_default()
    }

    fn value(&self, fact: FactId, field: u16) -> &Value<'_> {
        self.facts.get(fact.0 as usize).and_then(|fact| fact.values.get(usize::from(field))).unwrap_or(&Value::Missing)
    }

    fn span(&self, fact: FactId) -> Span {
        self.facts.get(fact.0 as usize).map(|fact| fact.span).unwrap_or_default()
    }

    fn text(&self) -> &str {
        self.text
    }
}

fn renumber(value: &mut Value<'_>, own: &impl Fn(FactId) -> FactId) {
    match value {
        Value::Fact(id) => *id = own(*id),
        Value::List(values) => values.iter_mut().for_each(|value| renumber(value, own)),
        Value::Missing | Value::Truth(_) | Value::Number(..) | Value::Text(..) | Value::Date(..) => {}
    }
}

fn is_kind(at: usize, kind: &Kind) -> bool {
    KINDS.get(at).is_some_and(|known| std::ptr::eq(*known, kind))
}
