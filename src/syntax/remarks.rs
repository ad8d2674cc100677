//! Remarks to this program in the text of a report: `〔勾稽：忽略 规则——理由〕` or `<!-- gouji: allow rule — reason -->`.
//!
//! A remark stands on one line. It is no part of the report: the flow leaves it out, and a line that holds nothing else is left out whole,
//! so that it parts no table and fills no empty section. What remarks mean is for the check.

use super::flow::{Cut, Instead};
use super::notation::is_space;
use crate::text::Span;
use memchr::memmem;

/// How a remark begins and how it ends.
const FORMS: &[(&str, &str)] = &[("〔勾稽：", "〕"), ("〔勾稽:", "〕"), ("<!-- gouji:", "-->")];

/// A remark as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark<'t> {
    /// From its opening to its closing mark, or to the end of the line when it has none.
    pub span: Span,
    /// What stands between the marks.
    pub content: &'t str,
    /// Whether it has its closing mark.
    pub closed: bool,
}

/// The remarks of a text, in order. They do not overlap. Takes time linear in the text.
pub fn remarks(text: &str) -> Vec<Remark<'_>> {
    let places = |(open, close): &'static (&str, &str)| memmem::find_iter(text.as_bytes(), open.as_bytes()).map(|at| (at, *open, *close));
    let mut openings: Vec<_> = FORMS.iter().flat_map(places).collect();
    openings.sort_unstable();
    let mut found: Vec<Remark<'_>> = Vec::new();
    for (at, open, close) in openings {
        if found.last().is_none_or(|last| last.span.end as usize <= at) {
            found.push(remark(text, at, open, close));
        }
    }
    found
}

fn remark<'t>(text: &'t str, at: usize, open: &str, close: &str) -> Remark<'t> {
    let start = at + open.len();
    let rest = text.get(start..).unwrap_or("");
    let ends = |(at, c): &(usize, char)| matches!(c, '\n' | '\r') || rest.get(*at..).is_some_and(|rest| rest.starts_with(close));
    let length = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
    let content = rest.get(..length).unwrap_or("");
    let closed = rest.get(length..).is_some_and(|rest| rest.starts_with(close));
    let end = start + length + if closed { close.len() } else { 0 };
    Remark { span: Span::new(at, end), content: content.trim(), closed }
}

/// What the flow leaves out for the remarks of a folded text: the remark, or the whole line when nothing else stands on it.
pub(super) fn cuts(text: &str) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for Remark { span, .. } in remarks(text) {
        let beside = |last: &Cut| text.get(last.span.end as usize..span.start as usize).is_some_and(|between| between.chars().all(is_gap));
        match cuts.last_mut() {
            Some(last) if beside(last) => last.span.end = span.end,
            Some(_) | None => cuts.push(Cut { span, instead: Instead::Nothing }),
        }
    }
    cuts.iter_mut().for_each(|cut| cut.span = around(text, cut.span).unwrap_or(cut.span));
    joined(cuts)
}

/// White space within a line. A tab is more: an empty cell may stand behind it.
fn is_gap(c: char) -> bool {
    is_space(c) && !matches!(c, '\n' | '\r' | '\t')
}

/// What is left out for remarks at a place: the whole line with its end when nothing else stands on it, and at the end of a line the gap
/// before them too, as if the line had ended there.
fn around(text: &str, span: Span) -> Option<Span> {
    let before = text.get(..span.start as usize)?.trim_end_matches(is_gap);
    let after = text.get(span.end as usize..)?.trim_start_matches(is_gap);
    let starts = before.is_empty() || before.ends_with(['\n', '\r']);
    let ends = after.is_empty() || after.starts_with(['\n', '\r']);
    let ending = if after.starts_with("\r\n") { 2 } else { usize::from(!after.is_empty()) };
    ends.then(|| Span::new(before.len(), text.len() - after.len() + if starts { ending } else { 0 }))
}

/// Cuts that touch become one.
fn joined(cuts: Vec<Cut>) -> Vec<Cut> {
    let mut joined: Vec<Cut> = Vec::new();
    for cut in cuts {
        match joined.last_mut() {
            Some(last) if last.span.end == cut.span.start => last.span.end = cut.span.end,
            Some(_) | None => joined.push(cut),
        }
    }
    joined
}
