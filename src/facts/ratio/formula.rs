//! Rates with their calculation written out: 624÷650×100%=96%, 96%（624/650）.

use super::super::quotient;
use super::super::sheet::Num;
use super::{Context, Facts, Ratio, Value, counted, push};
use crate::quantity::{Decimal, Dimension, Mode, Quantity};
use crate::text::Span;
use crate::values::Figure;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How many bytes may stand between a rate and the figures in brackets behind it: blanks and 即.
const BETWEEN: usize = 12;

/// Bare numbers in this range may be years.
const YEARS: std::ops::RangeInclusive<Decimal> = Decimal::from_parts(1900, 0, 0, false, 0)..=Decimal::from_parts(2100, 0, 0, false, 0);

/// Adds the rates whose two figures a sign of division joins.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let figures = &context.values.figures;
    let found: Vec<_> = (0..figures.len().saturating_sub(1)).filter_map(|at| quotient_at(context, figures, at)).collect();
    if found.is_empty() {
        return;
    }
    let known: BTreeSet<u32> = facts.of("ratio").map(|(_, fact)| fact.span.end).collect();
    for (part, base, rate) in found.into_iter().filter(|(_, _, rate)| !known.contains(&rate.span.end)) {
        told(context, facts, part, base, rate);
    }
}

/// The figures of a division that begins with the one at `at`, and the rate that it is said to make.
fn quotient_at<'f>(context: &Context<'_>, figures: &'f [Figure], at: usize) -> Option<(&'f Figure, &'f Figure, &'f Figure)> {
    let flow: &str = &context.document.flow.text;
    let signs = &context.knowledge.rates.formula;
    let (part, base) = (figures.get(at)?, figures.get(at + 1)?);
    let is = |words: &[String], text: &str| words.iter().any(|word| word == text.trim());
    let sign = between(flow, part, base)?;
    let divided =
        sign.len() <= BETWEEN && is(&signs.divided, sign) && is_operand(part) && is_operand(base) && !base.quantity.value.is_zero();
    let like = part.quantity.unit.dimension == base.quantity.unit.dimension;
    // 70%×188÷200+30%×27÷30, 100%-12÷320: the division is no more than a term of it. The hyphen joins names elsewhere, so it is no sign there.
    let operator = |text: &str| text.trim() == "-" || [&signs.times, &signs.divided, &signs.adds].iter().any(|words| is(words, text));
    let term = at.checked_sub(1).and_then(|before| between(flow, figures.get(before)?, part)).is_some_and(operator);
    if !divided || term || !like && part.quantity.unit.dimension != Dimension::Plain {
        return None;
    }
    let next = |behind: usize| {
        let (last, rate) = (figures.get(behind)?, figures.get(behind + 1)?);
        (is(&signs.equals, between(flow, last, rate)?) && is_rate(rate)).then_some(rate)
    };
    let hundred = figures.get(at + 2).filter(|hundred| hundred.quantity.base() == Ok(Decimal::ONE));
    let times = hundred.is_some_and(|hundred| between(flow, base, hundred).is_some_and(|sign| is(&signs.times, sign)));
    let behind = if times { next(at + 2) } else { next(at + 1) };
    let before = || {
        let rate = figures.get(at.checked_sub(1)?).filter(|rate| is_rate(rate) && is_of_whole(part, base, rate))?;
        let opened = between(flow, rate, part)?.trim().trim_start_matches(['，', ',']).strip_prefix(['（', '('])?;
        let closed = flow.get(base.span.end as usize..)?.trim_start().starts_with(['）', ')']);
        let said = opened.is_empty() || is(&signs.equals, opened) || is(&context.knowledge.rates.converted, opened);
        (closed && said).then_some(rate)
    };
    Some((part, base, behind.or_else(before)?))
}

/// Whether figures that a slash parts in a bracket can be what a rate before it is made of: 140/90, 2/3期 and 2022/2023 are not.
fn is_of_whole(part: &Figure, base: &Figure, rate: &Figure) -> bool {
    let printed = |figure: &Figure| figure.quantity.value;
    let year = |figure: &Figure| figure.quantity.unit.dimension == Dimension::Plain && YEARS.contains(&printed(figure));
    let small = printed(part) < Decimal::TEN || printed(part) > printed(base);
    let vague = rate.quantity.decimals == 0 && printed(base) < Decimal::ONE_HUNDRED;
    !(small || vague || year(part) && year(base))
}

/// What stands between two figures, up to the number of the second.
fn between<'t>(flow: &'t str, first: &Figure, second: &Figure) -> Option<&'t str> {
    flow.get(first.span.end as usize..second.number.start as usize).filter(|between| between.len() <= BETWEEN)
}

fn is_operand(figure: &Figure) -> bool {
    let plain = matches!(figure.quantity.unit.dimension, Dimension::Money | Dimension::Count(_) | Dimension::Plain | Dimension::Score);
    plain && figure.well_formed && figure.upper().is_none() && !matches!(figure.quantity.mode, Mode::Hedged(_))
}

fn is_rate(figure: &Figure) -> bool {
    let plain = !matches!(figure.quantity.mode, Mode::Hedged(_)) && figure.upper().is_none();
    figure.quantity.unit.dimension == Dimension::Ratio && plain && figure.well_formed
}

fn told<'a>(context: &Context<'a>, facts: &mut Facts<'a>, part: &Figure, base: &Figure, rate: &Figure) {
    let flow: &'a str = &context.document.flow.text;
    let (above, below, stated) = (counted(Num::of(part)), counted(Num::of(base)), Num::of(rate));
    let span = part.span.to(base.span);
    let below = Num { quantity: Quantity { unit: above.quantity.unit, ..below.quantity }, ..below };
    let readings = Value::List(vec![Value::Fact(quotient::tabled(facts, above, below))]);
    let repairs = quotient::tabled_repairs(facts, flow, stated, above, &[below]);
    let prose = context.prose();
    let name = prose.inside(stated.span).next().and_then(|at| prose.get(at)).map(|mention| mention.label);
    let name = name.filter(|name| !name.is_empty()).unwrap_or(Span { start: span.start, end: base.span.end });
    push(
        facts,
        Ratio {
            name: (name.of(flow), name),
            measure: Cow::Borrowed("rate"),
            rate: Value::Number(stated.quantity.with_mode(Mode::Rounded), Some(stated.span)),
            span: span.to(stated.span),
            readings,
            qualified: false,
            tabled: false,
            guessed: false,
            repairs,
            amounts: Value::List(Vec::new()),
        },
    );
}
