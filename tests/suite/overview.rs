//! The overview of all rules, `rules/README.md`, says what the rule files say; the reference of their language, `rules/LANGUAGE.md`, what
//! the tables of the program say.

use gouji::expr::functions::{FUNCTIONS, Function, LOOPS, Param, Returns};
use gouji::facts::{KINDS, Type};
use gouji::rules::{Catalogue, catalogue};
use std::fmt::Write as _;

#[test]
fn the_overview_of_the_rules_is_fresh() {
    let known = Catalogue::embedded().expect("the embedded data");
    let mut text = String::from(HEAD);
    let mut category = String::new();
    for rule in &known.rules {
        if *rule.category != *category {
            category = rule.category.to_string();
            let _ = write!(text, "\n## {category}\n\n| rule | severity | 名称 | title | examples |\n| --- | --- | --- | --- | ---: |\n");
        }
        let parsed = catalogue::parse(&rule.file).unwrap_or_else(|fault| panic!("{fault:?}"));
        let examples = parsed.pass.len() + parsed.fail.len();
        let off = if rule.enabled { "" } else { ", off" };
        let path = format!("{category}/{}.toml", rule.id);
        let _ = writeln!(
            text,
            "| [{}]({path}) | {}{off} | {} | {} | {examples} |",
            rule.id,
            rule.severity.name(),
            rule.title.zh,
            rule.title.en
        );
    }
    super::same("rules/README.md", &text);
}

/// The example at the top of the README is what a reader sees.
#[test]
fn the_readmes_show_what_the_demo_prints() {
    let output = super::cli::program(std::path::Path::new(".")).args(["demo", "--lang", "zh"]).env("COLUMNS", "80").output();
    let printed = String::from_utf8(output.expect("the program runs").stdout).expect("UTF-8");
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(readme).expect("a README");
        let example = text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
        assert!(printed.contains(example), "{readme} shows\n{example}\nand the demo prints\n{printed}");
    }
}

const HEAD: &str = "# Rules · 规则

Each rule is one file; `gouji explain ID` prints it. This page is written by a test from the files: `GOUJI_BLESS=1 cargo test overview`.
";

#[test]
fn the_overview_of_the_rule_language_is_fresh() {
    let mut text = String::from(LANGUAGE);
    text.push_str("\n## Functions · 函数\n\n| function | gives | 说明 | meaning |\n| --- | --- | --- | --- |\n");
    for function in FUNCTIONS {
        let _ = writeln!(text, "| `{}` | {} | {} | {} |", signature(function), returns(function), function.zh, function.en);
    }
    text.push_str("\n## Loops · 循环\n\n| loop | 说明 | meaning |\n| --- | --- | --- |\n");
    for row in LOOPS {
        let _ = writeln!(text, "| `{}` | {} | {} |", row.example, row.zh, row.en);
    }
    text.push_str("\n## Facts · 事实\n");
    for kind in KINDS {
        let _ = write!(
            text,
            "\n### {}\n\n{} · {}\n\n| field | type | 说明 | meaning |\n| --- | --- | --- | --- |\n",
            kind.name, kind.zh, kind.en
        );
        for field in kind.fields {
            let _ = writeln!(text, "| `{}` | {} | {} | {} |", field.name, described(field.ty), field.zh, field.en);
        }
    }
    super::same("rules/LANGUAGE.md", &text);
}

fn signature(function: &Function) -> String {
    let params: Vec<String> = function.params.iter().map(|param| taken(*param, function)).collect();
    format!("{}({})", function.name, params.join(", "))
}

fn taken(param: Param, function: &Function) -> String {
    match param {
        Param::Truth => "truth".to_owned(),
        Param::Number => "number".to_owned(),
        Param::Text => "text".to_owned(),
        Param::Date => "date".to_owned(),
        Param::Numbers => "numbers".to_owned(),
        Param::Texts => "texts".to_owned(),
        Param::List => "list".to_owned(),
        Param::TextOrList => "text or list".to_owned(),
        Param::Any => "anything".to_owned(),
        Param::Like(at) => taken(function.params[at], function),
    }
}

fn returns(function: &Function) -> String {
    match function.returns {
        Returns::Truth => "truth".to_owned(),
        Returns::Number => "number".to_owned(),
        Returns::Text => "text".to_owned(),
        Returns::Date => "date".to_owned(),
        Returns::Like(at) => taken(function.params[at], function),
        Returns::ElementOf(at) => format!("element of the {}", taken(function.params[at], function)),
    }
}

fn described(ty: Type) -> String {
    match ty {
        Type::Truth => "truth".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Fact(kind) => format!("[{kind}](#{kind})"),
        Type::List(element) => format!("list of {}", described(*element)),
    }
}

const LANGUAGE: &str = "# The rule language · 规则语言

What `for`, `assert`, `at`, `let`, `with` and `[show]` of a rule may say. This page is written by a test from the tables of the program: `GOUJI_BLESS=1 cargo test overview`.

| written | 说明 | meaning |
| --- | --- | --- |
| `it`, `it.rate` | 当前的事实及其字段 | the fact at hand, a field of it |
| `12`, `0.5`, `80%`, `\"words\"`, `[\"a\", \"b\"]`, `true` | 常量 | constants |
| `a and b`, `a or b`, `not a` | 且、或、非 | all, one, not |
| `a = b`, `≠`, `<`, `≤`, `>`, `≥` | 按印出的数值比较，也可写作 `!=`、`<=`、`>=` | compare values as printed; `!=`, `<=`, `>=` are the same |
| `a ≈ b`, `≲`, `≳` | 真值能否相等、不大于、不小于，也可写作 `~=`、`<~`、`>~` | could the true values be equal, at most, at least; `~=`, `<~`, `>~` are the same |
| `a ≈ b within 5%` | 约数容许的误差 | how far an approximate figure may be off |
| `a in list`, `a not in list` | 是否在列表中 | among the elements |
| `a + b`, `a - b`, `a * b`, `-a` | 加、减、乘；没有除法，a ÷ b = r 写作 `a ≈ r * b` | no division: a / b = r is written `a ≈ r * b` |
| `date.first`, `date.last` | 年、月的首日和末日 | the first and the last day of a year or month |
| `kind` | 某一种类的全部事实，用于循环 | every fact of a kind, for loops |
";
