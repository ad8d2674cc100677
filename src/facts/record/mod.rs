//! Indicators outside of forms: rows of tables with headers in other words, and lines without any table.

mod apart;
mod lines;
mod made;
mod piece;
mod said;

pub(super) use piece::{Piece, pieces};

use super::Context;
use super::form::{Form, is_indicators, read_other};
use super::sheet::Sheet;
use crate::text::Span;
use std::collections::HashSet;

/// Every such table, and every run of such lines, in order.
pub fn records<'a>(context: &Context<'a>) -> Vec<Form<'a>> {
    let tables = context.sheets().iter().filter(|sheet| !is_indicators(sheet)).map(|sheet| of_sheet(context, sheet));
    let mut found: Vec<Form<'a>> = tables.chain(lines::runs(context)).filter(|form| !form.indicators.is_empty()).collect();
    // What a line tells with its aim is read there.
    let known: HashSet<Span> =
        found.iter().flat_map(|form| &form.indicators).filter_map(|row| row.actual).map(|actual| actual.span).collect();
    let mut apart = Form { indicators: apart::pairs(context), ..Form::default() };
    apart.indicators.retain(|row| row.actual.is_some_and(|actual| !known.contains(&actual.span)));
    found.extend(Some(apart).filter(|form| !form.indicators.is_empty()));
    found
}

/// The rows of a table. A total has no target of its own.
fn of_sheet<'a>(context: &Context<'a>, sheet: &Sheet<'a>) -> Form<'a> {
    let mut form = Form::default();
    read_other(&context.reader(), sheet, &mut form);
    let tables = &context.knowledge.forms.columns;
    form.indicators.retain(|row| !context.knowledge.vocabulary.is_total(row.name.0) && !tables.subtotals.has(row.name.0));
    form
}
