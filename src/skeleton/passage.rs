//! Which stretches of a document are read as one passage.

use crate::data::connectors::Mark;
use crate::syntax::{Block, Document, Layout, LineKind};
use crate::text::Span;

/// A cell of a table that is shorter than this holds no sentence.
const SENTENCE: usize = 36;

/// The stretches that a passage is made of, and what parts them.
pub struct Stretches {
    /// From the first to the last.
    pub spans: Vec<Span>,
    /// The mark that the end of each of them stands for.
    pub parted: Mark,
}

/// The passages of a document: paragraphs with the items below them, the cells of tables that hold sentences, then forms of names
/// and values, which say what a sentence would.
pub fn passages<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Stretches> + 'd {
    let mut next = 0;
    let prose = std::iter::from_fn(move || {
        let start = next + document.blocks.get(next..)?.iter().position(is_prose)?;
        next = end(document, start);
        Some(document.blocks.get(start..next)?.iter().map(|block| block.span).collect())
    });
    let text: &str = &document.flow.text;
    let rows = document.tables.iter().flat_map(|table| &table.rows);
    // 年度目标 | 管护渠道38公里，其中……: a row of names may hold what one of them is the name of.
    let told = |header: bool, cell: Span| cell.len() >= SENTENCE && (!header || cell.of(text).contains(['，', '。', '；']));
    let cells = rows.flat_map(move |row| row.cells.iter().filter(move |cell| told(row.header, cell.span)));
    let pairs = document.tables.iter().filter(|table| table.layout == Layout::Pairs);
    let pairs = pairs.map(|table| Stretches { spans: table.rows.iter().map(|row| row.span).collect(), parted: Mark::Comma });
    let listed = |spans| Stretches { spans, parted: Mark::Semicolon };
    prose.chain(cells.map(|cell| vec![cell.span])).map(listed).chain(pairs)
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
