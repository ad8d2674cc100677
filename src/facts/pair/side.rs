//! One of the two documents of a pair.

use crate::facts::{self, Context, KindSet, Value};
use crate::syntax::LineKind;
use crate::text::Span;
use crate::values::{Figure, within};

/// A document, where it stands in the flow of the pair, and what it is on.
pub struct Side<'a> {
    /// The document and its values.
    pub context: &'a Context<'a>,
    /// Where its flow starts in that of the pair.
    pub offset: u32,
    /// The fiscal year.
    pub year: Option<i32>,
    /// The title, in its own flow.
    pub title: Option<Span>,
}

impl<'a> Side<'a> {
    /// Reads year and title.
    pub fn new(context: &'a Context<'a>) -> Self {
        let facts = facts::extract(context, &KindSet::closure(["report"]));
        let title = facts.of("report").next().and_then(|(_, report)| match report.values.first() {
            Some(Value::Text(_, span)) => *span,
            Some(Value::Missing | Value::Truth(_) | Value::Number(..) | Value::Date(..) | Value::List(_) | Value::Fact(_)) | None => None,
        });
        Side { context, offset: 0, year: facts::fiscal_year(&facts), title }
    }

    /// The same behind `offset` bytes of the flow of the pair.
    pub fn at(self, offset: u32) -> Self {
        Side { offset, ..self }
    }

    /// A place of its own flow in the flow of the pair.
    pub fn place(&self, span: Span) -> Span {
        span.shift(self.offset)
    }

    /// Its own flow.
    pub fn flow(&self) -> &'a str {
        let document = self.context.document;
        &document.flow.text
    }

    /// Whether it is on the year after the other's.
    pub fn follows(&self, other: &Side<'_>) -> bool {
        matches!((self.year, other.year), (Some(later), Some(earlier)) if later == earlier + 1)
    }

    /// Whether the titles differ in nothing but years, and no other unit signs.
    pub fn same_project(&self, other: &Side<'_>) -> bool {
        let (Some(own), Some(others)) = (self.subject(), other.subject()) else { return false };
        let units = (self.signer(), other.signer());
        let same_unit = |(own, others): (String, String)| own.is_empty() || others.is_empty() || own == others;
        own.chars().count() >= 6 && own == others && same_unit(units)
    }

    /// The title without white space and digits.
    pub fn subject(&self) -> Option<String> {
        self.title.map(|title| bare(title.of(self.flow())))
    }

    /// The unit that signs, without white space and dates.
    pub fn signer(&self) -> String {
        let signed = self.context.document.blocks.iter().filter(|block| block.kind == LineKind::SignOff);
        let lines = signed.map(|block| bare(block.span.of(self.flow())));
        lines.filter(|line| line.chars().count() > 3).collect()
    }

    /// The only figure of a cell or clause.
    pub fn figure(&self, span: Span) -> Option<&Figure> {
        match within(&self.context.values.figures, span) {
            [only] => Some(only),
            [] | [_, _, ..] => None,
        }
    }
}

/// Words without white space and digits.
fn bare(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace() && !char.is_numeric()).collect()
}
