//! The list of allowed findings and the baseline, as their users meet them.

use super::cli::{err, folder, json, out, run, run_with_input, status};
use gouji::check::{Prepared, Settings, check};
use gouji::rules::Catalogue;
use std::fs;
use std::path::Path;

const REPORT: &str = "一、项目管理情况\n建立管护台帐，按季核对。\n资金由财政局直接拔付。\n";

fn concise(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &[&["check", "--format", "concise", "--fail-on", "never"], arguments].concat());
    assert_eq!(status(&output), 0, "{}", err(&output));
    out(&output)
}

/// Allows what is found in `a.txt` on line 2.
fn allowed() -> tempfile::TempDir {
    let folder = folder(&[("2023/a.txt", REPORT)]);
    let arguments = ["check", "--add-allow", "--reason", "引自原始凭证", "--who", "审计组", "--line", "2", "--today", "2026-03-01"];
    let output = run(folder.path(), &[&arguments[..], &["--until", "2026-06-30", "2023/a.txt"]].concat());
    assert_eq!((status(&output), out(&output).as_str()), (0, "gouji.allow.toml：已写入 1 项\n"), "{}", err(&output));
    folder
}

#[test]
fn what_is_allowed_is_counted_and_not_reported() {
    let folder = allowed();
    let before = concise(folder.path(), &["--today", "2026-06-30", "--no-allow"]);
    let after = concise(folder.path(), &["--today", "2026-06-30"]);
    let lines: Vec<&str> = before.lines().filter(|line| !line.contains("2023/a.txt:2:")).collect();
    assert_eq!(after.lines().collect::<Vec<_>>(), lines);
    assert!(before.lines().count() == lines.len() + 1 && !lines.is_empty(), "{before}");
    let shown = out(&run(folder.path(), &["check", "--today", "2026-06-30", "--lang", "en"]));
    assert!(shown.contains(", 1 allowed)") || shown.contains("(1 allowed)"), "{shown}");
    assert_eq!(json(&run(folder.path(), &["check", "--format", "json", "--today", "2026-06-30"]))["summary"]["allowed"], 1);
}

#[test]
fn an_entry_names_its_finding_and_is_written_once() {
    let folder = allowed();
    let written = fs::read_to_string(folder.path().join("gouji.allow.toml")).expect("written");
    let entry = written.split_once("[[allow]]").expect("an entry").1;
    let lines: Vec<&str> = entry.trim().lines().collect();
    assert_eq!(lines[..2], ["rule = \"typo\"", "path = \"2023/a.txt\""], "{written}");
    assert_eq!(lines[3..], ["reason = \"引自原始凭证\"", "who = \"审计组\"", "until = 2026-06-30"], "{written}");
    let again = run(folder.path(), &["check", "--add-allow", "--reason", "同上", "--line", "2", "--today", "2026-03-01"]);
    assert_eq!((status(&again), out(&again).as_str()), (0, "没有需要放行的问题\n"));
    let more = run(folder.path(), &["check", "--add-allow", "--reason", "另一处", "--today", "2026-03-01", "--lang", "en"]);
    assert!(out(&more).starts_with("gouji.allow.toml: ") && out(&more).ends_with(" written\n"), "{}", out(&more));
    let longer = fs::read_to_string(folder.path().join("gouji.allow.toml")).expect("written");
    assert!(longer.starts_with(&written) && longer.len() > written.len(), "what was there stays as it was");
    assert_eq!(concise(folder.path(), &["--today", "2026-03-01"]), "");
}

#[test]
fn an_entry_keeps_to_its_finding_and_says_when_it_is_over_or_unused() {
    let folder = allowed();
    let report = folder.path().join("2023/a.txt");
    let told = |today: &str| concise(folder.path(), &["--today", today]);
    fs::write(&report, format!("\n\n{REPORT}")).expect("written");
    assert!(!told("2026-06-30").contains("台帐"), "lines may move");
    let over = told("2026-07-01");
    assert!(
        over.contains("台帐") && over.contains("gouji.allow.toml:14:9: warning[suppression] 对 typo 的放行已于 2026-06-30 到期"),
        "{over}"
    );
    fs::write(&report, REPORT.replace("管护台帐", "养护台帐")).expect("written");
    let changed = told("2026-06-30");
    assert!(changed.contains("台帐") && changed.contains("gouji.allow.toml:11:15: warning[suppression] 2023/a.txt 中已没有"), "{changed}");
    fs::write(folder.path().join("b.txt"), REPORT).expect("written");
    assert!(!concise(folder.path(), &["b.txt", "--today", "2026-06-30"]).contains("suppression"), "its report was not checked");
    assert!(!concise(folder.path(), &["--only", "placeholder", "--today", "2026-06-30"]).contains("suppression"), "its rule did not run");
    fs::rename(folder.path().join("2023/a.txt"), folder.path().join("2023/c.txt")).expect("renamed");
    let lost = told("2026-06-30");
    assert!(lost.contains("gouji.allow.toml:10:8: warning[suppression] 没有 2023/a.txt 这个文件"), "{lost}");
}

