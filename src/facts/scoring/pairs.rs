//! Scores beside the points to be had: 决策（20分）得18.4分，过程（20分）得16.7分…，总得分88.6分.
//!
//! Where the points make up a hundred, every class is named, and the scores make up the total.

use super::{Claim, name_before};
use crate::facts::Context;
use crate::facts::columns::Reckoned;
use crate::facts::grade::scores;
use crate::facts::sheet::{Num, exact, printed};
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

/// How many characters may stand between the two.
const BETWEEN: usize = 8;

/// One claim for every paragraph whose pairs are of all points, with the score of the whole that stands in it or in the one before.
pub(super) fn claims<'a>(context: &Context<'a>) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    let mut before: Option<Num> = None;
    for block in context.document.blocks.iter().filter(|block| !within(&context.values.figures, block.span).is_empty()) {
        let pairs = pairs(context, block.span);
        let own = whole(context, block.span, &pairs);
        let points: Decimal = pairs.iter().map(|pair| pair.points.quantity.value).fold(Decimal::ZERO, Decimal::saturating_add);
        if let Some(total) = own.or(before).filter(|_| pairs.len() > 2 && points == Decimal::ONE_HUNDRED) {
            claims.push(claim(context, total, &pairs));
        }
        before = own;
    }
    claims
}

fn claim<'a>(context: &Context<'a>, total: Num, pairs: &[Pair]) -> Claim<'a> {
    let flow: &'a str = &context.document.flow.text;
    let name = name_before(flow, total.span);
    let start = total.span.start as usize;
    let scores = pairs.iter().map(|pair| pair.score).collect();
    Claim { label: (name, Span::new(start - name.len(), start)), total, complete: true, readings: vec![scores] }
}

/// The score of the whole in a paragraph: one, by its words, that is of no pair.
fn whole(context: &Context<'_>, span: Span, pairs: &[Pair]) -> Option<Num> {
    let all = &context.document.sentences;
    let first = all.partition_point(|sentence| sentence.span.start < span.start);
    let behind = all.partition_point(|sentence| sentence.span.start < span.end);
    let inside = all.get(first..behind).unwrap_or(&[]).iter().filter(|sentence| span.contains(sentence.span));
    let paired: HashSet<Span> = pairs.iter().flat_map(|pair| [pair.points.span, pair.score.span]).collect();
    let found = inside.flat_map(|sentence| scores(context, sentence.span)).filter(|score| score.whole).map(|score| score.num);
    let mut free = found.filter(|num| !paired.contains(&num.span));
    free.next().filter(|first| free.all(|other| other.quantity.value == first.quantity.value))
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
        let cell = Num { quantity: exact(next.quantity), span: printed(next) };
        beside.then_some(Reckoned { name: (bare, place), cell, first: pair.points, second: pair.score })
    };
    let blocks = context.document.blocks.iter().filter(|block| !within(&context.values.figures, block.span).is_empty());
    blocks.flat_map(|block| pairs(context, block.span)).filter_map(|pair| lost(&pair)).collect()
}

fn pairs(context: &Context<'_>, span: Span) -> Vec<Pair> {
    let text: &str = &context.document.flow.text;
    let points: Vec<&Figure> = within(&context.values.figures, span).iter().filter(|figure| is_score(figure)).collect();
    let num = |figure: &Figure| Num { quantity: exact(figure.quantity), span: printed(figure) };
    let beside = |pair: &&[&Figure]| {
        let between = Span { start: pair[0].span.end, end: pair[1].span.start.max(pair[0].span.end) }.of(text);
        is_link(context, between, pair[1].quantity.value <= pair[0].quantity.value)
    };
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(pair) = points.get(at..at + 2) {
        if beside(&pair) {
            pairs.push(Pair { points: num(pair[0]), score: num(pair[1]) });
            at += 1;
        }
        at += 1;
    }
    pairs
}

/// Whether the words between points and score say no more than that the one was had of the other: ）得, ，得分.
fn is_link(context: &Context<'_>, between: &str, possible: bool) -> bool {
    let closed = between.trim_start().starts_with(['）', ')']);
    let words: String = between.chars().filter(|char| char.is_alphanumeric()).collect();
    let had = context.knowledge.forms.score.had.has(&words);
    between.chars().count() <= BETWEEN && !between.contains(['。', '；', '、']) && (had || possible && closed && words.is_empty())
}

fn is_score(figure: &Figure) -> bool {
    figure.quantity.unit.dimension == Dimension::Score && figure.upper.is_none() && figure.hedge.is_none()
}
