//! Repairs as users see them: what is written, what is kept, what is left alone.

use super::cli::{err, folder, out, run, run_with_input, status};
use gouji::check::{Prepared, Settings, check};
use gouji::finding::Safety;
use gouji::fix;
use gouji::rules::{Catalogue, catalogue};
use std::fs;

const WRONG: &str = "一、项目管理情况\r\n依据《办法》（县办发[2023]12号），建立管护台帐，资金由财政局直接拔付。\r\n";
const RIGHT: &str = "一、项目管理情况\r\n依据《办法》（县办发〔2023〕12号），建立管护台账，资金由财政局直接拨付。\r\n";

/// How a text is written: its mark, and its bytes.
type Encoding = (&'static [u8], fn(&str) -> Vec<u8>);

const ENCODINGS: &[Encoding] = &[
    (b"\xEF\xBB\xBF", |text| text.as_bytes().to_vec()),
    (b"", |text| text.as_bytes().to_vec()),
    (b"", |text| encoding_rs::GB18030.encode(text).0.into_owned()),
    (b"\x84\x31\x95\x33", |text| encoding_rs::GB18030.encode(text).0.into_owned()),
    (b"\xFF\xFE", |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    (b"\xFE\xFF", |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    (b"", |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    (b"", |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
];

#[test]
fn a_file_is_repaired_in_its_own_bytes_and_only_once() {
    let folder = folder(&[]);
    let path = folder.path().join("报告.txt");
    for (mark, encode) in ENCODINGS {
        for end in ["\r\n", "\n", "\r"] {
            let bytes = |text: &str| [*mark, &encode(&text.replace("\r\n", end))].concat();
            fs::write(&path, bytes(WRONG)).expect("written");
            let output = run(folder.path(), &["check", "--fix", "--fail-on", "never", "报告.txt"]);
            assert_eq!(status(&output), 0, "{}", err(&output));
            assert!(err(&output).contains("报告.txt：已修复 3 处"), "{}", err(&output));
            assert_eq!(fs::read(&path).expect("read"), bytes(RIGHT));
            assert!(!out(&output).contains("typo"), "what was repaired is no longer reported: {}", out(&output));
            let again = run(folder.path(), &["check", "--fix", "--fail-on", "never", "报告.txt"]);
            assert!(!err(&again).contains("已修复"), "{}", err(&again));
            assert_eq!(fs::read(&path).expect("read"), bytes(RIGHT));
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "no temporary file stays behind");
}

#[test]
fn an_encoding_that_is_named_is_kept_too() {
    let folder = folder(&[]);
    let path = folder.path().join("报告.txt");
    let bytes = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    fs::write(&path, bytes(WRONG)).expect("written");
    let wrong = run(folder.path(), &["check", "--fix", "--encoding", "utf-8", "报告.txt"]);
    assert_eq!((status(&wrong), fs::read(&path).expect("read")), (2, bytes(WRONG)), "{}", err(&wrong));
    run(folder.path(), &["check", "--fix", "--encoding", "gbk", "报告.txt"]);
    assert_eq!(fs::read(&path).expect("read"), bytes(RIGHT));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("real.txt", WRONG)]);
    let real = folder.path().join("real.txt");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
    symlink(&real, folder.path().join("link.txt")).expect("linked");
    run(folder.path(), &["check", "--fix", "link.txt"]);
    assert_eq!(fs::read_to_string(&real).expect("read"), RIGHT);
    assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(folder.path().join("link.txt")).expect("there").is_symlink());
    fs::write(&real, WRONG).expect("written");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("set");
    let refused = run(folder.path(), &["check", "--fix", "real.txt"]);
    assert_eq!(status(&refused), 2);
    assert!(err(&refused).contains("real.txt: 没有写入权限"), "{}", err(&refused));
    assert_eq!(fs::read_to_string(&real).expect("read"), WRONG);
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let folder = folder(&[("a.txt", WRONG), ("b.txt", RIGHT)]);
    let shown = run(folder.path(), &["check", "--diff"]);
    assert_eq!(status(&shown), 1, "{}", err(&shown));
    let expected = format!(
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n 一、项目管理情况\r\n-{}+{}",
        WRONG.split_inclusive('\n').nth(1).expect("a line"),
        RIGHT.split_inclusive('\n').nth(1).expect("a line"),
    );
    assert_eq!(out(&shown), expected);
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).expect("read"), WRONG);
    assert_eq!(status(&run(folder.path(), &["check", "--diff", "b.txt"])), 0);
    let stream = run_with_input(folder.path(), &["check", "--diff", "-", "--stdin-filename", "a.txt"], WRONG.as_bytes());
    assert_eq!(out(&stream), expected);
}

#[test]
fn a_question_is_answered_repair_by_repair() {
    let folder = folder(&[("a.txt", WRONG)]);
    let output = run_with_input(folder.path(), &["check", "--fix", "--ask", "a.txt"], "n\ny\n".as_bytes());
    let text = fs::read_to_string(folder.path().join("a.txt")).expect("read");
    assert!(text.contains("[2023]") && text.contains("台账") && text.contains("拔付"), "{text}\n{}", err(&output));
    let shown = err(&output);
    assert!(shown.contains("a.txt:2:8: ") && shown.contains("\n  - 依据《办法》（县办发[2023]12号），建立管护台"), "{shown}");
    assert!(shown.contains("\n  + 依据《办法》（县办发〔2023〕12号），建立管护台"), "{shown}");
    assert_eq!(shown.matches("[y/N]").count(), 3, "{shown}");
    let silent = run_with_input(folder.path(), &["check", "--fix", "--ask", "a.txt"], b"");
    assert_eq!(err(&silent).matches("[y/N]").count(), 1, "who does not answer is not asked again: {}", err(&silent));
    for arguments in [&["check", "--fix", "-"][..], &["check", "--fix", "--ask", "-"]] {
        let refused = run_with_input(folder.path(), arguments, WRONG.as_bytes());
        assert_eq!((status(&refused), out(&refused).as_str()), (2, ""), "{}", err(&refused));
        assert!(err(&refused).contains("--diff"), "{}", err(&refused));
    }
    assert_eq!(status(&run(folder.path(), &["check", "--ask", "a.txt"])), 2, "asking needs something to repair");
}

#[test]
fn the_examples_of_every_rule_are_repaired_once_and_for_all() {
    let known = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&known, Settings::default());
    let findings = |text: &str| check(text, "example.txt", &prepared).findings;
    let mut repaired = 0;
    for rule in &known.rules {
        for example in catalogue::parse(&rule.file).expect("parsed before").fail {
            let text = example.report.unwrap_or_default().replace(['«', '»'], "");
            let once = fix::settled(&text, findings);
            repaired += once.applied;
            assert_eq!(fix::settled(&once.text, findings).applied, 0, "{}: {}", rule.id, example.name);
            let safe = |text: &str| {
                findings(text).into_iter().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)).count()
            };
            assert!(safe(&once.text) == 0 || once.applied == 0, "{}: {}: half repaired", rule.id, example.name);
        }
    }
    assert!(repaired > 10, "nothing is repaired any more");
}

