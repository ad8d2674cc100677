//! Lists told by ordinals: 一是 … 二是 …; 第一，… 第二，….

use super::names::Names;
use super::{Found, Place};
use crate::facts::near::NUMERALS;
use crate::syntax::Item;
use crate::text::Span;

const CIRCLED: [&str; 12] = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "⑪", "⑫"];

/// How ordinals are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    /// 一是
    Is,
    /// 第一
    Nth,
    /// 其一
    Of,
    /// ①
    Circled,
    /// （1）
    Bracketed,
}

const STYLES: [Style; 5] = [Style::Is, Style::Nth, Style::Of, Style::Circled, Style::Bracketed];

impl Style {
    fn ordinal(self, number: usize) -> Option<String> {
        let numeral = NUMERALS.get(number.checked_sub(1)?)?;
        Some(match self {
            Style::Is => format!("{numeral}是"),
            Style::Nth => format!("第{numeral}"),
            Style::Of => format!("其{numeral}"),
            Style::Circled => CIRCLED.get(number - 1)?.to_string(),
            Style::Bracketed => format!("（{number}）"),
        })
    }
}

/// Items on lines of their own, numbered from one. None when the next paragraph goes on with them.
fn items(place: &Place<'_, '_>, noun: Span, all: Span) -> Option<Found> {
    let text = place.text();
    let first = all.start + (all.len() - all.of(text).trim_start().len()) as u32;
    let items = &place.context.document.items;
    let from = items.iter().position(|item| item.span.start == first && item.numeral.value == 1)?;
    let style = items.get(from)?.numeral.style;
    let follows = |(at, item): &(usize, &Item)| item.numeral.style == style && item.numeral.value as usize == at + 1;
    let run: Vec<Span> = items[from..].iter().enumerate().take_while(follows).map(|(_, item)| item.span).collect();
    let names: Vec<Span> = run.iter().copied().filter(|item| item.end <= all.end).collect();
    if names.len() < 2 || names.len() < run.len() {
        return None;
    }
    let counts = vec![names.len()];
    Some(Found { noun, names: Names { names, counts, partial: false }, place: "steps" })
}

/// The steps that begin at `start`. None when none do, or when the next paragraph goes on with them.
pub(super) fn read(place: &Place<'_, '_>, noun: Span, start: u32) -> Option<Found> {
    let text = place.text();
    let all = Span { start, end: place.passage.end };
    if !place.whole {
        return None;
    }
    if let Some(found) = items(place, noun, all) {
        return Some(found);
    }
    let style = STYLES.into_iter().find(|style| style.ordinal(1).is_some_and(|first| all.of(text).trim_start().starts_with(&first)))?;
    let mut names: Vec<Span> = Vec::new();
    let mut from = 0;
    for number in 1.. {
        let ordinal = style.ordinal(number)?;
        let Some(at) = all.of(text).get(from..).and_then(|rest| rest.find(&ordinal)) else {
            let goes_on = Span { start: all.end, end: text.len() as u32 }.of(text).trim_start().starts_with(&ordinal);
            if goes_on {
                return None;
            }
            break;
        };
        let begin = start + (from + at) as u32;
        if let Some(last) = names.last_mut() {
            last.end = begin;
        }
        names.push(Span { start: begin, end: all.end });
        from += at + ordinal.len();
    }
    // 第一检察部、第二检察部、办公室: names that begin with an ordinal, among others that do not.
    let paused = |name: &Span| name.of(text).trim_end().ends_with('、');
    if style == Style::Nth && names.len() > 1 && names[..names.len() - 1].iter().all(paused) {
        return None;
    }
    let counts = vec![names.len()];
    (names.len() > 1).then_some(Found { noun, names: Names { names, counts, partial: false }, place: "steps" })
}
