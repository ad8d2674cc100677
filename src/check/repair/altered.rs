//! The facts of a report as they would be with one figure changed.

use super::is_whole_where_counted;
use crate::facts::Facts;
use crate::quantity::{Mode, Quantity};
use crate::schema::{FactId, Store, Value};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// So many facts belong to one at most.
const REACH: usize = 512;

/// Where one figure stands in a fact and in those that belong to it.
pub(super) struct Places<'f> {
    facts: &'f Facts<'f>,
    fields: Vec<(FactId, u16)>,
    /// Where any figures stand.
    all: Vec<(FactId, u16)>,
    figure: Span,
    printed: Quantity,
    /// The figure as the facts have it: its unit may be that of a column.
    known: Option<Quantity>,
}

/// Facts with one figure changed.
pub(super) struct Altered<'f> {
    facts: &'f Facts<'f>,
    values: BTreeMap<(FactId, u16), Value<'f>>,
}

impl<'f> Places<'f> {
    /// The places of the figure that is printed in `figure` and says `printed`.
    pub fn of(facts: &'f Facts<'f>, fact: FactId, figure: Span, printed: Quantity) -> Self {
        let mut places = Places { facts, fields: Vec::new(), all: Vec::new(), figure, printed, known: None };
        let (mut open, mut seen) = (vec![fact], BTreeSet::from([fact]));
        while let Some(fact) = open.pop() {
            for (field, value) in facts.get(fact).values.iter().enumerate() {
                if has_number(value) {
                    places.all.push((fact, field as u16));
                }
                if places.is_in(value) {
                    places.fields.push((fact, field as u16));
                }
                each_fact(value, &mut |inner| {
                    if seen.len() < REACH && seen.insert(inner) {
                        open.push(inner);
                    }
                });
            }
        }
        places
    }

    /// Whether the figure is among the numbers of a value.
    fn is_in(&mut self, value: &Value<'_>) -> bool {
        match value {
            Value::Number(quantity, Some(span)) if *span == self.figure && quantity.value.abs() == self.printed.value.abs() => {
                self.known = self.known.or(Some(*quantity));
                true
            }
            Value::List(values) => values.iter().any(|value| self.is_in(value)),
            Value::Number(..) | Value::Missing | Value::Truth(_) | Value::Text(..) | Value::Date(..) | Value::Fact(_) => false,
        }
    }

    /// Whether the facts have the figure, and it can say this instead.
    pub fn admit(&self, meant: Quantity) -> bool {
        let slipped = meant.unit.exponent != self.printed.unit.exponent;
        self.known.is_some_and(|known| is_whole_where_counted(known, meant) && (!slipped || known.unit == self.printed.unit))
    }

    /// The facts with the figure saying this instead.
    pub fn altered(&self, meant: Quantity) -> Altered<'f> {
        let changed = |&(fact, field): &(FactId, u16)| ((fact, field), self.changed(Store::value(self.facts, fact, field), meant));
        Altered { facts: self.facts, values: self.fields.iter().map(changed).collect() }
    }

    /// The same, with every figure standing for no other value than is printed.
    pub fn exact(&self, meant: Quantity) -> Altered<'f> {
        let changed = |&(fact, field): &(FactId, u16)| {
            let value = self.changed(Store::value(self.facts, fact, field), meant);
            ((fact, field), exact(value))
        };
        Altered { facts: self.facts, values: self.all.iter().map(changed).collect() }
    }

    fn changed(&self, value: &Value<'f>, meant: Quantity) -> Value<'f> {
        match value {
            Value::Number(quantity, Some(span)) if *span == self.figure && quantity.value.abs() == self.printed.value.abs() => {
                let mut unit = quantity.unit;
                unit.exponent += meant.unit.exponent - self.printed.unit.exponent;
                let value = if quantity.value == self.printed.value { meant.value } else { -meant.value };
                Value::Number(Quantity { value, decimals: meant.decimals, unit, ..*quantity }, Some(*span))
            }
            Value::List(values) => Value::List(values.iter().map(|value| self.changed(value, meant)).collect()),
            other => other.clone(),
        }
    }
}

fn has_number(value: &Value<'_>) -> bool {
    match value {
        Value::Number(..) => true,
        Value::List(values) => values.iter().any(has_number),
        Value::Missing | Value::Truth(_) | Value::Text(..) | Value::Date(..) | Value::Fact(_) => false,
    }
}

fn exact(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Number(quantity, span) if quantity.mode == Mode::Rounded => Value::Number(quantity.with_mode(Mode::Exact), span),
        Value::List(values) => Value::List(values.into_iter().map(exact).collect()),
        other => other,
    }
}

fn each_fact(value: &Value<'_>, visit: &mut impl FnMut(FactId)) {
    match value {
        Value::Fact(fact) => visit(*fact),
        Value::List(values) => values.iter().for_each(|value| each_fact(value, visit)),
        Value::Missing | Value::Truth(_) | Value::Number(..) | Value::Text(..) | Value::Date(..) => {}
    }
}

impl Store for Altered<'_> {
    fn of(&self, kind: u16) -> &[FactId] {
        Store::of(self.facts, kind)
    }

    fn value(&self, fact: FactId, field: u16) -> &Value<'_> {
        self.values.get(&(fact, field)).unwrap_or_else(|| Store::value(self.facts, fact, field))
    }

    fn span(&self, fact: FactId) -> Span {
        Store::span(self.facts, fact)
    }

    fn text(&self) -> &str {
        Store::text(self.facts)
    }
}
