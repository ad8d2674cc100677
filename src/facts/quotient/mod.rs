//! Readings of a rate: which figures it may be the quotient of.

mod counts;
mod divided;
pub(in crate::facts) mod elsewhere;
mod operands;
mod order;
mod pairs;
mod search;
mod sums;

pub use order::told;
pub(in crate::facts) use pairs::is_about;
pub use search::{Near, Operands, Search};

use super::prose::{Mention, Prose};
use super::sheet::Num;
use super::sum::REPAIR;
use super::sum::claim::Operand;
use super::sum::repair::{self, Repair};
use super::{FactId, Facts, Field, Kind, Type, Value};
use crate::quantity::{Dimension, Quantity, Unit};
use crate::text::Span;
use std::borrow::Cow;

/// One reading of a rate or share.
pub static QUOTIENT: Kind = Kind {
    name: "quotient",
    zh: "比率的一种算法",
    en: "one way to make up a rate",
    fields: &[
        Field {
            name: "numerators",
            ty: Type::List(&Type::Number),
            zh: "分子，多项时相加，负数为扣减",
            en: "what is counted; several are added, negative ones taken off",
        },
        Field {
            name: "denominators",
            ty: Type::List(&Type::Number),
            zh: "分母，多项时相加",
            en: "what it is counted in; several are added",
        },
        Field {
            name: "others",
            ty: Type::List(&Type::Number),
            zh: "附近或全文中其他可能作分母的数，只随最可能的算法给出",
            en: "other figures that may be the base; given with the most plausible reading only",
        },
        Field {
            name: "near",
            ty: Type::Text,
            zh: "数据所在：row、sentence、paragraph、document",
            en: "where the figures stand: row, sentence, paragraph or document",
        },
    ],
    uses: &["ratio"],
    extract: None,
};

/// The field of a rate with the figures around it.
pub const AMOUNTS: Field = Field {
    name: "amounts",
    ty: Type::List(&Type::Number),
    zh: "同一句中的数，其中任两个都可能是分子和分母；比率少于三位有效数字的不列",
    en: "the figures of its sentence, any two of which may be meant; none beside a rate of fewer than three significant digits",
};

/// More figures than these stand in no sentence that a reader can follow.
const AMOUNTS_LISTED: usize = 24;

/// The figures of the sentence of a rate, where two of them do not make it by chance.
pub fn amounts<'a>(prose: Prose<'_, '_>, at: usize) -> Value<'a> {
    if prose.get(at).is_none_or(|rate| !elsewhere::is_precise(rate)) {
        return Value::List(Vec::new());
    }
    let plain = |mention: &Mention| mention.is_amount() && mention.is_plain() && !mention.is_zero();
    let listed: Vec<usize> = prose.period(at).filter(|&other| prose.get(other).is_some_and(plain)).take(AMOUNTS_LISTED).collect();
    numbers(prose, &listed)
}

/// A way to make up a rate, by the indices of the mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotient {
    /// What is counted.
    pub numerators: Vec<usize>,
    /// What is taken off from that: the unfit of those inspected.
    pub less: Vec<usize>,
    /// What it is counted in.
    pub denominators: Vec<usize>,
    /// Where the farther of the two stands.
    pub near: Near,
}

impl Quotient {
    /// Of one figure each.
    pub fn of(numerator: usize, denominator: usize, near: Near) -> Self {
        Quotient::sums(vec![numerator], vec![denominator], near)
    }

    /// Of figures that are added, above and below.
    pub fn sums(numerators: Vec<usize>, denominators: Vec<usize>, near: Near) -> Self {
        Quotient { numerators, less: Vec::new(), denominators, near }
    }
}

/// Adds the readings to the facts. `others`: figures that may be the base of the first.
pub fn push<'a>(facts: &mut Facts<'a>, prose: Prose<'_, '_>, quotients: &[Quotient], others: &[usize]) -> Value<'a> {
    let others = |at: usize| if at == 0 { others } else { &[] };
    let one = |(at, quotient): (usize, &Quotient)| Value::Fact(one(facts, prose, quotient, others(at)));
    Value::List(quotients.iter().enumerate().map(one).collect())
}

fn one(facts: &mut Facts<'_>, prose: Prose<'_, '_>, quotient: &Quotient, others: &[usize]) -> FactId {
    let spans = quotient.numerators.iter().chain(&quotient.less).chain(&quotient.denominators).filter_map(|&at| Some(prose.get(at)?.span));
    let span = spans.reduce(|a, b| a.to(b)).unwrap_or_default();
    let values = vec![
        above(prose, quotient),
        below(prose, quotient),
        numbers(prose, others),
        Value::Text(Cow::Borrowed(quotient.near.name()), None),
    ];
    facts.push(&QUOTIENT, span, values)
}

