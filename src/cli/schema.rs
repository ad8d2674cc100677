//! `gouji schema`: JSON Schemas of the files that users write, for editors.

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
            .value_parser(["config", "rule", "allow"])
            .help("config: gouji.toml; rule: a rule file; allow: gouji.allow.toml · 配置文件、规则文件或放行清单"),
    )
}

/// Runs the subcommand. The schema of the configuration names the user's own rules too.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let language = session.language();
    let schema = match matches.get_one::<String>("of").map(String::as_str) {
        Some("config") => schema::config(&plan::catalogue(session)?, language),
        Some("allow") => schema::allow(&session.catalogue()?, language),
        _rule => schema::rule(language),
    };
    session.out.write_all(format!("{schema:#}\n").as_bytes())?;
    session.out.flush()?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}
