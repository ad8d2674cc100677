//! The allow files of a run: which entries hold for which report, which were needed, and what is to be said of the others.

use super::plan::Task;
use super::session::Session;
use super::{Stop, options};
use crate::allow::{AllowFile, Entry, NAME};
use crate::check::Prepared;
use crate::config::place;
use crate::error::Fault;
use crate::finding::{Ledger, Report};
use crate::input::{self, Encoding};
use crate::language::Language;
use crate::rules::Catalogue;
use clap::{Arg, ArgMatches, value_parser};
use jiff::ZonedDateTime;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The options that choose the allow file.
pub fn arguments() -> Vec<Arg> {
    vec![
        options::option("allow", "FILE", "This list of allowed findings, instead of the nearest gouji.allow.toml · 指定放行清单")
            .value_parser(value_parser!(PathBuf))
            .conflicts_with("no-allow"),
        options::flag("no-allow", "Report what allow files allow too · 不使用放行清单"),
        options::option("today", "YYYY-MM-DD", "The day that `until` is compared with; today by default · 判断放行期限的日期")
            .value_parser(options::day),
    ]
}

/// The allow files of a run.
pub struct Shelf {
    files: Vec<AllowFile>,
    /// The entries of each file that are for a report of this run, by their indices.
    met: Vec<BTreeSet<usize>>,
    /// Looked up when an entry ends on some day: to find the time zone takes longer than to check a page.
    today: OnceLock<Date>,
}

/// What became of the entries of each file, as report after report is checked.
pub struct Needs(Vec<Outcome>);

/// The entries that are for one report: of this file, by their indices.
#[derive(Clone, Debug, Default)]
pub struct Held {
    file: usize,
    entries: Vec<usize>,
}

/// What became of entries of one file, by their indices: for which of them a finding would have been seen, and which one was needed.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    file: usize,
    judged: BTreeSet<usize>,
    used: BTreeSet<usize>,
}

impl Shelf {
    fn today(&self) -> Date {
        *self.today.get_or_init(|| ZonedDateTime::now().date())
    }

    /// Finds the file of every report. Faulty files end the run.
    pub fn new(matches: &ArgMatches, tasks: &mut [Task], session: &Session) -> Result<Shelf, Stop> {
        let today = matches.get_one::<Date>("today").copied().map(OnceLock::from).unwrap_or_default();
        let mut shelf = Shelf { files: Vec::new(), met: Vec::new(), today };
        if matches.get_flag("no-allow") {
            return Ok(shelf);
        }
        let named = matches.get_one::<PathBuf>("allow");
        let mut known = BTreeMap::new();
        for task in tasks {
            let report = place::from_root(task.source.path());
            // A file that is about to be written need not be there yet.
            let found = named.cloned().or_else(|| nearest(&report)).filter(|path| path.exists() || !matches.get_flag("add-allow"));
            let Some(path) = found else { continue };
            let file = match known.get(&path) {
                Some(file) => *file,
                None => shelf.read(&path, session)?,
            };
            task.held = shelf.held(file, &place::below(&place::folder(&path), &report));
            known.insert(path, file);
        }
        Ok(shelf)
    }

    fn read(&mut self, path: &Path, session: &Session) -> Result<usize, Stop> {
        let input = input::read_file(path, Some(Encoding::Utf8)).map_err(|unreadable| unreadable.fault(session.language()))?;
        self.files.push(AllowFile::parse(place::shown(path), &input.text).map_err(Stop::Faults)?);
        self.met.push(BTreeSet::new());
        Ok(self.files.len() - 1)
    }

    fn held(&mut self, file: usize, report: &str) -> Held {
        let entries = self.entries(file);
        let meant: Vec<usize> = (0..entries.len()).filter(|at| entries.get(*at).is_some_and(|entry| entry.is_for(report))).collect();
        let in_force = |at: &usize| entries.get(*at).is_some_and(|entry| !entry.is_over(self.today()));
        let held = Held { file, entries: meant.iter().copied().filter(in_force).collect() };
        if let Some(met) = self.met.get_mut(file) {
            met.extend(meant);
        }
        held
    }

    /// Checks the names of rules against those there are.
    pub fn check(&self, known: &[Catalogue]) -> Result<(), Stop> {
        let faults: Vec<Fault> = self.files.iter().flat_map(|file| file.faults(known)).collect();
        if faults.is_empty() { Ok(()) } else { Err(Stop::Faults(faults)) }
    }

    /// Takes away what is allowed in a report.
    pub fn settle(&self, held: &Held, report: &mut Report, prepared: &Prepared<'_>) -> Outcome {
        let entries = self.entries(held.file);
        let mut outcome = Outcome { file: held.file, ..Outcome::default() };
        let before = report.findings.len();
        report.findings.retain(|finding| {
            let entry = held.entries.iter().find(|at| entries.get(**at).is_some_and(|entry| entry.names(finding)));
            outcome.used.extend(entry);
            entry.is_none()
        });
        report.allowed += before - report.findings.len();
        let judged = |at: &usize| entries.get(*at).is_some_and(|entry| prepared.judges(&entry.rule));
        outcome.judged = held.entries.iter().copied().filter(judged).collect();
        outcome
    }

    fn entries(&self, file: usize) -> &[Entry] {
        self.files.get(file).map(|file| file.entries.as_slice()).unwrap_or_default()
    }

    /// Of no report so far.
    pub fn needs(&self) -> Needs {
        Needs((0..self.files.len()).map(|file| Outcome { file, ..Outcome::default() }).collect())
    }

    /// What is to be said of each file that has entries which are over, were not needed, or are for a report that is not there; with its text.
    pub fn said(&self, needs: &Needs, language: Language) -> Vec<(Report, &str)> {
        let reports = needs.0.iter().filter_map(|need| {
            let file = self.files.get(need.file)?;
            Some((self.report(file, need, language), &*file.file.source))
        });
        reports.filter(|(report, _)| !report.findings.is_empty()).collect()
    }

    fn report(&self, file: &AllowFile, need: &Outcome, language: Language) -> Report {
        let folder = place::folder(&file.file.path);
        let met = |at: &usize| self.met.get(need.file).is_some_and(|met| met.contains(at));
        let said = |(at, entry): (usize, &Entry)| {
            let absent = || entry.single().is_some_and(|path| !folder.join(path).exists());
            match met(&at) {
                true if entry.is_over(self.today()) => Some(entry.over(language)),
                true if need.judged.contains(&at) && !need.used.contains(&at) => Some(entry.unused(language)),
                false if absent() => Some(entry.lost(language)),
                true | false => None,
            }
        };
        let mut findings: Vec<_> = file.entries.iter().enumerate().filter_map(said).collect();
        findings.sort_by_key(|finding| finding.span);
        let path = file.file.path.to_string_lossy().into();
        Report {
            path,
            fiscal_year: None,
            findings,
            ledger: Ledger::default(),
            bindings: None,
            coverage: None,
            exhausted: Vec::new(),
            faults: Vec::new(),
            allowed: 0,
        }
    }
}

impl Needs {
    /// Keeps what became of the entries for one report.
    pub fn keep(&mut self, outcome: Outcome) {
        if let Some(need) = self.0.get_mut(outcome.file) {
            need.judged.extend(outcome.judged);
            need.used.extend(outcome.used);
        }
    }
}

/// The nearest file at or above a report.
pub fn nearest(report: &Path) -> Option<PathBuf> {
    report.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|path| path.is_file())
}
