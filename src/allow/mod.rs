//! `gouji.allow.toml`: findings that are allowed, each with a reason, in reports that may not be touched themselves.
//!
//! An entry names a finding by its rule, the path of the report and its [`Fingerprint`], and says why it may stand. It holds up to the
//! day `until`. The nearest file at or above a report holds for it; paths are relative to the file, and globs may be used.

pub mod keys;
mod read;
mod write;

pub use write::{New, appended};

use crate::config::{Glob, Written};
use crate::error::Fault;
use crate::expr::Mistake;
use crate::finding::{Finding, Fingerprint, Severity};
use crate::language::Language;
use crate::rules::Catalogue;
use crate::text::Span;
use jiff::civil::Date;

/// The name of such a file.
pub const NAME: &str = "gouji.allow.toml";

/// A file as written.
#[derive(Clone, Debug, Default)]
pub struct AllowFile {
    /// Its path and text.
    pub file: Written,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// A finding that is allowed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The rule's id.
    pub rule: String,
    /// The path of the report from the folder of the file, with `/`.
    pub path: String,
    /// The same as a pattern.
    pub pattern: Glob,
    /// The finding.
    pub fingerprint: Fingerprint,
    /// Why it may stand.
    pub reason: String,
    /// Who says so.
    pub who: Option<String>,
    /// The last day on which the entry holds.
    pub until: Option<Date>,
    /// Where its parts stand in the file.
    pub at: Places,
}

/// Where the parts of an entry stand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places {
    /// The rule.
    pub rule: Span,
    /// The path.
    pub path: Span,
    /// The fingerprint.
    pub fingerprint: Span,
    /// The last day.
    pub until: Span,
}

impl AllowFile {
    /// Entries whose rule does not exist.
    pub fn faults(&self, known: &[Catalogue]) -> Vec<Fault> {
        let mut names: Vec<&str> = known.iter().flat_map(|known| known.rules.iter().map(|rule| &*rule.id)).chain([SUPPRESSION]).collect();
        names.sort_unstable();
        names.dedup();
        let unknown = self.entries.iter().filter(|entry| !names.contains(&entry.rule.as_str()));
        unknown
            .map(|entry| self.file.mistaken(Mistake::unknown(entry.at.rule, ("规则", "rule"), &entry.rule, names.iter().copied())))
            .collect()
    }
}

/// The name under which faults of remarks and entries are reported.
pub const SUPPRESSION: &str = "suppression";

impl Entry {
    /// Whether it holds for the report at a path from the folder of its file.
    pub fn is_for(&self, report: &str) -> bool {
        self.path == report || self.pattern.matches(report.as_ref())
    }

    /// Whether it names a finding.
    pub fn names(&self, finding: &Finding) -> bool {
        self.fingerprint == finding.fingerprint && *self.rule == *finding.rule
    }

    /// Whether its last day is over.
    pub fn is_over(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    /// What is said of an entry that no longer holds.
    pub fn over(&self, language: Language) -> Finding {
        let (rule, until) = (&self.rule, self.until.map(|until| until.to_string()).unwrap_or_default());
        let message = language.pick(
            format!("对 {rule} 的放行已于 {until} 到期，不再有效"),
            format!("this entry for {rule} ended on {until} and allows nothing any more"),
        );
        let help = language.pick("复核后改写期限，或删去此项", "look at the finding again, then set a new day or remove the entry");
        said(self.at.until, message, help)
    }

    /// Whether it is for a single report, and not for all that match a pattern; then its path.
    pub fn single(&self) -> Option<String> {
        let plain = ["[[]", "[]]", "[*]", "[?]"].iter().fold(self.path.clone(), |path, escaped| path.replace(escaped, ""));
        (!plain.contains(['*', '?', '[']))
            .then(|| self.path.replace("[[]", "[").replace("[]]", "]").replace("[*]", "*").replace("[?]", "?"))
    }

    /// What is said of an entry whose report is not there.
    pub fn lost(&self, language: Language) -> Finding {
        let (rule, path) = (&self.rule, &self.path);
        let message = language.pick(
            format!("没有 {path} 这个文件，对 {rule} 的放行没有对象"),
            format!("there is no {path}, for which this entry of {rule} is"),
        );
        let help = language.pick("改写路径，或删去此项", "change the path or remove the entry");
        said(self.at.path, message, help)
    }

    /// What is said of an entry that no finding needs.
    pub fn unused(&self, language: Language) -> Finding {
        let (rule, path) = (&self.rule, &self.path);
        let message =
            language.pick(format!("{path} 中已没有此项放行的 {rule} 问题"), format!("{path} has no such finding of {rule} any more"));
        let help = language.pick("删去此项；如问题改了样子，请重新判断", "remove the entry; if the finding has changed, judge it anew");
        said(self.at.fingerprint, message, help)
    }
}

fn said(span: Span, message: String, help: &str) -> Finding {
    Finding {
        rule: SUPPRESSION.into(),
        category: SUPPRESSION.into(),
        severity: Severity::Warning,
        message,
        span,
        related: Vec::new(),
        help: Some(help.to_owned()),
        fix: None,
        about: None,
        fingerprint: Fingerprint::default(),
        known: false,
    }
}
