//! A baseline: the findings of an earlier run. Those that come again are known, and only new ones make a run fail.
//!
//! ```json
//! {
//!   "schema": 1,
//!   "findings": [
//!     {"path": "2023/报告.txt", "rule": "typo", "fingerprint": "9a09e7c09ef7c128", "text": "台帐"}
//!   ]
//! }
//! ```
//!
//! Paths are relative to the file, with `/`. A finding stands on a line of its own, sorted by path, rule and fingerprint; `text` is for
//! people and counts for nothing.

use crate::error::Fault;
use crate::finding::{Fingerprint, Report};
use crate::text::{LineIndex, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the format.
const SCHEMA: u32 = 1;

/// The longest text of a finding, in characters.
const LONGEST: usize = 30;

/// The findings of an earlier run, by the path of the report from the folder of the file.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    findings: BTreeMap<String, BTreeSet<(String, Fingerprint)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    findings: Vec<Row>,
}

/// One finding as written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The path of the report.
    pub path: String,
    /// The rule's id.
    pub rule: String,
    /// The finding, in 16 digits.
    pub fingerprint: String,
    /// The start of the text that it points at.
    #[serde(default)]
    pub text: String,
}

impl Baseline {
    /// Reads the text of a file.
    pub fn parse(path: &str, source: &str) -> Result<Baseline, Fault> {
        let written: Written = serde_json::from_str(source).map_err(|error| faulty(path, source, &error))?;
        if written.schema != SCHEMA {
            let message = (
                format!("此基线文件的版本为 {}，本程序只认 {SCHEMA}", written.schema),
                format!("this baseline has schema {}, and this program knows {SCHEMA}", written.schema),
            );
            return Err(Fault::of_file(path, message).help(("用 --write-baseline 重新生成", "write it anew with --write-baseline")));
        }
        let mut baseline = Baseline::default();
        for row in written.findings {
            let known = Fingerprint::parse(&row.fingerprint);
            let fingerprint = known.ok_or_else(|| {
                Fault::of_file(path, (format!("`{}` 不是指纹", row.fingerprint), format!("`{}` is no fingerprint", row.fingerprint)))
            })?;
            baseline.findings.entry(row.path).or_default().insert((row.rule, fingerprint));
        }
        Ok(baseline)
    }

    /// Marks what is known in the report at a path; how many findings it knows that are there no more, as far as `judged` holds of their rules.
    pub fn mark(&self, path: &str, report: &mut Report, judged: impl Fn(&str) -> bool) -> usize {
        let Some(known) = self.findings.get(path) else { return 0 };
        let mut left = known.clone();
        for finding in &mut report.findings {
            let name = (finding.rule.to_string(), finding.fingerprint);
            finding.known = known.contains(&name);
            left.remove(&name);
        }
        left.iter().filter(|(rule, _)| judged(rule)).count()
    }
}

/// The findings of a report, given its text and its path from the folder of the file.
pub fn rows<'r>(report: &'r Report, text: &'r str, path: &'r str) -> impl Iterator<Item = Row> + 'r {
    report.findings.iter().map(move |finding| Row {
        path: path.to_owned(),
        rule: finding.rule.to_string(),
        fingerprint: finding.fingerprint.to_string(),
        text: finding.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect(),
    })
}

/// The text of a file with these findings.
pub fn written(mut rows: Vec<Row>) -> String {
    rows.sort();
    rows.dedup();
    let line = |row: &Row| serde_json::to_string(row).map(|json| format!("    {json}")).unwrap_or_default();
    let lines: Vec<String> = rows.iter().map(line).collect();
    let findings = if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", lines.join(",\n")) };
    format!("{{\n  \"schema\": {SCHEMA},\n  \"findings\": {findings}\n}}\n")
}

fn faulty(path: &str, source: &str, error: &serde_json::Error) -> Fault {
    let line = LineIndex::new(source).line(source, error.line() as u32).unwrap_or_default();
    // The column counts the bytes up to where reading stopped.
    let before = line.of(source).char_indices().map(|(at, _)| at).take_while(|at| *at < error.column()).last().unwrap_or(0);
    let at = line.start as usize + before;
    let end = source.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |character| at + character.len_utf8());
    let words = error.to_string();
    let message = words.split(" at line ").next().unwrap_or("");
    let message = (format!("JSON 写法有误：{message}"), message);
    Fault { source: Some(source.into()), span: Some(Span::new(at, end)), ..Fault::of_file(path, message) }
}
