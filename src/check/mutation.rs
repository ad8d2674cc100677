//! How much of a rule its examples hold: the share of its mutants that some example tells from the rule.

use super::examples::unmark;
use super::{Prepared, Settings, corpus, judged, order};
use crate::error::Fault;
use crate::facts::{self, Context};
use crate::finding::{Finding, Ledger};
use crate::rules::file::Example;
use crate::rules::mutants::{Mutant, mutants};
use crate::rules::{Catalogue, Rule, catalogue};
use crate::syntax;
use crate::text::Span;

/// What became of the mutants of a rule.
#[derive(Debug, Default)]
pub struct Score {
    /// How many there are, without those that change nothing a reader could see: they only choose facts that cannot be checked, so
    /// that no example could tell them from the rule.
    pub mutants: usize,
    /// Those that behave like the rule on all of its examples.
    pub survivors: Vec<Mutant>,
}

impl Score {
    /// How many were told from the rule.
    pub fn killed(&self) -> usize {
        self.mutants - self.survivors.len()
    }
}

/// Runs the examples of a rule with each of its mutants.
pub fn score(rule: &Rule, known: &Catalogue) -> Result<Score, Fault> {
    let parsed = catalogue::parse(&rule.file)?;
    let mut trials: Vec<Trial> = mutants(rule)?.into_iter().map(|mutant| Trial { mutant, unchecked: false, judged: false }).collect();
    let of = trials.len();
    let passes = parsed.pass.iter().map(|example| (example, true));
    for (example, pass) in passes.chain(parsed.fail.iter().map(|example| (example, false))) {
        match &example.report {
            Some(report) => one(report, pass, rule, known, &mut trials),
            None => several(example, pass, known, &mut trials),
        }
    }
    let left = trials.len();
    let survivors: Vec<Mutant> = trials.into_iter().filter(|trial| trial.judged || !trial.unchecked).map(|trial| trial.mutant).collect();
    Ok(Score { mutants: of - (left - survivors.len()), survivors })
}

/// A mutant that no example has told from the rule so far.
struct Trial {
    mutant: Mutant,
    /// Whether it met more or fewer facts that cannot be checked than the rule.
    unchecked: bool,
    /// Whether it judged more or fewer facts than the rule.
    judged: bool,
}

impl Trial {
    fn compare(&mut self, own: Ledger, rule: Ledger) {
        self.unchecked |= own.not_checked != rule.not_checked;
        let judged = |ledger: Ledger| Ledger { not_checked: 0, ..ledger };
        self.judged |= judged(own) != judged(rule);
    }
}

/// Keeps the mutants that point at the marks of a report. Its facts are extracted once: a mutant reads no others than the rule.
fn one(source: &str, pass: bool, rule: &Rule, known: &Catalogue, trials: &mut Vec<Trial>) {
    let (text, marks) = expected(source, pass);
    let only = Prepared::only(known, rule, Settings::default());
    let document = syntax::parse(&text, &known.knowledge.vocabulary);
    let values = facts::values(&document, &known.knowledge);
    let facts = facts::extract(&Context::new(&document, &values, &known.knowledge, NAME), &only.kinds);
    let ledger = judged(&document, &facts, &only, &mut |_| ()).ledger;
    trials.retain_mut(|trial| {
        let prepared = Prepared::instead(known, &trial.mutant.rule, Settings::default());
        let outcome = judged(&document, &facts, &prepared, &mut |_| ());
        let alike = places(outcome.findings.into_iter().map(|(_, finding)| finding).collect()) == marks;
        trial.compare(outcome.ledger, ledger);
        alike
    });
}

/// What an example is called, as if it were a file.
const NAME: &str = "example.txt";

fn several(example: &Example, pass: bool, known: &Catalogue, trials: &mut Vec<Trial>) {
    let reports: Vec<_> = example.reports.iter().map(|(path, report)| (path.as_str(), expected(report, pass))).collect();
    let texts: Vec<(&str, &str)> = reports.iter().map(|(path, (text, _))| (*path, text.as_str())).collect();
    trials.retain(|trial| {
        let compared = corpus::compare(&texts, &Prepared::instead(known, &trial.mutant.rule, Settings::default()));
        reports.iter().zip(compared).all(|((_, (_, marks)), compared)| places(compared.findings) == *marks)
    });
}

/// The text of a report, and where the rule has to point.
fn expected(report: &str, pass: bool) -> (String, Vec<Span>) {
    let (text, marks) = unmark(report);
    (text, if pass { Vec::new() } else { marks })
}

fn places(mut findings: Vec<Finding>) -> Vec<Span> {
    order(&mut findings);
    findings.iter().map(|finding| finding.span).collect()
}
