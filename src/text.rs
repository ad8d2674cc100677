//! Byte spans and positions in a text.
//!
//! A [`Span`] is a half-open range of byte offsets; which text it refers to is said where it is used
//! (the *source* as read, or the *flow* of [`crate::syntax::Document`]).

use serde::Serialize;

/// A half-open range of byte offsets, both on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`. Offsets beyond 4 GiB do not occur: larger inputs are refused when read.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// The number of bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies between start and end.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text it covers; empty when it does not fit the text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The place in `text` of a part of it, told by its address; empty at the start when it is none of its parts.
    pub fn inside(text: &str, part: &str) -> Span {
        let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
        let place = start.map(|start| (start, start + part.len())).filter(|(_, end)| *end <= text.len());
        place.map_or(Span::default(), |(start, end)| Span::new(start, end))
    }

    /// As a range for indexing.
    #[inline]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[inline]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Moved right by `offset` bytes.
    #[inline]
    pub fn shift(self, offset: u32) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }
}

/// Where a byte offset stands: line and column from 1, the column in Unicode characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Byte offset in the UTF-8 text.
    pub offset: u32,
}

/// The line starts of a text, found once, for findings only. A position is found in constant time even in a line
/// of many megabytes: the characters before every block are counted beforehand.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

/// Bytes of a block of [`LineIndex`].
const BLOCK: usize = 4096;

impl LineIndex {
    /// Finds every line start. A line ends at `\n`, `\r\n` or a lone `\r`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(at as u32 + 1);
        }
        let mut characters = Vec::with_capacity(bytes.len() / BLOCK + 2);
        let mut before = 0;
        for block in bytes.chunks(BLOCK) {
            characters.push(before);
            before += character_starts(block);
        }
        characters.push(before);
        LineIndex { starts, characters }
    }

    /// The position of a byte offset in the text that the index was made from.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts[line - 1];
        let near = (offset - start) as usize <= BLOCK;
        let before = match text.as_bytes().get(start as usize..offset as usize).filter(|_| near) {
            Some(line) => character_starts(line),
            None => self.characters_before(text, offset) - self.characters_before(text, start),
        };
        Position { line: line as u32, column: before + 1, offset }
    }

    fn characters_before(&self, text: &str, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..offset as usize).unwrap_or_default();
        self.characters.get(block).copied().unwrap_or(0) + character_starts(rest)
    }

    /// The span of line `line` (from 1), without its line end; none when there is no such line.
    pub fn line(&self, text: &str, line: u32) -> Option<Span> {
        let start = *self.starts.get((line as usize).checked_sub(1)?)?;
        let end = self.starts.get(line as usize).copied().unwrap_or(text.len() as u32);
        let content = Span { start, end }.of(text).trim_end_matches(['\n', '\r']).len() as u32;
        Some(Span { start, end: start + content })
    }

    /// The number of lines.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: even an empty text has one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}

/// How many characters start in these bytes of a text.
fn character_starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_end_of_a_text_of_whole_blocks_has_its_column() {
        let text = "ab".repeat(BLOCK);
        assert_eq!(LineIndex::new(&text).position(&text, text.len() as u32).column, 2 * BLOCK as u32 + 1);
    }

    #[test]
    fn a_part_of_a_text_has_its_place_in_it() {
        let text = String::from("总分值（100分）");
        assert_eq!(Span::inside(&text, text.trim_start_matches("总分值（")), Span::new(12, text.len()));
        assert_eq!(Span::inside(&text, &text[text.len()..]), Span::new(text.len(), text.len()));
        assert_eq!(Span::inside(&text[..9], &text), Span::default());
        assert_eq!(Span::inside(&text[9..], &text), Span::default());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_column_counts_the_characters_before_it(line in "[一-龥a-z，\u{1F600}]{0,3000}", before in "[一-龥\n\r]{0,300}") {
            let text = format!("{before}\n{line}");
            let index = LineIndex::new(&text);
            let start = before.len() + 1;
            for (column, (at, _)) in line.char_indices().enumerate().step_by(97) {
                let position = index.position(&text, (start + at) as u32);
                prop_assert_eq!(position.column, column as u32 + 1);
                prop_assert_eq!(index.line(&text, position.line), Some(Span::new(start, text.len())));
            }
        }
    }
}
