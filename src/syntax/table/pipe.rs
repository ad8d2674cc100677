//! `| a | b |`: a row of bars, perhaps over several lines.

use super::{Row, unaligned};
use crate::syntax::notation::trim;
use crate::text::Span;
use memchr::memchr_iter;

/// The cells between the bars. The bars at both ends open and close no cell, unless the rows of the table have none there.
pub(super) fn row(text: &str, span: Span, unbarred: bool) -> Row {
    let line = span.of(text);
    let mut cells = Vec::with_capacity(12);
    let mut start: usize = if line.starts_with('|') && !unbarred { 1 } else { 0 };
    let first = start;
    for bar in memchr_iter(b'|', line.as_bytes()).filter(|&bar| bar >= first) {
        cells.push(trim(text, Span::new(start, bar).shift(span.start)));
        start = bar + 1;
    }
    if unbarred || !line.ends_with('|') {
        cells.push(trim(text, Span::new(start, line.len()).shift(span.start)));
    }
    unaligned(span, cells)
}
