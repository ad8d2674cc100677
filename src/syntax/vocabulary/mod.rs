//! The words by which the layout of a report is recognised: data, read once, compiled to one table of words.

mod bare;
mod roles;
mod source;

pub(super) use bare::bare;
pub(super) use roles::Roles;

use crate::error::Wrong;
use crate::packed::Toml;
use bare::inner_bracket;
use memchr::memmem::Finder;
use roles::Fnv;
use source::{FurnitureWords, Source};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// The words by which the layout of a report is recognised. Made from `rules/data/vocabulary.toml`, once.
#[derive(Debug)]
pub struct Vocabulary {
    words: HashMap<Box<str>, Roles, BuildHasherDefault<Fnv>>,
    /// A bit for the low end of every first character: most texts begin as no word does.
    firsts: Vec<u64>,
    longest: usize,
    pub(super) title_endings: Vec<String>,
    pub(super) heading_endings: Vec<String>,
    pub(super) bodies: Vec<String>,
    pub(super) signing: Vec<String>,
    /// What a question that boxes answer begins or ends with.
    pub(super) questions: Vec<String>,
    pub(super) furniture: Furniture,
}

/// Words of page furniture.
#[derive(Debug)]
pub(super) struct Furniture {
    /// One of these makes the line furniture.
    strong: Vec<Finder<'static>>,
    /// Two of these do.
    weak: Vec<Finder<'static>>,
}

impl Furniture {
    fn new(words: FurnitureWords) -> Self {
        let finders = |words: Vec<String>| words.iter().map(|word| Finder::new(word).into_owned()).collect();
        Furniture { strong: finders(words.strong), weak: finders(words.weak) }
    }

    /// Whether the words of a line make it furniture. Few lines are asked, so that an automaton would cost more than it saves.
    pub fn is_told_by(&self, line: &str) -> bool {
        let end = |word: &Finder<'_>, text: &[u8]| Some(word.find(text)? + word.needle().len());
        let first = |words: &[Finder<'_>], text: &[u8]| words.iter().filter_map(|word| end(word, text)).min();
        let line = line.as_bytes();
        let twice = || first(&self.weak, line).and_then(|end| first(&self.weak, line.get(end..)?));
        first(&self.strong, line).or_else(twice).is_some()
    }
}

impl Vocabulary {
    /// Reads the words from TOML; what is wrong with it, when it cannot.
    pub fn parse(toml: Toml<'_>) -> Result<Vocabulary, Wrong> {
        let source: Source = toml.read()?;
        let (columns, rows) = (&source.columns, &source.rows);
        let lists: [(&[String], Roles); 22] = [
            (&source.fields.labels, Roles::FIELD),
            (&source.fields.choices, Roles::CHOICE),
            (&columns.level1, Roles::LEVEL1),
            (&columns.level2, Roles::LEVEL2),
            (&columns.name, Roles::NAME),
            (&columns.operator, Roles::OPERATOR),
            (&columns.target, Roles::TARGET),
            (&columns.measure, Roles::MEASURE),
            (&columns.actual, Roles::ACTUAL),
            (&columns.weight, Roles::WEIGHT),
            (&columns.score, Roles::SCORE),
            (&columns.money, Roles::MONEY),
            (&columns.rate, Roles::RATE),
            (&columns.reason, Roles::REASON),
            (&columns.words, Roles::WORDS),
            (&rows.banners, Roles::BANNER),
            (&rows.totals, Roles::TOTAL),
            (&rows.level1, Roles::ROW_LEVEL1),
            (&rows.level2, Roles::ROW_LEVEL2),
            (&rows.funding, Roles::FUNDING),
            (&source.headings.topics, Roles::TOPIC),
            (&source.contents.headings, Roles::CONTENTS),
        ];
        let mut words: HashMap<Box<str>, Roles, BuildHasherDefault<Fnv>> = HashMap::default();
        for (list, roles) in lists.into_iter().chain([
            (source.title.annexes.as_slice(), Roles::ANNEX),
            (source.title.captions.as_slice(), Roles::CAPTION),
            (source.title.notes.as_slice(), Roles::NOTE),
        ]) {
            for word in list {
                let known = words.entry(word.as_str().into()).or_default();
                *known = known.or(roles);
            }
        }
        let mut firsts = vec![0; FIRSTS];
        for first in words.keys().filter_map(|word| word.chars().next()) {
            let (at, bit) = place(first);
            firsts[at] |= bit;
        }
        Ok(Vocabulary {
            firsts,
            longest: words.keys().map(|word| word.len()).max().unwrap_or(0),
            words,
            title_endings: source.title.endings,
            heading_endings: source.headings.endings,
            bodies: source.fields.bodies,
            signing: source.fields.signing,
            questions: source.fields.questions,
            furniture: Furniture::new(source.furniture),
        })
    }