#[test]
fn a_faulty_list_ends_the_run_at_the_place_of_the_fault() {
    let sound = "rule = 'typo'\npath = 'a.txt'\nfingerprint = '0123456789abcdef'\nreason = '旧'\n";
    for (line, wrong, told) in [
        ("reason = '旧'", "", "此项缺少 reason"),
        ("reason = '旧'", "reason = ' '", "理由是空的"),
        ("reason = '旧'", "reasn = '旧'", "是否应为 `reason`？"),
        ("'0123456789abcdef'", "'012345'", "16 位十六进制数"),
        ("rule = 'typo'", "rule = 'tpyo'", "是否应为 `typo`？"),
        ("path = 'a.txt'", "path = 'a[.txt'", "路径通配式有误"),
        ("reason = '旧'", "reason = '旧'\nuntil = '2026-6-1'", "应为日期"),
    ] {
        let file = format!("[[allow]]\n{}", sound.replace(line, wrong));
        let folder = folder(&[("a.txt", REPORT), ("gouji.allow.toml", &file)]);
        let output = run(folder.path(), &["check", "a.txt"]);
        assert_eq!(status(&output), 2, "{wrong}");
        assert!(err(&output).contains(told) && err(&output).contains("gouji.allow.toml:"), "{}", err(&output));
    }
    let absent = run(folder(&[("a.txt", REPORT)]).path(), &["check", "a.txt", "--allow", "absent.toml"]);
    assert_eq!(status(&absent), 2);
}

#[test]
fn nothing_is_allowed_without_a_reason_and_a_file_that_cannot_be_extended_stays() {
    let list = "allow = []\r\n";
    let folder = folder(&[("a.txt", REPORT), ("gouji.allow.toml", list)]);
    for arguments in [&["--add-allow"][..], &["--add-allow", "--reason", "　"], &["--add-allow", "--reason", "有理由", "a.txt"]] {
        let output = run(folder.path(), &[&["check"], arguments].concat());
        assert_eq!(status(&output), 2, "{arguments:?} {}", out(&output));
    }
    assert_eq!(fs::read_to_string(folder.path().join("gouji.allow.toml")).expect("read"), list);
    let other = run(folder.path(), &["check", "--add-allow", "--reason", "说“旧”\"新\"\\", "--allow", "其他.toml", "a.txt"]);
    assert_eq!(status(&other), 0, "{}", err(&other));
    assert_eq!(concise(folder.path(), &["--allow", "其他.toml"]), "");
    fs::write(folder.path().join("gouji.allow.toml"), "# 旧\r\n").expect("written");
    run(folder.path(), &["check", "--add-allow", "--reason", "有理由", "a.txt"]);
    let written = fs::read_to_string(folder.path().join("gouji.allow.toml")).expect("read");
    assert!(written.starts_with("# 旧\r\n") && written.replace("\r\n", "").find('\n').is_none(), "{written:?}");
}

#[test]
fn a_pattern_holds_for_the_reports_it_matches_and_is_unused_only_in_none() {
    let folder = folder(&[("甲/[2023].txt", REPORT), ("乙/a.txt", "一、项目管理情况\n按季核对。\n")]);
    run(folder.path(), &["check", "--add-allow", "--reason", "旧"]);
    assert_eq!(concise(folder.path(), &[]), "", "a name with the signs of patterns is found again");
    let file = folder.path().join("gouji.allow.toml");
    let text = fs::read_to_string(&file).expect("written").replace("甲/[[]2023[]].txt", "*/*.txt");
    fs::write(&file, text).expect("written");
    assert_eq!(concise(folder.path(), &[]), "");
    assert!(concise(folder.path(), &["乙"]).contains("suppression"));
}

#[test]
fn repairs_leave_alone_what_is_allowed() {
    let folder = folder(&[("a.txt", "一、项目管理情况\n建立管护台帐，资金由财政局直接拔付。\n"), ("b.txt", REPORT)]);
    let shown = out(&run(folder.path(), &["check", "--add-allow", "--reason", "旧", "--line", "2", "b.txt"]));
    assert!(shown.contains("1 项"), "{shown}");
    run(folder.path(), &["check", "--fix", "b.txt"]);
    let text = fs::read_to_string(folder.path().join("b.txt")).expect("read");
    assert!(text.contains("台帐") && text.contains("拨付"), "{text}");
    // Two in one sentence, of which one is allowed: the repair of the other must not make it forget.
    let list = run(folder.path(), &["check", "a.txt", "--format", "json"]);
    let found = json(&list)["documents"][0]["findings"].as_array().expect("a list").clone();
    let typo = found.iter().find(|finding| finding["text"] == "台帐").expect("found");
    let entry = format!("[[allow]]\nrule = 'typo'\npath = 'a.txt'\nfingerprint = {}\nreason = '旧'\n", typo["fingerprint"]);
    fs::write(folder.path().join("gouji.allow.toml"), entry).expect("written");
    run(folder.path(), &["check", "--fix", "a.txt"]);
    let text = fs::read_to_string(folder.path().join("a.txt")).expect("read");
    assert!(text.contains("台帐") && text.contains("拨付"), "{text}");
}

