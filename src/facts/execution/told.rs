//! The score of the execution in prose, beside its rate: 预算执行率96%，该项权重10分，得9.5分.

use crate::data::glossary::List;
use crate::facts::Context;
use crate::facts::lead::{Lead, core, is_had, is_to_be_had, words};
use crate::facts::scoring::pairs::{is_score, scores_in};
use crate::facts::sheet::{Num, printed};
use crate::quantity::{Dimension, Mode};
use crate::text::Span;
use crate::values::{Figure, within};

/// A rate, and what was had for it.
pub(super) struct Told {
    /// The name of the rate.
    pub label: Span,
    /// The rate.
    pub rate: Num,
    /// The points to be had.
    pub weight: Num,
    /// The points had.
    pub score: Num,
}

/// What a rate and its name may be apart, in bytes.
const LINK: usize = 12;

/// One for every paragraph that tells one rate of execution and the score of the execution.
pub(super) fn told(context: &Context<'_>) -> Vec<Told> {
    let blocks = || context.document.blocks.iter().map(|block| block.span);
    let rated: Vec<(Span, Span, Num)> =
        blocks().filter_map(|block| rate(context, block).map(|(label, rate)| (block, label, rate))).collect();
    let [first, rest @ ..] = rated.as_slice() else { return Vec::new() };
    let known = weights(context);
    let beside: Vec<Told> = rated.iter().filter_map(|(block, label, rate)| of_block(context, *block, (*label, *rate), known)).collect();
    // 执行率88%, and in a paragraph of its own 预算执行占10分，实得8.8分: there is but one rate.
    let one = rest.iter().all(|(.., rate)| rate.quantity.value == first.2.quantity.value);
    if !beside.is_empty() || !one || !context.forms().is_empty() {
        return beside;
    }
    let apart = blocks().filter(|block| *block != first.0 && scores_in(context, *block).count() > 1);
    let headed = headed(context);
    let listed = |block: Span| headed.and_then(|weight| in_list(context, block, (first.1, first.2), weight));
    apart.filter_map(|block| of_block(context, block, (first.1, first.2), None).or_else(|| listed(block))).take(1).collect()
}

/// The only rate of execution in a paragraph, with its name.
fn rate(context: &Context<'_>, block: Span) -> Option<(Span, Num)> {
    let figures = within(&context.values.figures, block);
    if figures.is_empty() {
        return None;
    }
    let mut found: Option<(Span, Num)> = None;
    for label in context.phrases(List::Rates, block) {
        let Some(next) = figures.get(figures.partition_point(|figure| figure.span.start < label.end)) else { break };
        if (next.span.start - label.end) as usize > LINK || next.quantity.unit.dimension != Dimension::Ratio {
            continue;
        }
        let plain = matches!(next.quantity.mode, Mode::Rounded | Mode::Exact | Mode::Truncated) && next.upper().is_none();
        let rate = Num { quantity: next.quantity.with_mode(Mode::Rounded), span: printed(next) };
        if !plain || found.is_some_and(|(_, known)| known.quantity.value != rate.quantity.value) {
            return None;
        }
        found = found.or(Some((label, rate)));
    }
    found
}

/// What a score is, by the words before it.
enum Role {
    /// Points to be had of the execution.
    Weight,
    /// Points had of it.
    Score,
    /// The score of the execution, or the points to be had of it.
    Either,
    /// Something else.
    Other,
}

/// The points to be had of the execution, where the report tells them of itself: 预算执行指标分值20分.
fn weights(context: &Context<'_>) -> Option<Num> {
    let flow: &str = &context.document.flow.text;
    let figures = context.values.figures.iter().filter(|figure| is_score(figure));
    let stated = figures.filter(|figure| matches!(role(context, &words(context, flow, figure.number), false), Role::Weight));
    let mut stated = stated.chain(of_scheme(context)).map(Num::of);
    let first = stated.next()?;
    stated.all(|other| other.quantity.value == first.quantity.value).then_some(first)
}

