//! What a message shows: figures as printed, and computed ones in the unit of a printed one. Nothing is decided here.

use super::Call;
use crate::expr::arithmetic;
use crate::expr::ast::Operator;
use crate::expr::datum::{Datum, Items, Number};
use crate::language::Language;
use crate::quantity::{Dimension, format};
use crate::schema::{Days, Store};
use std::borrow::Cow;

/// The most numbers that a sum in a message lists.
const LISTED: usize = 16;

/// A value in the words of a message: as printed where it is printed, else written out. Empty when there is none.
pub fn show<'v>(datum: &Datum<'v>, store: &'v dyn Store) -> Cow<'v, str> {
    match datum {
        Datum::Unknown(_) => Cow::Borrowed(""),
        Datum::Truth(verdict) => Cow::Borrowed(verdict.name()),
        Datum::Number(number) => number.span().map_or_else(|| Cow::Owned(written(number)), |span| Cow::Borrowed(span.of(store.text()))),
        Datum::Text(text, _) => text.clone(),
        Datum::Date(days, None) => Cow::Owned(iso(*days)),
        Datum::Date(_, Some(span)) => Cow::Borrowed(span.of(store.text())),
        Datum::Fact(fact) => Cow::Borrowed(store.span(*fact).of(store.text())),
        Datum::List(items) => {
            let shown: Vec<Cow<'_, str>> = items.iter().take(LISTED).map(|item| show(&item, store)).collect();
            Cow::Owned(shown.join("、") + if items.len() > LISTED { "…" } else { "" })
        }
    }
}

/// A value as a sentence of the language shows it: a date that is not printed in the report is written in that language.
pub fn spoken<'v>(datum: &Datum<'v>, store: &'v dyn Store, language: Language) -> Cow<'v, str> {
    match (datum, language) {
        (Datum::Date(days, None), Language::Chinese) => Cow::Owned(chinese(*days)),
        (datum, Language::Chinese | Language::English) => show(datum, store),
    }
}

/// A text that stands in the report is shown as printed there, even where the fact holds it folded.
pub(super) fn shown<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let Some(datum) = call.arguments.first() else { return Datum::MISSING };
    let text = match datum.span(call.store) {
        Some(span) => Cow::Borrowed(span.of(call.store.text())),
        None => show(datum, call.store),
    };
    Datum::Text(text, datum.span(call.store))
}

pub(super) fn percent<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    match call.arguments {
        [Datum::Number(part), Datum::Number(whole)] => text(format::percent(&part.quantity, &whole.quantity)),
        _ => Datum::MISSING,
    }
}

pub(super) fn amount<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    match call.arguments {
        [Datum::Number(number), Datum::Number(like)] => text(in_unit_of(number, like, call.store)),
        _ => Datum::MISSING,
    }
}

pub(super) fn total<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let [Datum::List(items)] = call.arguments else { return Datum::MISSING };
    let mut numbers = items.iter().map(|item| item.number());
    let Some(Ok(first)) = numbers.next() else { return Datum::MISSING };
    match numbers.try_fold(first, |sum, next| arithmetic::combine(Operator::Add, Ok(sum), next)) {
        Ok(sum) => text(in_unit_of(&sum, &first, call.store)),
        Err(reason) => Datum::Unknown(reason),
    }
}

pub(super) fn arithmetic<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let [Datum::List(items), Datum::Text(between, _)] = call.arguments else { return Datum::MISSING };
    text(Some(joined(items, between, call.store)))
}

/// Several stand in brackets, so that what is said behind them is of all.
pub(super) fn added<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let [Datum::List(items)] = call.arguments else { return Datum::MISSING };
    let sum = joined(items, " + ", call.store);
    text(Some(if items.len() > 1 { format!("({sum})") } else { sum }))
}

fn joined(items: &Items<'_>, between: &str, store: &dyn Store) -> String {
    let mut shown = String::new();
    for (at, item) in items.iter().take(LISTED).enumerate() {
        let sign = if is_taken_off(&item, store) { " − " } else { between };
        shown += if at == 0 { "" } else { sign };
        shown += &show(&item, store);
    }
    let rest = if items.len() > LISTED { format!("{between}…") } else { String::new() };
    shown + &rest
}

/// Whether a figure is negative in the relation and printed without a sign.
fn is_taken_off(item: &Datum<'_>, store: &dyn Store) -> bool {
    let Datum::Number(number) = item else { return false };
    let printed = number.span().map_or("", |span| span.of(store.text()));
    number.quantity.value.is_sign_negative() && printed.starts_with(|char: char| char.is_ascii_digit())
}

fn text<'v>(text: Option<String>) -> Datum<'v> {
    text.map_or(Datum::MISSING, |text| Datum::Text(Cow::Owned(text), None))
}

/// A number that is not printed in the report.
fn written(number: &Number) -> String {
    match number.quantity.unit.dimension {
        Dimension::Ratio => in_unit(number, -2, "%"),
        Dimension::Plain | Dimension::Money | Dimension::Points | Dimension::Score | Dimension::Count(_) => in_unit(number, 0, ""),
    }
}

fn in_unit(number: &Number, exponent: i8, word: &str) -> String {
    let unit = crate::quantity::Unit { exponent, ..number.quantity.unit };
    let shown = number.quantity.base().and_then(|base| format::in_unit(base, unit, 0));
    shown.map_or_else(|_| number.quantity.to_string(), |shown| shown + word)
}

/// The number in the unit of another, followed by what follows that one's digits in the report.
fn in_unit_of(number: &Number, like: &Number, store: &dyn Store) -> Option<String> {
    let printed = like.span().map_or("", |span| span.of(store.text()));
    let Some(end) = printed.rfind(|char: char| char.is_ascii_digit()) else { return Some(written(number)) };
    let base = number.quantity.base().ok()?;
    let shown = format::in_unit(base, like.quantity.unit, like.quantity.decimals).ok()?;
    Some(shown + printed.get(end + 1..).unwrap_or(""))
}

fn chinese(days: Days) -> String {
    let day = |date: jiff::civil::Date| format!("{}年{}月{}日", date.year(), date.month(), date.day());
    if days.first == days.last { day(days.first) } else { format!("{}至{}", day(days.first), day(days.last)) }
}

fn iso(days: Days) -> String {
    if days.first == days.last { days.first.to_string() } else { format!("{}—{}", days.first, days.last) }
}
