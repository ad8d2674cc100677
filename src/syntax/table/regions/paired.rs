//! Names and values one below the other, under no header: 培训人数 / 486人 / 合格率 / 96%.

use super::{Lines, Region};
use crate::syntax::lines::{Form, is_date};
use crate::syntax::notation::ends_sentence;
use crate::syntax::table::Layout;
use crate::syntax::table::cells::behind_year;
use crate::syntax::vocabulary::Roles;

/// So many pairs make a form, of which so many have a figure.
const PAIRS: usize = 3;
const FIGURES: usize = 2;
/// Which stand among the first pairs, so many.
const EARLY: usize = 64;
/// How many characters a name has at least, and at most.
const NAME: std::ops::RangeInclusive<usize> = 2..=15;
/// And a value at most.
const VALUE: usize = 60;

/// The forms among the lines that no other table takes.
pub(super) fn regions(lines: &Lines<'_>, known: &[Region]) -> Vec<Region> {
    let free = lines.free(known);
    let free = |at: usize| free.get(at).copied().unwrap_or(false);
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < lines.lines.len() {
        let pairs = pairs(lines, at, &free);
        let rows = |pairs: usize| (at..at + 2 * pairs).map(|line| (line as u32, line as u32)).collect();
        if pairs > 0 {
            found.push(Region { layout: Layout::Pairs, rows: rows(pairs), ruled: false, unbarred: false, parted: false, width: 0 });
        }
        at += (2 * pairs).max(1);
    }
    found
}

/// How many pairs stand from a line on, when they are enough for a form.
fn pairs(lines: &Lines<'_>, first: usize, free: &impl Fn(usize) -> bool) -> usize {
    let pair = |at: usize| free(at) && free(at + 1) && is_name(lines, at) && is_value(lines, at + 1);
    let figure = |at: usize| has_figure(lines.line(at + 1));
    if !pair(first) || !(figure(first) || lines.words.roles(lines.line(first)).any(Roles::FIELD)) {
        return 0;
    }
    let early = (first..).step_by(2).take(EARLY).take_while(|&at| pair(at)).filter(|&at| figure(at)).count();
    if early < FIGURES {
        return 0;
    }
    let run: Vec<bool> = (first..).step_by(2).take_while(|&at| pair(at)).map(figure).collect();
    let last = run.iter().rposition(|&figure| figure).map_or(0, |last| last + 1);
    let figures = run.iter().filter(|&&figure| figure).count();
    if last >= PAIRS && figures >= FIGURES { last } else { 0 }
}

fn is_name(lines: &Lines<'_>, at: usize) -> bool {
    let line = lines.line(at);
    let name = named(line, lines);
    let plain = |char: char| char.is_alphabetic() || matches!(char, '（' | '）' | '(' | ')' | ' ' | '“' | '”' | '／' | '/');
    lines.form(at) == Form::Text && NAME.contains(&name.chars().count()) && name.chars().all(plain) && !lines.words.ends_title(line)
}

/// A name without the year that it begins with, 2018年存栏, or the word that makes it a part, 其中：中央资金.
fn named<'t>(line: &'t str, lines: &Lines<'_>) -> &'t str {
    if let Some(behind) = behind_year(line) {
        return behind;
    }
    let part = |word: &str| lines.words.roles(word).any(Roles::FUNDING);
    line.split_once(['：', ':']).filter(|(word, _)| part(word)).map_or(line, |(_, name)| name.trim_start())
}

fn is_value(lines: &Lines<'_>, at: usize) -> bool {
    let line = lines.line(at);
    let form = match lines.form(at) {
        Form::Text => true,
        // 8.5万元 is no second item of an eighth.
        Form::Numbered(_) => has_figure(line) && line.starts_with(|first: char| first.is_ascii_digit()),
        Form::Lost(_) | Form::Blank | Form::Page | Form::Rule | Form::Contents | Form::Pipe | Form::Tabbed | Form::Boxed => false,
    };
    form && line.chars().count() <= VALUE && !ends_sentence(line) && !line.contains(['：', ':']) && !lines.words.ends_title(line)
}

/// Whether a value holds a figure, and is no date.
fn has_figure(value: &str) -> bool {
    value.contains(|char: char| char.is_ascii_digit()) && !is_date(value)
}
