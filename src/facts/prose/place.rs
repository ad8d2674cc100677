//! Where in a document the reader is.

use crate::data::measures::{Measures, Role, Roles};
use crate::syntax::Document;
use crate::text::Span;

/// Where the reader is.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    pub clause: u32,
    pub sentence: u32,
    pub period: u32,
    pub block: u32,
    pub paragraph: Span,
    pub section: Option<u32>,
    pub aim: bool,
    /// Behind 绩效目标为：, up to the end of the sentence.
    pub aimed: bool,
    /// Whether it is in a cell of a table.
    pub cell: bool,
    /// The first mention of the sentence.
    pub first: usize,
    /// What the sentence has been about.
    pub subject: Option<Span>,
    /// Behind 其中: the figure whose parts are listed.
    pub whole: Option<usize>,
    /// The year that the sentence is on.
    pub year: Option<i16>,
}

/// Which sections are about aims, by their headings.
pub(super) fn aims(document: &Document<'_>, measures: &Measures) -> Vec<bool> {
    let text: &str = &document.flow.text;
    let mut aims: Vec<bool> = Vec::with_capacity(document.sections.len());
    for section in &document.sections {
        let roles = measures.find(section.title.of(text)).fold(Roles::default(), |roles, (_, word)| roles | word.roles);
        let above = section.parent.and_then(|parent| aims.get(parent as usize)).copied().unwrap_or(false);
        aims.push(!roles.has(Role::Done) && (above || roles.has(Role::Aim)));
    }
    aims
}
