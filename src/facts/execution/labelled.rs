//! The score of the execution in lines of labels: 预算执行率 98%, 执行率分值 10, 执行率得分 9.8, each value behind its label or below it.

use super::told::Told;
use crate::data::glossary::List;
use crate::data::labels::label as bare;
use crate::facts::Context;
use crate::facts::record::Piece;
use crate::facts::sheet::{Num, Sheet, printed};
use crate::quantity::{Dimension, Mode};
use crate::syntax::Heading;
use crate::text::Span;
use crate::values::within;

/// What a label asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Rate,
    Weight,
    Score,
}

/// The execution where a report labels its rate, its points and its score once each.
pub(super) fn labelled(context: &Context<'_>) -> Option<Told> {
    let flow: &str = &context.document.flow.text;
    if !context.says(List::Rates, Span::new(0, flow.len())) {
        return None;
    }
    let (mut rate, mut weight, mut score) = (None, None, None);
    let mut last: Option<(Asked, Span)> = None;
    for piece in context.lines().iter().flatten() {
        if let Some((asked, label)) = last.take() {
            match asked {
                Asked::Rate => note(&mut rate, self::rate(context, piece).map(|rate| (label, rate)))?,
                Asked::Weight => note(&mut weight, points(context, piece))?,
                Asked::Score => note(&mut score, points(context, piece))?,
            }
        }
        last = asked(context, piece).map(|asked| (asked, piece.span));
    }
    let ((label, rate), weight, score) = (rate?, weight?, score?);
    Some(Told { label, rate, weight, score })
}

/// Keeps the only value of a label; none for two.
fn note<T>(known: &mut Option<T>, value: Option<T>) -> Option<()> {
    match (known.is_some(), value) {
        (true, Some(_)) => None,
        (_, None) => Some(()),
        (false, value) => {
            *known = value;
            Some(())
        }
    }
}

fn asked(context: &Context<'_>, piece: &Piece) -> Option<Asked> {
    let forms = &context.knowledge.forms;
    let words = piece.span.of(&context.document.flow.text);
    if words.len() > LONGEST {
        return None;
    }
    let label = bare(words);
    let of = |rest: &str| forms.indicator.execution.has(rest) || forms.attainment.rates.length_at(rest) == Some(rest.len());
    if of(&label) {
        return Some(Asked::Rate);
    }
    let score = forms.score.had.bare(&label);
    if score.len() < label.len() && of(score) {
        return Some(Asked::Score);
    }
    let cut = forms.score.points.all(&label).chain(context.knowledge.schemes.full.all(&label)).find(|(_, found)| found.end == label.len());
    cut.filter(|(_, found)| of(&label[..found.start])).map(|_| Asked::Weight)
}

/// No label has more bytes.
const LONGEST: usize = 36;

fn rate(context: &Context<'_>, piece: &Piece) -> Option<Num> {
    let [figure] = within(&context.values.figures, piece.span) else { return None };
    let plain = figure.quantity.unit.dimension == Dimension::Ratio && figure.upper().is_none() && figure.hedge().is_none();
    (plain && figure.span == piece.span).then(|| Num { quantity: figure.quantity.with_mode(Mode::Rounded), span: printed(figure) })
}

fn points(context: &Context<'_>, piece: &Piece) -> Option<Num> {
    let figure = context.reader().figure(piece.span)?;
    let fit = matches!(figure.quantity.unit.dimension, Dimension::Plain | Dimension::Score) && figure.hedge().is_none();
    (fit && figure.upper().is_none()).then(|| Num::of_points(&figure))
}

/// The only row of a table with columns for its rate of execution, its points and its score, whatever the other columns are called.
pub(super) fn tabled(context: &Context<'_>) -> Vec<Told> {
    let reader = context.reader();
    let rates = &context.knowledge.forms.attainment.rates;
    let read = |sheet: &Sheet<'_>| {
        let [row] = sheet.rows else { return None };
        let columns = [Heading::Rate, Heading::Weight, Heading::Score].map(|heading| sheet.column(heading));
        let [Some(rate), Some(weight), Some(score)] = columns else { return None };
        let of_execution = rates.ends(rate.text.trim()) && !sheet.has(Heading::Target) && !sheet.has(Heading::Actual);
        let label = row.cells.first().map(|cell| cell.span).filter(|label| of_execution && !label.is_empty())?;
        let points = |column| reader.points_of_cell(Sheet::cell(row, column)?);
        Some(Told { label, rate: reader.rate(Sheet::cell(row, rate)?)?, weight: points(weight)?, score: points(score)? })
    };
    let known: Vec<Span> = context.forms().iter().filter_map(|form| Some(form.funding.as_ref()?.whole()?.score?.span)).collect();
    context.sheets().iter().filter_map(read).filter(|told| !known.contains(&told.score.span)).collect()
}
