//! `gouji new`: a rule file to start from, which passes its own examples.

use super::session::Session;
use super::{Exit, Stop};
use crate::error::Fault;
use clap::{Arg, ArgMatches, Command, value_parser};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The rule file, with its id still to be filled in.
const TEMPLATE: &str = include_str!("new.toml");

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("new")
        .about("Start a rule file · 新建规则文件")
        .arg(Arg::new("name").value_name("CATEGORY/ID").required(true).help("Lower case, words joined by hyphens · 类别/规则名"))
        .arg(
            Arg::new("in")
                .long("in")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help("The folder of rules; that of --rules, else rules · 规则目录"),
        )
}

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let name = matches.get_one::<String>("name").map_or("", String::as_str);
    let Some((category, id)) = name.split_once('/').filter(|(category, id)| is_kebab(category) && is_kebab(id)) else {
        let words = session.say(
            "规则名的写法是 类别/规则名，小写英文，单词用连字符连接",
            "a rule is named CATEGORY/ID, in lower case, words joined by hyphens",
        );
        return Err(Fault::of_file(name, words).help("numbers/my-rule").into());
    };
    let named = matches.get_one::<PathBuf>("in").map(PathBuf::as_path).or(session.own_rules());
    let folder = named.unwrap_or(Path::new("rules")).to_owned();
    session.forget_empty_rules();
    if session.catalogue()?.rule(id).is_some() {
        let words = session.say("已有同名规则", "there is a rule of this name");
        return Err(Fault::of_file(name, words).into());
    }
    let path = folder.join(category).join(format!("{id}.toml"));
    create(&path, &TEMPLATE.replace("{id}", id)).map_err(|error| refused(&path, &error, session))?;
    let (path, folder) = (path.display(), folder.display());
    let next = session.say(
        format!("已写入 {path}\n修改后运行：gouji test {folder}\n用于检查：gouji check --rules {folder} 报告\n"),
        format!("wrote {path}\nedit it, then run: gouji test {folder}\nto check with it: gouji check --rules {folder} REPORT\n"),
    );
    session.out.write_all(next.as_bytes())?;
    session.out.flush()?;
    Ok(Exit::Clean)
}

fn is_kebab(name: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(word)
}

/// Writes a file that is not there yet.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// Why it was not written.
pub fn refused(path: &Path, error: &io::Error, session: &Session) -> Fault {
    let words = match error.kind() {
        io::ErrorKind::AlreadyExists => session.say("文件已存在，未改动", "the file exists and was left alone").to_owned(),
        _other => session.say(format!("无法写入：{error}"), format!("cannot be written: {error}")),
    };
    Fault::of_file(path.to_string_lossy(), words)
}
