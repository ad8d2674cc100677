//! Where the spans of facts lead: into one document, or into one of two.

use crate::syntax::Document;
use crate::text::Span;
use std::sync::Arc;

/// The documents behind the spans of facts.
pub(super) enum Places<'d> {
    /// One document.
    One(&'d Document<'d>),
    /// Two, whose flows stand behind each other.
    Two {
        /// The documents with their paths, in order of their flows.
        documents: [(&'d str, &'d Document<'d>); 2],
        /// Where the second flow starts.
        offset: u32,
    },
}

impl Places<'_> {
    /// The document, by its index, and the place in its source.
    pub fn source(&self, span: Span) -> (usize, Span) {
        match self {
            Places::One(document) => (0, document.flow.source(span)),
            Places::Two { documents: [first, second], offset } => match span.start.checked_sub(*offset) {
                None => (0, first.1.flow.source(span)),
                Some(start) => (1, second.1.flow.source(Span { start, end: span.end.saturating_sub(*offset) })),
            },
        }
    }

    /// The place in the source of the only document: what concerns two is repaired by nobody but their authors.
    pub fn only(&self, span: Span) -> Option<Span> {
        match self {
            Places::One(document) => Some(document.flow.source(span)),
            Places::Two { .. } => None,
        }
    }

    /// The path of one of two documents.
    pub fn path(&self, at: usize) -> Option<Arc<str>> {
        match self {
            Places::One(_) => None,
            Places::Two { documents, .. } => documents.get(at).map(|(path, _)| Arc::from(*path)),
        }
    }
}
