//! Hostile surroundings: files that cannot be read, loops, names without letters, full disks, few handles, little memory. Each ends in
//! a clear message and the right exit status, the other files are still checked, and nothing is half written.

use super::cli::{err, folder, json, out, program, run, run_with_input, status};
use gouji::input;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const WRONG: &str = include_str!("../cli/unticked.txt");

/// What safe repairs change.
const REPAIRABLE: &str = "一、项目管理情况\n建立管护台帐，资金由财政局直接拔付。\n";

/// Runs a line of the shell in which `$0` is the program.
fn shell(folder: &Path, line: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_gouji")]).current_dir(folder);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE", "COLUMNS", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command.output().expect("a shell")
}

/// The findings of the other file are there, the fault is named, the status is 2.
fn only(output: &Output, name: &str, words: &str) {
    assert_eq!(status(output), 2, "{}", err(output));
    assert!(out(output).contains("error[unticked-choice]"), "{}", out(output));
    assert!(err(output).contains(name) && err(output).contains(words), "{}", err(output));
    assert!(!err(output).contains("panicked"), "{}", err(output));
}

#[test]
fn a_file_that_vanishes_between_listing_and_reading_is_absent() {
    let folder = folder(&[("a.txt", WRONG), ("b.txt", WRONG)]);
    let found = input::walk(&[folder.path()]);
    assert_eq!(found.files.len(), 2);
    fs::remove_file(&found.files[1]).expect("removed");
    let unreadable = input::read_file(&found.files[1], None).expect_err("gone");
    assert_eq!(unreadable.reason, input::Reason::Absent);
    assert!(input::read_file(&found.files[0], None).is_ok());
}

#[test]
fn empty_files_and_files_of_one_byte_are_checked() {
    let sound = [b'a', b'\n', b'\r', b' ', b'\x1B', b'|', b'1'];
    for (byte, sound) in sound.map(|byte| (byte, true)).into_iter().chain([0, 0x81, 0xFF].map(|byte| (byte, false))) {
        let folder = folder(&[("empty.txt", "")]);
        fs::write(folder.path().join("one.txt"), [byte]).expect("written");
        let output = run(folder.path(), &["check", "--format", "json", "--fail-on", "never"]);
        assert_eq!(status(&output), if sound { 0 } else { 2 }, "{byte:#x}: {}", err(&output));
        assert_eq!(json(&output)["summary"]["documents"], if sound { 2 } else { 1 }, "{byte:#x}: {}", err(&output));
    }
}

