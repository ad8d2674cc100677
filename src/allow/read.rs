//! The text of a `gouji.allow.toml` → [`AllowFile`], or the faults at their places.

use super::keys::{FILE, REQUIRED};
use super::{AllowFile, Entry, Places};
use crate::config::{Glob, Reader, Written, pattern_words};
use crate::error::Fault;
use crate::expr::Mistake;
use crate::finding::Fingerprint;
use crate::text::Span;
use jiff::civil::Date;
use std::path::PathBuf;

/// An entry as far as it is written.
#[derive(Default)]
pub struct Draft {
    pub at: Span,
    pub rule: Option<(String, Span)>,
    pub path: Option<(String, Span)>,
    pub fingerprint: Option<(String, Span)>,
    pub reason: Option<(String, Span)>,
    pub who: Option<(String, Span)>,
    pub until: Option<(Date, Span)>,
}

impl AllowFile {
    /// Reads the text of a file.
    pub fn parse(path: PathBuf, source: &str) -> Result<AllowFile, Vec<Fault>> {
        let file = Written { path, source: source.into() };
        let mut reader = Reader::new(file.clone());
        let mut drafts = Vec::new();
        reader.file(FILE, &mut drafts);
        let entries = drafts.into_iter().filter_map(|draft| entry(draft, &mut reader)).collect();
        reader.done(AllowFile { file, entries })
    }
}

fn entry(draft: Draft, reader: &mut Reader) -> Option<Entry> {
    let values = [&draft.rule, &draft.path, &draft.fingerprint, &draft.reason];
    let missing: Vec<&str> = REQUIRED.iter().zip(values).filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        reader.mistaken(Mistake::new(
            draft.at,
            (format!("此项缺少 {}", missing.join("、")), format!("this entry lacks {}", missing.join(", "))),
        ));
    }
    let (rule, path, fingerprint, reason) = (draft.rule?, draft.path?, draft.fingerprint?, draft.reason?);
    if reason.0.trim().is_empty() {
        reader.mistaken(
            Mistake::new(reason.1, ("理由是空的", "the reason is empty")).help(("写明为什么可以放行", "say why the finding may stand")),
        );
    }
    let pattern = Glob::from_folder(&path.0).map_err(|error| reader.mistaken(Mistake::new(path.1, pattern_words(error.msg))));
    let known = Fingerprint::parse(&fingerprint.0);
    if known.is_none() {
        let advice = (
            "`gouji check --format json` 会列出指纹；`gouji check --add-allow` 可写出整项",
            "`gouji check --format json` shows it; `gouji check --add-allow` writes whole entries",
        );
        reader.mistaken(Mistake::new(fingerprint.1, ("指纹是 16 位十六进制数", "a fingerprint has 16 hexadecimal digits")).help(advice));
    }
    Some(Entry {
        at: Places { rule: rule.1, path: path.1, fingerprint: fingerprint.1, until: draft.until.map(|(_, at)| at).unwrap_or_default() },
        rule: rule.0,
        path: path.0,
        pattern: pattern.ok()?,
        fingerprint: known?,
        reason: reason.0,
        who: draft.who.map(|(who, _)| who),
        until: draft.until.map(|(until, _)| until),
    })
}
