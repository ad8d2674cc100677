//! What rules came to on one document.

use super::repair::Pending;
use crate::error::Fault;
use crate::finding::{Binding, Finding, Ledger};
use crate::quantity::Verdict;
use std::sync::Arc;

/// What rules came to, in the order in which they were run.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The findings, each with the document that it points at.
    pub findings: Vec<(usize, Finding)>,
    /// How many relations were checked, and with what outcome.
    pub ledger: Ledger,
    /// The relations, when they are asked for, each with the document that it points at.
    pub bindings: Vec<(usize, Binding)>,
    /// The rules that ran out of steps.
    pub exhausted: Vec<Arc<str>>,
    /// What is wrong with rules that do not compile.
    pub faults: Vec<Fault>,
    /// The findings that a change of a figure might repair.
    pub pending: Vec<Pending>,
}

impl Outcome {
    /// Adds what rules behind these came to.
    pub fn add(&mut self, later: Outcome) {
        let shift = self.findings.len();
        self.pending.extend(later.pending.into_iter().map(|pending| Pending { finding: pending.finding + shift, ..pending }));
        self.findings.extend(later.findings);
        self.ledger += later.ledger;
        self.bindings.extend(later.bindings);
        self.exhausted.extend(later.exhausted);
        self.faults.extend(later.faults);
    }

    /// Counts a verdict.
    pub fn count(&mut self, verdict: Verdict) {
        let ledger = &mut self.ledger;
        match verdict {
            Verdict::Inconsistent => ledger.inconsistent += 1,
            Verdict::Suspicious => ledger.suspicious += 1,
            Verdict::Boundary => ledger.boundary += 1,
            Verdict::Consistent => ledger.consistent += 1,
            Verdict::NotChecked(_) => ledger.not_checked += 1,
        }
    }
}

/// The outcomes of rules that were run beside each other, as if they had been run in their order, which is given with each.
impl FromIterator<(usize, Outcome)> for Outcome {
    fn from_iter<I: IntoIterator<Item = (usize, Outcome)>>(outcomes: I) -> Self {
        let mut outcomes: Vec<(usize, Outcome)> = outcomes.into_iter().collect();
        outcomes.sort_by_key(|(rule, _)| *rule);
        let mut all = Outcome::default();
        outcomes.into_iter().for_each(|(_, outcome)| all.add(outcome));
        all
    }
}
