//! The table of the loops. How they run is told in [`crate::expr`]; this is what is said about them.

/// A loop: its name, an example, and one line about it in each language.
#[derive(Debug)]
pub struct Loop {
    /// The name that rules use.
    pub name: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
}

const fn row(name: &'static str, example: &'static str, zh: &'static str, en: &'static str) -> Loop {
    Loop { name, example, zh, en }
}

/// Every loop of the rule language. `where` and what follows `:` may be left out where the example has none.
#[rustfmt::skip]
pub static LOOPS: &[Loop] = &[
    row("all", "all(x in it.parts where x.partial: has(x.amount))", "每一项都成立；没有项时成立", "it holds for every element; of no elements it holds"),
    row("any", "any(x in it.parts where x.partial)", "至少一项成立，取最有利的一项", "it holds for an element; the best one counts"),
    row("none", "none(x in it.parts where x.partial)", "没有一项成立", "it holds for no element"),
    row("count", "count(x in it.parts where x.partial)", "项数", "how many elements there are"),
    row("sum", "sum(x in it.parts: x.amount)", "合计；没有项时视为缺失", "the sum; of no elements it is missing"),
    row("list", "list(x in it.parts: x.label)", "各项的值组成列表", "what is asked of each, in order"),
    row("first", "first(x in it.parts where x.partial)", "第一项", "the first element, or what is asked of it"),
    row("best", "best(r in it.readings: r.total ≈ sum(r.parts))", "最成立或数值最大的一项", "the element for which it holds best, or is largest"),
    row("min", "min(x in it.parts: x.amount)", "最小的数或最早的日期", "the smallest number or earliest date"),
    row("max", "max(x in it.parts: x.amount)", "最大的数或最晚的日期", "the largest number or latest date"),
];

/// How a loop is written.
pub(in crate::expr) fn example(name: &str) -> &'static str {
    LOOPS.iter().find(|row| row.name == name).map_or("", |row| row.example)
}
