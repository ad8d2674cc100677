//! Points beside the names of several levels of indicators: 决策 | 20 | 项目立项 | 10 | 立项依据 | 5.

use super::apart::Weights;
use super::is_near;
use crate::facts::Context;
use crate::facts::sheet::{Column, Num, Reader, Sheet};
use crate::quantity::Decimal;
use crate::syntax::{Heading, Row};

/// A level: the column of its names, and that of its points.
type Level<'s, 'a> = (&'s Column<'a>, &'s Column<'a>);

/// The points of each name with those of the names of the next level below it.
pub(super) fn levels<'a>(context: &Context<'a>) -> Vec<Weights<'a>> {
    let reader = context.reader();
    let mut found = Vec::new();
    for sheet in context.sheets() {
        let levels = columns(sheet);
        for two in levels.windows(2) {
            found.extend(of_two(&reader, sheet, two[0], two[1]));
        }
    }
    // Parts that do not come near a whole are shares of another.
    found.retain(|(_, stated, parts)| !parts.is_empty() && is_near(*stated, parts, NEAR));
    found
}

fn columns<'s, 'a>(sheet: &'s Sheet<'a>) -> Vec<Level<'s, 'a>> {
    let named = |column: &Column<'_>| matches!(column.heading, Some(Heading::Level1 | Heading::Level2 | Heading::Name));
    let two = |two: &'s [Column<'a>]| (named(&two[0]) && two[1].heading == Some(Heading::Weight)).then_some((&two[0], &two[1]));
    sheet.columns.windows(2).filter_map(two).collect()
}

fn of_two<'a>(reader: &Reader<'a>, sheet: &Sheet<'a>, upper: Level<'_, 'a>, lower: Level<'_, 'a>) -> Vec<Weights<'a>> {
    let mut found: Vec<Weights<'a>> = Vec::new();
    let mut last = "";
    for row in sheet.rows {
        let (above, below) = (named(reader, row, upper), named(reader, row, lower));
        if let Some((name, points)) = above.filter(|(name, _)| found.last().is_none_or(|open| open.0.0 != name.0)) {
            found.push((name, points, Vec::new()));
            last = "";
        }
        // A name that is repeated in every row of its own is told once.
        if let (Some(open), Some((name, points))) = (found.last_mut(), below.filter(|(name, _)| name.0 != last)) {
            open.2.push(points);
            last = name.0;
        }
    }
    found
}

fn named<'a>(reader: &Reader<'a>, row: &Row, (name, points): Level<'_, 'a>) -> Option<((&'a str, crate::text::Span), Num)> {
    let cell = Sheet::cell(row, name).filter(|cell| !cell.is_empty() && !reader.knowledge.vocabulary.is_total(cell.of(reader.text)))?;
    Some(((cell.of(reader.text), cell), reader.points_of_cell(Sheet::cell(row, points)?)?))
}

/// Parts miss their whole by one in so many at most.
const NEAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
