//! Configuration as users meet it: what holds, what is told, what is never passed over in silence.

use super::cli::{err, folder, out, run, status};

const WRONG: &str = include_str!("../cli/unticked.txt");

fn concise(folder: &tempfile::TempDir, arguments: &[&str]) -> String {
    out(&run(folder.path(), &[&["check", "--format", "concise", "--fail-on", "never"], arguments].concat()))
}

#[test]
fn the_nearest_configuration_holds_and_extends_another() {
    let folder = folder(&[
        ("gouji.toml", "[rules]\nunticked-choice = 'off'\n"),
        ("a.txt", WRONG),
        ("b/gouji.toml", "extend = '../gouji.toml'\n[[override]]\npaths = 'c/*'\nrules = { completeness = 'info' }\n"),
        ("b/a.txt", WRONG),
        ("b/c/a.txt", WRONG),
    ]);
    let shown = concise(&folder, &[]);
    let lines: Vec<&str> = shown.lines().filter(|line| line.contains("[unticked-choice]")).collect();
    assert!(lines.len() == 1 && lines[0].starts_with("b/c/a.txt:") && lines[0].contains("info["), "{shown}");
    assert!(concise(&folder, &["--no-config"]).matches("[unticked-choice]").count() == 3);
    let why = out(&run(folder.path(), &["config", "b/c/a.txt"]));
    assert!(why.contains("unticked-choice = info  b/gouji.toml:4"), "{why}");
    assert!(out(&run(folder.path(), &["config", "a.txt"])).contains("unticked-choice = off  gouji.toml:2"));
}

#[test]
fn what_is_left_out_of_a_directory_is_still_checked_when_named() {
    let folder = folder(&[("gouji.toml", "exclude = ['草稿']\nlanguage = 'en'\n"), ("草稿/a.txt", WRONG), ("b.txt", WRONG)]);
    assert!(!concise(&folder, &[]).contains("草稿"));
    assert!(concise(&folder, &["草稿/a.txt"]).contains("草稿/a.txt"));
    assert!(out(&run(folder.path(), &["check", "b.txt"])).contains("1 document"), "the language of the configuration");
    assert!(out(&run(folder.path(), &["check", "--lang", "zh", "b.txt"])).contains("共检查"), "the option counts more");
    assert_eq!(status(&run(folder.path(), &["check", "草稿"])), 2, "nothing is left to check");
}

#[test]
fn a_faulty_or_missing_configuration_ends_the_run() {
    let folder = folder(&[
        ("gouji.toml", "[rules]\nuntiked-choice = 'off'\n"),
        ("a.txt", WRONG),
        ("c.toml", "extend = 'd.toml'"),
        ("d.toml", "extend = 'c.toml'"),
    ]);
    let faulty = run(folder.path(), &["check", "a.txt"]);
    assert_eq!(status(&faulty), 2);
    assert!(err(&faulty).contains("unticked-choice") && err(&faulty).contains("gouji.toml:2:1"), "{}", err(&faulty));
    for config in ["absent.toml", "c.toml"] {
        let output = run(folder.path(), &["check", "--config", config, "a.txt"]);
        assert_eq!(status(&output), 2, "{config}");
    }
}

#[test]
fn a_configuration_is_started_once_and_changes_nothing_by_itself() {
    let folder = folder(&[("a.txt", WRONG)]);
    let before = concise(&folder, &[]);
    assert_eq!(status(&run(folder.path(), &["init"])), 0);
    assert_eq!(concise(&folder, &[]), before);
    assert_eq!(status(&run(folder.path(), &["init"])), 2);
}

#[test]
fn a_threshold_changes_what_a_rule_says() {
    let text =
        "二、项目管理情况\n每季度召开调度会，研究解决项目推进中的困难。\n三、项目绩效情况\n每季度召开调度会，研究解决项目推进中的困难。\n";
    let folder = folder(&[("a.txt", text), ("b.toml", "[rules]\nrepeated-passage = { least = 30 }\n")]);
    assert!(concise(&folder, &["a.txt"]).contains("[repeated-passage]"));
    assert!(!concise(&folder, &["--config", "b.toml", "a.txt"]).contains("[repeated-passage]"));
}

#[test]
fn rules_beside_the_configuration_are_run() {
    let folder = folder(&[("a.txt", "组织方式：☑项目单位\n"), ("gouji.toml", "rule-dirs = 'ours'\n")]);
    assert!(!concise(&folder, &["--no-config", "a.txt"]).contains("[choice-label]"));
    assert_eq!(status(&run(folder.path(), &["new", "form/choice-label", "--in", "ours"])), 0);
    assert!(concise(&folder, &["a.txt"]).contains("a.txt:1:1: warning[choice-label]"), "{}", concise(&folder, &["a.txt"]));
}

/// A form that does not print the points of the execution, whose classes follow 20/60/10/10.
const FORM: &str = "项目支出绩效自评表（2020年度）
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| 产出指标 | 数量指标 | 巡河次数 | ≥48次 | 50次 | 60 | 60 | |
| 效益指标 | 生态效益指标 | 水质达标率 | ≥90% | 92% | 10 | 10 | |
| 满意度指标 | 服务对象满意度 | 群众满意度 | ≥85% | 90% | 10 | 10 | |
";

#[test]
fn a_profile_is_taken_by_name_and_what_is_set_beside_it_counts_more() {
    let folder = folder(&[
        ("表.txt", FORM),
        ("national.toml", "[profile]\nname = 'national'\n"),
        ("local.toml", "[profile]\nname = 'national'\nschemes = ['10/90', '20/60/10/10']\nfair = 65\n"),
        ("mine.toml", "rule-dirs = 'mine'\n[profile]\nname = '云州'\n"),
        ("mine/data/profiles.toml", "[[profile]]\nname = '云州'\nzh = '云州市'\nen = 'Yunzhou'\nparameters = { schemes = ['30/70'] }\n"),
        ("mine/data/schemes.toml", "[[scheme]]\nname = '30/70'\nzh = '三七'\nen = '30/70'\nfull = 110\nexecution = 30\n"),
    ]);
    let weights = |config: &str| concise(&folder, &["表.txt", "--config", config]).contains("[weights-total]");
    assert!(!concise(&folder, &["表.txt"]).contains("[weights-total]"), "the scheme is inferred from the classes");
    assert!(weights("national.toml") && !weights("local.toml") && !weights("mine.toml"));
    let listed = out(&run(folder.path(), &["config", "表.txt", "--config", "local.toml"]));
    assert!(listed.contains("fair = 65  local.toml:4") && listed.contains("good = 80  local.toml:2"), "{listed}");
}

#[test]
fn profiles_and_schemes_that_nobody_knows_are_faults() {
    let folder = folder(&[("a.txt", WRONG), ("a.toml", "[profile]\nname = 'nationel'\n"), ("b.toml", "[profile]\nschemes = ['10/91']\n")]);
    for (config, near) in [("a.toml", "national"), ("b.toml", "10/90")] {
        let refused = run(folder.path(), &["check", "a.txt", "--config", config]);
        assert_eq!(status(&refused), 2, "{config}");
        assert!(err(&refused).contains(near) && err(&refused).contains(&format!("{config}:2:")), "{}", err(&refused));
    }
}
