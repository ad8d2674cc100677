//! A stretch of text cut into the names that it lists.

use crate::text::Span;

/// A list is read no further than this: what is longer is no list of names.
const REACH: usize = 900;

/// The names of a list and how many a reader might count.
#[derive(Debug, Clone)]
pub(in crate::facts) struct Names {
    /// The names, as the lightest reading parts them.
    pub names: Vec<Span>,
    /// The numbers that a reader might count, the most plausible first.
    pub counts: Vec<usize>,
    /// Whether the words say that names are left out.
    pub partial: bool,
}

/// A mark that parts names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    Pause,
    Comma,
    Semicolon,
}

/// The conjunctions that join the last two names, or stand inside one.
const JOINTS: [&str; 5] = ["以及", "和", "与", "及", "暨"];

/// The names in `span`, up to its first stop. None when the marks do not show where the list ends.
pub(super) fn read(text: &str, span: Span) -> Option<Names> {
    let (marks, end) = marks(text, span);
    let heavy = marks.iter().position(|(_, mark)| *mark != Mark::Pause).unwrap_or(marks.len());
    let semicolons = marks.iter().filter(|(_, mark)| *mark == Mark::Semicolon).count();
    if heavy == 0 && semicolons == 0 {
        return joined(text, span, end, &marks);
    }
    let names =
        if heavy > 0 { segments(text, span.start, &marks, end, |place, _| place <= heavy) } else { of_clauses(text, span, &marks, end) };
    let mut counts = Vec::new();
    let joints = joints(names.last()?.of(text));
    if heavy > 0 {
        (0..=joints).rev().for_each(|more| counts.push(heavy + 1 + more));
        let all: usize = names.iter().map(|name| self::joints(name.of(text))).sum();
        (joints + 1..=all).for_each(|more| counts.push(heavy + 1 + more));
    }
    if semicolons > 0 {
        counts.push(semicolons + 1);
    }
    let before = marks.iter().position(|(_, mark)| *mark == Mark::Semicolon).unwrap_or(marks.len());
    let commas = marks[..before].iter().filter(|(_, mark)| *mark == Mark::Comma).count();
    if commas > 0 {
        counts.extend([commas + 1, before + 1, marks.len() + 1]);
    }
    let names = names.iter().flat_map(|name| split(text, *name)).collect();
    Some(Names { names, counts, partial: false })
}

/// A list without marks: two names and a conjunction.
fn joined(text: &str, span: Span, end: u32, marks: &[(Span, Mark)]) -> Option<Names> {
    let end = marks.first().map_or(end, |(mark, _)| mark.start);
    let whole = Span { start: span.start, end };
    let names = split(text, whole);
    (names.len() == 2).then(|| Names { names, counts: vec![2], partial: false })
}

/// The marks outside brackets and quotation marks, and where the list must end.
fn marks(text: &str, span: Span) -> (Vec<(Span, Mark)>, u32) {
    let mut marks = Vec::new();
    let mut depth = 0u32;
    let mut end = span.end;
    for (at, character) in span.of(text).char_indices() {
        // 《甲》《乙》: titles side by side need no mark between them.
        if character == '《' && depth == 0 && span.of(text).get(..at).is_some_and(|before| before.ends_with('》')) {
            let here = span.start + at as u32;
            marks.push((Span { start: here, end: here }, Mark::Pause));
        }
        let place = Span { start: span.start + at as u32, end: span.start + (at + character.len_utf8()) as u32 };
        match character {
            '（' | '(' | '“' | '《' | '〔' | '【' => depth += 1,
            '）' | ')' | '”' | '》' | '〕' | '】' if depth == 0 => {
                end = place.start;
                break;
            }
            '）' | ')' | '”' | '》' | '〕' | '】' => depth -= 1,
            '。' | '！' | '？' | '\n' => {
                end = place.start;
                break;
            }
            '、' if depth == 0 => marks.push((place, Mark::Pause)),
            '，' | ',' if depth == 0 => marks.push((place, Mark::Comma)),
            '；' | ';' if depth == 0 => marks.push((place, Mark::Semicolon)),
            _ => {}
        }
        if at > REACH {
            end = place.start;
            break;
        }
    }
    while marks.last().is_some_and(|(mark, _)| mark.end >= end) {
        end = marks.pop().map_or(end, |(mark, _)| mark.start);
    }
    (marks, end)
}

/// The stretches between the marks that part; `parts` is asked for each mark with its number from 0.
fn segments(text: &str, start: u32, marks: &[(Span, Mark)], end: u32, parts: impl Fn(usize, Mark) -> bool) -> Vec<Span> {
    let mut names = Vec::new();
    let mut from = start;
    for (place, (mark, kind)) in marks.iter().enumerate() {
        if !parts(place, *kind) {
            break;
        }
        names.push(trimmed(text, Span { start: from, end: mark.start }));
        from = mark.end;
        if *kind != Mark::Pause {
            return names;
        }
    }
    names.push(trimmed(text, Span { start: from, end }));
    names
}

/// The clauses between semicolons.
fn of_clauses(text: &str, span: Span, marks: &[(Span, Mark)], end: u32) -> Vec<Span> {
    let mut names = Vec::new();
    let mut from = span.start;
    for (mark, _) in marks.iter().filter(|(_, kind)| *kind == Mark::Semicolon) {
        names.push(trimmed(text, Span { start: from, end: mark.start }));
        from = mark.end;
    }
    names.push(trimmed(text, Span { start: from, end }));
    names
}

/// How many conjunctions a name holds between other words.
pub(super) fn joints(name: &str) -> usize {
    let inner = |(at, word): (usize, &str)| at > 0 && at + word.len() < name.len();
    let matches = JOINTS
        .iter()
        .filter(|joint| **joint != "及" || !name.contains("以及"))
        .map(|joint| name.match_indices(joint).filter(|hit| inner(*hit)).count());
    matches.sum()
}

/// A name, or the two that a conjunction joins.
fn split(text: &str, name: Span) -> Vec<Span> {
    let words = name.of(text);
    let joint = JOINTS
        .iter()
        .filter_map(|joint| Some((words.rfind(joint)?, joint.len())))
        .find(|(at, length)| *at > 0 && at + length < words.len());
    let Some((at, length)) = joint else { return vec![name] };
    let (at, length) = (at as u32, length as u32);
    vec![
        trimmed(text, Span { start: name.start, end: name.start + at }),
        trimmed(text, Span { start: name.start + at + length, end: name.end }),
    ]
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    Span { start, end: start.max(span.end - (words.len() - words.trim_end().len()) as u32) }
}
