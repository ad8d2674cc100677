//! Rates of tables: rows of forms, and columns that most rows show to be the quotient of two others.

use super::super::columns;
use super::super::quotient;
use super::super::sheet::Num;
use super::{Context, Facts, Ratio, Value, push};
use crate::quantity::{Dimension, Mode, Quantity, Unit};
use crate::text::Span;
use std::borrow::Cow;

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    rows(context, facts);
    columns(context, facts);
}

/// The rows of forms: 全年预算数, 全年执行数, 执行率.
fn rows<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let funds = context.forms().iter().filter_map(|form| form.funding.as_ref()).flat_map(|funding| &funding.rows);
    for fund in funds {
        let (Some(rate), Some(executed)) = (fund.rate, fund.executed) else { continue };
        // A form defines its rate by the adjusted budget where it has one.
        let bases: Vec<Num> = fund.adjusted.or(fund.initial).into_iter().collect();
        if rate.quantity.unit.dimension != Dimension::Ratio || bases.is_empty() {
            continue;
        }
        let readings = bases.iter().map(|base| Value::Fact(quotient::tabled(facts, money(executed), money(*base)))).collect();
        let repairs = quotient::tabled_repairs(facts, &context.document.flow.text, rate, executed, &bases);
        let stated = Stated { name: fund.label, measure: "execution", rate, span: fund.label.1.to(rate.span) };
        stated.push(facts, Value::List(readings), repairs);
    }
}

/// Columns of tables that most rows show to be the quotient of two others.
fn columns<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for reckoned in columns::rates(context) {
        let (rate, part, base) = (reckoned.cell, counted(reckoned.first), counted(reckoned.second));
        let readings = Value::List(vec![Value::Fact(quotient::tabled(facts, part, base))]);
        let repairs = quotient::tabled_repairs(facts, &context.document.flow.text, rate, part, &[base]);
        Stated { name: reckoned.name, measure: "rate", rate, span: rate.span }.push(facts, readings, repairs);
    }
}

/// A rate as a table states it: its name, the rate in the data, the cell, and the place of both.
struct Stated<'a> {
    name: (&'a str, Span),
    measure: &'static str,
    rate: Num,
    span: Span,
}

impl<'a> Stated<'a> {
    /// A table says of which cells it is made up.
    fn push(self, facts: &mut Facts<'a>, readings: Value<'a>, repairs: Value<'a>) {
        let Stated { name, measure, rate, span } = self;
        let (measure, rate) = (Cow::Borrowed(measure), Value::Number(rate.quantity, Some(rate.span)));
        let amounts = Value::List(Vec::new());
        push(facts, Ratio { name, measure, rate, span, readings, qualified: false, tabled: true, guessed: false, repairs, amounts });
    }
}

/// A bare number of a table as something that a rate can be of; it may be rounded when it shows decimals.
pub(in crate::facts) fn counted(number: Num) -> Num {
    let unit = if number.quantity.unit == Unit::PLAIN { Unit::YUAN } else { number.quantity.unit };
    let mode = if number.quantity.decimals > 0 { Mode::Rounded } else { number.quantity.mode };
    Num { quantity: Quantity { unit, mode, ..number.quantity }, ..number }
}

/// An amount of a form that names no unit.
pub(in crate::facts) fn money(number: Num) -> Num {
    let plain = number.quantity.unit == Unit::PLAIN;
    let unit = if plain { Unit::YUAN } else { number.quantity.unit };
    let mode = if plain { Mode::Rounded } else { number.quantity.mode };
    Num { quantity: Quantity { unit, mode, ..number.quantity }, ..number }
}
