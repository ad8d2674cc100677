//! Several documents beside each other: which belong together, and what the rules say of such pairs.
//!
//! Of each document a small [`Digest`] is kept. Documents that share one of its keys are candidates; each key leads to as many pairs as
//! it has documents, so the work is linear however many documents are alike. Only candidates are read together.

mod digest;

pub use digest::{Digest, candidates};

use super::outcome::Outcome;
use super::places::Places;
use super::{Prepared, binding, order};
use crate::error::Fault;
use crate::facts::pair::{self, Side};
use crate::facts::{self, Context, Facts, Kind};
use crate::finding::{Binding, Finding, Ledger};
use crate::syntax;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the comparison with other documents found in one.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// The findings that point at it.
    pub findings: Vec<Finding>,
    /// How many relations were checked, and with what outcome.
    pub ledger: Ledger,
    /// These relations, when they are asked for.
    pub bindings: Vec<Binding>,
    /// The ids of rules that ran out of steps.
    pub exhausted: BTreeSet<Arc<str>>,
    /// What is wrong with rules that had to be left out.
    pub faults: Vec<Fault>,
}

/// The kinds of facts that need two documents.
static KINDS: &[&Kind] = &[&pair::PAIR, &pair::COUNTERPART];

/// Whether any active rule compares documents.
pub fn is_wanted(prepared: &Prepared<'_>) -> bool {
    prepared.rules().any(|(rule, _)| compares(rule))
}

pub(super) fn compares(rule: &crate::rules::Rule) -> bool {
    rule.kinds.iter().any(|name| KINDS.iter().any(|kind| kind.name == *name))
}

/// Compares documents, given by path and text, in the order of the documents.
pub fn compare(documents: &[(&str, &str)], prepared: &Prepared<'_>) -> Vec<Compared> {
    let digests: Vec<Digest> = documents.iter().map(|(_, text)| Digest::of(text, &prepared.catalogue.knowledge.corpus)).collect();
    let mut compared = vec![Compared::default(); documents.len()];
    for (a, b) in candidates(&digests) {
        let (Some(first), Some(second)) = (documents.get(a), documents.get(b)) else { continue };
        for (at, found) in [a, b].into_iter().zip(both(*first, *second, prepared)) {
            if let Some(compared) = compared.get_mut(at) {
                compared.add(found);
            }
        }
    }
    compared
}

impl Compared {
    /// Adds what another comparison found.
    pub fn add(&mut self, other: Compared) {
        self.findings.extend(other.findings);
        self.ledger += other.ledger;
        self.bindings.extend(other.bindings);
        self.exhausted.extend(other.exhausted);
        self.faults.extend(other.faults);
        order(&mut self.findings);
    }
}

/// Compares two documents; what was found in each, in the order given.
pub fn both(first: (&str, &str), second: (&str, &str), prepared: &Prepared<'_>) -> [Compared; 2] {
    let knowledge = &prepared.catalogue.knowledge;
    let documents = [first, second].map(|(_, text)| syntax::parse(text, &knowledge.vocabulary));
    let values = [0, 1].map(|at: usize| facts::values(&documents[at], knowledge));
    let contexts = [0, 1].map(|at: usize| Context::new(&documents[at], &values[at], knowledge, [first.0, second.0][at]));
    let sides = [Side::new(&contexts[0]), Side::new(&contexts[1])];
    let turned = (sides[0].year, second.0) > (sides[1].year, first.0);
    let (later, earlier) = if turned { (0, 1) } else { (1, 0) };
    let text = format!("{}\n{}", documents[later].flow.text, documents[earlier].flow.text);
    let offset = documents[later].flow.text.len() as u32 + 1;
    let mut facts = Facts::new(&text);
    let [one, two] = sides;
    let (own, other) = if turned { (one, two.at(offset)) } else { (two, one.at(offset)) };
    pair::extract(&own, &other, &text, &mut facts);
    let paths = [first.0, second.0];
    let places = Places::Two { documents: [later, earlier].map(|at| (paths[at], &documents[at])), offset };
    let mut audit = binding::Audit::new(places, &facts, prepared);
    let mut outcome = Outcome::default();
    prepared.rules().filter(|(rule, _)| compares(rule)).for_each(|(rule, severity)| outcome.add(audit.run(rule, severity)));
    let mut compared = [Compared::default(), Compared::default()];
    compared[later].ledger = outcome.ledger;
    compared[later].exhausted = outcome.exhausted.into_iter().collect();
    compared[later].faults = outcome.faults;
    let home = |home: usize| if home == 0 { later } else { earlier };
    outcome.findings.into_iter().for_each(|(at, finding)| compared[home(at)].findings.push(finding));
    outcome.bindings.into_iter().for_each(|(at, binding)| compared[home(at)].bindings.push(binding));
    compared
}
