//! Lists behind their number: 5个科室：甲科、乙科; 5个镇（甲镇、乙镇）; 机构5个，即甲、乙; 三个问题：一是 ….

use super::names::{self, Names};
use super::{Found, Place, steps};
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values;

/// The noun between number and list is no longer than this.
const NOUN: usize = 48;

/// The first mark behind the number is looked for no further than this.
const FAR: usize = 160;

/// The list behind the number, when one follows.
pub(super) fn read(place: &Place<'_, '_>) -> Option<Found> {
    let text = place.text();
    let start = place.figure.span.end;
    let rest = Span { start, end: place.passage.end }.of(text);
    let near = rest.char_indices().take_while(|(at, _)| *at < FAR);
    let (length, boundary) = near.into_iter().find(|(_, character)| is_boundary(*character))?;
    let before = rest.get(..length)?;
    if let Some((noun, list)) = opened(place, before).or_else(|| copula(place, before)) {
        return found(place, Span::new(start as usize, start as usize + noun), start + list as u32, "after");
    }
    let noun = Span::new(start as usize, start as usize + length);
    if length > NOUN || noun.end > place.next_figure() {
        return None;
    }
    let behind = noun.end + boundary.len_utf8() as u32;
    match boundary {
        // 三个镇——甲镇、乙镇、丙镇
        '—' => found(place, noun, behind + leading_dashes(Span { start: behind, end: place.passage.end }.of(text)), "after"),
        '：' | ':' => found(place, noun, behind, "after"),
        '（' | '(' => bracket(place, noun, behind),
        '，' | ',' => {
            let rest = Span { start: behind, end: place.passage.end }.of(text);
            let word = opener(place, rest).or_else(|| titled(place, rest))?;
            found(place, noun, behind + word as u32, "after")
        }
        '。' => steps::read(place, noun, behind),
        _ => None,
    }
}

/// 下属单位3家。…下属单位分别是甲、乙、丙: the words before the number stand again, with an opener behind them.
pub(super) fn resumed(place: &Place<'_, '_>) -> Option<Found> {
    let text = place.text();
    let start = place.last_figure();
    let words = Span { start, end: place.figure.span.start }.of(text).trim_end_matches(' ');
    let mark = words.char_indices().rev().find(|(_, char)| !char.is_alphanumeric()).map_or(0, |(at, char)| at + char.len_utf8());
    let behind = Span { start: place.figure.span.end, end: place.passage.end }.of(text);
    let ends = |from: &usize| (RESUMED..=NOUN).contains(&(words.len() - from));
    let starts = words.get(mark..)?.char_indices().map(|(at, _)| mark + at).filter(ends);
    let again = starts.filter_map(|from| Some((from, behind.find(&words[from..])? + words.len() - from))).next();
    let (from, at) = again?;
    let list = at + opener(place, behind.get(at..)?)?;
    let noun = Span { start: start + from as u32, end: start + words.len() as u32 };
    found(place, noun, place.figure.span.end + list as u32, "after")
}

/// The words before a number that stand again have so many bytes at least.
const RESUMED: usize = 12;

fn is_boundary(character: char) -> bool {
    matches!(
        character,
        '：' | ':' | '—' | '（' | '(' | '，' | ',' | '、' | '；' | ';' | '。' | '！' | '？' | '\n' | '）' | ')' | '”' | '》'
    )
}

/// 5个镇分别是甲镇: the lengths of the noun and of the noun with its opener.
fn opened(place: &Place<'_, '_>, before: &str) -> Option<(usize, usize)> {
    let openers = place.context.knowledge.lists.openers.iter();
    let hits = openers.filter_map(|word| before.find(word.as_str()).map(|at| (at, at + word.len())));
    let (noun, list) = hits.filter(|(noun, _)| *noun <= NOUN).min_by_key(|(noun, list)| (*noun, usize::MAX - list))?;
    let inside = place.figure.span.end + list as u32 <= place.next_figure();
    inside.then_some((noun, list))
}

/// 3座水库为甲水库、乙水库: 为 or 是 right behind the noun of bodies or places called by name.
fn copula(place: &Place<'_, '_>, before: &str) -> Option<(usize, usize)> {
    let at = before.find(['为', '是']).filter(|at| *at > 0 && *at <= 18)?;
    let noun = before.get(..at)?;
    let known = place.context.knowledge.lists.named(noun).is_some();
    known.then_some((at, at + '为'.len_utf8()))
}

/// The length of the opener at the beginning of the text.
fn opener(place: &Place<'_, '_>, text: &str) -> Option<usize> {
    place.context.knowledge.lists.openers.iter().filter(|word| text.starts_with(word.as_str())).map(|word| word.len()).max()
}

/// 展览4个，展名分别为…: the length of what the names are called, and of the opener behind it.
fn titled(place: &Place<'_, '_>, text: &str) -> Option<usize> {
    let lists = &place.context.knowledge.lists;
    let title = |at: usize| {
        let words = text.get(..at).unwrap_or("");
        words.len() <= TITLE && words.chars().all(char::is_alphabetic) && lists.titles.iter().any(|title| words.ends_with(title.as_str()))
    };
    let openers = lists.openers.iter().filter_map(|word| Some((text.find(word.as_str())?, word.len())));
    openers.filter(|(at, _)| title(*at)).map(|(at, length)| at + length).max()
}

