//! Word lists looked up at a place of the text, by their first or last character.

use std::cmp::Reverse;
use std::ops::Range;

/// Words with what they stand for. A look-up costs one probe of a hash table and a comparison or two.
#[derive(Clone, Debug)]
pub struct Words<T> {
    /// For each hash the key with its words in `entries`, in the next free slot when two keys share it. Never full.
    slots: Vec<Option<Slot>>,
    /// A bit for the low end of every key: most characters are the key of nothing.
    keys: [u64; 64],
    /// The words by key, longer words first.
    entries: Vec<(String, T)>,
    /// Whether the words are looked for where a text ends; the key is then their last character.
    at_end: bool,
}

impl<T> Words<T> {
    /// Words to be found where a text begins.
    pub fn at_start(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Words::new(words, false)
    }

    /// Words to be found where a text ends.
    pub fn at_end(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Words::new(words, true)
    }

    fn new(words: impl IntoIterator<Item = (String, T)>, at_end: bool) -> Self {
        let mut entries: Vec<_> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        entries.sort_by_cached_key(|(word, _)| (key(word, at_end), Reverse(word.len())));
        let slots = slots(entries.iter().filter_map(|(word, _)| Some((key(word, at_end)?, word.chars().nth(1)))));
        let mut keys = [0; 64];
        for slot in slots.iter().flatten() {
            let (word, bit) = place(slot.key);
            keys[word] |= bit;
        }
        Words { slots, keys, entries, at_end }
    }

    /// The words that stand there, the longest first.
    pub fn all<'w>(&'w self, text: &str) -> impl Iterator<Item = (&'w str, &'w T)> {
        let slot = key(text, self.at_end).and_then(|key| self.slot(key));
        slot.into_iter().flat_map(move |slot| self.fitting(slot, text))
    }

    /// Of the words of one key those that stand there.
    fn fitting<'w>(&'w self, slot: Slot, text: &str) -> impl Iterator<Item = (&'w str, &'w T)> {
        let same = self.entries.get(slot.start..slot.end).unwrap_or(&[]).iter();
        same.filter(move |(word, _)| fits(text.as_bytes(), word.as_bytes(), self.at_end)).map(|(word, meaning)| (word.as_str(), meaning))
    }

    /// The words of a text with their byte ranges, from left to right, the longest at each place and none overlapping another.
    pub fn find<'w>(&'w self, text: &'w str) -> impl Iterator<Item = (Range<usize>, &'w T)> {
        let mut from = 0;
        let mut places = text.char_indices();
        std::iter::from_fn(move || {
            loop {
                let (at, first) = places.next()?;
                if at < from {
                    continue;
                }
                let Some(slot) = self.slot(first) else { continue };
                if !slot.may_go_on(text.get(at + first.len_utf8()..)?) {
                    continue;
                }
                if let Some((word, meaning)) = self.fitting(slot, text.get(at..)?).next() {
                    from = at + word.len();
                    return Some((at..from, meaning));
                }
            }
        })
    }

    /// All words of a text with their byte ranges, from left to right, the longest first of those that begin at one place.
    pub fn overlapping<'w>(&'w self, text: &'w str) -> impl Iterator<Item = (Range<usize>, &'w T)> {
        text.char_indices().flat_map(move |(at, first)| {
            let slot = self.slot(first).filter(|slot| slot.may_go_on(&text[at + first.len_utf8()..]));
            let words = slot.into_iter().flat_map(move |slot| self.fitting(slot, &text[at..]));
            words.map(move |(word, meaning)| (at..at + word.len(), meaning))
        })
    }

    /// Every word with its meaning.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(word, meaning)| (word.as_str(), meaning))
    }

    fn slot(&self, key: char) -> Option<Slot> {
        let (word, bit) = place(key);
        if self.keys[word] & bit == 0 {
            return None;
        }
        let mut at = hash(key, self.slots.len());
        while let Some(slot) = self.slots.get(at).copied().flatten() {
            if slot.key == key {
                return Some(slot);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }

    /// The longest word that stands there.
    pub fn longest(&self, text: &str) -> Option<(&str, &T)> {
        self.all(text).next()
    }

    /// Whether any of the words stands there.
    pub fn any(&self, text: &str) -> bool {
        self.longest(text).is_some()
    }
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Words::at_start([])
    }
}

/// A key and the range of its words.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: char,
    start: usize,
    end: usize,
    /// A bit for the low end of every second character; all bits for a word that has none.
    seconds: u64,
}

impl Slot {
    /// Whether what stands behind the key may be the rest of a word.
    fn may_go_on(self, rest: &str) -> bool {
        self.seconds & rest.chars().next().map_or(u64::MAX, |second| place(second).1) != 0
    }
}

/// The table of sorted keys, at most half full.
fn slots(words: impl Iterator<Item = (char, Option<char>)>) -> Vec<Option<Slot>> {
    let mut found: Vec<Slot> = Vec::new();
    for (at, (key, second)) in words.enumerate() {
        let seconds = second.map_or(u64::MAX, |second| place(second).1);
        match found.last_mut().filter(|slot| slot.key == key) {
            Some(slot) => *slot = Slot { end: at + 1, seconds: slot.seconds | seconds, ..*slot },
            None => found.push(Slot { key, start: at, end: at + 1, seconds }),
        }
    }
    let mut slots = vec![None; (2 * found.len() + 1).next_power_of_two()];
    for slot in found {
        let mut at = hash(slot.key, slots.len());
        while slots[at].is_some() {
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = Some(slot);
    }
    slots
}

/// A place in a table whose size is a power of two.
fn hash(key: char, size: usize) -> usize {
    ((key as u32).wrapping_mul(0x9E37_79B1) >> 16) as usize & (size - 1)
}

/// The bit of a key: its word and its place there.
fn place(key: char) -> (usize, u64) {
    let code = key as u32;
    ((code >> 6) as usize & 63, 1 << (code & 63))
}

fn key(text: &str, at_end: bool) -> Option<char> {
    if at_end { text.chars().next_back() } else { text.chars().next() }
}

/// Compared byte by byte: words are too short for a call to pay, and most differ in their second character.
fn fits(text: &[u8], word: &[u8], at_end: bool) -> bool {
    if text.len() < word.len() {
        return false;
    }
    let start = if at_end { text.len() - word.len() } else { 0 };
    text[start..].iter().zip(word).all(|(a, b)| a == b)
}
