//! The life of a rule's author: a rule is started, tried, changed, used and explained.

use super::cli::{err, folder, json, out, run, status};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

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

/// The commands of the guide in a README, in order.
fn guide(readme: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).expect("the file");
    let part = text.split_once("<!-- guide -->").and_then(|(_, rest)| rest.split_once("<!-- /guide -->")).expect("the guide").0;
    let blocks = part.split("```sh\n").skip(1).filter_map(|block| block.split_once("```"));
    blocks.flat_map(|(block, _)| block.lines().map(str::to_owned)).collect()
}

#[cfg(unix)]
fn shell(folder: &Path, command: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_gouji")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    Command::new("sh").current_dir(folder).env("PATH", path).args(["-c", command]).output().expect("a shell")
}

#[cfg(unix)]
#[test]
fn the_guide_works_as_it_is_written() {
    let commands = guide("README.md");
    assert_eq!(commands, guide("README.zh-CN.md"), "the languages give one guide");
    assert!(commands.len() >= 9, "{commands:?}");
    let folder = folder(&[]);
    for command in &commands {
        let output = shell(folder.path(), command);
        let finds = command.starts_with("gouji check");
        assert_eq!(status(&output), i32::from(finds), "{command}: {}{}", out(&output), err(&output));
        assert!(err(&output).is_empty(), "{command}: {}", err(&output));
        assert!(!finds || out(&output).contains("one-option"), "{command}: {}", out(&output));
    }
}

#[test]
fn the_language_is_told_without_a_report() {
    let page = out(&run(folder(&[]).path(), &["language"]));
    ["`has(anything)`", "### indicator", "| `weight` | number |"].iter().for_each(|part| assert!(page.contains(part), "{part}"));
}

#[test]
fn a_rule_is_explained_in_both_languages() {
    let folder = folder(&[]);
    let page = |language: &str| out(&run(folder.path(), &["explain", "late-submission", "--lang", language]));
    for (language, parts) in [
        ("zh", ["报送超过期限", "为什么", "判断标准", "参数", "deadline_month = 6", "提示", "会报告", "不报告", "依据"]),
        ("en", ["Submitted after", "Why", "Criterion", "Parameters", "deadline_month = 6", "Message", "Reported", "Silent", "References"]),
    ] {
        let page = page(language);
        parts.iter().for_each(|part| assert!(page.contains(part), "{part}: {page}"));
    }
    let unknown = run(folder.path(), &["explain", "one-option", "--lang", "en"]);
    assert!(status(&unknown) == 2 && err(&unknown).contains("--rules"), "{}", err(&unknown));
}

#[test]
fn the_whole_criterion_is_explained_with_the_sentences_that_it_leads_to() {
    let folder = folder(&[]);
    let page = |rule: &str, language: &str| out(&run(folder.path(), &["explain", rule, "--lang", language]));
    let growth = page("growth", "en");
    for line in
        ["  for          growth where", "  reading      r in ", "  let gap      if(", "  assert       if(", "  at           it.change\n"]
    {
        assert!(growth.contains(line), "{line}: {growth}");
    }
    let share = page("share", "zh");
    for line in ["  {parts} ÷ {total} = {actual}，文中占比为{rate}\n", "  {total}   added(r.denominators)\n"] {
        assert!(share.contains(line), "{line}: {share}");
    }
}

#[test]
fn an_example_is_named_in_the_language_of_the_page() {
    let folder = started();
    let explain = |options: &[&str]| run(folder.path(), &[&["explain", "one-option", "--rules", "my-rules"], options].concat());
    assert!(out(&explain(&["--lang", "zh"])).contains("\n不报告：有两个选项\n"));
    assert!(out(&explain(&["--lang", "en"])).contains("\nSilent: two options\n"));
    let example = &json(&explain(&["--format", "json"]))["pass"][0];
    assert_eq!((example["name"].as_str(), example["zh"].as_str()), (Some("two options"), Some("有两个选项")));
    let path = folder.path().join("my-rules/completeness/one-option.toml");
    let unnamed = fs::read_to_string(&path).expect("the rule").replace("zh = \"有两个选项\"\n", "");
    fs::write(&path, unnamed).expect("written");
    assert!(out(&explain(&["--lang", "zh"])).contains("\n不报告：two options\n"));
}

