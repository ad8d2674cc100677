//! When a report was written: the dates of its cover, its form and its signature.

use super::label;
use crate::data::roles::{Class, Label};
use crate::facts::{Context, Days, place};
use crate::syntax::{Field, LineKind, Zone};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

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
/// leaves its year open, or a later one is told of something else. Only a day that lies a year or more before the report was signed is of use:
/// an evaluation may well run over the turn of the year.
pub(super) fn told(context: &Context<'_>, year: Option<i16>, signed: Option<Days>) -> Option<(Days, Span)> {
    let text: &str = &context.document.flow.text;
    let roles = &context.knowledge.roles;
    let signed = signed.filter(|signed| signed.last.year().checked_sub(1) == year)?;
    let on_evaluation = |title: Span| {
        let classes = roles.classes(title.of(text));
        classes.has(Class::Evaluation) && !classes.any(&[Class::ConclusionSection, Class::EvaluationBasis, Class::Process])
    };
    let mut sections: Vec<Span> = Vec::new();
    for section in &context.document.sections {
        let known = sections.last().is_some_and(|last| last.contains(section.span));
        sections.extend((!known && on_evaluation(section.title)).then_some(section.span));
    }
    let inside = |place: Span| {
        let before = sections.partition_point(|section| section.start <= place.start).checked_sub(1);
        before.and_then(|at| sections.get(at)).is_some_and(|section| section.contains(place))
    };
    let mut latest: Option<(Days, Span)> = None;
    let ends = context.values.periods.iter().filter_map(|period| Some(period.ends?.1));
    let day = |date: &DateMention| date.granularity <= Granularity::Month && inside(date.span);
    for date in context.values.dates.iter().copied().chain(ends).filter(day) {
        let days = date.days?;
        if latest.is_none_or(|(known, _)| days.last > known.last) {
            latest = Some((days, date.span));
        }
    }
    let of_day = |days: Days| (days.last.month(), days.last.day());
    let of_last_year = |days: Days| Some(days.last.year()) == year && days.first == days.last && of_day(days) <= of_day(signed);
    latest.filter(|(days, span)| of_last_year(*days) && is_work(context, *span))
}

/// Whether a sentence tells of an evaluation that has been done, not of one planned or of one under way.
fn is_work(context: &Context<'_>, date: Span) -> bool {
    let sentence = place::around(context.document, date.start);
    let classes = context.knowledge.roles.classes(sentence.of(&context.document.flow.text));
    classes.has(Class::Evaluation) && !classes.any(&[Class::Plan, Class::Goal, Class::Process, Class::History, Class::Intends])
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
