//! Facts × rules → findings and ledger.
//!
//! [`check`] is a pure function of the text, the catalogue and the settings: it reads no clock, no file and no locale.

mod binding;
pub mod corpus;
pub mod examples;
mod places;
mod prepared;
mod suppress;

pub use prepared::{Prepared, Settings};

use crate::facts::{self, Context, Facts};
use crate::finding::{Finding, Ledger, Report};
use crate::syntax::{self, Document};
use crate::values;
use places::Places;
use std::sync::Arc;

/// Audits one document.
pub fn check(text: &str, path: &str, prepared: &Prepared<'_>) -> Report {
    beside(text, path, prepared, &corpus::Compared::default())
}

/// Audits one document of several, with what its comparison with the others found.
pub fn beside(text: &str, path: &str, prepared: &Prepared<'_>, compared: &corpus::Compared) -> Report {
    let mut report = audit(text, path, prepared);
    report.findings.extend(compared.findings.iter().cloned());
    report.ledger += compared.ledger;
    suppress::apply(text, &mut report.findings, prepared);
    order(&mut report.findings);
    report
}

fn audit(text: &str, path: &str, prepared: &Prepared<'_>) -> Report {
    let knowledge = &prepared.catalogue.knowledge;
    let document = syntax::parse(text, &knowledge.vocabulary);
    let values = values::scan(&document.flow.text, &knowledge.units);
    let context = Context::new(&document, &values, knowledge, path);
    let facts = facts::extract(&context, &prepared.kinds);
    report(path, &document, &facts, prepared)
}

fn report(path: &str, document: &Document<'_>, facts: &Facts<'_>, prepared: &Prepared<'_>) -> Report {
    let mut audit = binding::Audit::new(Places::One(document), facts, prepared);
    prepared.rules().for_each(|(rule, severity)| audit.run(rule, severity));
    let findings: Vec<Finding> = audit.findings.into_iter().map(|(_, finding)| finding).collect();
    Report { path: Arc::from(path), fiscal_year: facts::fiscal_year(facts), findings, ledger: audit.ledger, bindings: audit.bindings }
}

/// In order of their places; of two with one place and one rule, the first stays.
fn order(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (a.span, &a.rule, &a.message).cmp(&(b.span, &b.rule, &b.message)));
    let other = |finding: &Finding| finding.related.iter().find_map(|label| label.path.clone());
    findings.dedup_by(|later, earlier| later.span == earlier.span && later.rule == earlier.rule && other(later) == other(earlier));
}

/// The sum of the ledgers of several reports.
pub fn total<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Ledger {
    reports.into_iter().fold(Ledger::default(), |mut sum, report| {
        sum += report.ledger;
        sum
    })
}
