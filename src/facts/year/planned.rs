//! Years in the goal of a form and in what is reported as its fulfilment: 完成2021年度造林任务; 2021年秋季植树全部完成.

use super::{Found, title};
use crate::data::roles::Class;
use crate::facts::rate::OF;
use crate::facts::{Context, place};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

/// So many characters at most lead to the year of a goal: 全面完成.
const LEAD: usize = 8;
/// So many characters behind a verb of planning may hold the verb planned and what makes it an attribute: 开工建设的.
const VERB: usize = 6;
/// The longest phrase that a finding shows.
const SHOWN: usize = 24;

/// Both, where the only year of the text is the one before the year `fiscal`.
pub(super) fn years(context: &Context<'_>, fiscal: Option<i16>) -> Vec<Found> {
    let Some(last) = fiscal.and_then(|fiscal| fiscal.checked_sub(1)) else { return Vec::new() };
    let found = |(goal, result): (Span, Span)| {
        let aimed =
            only(context, goal, last).filter(|date| is_aimed(context, date, goal)).and_then(|date| found(context, date, goal, "goal"));
        let told = only(context, result, last)
            .filter(|date| is_told(context, date, result))
            .and_then(|date| found(context, date, result, "result"));
        aimed.into_iter().chain(told)
    };
    context.goals().iter().copied().flat_map(found).collect()
}

/// The first date of a text, when it names a whole year, and no other year stands in it.
fn only<'c>(context: &'c Context<'_>, place: Span, year: i16) -> Option<&'c DateMention> {
    let dates = values::within(&context.values.dates, place);
    let first = dates.first().filter(|date| date.granularity >= Granularity::Quarter && date.part.is_none() && date.valid)?;
    let one =
        dates.iter().all(|date| date.year.is_none_or(|other| other == year)) && values::within(&context.values.periods, place).is_empty();
    (first.year == Some(year) && first.year_span.is_some() && one).then_some(first)
}

/// 完成2021年度造林任务: a verb before the year, and what was planned for it behind; or 2021年计划造林….
fn is_aimed(context: &Context<'_>, date: &DateMention, goal: Span) -> bool {
    let text: &str = &context.document.flow.text;
    let (lead, rest) = clause(text, date, goal);
    let classes = context.knowledge.roles.classes(lead);
    let does = classes.any(&[Class::Done, Class::Intends, Class::CarriedOut]) && !classes.has(Class::BasisBefore);
    // 完成2021年度目标考核任务: what is due for last year in this one.
    let after = context.knowledge.roles.classes(rest).any(&[Class::Evaluation, Class::Remedy, Class::Afterwards]);
    let objects = &context.knowledge.claims.completion.objects;
    let ends = |object: &String| rest.find(object.as_str()).and_then(|at| rest.get(at + object.len()..)).is_some_and(is_over);
    if is_of_plan(context, rest) {
        return false;
    }
    let dated = || lead.trim().is_empty() && text.get(date.span.end as usize..).is_some_and(|next| next.starts_with(['，', ',']));
    let begun = dated()
        || lead.trim().is_empty()
            && context.knowledge.roles.hits(rest).next().is_some_and(|hit| hit.start == 0 && hit.classes.has(Class::Intends));
    !after && (begun || lead.chars().count() <= LEAD && does && objects.iter().any(ends))
}

/// 2021年计划开工的泵站: what was once planned, and no plan of that year.
fn is_of_plan(context: &Context<'_>, rest: &str) -> bool {
    let intends = context.knowledge.roles.hits(rest).next().filter(|hit| hit.start == 0 && hit.classes.has(Class::Intends));
    let behind = intends.and_then(|hit| rest.get(hit.end..)).map_or("", |behind| place::head(behind, VERB));
    behind.find(OF).is_some_and(|at| at > 0)
}

/// Nothing but a figure follows in the clause.
fn is_over(rest: &str) -> bool {
    rest.trim_start().chars().next().is_none_or(|next| next.is_ascii_digit())
}

/// 2021年秋季植树全部完成: the result begins with the year.
fn is_told(context: &Context<'_>, date: &DateMention, result: Span) -> bool {
    let (lead, rest) = clause(&context.document.flow.text, date, result);
    let roles = &context.knowledge.roles;
    let other = [Class::OpenEnded, Class::YearInName];
    let goes_on = roles.hits(place::head(rest, LEAD)).any(|hit| hit.start == 0 && hit.classes.any(&other));
    let begun = roles.classes(rest).any(&[Class::HistorySection, Class::History]);
    let behind = Span { start: date.span.end, end: result.end.max(date.span.end) };
    let done = || roles.classes(rest).any(&[Class::Done, Class::Completed]) || !values::within(&context.values.figures, behind).is_empty();
    lead.trim().is_empty() && !rest.trim().is_empty() && !goes_on && !begun && done()
}

/// What stands before and behind a year in its clause.
fn clause<'t>(text: &'t str, date: &DateMention, within: Span) -> (&'t str, &'t str) {
    let clause = place::clause(text, within, date.span);
    (
        Span { start: clause.start.min(date.span.start), end: date.span.start }.of(text),
        Span { start: date.span.end, end: clause.end.max(date.span.end) }.of(text),
    )
}

fn found(context: &Context<'_>, date: &DateMention, whole: Span, role: &'static str) -> Option<Found> {
    let text: &str = &context.document.flow.text;
    let clause = place::clause(text, whole, date.span);
    let phrase = Span { start: date.span.start, end: clause.end };
    let shown = place::head(phrase.of(text), SHOWN).trim_end();
    let classes = context.knowledge.roles.classes(whole.of(text));
    let year = date.year?;
    Some(Found {
        year,
        span: date.year_span?,
        phrase: Span { start: phrase.start, end: phrase.start + shown.len() as u32 },
        role,
        explained: classes.any(&[Class::CarriedOver, Class::History, Class::Since, Class::Current]) || title::is_told(context, year),
        again: Vec::new(),
    })
}
