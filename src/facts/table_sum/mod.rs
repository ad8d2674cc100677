//! Rows and columns of totals, and what they add up.
//!
//! What a total covers is often open: whether a row of 其中 counts, whether subtotals or the rows below them are added. Every
//! plausible reading is kept. One wrong cell breaks the sum of its row and of its column; a sum that holds once a cell
//! of a broken crossing sum is read by that sum has a reading that says so, and the cell is reported once.

mod funding;
mod grid;
mod labelled;
mod sums;

use super::form::Words;
use super::indicator::{number, numbers, text, word};
use super::sheet::Num;
use super::{Context, Facts, Field, Kind, Type, Value};
use grid::Grid;

/// A total of a table and what it adds up.
pub static TABLE_SUM: Kind = Kind {
    name: "table_sum",
    zh: "表中的合计数及其各项",
    en: "a total of a table and what it adds up",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "合计行或列的名称", en: "the name of the row or column of totals" },
        Field { name: "crossing", ty: Type::Text, zh: "所在列或行的名称", en: "the name of the column or row that it stands in" },
        Field {
            name: "axis", ty: Type::Text, zh: "column（纵向）、row（横向）、funding（资金来源）", en: "column, row or funding"
        },
        Field { name: "total", ty: Type::Number, zh: "合计数", en: "the total" },
        Field { name: "parts", ty: Type::List(&Type::Number), zh: "各项", en: "what it adds up" },
        Field { name: "readings", ty: Type::List(&Type::List(&Type::Number)), zh: "可能的读法", en: "the plausible readings" },
    ],
    uses: &[],
    extract: Some(extract),
};

/// A total with its plausible parts.
#[derive(Debug)]
struct Sum<'a> {
    label: Words<'a>,
    crossing: Words<'a>,
    axis: &'static str,
    total: Num,
    readings: Vec<Vec<Num>>,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let reader = context.reader();
    for sheet in context.sheets() {
        if let Some(grid) = Grid::read(&reader, sheet) {
            sums::sums(&grid).into_iter().for_each(|sum| push(facts, sum));
        }
    }
    for grid in context.document.tables.iter().filter_map(|table| labelled::grid(&reader, table)) {
        sums::sums(&grid).into_iter().for_each(|sum| push(facts, sum));
    }
    for form in context.forms() {
        form.funding.iter().flat_map(|part| funding::sums(part)).for_each(|sum| push(facts, sum));
    }
}

fn push<'a>(facts: &mut Facts<'a>, sum: Sum<'a>) {
    let Some(first) = sum.readings.first() else { return };
    let values = vec![
        text(Some(sum.label)),
        text(Some(sum.crossing)),
        word(sum.axis),
        number(Some(sum.total)),
        numbers(first.iter().copied()),
        Value::List(sum.readings.iter().map(|reading| numbers(reading.iter().copied())).collect()),
    ];
    facts.push(&TABLE_SUM, sum.total.span, values);
}