#[test]
fn a_figure_that_is_put_right_ends_its_finding_and_brings_no_other() {
    let known = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&known, Settings { repairs: true, ..Settings::default() });
    let findings = |text: &str| check(text, "example.txt", &prepared).findings;
    let mut offered = 0;
    for rule in known.rules.iter().filter(|rule| ["numbers", "scores"].contains(&&*rule.category)) {
        for example in catalogue::parse(&rule.file).expect("parsed before").fail {
            let text = example.report.unwrap_or_default().replace(['«', '»'], "");
            let found = findings(&text);
            offered += found.iter().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Ask)).count();
            super::properties::hold::figures(&text, &found, findings);
        }
    }
    assert!(offered > 30, "only {offered} figures are put right");
}

#[test]
fn a_figure_is_put_right_when_the_user_agrees_and_never_unasked() {
    let wrong = "一、资金情况\n预算安排1243.56万元，其中道路1001.11万元、桥梁233.45万元，支出1111.10万元，执行率90.00%。\n";
    let folder = folder(&[("a.txt", wrong)]);
    fn only<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
        [&["check", "--only", "numbers", "a.txt"], arguments].concat()
    }
    let unasked = run(folder.path(), &only(&["--diff"]));
    assert_eq!((status(&unasked), out(&unasked).as_str()), (0, ""), "{}", err(&unasked));
    let shown = out(&run(folder.path(), &only(&["--diff", "--ask"])));
    assert!(shown.contains("-预算安排1243.56万元") && shown.contains("+预算安排1234.56万元"), "{shown}");
    let output = run_with_input(folder.path(), &only(&["--fix", "--ask"]), "y\n".as_bytes());
    assert!(err(&output).contains("（会改变内容）") && err(&output).contains("已修复 1 处"), "{}", err(&output));
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).expect("read"), wrong.replace("1243.56", "1234.56"));
    let again = run_with_input(folder.path(), &only(&["--fix", "--ask"]), "y\n".as_bytes());
    assert_eq!((status(&again), err(&again).matches("[y/N]").count()), (0, 0), "{}", err(&again));
}
