//! One look at every character of a report, for all extractors that look for single characters.

use crate::data::words::{Classes, is_han};
use crate::text::Span;

/// What it finds, each in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// Where characters end that the name of an office may end with.
    pub ends: Vec<u32>,
    /// Brackets and quotation marks.
    brackets: Vec<(u32, char)>,
    /// Traditional ideographs.
    pub traditional: Vec<(u32, char)>,
    /// Characters that no font shows as writing.
    pub odd: Vec<(u32, char)>,
    /// The number of ideographs.
    pub ideographs: u64,
}

impl Glance {
    pub fn of(text: &str, classes: &Classes) -> Self {
        let mut glance = Glance::default();
        for (at, character) in text.char_indices() {
            glance.ideographs += u64::from(is_han(character));
            let class = classes.of(character);
            if class != 0 {
                glance.note(at as u32, character, class);
            }
        }
        glance
    }

    fn note(&mut self, at: u32, character: char, class: u8) {
        if class & Classes::ENDS_BODY != 0 {
            self.ends.push(at + character.len_utf8() as u32);
        }
        let lists = [(Classes::BRACKET, &mut self.brackets), (Classes::TRADITIONAL, &mut self.traditional), (Classes::ODD, &mut self.odd)];
        lists.into_iter().filter(|(wanted, _)| class & wanted != 0).for_each(|(_, list)| list.push((at, character)));
    }

    /// The brackets and quotation marks inside a span.
    pub fn brackets(&self, span: Span) -> &[(u32, char)] {
        let start = self.brackets.partition_point(|(at, _)| *at < span.start);
        let behind = self.brackets.get(start..).unwrap_or(&[]);
        behind.get(..behind.partition_point(|(at, _)| *at < span.end)).unwrap_or(&[])
    }
}
