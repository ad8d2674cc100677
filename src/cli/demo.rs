//! `gouji demo`: the findings on a sample report that comes with the program.

use super::audit::guarded;
use super::check::finish;
use super::session::Session;
use super::{Exit, Stop, options};
use crate::check::check;
use crate::render::{self, Totals};
use clap::{ArgMatches, Command};
use std::io::Write;
use std::path::Path;

/// A report of a county that does not exist, with faults of every family.
const SAMPLE: &str = include_str!("demo.txt");

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("demo")
        .about("Check a sample report that comes with the program · 检查内置的示例报告")
        .arg(options::flag("print", "Print the sample report itself · 输出示例报告原文"))
}

/// Runs the subcommand. The faults are meant to be there, so the exit status is 0.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    if matches.get_flag("print") {
        session.out.write_all(SAMPLE.as_bytes())?;
        session.out.flush()?;
        return Ok(Exit::Clean);
    }
    let catalogue = session.catalogue()?;
    let prepared = session.prepare(&catalogue);
    let options = session.options.clone();
    let path = "demo.txt";
    let report = guarded(Path::new(path), || check(SAMPLE, path, &prepared));
    let report = report.map_err(|defect| defect.fault(session.language()))?;
    session.out.write_all(render::opening(&options).as_bytes())?;
    session.out.write_all(render::document(&report, SAMPLE, &|_| None, &options).as_bytes())?;
    finish(&Totals::of(&report, options.show), session)?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}
