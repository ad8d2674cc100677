//! `gouji config`: what holds for a file, and which line of which configuration says so.

use super::session::Session;
use super::{Exit, Stop, plan};
use crate::config::{Chain, Effective, Origin};
use crate::render::{Format, visible};
use crate::rules::Catalogue;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("config")
        .about("Show which settings hold for a file, and why · 显示某个文件适用的设置及其来源")
        .arg(Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf)).help("A report · 报告文件"))
        .args(plan::arguments())
}

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let mut finder = plan::finder(matches)?;
    plan::language(&mut finder, session)?;
    let folder = if file.is_dir() { file.as_path() } else { file.parent().unwrap_or(Path::new("")) };
    let chain = finder.of_folder(folder).map_err(Stop::Faults)?;
    let files = chain.rule_dirs().iter().flat_map(|dir| session.rule_files(dir)).collect();
    let catalogue = session.catalogue_with(files)?;
    let faults = chain.faults(&catalogue);
    if !faults.is_empty() {
        return Err(Stop::Faults(faults));
    }
    let effective = chain.effective(&file, &catalogue);
    effective.tuned(&chain, &catalogue).map_err(Stop::Faults)?;
    let listing = match session.options.format {
        Format::Pretty | Format::Concise => listed(&file, &chain, &effective, &catalogue, session),
        Format::Json => described(&file, &chain, &effective),
    };
    session.out.write_all(listing.as_bytes())?;
    session.out.flush()?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}

fn listed(file: &Path, chain: &Chain, effective: &Effective, catalogue: &Catalogue, session: &Session) -> String {
    let mut text = String::new();
    for config in &chain.files {
        text.push_str(&format!("{}: {}\n", session.say("配置文件", "configuration"), config.written.path.display()));
    }
    if chain.files.is_empty() {
        text.push_str(session.say("没有配置文件，一切按规则自身的规定\n", "no configuration file: everything is as the rules say\n"));
    }
    if let Some(origin) = chain.left_out(file) {
        let words = session.say("检查目录时不检查此文件", "left out when its directory is checked");
        text.push_str(&format!("{words}  {}\n", place(&origin)));
    }
    for rule in &catalogue.rules {
        let level = effective.levels.get(&*rule.id);
        let parameters = effective.parameters.get(&*rule.id);
        if level.is_none() && parameters.is_none() {
            continue;
        }
        match level {
            Some((level, origin)) => text.push_str(&format!("{} = {}  {}\n", rule.id, level.name(), place(origin))),
            None => text.push_str(&format!("{}\n", rule.id)),
        }
        for (name, tuning) in parameters.into_iter().flatten() {
            text.push_str(&format!("    {name} = {}  {}\n", tuning.value, place(&tuning.origin)));
        }
    }
    text.lines().map(|line| format!("{}\n", visible(line))).collect()
}

fn place(origin: &Origin) -> String {
    format!("{}:{}", origin.path.display(), origin.line)
}

fn described(file: &Path, chain: &Chain, effective: &Effective) -> String {
    let at = |origin: &Origin| json!({"path": origin.path.to_string_lossy(), "line": origin.line});
    let levels: Vec<_> =
        effective.levels.iter().map(|(id, (level, origin))| json!({"rule": id, "level": level.name(), "at": at(origin)})).collect();
    let parameters: Vec<_> = effective
        .parameters
        .iter()
        .flat_map(|(id, values)| values.iter().map(move |(name, tuning)| (id, name, tuning)))
        .map(|(id, name, tuning)| json!({"rule": id, "parameter": name, "value": tuning.value.to_string(), "at": at(&tuning.origin)}))
        .collect();
    let files: Vec<_> = chain.files.iter().map(|config| config.written.path.to_string_lossy()).collect();
    let left_out = chain.left_out(file).map(|origin| at(&origin));
    format!(
        "{}\n",
        json!({"file": file.to_string_lossy(), "configurations": files, "left_out": left_out, "levels": levels, "parameters": parameters})
    )
}