#[test]
fn of_a_baseline_the_known_are_marked_and_only_new_ones_fail() {
    let folder = folder(&[("a.txt", REPORT)]);
    let check = |arguments: &[&str]| run(folder.path(), &[&["check", "--baseline", "b.json", "--fail-on", "info"], arguments].concat());
    assert_eq!(status(&check(&[])), 2, "a baseline has to be there");
    let written = run(folder.path(), &["check", "--write-baseline", "b.json"]);
    assert_eq!(status(&written), 0, "{}", err(&written));
    let again = run(folder.path(), &["check", "--write-baseline", "c.json"]);
    assert_eq!(status(&again), 0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("written");
    assert_eq!(read("b.json"), read("c.json"));
    assert!(read("b.json").contains("{\"path\":\"a.txt\",\"rule\":\"typo\",\"fingerprint\":\""), "{}", read("b.json"));
    let known = check(&["--lang", "en"]);
    assert_eq!(status(&known), 0);
    assert!(out(&known).contains("(known)\n"), "{}", out(&known));
    fs::write(folder.path().join("a.txt"), REPORT.replace("拔付", "拨付") + "登记台帐。\n").expect("written");
    let new = check(&["--format", "concise"]);
    assert_eq!(status(&new), 1);
    let lines: Vec<bool> = out(&new).lines().map(|line| line.ends_with("（已知）")).collect();
    assert_eq!(lines, [true, false], "{}", out(&new));
    assert!(err(&new).contains("1 项基线问题已消失"), "{}", err(&new));
    let found = json(&check(&["--format", "json"]));
    assert_eq!(found["documents"][0]["findings"][0]["known"], true);
    assert_eq!((&found["summary"]["known"], &found["summary"]["gone"]), (&1.into(), &1.into()));
}

#[test]
fn a_baseline_that_is_none_is_underlined() {
    let folder = folder(&[("a.txt", REPORT), ("b.json", "{\n  \"schema\": 1,\n  \"findngs\": []\n}\n")]);
    let output = run(folder.path(), &["check", "--baseline", "b.json", "--format", "concise"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("b.json:3:") && err(&output).contains("findngs"), "{}", err(&output));
    fs::write(folder.path().join("b.json"), "{\"schema\": 2, \"findings\": []}").expect("written");
    assert!(err(&run(folder.path(), &["check", "--baseline", "b.json"])).contains("版本为 2"));
}

#[test]
fn the_standard_input_is_allowed_under_its_name() {
    let folder = allowed();
    let arguments = ["check", "-", "--stdin-filename", "2023/a.txt", "--today", "2026-03-01", "--format", "concise"];
    let output = run_with_input(folder.path(), &arguments, REPORT.as_bytes());
    assert!(!out(&output).contains("台帐") && out(&output).contains("拔付"), "{}", out(&output));
}

/// Reports of every layout, with remarks on lines of their own and behind lines: what is found must stay the same.
#[test]
fn a_remark_anywhere_changes_nothing_that_is_found() {
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&catalogue, Settings::default());
    let found = |text: &str| -> Vec<String> {
        let findings = check(text, "report.txt", &prepared).findings.into_iter().filter(|finding| &*finding.rule != "suppression");
        findings.map(|finding| format!("{} {} {}", finding.rule, finding.fingerprint, finding.message)).collect()
    };
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    for entry in fs::read_dir(cases).expect("the cases") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|end| end != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a report");
        let plain = found(&text);
        let above = |(at, line): (usize, &str)| {
            format!("{}{line}", if at % 3 == 0 { "〔勾稽：忽略 none——见2019年的记录，共999万元〕\n" } else { "" })
        };
        let behind = |line: &str| match line.strip_suffix('\n') {
            Some(line) => format!("{line} <!-- gouji: allow none — 见附件3：共999万元 -->\n"),
            None => line.to_owned(),
        };
        for remarked in
            [text.split_inclusive('\n').enumerate().map(above).collect(), text.split_inclusive('\n').map(behind).collect::<String>()]
        {
            assert_eq!(found(&remarked), plain, "{}", path.display());
        }
        count += 1;
    }
    assert!(count > 20, "the cases are gone");
}
