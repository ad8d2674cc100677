//! Word lists looked up at a place of the text, by their first or last character.

/// Words with what they stand for. A look-up costs one probe of a hash table and a comparison or two.
#[derive(Debug)]
pub(super) struct Words<T> {
    /// For each hash the key with its words in `entries`, in the next free slot when two keys share it. Never full.
    slots: Vec<Option<Slot>>,
    /// The words by key, longer words first.
    entries: Vec<(String, T)>,
    /// Whether the words are looked for where a text ends; the key is then their last character.
    at_end: bool,
}

impl<T> Words<T> {
    /// Words to be found where a text begins.
    pub(super) fn at_start(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Words::new(words, false)
    }

    /// Words to be found where a text ends.
    pub(super) fn at_end(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Words::new(words, true)
    }

    fn new(words: impl IntoIterator<Item = (String, T)>, at_end: bool) -> Self {
        let mut entries: Vec<_> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        entries.sort_by(|(a, _), (b, _)| (key(a, at_end), b.len(), a).cmp(&(key(b, at_end), a.len(), b)));
        let slots = slots(entries.iter().filter_map(|(word, _)| key(word, at_end)));
        Words { slots, entries, at_end }
    }

    /// The words that stand there, the longest first.
    pub(super) fn all<'w>(&'w self, text: &str) -> impl Iterator<Item = (&'w str, &'w T)> {
        let same = key(text, self.at_end).and_then(|key| self.slot(key)).and_then(|slot| self.entries.get(slot.start..slot.end));
        let same = same.unwrap_or(&[]).iter();
        same.filter(move |(word, _)| fits(text.as_bytes(), word.as_bytes(), self.at_end)).map(|(word, meaning)| (word.as_str(), meaning))
    }

    /// Every word with its meaning.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(word, meaning)| (word.as_str(), meaning))
    }

    fn slot(&self, key: char) -> Option<Slot> {
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
    pub(super) fn longest(&self, text: &str) -> Option<(&str, &T)> {
        self.all(text).next()
    }

    /// Whether any of the words stands there.
    pub(super) fn any(&self, text: &str) -> bool {
        self.longest(text).is_some()
    }
}

/// A key and the range of its words.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: char,
    start: usize,
    end: usize,
}

/// The table of sorted keys, at most half full.
fn slots(keys: impl Iterator<Item = char>) -> Vec<Option<Slot>> {
    let mut found: Vec<Slot> = Vec::new();
    for (at, key) in keys.enumerate() {
        match found.last_mut().filter(|slot| slot.key == key) {
            Some(slot) => slot.end = at + 1,
            None => found.push(Slot { key, start: at, end: at + 1 }),
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
