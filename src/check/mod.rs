//! Facts × rules → findings and ledger.
//!
//! [`check`] is a pure function of the text, the catalogue and the settings: it reads no clock, no file and no locale.

mod binding;
pub mod corpus;
mod coverage;
pub mod examples;
mod fingerprint;
pub mod mutation;
mod outcome;
mod places;
mod prepared;
mod repair;
mod suppress;

pub use prepared::{Prepared, Settings};

use crate::facts::{self, Context, Facts};
use crate::finding::{Finding, Report};
use crate::syntax::{self, Document};
use crate::text::Span;
use binding::Audit;
use outcome::Outcome;
use places::Places;
use repair::Pending;
use std::sync::Arc;

/// Audits one document.
pub fn check(text: &str, path: &str, prepared: &Prepared<'_>) -> Report {
    beside(text, path, prepared, &corpus::Compared::default())
}

/// Audits one document of several, with what its comparison with the others found.
pub fn beside(text: &str, path: &str, prepared: &Prepared<'_>, compared: &corpus::Compared) -> Report {
    let document = syntax::parse(text, &prepared.catalogue.knowledge.vocabulary);
    let mut report = audit(&document, path, prepared, None);
    report.findings.extend(compared.findings.iter().cloned());
    report.ledger += compared.ledger;
    if let Some(bindings) = &mut report.bindings {
        bindings.extend(compared.bindings.iter().cloned());
    }
    report.exhausted.extend(compared.exhausted.iter().cloned());
    report.faults.extend(compared.faults.iter().cloned());
    order(&mut report.findings);
    fingerprint::assign(&document, &mut report.findings);
    suppress::apply(&document, &mut report, prepared);
    order(&mut report.findings);
    report
}

/// A step of the audit of one document.
#[derive(Clone, Copy, Debug)]
pub enum Step<'s> {
    /// The text was parsed.
    Syntax,
    /// Its values were found.
    Values,
    /// The facts of a kind were extracted.
    Facts(&'static str),
    /// A rule was run.
    Rule(&'s str),
}

/// Audits one document; `done` hears of every step when it is done. This is how the cost of steps is measured.
pub fn observed(text: &str, path: &str, prepared: &Prepared<'_>, done: &mut dyn FnMut(Step<'_>)) -> Report {
    let document = syntax::parse(text, &prepared.catalogue.knowledge.vocabulary);
    done(Step::Syntax);
    audit(&document, path, prepared, Some(done))
}

/// Steps that somebody hears of are done one behind the other; else the facts that are read together are judged as soon as they are
/// found, so that a large document is never held with all of its facts.
fn audit(document: &Document<'_>, path: &str, prepared: &Prepared<'_>, done: Option<&mut dyn FnMut(Step<'_>)>) -> Report {
    let knowledge = &prepared.catalogue.knowledge;
    let mut values = facts::values(document, knowledge);
    values.shrink();
    let context = Context::new(document, &values, knowledge, path);
    let (fiscal_year, outcome) = match done {
        Some(done) => in_order(&context, prepared, done),
        None => in_families(&context, prepared),
    };
    // What the extractors shared is as large as the report, and what follows does not need it.
    drop(context);
    let (mut report, pending) = told(path, fiscal_year, outcome, prepared);
    report.coverage = report.bindings.as_ref().map(|bindings| coverage::of(document, &values.figures, bindings));
    repair::offer(document, path, prepared, &mut report.findings, pending);
    report
}

fn in_order(context: &Context<'_>, prepared: &Prepared<'_>, done: &mut dyn FnMut(Step<'_>)) -> (Option<i32>, Outcome) {
    done(Step::Values);
    let facts = facts::extract_each(context, &prepared.kinds, |kind| done(Step::Facts(kind.name)));
    (facts::fiscal_year(&facts), judged(context.document, &facts, prepared, done))
}

fn in_families(context: &Context<'_>, prepared: &Prepared<'_>) -> (Option<i32>, Outcome) {
    let read_together = prepared.rules().map(|(rule, _)| rule.kinds.as_slice());
    let found = facts::in_families(context, &prepared.kinds, read_together, |facts, family| {
        let mut audit = Audit::new(Places::One(context.document), &facts, prepared);
        let rules = prepared.rules().enumerate().filter(|(_, (rule, _))| family.is_read_by(&rule.kinds));
        let outcomes: Vec<_> = rules.map(|(at, (rule, severity))| (at, audit.run(rule, severity))).collect();
        (facts::fiscal_year(&facts), outcomes)
    });
    let fiscal_year = found.first().and_then(|(year, _)| *year);
    (fiscal_year, found.into_iter().flat_map(|(_, outcomes)| outcomes).collect())
}

/// What the rules came to on the facts of a document.
fn judged(document: &Document<'_>, facts: &Facts<'_>, prepared: &Prepared<'_>, done: &mut dyn FnMut(Step<'_>)) -> Outcome {
    let mut audit = Audit::new(Places::One(document), facts, prepared);
    let mut outcome = Outcome::default();
    for (rule, severity) in prepared.rules() {
        outcome.add(audit.run(rule, severity));
        done(Step::Rule(&rule.id));
    }
    outcome
}

fn told(path: &str, fiscal_year: Option<i32>, outcome: Outcome, prepared: &Prepared<'_>) -> (Report, Vec<Pending>) {
    let bindings = outcome.bindings.into_iter().map(|(_, binding)| binding);
    let report = Report {
        path: Arc::from(path),
        fiscal_year,
        findings: outcome.findings.into_iter().map(|(_, finding)| finding).collect(),
        ledger: outcome.ledger,
        bindings: prepared.settings.ledger.then(|| bindings.collect()),
        coverage: None,
        exhausted: outcome.exhausted,
        faults: outcome.faults,
        allowed: 0,
    };
    (report, outcome.pending)
}

/// In order of their places; of two with one rule and one place that speak of the same, the first stays. The language does not count.
fn order(findings: &mut Vec<Finding>) {
    let other = |finding: &Finding| finding.related.iter().find_map(|label| label.path.clone());
    findings.sort_by_cached_key(|finding| {
        let related: Vec<Span> = finding.related.iter().map(|label| label.span).collect();
        (finding.span, finding.rule.clone(), finding.about.clone(), other(finding), related)
    });
    findings.dedup_by(|later, earlier| {
        later.span == earlier.span && later.rule == earlier.rule && later.about == earlier.about && other(later) == other(earlier)
    });
}