    /// What the text is, when it is one of the words but for spaces inside it and a colon or brackets behind it.
    pub(super) fn roles(&self, text: &str) -> Roles {
        let text = bare(text);
        if !self.may_begin(text) {
            return Roles::default();
        }
        let roles = self.exactly(text);
        if roles != Roles::default() {
            return roles;
        }
        if let Some((open, close)) = inner_bracket(text) {
            return self.exactly(&[&text[..open], &text[close..]].concat());
        }
        match text.split_once('：') {
            Some((head, _)) if self.is(head, Roles::FUNDING) => Roles::FUNDING,
            _ => roles,
        }
    }

    /// Whether a text without what stands around it may be one of the words, or begin with one.
    fn may_begin(&self, text: &str) -> bool {
        let known = |first: char| {
            let (at, bit) = place(first);
            self.firsts.get(at).is_some_and(|bits| bits & bit != 0)
        };
        text.starts_with(|first: char| first.is_whitespace() || known(first))
    }

    fn exactly(&self, text: &str) -> Roles {
        if text.is_empty() || text.len() > 2 * self.longest {
            return Roles::default();
        }
        if !text.bytes().any(|byte| byte <= b' ') && !text.contains('\u{3000}') {
            return self.words.get(text).copied().unwrap_or_default();
        }
        let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        self.words.get(joined.as_str()).copied().unwrap_or_default()
    }

    /// The length of the longest known label of `roles` (spaces inside allowed) that starts the text and ends before a space, a bracket or the end.
    pub(super) fn prefix(&self, text: &str, roles: Roles) -> Option<usize> {
        let mut joined = String::new();
        let mut found = None;
        for (at, c) in text.char_indices() {
            let ends = c.is_whitespace() || matches!(c, '（' | '(' | '：' | ':' | '□' | '☑' | '√');
            if ends && !joined.is_empty() && self.is(&joined, roles) {
                found = Some(at);
            }
            if c.is_whitespace() {
                continue;
            }
            if ends || joined.len() >= self.longest {
                return found;
            }
            joined.push(c);
        }
        if self.is(&joined, roles) { Some(text.len()) } else { found }
    }

    fn is(&self, word: &str, roles: Roles) -> bool {
        self.words.get(word).is_some_and(|known| known.any(roles))
    }

    /// Whether the text ends as titles do, but for a bracket behind it.
    pub(super) fn ends_title(&self, text: &str) -> bool {
        ends(bare(text), &self.title_endings)
    }

    /// Whether the text ends as headings do, but for a bracket behind it.
    pub(super) fn ends_heading(&self, text: &str) -> bool {
        ends(bare(text), &self.heading_endings)
    }

    /// Whether the text ends as the name of a public body or firm does.
    pub(super) fn ends_body(&self, text: &str) -> bool {
        ends(bare(text), &self.bodies)
    }
}

/// The words of the bits of first characters.
const FIRSTS: usize = 64;

/// The bit of a first character.
fn place(first: char) -> (usize, u64) {
    ((first as usize >> 6) % FIRSTS, 1 << (first as u32 & 63))
}

fn ends(text: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending.as_str()))
}
