//! The overview of all rules, `rules/README.md`, says what the rule files say.

use gouji::rules::{Catalogue, catalogue};
use std::fmt::Write as _;

#[test]
fn the_overview_of_the_rules_is_fresh() {
    let known = Catalogue::embedded().expect("the embedded data");
    let mut text = String::from(HEAD);
    let mut category = String::new();
    for rule in &known.rules {
        if *rule.category != *category {
            category = rule.category.to_string();
            let _ = write!(text, "\n## {category}\n\n| rule | severity | 名称 | title | examples |\n| --- | --- | --- | --- | ---: |\n");
        }
        let parsed = catalogue::parse(&rule.file).unwrap_or_else(|fault| panic!("{fault:?}"));
        let examples = parsed.pass.len() + parsed.fail.len();
        let off = if rule.enabled { "" } else { ", off" };
        let path = format!("{category}/{}.toml", rule.id);
        let _ = writeln!(
            text,
            "| [{}]({path}) | {}{off} | {} | {} | {examples} |",
            rule.id,
            rule.severity.name(),
            rule.title.zh,
            rule.title.en
        );
    }
    super::same("rules/README.md", &text);
}

const HEAD: &str = "# Rules · 规则

Each rule is one file; `gouji explain ID` prints it. This page is written by a test from the files: `GOUJI_BLESS=1 cargo test overview`.
";
