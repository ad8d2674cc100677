//! The amounts of a sheet by row and column, and what its rows bear out.

use super::{Amounts, LEAST, Reckoned};
use crate::facts::form::Words;
use crate::facts::sheet::{Num, Reader, Sheet};
use crate::quantity::{Decimal, Dimension, Quantity};
use crate::syntax::Row;
use crate::text::Span;

/// A sheet with the amounts in its cells.
pub(super) struct Grid<'s, 'a> {
    pub reader: Reader<'a>,
    pub sheet: &'s Sheet<'a>,
    pub amounts: &'s Amounts,
}

impl<'a> Grid<'_, 'a> {
    /// Every row in which a column, read by `cell`, and the two columns that it is reckoned from have a figure.
    pub fn reckoned(&self, column: usize, cell: impl Fn(usize) -> Option<Num>, (first, second): (usize, usize)) -> Vec<Reckoned<'a>> {
        let row =
            |row| Some(Reckoned { name: self.name(column), cell: cell(row)?, first: self.at(row, first)?, second: self.at(row, second)? });
        (0..self.sheet.rows.len()).filter_map(row).collect()
    }

    pub fn name(&self, column: usize) -> Words<'a> {
        self.sheet.columns.get(column).map_or(("", Span::default()), |column| (column.text, column.span))
    }

    pub fn at(&self, row: usize, column: usize) -> Option<Num> {
        let width = self.sheet.columns.len();
        if column < width { self.amounts.cells.get(row * width + column).copied().flatten() } else { None }
    }

    pub fn rate(&self, row: usize, column: usize) -> Option<Num> {
        self.reader.rate(Sheet::cell(self.sheet.rows.get(row)?, self.sheet.columns.get(column)?)?)
    }

    /// The columns whose names say that they hold rates.
    pub fn rates(&self) -> impl Iterator<Item = usize> + '_ {
        let words = &self.reader.knowledge.forms.columns.rates;
        (0..self.sheet.columns.len()).filter(move |&column| words.within(self.sheet.columns[column].text))
    }

    /// The columns whose names say that they hold prices for one.
    pub fn prices(&self) -> impl Iterator<Item = usize> + '_ {
        let words = &self.reader.knowledge.forms.columns.prices;
        self.amounts.columns.iter().copied().filter(move |&column| words.within(self.name(column).0))
    }

    pub fn is_remainder(&self, column: usize) -> bool {
        self.sheet.columns.get(column).is_some_and(|column| self.reader.knowledge.forms.columns.remainders.within(column.text))
    }

    /// The row of totals, when there is one.
    pub fn total(&self) -> Option<usize> {
        let totals = &self.reader.knowledge.forms.columns.totals;
        let is_total = |row: &Row| row.cells.iter().any(|cell| totals.has(cell.span.of(self.reader.text)));
        self.sheet.rows.iter().position(is_total)
    }

    /// The last row, when its share is all: 申报户总数 | 400 | 100%.
    pub fn whole(&self, share: usize) -> Option<usize> {
        let last = self.sheet.rows.len().checked_sub(1)?;
        (self.rate(last, share)?.quantity.base() == Ok(Decimal::ONE)).then_some(last)
    }

    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let pair =
            move |&first: &usize| self.amounts.columns.iter().filter(move |&&second| second != first).map(move |&second| (first, second));
        self.amounts.columns.iter().flat_map(pair)
    }

    /// The first of those that most rows bear out, where most rows that say anything do.
    pub fn best<T: Copy>(&self, all: impl Iterator<Item = T>, holds: impl Fn(T, usize) -> Option<bool>) -> Option<T> {
        let borne = |one: T| {
            let said: Vec<bool> = (0..self.sheet.rows.len()).filter_map(|row| holds(one, row)).collect();
            let borne = said.iter().filter(|&&holds| holds).count();
            (borne >= LEAST && borne * 2 >= said.len()).then_some((one, borne))
        };
        let first = |best: (T, usize), next: (T, usize)| if next.1 > best.1 { next } else { best };
        all.filter_map(borne).reduce(first).map(|(one, _)| one)
    }

    /// Whether the rate of a row is that of the two figures, as it is printed.
    pub fn is_rate(&self, row: usize, rate: usize, part: Option<Num>, base: Option<Num>) -> Option<bool> {
        let (rate, part, base) = (self.rate(row, rate)?, part?, base?);
        if part.quantity.unit.dimension != base.quantity.unit.dimension {
            return None;
        }
        let quotient = value(part)?.checked_div(value(base)?)?;
        let place = Decimal::new(1, u32::from(rate.quantity.decimals)).checked_mul(unit(rate)?)?;
        Some(quotient.checked_sub(value(rate)?)?.abs() <= place)
    }

    /// Whether an amount is the product of a number and a price, as it is printed. Of one thing it says nothing.
    pub fn is_product(&self, row: usize, amount: usize, number: usize, price: usize) -> Option<bool> {
        let (amount, number, price) = (self.at(row, amount)?, self.at(row, number)?, self.at(row, price)?);
        let money = amount.quantity.unit.dimension == price.quantity.unit.dimension && number.quantity.unit.dimension != Dimension::Money;
        if !money || value(number)? == Decimal::ONE {
            return None;
        }
        let place = Decimal::new(1, u32::from(amount.quantity.decimals)).checked_mul(unit(amount)?)?;
        Some(value(number)?.checked_mul(value(price)?)?.checked_sub(value(amount)?)?.abs() < place)
    }

    /// Whether a further column of the row is a factor, too: 人数, 标准, 月数.
    pub fn is_product_of_three(&self, row: usize, amount: usize, number: usize, price: usize) -> bool {
        let known = |column: usize| self.at(row, column).and_then(value);
        let makes_up = |&third: &usize| {
            let two = known(number)?.checked_mul(known(price)?)?;
            Some(two.checked_mul(known(third)?)? == known(amount)?)
        };
        let others = self.amounts.columns.iter().filter(|column| ![amount, number, price].contains(column));
        others.filter_map(makes_up).any(|made| made)
    }

    pub fn is_difference(&self, row: usize, left: usize, first: usize, second: usize) -> Option<bool> {
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
    Quantity { value: Decimal::ONE, ..number.quantity }.base().ok()
}
