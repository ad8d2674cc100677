//! What was lost in all: 总分91.4分，累计扣去8.6分.

use super::name_before;
use crate::facts::Context;
use crate::facts::grade::scores;
use crate::facts::lead::{is_to_be_had, words};
use crate::facts::scoring::pairs::{is_score, scores_in};
use crate::facts::sheet::Num;
use crate::quantity::Decimal;
use crate::text::Span;
use crate::values::Figure;
use std::cell::OnceCell;

/// The points lost in all, the points that there were, and the score that is left of them.
pub(in crate::facts) struct Lost {
    /// The words before it.
    pub name: Span,
    /// The points lost.
    pub lost: Num,
    /// The points to be had.
    pub full: Vec<Num>,
    /// The score of the whole.
    pub score: Num,
}

/// One for every sentence that tells the score of the whole and what was lost in all.
pub(in crate::facts) fn in_all(context: &Context<'_>) -> Vec<Lost> {
    let flow: &str = &context.document.flow.text;
    let sentences = context.document.sentences.iter().map(|sentence| sentence.span);
    let said = |span: &Span| context.knowledge.forms.score.lost_in_all.lose.within(span.of(flow));
    let full = OnceCell::new();
    sentences.filter(said).filter_map(|span| of_sentence(context, flow, span, &full)).collect()
}

fn of_sentence(context: &Context<'_>, flow: &str, span: Span, full: &OnceCell<Option<Num>>) -> Option<Lost> {
    let figures: Vec<&Figure> = scores_in(context, span).collect();
    let in_all = &context.knowledge.forms.score.lost_in_all;
    let mut lost = figures.iter().filter(|figure| in_all.ends(name_before(flow, figure.number)));
    let (lost, None) = (lost.next()?, lost.next()) else { return None };
    let mut wholes = scores(context, span).into_iter().filter(|score| score.whole && score.num.quantity.value != Decimal::ONE_HUNDRED);
    let (score, None) = (wholes.next()?.num, wholes.next()) else { return None };
    let to_be_had = figures.iter().filter(|figure| is_to_be_had(context, words(context, flow, figure.number).run));
    let parts: Vec<Num> = to_be_had.map(|figure| Num::of(figure)).collect();
    let full = if is_hundred(&parts) { parts } else { vec![(*full.get_or_init(|| self::full(context, flow)))?] };
    Some(Lost { name: Span::inside(flow, name_before(flow, lost.number)), lost: Num::of(lost), full, score })
}

fn is_hundred(parts: &[Num]) -> bool {
    Num::total(parts) == Decimal::ONE_HUNDRED
}

/// The hundred points that the report says there are in all.
fn full(context: &Context<'_>, flow: &str) -> Option<Num> {
    let figures = context.values.figures.iter().filter(|figure| is_score(figure) && figure.quantity.value == Decimal::ONE_HUNDRED);
    let stated = |figure: &&Figure| is_to_be_had(context, name_before(flow, figure.number));
    figures.into_iter().find(stated).map(Num::of)
}
