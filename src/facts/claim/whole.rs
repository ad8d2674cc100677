//! The rates of execution that a report states of the whole of its money, in prose and in forms.

use crate::data::measures::{Measures, Of};
use crate::facts::Context;
use crate::facts::prose::{Mention, Name};
use crate::facts::quotient::Search;
use crate::quantity::{Dimension, Quantity};
use crate::text::Span;

/// All of them, in no particular order.
pub fn rates(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let measures = &context.knowledge.measures;
    let prose = context.prose();
    let search = Search::new(prose, measures);
    let whole = |mention: &&Mention| {
        let of_all = || prose.is_whole(mention.subject) || is_named(context, mention);
        is_execution(mention, measures) && search.is_stated(mention) && !mention.part && of_all()
    };
    let said = prose.mentions.iter().filter(whole).map(|mention| (mention.quantity, mention.span));
    said.chain(tabled(context)).collect()
}

/// Those that are of the whole by their names, whatever their sentences are about.
pub fn named(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let prose = context.prose();
    let search = Search::new(prose, &context.knowledge.measures);
    let whole = |mention: &&Mention| search.is_stated(mention) && !mention.part && is_named(context, mention);
    prose.mentions.iter().filter(whole).map(|mention| (mention.quantity, mention.span)).collect()
}

fn is_named(context: &Context<'_>, mention: &Mention) -> bool {
    let names = &context.knowledge.claims.payment.whole_rates;
    let (label, head) = (context.prose().words(mention.label), context.prose().words(mention.head).trim_end());
    mention.scope.is_empty() && names.iter().any(|name| name == label || head.ends_with(name.as_str()))
}

/// Those of forms: the row of the whole, or the indicator that stands for it.
fn tabled(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let rows = context.forms().iter().filter_map(|form| form.funding.as_ref()?.whole()?.rate);
    let indicators = context.forms().iter().flat_map(|form| &form.indicators).filter(|indicator| indicator.execution);
    let rates = rows.chain(indicators.filter_map(|indicator| indicator.actual));
    rates.filter(|rate| rate.quantity.unit.dimension == Dimension::Ratio).map(|rate| (rate.quantity, rate.span)).collect()
}

/// Whether a figure is a rate of execution.
pub fn is_execution(mention: &Mention, measures: &Measures) -> bool {
    matches!(mention.name, Name::Rate(id) if measures.rate(id).is_some_and(|rate| rate.of == Some(Of::Spending)))
}
