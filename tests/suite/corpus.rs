//! Several documents beside each other: the labelled corpus with its key, and order and identity of files.

use super::cli::{folder, json, run};
use gouji::check::corpus::compare;
use gouji::check::{Prepared, Settings};
use gouji::rules::Catalogue;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What the key says.
#[derive(Deserialize)]
struct Key {
    findings: Vec<Named>,
    negatives: Vec<Named>,
    tolerated: Vec<Named>,
}

/// A rule and the two files that it speaks of.
#[derive(Deserialize)]
struct Named {
    rule: String,
    files: BTreeSet<String>,
}

type Claim = (String, BTreeSet<String>);

fn claims(named: &[Named]) -> BTreeSet<Claim> {
    named.iter().map(|named| (named.rule.clone(), named.files.clone())).collect()
}

/// What is claimed of the documents, whatever their order.
fn found(documents: &[(String, String)]) -> BTreeSet<Claim> {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&catalogue, Settings::default());
    let texts: Vec<(&str, &str)> = documents.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let compared = compare(&texts, &prepared);
    let mut found = BTreeSet::new();
    for ((path, _), compared) in documents.iter().zip(&compared) {
        for finding in &compared.findings {
            let mut files: BTreeSet<String> = finding.related.iter().filter_map(|label| label.path.as_deref()).map(str::to_owned).collect();
            files.insert(path.clone());
            found.insert((finding.rule.to_string(), files));
        }
    }
    found
}

fn corpus() -> (Vec<(String, String)>, Key) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut names: Vec<String> = fs::read_dir(&root)
        .expect("tests/corpus")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.retain(|name| name.ends_with(".txt"));
    names.sort();
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("a report");
    let key = serde_json::from_str(&read("key.json")).expect("the key");
    (names.iter().map(|name| (name.clone(), read(name))).collect(), key)
}

#[test]
fn the_labelled_corpus_is_found_without_false_alarm() {
    let (mut documents, key) = corpus();
    let (expected, allowed) = (claims(&key.findings), &claims(&key.findings) | &claims(&key.tolerated));
    for _ in 0..2 {
        let found = found(&documents);
        assert!(expected.is_subset(&found), "missed: {:#?}", expected.difference(&found));
        assert!(found.is_subset(&allowed), "false alarms: {:#?}", found.difference(&allowed));
        assert!(found.is_disjoint(&claims(&key.negatives)));
        documents.reverse();
    }
}

#[test]
fn a_finding_names_the_other_document_and_shows_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let output = json(&run(&root, &["check", "--format", "json", "--fail-on", "never"]));
    let findings =
        output["documents"].as_array().expect("documents").iter().flat_map(|document| document["findings"].as_array().expect("findings"));
    let balance = findings.into_iter().find(|finding| finding["rule"] == "opening-balance").expect("the balance");
    assert_eq!((&balance["text"], &balance["related"][0]["text"]), (&"15.40万元".into(), &"12.40万元".into()));
    assert_eq!(balance["related"][0]["path"], "01-reservoir-2022.txt");
    assert_eq!(balance["related"][0]["span"]["start"]["line"], 6);
}

#[test]
fn one_file_by_two_paths_is_one_document() {
    let (documents, _) = corpus();
    let text = &documents[3].1;
    let folder = folder(&[("a/b.txt", text)]);
    let output = json(&run(folder.path(), &["check", "--format", "json", "a", "a/b.txt", "./a/../a/b.txt"]));
    assert_eq!(output["documents"].as_array().expect("documents").len(), 1);
    assert!(!output.to_string().contains("duplicate-report"));
}

#[test]
fn each_of_two_documents_is_judged_by_its_own_configuration_and_the_ledger_lists_what_was_compared() {
    let (documents, _) = corpus();
    let twins: Vec<&str> = ["a/report.txt", "b/report.txt"].to_vec();
    let text = documents[0].1.as_str();
    let off = "[rules]\nduplicate-report = \"off\"\n";
    let rules = |files: &[(&str, &str)]| -> BTreeSet<String> {
        let folder = folder(&[&[(twins[0], text), (twins[1], text)], files].concat());
        let report = json(&run(folder.path(), &["check", ".", "--format", "json", "--ledger"]));
        let reports = report["documents"].as_array().expect("documents").clone();
        let bound = |report: &serde_json::Value| {
            let bindings = report["bindings"].as_array().expect("bindings").clone();
            bindings.iter().any(|binding| binding["rule"] == "duplicate-report" && binding["verdict"] == "inconsistent")
        };
        let found = |report: &serde_json::Value| {
            report["findings"].as_array().expect("findings").iter().any(|finding| finding["rule"] == "duplicate-report")
        };
        reports.iter().for_each(|report| assert_eq!(bound(report), found(report)));
        reports.iter().filter(|report| found(report)).map(|report| report["path"].as_str().expect("a path").to_owned()).collect()
    };
    let [first, second] = [0, 1].map(|at: usize| twins[at]);
    let later = rules(&[]).into_iter().next().expect("one of two equal reports is the later");
    let (later, earlier) = if later.ends_with(second) { ("b/gouji.toml", "a/gouji.toml") } else { ("a/gouji.toml", "b/gouji.toml") };
    assert!(rules(&[(later, off)]).is_empty(), "{first}");
    assert_eq!(rules(&[(earlier, off)]).len(), 1);
}
