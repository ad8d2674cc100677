//! A rule's own examples, run as tests: reports on which it stays silent, and reports on which it points at marked places.

use super::{Prepared, Settings, check, corpus};
use crate::error::Fault;
use crate::finding::{Edit, Finding, edited};
use crate::rules::file::Example;
use crate::rules::{Catalogue, Rule, catalogue};
use crate::text::Span;

/// What became of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The example's name.
    pub name: String,
    /// Whether the rule had to stay silent.
    pub pass: bool,
    /// What differs from what the example says; none when all is as it should be.
    pub problem: Option<String>,
}

/// Runs every example of a rule, with this rule alone. The rule is run even when it is off by default.
pub fn run(rule: &Rule, known: &Catalogue) -> Result<Vec<Outcome>, Fault> {
    let parsed = catalogue::parse(&rule.file)?;
    rule.reads().map_err(Fault::clone)?;
    let only = Prepared::only(known, rule, Settings { repairs: true, ..Settings::default() });
    let passes = parsed.pass.iter().map(|example| outcome(example, true, &only));
    let fails = parsed.fail.iter().map(|example| outcome(example, false, &only));
    Ok(passes.chain(fails).collect())
}

fn outcome(example: &Example, pass: bool, prepared: &Prepared<'_>) -> Outcome {
    let problem = match &example.report {
        Some(report) => problem(report, example, pass, prepared),
        None if example.reports.is_empty() => Some("the example has no report".to_owned()),
        None => unlike(example, pass, prepared),
    };
    Outcome { name: example.name.clone(), pass, problem }
}

fn problem(report: &str, example: &Example, pass: bool, prepared: &Prepared<'_>) -> Option<String> {
    let (text, marked) = unmark(report);
    let findings = check(&text, "example.txt", prepared).findings;
    if pass {
        return findings.first().map(|finding| format!("it points at “{}”: {}", finding.span.of(&text), finding.message));
    }
    if marked.is_empty() {
        return Some("a failing example marks its findings with « and »".to_owned());
    }
    let mut found: Vec<Span> = findings.iter().map(|finding| finding.span).collect();
    found.sort();
    if found != marked {
        return Some(format!("it marks {}, and the rule points at {}", quoted(&marked, &text), quoted(&found, &text)));
    }
    if let Some(other) =
        findings.iter().map(|finding| finding.severity).find(|severity| example.severity.is_some_and(|own| own != *severity))
    {
        return Some(format!("its finding is of severity {}", other.name()));
    }
    example.fixed.as_ref().and_then(|fixed| unfixed(&text, &findings, fixed))
}

/// Several reports beside each other.
fn unlike(example: &Example, pass: bool, prepared: &Prepared<'_>) -> Option<String> {
    let reports: Vec<(String, (String, Vec<Span>))> = example.reports.iter().map(|(path, report)| (path.clone(), unmark(report))).collect();
    let texts: Vec<(&str, &str)> = reports.iter().map(|(path, (text, _))| (path.as_str(), text.as_str())).collect();
    let compared = corpus::compare(&texts, prepared);
    let count: usize = compared.iter().map(|compared| compared.findings.len()).sum();
    if !pass && count == 0 {
        return Some("a failing example has findings".to_owned());
    }
    reports.iter().zip(&compared).find_map(|((path, (text, marked)), compared)| {
        let mut found: Vec<Span> = compared.findings.iter().map(|finding| finding.span).collect();
        found.sort();
        let marked = if pass { &[][..] } else { marked.as_slice() };
        (found != marked).then(|| format!("{path}: it marks {}, and the rule points at {}", quoted(marked, text), quoted(&found, text)))
    })
}

fn unfixed(text: &str, findings: &[Finding], fixed: &str) -> Option<String> {
    let edits: Vec<Edit> = findings.iter().filter_map(|finding| finding.fix.clone()).flat_map(|fix| fix.edits).collect();
    let result = edited(text, 0, apart(text, &edits));
    (result != fixed).then(|| format!("fixed, it reads “{}”", result.trim()))
}

/// The edits that stand in the text, in order; one that overlaps an earlier one is passed over.
fn apart<'e>(text: &str, edits: &'e [Edit]) -> Vec<&'e Edit> {
    let mut edits: Vec<&Edit> = edits.iter().filter(|edit| edit.span.end as usize <= text.len()).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut done = 0;
    edits.retain(|edit| {
        edit.span.start >= done && {
            done = edit.span.end;
            true
        }
    });
    edits
}

/// The text without its marks, and the marked spans in it, in order.
pub fn unmark(report: &str) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(report.len());
    let (mut open, mut spans) = (Vec::new(), Vec::new());
    for char in report.chars() {
        match char {
            '«' => open.push(text.len()),
            '»' => spans.extend(open.pop().map(|start| Span::new(start, text.len()))),
            other => text.push(other),
        }
    }
    spans.sort();
    (text, spans)
}

fn quoted(spans: &[Span], text: &str) -> String {
    match spans {
        [] => "nothing".to_owned(),
        spans => spans.iter().map(|span| format!("“{}”", span.of(text))).collect::<Vec<_>>().join(", "),
    }
}
