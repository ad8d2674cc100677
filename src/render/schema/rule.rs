//! The schema of a rule file: the keys of its table, the kinds of facts, the levels.

use super::{described, document, parameter, reference, table};
use crate::facts::KINDS;
use crate::finding::{Safety, Severity};
use crate::language::Language;
use crate::rules::keys::{FILE, Key, Shape};
use serde_json::{Value, json};

/// The schema, with descriptions in one language.
pub fn rule(language: Language) -> Value {
    let definitions = json!({"parameter": parameter(language), "selector": selector(language)});
    document("gouji rule", of(FILE, language), definitions)
}

fn of(keys: &[Key], language: Language) -> Value {
    let property = |key: &Key| (key.name.to_owned(), described(shape(key.shape, language), language.pick(key.zh, key.en)));
    let required = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    table(keys.iter().map(property).collect(), required)
}

fn shape(shape: Shape, language: Language) -> Value {
    match shape {
        Shape::Id => json!({"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}),
        Shape::Severity => json!({"enum": Severity::ALL.map(Severity::name)}),
        Shape::Safety => json!({"enum": Safety::ALL.map(Safety::name)}),
        Shape::Truth => json!({"type": "boolean"}),
        Shape::Text | Shape::Expression => json!({"type": "string"}),
        Shape::Selector => json!({"allOf": [reference("selector")]}),
        Shape::List => json!({"type": "array", "items": {"type": "string"}}),
        Shape::Expressions | Shape::Reports => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Shape::Parameters => json!({"type": "object", "additionalProperties": reference("parameter")}),
        Shape::Labelled(keys) => json!({"type": "array", "items": {"anyOf": [{"type": "string"}, of(keys, language)]}}),
        Shape::Table(keys) => of(keys, language),
        Shape::Tables(keys) => json!({"type": "array", "items": of(keys, language)}),
    }
}

/// The name of a kind, which editors complete, or the name with a condition.
fn selector(language: Language) -> Value {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let narrowed = format!(r"^\s*({})\s+where\s[\s\S]+$", names.join("|"));
    let fields = |kind: &crate::facts::Kind| {
        let fields = kind.fields.iter().map(|field| format!("it.{}: {}", field.name, language.pick(field.zh, field.en)));
        fields.collect::<Vec<_>>().join("\n")
    };
    let one =
        |kind: &&crate::facts::Kind| json!({"enum": [kind.name], "title": language.pick(kind.zh, kind.en), "description": fields(kind)});
    let mut choices: Vec<Value> = KINDS.iter().map(one).collect();
    choices.push(json!({"type": "string", "pattern": narrowed}));
    json!({"type": "string", "anyOf": choices})
}
