//! How sentences tie figures together, as text: `total = part + part`, with what the words say of the list behind.

use gouji::facts::{self, Context, Fact, Facts, KindSet, Value};
use gouji::rules::Catalogue;
use gouji::{syntax, values};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The kinds that are made of skeletons.
const KINDS: [&str; 9] = ["sum", "part", "slip", "shares", "enumeration", "product", "frequency", "restatement", "breakdown"];

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::embedded().unwrap_or_else(|faults| panic!("{} faults in the data", faults.len())));

fn with_facts<T>(report: &str, look: impl Fn(&Facts<'_>, &str) -> T) -> T {
    with_facts_of(&KINDS, report, look)
}

fn with_facts_of<T>(kinds: &[&str], report: &str, look: impl Fn(&Facts<'_>, &str) -> T) -> T {
    let document = syntax::parse(report, &CATALOGUE.knowledge.vocabulary);
    let values = values::scan(&document.flow.text, &CATALOGUE.knowledge.units);
    let context = Context::new(&document, &values, &CATALOGUE.knowledge, "report.txt");
    let facts = facts::extract(&context, &KindSet::closure(kinds.iter().copied()));
    look(&facts, &document.flow.text)
}

fn field<'f, 'a>(fact: &'f Fact<'a>, name: &str) -> &'f Value<'a> {
    let kind = facts::KINDS[usize::from(fact.kind)];
    let at = kind.fields.iter().position(|field| field.name == name).unwrap_or_else(|| panic!("no field {name}"));
    &fact.values[at]
}

fn words(value: &Value<'_>, text: &str) -> String {
    match value {
        Value::List(values) => values.iter().map(|value| words(value, text)).collect::<Vec<_>>().join(" + "),
        other => other.span().map_or(String::new(), |span| span.of(text).to_owned()),
    }
}

fn shown(fact: &Fact<'_>, text: &str) -> String {
    let is = |name| *field(fact, name) == Value::Truth(true);
    let mut shown = format!("{} = {}", words(field(fact, "total"), text), words(field(fact, "parts"), text));
    for (name, word) in [("complete", "all"), ("partial", "some")] {
        if is(name) {
            shown = format!("{shown}, {word}");
        }
    }
    match field(fact, "announced") {
        Value::Number(_, Some(span)) => format!("{shown}, {}", span.of(text)),
        _ => shown,
    }
}

#[track_caller]
fn assert_sums(table: &[(&str, &[&str])]) {
    for (body, expected) in table {
        let report = format!("一、项目情况\n{body}\n");
        let found = with_facts(&report, |facts, text| facts.of("sum").map(|(_, fact)| shown(fact, text)).collect::<Vec<_>>());
        assert_eq!(found, *expected, "{body}");
    }
}

#[test]
fn the_points_of_all_parts_are_those_of_the_words_before_the_whole() {
    for whole in ["总分值100分", "总分值（100分）", "总分值(100分)", "总分值：100分", "总分值:（100分）"] {
        let report = format!("一、评价指标体系\n其中决策20分、过程20分、产出30分、效益30分，{whole}。\n");
        let found = with_facts_of(&["weighing"], &report, |facts, text| {
            let shown = |fact| format!("{} of {}", words(field(fact, "stated"), text), words(field(fact, "label"), text));
            facts.of("weighing").map(|(_, fact)| shown(fact)).collect::<Vec<_>>()
        });
        assert_eq!(found, ["100分 of 总分值"], "{whole}");
    }
}

#[test]
fn parts_behind_their_total() {
    assert_sums(&[
        ("投入90万元，其中：甲40万元、乙30万元、丙20万元。", &["90万元 = 40万元 + 30万元 + 20万元"]),
        ("投入90万元，分别为甲40万元、乙50万元。", &["90万元 = 40万元 + 50万元, all"]),
        ("投入90万元，主要包括甲40万元、乙30万元。", &["90万元 = 40万元 + 30万元, some"]),
        ("投入90万元，由甲40万元、乙50万元组成。", &["90万元 = 40万元 + 50万元, all"]),
        ("投入90万元（甲40万元，乙50万元），已到位。", &["90万元 = 40万元 + 50万元"]),
        ("安排两个项目90万元：甲40万元，乙50万元。", &["90万元 = 40万元 + 50万元, 两个"]),
        ("投入90万元，其中甲40万元。", &[]),
    ]);
}

#[test]
fn parts_before_their_total() {
    assert_sums(&[
        ("甲40万元、乙30万元、丙20万元，合计90万元。", &["90万元 = 40万元 + 30万元 + 20万元, all"]),
        ("甲支出40万元，乙支出50万元，两项支出共90万元。", &["90万元 = 40万元 + 50万元, 两项"]),
        ("三批金额分别为40万元、30万元、20万元，共计90万元。", &["90万元 = 40万元 + 30万元 + 20万元, all"]),
        ("甲40万元+乙50万元=90万元。", &["90万元 = 40万元 + 50万元, all"]),
    ]);
}

#[test]
fn what_ends_a_list_or_is_passed_over() {
    assert_sums(&[
        ("支付90万元，其中：甲40万元、乙50万元，支付率90%，未支付的10万元为质保金。", &["90万元 = 40万元 + 50万元"]),
        ("总额90万元，其中甲40万元，占44%；乙50万元，占56%。比上年增加5万元。", &["90万元 = 40万元 + 50万元"]),
        ("下达90万元，包括甲40万元，其中省级15万元、市级25万元；乙50万元。", &["90万元 = 40万元 + 50万元", "40万元 = 15万元 + 25万元"]),
        ("投入90万元，其中甲40万元（含设备10万元）、乙50万元。", &["90万元 = 40万元 + 50万元"]),
        ("安排12个点位，其中5个乡镇各2个、城区2个。", &[]),
    ]);
}

#[test]
fn several_kinds_of_figures_in_one_list() {
    let body = "发放90万元，惠及300户，其中脱贫户100户40万元，一般户200户50万元。";
    assert_sums(&[(body, &["300户 = 100户 + 200户, all", "90万元 = 40万元 + 50万元, all"])]);
}

/// Texts made of what the extractors look for, in any order.
fn sentences() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "90万元",
        "40.5元",
        "3个",
        "20%",
        "15分",
        "二十人",
        "两项",
        "5.6公里",
        "8万",
        "每人",
        "每月2次",
        "人均",
        "其中",
        "包括",
        "分别为",
        "由",
        "组成",
        "合计",
        "共",
        "等",
        "比上年增加",
        "占",
        "即",
        "一是",
        "二是",
        "、",
        "，",
        "；",
        "。",
        "：",
        "（",
        "）",
        "“",
        "》",
        "×",
        "+",
        "=",
        "\n",
        "甲镇",
        "乙科",
        " ",
        "伍拾万元整",
        "1,23,4元",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_order_of_words_is_read_and_every_place_is_one_of_the_text(body in sentences()) {
        let inside = with_facts(&format!("一、情况\n{body}"), |facts, text| {
            KINDS.iter().flat_map(|kind| facts.of(kind)).all(|(_, fact)| text.get(fact.span.range()).is_some())
        });
        prop_assert!(inside);
    }
}

#[test]
fn facts_grow_no_faster_than_the_text() {
    for unit in ["其中90万元、", "5个：甲镇、", "合计3万元，", "每人5元，", "（其中6个、", "一是3项；", "占20%，", "每人每月2次，"]
    {
        let count = |times: usize| {
            let report = format!("一、情况\n{}\n", unit.repeat(times));
            with_facts(&report, |facts, _| facts::KINDS.iter().map(|kind| facts.of(kind.name).count()).sum::<usize>())
        };
        let (once, twice) = (count(300), count(600));
        assert!(twice <= 2 * once + 200, "{unit}: {once} facts of 300, {twice} of 600");
    }
}
