//! `gouji check`: reports → findings.

use super::plan::{self, Plan, Task};
use super::progress::Progress;
use super::session::Session;
use super::{Exit, Stop, compare, fix, options, pool};
use crate::check::corpus::Compared;
use crate::check::{self, Prepared};
use crate::error::Fault;
use crate::input::{self, EXTENSIONS, Encoding, Input, Reason, Unreadable};
use crate::render::{self, Format, Options, Totals};
use clap::{Arg, ArgMatches, Command, value_parser};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
        .args(plan::arguments())
}

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let mut finder = plan::finder(matches)?;
    plan::language(&mut finder, session)?;
    let sources = sources(matches, session);
    let mut plan = Plan::new(sources, &mut finder, session)?;
    let mut tasks = std::mem::take(&mut plan.tasks);
    let prepared = plan.prepared(session);
    let encoding = matches.get_one::<Encoding>("encoding").copied();
    let options = session.options.clone();
    if let Some(wish) = fix::Wish::of(matches) {
        let exit = fix::run(wish, &tasks, encoding, &prepared, session)?;
        if wish.is_diff() {
            return Ok(exit);
        }
    }
    compare::run(&mut tasks, encoding, &prepared);
    let audit = |task: &Task| audited(task, encoding, &prepared[task.setup], &options);
    run_on(&tasks, audit, session)
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

/// A document, rendered.
pub struct Audited {
    /// As it is written.
    pub rendered: String,
    /// What it came to.
    pub totals: Totals,
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

fn run_on<T: Sync>(sources: &[T], audit: impl Fn(&T) -> Result<Audited, Unreadable> + Sync, session: &mut Session) -> Result<Exit, Stop> {
    let options = session.options.clone();
    session.out.write_all(render::opening(&options).as_bytes())?;
    let mut totals = Totals::default();
    let mut progress = Progress::new(sources.len(), session.progress);
    let mut failure = None;
    pool::ordered(sources, audit, |result| {
        progress.step();
        let written = match result {
            Ok(audited) => {
                let between = if totals.documents == 0 { "" } else { render::between(&options) };
                totals += audited.totals;
                write_document(between, &audited.rendered, &mut progress, session)
            }
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
        None => finish(&totals, session),
    };
    if let Err(error) = written
        && session.output_failed(&error) == Exit::Fault
    {
        return Ok(Exit::Fault);
    }
    Ok(exit(&totals, session))
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
            session.out.flush()
        }
        Format::Concise => {
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
        Some(level) if totals.at_least(level) > 0 => Exit::Findings,
        Some(_) | None => Exit::Clean,
    }
}

fn audited(task: &Task, encoding: Option<Encoding>, prepared: &Prepared<'_>, options: &Options) -> Result<Audited, Unreadable> {
    let input = task.source.read(encoding)?;
    let lookup = |other: &str| input::read_file(Path::new(other), encoding).ok().map(|input| Arc::from(input.text));
    audit(task.source.path(), &input, &task.compared, &lookup, prepared, options)
}

/// Audits one text. A defect of the tool that one document brings to light must not cost the others their result.
pub fn audit(
    path: &Path,
    input: &Input,
    compared: &Compared,
    lookup: render::Lookup<'_>,
    prepared: &Prepared<'_>,
    options: &Options,
) -> Result<Audited, Unreadable> {
    let name = path.to_string_lossy();
    let work = || {
        let report = check::beside(&input.text, &name, prepared, compared);
        let rendered = render::document(&report, &input.text, lookup, options);
        Audited { rendered, totals: Totals::of(&report, options.show) }
    };
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Unreadable::new(path, Reason::Defect(words_of(&*panic))))
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let literal = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    literal.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}
