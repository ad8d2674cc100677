//! The sentences of a report in one buffer without white space, and the way back to the flow.

use crate::syntax::{Document, LineKind, Zone};
use crate::text::Span;

/// Titles, headings and labels, then the report's own sentences. Blocks are separated by line ends.
pub(super) struct Prose {
    /// The text without white space.
    pub bytes: Vec<u8>,
    /// Where the names end and the sentences begin.
    pub names: usize,
    /// Of each run that was copied as a whole: its place here, its place in the flow.
    runs: Vec<(u32, u32)>,
}

impl Prose {
    pub(super) fn new(document: &Document<'_>) -> Self {
        let text: &str = &document.flow.text;
        let mut prose = Prose { bytes: Vec::with_capacity(text.len()), names: 0, runs: Vec::new() };
        for name in names(document) {
            prose.copy(text, name);
            prose.end();
        }
        prose.names = prose.bytes.len();
        let mut last = None;
        for sentence in &document.sentences {
            let block = document.blocks.get(sentence.block as usize);
            if block.is_none_or(|block| !is_prose(block.kind, block.zone)) {
                continue;
            }
            if last.replace(sentence.block) != Some(sentence.block) {
                prose.end();
            }
            prose.copy(text, sentence.span);
        }
        prose
    }

    fn end(&mut self) {
        self.bytes.push(b'\n');
    }

    fn copy(&mut self, text: &str, span: Span) {
        let words = span.of(text);
        let white = words.bytes().any(|byte| byte <= b' ') || memchr::memmem::find(words.as_bytes(), "\u{3000}".as_bytes()).is_some();
        if !white {
            return self.run(words, 0, words.len(), span.start);
        }
        let mut start = 0;
        for (at, white) in words.match_indices(char::is_whitespace) {
            self.run(words, start, at, span.start);
            start = at + white.len();
        }
        self.run(words, start, words.len(), span.start);
    }

    fn run(&mut self, words: &str, from: usize, to: usize, offset: u32) {
        if let Some(run) = words.get(from..to).filter(|run| !run.is_empty()) {
            self.runs.push((self.bytes.len() as u32, offset + from as u32));
            self.bytes.extend_from_slice(run.as_bytes());
        }
    }

    /// The place in the flow of `length` bytes from `at`.
    pub(super) fn span(&self, at: u32, length: u32) -> Span {
        let last = at + length.max(1) - 1;
        Span { start: self.flow(at), end: self.flow(last) + 1 }
    }

    fn flow(&self, at: u32) -> u32 {
        let run = self.runs.partition_point(|(here, _)| *here <= at).checked_sub(1).and_then(|index| self.runs.get(index));
        run.map_or(0, |(here, there)| there + (at - here))
    }
}

/// What names things: title lines, the values of fields, headings.
fn names<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Span> + 'd {
    let titles = document.blocks.iter().filter(|block| block.kind == LineKind::Title || block.zone == Zone::Title).map(|block| block.span);
    let fields = document.fields.iter().map(|field| field.value);
    let headings = document.sections.iter().map(|section| section.title);
    titles.chain(fields).chain(headings)
}

fn is_prose(kind: LineKind, zone: Zone) -> bool {
    let written = matches!(kind, LineKind::Paragraph | LineKind::Item | LineKind::Heading);
    written && matches!(zone, Zone::Body | Zone::Preamble)
}
