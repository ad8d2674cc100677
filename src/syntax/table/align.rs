//! Which column the cells of a row belong to, when merged cells leave out the columns before or behind them.

use super::Row;
use super::cells::{Sort, Token, behind_year, token};
use super::columns::{Column, columns};
use super::forms::{WIDE, is_remark};
use crate::syntax::vocabulary::{Roles, Vocabulary};

/// Beyond so many columns a row is left as it is written.
const WIDEST: usize = 40;

/// Marks the header rows and puts the cells of every other row below the nearest header above.
pub(super) fn align(text: &str, mut rows: Vec<Row>, ruled: bool, words: &Vocabulary) -> Vec<Row> {
    let tokens: Vec<Vec<Token>> =
        rows.iter().map(|row| row.cells.iter().map(|cell| token(text, cell.span, false, words)).collect()).collect();
    mark_headers(text, &mut rows, &tokens);
    if let Some(first) = rows.first_mut().filter(|_| ruled) {
        first.header = true;
    }
    let mut at = 0;
    while at < rows.len() {
        let below = at + 1 + rows[at + 1..].iter().take_while(|row| !row.header).count();
        if rows[at].header && rows[at].cells.len() <= WIDEST {
            let columns = known_columns(&tokens[at], &tokens[at + 1..below]);
            for (row, cells) in rows[at + 1..below].iter_mut().zip(&tokens[at + 1..below]) {
                if !is_field(text, cells, columns.len(), words) {
                    place(row, cells, &columns);
                }
            }
        }
        at = below;
    }
    rows
}

fn mark_headers(text: &str, rows: &mut [Row], tokens: &[Vec<Token>]) {
    for (row, cells) in rows.iter_mut().zip(tokens) {
        row.header = is_header(cells);
    }
    if let ([first, ..], [cells, next, ..]) = (rows, tokens) {
        let labelled = |row: &Vec<Token>| row.first().is_some_and(|cell| cell.roles.any(Roles::FIELD));
        // Two rows that begin with labels of fields are pairs, whatever number stands in the second.
        let field = labelled(cells) && (cells.len() == 2 || labelled(next));
        let wordy = cells.iter().filter(|cell| cell.sort == Sort::Words || is_year(cell.span.of(text))).count();
        let names = wordy >= 2 && wordy == cells.iter().filter(|cell| cell.sort != Sort::Blank).count();
        first.header |= names && !field && next.iter().any(|cell| cell.sort.is_numeric());
    }
}

/// 2022年, 2022年度: the name of a column.
fn is_year(cell: &str) -> bool {
    behind_year(cell).is_some_and(|behind| behind.chars().nth(2).is_none())
}

/// Whether the row holds labels and values of its own, not cells below the header.
fn is_field(text: &str, cells: &[Token], width: usize, words: &Vocabulary) -> bool {
    let Some(first) = cells.iter().find(|cell| cell.sort != Sort::Blank) else { return false };
    let labelled = first.roles.any(Roles::FIELD) && !first.roles.any(Roles::ROW);
    let inside = || first.span.of(text).split_once(['：', ':']).is_some_and(|(label, _)| words.roles(label).any(Roles::FIELD));
    let remark = matches!(cells, [label, value] if width >= WIDE && is_remark(text, label.span, value.span, words));
    labelled || remark || (first.sort == Sort::Words && inside())
}

/// Whether the cells are names of columns.
fn is_header(cells: &[Token]) -> bool {
    let filled = cells.iter().filter(|cell| cell.sort != Sort::Blank).count();
    let named = cells.iter().filter(|cell| cell.roles.any(Roles::COLUMN)).count();
    let numeric = cells.iter().any(|cell| cell.sort.is_numeric());
    named >= 2 && named * 2 >= filled && !numeric
}

/// The columns of a header; those that the vocabulary does not know are learnt from the rows that fill the header.
fn known_columns(header: &[Token], rows: &[Vec<Token>]) -> Vec<Column> {
    let mut columns = columns(header);
    for at in 0..columns.len() {
        if columns[at] == Column::Unknown {
            columns[at] = learnt(at, columns.len(), rows);
        }
    }
    columns
}

fn learnt(at: usize, width: usize, rows: &[Vec<Token>]) -> Column {
    let full = rows.iter().filter(|row| row.len() == width).take(20).filter_map(|row| row.get(at));
    let (mut numbers, mut rates, mut texts) = (0, 0, 0);
    for cell in full {
        match cell.sort {
            Sort::Number | Sort::Quantity | Sort::Comparison => numbers += 1,
            Sort::Percent => rates += 1,
            Sort::Words | Sort::Operator => texts += 1,
            Sort::Blank | Sort::Dash => {}
        }
    }
    match (numbers, rates, texts) {
        (0, 0, 0) => Column::Unknown,
        _ if numbers > texts && numbers >= rates => Column::Number,
        _ if rates > texts => Column::Rate,
        _ if at == 0 => Column::Label,
        _ => Column::Words,
    }
}

/// Moves the cells of a row that is shorter than its header below the columns that fit best; the right wins a draw, because what is
/// merged over several rows stands at the left.
fn place(row: &mut Row, cells: &[Token], columns: &[Column]) {
    let Some(room) = columns.len().checked_sub(cells.len()).filter(|room| *room > 0) else { return wider(row, cells, columns) };
    let total = cells.first().is_some_and(|cell| cell.roles.any(Roles::TOTAL));
    let fixed = if total { 1 } else { 0 };
    let best = (0..=room).min_by_key(|&shift| (misfit(&cells[fixed..], columns, shift + fixed), room - shift)).unwrap_or(0);
    for cell in row.cells.iter_mut().skip(fixed) {
        cell.column += best as u16;
    }
    if total
        && columns.first() == Some(&Column::Banner)
        && best > 0
        && let Some(cell) = row.cells.first_mut()
    {
        cell.column = 1;
    }
}

/// A row that is wider than its header: what it has too many stands before the first column or behind the last, as fits better.
fn wider(row: &mut Row, cells: &[Token], columns: &[Column]) {
    let extra = cells.len().saturating_sub(columns.len());
    if extra == 0 || extra > WIDEST || misfit(&cells[extra..], columns, 0) >= misfit(&cells[..columns.len()], columns, 0) {
        return;
    }
    for cell in &mut row.cells {
        cell.column = cell.column.saturating_sub(extra as u16);
    }
}

/// How badly the cells fit below the columns from `shift` on.
fn misfit(cells: &[Token], columns: &[Column], shift: usize) -> u32 {
    let fits: u32 = cells.iter().zip(&columns[shift.min(columns.len())..]).map(|(cell, column)| column.misfit(cell)).sum();
    let behind: u32 = columns.iter().skip(shift + cells.len()).map(|column| column.missing()).sum();
    fits + behind
}
