//! The words by which the layout of a report is recognised: data, read once, compiled to one table of words.

use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a word can be in a report; one word can be several things.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Roles(u32);

impl Roles {
    pub const FIELD: Roles = Roles(1);
    pub const CHOICE: Roles = Roles(1 << 1);
    pub const LEVEL1: Roles = Roles(1 << 2);
    pub const LEVEL2: Roles = Roles(1 << 3);
    pub const NAME: Roles = Roles(1 << 4);
    pub const OPERATOR: Roles = Roles(1 << 5);
    pub const TARGET: Roles = Roles(1 << 6);
    pub const MEASURE: Roles = Roles(1 << 7);
    pub const ACTUAL: Roles = Roles(1 << 8);
    pub const WEIGHT: Roles = Roles(1 << 9);
    pub const SCORE: Roles = Roles(1 << 10);
    pub const MONEY: Roles = Roles(1 << 11);
    pub const RATE: Roles = Roles(1 << 12);
    pub const REASON: Roles = Roles(1 << 13);
    pub const WORDS: Roles = Roles(1 << 14);
    pub const BANNER: Roles = Roles(1 << 15);
    pub const TOTAL: Roles = Roles(1 << 16);
    pub const ROW_LEVEL1: Roles = Roles(1 << 17);
    pub const ROW_LEVEL2: Roles = Roles(1 << 18);
    pub const FUNDING: Roles = Roles(1 << 19);
    pub const TOPIC: Roles = Roles(1 << 20);
    pub const CONTENTS: Roles = Roles(1 << 21);
    pub const ANNEX: Roles = Roles(1 << 22);
    pub const CAPTION: Roles = Roles(1 << 23);
    /// Any header cell.
    pub const COLUMN: Roles = Roles(0b111_1111_1111_1100);
    /// Any cell that begins a row.
    pub const ROW: Roles = Roles(0b1111_1000_0000_0000_0000);

    /// Either of two.
    pub const fn or(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// Whether the word is one of `roles`.
    pub fn any(self, roles: Roles) -> bool {
        self.0 & roles.0 != 0
    }
}

/// The words by which the layout of a report is recognised. Made from `rules/data/vocabulary.toml`, once.
#[derive(Debug)]
pub struct Vocabulary {
    words: HashMap<Box<str>, Roles, BuildHasherDefault<Fnv>>,
    longest: usize,
    pub(super) title_endings: Vec<String>,
    pub(super) heading_endings: Vec<String>,
    pub(super) bodies: Vec<String>,
    pub(super) signing: Vec<String>,
    pub(super) furniture: Furniture,
}

/// A hash for a few short words that are all known beforehand.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// Words of page furniture.
#[derive(Debug)]
pub(super) struct Furniture {
    /// One of these makes the line furniture.
    pub strong: AhoCorasick,
    /// Two of these do.
    pub weak: AhoCorasick,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FurnitureWords {
    strong: Vec<String>,
    weak: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    title: Title,
    contents: Contents,
    furniture: FurnitureWords,
    fields: Fields,
    headings: Headings,
    columns: Columns,
    rows: Rows,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    endings: Vec<String>,
    annexes: Vec<String>,
    captions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    headings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    labels: Vec<String>,
    choices: Vec<String>,
    signing: Vec<String>,
    bodies: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    endings: Vec<String>,
    topics: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Columns {
    level1: Vec<String>,
    level2: Vec<String>,
    name: Vec<String>,
    operator: Vec<String>,
    target: Vec<String>,
    measure: Vec<String>,
    actual: Vec<String>,
    weight: Vec<String>,
    score: Vec<String>,
    money: Vec<String>,
    rate: Vec<String>,
    reason: Vec<String>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    banners: Vec<String>,
    totals: Vec<String>,
    level1: Vec<String>,
    level2: Vec<String>,
    funding: Vec<String>,
}

impl Vocabulary {
    /// Reads the words from TOML; what is wrong with it, when it cannot.
    pub fn parse(toml: &str) -> Result<Vocabulary, String> {
        let source: Source = toml::from_str(toml).map_err(|error| error.to_string())?;
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
        for (list, roles) in
            lists.into_iter().chain([(source.title.annexes.as_slice(), Roles::ANNEX), (source.title.captions.as_slice(), Roles::CAPTION)])
        {
            for word in list {
                let known = words.entry(word.as_str().into()).or_default();
                *known = known.or(roles);
            }
        }
        Ok(Vocabulary {
            longest: words.keys().map(|word| word.len()).max().unwrap_or(0),
            words,
            title_endings: source.title.endings,
            heading_endings: source.headings.endings,
            bodies: source.fields.bodies,
            signing: source.fields.signing,
            furniture: Furniture { strong: automaton(&source.furniture.strong)?, weak: automaton(&source.furniture.weak)? },
        })
    }

    /// What the text is, when it is one of the words but for spaces inside it and a colon or brackets behind it.
    pub(super) fn roles(&self, text: &str) -> Roles {
        let text = bare(text);
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

    fn exactly(&self, text: &str) -> Roles {
        if text.is_empty() || text.len() > 2 * self.longest {
            return Roles::default();
        }
        if !text.bytes().any(|byte| byte <= b' ') && memchr::memmem::find(text.as_bytes(), "\u{3000}".as_bytes()).is_none() {
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

fn automaton(words: &[String]) -> Result<AhoCorasick, String> {
    AhoCorasick::new(words).map_err(|error| error.to_string())
}

fn ends(text: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending.as_str()))
}

/// The bracket inside a short text: 转移支付（项目）名称.
fn inner_bracket(text: &str) -> Option<(usize, usize)> {
    let open = text.find(['（', '(']).filter(|&open| open > 0 && text.len() < 90)?;
    let close = open + text[open..].find(['）', ')'])?;
    Some((open, close + text[close..].chars().next()?.len_utf8()))
}

/// The text without a figure and a point before it: 2.项目实施内容.
fn unnumbered(text: &str) -> &str {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match behind.strip_prefix(['.', '．', '、']) {
        Some(rest) if behind.len() < text.len() && !rest.starts_with(|c: char| c.is_ascii_digit()) => rest.trim_start(),
        _ => text,
    }
}

/// The text without the number before a label, and the brackets and the colon that may follow a label: 项目资金（万元）： → 项目资金.
pub(super) fn bare(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(|byte| (0xE4..=0xE9).contains(byte));
    if plain(text.as_bytes().first()) && plain(text.as_bytes().get(text.len().wrapping_sub(3))) {
        return text;
    }
    let mut text = unnumbered(text.trim().trim_start_matches('*')).trim_end_matches(['：', ':', '*', ' ', '\u{3000}']);
    while text.ends_with(['）', ')']) {
        match text.rfind(['（', '(']) {
            Some(0) | None => return text,
            Some(open) => text = text[..open].trim_end(),
        }
    }
    text
}
