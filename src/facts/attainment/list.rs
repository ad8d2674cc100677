//! Rates of execution that a paragraph lists part by part: 执行率93%，其中：甲镇执行率95%；乙镇执行率86%.

use super::Pair;
use crate::data::glossary::List;
use crate::data::measures::Role;
use crate::facts::Context;
use crate::text::Span;
use crate::values::within;
use std::ops::Range;

/// So many rates of a paragraph are a list, the rate of the whole included.
const LISTED: usize = 3;

/// Tells the rates of a list of what whole they are. One cause in the paragraph is for any of them, since a list is told in one breath.
pub(super) fn join<'a>(context: &Context<'a>, pairs: &mut [Pair<'a>]) {
    for rates in lists(context, pairs) {
        let Some(rates) = pairs.get_mut(rates) else { continue };
        let cause = cause(context, rates);
        let whole = whole(context, rates);
        for (at, pair) in rates.iter_mut().enumerate() {
            pair.reason = pair.reason.or(cause);
            pair.whole = whole.filter(|_| at > 0);
        }
    }
}

/// The rates of each paragraph that has enough of them, two without a full stop between.
fn lists(context: &Context<'_>, pairs: &[Pair<'_>]) -> Vec<Range<usize>> {
    let block = |pair: &Pair<'_>| context.document.blocks.partition_point(|block| block.span.start <= pair.span.start);
    let flow = &context.document.flow.text;
    let mut lists = Vec::new();
    let mut start = 0;
    for rates in pairs.chunk_by(|one, next| one.execution && next.execution && block(one) == block(next)) {
        let beside = rates.windows(2).any(|two| !between(flow, &two[0], &two[1]).contains('。'));
        if rates.len() >= LISTED && beside {
            lists.push(start..start + rates.len());
        }
        start += rates.len();
    }
    lists
}

/// The first sentence of the paragraph that gives a cause of what was not spent, or of what fell short.
fn cause<'a>(context: &Context<'a>, rates: &[Pair<'a>]) -> Option<(&'a str, Span)> {
    let flow: &'a str = &context.document.flow.text;
    let first = rates.first()?;
    let sentences = &context.document.sentences;
    let own = sentences.partition_point(|sentence| sentence.span.start <= first.span.start).checked_sub(1)?;
    let block = sentences.get(own)?.block;
    let start = sentences.partition_point(|sentence| sentence.block < block);
    let paragraph = sentences.get(start..)?.iter().take_while(|sentence| sentence.block == block);
    let words = &context.knowledge.forms.attainment;
    let spent = |span: Span| {
        let figures = within(&context.values.figures, span);
        let own = figures.iter().any(|figure| rates.iter().any(|rate| rate.actual.quantity.value == figure.quantity.value));
        own || words.rates.within(span.of(flow)) || words.short.within(span.of(flow))
    };
    let caused = paragraph.map(|sentence| sentence.span).filter(|span| context.says(List::Causes, *span));
    caused.into_iter().find(|span| spent(*span)).map(|span| (span.of(flow), span))
}

/// The first rate, when a sentence ends behind it or 其中 follows.
fn whole(context: &Context<'_>, rates: &[Pair<'_>]) -> Option<super::Num> {
    let flow = &context.document.flow.text;
    let [first, second, ..] = rates else { return None };
    let between = between(flow, first, second);
    let opens = between.contains('。') || context.knowledge.measures.find(between).any(|(_, word)| word.roles.has(Role::Part));
    opens.then_some(first.actual)
}

fn between<'t>(flow: &'t str, first: &Pair<'_>, second: &Pair<'_>) -> &'t str {
    Span { start: first.span.end, end: second.span.start.max(first.span.end) }.of(flow)
}
