//! What a chain of configuration files comes to for one report.

use super::chain::{Chain, absolute};
use super::glob::Glob;
use super::profile;
use super::read::{ConfigFile, Level, Placed, Setting};
use crate::error::Fault;
use crate::expr::Mistake;
use crate::language::Said;
use crate::rules::file::Parameter;
use crate::rules::{Catalogue, Rule, catalogue};
use crate::text::{LineIndex, Span};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What holds for a report: levels and parameters by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effective {
    /// Levels by rule id.
    pub levels: BTreeMap<String, (Level, Origin)>,
    /// Parameters by rule id.
    pub parameters: BTreeMap<String, BTreeMap<String, Tuning>>,
}

/// A parameter that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuning {
    /// The value.
    pub value: Parameter,
    /// Where it is set.
    pub origin: Origin,
}

/// Where something is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The configuration file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u32,
    /// The place of the value.
    pub span: Span,
}

impl Chain {
    /// Checks every name against the rules there are.
    pub fn faults(&self, known: &Catalogue) -> Vec<Fault> {
        self.files.iter().flat_map(|file| faults(file, known)).collect()
    }

    /// What holds for a report.
    pub fn effective(&self, report: &Path, known: &Catalogue) -> Effective {
        let mut effective = Effective::default();
        for file in &self.files {
            for rule in &known.rules {
                effective.tune(rule, &profile::parameters(file, known), file);
            }
            effective.apply(&file.rules, file, known);
            for part in file.overrides.iter().filter(|part| any(&part.paths, file, report).is_some()) {
                effective.apply(&part.rules, file, known);
            }
        }
        effective
    }

    /// Why a report found in a directory is left out; none when it is checked. Of several files that say which files are
    /// included, the last decides.
    pub fn left_out(&self, report: &Path) -> Option<Origin> {
        let excluded = self.files.iter().find_map(|file| any(&file.exclude, file, report).map(|span| origin(file, span)));
        let including = self.files.iter().rev().find(|file| !file.include.is_empty());
        let missed = || {
            including.filter(|file| any(&file.include, file, report).is_none()).and_then(|file| Some(origin(file, file.include.first()?.1)))
        };
        excluded.or_else(missed)
    }

    /// The folders of further rules and data.
    pub fn rule_dirs(&self) -> Vec<PathBuf> {
        let dirs = self.files.iter().flat_map(|file| file.rule_dirs.iter().map(|(dir, _)| folder(file).join(dir)));
        dirs.collect()
    }

    /// The file of that name and the place in it, as a fault.
    pub fn fault(&self, origin: &Origin, message: impl Into<Said>) -> Fault {
        match self.files.iter().find(|file| file.written.path == origin.path) {
            Some(file) => file.written.fault(origin.span, message),
            None => Fault::of_file(origin.path.to_string_lossy(), message),
        }
    }
}

impl Effective {
    /// A category before the rule itself, so that the rule's own setting stays.
    fn apply(&mut self, settings: &[Setting], file: &ConfigFile, known: &Catalogue) {
        for rule in &known.rules {
            let of = |name: &str| settings.iter().find(|setting| setting.name == name);
            for setting in [of(&rule.category), of(&rule.id)].into_iter().flatten() {
                if let Some(level) = setting.level {
                    self.levels.insert(rule.id.to_string(), (level, origin(file, setting.at)));
                }
                self.tune(rule, &setting.parameters, file);
            }
        }
    }

    fn tune(&mut self, rule: &Rule, parameters: &[Placed], file: &ConfigFile) {
        for placed in parameters.iter().filter(|placed| rule.parameters.contains(&placed.name)) {
            let tuning = Tuning { value: placed.value.clone(), origin: origin(file, placed.value_at) };
            self.parameters.entry(rule.id.to_string()).or_default().insert(placed.name.clone(), tuning);
        }
    }

    /// The rules whose parameters are set, compiled anew with them.
    pub fn tuned(&self, chain: &Chain, known: &Catalogue) -> Result<Vec<Rule>, Vec<Fault>> {
        let (mut rules, mut faults) = (Vec::new(), Vec::new());
        for (id, parameters) in &self.parameters {
            let Some(rule) = known.rule(id) else { continue };
            let values = parameters.iter().map(|(name, tuning)| (name.clone(), tuning.value.clone())).collect();
            match catalogue::tuned(rule, &values) {
                Ok(rule) => rules.push(rule),
                // The rule was sound before, so it is the new value that does not fit.
                Err(fault) => {
                    faults.extend(parameters.values().next().map(|tuning| chain.fault(&tuning.origin, unfit(id, &fault.message))))
                }
            }
        }
        if faults.is_empty() { Ok(rules) } else { Err(faults) }
    }
}

fn unfit(id: &str, wrong: &Said) -> Said {
    (format!("{id} 不能这样设置：{}", wrong.zh), format!("{id} cannot work with this: {}", wrong.en)).into()
}

fn faults(file: &ConfigFile, known: &Catalogue) -> Vec<Fault> {
    let settings = file.rules.iter().chain(file.overrides.iter().flat_map(|part| &part.rules));
    let mut faults: Vec<Fault> = settings.flat_map(|setting| misnamed(setting, file, known)).collect();
    faults.extend(unused(profile::own(file), &known.rules.iter().collect::<Vec<_>>(), file));
    faults.extend(profile::faults(file, known));
    faults
}

fn misnamed(setting: &Setting, file: &ConfigFile, known: &Catalogue) -> Vec<Fault> {
    let meant: Vec<&Rule> = known.rules.iter().filter(|rule| *rule.id == *setting.name || *rule.category == *setting.name).collect();
    if !meant.is_empty() {
        return unused(&setting.parameters, &meant, file);
    }
    let mut names: Vec<&str> = known.rules.iter().flat_map(|rule| [&*rule.category, &*rule.id]).collect();
    names.sort_unstable();
    names.dedup();
    vec![file.written.mistaken(Mistake::unknown(setting.at, ("规则或类别", "rule or category"), &setting.name, names))]
}

/// Parameters that none of the rules has.
fn unused<'p>(parameters: impl IntoIterator<Item = &'p Placed>, rules: &[&Rule], file: &ConfigFile) -> Vec<Fault> {
    let mut names: Vec<&str> = rules.iter().flat_map(|rule| rule.parameters.iter().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let unknown = parameters.into_iter().filter(|placed| !names.contains(&placed.name.as_str()));
    unknown
        .map(|placed| file.written.mistaken(Mistake::unknown(placed.at, ("参数", "parameter"), &placed.name, names.iter().copied())))
        .collect()
}

/// The place of the first pattern that matches a report.
fn any(patterns: &[(Glob, Span)], file: &ConfigFile, report: &Path) -> Option<Span> {
    let report = absolute(report);
    let below = report.strip_prefix(absolute(folder(file))).ok()?;
    patterns.iter().find(|(pattern, _)| pattern.matches(below)).map(|(_, span)| *span)
}

fn folder(file: &ConfigFile) -> &Path {
    file.written.path.parent().unwrap_or(Path::new(""))
}

fn origin(file: &ConfigFile, span: Span) -> Origin {
    let line = LineIndex::new(&file.written.source).position(&file.written.source, span.start).line;
    Origin { path: file.written.path.clone(), line, span }
}
