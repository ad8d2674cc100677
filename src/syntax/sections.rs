//! Headings → a tree of sections. A level is a style of number that opens under another; one that was numbered in a wrong style
//! stays with its siblings, and numbers that start again open a level.

use super::document::{Block, LineKind, Numeral, Section, Style};
use super::headings::split;
use super::notation::trim;
use super::vocabulary::Vocabulary;
use crate::text::Span;
use std::collections::HashSet;

/// Deeper headings stay at this depth.
const DEEPEST: usize = 11;

/// A heading that is being placed.
#[derive(Clone, Copy)]
struct Head {
    style: Option<Style>,
    /// How many points a decimal has: 1.2.1 stands below 1.2.
    points: usize,
    value: u32,
    /// Whether its number was lost: it stands beside the numbered heading above.
    lost: bool,
    /// Whether the next heading follows at once, with nothing between.
    bare: bool,
}

/// The sections of the blocks; `numerals` gives the number of a block. Fills in the section of every block.
pub(super) fn sections(
    text: &str,
    blocks: &mut [Block],
    numerals: &[Option<Numeral>],
    closes: &[bool],
    words: &Vocabulary,
) -> Vec<Section> {
    let heads = heads(text, blocks, numerals, words);
    let again = again(&heads);
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<(u32, Head)> = Vec::new();
    let mut item: Option<(Style, u32)> = None;
    let mut heads = heads.into_iter().zip(again);
    for at in 0..blocks.len() {
        if closes[at] {
            close(&mut sections, &mut open, 0, at, blocks);
        }
        if blocks[at].kind == LineKind::Heading
            && let Some((head, again)) = heads.next()
        {
            let depth = depth(&open, head, again, item).min(DEEPEST);
            close(&mut sections, &mut open, depth, at, blocks);
            let parent = open.last().map(|open| open.0);
            open.push((sections.len() as u32, head));
            sections.push(section(text, blocks[at].span, numerals[at], depth, parent, at, words));
            item = None;
        } else if let Some(numeral) = numerals[at] {
            item = Some((numeral.style, numeral.value));
        }
        blocks[at].section = open.last().map(|open| open.0);
    }
    close(&mut sections, &mut open, 0, blocks.len(), blocks);
    sections
}

/// Ends the open sections deeper than `depth` before block `at`.
fn close(sections: &mut [Section], open: &mut Vec<(u32, Head)>, depth: usize, at: usize, blocks: &[Block]) {
    let last = at.checked_sub(1).and_then(|last| blocks.get(last));
    for (section, _) in open.drain(depth.min(open.len())..) {
        if let (Some(section), Some(last)) = (sections.get_mut(section as usize), last) {
            section.blocks.1 = at as u32;
            section.span = section.span.to(last.span);
        }
    }
}

fn section(text: &str, span: Span, number: Option<Numeral>, depth: usize, parent: Option<u32>, at: usize, words: &Vocabulary) -> Section {
    let after = number.map_or(span.start, |number| number.span.end);
    let rest = trim(text, Span { start: after, end: span.end });
    let rest = Span { start: rest.start + (rest.len() - rest.of(text).trim_start_matches('、').len()) as u32, end: rest.end };
    let parted = split(rest.of(text), words).map(|(title, body)| (rest.start + title.len() as u32, rest.start + body as u32));
    let (title, heading_end, inline_body) = match parted {
        Some((end, body)) => (Span { start: rest.start, end }, end, Some(trim(text, Span { start: body, end: span.end }))),
        None => (rest, span.end, None),
    };
    let stops = ['。', '：', ':', '；'];
    let title = trim(text, Span { start: title.start, end: title.start + title.of(text).trim_end_matches(stops).len() as u32 });
    let heading = Span { start: span.start, end: heading_end };
    Section { level: (depth + 1).min(255) as u8, number, title, heading, inline_body, span, parent, blocks: (at as u32 + 1, at as u32 + 1) }
}

/// The headings, a wrongly numbered one with the style of its siblings.
fn heads(text: &str, blocks: &[Block], numerals: &[Option<Numeral>], words: &Vocabulary) -> Vec<Head> {
    let mut heads = Vec::new();
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind == LineKind::Heading) {
        let number = numerals[at];
        let rest = number.map_or(block.span, |number| Span { start: number.span.end, end: block.span.end });
        let bare = blocks.get(at + 1).is_some_and(|next| next.kind == LineKind::Heading) && split(rest.of(text).trim(), words).is_none();
        let points = number.map_or(0, |number| points(number.span.of(text), number.style));
        let lost = block.span.of(text).starts_with('、');
        heads.push(Head { style: number.map(|number| number.style), points, value: number.map_or(0, |number| number.value), lost, bare });
    }
    restyle(&mut heads);
    heads
}

/// The points inside a decimal.
fn points(number: &str, style: Style) -> usize {
    let inside = number.trim_end_matches(['.', '．']);
    if style == Style::Decimal { inside.matches(['.', '．']).count() } else { 0 }
}

