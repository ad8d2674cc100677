//! Scores beside the points to be had: 决策（20分）得18.4分，过程（20分）得16.7分…，总得分88.6分.
//!
//! Where the points make up a hundred, every class is named, and the scores make up the total.

use super::{Claim, name_before};
use crate::data::glossary::List;
use crate::facts::Context;
use crate::facts::columns::Reckoned;
use crate::facts::grade::scores;
use crate::facts::near::before;
use crate::facts::sheet::Num;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use crate::values::{Figure, within};
use std::collections::HashSet;

/// Points and the score that was had of them.
#[derive(Clone, Copy)]
struct Pair {
    points: Num,
    score: Num,
}

impl Pair {
    /// 总分100分，得91.6分: of the whole.
    fn is_of_all(&self) -> bool {
        self.points.quantity.value == Decimal::ONE_HUNDRED
    }
}

/// How many characters may stand between the two.
const BETWEEN: usize = 8;

/// How many may stand between them in a clause of its own.
const CLAUSE: usize = 36;
/// How many characters before points are read.
const LEAD: usize = 8;

/// One claim for every paragraph whose pairs are of all points, with the score of the whole that stands in it or in the one before.
pub(super) fn claims<'a>(context: &Context<'a>) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    let mut before: Option<Num> = None;
    for place in paragraphs(context) {
        let (all, pairs): (Vec<Pair>, Vec<Pair>) = pairs(context, place).into_iter().partition(Pair::is_of_all);
        // 自评总分100分，实得94分: a hundred are the points to be had.
        let own = all.first().map(|pair| pair.score).or_else(|| whole(context, place, &pairs));
        // 加奖励分2分，最终得分98分: points beside those of the parts.
        let bonus = context.says(List::Bonus, place);
        if let Some(total) = own.or(before).filter(|_| are_of_all(&pairs) && !bonus) {
            claims.push(claim(context, total, &pairs));
        }
        before = own;
    }
    claims
}

/// The points and the scores of every paragraph whose pairs are of all points.
pub(super) fn complete(context: &Context<'_>) -> Vec<(Vec<Span>, Vec<Num>)> {
    let of = |span: Span| {
        let pairs: Vec<Pair> = pairs(context, span).into_iter().filter(|pair| !pair.is_of_all()).collect();
        are_of_all(&pairs).then(|| pairs.iter().map(|pair| (pair.points.span, pair.score)).unzip())
    };
    paragraphs(context).filter_map(of).collect()
}

fn claim<'a>(context: &Context<'a>, total: Num, pairs: &[Pair]) -> Claim<'a> {
    let flow: &'a str = &context.document.flow.text;
    let name = name_before(flow, total.span);
    let scores = pairs.iter().map(|pair| pair.score).collect();
    Claim { label: (name, Span::inside(flow, name)), total, complete: true, readings: vec![scores] }
}

/// The score of the whole in a paragraph: one, by its words, that is of no pair.
fn whole(context: &Context<'_>, span: Span, pairs: &[Pair]) -> Option<Num> {
    let all = &context.document.sentences;
    let first = all.partition_point(|sentence| sentence.span.start < span.start);
    let behind = all.partition_point(|sentence| sentence.span.start < span.end);
    let inside = all.get(first..behind).unwrap_or(&[]).iter().filter(|sentence| span.contains(sentence.span));
    let paired: HashSet<Span> = pairs.iter().flat_map(|pair| [pair.points.span, pair.score.span]).collect();
    let found = inside.flat_map(|sentence| scores(context, sentence.span)).filter(|score| score.whole).map(|score| score.num);
    let free: Vec<Num> = found.filter(|num| !paired.contains(&num.span)).collect();
    one(&free).or_else(|| {
        // 总分100分，得分91.6分: a hundred are the points to be had.
        let had: Vec<Num> = free.iter().copied().filter(|num| num.quantity.value != Decimal::ONE_HUNDRED).collect();
        one(&had)
    })
}

/// The first of numbers that are all one.
fn one(numbers: &[Num]) -> Option<Num> {
    let first = numbers.first()?;
    numbers.iter().all(|other| other.quantity.value == first.quantity.value).then_some(*first)
}

