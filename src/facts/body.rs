//! Names of offices, and pairs of them that may name one office.

use super::near::{part, word};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::words::{Bodies, CharSet, Words, is_han, longest};
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
/// How many names of one ending are compared with each other.
const COMPARED: usize = 48;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let bodies = &context.knowledge.words.names.bodies;
    for names in names(text, &context.knowledge.words).into_values() {
        for (at, name) in names.iter().enumerate() {
            names.iter().skip(at + 1).filter_map(|other| Pair::new(text, bodies, name, other)).for_each(|pair| pair.push(facts, text));
        }
    }
}

/// A name and all its places.
struct Name<'t> {
    words: &'t str,
    places: Vec<Span>,
}

/// The names by ending, in order of their first places.
fn names<'t>(text: &'t str, data: &'t Words) -> BTreeMap<&'t str, Vec<Name<'t>>> {
    let mut names: BTreeMap<&str, Vec<Name<'_>>> = BTreeMap::new();
    for (start, run) in starts(text, data) {
        let Some((ending, words)) = name(run, &data.names.bodies, &data.body_ends) else { continue };
        let known = names.entry(ending).or_default();
        let place = Span::new(start, start + words.len());
        let full = known.len() >= COMPARED;
        match known.iter_mut().find(|name| name.words == words) {
            Some(name) => name.places.push(place),
            None if full => {}
            None => known.push(Name { words, places: vec![place] }),
        }
    }
    names
}

/// Where a name may begin: behind a mark, or behind one of the words that lead to a name.
fn starts<'t>(text: &'t str, data: &'t Words) -> impl Iterator<Item = (usize, &'t str)> {
    let mut open = true;
    text.char_indices().filter_map(move |(at, character)| {
        let begins = std::mem::replace(&mut open, !is_han(character)) && is_han(character);
        if data.body_leads.contains(character) {
            let behind = at + character.len_utf8();
            open |= text.get(..behind).is_some_and(|head| data.names.bodies.leads.iter().any(|lead| head.ends_with(lead.as_str())));
        }
        begins.then(|| text.get(at..).map(|rest| (at, rest))).flatten()
    })
}

/// A name that a text begins with, and its ending: what follows the ending is no part of a longer word.
fn name<'t>(text: &'t str, bodies: &'t Bodies, ends: &CharSet) -> Option<(&'t str, &'t str)> {
    let characters = text.char_indices().take(LONGEST).take_while(|(_, character)| is_han(*character)).skip(2);
    let mut candidates = characters.filter(|(_, character)| ends.contains(*character));
    candidates.find_map(|(at, character)| {
        let (words, rest) = text.split_at_checked(at + character.len_utf8())?;
        let ending = bodies.endings.iter().filter(|ending| words.ends_with(ending.as_str())).max_by_key(|ending| ending.len())?;
        let open = rest.starts_with(is_han) && longest(rest, &bodies.followers).is_none();
        let common = open || bodies.common.iter().any(|common| words.ends_with(common.as_str())) || led(words, bodies);
        (!common && words.len() > ending.len() + 3).then_some((ending.as_str(), words))
    })
}

/// Whether one of the leading words stands in it: then the name begins behind that.
fn led(words: &str, bodies: &Bodies) -> bool {
    bodies.leads.iter().any(|lead| words.contains(lead.as_str()))
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
        if kept < 3 || differs.0.is_empty() || differs.1.is_empty() {
            return None;
        }
        let siblings = [differs.0, differs.1].iter().any(|part| bodies.siblings.iter().any(|word| word == part));
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

fn sentence_holds(text: &str, place: Span, words: &str) -> bool {
    let head = text.get(..place.start as usize).unwrap_or_default();
    let tail = text.get(place.end as usize..).unwrap_or_default();
    let from = head.rfind(['。', '\n']).unwrap_or(0);
    let to = tail.find(['。', '\n']).unwrap_or(tail.len());
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
