//! Claims in words, with the figures that speak for or against them.

mod clause;
mod completion;
mod deviation;
mod finished;
mod legend;
mod payment;
mod whole;

use super::quotient;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::Quantity;
use crate::text::Span;
use std::borrow::Cow;

/// A claim that all the money is spent.
pub static PAYMENT: Kind = Kind {
    name: "payment",
    zh: "“全部支付”一类的说法",
    en: "a claim that all the money is spent",
    fields: &[
        Field { name: "words", ty: Type::Text, zh: "原文", en: "the words" },
        Field {
            name: "rates", ty: Type::List(&Type::Number), zh: "同一资金的执行率、支付率", en: "rates of execution of the same money"
        },
        Field {
            name: "amounts",
            ty: Type::List(&Type::Fact("quotient")),
            zh: "同一资金的支出与预算、到位数",
            en: "what was spent and what there was of the same money",
        },
    ],
    uses: &["ratio", "report"],
    extract: Some(payment::extract),
};

/// A claim that the aims are reached.
pub static COMPLETION: Kind = Kind {
    name: "completion",
    zh: "“全面完成目标”一类的说法",
    en: "a claim that the aims are reached",
    fields: &[
        Field { name: "words", ty: Type::Text, zh: "原文", en: "the words" },
        Field {
            name: "subject",
            ty: Type::Text,
            zh: "只就某一事项而言时，该事项",
            en: "the one thing that it is on, when it is not on all",
        },
        Field { name: "topics", ty: Type::List(&Type::Text), zh: "所称事项逐个列出", en: "the things that it is on, one by one" },
        Field { name: "aim", ty: Type::Number, zh: "说法中写出的目标", en: "the aim that the claim states itself" },
        Field { name: "reached", ty: Type::Number, zh: "紧接其前的结果", en: "the result right before it" },
        Field { name: "most", ty: Type::Truth, zh: "该目标是否为上限", en: "whether that aim is an upper bound" },
    ],
    uses: &[],
    extract: Some(completion::completion),
};

/// A claim that nothing deviates.
pub static DEVIATION: Kind = Kind {
    name: "deviation",
    zh: "“不存在偏差”一类的说法",
    en: "a claim that nothing deviates",
    fields: &[
        Field { name: "words", ty: Type::Text, zh: "原文", en: "the words" },
        Field { name: "rates", ty: Type::List(&Type::Number), zh: "全文的预算执行率", en: "the rates of execution of the report" },
        Field {
            name: "works",
            ty: Type::Truth,
            zh: "是否就工作而言（不只是资金）",
            en: "whether it is on the works, and not on money alone",
        },
        Field {
            name: "subject",
            ty: Type::Text,
            zh: "只就某一事项而言时，该事项",
            en: "the one thing that it is on, when it is not on all",
        },
    ],
    uses: &[],
    extract: Some(deviation::deviation),
};

fn words<'a>(context: &Context<'a>, span: Span) -> Value<'a> {
    let flow: &'a str = &context.document.flow.text;
    Value::Text(Cow::Borrowed(span.of(flow)), Some(span))
}

fn rates<'a>(rates: impl IntoIterator<Item = (Quantity, Span)>) -> Value<'a> {
    Value::List(rates.into_iter().map(|(rate, span)| Value::Number(rate, Some(span))).collect())
}
