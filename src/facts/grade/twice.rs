//! The score of the whole that prose states twice: 综合得分87.2分 in the conclusion, 评价得分82.7分 where the results are used.

use super::apart::{fielded, is_own};
use super::restated::is_whole;
use super::{APART, Score, grades, scores};
use crate::facts::near::is_of_year;
use crate::facts::place::block_at;
use crate::facts::sheet::Num;
use crate::facts::{Context, Facts, fiscal_year};
use crate::quantity::Decimal;
use crate::text::Span;
use std::collections::HashSet;

/// How far behind a score its grade may stand, in bytes.
const GRADE: u32 = 30;
/// Headings are followed upward no further than this.
const DEPTH: usize = 12;

/// A statement of the score of the whole.
struct Told {
    label: Span,
    score: Num,
    /// Whether the unit gave it itself.
    own: bool,
    /// Whether a line gives it behind its name.
    field: bool,
}

/// The words before the later score, that score, and the earlier one; `totals` are scores that prose adds up.
pub(super) fn twice(context: &Context<'_>, facts: &Facts<'_>, totals: &HashSet<Span>, bands: Option<Span>) -> Vec<(Span, Num, Num)> {
    let flow: &str = &context.document.flow.text;
    let fiscal = fiscal_year(facts);
    let sentences =
        context.document.sentences.iter().map(|sentence| sentence.span).filter(|span| !bands.is_some_and(|bands| bands.contains(*span)));
    let plain = |(sentence, told): &(Span, Told)| {
        let said = Span { start: sentence.start, end: told.score.span.end }.of(flow);
        // 比本单位自评92分低2分: the words of its own clause say whose it is.
        let said = if context.knowledge.forms.score.straight.ends(told.label.of(flow).trim()) { told.label.of(flow) } else { said };
        is_of_year(said, fiscal) && !context.knowledge.forms.score.stages.within(said)
    };
    let told = sentences.filter_map(|span| Some((span, told(context, span, totals)?))).filter(plain);
    let placed = |(_, score): &(Span, Num)| is_placed(context, score.span) && is_current(context, score.span, fiscal);
    let field = |(label, score): (Span, Num)| Told { label, score, own: is_own(context, label.of(flow)), field: true };
    let fields = fielded(context, true).into_iter().filter(placed).map(field);
    let mut told: Vec<Told> = fields.chain(told.map(|(_, told)| told)).collect();
    told.sort_by_key(|told| told.score.span.start);
    told.dedup_by_key(|told| told.score.span.start);
    let mut found = Vec::new();
    for own in [true, false] {
        let told: Vec<&Told> = told.iter().filter(|told| told.own == own).collect();
        let values: HashSet<Decimal> = told.iter().map(|told| told.score.quantity.value.normalize()).collect();
        let (Some(first), 2) = (told.first(), values.len()) else { continue };
        if are_apart(context, &told) {
            continue;
        }
        let apart = |other: &&&Told| other.score.quantity.value.saturating_sub(first.score.quantity.value).abs();
        let sibling = |other: &&&Told| are_siblings(first.label.of(flow), other.label.of(flow));
        let other = told.iter().find(|other| !apart(other).is_zero() && apart(other) <= APART && !sibling(other));
        found.extend(other.map(|other| (other.label, other.score, first.score)));
    }
    found
}

/// 甲项目得分, 乙项目得分: one character tells two things apart.
fn are_siblings(one: &str, other: &str) -> bool {
    one.chars().count() == other.chars().count() && one.chars().zip(other.chars()).filter(|(a, b)| a != b).count() == 1
}

/// Whether two lines give different scores that may be of different things: by other names, or each in a section of its own.
fn are_apart(context: &Context<'_>, told: &[&Told]) -> bool {
    let flow: &str = &context.document.flow.text;
    let fields = || told.iter().filter(|told| told.field);
    let section = |told: &Told| block_at(context.document, told.score.span.start).and_then(|block| block.section);
    let Some(first) = fields().next() else { return false };
    let same = |other: &Told| first.label.of(flow) == other.label.of(flow) && (section(first).is_none() && section(other).is_some());
    fields().any(|other| other.score.quantity.value != first.score.quantity.value && !same(other))
}

