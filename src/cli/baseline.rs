//! `gouji check --baseline` and `--write-baseline`: the findings of an earlier run.

use super::audit::Settled;
use super::plan::Task;
use super::session::Session;
use super::{Exit, Stop, options, pool};
use crate::baseline::{self, Baseline};
use crate::check::Prepared;
use crate::config::place;
use crate::finding::Report;
use crate::fix;
use crate::input::{self, Encoding, Unreadable};
use crate::render::plural;
use clap::{Arg, ArgMatches, value_parser};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The options.
pub fn arguments() -> Vec<Arg> {
    let file = |name, help| options::option(name, "FILE", help).value_parser(value_parser!(PathBuf));
    vec![
        file(
            "baseline",
            "Mark the findings of this earlier run; only new ones count for --fail-on · 标出以前已有的问题，只有新问题才算失败",
        ),
        file("write-baseline", "Write the findings to a file for --baseline, and report nothing · 把现有问题写入基线文件")
            .conflicts_with_all(["repair", "add-allow"]),
    ]
}

/// The baseline of a run.
pub struct Known {
    baseline: Baseline,
    folder: PathBuf,
}

impl Known {
    /// From the options; none when there is no baseline. A faulty file ends the run.
    pub fn of(matches: &ArgMatches, session: &Session) -> Result<Option<Known>, Stop> {
        let Some(path) = matches.get_one::<PathBuf>("baseline") else { return Ok(None) };
        let input = input::read_file(path, Some(Encoding::Utf8)).map_err(|unreadable| unreadable.fault(session.language()))?;
        let baseline = Baseline::parse(&path.to_string_lossy(), &input.text)?;
        Ok(Some(Known { baseline, folder: place::folder(path) }))
    }

    /// Marks what is known in the report on a file; how much of it is there no more.
    pub fn mark(&self, path: &Path, report: &mut Report, prepared: &Prepared<'_>) -> usize {
        let path = place::below(&self.folder, &place::from_root(path));
        self.baseline.mark(&path, report, |rule| prepared.judges(rule))
    }
}

/// Writes the findings of every task that can be read.
pub fn write(
    path: &Path,
    tasks: &[Task],
    audit: impl Fn(&Task) -> Result<Settled, Unreadable> + Sync,
    session: &mut Session,
) -> Result<Exit, Stop> {
    let folder = place::folder(path);
    let mut rows = Vec::new();
    let work = |task: &Task| {
        let name = place::below(&folder, &place::from_root(task.source.path()));
        audit(task).map(|settled| baseline::rows(&settled.report, &settled.text, &name).collect::<Vec<_>>())
    };
    pool::ordered(tasks, work, |result| {
        match result {
            Ok(found) => rows.extend(found),
            Err(unreadable) => session.fault(unreadable.fault(session.language())),
        }
        ControlFlow::Continue(())
    });
    let count = rows.len();
    fix::replace(path, baseline::written(rows).as_bytes()).map_err(|error| session.unwritten(path, &error))?;
    let name = path.display();
    let words = session.say(format!("{name}：已写入 {count} 个问题\n"), format!("{name}: {} written\n", plural(count, "finding")));
    session.out.write_all(words.as_bytes())?;
    session.out.flush()?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}
