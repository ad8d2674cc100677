//! Tables as sheets: a header with what stands below each of its cells, and the rows below it.

mod cell;

pub use cell::{Content, Num, Reader, printed};

use crate::data::Knowledge;
use crate::data::forms::Stage;
use crate::quantity::{Dimension, Mode, Quantity, Unit};
use crate::syntax::{Document, Heading, Row, Table};
use crate::text::Span;

/// A header row and the rows below it.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The table that it is a part of: an index.
    pub table: usize,
    /// The header.
    pub header: &'a Row,
    /// What its cells name, by column.
    pub columns: Vec<Column<'a>>,
    /// The rows below it.
    pub rows: &'a [Row],
}

/// A column of a sheet.
#[derive(Debug)]
pub struct Column<'a> {
    /// The number that cells refer to.
    pub number: u16,
    /// The name.
    pub text: &'a str,
    /// Where the name stands.
    pub span: Span,
    /// What stands below it.
    pub heading: Option<Heading>,
    /// The stage of the money below it.
    pub stage: Option<Stage>,
    /// The unit that its name gives: 金额（万元）.
    pub unit: Option<Unit>,
    /// The points to be had that its name gives: 决策（20分）.
    pub full: Option<Num>,
}

/// The sheets of a document, in order.
pub fn sheets<'a>(document: &'a Document<'a>, knowledge: &'a Knowledge) -> Vec<Sheet<'a>> {
    let reader = Reader::new(&document.flow.text, knowledge);
    let mut sheets = Vec::new();
    for (number, table) in document.tables.iter().enumerate() {
        for (at, header) in table.rows.iter().enumerate().filter(|(_, row)| row.header) {
            let below = table.rows[at + 1..].iter().take_while(|row| !row.header).count();
            let columns = columns(&reader, table, header);
            sheets.push(Sheet { table: number, header, columns, rows: &table.rows[at + 1..at + 1 + below] });
        }
    }
    sheets
}

fn columns<'a>(reader: &Reader<'a>, table: &Table, header: &Row) -> Vec<Column<'a>> {
    let banner = header.cells.first().and_then(|cell| reader.bracketed_unit(cell.span));
    let money = |unit: &Unit| unit.dimension == Dimension::Money;
    let common = banner.filter(money).or_else(|| reader.announced_unit(table).filter(money));
    let column = |cell: &crate::syntax::Cell| {
        let text = cell.span.of(reader.text);
        let heading = reader.knowledge.vocabulary.heading(text);
        let stage = reader.knowledge.forms.funding.stage(text);
        let unit = reader.bracketed_unit(cell.span).or(match heading {
            Some(Heading::Money) => common,
            None | Some(Heading::Words) => common,
            Some(_) => None,
        });
        Column {
            number: cell.column,
            text,
            span: cell.span,
            heading,
            stage,
            unit,
            full: reader.points(cell.span).or_else(|| reader.points_at_end(cell.span)),
        }
    };
    let mut columns: Vec<Column<'a>> = header.cells.iter().map(column).collect();
    told_by_points(reader, &mut columns);
    columns
}

/// Beside points, words that may head any table name targets and results, and what stands to the left of them are the names of indicators:
/// 内容 | 计划 | 实际 | 满分 | 得分.
fn told_by_points(reader: &Reader<'_>, columns: &mut [Column<'_>]) {
    let any = |columns: &[Column<'_>], heading| columns.iter().any(|column| column.heading == Some(heading));
    let pointed = any(columns, Heading::Weight) || any(columns, Heading::Score);
    if !pointed {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.stage.is_none()) {
        column.stage = reader.knowledge.forms.funding.short_stage(column.text);
    }
    if columns.iter().any(|column| column.stage.is_some()) {
        return;
    }
    let words = &reader.knowledge.forms.columns;
    // 任务 | 目标 | 结果: the last of several is meant.
    for (heading, names) in [(Heading::Actual, &words.results), (Heading::Target, &words.goals)] {
        let open =
            |column: &&mut Column<'_>| matches!(column.heading, None | Some(Heading::Words | Heading::Money)) && names.has(column.text);
        if !any(columns, heading)
            && let Some(column) = columns.iter_mut().rev().find(open)
        {
            column.heading = Some(heading);
        }
    }
    if any(columns, Heading::Name) || !any(columns, Heading::Target) || !any(columns, Heading::Actual) {
        return;
    }
    let values = [Heading::Target, Heading::Actual, Heading::Weight, Heading::Score, Heading::Operator, Heading::Measure];
    let first = columns.iter().position(|column| column.heading.is_some_and(|heading| values.contains(&heading))).unwrap_or(0);
    if let Some(column) = first.checked_sub(1).and_then(|last| columns.get_mut(last)).filter(|column| !column.text.is_empty()) {
        column.heading = Some(Heading::Name);
    }
}

impl<'a> Sheet<'a> {
    /// The first column of a sort.
    pub fn column(&self, heading: Heading) -> Option<&Column<'a>> {
        self.columns.iter().find(|column| column.heading == Some(heading))
    }

    /// The last column of a sort.
    pub fn last_column(&self, heading: Heading) -> Option<&Column<'a>> {
        self.columns.iter().rev().find(|column| column.heading == Some(heading))
    }

    /// The column of a stage of the money.
    pub fn stage(&self, stage: Stage) -> Option<&Column<'a>> {
        self.columns.iter().find(|column| column.stage == Some(stage))
    }

    /// Whether the columns beside points told what some of its columns are.
    pub fn is_inferred(&self, reader: &Reader<'_>) -> bool {
        self.columns.iter().any(|column| column.heading != reader.knowledge.vocabulary.heading(column.text))
    }

    /// Whether a column of the sort stands in the header.
    pub fn has(&self, heading: Heading) -> bool {
        self.column(heading).is_some()
    }

    /// The cell of a row below a column; none when the row has no cell there.
    pub fn cell(row: &Row, column: &Column<'_>) -> Option<Span> {
        row.cells.iter().find(|cell| cell.column == column.number).map(|cell| cell.span)
    }
}

/// What a row is called: the first of its cells with a word.
pub fn row_label<'a>(flow: &'a str, row: &Row) -> &'a str {
    row.cells.iter().map(|cell| cell.span.of(flow).trim()).find(|text| text.chars().any(char::is_alphabetic)).unwrap_or("")
}

/// A number as it counts in a form: a weight or a score, exactly as printed.
pub fn exact(mut quantity: Quantity) -> Quantity {
    quantity.mode = Mode::Exact;
    quantity
}
