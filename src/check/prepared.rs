//! The catalogue under the settings of a run: which rules run, how grave they are, which kinds they need.

use super::corpus;
use crate::allow::SUPPRESSION;
use crate::facts::KindSet;
use crate::finding::Severity;
use crate::language::Language;
use crate::rules::{Catalogue, Rule};
use std::collections::BTreeMap;

/// What a run asks for.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The language of messages.
    pub language: Language,
    /// Levels by rule id or category: none switches off.
    pub levels: BTreeMap<String, Option<Severity>>,
    /// Whether every binding is listed, and not only counted.
    pub ledger: bool,
    /// Whether repairs of figures are looked for. Each is proven on the whole report, which takes time.
    pub repairs: bool,
}

/// A catalogue with its settings, made once for a run.
#[derive(Debug)]
pub struct Prepared<'c> {
    /// Rules and knowledge.
    pub catalogue: &'c Catalogue,
    /// What the run asks for.
    pub settings: Settings,
    /// The kinds of facts that the active rules read.
    pub kinds: KindSet,
    active: Vec<(usize, Severity)>,
    /// Rules that run instead of those of the catalogue, by the index of what they replace.
    tuned: BTreeMap<usize, &'c Rule>,
}

impl<'c> Prepared<'c> {
    /// Chooses the active rules and what has to be extracted for them.
    pub fn new(catalogue: &'c Catalogue, settings: Settings) -> Self {
        Prepared::tuned(catalogue, settings, &[])
    }

    /// The same, with rules of other parameters instead of their namesakes.
    pub fn tuned(catalogue: &'c Catalogue, settings: Settings, tuned: &'c [Rule]) -> Self {
        let level = |rule: &Rule| level(rule, &settings.levels);
        let active: Vec<_> = catalogue.rules.iter().enumerate().filter_map(|(at, rule)| Some((at, level(rule)?))).collect();
        let place = |rule: &'c Rule| Some((catalogue.rules.iter().position(|known| known.id == rule.id)?, rule));
        Prepared::of(catalogue, settings, active, tuned.iter().filter_map(place).collect())
    }

    /// One rule alone, whatever its level.
    pub fn only(catalogue: &'c Catalogue, rule: &Rule, settings: Settings) -> Self {
        let at = catalogue.rules.iter().position(|known| known.id == rule.id);
        Prepared::of(catalogue, settings, at.map(|at| (at, rule.severity)).into_iter().collect(), BTreeMap::new())
    }

    /// A rule alone, instead of its namesake in the catalogue.
    pub fn instead(catalogue: &'c Catalogue, rule: &'c Rule, settings: Settings) -> Self {
        let at = catalogue.rules.iter().position(|known| known.id == rule.id);
        let tuned = at.map(|at| (at, rule)).into_iter().collect();
        Prepared::of(catalogue, settings, at.map(|at| (at, rule.severity)).into_iter().collect(), tuned)
    }

    /// What a repair is judged by: every rule that runs, here or of itself, with every relation listed, and no repairs of its own.
    pub(super) fn judging(&self) -> Prepared<'c> {
        let active: BTreeMap<usize, Severity> = self.active.iter().copied().collect();
        let known = self.catalogue.rules.iter().enumerate();
        let level = |(at, rule): (usize, &Rule)| Some((at, active.get(&at).copied().or(rule.enabled.then_some(rule.severity))?));
        let settings = Settings { ledger: true, repairs: false, ..self.settings.clone() };
        Prepared::of(self.catalogue, settings, known.filter_map(level).collect(), self.tuned.clone())
    }

    fn of(catalogue: &'c Catalogue, settings: Settings, active: Vec<(usize, Severity)>, tuned: BTreeMap<usize, &'c Rule>) -> Self {
        let rule = |at: &usize| tuned.get(at).copied().or_else(|| catalogue.rules.get(*at));
        let names = active.iter().filter_map(|(at, _)| rule(at)).flat_map(|rule| rule.kinds.iter().copied());
        let kinds = KindSet::closure(names.chain(["report"]));
        Prepared { catalogue, kinds, settings, active, tuned }
    }

    /// Whether no finding of a rule, or of the rules of a category, means that there is none: it runs, and needs no other document.
    pub fn judges(&self, name: &str) -> bool {
        let mut meant = self.rules().filter(|(rule, _)| rule.is_named(name)).peekable();
        name == SUPPRESSION || (meant.peek().is_some() && meant.all(|(rule, _)| !corpus::compares(rule)))
    }

    /// Compiles what the active rules check, which is else done when the first report needs it. A fault is told when the rule is run.
    pub fn compile(&self) {
        for (rule, _) in self.rules() {
            let _ = rule.criterion();
        }
    }

    /// The active rules with their severities.
    pub fn rules(&self) -> impl Iterator<Item = (&'c Rule, Severity)> {
        let rule = |at: &usize| self.tuned.get(at).copied().or_else(|| self.catalogue.rules.get(*at));
        self.active.iter().filter_map(move |(at, severity)| Some((rule(at)?, *severity)))
    }
}

/// The level of a rule: its own name before its category, before what its file says.
fn level(rule: &Rule, levels: &BTreeMap<String, Option<Severity>>) -> Option<Severity> {
    let named = levels.get(&*rule.id).or_else(|| levels.get(&*rule.category));
    named.copied().unwrap_or_else(|| rule.enabled.then_some(rule.severity))
}