#[test]
fn a_full_output_is_a_fault_in_every_format_and_command() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let folder = folder(&[("a.txt", WRONG)]);
    for arguments in [&["check"][..], &["check", "--format", "json"], &["check", "--format", "concise"], &["rules"], &["facts", "a.txt"]] {
        let file = fs::File::options().write(true).open(full).expect("opened");
        let output = program(folder.path()).args(arguments).stdout(file).output().expect("the program runs");
        assert_eq!(status(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains("标准输出"), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn a_reader_that_goes_away_ends_every_command_without_a_word() {
    let folder = folder(&[("a.txt", &WRONG.repeat(400))]);
    for arguments in
        [&["check", "--format", "json"][..], &["check", "--format", "concise"], &["rules"], &["facts", "a.txt"], &["schema", "rule"]]
    {
        let mut child = program(folder.path()).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert!(status(&output) < 2, "{arguments:?}: {}", err(&output));
        assert!(!err(&output).contains("panicked") && !err(&output).contains("标准输出"), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn control_characters_of_a_report_and_its_name_stay_off_the_terminal() {
    let steering = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}";
    let text = format!("{}\n建立管护台帐。\n名称{steering}：甲{steering}\n", WRONG.replace("部门", &format!("部门{steering}")));
    let folder = folder(&[("a\u{1b}[31m.txt", &text)]);
    let name = "a\u{1b}[31m.txt";
    let asked = run_with_input(folder.path(), &["check", "--fix", "--ask", name], b"n\nn\nn\nn\nn\n");
    let outputs = [
        asked,
        run(folder.path(), &["facts", name]),
        run(folder.path(), &["check", "--ledger", name]),
        run(folder.path(), &["check", "absent\u{1b}[31m.txt"]),
        run(folder.path(), &["explain", "absent\u{1b}[31m"]),
        run(folder.path(), &["check", "--rules", "absent\u{1b}[31m", name]),
        run(folder.path(), &["config", name]),
        run(folder.path(), &["check", "--fix", name]),
    ];
    for (at, output) in outputs.iter().enumerate() {
        let shown = out(output) + &err(output);
        let steers = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}';
        assert!(!shown.chars().any(steers), "{at}: {shown:?}");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_file_that_cannot_be_read_costs_the_others_nothing() {
        let folder = folder(&[("a.txt", WRONG), ("secret.txt", WRONG)]);
        let secret = folder.path().join("secret.txt");
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).expect("set");
        // The administrator may read it all the same.
        if fs::File::open(&secret).is_err() {
            only(&run(folder.path(), &["check", "--format", "concise"]), "secret.txt", "无法读取");
        }
        // The memory of a process opens like a file, and its first page cannot be read.
        let memory = Path::new("/proc/self/mem");
        if memory.exists() {
            symlink(memory, folder.path().join("memory.txt")).expect("linked");
            only(&run(folder.path(), &["check", "--format", "concise", "a.txt", "memory.txt"]), "memory.txt", "无法读取");
        }
    }

    #[test]
    fn loops_of_links_end_and_a_file_behind_them_is_one_file() {
        let folder = folder(&[("a.txt", WRONG), ("sub/b.txt", WRONG)]);
        symlink("..", folder.path().join("sub/up")).expect("linked");
        symlink("self.txt", folder.path().join("self.txt")).expect("linked");
        let documents = |arguments: &[&str]| json(&run(folder.path(), arguments))["summary"]["documents"].clone();
        assert_eq!(documents(&["check", "--format", "json"]), 2);
        assert_eq!(documents(&["check", "--format", "json", ".", "sub/up/sub/up", "sub/up/a.txt"]), 2);
        let output = run(folder.path(), &["check", "--format", "concise", "a.txt", "self.txt"]);
        only(&output, "self.txt", "无法读取");
    }

    #[test]
    fn names_that_are_not_utf_8_are_checked_and_repaired() {
        let folder = folder(&[]);
        let name = OsStr::from_bytes(b"\xB1\xA8\xB8\xE6.txt");
        if fs::write(folder.path().join(name), REPAIRABLE).is_err() {
            return; // A file system that takes no such names.
        }
        let output = run(folder.path(), &["check", "--format", "json"]);
        assert_eq!(json(&output)["summary"]["documents"], 1, "{}", err(&output));
        let named = program(folder.path()).args(["check", "--fix"]).arg(name).output().expect("the program runs");
        assert!(status(&named) < 2, "{}", err(&named));
        let text = fs::read_to_string(folder.path().join(name)).expect("read");
        assert!(text.contains("台账"), "{text}");
    }

    #[test]
    fn pipes_and_devices_are_passed_over_in_a_folder_and_refused_by_name() {
        let folder = folder(&[("a.txt", WRONG)]);
        let made = Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status();
        assert!(made.expect("mkfifo").success());
        let output = run(folder.path(), &["check", "--format", "json"]);
        assert_eq!((status(&output), json(&output)["summary"]["documents"].clone()), (1, 1.into()), "{}", err(&output));
        only(&run(folder.path(), &["check", "--format", "concise", "a.txt", "pipe.txt"]), "pipe.txt", "不是普通文件");
        only(&run(folder.path(), &["check", "--format", "concise", "a.txt", "/dev/zero"]), "/dev/zero", "不是普通文件");
        let rules = run(folder.path(), &["check", "--format", "concise", "a.txt", "--config", "pipe.txt"]);
        assert_eq!(status(&rules), 2, "{}", err(&rules));
    }

    #[test]
    fn a_disk_that_is_full_leaves_the_report_as_it_was() {
        let text = REPAIRABLE.repeat(100);
        let folder = folder(&[("a.txt", &text)]);
        // No file may grow beyond one block, as if the disk were full then.
        let output = shell(folder.path(), "trap '' XFSZ; ulimit -f 1; exec \"$0\" check --fix a.txt");
        assert_eq!(status(&output), 2, "{}", err(&output));
        assert!(err(&output).contains("a.txt") && err(&output).contains("无法写入"), "{}", err(&output));
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).expect("read"), text);
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "no temporary file stays behind");
    }

    #[test]
    fn a_folder_that_may_not_be_written_leaves_the_report_as_it_was() {
        let folder = folder(&[("sub/a.txt", REPAIRABLE)]);
        let sub = folder.path().join("sub");
        fs::set_permissions(&sub, fs::Permissions::from_mode(0o555)).expect("set");
        // The administrator may write all the same.
        if fs::write(sub.join("probe"), "").is_err() {
            let output = run(folder.path(), &["check", "--fix", "sub/a.txt"]);
            assert_eq!(status(&output), 2, "{}", err(&output));
            assert!(err(&output).contains("无法写入"), "{}", err(&output));
        }
        fs::set_permissions(&sub, fs::Permissions::from_mode(0o755)).expect("set");
        assert!(fs::read_to_string(sub.join("a.txt")).is_ok_and(|text| text == REPAIRABLE));
    }

    #[test]
    fn sixty_four_open_files_are_enough() {
        let names: Vec<String> = (0..300).map(|at| format!("{}/{at}.txt", at % 100)).collect();
        let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), WRONG)).collect();
        let folder = folder(&files);
        let limited = shell(folder.path(), "ulimit -n 64; exec \"$0\" check --format concise --no-progress");
        assert_eq!(status(&limited), 1, "{}", err(&limited));
        assert_eq!(out(&limited), out(&run(folder.path(), &["check", "--format", "concise", "--no-progress"])));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_memory_cannot_hold_is_named() {
        let folder = folder(&[("a.txt", WRONG)]);
        let file = fs::File::create(folder.path().join("vast.txt")).expect("created");
        // A hole, which takes no room on the disk.
        file.set_len(3 << 30).expect("a sparse file");
        let output = shell(folder.path(), "ulimit -v 1500000; exec \"$0\" check --format concise --no-progress");
        only(&output, "vast.txt", "内存");
    }
}

