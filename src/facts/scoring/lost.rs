//! What was lost in all: 总分90.5分，累计扣去9.5分.

use super::name_before;
use crate::facts::Context;
use crate::facts::grade::scores;
use crate::facts::lead::{is_to_be_had, words};
use crate::facts::scoring::pairs::is_score;
use crate::facts::sheet::{Num, exact, printed};
use crate::quantity::Decimal;
use crate::text::Span;
use crate::values::{Figure, within};

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

/// One for every sentence that tells the score of the whole and, behind it, what was lost in all.
pub(in crate::facts) fn in_all(context: &Context<'_>) -> Vec<Lost> {
    let flow: &str = &context.document.flow.text;
    let sentences = context.document.sentences.iter().map(|sentence| sentence.span);
    let said = |span: &Span| context.knowledge.forms.score.lost_in_all.within(span.of(flow));
    sentences.filter(said).filter_map(|span| of_sentence(context, flow, span)).collect()
}

fn of_sentence(context: &Context<'_>, flow: &str, span: Span) -> Option<Lost> {
    let figures: Vec<&Figure> = within(&context.values.figures, span).iter().filter(|figure| is_score(figure)).collect();
    let num = |figure: &Figure| Num { quantity: exact(figure.quantity), span: printed(figure) };
    let ends = |run: &str| context.knowledge.forms.score.lost_in_all.all(run).any(|(_, found)| found.end == run.len());
    let mut lost = figures.iter().filter(|figure| ends(name_before(flow, figure.number)));
    let (lost, None) = (lost.next()?, lost.next()) else { return None };
    let mut wholes = scores(context, span).into_iter().filter(|score| score.whole && score.num.quantity.value != Decimal::ONE_HUNDRED);
    let (score, None) = (wholes.next()?.num, wholes.next()) else { return None };
    let parts: Vec<Num> =
        figures.iter().filter(|figure| is_to_be_had(context, words(context, flow, figure.number).run)).map(|figure| num(figure)).collect();
    let full = if is_hundred(&parts) { parts } else { vec![full(context, flow)?] };
    Some(Lost { name: Span::inside(flow, name_before(flow, lost.number)), lost: num(lost), full, score })
}

fn is_hundred(parts: &[Num]) -> bool {
    parts.iter().map(|part| part.quantity.value).fold(Decimal::ZERO, Decimal::saturating_add) == Decimal::ONE_HUNDRED
}

/// The hundred points that the report says there are in all.
fn full(context: &Context<'_>, flow: &str) -> Option<Num> {
    let figures = context.values.figures.iter().filter(|figure| is_score(figure) && figure.quantity.value == Decimal::ONE_HUNDRED);
    let stated = |figure: &&Figure| is_to_be_had(context, name_before(flow, figure.number));
    figures.into_iter().find(stated).map(|figure| Num { quantity: exact(figure.quantity), span: printed(figure) })
}
