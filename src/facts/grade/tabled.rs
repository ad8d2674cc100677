//! Grades that a table gives beside scores: a row of a form (自评等级 | 优), and a column of a table of bodies (得分 | 等级).

use super::bands::Bands;
use super::push;
use crate::facts::form::Words;
use crate::facts::sheet::{Num, Sheet};
use crate::facts::{Context, Facts};
use crate::quantity::Decimal;
use crate::syntax::Heading;
use crate::text::Span;

/// A score of a row with its grade.
type Graded<'a> = (Num, Words<'a>, u8);

/// Adds the grades of tables.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>, bands: &Bands) {
    let flow: &'a str = &context.document.flow.text;
    let graded = of_form(context).into_iter().chain(context.sheets().iter().flat_map(|sheet| of_sheet(context, sheet, bands)));
    graded.for_each(|(score, grade, rank)| push(facts, score, grade, rank, bands, flow));
}

/// Rows that give the grade of the only total of a form: 自评等级 | 优.
fn of_form<'a>(context: &Context<'a>) -> Vec<Graded<'a>> {
    let flow: &'a str = &context.document.flow.text;
    let grades = &context.knowledge.forms.score.grades;
    let mut totals = context.forms().iter().filter_map(|form| form.total.as_ref()?.score);
    let (Some(total), None) = (totals.next(), totals.next()) else { return Vec::new() };
    let cells = context.document.tables.iter().flat_map(|table| &table.rows).flat_map(|row| row.cells.windows(2));
    let named = cells.filter(|pair| grades.ends(pair[0].span.of(flow).trim_end_matches(['：', ':', ' '])));
    named.filter_map(|pair| grade(context, pair[1].span).map(|(words, rank)| (total, words, rank))).collect()
}

/// The rows of a table with one column of scores and one of grades. Only the report's own bands tell what they should be, and only where
/// most of the rows keep to them: others may be out of fewer points.
fn of_sheet<'a>(context: &Context<'a>, sheet: &Sheet<'a>, bands: &Bands) -> Vec<Graded<'a>> {
    let names = &context.knowledge.forms.score.grades;
    let mut scores = sheet.columns.iter().filter(|column| column.heading == Some(Heading::Score));
    let mut grades = sheet.columns.iter().filter(|column| names.ends(column.text.trim()));
    let (Some(scores), None, Some(grades), None) = (scores.next(), scores.next(), grades.next(), grades.next()) else { return Vec::new() };
    if bands.sentence.is_none() {
        return Vec::new();
    }
    let read = |row| {
        let score = context.reader().points_of_cell(Sheet::cell(row, scores)?)?;
        grade(context, Sheet::cell(row, grades)?).map(|(words, rank)| (score, words, rank))
    };
    let graded: Vec<Graded<'a>> = sheet.rows.iter().filter_map(read).collect();
    let kept = graded.iter().filter(|(score, _, rank)| keeps(bands, score.quantity.value, *rank)).count();
    if kept * 2 > graded.len() { graded } else { Vec::new() }
}

fn keeps(bands: &Bands, score: Decimal, rank: u8) -> bool {
    let (low, high) = bands.of_rank(rank);
    low.is_none_or(|low| score >= low) && high.is_none_or(|high| score <= high) && (low.is_some() || high.is_some())
}

/// The grade that is all that stands in a cell, with its rank.
fn grade<'a>(context: &Context<'a>, cell: Span) -> Option<(Words<'a>, u8)> {
    let flow: &'a str = &context.document.flow.text;
    let words = cell.of(flow).trim();
    let (rank, length) = context.knowledge.forms.grade_at(words)?;
    (length == words.len()).then_some(((words, cell), rank))
}
