//! `gouji init`: a configuration file to start from.

use super::session::Session;
use super::{Exit, Stop, new};
use crate::config::{NAME, TEMPLATE};
use clap::{Arg, ArgMatches, Command, value_parser};
use std::io::Write;
use std::path::PathBuf;

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("init").about("Start a configuration file, gouji.toml · 新建配置文件").arg(
        Arg::new("dir").value_name("DIR").default_value(".").value_parser(value_parser!(PathBuf)).help("The folder it is for · 所在目录"),
    )
}

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let folder = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default();
    let path = folder.join(NAME);
    new::create(&path, TEMPLATE).map_err(|error| new::refused(&path, &error, session))?;
    let path = path.display();
    let next = session.say(format!("已写入 {path}，其中每一项都有说明\n"), format!("wrote {path}; every key is explained in it\n"));
    session.out.write_all(next.as_bytes())?;
    session.out.flush()?;
    Ok(Exit::Clean)
}
