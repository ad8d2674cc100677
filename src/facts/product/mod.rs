//! Rates with what they are multiplied by and what comes out: 1236名，每人75元，计9.27万元; 14人×30000元=42万元.
//!
//! Which counts of the sentence are factors is not always said, so that every combination is a reading.

mod conversion;
mod far;
mod proportion;
mod rate;
mod reading;
mod rows;
mod standard;
mod tabled;

use super::sum::REPAIR;
use super::sum::claim::Operand;
use super::sum::repair::Repair;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::connectors::Mark;
use crate::quantity::{Decimal, Dimension, Mode, Quantity};
use crate::skeleton::{Term, parted};
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
        Field {
            name: "drifts",
            ty: Type::Truth,
            zh: "对象数可能在期内有增减，总价与所得之积相近",
            en: "those paid for may have come and gone, and the amount is near the product",
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

/// What those who join and leave change of an amount.
const DRIFT: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let mut told: HashSet<Span> = HashSet::new();
    for passage in &context.skeleton().passages {
        let terms = passage.sequences.iter().map(|sequence| sequence.terms.as_slice());
        for sentence in terms.flat_map(|terms| parted(terms, Mark::Semicolon)) {
            let rates: Vec<Rate<'_, '_, 'a>> = (0..sentence.len()).filter_map(|at| Rate::at(context, sentence, at)).collect();
            let money = |term: &Term| term.quantity.unit.dimension == Dimension::Money;
            let prices = rates.iter().filter(|rate| money(&rate.sentence[rate.at])).count();
            let amounts = sentence.iter().filter(|term| money(term)).count() - prices;
            // Several rates before one amount are summed up in ways that no sentence tells.
            let clear = prices <= amounts && !rates.iter().any(Rate::is_listed);
            for rate in rates.iter().filter(|rate| clear || !rate.chain.is_empty()) {
                told.extend(rate.push(facts, false));
            }
        }
    }
    far::extract(context, facts, &told);
    proportion::extract(context, facts);
    standard::extract(context, facts, &told);
    tabled::extract(context, facts);
    rows::extract(context, facts);
    conversion::extract(context, facts);
}

impl<'a> Rate<'_, '_, 'a> {
    /// Adds the product; gives the place of the rate where the sentence gives what it is for. In a row of a table, nothing but the product stands
    /// beside a rate.
    fn push(&self, facts: &mut Facts<'a>, tabled: bool) -> Option<Span> {
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
        let said = Said {
            mean: self.context.knowledge.rates.is_mean(price.label.of(text)),
            matched: best.fits,
            formula: !self.chain.is_empty(),
            stated: self.is_stated(best) || tabled && self.basis.times.is_none_or(|times| times == 1),
            sole: true,
            drifts: tabled && self.product(best).is_some_and(|product| self.drifts(product, best.amount.base(), &repairs)),
        };
        let calculations = readings.iter().map(|reading| calculation(facts, self.span(reading), self.values(reading))).collect();
        add(facts, self.span(best), Value::Number(self.price(), Some(price.span)), said, calculations, &repairs);
        best.fits.then_some(price.span)
    }

    /// 960人，每人每月50元，57.1万元: people join and leave within the year, so that a number of them at one time makes the amount only nearly.
    /// Two digits in each other's place are no such thing.
    fn drifts(&self, product: Decimal, amount: Decimal, repairs: &[Repair]) -> bool {
        let off = || product.checked_sub(amount)?.checked_div(amount);
        let near = off().is_some_and(|off| off.abs() <= DRIFT);
        self.basis.times.is_some() && near && !repairs.iter().any(Repair::is_swap)
    }

    fn span(&self, reading: &Reading) -> Span {
        reading
            .factors
            .iter()
            .filter(|factor| !factor.span.is_empty())
            .fold(reading.amount.span.to(self.sentence[self.at].span), |span, factor| span.to(factor.span))
    }

    fn values(&self, reading: &Reading) -> Vec<Value<'a>> {
        let price = Value::Number(self.price(), Some(self.sentence[self.at].span));
        [number(&reading.amount), price].into_iter().chain(reading.factors.iter().map(number)).collect()
    }

    fn price(&self) -> Quantity {
        let price = &self.sentence[self.at];
        let is_mean = self.context.knowledge.rates.is_mean(price.label.of(&self.context.document.flow.text));
        price_of(price.quantity, is_mean)
    }
}

/// What the words around a rate say of it, as the fields of a product tell it.
struct Said {
    mean: bool,
    matched: bool,
    formula: bool,
    stated: bool,
    sole: bool,
    drifts: bool,
}

/// Adds a product; the readings are facts of kind `factors`.
fn add<'a>(facts: &mut Facts<'a>, span: Span, price: Value<'a>, said: Said, readings: Vec<Value<'a>>, repairs: &[Repair]) {
    let repairs = repairs.iter().map(|repair| Value::Fact(facts.push(&REPAIR, repair.figure.span, repair.values()))).collect();
    let values = vec![
        price,
        Value::Truth(said.mean),
        Value::Truth(said.matched),
        Value::Truth(said.formula),
        Value::Truth(said.stated),
        Value::Truth(said.sole),
        Value::List(readings),
        Value::List(repairs),
        Value::Truth(said.drifts),
    ];
    facts.push(&PRODUCT, span, values);
}

/// Adds one calculation: the amount, the rate, and up to three factors.
fn calculation<'a>(facts: &mut Facts<'a>, span: Span, mut values: Vec<Value<'a>>) -> Value<'a> {
    values.resize(FACTORS.fields.len(), Value::Missing);
    Value::Fact(facts.push(&FACTORS, span, values))
}

/// A number of a calculation; one that no figure shows has no place.
fn number<'a>(operand: &Operand) -> Value<'a> {
    Value::Number(operand.quantity, (!operand.span.is_empty()).then_some(operand.span))
}

/// A rate as it is reckoned with: a mean is rounded, even one of people.
fn price_of(rate: Quantity, is_mean: bool) -> Quantity {
    let mode = if is_mean && rate.mode == Mode::Exact { Mode::Rounded } else { rate.mode };
    Quantity { mode, ..rate }
}
