//! The columns that a header row names, and how well a cell fits below them.

use super::cells::{Sort, Token};
use crate::syntax::vocabulary::Roles;

/// What stands below a header cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Column {
    /// Nothing: the header cell itself spans the rows below it.
    Banner,
    /// The words that name a row.
    Label,
    /// 产出指标
    Level1,
    /// 数量指标
    Level2,
    /// The indicator's name.
    Name,
    /// ≥
    Operator,
    /// The target.
    Target,
    /// The unit of target and result.
    Measure,
    /// The result.
    Actual,
    /// Points, amounts: bare numbers.
    Number,
    /// Per cent.
    Rate,
    /// Reasons: words that may be missing.
    Reason,
    /// Words.
    Words,
    /// Not known.
    Unknown,
}

/// The columns below the header cells.
pub(super) fn columns(header: &[Token]) -> Vec<Column> {
    let mut columns: Vec<Column> = header.iter().map(|cell| column(cell.roles)).collect();
    let money = header.iter().any(|cell| cell.roles.any(Roles::MONEY));
    let levels = header.iter().any(|cell| cell.roles.any(Roles::LEVEL1.or(Roles::LEVEL2)));
    if let (Some(first), Some(cell)) = (columns.first_mut(), header.first())
        && cell.roles.any(Roles::BANNER)
        && !cell.roles.any(Roles::LEVEL1)
    {
        *first = if levels || !money { Column::Banner } else { Column::Label };
    }
    if let [Column::Label, second, ..] = columns.as_mut_slice()
        && *second == Column::Unknown
    {
        *second = Column::Label;
        columns[0] = Column::Banner;
    }
    columns
}

fn column(roles: Roles) -> Column {
    let table = [
        (Roles::LEVEL1, Column::Level1),
        (Roles::LEVEL2, Column::Level2),
        (Roles::NAME, Column::Name),
        (Roles::OPERATOR, Column::Operator),
        (Roles::TARGET, Column::Target),
        (Roles::MEASURE, Column::Measure),
        (Roles::ACTUAL, Column::Actual),
        (Roles::WEIGHT.or(Roles::SCORE).or(Roles::MONEY), Column::Number),
        (Roles::RATE, Column::Rate),
        (Roles::REASON, Column::Reason),
        (Roles::WORDS, Column::Words),
    ];
    table.iter().find(|(role, _)| roles.any(*role)).map_or(Column::Unknown, |&(_, column)| column)
}

impl Column {
    /// How badly a cell fits below this header cell, from 0.
    pub fn misfit(self, cell: &Token) -> u32 {
        let (sort, roles) = (cell.sort, cell.roles);
        let level = roles.any(Roles::ROW_LEVEL1.or(Roles::ROW_LEVEL2));
        if sort == Sort::Blank {
            return 0;
        }
        match self {
            Column::Banner => 20,
            Column::Level1 if roles.any(Roles::ROW_LEVEL1) => roles.any(Roles::ROW_LEVEL2) as u32,
            Column::Level2 if roles.any(Roles::ROW_LEVEL2) => 0,
            Column::Level1 | Column::Level2 if sort == Sort::Words => 4 + roles.any(Roles::ROW_LEVEL1.or(Roles::ROW_LEVEL2)) as u32 * 2,
            Column::Label if roles.any(Roles::FUNDING.or(Roles::TOTAL)) => 0,
            Column::Name if level => 5,
            Column::Name | Column::Label => [0, 9, 9, 3, 9, 9, 9, 0][sort as usize],
            Column::Level1 | Column::Level2 => 20,
            Column::Operator => [0, 20, 20, 9, 9, 0, 6, 5][sort as usize],
            Column::Target => [0, 1, 0, 0, 0, 9, 5, 3][sort as usize],
            Column::Actual => [0, 0, 0, 0, 2, 9, 5, 3][sort as usize],
            Column::Measure => [0, 9, 0, 9, 9, 9, 1, 1][sort as usize],
            Column::Number => [0, 0, 5, 4, 9, 9, 1, 14][sort as usize],
            Column::Rate => [0, 2, 0, 9, 6, 9, 1, 14][sort as usize],
            Column::Reason if level => 9,
            Column::Reason => [0, 8, 8, 8, 8, 8, 1, 0][sort as usize],
            Column::Words => [0, 5, 5, 3, 5, 5, 2, 0][sort as usize],
            Column::Unknown => 1,
        }
    }

    /// What it costs to have no cell below this header cell, inside a row or at its end.
    pub fn missing(self) -> u32 {
        match self {
            Column::Banner | Column::Level1 | Column::Level2 => 0,
            Column::Reason | Column::Measure | Column::Operator => 1,
            Column::Unknown | Column::Words => 2,
            Column::Number | Column::Rate | Column::Target | Column::Actual => 6,
            Column::Name | Column::Label => 8,
        }
    }

    /// Whether several pieces of text can be one cell below it.
    pub fn holds_words(self) -> bool {
        match self {
            Column::Label
            | Column::Name
            | Column::Target
            | Column::Actual
            | Column::Reason
            | Column::Words
            | Column::Unknown
            | Column::Level1
            | Column::Level2 => true,
            Column::Banner | Column::Operator | Column::Measure | Column::Number | Column::Rate => false,
        }
    }
}
