//! Years of titles, of lines and brackets of their own, of project names, of headings and of the file's name.

use super::Found;
use crate::data::roles::{Class, Label};
use crate::facts::report::bare_year;
use crate::facts::{Context, Days, place};
use crate::syntax::{Field, LineKind, Section, Zone};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

/// Every such year. Places that repeat a year join the first one.
pub(super) fn years(context: &Context<'_>, fiscal: Option<i16>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (place, role) in named_places(context) {
        let years: Vec<&DateMention> = plain_years(context, place).collect();
        let several = years.iter().any(|date| date.year == fiscal) && years.iter().any(|date| date.year != fiscal);
        let explained = several || !years.is_empty() && names_several_years(context, place);
        for date in years {
            let role = if role == "title" && place::stands_apart(&context.document.flow.text, place, date.span) { "line" } else { role };
            let explained = explained || is_in_name(context, date, fiscal) || role == "line" && is_year_of_writing(date, fiscal);
            join(&mut found, date, place, role, explained);
        }
    }
    for (value, year) in bare_years(context) {
        match found.iter_mut().find(|known| known.year == year) {
            Some(known) => known.again.push(value),
            None => found.push(Found { year, span: value, phrase: value, role: "line", explained: false, again: Vec::new() }),
        }
    }
    for year in &mut found {
        // The place for the year is for that of the report, whatever money was carried over.
        year.explained |= year.role != "line" && fiscal.is_some_and(|fiscal| fiscal != year.year && is_told(context, year.year));
    }
    found.extend(headings(context, fiscal));
    found.extend(file(context));
    found
}

/// Title lines, project names and fields for the year, in order.
fn named_places<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (Span, &'static str)> + 'c {
    let document = context.document;
    let titles = document
        .blocks
        .iter()
        .filter(|block| block.kind == LineKind::Title || block.zone == Zone::Title)
        .map(|block| (block.span, "title"));
    let role = |label: Span| match context.knowledge.roles.label(label.of(&document.flow.text))? {
        Label::Project => Some("project"),
        Label::Year => Some("line"),
        Label::Evaluated | Label::Submitted | Label::Period => None,
    };
    titles.chain(document.fields.iter().filter_map(move |field| Some((field.value, role(field.label)?))))
}

/// The values of the fields for a year, in order: 评价年度：2023年.
pub(super) fn fields_for_years(context: &Context<'_>) -> Vec<Span> {
    let label = |field: &Field| context.knowledge.roles.label(field.label.of(&context.document.flow.text));
    let of_year = context.document.fields.iter().filter(|field| label(field) == Some(Label::Year));
    let mut values: Vec<Span> = of_year.map(|field| field.value).collect();
    values.sort_unstable();
    values
}

/// Digits alone in a field for the year: 年度 | 2023.
fn bare_years<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (Span, i16)> + 'c {
    fields_for_years(context).into_iter().filter_map(|value| Some((value, bare_year(context, value)?)))
}

/// Years and halves; a day or month in a title is the date of the report.
fn plain_years<'c>(context: &'c Context<'_>, place: Span) -> impl Iterator<Item = &'c DateMention> {
    values::within(&context.values.dates, place)
        .iter()
        .filter(|date| date.granularity >= Granularity::Quarter && date.valid && date.year_span.is_some())
}

/// How far from the fiscal year a year in a title can be a slip: last year's form, or next year's already.
const NEAR: i16 = 2;

/// 2020年版, 2035年远景目标, a year of long ago: part of the project's name.
fn is_in_name(context: &Context<'_>, date: &DateMention, fiscal: Option<i16>) -> bool {
    let far = |fiscal: i16| date.year.is_some_and(|year| (year - fiscal).abs() > NEAR);
    let behind = place::head(context.document.flow.text.get(date.span.end as usize..).unwrap_or(""), 4);
    let named = || context.knowledge.roles.hits(behind).any(|hit| hit.start == 0 && hit.classes.has(Class::YearInName));
    fiscal.is_some_and(far) || named()
}

