//! Shares below the name of a column, one a row, of which the last takes what the others leave: 面积占比 | 48.6% | 27.3% | … 其他 8.9%.

use super::{Said, add};
use crate::data::measures::Role;
use crate::facts::sheet::{Sheet, row_label};
use crate::facts::{Context, Facts};
use crate::quantity::{Decimal, Dimension, Quantity};
use crate::syntax::Row;
use crate::text::Span;

/// Fewer shares are no list.
const LEAST: usize = 3;

/// Adds the columns of shares whose rows are all there are.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let reader = context.reader();
    let measures = &context.knowledge.measures;
    for sheet in context.sheets() {
        let all: Vec<&Row> = sheet.rows.iter().filter(|row| !row_label(reader.text, row).is_empty()).collect();
        let total = all.last().is_some_and(|row| context.knowledge.forms.columns.totals.has(row_label(reader.text, row)));
        let rows = || all.iter().take(all.len() - usize::from(total)).copied();
        let names: Vec<&str> = rows().map(|row| row_label(reader.text, row)).collect();
        let parted = names.iter().any(|name| context.knowledge.forms.funding.parts.opens(name));
        if names.len() < LEAST || parted || !total && !context.knowledge.connectors.has_remainder(&names) {
            continue;
        }
        let share = |text: &str| measures.find(text).any(|(range, word)| word.roles.has(Role::Share) && range.end == text.len());
        for column in sheet.columns.iter().filter(|column| share(column.text.trim())) {
            let ratio = |row: &Row| {
                Sheet::cell(row, column).and_then(|cell| reader.rate(cell)).filter(|rate| rate.quantity.unit.dimension == Dimension::Ratio)
            };
            // A row of totals that is all of it says that the rows above are.
            let whole = all.last().filter(|_| total).and_then(|row| ratio(row)).map(|whole| whole.quantity.base() == Ok(Decimal::ONE));
            if total && whole != Some(true) {
                continue;
            }
            let parts: Option<Vec<(Quantity, Span)>> = rows().map(|row| ratio(row).map(|part| (part.quantity, part.span))).collect();
            let unsure = !total && !is_of_measure(context, column.text.trim());
            let said = Said { closed: true, listed: true, unsure, ..Said::default() };
            add(context, facts, parts.as_deref().unwrap_or_default(), &said);
        }
    }
}

/// 面积占比, 占比: whether nothing but what is measured stands before the share. 女性占比 may be another share in each row.
fn is_of_measure(context: &Context<'_>, name: &str) -> bool {
    let measures = &context.knowledge.measures;
    let Some((share, _)) = measures.find(name).filter(|(_, word)| word.roles.has(Role::Share)).last() else { return false };
    let before = name.get(..share.start).unwrap_or("").trim();
    before.is_empty() || context.knowledge.connectors.measured.iter().any(|word| before.ends_with(word.as_str()))
}
