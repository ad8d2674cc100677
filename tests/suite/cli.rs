//! The program as its users see it: exit status, streams, formats, broken inputs.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A text with one thing wrong.
const WRONG: &str = include_str!("../cli/unticked.txt");

/// The same without.
const RIGHT: &str = include_str!("../cli/ticked.txt");

pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(folder);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder).args(arguments).output().expect("the program runs")
}

pub fn run_with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("piped").write_all(input).expect("written");
    child.wait_with_output().expect("the program ends")
}

pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("created");
        fs::write(path, text).expect("written");
    }
    folder
}

pub fn status(output: &Output) -> i32 {
    output.status.code().expect("not killed")
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

pub fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("valid JSON")
}

/// Compares with a reviewed file of `tests/cli`; `GOUJI_BLESS=1` writes it anew, to be reviewed again.
fn golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli").join(name);
    if std::env::var_os("GOUJI_BLESS").is_some() {
        fs::write(&path, actual).expect("written");
    }
    assert_eq!(actual, fs::read_to_string(&path).unwrap_or_default(), "{name}");
}

#[test]
fn a_finding_is_shown_in_each_format_and_language() {
    let folder = folder(&[("报告.txt", WRONG)]);
    let check = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["check", "报告.txt", "--show", "error"], arguments].concat());
        assert_eq!(status(&output), 1, "{}", err(&output));
        out(&output)
    };
    golden("pretty-zh.out", &without_summary(&check(&[])));
    golden("pretty-en.out", &without_summary(&check(&["--lang", "en"])));
    golden("concise.out", &check(&["--format", "concise"]));
    let json: serde_json::Value = serde_json::from_str(&check(&["--format", "json"])).expect("valid JSON");
    golden("json.out", &format!("{:#}\n", json["documents"][0]["findings"]));
}

/// The findings alone: what the last lines count grows with the rules.
fn without_summary(output: &str) -> String {
    output.split_inclusive('\n').take_while(|line| !line.contains("共检查") && !line.contains("1 document")).collect()
}

#[test]
fn the_last_lines_count_documents_findings_and_relations() {
    let folder = folder(&[("wrong.txt", WRONG), ("right.txt", RIGHT)]);
    let shown = out(&run(folder.path(), &["check"]));
    assert!(shown.contains("共检查 2 份文件：错误 1，") && shown.contains("\n勾稽关系：相符 "), "{shown}");
    let concise = run(folder.path(), &["check", "--format", "concise"]);
    assert!(!out(&concise).contains("共检查") && err(&concise).contains("共检查 2 份文件"), "{}", err(&concise));
}

#[test]
fn the_exit_status_says_whether_anything_is_wrong() {
    let folder = folder(&[("wrong.txt", WRONG), ("right.txt", RIGHT)]);
    let check = |arguments: &[&str]| status(&run(folder.path(), &[&["check", "--fail-on", "error"], arguments].concat()));
    assert_eq!(check(&["right.txt"]), 0);
    assert_eq!(check(&["wrong.txt"]), 1);
    assert_eq!(check(&[]), 1);
    assert_eq!(status(&run(folder.path(), &["check", "--fail-on", "never"])), 0);
    assert_eq!(check(&["wrong.txt", "absent.txt"]), 2);
    assert_eq!(check(&["--no-such-option"]), 2);
    assert_eq!(status(&run(folder.path(), &["check", "--fail-on", "never", "absent.txt"])), 2);
}

#[test]
fn what_is_shown_and_what_fails_are_two_things() {
    let folder = folder(&[("wrong.txt", WRONG)]);
    let shown = run(folder.path(), &["check", "--format", "concise", "--fail-on", "never"]);
    assert!(out(&shown).contains("error[unticked-choice]"));
    let json = json(&run(folder.path(), &["check", "--format", "json", "--show", "error"]));
    assert_eq!(json["summary"]["error"], 1);
    assert!(json["documents"][0]["findings"].as_array().expect("a list").iter().all(|finding| finding["severity"] == "error"));
}

