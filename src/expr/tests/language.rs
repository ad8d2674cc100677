//! What expressions come to.

use super::report::{Report, SCHEMA, scope};
use crate::expr::{Datum, Fuel, Reading, Scope, Selector, Template, Ty, compile, functions};
use crate::quantity::{Reason, Verdict};

/// Each line: an expression, an arrow, what it comes to.
fn assert_table(table: &str) {
    let report = Report::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (source, expected) = line.split_once(" ⇒ ").expect("a line has an arrow");
        assert_eq!(report.ask(source.trim()), expected.trim(), "{source}");
    }
}

#[test]
fn truths_and_what_is_missing() {
    assert_table(
        r#"
        true and not false                          ⇒ consistent
        true and false                              ⇒ inconsistent
        has(it.budget)                              ⇒ consistent
        has(it.reason)                              ⇒ inconsistent
        it.reason = "无"                            ⇒ not checked: missing
        not (it.reason = "无")                      ⇒ not checked: missing
        it.reason = "无" or has(it.rate)            ⇒ consistent
        it.reason = "无" and has(it.reason)         ⇒ inconsistent
        default(it.reason, "未说明")                ⇒ 未说明
        if(has(it.reason), "有", "无")              ⇒ 无
        it.main.label                               ⇒ 人工费
        it.label in ["道路养护费", "绿化费"]        ⇒ consistent
        it.label not in ["道路养护费"]              ⇒ inconsistent
        it.reason in ["无"]                         ⇒ not checked: missing
        it.main = first(it.parts)                   ⇒ consistent
        "a" ≠ 'b'                                   ⇒ consistent
        "#,
    );
}

#[test]
fn numbers_as_printed() {
    assert_table(
        r#"
        it.budget                                   ⇒ 120万元
        it.budget = 1200000                         ⇒ consistent
        it.budget > 100                             ⇒ consistent
        it.spent < it.budget                        ⇒ consistent
        it.rate ≥ 94%                               ⇒ consistent
        it.rate < threshold                         ⇒ inconsistent
        it.rate = 0.94                              ⇒ consistent
        it.rate > it.budget                         ⇒ not checked: unit
        it.budget > 5%                              ⇒ not checked: unit
        it.people = it.months                       ⇒ not checked: unit
        it.people * it.months                       ⇒ 48
        it.people * it.months < it.about            ⇒ consistent
        it.budget - it.spent                        ⇒ 66000
        it.budget - it.spent = money(66000)         ⇒ consistent
        -it.people + 2 * 10                         ⇒ 8
        abs(-3 - 4)                                 ⇒ 7
        unit(it.budget)                             ⇒ money
        same_scale(it.budget, it.spent)             ⇒ consistent
        alike(it.budget, it.spent)                  ⇒ consistent
        decimals(it.spent)                          ⇒ 1
        is_hedged(it.about)                         ⇒ consistent
        value(it.budget) = value(it.people) * 100000 ⇒ consistent
        scaled(it.people, 4) = 120000               ⇒ consistent
        alone(it.spent) = it.spent                   ⇒ consistent
        same_unit(it.budget, it.spent) and not same_unit(it.budget, it.people) ⇒ consistent
        it.rate - points(4)                         ⇒ 90%
        "#,
    );
}

