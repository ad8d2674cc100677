//! `| a | b |`: a row of bars, perhaps over several lines.

use super::{Row, unaligned};
use crate::syntax::notation::trim;
use crate::text::Span;
use memchr::memchr_iter;

/// The emphasis of Markdown around the text of a cell: **100**.
const BOLD: &str = "**";

/// The cells between the bars. The bars at both ends open and close no cell, unless the rows of the table have none there.
pub(super) fn row(text: &str, span: Span, unbarred: bool) -> Row {
    let line = span.of(text);
    let mut cells = Vec::with_capacity(12);
    let mut start: usize = if line.starts_with('|') && !unbarred { 1 } else { 0 };
    let first = start;
    for bar in memchr_iter(b'|', line.as_bytes()).filter(|&bar| bar >= first) {
        cells.push(plain(text, Span::new(start, bar).shift(span.start)));
        start = bar + 1;
    }
    if unbarred || !line.ends_with('|') {
        cells.push(plain(text, Span::new(start, line.len()).shift(span.start)));
    }
    unaligned(span, cells)
}

/// A cell without white space and emphasis around it.
fn plain(text: &str, cell: Span) -> Span {
    let cell = trim(text, cell);
    let inner = cell.of(text).strip_prefix(BOLD).and_then(|rest| rest.strip_suffix(BOLD)).filter(|inner| !inner.is_empty());
    match inner.filter(|inner| !inner.contains(BOLD)) {
        Some(inner) => trim(text, Span::new(0, inner.len()).shift(cell.start + BOLD.len() as u32)),
        None => cell,
    }
}
