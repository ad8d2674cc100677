//! Miswritten words: `rules/data/confusions.toml`.

use crate::error::Wrong;
use crate::packed::{Text, Toml};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// Miswritten words and traditional characters.
#[derive(Clone, Debug, Default)]
pub struct Confusions {
    /// The words, in the order of the file.
    pub terms: Vec<Term>,
    /// Words that name a point of time, as a date does.
    pub time_words: Vec<String>,
    /// Traditional characters.
    pub script: Script,
    groups: Vec<Group>,
    exceptions: BTreeMap<String, Surroundings>,
}

/// A word as it is miswritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it stands.
    pub written: String,
    /// As it is meant.
    pub meant: String,
    group: u16,
}

/// What stands around a word where it is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Surroundings {
    /// Right before it.
    pub before: Vec<String>,
    /// Right behind it.
    pub after: Vec<String>,
    /// Later in its sentence.
    pub later: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File<'s> {
    time_words: Vec<String>,
    #[serde(borrow)]
    traditional: Vec<Text<'s>>,
    #[serde(borrow)]
    group: Vec<GroupFile<'s>>,
    exceptions: BTreeMap<String, Surroundings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile<'s> {
    class: String,
    #[serde(borrow)]
    words: Vec<Text<'s>>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    later: Vec<String>,
}

#[derive(Clone, Debug)]
struct Group {
    class: String,
    right: Surroundings,
}

impl Confusions {
    /// Reads the table.
    pub fn parse(toml: Toml<'_>) -> Result<Self, Wrong> {
        let file: File<'_> = toml.read()?;
        let groups = file.group.iter().enumerate();
        let pairs = groups.flat_map(|(at, group)| group.words.iter().map(move |pair| (pair, at as u16)));
        let terms: Vec<Term> = pairs.map(|(pair, group)| term(pair, group)).collect::<Result<_, _>>()?;
        let words: HashSet<_> = terms.iter().map(|term| term.written.as_str()).collect();
        if let Some(word) = file.exceptions.keys().find(|word| !words.contains(word.as_str())) {
            return Err(format!("an exception for `{word}`, which no group lists").into());
        }
        let script = Script::new(&file.traditional)?;
        let group = |GroupFile { class, before, after, later, .. }| Group { class, right: Surroundings { before, after, later } };
        let groups = file.group.into_iter().map(group).collect();
        Ok(Confusions { terms, time_words: file.time_words, script, groups, exceptions: file.exceptions })
    }

    /// What kind of mistake it is: slip, variant, usage, time, character.
    pub fn class(&self, term: &Term) -> &str {
        self.groups.get(usize::from(term.group)).map_or("", |group| group.class.as_str())
    }

    /// What may stand right before it, right behind it, and later in its sentence, where it is right.
    pub fn right(&self, term: &Term) -> [Vec<&str>; 3] {
        let group = self.groups.get(usize::from(term.group)).map(|group| &group.right);
        let right: Vec<&Surroundings> = group.into_iter().chain(self.exceptions.get(&term.written)).collect();
        let both = |list: fn(&Surroundings) -> &Vec<String>| right.iter().copied().flat_map(list).map(String::as_str).collect();
        [both(|right| &right.before), both(|right| &right.after), both(|right| &right.later)]
    }
}

fn term(pair: &str, group: u16) -> Result<Term, String> {
    let (written, meant) = pair.split_once(' ').ok_or_else(|| format!("`{pair}`: the word as written, a space, the word as meant"))?;
    if written.is_empty() || written == meant {
        return Err(format!("`{pair}`: two different words are needed"));
    }
    Ok(Term { written: written.to_owned(), meant: meant.to_owned(), group })
}

/// Traditional characters and the simplified ones they stand for.
#[derive(Clone, Debug, Default)]
pub struct Script {
    pairs: BTreeMap<char, char>,
}

impl Script {
    fn new(lines: &[Text<'_>]) -> Result<Self, String> {
        let pair = |pair: &str| {
            let mut characters = pair.chars();
            match (characters.next(), characters.next(), characters.next()) {
                (Some(from), Some(to), None) => Ok((from, to)),
                _ => Err(format!("`{pair}`: a traditional and a simplified character")),
            }
        };
        let pairs: BTreeMap<char, char> = lines.iter().flat_map(|line| line.split_whitespace()).map(pair).collect::<Result<_, _>>()?;
        Ok(Script { pairs })
    }

    /// The traditional ones.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        self.pairs.keys().copied()
    }

    /// The simplified character for a traditional one.
    pub fn simplified(&self, character: char) -> Option<char> {
        self.pairs.get(&character).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_of_group_and_word_are_joined() {
        let toml = "[[group]]\nclass = 'slip'\nbefore = ['甲']\nwords = ['错词 对词']\n[exceptions]\n'错词' = { before = ['乙'] }";
        let read = Confusions::parse(toml.into()).expect("a table");
        assert_eq!(read.right(&read.terms[0])[0], ["甲", "乙"]);
        assert_eq!((read.terms[0].written.as_str(), read.terms[0].meant.as_str()), ("错词", "对词"));
    }

    #[test]
    fn mistakes_are_named() {
        let read = |toml: &str| Confusions::parse(toml.into()).expect_err("a mistake").message.en;
        assert!(read("[[group]]\nclass = 'slip'\nwords = ['同 同']").contains("two different"));
        assert!(read("[[group]]\nclass = 'slip'\nwords = ['独']").contains("as written"));
        assert!(read("[exceptions]\n'无' = { before = ['乙'] }").contains("`无`"));
        assert!(read("traditional = ['國国家']").contains("國国家"));
    }

    #[test]
    fn traditional_characters_are_told_apart() {
        let script = Confusions::parse("traditional = ['國国 進进']".into()).expect("a table").script;
        assert_eq!(script.simplified('進'), Some('进'));
        assert_eq!(script.simplified('进'), None);
        assert_eq!(script.characters().collect::<String>(), "國進");
    }
}
