//! The score of a part of the evaluation that prose gives twice: 管理25分，得21.3分 in a summary, 管理25分，得22.3分 below.

use super::{restated, scores};
use crate::facts::lead::{core, words};
use crate::facts::near::is_of_year;
use crate::facts::scoring::pairs::had;
use crate::facts::sheet::Num;
use crate::facts::{Context, Facts, fiscal_year, place};
use crate::quantity::Decimal;
use crate::text::Span;
use std::collections::{BTreeMap, HashSet};

/// A part as prose tells it.
struct Told {
    label: Span,
    points: Num,
    score: Num,
}

/// The words for a part, its later score, and its earlier one: only where the report is on one thing, which has one score, and no part is
/// told more than twice.
pub(super) fn twice(context: &Context<'_>, facts: &Facts<'_>) -> Vec<(Span, Num, Num)> {
    let pairs = had(context);
    if pairs.len() < 2 || !is_on_one(context) {
        return Vec::new();
    }
    let fiscal = fiscal_year(facts);
    let mut parts: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for (points, score) in pairs {
        if let Some((name, label)) = named(context, points, fiscal) {
            parts.entry(name).or_default().push(Told { label, points, score });
        }
    }
    let apart = |told: &Vec<Told>| {
        let [first, second] = told.as_slice() else { return None };
        let same = first.points.quantity.value == second.points.quantity.value;
        (same && first.score.quantity.value != second.score.quantity.value).then_some((second.label, second.score, first.score))
    };
    parts.values().filter_map(apart).collect()
}

/// Whether the report gives no two scores of a whole.
fn is_on_one(context: &Context<'_>) -> bool {
    let flow: &str = &context.document.flow.text;
    let sentences = context.document.sentences.iter().flat_map(|sentence| scores(context, sentence.span));
    let whole = sentences.filter(|score| restated::is_whole(context, score, score.lead.of(flow)));
    whole.map(|score| score.num.quantity.value.normalize()).collect::<HashSet<Decimal>>().len() <= 1
}

/// The part that points are of: by the words before them, else by the last part that the sentence names before.
fn named(context: &Context<'_>, points: Num, fiscal: Option<i32>) -> Option<(String, Span)> {
    let flow: &str = &context.document.flow.text;
    let forms = &context.knowledge.forms;
    let sentence = place::around(context.document, points.span.start);
    let said = Span { start: sentence.start, end: points.span.start.max(sentence.start) };
    if !is_of_year(said.of(flow), fiscal) || forms.score.stages.within(said.of(flow)) {
        return None;
    }
    let lead = words(context, flow, points.span);
    let own = core(context, lead.name);
    if forms.is_part(&own) {
        return Some((own, Span::inside(flow, lead.name)));
    }
    let before = said.of(flow);
    let parts = forms.parts.sets.iter().flatten().filter(|_| own.is_empty());
    let last = parts.filter_map(|part| before.rfind(part.as_str()).map(|at| (at, part))).max_by_key(|(at, part)| (*at, part.len()))?;
    Some((core(context, last.1), Span::new(last.0, last.0 + last.1.len()).shift(said.start)))
}
