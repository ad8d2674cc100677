//! Rates in forms of one name and one figure a line, or one cell a line: 年初预算 550.00万元 / 实际支出 528.00万元 / 预算执行率 96.0%.

use super::tabled::money;
use super::{Context, Facts, RATIO, Ratio, Value, push};
use crate::data::measures::{MeasureId, RateId};
use crate::facts::near::lines;
use crate::facts::quotient;
use crate::facts::sheet::{Num, printed};
use crate::quantity::{Dimension, Mode, Unit};
use crate::text::Span;
use crate::values::{Figure, within};
use std::borrow::Cow;
use std::collections::HashSet;

/// Names are no longer than this, in bytes.
const NAME: usize = 60;
/// More lines are no form of this kind.
const LINES: usize = 24;
/// More readings than these say nothing more.
const READINGS: usize = 12;

/// A line: what it measures, or which rate it is, its name and its number.
struct Line {
    measure: Option<MeasureId>,
    rate: Option<RateId>,
    name: Span,
    number: Num,
}

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &str = &context.document.flow.text;
    let told: HashSet<Span> = facts.of("ratio").filter_map(|(_, fact)| fact.field(&RATIO, "rate").span()).collect();
    let (mut run, mut above): (Vec<Line>, Span) = (Vec::new(), Span::default());
    for span in lines(text) {
        let figures = within(&context.values.figures, span);
        match figures {
            [] if span.len() <= NAME => {}
            [figure] if run.len() < LINES => match line(context, span, figure, above) {
                Some(line) => run.push(line),
                None => flush(context, facts, &told, &mut run),
            },
            _ => flush(context, facts, &told, &mut run),
        }
        above = if figures.is_empty() { span } else { Span { start: span.end, end: span.end } };
    }
    flush(context, facts, &told, &mut run);
}

/// A line that ends with its figure, behind a name or below it.
fn line(context: &Context<'_>, span: Span, figure: &Figure, above: Span) -> Option<Line> {
    let text: &str = &context.document.flow.text;
    let bare = |char: char| char.is_whitespace() || matches!(char, '|' | '：' | ':' | '；' | '。' | '，');
    let behind = Span { start: figure.span.end, end: span.end }.of(text).trim_matches(bare);
    let head = Span { start: span.start, end: figure.span.start };
    let own = head.of(text).trim_end_matches(bare);
    let name = if own.is_empty() { above } else { Span { start: head.start, end: head.start + own.len() as u32 } };
    let words = name.of(text);
    let plain = figure.well_formed && figure.hedge().is_none() && figure.per().is_none() && figure.upper().is_none();
    let short = !words.is_empty() && words.len() <= NAME && !words.contains(['，', '。', '；', '、']);
    if !(plain && short && behind.is_empty()) {
        return None;
    }
    let found = || context.knowledge.measures.find(words);
    // 执行率得分 names points, and no rate.
    let ends = |end: usize| words.get(end..).is_some_and(|rest| rest.trim().is_empty() || rest.trim().starts_with(['（', '(']));
    let rate = found().filter(|(range, _)| ends(range.end)).filter_map(|(_, word)| word.rate).last();
    let measure = found().filter_map(|(_, word)| word.money).last().filter(|_| rate.is_none());
    let mut quantity = figure.quantity;
    if quantity.unit.dimension == Dimension::Plain {
        let percent = Unit { dimension: Dimension::Ratio, exponent: -2 };
        let unit = context.reader().bracketed_unit(name);
        quantity.unit = if rate.is_some() { percent } else { unit.unwrap_or(quantity.unit) };
        quantity.mode = Mode::Rounded;
    }
    Some(Line { measure, rate, name, number: Num { quantity, span: printed(figure) } })
}

/// Adds the rates of a run of lines that tells of what they are made.
fn flush<'a>(context: &Context<'a>, facts: &mut Facts<'a>, told: &HashSet<Span>, run: &mut Vec<Line>) {
    let lines = std::mem::take(run);
    let text: &'a str = &context.document.flow.text;
    let measures = &context.knowledge.measures;
    let rates = lines.iter().filter(|line| line.number.quantity.unit.dimension == Dimension::Ratio && !told.contains(&line.number.span));
    for line in rates {
        let Some(known) = line.rate.and_then(|id| measures.rate(id)) else { continue };
        let of = |wanted: &[MeasureId]| -> Vec<Num> {
            let fits = |other: &&Line| {
                let kind = matches!(other.number.quantity.unit.dimension, Dimension::Money | Dimension::Plain);
                kind && !other.number.quantity.value.is_zero() && other.measure.is_some_and(|id| wanted.contains(&id))
            };
            lines.iter().filter(fits).map(|other| money(other.number)).collect()
        };
        let (above, below) = (of(&known.numerators), of(&known.denominators));
        let pairs = above.iter().flat_map(|part| below.iter().map(move |base| (*part, *base)));
        let pairs: Vec<(Num, Num)> = pairs.filter(|(part, base)| part.span != base.span).take(READINGS).collect();
        let Some(first) = pairs.first() else { continue };
        let bases: Vec<Num> = pairs.iter().map(|(_, base)| *base).collect();
        let repairs = quotient::tabled_repairs(facts, text, line.number, first.0, &bases);
        let readings = pairs.iter().map(|(part, base)| Value::Fact(quotient::tabled(facts, *part, *base))).collect();
        let ratio = Ratio {
            name: (line.name.of(text), line.name),
            measure: Cow::Borrowed(known.id.as_str()),
            rate: Value::Number(line.number.quantity, Some(line.number.span)),
            span: line.name.to(line.number.span),
            readings: Value::List(readings),
            qualified: false,
            tabled: true,
            guessed: false,
            repairs,
            amounts: Value::List(Vec::new()),
        };
        push(facts, ratio);
    }
}
