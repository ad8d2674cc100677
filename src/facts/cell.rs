//! Rows of tables with the cells that are left blank in them.

use super::form::Words;
use super::indicator::text;
use super::sheet::Sheet;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::{Decimal, Quantity, Unit};
use crate::syntax::{Heading, Row as TableRow};
use crate::text::Span;

/// A row of a form or table that has a blank cell.
pub static ROW: Kind = Kind {
    name: "row",
    zh: "有空白单元格的一行",
    en: "a row with a blank cell",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "行的名称", en: "the name of the row" },
        Field {
            name: "sort",
            ty: Type::Text,
            zh: "行的类别：indicator、total、funding、statement",
            en: "indicator, total, funding or statement",
        },
        Field { name: "blank", ty: Type::List(&Type::Text), zh: "空白的栏目", en: "the columns left blank" },
        Field {
            name: "columns",
            ty: Type::List(&Type::Text),
            zh: "空白栏目的含义：target、actual、weight、score、executed、rate、reason、other",
            en: "what these columns hold: target, actual, weight, score, executed, rate, reason or other",
        },
        Field { name: "filled", ty: Type::Number, zh: "已填写的单元格数", en: "how many cells of the row say something" },
        Field { name: "siblings", ty: Type::Number, zh: "同表中已填写的行数", en: "how many rows of the table say something" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for form in context.forms() {
        for fund in form.funding.iter().flat_map(|funding| &funding.rows).filter(|fund| fund.whole) {
            push(context, facts, fund.label, "funding", &fund.blank, (2, 1));
        }
        let siblings = form.indicators.iter().filter(|indicator| indicator.filled > 0).count();
        for indicator in &form.indicators {
            push(context, facts, indicator.name, "indicator", &indicator.blank, (indicator.filled, siblings));
        }
        if let Some(total) = &form.total {
            let filled = usize::from(total.weight.is_some()) + usize::from(total.score.is_some());
            push(context, facts, total.label, "total", &total.blank, (filled, siblings));
        }
    }
    context.sheets().iter().for_each(|sheet| statements(context, sheet, facts));
}

/// Rows of words: a label and what is to be said on it.
fn statements<'a>(context: &Context<'a>, sheet: &Sheet<'a>, facts: &mut Facts<'a>) {
    let numeric =
        |column: &super::sheet::Column<'_>| column.stage.is_some() || matches!(column.heading, Some(Heading::Money | Heading::Rate));
    let first = sheet.columns.iter().find(|column| matches!(column.heading, Some(Heading::Reason | Heading::Words)) && column.number > 0);
    let named = |heading| sheet.has(heading);
    let Some(first) = first.filter(|_| !sheet.columns.iter().any(numeric) && !named(Heading::Name) && !named(Heading::Score)) else {
        return;
    };
    let reader = context.reader();
    let columns: Vec<_> = sheet.columns.iter().filter(|column| column.number >= first.number).collect();
    let cells = |row: &TableRow| -> Vec<Span> { columns.iter().filter_map(|column| Sheet::cell(row, column)).collect() };
    let says = |row: &&TableRow| cells(row).iter().any(|cell| !reader.is_blank(*cell));
    let siblings = sheet.rows.iter().filter(says).count();
    for row in sheet.rows {
        let label = row.cells.iter().rfind(|cell| cell.column < first.number && !cell.span.is_empty());
        let (Some(label), true) = (label, cells(row).len() == columns.len()) else { continue };
        let blank = super::form::blanks(&reader, sheet, row, first.number);
        let filled = columns.len() - blank.len();
        push(context, facts, (label.span.of(reader.text), label.span), "statement", &blank, (filled, siblings));
    }
}

fn push<'a>(
    context: &Context<'a>,
    facts: &mut Facts<'a>,
    label: Words<'a>,
    sort: &'static str,
    blank: &[Words<'a>],
    (filled, siblings): (usize, usize),
) {
    // A reason is left blank where none is owed.
    let blank: Vec<Words<'a>> =
        blank.iter().filter(|column| sort == "statement" || meaning(context, column.0) != "reason").copied().collect();
    if blank.is_empty() {
        return;
    }
    let count = |number: usize| Value::Number(Quantity::exact(Decimal::from(number), Unit::PLAIN), None);
    let values = vec![
        text(Some(label)),
        super::indicator::word(sort),
        Value::List(blank.iter().map(|column| text(Some(*column))).collect()),
        Value::List(blank.iter().map(|column| super::indicator::word(meaning(context, column.0))).collect()),
        count(filled),
        count(siblings),
    ];
    facts.push(&ROW, label.1, values);
}

/// What a column holds, as rules name it.
fn meaning(context: &Context<'_>, column: &str) -> &'static str {
    let stage = context.knowledge.forms.funding.stage(column);
    if stage == Some(crate::data::forms::Stage::Executed) {
        return "executed";
    }
    match context.knowledge.vocabulary.heading(column) {
        Some(Heading::Target) => "target",
        Some(Heading::Actual) => "actual",
        Some(Heading::Weight) => "weight",
        Some(Heading::Score) => "score",
        Some(Heading::Rate) => "rate",
        Some(Heading::Reason) => "reason",
        Some(
            Heading::Level1 | Heading::Level2 | Heading::Name | Heading::Operator | Heading::Measure | Heading::Money | Heading::Words,
        )
        | None => "other",
    }
}
