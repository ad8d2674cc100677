//! JSON Schemas of the files that users write, made from the tables by which the program reads them, so that editors complete
//! and check what `gouji` will accept. Draft 7: the newest that editors of TOML understand.

mod allow;
mod config;
mod rule;

pub use allow::allow;
pub use config::config;
pub use rule::rule;

use crate::language::Language;
use serde_json::{Map, Value, json};

/// A schema for a whole file.
fn document(title: &str, object: Value, definitions: Value) -> Value {
    let mut schema = json!({"$schema": "http://json-schema.org/draft-07/schema#", "title": title, "definitions": definitions});
    if let (Some(schema), Value::Object(object)) = (schema.as_object_mut(), object) {
        schema.extend(object);
    }
    schema
}

/// A table of these keys and no others.
fn table(properties: Map<String, Value>, required: Vec<&str>) -> Value {
    let mut table = json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// The value with a sentence on it.
fn described(mut value: Value, words: &str) -> Value {
    value["description"] = json!(words);
    value
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}

/// A value of a parameter: as an expression it may be a number or a text whatever its usual form.
fn parameter(language: Language) -> Value {
    let words = language
        .pick("数、“80%”一类的比率或表达式、是否、词语", "a number, a share such as \"80%\" or another expression, true or false, words");
    described(json!({"anyOf": [{"type": ["integer", "string", "boolean"]}, texts()]}), words)
}

fn texts() -> Value {
    json!({"type": "array", "items": {"type": "string"}})
}
