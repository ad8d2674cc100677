//! What a report tells of as done, with a date after its own: it cannot know that.

use super::{Borne, Event, Pair};
use crate::data::roles::{Class, Classes, Label};
use crate::facts::{Context, Days, place};
use crate::text::Span;
use crate::values::{DateMention, Granularity, Period};

/// The end of the works, and the latest act that the report tells of as done, each before the report's own date. Of a wrong
/// date of the report every later date would follow, so that one act stands for all, and none when the works end after it.
pub(super) fn pairs<'a>(context: &Context<'a>, borne: &Borne<'a>) -> Vec<Pair<'a>> {
    let Some(written) = borne.last() else { return Vec::new() };
    let works = works(context, written.days);
    let act = act(context).filter(|act| works.is_none_or(|works| works.days.last < act.days.first));
    let pair = |kind, earlier: Option<Event<'a>>| earlier.map(|earlier| Pair { kind, earlier, later: written });
    pair("works", works).into_iter().chain(pair("reported", act)).collect()
}

fn act<'a>(context: &Context<'a>) -> Option<Event<'a>> {
    let periods = context.values.periods.iter().filter_map(last_day);
    let all = context.values.dates.iter().copied().chain(periods);
    let mut dates: Vec<DateMention> = all.filter(|date| date.granularity <= Granularity::Month && date.days.is_some()).collect();
    dates.sort_by_key(|date| std::cmp::Reverse(date.days.map(|days| days.last)));
    dates.into_iter().find(|date| is_told_as_done(context, date)).and_then(|date| event(context, &date))
}

/// 2022年3月7日至11日: the last of some days in one month, as a date that stands where they do.
fn last_day(period: &Period) -> Option<DateMention> {
    let (first, last) = period.ends?;
    let days = period.days?;
    let short = first.granularity == Granularity::Day && days.first.year() == days.last.year() && days.first.month() == days.last.month();
    short.then_some(DateMention { span: period.span, days: Some(Days { first: days.last, last: days.last }), ..last })
}

/// A clause that says so of the date, nothing about plans around it, and no section on what is to come.
fn is_told_as_done(context: &Context<'_>, date: &DateMention) -> bool {
    let text = &context.document.flow.text;
    let sentence = place::around(context.document, date.span.start);
    let clause = classes(context, acts(context, place::clause(text, sentence, date.span), sentence, date));
    let before = place::tail(text.get(..date.span.start as usize).unwrap_or(""), 4);
    let ends = |class| context.knowledge.roles.hits(before).any(|hit| hit.end == before.len() && hit.classes.has(class));
    // 至2019年1月28日，……全部交付: that begins the sentence it tells how far the works had come.
    let so_far = || {
        let lead = Span { start: sentence.start.min(date.span.start), end: date.span.start }.of(text).trim();
        !lead.is_empty() && before.trim().ends_with(lead) && is_alone(text, sentence, date)
    };
    let until = || ends(Class::Until) && !ends(Class::AsOf) && !so_far();
    let open = || classes(context, behind_basis(context, sentence, date)).has(Class::Plan) || until();
    let heading = || place::heading_classes(context.document, &context.knowledge.roles, date.span.start);
    let ahead = |heading: Classes| heading.has(Class::FutureSection) || heading.announce_goal();
    // 已报名2021年3月的培训班: a date that says which of several is meant, and not when.
    let attributive = text.get(date.span.end as usize..).is_some_and(|rest| rest.starts_with('的'));
    clause.any(&[Class::Done, Class::AsOf]) && date.part.is_none() && !attributive && !open() && !ahead(heading())
}

/// A sentence without the words before its date that say what was gone by: 按照《管理办法》要求，2022年3月7日至11日，….
fn behind_basis(context: &Context<'_>, sentence: Span, date: &DateMention) -> Span {
    let text = &context.document.flow.text;
    let lead = Span { start: sentence.start.min(date.span.start), end: date.span.start };
    let basis =
        context.knowledge.roles.hits(place::head(lead.of(text), LEAD)).any(|hit| hit.start == 0 && hit.classes.has(Class::BasisBefore));
    if basis && lead.of(text).ends_with(['，', ',']) { Span { start: date.span.start, ..sentence } } else { sentence }
}

/// A word for what was gone by has at most so many characters.
const LEAD: usize = 4;

