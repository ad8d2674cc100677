//! `gouji check --add-allow`: the findings of this run, written into the allow file.

use super::allow::nearest;
use super::audit::Settled;
use super::plan::Task;
use super::session::Session;
use super::{Exit, Stop, options, pool};
use crate::allow::{self, AllowFile, NAME};
use crate::config::place;
use crate::error::Fault;
use crate::finding::Fingerprint;
use crate::fix;
use crate::input::Unreadable;
use crate::text::LineIndex;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The options.
pub fn arguments() -> Vec<Arg> {
    let of_grant = |arg: Arg| arg.requires("add-allow");
    vec![
        options::flag("add-allow", "Write what is shown into the allow file, with --reason, and report nothing · 把显示的问题写入放行清单")
            .requires("reason")
            .conflicts_with_all(["repair", "baseline", "no-allow"]),
        of_grant(options::option("reason", "TEXT", "Why the findings may stand · 放行的理由")),
        of_grant(options::option("who", "NAME", "Who says so · 由谁放行")),
        of_grant(
            options::option("until", "YYYY-MM-DD", "The last day on which it holds · 放行到哪一天（含当天）").value_parser(options::day),
        ),
        of_grant(options::option("line", "N", "Only findings on this line, repeatable · 只写入这一行的问题"))
            .value_parser(value_parser!(u32).range(1..))
            .action(ArgAction::Append),
    ]
}

/// What is to be written into every entry.
pub struct Grant {
    reason: String,
    who: Option<String>,
    until: Option<Date>,
    lines: Vec<u32>,
    file: Option<PathBuf>,
}

/// A finding that is to be allowed.
struct Chosen {
    report: PathBuf,
    rule: String,
    message: String,
    fingerprint: Fingerprint,
}

impl Grant {
    /// From the options; none when nothing is to be allowed. Without a reason nothing is allowed.
    pub fn of(matches: &ArgMatches, session: &Session) -> Result<Option<Grant>, Stop> {
        if !matches.get_flag("add-allow") {
            return Ok(None);
        }
        let text = |name: &str| matches.get_one::<String>(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let Some(reason) = text("reason") else {
            let help = session.say("写明为什么可以保留，供复核的人判断", "say why the finding may stand, for those who look at it later");
            return Err(Fault::of_file("--reason", session.say("放行必须写明理由", "a reason is needed")).help(help).into());
        };
        let lines = matches.get_many("line").into_iter().flatten().copied().collect();
        let (until, file) = (matches.get_one::<Date>("until").copied(), matches.get_one::<PathBuf>("allow").cloned());
        Ok(Some(Grant { reason, who: text("who"), until, lines, file }))
    }

    /// Allows what is shown of every task that can be read.
    pub fn run(
        &self,
        tasks: &[Task],
        audit: impl Fn(&Task) -> Result<Settled, Unreadable> + Sync,
        session: &mut Session,
    ) -> Result<Exit, Stop> {
        let show = session.options.show;
        let mut files: BTreeMap<PathBuf, Vec<Chosen>> = BTreeMap::new();
        let work = |task: &Task| audit(task).map(|settled| self.chosen(task.source.path(), settled, show));
        pool::ordered(tasks, work, |result| {
            match result {
                Ok(chosen) => chosen.into_iter().for_each(|one| files.entry(self.target(&one.report)).or_default().push(one)),
                Err(unreadable) => session.fault(unreadable.fault(session.language())),
            }
            ControlFlow::Continue(())
        });
        if files.is_empty() {
            session.out.write_all(session.say("没有需要放行的问题\n", "nothing to allow\n").as_bytes())?;
        }
        for (path, chosen) in &files {
            self.write(path, chosen, session)?;
            let (name, count) = (path.display(), chosen.len());
            let words = session.say(format!("{name}：已写入 {count} 项\n"), format!("{name}: {} written\n", plural_entries(count)));
            session.out.write_all(words.as_bytes())?;
        }
        session.out.flush()?;
        Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
    }

    fn chosen(&self, path: &Path, settled: Settled, show: crate::finding::Severity) -> Vec<Chosen> {
        let lines = LineIndex::new(&settled.text);
        let meant = |line: u32| self.lines.is_empty() || self.lines.contains(&line);
        let findings = settled.report.findings.into_iter().filter(|finding| finding.severity >= show);
        let findings = findings.filter(|finding| meant(lines.position(&settled.text, finding.span.start).line));
        let report = place::from_root(path);
        findings
            .map(|finding| Chosen {
                report: report.clone(),
                rule: finding.rule.to_string(),
                message: finding.message,
                fingerprint: finding.fingerprint,
            })
            .collect()
    }

    /// The file for a report: the one that was named, the nearest one, or a new one in the current folder or, for a report
    /// elsewhere, beside it. So the entry is found again.
    fn target(&self, report: &Path) -> PathBuf {
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        let folder = if report.starts_with(&here) { here } else { place::folder(report) };
        let file = self.file.clone().or_else(|| nearest(report)).unwrap_or_else(|| folder.join(NAME));
        place::shown(&file)
    }

    fn write(&self, path: &Path, chosen: &[Chosen], session: &Session) -> Result<(), Stop> {
        let folder = place::folder(path);
        let reports: Vec<String> = chosen.iter().map(|one| place::below(&folder, &one.report)).collect();
        let entries: Vec<allow::New<'_>> = chosen
            .iter()
            .zip(&reports)
            .map(|(one, report)| allow::New {
                message: &one.message,
                rule: &one.rule,
                path: report,
                fingerprint: one.fingerprint,
                reason: &self.reason,
                who: self.who.as_deref(),
                until: self.until,
            })
            .collect();
        let before = existing(path).map_err(|error| session.unwritten(path, &error))?;
        let after = allow::appended(before.as_deref(), &entries);
        // What cannot be read again would end every later run.
        AllowFile::parse(path.to_owned(), after.trim_start_matches('\u{FEFF}')).map_err(Stop::Faults)?;
        fix::replace(path, after.as_bytes()).map_err(|error| session.unwritten(path, &error))?;
        Ok(())
    }
}

fn plural_entries(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

/// The text of a file as it is; none when there is no file.
fn existing(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
