//! When a report was written: the dates of its cover, its form and its signature.

use super::label;
use crate::data::roles::{Class, Label};
use crate::facts::{Context, Days, place};
use crate::syntax::{Field, LineKind, Zone};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};
use jiff::civil::Date;

/// The dates that a report bears.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dates {
    /// When the evaluation took place.
    pub evaluated: Option<(Days, Span)>,
    /// When the report was handed in or signed.
    pub written: Option<(Days, Span)>,
}

/// A date that the report bears: its label, where that is printed, the days, and where they are.
pub(in crate::facts) type Borne = (Label, Option<Span>, (Days, Span));

/// Dates by their labels, then those under the signing units; a title page's own date when there is none of these.
pub(in crate::facts) fn borne(context: &Context<'_>) -> Vec<Borne> {
    let mut borne: Vec<Borne> = context.document.fields.iter().filter_map(|field| labelled(context, field)).collect();
    let signed = context.document.blocks.iter().filter(|block| block.kind == LineKind::SignOff);
    borne.extend(signed.filter_map(|block| Some((Label::Submitted, None, days_in(context, block.span)?))));
    if borne.iter().all(|(label, ..)| *label != Label::Submitted) {
        borne.extend(under_title(context).map(|date| (Label::Submitted, None, date)));
    }
    borne
}

fn labelled(context: &Context<'_>, field: &Field) -> Option<Borne> {
    let label = label(context, field.label)?;
    let date = match label {
        Label::Evaluated => evaluated(context, field.value),
        Label::Submitted => days_in(context, field.value),
        Label::Period | Label::Project | Label::Year => None,
    };
    Some((label, Some(field.label), date?))
}

/// Of several dates of the report the latest counts: it is not finished before.
pub(super) fn dates(context: &Context<'_>) -> Dates {
    let mut dates = Dates::default();
    for (label, _, date) in borne(context) {
        match label {
            Label::Evaluated => dates.evaluated = dates.evaluated.or(Some(date)),
            Label::Submitted => dates.bear(date),
            Label::Period | Label::Project | Label::Year => {}
        }
    }
    dates
}

impl Dates {
    fn bear(&mut self, new: (Days, Span)) {
        if self.written.is_none_or(|known| new.0.first > known.0.first) {
            self.written = Some(new);
        }
    }
}

/// More days than an evaluation takes: a longer period is the one that is evaluated.
const LONG: i32 = 120;

/// A time of evaluation may be a day or run over weeks; the year alone says no time.
fn evaluated(context: &Context<'_>, value: Span) -> Option<(Days, Span)> {
    let period = values::within(&context.values.periods, value).iter().find_map(|period| Some((period.days?, period.span)));
    let short = |days: Days| days.first.until(days.last).is_ok_and(|length| length.get_days() <= LONG);
    match period {
        Some((days, span)) => short(days).then_some((days, span)),
        None => days_in(context, value),
    }
}

/// The latest day that the section on the evaluation tells of the work of evaluating, in the year evaluated; none where a date of that section
/// leaves its year open, or a later one is told of something else. An evaluation may well run over the turn of the year, so that a day of its last
/// months is of use only where it lies a year or more before the report was signed, or where the whole year is said to have been looked at.
pub(super) fn told(context: &Context<'_>, year: Option<i16>, signed: Option<Days>) -> Option<(Days, Span)> {
    let signed = signed.filter(|signed| signed.last.year().checked_sub(1) == year)?;
    let sections = on_evaluation(context);
    let inside = |place: Span| {
        let before = sections.partition_point(|section| section.start <= place.start).checked_sub(1);
        before.and_then(|at| sections.get(at)).is_some_and(|section| section.contains(place))
    };
    let mut latest: Option<(Days, Span)> = None;
    let ends = context.values.periods.iter().filter_map(|period| Some(period.ends?.1));
    let evaluated = |date: &DateMention| is_evaluated(context, date.span);
    let day = |date: &DateMention| date.granularity <= Granularity::Month && inside(date.span) && !evaluated(date);
    for date in context.values.dates.iter().copied().chain(ends).filter(day) {
        let days = date.days.or_else(|| in_its_year(context, &date))?;
        if latest.is_none_or(|(known, _)| days.last > known.last) {
            latest = Some((days, date.span));
        }
    }
    let of_day = |days: Days| (days.last.month(), days.last.day());
    let early = |days: Days| days.last.month() <= EARLY || days.first == days.last && of_day(days) <= of_day(signed);
    let whole = |place: Span| tells_whole_year(context, place) && !is_told_of_year_end(context, place);
    // A December without a day may have ended with the year.
    let of_last_year = |days: Days| Some(days.last.year()) == year && (days.last.month() < 12 || days.first == days.last);
    latest.filter(|(days, span)| of_last_year(*days) && (early(*days) || whole(*span)) && is_work(context, *span))
}

