//! The life of a rule's author: a rule is started, tried, changed, used and explained.

use super::cli::{err, folder, json, out, run, status};
use std::fs;

/// A rule that is started, with its examples of one option and of two.
fn started() -> tempfile::TempDir {
    let folder = folder(&[]);
    let output = run(folder.path(), &["new", "completeness/one-option", "--in", "my-rules"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    folder
}

#[test]
fn the_examples_of_a_rule_are_held_against_its_mutants() {
    let folder = started();
    let tested = run(folder.path(), &["test", "my-rules", "--mutants", "--lang", "en"]);
    assert_eq!(
        (status(&tested), out(&tested).as_str()),
        (0, "one-option   2 examples, 4/4 mutants\n1 rule, 2 examples, 0 failed; the examples notice 4 of 4 mutants (100%)\n")
    );
    let path = folder.path().join("my-rules/completeness/one-option.toml");
    let weaker = fs::read_to_string(&path).expect("the rule").replace("it.number ≥ 2", "it.number > 1 and it.number < 40");
    fs::write(&path, weaker).expect("written");
    let tested = out(&run(folder.path(), &["test", "my-rules", "--mutants", "--lang", "en"]));
    assert!(
        tested.contains("\n    assert: it.number < 40 → it.number ≤ 40\n") && tested.contains("\n    assert: it.number < 40 → true\n"),
        "{tested}"
    );
    assert!(!tested.contains("it.number < 40 → it.number ≥ 40"), "an example shows that a few options are right: {tested}");
    let described = json(&run(folder.path(), &["test", "my-rules", "--format", "json"]));
    assert_eq!(described["rules"][0]["survivors"][0]["before"], "it.number < 40");
    assert_eq!((described["mutants"].as_u64(), described["killed"].as_u64()), (Some(10), Some(6)), "{described}");
}

#[test]
fn an_example_that_shows_something_else_fails() {
    let folder = started();
    let path = folder.path().join("my-rules/completeness/one-option.toml");
    let wrong = fs::read_to_string(&path).expect("the rule").replace("«组织方式：☑项目单位»", "组织方式：☑«项目单位»");
    fs::write(&path, wrong).expect("written");
    let tested = run(folder.path(), &["test", "my-rules", "--lang", "en"]);
    assert_eq!(status(&tested), 1);
    assert!(
        out(&tested).contains("one-option: one option: it marks “项目单位”, and the rule points at “组织方式：☑项目单位”"),
        "{}",
        out(&tested)
    );
}
