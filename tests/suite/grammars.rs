//! No rule of a grammar leads back to itself: pest runs without its guard of the stack, and a report may nest as deep as it likes.

use regex::Regex;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The rules of a grammar, each with the words of its definition.
fn rules(grammar: &str) -> BTreeMap<String, Vec<String>> {
    let noise = Regex::new(r#"//.*|"(\\.|[^"\\])*"|'(\\.|[^'\\])+'|\{[0-9, ]+\}"#).expect("a pattern");
    let bare = noise.replace_all(grammar, "");
    let rule = Regex::new(r"(\w+)\s*=\s*[_@$!]?\{([^{}]*)\}").expect("a pattern");
    let word = Regex::new(r"\w+").expect("a pattern");
    let words = |definition: &str| word.find_iter(definition).map(|word| word.as_str().to_owned()).collect();
    rule.captures_iter(&bare).map(|rule| (rule[1].to_owned(), words(&rule[2]))).collect()
}

/// The rules from `name` back to itself.
fn circle(name: &str, rules: &BTreeMap<String, Vec<String>>, way: &mut Vec<String>) -> Option<String> {
    way.push(name.to_owned());
    if way.iter().filter(|known| *known == name).count() > 1 {
        return Some(way.join(" → "));
    }
    let found = rules.get(name).into_iter().flatten().find_map(|next| circle(next, rules, way));
    way.pop();
    found
}

#[test]
fn grammars_do_not_nest() {
    let nested = rules("// a = { b }\na = { \"{\" ~ b* }\nb = _{ '0'..'9'{1, 2} | a }");
    assert_eq!(circle("a", &nested, &mut Vec::new()).as_deref(), Some("a → b → a"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar");
    for entry in fs::read_dir(folder).expect("the folder of grammars") {
        let path = entry.expect("an entry").path();
        let rules = rules(&fs::read_to_string(&path).expect("a grammar"));
        assert!(rules.len() > 5, "{}: {} rules were found", path.display(), rules.len());
        let found = rules.keys().find_map(|name| circle(name, &rules, &mut Vec::new()));
        assert_eq!(found, None, "{}", path.display());
    }
}
