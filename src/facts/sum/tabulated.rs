//! Totals of the columns of a table that has no row of totals, told in the sentences right behind it: 三类项目共计站点21处、车辆64辆.
//!
//! The sentence names the columns. It is on all rows when it counts them, or when another of its figures is the sum of its own column.

use super::claim::{Claim, Operand, Tally};
use crate::data::labels::label;
use crate::facts::Context;
use crate::facts::sheet::{Column, Sheet, printed, row_label};
use crate::quantity::{Decimal, Dimension, Mode, Unit};
use crate::text::Span;
use crate::values::{Figure, within};

/// So many sentences behind a table may tell of it.
const SENTENCES: usize = 3;
/// So many rows of figures, at least and at most.
const ROWS: std::ops::RangeInclusive<usize> = 2..=60;

/// The claims of all tables of a document.
pub(super) fn claims(context: &Context<'_>) -> Vec<Claim> {
    context.sheets().iter().flat_map(|sheet| of(context, sheet)).collect()
}

/// A column with its name and what its rows come to.
struct Added<'a> {
    name: String,
    column: &'a Column<'a>,
    unit: Unit,
    parts: Vec<Operand>,
}

impl Added<'_> {
    fn sum(&self) -> Decimal {
        self.parts.iter().map(Operand::base).fold(Decimal::ZERO, Decimal::saturating_add)
    }
}

fn of(context: &Context<'_>, sheet: &Sheet<'_>) -> Vec<Claim> {
    let reader = context.reader();
    let words = &context.knowledge.forms.columns;
    let parts = &context.knowledge.forms.funding.parts;
    let special = |row: &str| words.totals.has(row) || words.loose_totals.has(row) || words.subtotals.has(row) || parts.opens(row);
    let named = || sheet.rows.iter().map(|row| row_label(reader.text, row));
    if !ROWS.contains(&sheet.rows.len()) || named().any(|row| row.is_empty() || special(row)) {
        return Vec::new();
    }
    let columns: Vec<Added<'_>> = sheet.columns.iter().filter_map(|column| added(context, sheet, column)).collect();
    let Some(table) = context.document.tables.get(sheet.table).filter(|_| !columns.is_empty()) else { return Vec::new() };
    let sentences = &context.document.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.start < table.span.end);
    let near = sentences.get(first..).unwrap_or_default().iter().take(SENTENCES);
    near.flat_map(|sentence| told(context, sheet, &columns, sentence.span)).collect()
}

/// A column whose head gives a unit and whose every row has a figure.
fn added<'s>(context: &Context<'_>, sheet: &'s Sheet<'_>, column: &'s Column<'_>) -> Option<Added<'s>> {
    let reader = context.reader();
    let unit = column.unit.filter(|unit| matches!(unit.dimension, Dimension::Count(_) | Dimension::Money))?;
    let number = |row| reader.number(Sheet::cell(row, column)?, column.unit).filter(|number| number.quantity.unit == unit);
    let numbers: Vec<_> = sheet.rows.iter().map(number).collect::<Option<_>>()?;
    let full = label(column.text);
    let figures = &context.knowledge.forms.columns.figures;
    let name = figures.iter().find_map(|figures| full.strip_suffix(figures)).map_or(full.clone(), str::to_owned);
    let parts = numbers.into_iter().map(|number| Operand::bare(number.quantity, number.span)).collect();
    (name.chars().nth(1).is_some()).then_some(Added { name, column, unit, parts })
}

/// The totals that a sentence tells of the columns.
fn told(context: &Context<'_>, sheet: &Sheet<'_>, columns: &[Added<'_>], sentence: Span) -> Vec<Claim> {
    let text: &str = &context.document.flow.text;
    let figures = within(&context.values.figures, sentence);
    let sums = context.knowledge.connectors.find(sentence.of(text)).any(|(_, meaning)| meaning.sums());
    if figures.is_empty() || !sums || context.document.tables.iter().any(|table| table.span.overlaps(sentence)) {
        return Vec::new();
    }
    let named = |figure: &Figure| {
        let before = Span { start: sentence.start, end: figure.span.start.max(sentence.start) }.of(text);
        let plain = figure.well_formed && figure.hedge().is_none() && figure.per().is_none() && figure.upper().is_none();
        columns
            .iter()
            .find(|column| plain && column.unit.dimension == figure.quantity.unit.dimension && before.ends_with(column.name.as_str()))
    };
    let found: Vec<(&Figure, &Added<'_>)> = figures.iter().filter_map(|figure| Some((figure, named(figure)?))).collect();
    let is_sum = |(figure, column): &(&Figure, &Added<'_>)| figure.quantity.base() == Ok(column.sum());
    let rows = Decimal::from(sheet.rows.len() as u64);
    let counts = |figure: &Figure| figure.quantity.value == rows && matches!(figure.quantity.unit.dimension, Dimension::Count(_));
    let all = found.first().is_some_and(|(first, _)| figures.iter().take_while(|figure| figure.span.start < first.span.start).any(counts));
    if !all && !found.iter().any(is_sum) {
        return Vec::new();
    }
    found.into_iter().map(|(figure, column)| claim(figure, column)).collect()
}

fn claim(figure: &Figure, column: &Added<'_>) -> Claim {
    let total = Operand::bare(figure.quantity, printed(figure));
    let rounded = column.parts.iter().any(|part| part.quantity.mode == Mode::Rounded);
    Claim::of_list(column.column.span.start, !rounded, vec![Tally { total, parts: column.parts.clone(), natural: true }])
}
