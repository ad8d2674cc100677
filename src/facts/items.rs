//! Lists of items, each with its figures, whether a colon stands before them or not, and what stands before and behind.

use super::Context;
use crate::skeleton::Term;
use crate::syntax::{Block, LineKind};
use crate::text::Span;

/// A line of a list without marks has so many characters at most.
const SHORT: usize = 40;

/// Where items stand that are below each other.
pub(super) struct Place {
    /// Where each stands.
    pub spans: Vec<Span>,
    /// The paragraph before them.
    pub lead: Span,
    /// The paragraph behind them.
    pub behind: Span,
    /// Whether a colon joins them to what stands before, so that they are read with it.
    pub joined: bool,
}

/// Items that stand below each other.
pub(super) struct Items<'c> {
    pub place: &'c Place,
    /// The figures of each, those in brackets left out.
    pub terms: Vec<&'c [Term]>,
    /// The figures of the paragraph before them.
    pub before: &'c [Term],
    /// The figures of the paragraph behind them.
    pub after: &'c [Term],
}

impl<'c> Items<'c> {
    pub fn at(context: &'c Context<'_>, place: &'c Place) -> Self {
        let terms = |span: Span| terms(context, span);
        Items { place, terms: place.spans.iter().map(|span| terms(*span)).collect(), before: terms(place.lead), after: terms(place.behind) }
    }

    /// The only figure of each item that is asked for; none when an item has none or several.
    pub fn of(&self, wanted: impl Fn(&Term) -> bool) -> Option<Vec<&'c Term>> {
        self.terms.iter().map(|terms| only(terms, &wanted)).collect()
    }
}

fn only(terms: &[Term], wanted: impl Fn(&Term) -> bool) -> Option<&Term> {
    let mut found = terms.iter().filter(|term| wanted(term));
    found.next().filter(|_| found.next().is_none())
}

/// The lists of a document: two items or more, one right below the other.
pub(super) fn places(context: &Context<'_>) -> Vec<Place> {
    let blocks: Vec<_> = context.document.blocks.iter().filter(|block| block.kind != LineKind::Blank).collect();
    let text: &str = &context.document.flow.text;
    let mut found = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let items = blocks[at..].iter().take_while(|block| block.kind == LineKind::Item).count();
        let length = if items > 0 { items } else { blocks[at..].iter().take_while(|block| is_line(text, block)).count() };
        if length > 1 {
            let spans: Vec<Span> = blocks[at..at + length].iter().map(|block| block.span).collect();
            let nothing = |place: u32| Span { start: place, end: place };
            let lead = at.checked_sub(1).map_or(nothing(spans[0].start), |before| blocks[before].span);
            let behind = blocks.get(at + length).filter(|block| block.kind == LineKind::Paragraph).map(|block| block.span);
            let behind = behind.unwrap_or(nothing(spans[length - 1].end));
            found.push(Place { spans, lead, behind, joined: lead.of(text).ends_with(['：', ':']) });
        }
        at += length.max(1);
    }
    found
}

/// Whether a block is a short line of a name, a colon and what it came to: 电费：13.5万元.
fn is_line(text: &str, block: &Block) -> bool {
    let words = block.span.of(text);
    let named = words.find(['：', ':']).is_some_and(|colon| colon > 0 && colon + 3 < words.len());
    let short = words.chars().count() <= SHORT && !words.contains(['。', '，']);
    matches!(block.kind, LineKind::Field | LineKind::Paragraph) && named && short && words.contains(|char: char| char.is_ascii_digit())
}

/// The figures of the running text inside a span.
fn terms<'c>(context: &'c Context<'_>, span: Span) -> &'c [Term] {
    let passages = &context.skeleton().passages;
    let at = passages.partition_point(|passage| passage.span.end <= span.start);
    let terms = passages.get(at).and_then(|passage| passage.sequences.first()).map_or(&[][..], |sequence| &sequence.terms);
    let start = terms.partition_point(|term| term.span.start < span.start);
    let end = terms.partition_point(|term| term.span.start < span.end);
    terms.get(start..end.max(start)).unwrap_or_default()
}
