//! `gouji test`: every rule on its own examples, and how much of the rule they hold.

use super::session::Session;
use super::{Exit, Stop, options};
use crate::check::examples::{self, Outcome};
use crate::check::mutation::{self, Score};
use crate::error::Fault;
use crate::render::{Format, plural, visible};
use crate::rules::{Catalogue, Rule};
use clap::{Arg, ArgMatches, Command, value_parser};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("test")
        .about("Run the examples of the rules, and mutants of the rules against them · 运行规则自带的示例和变异测试")
        .arg(
            Arg::new("dir")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help("Only the rules in this folder; all rules by default · 只运行该目录中的规则"),
        )
        .arg(options::flag("mutants", "List the mutants that no example tells from the rule · 列出示例未能识别的变异"))
}

/// A rule that was tried.
struct Tried<'r> {
    rule: &'r Rule,
    outcomes: Vec<Outcome>,
    score: Score,
}

/// Runs the subcommand. A rule that fails its examples is the tool's fault, not a finding: the exit status is 1 all the same, as for
/// any test runner.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let folder = matches.get_one::<PathBuf>("dir").cloned();
    let files = folder.as_ref().map(|folder| session.rule_files(folder));
    let wanted: Option<Vec<String>> = files.as_ref().map(|files| files.iter().map(|file| file.path.clone()).collect());
    let catalogue = session.catalogue_with(files.unwrap_or_default())?;
    let meant = |rule: &&Rule| wanted.as_ref().is_none_or(|wanted| wanted.contains(&rule.file.path));
    let rules: Vec<&Rule> = catalogue.rules.iter().filter(meant).collect();
    let tried: Vec<Result<Tried<'_>, Fault>> = rules.par_iter().map(|rule| tried(rule, &catalogue)).collect();
    let (tried, faults): (Vec<_>, Vec<_>) = tried.into_iter().partition(Result::is_ok);
    faults.into_iter().filter_map(Result::err).for_each(|fault| session.fault(fault));
    let tried: Vec<Tried<'_>> = tried.into_iter().filter_map(Result::ok).collect();
    let text = match session.options.format {
        Format::Pretty | Format::Concise => listed(&tried, matches.get_flag("mutants"), session),
        Format::Json => described(&tried, session),
    };
    session.out.write_all(text.as_bytes())?;
    session.out.flush()?;
    let failed = tried.iter().any(|tried| !problems(tried, session).is_empty());
    Ok(match (session.faults.is_empty(), failed) {
        (false, _) => Exit::Fault,
        (true, false) => Exit::Clean,
        (true, true) => Exit::Findings,
    })
}

fn tried<'r>(rule: &'r Rule, catalogue: &Catalogue) -> Result<Tried<'r>, Fault> {
    Ok(Tried { rule, outcomes: examples::run(rule, catalogue)?, score: mutation::score(rule, catalogue)? })
}

/// What is wrong with the examples of a rule. A rule without examples of both kinds is not tested.
fn problems(tried: &Tried<'_>, session: &Session) -> Vec<String> {
    let unlike = |outcome: &Outcome| outcome.problem.as_ref().map(|problem| format!("{}: {problem}", outcome.name));
    let mut problems: Vec<String> = tried.outcomes.iter().filter_map(unlike).collect();
    for (pass, what) in [(true, "pass"), (false, "fail")] {
        if !tried.outcomes.iter().any(|outcome| outcome.pass == pass) {
            problems.push(session.say(format!("没有 [[{what}]] 示例"), format!("no [[{what}]] example")));
        }
    }
    problems
}

fn listed(tried: &[Tried<'_>], mutants: bool, session: &Session) -> String {
    let longest = tried.iter().map(|tried| tried.rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for one in tried {
        let (count, killed, of) = (one.outcomes.len(), one.score.killed(), one.score.mutants);
        let words = session.say(format!("示例 {count:>2}，变异 {killed}/{of}"), format!("{count:>2} examples, {killed}/{of} mutants"));
        text.push_str(&format!("{:longest$}  {words}\n", one.rule.id));
        for problem in problems(one, session) {
            text.push_str(&format!("{}: {}\n", one.rule.id, visible(&problem)));
        }
        for mutant in one.score.survivors.iter().filter(|_| mutants) {
            text.push_str(&format!("    {}: {} → {}\n", mutant.part, flat(&mutant.before), flat(&mutant.after)));
        }
    }
    text.push_str(&summary(tried, session));
    if !mutants && tried.iter().any(|one| !one.score.survivors.is_empty()) {
        text.push_str(
            session.say("gouji test --mutants 列出未识别的变异\n", "`gouji test --mutants` lists the mutants that none notices\n"),
        );
    }
    text
}

/// A part of an expression on one line.
fn flat(source: &str) -> String {
    visible(&source.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn summary(tried: &[Tried<'_>], session: &Session) -> String {
    let (count, ran) = (tried.len(), tried.iter().map(|tried| tried.outcomes.len()).sum());
    let failed: usize = tried.iter().map(|tried| problems(tried, session).len()).sum();
    let (killed, mutants, percent) = total(tried);
    session.say(
        format!("{count} 条规则，{ran} 个示例，{failed} 个不符；示例识别了 {mutants} 个变异中的 {killed} 个（{percent}%）\n"),
        format!(
            "{}, {}, {failed} failed; the examples notice {killed} of {} ({percent}%)\n",
            plural(count, "rule"),
            plural(ran, "example"),
            plural(mutants, "mutant")
        ),
    )
}

/// Killed mutants, all mutants, and the whole percents of the one in the other.
fn total(tried: &[Tried<'_>]) -> (usize, usize, usize) {
    let killed: usize = tried.iter().map(|tried| tried.score.killed()).sum();
    let mutants: usize = tried.iter().map(|tried| tried.score.mutants).sum();
    (killed, mutants, (killed * 100).checked_div(mutants).unwrap_or(100))
}

fn described(tried: &[Tried<'_>], session: &Session) -> String {
    let example = |outcome: &Outcome| json!({"name": outcome.name, "pass": outcome.pass, "problem": outcome.problem});
    let rule = |tried: &Tried<'_>| -> Value {
        let survivors = tried.score.survivors.iter();
        json!({
            "id": &*tried.rule.id,
            "examples": tried.outcomes.iter().map(example).collect::<Vec<_>>(),
            "problems": problems(tried, session),
            "mutants": tried.score.mutants,
            "killed": tried.score.killed(),
            "survivors": survivors.map(|mutant| json!({"part": mutant.part, "before": mutant.before, "after": mutant.after})).collect::<Vec<_>>(),
        })
    };
    let (killed, mutants, _) = total(tried);
    format!("{}\n", json!({"rules": tried.iter().map(rule).collect::<Vec<_>>(), "killed": killed, "mutants": mutants}))
}
