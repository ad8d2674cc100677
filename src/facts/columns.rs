//! Columns of a table that are reckoned from others: a rate of two columns, a share of the total, a product, what is left over.
//!
//! No header says so beyond doubt. A column is taken as reckoned from others when most of its rows bear it out; the rows that do not are
//! then for a rule to judge.

use super::Context;
use super::form::Words;
use super::sheet::{Column, Num, Reader, Sheet};
use crate::quantity::{Decimal, Dimension};
use crate::syntax::Row;

/// A cell that others of its row, or of the row of totals, make up.
pub(super) struct Reckoned<'a> {
    /// The name of its column.
    pub name: Words<'a>,
    /// The cell.
    pub cell: Num,
    /// What is divided, or what there was.
    pub first: Num,
    /// What it is divided by, or what went.
    pub second: Num,
}

/// The rows that have to bear a column out.
const LEAST: usize = 2;
/// More columns than these are no table of figures.
const COLUMNS: usize = 16;

/// Rates of two columns: 竣工率 of 竣工户数 and 计划户数.
pub(super) fn rates<'a>(context: &Context<'a>) -> Vec<Reckoned<'a>> {
    every(context, Of::Others, |grid| {
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
    every(context, Of::Others, |grid| {
        let mut found = Vec::new();
        let Some(total) = grid.total() else { return found };
        for share in grid.rates() {
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

/// Products of two columns, one of them of prices: 金额 of 数量 and 单价. `first` is the number, `second` the price.
pub(super) fn products<'a>(context: &Context<'a>) -> Vec<Reckoned<'a>> {
    every(context, Of::Others, |grid| {
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
    every(context, Of::All, |grid| {
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

/// Which sheets are read: what is left over stands in the budget part of a form as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    All,
    Others,
}

fn every<'a>(context: &Context<'a>, of: Of, read: impl Fn(&Grid<'_, 'a>) -> Vec<Reckoned<'a>>) -> Vec<Reckoned<'a>> {
    let wanted = |amounts: &&Amounts| of == Of::All || !amounts.funding;
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

/// A sheet with the amounts in its cells.
struct Grid<'s, 'a> {
    reader: Reader<'a>,
    sheet: &'s Sheet<'a>,
    amounts: &'s Amounts,
}

impl<'a> Grid<'_, 'a> {
    /// Every row in which a column, read by `cell`, and the two columns that it is reckoned from have a figure.
    fn reckoned(&self, column: usize, cell: impl Fn(usize) -> Option<Num>, (first, second): (usize, usize)) -> Vec<Reckoned<'a>> {
        let row =
            |row| Some(Reckoned { name: self.name(column), cell: cell(row)?, first: self.at(row, first)?, second: self.at(row, second)? });
        (0..self.sheet.rows.len()).filter_map(row).collect()
    }

    fn name(&self, column: usize) -> Words<'a> {
        self.sheet.columns.get(column).map_or(("", crate::text::Span::default()), |column| (column.text, column.span))
    }

    fn at(&self, row: usize, column: usize) -> Option<Num> {
        let width = self.sheet.columns.len();
        if column < width { self.amounts.cells.get(row * width + column).copied().flatten() } else { None }
    }

    fn rate(&self, row: usize, column: usize) -> Option<Num> {
        self.reader.rate(Sheet::cell(self.sheet.rows.get(row)?, self.sheet.columns.get(column)?)?)
    }

    /// The columns whose names say that they hold rates.
    fn rates(&self) -> impl Iterator<Item = usize> + '_ {
        let words = &self.reader.knowledge.forms.columns.rates;
        (0..self.sheet.columns.len()).filter(move |&column| words.within(self.sheet.columns[column].text))
    }

    /// The columns whose names say that they hold prices for one.
    fn prices(&self) -> impl Iterator<Item = usize> + '_ {
        let words = &self.reader.knowledge.forms.columns.prices;
        self.amounts.columns.iter().copied().filter(move |&column| words.within(self.name(column).0))
    }

    fn is_remainder(&self, column: usize) -> bool {
        self.sheet.columns.get(column).is_some_and(|column| self.reader.knowledge.forms.columns.remainders.within(column.text))
    }

    /// The row of totals, when there is one.
    fn total(&self) -> Option<usize> {
        let totals = &self.reader.knowledge.forms.columns.totals;
        let is_total = |row: &Row| row.cells.iter().any(|cell| totals.has(cell.span.of(self.reader.text)));
        self.sheet.rows.iter().position(is_total)
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let pair =
            move |&first: &usize| self.amounts.columns.iter().filter(move |&&second| second != first).map(move |&second| (first, second));
        self.amounts.columns.iter().flat_map(pair)
    }

    /// The first of those that most rows bear out, where most rows that say anything do.
    fn best<T: Copy>(&self, all: impl Iterator<Item = T>, holds: impl Fn(T, usize) -> Option<bool>) -> Option<T> {
        let borne = |one: T| {
            let said: Vec<bool> = (0..self.sheet.rows.len()).filter_map(|row| holds(one, row)).collect();
            let borne = said.iter().filter(|&&holds| holds).count();
            (borne >= LEAST && borne * 2 >= said.len()).then_some((one, borne))
        };
        let first = |best: (T, usize), next: (T, usize)| if next.1 > best.1 { next } else { best };
        all.filter_map(borne).reduce(first).map(|(one, _)| one)
    }

    /// Whether the rate of a row is that of the two figures, as it is printed.
    fn is_rate(&self, row: usize, rate: usize, part: Option<Num>, base: Option<Num>) -> Option<bool> {
        let (rate, part, base) = (self.rate(row, rate)?, part?, base?);
        if part.quantity.unit.dimension != base.quantity.unit.dimension {
            return None;
        }
        let quotient = value(part)?.checked_div(value(base)?)?;
        let place = Decimal::new(1, u32::from(rate.quantity.decimals)).checked_mul(unit(rate)?)?;
        Some(quotient.checked_sub(value(rate)?)?.abs() <= place)
    }

    /// Whether an amount is the product of a number and a price, as it is printed. Of one thing it says nothing.
    fn is_product(&self, row: usize, amount: usize, number: usize, price: usize) -> Option<bool> {
        let (amount, number, price) = (self.at(row, amount)?, self.at(row, number)?, self.at(row, price)?);
        let money = amount.quantity.unit.dimension == price.quantity.unit.dimension && number.quantity.unit.dimension != Dimension::Money;
        if !money || value(number)? == Decimal::ONE {
            return None;
        }
        let place = Decimal::new(1, u32::from(amount.quantity.decimals)).checked_mul(unit(amount)?)?;
        Some(value(number)?.checked_mul(value(price)?)?.checked_sub(value(amount)?)?.abs() < place)
    }

    /// Whether a further column of the row is a factor, too: 人数, 标准, 月数.
    fn is_product_of_three(&self, row: usize, amount: usize, number: usize, price: usize) -> bool {
        let known = |column: usize| self.at(row, column).and_then(value);
        let makes_up = |&third: &usize| {
            let two = known(number)?.checked_mul(known(price)?)?;
            Some(two.checked_mul(known(third)?)? == known(amount)?)
        };
        let others = self.amounts.columns.iter().filter(|column| ![amount, number, price].contains(column));
        others.filter_map(makes_up).any(|made| made)
    }

    fn is_difference(&self, row: usize, left: usize, first: usize, second: usize) -> Option<bool> {
        let (left, first, second) = (self.at(row, left)?, self.at(row, first)?, self.at(row, second)?);
        let off = value(first)?.checked_sub(value(second)?)?.checked_sub(value(left)?)?;
        // Rows of zeros bear nothing out.
        (!value(second)?.is_zero() || !value(left)?.is_zero()).then_some(off.is_zero())
    }
}

fn value(number: Num) -> Option<Decimal> {
    number.quantity.base().ok()
}

/// One of the unit of a number.
fn unit(number: Num) -> Option<Decimal> {
    crate::quantity::Quantity { value: Decimal::ONE, ..number.quantity }.base().ok()
}