#[test]
fn nothing_to_check_is_a_fault_and_says_so() {
    let folder = folder(&[("notes.docx", "x")]);
    let output = run(folder.path(), &["check"]);
    assert_eq!((status(&output), out(&output).as_str()), (2, ""));
    assert!(err(&output).contains("没有找到可检查的文件"), "{}", err(&output));
    let output = run(folder.path(), &["check", "--lang", "en", "--format", "json"]);
    assert_eq!(status(&output), 2);
    assert_eq!(json(&output)["errors"][0]["message"], "no file to check");
}

#[test]
fn one_broken_file_does_not_cost_the_others_their_result() {
    let folder = folder(&[("a.txt", RIGHT), ("c.txt", WRONG)]);
    fs::write(folder.path().join("b.txt"), b"\xE9\xA2\x84\xE7\xAE\x97\xE6\x89\xA7\xE8\xA1\x8C\xE7\x8E\x87\xFF\n").expect("written");
    fs::write(folder.path().join("d.txt"), b"%PDF-1.4\n\x00").expect("written");
    let output = run(folder.path(), &["check", "--format", "json", "--lang", "en"]);
    assert_eq!(status(&output), 2);
    let json = json(&output);
    let paths: Vec<_> = json["documents"].as_array().expect("a list").iter().map(|document| document["path"].as_str()).collect();
    assert_eq!(paths, [Some("a.txt"), Some("c.txt")]);
    assert_eq!(json["errors"][0]["path"], "b.txt");
    assert_eq!(json["errors"][0]["message"], "line 1 (byte 16) is not valid UTF-8");
    assert_eq!(json["errors"][1]["message"], "not a text file (PDF)");
    assert!(err(&output).contains("b.txt: fault: line 1"), "{}", err(&output));
}

