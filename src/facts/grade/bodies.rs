//! Scores of several bodies that prose lists twice: 东坪镇92分，西坪镇86分 in a ranking, （2）西坪镇：…，评88分 in an item of its own.

use super::APART;
use crate::facts::Context;
use crate::facts::near::NUMERALS;
use crate::facts::place::block_at;
use crate::facts::scoring::name_before;
use crate::facts::scoring::pairs::{is_score, scores_in};
use crate::facts::sheet::Num;
use crate::syntax::LineKind;
use crate::text::Span;
use std::collections::HashMap;

/// Fewer items list no bodies.
const LEAST: usize = 2;

/// The name, the later score and the earlier one, where at least one other name has one score in both places.
pub(super) fn twice(context: &Context<'_>) -> Vec<(Span, Num, Num)> {
    let flow: &str = &context.document.flow.text;
    let items = items(context);
    if items.len() < LEAST {
        return Vec::new();
    }
    let figures = context.values.figures.iter().filter(|figure| is_score(figure));
    let told = figures.filter_map(|figure| {
        let name = name_before(flow, figure.number);
        let (item, score) = items.get(context.knowledge.forms.score.had.bare(name))?;
        let apart = block_at(context.document, figure.number.start).is_none_or(|block| !block.span.contains(*item));
        apart.then(|| (Span::inside(flow, name), Num::of(figure), *score))
    });
    let told: Vec<(Span, Num, Num)> = told.collect();
    let agree = |(_, one, other): &&(Span, Num, Num)| one.quantity.value == other.quantity.value;
    if !told.iter().any(|told| agree(&told)) {
        return Vec::new();
    }
    let near = |(_, one, other): &(Span, Num, Num)| one.quantity.value.saturating_sub(other.quantity.value).abs() <= APART;
    let apart = told.into_iter().filter(|told| !agree(&told) && near(told));
    apart.map(|(label, one, other)| if one.span.start < other.span.start { (label, other, one) } else { (label, one, other) }).collect()
}

/// The names before the colon of items and paragraphs that give one score each, with their places; a name of two is left out.
fn items<'a>(context: &Context<'a>) -> HashMap<&'a str, (Span, Num)> {
    let flow: &'a str = &context.document.flow.text;
    let mut items: HashMap<&str, Option<(Span, Num)>> = HashMap::new();
    let prose = |kind| matches!(kind, LineKind::Item | LineKind::Paragraph | LineKind::Heading);
    for block in context.document.blocks.iter().filter(|block| prose(block.kind)) {
        let mut scores = scores_in(context, block.span);
        let (Some(score), None) = (scores.next(), scores.next()) else { continue };
        let head = Span { end: score.number.start.max(block.span.start), ..block.span }.of(flow);
        let Some(colon) = head.find(['：', ':']) else { continue };
        let name = head[..colon]
            .trim_start_matches(|mark: char| !mark.is_alphabetic() || NUMERALS.iter().any(|numeral| numeral.starts_with(mark)))
            .trim();
        let mut lead = name_before(flow, score.number);
        lead = if context.knowledge.forms.score.given.ends(lead) { "" } else { context.knowledge.forms.score.had.bare(lead) };
        if lead.is_empty() && (2..=NAME).contains(&name.chars().count()) {
            let found = (Span::inside(flow, name), Num::of(score));
            items.entry(name).and_modify(|known| *known = None).or_insert(Some(found));
        }
    }
    items.into_iter().filter_map(|(name, found)| Some((name, found?))).collect()
}

/// The name of a body has at most so many characters.
const NAME: usize = 12;
