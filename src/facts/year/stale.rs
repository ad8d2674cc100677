//! Dates that last year's report left standing: a target a year before the day on which it was met, and figures as of that year's last day.

use super::Found;
use crate::data::measures::Of;
use crate::data::roles::{Class, Hit};
use crate::facts::form::Indicator;
use crate::facts::{Context, place};
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

/// How far before a date the word stands that makes it one of account, in characters.
const NEAR: usize = 4;

/// Both kinds, for a report on the year `fiscal`.
pub(super) fn years(context: &Context<'_>, fiscal: Option<i16>) -> Vec<Found> {
    let Some(fiscal) = fiscal else { return Vec::new() };
    let indicators = context.forms().iter().flat_map(|form| &form.indicators);
    let mut found: Vec<Found> = indicators.filter_map(|indicator| target(context, indicator, fiscal)).collect();
    found.extend(accounted(context, fiscal));
    found
}

/// 2020年11月底前 | 2021年11月20日 with full points and no reason: who was a year late would have lost some.
fn target(context: &Context<'_>, indicator: &Indicator<'_>, fiscal: i16) -> Option<Found> {
    let ((_, cell), (_, result)) = (indicator.target_text?, indicator.actual_text?);
    let (weight, score) = (indicator.weight?, indicator.score?);
    let full = score.quantity.value >= weight.quantity.value && indicator.reason.is_none();
    let (due, done) = (only(context, cell)?, only(context, result)?);
    let late = due.year == fiscal.checked_sub(1) && done.year == Some(fiscal) && done.month? <= due.month?;
    (full && late).then(|| stale(due, cell, "target")).flatten()
}

/// The only date of a cell, with its year and month.
fn only<'c>(context: &'c Context<'_>, cell: Span) -> Option<&'c DateMention> {
    match values::within(&context.values.dates, cell) {
        [date] => Some(date).filter(|date| date.granularity <= Granularity::Month && date.year_span.is_some()),
        [] | [_, _, ..] => None,
    }
}

fn stale(date: &DateMention, phrase: Span, role: &'static str) -> Option<Found> {
    Some(Found { year: date.year?, span: date.year_span?, phrase, role, explained: false, again: Vec::new() })
}

/// 截至2016年12月31日，累计支出…，占…: what was spent of all the money, with its rate, as of the end of the year before. Where the report
/// gives an account of its own year as well, the other is told beside it.
fn accounted(context: &Context<'_>, fiscal: i16) -> Option<Found> {
    let of_account = |date: &&DateMention| date.year_span.is_some() && is_of_account(context, date);
    let dates = || context.values.dates.iter().filter(of_account);
    if dates().any(|date| date.year >= Some(fiscal)) {
        return None;
    }
    let last_day = |date: &&DateMention| (date.year, date.month, date.day) == (fiscal.checked_sub(1), Some(12), Some(31));
    let date = dates().filter(last_day).find(|date| is_of_spending(context, date))?;
    let text: &str = &context.document.flow.text;
    let clause = place::clause(text, place::around(context.document, date.span.start), date.span);
    stale(date, clause, "account")
}

fn is_of_account(context: &Context<'_>, date: &DateMention) -> bool {
    let before = place::tail(context.document.flow.text.get(..date.span.start as usize).unwrap_or("").trim_end_matches(' '), NEAR);
    let ends = |hit: Hit| hit.end == before.len() && hit.classes.has(Class::AsOf);
    context.knowledge.roles.hits(before).any(ends)
}

/// Whether the sentence says what was spent of the whole, and at what rate, and nothing of money or works that run over the year's end.
fn is_of_spending(context: &Context<'_>, date: &DateMention) -> bool {
    let prose = context.prose();
    let sentence = place::around(context.document, date.span.start);
    let classes = context.knowledge.roles.classes(sentence.of(&context.document.flow.text));
    let heading = place::heading_classes(context.document, &context.knowledge.roles, date.span.start);
    if classes.any(&[Class::CarriedOver, Class::History, Class::Comparison]) || heading.has(Class::HistorySection) {
        return false;
    }
    let Some(spending) = context.knowledge.measures.rate_of(Of::Spending) else { return false };
    let behind = Span { start: date.span.end, end: sentence.end.max(date.span.end) };
    // Who names that year again, or goes on to another, gives an account of several.
    let again = values::within(&context.values.dates, sentence).iter().any(|other| other.span != date.span && other.year == date.year);
    if again || !values::within(&context.values.dates, behind).is_empty() {
        return false;
    }
    let mut told = prose.inside(behind).filter_map(|at| prose.get(at));
    let spent = told.next().is_some_and(|first| first.is_one_of(&spending.numerators) && prose.is_whole(first.scope) && !first.part);
    spent && told.any(|rate| rate.quantity.unit.dimension == Dimension::Ratio)
}
