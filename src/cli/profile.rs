//! `gouji check --profile-rules`: where the time goes, by stage, kind of fact and rule.

use super::options;
use super::plan::Task;
use super::session::Session;
use super::{Exit, Stop};
use crate::check::{self, Prepared, Step};
use crate::input::Encoding;
use crate::render::{Format, plural};
use clap::Arg;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

/// The option.
pub fn argument() -> Arg {
    options::flag("profile-rules", "Print the time that each rule and kind of fact takes, instead of findings · 列出每条规则耗时")
}

/// Checks everything on one thread and prints the times. The first kind that reads a layer which several share pays for it.
pub fn run(tasks: &[Task], encoding: Option<Encoding>, prepared: &[Prepared<'_>], session: &mut Session) -> Result<Exit, Stop> {
    let mut profile = Profile::default();
    for task in tasks {
        match task.source.read(encoding) {
            Ok(input) => profile.add(&input.text, &task.source.path().to_string_lossy(), &prepared[task.setup]),
            Err(unreadable) => session.fault(unreadable.fault(session.language())),
        }
    }
    let printed = match session.options.format {
        Format::Pretty | Format::Concise => profile.table(session),
        Format::Json => profile.json(),
    };
    session.out.write_all(printed.as_bytes())?;
    session.out.flush()?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}

/// A group of steps: they are listed together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Stage,
    Kind,
    Rule,
}

#[derive(Default)]
struct Profile {
    spent: BTreeMap<(Group, String), Duration>,
    documents: usize,
    bytes: usize,
}

impl Profile {
    fn add(&mut self, text: &str, path: &str, prepared: &Prepared<'_>) {
        self.documents += 1;
        self.bytes += text.len();
        let mut last = Instant::now();
        check::observed(text, path, prepared, &mut |step| {
            let name = match step {
                Step::Syntax => (Group::Stage, "syntax".to_owned()),
                Step::Values => (Group::Stage, "values".to_owned()),
                Step::Facts(kind) => (Group::Kind, kind.to_owned()),
                Step::Rule(rule) => (Group::Rule, rule.to_owned()),
            };
            *self.spent.entry(name).or_default() += last.elapsed();
            last = Instant::now();
        });
    }

    fn total(&self) -> Duration {
        self.spent.values().sum()
    }

    /// Those of a group, the slowest first.
    fn of(&self, wanted: Group) -> Vec<(&str, Duration)> {
        let all = self.spent.iter().filter(|((group, _), _)| *group == wanted);
        let mut all: Vec<_> = all.map(|((_, name), spent)| (name.as_str(), *spent)).collect();
        all.sort_by_key(|(_, spent)| std::cmp::Reverse(*spent));
        all
    }

    fn table(&self, session: &Session) -> String {
        let total = self.total();
        let heads = [
            (Group::Stage, session.say("解析", "reading")),
            (Group::Kind, session.say("事实", "kinds of facts")),
            (Group::Rule, session.say("规则", "rules")),
        ];
        let mut table = String::new();
        for (group, head) in heads {
            table.push_str(&format!("{head}\n"));
            for (name, spent) in self.of(group) {
                table.push_str(&format!("  {:>10} {:>4}‰  {name}\n", milliseconds(spent), per_mille(spent, total)));
            }
        }
        let (documents, kilobytes, time) = (self.documents, self.bytes / 1000, milliseconds(total));
        table.push_str(&session.say(
            format!("共 {documents} 份文件，{kilobytes} kB，单线程 {time}\n"),
            format!("{}, {kilobytes} kB, {time} on one thread\n", plural(documents, "document")),
        ));
        table
    }

    fn json(&self) -> String {
        let group = |wanted| {
            self.of(wanted).into_iter().map(|(name, spent)| json!({"name": name, "ns": spent.as_nanos() as u64})).collect::<Vec<_>>()
        };
        let profile = json!({
            "documents": self.documents,
            "bytes": self.bytes,
            "stages": group(Group::Stage),
            "kinds": group(Group::Kind),
            "rules": group(Group::Rule),
        });
        format!("{profile}\n")
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{}.{:03} ms", time.as_millis(), time.subsec_micros() % 1000)
}

fn per_mille(part: Duration, whole: Duration) -> u128 {
    (part.as_nanos() * 1000).checked_div(whole.as_nanos()).unwrap_or(0)
}
