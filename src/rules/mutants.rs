//! A rule with one thing changed in what it checks, for every thing that can be changed: the criterion, its names and thresholds.

use super::catalogue;
use super::file::{Parameter, RuleFile};
use super::{Rule, compile};
use crate::error::Fault;
use crate::expr::{self, Change};

/// The most mutants of one rule; of more, some are chosen evenly.
const MOST: usize = 160;

/// A changed rule.
#[derive(Debug)]
pub struct Mutant {
    /// Which part of the rule is changed: `for`, `assert`, `let missed`, `parameter least`.
    pub part: String,
    /// What is changed, as the rule has it.
    pub before: String,
    /// What it is changed to.
    pub after: String,
    /// The rule with the change.
    pub rule: Rule,
}

/// Every mutant that compiles, a bounded number of them, in the order of the file. The same rule always gives the same mutants.
pub fn mutants(rule: &Rule) -> Result<Vec<Mutant>, Fault> {
    let parsed = catalogue::without_examples(&rule.file)?;
    let plans: Vec<Plan> = parts(&parsed).into_iter().flat_map(|part| part.plans(&parsed)).collect();
    let step = plans.len().div_ceil(MOST).max(1);
    Ok(plans.into_iter().step_by(step).filter_map(|plan| plan.mutant(rule)).collect())
}

/// A part of a rule file that is mutated.
#[derive(Clone, Debug)]
enum Part {
    Selector,
    Assert,
    Doubtful,
    Let(usize),
    Parameter(String),
}

/// A change that is still to be made.
struct Plan {
    part: Part,
    name: String,
    shown: (String, String),
    value: Parameter,
}

fn parts(parsed: &RuleFile) -> Vec<Part> {
    let parameters = parsed.parameters.keys().cloned().map(Part::Parameter);
    let lets = (0..parsed.check.r#let.len()).map(Part::Let);
    parameters.chain([Part::Selector]).chain(lets).chain([Part::Assert, Part::Doubtful]).collect()
}

impl Part {
    fn plans(self, parsed: &RuleFile) -> Vec<Plan> {
        let check = &parsed.check;
        match &self {
            Part::Selector => self.changed("for".to_owned(), check.r#for.get_ref(), expr::selector_changes),
            Part::Assert => self.changed("assert".to_owned(), check.assert.get_ref(), |source| expr::changes(source, true)),
            Part::Doubtful => match &check.doubtful {
                Some(written) => self.changed("doubtful".to_owned(), written.get_ref(), |source| expr::changes(source, true)),
                None => Vec::new(),
            },
            Part::Let(at) => match check.r#let.get(*at) {
                Some(step) => {
                    self.changed(format!("let {}", step.name.get_ref()), step.be.get_ref(), |source| expr::changes(source, false))
                }
                None => Vec::new(),
            },
            Part::Parameter(name) => parsed.parameters.get(name).map(|value| self.stepped(name, value.get_ref())).unwrap_or_default(),
        }
    }

    /// What does not parse has no changes: it is reported when the rule is read.
    fn changed(&self, name: String, source: &str, changes: impl Fn(&str) -> Result<Vec<Change>, expr::Mistake>) -> Vec<Plan> {
        let plan = |change: Change| Plan {
            part: self.clone(),
            name: name.clone(),
            shown: change.shown(source),
            value: Parameter::Expression(change.applied(source)),
        };
        changes(source).unwrap_or_default().into_iter().map(plan).collect()
    }

    fn stepped(&self, name: &str, value: &Parameter) -> Vec<Plan> {
        let plan = |changed: Parameter| Plan {
            part: self.clone(),
            name: format!("parameter {name}"),
            shown: (value.to_string(), changed.to_string()),
            value: changed,
        };
        let steps = match value {
            Parameter::Integer(number) => {
                [number.checked_add(1), number.checked_sub(1)].into_iter().flatten().map(Parameter::Integer).collect()
            }
            Parameter::Truth(truth) => vec![Parameter::Truth(!truth)],
            Parameter::Words(_) => vec![Parameter::Words(Vec::new())],
            Parameter::Expression(source) => {
                return self.changed(format!("parameter {name}"), source, |source| expr::changes(source, false));
            }
        };
        steps.into_iter().map(plan).collect()
    }
}

impl Plan {
    /// A change that does not compile is none that an author could make.
    fn mutant(self, rule: &Rule) -> Option<Mutant> {
        let mut parsed = catalogue::without_examples(&rule.file).ok()?;
        let source = self.value.to_string();
        match &self.part {
            Part::Selector => *parsed.check.r#for.get_mut() = source,
            Part::Assert => *parsed.check.assert.get_mut() = source,
            Part::Doubtful => *parsed.check.doubtful.as_mut()?.get_mut() = source,
            Part::Let(at) => *parsed.check.r#let.get_mut(*at)?.be.get_mut() = source,
            Part::Parameter(name) => *parsed.parameters.get_mut(name)?.get_mut() = self.value,
        }
        let changed = compile::rule(parsed, rule.file.clone()).ok()?;
        Some(Mutant { part: self.name, before: self.shown.0, after: self.shown.1, rule: changed })
    }
}
