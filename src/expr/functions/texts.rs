//! Functions of texts and lists.

use super::Call;
use crate::expr::ast::Comparison;
use crate::expr::compare;
use crate::expr::datum::{Datum, Items, Number};
use crate::quantity::{Decimal, Verdict};
use std::borrow::Cow;

/// The most characters of each text that [`similar`] looks at; its cost grows with their product.
const COMPARED: usize = 400;

pub(super) fn is_empty<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    match call.arguments {
        [Datum::Text(text, _)] => truth(text.trim().is_empty()),
        [Datum::List(items)] => truth(items.is_empty()),
        _ => Datum::MISSING,
    }
}

pub(super) fn last<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    match call.arguments {
        [Datum::List(items)] => items.len().checked_sub(1).and_then(|at| items.get(at)).unwrap_or(Datum::MISSING),
        _ => Datum::MISSING,
    }
}

pub(super) fn distinct<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let [Datum::List(items)] = call.arguments else { return Datum::MISSING };
    let mut kept: Vec<Datum<'v>> = Vec::new();
    for item in items.iter() {
        let known = kept.iter().any(|other| compare::compare(Comparison::Equal, other, &item) == Ok(Verdict::Consistent));
        if !known {
            kept.push(item);
        }
    }
    Datum::List(Items::Owned(kept))
}

/// Every element is compared with those before it.
pub(super) fn distinct_cost(arguments: &[Datum<'_>]) -> u64 {
    match arguments {
        [Datum::List(items)] => (items.len() as u64).pow(2) / 8,
        _ => 0,
    }
}

pub(super) fn length<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    match call.arguments {
        [Datum::Text(text, _)] => Datum::Number(Number::bare(Decimal::from(text.chars().count() as u64))),
        _ => Datum::MISSING,
    }
}

pub(super) fn contains<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.texts(|text, part| truth(text.contains(part)))
}

pub(super) fn starts<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.texts(|text, part| truth(text.starts_with(part)))
}

pub(super) fn ends<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.texts(|text, part| truth(text.ends_with(part)))
}

pub(super) fn without<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.texts(|text, part| Datum::Text(if part.is_empty() { text.to_owned() } else { text.replace(part, "") }.into(), None))
}

pub(super) fn squeezed<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    match call.arguments {
        [Datum::Text(text, span)] if !text.contains(char::is_whitespace) => Datum::Text(text.clone(), *span),
        [Datum::Text(text, span)] => {
            let kept: String = text.chars().filter(|char| !char.is_whitespace()).collect();
            Datum::Text(Cow::Owned(kept), *span)
        }
        _ => Datum::MISSING,
    }
}

pub(super) fn join<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    let [Datum::List(items), Datum::Text(between, _)] = call.arguments else { return Datum::MISSING };
    let mut joined = String::new();
    for item in items.iter() {
        let Datum::Text(text, _) = item else { continue };
        if !joined.is_empty() {
            joined.push_str(between);
        }
        joined.push_str(&text);
    }
    Datum::Text(Cow::Owned(joined), None)
}

/// Twice the characters in common by the number of all, cut to two decimals.
pub(super) fn similar<'v>(call: &Call<'_, 'v>) -> Datum<'v> {
    call.texts(|a, b| {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(COMPARED).collect(), b.chars().take(COMPARED).collect());
        let all = a.len() + b.len();
        let same: usize = match a == b {
            true => a.len(),
            false => similar::capture_diff_slices(similar::Algorithm::Myers, &a, &b).iter().map(kept).sum(),
        };
        let hundredths = (200 * same).checked_div(all).unwrap_or(100);
        Datum::Number(Number::bare(Decimal::new(hundredths as i64, 2)))
    })
}

/// The product of the lengths, as far as they are looked at. Three bytes are a Chinese character.
pub(super) fn similar_cost(arguments: &[Datum<'_>]) -> u64 {
    let length = |text: &str| (text.len() / 3).min(COMPARED) as u64;
    match arguments {
        [Datum::Text(a, _), Datum::Text(b, _)] => length(a) * length(b) / 64,
        _ => 0,
    }
}

/// How many characters a step of the difference leaves as they are.
fn kept(step: &similar::DiffOp) -> usize {
    match step {
        similar::DiffOp::Equal { len, .. } => *len,
        similar::DiffOp::Delete { .. } | similar::DiffOp::Insert { .. } | similar::DiffOp::Replace { .. } => 0,
    }
}

fn truth(truth: bool) -> Datum<'static> {
    Datum::Truth(Verdict::of(truth))
}

impl<'v> Call<'_, 'v> {
    fn texts(&self, of: impl Fn(&str, &str) -> Datum<'v>) -> Datum<'v> {
        match self.arguments {
            [Datum::Text(a, _), Datum::Text(b, _)] => of(a, b),
            _ => Datum::MISSING,
        }
    }
}
