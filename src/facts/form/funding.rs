//! The budget part of a form: how much was planned and spent, from which source, and what it scores.

use super::Words;
use crate::data::forms::Stage;
use crate::facts::sheet::{Column, Num, Reader, Sheet};
use crate::syntax::{Heading, Row};
use crate::text::Span;

/// The budget part of a form.
#[derive(Debug)]
pub struct Funding<'a> {
    /// Its rows, in order.
    pub rows: Vec<Fund<'a>>,
    /// The points that it is headed with: 预算执行情况（10分）.
    pub stated: Option<Num>,
}

/// A row of the budget part.
#[derive(Debug)]
pub struct Fund<'a> {
    /// The whole row.
    pub span: Span,
    /// The name of the money.
    pub label: Words<'a>,
    /// Whether it is the row of the whole.
    pub whole: bool,
    /// Whether its label opens the parts: 其中.
    pub opens_parts: bool,
    /// Whether its label opens one of several divisions of the whole: 按资金来源.
    pub opens_division: bool,
    /// Whether it takes what the other parts leave.
    pub remainder: bool,
    /// The budget as first approved.
    pub initial: Option<Num>,
    /// The budget after adjustment.
    pub adjusted: Option<Num>,
    /// What was spent.
    pub executed: Option<Num>,
    /// What stands below the other columns of money, in order: 到位数, 追加数.
    pub further: Vec<Option<Num>>,
    /// The rate of execution.
    pub rate: Option<Num>,
    /// The points to be had.
    pub weight: Option<Num>,
    /// The points had.
    pub score: Option<Num>,
    /// The reason given.
    pub reason: Option<Words<'a>>,
    /// Whether the form asks for a reason here.
    pub reason_asked: bool,
    /// The columns with a blank cell.
    pub blank: Vec<Words<'a>>,
}

impl<'a> Funding<'a> {
    /// The row of the whole.
    pub fn whole(&self) -> Option<&Fund<'a>> {
        self.rows.iter().find(|row| row.whole)
    }
}

/// The budget part that a sheet is, when it is one.
pub fn read<'a>(reader: &Reader<'a>, sheet: &Sheet<'a>) -> Option<Funding<'a>> {
    let executed = sheet.stage(Stage::Executed)?;
    let budgeted = sheet.stage(Stage::Adjusted).is_some() || sheet.stage(Stage::Initial).is_some();
    if !budgeted || sheet.has(Heading::Target) || sheet.has(Heading::Actual) {
        return None;
    }
    let first = sheet.columns.iter().find(|column| column.stage.is_some() || column.heading == Some(Heading::Money))?.number;
    let rows: Vec<Fund<'a>> = sheet.rows.iter().filter_map(|row| fund(reader, sheet, row, first, executed)).collect();
    let whole = rows.iter().any(|row| row.whole);
    let stated = sheet.columns.first().and_then(|column| reader.points(column.span));
    whole.then_some(Funding { rows, stated })
}

fn fund<'a>(reader: &Reader<'a>, sheet: &Sheet<'a>, row: &'a Row, first: u16, spent: &Column<'a>) -> Option<Fund<'a>> {
    let named = row.cells.iter().rfind(|cell| cell.column < first && !cell.span.is_empty())?;
    let label = (named.span.of(reader.text), named.span);
    if row.cells.len() < 3 || Sheet::cell(row, spent).is_none() {
        return None;
    }
    let words = &reader.knowledge.forms.funding;
    let name = label.0.trim_end_matches(['：', ':', ' ']);
    let opens_parts = words.parts.opens(name);
    let money = |stage| {
        let column = sheet.stage(stage)?;
        reader.number(Sheet::cell(row, column)?, column.unit)
    };
    let sums = [money(Stage::Initial), money(Stage::Adjusted), money(Stage::Executed)];
    let whole = !opens_parts && words.totals.has(name);
    if !whole && sums.iter().all(Option::is_none) {
        return None;
    }
    let [initial, adjusted, executed] = sums;
    let below = |heading| Sheet::cell(row, sheet.column(heading)?);
    let others = sheet.columns.iter().filter(|column| column.stage.is_none() && column.heading == Some(Heading::Money));
    let further = others.map(|column| Sheet::cell(row, column).and_then(|cell| reader.number(cell, column.unit))).collect();
    Some(Fund {
        span: row.span,
        label,
        whole,
        opens_parts,
        opens_division: words.divisions.opens(name),
        remainder: words.remainder.has(name),
        initial,
        adjusted,
        executed,
        further,
        rate: below(Heading::Rate).and_then(|cell| reader.rate(cell)),
        weight: below(Heading::Weight).and_then(|cell| reader.points_of_cell(cell)),
        score: below(Heading::Score).and_then(|cell| reader.points_of_cell(cell)),
        reason: below(Heading::Reason).and_then(|cell| reason(reader, cell)),
        reason_asked: sheet.has(Heading::Reason),
        blank: blanks(reader, sheet, row, first),
    })
}

/// What a cell for reasons says, when it says something.
pub(in crate::facts) fn reason<'a>(reader: &Reader<'a>, cell: Span) -> Option<Words<'a>> {
    let text = cell.of(reader.text);
    let silent = text.trim().is_empty() || reader.knowledge.forms.marks.absent.has(text) || reader.knowledge.forms.marks.nothing.has(text);
    (!silent).then_some((text, cell))
}

/// The names of the columns from `first` on whose cell in the row is blank.
pub(in crate::facts) fn blanks<'a>(reader: &Reader<'a>, sheet: &Sheet<'a>, row: &Row, first: u16) -> Vec<Words<'a>> {
    let blank = |column: &&Column<'a>| column.number >= first && Sheet::cell(row, column).is_some_and(|cell| reader.is_blank(cell));
    sheet.columns.iter().filter(blank).map(|column| (column.text, column.span)).collect()
}
