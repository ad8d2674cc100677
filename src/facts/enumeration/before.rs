//! Lists before their number: 甲镇、乙镇2个镇; 内设甲科、乙科2个科室; 分为甲、乙两部分.

use super::names::{self, Names};
use super::{Found, Place};
use crate::data::lists::Named;
use crate::quantity::Decimal;
use crate::text::Span;

/// The list before the number, when its beginning is certain.
pub(super) fn read(place: &Place<'_, '_>) -> Option<Found> {
    if let Some(found) = bracketed(place) {
        return Some(found);
    }
    let text = place.text();
    let lists = &place.context.knowledge.lists;
    let clause = clause(place);
    let behind = Span { start: place.figure.span.end, end: place.passage.end }.of(text);
    let noun = noun(place, behind);
    let named = lists.named(noun.of(text).trim_start());
    let verb = verb(place, clause);
    let start = verb.map_or(clause.start, |verb| verb.end);
    let mut names = names::read(text, Span { start, end: clause.end })?;
    names.counts.retain(|count| *count > 1);
    let kinds = names.names.iter().all(|name| lists.kinds.iter().any(|kind| kind == name.of(text)));
    let bare = verb.is_some_and(|verb| is_grouping(place) || lists.divides.iter().any(|word| word == verb.of(text)) && is_bare(behind));
    let typical = named.is_some_and(|named| all_end_so(text, &names, named));
    let owner = |name: &Span| lists.owners.iter().any(|word| name.of(text).ends_with(word.as_str()));
    let odd = names.names.iter().any(|name| name.is_empty() || lists.is_busy(name.of(text)) || owner(name));
    // 包括中央、省、市三级资金: of money a whole is told to consist of, where every part is named.
    let all = Decimal::from(names.names.len() as u64) == place.figure.quantity.value;
    let divides = || verb.is_some_and(|verb| lists.divides.iter().any(|word| word == verb.of(text)));
    let money = all && divides() && lists.is_money(noun.of(text).trim());
    if kinds || odd || !(bare || typical || money || named.is_some() && verb.is_some()) {
        return None;
    }
    names.partial = lists.is_partial(Span { start, end: clause.end }.of(text));
    Some(Found { noun, names, place: "before" })
}

/// 在（甲镇、乙镇、丙镇）三个镇: names in a bracket of their own, and what they are.
fn bracketed(place: &Place<'_, '_>) -> Option<Found> {
    let text = place.text();
    let lists = &place.context.knowledge.lists;
    let before = unspaced(text, Span { start: place.last_figure(), end: place.figure.span.start });
    let words = before.of(text).strip_suffix(['）', ')'])?;
    let open = words.rfind(['（', '('])?;
    let inside = words.get(open..)?.trim_start_matches(['（', '(']);
    let span = Span::inside(before.of(text), inside).shift(before.start);
    let noun = noun(place, Span { start: place.figure.span.end, end: place.passage.end }.of(text));
    let mut names = names::read(text, span)?;
    let kinds = names.names.iter().all(|name| lists.kinds.iter().any(|kind| kind == name.of(text)));
    let odd = names.names.iter().any(|name| name.is_empty() || lists.is_busy(name.of(text)));
    if kinds || odd || names.names.len() < 2 || lists.named(noun.of(text).trim_start()).is_none() {
        return None;
    }
    names.partial = lists.is_partial(span.of(text));
    Some(Found { noun, names, place: "before" })
}

/// From the last mark or figure to the number, or to a word like 共 before it; with nothing but that word between mark and
/// number, the clause before.
fn clause(place: &Place<'_, '_>) -> Span {
    let text = place.text();
    let all = unspaced(text, Span { start: place.last_figure(), end: place.figure.span.start });
    let sums = &place.context.knowledge.lists.sums;
    let trimmed = sums.iter().filter_map(|word| all.of(text).strip_suffix(word.as_str())).map(str::len).min();
    let all = Span { start: all.start, end: trimmed.map_or(all.end, |length| all.start + length as u32) };
    let all = unspaced(text, all);
    let all = match all.of(text).strip_suffix(['，', ',']) {
        Some(before) if trimmed.is_some() => Span { start: all.start, end: all.start + before.len() as u32 },
        Some(_) | None => all,
    };
    let is_mark = |character: char| matches!(character, '，' | ',' | '；' | ';' | '。' | '：' | ':' | '！' | '？' | '\n');
    let mark = all.of(text).char_indices().rev().find(|(_, character)| is_mark(*character));
    let start = mark.map_or(all.start, |(at, mark)| all.start + (at + mark.len_utf8()) as u32);
    Span { start, end: all.end }
}

/// Without the spaces that some layouts put between words and figures.
fn unspaced(text: &str, place: Span) -> Span {
    Span { end: place.start + place.of(text).trim_end_matches(' ').len() as u32, ..place }
}

/// The last verb before the first mark of the list.
fn verb(place: &Place<'_, '_>, clause: Span) -> Option<Span> {
    let words = clause.of(place.text());
    let first = words.find('、').unwrap_or(words.len());
    let head = words.get(..first)?;
    let lists = &place.context.knowledge.lists;
    let last = |verbs: &[String]| {
        let hits = verbs.iter().filter_map(|verb| head.rfind(verb.as_str()).map(|at| (at + verb.len(), at)));
        hits.filter(|(end, _)| first < words.len() || *end < head.len()).max_by_key(|(end, at)| (*end, usize::MAX - at))
    };
    // 资金分为设施维护和平台建设两部分: what divides a whole into parts is no part of a name.
    let divided = if is_grouping(place) { last(&lists.divides).or_else(|| last(&lists.spends)) } else { None };
    let (end, at) = divided.or_else(|| last(&lists.verbs))?;
    Some(Span::new(at, end).shift(clause.start))
}

/// Whether the measure word itself says that parts of something are counted.
fn is_grouping(place: &Place<'_, '_>) -> bool {
    let text = place.text();
    let unit = place.figure.unit.map_or("", |unit| unit.of(text));
    place.context.knowledge.lists.groupings.iter().any(|word| unit.ends_with(word.as_str()))
}

/// Whether no noun stands behind the number.
fn is_bare(behind: &str) -> bool {
    let behind = behind.trim_start_matches(' ');
    behind.is_empty() || behind.starts_with(['，', ',', '。', '；', ';', '：', '）', '组', '构', '\n'])
}

fn all_end_so(text: &str, names: &Names, named: &Named) -> bool {
    !named.endings.is_empty() && names.names.iter().all(|name| named.endings.iter().any(|ending| name.of(text).ends_with(ending.as_str())))
}

/// The noun behind the number, up to the next mark.
fn noun(place: &Place<'_, '_>, behind: &str) -> Span {
    let start = place.figure.span.end;
    let behind = behind.get(..(0..=behind.len().min(60)).rev().find(|end| behind.is_char_boundary(*end)).unwrap_or(0)).unwrap_or("");
    let end = behind.find(['，', ',', '、', '；', ';', '。', '：', ':', '（', '(', '\n']).unwrap_or(behind.len()).min(60);
    let end = (0..=end).rev().find(|end| behind.is_char_boundary(*end)).unwrap_or(0);
    Span { start, end: (start + end as u32).min(place.next_figure().max(start)) }
}
