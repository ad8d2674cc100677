//! `gouji completions`: a completion script for a shell.

use super::session::Session;
use super::{Exit, SUBCOMMANDS, Stop, options};
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;
use std::io::Write;

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("completions")
        .about("Print a completion script for a shell · 输出命令补全脚本")
        .arg(Arg::new("shell").value_name("SHELL").required(true).value_parser(value_parser!(Shell)).help("The shell · 命令行解释器"))
}

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let mut program = options::program(SUBCOMMANDS.iter().map(|subcommand| (subcommand.declare)()));
    let mut script = Vec::new();
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        clap_complete::generate(*shell, &mut program, "gouji", &mut script);
    }
    session.out.write_all(&script)?;
    session.out.flush()?;
    Ok(Exit::Clean)
}
