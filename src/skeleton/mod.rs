//! Paragraphs reduced to their skeletons: figures, and the connectors and punctuation between them.
//!
//! A passage is a paragraph, or a paragraph that ends in a colon with the items below it. It holds one [`Sequence`] of
//! terms for the running text and one for each pair of brackets. A [`Term`] is a figure with what ties it to the figure
//! before: the heaviest mark between the two, and the roles of the connectors. Extractors propose relations over
//! sequences and never look at the text again, so that wording is data and order is all that they reason about.

mod passage;
mod terms;
mod units;

pub use passage::{Stretches, passages};

use crate::data::connectors::{Connectors, Mark, Roles};
use crate::quantity::Quantity;
use crate::syntax::Document;
use crate::text::Span;
use crate::values::Values;

/// The skeletons of all passages that hold a figure, in order.
#[derive(Debug, Default)]
pub struct Skeleton {
    /// One for each passage.
    pub passages: Vec<Passage>,
}

/// A paragraph, a paragraph with the list below it, or a cell that holds sentences.
#[derive(Debug)]
pub struct Passage {
    /// Where it stands in the flow.
    pub span: Span,
    /// The running text first, then the contents of brackets in order of their closing.
    pub sequences: Vec<Sequence>,
}

/// Figures of one level, from left to right.
#[derive(Debug, Default)]
pub struct Sequence {
    /// The figures.
    pub terms: Vec<Term>,
    /// For a bracket: the term before it, by sequence and place.
    pub head: Option<(usize, usize)>,
}

/// A figure and what ties it to the figure before.
#[derive(Clone, Debug)]
pub struct Term {
    /// An index into the figures of [`Values`].
    pub figure: u32,
    /// The figure with its unit.
    pub span: Span,
    /// Its digits.
    pub number: Span,
    /// Its quantity; a unit that only the last figure of a list shows is given to all.
    pub quantity: Quantity,
    /// The words before it, back to the nearest mark or figure.
    pub label: Span,
    /// What stands between it and the figure before.
    pub gap: Gap,
    /// The roles of the words behind it, up to the next mark or figure.
    pub tail: Roles,
}

/// What stands between two figures of one level.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gap {
    /// The heaviest of 、，；。 in it.
    pub mark: Option<Mark>,
    /// Whether it holds a colon.
    pub colon: bool,
    /// The roles of the words before the last mark.
    pub before: Roles,
    /// The roles of the words behind the last mark.
    pub label: Roles,
    /// The first connector that opens a list.
    pub opener: Option<Span>,
    /// The last connector that closes one.
    pub closer: Option<Span>,
}

impl Gap {
    /// The roles of all its words.
    pub fn roles(&self) -> Roles {
        self.before | self.label
    }

    /// Both gaps as one, when the figure between them is passed over.
    pub fn join(&self, next: &Gap) -> Gap {
        Gap {
            mark: self.mark.max(next.mark),
            colon: self.colon || next.colon,
            before: self.before | self.label | next.before,
            label: next.label,
            opener: self.opener.or(next.opener),
            closer: next.closer.or(self.closer),
        }
    }
}

/// The figures of stretches that stand side by side in a row, those of brackets among them, as one sentence.
pub fn row(document: &Document<'_>, values: &Values, connectors: &Connectors, stretches: &[Span]) -> Vec<Term> {
    let stretches = Stretches { spans: stretches.to_vec(), parted: Mark::Semicolon };
    let passage = terms::passage(document, values, connectors, &stretches);
    let mut terms: Vec<Term> = passage.into_iter().flat_map(|passage| passage.sequences).flat_map(|sequence| sequence.terms).collect();
    terms.sort_by_key(|term| term.span.start);
    for term in &mut terms {
        term.gap.mark = term.gap.mark.map(|mark| mark.min(Mark::Comma));
    }
    terms
}

/// The figures of a sequence up to each mark of this weight: sentences, or what semicolons part.
pub fn parted(terms: &[Term], by: Mark) -> impl Iterator<Item = &[Term]> {
    terms.chunk_by(move |_, next| next.gap.mark < Some(by))
}

impl Skeleton {
    /// The skeletons of a document.
    pub fn of(document: &Document<'_>, values: &Values, connectors: &Connectors) -> Self {
        let passages = passages(document).filter_map(|stretches| terms::passage(document, values, connectors, &stretches));
        Skeleton { passages: passages.collect() }
    }
}