/// The clause of the date; where it is nothing but the date (2024年6月18日，县局组织了验收), with the one behind it.
fn acts(context: &Context<'_>, clause: Span, sentence: Span, date: &DateMention) -> Span {
    let text = &context.document.flow.text;
    let rest = text.get(date.span.end as usize..sentence.end as usize).unwrap_or("");
    let led = date.span.start.saturating_sub(clause.start) as usize <= '至'.len_utf8();
    let alone = led && is_alone(text, sentence, date);
    let end = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '，' | ',' | '。' | '；')).map_or(rest.len(), |(at, _)| at);
    if alone { Span { start: clause.start, end: date.span.end + end as u32 } } else { clause }
}

/// Whether a comma follows the date, which opens the sentence.
fn is_alone(text: &str, sentence: Span, date: &DateMention) -> bool {
    text.get(date.span.end as usize..sentence.end as usize).is_some_and(|rest| rest.starts_with(['，', ',']))
}

fn event<'a>(context: &Context<'a>, date: &DateMention) -> Option<Event<'a>> {
    let text: &'a str = &context.document.flow.text;
    let clause = place::clause(text, place::around(context.document, date.span.start), date.span);
    let sentence = place::around(context.document, date.span.start);
    let told = Span { start: date.span.end, end: acts(context, clause, sentence, date).end };
    let start = told.end - told.of(text).trim_start_matches(['，', ',']).len() as u32;
    let behind = place::head(Span { start, end: told.end }.of(text), 16);
    let span = Span { start, end: start + behind.len() as u32 };
    let as_of = classes(context, Span { start: clause.start, end: date.span.start }).has(Class::AsOf);
    let (name, name_span) = if as_of { (context.knowledge.roles.names().figures.as_str(), None) } else { (behind, Some(span)) };
    Some(Event { days: date.days?, span: date.span, name, name_span })
}

/// The end of the period of the works, when the report says that all of them are done. Of works over years a report tells year by
/// year, and what it says elsewhere is of its own.
fn works<'a>(context: &Context<'a>, written: Days) -> Option<Event<'a>> {
    let text: &'a str = &context.document.flow.text;
    let labelled =
        context.document.fields.iter().filter(|field| context.knowledge.roles.label(field.label.of(text)) == Some(Label::Period));
    let of_fields =
        labelled.flat_map(|field| crate::values::within(&context.values.periods, field.value).iter().map(|period| (period, field.label)));
    let in_prose = context.values.periods.iter().filter_map(|period| Some((period, named(context, period)?)));
    let (period, name) = of_fields
        .chain(in_prose)
        .filter(|(period, _)| period.days.is_some())
        .max_by_key(|(period, _)| period.days.map(|days| days.last))?;
    let days = period.days?;
    let last = days.last;
    let over_years = days.first.year() < last.year() && last.year() > written.last.year();
    if !is_completed(context, period.span.start, over_years) {
        return None;
    }
    Some(Event { days: Days { first: last, last }, span: period.span, name: name.of(text), name_span: Some(name) })
}

/// The words before a period that make it the time of the works: 项目实施期为.
pub(in crate::facts) fn named(context: &Context<'_>, period: &Period) -> Option<Span> {
    let text = &context.document.flow.text;
    let sentence = place::around(context.document, period.span.start);
    let before = Span { start: sentence.start.min(period.span.start), end: period.span.start }.of(text);
    let near = place::tail(before, 12);
    let names = || context.knowledge.roles.hits(near).filter(|hit| hit.classes.has(Class::PeriodName));
    let name = names().max_by_key(|hit| (hit.end, std::cmp::Reverse(hit.start)))?;
    let start = period.span.start - near.len() as u32;
    Some(Span { start: start + name.start as u32, end: start + name.end as u32 })
}

/// In the paragraph of the period, or anywhere in so many words, where those are not of one year of several.
fn is_completed(context: &Context<'_>, at: u32, over_years: bool) -> bool {
    let paragraph = place::block_at(context.document, at).is_some_and(|block| completes(context, block.span));
    paragraph || !over_years && context.document.sentences.iter().any(|sentence| says_completed(context, sentence.span))
}

fn says_completed(context: &Context<'_>, sentence: Span) -> bool {
    completes(context, sentence) && !classes(context, sentence).any(&[Class::Plan, Class::Goal])
}

/// Whether a place says that all works are done; 已完工的巷道 are some of them, and 验收合格率 is a rate.
fn completes(context: &Context<'_>, place: Span) -> bool {
    let text = place.of(&context.document.flow.text);
    let mut hits = context.knowledge.roles.hits(text).filter(|hit| hit.classes.has(Class::Completed));
    hits.any(|hit| !text[hit.end..].starts_with(['的', '率']))
}

fn classes(context: &Context<'_>, span: Span) -> Classes {
    context.knowledge.roles.classes(span.of(&context.document.flow.text))
}
