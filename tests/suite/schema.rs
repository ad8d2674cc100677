//! The schemas for editors accept what the program accepts: every rule file, the file of `gouji init` with all its lines in force, the
//! file of `gouji new`. What the program refuses, they refuse too.

use super::cli::{folder, json, run, status};
use gouji::config::TEMPLATE;
use gouji::language::Language;
use gouji::render::schema;
use gouji::rules::{Catalogue, embedded};
use regex::Regex;
use serde_json::Value;

/// What a value has against a schema, by the keywords that the schemas use; an unknown keyword fails the test.
fn against(schema: &Value, value: &Value, root: &Value, at: &str) -> Vec<String> {
    let of = |part: &Value| against(part, value, root, at);
    let refused = |reason: String| vec![format!("{at}: {reason}")];
    let mut faults = Vec::new();
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        faults.extend(match keyword.as_str() {
            "$schema" | "title" | "description" | "definitions" | "properties" | "default" => Vec::new(),
            "$ref" => of(root.pointer(&wanted.as_str().expect("a pointer")[1..]).expect("a definition")),
            "allOf" => wanted.as_array().expect("schemas").iter().flat_map(of).collect(),
            "anyOf" if wanted.as_array().expect("schemas").iter().any(|part| of(part).is_empty()) => Vec::new(),
            "anyOf" => refused(format!("{value} is none of the forms")),
            "enum" if wanted.as_array().expect("values").contains(value) => Vec::new(),
            "enum" => refused(format!("{value} is none of {wanted}")),
            "type" if is(wanted, value) => Vec::new(),
            "type" => refused(format!("{value} is no {wanted}")),
            "pattern" => match value.as_str() {
                Some(text) if !Regex::new(wanted.as_str().expect("a pattern")).expect("a pattern").is_match(text) => {
                    refused(format!("{value} does not look like {wanted}"))
                }
                _ => Vec::new(),
            },
            "required" => wanted
                .as_array()
                .expect("names")
                .iter()
                .filter(|name| value.get(name.as_str().expect("a name")).is_none())
                .map(|name| format!("{at}: {name} is missing"))
                .collect(),
            "items" => value.as_array().into_iter().flatten().flat_map(|item| against(wanted, item, root, &format!("{at}[]"))).collect(),
            "additionalProperties" => further(schema, wanted, value, root, at),
            other => panic!("the test does not know the keyword {other}"),
        });
    }
    for (name, part) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        faults.extend(value.get(name).into_iter().flat_map(|inner| against(part, inner, root, &format!("{at}.{name}"))));
    }
    faults
}

fn further(schema: &Value, wanted: &Value, value: &Value, root: &Value, at: &str) -> Vec<String> {
    let known = |name: &str| schema.get("properties").is_some_and(|properties| properties.get(name).is_some());
    let further = value.as_object().into_iter().flatten().filter(|(name, _)| !known(name));
    further
        .flat_map(|(name, inner)| match wanted {
            Value::Bool(false) => vec![format!("{at}: no key is called {name}")],
            wanted => against(wanted, inner, root, &format!("{at}.{name}")),
        })
        .collect()
}

fn is(wanted: &Value, value: &Value) -> bool {
    let one = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        other => panic!("the test does not know the type {other}"),
    };
    match wanted {
        Value::Array(names) => names.iter().any(|name| one(name.as_str().expect("a name"))),
        name => one(name.as_str().expect("a name")),
    }
}

fn refused(schema: &Value, source: &str) -> Vec<String> {
    let table: toml::Table = source.parse().unwrap_or_else(|error| panic!("{error}\n{source}"));
    against(schema, &serde_json::to_value(table).expect("JSON"), schema, "")
}

fn for_config() -> Value {
    schema::config(&Catalogue::embedded().expect("the embedded data"), Language::English)
}

#[test]
fn every_rule_file_has_the_form_that_editors_are_told() {
    let schema = schema::rule(Language::Chinese);
    for file in embedded::files().into_iter().filter(|file| !file.path.starts_with("data/")) {
        let faults = refused(&schema, &file.text);
        assert!(faults.is_empty(), "{}: {}", file.path, faults.join("\n"));
    }
    let new = include_str!("../../src/cli/new.toml").replace("{id}", "one-option");
    assert_eq!(refused(&schema, &new), Vec::<String>::new());
    for (right, wrong) in [
        ("severity = \"warning\"", "severity = \"grave\""),
        ("since = \"0.1.0\"", "sinse = \"0.1.0\""),
        ("for = \"choice\"", "for = \"choise\""),
        ("at = \"it\"", ""),
        ("id = \"one-option\"", "id = \"One option\""),
    ] {
        assert!(new.contains(right) && !refused(&schema, &new.replacen(right, wrong, 1)).is_empty(), "{wrong}");
    }
}

#[test]
fn the_configuration_that_is_started_has_the_form_that_editors_are_told() {
    let schema = for_config();
    let line = |line: &str| line.strip_prefix("# ").filter(|line| line.contains(" = ") || line.starts_with('[')).map(str::to_owned);
    let in_force: Vec<String> = TEMPLATE.lines().filter_map(line).collect();
    assert!(in_force.len() > 10, "{in_force:?}");
    assert_eq!(refused(&schema, &in_force.join("\n")), Vec::<String>::new());
    assert_eq!(refused(&schema, "profile = { deadline_month = 4 }\n[rules]\nscores = { level = 'on', full = 110 }"), Vec::<String>::new());
    for wrong in [
        "langage = 'zh'",
        "language = 'fr'",
        "[rules]\nuntiked-choice = 'off'",
        "[rules]\ntypo = 'grave'",
        "[rules]\ntypo = { deadline_month = 4 }",
        "[profile]\ndeadlin_month = 4",
        "[[override]]\npath = 'a'",
        "include = 3",
    ] {
        assert!(!refused(&schema, wrong).is_empty(), "{wrong}");
    }
}

#[test]
fn a_list_of_allowed_findings_has_the_form_that_editors_are_told() {
    let schema = schema::allow(&Catalogue::embedded().expect("the embedded data"), Language::Chinese);
    let folder = folder(&[("a.txt", "一、项目管理情况\n建立管护台帐。\n")]);
    let written = run(folder.path(), &["check", "--add-allow", "--reason", "旧", "--until", "2999-12-31", "a.txt"]);
    assert_eq!(status(&written), 0);
    let list = std::fs::read_to_string(folder.path().join("gouji.allow.toml")).expect("written");
    assert_eq!(refused(&schema, &list), Vec::<String>::new());
    for (right, wrong) in
        [("reason = ", "reasn = "), ("\"typo\"", "\"tpyo\""), ("fingerprint = \"", "fingerprint = \"x"), ("[[allow]]", "[[allows]]")]
    {
        assert!(list.contains(right) && !refused(&schema, &list.replacen(right, wrong, 1)).is_empty(), "{wrong}");
    }
}

#[test]
fn a_schema_is_printed_and_names_the_rules_of_the_user() {
    let folder = folder(&[]);
    assert_eq!(status(&run(folder.path(), &["new", "ours/one-option", "--in", "mine"])), 0);
    let printed = json(&run(folder.path(), &["schema", "config", "--rules", "mine"]));
    assert!(printed["definitions"]["rules"]["properties"]["one-option"]["description"].is_string());
    assert!(printed["definitions"]["rules"]["properties"]["ours"].is_object());
    assert!(json(&run(folder.path(), &["schema", "rule", "--lang", "en"]))["properties"]["check"].is_object());
    assert_eq!(status(&run(folder.path(), &["schema", "report"])), 2);
}
