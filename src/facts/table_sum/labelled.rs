//! Tables without a header whose cells name themselves: 伙食费 | 年初预算 86.00 | 追加 7.00 | 调整后预算 93.00.

use super::grid::Grid;
use crate::facts::form::Words;
use crate::facts::sheet::{Num, Reader};
use crate::syntax::{Row, Table};
use crate::text::Span;

/// So many rows alike are no chance.
const ROWS: usize = 3;

/// A row: its name, and a name and a number for each further cell.
type Named<'a> = (Words<'a>, Vec<(Words<'a>, Num)>);

/// The numbers of a table whose rows name their cells alike.
pub(super) fn grid<'a>(reader: &Reader<'a>, table: &Table) -> Option<Grid<'a>> {
    let rows: Vec<Named<'a>> = table.rows.iter().filter_map(|row| named(reader, row)).collect();
    let (_, first) = rows.first()?;
    let names = |cells: &[(Words<'a>, Num)]| cells.iter().map(|(name, _)| name.0).collect::<Vec<&str>>();
    let heads = names(first);
    let means = &reader.knowledge.forms.columns.means;
    let alike: Vec<&Named<'a>> = rows.iter().filter(|(_, cells)| names(cells) == heads).collect();
    if alike.len() < ROWS || heads.iter().any(|head| means.within(head)) {
        return None;
    }
    let columns: Vec<Words<'a>> = first.iter().map(|(name, _)| *name).collect();
    Grid::of(reader, columns, alike.into_iter().map(|(name, cells)| (*name, cells.iter().map(|(_, number)| Some(*number)).collect())))
}

/// A row whose first cell is words, and each further one a name and a number.
fn named<'a>(reader: &Reader<'a>, row: &Row) -> Option<Named<'a>> {
    let (first, rest) = row.cells.split_first()?;
    let name = first.span.of(reader.text);
    let words = !name.contains(|char: char| char.is_ascii_digit()) && name.contains(char::is_alphabetic);
    let cells: Option<Vec<(Words<'a>, Num)>> = rest.iter().map(|cell| split(reader, cell.span)).collect();
    cells.filter(|cells| words && cells.len() > 1).map(|cells| ((name, first.span), cells))
}

/// The name and the number of a cell.
fn split<'a>(reader: &Reader<'a>, cell: Span) -> Option<(Words<'a>, Num)> {
    let text = cell.of(reader.text);
    let at = text.find(|char: char| char.is_ascii_digit() || char == '-')?;
    let name = text.get(..at)?.trim_end_matches([' ', '：', ':', '\u{3000}']);
    let place = Span { start: cell.start, end: cell.start + name.len() as u32 };
    let number = reader.number(Span { start: cell.start + at as u32, end: cell.end }, None)?;
    name.contains(char::is_alphabetic).then_some(((name, place), number))
}