/// What it is counted in, in the unit of what is counted: questionnaires are reckoned as the people who filled them in.
fn below<'a>(prose: Prose<'_, '_>, quotient: &Quotient) -> Value<'a> {
    let counted = quotient.numerators.first().and_then(|&at| prose.get(at)).map(|mention| mention.quantity.unit.dimension);
    let as_counted = |quantity: Quantity| match (counted, quantity.unit.dimension) {
        (Some(dimension @ Dimension::Count(_)), Dimension::Count(_)) => Quantity { unit: Unit { dimension, ..quantity.unit }, ..quantity },
        (_, _) => quantity,
    };
    let number = |&at: &usize| prose.get(at).map(|mention| Value::Number(as_counted(mention.quantity), Some(mention.span)));
    listed(quotient.denominators.len(), quotient.denominators.iter().filter_map(number))
}

/// What is counted; what is taken off from it is negative.
fn above<'a>(prose: Prose<'_, '_>, quotient: &Quotient) -> Value<'a> {
    let number = |&at: &usize| prose.get(at).map(|mention| (mention.quantity, mention.span));
    let less = |(quantity, span): (Quantity, Span)| (Quantity { value: -quantity.value, ..quantity }, span);
    let added = quotient.numerators.iter().filter_map(number);
    let all = added.chain(quotient.less.iter().filter_map(number).map(less));
    listed(quotient.numerators.len() + quotient.less.len(), all.map(|(quantity, span)| Value::Number(quantity, Some(span))))
}

/// Adds one reading of figures of a table.
pub fn tabled<'a>(facts: &mut Facts<'a>, numerator: Num, denominator: Num) -> FactId {
    let list = |number: Num| Value::List(vec![Value::Number(number.quantity, Some(number.span))]);
    let values = vec![list(numerator), list(denominator), Value::List(Vec::new()), Value::Text(Cow::Borrowed(Near::Row.name()), None)];
    facts.push(&QUOTIENT, numerator.span.to(denominator.span), values)
}

/// What a rate would have to be, where one keystroke makes a reading hold.
pub fn repairs<'a>(facts: &mut Facts<'a>, prose: Prose<'_, 'a>, rate: &Mention, readings: &[Quotient]) -> Value<'a> {
    let figure = Operand { label: rate.label, ..repair::of_rate(prose.text, rate.quantity, rate.span) };
    let repair = |reading: &Quotient| {
        let needed =
            prose.sum(&reading.numerators)?.checked_sub(prose.sum(&reading.less)?)?.checked_div(prose.sum(&reading.denominators)?)?;
        // Of many figures far away some come near by chance.
        repair::rounded(&figure, needed).filter(|repair| reading.near < Near::Document || repair.is_swap())
    };
    let repairs: Vec<Repair> = readings.iter().filter_map(repair).take(REPAIRS).collect();
    Value::List(repairs.iter().map(|repair| Value::Fact(facts.push(&REPAIR, rate.span, repair.values()))).collect())
}

/// The same for a rate of a table.
pub fn tabled_repairs<'a>(facts: &mut Facts<'a>, text: &str, rate: Num, numerator: Num, bases: &[Num]) -> Value<'a> {
    let figure = repair::of_rate(text, rate.quantity, rate.span);
    let needed = bases.iter().filter_map(|base| numerator.quantity.base().ok()?.checked_div(base.quantity.base().ok()?));
    let repairs: Vec<Repair> = needed.filter_map(|needed| repair::rounded(&figure, needed)).take(REPAIRS).collect();
    Value::List(repairs.iter().map(|repair| Value::Fact(facts.push(&REPAIR, rate.span, repair.values()))).collect())
}

/// More repairs than these say nothing more.
const REPAIRS: usize = 4;

/// The figures of mentions.
pub fn numbers<'a>(prose: Prose<'_, '_>, mentions: &[usize]) -> Value<'a> {
    let number = |&at: &usize| prose.get(at).map(|mention| Value::Number(mention.quantity, Some(mention.span)));
    listed(mentions.len(), mentions.iter().filter_map(number))
}

/// A list without room for more: most readings are of one figure each, and there are many.
fn listed<'a>(len: usize, values: impl Iterator<Item = Value<'a>>) -> Value<'a> {
    let mut list = Vec::with_capacity(len);
    list.extend(values);
    Value::List(list)
}
