//! Word lists looked up at a place of the text, by their first or last characters.

use std::cmp::Reverse;
use std::ops::Range;

/// Words with what they stand for. Where none of them stands, which is nearly everywhere, a look-up costs two looks at bits, whatever
/// the number of words; else one probe of a hash table and a comparison or two.
#[derive(Clone, Debug)]
pub struct Words<T> {
    /// The words that share their first two characters, or all of one character, at the place of their hash or in the next free one.
    /// Never full.
    slots: Vec<Option<Slot>>,
    /// What the words begin with.
    keys: Keys,
    /// All words, one behind the other.
    text: String,
    /// The words by key, longer words first.
    entries: Vec<Entry<T>>,
    /// Whether the words are looked for where a text ends; the key is then their last characters.
    at_end: bool,
}

impl<T> Words<T> {
    /// Words to be found where a text begins.
    pub fn at_start<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>) -> Self {
        Words::new(words, false)
    }

    /// Words to be found where a text ends.
    pub fn at_end<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>) -> Self {
        Words::new(words, true)
    }

    /// Words to be found where a text begins, of which each may come several times: what it stands for is joined.
    pub fn joined<W: AsRef<str>>(mut words: Vec<(W, T)>, join: impl Fn(T, T) -> T) -> Self
    where
        T: Copy,
    {
        words.sort_by(|(a, _), (b, _)| a.as_ref().cmp(b.as_ref()));
        words.dedup_by(|(later, more), (earlier, known)| {
            let same = later.as_ref() == earlier.as_ref();
            if same {
                *known = join(*known, *more);
            }
            same
        });
        Words::at_start(words)
    }

    fn new<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>, at_end: bool) -> Self {
        let (mut text, mut keyed) = (String::new(), Vec::new());
        for (word, meaning) in words {
            let (start, word) = (text.len() as u32, word.as_ref());
            if !word.is_empty() {
                text.push_str(word);
                keyed.push((key(word, at_end), Entry { start, length: word.len() as u32, meaning }));
            }
        }
        keyed.sort_by_key(|(key, entry)| (*key, Reverse(entry.length)));
        let known = || keyed.iter().map(|(key, _)| *key);
        let (slots, keys) = (slots(known()), Keys::of(known()));
        Words { slots, keys, text, entries: keyed.into_iter().map(|(_, entry)| entry).collect(), at_end }
    }

    /// The words that stand there, the longest first.
    pub fn all<'w>(&'w self, text: &str) -> impl Iterator<Item = (&'w str, &'w T)> {
        self.with_key(key(text, self.at_end), text)
    }

    /// The words of a text with their byte ranges, from left to right, the longest at each place and none overlapping another.
    pub fn find<'w>(&'w self, text: &'w str) -> impl Iterator<Item = (Range<usize>, &'w T)> {
        let mut from = 0;
        let mut places = text.char_indices();
        let mut next = places.next();
        std::iter::from_fn(move || {
            while let Some((at, first)) = next {
                next = places.next();
                let key = Key { first, second: next.map_or(NONE, |(_, second)| second) };
                if !self.keys.may_hold(key) || at < from {
                    continue;
                }
                if let Some((word, meaning)) = self.with_key(key, text.get(at..)?).next() {
                    from = at + word.len();
                    return Some((at..from, meaning));
                }
            }
            None
        })
    }

    /// All words of a text with their byte ranges, from left to right, the longest first of those that begin at one place.
    pub fn overlapping<'w>(&'w self, text: &'w str) -> impl Iterator<Item = (Range<usize>, &'w T)> {
        let seconds = text.chars().skip(1).chain([NONE]);
        let keys = text.char_indices().zip(seconds).map(|((at, first), second)| (at, Key { first, second }));
        let here = |at: usize| text.get(at..).unwrap_or("");
        keys.filter(|(_, key)| self.keys.may_hold(*key))
            .flat_map(move |(at, key)| self.with_key(key, here(at)).map(move |(word, meaning)| (at..at + word.len(), meaning)))
    }

    /// Every word with its meaning.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|entry| self.word(entry))
    }

    /// The longest word that stands there.
    pub fn longest(&self, text: &str) -> Option<(&str, &T)> {
        self.all(text).next()
    }

    /// Whether any of the words stands there.
    pub fn any(&self, text: &str) -> bool {
        self.longest(text).is_some()
    }

    /// Of the words that a text with this key can hold those that stand there: longer ones, then that of one character.
    fn with_key<'w>(&'w self, key: Key, text: &str) -> impl Iterator<Item = (&'w str, &'w T)> {
        let pair = if key.second != NONE && self.keys.may_be_pair(key) { self.slot(key) } else { &[] };
        let single = if self.keys.may_be_single(key.first) { self.slot(Key { second: NONE, ..key }) } else { &[] };
        let words = pair.iter().chain(single).map(|entry| self.word(entry));
        words.filter(move |(word, _)| fits(text.as_bytes(), word.as_bytes(), self.at_end))
    }

    fn word<'w>(&'w self, entry: &'w Entry<T>) -> (&'w str, &'w T) {
        let start = entry.start as usize;
        (self.text.get(start..start + entry.length as usize).unwrap_or(""), &entry.meaning)
    }

    /// The words of exactly this key.
    fn slot(&self, key: Key) -> &[Entry<T>] {
        let mut at = key.hash() as usize & (self.slots.len() - 1);
        while let Some(slot) = self.slots.get(at).copied().flatten() {
            if slot.key == key {
                return self.entries.get(slot.start as usize..slot.end as usize).unwrap_or(&[]);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        &[]
    }
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Words::at_start::<&str>([])
    }
}