/// 2021年10月8日进驻，10月25日出具意见: the year of the date before it in the sentence, where the month is no earlier.
fn in_its_year(context: &Context<'_>, date: &DateMention) -> Option<Days> {
    let sentence = place::around(context.document, date.span.start);
    let before = Span { start: sentence.start, end: date.span.start.max(sentence.start) };
    let known = values::within(&context.values.dates, before).last()?.days?.last;
    let (month, day) = (i8::try_from(date.month?).ok()?, date.day.and_then(|day| i8::try_from(day).ok()));
    let last = Date::new(known.year(), month, day.unwrap_or(1)).ok()?;
    let last = if day.is_some() { last } else { last.last_of_month() };
    (date.relative.is_none() && month >= known.month()).then_some(Days { first: last, last })
}

/// An evaluation that was over in this month or before looked at no whole year.
const EARLY: i8 = 10;

/// The sections on how the evaluation was carried out, none within another.
fn on_evaluation(context: &Context<'_>) -> Vec<Span> {
    let text: &str = &context.document.flow.text;
    let on_evaluation = |title: Span| {
        let classes = context.knowledge.roles.classes(title.of(text));
        classes.has(Class::Evaluation) && !classes.any(&[Class::ConclusionSection, Class::EvaluationBasis, Class::Process])
    };
    let mut sections: Vec<Span> = Vec::new();
    for section in &context.document.sections {
        let known = sections.last().is_some_and(|last| last.contains(section.span));
        sections.extend((!known && on_evaluation(section.title)).then_some(section.span));
    }
    sections
}

/// Whether a date is an end of a period of more than a season: that is what was evaluated, and not when.
fn is_evaluated(context: &Context<'_>, date: Span) -> bool {
    let long = |days: Days| days.first.until(days.last).is_ok_and(|length| length.get_days() > LONG);
    context.values.periods.iter().any(|period| period.span.contains(date) && period.days.is_some_and(long))
}

/// 对全年支出进行评价: the sentence, or the label of the period, says that the year was looked at to its end.
fn tells_whole_year(context: &Context<'_>, date: Span) -> bool {
    let text: &str = &context.document.flow.text;
    let whole = |place: Span| context.knowledge.roles.classes(place.of(text)).has(Class::WholeYear);
    let labelled = |field: &Field| label(context, field.label) == Some(Label::Period) && is_of_evaluation(context, field.label);
    let to_its_end = |field: &Field| {
        let periods = values::within(&context.values.periods, field.value).iter();
        periods.filter_map(|period| period.days).any(|days| (days.last.month(), days.last.day()) == (12, 31))
    };
    whole(place::around(context.document, date.start)) || context.document.fields.iter().any(|field| labelled(field) && to_its_end(field))
}

fn is_of_evaluation(context: &Context<'_>, label: Span) -> bool {
    context.knowledge.roles.classes(label.of(&context.document.flow.text)).has(Class::Evaluation)
}

/// 12月下旬: what little the rest of the year holds may have been known.
fn is_told_of_year_end(context: &Context<'_>, date: Span) -> bool {
    let mut dates = values::within(&context.values.dates, date).iter();
    dates.any(|date| date.month == Some(12) && date.day.is_none_or(|day| day > 20))
}

/// Whether a sentence tells of an evaluation that has been done, not of one planned or of one under way.
fn is_work(context: &Context<'_>, date: Span) -> bool {
    let sentence = place::around(context.document, date.start);
    let roles = &context.knowledge.roles;
    let (mut evaluation, mut other) = (false, false);
    for hit in roles.hits(sentence.of(&context.document.flow.text)) {
        let place = Span::new(hit.start, hit.end).shift(sentence.start);
        // 自9月2日开始: when it began, and not what lies behind.
        let begins = place.start <= date.end && date.end <= place.end;
        evaluation |= hit.classes.has(Class::Evaluation);
        other |= hit.classes.any(&[Class::Plan, Class::Goal, Class::Process, Class::Intends]) || hit.classes.has(Class::History) && !begins;
    }
    evaluation && !other
}

/// The first day or month in a place.
fn days_in(context: &Context<'_>, place: Span) -> Option<(Days, Span)> {
    values::within(&context.values.dates, place).iter().find_map(day_or_month)
}

fn day_or_month(date: &DateMention) -> Option<(Days, Span)> {
    Some((date.days.filter(|_| date.granularity <= Granularity::Month)?, date.span))
}

/// A title page often ends with the month of the report, alone on its line.
fn under_title(context: &Context<'_>) -> Option<(Days, Span)> {
    let text = &context.document.flow.text;
    let alone = |block: Span, date: Span| block.of(text).trim_matches(['（', '）', '(', ')', ' ', '\u{3000}']).len() == date.len();
    let titles = context.document.blocks.iter().filter(|block| block.zone == Zone::Title && block.kind == LineKind::Title);
    titles.rev().find_map(|block| days_in(context, block.span).filter(|(_, date)| alone(block.span, *date)))
}
