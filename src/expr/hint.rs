//! What to say when a source is not an expression: where it stops, what could stand there, and what to write instead.

use super::mistake::Mistake;
use crate::text::Span;

/// Habits from other languages, and what they are here.
const HABITS: &[(&str, &str)] = &[
    ("==", "equality is written `=`"),
    ("&&", "write `and`"),
    ("||", "write `or`"),
    ("!", "write `not`"),
    ("/", "there is no division: instead of `a / b ≈ r` write `a ≈ r * b`"),
    ("÷", "there is no division: instead of `a ÷ b ≈ r` write `a ≈ r * b`"),
    ("（", "write an ASCII `(`"),
    ("）", "write an ASCII `)`"),
    ("，", "write an ASCII `,`"),
    ("：", "write an ASCII `:`"),
    ("“", "put words between \"…\" or '…'"),
    ("”", "put words between \"…\" or '…'"),
    ("=", "one relation at most: join several with `and`"),
    ("<", "one relation at most: join several with `and`"),
    (">", "one relation at most: join several with `and`"),
    ("≈", "one relation at most: join several with `and`"),
    ("\"", "the closing mark is missing"),
    ("'", "the closing mark is missing"),
];

/// The source cannot go on at byte `at`.
pub(super) fn unexpected(source: &str, at: usize, mut expected: Vec<&'static str>) -> Mistake {
    let rest = source.get(at..).unwrap_or("");
    let before = source.get(..at).unwrap_or("");
    let found = rest.trim_start();
    let start = source.len() - found.len();
    let end = start + found.chars().next().map_or(0, char::len_utf8);
    let message = match found.chars().next() {
        Some(char) => format!("`{char}` cannot stand here"),
        None if source.trim().is_empty() => "an expression is missing".to_owned(),
        None => "the expression ends too early".to_owned(),
    };
    expected.dedup();
    let mistake = Mistake::new(Span::new(start, end), message);
    match habit(before, found) {
        Some(advice) => mistake.help(advice),
        None => mistake.help(wanted(expected)),
    }
}

fn habit(before: &str, found: &str) -> Option<&'static str> {
    // After one `=` of `==` the parser stands before the second.
    let doubled = found.starts_with('=') && before.trim_end().ends_with('=');
    let found = if doubled { "==" } else { found };
    HABITS.iter().find(|(written, _)| found.starts_with(written)).map(|(_, advice)| *advice)
}

fn wanted(mut expected: Vec<&'static str>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    expected.retain(|name| {
        let new = !kept.contains(name);
        kept.push(name);
        new
    });
    match expected.split_last() {
        None => "for example: it.spent ≈ it.rate * it.budget".to_owned(),
        Some((only, [])) => format!("expected {only}"),
        Some((last, others)) => format!("expected {} or {last}", others.join(", ")),
    }
}

/// The source ends where a part has to follow.
pub(super) fn incomplete(source: &str) -> Mistake {
    unexpected(source, source.len(), Vec::new())
}

/// The parts of a node are not those that the grammar promises.
pub(super) fn lost(span: Span) -> Mistake {
    Mistake::new(span, "this cannot be read")
}
