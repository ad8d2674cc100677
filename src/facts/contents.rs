//! Parts that a table of contents announces and the report does not have.

use super::Context;
use crate::syntax::{Style, Zone};
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// What stands between a title and the end of its line: dots, and the number of a page.
const LEADER: [char; 13] = ['.', '．', '·', '…', '-', '—', '_', '（', '）', '(', ')', '\t', '\u{3000}'];

/// Contents of more parts than that are no contents of a report, and each is looked for in all of it.
const MOST: usize = 40;

/// A part of a report by its contents.
pub(super) struct Entry<'a> {
    /// Its title.
    pub title: &'a str,
    /// The heading of the report that bears it.
    pub bearer: Option<Span>,
    /// Whether another place of the report may treat it.
    pub treated: bool,
}

/// The parts that the contents count (一、…), in order; none where the report has as many parts under other titles.
pub(super) fn entries<'a>(context: &Context<'a>) -> Vec<Entry<'a>> {
    let document = context.document;
    let flow: &'a str = &document.flow.text;
    let mut seen = HashSet::new();
    let named = lines(context).filter_map(|line| title(line.of(flow))).filter(|title| seen.insert(core(title)));
    let listed: Vec<&'a str> = named.take(MOST + 1).collect();
    if listed.is_empty() || listed.len() > MOST {
        return Vec::new();
    }
    let heads = document.sections.iter().filter(|section| section.number.is_some_and(|number| number.style == Style::Chinese));
    let titles: HashMap<String, Span> = heads.map(|section| (core(section.title.of(flow)), section.heading)).collect();
    if titles.len() >= listed.len() {
        return Vec::new();
    }
    let end = lines(context).last().map_or(0, |line| line.end as usize);
    let rest = core(flow.get(end..).unwrap_or(""));
    let entry = |title: &'a str| {
        let core = core(title);
        Entry { title, bearer: titles.get(&core).copied(), treated: rest.contains(&core) }
    };
    listed.into_iter().map(entry).collect()
}

fn lines<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Span> + 'c {
    context.document.blocks.iter().filter(|block| block.zone == Zone::Contents).map(|block| block.span)
}

/// 基本情况 of 一、基本情况........1.
fn title(line: &str) -> Option<&str> {
    let (number, title) = line.split_once('、')?;
    let numbered = !number.trim().is_empty() && number.trim().chars().all(is_numeral);
    let title = title.trim_end_matches(|end: char| end.is_ascii_digit() || end.is_whitespace() || LEADER.contains(&end)).trim();
    (numbered && title.chars().nth(1).is_some()).then_some(title)
}

fn is_numeral(digit: char) -> bool {
    matches!(digit, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// A title without marks and spaces.
fn core(title: &str) -> String {
    title.chars().filter(|char| char.is_alphanumeric()).collect()
}
