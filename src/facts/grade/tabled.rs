//! Grades that a table gives beside scores: a row of a form (自评等级 | 优), and a column of a table of bodies (得分 | 等级).

use super::bands::Bands;
use super::push;
use crate::facts::form::Words;
use crate::facts::sheet::{Num, Sheet};
use crate::facts::{Context, Facts, place};
use crate::quantity::Decimal;
use crate::syntax::Heading;
use crate::text::Span;

/// So many lines below a table may be notes on it.
const BELOW: usize = 3;

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
    if bands.sentence.is_none() || is_lowered(context, sheet) {
        return Vec::new();
    }
    let read = |row| {
        let score = context.reader().points_of_cell(Sheet::cell(row, scores)?)?;
        grade(context, Sheet::cell(row, grades)?).map(|(words, rank)| (score, words, rank))
    };
    let graded: Vec<Graded<'a>> = sheet.rows.iter().filter_map(read).collect();
    let kept = graded.iter().filter(|(score, grade, rank)| keeps(bands, score.quantity.value, grade.0, *rank)).count();
    if kept * 2 > graded.len() { graded } else { Vec::new() }
}

/// Whether the section of a table or the lines right below it say that a grade was lowered: 注：乙镇有一票否决事项，下调一档.
fn is_lowered(context: &Context<'_>, sheet: &Sheet<'_>) -> bool {
    let (document, lowered) = (context.document, &context.knowledge.forms.score.lowered);
    let said = |span: Span| lowered.within(span.of(&document.flow.text));
    let header = sheet.header.span;
    let end = sheet.rows.last().map_or(header.end, |row| row.span.end);
    let below = document.blocks.partition_point(|block| block.span.start < end);
    let section = place::section_at(document, header.start).map(|section| section.span);
    section.into_iter().chain(document.blocks.iter().skip(below).take(BELOW).map(|block| block.span)).any(said)
}

fn keeps(bands: &Bands, score: Decimal, name: &str, rank: u8) -> bool {
    let ends = bands.of_grade(name, rank);
    let above = ends.low.is_none_or(|low| score >= low);
    let below = ends.high.is_none_or(|high| score < high || score == high && !ends.open);
    above && below && (ends.low.is_some() || ends.high.is_some())
}

/// The grade that is all that stands in a cell, with its rank.
fn grade<'a>(context: &Context<'a>, cell: Span) -> Option<(Words<'a>, u8)> {
    let flow: &'a str = &context.document.flow.text;
    let words = cell.of(flow).trim();
    context.knowledge.forms.grade(words).map(|rank| ((words, cell), rank))
}
