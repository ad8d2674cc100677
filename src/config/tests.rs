//! Configuration files as their authors write them, and what they are told.

use super::keys::{FILE, LEVELS, OVERRIDE};
use super::{Chain, ConfigFile, Level, TEMPLATE};
use crate::finding::Severity;
use crate::rules::Catalogue;
use std::path::{Path, PathBuf};

fn parsed(text: &str) -> Result<ConfigFile, Vec<String>> {
    let shown = |fault: &crate::error::Fault| {
        let place = fault.span.map(|span| span.of(text).to_owned()).unwrap_or_default();
        format!("{place}: {} ({})", fault.message.en, fault.help.as_ref().map_or("", |help| &help.en))
    };
    ConfigFile::parse(PathBuf::from("gouji.toml"), text).map_err(|faults| faults.iter().map(shown).collect())
}

fn chain(text: &str) -> Chain {
    Chain { files: vec![parsed(text).expect("a sound file")] }
}

#[test]
fn a_misspelt_key_or_value_is_underlined_with_the_nearest() {
    let told = |text: &str| parsed(text).map(|_| ()).expect_err("a fault");
    assert_eq!(told("exlude = ['a']"), ["exlude: there is no key `exlude` (did you mean `exclude`?)"]);
    assert_eq!(told("[rules]\ntypo = 'eror'"), ["'eror': there is no value `eror` (did you mean `error`?)"]);
    assert_eq!(told("[rules]\ntypo = 3"), ["3: expected a text in quotation marks ()"]);
    assert_eq!(told("[profile]\nx = 0.5"), ["0.5: a decimal has to keep its digits (write it as a text: \"0.5\")"]);
    assert_eq!(told("[[override]]\nrules = {}").len(), 1);
    assert_eq!(told("include = ['a***']").len(), 1);
    assert_eq!(told("language = 'fr'\nexclude = 1").len(), 2, "every fault is told, not only the first");
    assert!(told("include = [")[0].contains("array"));
}

#[test]
fn a_fault_is_told_in_both_languages() {
    let told = |text: &str| {
        let faults = ConfigFile::parse(PathBuf::from("gouji.toml"), text).expect_err("a fault");
        format!("{} {}", faults[0].message.zh, faults[0].help.as_ref().map_or("", |help| &help.zh))
    };
    assert_eq!(told("exlude = ['a']"), "没有配置项 `exlude` 是否应为 `exclude`？");
    assert_eq!(told("[rules]\ntypo = 3"), "应为用引号括起的文字 ");
    assert_eq!(told("[profile]\nx = 0.5"), "小数须原样保留各位数字 写成文字：\"0.5\"");
    assert!(told("[[override]]\nrules = {}").starts_with("没有 `paths` 的 override"));
}

#[test]
fn a_rule_that_does_not_exist_is_told_before_anything_runs() {
    let known = Catalogue::embedded().expect("the embedded rules");
    let told = |text: &str| -> Vec<String> {
        chain(text).faults(&known).iter().map(|fault| format!("{} {:?}", fault.message.en, fault.help)).collect()
    };
    assert!(told("[rules]\ntypo = 'off'\ntext = { level = 'info' }").is_empty());
    assert!(told("[rules]\ntypos = 'off'")[0].contains("did you mean `typo`?"));
    assert!(told("[rules]\nsum-of-parts = { shrt = '3%' }")[0].contains("did you mean `short`?"));
    assert!(told("[profile]\nnothing_has_this = 1")[0].contains("there is no parameter"));
}

#[test]
fn the_later_and_the_nearer_setting_holds() {
    let known = Catalogue::embedded().expect("the embedded rules");
    let chain = chain(
        "[profile]\nshort = '5%'\n[rules]\ntypo = 'on'\ntext = 'warning'\n\
         sum-of-parts = { short = '3%' }\n[[override]]\npaths = '2019/**'\nrules = { text = 'off', typo = 'error' }",
    );
    let new = chain.effective(Path::new("2023/a.txt"), &known);
    assert_eq!(new.levels["typo"].0, Level::On, "a rule's own name counts more than its category");
    assert_eq!(new.levels["placeholder"].0, Level::At(Severity::Warning));
    assert_eq!(new.levels["placeholder"].1.line, 5);
    assert!(!new.levels.contains_key("sum-of-parts"));
    assert_eq!(new.parameters["sum-of-parts"]["short"].value.to_string(), "3%");
    assert_eq!(new.parameters["count-sum"]["short"].value.to_string(), "5%");
    let old = chain.effective(Path::new("2019/a.txt"), &known);
    assert_eq!((old.levels["typo"].0, old.levels["placeholder"].0), (Level::At(Severity::Error), Level::Off));
    assert_eq!(new.tuned(&chain, &known).map(|rules| rules.len()), Ok(new.parameters.len()));
}

#[test]
fn a_value_that_a_rule_cannot_work_with_is_told_at_its_place() {
    let known = Catalogue::embedded().expect("the embedded rules");
    let text = "[rules]\nsum-of-parts = { short = 'no number' }";
    let chain = chain(text);
    let faults = chain.effective(Path::new("a.txt"), &known).tuned(&chain, &known).expect_err("a fault");
    assert_eq!(faults[0].span.map(|span| span.of(text)), Some("'no number'"));
}

#[test]
fn files_are_left_out_by_what_is_excluded_and_by_what_is_not_included() {
    let chain = chain("include = '*.txt'\nexclude = ['草稿']");
    let left_out = |path: &str| chain.left_out(Path::new(path)).map(|origin| origin.line);
    assert_eq!(left_out("a/b.txt"), None);
    assert_eq!(left_out("a.md"), Some(1));
    assert_eq!(left_out("草稿/a.txt"), Some(2));
}

#[test]
fn the_template_names_every_key_and_is_sound_with_and_without_its_comments() {
    assert!(parsed(TEMPLATE).is_ok());
    let active = |line: &str| {
        line.strip_prefix("# ").filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase() || c == '[')).map(str::to_owned)
    };
    let text: String = TEMPLATE.lines().filter_map(active).map(|line| line + "\n").collect();
    let file = parsed(&text).unwrap_or_else(|faults| panic!("{faults:?}\n{text}"));
    let keys = FILE.iter().map(|key| key.name).chain(OVERRIDE.iter().map(|key| key.name));
    keys.chain(LEVELS.iter().copied()).for_each(|name| assert!(TEMPLATE.contains(name), "{name}"));
    let chain = Chain { files: vec![file] };
    assert!(chain.faults(&Catalogue::embedded().expect("the embedded rules")).is_empty());
}
