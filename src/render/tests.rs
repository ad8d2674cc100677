use super::*;
use crate::finding::Label;
use crate::text::Span;
use proptest::prelude::*;

fn options(format: Format, width: usize) -> Options {
    Options {
        format,
        language: Language::Chinese,
        colour: false,
        width,
        show: Severity::Info,
        listing: Listing::Nothing,
        titles: BTreeMap::new(),
    }
}

fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("stands in the text");
    Span::new(start, start + part.len())
}

fn report(text: &str, at: &str, related: &[(&str, &str)]) -> Report {
    let label = |&(part, message): &(&str, &str)| Label { path: None, span: span(text, part), message: message.to_owned() };
    Report {
        path: "报告.txt".into(),
        fiscal_year: Some(2024),
        findings: vec![Finding {
            rule: "execution-rate".into(),
            category: "numbers".into(),
            severity: Severity::Error,
            message: "425 ÷ 500 = 85.00%，文中为95%".to_owned(),
            span: span(text, at),
            related: related.iter().map(label).collect(),
            help: Some("把执行率改为 85%，或核对两个金额。".to_owned()),
            fix: None,
            about: None,
            fingerprint: Default::default(),
            known: false,
        }],
        ledger: Ledger { inconsistent: 1, ..Ledger::default() },
        bindings: None,
        coverage: None,
        exhausted: Vec::new(),
        faults: Vec::new(),
        allowed: 0,
    }
}

fn show(report: &Report, text: &str, width: usize) -> String {
    document(report, text, &|_| None, &options(Format::Pretty, width))
}

const SHORT: &str = "一、资金情况\n全年预算500万元，支出425万元，执行率95%。\n";

#[test]
fn labels_stand_below_the_characters_they_mean() {
    let drawn = show(&report(SHORT, "95%", &[("500万元", "预算"), ("425万元", "支出")]), SHORT, 80);
    let expected = "\
错误[execution-rate]

  × 425 ÷ 500 = 85.00%，文中为95%
   ╭─[报告.txt:2:22]
 2 │ 全年预算500万元，支出425万元，执行率95%。
   ·         ───┬───      ───┬───        ─┬─
   ·            │            │            ╰── 此处
   ·            │            ╰── 支出
   ·            ╰── 预算
   ╰────
  建议：把执行率改为 85%，或核对两个金额。

";
    assert_eq!(drawn, expected);
}

#[test]
fn of_a_long_paragraph_windows_are_shown_and_the_header_keeps_the_place() {
    let filler = "按季度核对账目，没有发现挤占和挪用的情形；".repeat(20);
    let text = format!("　　{filler}全年预算500万元，{filler}支出425万元，执行率95%。{filler}\n");
    let drawn = show(&report(&text, "95%", &[("500万元", "预算"), ("425万元", "支出")]), &text, 80);
    let expected = "\
错误[execution-rate]

  × 425 ÷ 500 = 85.00%，文中为95%
   ╭─[报告.txt:1:864]
 1 │ …年预算500万元，按季度核对…；支出425万元，执行率95%。按季度核对…
   ·        ───┬───                   ───┬───        ─┬─
   ·           │                         │            ╰── 此处
   ·           │                         ╰── 支出
   ·           ╰── 预算
   ╰────
  建议：把执行率改为 85%，或核对两个金额。

";
    assert_eq!(drawn, expected);
}

#[test]
fn places_on_distant_lines_and_in_other_documents_have_their_own_headers() {
    let text = format!("{SHORT}二、组织情况\n三、自评结果\n执行率95%，得分9分。\n");
    let mut report = report(&text, "95%", &[("得分9分", "得分")]);
    report.findings[0].related.push(Label { path: Some("自评表.txt".into()), span: Span::new(0, 9), message: "表中".to_owned() });
    let lookup = |path: &str| (path == "自评表.txt").then(|| "执行率\t85%\n".into());
    let drawn = document(&report, &text, &lookup, &options(Format::Pretty, 80));
    let expected = "\
错误[execution-rate]

  × 425 ÷ 500 = 85.00%，文中为95%
   ╭─[报告.txt:2:22]
 2 │ 全年预算500万元，支出425万元，执行率95%。
   ·                                     ─┬─
   ·                                      ╰── 此处
   ╰────
   ╭─[报告.txt:5:8]
 5 │ 执行率95%，得分9分。
   ·            ───┬───
   ·               ╰── 得分
   ╰────
   ╭─[自评表.txt:1:1]
 1 │ 执行率  85%
   · ───┬──
   ·    ╰── 表中
   ╰────
  建议：把执行率改为 85%，或核对两个金额。

";
    assert_eq!(drawn, expected);
}

#[test]
fn json_escapes_what_would_steer_a_terminal_and_reads_back_as_written() {
    let text = "支出\u{1b}[31m\u{9b}\u{202e}95%";
    let mut report = report(text, "\u{1b}[31m\u{9b}\u{202e}95%", &[]);
    report.path = "a\u{7f}\".txt".into();
    let written = document(&report, text, &|_| None, &options(Format::Json, 80));
    assert!(!written.chars().any(visible::is_unsafe), "{written:?}");
    let read: serde_json::Value = serde_json::from_str(&written).expect("valid");
    assert_eq!(read["path"], "a\u{7f}\".txt");
    assert_eq!(read["findings"][0]["text"], "\u{1b}[31m\u{9b}\u{202e}95%");
    assert_eq!(read["findings"][0]["span"]["start"], serde_json::json!({"line": 1, "column": 3, "offset": 6}));
}

#[test]
fn words_are_wrapped_at_spaces_and_never_before_a_closing_mark() {
    assert_eq!(wrap("核对两个金额，再改执行率。", 12), ["核对两个金", "额，再改执行", "率。"]);
    assert_eq!(wrap("check both amounts", 11), ["check both", "amounts"]);
    assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
}

proptest! {
    /// Any text, any places, any labels, any width: nothing panics, no line is wider than the terminal (but for the header, which keeps the path
    /// whole), and nothing that steers a terminal gets through.
    #[test]
    fn an_excerpt_fits_the_terminal(
        lines in prop::collection::vec("[一-龥，。a-z0-9 　\\t\u{1b}\u{202e}\u{9b}]{0,300}", 1..6),
        places in prop::collection::vec((0usize..2000, 0usize..400, "[预算执行数,，x]{0,30}"), 1..8),
        width in 60usize..130,
    ) {
        let text = lines.join("\n");
        let boundary = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let spans: Vec<Span> = places.iter().map(|(start, length, _)| Span::new(boundary(*start), boundary(start + length))).collect();
        let mut report = report(SHORT, "95%", &[]);
        report.findings[0].span = spans[0];
        report.findings[0].related = spans.iter().zip(&places).skip(1)
            .map(|(span, (_, _, message))| Label { path: None, span: *span, message: message.clone() }).collect();
        let drawn = show(&report, &text, width);
        for line in drawn.lines() {
            prop_assert!(super::width(line) <= width, "{} columns: {line}", super::width(line));
            prop_assert!(!line.chars().any(visible::is_unsafe), "{line:?}");
        }
    }
}
