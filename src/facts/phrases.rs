//! Where the phrases of the glossary stand in a report.

use super::Context;
use crate::data::glossary::List;
use crate::text::Span;

impl Context<'_> {
    /// Whether a phrase of the list stands inside a span.
    pub fn says(&self, list: List, span: Span) -> bool {
        self.phrases(list, span).next().is_some()
    }

    /// Where the phrases of a list begin, in order.
    pub fn all_of(&self, list: List) -> &[u32] {
        self.places().get(list as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The phrases of a list inside a span that mean what they say, from left to right, the longest at each place and none overlapping
    /// another.
    pub fn phrases(&self, list: List, span: Span) -> impl Iterator<Item = Span> {
        let text: &str = &self.document.flow.text;
        let places = self.all_of(list);
        let from = places.partition_point(|&at| at < span.start);
        let inside = places.get(from..).unwrap_or_default().iter().copied().take_while(move |&at| at < span.end);
        let mut done = span.start;
        inside.filter_map(move |at| {
            let rest = Span { start: at, end: span.end }.of(text);
            let (length, meant) = self.knowledge.glossary.longest(list, rest).filter(|_| at >= done)?;
            done = at + length as u32;
            meant.then_some(Span { start: at, end: done })
        })
    }
}
