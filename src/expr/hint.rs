//! What to say when a source is not an expression: where it stops, what could stand there, and what to write instead.

use super::mistake::Mistake;
use crate::text::Span;

/// Habits from other languages, and what they are here.
const HABITS: &[(&str, Words)] = &[
    ("==", ("相等写作 `=`", "equality is written `=`")),
    ("&&", ("写 `and`", "write `and`")),
    ("||", ("写 `or`", "write `or`")),
    ("!", ("写 `not`", "write `not`")),
    ("/", ("没有除法：`a / b ≈ r` 写作 `a ≈ r * b`", "there is no division: instead of `a / b ≈ r` write `a ≈ r * b`")),
    ("÷", ("没有除法：`a ÷ b ≈ r` 写作 `a ≈ r * b`", "there is no division: instead of `a ÷ b ≈ r` write `a ≈ r * b`")),
    ("（", ("写半角 `(`", "write an ASCII `(`")),
    ("）", ("写半角 `)`", "write an ASCII `)`")),
    ("，", ("写半角 `,`", "write an ASCII `,`")),
    ("：", ("写半角 `:`", "write an ASCII `:`")),
    ("“", QUOTED),
    ("”", QUOTED),
    ("=", ONCE),
    ("<", ONCE),
    (">", ONCE),
    ("≈", ONCE),
    ("\"", UNCLOSED),
    ("'", UNCLOSED),
];

/// Words in both languages.
type Words = (&'static str, &'static str);

const QUOTED: Words = ("文字写在 \"…\" 或 '…' 之间", "put words between \"…\" or '…'");
const ONCE: Words = ("一次只写一个关系，几个用 `and` 连接", "one relation at most: join several with `and`");
const UNCLOSED: Words = ("缺少后一个引号", "the closing mark is missing");

/// The source cannot go on at byte `at`.
pub(super) fn unexpected(source: &str, at: usize, mut expected: Vec<Words>) -> Mistake {
    let rest = source.get(at..).unwrap_or("");
    let before = source.get(..at).unwrap_or("");
    let found = rest.trim_start();
    let start = source.len() - found.len();
    let end = start + found.chars().next().map_or(0, char::len_utf8);
    let message = match found.chars().next() {
        Some(char) => (format!("此处不能写 `{char}`"), format!("`{char}` cannot stand here")),
        None if source.trim().is_empty() => ("缺少表达式".to_owned(), "an expression is missing".to_owned()),
        None => ("表达式没有写完".to_owned(), "the expression ends too early".to_owned()),
    };
    expected.dedup();
    let mistake = Mistake::new(Span::new(start, end), message);
    match habit(before, found) {
        Some(advice) => mistake.help(advice),
        None => mistake.help(wanted(expected)),
    }
}

fn habit(before: &str, found: &str) -> Option<Words> {
    // After one `=` of `==` the parser stands before the second.
    let doubled = found.starts_with('=') && before.trim_end().ends_with('=');
    let found = if doubled { "==" } else { found };
    HABITS.iter().find(|(written, _)| found.starts_with(written)).map(|(_, advice)| *advice)
}

fn wanted(mut expected: Vec<Words>) -> (String, String) {
    let mut kept: Vec<Words> = Vec::new();
    expected.retain(|name| {
        let new = !kept.contains(name);
        kept.push(*name);
        new
    });
    match expected.split_last() {
        None => ("例如：it.spent ≈ it.rate * it.budget".to_owned(), "for example: it.spent ≈ it.rate * it.budget".to_owned()),
        Some(((zh, en), [])) => (format!("应为{zh}"), format!("expected {en}")),
        Some(((zh, en), others)) => {
            let (chinese, english): (Vec<&str>, Vec<&str>) = others.iter().copied().unzip();
            (format!("应为{}或{zh}", chinese.join("、")), format!("expected {} or {en}", english.join(", ")))
        }
    }
}
