//! `gouji check`: reports → findings.

use super::allow::{Needs, Shelf};
use super::audit::{Audit, Audited};
use super::baseline::Known;
use super::grant::Grant;
use super::plan::{self, Plan, Task};
use super::progress::Progress;
use super::session::Session;
use super::{Exit, Stop, allow, baseline, compare, fix, grant, options, pool, profile};
use crate::check::Settings;
use crate::error::Fault;
use crate::input::{self, EXTENSIONS, Encoding, Input, Unreadable};
use crate::render::{self, Format, Totals};
use clap::{Arg, ArgMatches, Command, value_parser};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("check")
        .about("Check reports · 检查报告")
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .default_value(".")
                .help("Files and directories; `-` reads the standard input · 文件或目录，“-”为标准输入"),
        )
        .arg(options::encoding())
        .arg(options::stdin_filename())
        .args(fix::arguments())
        .args(allow::arguments())
        .args(grant::arguments())
        .args(baseline::arguments())
        .args(plan::arguments())
        .arg(plan::only())
        .arg(profile::argument())
}

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let mut finder = plan::finder(matches)?;
    plan::language(&mut finder, session)?;
    let sources = sources(matches, session);
    let mut plan = Plan::new(sources, matches, &mut finder, session)?;
    let mut tasks = std::mem::take(&mut plan.tasks);
    let wish = fix::Wish::of(matches);
    let repairs = session.settings().repairs || wish.is_some_and(fix::Wish::asks);
    let prepared = plan.prepared(&Settings { repairs, ..session.settings() });
    let shelf = Shelf::new(matches, &mut tasks, session)?;
    shelf.check(&plan.catalogues)?;
    let known = Known::of(matches, session)?;
    let encoding = matches.get_one::<Encoding>("encoding").copied();
    if matches.get_flag("profile-rules") {
        return profile::run(&tasks, encoding, &prepared, session);
    }
    let options = session.options.clone();
    if let Some(wish) = wish {
        let exit = fix::run(wish, &tasks, encoding, &prepared, &shelf, session)?;
        if wish.is_diff() {
            return Ok(exit);
        }
    }
    compare::run(&mut tasks, encoding, &prepared);
    let audit = Audit { encoding, prepared: &prepared, shelf: &shelf, known: known.as_ref(), options: &options };
    if let Some(grant) = Grant::of(matches, session)? {
        return grant.run(&tasks, |task| audit.settled(task), session);
    }
    if let Some(path) = matches.get_one::<PathBuf>("write-baseline") {
        return baseline::write(path, &tasks, |task| audit.settled(task), session);
    }
    let exit = rayon::in_place_scope(|scope| {
        // A single report waits for every rule. They are compiled while its facts are extracted.
        if let [task] = tasks.as_slice() {
            scope.spawn(|_| audit.prepared[task.setup].compile());
        }
        run_on(&tasks, &audit, session)
    });
    // The process ends here: to take apart ten thousand words one by one would be a tenth of a run on one report.
    std::mem::forget(prepared);
    std::mem::forget(plan);
    exit
}

/// What is checked.
pub enum Source {
    /// The standard input under a name.
    Stream(PathBuf),
    /// A file.
    File(PathBuf),
}

impl Source {
    /// As messages call it.
    pub fn path(&self) -> &Path {
        match self {
            Source::Stream(path) | Source::File(path) => path,
        }
    }

    /// Its text.
    pub fn read(&self, encoding: Option<Encoding>) -> Result<Input, Unreadable> {
        match self {
            Source::Stream(name) => input::read_stream(io::stdin().lock(), name, encoding),
            Source::File(path) => input::read_file(path, encoding),
        }
    }
}

/// The sources; with each, whether the user named it itself.
fn sources(matches: &ArgMatches, session: &mut Session) -> Vec<(Source, bool)> {
    let paths: Vec<PathBuf> = matches.get_many("path").into_iter().flatten().cloned().collect();
    let (streams, paths): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path == Path::new("-"));
    let found = input::walk(&paths);
    let name = matches.get_one::<PathBuf>("stdin-filename").cloned().unwrap_or_else(|| "-".into());
    let stream = streams.first().map(|_| (Source::Stream(name), true));
    let named: BTreeSet<&PathBuf> = paths.iter().collect();
    let files = found.files.into_iter().map(|path| (named.contains(&path), path)).map(|(named, path)| (Source::File(path), named));
    let sources: Vec<_> = stream.into_iter().chain(files).collect();
    if sources.is_empty() && found.faults.is_empty() {
        session.fault(nothing_found(&paths, session));
    }
    found.faults.iter().for_each(|unreadable| session.fault(unreadable.fault(session.language())));
    sources
}

