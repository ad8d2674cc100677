//! Rates with what they are multiplied by and what comes out: 1236名，每人75元，计9.27万元; 14人×30000元=42万元.
//!
//! Which counts of the sentence are factors is not always said, so that every combination is a reading.

mod conversion;
mod far;
mod proportion;
mod rate;
mod reading;
mod tabled;

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::connectors::Mark;
use crate::quantity::{Dimension, Mode, Quantity};
use crate::text::Span;
use rate::Rate;
pub(in crate::facts) use rate::unit_of;
use reading::Reading;
use std::collections::HashSet;

/// A rate, and the amounts that may be its product.
pub static PRODUCT: Kind = Kind {
    name: "product",
    zh: "单价与总价",
    en: "a rate and what it amounts to",
    fields: &[
        Field { name: "price", ty: Type::Number, zh: "单价", en: "the rate" },
        Field { name: "mean", ty: Type::Truth, zh: "是否为平均数", en: "whether it is a mean" },
        Field {
            name: "matched", ty: Type::Truth, zh: "句中有单价所对应的数量", en: "the sentence gives the count that the rate is for"
        },
        Field { name: "formula", ty: Type::Truth, zh: "写成算式", en: "written as a calculation" },
        Field {
            name: "stated", ty: Type::Truth, zh: "以合计、共计等词给出总价", en: "a word says that the amount is what comes out"
        },
        Field {
            name: "sole",
            ty: Type::Truth,
            zh: "附近只有这一组数量和金额，或同在一句",
            en: "whether there is no other count and amount near by, or all stand in one sentence",
        },
        Field { name: "readings", ty: Type::List(&Type::Fact("factors")), zh: "可能的算法", en: "the plausible calculations" },
        Field {
            name: "repairs",
            ty: Type::List(&Type::Fact("repair")),
            zh: "改动一键即相符的数",
            en: "figures that one keystroke makes fit",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// One calculation with a rate.
pub static FACTORS: Kind = Kind {
    name: "factors",
    zh: "单价的一种算法",
    en: "one calculation with a rate",
    fields: &[
        Field { name: "amount", ty: Type::Number, zh: "总价", en: "what comes out" },
        Field { name: "price", ty: Type::Number, zh: "单价", en: "the rate" },
        Field { name: "first", ty: Type::Number, zh: "乘数", en: "a factor" },
        Field { name: "second", ty: Type::Number, zh: "乘数", en: "a further factor" },
        Field { name: "third", ty: Type::Number, zh: "乘数", en: "a further factor" },
    ],
    uses: &["product"],
    extract: None,
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let mut told: HashSet<Span> = HashSet::new();
    for passage in &context.skeleton().passages {
        let terms = passage.sequences.iter().map(|sequence| sequence.terms.as_slice());
        for sentence in terms.flat_map(|terms| terms.chunk_by(|_, next| next.gap.mark < Some(Mark::Semicolon))) {
            let rates: Vec<Rate<'_, '_, 'a>> = (0..sentence.len()).filter_map(|at| Rate::at(context, sentence, at)).collect();
            let money = |term: &crate::skeleton::Term| term.quantity.unit.dimension == Dimension::Money;
            let prices = rates.iter().filter(|rate| money(&rate.sentence[rate.at])).count();
            let amounts = sentence.iter().filter(|term| money(term)).count() - prices;
            // Several rates before one amount are summed up in ways that no sentence tells.
            let clear = prices <= amounts && !rates.iter().any(Rate::is_listed);
            for rate in rates.iter().filter(|rate| clear || !rate.chain.is_empty()) {
                told.extend(rate.push(facts));
            }
        }
    }
    far::extract(context, facts, &told);
    proportion::extract(context, facts);
    tabled::extract(context, facts);
    conversion::extract(context, facts);
}

impl<'a> Rate<'_, '_, 'a> {
    /// Adds the product; gives the place of the rate where the sentence gives what it is for.
    fn push(&self, facts: &mut Facts<'a>) -> Option<Span> {
        let text = &self.context.document.flow.text;
        let price = &self.sentence[self.at];
        let mut readings = self.readings();
        readings.sort_by_cached_key(|reading| (!reading.fits, self.distance(reading)));
        readings.truncate(48);
        let best = readings.first()?;
        if readings.iter().any(|reading| reading.fits && self.is_added_to(reading)) {
            return Some(price.span);
        }
        let repairs = self.repairs(&readings);
        let values = vec![
            Value::Number(self.price(), Some(price.span)),
            Value::Truth(self.context.knowledge.rates.is_mean(price.label.of(text))),
            Value::Truth(best.fits),
            Value::Truth(!self.chain.is_empty()),
            Value::Truth(self.is_stated(best)),
            Value::Truth(true),
            Value::List(
                readings.iter().map(|reading| Value::Fact(facts.push(&FACTORS, self.span(reading), self.values(reading)))).collect(),
            ),
            Value::List(
                repairs.iter().map(|repair| Value::Fact(facts.push(&super::sum::REPAIR, repair.figure.span, repair.values()))).collect(),
            ),
        ];
        facts.push(&PRODUCT, self.span(best), values);
        best.fits.then_some(price.span)
    }

    fn span(&self, reading: &Reading) -> Span {
        reading
            .factors
            .iter()
            .filter(|factor| !factor.span.is_empty())
            .fold(reading.amount.span.to(self.sentence[self.at].span), |span, factor| span.to(factor.span))
    }

    fn values(&self, reading: &Reading) -> Vec<Value<'a>> {
        let price = self.price();
        let factor = |at: usize| match reading.factors.get(at) {
            Some(factor) => Value::Number(factor.quantity, (!factor.span.is_empty()).then_some(factor.span)),
            None => Value::Missing,
        };
        let amount = Value::Number(reading.amount.quantity, Some(reading.amount.span));
        vec![amount, Value::Number(price, Some(self.sentence[self.at].span)), factor(0), factor(1), factor(2)]
    }

    fn price(&self) -> Quantity {
        let price = &self.sentence[self.at];
        let is_mean = self.context.knowledge.rates.is_mean(price.label.of(&self.context.document.flow.text));
        price_of(price.quantity, is_mean)
    }
}

/// A rate as it is reckoned with: a mean is rounded, even one of people.
fn price_of(rate: Quantity, is_mean: bool) -> Quantity {
    let mode = if is_mean && rate.mode == Mode::Exact { Mode::Rounded } else { rate.mode };
    Quantity { mode, ..rate }
}