/// The full points of the sentence that says how the execution is scored: 执行率达到95%的得满分10分.
fn of_scheme<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = &'a Figure> + use<'c, 'a> {
    let sentences = context.document.sentences.iter().map(|sentence| sentence.span);
    let said = sentences.filter(|span| context.says(List::About, *span) && context.says(List::Full, *span));
    let flow: &str = &context.document.flow.text;
    let full = move |figure: &&Figure| is_to_be_had(context, words(context, flow, figure.number).run);
    said.flat_map(|span| scores_in(context, span)).filter(full)
}

/// The points to be had that a heading gives the execution: 二、预算执行（10分）.
fn headed(context: &Context<'_>) -> Option<Num> {
    let flow: &str = &context.document.flow.text;
    let named = |title: &str| {
        let name = title.split(['（', '(']).next().unwrap_or("");
        context.knowledge.forms.indicator.execution.has(&core(context, name))
    };
    let titles = context.document.sections.iter().map(|section| section.title).filter(|title| named(title.of(flow)));
    let mut points = titles.filter_map(|title| match within(&context.values.figures, title) {
        [figure] if is_score(figure) => Some(Num::of(figure)),
        [] | [_, ..] => None,
    });
    points.next().filter(|_| points.next().is_none())
}

/// 自评得分95.2分，其中预算执行9.5分、管理19分…: the score of the execution among those of the other parts.
fn in_list(context: &Context<'_>, block: Span, (label, rate): (Span, Num), weight: Num) -> Option<Told> {
    let flow: &str = &context.document.flow.text;
    let figures: Vec<&Figure> = scores_in(context, block).collect();
    let of_execution = |figure: &&&Figure| matches!(role(context, &words(context, flow, figure.number), false), Role::Either);
    let mut scores = figures.iter().filter(of_execution);
    let (score, None) = (Num::of(scores.next()?), scores.next()) else { return None };
    let several = figures.len() >= LISTED && score.quantity.value <= weight.quantity.value;
    (several && context.knowledge.forms.score.totals.within(block.of(flow))).then_some(Told { label, rate, weight, score })
}

/// So many scores are those of the parts and of the whole.
const LISTED: usize = 3;

fn role(context: &Context<'_>, lead: &Lead<'_>, open: bool) -> Role {
    let named = context.knowledge.forms.indicator.execution.has(&core(context, lead.name));
    let words = &context.knowledge.forms;
    let bare = lead.name.is_empty() || words.parts.this.has(lead.name) || words.score.manner.has(lead.name);
    let had = is_had(context, lead.run) || words.score.given.ends(lead.run) && !words.score.sums.ends(lead.run);
    match (had, is_to_be_had(context, lead.run)) {
        (true, _) if named || open && bare => Role::Score,
        (false, true) if named || open && bare => Role::Weight,
        // 该项20分
        (false, false) if named || open && words.parts.this.has(lead.name) => Role::Either,
        (true | false, _) => Role::Other,
    }
}

fn of_block(context: &Context<'_>, block: Span, (label, rate): (Span, Num), known: Option<Num>) -> Option<Told> {
    let flow: &str = &context.document.flow.text;
    let (mut weight, mut score): (Option<Num>, Option<Num>) = (None, None);
    // Whether the last thing told of is the execution.
    let mut open = false;
    let mut last = block.start;
    for figure in scores_in(context, block) {
        open |= last <= label.start && label.start < figure.number.start;
        match role(context, &words(context, flow, figure.number), open) {
            Role::Weight | Role::Either => (weight, open) = (weight.or(Some(Num::of(figure))), true),
            Role::Score => (score, open) = (score.or(Some(Num::of(figure))), false),
            // 按“执行率×10分”计算: the points again.
            Role::Other => open &= weight.is_some_and(|weight| weight.quantity.value == figure.quantity.value),
        }
        last = figure.span.end;
    }
    // 预算执行率87.15%，得8.71分: without the points, nothing tells what the score is of.
    let (weight, score) = (weight.or(known)?, score?);
    (weight.quantity.value >= score.quantity.value).then_some(Told { label, rate, weight, score })
}
