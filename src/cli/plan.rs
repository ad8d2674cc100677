//! Which files are checked under which configuration.

use super::allow::Held;
use super::check::Source;
use super::session::Session;
use super::{Stop, options};
use crate::check::corpus::Compared;
use crate::check::{Prepared, Settings};
use crate::config::{Chain, Effective, Finder, Level};
use crate::error::Fault;
use crate::expr::Mistake;
use crate::finding::Severity;
use crate::rules::{Catalogue, Rule};
use crate::text::Span;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The options that choose the configuration.
pub fn arguments() -> Vec<Arg> {
    vec![
        options::option("config", "FILE", "This configuration, instead of the nearest gouji.toml · 指定配置文件")
            .value_parser(value_parser!(PathBuf))
            .conflicts_with("no-config"),
        options::flag("no-config", "No configuration file · 不使用配置文件"),
    ]
}

/// The option that chooses rules.
pub fn only() -> Arg {
    options::option("only", "RULE", "Run only this rule or category, repeatable · 只用这条规则或这一类规则").action(ArgAction::Append)
}

/// Where configurations come from.
pub fn finder(matches: &ArgMatches) -> Result<Finder, Stop> {
    match (matches.get_one::<PathBuf>("config"), matches.get_flag("no-config")) {
        (Some(path), _) => Finder::of_file(path).map_err(Stop::Faults),
        (None, true) => Ok(Finder::of_none()),
        (None, false) => Ok(Finder::new()),
    }
}

/// The language is that of the configuration for the current folder: one run speaks one language.
pub fn language(finder: &mut Finder, session: &mut Session) -> Result<(), Stop> {
    let here = finder.of_folder(Path::new(".")).map_err(Stop::Faults)?;
    session.configured(here.files.iter().rev().find_map(|file| file.language));
    Ok(())
}

/// The rules of the run, with those that the configuration for the current folder names.
pub fn catalogue(session: &mut Session) -> Result<Catalogue, Stop> {
    let mut finder = Finder::new();
    language(&mut finder, session)?;
    let chain = finder.of_folder(Path::new(".")).map_err(Stop::Faults)?;
    let files = chain.rule_dirs().iter().flat_map(|dir| session.rule_files(dir)).collect();
    session.catalogue_with(files)
}

/// The work of a run.
pub struct Plan {
    /// What is checked, in order.
    pub tasks: Vec<Task>,
    /// The rules of all configurations.
    pub catalogues: Vec<Catalogue>,
    setups: Vec<Setup>,
    /// The rules and categories that run; all when there are none.
    only: Vec<String>,
}

/// A source, and the index of what holds for it.
pub struct Task {
    /// The source.
    pub source: Source,
    /// An index into what [`Plan::prepared`] gives.
    pub setup: usize,
    /// What the comparison with the other documents found.
    pub compared: Compared,
    /// The entries of an allow file that are for it.
    pub held: Held,
}

/// What holds for some of the sources.
struct Setup {
    catalogue: usize,
    effective: Effective,
    tuned: Vec<Rule>,
}

impl Plan {
    /// Finds the configuration of every source. One that was found in a directory may be left out by it.
    pub fn new(sources: Vec<(Source, bool)>, matches: &ArgMatches, finder: &mut Finder, session: &mut Session) -> Result<Plan, Stop> {
        let only: Vec<String> = matches.get_many("only").into_iter().flatten().cloned().collect();
        let mut planner = Planner {
            plan: Plan { tasks: Vec::new(), catalogues: Vec::new(), setups: Vec::new(), only },
            by_dirs: BTreeMap::new(),
            sound: Vec::new(),
        };
        // Without any source the rules are still read, so that their faults are seen.
        planner.catalogue(&Chain::default(), session)?;
        let total = sources.len();
        for (source, named) in sources {
            let folder = source.path().parent().unwrap_or(Path::new(""));
            let chain = finder.of_folder(folder).map_err(Stop::Faults)?;
            if named || chain.left_out(source.path()).is_none() {
                let setup = planner.setup(&chain, source.path(), session)?;
                planner.plan.tasks.push(Task { source, setup, compared: Compared::default(), held: Held::default() });
            }
        }
        if planner.plan.tasks.is_empty() && total > 0 {
            let words = session.say("配置文件排除了全部文件", "the configuration leaves out every file");
            let help = session.say("gouji config 文件名 说明原因", "`gouji config FILE` says why");
            session.fault(Fault::of_file(crate::config::NAME, words).help(help));
        }
        planner.plan.unknown().map_or(Ok(planner.plan), |fault| Err(fault.into()))
    }