/// A year without 度 alone on its line, right after the fiscal year, is that in which the report was written.
fn is_year_of_writing(date: &DateMention, fiscal: Option<i16>) -> bool {
    !date.fiscal && fiscal.is_some_and(|fiscal| date.year == fiscal.checked_add(1))
}

/// A title with a period, or with a word of carrying over, is on more than one year.
fn names_several_years(context: &Context<'_>, place: Span) -> bool {
    let text = place.of(&context.document.flow.text);
    !values::within(&context.values.periods, place).is_empty() || context.knowledge.roles.classes(text).has(Class::CarriedOver)
}

fn join(found: &mut Vec<Found>, date: &DateMention, place: Span, role: &'static str, explained: bool) {
    let (Some(year), Some(span)) = (date.year, date.year_span) else { return };
    match found.iter_mut().find(|known| known.year == year) {
        Some(known) => {
            known.again.push(place);
            known.explained |= explained;
        }
        None => found.push(Found { year, span, phrase: place, role, explained, again: Vec::new() }),
    }
}

/// Whether a sentence that mentions the year tells of a carry-over or of works over several years.
pub(super) fn is_told(context: &Context<'_>, year: i16) -> bool {
    let dates = context.values.dates.iter().filter(|date| date.year == Some(year)).map(|date| date.span.start);
    let covers = |days: Days| days.first.year() <= year && year <= days.last.year();
    let periods = context.values.periods.iter().filter(|period| period.days.is_some_and(covers)).map(|period| period.span.start);
    let mut places = dates.chain(periods).filter(|&at| !is_named_place(context, at));
    places.any(|at| sentence_classes(context, at).has(Class::CarriedOver))
}

fn is_named_place(context: &Context<'_>, at: u32) -> bool {
    place::block_at(context.document, at).is_some_and(|block| block.kind == LineKind::Title || block.zone == Zone::Title)
}

fn sentence_classes(context: &Context<'_>, at: u32) -> crate::data::roles::Classes {
    let sentence = place::around(context.document, at);
    context.knowledge.roles.classes(sentence.of(&context.document.flow.text))
}

/// Years in headings. A heading may announce another year than the report's; it is stale when the text below it speaks of the
/// report's year, or of none, and never of the heading's.
fn headings(context: &Context<'_>, fiscal: Option<i16>) -> Vec<Found> {
    let Some(fiscal) = fiscal else { return Vec::new() };
    let mut found = Vec::new();
    for section in &context.document.sections {
        for date in plain_years(context, section.title) {
            let (Some(year), Some(span)) = (date.year, date.year_span) else { continue };
            let explained = year != fiscal && !is_stale(context, section, year, fiscal);
            found.push(Found { year, span, phrase: section.title, role: "heading", explained, again: Vec::new() });
        }
    }
    found
}

fn is_stale(context: &Context<'_>, section: &Section, year: i16, fiscal: i16) -> bool {
    let title = context.knowledge.roles.classes(section.title.of(&context.document.flow.text));
    let other =
        [Class::FutureSection, Class::HistorySection, Class::Comparison, Class::History, Class::Plan, Class::CarriedOver, Class::Remedy];
    let body = Span { start: section.heading.end, end: section.span.end.max(section.heading.end) };
    let mentions = |year: i16| values::within(&context.values.dates, body).iter().any(|date| date.year == Some(year));
    let begins = || section.title.of(&context.document.flow.text).starts_with(&year.to_string());
    let silent = || begins() && !values::within(&context.values.dates, body).iter().any(|date| date.year.is_some());
    !title.any(&other)
        && !mentions(year)
        && (mentions(fiscal) || silent())
        && values::within(&context.values.periods, section.title).is_empty()
}

fn file(context: &Context<'_>) -> Option<Found> {
    let year = super::of_path(context.path)?;
    let title = context.document.blocks.iter().find(|block| block.kind == LineKind::Title)?;
    Some(Found { year, span: title.span, phrase: title.span, role: "file", explained: false, again: Vec::new() })
}
