//! `gouji server`, as an editor speaks to it.

#[path = "../support/editor.rs"]
mod process;

use super::cli::{folder, program};
use super::hostile::{ENDLESS, dated};
use process::Editor;
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;

const REPORT: &str = "\
2023年度农村道路项目绩效自评报告
一、资金情况
预算安排260万元，其中省级160万元、县级110万元。
截至12月31日支出248.30万元，预算执行率98%，未支出部分为质保金。依据《预算法》（财预[2020]10号）实施。
";

/// The program in a folder, with all rules but those on completeness and the like, which the short report is not about.
fn editor(folder: &Path, encodings: &[&str]) -> Editor {
    with(folder, encodings, &["--only", "numbers", "--only", "document-number-brackets"])
}

fn with(folder: &Path, encodings: &[&str], arguments: &[&str]) -> Editor {
    let mut program = program(folder);
    program.arg("server").args(arguments);
    Editor::new(program, json!({ "general": { "positionEncodings": encodings } }))
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({ "start": { "line": start.0, "character": start.1 }, "end": { "line": end.0, "character": end.1 } })
}

/// Diagnostics as text, one a line, with the places that take part.
fn shown(message: &Value) -> String {
    let mut text = String::new();
    let place = |range: &Value| {
        let at = |end: &str| format!("{}:{}", range[end]["line"], range[end]["character"]);
        format!("{}-{}", at("start"), at("end"))
    };
    for found in message["params"]["diagnostics"].as_array().into_iter().flatten() {
        let message = found["message"].as_str().unwrap_or_default().lines().next().unwrap_or_default();
        write!(text, "{} {} {message}", place(&found["range"]), found["code"].as_str().unwrap_or_default()).expect("text");
        let related = found["relatedInformation"].as_array().into_iter().flatten();
        related.for_each(|label| write!(text, " [{}]", place(&label["location"]["range"])).expect("text"));
        text.push('\n');
    }
    text
}

#[test]
fn findings_come_and_go_with_what_is_typed() {
    let folder = folder(&[]);
    let mut session = editor(folder.path(), &["utf-16"]);
    let uri = "file:///%E6%8A%A5%E5%91%8A.txt";
    assert_eq!(
        shown(&session.open(uri, REPORT)),
        "2:4-2:9 sum-of-parts 160万元 + 110万元 = 270万元，文中总数为260万元 [2:14-2:19] [2:22-2:27]\n\
         3:24-3:27 execution-rate 248.30万元 ÷ 260万元 = 95.50%，文中预算执行率为98% [3:10-3:18] [2:4-2:9]\n\
         3:46-3:57 document-number-brackets 财预[2020]10号：年份应写在〔〕中，文中用的是[]\n"
    );
    let rate = json!([{ "range": range((3, 24), (3, 26)), "text": "95.5" }]);
    assert!(!shown(&session.change(uri, 2, rate)).contains("execution-rate"));
    let both = json!([{ "range": range((2, 22), (2, 23)), "text": "" }, { "range": range((2, 22), (2, 22)), "text": "1" }, { "range": range((2, 23), (2, 24)), "text": "0" }]);
    assert!(!shown(&session.change(uri, 3, both)).contains("sum-of-parts"), "changes apply one after the other");
    assert_eq!(shown(&session.change(uri, 4, json!([{ "text": "一、资金情况\n" }]))), "");
    assert_eq!(session.end(), Some(0));
}

#[test]
fn columns_are_bytes_for_an_editor_that_knows_them() {
    let folder = folder(&[]);
    let mut session = editor(folder.path(), &["utf-8", "utf-16"]);
    assert!(shown(&session.open("untitled:Untitled-1", REPORT)).starts_with("2:12-2:21 sum-of-parts"));
    assert_eq!(session.end(), Some(0));
}

#[test]
fn a_repair_is_offered_where_it_stands() {
    let folder = folder(&[]);
    let mut session = editor(folder.path(), &[]);
    let uri = "file:///a.txt";
    session.open(uri, REPORT);
    let mut offered = |at: (u32, u32)| {
        let asked = json!({ "textDocument": { "uri": uri }, "range": range(at, at), "context": { "diagnostics": [] } });
        session.ask("textDocument/codeAction", asked)["result"].clone()
    };
    let brackets = offered((3, 50));
    assert_eq!(brackets[0]["title"], "[2020] → 〔2020〕");
    assert_eq!(brackets[0]["isPreferred"], true);
    assert_eq!(
        brackets[0]["edit"]["changes"][uri],
        json!([{ "range": range((3, 48), (3, 49)), "newText": "〔" }, { "range": range((3, 53), (3, 54)), "newText": "〕" }])
    );
    assert_eq!(offered((1, 0)), json!([]));
    assert_eq!(session.end(), Some(0));
}

#[test]
fn a_configuration_holds_and_is_read_again_when_files_are_saved() {
    let folder = folder(&[("gouji.toml", "[rules]\nnumbers = \"off\"\n")]);
    let uri = format!("file://{}/a.txt", folder.path().display());
    let mut session = with(folder.path(), &[], &[]);
    let found = shown(&session.open(&uri, REPORT));
    assert!(found.contains("document-number-brackets") && !found.contains("sum-of-parts"), "{found}");
    std::fs::write(folder.path().join("gouji.toml"), "[rules]\nnumbres = \"off\"\n").expect("written");
    session.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(shown(&session.hear()), "");
    let complaint = session.hear();
    assert!(complaint["params"]["message"].as_str().is_some_and(|words| words.contains("numbres")), "{complaint}");
    assert_eq!(session.end(), Some(0));
}

#[test]
fn a_rule_that_runs_out_of_steps_is_named_once() {
    let folder = folder(&[("rules/text/endless.toml", ENDLESS)]);
    let mut session = with(folder.path(), &[], &["--rules", "rules", "--only", "endless"]);
    let uri = "file:///a.txt";
    session.open(uri, &dated());
    let complaint = session.hear();
    assert!(complaint["params"]["message"].as_str().is_some_and(|words| words.contains("endless")), "{complaint}");
    let typed = json!([{ "range": range((0, 0), (0, 0)), "text": "一" }]);
    let first = session.change(uri, 1, typed.clone());
    let second = session.change(uri, 2, typed);
    assert_eq!([&first["params"]["version"], &second["params"]["version"]], [1, 2], "nothing is said twice between them");
    assert_eq!(session.end(), Some(0));
}

#[test]
fn what_is_no_editor_is_told_so() {
    let folder = folder(&[]);
    let output = super::cli::run_with_input(folder.path(), &["server", "--lang", "en"], b"");
    assert_eq!(super::cli::status(&output), 2);
    assert!(super::cli::err(&output).contains("started by an editor"), "{}", super::cli::err(&output));
}
