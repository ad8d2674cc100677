//! Places as editors count them: lines and columns from 0, columns in the units that both sides know.

use crate::text::{LineIndex, Span};
use lsp_types::{InitializeParams, Position, PositionEncodingKind, Range};

/// What columns are counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Units {
    /// Bytes of UTF-8.
    Bytes,
    /// Units of UTF-16, which every editor knows.
    Utf16,
}

impl Units {
    /// Bytes, if the editor knows them.
    pub fn offered(editor: &InitializeParams) -> Units {
        let known = editor.capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        if known.unwrap_or_default().contains(&PositionEncodingKind::UTF8) { Units::Bytes } else { Units::Utf16 }
    }

    /// As the protocol calls them.
    pub fn name(self) -> PositionEncodingKind {
        match self {
            Units::Bytes => PositionEncodingKind::UTF8,
            Units::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn count(self, text: &str) -> usize {
        match self {
            Units::Bytes => text.len(),
            Units::Utf16 => text.encode_utf16().count(),
        }
    }

    /// The byte offset behind so many units; within the text, and between two characters.
    fn offset(self, text: &str, column: usize) -> usize {
        let mut before = 0;
        for (at, character) in text.char_indices() {
            if before >= column {
                return at;
            }
            before += self.count(character.encode_utf8(&mut [0; 4]));
        }
        text.len()
    }
}

/// The lines of a text.
pub struct Lines<'t> {
    text: &'t str,
    index: LineIndex,
    units: Units,
}

impl<'t> Lines<'t> {
    /// Finds them.
    pub fn new(text: &'t str, units: Units) -> Self {
        Lines { text, index: LineIndex::new(text), units }
    }

    /// A span as a range.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// A range as a span. One beyond the text ends with it, as the protocol demands; one that is the wrong way round is empty.
    pub fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start, end.max(start))
    }

    fn position(&self, offset: u32) -> Position {
        let line = self.index.position(self.text, offset).line;
        let start = self.index.line(self.text, line).map_or(0, |line| line.start);
        let before = Span { start, end: offset }.of(self.text);
        Position { line: line - 1, character: self.units.count(before) as u32 }
    }

    fn offset(&self, position: Position) -> usize {
        match self.index.line(self.text, position.line.saturating_add(1)) {
            Some(line) => line.start as usize + self.units.offset(line.of(self.text), position.character as usize),
            None => self.text.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Units};
    use crate::text::Span;
    use lsp_types::{Position, Range};
    use proptest::prelude::*;

    #[test]
    fn characters_beyond_the_plane_are_two_units() {
        let lines = Lines::new("预算\r\n𠮷5万元", Units::Utf16);
        let range = lines.range(Span::new("预算\r\n𠮷".len(), "预算\r\n𠮷5".len()));
        assert_eq!(range, Range::new(Position::new(1, 2), Position::new(1, 3)));
        assert_eq!(lines.span(Range::new(Position::new(0, 9), Position::new(7, 0))), Span::new("预算".len(), "预算\r\n𠮷5万元".len()));
    }

    proptest! {
        #[test]
        fn every_place_is_found_again(text in "[a预\u{20BB7}\r\n]{0,40}", bytes: bool) {
            let lines = Lines::new(&text, if bytes { Units::Bytes } else { Units::Utf16 });
            for (at, character) in text.char_indices() {
                // The inside of a line end is no place of its own.
                let inside = character == '\n' && text[..at].ends_with('\r');
                if !inside {
                    prop_assert_eq!(lines.span(lines.range(Span::new(at, at))), Span::new(at, at));
                }
            }
        }
    }
}
