//! `gouji language`: the reference of the rule language.

use super::session::Session;
use super::{Exit, Stop};
use clap::{ArgMatches, Command};
use std::io::Write;

/// The page, which a test writes from the tables of the program.
const PAGE: &str = include_str!("../../rules/LANGUAGE.md");

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("language").about("The reference of the rule language: operators, functions, facts · 规则语言参考")
}

/// Runs the subcommand.
pub fn run(_matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    session.out.write_all(PAGE.as_bytes())?;
    session.out.flush()?;
    Ok(Exit::Clean)
}
