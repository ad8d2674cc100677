//! Rates of a form whose sample stands a row or two above: 抽查样地 | 40块, 达标样地比例 | 92.5%.

use super::SURVEY;
use crate::data::measures::{MeasureId, Rate, Word};
use crate::facts::entry::Entry;
use crate::facts::near::shares_word;
use crate::facts::sheet::printed;
use crate::facts::{Context, Facts, Value};
use crate::quantity::{Dimension, Mode};
use std::borrow::Cow;

/// How many rows above the rate the sample may stand.
const ABOVE: usize = 3;

/// Adds the rates of rows whose sample a row above gives.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let entries = context.entries();
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.place == 0 && is_rate(context, entry)) {
        let above = entries[..at].iter().rev().take_while(|other| other.table == entry.table && other.row + ABOVE >= entry.row);
        let samples: Vec<&Entry<'_>> = above.filter(|other| is_sample(context, entry, other)).collect();
        if samples.is_empty() {
            continue;
        }
        let numbers = samples.iter().map(|sample| Value::Number(sample.figure.quantity, Some(printed(&sample.figure)))).collect();
        let values = vec![
            Value::Text(Cow::Borrowed(entry.label.0), Some(entry.label.1)),
            Value::Number(entry.figure.quantity, Some(printed(&entry.figure))),
            Value::List(numbers),
            Value::Truth(context.knowledge.rates.is_mean(entry.label.0)),
        ];
        facts.push(&SURVEY, entry.label.1.to(printed(&entry.figure)), values);
    }
}

/// Whether a row is named by what a rate that stays below a hundred percent counts, and ends as a rate does.
fn is_rate(context: &Context<'_>, entry: &Entry<'_>) -> bool {
    let measures = &context.knowledge.measures;
    let sound = entry.figure.quantity.unit.dimension == Dimension::Ratio && entry.figure.well_formed;
    let plain = sound && !matches!(entry.figure.quantity.mode, Mode::Hedged(_));
    let numerators = |id: MeasureId| bounded(context).any(|rate| rate.numerators.contains(&id));
    let named = |word: Word| {
        word.rate.and_then(|id| measures.rate(id)).is_some_and(|rate| !rate.exceeds && !rate.numerators.is_empty())
            || word.count.is_some_and(numerators)
    };
    let ends = context.knowledge.rates.quotients.iter().any(|word| entry.label.0.ends_with(word.as_str()));
    plain && ends && measures.find(entry.label.0).any(|(_, word)| named(word))
}

/// Whether a row gives the number that the rate is among: it is named by what is checked or asked, and by the very things.
fn is_sample(context: &Context<'_>, rate: &Entry<'_>, other: &Entry<'_>) -> bool {
    let quantity = other.figure.quantity;
    let count = matches!(quantity.unit.dimension, Dimension::Count(_)) && quantity.mode == Mode::Exact && other.figure.unit.is_some();
    let based = |id: MeasureId| bounded(context).any(|rate| rate.denominators.contains(&id));
    let named = context.knowledge.measures.find(other.label.0).any(|(_, word)| word.count.is_some_and(based));
    count && named && shares_word(other.label.0, rate.label.0)
}

fn bounded<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Rate> {
    context.knowledge.measures.rates.iter().filter(|rate| !rate.exceeds && !rate.numerators.is_empty())
}
