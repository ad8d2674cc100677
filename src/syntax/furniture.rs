//! Lines that are not the report's: page numbers, running heads, what a web page puts around the text, the table of contents.

use super::document::{LineKind, Zone};
use super::draft::Reading;
use super::lines::Form;
use super::vocabulary::Roles;
use std::collections::HashMap;

/// The web page stands around the first and the last so many lines of text.
const EDGE: usize = 14;
/// A running head stands beside at least so many page marks.
const REPEATS: usize = 2;
/// Bare page numbers stand at least so many lines apart.
const APART: usize = 6;

/// Settles page marks, running heads and what a web page adds.
pub(super) fn furniture(reading: &mut Reading<'_>) {
    let marked = (0..reading.lines.len()).filter(|&at| reading.lines[at].form == Form::Page);
    let mut pages: Vec<usize> = marked.chain(bare_pages(reading)).collect();
    pages.sort_unstable();
    for &at in &pages {
        reading.kinds[at] = Some(LineKind::Furniture);
    }
    for at in running_heads(reading, &pages) {
        reading.kinds[at] = Some(LineKind::Furniture);
    }
    let filled = |at: &usize| reading.lines[*at].form != Form::Blank;
    let count = reading.lines.len();
    let edge: Vec<usize> = (0..count).filter(filled).take(EDGE).chain((0..count).rev().filter(filled).take(4)).collect();
    for at in edge {
        if reading.open(at) && is_web(reading, at) {
            reading.kinds[at] = Some(LineKind::Furniture);
        }
    }
}

/// Numbers alone on their lines that count the pages: each one more than the last, with a page of text between.
fn bare_pages(reading: &Reading<'_>) -> Vec<usize> {
    let number = |at: usize| {
        let line = reading.line(at);
        let digits = line.len() <= 3 && reading.lines[at].form == Form::Text && line.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| line.parse::<usize>().ok()).flatten().map(|value| (at, value))
    };
    let numbers: Vec<(usize, usize)> = (0..reading.lines.len()).filter_map(number).collect();
    let counts = numbers.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1 && pair[1].0 - pair[0].0 >= APART);
    let prose = numbers.iter().filter(|(at, _)| reading.previous(*at).is_some_and(|above| reading.lines[above].width >= 30)).count();
    let pages = numbers.len() >= 2 && numbers[0].1 <= 2 && counts && prose * 2 >= numbers.len();
    if pages { numbers.into_iter().map(|(at, _)| at).collect() } else { Vec::new() }
}

fn is_web(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    if line.len() > 300 || line.ends_with('。') || !matches!(reading.lines[at].form, Form::Text | Form::Tabbed) {
        return false;
    }
    reading.words.furniture.is_told_by(line)
}

/// Lines beside page marks that stand beside several of them.
fn running_heads(reading: &Reading<'_>, pages: &[usize]) -> Vec<usize> {
    if pages.len() < REPEATS {
        return Vec::new();
    }
    let mut beside: HashMap<&str, Vec<usize>> = HashMap::new();
    for &page in pages {
        for at in [reading.next(page), reading.previous(page)].into_iter().flatten() {
            if reading.open(at)
                && reading.lines[at].form == Form::Text
                && reading.line(at).len() > 3
                && reading.lines[at].width <= 80
                && !reading.line(at).ends_with('。')
            {
                beside.entry(reading.line(at)).or_default().push(at);
            }
        }
    }
    beside.into_values().filter(|lines| lines.len() >= REPEATS).flatten().collect()
}

/// Settles the table of contents: its heading, and what follows up to the first line that the report repeats.
pub(super) fn contents(reading: &mut Reading<'_>) {
    for at in 0..reading.lines.len() {
        let shape = &reading.lines[at];
        let heads = || shape.text.len() <= 24 && reading.words.roles(reading.line(at)).any(Roles::CONTENTS);
        let end = if shape.form == Form::Contents {
            at + 1
        } else if shape.form == Form::Text && reading.open(at) && heads() {
            end_of_contents(reading, at + 1)
        } else {
            continue;
        };
        for at in at..end {
            if reading.open(at) {
                reading.settle(at, at, LineKind::Contents, Zone::Contents);
            }
        }
    }
}

/// The line after the last entry of the contents whose entries start at `start`: entries end in a page number, or the first of them comes again as a heading.
fn end_of_contents(reading: &Reading<'_>, start: usize) -> usize {
    let entry = |at: usize| {
        reading
            .line(at)
            .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '.' | '\u{3000}' | '-' | '（' | '）' | '(' | ')'))
    };
    let Some(first) = (start..reading.lines.len()).take(50).find(|&at| reading.open(at)) else { return start };
    let paged = |at: usize| {
        reading.lines[at].form == Form::Contents
            || (entry(at).len() < reading.line(at).len()
                && reading.line(at).ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | '）' | '-')))
    };
    if paged(first) {
        let other = |&at: &usize| reading.lines[at].form != Form::Blank && !paged(at) && reading.kinds[at] != Some(LineKind::Furniture);
        return (first..reading.lines.len()).find(other).unwrap_or(reading.lines.len());
    }
    let again = (first + 1..reading.lines.len()).take(200).find(|&at| reading.line(at) == reading.line(first));
    again.unwrap_or(start)
}
