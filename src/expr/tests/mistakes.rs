//! What the author of a rule is told.

use super::report::{SCHEMA, scope};
use crate::expr::{Mistake, Reading, Scope, Selector, Template, Ty, compile};

/// The place, what is wrong, and the advice.
fn told(source: &str, mistake: Mistake) -> String {
    format!("{} | {} | {}", mistake.span.of(source), mistake.message.en, mistake.help.unwrap_or_default().en)
}

fn of(source: &str, expected: Option<Ty>) -> String {
    compile(source, &scope(), expected).map_or_else(|mistake| told(source, mistake), |_| "no mistake".to_owned())
}

#[track_caller]
fn assert_told(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(of(source, None), *expected, "{source}");
    }
}

/// The same in Chinese.
fn told_in_chinese(source: &str) -> String {
    let mistake = compile(source, &scope(), None).expect_err("a mistake");
    format!("{} | {}", mistake.message.zh, mistake.help.unwrap_or_default().zh)
}

#[test]
fn an_author_is_told_in_chinese_too() {
    for (source, expected) in [
        ("it.budgt ≈ 1", "没有 `execution` 的字段 `budgt` | 是否应为 `budget`？"),
        ("length = 1", "`length` 是函数 | 写作 `length(…)`"),
        ("it.parts = 1", "左边是`amount` 事实的列表，右边是数 | 两边须是同一类型"),
        ("it.budget / 2", "此处不能写 `/` | 没有除法：`a / b ≈ r` 写作 `a ≈ r * b`"),
        ("count(", "表达式没有写完 | 应为值或名称"),
    ] {
        assert_eq!(told_in_chinese(source), expected, "{source}");
    }
}

#[test]
fn names() {
    assert_told(&[
        ("it.budgt ≈ 1", "budgt | there is no field of `execution` named `budgt` | did you mean `budget`?"),
        ("amuont", "amuont | there is no name `amuont` | did you mean `amount`?"),
        ("all(x in it.parts: x.label = y)", "y | there is no name `y` | known: x, it, threshold, listed, execution, amount"),
        ("contain(it.label, \"a\")", "contain | there is no function `contain` | did you mean `contains`?"),
        ("length = 1", "length | `length` is a function | write `length(…)`"),
        ("it.started.begin", "begin | there is no field of a date named `begin` | known: first, last"),
        ("any(it in amount where it.partial)", "it | `it` already names something else here | choose another name"),
        ("any(x in it.parts where x.partial) and x.partial", "x | there is no name `x` | known: it, threshold, listed, execution, amount"),
    ]);
}

#[test]
fn a_name_stands_for_one_thing() {
    for taken in ["it", "threshold"] {
        let mistake = scope().alias(taken, "1").expect_err("the name is taken");
        assert_eq!(*mistake.message.en, format!("`{taken}` already names something else here"));
    }
}

#[test]
fn types() {
    assert_told(&[
        ("it.label + 1", "it.label | `+` takes a number, this is a text | "),
        ("it.ended - it.started", "it.ended | `-` takes a number, this is a date | the days between two dates are `days(a, b)`"),
        ("it.budget = it.label", "it.budget = it.label | the left side is a number, the right side a text | both sides have one type"),
        ("it.label < \"a\"", "it.label < \"a\" | a text has no order | only numbers and dates have one; others compare with `=` and `≠`"),
        ("it.parts.value", "it.parts | only facts have fields, this is a list of facts of kind `amount` | write `list(x in …: x.value)`"),
        ("it.budget and true", "it.budget | `and` takes a truth, this is a number | compare it with something, or ask `has(…)`"),
        ("length(it.parts)", "it.parts | this is a list of facts of kind `amount` | length(text) → number"),
        ("contains(it.label)", "contains(it.label) | `contains` takes 2 values, here are 1 | contains(text, text) → truth"),
        ("sum(it.parts)", "it.parts | `sum` cannot ask this: it is a fact of kind `amount` | for example: sum(x in it.parts: x.amount)"),
        ("count(it.budget)", "it.budget | `count` takes a list, this is a number | "),
        ("\"路\" in it.label", "\"路\" in it.label | a text cannot be in a text | a part of a text is found by `contains(text, part)`"),
        ("[1, \"a\"]", "\"a\" | the list begins with a number, this is a text | "),
        ("it.budget = 1 within 5%", "it.budget = 1 within 5% | `within` widens approximate figures | it follows `≈`, `≲` or `≳`"),
    ]);
    assert_eq!(
        of("it.budget", Some(Ty::TRUTH)),
        "it.budget | this place takes a truth, this is a number | compare it with something, or ask `has(…)`"
    );
}

#[test]
fn syntax() {
    assert_told(&[
        ("", " | an expression is missing | expected a value"),
        ("it.spent ≈", " | the expression ends too early | expected a value"),
        ("(it.spent", " | the expression ends too early | expected an operator or `)`"),
        ("it.a == 1", "= | `=` cannot stand here | equality is written `=`"),
        ("it.a / it.b ≈ 1", "/ | `/` cannot stand here | there is no division: instead of `a / b ≈ r` write `a ≈ r * b`"),
        ("it.a && it.b", "& | `&` cannot stand here | write `and`"),
        ("1 < 2 < 3", "< | `<` cannot stand here | one relation at most: join several with `and`"),
        ("\"开", "\" | `\"` cannot stand here | the closing mark is missing"),
        ("contains（it.label）", "（ | `（` cannot stand here | write an ASCII `(`"),
        ("any(x in it.parts where)", ") | `)` cannot stand here | expected a value"),
    ]);
    let deep = format!("{}1{}", "(".repeat(25), ")".repeat(25));
    assert_eq!(of(&deep, None), "( | nested more than 24 deep | split the condition into several rules");
    let nested = format!("{}1{}", "(".repeat(24), ")".repeat(24));
    assert_eq!(of(&nested, None), "no mistake");
    let long = format!("1{}", " + 1".repeat(64));
    assert!(of(&long, None).contains("nested more than 64 deep"));
}

#[test]
fn selectors_readings_and_templates() {
    let scope = Scope::new(SCHEMA);
    let selector = |source: &str| Selector::compile(source, &scope).map_err(|mistake| told(source, mistake)).err();
    assert_eq!(selector("exection").as_deref(), Some("exection | there is no kind of fact `exection` | did you mean `execution`?"));
    assert_eq!(
        selector("amount where it.value").as_deref(),
        Some("it.value | this place takes a truth, this is a number | compare it with something, or ask `has(…)`")
    );
    let reading = |source: &str| Reading::compile(source, &super::report::scope()).map_err(|mistake| told(source, mistake)).err();
    let expected = "it.label | readings stand in a list, this is a text | for example: r in it.readings";
    assert_eq!(reading("r in it.label").as_deref(), Some(expected));
    let template = |source: &str| Template::compile(source, &["spent"]).map_err(|mistake| told(source, mistake)).err();
    assert_eq!(template("{spend}").as_deref(), Some("spend | there is no value to show `spend` | did you mean `spent`?"));
    assert_eq!(template("a } b").as_deref(), Some("} | `}` without `{` | a brace itself is written `}}`"));
    assert_eq!(template("金额{spent").as_deref(), Some("{spent | `{` without `}` | a brace itself is written `{{`"));
}
