//! `path:line:column: severity[rule] message`: one line a finding.

use super::texts::Texts;
use super::visible::visible;
use crate::error::Fault;
use crate::finding::{Binding, Finding};
use crate::language::Language;
use crate::text::LineIndex;

/// One finding. The severity is named in English in either language, since programs read this format.
pub fn finding(finding: &Finding, texts: &Texts<'_>, language: Language) -> String {
    let own = texts.own();
    let at = own.position(finding.span.start);
    let (path, severity) = (one_line(&own.path), finding.severity.name());
    let known = if finding.known { language.pick("（已知）", " (known)") } else { "" };
    format!("{path}:{}:{}: {severity}[{}] {}{known}\n", at.line, at.column, finding.rule, one_line(&finding.message))
}

/// One relation that a rule checked, or could not check, with the word for its verdict.
pub fn binding(binding: &Binding, verdict: &str, texts: &Texts<'_>) -> String {
    let own = texts.own();
    let at = own.position(binding.span.start);
    let path = one_line(&own.path);
    let reason = binding.reason.as_deref().map(|reason| format!("{} · ", one_line(reason))).unwrap_or_default();
    let text: String = one_line(binding.span.of(&own.text)).chars().take(LONGEST).collect();
    format!("{path}:{}:{}: {}[{}] {reason}{text}\n", at.line, at.column, verdict, binding.rule)
}

/// The longest text of a relation, in characters.
const LONGEST: usize = 60;

/// One fault, with its place when it has one.
pub fn fault(fault: &Fault, language: Language) -> String {
    let path = one_line(&fault.path);
    let place = match (&fault.source, fault.span) {
        (Some(source), Some(span)) => {
            let at = LineIndex::new(source).position(source, span.start);
            format!("{path}:{}:{}", at.line, at.column)
        }
        (None, _) | (_, None) => path,
    };
    let help = fault.help.as_ref().map(|help| format!(" ({})", one_line(help.of(language)))).unwrap_or_default();
    format!("{place}: fault: {}{help}\n", one_line(fault.message.of(language)))
}

fn one_line(text: &str) -> String {
    visible(text.trim_end()).replace('␊', " ")
}
