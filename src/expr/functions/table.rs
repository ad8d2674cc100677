//! The table of the functions.

use super::Param::{Any, Date, Like, List, Number, Numbers, Text, TextOrList, Texts, Truth};
use super::{Function, Param, Returns, Run, dates, likeness, numbers, shown, texts};

/// A row of the table.
const fn row(name: &'static str, params: &'static [Param], returns: Returns, run: Run, zh: &'static str, en: &'static str) -> Function {
    Function { name, params, returns, zh, en, run }
}

/// Every function of the rule language but the loops.
#[rustfmt::skip]
pub static FUNCTIONS: &[Function] = &[
    // What is there.
    row("has", &[Any], Returns::Truth, Run::Has, "报告中是否有此项", "whether the report gives it"),
    row("default", &[Any, Like(0)], Returns::Like(0), Run::Default, "前者缺失时取后者", "the first, or the second when the first is missing"),
    row("if", &[Truth, Any, Like(1)], Returns::Like(1), Run::If, "条件成立取前者，否则取后者", "the second if the first holds, else the third"),
    row("is_empty", &[TextOrList], Returns::Truth, Run::Plain(texts::is_empty), "文字或列表是否为空", "whether a text or list holds nothing"),
    row("last", &[List], Returns::ElementOf(0), Run::Plain(texts::last), "列表的最后一项", "the last element"),
    row("distinct", &[List], Returns::Like(0), Run::Costly(texts::distinct, texts::distinct_cost), "去掉重复项", "the list without repeated elements"),
    // Numbers.
    row("abs", &[Number], Returns::Number, Run::Plain(numbers::abs), "绝对值", "the number without its sign"),
    row("exact", &[Number], Returns::Number, Run::Plain(numbers::exact), "视为精确值，不作四舍五入", "the number, taken as exact"),
    row("rounded", &[Number], Returns::Number, Run::Plain(numbers::rounded), "视为四舍五入所得", "the number, taken as rounded at its last digit"),
    row("truncated", &[Number], Returns::Number, Run::Plain(numbers::truncated), "视为截尾所得", "the number, taken as cut off at its last digit"),
    row("alone", &[Number], Returns::Number, Run::Plain(numbers::alone), "只按自身印出的位数比较，不参照其他数的小数位", "the number, compared by its own digits whatever decimals others show"),
    row("value", &[Number], Returns::Number, Run::Plain(numbers::value), "按基本单位取数值，不带单位", "the bare number in the base unit"),
    row("decimals", &[Number], Returns::Number, Run::Plain(numbers::decimals), "印出的小数位数", "how many decimals are printed"),
    row("is_hedged", &[Number], Returns::Truth, Run::Plain(numbers::is_hedged), "是否带“约”“以上”等限定", "whether a word makes it vague or one-sided"),
    row("unit", &[Number], Returns::Text, Run::Plain(numbers::unit), "单位类别：money、ratio、points、score、count、plain", "what it counts: money, ratio, points, score, count or plain"),
    row("same_unit", &[Number, Number], Returns::Truth, Run::Plain(numbers::same_unit), "单位类别与计量单位是否相同", "whether two numbers count the same thing"),
    row("same_scale", &[Number, Number], Returns::Truth, Run::Plain(numbers::same_scale), "计量单位连同数量级是否相同", "whether two numbers are printed in one unit"),
    row("alike", &[Number, Number], Returns::Truth, Run::Plain(likeness::alike), "两数是否相近，或一数可由另一数误写一键、错用单位而来", "whether two numbers are close, or a keystroke or a slip of the unit apart"),
    row("scaled", &[Number, Number], Returns::Number, Run::Plain(numbers::scaled), "数字不变，单位放大10的n次方", "the number as if printed in a unit 10^n times as large"),
    row("money", &[Number], Returns::Number, Run::Plain(numbers::money), "以元计的金额", "an amount in yuan"),
    row("points", &[Number], Returns::Number, Run::Plain(numbers::points), "以个百分点计", "a number of percentage points"),
    row("whole", &[Number], Returns::Truth, Run::Whole, "真值可否为整数", "whether the true value can be a whole number"),
    // Texts.
    row("length", &[Text], Returns::Number, Run::Plain(texts::length), "字数", "the number of characters"),
    row("contains", &[Text, Text], Returns::Truth, Run::Plain(texts::contains), "前者是否含有后者", "whether the first holds the second"),
    row("starts", &[Text, Text], Returns::Truth, Run::Plain(texts::starts), "前者是否以后者开头", "whether the first begins with the second"),
    row("ends", &[Text, Text], Returns::Truth, Run::Plain(texts::ends), "前者是否以后者结尾", "whether the first ends with the second"),
    row("without", &[Text, Text], Returns::Text, Run::Plain(texts::without), "去掉其中的后者", "the first without any of the second"),
    row("squeezed", &[Text], Returns::Text, Run::Plain(texts::squeezed), "去掉空白", "the text without white space"),
    row("join", &[Texts, Text], Returns::Text, Run::Plain(texts::join), "用后者连接各项", "the texts with the second between each two"),
    row("similar", &[Text, Text], Returns::Number, Run::Costly(texts::similar, texts::similar_cost), "相似度，0至1，两位小数", "how alike two texts are, from 0 to 1 with two decimals"),
    // Dates.
    row("date", &[Number, Number, Number], Returns::Date, Run::Plain(dates::date), "年、月、日", "the day of a year, month and day"),
    row("year", &[Date], Returns::Number, Run::Plain(dates::year), "年份", "the year"),
    row("month", &[Date], Returns::Number, Run::Plain(dates::month), "月份", "the month"),
    row("days", &[Date, Date], Returns::Number, Run::Plain(dates::days), "从前者首日到后者首日的天数", "the days from the first day of one date to that of the other"),
    row("overlaps", &[Date, Date], Returns::Truth, Run::Plain(dates::overlaps), "两段日期有无重叠", "whether two dates share a day"),
    row("covers", &[Date, Date], Returns::Truth, Run::Plain(dates::covers), "前者是否包含后者的每一天", "whether every day of the second lies in the first"),
    // What a message shows. Nothing is decided by it.
    row("shown", &[Any], Returns::Text, Run::Plain(shown::shown), "报告原文", "the text as printed in the report"),
    row("percent", &[Number, Number], Returns::Text, Run::Plain(shown::percent), "前者占后者的百分比，仅用于显示", "the first as a percentage of the second, to show"),
    row("amount", &[Number, Number], Returns::Text, Run::Plain(shown::amount), "前者按后者的单位显示", "the first, shown in the unit of the second"),
    row("total", &[Numbers], Returns::Text, Run::Plain(shown::total), "合计数，按首项的单位显示", "the sum, shown in the unit of the first"),
    row("arithmetic", &[Numbers, Text], Returns::Text, Run::Plain(shown::arithmetic), "各数按原文用后者相连", "the numbers as printed, with the second between each two"),
    row("added", &[Numbers], Returns::Text, Run::Plain(shown::added), "各数按原文用加号相连，多于一个时加括号", "the numbers as printed, with plus signs between and brackets around several"),
];
