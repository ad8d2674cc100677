//! Every rule runs its own examples, and says what a rule has to say.

use gouji::check::{examples, mutation};
use gouji::rules::{Catalogue, catalogue};

#[test]
fn no_embedded_file_is_faulty() {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let faults: Vec<_> = catalogue.faults.iter().chain(catalogue.rules.iter().filter_map(|rule| rule.reads().err())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_rule_passes_its_examples() {
    let known = Catalogue::embedded().expect("the embedded data");
    let mut problems = Vec::new();
    for rule in &known.rules {
        let outcomes = examples::run(rule, &known).unwrap_or_else(|fault| panic!("{fault:?}"));
        let failed = outcomes.into_iter().filter_map(|outcome| Some(format!("{} / {}: {}", rule.id, outcome.name, outcome.problem?)));
        problems.extend(failed);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_rule_has_examples_of_both_kinds_and_a_rationale() {
    let known = Catalogue::embedded().expect("the embedded data");
    assert!(!known.rules.is_empty(), "no rules are embedded");
    for rule in &known.rules {
        let parsed = catalogue::parse(&rule.file).unwrap_or_else(|fault| panic!("{fault:?}"));
        assert!(!parsed.pass.is_empty(), "{}: no passing example", rule.id);
        assert!(!parsed.fail.is_empty(), "{}: no failing example", rule.id);
        for (what, text) in [("zh", &parsed.rationale.zh), ("en", &parsed.rationale.en)] {
            assert!(text.get_ref().trim().chars().count() >= 20, "{}: the rationale in {what} says nothing", rule.id);
        }
        assert!(!["true", "false"].contains(&parsed.check.assert.get_ref().trim()), "{}: the criterion is a constant", rule.id);
        assert!(parsed.fix.is_none() || parsed.fail.iter().any(|example| example.fixed.is_some()), "{}: no example shows the fix", rule.id);
    }
}

#[test]
fn every_example_is_named_in_chinese() {
    let known = Catalogue::embedded().expect("the embedded data");
    let mut unnamed = Vec::new();
    for rule in &known.rules {
        let parsed = catalogue::parse(&rule.file).unwrap_or_else(|fault| panic!("{fault:?}"));
        let examples = parsed.pass.into_iter().chain(parsed.fail);
        let others = examples.filter(|example| !example.zh.as_deref().is_some_and(is_chinese));
        unnamed.extend(others.map(|example| format!("{}: {}", rule.id, example.name)));
    }
    assert!(unnamed.is_empty(), "below each `name` a line `zh` says the same in Chinese; it is missing from\n{}", unnamed.join("\n"));
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4E00}'..='\u{9FFF}').contains(&character))
}

/// Of a hundred changes of what the rules check, their examples notice so many.
const NOTICED: usize = 68;

#[test]
fn the_examples_hold_what_the_rules_check() {
    let known = Catalogue::embedded().expect("the embedded data");
    let score = |rule| mutation::score(rule, &known).unwrap_or_else(|fault| panic!("{fault:?}"));
    let scores: Vec<_> = known.rules.iter().map(|rule| (&rule.id, score(rule))).collect();
    let (killed, mutants) = scores.iter().fold((0, 0), |(killed, all), (_, score)| (killed + score.killed(), all + score.mutants));
    assert!(mutants > 1000 && killed * 100 >= mutants * NOTICED, "the examples notice {killed} of {mutants} mutants");
    for (id, score) in &scores {
        assert!(score.killed() > 0, "{id}: no example notices any change; gouji test --mutants lists them");
    }
}

#[test]
fn the_profiles_of_the_data_set_what_rules_have() {
    let known = Catalogue::embedded().expect("the embedded data");
    for profile in &known.knowledge.profiles.profile {
        for (name, value) in &profile.parameters {
            assert!(known.rules.iter().any(|rule| rule.parameters.contains(name)), "{}: no rule has {name}", profile.name);
            assert!(value.is_integer() || value.is_bool() || value.is_str() || value.is_array(), "{}: {name} = {value}", profile.name);
        }
    }
}
