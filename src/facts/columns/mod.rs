//! Columns of a table that are reckoned from others: a rate of two columns, a share of the total, a product, what is left over.
//!
//! No header says so beyond doubt. A column is taken as reckoned from others when most of its rows bear it out; the rows that do not are
//! then for a rule to judge.

mod grid;

use super::Context;
use super::form::Words;
use super::sheet::{Column, Num, Reader, Sheet};
use crate::quantity::{Decimal, Dimension, Quantity};
use crate::syntax::Row;
use grid::Grid;

/// A cell that others of its row, or of the row of totals, make up.
pub(super) struct Reckoned<'a> {
    /// The name of its column.
    pub name: Words<'a>,
    /// The cell.
    pub cell: Num,
    /// What is divided, what there was, or a number of things.
    pub first: Num,
    /// What it is divided by, what went, or the price of one.
    pub second: Num,
}

/// The rows that have to bear a column out.
const LEAST: usize = 2;
/// More columns than these are no table of figures.
const COLUMNS: usize = 16;

/// Rates of two columns: 竣工率 of 竣工户数 and 计划户数.
pub(super) fn rates<'a>(context: &Context<'a>) -> Vec<Reckoned<'a>> {
    every(context, Sheets::Others, |grid| {
        let mut found = Vec::new();
        for rate in grid.rates() {
            let holds = |(part, base): (usize, usize), row| grid.is_rate(row, rate, grid.at(row, part), grid.at(row, base));
            let Some((part, base)) = grid.best(grid.pairs(), holds) else { continue };
            found.extend(grid.reckoned(rate, |row| grid.rate(row, rate), (part, base)));
        }
        found
    })
}

/// Shares of the total of a column: 占比 of 金额.
pub(super) fn shares<'a>(context: &Context<'a>) -> Vec<Reckoned<'a>> {
    every(context, Sheets::Others, |grid| {
        let mut found = Vec::new();
        for share in grid.rates() {
            let Some(total) = grid.total().or_else(|| grid.whole(share)) else { continue };
            let holds = |part: usize, row| grid.is_rate(row, share, grid.at(row, part), grid.at(total, part));
            let Some(part) = grid.best(grid.amounts.columns.iter().copied(), holds) else { continue };
            found.extend((0..grid.sheet.rows.len()).filter(|&row| row != total).filter_map(|row| {
                let (first, second) = (grid.at(row, part)?, grid.at(total, part)?);
                Some(Reckoned { name: grid.name(share), cell: grid.rate(row, share)?, first, second })
            }));
        }
        found
    })
}

/// Products of two columns, one of them of prices: 金额 of 数量 and 单价.
pub(super) fn products<'a>(context: &Context<'a>) -> Vec<Reckoned<'a>> {
    every(context, Sheets::Others, |grid| {
        let mut found = Vec::new();
        for price in grid.prices() {
            let pairs = grid.pairs().filter(|&(number, amount)| number != price && amount != price);
            let holds = |(number, amount): (usize, usize), row| grid.is_product(row, amount, number, price);
            let Some((number, amount)) = grid.best(pairs, holds) else { continue };
            let alone = |row: &usize| !grid.is_product_of_three(*row, amount, number, price);
            let cell = |row| Some(row).filter(alone).and_then(|row| grid.at(row, amount));
            found.extend(grid.reckoned(amount, cell, (number, price)));
        }
        found
    })
}

/// Differences of two columns: 结余 of 可用资金 and 支出.
pub(super) fn differences<'a>(context: &Context<'a>) -> Vec<Reckoned<'a>> {
    every(context, Sheets::All, |grid| {
        let mut found = Vec::new();
        for &left in grid.amounts.columns.iter().filter(|&&column| grid.is_remainder(column)) {
            let pairs = grid.pairs().filter(|&(first, second)| first != left && second != left);
            let holds = |(first, second): (usize, usize), row| grid.is_difference(row, left, first, second);
            let Some((first, second)) = grid.best(pairs, holds) else { continue };
            found.extend(grid.reckoned(left, |row| grid.at(row, left), (first, second)));
        }
        found
    })
}

/// Whether a row of a table holds all of these numbers, and one more that they make up: what there was, beside what went and what is left.
pub(super) fn makes_up(context: &Context<'_>, went: &Quantity, left: &Quantity) -> bool {
    let sheeted = context.amounts().iter().filter_map(|amounts| Some((context.sheets().get(amounts.sheet)?.columns.len(), amounts)));
    let mut rows = sheeted.filter(|(width, _)| *width > 0).flat_map(|(width, amounts)| amounts.cells.chunks(width));
    let (Ok(went), Ok(left)) = (went.base(), left.base()) else { return false };
    let money = |cell: &&Num| cell.quantity.unit.dimension == Dimension::Money;
    rows.any(|row| {
        let holds = |number: Decimal| row.iter().flatten().filter(money).any(|cell| cell.quantity.base() == Ok(number));
        !left.is_zero() && holds(went) && holds(left) && holds(went.saturating_add(left))
    })
}

/// Which sheets are read: what is left over stands in the budget part of a form as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheets {
    All,
    Others,
}

fn every<'a>(context: &Context<'a>, of: Sheets, read: impl Fn(&Grid<'_, 'a>) -> Vec<Reckoned<'a>>) -> Vec<Reckoned<'a>> {
    let wanted = |amounts: &&Amounts| of == Sheets::All || !amounts.funding;
    let sheeted = context.amounts().iter().filter(wanted).filter_map(|amounts| Some((context.sheets().get(amounts.sheet)?, amounts)));
    sheeted.flat_map(|(sheet, amounts)| read(&Grid { reader: context.reader(), sheet, amounts })).collect()
}

/// The amounts in the cells of a sheet.
#[derive(Debug)]
pub(super) struct Amounts {
    /// The sheet: an index.
    sheet: usize,
    /// Whether it is the budget part of a form.
    funding: bool,
    /// The columns that hold them.
    columns: Vec<usize>,
    /// What each cell holds, row by row.
    cells: Vec<Option<Num>>,
}

/// The amounts of every sheet whose columns may be reckoned from others.
pub(super) fn amounts<'a>(reader: &Reader<'a>, sheets: &[Sheet<'a>]) -> Vec<Amounts> {
    let fits = |sheet: &Sheet<'a>| sheet.rows.len() >= LEAST && sheet.columns.len() <= COLUMNS;
    let sheets = sheets.iter().enumerate().filter(|(_, sheet)| fits(sheet));
    sheets.map(|(at, sheet)| Amounts::of(reader, at, sheet)).collect()
}

impl Amounts {
    fn of<'a>(reader: &Reader<'a>, at: usize, sheet: &Sheet<'a>) -> Self {
        let cells = sheet.rows.iter().flat_map(|row| sheet.columns.iter().map(move |column| amount(reader, row, column)));
        let cells: Vec<Option<Num>> = cells.collect();
        let width = sheet.columns.len();
        let numbers = |column: &usize| cells.iter().skip(*column).step_by(width).flatten().count();
        let columns = (0..width).filter(|column| numbers(column) >= LEAST).collect();
        Amounts { sheet: at, funding: super::form::is_funding(reader, sheet), columns, cells }
    }
}

fn amount<'a>(reader: &Reader<'a>, row: &Row, column: &Column<'a>) -> Option<Num> {
    let number = reader.number(Sheet::cell(row, column)?, column.unit)?;
    let amount = matches!(number.quantity.unit.dimension, Dimension::Plain | Dimension::Money | Dimension::Score | Dimension::Count(_));
    amount.then_some(number)
}
