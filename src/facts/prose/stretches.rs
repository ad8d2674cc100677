//! The stretches of a document that are read as prose: paragraphs, and cells of tables that hold sentences.

use crate::syntax::{Block, Document, LineKind};
use crate::text::Span;

/// A cell that is shorter than this, in bytes, holds no sentence.
const SENTENCE: usize = 36;
/// What parts the clauses of a sentence.
const CLAUSES: [char; 4] = ['，', '；', '。', ','];

/// Text that is read in one piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub span: Span,
    pub section: Option<u32>,
    /// Whether it is an item of a list.
    pub item: bool,
    /// Whether it is a cell of a table.
    pub cell: bool,
}

/// All of them, in order.
pub(super) fn stretches(document: &Document<'_>) -> Vec<Stretch> {
    let blocks = document.blocks.iter().filter(|block| is_prose(block));
    let mut all: Vec<Stretch> = blocks
        .map(|block| Stretch { span: block.span, section: block.section, item: block.kind == LineKind::Item, cell: false })
        .chain(cells(document))
        .collect();
    all.sort_by_key(|stretch| (stretch.span.start, stretch.cell));
    let mut end = 0;
    all.retain(|stretch| {
        let apart = stretch.span.start >= end;
        end = if apart { stretch.span.end } else { end };
        apart
    });
    all
}

fn cells<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Stretch> + 'd {
    let text: &str = &document.flow.text;
    let holds = move |span: Span| span.len() >= SENTENCE && span.of(text).contains(CLAUSES);
    document.tables.iter().flat_map(move |table| {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let section = table.section;
        cells.filter(move |cell| holds(cell.span)).map(move |cell| Stretch { span: cell.span, section, item: false, cell: true })
    })
}

fn is_prose(block: &Block) -> bool {
    match block.kind {
        LineKind::Heading | LineKind::Item | LineKind::Paragraph | LineKind::Field => true,
        LineKind::Blank | LineKind::Furniture | LineKind::Contents | LineKind::Choice => false,
        LineKind::Title | LineKind::Row | LineKind::SignOff => false,
    }
}
