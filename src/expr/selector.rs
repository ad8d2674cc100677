//! What a rule is for, and where its readings stand.

use super::datum::Datum;
use super::eval::Fuel;
use super::mistake::Mistake;
use super::program::Compiled;
use super::types::{self, Scope, Ty};
use super::{compile, parse};
use crate::schema::{FactId, Shape, Store};

/// A kind of fact, perhaps narrowed: `execution where has(it.rate)`. The fact is `it` in the condition.
#[derive(Clone, Debug)]
pub struct Selector {
    /// The kind, by its index in the schema.
    pub kind: u16,
    condition: Option<Compiled>,
}

/// A name for each of several plausible readings: `r in it.readings`.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The name.
    pub name: String,
    /// The readings.
    pub list: Compiled,
    /// The type of one.
    pub ty: Ty,
}

impl Selector {
    /// Parses and checks; the names of the scope, such as thresholds, may be used; its bindings
    /// may not, since no fact is bound yet.
    pub fn compile(source: &str, scope: &Scope<'_>) -> Result<Selector, Mistake> {
        let (word, condition) = parse::selector(source)?;
        let schema = scope.schema();
        let kind = types::kind(&word.name, schema).ok_or_else(|| unknown_kind(&word, schema))?;
        let scope = Scope { bindings: Vec::new(), ..scope.clone() }.bind("it", Ty::fact(kind));
        let condition = condition.map(|condition| compile::check(&condition, &scope, Some(Ty::TRUTH))).transpose()?;
        Ok(Selector { kind, condition })
    }

    /// Whether a fact of the kind is meant.
    pub fn selects(&self, fact: FactId, store: &dyn Store, fuel: &mut Fuel) -> bool {
        match &self.condition {
            Some(condition) => condition.verdict(store, &[Datum::Fact(fact)], fuel).holds(),
            None => true,
        }
    }

    /// The kinds of facts that it reads, by their index in the schema.
    pub fn kinds(&self) -> impl Iterator<Item = u16> {
        let inner = self.condition.iter().flat_map(|condition| condition.kinds().iter().copied());
        std::iter::once(self.kind).chain(inner)
    }
}

impl Reading {
    /// Parses and checks.
    pub fn compile(source: &str, scope: &Scope<'_>) -> Result<Reading, Mistake> {
        let (word, list) = parse::reading(source)?;
        let place = list.span;
        let list = compile::check(&list, scope, None)?;
        let Some(ty) = list.ty().element() else {
            let found = list.ty().describe(scope.schema());
            return Err(Mistake::new(
                place,
                (format!("各种读法须是列表，这是{}", found.zh), format!("readings stand in a list, this is {}", found.en)),
            )
            .help(("例如：r in it.readings", "for example: r in it.readings")));
        };
        Ok(Reading { name: word.name, list, ty })
    }
}

fn unknown_kind(word: &super::ast::Word, schema: &[Shape]) -> Mistake {
    Mistake::unknown(word.span, ("事实种类", "kind of fact"), &word.name, schema.iter().map(|shape| shape.name))
}