/// A report of so many dates that loops over dates within loops over dates have no end.
pub fn dated() -> String {
    let dates: String = (0..400).map(|at| format!("2023年{}月{}日验收第{at}处。\n", at % 12 + 1, at % 28 + 1)).collect();
    format!("{WRONG}{dates}")
}

pub const ENDLESS: &str = r#"
id       = "endless"
severity = "error"
since    = "0.1.0"
[title]
zh = "无尽"
en = "Endless"
[message]
zh = "无尽"
en = "endless"
[rationale]
zh = "试验"
en = "a trial"
[check]
for    = "date"
assert = "count(a in date where count(b in date where count(c in date) > 0) > 0) > 0"
at     = "it"
"#;

#[test]
fn a_rule_that_runs_out_of_steps_is_named_and_the_others_are_heard() {
    let folder = folder(&[("a.txt", &dated()), ("rules/text/endless.toml", ENDLESS)]);
    let output = run(folder.path(), &["check", "--rules", "rules", "--format", "concise", "a.txt"]);
    only(&output, "a.txt", "endless");
    let read = json(&run(folder.path(), &["check", "--rules", "rules", "--format", "json", "--lang", "en", "a.txt"]));
    let fault = read["errors"][0]["message"].as_str().expect("a fault");
    assert!(fault.contains("endless") && fault.contains("ran out of steps"), "{fault}");
}

#[test]
fn no_embedded_rule_runs_out_of_steps_on_a_long_report() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut all = String::new();
    for entry in fs::read_dir(cases).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            all.push_str(&fs::read_to_string(path).expect("read"));
        }
    }
    let folder = folder(&[("a.txt", &all)]);
    let output = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!(json(&output)["errors"], serde_json::json!([]), "{}", err(&output));
}

#[test]
fn rules_and_configurations_reach_no_other_file() {
    let folder = folder(&[("a.txt", WRONG), ("secret.toml", "key = \"geheim\"\n")]);
    for (name, text) in [
        ("rules/text/reads.toml", ENDLESS.replace("endless", "reads").replace("at     = \"it\"", "at     = \"read('secret.toml')\"")),
        ("rules/text/runs.toml", ENDLESS.replace("endless", "runs").replace("at     = \"it\"", "at     = \"shell('true')\"")),
        (
            "rules/text/matches.toml",
            ENDLESS.replace("endless", "matches").replace("at     = \"it\"", "at     = \"matches(it.text, '(a+)+$')\""),
        ),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        fs::write(path, text).expect("written");
    }
    let output = run(folder.path(), &["check", "--rules", "rules", "--format", "concise", "a.txt"]);
    only(&output, "reads.toml", "read");
    assert!(err(&output).contains("runs.toml") && err(&output).contains("matches.toml"), "{}", err(&output));
    assert!(!err(&output).contains("geheim"), "{}", err(&output));
}

#[test]
fn patterns_with_many_wildcards_are_matched_without_end_of_tries() {
    // Tried one after another, the ways to share out these names among the wildcards would outlast any test.
    let name = format!("{}/{}.txt", "a/".repeat(60).trim_end_matches('/'), "a".repeat(200));
    let folder = folder(&[(&name, WRONG)]);
    for pattern in ["*a".repeat(60) + "b", "**/a/".repeat(30) + "b", "**/".to_owned() + &"*aa".repeat(40) + "b"] {
        fs::write(folder.path().join("gouji.toml"), format!("exclude = [\"{pattern}\"]\n")).expect("written");
        let output = run(folder.path(), &["check", "--format", "concise"]);
        assert_eq!(status(&output), 1, "{pattern}: {}", err(&output));
    }
}

#[test]
fn of_very_many_findings_the_first_are_drawn_and_none_is_left_out() {
    let folder = folder(&[("a.txt", &"一、管理情况\n建立管护台帐。\n".repeat(1200))]);
    let shown = out(&run(folder.path(), &["check", "--only", "typo"]));
    let (drawn, listed) = (shown.matches("─[a.txt:").count(), shown.lines().filter(|line| line.starts_with("a.txt:")).count());
    assert_eq!((drawn, listed), (1000, 200));
}
