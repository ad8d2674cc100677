//! What is left over in tables, and of points.

use super::{BALANCE, Context, FLOW, Facts, Near, Value};
use crate::facts::columns::{self, Reckoned};
use crate::facts::indicator::numbers;
use crate::facts::scoring::lost::{self, Lost};
use crate::facts::scoring::pairs;
use crate::facts::sheet::Num;
use std::borrow::Cow;

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let columns = columns::differences(context);
    columns.into_iter().chain(pairs::deductions(context)).for_each(|reckoned| tabled(facts, &reckoned));
    lost::in_all(context).iter().for_each(|lost| lost_in_all(context, facts, lost));
}

/// What was lost of all points, and the score that is left.
fn lost_in_all<'a>(context: &Context<'a>, facts: &mut Facts<'a>, lost: &Lost) {
    let score = numbers([lost.score]);
    let near = Value::Text(Cow::Borrowed(Near::Sentence.name()), None);
    let flow = vec![numbers(lost.full.iter().copied()), score, Value::List(Vec::new()), near];
    let flow = Value::Fact(facts.push(&FLOW, lost.score.span, flow));
    let name = Value::Text(Cow::Borrowed(lost.name.of(&context.document.flow.text)), Some(lost.name));
    let none = || Value::List(Vec::new());
    let stated = Value::Number(lost.lost.quantity, Some(lost.lost.span));
    facts.push(&BALANCE, lost.lost.span, vec![name, stated, Value::List(vec![flow]), Value::Truth(false), Value::Truth(false), none()]);
}

/// A column of a table that most rows show to be the difference of two others.
fn tabled<'a>(facts: &mut Facts<'a>, reckoned: &Reckoned<'a>) {
    let list = |number: Num| Value::List(vec![Value::Number(number.quantity, Some(number.span))]);
    let span = reckoned.first.span.to(reckoned.second.span);
    let values =
        vec![list(reckoned.first), list(reckoned.second), Value::List(Vec::new()), Value::Text(Cow::Borrowed(Near::Row.name()), None)];
    let flow = Value::Fact(facts.push(&FLOW, span, values));
    let (name, place) = reckoned.name;
    let values = vec![
        Value::Text(Cow::Borrowed(name), Some(place)),
        Value::Number(reckoned.cell.quantity, Some(reckoned.cell.span)),
        Value::List(vec![flow]),
        Value::Truth(false),
        Value::Truth(false),
        Value::List(Vec::new()),
    ];
    facts.push(&BALANCE, reckoned.cell.span, values);
}
