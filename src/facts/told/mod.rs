//! Indicators and points that no table holds: items, lines of labels and paragraphs, read as the form that they stand for.

mod draft;
mod pieces;
mod records;
mod totals;

use super::form::{self, Indicator};
use super::sheet::{Num, Reader, printed};
use super::{Context, scoring};
use crate::quantity::{Dimension, Mode};
use crate::text::Span;
use crate::values::within;
use records::{Record, records};
pub use totals::Total;

/// What the prose of a report tells of indicators and points.
#[derive(Debug, Default)]
pub struct Told<'a> {
    /// Indicators with a target and a result.
    pub indicators: Vec<Indicator<'a>>,
    /// What is scored, the points had and the points to be had.
    pub marks: Vec<(Span, Num, Num)>,
    /// Rates of execution with the points had and the points to be had: 预算执行率 86%, 分值 10, 得分 8.6.
    pub executions: Vec<(Span, Num, Num, Num)>,
    /// Totals of points that were had.
    pub scores: Vec<Total>,
    /// Totals of points to be had.
    pub weights: Vec<Total>,
    /// Where indicators and points are told, with what is said of each besides.
    reasons: Vec<(Span, Option<Span>)>,
}

impl Told<'_> {
    /// What is said of the indicator that is told at a place, besides its figures.
    pub fn reason_at(&self, place: Span) -> Option<Span> {
        let behind = self.reasons.partition_point(|(span, _)| span.start <= place.start);
        let (span, reason) = self.reasons.get(behind.checked_sub(1)?)?;
        reason.filter(|_| span.overlaps(place))
    }
}

/// Reads it.
pub fn read<'a>(context: &Context<'a>) -> Told<'a> {
    let flow: &str = &context.document.flow.text;
    let pointed = || context.knowledge.forms.score.points.within(flow) || context.knowledge.schemes.full.within(flow);
    if !context.values.figures.iter().any(scoring::pairs::is_score) && !pointed() {
        return Told::default();
    }
    let records = records(context);
    let reader = context.reader();
    let single = records.iter().filter(|record| !record.total);
    let beside = records.chunk_by(|one, next| is_scored(one) && is_scored(next)).filter(|run| run.len() >= RUN && over(run) <= 1).flatten();
    let sure = single.clone().filter(|record| record.sure).chain(beside.filter(|record| !record.sure));
    let (scores, weights) = totals::totals(context, &records);
    Told {
        indicators: single.clone().filter_map(|record| indicator(&reader, record)).collect(),
        marks: sure.filter_map(|record| Some((record.name, record.score?, record.weight?))).collect(),
        executions: records.iter().filter_map(|record| execution(context, record)).collect(),
        scores,
        weights,
        reasons: records.iter().map(|record| (record.span, record.reason)).collect(),
    }
}

/// A rate of execution in the name of a record, or as its result.
fn execution(context: &Context<'_>, record: &Record) -> Option<(Span, Num, Num, Num)> {
    let flow: &str = &context.document.flow.text;
    let words = &context.knowledge.forms;
    let place = record.actual.unwrap_or(record.name);
    let [rate] = within(&context.values.figures, place) else { return None };
    let label = Span { end: rate.span.start.clamp(record.name.start, record.name.end), ..record.name };
    let named = words.indicator.execution.has(label.of(flow)) || words.attainment.rates.opens(label.of(flow).trim());
    let plain = rate.quantity.unit.dimension == Dimension::Ratio && rate.upper().is_none() && rate.hedge().is_none();
    (named && plain && record.sure).then_some((
        label,
        Num { quantity: rate.quantity.with_mode(Mode::Rounded), span: printed(rate) },
        record.weight?,
        record.score?,
    ))
}

/// So many scores right behind points to be had are no accident.
const RUN: usize = 3;

fn is_scored(record: &Record) -> bool {
    !record.total && record.score.is_some() && record.weight.is_some()
}

/// How many scores are above their points.
fn over(run: &[Record]) -> usize {
    let over =
        |record: &&Record| record.score.zip(record.weight).is_some_and(|(score, weight)| score.quantity.value > weight.quantity.value);
    run.iter().filter(over).count()
}

fn indicator<'a>(reader: &Reader<'a>, record: &Record) -> Option<Indicator<'a>> {
    let words = |span: Span| (span.of(reader.text), span);
    let (target, actual) = (record.target?, record.actual?);
    let reason = record.reason.filter(|reason| gives_more(reader, *reason)).map(words);
    let stated = form::Stated { name: words(record.name), target, actual, reason };
    Some(Indicator { weight: record.weight, score: record.score, span: record.span, ..form::stated(reader, &stated) })
}

/// Whether what else is said of an indicator may be a reason: 平均每期60人次 and 经核对签到表 are none, unless a word of a cause stands there.
fn gives_more(reader: &Reader<'_>, said: Span) -> bool {
    let text = said.of(reader.text);
    let causes = &reader.knowledge.forms.attainment.causes;
    let short = &reader.knowledge.forms.attainment.short;
    let evidence = &reader.knowledge.forms.attainment.evidence;
    // 有2处资料晚交 goes on behind its figure.
    let counts = |clause: &str| clause.rfind(|mark: char| mark.is_ascii_digit()).is_some_and(|at| clause[at..].chars().count() <= UNIT);
    let figure = |clause: &str| counts(clause) || !clause.contains(char::is_alphabetic) || evidence.opens(clause);
    causes.within(text) || short.within(text) || !text.split(['，', '；', '。', ',']).all(figure)
}

/// A digit and the unit behind it have at most so many characters.
const UNIT: usize = 4;