fn nothing_found(paths: &[PathBuf], session: &Session) -> Fault {
    let names: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    let extensions = EXTENSIONS.join(", ");
    let words = session.say("没有找到可检查的文件", "no file to check");
    let help = session.say(
        format!("目录中只检查 {extensions} 文件；其他文件请直接写出文件名"),
        format!("of a directory, {extensions} files are checked; name other files themselves"),
    );
    Fault::of_file(names.join(" "), words).help(help)
}

fn run_on(tasks: &[Task], audit: &Audit<'_>, session: &mut Session) -> Result<Exit, Stop> {
    session.out.write_all(render::opening(audit.options).as_bytes())?;
    let mut run = Run { totals: Totals::default(), needs: audit.shelf.needs(), any: false };
    let mut progress = Progress::new(tasks.len(), session.progress);
    let mut failure = None;
    let work = |task: &Task| audit.rendered(task);
    pool::ordered(tasks, work, |result| {
        progress.step();
        let written = match result {
            Ok(audited) => run.take(audited, &mut progress, session),
            Err(unreadable) => {
                progress.clear();
                session.fault(unreadable.fault(session.language()));
                Ok(())
            }
        };
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    progress.clear();
    let written = match failure {
        Some(error) => Err(error),
        None => run.allowances(audit, &mut progress, session).and_then(|()| finish(&run.totals, session)),
    };
    if let Err(error) = written
        && session.output_failed(&error) == Exit::Fault
    {
        return Ok(Exit::Fault);
    }
    Ok(exit(&run.totals, session))
}

/// A run as document after document is written.
struct Run {
    totals: Totals,
    needs: Needs,
    any: bool,
}

impl Run {
    fn take(&mut self, audited: Audited, progress: &mut Progress, session: &mut Session) -> io::Result<()> {
        self.totals += audited.totals;
        self.needs.keep(audited.outcome);
        if !audited.faults.is_empty() {
            progress.clear();
            audited.faults.into_iter().for_each(|fault| session.fault(fault));
        }
        self.write(&audited.rendered, progress, session)
    }

    /// What is to be said of the allow files, behind the reports. They are no documents, so they are not counted as such.
    fn allowances(&mut self, audit: &Audit<'_>, progress: &mut Progress, session: &mut Session) -> io::Result<()> {
        for (report, text) in audit.shelf.said(&self.needs, session.language()) {
            self.totals += Totals { documents: 0, ..Totals::of(&report, audit.options.show) };
            self.write(&render::document(&report, text, &|_| None, audit.options), progress, session)?;
        }
        Ok(())
    }

    fn write(&mut self, rendered: &str, progress: &mut Progress, session: &mut Session) -> io::Result<()> {
        let between = if std::mem::replace(&mut self.any, true) { render::between(&session.options) } else { "" };
        write_document(between, rendered, progress, session)
    }
}

fn write_document(between: &str, rendered: &str, progress: &mut Progress, session: &mut Session) -> io::Result<()> {
    if between.is_empty() && rendered.is_empty() {
        return Ok(());
    }
    progress.make_way();
    session.out.write_all(between.as_bytes())?;
    session.out.write_all(rendered.as_bytes())
}

/// Everything after the last document. The summary of a format that programs read goes to the error stream.
pub fn finish(totals: &Totals, session: &mut Session) -> io::Result<()> {
    let options = session.options.clone();
    session.out.write_all(render::closing(&session.faults, totals, &options).as_bytes())?;
    if totals.documents == 0 {
        return session.out.flush();
    }
    let summary = render::summary(totals, &options);
    match options.format {
        Format::Pretty => {
            session.out.write_all(summary.as_bytes())?;
            session.out.write_all(render::ledger(&totals.ledger, options.language).as_bytes())?;
            session.out.write_all(render::coverage(totals.coverage, options.language).as_bytes())?;
            session.out.flush()
        }
        Format::Concise => {
            session.out.write_all(render::coverage(totals.coverage, options.language).as_bytes())?;
            session.out.flush()?;
            session.note(&summary);
            Ok(())
        }
        Format::Json => session.out.flush(),
    }
}

fn exit(totals: &Totals, session: &Session) -> Exit {
    if !session.faults.is_empty() {
        return Exit::Fault;
    }
    match session.fail_on {
        Some(level) if totals.new_at_least(level) > 0 => Exit::Findings,
        Some(_) | None => Exit::Clean,
    }
}
