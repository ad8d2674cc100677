//! The options that every subcommand takes.

use crate::finding::Severity;
use crate::input::Encoding;
use crate::language::Language;
use crate::render::Format;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Command, value_parser};
use jiff::civil::Date;
use std::path::PathBuf;

/// The program with its subcommands.
pub fn program(subcommands: impl Iterator<Item = Command>) -> Command {
    Command::new("gouji")
        .version(env!("CARGO_PKG_VERSION"))
        .about("勾稽 · An audit linter for performance reports (绩效自评报告、绩效评价报告、自评表)")
        .after_help(
            "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the tool could not do its work.\n\
             退出码：0 没有达到 --fail-on 级别的问题，1 有问题，2 程序未能完成检查。",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .infer_long_args(false)
        .args(globals())
        .subcommands(subcommands)
}

fn globals() -> Vec<Arg> {
    vec![
        option("lang", "zh|en", "Language of messages; the locale's by default · 输出语言").value_parser(languages()),
        option("format", "FORMAT", "pretty, concise or json · 输出格式").value_parser(formats()).default_value("pretty"),
        option("show", "LEVEL", "Show findings of this level and above · 显示的最低级别").value_parser(levels()).default_value("info"),
        option("fail-on", "LEVEL", "Exit with 1 at this level and above; never: always 0 · 判为失败的最低级别")
            .value_parser(fail_levels())
            .default_value("warning"),
        option("rules", "DIR", "Further rules and data, repeatable · 附加规则目录")
            .value_parser(value_parser!(PathBuf))
            .action(ArgAction::Append),
        flag("ledger", "List every relation that was checked, with its verdict · 列出全部核对结果"),
        flag("verbose", "Say what could not be checked, and why · 列出未能核对的关系及原因").short('v'),
        flag("no-progress", "No progress on the terminal · 不显示进度"),
    ]
    .into_iter()
    .map(|arg| arg.global(true).help_heading("Options for every command"))
    .collect()
}

/// How a file is decoded; for the subcommands that read reports.
pub fn encoding() -> Arg {
    option("encoding", "NAME", "Encoding of the files, instead of recognising it · 文件编码").value_parser(encodings())
}

/// What messages call the standard input.
pub fn stdin_filename() -> Arg {
    option("stdin-filename", "PATH", "Name for the standard input (`-`) in messages · 标准输入的名称").value_parser(value_parser!(PathBuf))
}

/// A day as an option gives it.
pub fn day(text: &str) -> Result<Date, &'static str> {
    text.parse::<Date>().ok().filter(|day| day.to_string() == text).ok_or("a day is written YYYY-MM-DD")
}

/// An option with a value.
pub fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// An option without a value.
pub fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn languages() -> impl TypedValueParser {
    choice(&[("zh", Language::Chinese), ("en", Language::English)])
}

fn formats() -> impl TypedValueParser {
    choice(&[("pretty", Format::Pretty), ("concise", Format::Concise), ("json", Format::Json)])
}

fn levels() -> impl TypedValueParser {
    choice(&[("info", Severity::Info), ("warning", Severity::Warning), ("error", Severity::Error)])
}

fn fail_levels() -> impl TypedValueParser {
    choice(&[("info", Some(Severity::Info)), ("warning", Some(Severity::Warning)), ("error", Some(Severity::Error)), ("never", None)])
}

fn encodings() -> impl TypedValueParser {
    let names: Vec<&'static str> = Encoding::names().collect();
    PossibleValuesParser::new(names).map(|name| Encoding::named(&name).unwrap_or(Encoding::Utf8))
}

/// One of the named values.
fn choice<T: Clone + Send + Sync + 'static>(values: &'static [(&'static str, T)]) -> impl TypedValueParser {
    PossibleValuesParser::new(values.iter().map(|(name, _)| *name)).try_map(move |name| {
        let known = values.iter().find(|(known, _)| *known == name);
        known.map(|(_, value)| value.clone()).ok_or("unknown")
    })
}
