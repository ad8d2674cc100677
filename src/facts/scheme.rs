//! Schemes of points that a form follows, and the total that a report states itself.

use super::form::Form;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::glossary::List;
use crate::data::schemes::Scheme;
use crate::quantity::{Decimal, Dimension, Quantity, Unit};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A known scheme whose classes have the points that the form gives them.
pub static SCHEME: Kind = Kind {
    name: "scheme",
    zh: "表中各类指标的分值所符合的分值方案",
    en: "a scheme of points that the classes of a form follow",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "名称", en: "its name" },
        Field { name: "full", ty: Type::Number, zh: "总分", en: "the points in all" },
        Field { name: "execution", ty: Type::Number, zh: "预算执行的分值", en: "the points of the execution of the budget" },
    ],
    uses: &["weighing"],
    extract: None,
};

/// Adds the schemes that a form follows, in the order of the data.
pub(super) fn followed<'a>(context: &Context<'a>, form: &Form<'a>, place: Span, facts: &mut Facts<'a>) -> Value<'a> {
    let schemes: &'a [Scheme] = &context.knowledge.schemes.scheme;
    let fitting = schemes.iter().filter(|scheme| fits(scheme, form));
    let fact = |scheme: &'a Scheme| {
        let values = vec![Value::Text(Cow::Borrowed(&scheme.name), None), points(scheme.full), points(scheme.execution)];
        Value::Fact(facts.push(&SCHEME, place, values))
    };
    Value::List(fitting.map(fact).collect())
}

/// Whether the classes of the form have the points of the scheme. The execution among the indicators is none of a class.
fn fits(scheme: &Scheme, form: &Form<'_>) -> bool {
    let mut sums = vec![Decimal::ZERO; scheme.classes.len()];
    for indicator in form.indicators.iter().filter(|indicator| !indicator.execution) {
        let class = indicator.level1.and_then(|level1| scheme.class(level1.0));
        match (class.and_then(|class| sums.get_mut(class)), indicator.weight) {
            (Some(sum), Some(weight)) => *sum = sum.saturating_add(weight.quantity.value),
            (None, _) if scheme.classes.is_empty() => {}
            (Some(_) | None, _) => return false,
        }
    }
    sums.iter().zip(&scheme.classes).all(|(sum, class)| *sum == Decimal::from(class.points))
}

/// Totals that are kept of a report: more are no scheme of one.
const MOST_TOTALS: usize = 16;

/// The totals that a report states itself, each once: 满分120分.
pub(super) fn totals<'a>(context: &Context<'a>) -> Value<'a> {
    let text = &context.document.flow.text;
    let behind = |end: usize| {
        let rest = text.get(end..)?;
        let start = end + rest.len() - rest.trim_start_matches([' ', '：', ':', '为', '是', '（', '(']).len();
        let at = context.values.figures.partition_point(|figure| (figure.span.start as usize) < start);
        context.values.figures.get(at).filter(|figure| figure.span.start as usize == start)
    };
    let figures = context.phrases(List::Full, Span::new(0, text.len())).filter_map(|found| behind(found.end as usize));
    let score = figures.filter(|figure| matches!(figure.quantity.unit.dimension, Dimension::Score | Dimension::Plain));
    let mut known = BTreeSet::new();
    let first = score.filter(|figure| known.insert(figure.quantity.value)).take(MOST_TOTALS);
    Value::List(first.map(|figure| Value::Number(Quantity::exact(figure.quantity.value, POINTS), Some(figure.span))).collect())
}

fn points(count: u32) -> Value<'static> {
    Value::Number(Quantity::exact(Decimal::from(count), POINTS), None)
}

const POINTS: Unit = Unit { dimension: Dimension::Score, exponent: 0 };
