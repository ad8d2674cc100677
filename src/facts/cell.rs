//! Rows of tables with the cells that are left blank in them.

use super::form::{Words, is_indicators};
use super::indicator::text;
use super::record::Piece;
use super::sheet::{Column, Num, Sheet, row_label};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::forms::Stage;
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
            zh: "行的类别：indicator、total、funding、statement、figure",
            en: "indicator, total, funding, statement or figure",
        },
        Field { name: "blank", ty: Type::List(&Type::Text), zh: "空白的栏目", en: "the columns left blank" },
        Field {
            name: "columns",
            ty: Type::List(&Type::Text),
            zh: "空白栏目的含义：target、actual、weight、score、executed、rate、reason、figure、other",
            en: "what these columns hold: target, actual, weight, score, executed, rate, reason, figure or other",
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
    let apart = context.sheets().iter().filter(|sheet| !is_indicators(sheet));
    apart.for_each(|sheet| figures(context, sheet, facts));
    lines(context, facts);
}

/// Rows of figures in which one is left blank that the rest of the table shows to be some: a score beside its points, what was spent beside its
/// rate, and what a total adds up besides the others.
fn figures<'a>(context: &Context<'a>, sheet: &Sheet<'a>, facts: &mut Facts<'a>) {
    let reader = context.reader();
    let number = |row: &TableRow, column: &Column<'a>| Sheet::cell(row, column).and_then(|cell| reader.number(cell, column.unit));
    let filled = |row: &TableRow, heading| {
        sheet.column(heading).and_then(|column| number(row, column)).is_some_and(|num| !num.quantity.value.is_zero())
    };
    for column in sheet.columns.iter().skip(1) {
        let is_blank = |row: &&TableRow| Sheet::cell(row, column).is_some_and(|cell| reader.is_blank(cell));
        let mut blank = sheet.rows.iter().filter(is_blank);
        let (Some(row), None) = (blank.next(), blank.next()) else { continue };
        let others: Vec<&TableRow> = sheet.rows.iter().filter(|other| other.span != row.span).collect();
        let known: Vec<Num> = others.iter().filter_map(|other| number(other, column)).collect();
        let absent = |other: &&&TableRow| Sheet::cell(other, column).is_some_and(|cell| reader.is_absent(cell));
        if known.len() < LEAST || known.len() + others.iter().filter(absent).count() < others.len() {
            continue;
        }
        let scored = || column.heading == Some(Heading::Score) && filled(row, Heading::Weight);
        let spent = || column.stage == Some(Stage::Executed) && filled(row, Heading::Rate);
        if scored() || spent() || is_due(context, sheet, row, &known) {
            let label = row.cells.iter().map(|cell| cell.span).find(|cell| cell.of(reader.text).contains(char::is_alphabetic));
            let Some(label) = label else { continue };
            let blank = (column.text, column.span);
            row_of_figures(facts, (label.of(reader.text), label), blank);
        }
    }
}

/// Fewer figures say nothing of what a column holds.
const LEAST: usize = 2;

/// Whether the last row is a total that the other figures of the column do not make up.
fn is_due(context: &Context<'_>, sheet: &Sheet<'_>, row: &TableRow, known: &[Num]) -> bool {
    let totals = &context.knowledge.forms.columns.totals;
    let last = sheet.rows.last().filter(|last| last.span != row.span);
    let is_total = last.is_some_and(|last| totals.has(row_label(context.reader().text, last)));
    let Some((total, parts)) = known.split_last().filter(|_| is_total) else { return false };
    parts.len() >= LEAST && Num::total(parts) < total.quantity.value
}

fn row_of_figures<'a>(facts: &mut Facts<'a>, label: Words<'a>, blank: Words<'a>) {
    add(facts, label, "figure", &[(blank, "figure")], (LEAST, LEAST));
}

/// 每亩投入：目标8万元；完成 ；得分15分: a label without a value among those of a line, which other lines give a figure.
fn lines<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let flow: &'a str = &context.document.flow.text;
    let columns = &context.knowledge.forms.columns;
    let is_stop = |mark: char| matches!(mark, '；' | ';' | '，' | '。');
    let is_label = |piece: &Piece| is_stop(piece.mark) && is_stop(piece.next) && columns.results.has(piece.span.of(flow));
    let all = context.lines();
    for line in all.iter().filter(|line| line.len() > LABELS) {
        let Some(bare) = line.iter().find(|piece| is_label(piece)) else { continue };
        let label = bare.span.of(flow);
        let tells = |piece: &Piece| {
            piece.span.of(flow).strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(|digit: char| digit.is_ascii_digit()))
        };
        let others = all.iter().filter(|other| other.iter().any(tells)).take(LEAST).count();
        let name = line.iter().find(|piece| piece.is_label());
        if let Some(name) = name.filter(|_| others == LEAST) {
            row_of_figures(facts, (name.span.of(flow), name.span), (label, bare.span));
        }
    }
}

/// A line of labels and values has more pieces.
const LABELS: usize = 3;

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
    let blank: Vec<(Words<'a>, &'static str)> = blank.into_iter().map(|column| (column, meaning(context, column.0))).collect();
    add(facts, label, sort, &blank, (filled, siblings));
}

/// A row with its blank columns and what each of these holds.
fn add<'a>(
    facts: &mut Facts<'a>,
    label: Words<'a>,
    sort: &'static str,
    blank: &[(Words<'a>, &'static str)],
    (filled, siblings): (usize, usize),
) {
    let count = |number: usize| Value::Number(Quantity::exact(Decimal::from(number), Unit::PLAIN), None);
    let values = vec![
        text(Some(label)),
        super::indicator::word(sort),
        Value::List(blank.iter().map(|(column, _)| text(Some(*column))).collect()),
        Value::List(blank.iter().map(|(_, meaning)| super::indicator::word(meaning)).collect()),
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
