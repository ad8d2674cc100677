//! Findings that the report itself allows, by remarks with a reason.
//!
//! A remark `忽略` or `allow` holds for the line that it stands in and for the next line with text; `本节忽略` and `allow-section` hold for
//! the section that it stands in, sub-sections included; `全文忽略` and `allow-file` for the whole report. One without a rule or a reason
//! allows nothing, and one that nothing is left to allow for is reported.

mod remark;
mod scope;

use super::Prepared;
use crate::finding::{Finding, Report};
use crate::syntax::{self, Document};
use crate::text::Span;
use remark::Remark;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Takes away what the report allows; adds what is wrong with its remarks.
pub(super) fn apply(document: &Document<'_>, report: &mut Report, prepared: &Prepared<'_>) {
    let written = syntax::remarks(document.source);
    let lines = scope::lines(document.source, &written);
    let mut remarks: Vec<Remark<'_>> =
        written.into_iter().zip(lines).map(|(written, lines)| remark::read(written, lines, document)).collect();
    let before = report.findings.len();
    let mut open = Open::new(&remarks);
    report.findings.retain(|finding| match open.remark(finding) {
        Some(at) => {
            remarks[at].used = true;
            false
        }
        None => true,
    });
    report.allowed += before - report.findings.len();
    report.findings.extend(remarks.iter().filter_map(|remark| remark.fault(prepared)));
}

/// The remarks that hold at the place of a finding, while findings are gone through in order of their places. Each remark is taken up once
/// and left once, however many there are.
struct Open<'t> {
    /// Remarks that allow something: their scopes and rules, with their indices; the one that begins first stands last.
    coming: Vec<(Span, usize, Vec<&'t str>)>,
    /// Of each rule or category the remarks that hold, in order, each with the end of its scope.
    held: HashMap<&'t str, BTreeSet<(usize, u32)>>,
}

impl<'t> Open<'t> {
    fn new(remarks: &[Remark<'t>]) -> Self {
        let scoped = |(at, remark): (usize, &Remark<'t>)| {
            let scope = remark.scope.as_ref().ok().filter(|_| !remark.reason.is_empty())?;
            Some((Span { start: scope.start, end: scope.end.max(scope.start + 1) }, at, remark.rules.clone()))
        };
        let mut coming: Vec<_> = remarks.iter().enumerate().filter_map(scoped).collect();
        coming.sort_by_key(|(scope, at, _)| Reverse((scope.start, *at)));
        Open { coming, held: HashMap::new() }
    }

    /// The first remark that allows the finding, by its index.
    fn remark(&mut self, finding: &Finding) -> Option<usize> {
        while let Some((scope, at, rules)) = self.coming.pop_if(|(scope, _, _)| scope.start <= finding.span.start) {
            for rule in rules {
                self.held.entry(rule).or_default().insert((at, scope.end));
            }
        }
        [&*finding.rule, &*finding.category].into_iter().filter_map(|name| self.first(name, finding.span.start)).min()
    }

    fn first(&mut self, name: &str, place: u32) -> Option<usize> {
        let held = self.held.get_mut(name)?;
        while held.first().is_some_and(|(_, end)| *end <= place) {
            held.pop_first();
        }
        held.first().map(|(at, _)| *at)
    }
}

#[cfg(test)]
mod tests;