#[test]
fn numbers_as_shown() {
    assert_table(
        r#"
        it.spent ≈ it.rate * it.budget              ⇒ consistent
        it.spent ~= 94.5% * it.budget               ⇒ consistent
        it.spent ≈ exact(95%) * exact(it.budget)    ⇒ inconsistent
        it.spent ≈ it.spent                         ⇒ consistent
        it.people ≈ rounded(it.people) + 0.4        ⇒ consistent
        it.people ≈ truncated(it.people) + 0.4      ⇒ inconsistent
        it.spent - it.spent ≈ 0                     ⇒ consistent
        it.spent - it.spent ≈ 300                   ⇒ inconsistent
        it.main.value - first(it.parts).value ≈ 300 ⇒ inconsistent
        it.main.value - default(first(x in it.parts where false: x.value), first(it.parts).value) ≈ 300 ⇒ inconsistent
        sum([it.spent, -it.spent]) ≈ 300            ⇒ inconsistent
        max([it.spent - it.budget, 0]) ≈ 0          ⇒ consistent
        max([it.budget - it.spent, 0]) ≈ 0          ⇒ not checked: hedged
        it.spent - 1000000 ≈ 13 * 10000 + 4300      ⇒ consistent
        it.spent - 1000000 ≈ 13 * 10000 + 4600      ⇒ inconsistent
        it.spent ≲ it.budget                        ⇒ consistent
        it.spent ≳ it.budget                        ⇒ inconsistent
        it.spent ≈ listed                           ⇒ consistent
        it.spent ≈ sum(x in it.parts where not x.partial: x.value) ⇒ inconsistent
        it.spent ≈ sum(list(x in it.parts: x.value)) ⇒ consistent
        it.budget ≈ it.rate                         ⇒ not checked: unit
        it.people * 12 * it.months ≈ it.about       ⇒ not checked: hedged
        it.people * 12 * it.months ≈ it.about within 5%  ⇒ consistent
        it.people * 12 * it.months ≈ it.about within 1%  ⇒ inconsistent
        it.budget ≈ sum(x in it.parts where false: x.value) ⇒ not checked: missing
        whole(94% * it.people)                      ⇒ inconsistent
        whole(75% * it.people)                      ⇒ consistent
        it.spent ≈ if(has(it.reason), it.budget, listed) ⇒ consistent
        it.spent ≈ best(x in it.parts: x.value).value ⇒ inconsistent
        "#,
    );
}

#[test]
fn loops() {
    assert_table(
        r#"
        count(it.parts)                             ⇒ 3
        count(amount)                               ⇒ 3
        count(x in it.parts where x.partial)        ⇒ 1
        count(it.parts) = it.months                 ⇒ inconsistent
        all(x in it.parts: x.value < it.budget)     ⇒ consistent
        all(x in it.parts where false: false)       ⇒ consistent
        any(x in it.parts where x.partial)          ⇒ consistent
        any(x in amount where x.label = "人工费": x.value = it.main.value) ⇒ consistent
        none(x in it.parts: x.value ≳ it.spent)     ⇒ consistent
        sum(x in it.parts: x.value)                 ⇒ 1134000
        sum(x in it.parts where false: x.value)     ⇒ unknown: missing
        list(x in it.parts: x.label)                ⇒ 人工费、材料费、机械费
        first(x in it.parts where x.partial: x.label) ⇒ 机械费
        first(x in it.parts where false)            ⇒ unknown: missing
        last(it.parts)                              ⇒ 机械费13万元
        best(x in it.parts: x.value ≈ 40.4 * 10000).label ⇒ 材料费
        max(x in it.parts: x.value)                 ⇒ 60万元
        min(x in it.parts: x.value)                 ⇒ 13万元
        any(x in it.parts: any(y in it.parts where y ≠ x: y.value = x.value)) ⇒ inconsistent
        count(distinct([1, 1.0, 2]))                ⇒ 2
        is_empty([])                                ⇒ consistent
        count(x in it.parts where x.label in list(y in it.parts where y.partial: y.label)) ⇒ 1
        "#,
    );
}

#[test]
fn texts_and_dates() {
    assert_table(
        r#"
        length(it.label)                            ⇒ 5
        contains(it.label, "养护") and starts(it.label, "道路") and ends(it.label, "费") ⇒ consistent
        without(it.label, "养护")                   ⇒ 道路费
        squeezed(" 项 目 ")                         ⇒ 项目
        join(list(x in it.parts: x.label), "+")     ⇒ 人工费+材料费+机械费
        similar(it.label, it.label)                 ⇒ 1
        similar("道路养护费", "道路维护费")         ⇒ 0.8
        year(it.started) = 2023                     ⇒ consistent
        month(it.started)                           ⇒ 3
        it.started < it.ended                       ⇒ consistent
        it.started.last                             ⇒ 2023年3月
        it.started = date(2023, 3, 15)              ⇒ not checked: ambiguous
        it.started < date(2023, 3, 15)              ⇒ not checked: ambiguous
        it.started ≤ date(2023, 3, 31)              ⇒ consistent
        it.started.first < date(2023, 3, 15)        ⇒ consistent
        covers(it.started, date(2023, 3, 15))       ⇒ consistent
        overlaps(it.started, it.ended)              ⇒ inconsistent
        days(it.started, it.ended)                  ⇒ 259
        date(2023, 2, 30)                           ⇒ unknown: missing
        max([it.started, it.ended])                 ⇒ 2023年11月15日
        "#,
    );
}

