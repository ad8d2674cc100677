//! Figures in cells with the name that stands before them in their row: 合格率 | ≥95% | 101%, and 合格率 above 101% in a form of lines.

use super::Context;
use super::sheet::Reader;
use crate::data::measures::Role;
use crate::text::Span;
use crate::values::Figure;

/// A figure that is the whole of a cell.
pub(super) struct Entry<'a> {
    /// The last words before it in its row.
    pub label: (&'a str, Span),
    /// The figure.
    pub figure: Figure,
    /// Its table, and its row in that.
    pub table: usize,
    pub row: usize,
    /// How many figures stand between it and the label.
    pub place: usize,
}

/// The entries of all tables. What stands below the name of a rate, a share or a change is no figure of the row's own.
pub(super) fn entries<'a>(context: &Context<'a>) -> Vec<Entry<'a>> {
    let reader = context.reader();
    let mut entries = Vec::new();
    for (at, table) in context.document.tables.iter().enumerate() {
        for (place, row) in table.rows.iter().enumerate().filter(|(_, row)| !row.header) {
            let mut label: Option<(&'a str, Span)> = None;
            let mut figures = 0;
            for cell in &row.cells {
                let Some(figure) = reader.figure(cell.span) else {
                    let words = cell.span.of(reader.text).trim();
                    if words.contains(char::is_alphabetic) {
                        (label, figures) = (Some((words, cell.span)), 0);
                    }
                    continue;
                };
                let other = table.header(place, cell.column).is_some_and(|header| is_reckoned(&reader, context, header));
                if let Some(label) = label.filter(|_| !other) {
                    entries.push(Entry { label, figure, table: at, row: place, place: figures });
                }
                figures += 1;
            }
        }
    }
    entries
}

/// Whether the head of a column is a rate, a share or a change.
fn is_reckoned(reader: &Reader<'_>, context: &Context<'_>, header: Span) -> bool {
    let words = header.of(reader.text);
    context
        .knowledge
        .measures
        .find(words)
        .any(|(_, word)| word.rate.is_some() || word.roles.any(&[Role::Share, Role::Up, Role::Down, Role::Against, Role::RateEnd]))
}
