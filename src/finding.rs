//! What a check reports: plain data, without behaviour. Renderers, fixes and editors translate it.

use crate::error::Fault;
use crate::quantity::Verdict;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A reviewer should look.
    Info,
    /// Very likely wrong, or an explanation is owed.
    Warning,
    /// Provably wrong, or a required thing is missing.
    Error,
}

impl Severity {
    /// Every level, the lowest first.
    pub const ALL: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

    /// One level lower; `info` stays.
    pub fn lower(self) -> Severity {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Info => Severity::Info,
        }
    }

    /// The name as users write it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding of one rule, with its spans in the source text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The rule's id.
    pub rule: Arc<str>,
    /// The rule's category (its folder).
    pub category: Arc<str>,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, with its arithmetic, in the chosen language.
    pub message: String,
    /// Where, in the source text.
    pub span: Span,
    /// Other places that take part.
    pub related: Vec<Label>,
    /// What would make it hold, or where to look.
    pub help: Option<String>,
    /// How to repair it.
    pub fix: Option<Fix>,
    /// What it is about, where its place does not tell it from another finding of its rule; the same in both languages.
    pub about: Option<String>,
    /// What it is known by in later runs.
    pub fingerprint: Fingerprint,
    /// Whether a baseline knows it.
    pub known: bool,
}

/// What a finding is known by in later runs, as long as what it speaks of stays the same: 64 bits, written as 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Fingerprint(pub u64);

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Fingerprint {
    /// From its 16 digits.
    pub fn parse(text: &str) -> Option<Fingerprint> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(Fingerprint)
    }
}

/// A place that takes part in a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The other document, when the place is not in the finding's own.
    pub path: Option<Arc<str>>,
    /// Where, in that document's source text.
    pub span: Span,
    /// What the place is (a measure's name, "total", …); may be empty.
    pub message: String,
}

/// Edits that repair a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// Whether it may be applied unasked.
    pub safety: Safety,
    /// The edits, in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied unasked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// It cannot change what the report says.
    Safe,
    /// A person has to agree.
    Ask,
}

impl Safety {
    /// Every degree.
    pub const ALL: [Safety; 2] = [Safety::Safe, Safety::Ask];

    /// The name as users write it.
    pub fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Ask => "ask",
        }
    }
}

/// One replacement in the source text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// A text, or the part of one that starts at an offset, with edits, which are in order and apart.
pub fn edited<'e>(text: &str, offset: u32, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        result.push_str(text.get(at..(edit.span.start - offset) as usize).unwrap_or(""));
        result.push_str(&edit.replacement);
        at = (edit.span.end - offset) as usize;
    }
    result.push_str(text.get(at..).unwrap_or(""));
    result
}

/// What the audit of one document came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The document, as the user named it.
    pub path: Arc<str>,
    /// The fiscal year it reports on, when it says so.
    pub fiscal_year: Option<i32>,
    /// The findings, in order of their places.
    pub findings: Vec<Finding>,
    /// How many relations were checked, and with what outcome.
    pub ledger: Ledger,
    /// Every relation that was checked, when asked for.
    pub bindings: Option<Vec<Binding>>,
    /// How many numbers they leave untouched; counted where they are listed.
    pub coverage: Option<Coverage>,
    /// The ids of rules that ran out of steps: what they had not looked at by then is not checked.
    pub exhausted: Vec<Arc<str>>,
    /// What is wrong with rules that do not compile, and so could not be run.
    pub faults: Vec<Fault>,
    /// How many findings are allowed, and so not among the others.
    pub allowed: usize,
}

/// One relation that a rule checked, or could not check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Binding {
    /// The rule's id.
    pub rule: Arc<str>,
    /// The verdict; its name is that of a field of [`Ledger`].
    pub verdict: Verdict,
    /// Why it could not be checked.
    pub reason: Option<String>,
    /// Where, in the source text.
    pub span: Span,
    /// Other places that take part.
    pub related: Vec<Label>,
}

/// How many bindings of all rules ended in each verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Ledger {
    /// Relations that hold.
    pub consistent: u32,
    /// Relations that cannot hold.
    pub inconsistent: u32,
    /// Relations that hold only when trailing zeros were dropped unevenly.
    pub suspicious: u32,
    /// Relations whose intervals touch in one point.
    pub boundary: u32,
    /// Relations that could not be checked.
    pub not_checked: u32,
}

/// How far the relations reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Coverage {
    /// The numbers of a report.
    pub numbers: u32,
    /// Those of them that take part in no relation that was checked.
    pub untouched: u32,
}

impl std::ops::AddAssign for Coverage {
    fn add_assign(&mut self, other: Coverage) {
        self.numbers += other.numbers;
        self.untouched += other.untouched;
    }
}

impl std::ops::AddAssign for Ledger {
    fn add_assign(&mut self, other: Ledger) {
        self.consistent += other.consistent;
        self.inconsistent += other.inconsistent;
        self.suspicious += other.suspicious;
        self.boundary += other.boundary;
        self.not_checked += other.not_checked;
    }
}