    /// A name of `--only` that no rule and no category bears.
    fn unknown(&self) -> Option<Fault> {
        let rules = || self.catalogues.iter().flat_map(|catalogue| &catalogue.rules);
        let unknown = self.only.iter().find(|name| !rules().any(|rule| rule.is_named(name)))?;
        let mut names: Vec<&str> = rules().flat_map(|rule| [&*rule.category, &*rule.id]).collect();
        names.sort_unstable();
        names.dedup();
        let mistake = Mistake::unknown(Span::default(), "rule or category", unknown, names);
        Some(Fault { help: mistake.help, ..Fault::of_file("--only", mistake.message) })
    }

    /// The catalogues under each of the configurations.
    pub fn prepared(&self, settings: &Settings) -> Vec<Prepared<'_>> {
        self.setups.iter().map(|setup| self.prepare(setup, settings.clone())).collect()
    }

    fn prepare<'p>(&'p self, setup: &'p Setup, settings: Settings) -> Prepared<'p> {
        let catalogue = &self.catalogues[setup.catalogue];
        let mut levels = levels(&setup.effective, catalogue);
        if !self.only.is_empty() {
            catalogue.rules.iter().for_each(|rule| choose(rule, &self.only, &mut levels));
        }
        Prepared::tuned(catalogue, Settings { levels, ..settings }, &setup.tuned)
    }
}

fn levels(effective: &Effective, catalogue: &Catalogue) -> BTreeMap<String, Option<Severity>> {
    let level = |id: &str, level: Level| match level {
        Level::Off => None,
        Level::On => catalogue.rule(id).map(|rule| rule.severity),
        Level::At(severity) => Some(severity),
    };
    effective.levels.iter().map(|(id, (named, _))| (id.clone(), level(id, *named))).collect()
}

/// A rule that was asked for runs, even one that is off; any other does not.
fn choose(rule: &Rule, only: &[String], levels: &mut BTreeMap<String, Option<Severity>>) {
    let level = levels.get(&*rule.id).copied().flatten().unwrap_or(rule.severity);
    let chosen = only.iter().any(|name| rule.is_named(name)).then_some(level);
    levels.insert(rule.id.to_string(), chosen);
}

/// A plan as it grows.
struct Planner {
    plan: Plan,
    by_dirs: BTreeMap<Vec<PathBuf>, usize>,
    /// The chains whose names were found to be those of rules.
    sound: Vec<Arc<Chain>>,
}

impl Planner {
    fn setup(&mut self, chain: &Arc<Chain>, report: &Path, session: &mut Session) -> Result<usize, Stop> {
        let at = self.catalogue(chain, session)?;
        let catalogue = &self.plan.catalogues[at];
        if !self.sound.iter().any(|sound| Arc::ptr_eq(sound, chain)) {
            let faults = chain.faults(catalogue);
            if !faults.is_empty() {
                return Err(Stop::Faults(faults));
            }
            self.sound.push(chain.clone());
        }
        let effective = chain.effective(report, catalogue);
        let known = self.plan.setups.iter().position(|setup| setup.catalogue == at && setup.effective == effective);
        if let Some(known) = known {
            return Ok(known);
        }
        let tuned = effective.tuned(chain, catalogue).map_err(Stop::Faults)?;
        self.plan.setups.push(Setup { catalogue: at, effective, tuned });
        Ok(self.plan.setups.len() - 1)
    }

    /// One catalogue for each list of rule directories.
    fn catalogue(&mut self, chain: &Chain, session: &mut Session) -> Result<usize, Stop> {
        let dirs = chain.rule_dirs();
        if let Some(known) = self.by_dirs.get(&dirs) {
            return Ok(*known);
        }
        let files = dirs.iter().flat_map(|dir| session.rule_files(dir)).collect();
        let catalogue = session.catalogue_with(files)?;
        self.plan.catalogues.push(catalogue);
        self.by_dirs.insert(dirs, self.plan.catalogues.len() - 1);
        Ok(self.plan.catalogues.len() - 1)
    }
}
