//! The texts that the places of a report's findings stand in: its own, and those of other documents.

use crate::finding::{Label, Report};
use crate::text::{LineIndex, Position, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The text of another document, by its path; none when it can no longer be read.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<Arc<str>>;

/// The texts, each with its lines.
pub struct Texts<'a> {
    own: Indexed<'a>,
    others: BTreeMap<Arc<str>, Indexed<'a>>,
}

/// A text with its path and its lines.
pub struct Indexed<'a> {
    /// The path, as shown.
    pub path: Arc<str>,
    /// The text.
    pub text: Cow<'a, str>,
    /// Its lines.
    pub lines: LineIndex,
}

impl<'a> Texts<'a> {
    /// Of a report on `text`.
    pub fn new(report: &Report, text: &'a str, lookup: Lookup<'_>) -> Self {
        let own = Indexed::new(report.path.clone(), Cow::Borrowed(text));
        let findings = report.findings.iter().flat_map(|finding| &finding.related);
        let bindings = report.bindings.iter().flatten().flat_map(|binding| &binding.related);
        let mut others = BTreeMap::new();
        for path in findings.chain(bindings).filter_map(|label| label.path.as_ref()) {
            others.entry(path.clone()).or_insert_with(|| {
                let text = lookup(path).map(|text| text.to_string()).unwrap_or_default();
                Indexed::new(path.clone(), Cow::Owned(text))
            });
        }
        Texts { own, others }
    }

    /// The report's own text.
    pub fn own(&self) -> &Indexed<'a> {
        &self.own
    }

    /// The text that a label stands in.
    pub fn of(&self, label: &Label) -> &Indexed<'a> {
        label.path.as_ref().and_then(|path| self.others.get(path)).unwrap_or(&self.own)
    }
}

impl<'a> Indexed<'a> {
    /// Finds the lines of a text.
    pub fn new(path: Arc<str>, text: Cow<'a, str>) -> Self {
        let lines = LineIndex::new(&text);
        Indexed { path, text, lines }
    }

    /// Where a byte offset stands.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The line of that number, without its line end.
    pub fn line(&self, line: u32) -> Span {
        self.lines.line(&self.text, line).unwrap_or_default()
    }
}
