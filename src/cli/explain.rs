//! `gouji explain`: what a rule checks, why, and when it stays silent.

use super::session::Session;
use super::{Exit, Stop, plan};
use crate::error::Fault;
use crate::expr;
use crate::language::Language;
use crate::render::{Format, severity_word, visible, width, wrap};
use crate::rules::file::{Bilingual, Check, Example, Parameter, Reference, RuleFile};
use crate::rules::{Catalogue, Rule, catalogue};
use clap::{Arg, ArgMatches, Command};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("explain")
        .about("Explain rules · 说明规则")
        .arg(Arg::new("id").value_name("ID").required(true).num_args(1..).help("Rules, as `gouji rules` lists them · 规则名"))
}

/// Runs the subcommand.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let catalogue = plan::catalogue(session)?;
    for (at, id) in matches.get_many::<String>("id").into_iter().flatten().enumerate() {
        let rule = catalogue.rule(id).ok_or_else(|| unknown(id, &catalogue, session.language()))?;
        let parsed = catalogue::parse(&rule.file)?;
        let page = match session.options.format {
            Format::Pretty | Format::Concise if at > 0 => format!("\n\n{}", page(rule, &parsed, session)),
            Format::Pretty | Format::Concise => page(rule, &parsed, session),
            Format::Json => described(rule, &parsed),
        };
        session.out.write_all(page.as_bytes())?;
    }
    session.out.flush()?;
    Ok(if session.faults.is_empty() { Exit::Clean } else { Exit::Fault })
}

fn unknown(id: &str, catalogue: &Catalogue, language: Language) -> Fault {
    let fault = Fault::of_file(id, language.pick("没有这条规则", "no such rule"));
    let known: Vec<&str> = catalogue.rules.iter().map(|rule| &*rule.id).collect();
    fault.help(match expr::nearest(id, &known) {
        Some(near) => language.pick(format!("是否指 {near}？"), format!("did you mean {near}?")),
        None => {
            let words = language.pick(
                "gouji rules 列出全部规则；自己的规则要用 --rules 目录 指明",
                "`gouji rules` lists them all; rules of your own need --rules DIR",
            );
            words.to_owned()
        }
    })
}

fn page(rule: &Rule, parsed: &RuleFile, session: &Session) -> String {
    let (language, columns) = (session.language(), session.options.width);
    let level = severity_word(rule.severity, language);
    let off = if rule.enabled { "" } else { session.say("，默认关闭", ", off by default") };
    let mut page = format!("{}\n{}/{} · {level}{off}\n", rule.title.of(language), rule.category, rule.id);
    let rationale = language.pick(&parsed.rationale.zh, &parsed.rationale.en).get_ref();
    section(&mut page, session.say("为什么", "Why"), paragraphs(rationale, columns));
    section(&mut page, session.say("判断标准", "Criterion"), rows(&criterion(&parsed.check), columns));
    let parameters: Vec<String> =
        parsed.parameters.iter().flat_map(|(name, value)| wrap(&set(name, value.get_ref()), columns - 2)).collect();
    if !parameters.is_empty() {
        section(&mut page, session.say("参数（可在 gouji.toml 中设定）", "Parameters (gouji.toml may set them)"), parameters);
    }
    section(&mut page, session.say("提示", "Message"), sentences(parsed, language, columns));
    for example in parsed.fail.iter().take(2) {
        section(&mut page, &headed(session.say("会报告：", "Reported: "), example, session), excerpt(example, columns));
    }
    for example in &parsed.pass {
        section(&mut page, &headed(session.say("不报告：", "Silent: "), example, session), excerpt(example, columns));
    }
    let references: Vec<String> = parsed.references.iter().flat_map(|reference| wrap(&cited(reference), columns - 2)).collect();
    if !references.is_empty() {
        section(&mut page, session.say("依据", "References"), references);
    }
    page
}

/// A parameter as a configuration would write it.
fn set(name: &str, value: &Parameter) -> String {
    let text = |text: &String| format!("{text:?}");
    let value = match value {
        Parameter::Integer(_) | Parameter::Truth(_) => value.to_string(),
        Parameter::Expression(source) => text(source),
        Parameter::Words(words) => format!("[{}]", words.iter().map(text).collect::<Vec<_>>().join(", ")),
    };
    format!("{name} = {value}")
}

fn section(page: &mut String, heading: &str, lines: Vec<String>) {
    page.push_str(&format!("\n{heading}\n"));
    for line in lines {
        page.push_str(format!("  {line}").trim_end());
        page.push('\n');
    }
}

fn headed(what: &str, example: &Example, session: &Session) -> String {
    let name = session.language().pick(example.zh.as_ref().unwrap_or(&example.name), &example.name);
    wrap(&format!("{what}{name}"), session.options.width).join("\n")
}