/// A report of a city with documents, words and forms of its own.
const YUNZHOU: &str = "绿化片区：东湖片区
责任单位：云州市园林局
养护等级：一级

云州市2023年度绿化养护项目绩效自评报告
根据《云州市预算绩效评价管理办法》（云财绩〔2019〕12号），我局组织了自评。

一、绿化概况
云洲市东湖片区绿地31亩，调剂后预算120万元，节约采购资金850万元。
二、绿化成效
成活率98%。
三、来年打算
增加巡查。

云州市园林局
2024年3月5日
";

/// Rules and data of that city.
const OWN: &[(&str, &str)] = &[
    ("report.txt", YUNZHOU),
    ("mine/data/measures.toml", include_str!("../cli/own/measures.toml")),
    ("mine/data/confusions.toml", "[[group]]\nclass = 'slip'\nwords = ['云洲 云州']\n"),
    ("mine/data/registry.toml", include_str!("../cli/own/registry.toml")),
    ("mine/data/outlines.toml", include_str!("../cli/own/outlines.toml")),
    ("mine/data/covers.toml", include_str!("../cli/own/covers.toml")),
    ("mine/numbers/saving-over-budget.toml", include_str!("../cli/own/saving-over-budget.toml")),
];

#[test]
fn rules_and_data_of_the_user_are_equal_citizens() {
    let folder = folder(OWN);
    let checked = run(folder.path(), &["check", "report.txt", "--rules", "mine", "--format", "concise"]);
    assert_eq!(status(&checked), 1, "{}", err(&checked));
    for (rule, words) in [
        ("saving-over-budget", "采购节约850万元，大于预算120万元"),
        ("superseded-basis", "云财绩〔2022〕30号"),
        ("typo", "云州"),
        ("missing-section", "云州市简式自评报告"),
        ("missing-field", "验收组长"),
    ] {
        let found = out(&checked).lines().any(|line| line.contains(&format!("[{rule}]")) && line.contains(words));
        assert!(found, "{rule}: {}", out(&checked));
    }
    assert_eq!(status(&run(folder.path(), &["test", "mine"])), 0);
}

#[test]
fn rules_below_a_folder_named_data_are_still_rules() {
    let moved: Vec<(String, &str)> = OWN.iter().map(|(path, text)| (format!("data/{path}"), *text)).collect();
    let folder = folder(&moved.iter().map(|(path, text)| (path.as_str(), *text)).collect::<Vec<_>>());
    let listed = out(&run(folder.path(), &["rules", "--rules", "data/mine", "--format", "concise"]));
    assert!(listed.lines().any(|id| id == "saving-over-budget"), "{listed}");
}

#[test]
fn a_fault_of_the_users_data_is_underlined_in_the_users_file() {
    for (file, right, wrong, place) in [
        ("measures", "kind = \"money\"", "kind = \"mony\"", "mine/data/measures.toml:5:8"),
        ("registry", "repealed = 2023-01-01", "repealed = \"gone\"", "mine/data/registry.toml:5:12"),
        ("outlines", "topic = \"greening\"", "topic = \"grening\"", "mine/data/outlines.toml:11:"),
        ("covers", "marks", "mark", "mine/data/covers.toml:5:1"),
        ("confusions", "云洲 云州", "云洲", "mine/data/confusions.toml:3:"),
    ] {
        let folder = folder(OWN);
        let path = folder.path().join(format!("mine/data/{file}.toml"));
        let text = fs::read_to_string(&path).expect("the file");
        assert!(text.contains(right), "{file}");
        fs::write(&path, text.replacen(right, wrong, 1)).expect("written");
        let checked = run(folder.path(), &["check", "report.txt", "--rules", "mine"]);
        assert_eq!(status(&checked), 2, "{file}");
        assert!(err(&checked).contains(place), "{file}: {}", err(&checked));
        assert_eq!(err(&checked).matches("mine/data/").count(), 1, "one fault, told once: {}", err(&checked));
    }
    let folder = folder(&[("report.txt", YUNZHOU), ("mine/data/mesures.toml", "")]);
    let checked = run(folder.path(), &["check", "report.txt", "--rules", "mine", "--lang", "en"]);
    assert!(status(&checked) == 2 && err(&checked).contains("measures"), "{}", err(&checked));
}