#[test]
fn what_messages_show() {
    assert_table(
        r#"
        percent(it.spent, it.budget)                ⇒ 94.50%
        percent(it.spent, 0)                        ⇒ unknown: missing
        amount(listed, it.budget)                   ⇒ 113.4万元
        amount(it.budget - it.spent, it.spent)      ⇒ 6.6万元
        total(list(x in it.parts: x.value))         ⇒ 113.4万元
        arithmetic(list(x in it.parts: x.value), " + ") ⇒ 60万元 + 40.4万元 + 13万元
        added(list(x in it.parts: x.value)) ⇒ (60万元 + 40.4万元 + 13万元)
        shown(it)                                   ⇒ 道路养护费预算120万元，实际支出113.4万元，执行率94%
        shown(date(2023, 2, 1))                     ⇒ 2023-02-01
        "#,
    );
}

#[test]
fn every_function_and_loop_stands_in_these_examples() {
    let examples = include_str!("language.rs");
    let names: Vec<&str> =
        functions::FUNCTIONS.iter().map(|function| function.name).chain(functions::LOOPS.iter().map(|row| row.name)).collect();
    for (at, name) in names.iter().enumerate() {
        assert!(examples.contains(&format!("{name}(")), "no example of `{name}`");
        assert!(!names[..at].contains(name), "two rows for `{name}`");
    }
    for row in functions::LOOPS {
        let told = Report::new().ask(row.example);
        assert!(!told.contains("cannot stand here") && !told.contains("no function"), "{told}");
    }
}

#[test]
fn running_out_of_fuel_is_a_verdict_of_its_own() {
    let report = Report::new();
    let scope = scope();
    let program = compile("any(x in amount: any(y in amount: x.value = 1)) or true", &scope, Some(Ty::TRUTH)).expect("it compiles");
    let it = [Datum::Fact(report.it())];
    let mut enough = Fuel::new(200);
    assert_eq!(program.verdict(&report, &it, &mut enough), Verdict::Consistent);
    let used = 200 - enough.left();
    let mut scarce = Fuel::new(used - 1);
    assert_eq!(program.verdict(&report, &it, &mut scarce), Verdict::NotChecked(Reason::Budget));
    assert!(scarce.is_exhausted());
    assert_eq!(program.verdict(&report, &it, &mut Fuel::new(used)), Verdict::Consistent);
}

#[test]
fn selectors_and_readings() {
    let report = Report::new();
    let thresholds = Scope::new(SCHEMA).alias("least", "15 * 10000").expect("it compiles");
    let large = Selector::compile("amount where it.value > least and not it.partial", &thresholds).expect("it compiles");
    let chosen: Vec<u32> = crate::schema::Store::of(&report, large.kind)
        .iter()
        .filter(|id| large.selects(**id, &report, &mut Fuel::new(100)))
        .map(|id| id.0)
        .collect();
    assert_eq!(chosen, [0, 1]);
    assert_eq!(Selector::compile("execution", &thresholds).map(|all| all.kind), Ok(0));
    let reading = Reading::compile("r in it.parts", &scope()).expect("it compiles");
    assert_eq!((reading.name.as_str(), reading.ty), ("r", Ty::fact(1)));
}

#[test]
fn an_expression_names_the_kinds_that_it_reads() {
    let reads = |source: &str| compile(source, &scope(), None).map(|program| program.kinds().to_vec());
    assert_eq!(reads("1 = 1"), Ok(vec![]));
    assert_eq!(reads("has(it.rate)"), Ok(vec![0]));
    assert_eq!(reads("any(x in amount where x.partial)"), Ok(vec![1]));
    assert_eq!(reads("it.spent ≈ listed"), Ok(vec![0, 1]));
}

#[test]
fn templates() {
    let known = ["spent", "budget", "rate"];
    let template = Template::compile("{spent} ÷ { budget }，{{原文}}{rate}", &known).expect("it compiles");
    assert_eq!(template.names(), [0, 1, 2]);
    assert_eq!(template.render(|name| ["8", "10", "80%"][name]), "8 ÷ 10，{原文}80%");
    assert_eq!(Template::compile("无", &known).expect("it compiles").names(), [0usize; 0]);
}
