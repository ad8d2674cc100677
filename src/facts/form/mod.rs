//! Self-evaluation forms as they are filled in: the budget part, the indicators, the total.
//!
//! The extractors of [`super::indicator`], [`super::execution`], [`super::weighing`] and others turn this into facts.

mod days;
mod funding;
mod indicators;

pub(super) use funding::blanks;
pub(super) use funding::reason;
pub use funding::{Fund, Funding};
pub use indicators::{Group, Indicator, Stated, Total, stated};
pub(super) use indicators::{is_lower_kind, read_other};

use super::sheet::{Num, Reader, Sheet};
use crate::syntax::Heading;
use crate::text::Span;

/// A label or a text with its place.
pub type Words<'a> = (&'a str, Span);

/// A form: its budget part and its indicators, of which either may be missing.
#[derive(Debug, Default)]
pub struct Form<'a> {
    /// The budget part.
    pub funding: Option<Funding<'a>>,
    /// The indicators, in order.
    pub indicators: Vec<Indicator<'a>>,
    /// Classes of indicators with points of their own: 产出指标（50分）.
    pub groups: Vec<Group<'a>>,
    /// The points that the part of the indicators is headed with: 绩效指标（90分）.
    pub stated: Option<Num>,
    /// Whether its columns are known by the points beside them only: it may be a part of a form.
    pub inferred: bool,
    /// The row of the total.
    pub total: Option<Total<'a>>,
}

/// The forms among the sheets of a document, in order.
pub fn forms<'a>(reader: &Reader<'a>, sheets: &[Sheet<'a>]) -> Vec<Form<'a>> {
    let mut forms: Vec<Form<'a>> = Vec::new();
    let mut open = false;
    for sheet in sheets {
        if let Some(funding) = funding::read(reader, sheet) {
            forms.push(Form { funding: Some(funding), ..Form::default() });
            open = true;
        } else if is_indicators(sheet) {
            if !open {
                forms.push(Form::default());
            }
            if let Some(form) = forms.last_mut() {
                indicators::read(reader, sheet, form);
                form.inferred |= sheet.is_inferred(reader);
                open = form.total.is_none();
            }
        }
    }
    forms
}

/// Whether a sheet is the budget part of a form.
pub fn is_funding(reader: &Reader<'_>, sheet: &Sheet<'_>) -> bool {
    funding::read(reader, sheet).is_some()
}

/// Whether the whole stands above its sources in it. A whole below its parts is the total of any table.
pub fn is_headed_by_whole(reader: &Reader<'_>, sheet: &Sheet<'_>) -> bool {
    funding::read(reader, sheet).is_some_and(|part| part.rows.len() < 2 || part.rows.last().is_some_and(|row| !row.whole))
}

/// Whether the header is that of a table of indicators.
pub fn is_indicators(sheet: &Sheet<'_>) -> bool {
    let names = sheet.has(Heading::Name);
    let values =
        [Heading::Target, Heading::Actual, Heading::Weight, Heading::Score].into_iter().filter(|&heading| sheet.has(heading)).count();
    names && values >= 2
}
