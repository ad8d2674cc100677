//! What the figures of a report measure: 年初预算238.93万元, 实际支出50万元, 执行率98%.
//!
//! The prose is read here; tables and forms give facts of the same kind through [`push`].

use super::prose::{Mention, Name, Prose};
use super::{Context, FactId, Facts, Field, Kind, Type, Value};
use crate::data::measures::Measures;
use crate::quantity::{Decimal, Quantity, Unit};
use crate::text::Span;
use std::borrow::Cow;

/// A figure with what it measures.
pub static MEASURE: Kind = Kind {
    name: "measure",
    zh: "一个数据及其含义",
    en: "a figure and what it measures",
    fields: &[
        Field { name: "id", ty: Type::Text, zh: "指标，见 measures.toml", en: "the measure or rate, as in measures.toml" },
        Field { name: "name", ty: Type::Text, zh: "文中的名称", en: "its name in the report" },
        Field { name: "value", ty: Type::Number, zh: "数值", en: "the number" },
        Field {
            name: "scope",
            ty: Type::Text,
            zh: "所指的资金或工作；缺失表示整体或未说明",
            en: "which money or work; missing when it is the whole or not said",
        },
        Field { name: "year", ty: Type::Number, zh: "文中写明的年份", en: "the year that is named" },
        Field { name: "part", ty: Type::Truth, zh: "是否为“其中”项", en: "whether it is a part of a figure before it" },
        Field { name: "aim", ty: Type::Truth, zh: "是否为目标或计划值", en: "whether it is an aim" },
        Field { name: "place", ty: Type::Text, zh: "出处：prose、table", en: "where it stands: prose or table" },
    ],
    uses: &[],
    extract: Some(extract),
};

/// A measure as it is stated, wherever it stands.
#[derive(Clone, Debug)]
pub struct Measure<'a> {
    /// The name of the measure or rate in the data.
    pub id: Cow<'a, str>,
    /// Its name in the report.
    pub name: Option<(&'a str, Span)>,
    /// The figure.
    pub value: Quantity,
    /// Where the figure stands.
    pub span: Span,
    /// Which money or work it is of; none when it is the whole or the report does not say.
    pub scope: Option<(&'a str, Span)>,
    /// The year that is named.
    pub year: Option<i16>,
    /// Whether it is a part of another figure.
    pub part: bool,
    /// Whether it is an aim.
    pub aim: bool,
    /// Whether it stands in a table.
    pub tabled: bool,
}

/// Adds a measure to the facts.
pub fn push<'a>(facts: &mut Facts<'a>, measure: Measure<'a>) -> FactId {
    let words = |words: Option<(&'a str, Span)>| words.map_or(Value::Missing, |(text, span)| Value::Text(Cow::Borrowed(text), Some(span)));
    let year = measure.year.map(|year| Value::Number(Quantity::exact(Decimal::from(year), Unit::PLAIN), None));
    let values = vec![
        Value::Text(measure.id, None),
        words(measure.name),
        Value::Number(measure.value, Some(measure.span)),
        words(measure.scope),
        year.unwrap_or(Value::Missing),
        Value::Truth(measure.part),
        Value::Truth(measure.aim),
        Value::Text(Cow::Borrowed(if measure.tabled { "table" } else { "prose" }), None),
    ];
    facts.push(&MEASURE, measure.span, values)
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    for mention in prose.mentions.iter().filter(|mention| mention.is_amount() || matches!(mention.name, Name::Rate(_) | Name::Stem)) {
        if let Some(measure) = stated(prose, mention, &context.knowledge.measures) {
            push(facts, measure);
        }
    }
}

fn stated<'a>(prose: Prose<'_, 'a>, mention: &Mention, measures: &'a Measures) -> Option<Measure<'a>> {
    let words = |span: Span| (!span.is_empty()).then(|| (prose.words(span), span));
    Some(Measure {
        id: Cow::Borrowed(id(mention, measures)?),
        name: words(mention.label),
        value: mention.quantity,
        span: mention.span,
        scope: words(mention.subject).filter(|(_, span)| !prose.is_whole(*span)),
        year: mention.year,
        part: mention.part,
        aim: mention.is_aim(),
        tabled: false,
    })
}

/// The name in the data of what a figure measures.
fn id<'m>(mention: &Mention, measures: &'m Measures) -> Option<&'m str> {
    match (mention.name, mention.behind) {
        (Name::Measure(id), _) | (Name::Unknown, Some(id)) => measures.measure(id).map(|measure| measure.id.as_str()),
        (Name::Rate(id), _) => measures.rate(id).map(|rate| rate.id.as_str()),
        (Name::Stem, _) => Some("rate"),
        (Name::Unknown, None) => None,
    }
}
