//! Points that a total in prose adds up: those of the items above it, or below a line that gives their points and score together.

use super::records::Record;
use crate::data::glossary::List;
use crate::facts::grade::scores;
use crate::facts::near::NUMERALS;
use crate::facts::sheet::Num;
use crate::facts::weighing::is_near;
use crate::facts::{Context, place};
use crate::quantity::Decimal;
use crate::text::Span;

/// A total and what it adds up.
#[derive(Clone, Debug)]
pub struct Total {
    /// What it is called.
    pub label: Span,
    /// The total.
    pub total: Num,
    /// What it adds up.
    pub parts: Vec<Num>,
    /// Whether nothing is missing.
    pub complete: bool,
}

/// Words before a total that say what it adds up have at most so many bytes.
const SUMMED: usize = 60;
/// Fewer parts make up no total.
const LEAST: usize = 2;
/// Parts miss the points of their heading by one in so many at most.
const NEAR: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// Totals of points that were had, and of points to be had.
pub(super) fn totals(context: &Context<'_>, records: &[Record]) -> (Vec<Total>, Vec<Total>) {
    let (mut had, mut to_be_had): (Vec<Total>, Vec<Total>) = (Vec::new(), Vec::new());
    let mut run: Vec<&Record> = Vec::new();
    // A total above what it adds up.
    let mut above: Option<&Record> = None;
    for (at, record) in records.iter().enumerate() {
        let parts = parts_below(record, records.get(at + 1..).unwrap_or(&[]));
        if let (Some(parts), Some(score)) = (parts, record.score) {
            had.extend(sum(record.name, score, parts.iter().map(|part| part.score), true));
            continue;
        }
        if let Some(parts) = points_below(record, context, records.get(at + 1..).unwrap_or(&[])) {
            to_be_had.extend(record.given().and_then(|points| sum(record.name, points, parts.into_iter().map(Some), true)));
            continue;
        }
        if !record.total {
            run.push(record);
            continue;
        }
        if let Some(score) = above.take().filter(|_| are_all(&run)).and_then(|above| Some((above.name, points_had(context, above)?))) {
            had.extend(sum(score.0, score.1, run.iter().map(|part| part.score), true));
        }
        if run.is_empty() {
            above = Some(record);
            continue;
        }
        let complete = record.weight.is_some_and(|weight| total(run.iter().map(|part| part.weight)) == Some(weight.quantity.value));
        let complete = complete || are_all(&run) || is_count(record, run.len(), context);
        if let Some(score) = record.score.or(record.points) {
            had.extend(sum(record.name, score, run.iter().map(|part| part.score), complete));
        }
        if let Some(weight) = record.weight {
            to_be_had.extend(sum(record.name, weight, run.iter().map(|part| part.weight.or(part.points)), false));
        }
        if let Some(points) = record.points {
            to_be_had.extend(sum(record.name, points, run.iter().map(|part| part.points), false));
        }
        run.clear();
    }
    if let Some((name, points)) = above.filter(|above| above.score.is_none()).and_then(|above| Some((above.name, above.given()?))) {
        let parts = run.iter().map(|part| part.given().filter(|_| part.score.is_none()));
        to_be_had.extend(sum(name, points, parts, false));
    }
    if are_all(&run) {
        let above = above.and_then(|above| Some((above.name, points_had(context, above)?)));
        let whole = above.or_else(|| whole(context, records));
        had.extend(whole.and_then(|(label, whole)| sum(label, whole, run.iter().map(|part| part.score), true)));
    }
    had.retain(|total| !has_bonus(context, total));
    (had, to_be_had)
}

/// The points that a total had: 满分100分 says what there was to be had.
fn points_had(context: &Context<'_>, record: &Record) -> Option<Num> {
    let points = record.score.or(record.points)?;
    let start = place::sentence_at(context.document, record.name.start).start.min(points.span.start);
    let lead = Span { start, end: points.span.start }.of(&context.document.flow.text);
    Some(points).filter(|_| !context.knowledge.schemes.full.within(lead))
}

/// Whether points beside the parts are told between them and the total: 加分项：获省级表彰加1分.
fn has_bonus(context: &Context<'_>, total: &Total) -> bool {
    let place = total.parts.iter().fold(total.total.span, |place, part| place.to(part.span));
    context.says(List::Bonus, place)
}

