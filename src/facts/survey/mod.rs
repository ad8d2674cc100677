//! A rate among a known number, without the number that it is made of: 发放问卷45份，全部收回，满意率94.1%.

mod asked;
mod tabled;

use super::prose::{Mention, Name};
use super::quotient::{self, Operands, Search};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::measures::Role;
use crate::quantity::{Decimal, Dimension, Mode};
use crate::text::Span;
use std::borrow::Cow;

/// A rate among a known number of people, forms or things.
pub static SURVEY: Kind = Kind {
    name: "survey",
    zh: "样本数已知、分子未写明的比率",
    en: "a rate among a known number, without its numerator",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "比率的名称", en: "the name of the rate" },
        Field { name: "rate", ty: Type::Number, zh: "比率", en: "the rate" },
        Field {
            name: "samples",
            ty: Type::List(&Type::Number),
            zh: "同一句或同一段中可能的样本数",
            en: "the numbers that it may be among",
        },
        Field { name: "mean", ty: Type::Truth, zh: "是否为多个比率的平均", en: "whether it is a mean of several rates" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let measures = &context.knowledge.measures;
    let search = Search::new(prose, &context.knowledge.measures);
    for (at, mention) in prose.mentions.iter().enumerate().filter(|(_, mention)| search.is_stated(mention)) {
        let Name::Rate(id) = mention.name else { continue };
        let Some(rate) = measures.rate(id).filter(|rate| !rate.exceeds && !rate.denominators.is_empty()) else { continue };
        let operands = Operands { numerators: &rate.numerators, denominators: &rate.denominators, added: &[], across: false };
        // The satisfaction of some of those asked is not of the whole sample.
        let of_some = mention.roles.has(Role::Part) || mention.part;
        if of_some || !search.counts(at, operands, true).is_empty() {
            continue;
        }
        // Behind the rate, a clause of its own tells of something else.
        let beside = |other: &Mention| other.span < mention.span || other.depth > mention.depth || other.clause == mention.clause;
        let sample = |other: &Mention| {
            beside(other)
                && is_sample(other)
                // 抽查50个，完好率96%: nothing but the sentence ties such a rate to the sample.
                && (!rate.numerators.is_empty() || other.sentence == mention.sentence)
                && other.is_one_of(&rate.denominators)
                // Of what came back, the rate itself is made.
                && !other.is_one_of(&rate.numerators)
                && other.period == mention.period
        };
        // 满意度91.8%；访谈60人，满意率95%: what the parts before a semicolon count has a rate of its own there.
        let own = |other: &Mention| {
            let rate = |near: usize| prose.get(near).is_some_and(|near| near.sentence == other.sentence && near.name == mention.name);
            other.sentence == mention.sentence || !prose.period(at).any(rate)
        };
        // 抽查9个乡镇，登记1240人，差错率2.4‰: of several numbers no word says which is the base.
        let several = prose.sentence(at).filter(|&other| prose.get(other).is_some_and(is_sample)).nth(1).is_some();
        if rate.numerators.is_empty() && several {
            continue;
        }
        let samples: Vec<usize> =
            prose.block(at).filter(|&other| prose.get(other).is_some_and(|other| sample(other) && own(other))).collect();
        push(context, facts, mention, mention.label, &samples);
    }
    asked::extract(context, facts);
    tabled::extract(context, facts);
}

/// Whether a figure is a number of things told by the piece, and more than one.
fn is_sample(mention: &Mention) -> bool {
    let counted = matches!(mention.quantity.unit.dimension, Dimension::Count(_)) && mention.quantity.mode == Mode::Exact;
    counted && mention.is_plain() && mention.quantity.base() != Ok(Decimal::ONE)
}

/// Adds a rate with the numbers that it may be among, when there are any.
fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, mention: &Mention, name: Span, samples: &[usize]) {
    let prose = context.prose();
    if !samples.is_empty() {
        let values = vec![
            Value::Text(Cow::Borrowed(prose.words(name)), Some(name)),
            Value::Number(mention.quantity, Some(mention.span)),
            quotient::numbers(prose, samples),
            Value::Truth(context.knowledge.rates.is_mean(prose.words(mention.head))),
        ];
        facts.push(&SURVEY, name.to(mention.span), values);
    }
}
