//! On a large report the kinds of facts are found side by side: they are those that are found one behind the other.

use gouji::facts::{self, Context, Fact, Facts, KindSet, Value};
use gouji::rules::Catalogue;
use gouji::{syntax, values};
use std::fs;
use std::path::Path;

/// A value, with other facts told by what they hold, since they are numbered in another order.
fn shown(facts: &Facts<'_>, value: &Value<'_>) -> String {
    match value {
        Value::Fact(id) => fact(facts, facts.get(*id)),
        Value::List(values) => values.iter().map(|value| shown(facts, value)).collect::<Vec<_>>().join(", "),
        other => format!("{other:?}"),
    }
}

fn fact(facts: &Facts<'_>, fact: &Fact<'_>) -> String {
    let values: Vec<String> = fact.values.iter().map(|value| shown(facts, value)).collect();
    format!("{:?} {}", fact.span, values.join(" | "))
}

/// The labelled reports, one behind the other.
fn large_report() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("tests/cases").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a report")).collect()
}

#[test]
fn kinds_found_side_by_side_are_those_found_in_order() {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let text = large_report();
    assert!(text.len() > 64 * 1024, "{} bytes are no large report", text.len());
    let document = syntax::parse(&text, &catalogue.knowledge.vocabulary);
    let values = values::scan(&document.flow.text, &catalogue.knowledge.units);
    let context = Context::new(&document, &values, &catalogue.knowledge, "report.txt");
    let beside = facts::extract(&context, &KindSet::all());
    let behind = facts::extract_each(&context, &KindSet::all(), |_| ());
    for kind in facts::KINDS {
        let of = |facts: &Facts<'_>| -> Vec<String> { facts.of(kind.name).map(|(_, found)| fact(facts, found)).collect() };
        assert_eq!(of(&beside), of(&behind), "{}", kind.name);
    }
}
