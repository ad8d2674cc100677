//! Facts × rules → findings and ledger.
//!
//! [`check`] is a pure function of the text, the catalogue and the settings: it reads no clock, no file and no locale.

mod binding;
pub mod corpus;
mod coverage;
pub mod examples;
mod fingerprint;
pub mod mutation;
mod places;
mod prepared;
mod repair;
mod suppress;

pub use prepared::{Prepared, Settings};

use crate::facts::{self, Context, Facts};
use crate::finding::{Finding, Report};
use crate::syntax::{self, Document};
use crate::text::Span;
use crate::values;
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

/// Steps that somebody hears of are done one behind the other.
fn audit(document: &Document<'_>, path: &str, prepared: &Prepared<'_>, done: Option<&mut dyn FnMut(Step<'_>)>) -> Report {
    let observed = done.is_some();
    let mut nobody = |_: Step<'_>| ();
    let done = done.unwrap_or(&mut nobody);
    let knowledge = &prepared.catalogue.knowledge;
    let values = values::scan(&document.flow.text, &knowledge.units);
    done(Step::Values);
    let context = Context::new(document, &values, knowledge, path);
    let facts = if observed {
        facts::extract_each(&context, &prepared.kinds, |kind| done(Step::Facts(kind.name)))
    } else {
        facts::extract(&context, &prepared.kinds)
    };
    // What the extractors shared is as large as the report, and the rules do not need it.
    drop(context);
    let (mut report, pending) = report(path, document, &facts, prepared, done);
    report.coverage = report.bindings.as_ref().map(|bindings| coverage::of(document, &values.figures, bindings));
    repair::offer(document, path, prepared, &mut report.findings, pending);
    report
}

fn report(
    path: &str,
    document: &Document<'_>,
    facts: &Facts<'_>,
    prepared: &Prepared<'_>,
    done: &mut dyn FnMut(Step<'_>),
) -> (Report, Vec<Pending>) {
    let mut audit = binding::Audit::new(Places::One(document), facts, prepared);
    for (rule, severity) in prepared.rules() {
        audit.run(rule, severity);
        done(Step::Rule(&rule.id));
    }
    let findings: Vec<Finding> = audit.findings.into_iter().map(|(_, finding)| finding).collect();
    let report = Report {
        path: Arc::from(path),
        fiscal_year: facts::fiscal_year(facts),
        findings,
        ledger: audit.ledger,
        bindings: audit.bindings.map(|bindings| bindings.into_iter().map(|(_, binding)| binding).collect()),
        coverage: None,
        exhausted: audit.exhausted,
        faults: audit.faults,
        allowed: 0,
    };
    (report, audit.pending)
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
