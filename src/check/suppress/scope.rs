//! Where a remark holds: the lines below it, or the section around it.

use crate::check::fingerprint;
use crate::syntax::{self, Document};
use crate::text::Span;

/// Of each remark the lines from the start of its own to the end of the next line with text that is no remark. The last comes first: of two
/// remarks above a line, the first holds as far as the second.
pub(super) fn lines(text: &str, remarks: &[syntax::Remark<'_>]) -> Vec<Span> {
    let mut next = None;
    let mut lines: Vec<Span> = Vec::with_capacity(remarks.len());
    for remark in remarks.iter().rev() {
        let before = text.get(..remark.span.start as usize).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = end(text, remark.span.end as usize, next);
        next = Some((remark.span.start as usize, end));
        lines.push(Span::new(start, end));
    }
    lines.reverse();
    lines
}

/// The end of the next line with text behind a remark that ends at `at`; `next` is the start of the remark behind it and this end for that one.
fn end(text: &str, at: usize, next: Option<(usize, usize)>) -> usize {
    let mut end = at;
    for (number, line) in text.get(at..).unwrap_or("").split_inclusive('\n').enumerate() {
        end += line.len();
        let text_here = number > 0 && !is_empty(line);
        match next.filter(|(start, _)| *start < end) {
            Some((_, known)) if !text_here => return known,
            Some(_) | None if text_here => return end,
            Some(_) | None => {}
        }
    }
    end
}

/// Whether nothing but remarks stands on a line.
fn is_empty(line: &str) -> bool {
    fingerprint::without_remarks(line).trim().is_empty()
}

/// The section that a place of the source stands in, from its heading to the next heading of its level or of a higher one.
pub(super) fn section(document: &Document<'_>, place: Span) -> Option<Span> {
    let start = |section: &syntax::Section| document.flow.source(section.heading).start;
    let after = document.sections.partition_point(|section| start(section) <= place.start);
    let own = document.sections.get(after.checked_sub(1)?)?;
    let next = document.sections.get(after..)?.iter().find(|section| section.level <= own.level);
    Some(Span { start: start(own), end: next.map_or(document.source.len() as u32, start) })
}
