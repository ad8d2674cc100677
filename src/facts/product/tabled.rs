//! Amounts of a table that its columns show to be a number times a price.

use super::{Context, Facts, Said, Value, add, calculation};
use crate::facts::columns::{self, Reckoned};
use crate::facts::ratio::money;
use crate::facts::sheet::Num;
use crate::facts::sum::repair::{self, Repair};
use crate::quantity::{Mode, Quantity, Unit};

/// Adds the rows of such tables; a price is exact.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &str = &context.document.flow.text;
    for row in columns::products(context) {
        let (amount, price) = (money(row.cell), money(row.second));
        let first = Num { quantity: number(row.first.quantity), ..row.first };
        let shown = |number: Num| Value::Number(number.quantity, Some(number.span));
        let reading = calculation(facts, row.cell.span, vec![shown(amount), shown(price), shown(first)]);
        let said = Said { mean: false, matched: true, formula: true, stated: true, sole: true, drifts: false };
        add(facts, row.cell.span, shown(price), said, vec![reading], &repairs(text, amount, &row));
    }
}

/// What one keystroke in the amount would put right.
fn repairs(text: &str, amount: Num, row: &Reckoned<'_>) -> Vec<Repair> {
    let product = || money(row.second).quantity.base().ok()?.checked_mul(number(row.first.quantity).base().ok()?);
    let figure = repair::of_rate(text, amount.quantity, amount.span);
    product().and_then(|product| repair::rounded(&figure, product)).into_iter().collect()
}

/// A number of things as a bare factor.
fn number(quantity: Quantity) -> Quantity {
    let mode = if quantity.decimals > 0 { quantity.mode } else { Mode::Exact };
    Quantity { unit: Unit { exponent: quantity.unit.exponent, ..Unit::PLAIN }, mode, ..quantity }
}