/// The parts of a criterion in the order of their evaluation.
fn criterion(check: &Check) -> Vec<(String, &str)> {
    let mut parts = vec![("for".to_owned(), check.r#for.get_ref().as_str())];
    parts.extend(check.reading.iter().map(|reading| ("reading".to_owned(), reading.get_ref().as_str())));
    parts.extend(check.r#let.iter().map(|step| (format!("let {}", step.name.get_ref()), step.be.get_ref().as_str())));
    parts.push(("assert".to_owned(), check.assert.get_ref().as_str()));
    parts.extend(check.doubtful.iter().map(|doubtful| ("doubtful".to_owned(), doubtful.get_ref().as_str())));
    parts.push(("at".to_owned(), check.at.get_ref().as_str()));
    parts
}

/// The sentences of a finding with the names in them, and what those names stand for that are no fields of the fact.
fn sentences(parsed: &RuleFile, language: Language, columns: usize) -> Vec<String> {
    let written = std::iter::once(&parsed.message).chain(&parsed.help);
    let texts = written.map(|sentence| language.pick(&sentence.zh, &sentence.en).get_ref());
    let mut parts: Vec<Vec<String>> = texts.map(|text| wrap(&joined(text.trim()), columns - 2)).collect();
    let shown: Vec<_> = parsed.show.iter().map(|(name, source)| (format!("{{{name}}}"), source.get_ref().as_str())).collect();
    parts.extend((!shown.is_empty()).then(|| rows(&shown, columns)));
    parts.join(&String::new())
}

/// Expressions behind their names, which stand in a column of their own.
fn rows(named: &[(String, &str)], columns: usize) -> Vec<String> {
    let wide = named.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (name, source) in named {
        for (at, line) in code(source, columns.saturating_sub(wide + 4)).into_iter().enumerate() {
            let name = if at == 0 { name.as_str() } else { "" };
            lines.push(format!("{name:wide$}  {line}"));
        }
    }
    lines
}

/// An expression in its own lines; those too long are broken at spaces, and go on further in.
fn code(source: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in source.trim().lines() {
        let indent = line.len() - line.trim_start().len();
        let mut last = " ".repeat(indent);
        for (at, word) in words(line.trim()).enumerate() {
            if at > 0 && width(&last) + 1 + width(word) > columns {
                lines.push(std::mem::replace(&mut last, " ".repeat(indent + 4)));
            } else if at > 0 {
                last.push(' ');
            }
            last.push_str(word);
        }
        lines.push(last);
    }
    lines
}

/// What stands between the spaces of an expression; a quoted text is whole.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    line.split(move |character| {
        quoted ^= character == '"';
        character == ' ' && !quoted
    })
}

/// Paragraphs are parted by empty lines; the line breaks inside them are the file's, not the text's.
fn paragraphs(text: &str, columns: usize) -> Vec<String> {
    let wrapped = text.trim().split("\n\n").map(|paragraph| wrap(&joined(paragraph), columns - 2));
    wrapped.collect::<Vec<_>>().join(&String::new())
}

/// Joins lines: with a space between Latin words, without between Chinese characters.
fn joined(paragraph: &str) -> String {
    let mut text = String::new();
    for line in paragraph.lines().map(str::trim) {
        let latin = |character: Option<char>| character.is_some_and(|character| character.is_ascii());
        if latin(text.chars().last()) && latin(line.chars().next()) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// The first lines of an example; marks stay, they show what is pointed at.
fn excerpt(example: &Example, columns: usize) -> Vec<String> {
    let texts = example.report.iter().chain(example.reports.values());
    texts.flat_map(|text| text.trim().lines()).map(|line| visible(line).into_owned()).flat_map(|line| wrap(&line, columns - 2)).collect()
}

fn cited(reference: &Reference) -> String {
    match &reference.article {
        Some(article) => format!("{} {article}", reference.title),
        None => reference.title.clone(),
    }
}

fn described(rule: &Rule, parsed: &RuleFile) -> String {
    let examples = |examples: &[Example]| -> Vec<_> {
        examples
            .iter()
            .map(|Example { name, zh, report, reports, severity, fixed }| {
                json!({"name": name, "zh": zh, "report": report, "reports": reports, "severity": severity, "fixed": fixed})
            })
            .collect()
    };
    let both = |written: &Bilingual| json!({"zh": written.zh.get_ref().trim(), "en": written.en.get_ref().trim()});
    let check = &parsed.check;
    let described = json!({
        "id": &*rule.id,
        "category": &*rule.category,
        "severity": rule.severity,
        "enabled": rule.enabled,
        "since": parsed.since,
        "title": {"zh": rule.title.zh, "en": rule.title.en},
        "message": both(&parsed.message),
        "help": parsed.help.as_ref().map(both),
        "rationale": both(&parsed.rationale),
        "for": check.r#for.get_ref(),
        "reading": check.reading.as_ref().map(|reading| reading.get_ref()),
        "let": check.r#let.iter().map(|step| json!({"name": step.name.get_ref(), "be": step.be.get_ref()})).collect::<Vec<_>>(),
        "assert": check.assert.get_ref(),
        "doubtful": check.doubtful.as_ref().map(|doubtful| doubtful.get_ref()),
        "at": check.at.get_ref(),
        "show": parsed.show.iter().map(|(name, source)| (name, source.get_ref())).collect::<BTreeMap<_, _>>(),
        "parameters": parsed.parameters.iter().map(|(name, value)| (name.clone(), value.get_ref().to_string())).collect::<BTreeMap<_, _>>(),
        "references": parsed.references.iter().map(cited).collect::<Vec<_>>(),
        "pass": examples(&parsed.pass),
        "fail": examples(&parsed.fail),
    });
    format!("{described}\n")
}
