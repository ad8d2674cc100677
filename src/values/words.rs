//! Word lists looked up at a place of the text, by their first or last characters.

use super::keys::{Key, Keys, NONE, Places, key};
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
    pub fn joined<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>, join: impl Fn(T, T) -> T) -> Self
    where
        T: Copy,
    {
        let (text, mut keyed) = keyed(words, false);
        // Keys and lengths tell nearly all words apart, so that few are compared themselves.
        keyed.sort_unstable_by(|(a, one), (b, other)| {
            a.cmp(b).then_with(|| one.of(&text).cmp(other.of(&text))).then_with(|| one.start.cmp(&other.start))
        });
        keyed.dedup_by(|(b, more), (a, known)| {
            let same = a == b && known.of(&text) == more.of(&text);
            if same {
                known.meaning = join(known.meaning, more.meaning);
            }
            same
        });
        Words::sorted(text, keyed, false)
    }

    fn new<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>, at_end: bool) -> Self {
        let (text, mut keyed) = keyed(words, at_end);
        keyed.sort_unstable_by_key(|(rank, entry)| (*rank, entry.start));
        Words::sorted(text, keyed, at_end)
    }

    fn sorted(text: String, keyed: Vec<(u64, Entry<T>)>, at_end: bool) -> Self {
        let known = || keyed.iter().map(|(rank, _)| key_of(*rank));
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
        let mut places = Places::of(text);
        std::iter::from_fn(move || {
            while let Some((at, key)) = places.next(&self.keys) {
                if at < from {
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
        let mut places = Places::of(text);
        let here = move |at: usize| text.get(at..).unwrap_or("");
        std::iter::from_fn(move || places.next(&self.keys))
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

    /// Whether one of the words may begin with a character.
    pub fn may_open(&self, first: char) -> bool {
        self.keys.may_be_first(first)
    }

    /// Of the words that a text with this key can hold those that stand there: longer ones, then that of one character.
    fn with_key<'w>(&'w self, key: Key, text: &str) -> impl Iterator<Item = (&'w str, &'w T)> {
        let pair = if key.second != NONE && self.keys.may_be_pair(key) { self.slot(key) } else { &[] };
        let single = if self.keys.may_be_single(key.first) { self.slot(Key { second: NONE, ..key }) } else { &[] };
        let fits = move |entry: &&Entry<T>| fits(text.as_bytes(), entry.bytes(&self.text), self.at_end);
        pair.iter().chain(single).filter(fits).map(|entry| self.word(entry))
    }

    fn word<'w>(&'w self, entry: &'w Entry<T>) -> (&'w str, &'w T) {
        (entry.of(&self.text), &entry.meaning)
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

/// A word, by its place among all words, and what it stands for.
#[derive(Clone, Debug)]
struct Entry<T> {
    start: u32,
    length: u32,
    meaning: T,
}

impl<T> Entry<T> {
    #[inline]
    fn bytes<'t>(&self, text: &'t str) -> &'t [u8] {
        let start = self.start as usize;
        text.as_bytes().get(start..start + self.length as usize).unwrap_or_default()
    }

    fn of<'t>(&self, text: &'t str) -> &'t str {
        let start = self.start as usize;
        text.get(start..start + self.length as usize).unwrap_or("")
    }
}

/// All words, one behind the other, and each with its rank, in their order.
fn keyed<W: AsRef<str>, T>(words: impl IntoIterator<Item = (W, T)>, at_end: bool) -> (String, Vec<(u64, Entry<T>)>) {
    let words = words.into_iter();
    let (mut text, mut keyed) = (String::new(), Vec::with_capacity(words.size_hint().0));
    for (word, meaning) in words {
        let (start, word) = (text.len() as u32, word.as_ref());
        if !word.is_empty() {
            text.push_str(word);
            keyed.push((rank(key(word, at_end), word.len()), Entry { start, length: word.len() as u32, meaning }));
        }
    }
    (text, keyed)
}

/// The place of a word in the order of keys, longer words first, as one number: every run sorts thousands of them.
fn rank(key: Key, length: usize) -> u64 {
    const LENGTH: u64 = (1 << 22) - 1;
    (key.first as u64) << 43 | (key.second as u64) << 22 | LENGTH.saturating_sub(length as u64)
}

/// The key in a rank.
fn key_of(rank: u64) -> Key {
    let part = |shift: u32| char::from_u32((rank >> shift) as u32 & 0x1f_ffff).unwrap_or(NONE);
    Key { first: part(43), second: part(22) }
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
        fn what_a_word_stands_for_is_joined(words in prop::collection::vec("[甲乙]{1,4}", 0..24)) {
            let bits = || words.iter().enumerate().map(|(at, word)| (word, 1u32 << at));
            let known = Words::joined(bits(), |all, more| all | more);
            for word in &words {
                let all: u32 = bits().filter(|(other, _)| *other == word).map(|(_, bit)| bit).sum();
                prop_assert_eq!(known.longest(word), Some((word.as_str(), &all)));
            }
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
