//! Which blocks of a document are read as one passage.

use crate::syntax::{Block, Document, LineKind};
use std::ops::Range;

/// The passages of a document, as ranges of its blocks.
pub fn passages<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Range<usize>> + 'd {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + document.blocks.get(next..)?.iter().position(is_prose)?;
        next = end(document, start);
        Some(start..next)
    })
}

/// The block behind the passage that begins at `start`: the items below a colon belong to it.
fn end(document: &Document<'_>, start: usize) -> usize {
    let Some(first) = document.blocks.get(start) else { return start + 1 };
    if !first.span.of(&document.flow.text).ends_with(['：', ':']) {
        return start + 1;
    }
    let items = document.blocks[start + 1..].iter().take_while(|block| block.kind == LineKind::Item).count();
    start + 1 + items
}

fn is_prose(block: &Block) -> bool {
    match block.kind {
        LineKind::Heading | LineKind::Item | LineKind::Paragraph | LineKind::Field => true,
        LineKind::Blank
        | LineKind::Furniture
        | LineKind::Contents
        | LineKind::Choice
        | LineKind::Title
        | LineKind::Row
        | LineKind::SignOff => false,
    }
}
