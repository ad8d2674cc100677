//! How often something is done for each, and how often it is said to have been done: 321名，每人每月1次以上，约3500次.

use super::product::unit_of;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::connectors::Mark;
use crate::quantity::{Decimal, Dimension, Quantity, Unit};
use crate::skeleton::Term;
use crate::text::Span;

/// A frequency for each, and the count that is stated beside it.
pub static FREQUENCY: Kind = Kind {
    name: "frequency",
    zh: "频次与总次数",
    en: "a frequency and the stated count",
    fields: &[
        Field { name: "times", ty: Type::Number, zh: "每期次数", en: "how often in a period" },
        Field { name: "periods", ty: Type::Number, zh: "一年的期数", en: "how many periods in a year" },
        Field {
            name: "readings",
            ty: Type::List(&Type::Fact("occasions")),
            zh: "可能的对应",
            en: "the plausible pairs of those served and the count",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// Those served, and how often in all.
pub static OCCASIONS: Kind = Kind {
    name: "occasions",
    zh: "对象数与总次数",
    en: "those served and how often in all",
    fields: &[
        Field { name: "people", ty: Type::Number, zh: "对象数", en: "how many are served" },
        Field { name: "stated", ty: Type::Number, zh: "文中的总次数", en: "the stated count" },
    ],
    uses: &["frequency"],
    extract: None,
};

/// Those served and the count stand no more figures away from the frequency.
const REACH: usize = 24;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for passage in &context.skeleton().passages {
        let terms = passage.sequences.iter().map(|sequence| sequence.terms.as_slice());
        for sentence in terms.flat_map(|terms| terms.chunk_by(|_, next| next.gap.mark < Some(Mark::Semicolon))) {
            for at in 0..sentence.len() {
                let start = at.saturating_sub(REACH);
                push(context, facts, &sentence[start..(at + REACH).min(sentence.len())], at - start);
            }
        }
    }
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, sentence: &[Term], at: usize) -> Option<()> {
    let text: &'a str = &context.document.flow.text;
    let rates = &context.knowledge.rates;
    let term = &sentence[at];
    let words = term.label.of(text);
    let periods = rates.basis(words).filter(|basis| !basis.things.is_empty() && basis.unknown == 0)?;
    let times = periods.times?;
    let whole = Span { start: sentence.first()?.label.start, end: sentence.last()?.span.end };
    let shorter = rates.occasions.shorter.iter().any(|word| whole.of(text).contains(word.as_str()));
    if shorter || !is_occasion(context, term) {
        return None;
    }
    let served = periods.things.first()?;
    let others = sentence[..at].iter().rev().chain(&sentence[at + 1..]);
    let people = others
        .filter(|other| unit_of(context, served, other.quantity.unit.dimension).is_some() && rates.basis(other.label.of(text)).is_none());
    let stated: Vec<&Term> =
        sentence[at + 1..].iter().filter(|other| is_occasion(context, other) && rates.basis(other.label.of(text)).is_none()).collect();
    let mut readings = Vec::new();
    let mut span = term.span;
    for people in people.take(3) {
        for stated in stated.iter().filter(|stated| stated.span != people.span) {
            span = span.to(people.span).to(stated.span);
            let values = vec![Value::Number(people.quantity, Some(people.span)), Value::Number(stated.quantity, Some(stated.span))];
            readings.push(Value::Fact(facts.push(&OCCASIONS, people.span.to(stated.span), values)));
        }
    }
    if readings.is_empty() {
        return None;
    }
    let periods = Value::Number(Quantity::exact(Decimal::from(times), Unit::PLAIN), None);
    facts.push(&FREQUENCY, span, vec![Value::Number(term.quantity, Some(term.span)), periods, Value::List(readings)]);
    Some(())
}

/// Whether a figure counts how often something was done.
fn is_occasion(context: &Context<'_>, term: &Term) -> bool {
    let unit = context.values.figures.get(term.figure as usize).and_then(|figure| figure.unit);
    let measure = unit.map_or("", |unit| unit.of(&context.document.flow.text));
    matches!(term.quantity.unit.dimension, Dimension::Count(_))
        && context.knowledge.rates.occasions.measures.iter().any(|word| measure.ends_with(word.as_str()))
}
