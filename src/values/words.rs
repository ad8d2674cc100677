//! Word lists looked up at a place of the text, by their first or last character.

/// Words with what they stand for. A look-up costs one binary search and a comparison or two.
#[derive(Debug)]
pub(super) struct Words<T> {
    /// The first or last characters of the words, ascending, with the place of their first word.
    keys: Vec<(char, u32)>,
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
        let mut keys: Vec<(char, u32)> = entries.iter().zip(0..).filter_map(|((word, _), at)| Some((key(word, at_end)?, at))).collect();
        keys.dedup_by_key(|(key, _)| *key);
        Words { keys, entries, at_end }
    }

    /// Every word with its meaning.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(word, meaning)| (word.as_str(), meaning))
    }

    /// The words that stand there, the longest first.
    pub(super) fn all<'w>(&'w self, text: &str) -> impl Iterator<Item = (&'w str, &'w T)> {
        let key = key(text, self.at_end).unwrap_or_default();
        let at = self.keys.partition_point(|(known, _)| *known < key);
        let start = self.keys.get(at).filter(|(known, _)| *known == key).map_or(self.entries.len(), |(_, start)| *start as usize);
        let end = self.keys.get(at + 1).map_or(self.entries.len(), |(_, end)| *end as usize).max(start);
        let same = self.entries.get(start..end).unwrap_or(&[]).iter();
        same.filter(move |(word, _)| fits(text.as_bytes(), word.as_bytes(), self.at_end)).map(|(word, meaning)| (word.as_str(), meaning))
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
