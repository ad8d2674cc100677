//! Word lists of the domain data: whole labels, and phrases inside a text.

use crate::packed::Text;
use crate::values::Words;
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Range;

/// Labels, compared without white space, closing brackets and colons.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<Text<'de>>")]
pub struct Names(Words<()>);

/// Phrases that may stand anywhere in a text; the longest that begins first is found. There are dozens of such lists, so that what they cost
/// is their making: words in order of their first characters take a hundredth of what automata take, and are found as fast.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<Text<'de>>")]
pub struct Phrases(Words<usize>);

/// Phrases, and longer words that hold one of them and mean something else: 因 gives a cause, 因此 does not.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Written<'de>")]
pub struct Cues {
    /// The words that mean something else stand behind the others.
    phrases: Phrases,
    meant: usize,
}

/// How cues are written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<'s> {
    #[serde(borrow)]
    words: Vec<Text<'s>>,
    #[serde(borrow)]
    unless: Vec<Text<'s>>,
}

impl Names {
    /// Whether the text is one of the labels.
    pub fn has(&self, text: &str) -> bool {
        text.len() <= LONGEST && self.may_begin(text) && (self.is(text) || !is_bare(text) && self.is(&label(text)))
    }

    /// Whether the text is one of the labels as it is written.
    fn is(&self, text: &str) -> bool {
        self.0.all(text).any(|(word, ())| word.len() == text.len())
    }

    /// Whether the text may begin with one of the labels: it does with the first character of one, or with a mark that labels are read without.
    pub fn may_begin(&self, text: &str) -> bool {
        text.starts_with(|first: char| first == '*' || first.is_whitespace() || self.0.may_open(first))
    }

    /// Every label.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, ())| word)
    }

    /// The text without one of the labels at its end.
    pub fn bare<'t>(&self, text: &'t str) -> &'t str {
        let ends = text.char_indices().map(|(at, _)| at).filter(|&at| text.get(at..).is_some_and(|end| self.is(end)));
        ends.into_iter().next().and_then(|at| text.get(..at)).unwrap_or(text)
    }
}

impl From<Vec<Text<'_>>> for Names {
    fn from(words: Vec<Text<'_>>) -> Self {
        Names(Words::at_start(words.iter().map(|word| (unspaced(word), ()))))
    }
}

/// Longer texts are no labels, in bytes.
const LONGEST: usize = 120;

impl Phrases {
    /// Whether one of the phrases stands in the text.
    pub fn within(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Whether the text begins with one of the phrases.
    pub fn opens(&self, text: &str) -> bool {
        self.0.any(text)
    }

    /// The length of the longest phrase that the text begins with.
    pub fn length_at(&self, text: &str) -> Option<usize> {
        self.0.longest(text).map(|(phrase, _)| phrase.len())
    }

    /// Whether the last of the phrases that are found in the text stands at its end.
    pub fn ends(&self, text: &str) -> bool {
        self.0.find(text).any(|(range, _)| range.end == text.len())
    }

    /// The first phrase in the text.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.0.find(text).next().map(|(range, _)| range)
    }

    /// The phrase that begins last in the text, the longest of those.
    pub fn last(&self, text: &str) -> Option<Range<usize>> {
        self.0.overlapping(text).map(|(range, _)| range).reduce(|last, next| if next.start > last.start { next } else { last })
    }

    /// Every phrase in the text, none overlapping another, with its index in the list.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        self.0.find(text).map(|(range, at)| (*at, range))
    }

    /// Every phrase.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, _)| word)
    }

    /// The phrases that stand anywhere in the text, each once, whether others overlap it or not.
    pub fn held(&self, text: &str) -> impl Iterator<Item = &str> {
        let any = self.within(text);
        self.iter().filter(move |word| any && text.contains(word))
    }

    /// The text without a phrase at its start, as often as one stands there.
    pub fn stripped<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text.trim();
        while let Some((phrase, _)) = self.0.longest(rest) {
            rest = rest.get(phrase.len()..).unwrap_or("").trim_start();
        }
        rest
    }
}

impl<W: AsRef<str>> From<Vec<W>> for Phrases {
    fn from(words: Vec<W>) -> Self {
        Phrases(Words::at_start(words.into_iter().enumerate().map(|(at, word)| (word, at))))
    }
}

impl Cues {
    /// Whether one of the phrases stands in the text and means what it says.
    pub fn within(&self, text: &str) -> bool {
        self.phrases.all(text).any(|(index, _)| index < self.meant)
    }

    /// Every phrase, and whether it means what it says.
    pub fn iter(&self) -> impl Iterator<Item = (&str, bool)> {
        self.phrases.0.iter().map(|(word, index)| (word, *index < self.meant))
    }
}

impl From<Written<'_>> for Cues {
    fn from(Written { words, unless }: Written<'_>) -> Self {
        let meant = words.len();
        Cues { phrases: Phrases::from([words, unless].concat()), meant }
    }
}

/// A label without white space, and without the brackets and the colon behind it.
pub fn label(text: &str) -> String {
    let mut text = text.trim().trim_start_matches('*').trim_end_matches(['：', ':', '*', ' ', '\u{3000}']);
    while text.ends_with(['）', ')']) {
        match text.rfind(['（', '(']) {
            Some(0) | None => break,
            Some(open) => text = text[..open].trim_end(),
        }
    }
    squeezed(text.trim_end_matches(['：', ':']))
}

/// Whether a text has nothing around its words that a label is read without.
fn is_bare(text: &str) -> bool {
    !text.starts_with('*') && !text.ends_with(['：', ':', '*', '）', ')']) && !text.chars().any(char::is_whitespace)
}

/// The text without white space, copied only where it has some.
fn unspaced(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) { Cow::Owned(squeezed(text)) } else { Cow::Borrowed(text) }
}

/// The text without white space.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
