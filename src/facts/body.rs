//! Names of offices, and pairs of them that may name one office.

use super::near::{JOINTS, after, before, part, word};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::words::{Bodies, Words, is_han};
use crate::text::Span;
use std::collections::BTreeMap;

/// Two names of offices that end alike.
pub static BODY: Kind = Kind {
    name: "body",
    zh: "名称相近的两个机构",
    en: "two names of offices that have much in common",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "先出现的名称", en: "the name that comes first" },
        Field { name: "other", ty: Type::Text, zh: "后出现的名称", en: "the name that comes later" },
        Field { name: "differs", ty: Type::Text, zh: "前者中不同的部分", en: "what of the first is not in the other" },
        Field { name: "differs_other", ty: Type::Text, zh: "后者中不同的部分", en: "what of the other is not in the first" },
        Field {
            name: "listed_together", ty: Type::Truth, zh: "是否在同一列举或同一句中并列", en: "whether one sentence names both"
        },
        Field {
            name: "siblings",
            ty: Type::Truth,
            zh: "是否仅以序数、方位等区分",
            en: "whether a number, a direction or the like tells them apart",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// How many characters a name has at most.
const LONGEST: usize = 14;
/// How many characters two names have to share.
const KEPT: usize = 3;
/// How many, when one of them has a word more and no other: 综合科 and 综合执法科 are two, 村镇建设股 and 村镇建设管理股 one.
const INSERTED: usize = 4;
/// How many places of a name are looked at.
const REMEMBERED: usize = 8;
/// How far a sentence is followed, in characters.
const SENTENCE: usize = 120;
/// How many names of one ending are compared with each other.
const COMPARED: usize = 48;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let bodies = &context.knowledge.words.names.bodies;
    for names in names(text, &context.glance().ends, &context.knowledge.words).into_values() {
        for (at, name) in names.iter().enumerate() {
            names.iter().skip(at + 1).filter_map(|other| Pair::new(text, bodies, name, other)).for_each(|pair| pair.push(facts, text));
        }
    }
    for (later, first) in super::firm::renamed(context) {
        let name_of = |place: Span| Name { words: place.of(text), places: vec![place] };
        Pair::new(text, bodies, &name_of(first), &name_of(later)).into_iter().for_each(|pair| pair.push(facts, text));
    }
}

/// A name and all its places.
struct Name<'t> {
    words: &'t str,
    places: Vec<Span>,
}

/// The names by ending, in order of their first places. `ends`: where one may end.
fn names<'t>(text: &'t str, ends: &[u32], data: &'t Words) -> BTreeMap<&'t str, Vec<Name<'t>>> {
    let mut names: BTreeMap<&str, Vec<Name<'_>>> = BTreeMap::new();
    for &end in ends {
        let Some((ending, place)) = name(text, end as usize, data) else { continue };
        let known = names.entry(ending).or_default();
        let words = place.of(text);
        let full = known.len() >= COMPARED;
        match known.iter_mut().find(|name| name.words == words) {
            Some(name) if name.places.len() < REMEMBERED => name.places.push(place),
            Some(_) => {}
            None if full => {}
            None => known.push(Name { words, places: vec![place] }),
        }
    }
    names
}

/// The name that ends at `end`, and its ending: what follows is no part of a longer word, and a mark or a leading word stands
/// before it.
fn name<'t>(text: &str, end: usize, data: &'t Words) -> Option<(&'t str, Span)> {
    let bodies = &data.names.bodies;
    let (head, rest) = text.split_at_checked(end)?;
    // 改造日间照料中心7个 counts things, too; 资金管理科2个科室 ends a list of names.
    let number = rest.trim_start_matches(' ');
    let counted = number.trim_start_matches(|behind: char| behind.is_ascii_digit());
    if counted.len() < number.len() && !counted.trim_start_matches(' ').chars().nth(1).is_some_and(is_han) {
        return None;
    }
    if rest.starts_with(is_han) && !bodies.followers.open(rest) {
        return None;
    }
    let ending = bodies.endings.iter().filter(|ending| head.ends_with(ending.as_str())).max_by_key(|ending| ending.len())?;
    let start = start(head, data)?;
    // 28座处理站 counts things, and names none.
    if head[..start].trim_end_matches(' ').ends_with(|before: char| before.is_ascii_digit()) {
        return None;
    }
    let start = start + held(head.get(start..)?, bodies);
    let words = head.get(start..)?;
    let common = bodies.common.iter().any(|common| words.ends_with(common.as_str()));
    (!common && words.len() > ending.len() + 3).then_some((ending.as_str(), Span::new(start, end)))
}