/// One claim for every paragraph that gives the scores of all parts of an evaluation, by their names, and the score of the whole before
/// them: 得分为84.75分。决策类得18.5分，得分率92.5%；过程类得15.75分….
pub(super) fn of_parts<'a>(context: &Context<'a>) -> Vec<Claim<'a>> {
    let flow: &'a str = &context.document.flow.text;
    let forms = &context.knowledge.forms;
    let named = |figure: &Figure| {
        let name = before(flow, figure.span.start as usize, LEAD).trim_end_matches(' ');
        let name = name.rsplit(|mark: char| !mark.is_alphanumeric()).next().unwrap_or("");
        let bare = name.char_indices().rev().map(|(at, _)| &name[..at]).chain([name]).find(|bare| forms.is_part(bare));
        let left = bare.and_then(|bare| name.get(bare.len()..)).unwrap_or("");
        let said = left.is_empty() || forms.score.had.has(left) || forms.score.links.all(left).any(|(_, link)| link.len() == left.len());
        bare.filter(|_| said).map(|bare| (bare, Num::of(figure)))
    };
    let mut claims = Vec::new();
    for block in &context.document.blocks {
        let parts: Vec<(&str, Num)> = scores_in(context, block.span).filter_map(named).collect();
        let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
        let Some(total) = Some(()).filter(|()| parts.len() > 2 && forms.names_all(&names)).and_then(|()| whole(context, block.span, &[]))
        else {
            continue;
        };
        // Scores that pairs of points and scores give are read by them, and points beside the parts count for or against the total.
        let bonus = forms.score.bonus.within(block.span.of(flow));
        if !bonus && pairs(context, block.span).len() < parts.len() && parts.iter().all(|(_, part)| part.span != total.span) {
            let name = name_before(flow, total.span);
            let scores = parts.iter().map(|(_, score)| *score).collect();
            claims.push(Claim { label: (name, Span::inside(flow, name)), total, complete: false, readings: vec![scores] });
        }
    }
    claims
}

/// Points, the score that was had of them, and what was lost: 满分20分，得18.6分，扣1.4分.
pub(in crate::facts) fn deductions<'a>(context: &Context<'a>) -> Vec<Reckoned<'a>> {
    let text: &'a str = &context.document.flow.text;
    let lost = |pair: &Pair| {
        let figures = &context.values.figures;
        let next = figures.get(figures.partition_point(|figure| figure.span.start < pair.score.span.end))?;
        let place = Span { start: pair.score.span.end.min(next.span.start), end: next.span.start };
        let words = place.of(text);
        let bare = words.trim_matches(|char: char| !char.is_alphanumeric());
        let beside = is_score(next) && !words.contains(['。', '；']) && context.knowledge.forms.score.lost.has(bare);
        let cell = Num::of(next);
        beside.then_some(Reckoned { name: (bare, place), cell, first: pair.points, second: pair.score })
    };
    let behind = paragraphs(context).flat_map(|place| pairs(context, place)).filter_map(|pair| lost(&pair));
    behind.chain(paragraphs(context).flat_map(|place| between(context, place))).collect()
}

/// Points, what was lost of them, and the score that was had: 该指标3分，扣0.45分，得2.45分.
fn between<'a>(context: &Context<'a>, span: Span) -> Vec<Reckoned<'a>> {
    let text: &'a str = &context.document.flow.text;
    let score = &context.knowledge.forms.score;
    let figures: Vec<&Figure> = scores_in(context, span).collect();
    let words = |first: &Figure, second: &Figure| {
        let words = Span { start: first.span.end, end: second.span.start.max(first.span.end) }.of(text);
        (words.chars().count() <= BETWEEN && !words.contains(['。', '；', '、']))
            .then(|| words.trim_matches(|mark: char| !mark.is_alphanumeric()))
    };
    let three = |three: &[&Figure]| {
        let [points, lost, had] = three else { return None };
        let said =
            words(points, lost).is_some_and(|words| score.lost.has(words)) && words(lost, had).is_some_and(|words| score.had.has(words));
        let place = Span { start: lost.span.end, end: had.span.start.max(lost.span.end) };
        let possible = points.quantity.value > lost.quantity.value;
        (said && possible).then(|| Reckoned {
            name: (place.of(text), place),
            cell: Num::of(had),
            first: Num::of(points),
            second: Num::of(lost),
        })
    };
    figures.windows(3).filter_map(three).collect()
}

/// Scores that stand beside points to be had beyond doubt: words say that they are (满分20分，得18分), or those of a paragraph make up a hundred.
pub(in crate::facts) fn marked<'a>(context: &Context<'a>) -> Vec<(Span, Num, Num)> {
    let text: &str = &context.document.flow.text;
    let full = &context.knowledge.schemes.full;
    let said = |pair: &Pair| {
        let head = before(text, pair.points.span.start as usize, LEAD).trim_end_matches(' ');
        full.ends(head) || context.knowledge.forms.score.points.ends(head)
    };
    let marked = |span: Span| {
        let pairs = pairs(context, span);
        let all = are_of_all(&pairs);
        pairs.into_iter().filter(move |pair| all || said(pair)).map(|pair| (pair.points.span.to(pair.score.span), pair.score, pair.points))
    };
    paragraphs(context).flat_map(|span| marked(span).chain(before_points(context, span))).collect()
}