#[test]
fn standard_input_has_a_name_of_its_own_and_any_encoding() {
    let folder = folder(&[]);
    let utf16: Vec<u8> = WRONG.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [WRONG.as_bytes(), &utf16] {
        let output = run_with_input(folder.path(), &["check", "-", "--stdin-filename", "x/报告.md", "--format", "concise"], bytes);
        assert_eq!(status(&output), 1);
        assert!(out(&output).starts_with("x/报告.md:"), "{}", out(&output));
    }
    let output = run_with_input(folder.path(), &["check", "-", "--format", "concise"], WRONG.as_bytes());
    assert!(out(&output).starts_with("-:"), "{}", out(&output));
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let folder = folder(&[("wrong.txt", WRONG)]);
    let coloured = |variables: &[(&str, &str)]| {
        let output = program(folder.path()).args(["check"]).envs(variables.iter().copied()).output().expect("the program runs");
        out(&output).contains('\x1b')
    };
    assert!(!coloured(&[]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
}

#[test]
fn the_locale_chooses_the_language_and_chinese_is_the_default() {
    let folder = folder(&[("wrong.txt", WRONG)]);
    let english = |variables: &[(&str, &str)], arguments: &[&str]| {
        let output =
            program(folder.path()).arg("check").args(arguments).envs(variables.iter().copied()).output().expect("the program runs");
        out(&output).contains("1 document")
    };
    assert!(!english(&[], &[]));
    assert!(!english(&[("LANG", "C.UTF-8")], &[]));
    assert!(english(&[("LANG", "en_US.UTF-8")], &[]));
    assert!(!english(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], &[]));
    assert!(english(&[("LANG", "zh_CN.UTF-8")], &["--lang", "en"]));
}

#[test]
fn a_closed_pipe_ends_the_run_without_a_word() {
    let files: Vec<(String, &str)> = (0..300).map(|number| (format!("{number:03}.txt"), WRONG)).collect();
    let folder = folder(&files.iter().map(|(name, text)| (name.as_str(), *text)).collect::<Vec<_>>());
    let mut child = program(folder.path())
        .args(["check", "--no-progress"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(err(&output), "");
    assert_eq!(status(&output), 1);
}

#[test]
fn what_a_report_holds_never_steers_the_terminal() {
    let folder = folder(&[("a\u{1b}[31m.txt", &WRONG.replace("部门", "\u{1b}]0;x\u{7}\u{202e}部门"))]);
    for format in ["pretty", "concise", "json"] {
        let output = run(folder.path(), &["check", "--format", format, "--verbose"]);
        let shown = out(&output) + &err(&output);
        assert!(!shown.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{format}: {shown:?}");
    }
}

#[test]
fn output_is_the_same_in_every_run_and_sorted_by_path() {
    let names: Vec<String> = (0..120).map(|number| format!("{}/{number}.txt", number % 7)).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), WRONG)).collect();
    let folder = folder(&files);
    let check = || out(&run(folder.path(), &["check", "--format", "json", "5", ".", "5/5.txt"]));
    let first = check();
    assert_eq!(first, check());
    let json: serde_json::Value = serde_json::from_str(&first).expect("valid JSON");
    let paths: Vec<_> =
        json["documents"].as_array().expect("a list").iter().map(|document| document["path"].as_str().expect("a path")).collect();
    assert_eq!(paths.len(), 120);
    assert!(paths.is_sorted_by_key(Path::new), "{paths:?}");
}

#[test]
fn rules_are_listed_and_explained_in_both_languages() {
    let folder = folder(&[]);
    assert!(out(&run(folder.path(), &["rules"])).contains("unticked-choice"));
    let json = json(&run(folder.path(), &["rules", "--format", "json"]));
    let ids: Vec<_> = json["rules"].as_array().expect("a list").iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
    let concise = out(&run(folder.path(), &["rules", "--format", "concise"]));
    assert_eq!(concise.lines().collect::<Vec<_>>(), ids);
    for (language, heads) in [("zh", ["为什么", "不报告"]), ("en", ["Why", "Silent"])] {
        let explained = run(folder.path(), &[&["explain", "--lang", language], ids.as_slice()].concat());
        assert_eq!(status(&explained), 0);
        let pages = out(&explained);
        let pages: Vec<_> = pages.split("\n\n\n").collect();
        assert_eq!(pages.len(), ids.len());
        for (page, id) in pages.iter().zip(&ids) {
            assert!(page.contains(&format!("/{id} ")) && heads.iter().all(|head| page.contains(head)), "{id}");
        }
    }
    let output = run(folder.path(), &["explain", "untickd-choice"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("unticked-choice"), "{}", err(&output));
}

#[test]
fn a_new_rule_passes_its_examples_and_is_never_overwritten() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["new", "numbers/my-rule"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let output = run(folder.path(), &["test", "rules", "--lang", "en"]);
    assert_eq!(status(&output), 0, "{}{}", out(&output), err(&output));
    assert!(out(&output).ends_with("1 rule, 2 examples, 0 failed; the examples notice 4 of 4 mutants (100%)\n"), "{}", out(&output));
    fs::write(folder.path().join("rules/numbers/my-rule.toml"), "mine").expect("written");
    assert_eq!(status(&run(folder.path(), &["new", "numbers/my-rule"])), 2);
    assert_eq!(fs::read_to_string(folder.path().join("rules/numbers/my-rule.toml")).expect("read"), "mine");
    assert_eq!(status(&run(folder.path(), &["new", "completeness/unticked-choice"])), 2);
    assert_eq!(status(&run(folder.path(), &["new", "../escape"])), 2);
}

#[test]
fn a_bad_rule_is_underlined_in_its_file_and_the_rest_stands() {
    let folder = folder(&[("wrong.txt", WRONG), ("more/numbers/bad.toml", "id = \"bad\"\nseverity = \"grave\"\n")]);
    let output = run(folder.path(), &["check", "wrong.txt", "--rules", "more"]);
    assert_eq!(status(&output), 2);
    assert!(out(&output).contains("unticked-choice"));
    assert!(err(&output).contains("more/numbers/bad.toml:2:"), "{}", err(&output));
    let output = run(folder.path(), &["check", "wrong.txt", "--rules", "absent"]);
    assert_eq!(status(&output), 2);
}

#[test]
fn completions_and_help_name_every_subcommand() {
    let folder = folder(&[]);
    let help = out(&run(folder.path(), &["--help"]));
    let script = out(&run(folder.path(), &["completions", "bash"]));
    for subcommand in ["check", "demo", "rules", "explain", "test", "facts", "new", "completions"] {
        assert!(help.contains(&format!("\n  {subcommand} ")), "{subcommand}");
        assert!(script.contains(subcommand), "{subcommand}");
    }
    let misspelt = run(folder.path(), &["chekc"]);
    assert_eq!(status(&misspelt), 2);
    assert!(err(&misspelt).contains("'check'"), "{}", err(&misspelt));
}

/// The faults planted in the sample report, by rule and line; the marked ones have to be found.
const PLANTED: &[(&str, u64, bool)] = &[
    ("evaluated-before-period-end", 5, true),
    ("unticked-choice", 6, true),
    ("blank-field", 9, true),
    ("impossible-date", 11, true),
    ("document-number-brackets", 18, true),
    ("fiscal-year-mismatch", 18, true),
    ("listed-count", 22, true),
    ("sum-of-parts", 28, true),
    ("growth", 28, true),
    ("typo", 30, false),
    ("execution-rate", 30, true),
    ("full-payment-claim", 30, true),
    ("repeated-word", 35, true),
    ("placeholder", 35, true),
    ("heading-sequence", 37, true),
    ("unpaired-mark", 41, true),
    ("grade-mismatch", 46, true),
    ("empty-statement", 49, true),
    ("unearned-score", 59, true),
    ("missing-reason", 59, false),
    ("completed-claim", 59, false),
    ("score-over-weight", 61, true),
    ("unexplained-deduction", 64, true),
    ("score-total", 65, true),
    ("missing-section", 0, false),
];

#[test]
fn the_sample_report_shows_what_was_planted_and_no_alarm_besides() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["demo", "--format", "json", "--show", "warning"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let json = json(&output);
    let findings: Vec<(&str, u64, u64)> = json["documents"][0]["findings"].as_array().expect("a list").iter().map(placed).collect();
    let is_planted = |(rule, first, last): &(&str, u64, u64)| {
        PLANTED.iter().any(|(planted, line, _)| planted == rule && (*line == 0 || (first..=last).contains(&line)))
    };
    let alarms: Vec<_> = findings.iter().filter(|finding| !is_planted(finding)).collect();
    assert!(alarms.is_empty(), "not planted: {alarms:?}");
    for (rule, line, required) in PLANTED {
        let found = findings.iter().any(|(found, first, last)| found == rule && (first..=last).contains(&line));
        assert!(found || !required, "{rule} in line {line} is missed");
    }
}

/// The rule of a finding, and the first and last line that it or a place related to it touches.
fn placed(finding: &serde_json::Value) -> (&str, u64, u64) {
    let related = finding["related"].as_array().expect("a list").iter().map(|label| &label["span"]);
    let spans: Vec<_> = std::iter::once(&finding["span"]).chain(related).collect();
    let line = |end: &str, span: &serde_json::Value| span[end]["line"].as_u64().expect("a line");
    let first = spans.iter().map(|span| line("start", span)).min().expect("a span");
    let last = spans.iter().map(|span| line("end", span)).max().expect("a span");
    (finding["rule"].as_str().expect("a rule"), first, last)
}

#[test]
fn the_profile_names_every_rule_and_every_kind_of_fact_that_took_time() {
    let folder = folder(&[("a.txt", WRONG)]);
    let profile = json(&run(folder.path(), &["check", "--profile-rules", "--format", "json", "a.txt"]));
    assert_eq!((&profile["documents"], &profile["bytes"]), (&1.into(), &WRONG.len().into()));
    let names = |group: &str| -> Vec<String> {
        let steps = profile[group].as_array().expect("a list");
        steps.iter().map(|step| step["name"].as_str().expect("a name").to_owned()).collect()
    };
    assert!(names("rules").contains(&"unticked-choice".to_owned()) && !names("rules").contains(&"late-submission".to_owned()));
    assert!(names("kinds").contains(&"choice".to_owned()));
    let mut stages = names("stages");
    stages.sort();
    assert_eq!(stages, ["syntax", "values"]);
    let table = out(&run(folder.path(), &["check", "--profile-rules", "a.txt", "--lang", "en"]));
    assert!(table.contains("‰  unticked-choice\n") && table.contains("1 document, "), "{table}");
}

#[test]
fn measures_are_listed_once_with_all_their_places() {
    let text = "一、资金情况\n2023年预算260万元，支出247万元。\n二、资金使用\n2023年预算2600000元，支出250万元。\n";
    let folder = folder(&[("报告.txt", text)]);
    let listed = out(&run(folder.path(), &["facts", "报告.txt"]));
    assert!(listed.contains("\n  预算 [2023年] = 2600000元 (2:8 260万元; 4:8 2600000元)\n"), "{listed}");
    assert!(listed.contains("\n  支出 [2023年] = 2470000元 (2:16 247万元) | 2500000元 (4:19 250万元)\n"), "{listed}");
    let fields = out(&run(folder.path(), &["facts", "报告.txt", "--kind", "measure"]));
    assert!(fields.contains("value = 260万元") && !fields.contains("[2023年]"), "{fields}");
    let budget = json(&run(folder.path(), &["facts", "报告.txt", "--format", "json"]))["measures"][0].clone();
    assert_eq!((&budget["name"], &budget["year"], &budget["values"][0]["value"]), (&"预算".into(), &"2023".into(), &"2600000元".into()));
    let places = budget["values"][0]["places"].as_array().expect("places");
    assert_eq!(places.iter().map(|place| &place["text"]).collect::<Vec<_>>(), ["260万元", "2600000元"]);
    assert_eq!(places[1]["span"]["start"]["line"], 4);
}

#[test]
fn a_total_is_named_before_what_makes_it_up_and_verdicts_in_words() {
    let text = "一、资金情况\n项目资金200万元，由中央资金120万元、省级资金80万元组成，实际支出150万元，预算执行率80%。\n";
    let zero = "一、资金情况\n其他资金预算0万元，支出0万元，执行率0%。\n";
    let folder = folder(&[("报告.txt", text), ("附件.txt", zero)]);
    let listed = |arguments: &[&str]| {
        out(&run(folder.path(), &[&["check", "--ledger", "--only", "execution-rate", "--fail-on", "never"], arguments].concat()))
    };
    let chinese = listed(&[]);
    assert!(chinese.contains("150万元 ÷ 200万元 = 75.00%"), "{chinese}");
    assert!(
        chinese.contains("不符[execution-rate] 80%") && chinese.contains("未能核对[execution-rate] 分母为零，算不出比率 · 0%"),
        "{chinese}"
    );
    let english = listed(&["--format", "concise", "--lang", "en"]);
    assert!(english.contains("not-checked[execution-rate] the base of the rate is zero, so that there is no rate · 0%"), "{english}");
}

#[test]
fn the_ledger_ends_with_the_numbers_that_no_rule_touched() {
    let text = "一、资金情况\n预算安排260万元，支出247万元，执行率95%。另发放宣传册3000册。\n";
    let folder = folder(&[("报告.txt", text)]);
    let last = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["check", "报告.txt", "--ledger", "--fail-on", "never"], arguments].concat());
        out(&output).lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(last(&[]), "全文 4 个数据，其中 1 个没有任何规则核对");
    assert_eq!(last(&["--lang", "en"]), "1 of 4 numbers touched by no rule");
    assert_eq!(last(&["--format", "concise", "--lang", "en"]), "1 of 4 numbers touched by no rule");
    let ledger = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["check", "报告.txt", "--format", "json", "--fail-on", "never"], arguments].concat());
        json(&output)["documents"][0]["ledger"].clone()
    };
    assert_eq!((&ledger(&["--ledger"])["numbers"], &ledger(&["--ledger"])["untouched"]), (&4.into(), &1.into()));
    assert!(ledger(&[]).get("numbers").is_none());
}

#[test]
fn of_a_long_table_some_places_are_drawn_and_the_others_counted() {
    let rows: String = (1..=25).map(|at| format!("| 指标{at} | 4 | 4 |\n")).collect();
    let form = format!("项目支出绩效自评表\n（2023年度）\n| 三级指标 | 分值 | 得分 |\n{rows}| 总分 | 100 | 98 |\n");
    let folder = folder(&[("form.txt", form.as_str())]);
    let shown = out(&run(folder.path(), &["check", "form.txt", "--lang", "en", "--only", "score-total"]));
    assert_eq!((shown.matches("指标").count(), shown.contains("14 more places take part")), (11, true), "{shown}");
}