/// Whether neither the line nor the headings above it name another year or a stage.
pub(super) fn is_current(context: &Context<'_>, place: Span, fiscal: Option<i32>) -> bool {
    let flow: &str = &context.document.flow.text;
    let sections = &context.document.sections;
    let block = block_at(context.document, place.start);
    let above = std::iter::successors(block.and_then(|block| block.section), |at| sections.get(*at as usize)?.parent);
    let titles = above.take(DEPTH).filter_map(|at| sections.get(at as usize)).map(|section| section.title);
    let stages = &context.knowledge.forms.score.stages;
    titles.chain(block.map(|block| block.span)).all(|span| is_of_year(span.of(flow), fiscal) && !stages.within(span.of(flow)))
}

/// The only score of a sentence that is surely of the whole: by what it adds up, by its name, or by its grade.
fn told(context: &Context<'_>, sentence: Span, totals: &HashSet<Span>) -> Option<Told> {
    let flow: &str = &context.document.flow.text;
    let all = scores(context, sentence);
    let adds_up = |score: &Score| {
        let full = score.num.quantity.value == Decimal::ONE_HUNDRED;
        !full && totals.contains(&score.num.span) && is_of_report(context, score.num.span)
    };
    let named = |score: &Score| is_whole(context, score, score.lead.of(flow)) || is_straight(context, score);
    let graded = |score: &Score| is_graded(context, sentence, score);
    let score = only(&all, adds_up).or_else(|| only(&all, named)).or_else(|| only(&all, graded))?;
    let told = Told { label: score.lead, score: score.num, own: is_own(context, score.lead.of(flow)), field: false };
    is_placed(context, score.num.span).then_some(told)
}

/// 综上，本项目自评为92分: the unit's own word for it right before a score, behind none but words for itself.
fn is_straight(context: &Context<'_>, score: &Score) -> bool {
    let words = &context.knowledge.forms.score;
    let lead = score.lead.of(&context.document.flow.text).trim();
    let Some((_, found)) = words.straight.all(lead).last().filter(|(_, found)| found.end == lead.len()) else { return false };
    let before = lead.get(..found.start).unwrap_or("");
    before.chars().count() <= 6 && !before.is_empty() && words.ours.opens(before)
}

fn only(all: &[Score], fits: impl Fn(&Score) -> bool) -> Option<&Score> {
    let mut found = all.iter().filter(|score| fits(score));
    found.next().filter(|_| found.next().is_none())
}

/// Whether a grade stands close behind a score that is of the whole, for all that the words before it say: 得83.5分，等级为“良”.
pub(super) fn is_graded(context: &Context<'_>, sentence: Span, score: &Score) -> bool {
    let behind = |(grade, ..): (Span, u8, _)| grade.start >= score.num.span.end && grade.start - score.num.span.end <= GRADE;
    is_of_report(context, score.num.span) && grades(context, std::slice::from_ref(score), sentence).into_iter().any(behind)
}

/// Whether the words before a score name nothing but what the report is on.
fn is_of_report(context: &Context<'_>, place: Span) -> bool {
    let prose = context.prose();
    let mention = prose.get(prose.inside(place).start);
    mention.is_some_and(|mention| prose.is_whole(mention.scope) && prose.is_whole(mention.subject))
}

/// Whether a place stands in no section, or below a heading of an outline: one of its own may be on one project of several.
fn is_placed(context: &Context<'_>, place: Span) -> bool {
    let sections = &context.document.sections;
    let around = |at: u32| sections.get(at as usize)?.parent;
    let own = block_at(context.document, place.start).and_then(|block| block.section);
    let top = std::iter::successors(own, |at| around(*at)).last();
    top.and_then(|top| context.topics().get(top as usize)).is_none_or(|topics| !topics.is_empty())
}
