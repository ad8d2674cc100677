//! The contract for programs: one JSON object, its documents written as they come.
//!
//! Lines and columns count from 1, columns in Unicode characters, offsets in bytes of the UTF-8 text.

use super::Totals;
use super::texts::{Indexed, Texts};
use super::visible::is_unsafe;
use crate::error::Fault;
use crate::finding::{Binding, Coverage, Edit, Finding, Fix, Label, Ledger, Report, Safety, Severity};
use crate::language::Language;
use crate::text::{Position, Span};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// The version of the contract.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    fiscal_year: Option<i32>,
    findings: Vec<FoundAt<'a>>,
    ledger: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    bindings: Option<Vec<BoundAt<'a>>>,
}

/// The ledger, with the numbers that no rule touched where the relations are listed.
#[derive(Serialize)]
struct Counts {
    #[serde(flatten)]
    ledger: Ledger,
    #[serde(flatten)]
    coverage: Option<Coverage>,
}

#[derive(Serialize)]
struct FoundAt<'a> {
    rule: &'a str,
    category: &'a str,
    severity: Severity,
    message: &'a str,
    span: Range,
    text: &'a str,
    related: Vec<LabelledAt<'a>>,
    help: Option<&'a str>,
    fix: Option<Repair<'a>>,
    fingerprint: String,
    #[serde(skip_serializing_if = "is_false")]
    known: bool,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct LabelledAt<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    span: Range,
    text: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct Repair<'a> {
    safety: Safety,
    edits: Vec<EditAt<'a>>,
}

#[derive(Serialize)]
struct EditAt<'a> {
    span: Range,
    replacement: &'a str,
}

#[derive(Serialize)]
struct BoundAt<'a> {
    rule: &'a str,
    verdict: &'a str,
    reason: Option<&'a str>,
    span: Range,
    related: Vec<LabelledAt<'a>>,
}

#[derive(Serialize)]
struct FaultIn<'a> {
    path: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct Summary {
    documents: usize,
    error: usize,
    warning: usize,
    info: usize,
    known: usize,
    allowed: usize,
    gone: usize,
}

/// What stands before the first document.
pub fn opening() -> String {
    format!("{{\"schema\":{SCHEMA},\"tool\":{{\"name\":\"gouji\",\"version\":\"{}\"}},\"documents\":[\n", env!("CARGO_PKG_VERSION"))
}

/// One document.
pub fn document(report: &Report, shown: &[&Finding], texts: &Texts<'_>) -> String {
    let bindings = report.bindings.as_ref().map(|bindings| bindings.iter().map(|binding| bound(binding, texts)).collect());
    let findings = shown.iter().map(|finding| found(finding, texts)).collect();
    let ledger = Counts { ledger: report.ledger, coverage: report.coverage };
    write(&Document { path: &report.path, fiscal_year: report.fiscal_year, findings, ledger, bindings })
}

/// What stands after the last document.
pub fn closing(faults: &[Fault], totals: &Totals, language: Language) -> String {
    let errors: Vec<FaultIn> = faults.iter().map(|fault| FaultIn { path: &fault.path, message: fault.message.of(language) }).collect();
    let Totals { documents, errors: error, warnings: warning, infos: info, known, allowed, gone, .. } = *totals;
    let summary = Summary { documents, error, warning, info, known: known.iter().sum(), allowed, gone };
    format!("\n],\"errors\":{},\"summary\":{}}}\n", write(&errors), write(&summary))
}

fn is_false(truth: &bool) -> bool {
    !truth
}

fn found<'a>(finding: &'a Finding, texts: &'a Texts<'_>) -> FoundAt<'a> {
    let own = texts.own();
    FoundAt {
        rule: &finding.rule,
        category: &finding.category,
        severity: finding.severity,
        message: &finding.message,
        span: range(finding.span, own),
        text: finding.span.of(&own.text),
        related: labels(&finding.related, texts),
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(|fix| repair(fix, own)),
        fingerprint: finding.fingerprint.to_string(),
        known: finding.known,
    }
}

fn bound<'a>(binding: &'a Binding, texts: &'a Texts<'_>) -> BoundAt<'a> {
    BoundAt {
        rule: &binding.rule,
        verdict: binding.verdict.name(),
        reason: binding.reason.as_deref(),
        span: range(binding.span, texts.own()),
        related: labels(&binding.related, texts),
    }
}

fn labels<'a>(labels: &'a [Label], texts: &'a Texts<'_>) -> Vec<LabelledAt<'a>> {
    let labelled = |label: &'a Label| {
        let text = texts.of(label);
        LabelledAt { path: label.path.as_deref(), span: range(label.span, text), text: label.span.of(&text.text), message: &label.message }
    };
    labels.iter().map(labelled).collect()
}

fn repair<'a>(fix: &'a Fix, own: &Indexed<'_>) -> Repair<'a> {
    let edit = |edit: &'a Edit| EditAt { span: range(edit.span, own), replacement: &edit.replacement };
    Repair { safety: fix.safety, edits: fix.edits.iter().map(edit).collect() }
}

fn range(span: Span, text: &Indexed<'_>) -> Range {
    Range { start: text.position(span.start), end: text.position(span.end) }
}

/// Serialized without failing: a text buffer takes everything, and no map here has keys that are not strings.
fn write(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, Escaping(CompactFormatter)));
    debug_assert!(written.is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

/// Escapes, beyond what JSON demands, every character that would steer a terminal on which the output is looked at.
struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = fragment;
        while let Some((at, character)) = plain.char_indices().find(|(_, character)| is_unsafe(*character)) {
            writer.write_all(&plain.as_bytes()[..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = &plain[at + character.len_utf8()..];
        }
        self.0.write_string_fragment(writer, plain)
    }
}
