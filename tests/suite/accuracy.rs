//! Labelled reports with their keys: what has to be found is found, and nothing else is claimed.

use gouji::check::{Prepared, Settings, check};
use gouji::finding::{Finding, Severity};
use gouji::rules::Catalogue;
use gouji::text::LineIndex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a key says of a report.
#[derive(Deserialize)]
struct Key {
    file: String,
    fiscal_year: Option<i32>,
    findings: Vec<Expected>,
    tolerated: Vec<Expected>,
}

/// A finding that has to be made, or one that may be.
#[derive(Deserialize)]
struct Expected {
    rule: String,
    #[serde(default)]
    lines: Vec<u32>,
}

/// What became of the findings of one rule.
#[derive(Default)]
struct Score {
    expected: usize,
    found: usize,
    false_alarms: usize,
}

fn keys() -> Vec<(Key, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<_> = fs::read_dir(&folder).expect("tests/cases").map(|entry| entry.expect("an entry").path()).collect();
    names.retain(|path| path.extension().is_some_and(|ext| ext == "json"));
    names.sort();
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let keyed = |path: &std::path::PathBuf| {
        let key: Key = serde_json::from_str(&read(path)).expect("a key");
        let text = read(&folder.join(&key.file));
        (key, text)
    };
    names.iter().map(keyed).collect()
}

/// Every line that a finding or one of its related places touches.
fn lines(finding: &Finding, text: &str, index: &LineIndex) -> Vec<u32> {
    let spans = std::iter::once(finding.span).chain(finding.related.iter().map(|label| label.span));
    let line = |offset| index.position(text, offset).line;
    spans.flat_map(|span| line(span.start)..=line(span.end)).collect()
}

fn matches(expected: &Expected, finding: &Finding, lines: &[u32]) -> bool {
    *expected.rule == *finding.rule && (expected.lines.is_empty() || expected.lines.iter().any(|line| lines.contains(line)))
}

fn score() -> (BTreeMap<String, Score>, Vec<String>) {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&catalogue, Settings::default());
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut remarks = Vec::new();
    for (key, text) in keys() {
        let report = check(&text, &key.file, &prepared);
        if report.fiscal_year != key.fiscal_year {
            remarks.push(format!("{}: fiscal year {:?}, the key says {:?}", key.file, report.fiscal_year, key.fiscal_year));
        }
        let index = LineIndex::new(&text);
        let places: Vec<_> = report.findings.iter().map(|finding| (finding, lines(finding, &text, &index))).collect();
        for expected in &key.findings {
            let found = places.iter().any(|(finding, lines)| matches(expected, finding, lines));
            let score = scores.entry(expected.rule.clone()).or_default();
            score.expected += 1;
            score.found += usize::from(found);
            if !found {
                remarks.push(format!("{}:{:?} {} is missed", key.file, expected.lines, expected.rule));
            }
        }
        for (finding, lines) in places.iter().filter(|(finding, _)| finding.severity > Severity::Info) {
            if !key.findings.iter().chain(&key.tolerated).any(|expected| matches(expected, finding, lines)) {
                scores.entry(finding.rule.to_string()).or_default().false_alarms += 1;
                remarks.push(format!("{}:{:?} {} is a false alarm: {}", key.file, lines.first(), finding.rule, finding.message));
            }
        }
    }
    (scores, remarks)
}

#[test]
fn labelled_reports_are_judged_as_their_keys_say() {
    let (scores, remarks) = score();
    let total = |part: fn(&Score) -> usize| scores.values().map(part).sum::<usize>();
    let (expected, found, false_alarms) = (total(|score| score.expected), total(|score| score.found), total(|score| score.false_alarms));
    for (rule, score) in &scores {
        println!("{rule:32} found {}/{}  false alarms {}", score.found, score.expected, score.false_alarms);
    }
    println!("{expected} expected, {found} found, {false_alarms} false alarms\n{}", remarks.join("\n"));
    assert!(false_alarms == 0, "{false_alarms} false alarms:\n{}", remarks.join("\n"));
    assert!(found * 100 >= expected * 95, "{found} of {expected} found:\n{}", remarks.join("\n"));
    assert!(!remarks.iter().any(|remark| remark.contains("fiscal year")), "{}", remarks.join("\n"));
}

/// The README says how accurate the rules are; it says what this test measures.
#[test]
fn the_readme_tells_the_measured_accuracy() {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let mut by_category: BTreeMap<&str, Score> = BTreeMap::new();
    for (rule, score) in score().0 {
        let category = catalogue.rule(&rule).map_or("not yet a rule", |rule| &*rule.category);
        let sum = by_category.entry(category).or_default();
        sum.expected += score.expected;
        sum.found += score.found;
        sum.false_alarms += score.false_alarms;
    }
    let row =
        |(category, score): (&&str, &Score)| format!("| {category} | {} | {} | {} |\n", score.expected, score.found, score.false_alarms);
    let table: String = by_category.iter().map(row).collect();
    for (readme, head) in
        [("README.md", "| category | to be found | found | false alarms |"), ("README.zh-CN.md", "| 类别 | 应发现 | 已发现 | 误报 |")]
    {
        super::kept(readme, "accuracy", &format!("{head}\n| --- | ---: | ---: | ---: |\n{table}"));
    }
}

/// Commas, colons and brackets are typed in both widths.
#[test]
fn the_width_of_marks_changes_no_finding() {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&catalogue, Settings::default());
    let found = |text: &str| -> Vec<(String, u32)> {
        let index = LineIndex::new(text);
        let mut found: Vec<(String, u32)> = check(text, "report.txt", &prepared)
            .findings
            .iter()
            .map(|finding| (finding.rule.to_string(), index.position(text, finding.span.start).line))
            .collect();
        found.sort();
        found
    };
    for (key, text) in keys() {
        let half = [('，', ","), ('；', ";"), ('：', ":"), ('（', "("), ('）', ")")];
        let narrow = half.iter().fold(text.clone(), |text, (wide, narrow)| text.replace(*wide, narrow));
        assert_eq!(found(&narrow), found(&text), "{}", key.file);
    }
}