/// The records right below one whose points make up its own.
fn parts_below<'r>(record: &Record, below: &'r [Record]) -> Option<&'r [Record]> {
    // 自评满分100分: one number is not both what there was to be had and what was had.
    let weight = record.weight.filter(|weight| record.score.is_some_and(|score| score.span != weight.span))?.quantity.value;
    let mut sum = Decimal::ZERO;
    for (at, part) in below.iter().enumerate().take_while(|(_, part)| part.depth > record.depth) {
        sum = sum.saturating_add(part.weight.filter(|_| !part.total && part.score.is_some())?.quantity.value);
        if sum >= weight {
            return (sum == weight && at + 1 >= LEAST).then(|| &below[..=at]);
        }
    }
    None
}

/// The points of the records right below a heading, where they come near its own.
fn points_below(record: &Record, context: &Context<'_>, below: &[Record]) -> Option<Vec<Num>> {
    // 产出得分（分值50）: a score is asked for, and no parts follow.
    let name = record.name.of(&context.document.flow.text);
    let scored = context.knowledge.forms.score.had.bare(name).len() < name.len();
    let own = record.given().filter(|_| record.score.is_none() && !record.total && !scored)?;
    let first = below.first()?.depth;
    let inside: Vec<&Record> =
        below.iter().take_while(|part| part.depth > record.depth && !part.total).filter(|part| part.depth == first).collect();
    let parts: Vec<Num> = inside.iter().map(|part| part.given().filter(|_| part.score.is_none())).collect::<Option<_>>()?;
    (parts.len() >= LEAST && is_near(own, &parts, NEAR)).then_some(parts)
}

/// Whether records have all the points of an evaluation between them.
fn are_all(run: &[&Record]) -> bool {
    total(run.iter().map(|part| part.weight)) == Some(Decimal::ONE_HUNDRED)
}

/// 三项合计, 上述三项相加，总分: as many as there are.
fn is_count(record: &Record, count: usize, context: &Context<'_>) -> bool {
    let flow: &str = &context.document.flow.text;
    let name = record.name.of(flow);
    let Some(numeral) = count.checked_sub(1).and_then(|before| NUMERALS.get(before)).filter(|_| count >= LEAST) else { return false };
    let start = place::sentence_at(context.document, record.name.start).start.min(record.name.start);
    let before = Span { start, end: record.name.end }.of(flow);
    let sums = &context.knowledge.forms.score.sums;
    let summed = || sums.all(before).any(|(_, found)| before[found].starts_with(*numeral));
    name.contains(*numeral) || before.len() <= SUMMED && summed()
}

fn total(points: impl Iterator<Item = Option<Num>>) -> Option<Decimal> {
    points.map(|points| points.map(|points| points.quantity.value)).try_fold(Decimal::ZERO, |sum, points| Some(sum.saturating_add(points?)))
}

fn sum(label: Span, total: Num, parts: impl Iterator<Item = Option<Num>>, complete: bool) -> Option<Total> {
    let parts: Vec<Num> = parts.collect::<Option<_>>()?;
    (parts.len() >= LEAST).then_some(Total { label, total, parts, complete })
}

/// The only score of the whole that is told outside of the records.
fn whole(context: &Context<'_>, records: &[Record]) -> Option<(Span, Num)> {
    let flow: &str = &context.document.flow.text;
    let words = &context.knowledge.forms.score;
    let single: Vec<&Record> = records.iter().filter(|record| !record.total).collect();
    let outside = |place: Span| {
        let behind = single.partition_point(|record| record.span.start <= place.start);
        behind.checked_sub(1).and_then(|at| single.get(at)).is_none_or(|record| !record.span.contains(place))
    };
    let mut found: Option<(Span, Num)> = None;
    for sentence in &context.document.sentences {
        if words.stages.within(sentence.span.of(flow)) {
            continue;
        }
        for score in scores(context, sentence.span) {
            let named = score.whole && words.whole.within(score.lead.of(flow)) && score.num.quantity.value != Decimal::ONE_HUNDRED;
            if !named || !outside(score.num.span) {
                continue;
            }
            if found.is_some_and(|(_, known)| known.quantity.value != score.num.quantity.value) {
                return None;
            }
            found = found.or(Some((score.lead, score.num)));
        }
    }
    found
}
