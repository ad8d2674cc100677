//! The command line: all files, all streams. A subcommand is one file of this folder.
//!
//! Exit codes: 0, nothing at or above the level of `--fail-on`; 1, findings; 2, the tool could not do its work.

mod allow;
mod audit;
mod baseline;
mod check;
mod compare;
mod completions;
mod config;
mod demo;
mod explain;
mod facts;
mod fix;
mod grant;
mod init;
mod language;
mod measures;
mod new;
mod options;
mod plan;
mod pool;
mod profile;
mod progress;
mod rules;
mod schema;
mod server;
mod session;
mod terminal;
mod test;

use crate::error::Fault;
use crate::render::visible;
use clap::{ArgMatches, Command};
use session::Session;
use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Exit {
    Clean,
    Findings,
    Fault,
}

/// Why a subcommand stopped before its end.
#[derive(Debug)]
enum Stop {
    /// The output was closed or could not be written.
    Output(io::Error),
    /// Inputs of the tool are at fault.
    Faults(Vec<Fault>),
}

/// A subcommand.
struct Subcommand {
    declare: fn() -> Command,
    run: fn(&ArgMatches, &mut Session) -> Result<Exit, Stop>,
}

/// Every subcommand, in the order of the help.
const SUBCOMMANDS: &[Subcommand] = &[
    Subcommand { declare: check::declare, run: check::run },
    Subcommand { declare: demo::declare, run: demo::run },
    Subcommand { declare: rules::declare, run: rules::run },
    Subcommand { declare: explain::declare, run: explain::run },
    Subcommand { declare: test::declare, run: test::run },
    Subcommand { declare: facts::declare, run: facts::run },
    Subcommand { declare: server::declare, run: server::run },
    Subcommand { declare: new::declare, run: new::run },
    Subcommand { declare: init::declare, run: init::run },
    Subcommand { declare: config::declare, run: config::run },
    Subcommand { declare: language::declare, run: language::run },
    Subcommand { declare: schema::declare, run: schema::run },
    Subcommand { declare: completions::declare, run: completions::run },
];

/// Runs the program.
pub fn run() -> ExitCode {
    // A panic may quote the report that brought it about, so it is shown like any other text of a report.
    panic::set_hook(Box::new(|panic| drop(writeln!(io::stderr(), "{}", visible(&panic.to_string())))));
    // clap prints its own messages, with suggestions, and exits with 0 for help and 2 for a mistake.
    let matches = options::program(SUBCOMMANDS.iter().map(|subcommand| (subcommand.declare)())).get_matches();
    let Some((name, matches)) = matches.subcommand() else { return Exit::Fault.into() };
    let Some(subcommand) = SUBCOMMANDS.iter().find(|known| (known.declare)().get_name() == name) else { return Exit::Fault.into() };
    let mut session = Session::new(matches);
    match (subcommand.run)(matches, &mut session) {
        Ok(exit) => exit.into(),
        Err(Stop::Faults(faults)) => {
            faults.into_iter().for_each(|fault| session.fault(fault));
            Exit::Fault.into()
        }
        Err(Stop::Output(error)) => session.output_failed(&error).into(),
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Clean => ExitCode::SUCCESS,
            Exit::Findings => ExitCode::from(1),
            Exit::Fault => ExitCode::from(2),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Output(error)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Faults(vec![fault])
    }
}
