//! Tables of every layout: where they stand (`regions`), how their text falls into cells (`pipe`, `tab`, `flat`), and which
//! column a cell belongs to (`columns`).

mod align;
mod blanks;
mod breaks;
mod cells;
mod columns;
mod flat;
mod forms;
mod grid;
mod heading;
mod parted;
mod pipe;
mod regions;
mod segment;
mod tab;

pub(super) use breaks::broken;
pub(super) use forms::pairs;
pub use heading::Heading;
pub(super) use regions::{Region, regions};

use super::vocabulary::{Vocabulary, bare};
use crate::text::Span;

/// A table: rows of cells, its header and its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// From the first to the last cell.
    pub span: Span,
    /// How it was laid out in the text.
    pub layout: Layout,
    /// The rows, header rows included. Cells of a row that covers fewer columns are aligned by [`Cell::column`].
    pub rows: Vec<Row>,
    /// The line above that names it (附表1 …), when there is one.
    pub caption: Option<Span>,
    /// The section that it stands in.
    pub section: Option<u32>,
}

/// How a table was laid out in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Layout {
    /// `| a | b |`
    Pipe,
    /// Tab-separated.
    Tab,
    /// One cell a line.
    Lines,
    /// Cells separated by single spaces, several rows on a line.
    Flat,
    /// Cells separated by spaces, one row a line.
    Spaced,
    /// A name on one line, its value on the next.
    Pairs,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The whole row.
    pub span: Span,
    /// Its cells, from left to right.
    pub cells: Vec<Cell>,
    /// Whether it names the columns below it.
    pub header: bool,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text, trimmed; empty, at its place, when blank.
    pub span: Span,
    /// The column of the nearest header row above that it belongs to, from 0.
    pub column: u16,
}

impl Table {
    /// The header cell above a cell: of the nearest header row, or, when it is blank there, of the header row right above that one.
    pub fn header(&self, row: usize, column: u16) -> Option<Span> {
        let above = self.rows.get(..row)?;
        let nearest = above.iter().rposition(|row| row.header)?;
        let stacked = above[..=nearest].iter().rev().take_while(|row| row.header);
        let mut cells = stacked.filter_map(|row| row.cells.iter().find(|cell| cell.column == column));
        cells.find(|cell| !cell.span.is_empty()).map(|cell| cell.span)
    }
}

/// Reads the rows of a table from the spans of its lines (or of its rows, when a row takes several lines).
pub(super) fn read(text: &str, region: &Region, rows: &[Span], words: &Vocabulary) -> Vec<Row> {
    match region.layout {
        Layout::Pipe => align::align(text, rows.iter().map(|&row| pipe::row(text, row, region.unbarred)).collect(), region.ruled, words),
        Layout::Tab => align::align(text, rows.iter().map(|&row| tab::row(text, row)).collect(), region.ruled, words),
        Layout::Spaced => align::align(text, named(rows.iter().map(|&row| flat::row(text, row)).collect()), region.ruled, words),
        Layout::Lines if region.width > 0 => {
            let row = |cells: &[Span]| unaligned(cells[0].to(cells[cells.len() - 1]), cells.to_vec());
            align::align(text, rows.chunks(region.width).map(row).collect(), region.ruled, words)
        }
        Layout::Lines => grid::rows(text, &flat::whole(text, rows, words), false),
        Layout::Pairs => rows.chunks(2).map(|pair| unaligned(pair[0].to(pair[pair.len() - 1]), pair.to_vec())).collect(),
        Layout::Flat => grid::rows(text, &flat::cells(text, rows, region.parted, words), region.parted),
    }
}

/// Whether a row of bars is nothing but the title of the table, or the year below it.
pub(super) fn is_title(line: &str, words: &Vocabulary) -> bool {
    let Some(inside) = line.strip_prefix('|').map(|line| line.trim_matches(['|', ' '])) else { return false };
    !inside.contains('|') && !inside.is_empty() && (words.ends_title(inside) || inside.starts_with(['（', '(']) && inside.contains('年'))
}

/// Whether a text is the title of a form.
fn is_form_title(text: &str, words: &Vocabulary) -> bool {
    text.len() > 18 && words.ends_title(text) && bare(text).ends_with('表')
}

/// Rows below a header that leaves out the name of their names, with an empty cell for it.
fn named(mut rows: Vec<Row>) -> Vec<Row> {
    let width = rows.get(1).map_or(0, |row| row.cells.len());
    if let Some(first) = rows.first_mut().filter(|first| first.cells.len() + 1 == width) {
        let start = Span { start: first.span.start, end: first.span.start };
        let cells = std::iter::once(start).chain(first.cells.iter().map(|cell| cell.span)).collect();
        *first = unaligned(first.span, cells);
    }
    rows
}

/// A row of cells that are not in columns yet.
fn unaligned(span: Span, cells: Vec<Span>) -> Row {
    let cells = cells.into_iter().enumerate().map(|(at, span)| Cell { span, column: at.min(u16::MAX as usize) as u16 }).collect();
    Row { span, cells, header: false }
}
