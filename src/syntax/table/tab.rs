//! Cells parted by tabs, one row a line.

use super::{Row, unaligned};
use crate::syntax::notation::trim;
use crate::text::Span;
use memchr::memchr_iter;

/// The cells between the tabs, those before the first and behind the last included.
pub(super) fn row(text: &str, span: Span) -> Row {
    let whole = widened(text, span);
    let line = whole.of(text);
    let mut cells = Vec::with_capacity(12);
    let mut start = 0;
    for tab in memchr_iter(b'\t', line.as_bytes()).chain([line.len()]) {
        cells.push(trim(text, Span::new(start, tab).shift(whole.start)));
        start = tab + 1;
    }
    unaligned(span, cells)
}

/// The row with the tabs around its text: they stand for blank cells.
fn widened(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    let space = |at: usize| matches!(bytes.get(at), Some(b'\t' | b' '));
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    while start > 0 && space(start - 1) {
        start -= 1;
    }
    while space(end) {
        end += 1;
    }
    Span::new(start, end)
}