/// The length of the body before an office in its name: 县住建局 before 村镇建设股.
fn held(words: &str, bodies: &Bodies) -> usize {
    let ends = bodies.holders.iter().filter_map(|holder| Some(words.rfind(holder.as_str())? + holder.len()));
    ends.filter(|&end| words[end..].chars().count() > KEPT).max().unwrap_or(0)
}

/// Where the last word of `head` begins, when that is not too far back.
fn start(head: &str, data: &Words) -> Option<usize> {
    let led = |at: usize| data.names.bodies.leads.iter().any(|lead| head[..at].ends_with(lead.as_str()));
    let mut characters = head.char_indices().rev().map(|(at, character)| (at + character.len_utf8(), character));
    let opens = |(at, character): &(usize, char)| !is_han(*character) || data.body_leads.contains(*character) && led(*at);
    match characters.by_ref().take(LONGEST + 1).find(opens) {
        Some((at, _)) => Some(at),
        None => characters.next().is_none().then_some(0),
    }
}

/// Two names with much in common.
struct Pair<'t> {
    first: (&'t str, Span),
    second: (&'t str, Span),
    differs: (&'t str, &'t str),
    together: bool,
    siblings: bool,
}

impl<'t> Pair<'t> {
    fn new(text: &str, bodies: &Bodies, one: &Name<'t>, other: &Name<'t>) -> Option<Self> {
        let differs = difference(one.words, other.words);
        let kept = one.words.chars().count() - differs.0.chars().count();
        let least = if differs.0.is_empty() || differs.1.is_empty() { INSERTED } else { KEPT };
        // 第四小学和实验小学 are two names.
        let joined = [differs.0, differs.1].iter().any(|part| part.starts_with(JOINTS));
        if joined || kept < least || begins_inside(one.words, other.words) {
            return None;
        }
        // 第二人民医院 and 第二中心医院: of the same number there is one.
        let numbered = one.words.split(differs.0).next().is_some_and(|head| !differs.0.is_empty() && head.contains('第'));
        let siblings = !numbered && [differs.0, differs.1].iter().any(|part| bodies.siblings.iter().any(|word| word == part));
        let together = one.places.iter().any(|place| sentence_holds(text, *place, other.words));
        Some(Pair { first: (one.words, *one.places.first()?), second: (other.words, *other.places.first()?), differs, together, siblings })
    }

    fn push(self, facts: &mut Facts<'t>, text: &'t str) {
        let values = vec![
            part(text, self.first.1),
            part(text, self.second.1),
            word(self.differs.0),
            word(self.differs.1),
            Value::Truth(self.together),
            Value::Truth(self.siblings),
        ];
        facts.push(&BODY, self.second.1, values);
    }
}

/// What lies between the common beginning and the common end of two names.
fn difference<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let head: usize = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (one, other) = (&one[head..], &other[head..]);
    let tail: usize = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (&one[..one.len() - tail], &other[..other.len() - tail])
}

/// Whether one name is the other without its beginning: a shorter form of it.
fn begins_inside(one: &str, other: &str) -> bool {
    one.ends_with(other) || other.ends_with(one)
}

fn sentence_holds(text: &str, place: Span, words: &str) -> bool {
    let head = before(text, place.start as usize, SENTENCE);
    let tail = after(text, place.end as usize, SENTENCE);
    let from = head.rfind('。').unwrap_or(0);
    let to = tail.find('。').unwrap_or(tail.len());
    head[from..].contains(words) || tail[..to].contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_lies_between_head_and_tail() {
        assert_eq!(difference("项目管理科", "项目审计科"), ("管理", "审计"));
        assert_eq!(difference("甲科", "甲科"), ("", ""));
    }
}