/// 效益28分（满分30分）: a score with the points to be had in brackets right behind it.
fn before_points<'c>(context: &'c Context<'_>, span: Span) -> impl Iterator<Item = (Span, Num, Num)> + use<'c> {
    let text: &str = &context.document.flow.text;
    let figures: Vec<&Figure> = scores_in(context, span).collect();
    let beside = move |two: &[&Figure]| {
        let [score, points] = two else { return None };
        let between = Span { start: score.span.end, end: points.number.start.max(score.span.end) }.of(text);
        let named = between.trim_start().strip_prefix(['（', '('])?;
        let closed = text.get(points.span.end as usize..)?.starts_with(['）', ')']);
        let full = context.knowledge.schemes.full.ends(named) && context.knowledge.schemes.full.opens(named);
        (closed && full).then(|| (score.span.to(points.span), Num::of(score), Num::of(points)))
    };
    figures.windows(2).filter_map(beside).collect::<Vec<_>>().into_iter()
}

/// Points with the scores that were had of them.
pub(in crate::facts) fn had(context: &Context<'_>) -> Vec<(Num, Num)> {
    paragraphs(context).flat_map(|place| pairs(context, place)).map(|pair| (pair.points, pair.score)).collect()
}

/// The places of points, and of the scores that were had of them.
pub(super) fn every(context: &Context<'_>) -> Vec<(Span, Span)> {
    paragraphs(context).flat_map(|place| pairs(context, place)).map(|pair| (pair.points.span, pair.score.span)).collect()
}

/// The paragraphs with figures in them.
fn paragraphs<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Span> + 'c {
    let places = context.document.blocks.iter().map(|block| block.span);
    places.filter(|place| !within(&context.values.figures, *place).is_empty())
}

/// Whether pairs have all the points of an evaluation between them; one of the whole is none of its parts.
fn are_of_all(pairs: &[Pair]) -> bool {
    let parts = pairs.iter().filter(|pair| !pair.is_of_all()).map(|pair| pair.points.quantity.value);
    pairs.len() > 2 && parts.fold(Decimal::ZERO, Decimal::saturating_add) == Decimal::ONE_HUNDRED
}

fn pairs(context: &Context<'_>, span: Span) -> Vec<Pair> {
    let text: &str = &context.document.flow.text;
    let points: Vec<&Figure> = scores_in(context, span).collect();
    let beside = |pair: &&[&Figure]| {
        let between = Span { start: pair[0].span.end, end: pair[1].span.start.max(pair[0].span.end) }.of(text);
        is_link(context, between, pair[1].quantity.value <= pair[0].quantity.value)
    };
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(pair) = points.get(at..at + 2) {
        if beside(&pair) {
            pairs.push(Pair { points: Num::of(pair[0]), score: Num::of(pair[1]) });
            at += 1;
        }
        at += 1;
    }
    pairs
}

/// Whether the words between points and score say no more than that the one was had of the other: ）得, ，得分.
fn is_link(context: &Context<'_>, between: &str, possible: bool) -> bool {
    let closed = between.trim_start().starts_with(['）', ')']);
    // 执行10分，执行率97%，得9.7分: what came of it stands between in a clause of its own.
    let clauses: Vec<&str> = between.split(['，', ',']).collect();
    if let [first, .., last] = clauses.as_slice()
        && clauses.len() > 2
        && first.trim().is_empty()
        && between.chars().count() <= CLAUSE
        && !between.contains(['。', '；', '、', '：'])
    {
        return context.knowledge.forms.score.had.has(last.trim());
    }
    let words: String = between.chars().filter(|char| char.is_alphanumeric()).collect();
    let had = context.knowledge.forms.score.had.has(&words);
    between.chars().count() <= BETWEEN && !between.contains(['。', '；', '、']) && (had || possible && closed && words.is_empty())
}

/// The scores and points to be had in a place.
pub(in crate::facts) fn scores_in<'a>(context: &Context<'a>, place: Span) -> impl Iterator<Item = &'a Figure> + use<'a> {
    within(&context.values.figures, place).iter().filter(|figure| is_score(figure))
}

/// Whether a figure is a score, or points to be had: a range (80—90分) and a bound (90分以上) are neither.
pub(in crate::facts) fn is_score(figure: &Figure) -> bool {
    figure.quantity.unit.dimension == Dimension::Score && figure.upper().is_none() && figure.hedge().is_none()
}