/// No character: behind a word of one, or behind the end of a text.
const NONE: char = '\0';

/// The first two characters of a word or a text, from the end that is looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Key {
    first: char,
    second: char,
}

impl Key {
    #[inline]
    fn hash(self) -> u32 {
        let mixed = (self.first as u32).wrapping_mul(0x9E37_79B1).wrapping_add((self.second as u32).wrapping_mul(0x85EB_CA77));
        mixed ^ (mixed >> 15)
    }
}

fn key(text: &str, at_end: bool) -> Key {
    let mut characters = text.chars();
    let mut next = || if at_end { characters.next_back() } else { characters.next() };
    Key { first: next().unwrap_or(NONE), second: next().unwrap_or(NONE) }
}

/// A word, by its place among all words, and what it stands for.
#[derive(Clone, Debug)]
struct Entry<T> {
    start: u32,
    length: u32,
    meaning: T,
}

/// A key and the range of its words.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    start: u32,
    end: u32,
}

/// The table of sorted keys, at most half full.
fn slots(keys: impl Iterator<Item = Key>) -> Vec<Option<Slot>> {
    let mut found: Vec<Slot> = Vec::new();
    for (at, key) in (0..).zip(keys) {
        match found.last_mut().filter(|slot| slot.key == key) {
            Some(slot) => slot.end = at + 1,
            None => found.push(Slot { key, start: at, end: at + 1 }),
        }
    }
    let mut slots = vec![None; (2 * found.len() + 1).next_power_of_two()];
    for slot in found {
        let mut at = slot.key.hash() as usize & (slots.len() - 1);
        while slots[at].is_some() {
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = Some(slot);
    }
    slots
}

/// Keys as bits: what is not in here is the key of no word.
#[derive(Clone, Debug)]
struct Keys {
    /// A bit for the low end of every word of one character, then one for the hash of every pair.
    bits: Vec<u64>,
}

/// The words of the bits of single characters.
const SINGLES: usize = 64;

impl Keys {
    fn of(keys: impl ExactSizeIterator<Item = Key>) -> Self {
        // So many bits that at most one in sixteen is set.
        let pairs = (16 * keys.len()).next_power_of_two().clamp(64, 1 << 20) / 64;
        let mut known = Keys { bits: vec![0; SINGLES + pairs] };
        for key in keys {
            let (at, bit) = if key.second == NONE { single(key.first) } else { known.pair(key) };
            known.bits[at] |= bit;
        }
        known
    }

    #[inline]
    fn may_hold(&self, key: Key) -> bool {
        self.may_be_pair(key) || self.may_be_single(key.first)
    }

    #[inline]
    fn may_be_pair(&self, key: Key) -> bool {
        let (at, bit) = self.pair(key);
        self.bits[at] & bit != 0
    }

    #[inline]
    fn may_be_single(&self, first: char) -> bool {
        let (at, bit) = single(first);
        self.bits[at] & bit != 0
    }

    #[inline]
    fn pair(&self, key: Key) -> (usize, u64) {
        let hash = key.hash();
        (SINGLES + ((hash >> 6) as usize & (self.bits.len() - SINGLES - 1)), 1 << (hash & 63))
    }
}

#[inline]
fn single(first: char) -> (usize, u64) {
    let code = first as u32;
    ((code >> 6) as usize & (SINGLES - 1), 1 << (code & 63))
}

#[inline]
fn fits(text: &[u8], word: &[u8], at_end: bool) -> bool {
    if at_end { text.ends_with(word) } else { text.starts_with(word) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_is_found_where_it_stands(words in prop::collection::vec("[甲乙丙a。]{1,4}", 0..12), text in "[甲乙丙a。]{0,12}") {
            let known = Words::at_start(words.iter().map(|word| (word, ())));
            for (at, _) in text.char_indices() {
                let here = &text[at..];
                let longest = words.iter().filter(|word| here.starts_with(word.as_str())).max_by_key(|word| word.len());
                prop_assert_eq!(known.longest(here).map(|(word, ())| word), longest.map(String::as_str));
            }
            let from_end = Words::at_end(words.iter().map(|word| (word, ())));
            let longest = words.iter().filter(|word| text.ends_with(word.as_str())).max_by_key(|word| word.len());
            prop_assert_eq!(from_end.longest(&text).map(|(word, ())| word), longest.map(String::as_str));
        }

        #[test]
        fn words_are_found_from_left_to_right(words in prop::collection::vec("[甲乙丙a。]{1,3}", 0..6), text in "[甲乙丙丁a。]{0,24}") {
            let known = Words::at_start(words.iter().map(|word| (word, ())));
            let mut at = 0;
            for (range, ()) in known.find(&text) {
                prop_assert!(text[at..range.start].char_indices().all(|(skipped, _)| !known.any(&text[at + skipped..])));
                prop_assert_eq!(known.longest(&text[range.start..]).map(|(word, ())| word.len()), Some(range.len()));
                at = range.end;
            }
            prop_assert!(text[at..].char_indices().all(|(skipped, _)| !known.any(&text[at + skipped..])));
        }
    }
}
