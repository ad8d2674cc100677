//! Rows that give a rate in their own words: 350户 | 每户每月20元 | 8.4万元; and forms of a name and its value a line.

use super::rate::Rate;
use super::{Context, Facts};
use crate::data::connectors::Role;
use crate::facts::near::shares_word;
use crate::quantity::Dimension;
use crate::skeleton::{self, Term};
use crate::syntax::Layout;
use crate::text::Span;

/// Adds the rows with one rate and one amount; in a form of lines, the amount that is named as the rate is.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for table in &context.document.tables {
        if table.layout == Layout::Pairs {
            let rows: Vec<Span> = table.rows.iter().map(|row| row.span).collect();
            let mut terms = terms(context, &rows);
            let prices: Vec<Span> = rates(context, &terms).map(|rate| rate.label()).collect();
            let text = &context.document.flow.text;
            let named = |term: &Term| prices.iter().any(|price| shares_word(term.label.of(text), price.of(text)));
            terms.retain(|term| term.quantity.unit.dimension != Dimension::Money || named(term));
            push(context, facts, &terms);
        } else {
            for row in table.rows.iter().filter(|row| !row.header) {
                let cells: Vec<Span> = row.cells.iter().map(|cell| cell.span).filter(|cell| !cell.is_empty()).collect();
                push(context, facts, &terms(context, &cells));
            }
        }
    }
}

fn terms(context: &Context<'_>, stretches: &[Span]) -> Vec<Term> {
    skeleton::row(context.document, context.values, &context.knowledge.connectors, stretches)
}

fn rates<'t, 'c, 'a>(context: &'c Context<'a>, terms: &'t [Term]) -> impl Iterator<Item = Rate<'t, 'c, 'a>> + use<'t, 'c, 'a> {
    let text: &str = &context.document.flow.text;
    let money = move |rate: &Rate<'_, '_, '_>| rate.sentence[rate.at].quantity.unit.dimension == Dimension::Money;
    // A cell of sentences is read as prose.
    let prose = terms.iter().any(|term| term.gap.label.any(&[Role::Opens, Role::Sums]) || term.label.of(text).contains('。'));
    (0..terms.len()).filter(move |_| !prose).filter_map(move |at| Rate::at(context, terms, at)).filter(money)
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, terms: &[Term]) {
    let mut rates = rates(context, terms);
    let amounts = terms.iter().filter(|term| term.quantity.unit.dimension == Dimension::Money).count();
    if let (Some(rate), None) = (rates.next(), rates.next())
        && amounts == 2
        && rate.chain.is_empty()
        && !rate.basis.things.is_empty()
    {
        rate.push(facts, true);
    }
}
