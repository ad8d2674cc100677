//! `gouji schema`: JSON Schemas of `gouji.toml` and of rule files, for editors.

use super::session::Session;
use super::{Exit, Stop, plan};
use crate::render::schema;
use clap::{Arg, ArgMatches, Command};
use std::io::Write;

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("schema").about("Print a JSON Schema for editors · 输出供编辑器使用的 JSON Schema").arg(
        Arg::new("of")
            .value_name("FILE")
            .required(true)
            .value_parser(["config", "rule"])
            .help("config: gouji.toml; rule: a rule file · 配置文件或规则文件"),
    )
}

/// Runs the subcommand. The schema of the configuration names the user's own rules too.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let language = session.language();
    let schema = match matches.get_one::<String>("of").map(String::as_str) {
        Some("config") => schema::config(&plan::catalogue(session)?, language),
        _rule => schema::rule(language),
    };
    session.out.write_all(format!("{schema:#}\n").as_bytes())?;
    session.out.flush()?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}
