//! Word lists looked up at a place of the text, by their first or last character.

/// Words with what they stand for. A look-up costs one binary search and a comparison or two.
#[derive(Debug)]
pub(super) struct Words<T> {
    /// (key character, word, meaning), by key, longer words first.
    entries: Vec<(char, String, T)>,
    /// Where the key character stands in its word.
    key: fn(&str) -> Option<char>,
    fits: fn(&str, &str) -> bool,
}

impl<T> Words<T> {
    /// Words to be found where a text begins.
    pub(super) fn at_start(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Words::new(words, |text| text.chars().next(), |text, word| text.starts_with(word))
    }

    /// Words to be found where a text ends.
    pub(super) fn at_end(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Words::new(words, |text| text.chars().next_back(), |text, word| text.ends_with(word))
    }

    fn new(words: impl IntoIterator<Item = (String, T)>, key: fn(&str) -> Option<char>, fits: fn(&str, &str) -> bool) -> Self {
        let mut entries: Vec<_> = words.into_iter().filter_map(|(word, meaning)| Some((key(&word)?, word, meaning))).collect();
        entries.sort_by(|a, b| (a.0, b.1.len(), &a.1).cmp(&(b.0, a.1.len(), &b.1)));
        Words { entries, key, fits }
    }

    /// The words that stand there, the longest first.
    pub(super) fn all<'w>(&'w self, text: &str) -> impl Iterator<Item = (&'w str, &'w T)> {
        let key = (self.key)(text);
        let start = self.entries.partition_point(|entry| Some(entry.0) < key);
        self.entries[start..]
            .iter()
            .take_while(move |entry| Some(entry.0) == key)
            .filter(move |entry| (self.fits)(text, &entry.1))
            .map(|entry| (entry.1.as_str(), &entry.2))
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
