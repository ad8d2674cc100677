//! `gouji test`: every rule on its own examples.

use super::session::Session;
use super::{Exit, Stop};
use crate::check::examples;
use crate::render::{plural, visible};
use crate::rules::{Catalogue, Rule};
use clap::{Arg, ArgMatches, Command, value_parser};
use std::io::Write;
use std::path::PathBuf;

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("test").about("Run the examples of the rules · 运行规则自带的示例").arg(
        Arg::new("dir")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .help("Only the rules in this folder; all rules by default · 只运行该目录中的规则"),
    )
}

/// Runs the subcommand. A rule that fails its examples is the tool's fault, not a finding: the exit status is 1 all the same, as for
/// any test runner.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let folder = matches.get_one::<PathBuf>("dir").cloned();
    let files = folder.as_ref().map(|folder| session.rule_files(folder));
    let wanted: Option<Vec<String>> = files.as_ref().map(|files| files.iter().map(|file| file.path.clone()).collect());
    let catalogue = session.catalogue_with(files.unwrap_or_default())?;
    let rules: Vec<&Rule> =
        catalogue.rules.iter().filter(|rule| wanted.as_ref().is_none_or(|wanted| wanted.contains(&rule.file.path))).collect();
    let (mut ran, mut failed) = (0, 0);
    for rule in &rules {
        let (examples, problems) = tried(rule, &catalogue, session);
        ran += examples;
        failed += problems.len();
        for problem in problems {
            session.out.write_all(format!("{}: {}\n", rule.id, visible(&problem)).as_bytes())?;
        }
    }
    let count = rules.len();
    let summary = session.say(
        format!("{count} 条规则，{ran} 个示例，{failed} 个不符\n"),
        format!("{}, {}, {failed} failed\n", plural(count, "rule"), plural(ran, "example")),
    );
    session.out.write_all(summary.as_bytes())?;
    session.out.flush()?;
    Ok(match (session.faults.is_empty(), failed) {
        (false, _) => Exit::Fault,
        (true, 0) => Exit::Clean,
        (true, _) => Exit::Findings,
    })
}

/// How many examples a rule has, and what is wrong with them. A rule without examples of both kinds is not tested.
fn tried(rule: &Rule, catalogue: &Catalogue, session: &mut Session) -> (usize, Vec<String>) {
    let outcomes = match examples::run(rule, catalogue) {
        Ok(outcomes) => outcomes,
        Err(fault) => {
            session.fault(fault);
            return (0, Vec::new());
        }
    };
    let mut problems: Vec<String> =
        outcomes.iter().filter_map(|outcome| outcome.problem.as_ref().map(|problem| format!("{}: {problem}", outcome.name))).collect();
    for (pass, what) in [(true, "pass"), (false, "fail")] {
        if !outcomes.iter().any(|outcome| outcome.pass == pass) {
            problems.push(session.say(format!("没有 [[{what}]] 示例"), format!("no [[{what}]] example")));
        }
    }
    (outcomes.len(), problems)
}
