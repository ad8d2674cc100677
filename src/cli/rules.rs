//! `gouji rules`: the table of rules.

use super::session::Session;
use super::{Exit, Stop, plan};
use crate::render::{Format, plural, severity_word, width};
use crate::rules::Rule;
use clap::{ArgMatches, Command};
use serde_json::json;
use std::io::Write;

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("rules").about("List the rules · 列出全部规则")
}

/// Runs the subcommand.
pub fn run(_matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let catalogue = plan::catalogue(session)?;
    let listing = match session.options.format {
        Format::Pretty => table(&catalogue.rules, session),
        Format::Concise => catalogue.rules.iter().map(|rule| format!("{}\n", rule.id)).collect(),
        Format::Json => listed(&catalogue.rules),
    };
    session.out.write_all(listing.as_bytes())?;
    session.out.flush()?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}

fn table(rules: &[Rule], session: &Session) -> String {
    let language = session.language();
    let longest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut table = String::new();
    let mut category = "";
    for rule in rules {
        if category != &*rule.category {
            category = &rule.category;
            table.push_str(&format!("{}{category}\n", if table.is_empty() { "" } else { "\n" }));
        }
        let off = if rule.enabled { "" } else { session.say("（默认关闭）", " (off by default)") };
        let level = padded(severity_word(rule.severity, language), session.say(4, 7));
        table.push_str(&format!("  {:longest$}  {level}  {}{off}\n", rule.id, rule.title.of(language)));
    }
    let count = rules.len();
    table.push_str(&session.say(
        format!("\n共 {count} 条规则；gouji explain 规则名 查看说明\n"),
        format!("\n{}; gouji explain ID tells about one\n", plural(count, "rule")),
    ));
    table
}

/// The text filled up to so many columns: Chinese characters take two.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

fn listed(rules: &[Rule]) -> String {
    let rules: Vec<_> = rules
        .iter()
        .map(|rule| {
            json!({
                "id": &*rule.id,
                "category": &*rule.category,
                "severity": rule.severity,
                "enabled": rule.enabled,
                "title": {"zh": rule.title.zh, "en": rule.title.en},
            })
        })
        .collect();
    format!("{}\n", json!({ "rules": rules }))
}
