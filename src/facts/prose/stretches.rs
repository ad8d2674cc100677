//! The stretches of a document that are read as prose: paragraphs, cells of tables that hold sentences, and forms of names and values.

use crate::syntax::{Block, Document, Layout, LineKind, Row};
use crate::text::Span;

/// A cell that is shorter than this, in bytes, holds no sentence.
const SENTENCE: usize = 36;
/// What parts the clauses of a sentence.
const CLAUSES: [char; 4] = ['，', '；', '。', ','];

/// Text that is read in one piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<'d> {
    pub span: Span,
    pub section: Option<u32>,
    /// Whether it is an item of a list.
    pub item: bool,
    /// Whether it is a cell of a table.
    pub cell: bool,
    /// What a form of names and values parts it into: each row is a clause.
    pub rows: &'d [Row],
}

impl Stretch<'_> {
    fn of(span: Span, section: Option<u32>) -> Self {
        Stretch { span, section, item: false, cell: false, rows: &[] }
    }
}

/// All of them, in order.
pub(super) fn stretches<'d>(document: &'d Document<'_>) -> Vec<Stretch<'d>> {
    let blocks = document.blocks.iter().filter(|block| is_prose(block));
    let mut all: Vec<Stretch> = blocks
        .map(|block| Stretch { item: block.kind == LineKind::Item, ..Stretch::of(block.span, block.section) })
        .chain(forms(document))
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

/// Forms of a name and its value a line say what a sentence would.
fn forms<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Stretch<'d>> + 'd {
    let forms = document.tables.iter().filter(|table| table.layout == Layout::Pairs);
    forms.map(|table| Stretch { rows: &table.rows, ..Stretch::of(table.span, table.section) })
}

fn cells<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Stretch<'d>> + 'd {
    let text: &str = &document.flow.text;
    let holds = move |span: Span| span.len() >= SENTENCE && span.of(text).contains(CLAUSES);
    document.tables.iter().flat_map(move |table| {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let section = table.section;
        cells.filter(move |cell| holds(cell.span)).map(move |cell| Stretch { cell: true, ..Stretch::of(cell.span, section) })
    })
}

fn is_prose(block: &Block) -> bool {
    match block.kind {
        LineKind::Heading | LineKind::Item | LineKind::Paragraph | LineKind::Field => true,
        LineKind::Blank | LineKind::Furniture | LineKind::Contents | LineKind::Choice => false,
        LineKind::Title | LineKind::Row | LineKind::SignOff => false,
    }
}
