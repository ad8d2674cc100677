//! Which kinds of facts a rule may read, as its words tell: an embedded rule is not compiled before a report has facts for it, and the facts
//! have to be there by then.
//!
//! A fact comes from the selector, from the name of a kind, or from a field that holds facts. So a rule reads no kinds but those that it names and
//! those of the fields that it names. It may read fewer: a name may be one of its own, or the field of another kind.

use super::file::{Parameter, RuleFile};
use crate::expr;
use crate::facts;
use crate::schema::{Shape, Type};
use std::collections::HashMap;

/// The names that facts come from.
pub(super) struct Reach {
    schema: Vec<Shape>,
    /// For the name of a kind, the kind; for the name of a field that holds facts, with a point before it, the kinds of such facts.
    kinds: HashMap<(bool, &'static str), Vec<&'static str>>,
}

impl Reach {
    /// Of the schema of the facts.
    pub fn new() -> Self {
        let schema = facts::schema();
        let mut kinds: HashMap<(bool, &'static str), Vec<&'static str>> = HashMap::new();
        let fields = schema.iter().flat_map(|shape| shape.fields).filter_map(|field| Some(((true, field.name), held(field.ty)?)));
        for (name, kind) in schema.iter().map(|shape| ((false, shape.name), shape.name)).chain(fields) {
            kinds.entry(name).or_default().push(kind);
        }
        Reach { schema, kinds }
    }

    /// The kinds of facts.
    pub fn schema(&self) -> &[Shape] {
        &self.schema
    }

    /// The kinds that a rule may read.
    pub fn of(&self, parsed: &RuleFile) -> Vec<&'static str> {
        let names = sources(parsed).flat_map(expr::names);
        let mut kinds: Vec<&'static str> = names.filter_map(|name| self.kinds.get(&name)).flatten().copied().collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
}

/// The kind of the facts that a value holds.
fn held(ty: Type) -> Option<&'static str> {
    match ty {
        Type::Fact(kind) => Some(kind),
        Type::List(element) => held(*element),
        Type::Truth | Type::Number | Type::Text | Type::Date => None,
    }
}

/// Every expression of a rule.
fn sources(parsed: &RuleFile) -> impl Iterator<Item = &str> {
    let check = &parsed.check;
    let single = [&check.r#for, &check.assert, &check.at].into_iter().chain(&check.reading).chain(&check.doubtful).chain(&check.about);
    let named = check.r#let.iter().map(|step| &step.be).chain(check.with.iter().map(|with| &with.at)).chain(parsed.show.values());
    let edits = parsed.fix.iter().flat_map(|fix| &fix.edits).flat_map(|edit| [&edit.at, &edit.by]);
    let parameters = parsed.parameters.values().filter_map(|parameter| match parameter.get_ref() {
        Parameter::Expression(source) => Some(source),
        Parameter::Integer(_) | Parameter::Truth(_) | Parameter::Words(_) => None,
    });
    let figures = parsed.fix.iter().flat_map(|fix| &fix.figures);
    single.chain(named).chain(edits).chain(figures).map(|written| written.get_ref()).chain(parameters).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use crate::rules::Catalogue;
    use std::collections::BTreeSet;

    #[test]
    fn it_holds_what_a_compiled_rule_reads() {
        let catalogue = Catalogue::embedded().expect("the embedded rules");
        let (mut read, mut reach) = (BTreeSet::new(), BTreeSet::new());
        for rule in &catalogue.rules {
            let kinds = rule.reads().expect("a sound rule");
            assert!(kinds.iter().all(|kind| rule.kinds.contains(kind)), "{}: {kinds:?}, {:?}", rule.id, rule.kinds);
            let compares = |kinds: &[&str]| ["pair", "counterpart"].map(|kind| kinds.contains(&kind));
            assert_eq!(compares(&kinds), compares(&rule.kinds), "{}: it is taken for a rule on several documents", rule.id);
            read.extend(kinds);
            reach.extend(&rule.kinds);
        }
        assert_eq!(read, reach, "facts are extracted that no rule reads");
    }
}
