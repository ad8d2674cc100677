//! Findings as an editor shows them: diagnostics, and repairs that it offers.

use super::lines::Lines;
use crate::finding::{Finding, Fix, Safety, Severity, edited};
use crate::text::Span;
use lsp_types::{
    CodeAction, CodeActionKind, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    PublishDiagnosticsParams, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::HashMap;

/// So much of a text is named by a repair.
const NAMED: usize = 24;

/// A finding as a diagnostic. Its places in other documents are not shown: what is open is checked by itself.
pub fn diagnostic(finding: &Finding, uri: &Uri, lines: &Lines<'_>) -> Diagnostic {
    let related = finding.related.iter().filter(|label| label.path.is_none());
    let related: Vec<DiagnosticRelatedInformation> = related
        .map(|label| DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range: lines.range(label.span) },
            message: label.message.clone(),
        })
        .collect();
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    Diagnostic {
        range: lines.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_string())),
        source: Some("gouji".to_owned()),
        message: format!("{}{help}", finding.message),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// The repair of a finding as an action that the editor offers; what cannot change the meaning is preferred.
pub fn action(finding: &Finding, fix: &Fix, text: &str, uri: &Uri, lines: &Lines<'_>) -> CodeAction {
    let edits = fix.edits.iter().map(|edit| TextEdit { range: lines.range(edit.span), new_text: edit.replacement.clone() }).collect();
    let edit = WorkspaceEdit { changes: Some(changes(uri, edits)), ..WorkspaceEdit::default() };
    CodeAction {
        title: title(fix, text),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(finding, uri, lines)]),
        edit: Some(edit),
        is_preferred: Some(fix.safety == Safety::Safe),
        ..CodeAction::default()
    }
}

/// What is said of a text that is no longer open.
pub fn silence(uri: Uri) -> PublishDiagnosticsParams {
    PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None }
}

// The protocol's own type, whose keys are addresses that never change.
#[allow(clippy::mutable_key_type)]
fn changes(uri: &Uri, edits: Vec<TextEdit>) -> HashMap<Uri, Vec<TextEdit>> {
    HashMap::from([(uri.clone(), edits)])
}

/// What a repair does: the text from its first change to its last, before and after.
fn title(fix: &Fix, text: &str) -> String {
    let whole = fix.edits.iter().map(|edit| edit.span).reduce(Span::to).unwrap_or_default();
    let old = whole.of(text);
    format!("{} → {}", named(old), named(&edited(old, whole.start, &fix.edits)))
}

fn named(text: &str) -> String {
    let mut shown: String = text.chars().take(NAMED).map(|character| if character.is_control() { ' ' } else { character }).collect();
    if text.chars().nth(NAMED).is_some() {
        shown.push('…');
    }
    if shown.is_empty() { "∅".to_owned() } else { shown }
}

/// Whether a repair concerns what the editor asks about: the finding stands there, or it is changed there.
pub fn concerns(finding: &Finding, fix: &Fix, asked: Span) -> bool {
    let touches = |span: Span| span.start <= asked.end && asked.start <= span.end;
    touches(finding.span) || fix.edits.iter().any(|edit| touches(edit.span))
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}