/// 1、 before 二、, or 2、 or （二） between 一、 and 三、: a heading of their level, numbered in another style.
fn restyle(heads: &mut [Head]) {
    let chinese = |head: &Head| head.style == Some(Style::Chinese);
    let mut next: Vec<Option<u32>> = vec![None; heads.len()];
    let mut coming = None;
    for (at, head) in heads.iter().enumerate().rev() {
        next[at] = coming;
        coming = if chinese(head) { Some(head.value) } else { coming };
    }
    let (mut last, mut above, mut bracket) = (0, 0, 0);
    for (head, next) in heads.iter_mut().zip(next) {
        let plain = matches!(head.style, Some(Style::ArabicComma | Style::ArabicPoint));
        let bracketed = head.style == Some(Style::ChineseBracketed);
        if bracketed && last > 0 && bracket == 0 && head.value > 1 && head.value == last + 1 && next == Some(head.value + 1) {
            head.style = Some(Style::Chinese);
        }
        if plain && head.value == last + 1 && next == Some(head.value + 1) && (above == 0 || above + 1 != head.value) {
            head.style = Some(Style::Chinese);
        }
        match chinese(head) {
            true => (last, above, bracket) = (head.value, 0, 0),
            false if plain => above = head.value,
            false if bracketed => bracket = head.value,
            false => {}
        }
    }
}

/// Whether a later heading has the same style and number.
fn again(heads: &[Head]) -> Vec<bool> {
    let mut seen = HashSet::new();
    let mut again: Vec<bool> =
        heads.iter().rev().map(|head| head.style.is_some_and(|style| !seen.insert((style, head.points, head.value)))).collect();
    again.reverse();
    again
}

/// How many of the open sections stay open above the heading.
fn depth(open: &[(u32, Head)], head: Head, again: bool, item: Option<(Style, u32)>) -> usize {
    let Some(style) = head.style else { return unnumbered(open, head) };
    let same: Vec<usize> = (0..open.len()).filter(|&at| open[at].1.style == Some(style) && open[at].1.points == head.points).collect();
    match (same.first(), same.last()) {
        (Some(&outer), Some(&inner)) => repeated(open, head, again, outer, inner),
        _ => opened(open, head, style, item),
    }
}

/// A heading without number stands below the numbered one around it.
fn unnumbered(open: &[(u32, Head)], head: Head) -> usize {
    let Some(above) = open.iter().rposition(|(_, head)| head.style.is_some()) else { return 0 };
    if head.lost && !open[above].1.bare { above } else { above + 1 }
}

/// The style is open already, at `inner` and perhaps further out: a sibling, or the start of a level below.
fn repeated(open: &[(u32, Head)], head: Head, again: bool, outer: usize, inner: usize) -> usize {
    let value = |at: usize| open.get(at).map_or(0, |open| open.1.value);
    let top = open.len() - 1;
    if head.value == 1 {
        let nested = |style: Style| open[top].1.style.is_none_or(|top| rank(top) < rank(style));
        let below = open[top].1.bare || inner < top && head.points == 0 && head.style.is_some_and(nested);
        return if below { open.len() } else { inner };
    }
    let fits = |at: usize| value(at) + 1 == head.value;
    match (fits(outer), fits(inner)) {
        (true, true) if outer != inner => {
            if again {
                inner
            } else {
                outer
            }
        }
        (true, false) => outer,
        _ => inner,
    }
}

/// The style is not open: it opens a level, unless it goes on with a level that is numbered otherwise.
fn opened(open: &[(u32, Head)], head: Head, style: Style, item: Option<(Style, u32)>) -> usize {
    // 有关说明 above 一、…二、…: a heading without number that stands alone holds those whose numbers begin below it.
    if let [(_, above)] = open
        && above.style.is_none()
        && above.bare
        && head.value == 1
    {
        return 1;
    }
    let mut depth = open.len();
    while let Some((_, above)) = depth.checked_sub(1).and_then(|at| open.get(at))
        && above.style.is_none_or(|found| rank(found) > rank(style) || above.points > head.points)
        && !(above.bare && depth == open.len() && above.style.is_some())
    {
        depth -= 1;
    }
    let listed = item == Some((style, head.value.saturating_sub(1)));
    let sibling = head.value > 1 && depth > 1 && !listed && open[depth - 1].1.value + 1 >= head.value && open[depth - 1].1.value > 0;
    if sibling && !open[depth - 1].1.bare { depth - 1 } else { depth }
}

/// How deep a style usually stands.
fn rank(style: Style) -> u8 {
    match style {
        Style::Part => 0,
        Style::Article => 1,
        Style::Chinese => 2,
        Style::ChineseBracketed => 3,
        Style::Decimal | Style::ArabicComma | Style::ArabicPoint => 4,
        Style::ArabicBracketed => 5,
        Style::ArabicHalfBracketed => 6,
        Style::Circled => 7,
    }
}
