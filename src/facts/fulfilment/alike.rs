//! Aims and results that are named alike but not in the same words: 完成渠道衬砌3.6公里 and 衬砌渠道3.1公里.

use super::{AIMS, Reader, is_aim, is_one, is_result};
use crate::data::claims;
use crate::facts::prose::Mention;
use crate::facts::rate::OF;
use crate::facts::{Context, place};
use crate::quantity::{Decimal, Dimension, Mode};
use crate::text::Span;

/// A result has so many characters of the name of its aim at least.
const SHARED: usize = 2;
/// It is two thirds of the aim at least: what is less is mostly of a part.
const SMALLEST: (Decimal, Decimal) = (Decimal::TWO, Decimal::from_parts(3, 0, 0, false, 0));
/// Where each has words of its own, so many are the same at their ends.
const ENDING: usize = 3;

/// An aim or a result with the words that name it, fillers taken away.
type Named<'p> = (&'p Mention, Span);

/// Every aim with the only result that is named by words of it.
pub(super) fn pairs<'p>(reader: &Reader<'p, '_>, context: &Context<'_>, fiscal: Option<i32>) -> Vec<(&'p Mention, &'p Mention, Span)> {
    let planned = |mention: &Mention| mention.section.and_then(|at| reader.planned.get(at as usize)).copied().unwrap_or(false);
    let current = |mention: &Mention| mention.year.is_none_or(|year| fiscal.is_none_or(|fiscal| i32::from(year) == fiscal));
    let counted = |mention: &&Mention| matches!(mention.quantity.unit.dimension, Dimension::Count(_)) && current(mention);
    let exact = |mention: &&Mention| matches!(mention.quantity.mode, Mode::Exact | Mode::Rounded);
    let said = |mention: &Mention| place::around(context.document, mention.span.start).of(reader.prose.text);
    let whole = |mention: &&Mention| is_of_year(context, said(mention));
    // What was reached in several years is no less than what was reached in one.
    let single = |mention: &&Mention| !claims::holds(&context.knowledge.claims.completion.beyond, said(mention));
    let of = |mention: &'p Mention| Some((mention, reader.measures.leftover(reader.prose.words(mention.head))?.shift(mention.head.start)));
    let mentions = || reader.prose.mentions.iter().filter(|mention| !mention.cell).filter(counted);
    let aims = mentions().filter(|mention| is_aim(mention, planned(mention)));
    let aims: Vec<Named<'p>> = aims.filter(whole).filter(single).filter_map(of).take(AIMS).collect();
    if aims.is_empty() {
        return Vec::new();
    }
    let results = mentions().filter(exact).filter(|mention| is_result(mention) && !planned(mention)).filter(whole);
    let results: Vec<Named<'p>> = results.filter_map(of).collect();
    aims.iter().filter_map(|aim| one(reader, *aim, &aims, &results)).collect()
}

/// The only result of an aim, where no other aim may be its own.
fn one<'p>(reader: &Reader<'p, '_>, aim: Named<'p>, aims: &[Named<'p>], results: &[Named<'p>]) -> Option<(&'p Mention, &'p Mention, Span)> {
    // What is to be done next year stands behind what was done in this.
    let mut found = results.iter().filter(|result| is_of(reader, aim, **result) && result.0.span.start > aim.0.span.start).copied();
    let (result, name) = found.next().filter(|(result, _)| is_likely(reader, aim.0, result))?;
    let single = is_one(found.map(|other| other.0.quantity.value).chain([result.quantity.value]));
    let rivals = aims.iter().filter(|other| is_of(reader, **other, (result, name))).map(|other| other.0.quantity.value);
    (single && is_one(rivals) && result.sentence != aim.0.sentence).then_some((aim.0, result, aim.1))
}

/// Whether a figure may be the whole result: not far below the aim, and not told of some of those who reached it (建桥5座的镇).
fn is_likely(reader: &Reader<'_, '_>, aim: &Mention, result: &Mention) -> bool {
    let near = aim.quantity.base().ok().zip(result.quantity.base().ok());
    let near = near.is_some_and(|(aim, result)| result.saturating_mul(SMALLEST.1) >= aim.saturating_mul(SMALLEST.0));
    let behind = reader.prose.text.get(result.span.end as usize..).unwrap_or("");
    near && !behind.starts_with(OF)
}

/// Whether a result is named by words of the aim alone, in whatever order, or begins and ends as it does.
fn is_of(reader: &Reader<'_, '_>, (aim, name): Named<'_>, (result, its): Named<'_>) -> bool {
    let (name, its) = (reader.prose.words(name), reader.prose.words(its));
    let held = its.chars().all(|char| name.contains(char)) && its.chars().nth(SHARED - 1).is_some();
    let begins = name.chars().zip(its.chars()).take_while(|(one, other)| one == other).count();
    let ends = name.chars().rev().zip(its.chars().rev()).take_while(|(one, other)| one == other).count();
    aim.quantity.unit == result.quantity.unit && (held || begins >= SHARED && ends >= ENDING)
}

/// Whether a sentence tells of the year as a whole, and not of its first half or of a later day.
fn is_of_year(context: &Context<'_>, said: &str) -> bool {
    !context.knowledge.forms.attainment.interim.within(said) && !claims::holds(&context.knowledge.claims.payment.later, said)
}
