//! Points taken off by a scheme that the report tells: 每低1个百分点扣0.5分 … 低5个百分点，扣2.5分.

use super::indicator::{number, text};
use super::lead::{is_had, is_to_be_had, words};
use super::near::{after, before};
use super::scoring::name_before;
use super::scoring::pairs::{is_score, scores_in};
use super::sheet::Num;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::{Decimal, Dimension, Quantity, Unit};
use crate::text::Span;
use crate::values::{Figure, within};

/// What fell short, what was taken off for it, and the scheme for both.
pub static DEDUCTION: Kind = Kind {
    name: "deduction",
    zh: "按文中办法扣分",
    en: "points taken off by a scheme that the report tells",
    fields: &[
        Field { name: "scheme", ty: Type::Text, zh: "扣分办法", en: "the scheme" },
        Field { name: "points", ty: Type::Number, zh: "每差一个单位扣多少分", en: "the points taken off for each one" },
        Field { name: "short", ty: Type::Number, zh: "差了多少", en: "what fell short" },
        Field { name: "lost", ty: Type::Number, zh: "写明扣去的分数", en: "the points that were taken off, where they are told" },
        Field { name: "full", ty: Type::Number, zh: "分值", en: "the points to be had" },
        Field { name: "had", ty: Type::Number, zh: "得分", en: "the points had of them" },
        Field { name: "capped", ty: Type::Truth, zh: "办法是否有封顶", en: "whether the scheme takes off no more than some points" },
    ],
    uses: &[],
    extract: Some(extract),
};

/// How many characters may stand between 每 and what it is for, and between that and the points.
const BETWEEN: usize = 10;

/// More schemes than these are not held against every sentence.
const SCHEMES: usize = 64;

/// So much, so many points off.
struct Scheme {
    span: Span,
    sentence: Span,
    /// The words that mean one kind of falling short: an index.
    verb: usize,
    step: Num,
    points: Num,
    capped: bool,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let schemes = schemes(context);
    if schemes.is_empty() {
        return;
    }
    for sentence in &context.document.sentences {
        let inside: Vec<&Scheme> = schemes.iter().filter(|scheme| scheme.sentence == sentence.span).collect();
        let known = if inside.is_empty() { schemes.iter().collect() } else { inside };
        if let Some((scheme, short)) = short(context, sentence.span, &known) {
            push(context, facts, sentence.span, scheme, short);
        }
    }
}

/// Every scheme of the report.
fn schemes(context: &Context<'_>) -> Vec<Scheme> {
    let text: &str = &context.document.flow.text;
    let known = &context.knowledge.forms.scheme;
    let of_pair = |pair: &[Figure]| {
        let [step, points] = pair else { return None };
        let head = before(text, step.span.start as usize, BETWEEN);
        let each = known.each.all(head).last()?.1;
        let verb = known.verb(head.get(each.end..)?)?;
        let between = Span { start: step.span.end, end: points.number.start.max(step.span.end) }.of(text);
        let takes = between.chars().count() <= BETWEEN && context.knowledge.forms.score.lost.bare(between).len() < between.len();
        let plain = is_score(points) && step.upper().is_none() && step.hedge().is_none() && step.quantity.value == Decimal::ONE;
        let span = Span { start: step.span.start - (head.len() - each.start) as u32, end: points.span.end };
        let sentence = super::place::sentence_at(context.document, step.span.start);
        // 低于95%的，每低1个百分点扣1分: from which rate on is another matter.
        let bounded = within(&context.values.figures, Span { start: sentence.start, end: span.start }).iter().any(is_ratio);
        let capped = bounded || known.caps.within(after(text, points.span.end as usize, 4 * BETWEEN)) || known.caps.within(between);
        (takes && plain).then(|| Scheme { span, sentence, verb, step: Num::of(step), points: Num::of(points), capped })
    };
    context.values.figures.windows(2).filter_map(of_pair).take(SCHEMES).collect()
}

fn is_ratio(figure: &Figure) -> bool {
    figure.quantity.unit.dimension == Dimension::Ratio
}

/// The only figure of a sentence that says how much fell short in the way of a scheme, where no other scheme is of that way.
fn short<'s>(context: &Context<'_>, sentence: Span, schemes: &[&'s Scheme]) -> Option<(&'s Scheme, Num)> {
    let text: &str = &context.document.flow.text;
    let outside = |figure: &&Figure| !schemes.iter().any(|scheme| scheme.span.contains(figure.number));
    let of = |figure: &Figure| {
        let run = name_before(text, figure.number);
        let verb = context.knowledge.forms.scheme.verb_at_end(run)?;
        let mut fitting = schemes.iter().filter(|scheme| scheme.verb == verb && same_unit(&scheme.step, figure));
        let (scheme, None) = (fitting.next()?, fitting.next()) else { return None };
        (figure.upper().is_none() && figure.hedge().is_none()).then(|| (*scheme, Num::of(figure)))
    };
    let mut found = within(&context.values.figures, sentence).iter().filter(outside).filter_map(of);
    found.next().filter(|_| found.next().is_none())
}

/// Whether a figure counts what a scheme takes off points for; 1% of a rate is a percentage point of it.
fn same_unit(step: &Num, figure: &Figure) -> bool {
    let plain = |dimension| if dimension == Dimension::Ratio { Dimension::Points } else { dimension };
    plain(step.quantity.unit.dimension) == plain(figure.quantity.unit.dimension)
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, sentence: Span, scheme: &Scheme, short: Num) {
    let flow: &'a str = &context.document.flow.text;
    let outside = |figure: &&Figure| !scheme.span.contains(figure.number);
    let figures: Vec<&Figure> = scores_in(context, sentence).filter(outside).collect();
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut found = figures.iter().filter(|figure| fits(words(context, flow, figure.number).run));
        found.next().filter(|_| found.next().is_none()).map(|figure| Num::of(figure))
    };
    let lost = only(&|run| context.knowledge.forms.score.lost.bare(run).len() < run.len());
    let full = only(&|run| is_to_be_had(context, run));
    let had = only(&|run| is_had(context, run));
    if lost.is_none() && (full.is_none() || had.is_none()) {
        return;
    }
    let found = [lost, full, had].into_iter().flatten();
    let span = found.fold(short.span, |span, num| span.to(num.span));
    let values = vec![
        text(Some((scheme.span.of(flow), scheme.span))),
        number(Some(scheme.points)),
        number(Some(bare(short))),
        number(lost),
        number(full),
        number(had),
        Value::Truth(scheme.capped || is_own(context, sentence, scheme)),
    ];
    facts.push(&DEDUCTION, span, values);
}

/// Whether a sentence says that its case is scored in a way of its own: 减半扣0.5分.
fn is_own(context: &Context<'_>, sentence: Span, scheme: &Scheme) -> bool {
    let flow: &str = &context.document.flow.text;
    let own = |span: Span| context.knowledge.forms.scheme.own.within(span.of(flow));
    if !sentence.contains(scheme.span) {
        return own(sentence);
    }
    own(Span { end: scheme.span.start, ..sentence }) || own(Span { start: scheme.span.end, ..sentence })
}

/// The number without its unit: so many times the points of one.
fn bare(num: Num) -> Num {
    Num { quantity: Quantity { unit: Unit::PLAIN, ..num.quantity }, ..num }
}
