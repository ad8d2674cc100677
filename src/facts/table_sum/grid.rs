//! A table as numbers: which rows and columns are data, which are totals.

use crate::data::labels::squeezed;
use crate::facts::form::Words;
use crate::facts::sheet::{Content, Num, Reader, Sheet};
use crate::quantity::{Decimal, Dimension, Mode};
use crate::syntax::Heading;

/// The part that a row or column plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Data.
    Plain,
    /// A total.
    Total,
    /// A subtotal.
    Subtotal,
    /// 其中: data that a row above already holds.
    Within,
    /// A mean, a comparison, a remark.
    Aside,
}

/// A row or column: its name and part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub name: Words<'a>,
    pub part: Part,
    /// Whether its name alone does not show that it is a total.
    pub loose: bool,
    /// How its name is numbered: lines of one level are numbered alike.
    pub level: char,
}

/// The numbers of a sheet.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub rows: Vec<Line<'a>>,
    pub columns: Vec<Line<'a>>,
    /// By row and column.
    pub cells: Vec<Vec<Option<Num>>>,
}

impl<'a> Grid<'a> {
    /// The grid of a sheet that has columns to be added; forms of indicators and of budgets are read elsewhere.
    pub fn read(reader: &Reader<'a>, sheet: &Sheet<'a>) -> Option<Self> {
        let form = [Heading::Target, Heading::Actual, Heading::Weight, Heading::Level1].into_iter().any(|heading| sheet.has(heading));
        if form || sheet.rows.len() < 2 || crate::facts::form::is_headed_by_whole(reader, sheet) {
            return None;
        }
        let chosen: Vec<_> = sheet.columns.iter().filter(|column| summed(reader, sheet, column)).collect();
        let first = chosen.first()?.number;
        let columns = chosen.iter().map(|column| line(reader, (column.text, column.span))).collect();
        let mut grid = Grid { rows: Vec::new(), columns, cells: Vec::new() };
        for row in sheet.rows {
            let label = row.cells.iter().find(|cell| cell.column < first && !cell.span.is_empty());
            let name = label.or(row.cells.first()).map(|cell| cell.span)?;
            let numbers: Vec<_> = chosen.iter().map(|column| reader.number(Sheet::cell(row, column)?, column.unit)).collect();
            if numbers.iter().any(Option::is_some) {
                grid.rows.push(line(reader, (name.of(reader.text), name)));
                grid.cells.push(numbers);
            }
        }
        grid.soften();
        (grid.rows.len() >= 2).then_some(grid)
    }

    /// The grid of rows whose cells name themselves.
    pub fn of(reader: &Reader<'a>, columns: Vec<Words<'a>>, rows: impl Iterator<Item = (Words<'a>, Vec<Option<Num>>)>) -> Option<Self> {
        let columns = columns.into_iter().map(|name| line(reader, name)).collect();
        let mut grid = Grid { rows: Vec::new(), columns, cells: Vec::new() };
        for (name, numbers) in rows {
            grid.rows.push(line(reader, name));
            grid.cells.push(numbers);
        }
        grid.soften();
        (grid.rows.len() >= 2).then_some(grid)
    }

    /// Bare numbers of a column count as rounded when any of them shows decimals.
    fn soften(&mut self) {
        for column in 0..self.columns.len() {
            let printed = |row: &Vec<Option<Num>>| row.get(column).copied().flatten();
            if self.cells.iter().filter_map(printed).any(|number| number.quantity.decimals > 0) {
                for number in self.cells.iter_mut().filter_map(|row| row.get_mut(column)?.as_mut()) {
                    number.quantity.mode = Mode::Rounded;
                }
            }
        }
    }

    /// A number of the grid.
    pub fn at(&self, row: usize, column: usize) -> Option<Num> {
        *self.cells.get(row)?.get(column)?
    }
}

/// Whether the numbers of a column can be added: numbers in most rows, words in none, no rate among them.
fn summed(reader: &Reader<'_>, sheet: &Sheet<'_>, column: &crate::facts::sheet::Column<'_>) -> bool {
    let named = matches!(column.heading, Some(Heading::Rate | Heading::Reason | Heading::Score | Heading::Operator | Heading::Measure));
    if named || column.full.is_some() || reader.knowledge.forms.columns.means.within(column.text) {
        return false;
    }
    let (mut numbers, mut rows) = (0, 0);
    for cell in sheet.rows.iter().filter_map(|row| Sheet::cell(row, column)) {
        rows += 1;
        match reader.content(cell) {
            Content::Number(figure) => match figure.quantity.unit.dimension {
                Dimension::Ratio | Dimension::Points | Dimension::Score => return false,
                Dimension::Plain | Dimension::Money | Dimension::Count(_) => {
                    numbers += usize::from(figure.hedge().is_none() && figure.per().is_none())
                }
            },
            Content::Blank | Content::Absent => {}
            Content::Words(_) => return false,
        }
    }
    numbers >= 2 && numbers * 2 >= rows
}

fn line<'a>(reader: &Reader<'a>, name: Words<'a>) -> Line<'a> {
    let words = &reader.knowledge.forms.columns;
    let label = crate::data::labels::label(name.0);
    let loose = words.loose_totals.has(name.0);
    let part = if words.totals.has(name.0) || loose {
        Part::Total
    } else if words.subtotals.has(name.0) || words.endings.ends(&label) {
        Part::Subtotal
    } else if reader.knowledge.forms.funding.parts.opens(&label) {
        Part::Within
    } else if words.asides.within(&label) {
        Part::Aside
    } else {
        Part::Plain
    };
    Line { name, part, loose, level: level(&squeezed(name.0)) }
}

/// How a name is numbered: 一、 （一） 1. （1）, each by its first character's class.
fn level(name: &str) -> char {
    let mut characters = name.chars();
    match characters.next() {
        Some('（' | '(') => {
            if characters.next().is_some_and(|inner| inner.is_ascii_digit()) {
                '('
            } else {
                '（'
            }
        }
        Some(first) if first.is_ascii_digit() => '1',
        Some(first) if "一二三四五六七八九十".contains(first) && matches!(characters.next(), Some('、') | None) => '一',
        _ => ' ',
    }
}

/// The number in the base unit.
pub(super) fn base(number: Num) -> Option<Decimal> {
    number.quantity.base().ok()
}
