//! The schema of `gouji.toml`: the keys of the table, and the rules and parameters of the catalogue.

use super::{described, document, parameter, reference, table, texts};
use crate::config::keys::{FILE, Key, LEVELS, OVERRIDE, Shape};
use crate::config::profile;
use crate::language::Language;
use crate::rules::file::Parameter;
use crate::rules::{Catalogue, Rule, catalogue};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schema, with descriptions in one language.
pub fn config(known: &Catalogue, language: Language) -> Value {
    let definitions = json!({
        "level": level(language),
        "parameter": parameter(language),
        "profile": profiles(known, language),
        "rules": rules(known, language),
        "override": of(OVERRIDE, language),
    });
    document("gouji.toml", of(FILE, language), definitions)
}

/// A table of these keys, none of which is required.
pub(super) fn of<T>(keys: &[Key<T>], language: Language) -> Value {
    let property = |key: &Key<T>| (key.name.to_owned(), described(json!({"allOf": [shape(key.shape)]}), language.pick(key.zh, key.en)));
    table(keys.iter().map(property).collect(), Vec::new())
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Choice(words) => json!({"enum": words}),
        Shape::Texts => json!({"anyOf": [{"type": "string"}, texts()]}),
        Shape::Parameters => reference("profile"),
        Shape::Rules => reference("rules"),
        Shape::Overrides => json!({"type": "array", "items": reference("override")}),
        Shape::Text => json!({"type": "string"}),
        Shape::Rule => reference("rule"),
        Shape::Fingerprint => json!({"type": "string", "pattern": "^[0-9a-fA-F]{16}$"}),
        // A day has a type of its own in TOML, and editors differ in how they show it to a schema.
        Shape::Date => json!({}),
        Shape::Allowances => json!({"type": "array", "items": reference("allow")}),
    }
}

fn level(language: Language) -> Value {
    let words = language.pick("off 关闭，on 按规则自身的级别", "off: it does not run; on: as grave as its file says");
    described(json!({"enum": LEVELS}), words)
}

/// Every parameter, with the rules that have it, and the profiles and schemes of the data by name.
fn profiles(known: &Catalogue, language: Language) -> Value {
    let mut holders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for rule in &known.rules {
        rule.parameters.iter().for_each(|name| holders.entry(name).or_default().push(&rule.id));
    }
    let of = |ids: Vec<&str>| described(json!({"allOf": [reference("parameter")]}), &listed(&ids, language));
    let mut properties: Map<String, Value> = holders.into_iter().map(|(name, ids)| (name.to_owned(), of(ids))).collect();
    let profiles: Vec<&str> = known.knowledge.profiles.profile.iter().map(|profile| profile.name.as_str()).collect();
    let words = language.pick("采用数据中这一名称的口径", "take the profile of the data with this name");
    properties.insert(profile::NAME.to_owned(), described(json!({"enum": profiles}), words));
    let schemes: Vec<&str> = known.knowledge.schemes.scheme.iter().map(|scheme| scheme.name.as_str()).collect();
    let words = language.pick("采用的分值方案", "the schemes of points that hold");
    properties.insert(profile::SCHEMES.to_owned(), described(json!({"type": "array", "items": {"enum": schemes}}), words));
    table(properties, Vec::new())
}

fn listed(ids: &[&str], language: Language) -> String {
    format!("{}{}", language.pick("用于：", "of "), ids.join(language.pick("、", ", ")))
}

/// Categories and rules by name, each a level or a table with its own parameters.
fn rules(known: &Catalogue, language: Language) -> Value {
    let mut categories: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for rule in &known.rules {
        categories.entry(rule.category.to_string()).or_default().extend(tuned(rule, language));
    }
    let mut properties: Map<String, Value> = categories.into_iter().map(|(name, keys)| (name, setting(keys))).collect();
    for rule in &known.rules {
        let setting = setting(tuned(rule, language));
        properties.insert(rule.id.to_string(), described(setting, rule.title.of(language)));
    }
    table(properties, Vec::new())
}

fn setting(mut keys: Map<String, Value>) -> Value {
    keys.insert("level".to_owned(), reference("level"));
    json!({"anyOf": [reference("level"), table(keys, Vec::new())]})
}

/// The parameters of a rule with their usual values.
fn tuned(rule: &Rule, language: Language) -> Map<String, Value> {
    let Ok(parsed) = catalogue::parse(&rule.file) else { return Map::new() };
    let usual = |value: &Parameter| format!("{}{value}", language.pick("默认：", "by default "));
    let of = |value: &Parameter| described(json!({"allOf": [reference("parameter")]}), &usual(value));
    parsed.parameters.iter().map(|(name, value)| (name.clone(), of(value.get_ref()))).collect()
}