/// What the listed names are called is no longer than this.
const TITLE: usize = 24;

fn found(place: &Place<'_, '_>, noun: Span, start: u32, kind: &'static str) -> Option<Found> {
    let text = place.text();
    let lists = &place.context.knowledge.lists;
    if lists.is_busy(noun.of(text)) {
        return None;
    }
    if let Some(found) = steps::read(place, noun, start) {
        return Some(found);
    }
    let start = start + leading(Span { start, end: place.passage.end }.of(text));
    let mut names = names::read(text, Span { start, end: place.passage.end })?;
    is_list(place, &names)?;
    if !is_closed(place, noun, &names) {
        return None;
    }
    let end = names.names.last()?.end;
    if is_followed(place, end) {
        // Only what the pauses part is counted.
        let listed = names.names.len();
        names.counts.retain(|&count| count <= listed && count * 2 > listed);
    }
    let behind = Span { start: end, end: place.passage.end }.of(text);
    let sentence = behind.get(..behind.find('。').unwrap_or(behind.len())).unwrap_or("");
    names.partial = lists.is_partial(Span { start, end }.of(text))
        || lists.is_partial(following(text, end, place.passage.end))
        || lists.rest.iter().any(|word| sentence.contains(word.as_str()));
    Some(Found { noun, names, place: kind })
}

/// 东片、中片、西片，分别委托…: whether a clause of its own stands behind the list and its comma.
fn is_followed(place: &Place<'_, '_>, end: u32) -> bool {
    let rest = Span { start: end, end: place.passage.end }.of(place.text());
    let Some(clause) = rest.strip_prefix(['，', ',']) else { return false };
    let length = clause.find(is_boundary).unwrap_or(clause.len());
    let start = end + (rest.len() - clause.len()) as u32;
    let figures = values::within(place.figures, Span { start, end: start + length as u32 });
    let busy = place.context.knowledge.lists.busy.iter().any(|word| clause.starts_with(word.as_str()));
    busy || figures.iter().any(|figure| figure.unit.is_some())
}

fn leading_dashes(text: &str) -> u32 {
    (text.len() - text.trim_start_matches('—').len()) as u32
}

/// The bytes of colons and blanks before the first name.
fn leading(text: &str) -> u32 {
    (text.len() - text.trim_start_matches(['：', ':', ' ', '\u{3000}']).len()) as u32
}

/// A word or two behind the list, where 等 may stand.
fn following(text: &str, end: u32, limit: u32) -> &str {
    let rest = Span { start: end, end: limit }.of(text);
    let length = rest.char_indices().nth(1).map_or(rest.len(), |(at, _)| at);
    rest.get(..length).unwrap_or("")
}

fn bracket(place: &Place<'_, '_>, noun: Span, start: u32) -> Option<Found> {
    let text = place.text();
    let close = Span { start, end: place.passage.end }.of(text).find(['）', ')'])?;
    let inside = Span { start, end: start + close as u32 };
    let mut names = names::read(text, inside)?;
    let lists = &place.context.knowledge.lists;
    let kinds = names.names.iter().all(|name| lists.kinds.iter().any(|kind| kind == name.of(text)));
    if kinds || lists.is_busy(noun.of(text)) {
        return None;
    }
    is_list(place, &names)?;
    names.partial = lists.is_partial(inside.of(text));
    Some(Found { noun, names, place: "bracket" })
}

/// Whether the last name is a name and no clause (丙公司分别中标), or else the others show by their endings what is listed.
fn is_closed(place: &Place<'_, '_>, noun: Span, names: &Names) -> bool {
    let text = place.text();
    let lists = &place.context.knowledge.lists;
    let Some((last, others)) = names.names.split_last() else { return false };
    let typical = |name: &Span| {
        lists.named(noun.of(text)).is_some_and(|named| named.endings.iter().any(|ending| name.of(text).ends_with(ending.as_str())))
    };
    !lists.is_busy(last.of(text)) || others.iter().all(typical)
}

/// Names are short, do not begin with what was done, and carry no numbers of their own: 管理岗5个、技术岗8个 is a sum.
fn is_list(place: &Place<'_, '_>, names: &Names) -> Option<()> {
    let text = place.text();
    let lists = &place.context.knowledge.lists;
    let first = names.names.first()?.of(text);
    let begins = lists.busy.iter().any(|word| first.starts_with(word.as_str()));
    let empty = names.names.iter().any(|name| name.is_empty());
    let counted = |name: &&Span| {
        values::within(place.figures, **name)
            .iter()
            .any(|figure| matches!(figure.quantity.unit.dimension, Dimension::Count(_)) && !figure.duration)
    };
    let counted = names.names.iter().filter(counted).count();
    (!begins && !empty && counted < 2 && names.names.len() > 1).then_some(())
}
