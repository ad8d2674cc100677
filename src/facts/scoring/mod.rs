//! Scores and their total: of a form, of the rows of a score table, of a sentence.

pub(super) mod lost;
pub(super) mod pairs;
pub(super) mod rows;

use super::form::{Form, Words};
use super::indicator::{number, numbers, text};
use super::lead::{is_had, words};
use super::product_sum::PRODUCT_SUM;
use super::sheet::{Column, Num, Sheet};
use super::sum::{SUM, TALLY};
use super::told::Total;
use super::weighing::WEIGHING;
use super::{Context, Fact, Facts, Field, Kind, Type, Value};
use crate::quantity::Decimal;
use crate::syntax::Heading;
use crate::text::Span;

/// Scores that a total adds up.
pub static SCORING: Kind = Kind {
    name: "scoring",
    zh: "一组得分及其总分",
    en: "scores and their total",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "名称", en: "what is scored" },
        Field { name: "total", ty: Type::Number, zh: "总分", en: "the total" },
        Field { name: "complete", ty: Type::Truth, zh: "是否列全各项", en: "whether all parts are given" },
        Field { name: "prose", ty: Type::Truth, zh: "是否出自正文", en: "whether it stands in prose" },
        Field { name: "parts", ty: Type::List(&Type::Number), zh: "各项得分", en: "the scores" },
        Field { name: "readings", ty: Type::List(&Type::List(&Type::Number)), zh: "可能的读法", en: "the plausible readings" },
        Field { name: "full", ty: Type::Number, zh: "表中的满分", en: "the points to be had, of a table that gives them" },
    ],
    uses: &["sum", "weighing", "product_sum"],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let flow: &'a str = &context.document.flow.text;
    context.forms().iter().for_each(|form| of_form(form, facts));
    context.sheets().iter().for_each(|sheet| of_table(context, sheet, facts));
    let marked = pairs::every(context);
    let sums: Vec<Claim<'a>> = facts.of("sum").filter_map(|(_, fact)| claim(context, facts, fact)?.apart(&marked)).collect();
    // A total with all its parts in one list needs no search for them.
    let listed = |claim: &Claim<'a>| sums.iter().any(|sum| sum.complete && sum.total.span == claim.total.span);
    let parts = pairs::of_parts(context).into_iter().filter(|claim| !listed(claim));
    let paired: Vec<Claim<'a>> = pairs::claims(context).into_iter().chain(parts).collect();
    // What points to be had come to is no score.
    let weights = facts.of("weighing").filter_map(|(_, fact)| num(fact.field(&WEIGHING, "stated")));
    // Nor is it a sum of scores that count by weights.
    let weighted = facts.of("product_sum").filter_map(|(_, fact)| num(fact.field(&PRODUCT_SUM, "total")));
    let known: Vec<Span> = paired.iter().map(|claim| claim.total.span).chain(weights.chain(weighted).map(|total| total.span)).collect();
    paired.into_iter().for_each(|claim| push(facts, claim.label, (claim.total, None), (claim.complete, true), &claim.readings));
    // What points and scores make up is read by them: a sum of both would be none.
    let complete = pairs::complete(context);
    let told = context.told().scores.iter().filter(|total| !known.contains(&total.total.span) && !is_of_points(context, total));
    told.for_each(|total| {
        push(facts, (total.label.of(flow), total.label), (total.total, None), (total.complete, true), std::slice::from_ref(&total.parts));
    });
    let known: Vec<Span> = known.into_iter().chain(context.told().scores.iter().map(|total| total.total.span)).collect();
    let claims = sums.into_iter().filter(|claim| !known.contains(&claim.total.span)).filter_map(|claim| of_scores(claim, &complete));
    claims.for_each(|claim| push(facts, claim.label, (claim.total, None), (claim.complete, true), &claim.readings));
}

/// Whether a hundred are the points to be had, as no word says that any were had: （1）投入指标，计15分 … 以上四个方面合计100分.
pub(super) fn is_of_points(context: &Context<'_>, total: &Total) -> bool {
    let flow: &str = &context.document.flow.text;
    let Some((first, rest)) = total.parts.split_first() else { return false };
    let place = rest.iter().fold(first.span, |place, part| place.to(part.span));
    let had = is_had(context, words(context, flow, total.total.span).run) || context.knowledge.forms.score.scored.within(place.of(flow));
    total.total.quantity.value == Decimal::ONE_HUNDRED && !had
}

/// Scores of a sentence that a total adds up.
pub(super) struct Claim<'a> {
    pub label: Words<'a>,
    pub total: Num,
    pub complete: bool,
    pub readings: Vec<Vec<Num>>,
}

impl Claim<'_> {
    /// Without the readings that add points to be had to the scores that were had of them.
    fn apart(mut self, pairs: &[(Span, Span)]) -> Option<Self> {
        let has = |reading: &[Num], place: Span| reading.iter().any(|part| part.span == place);
        self.readings.retain(|reading| !pairs.iter().any(|(points, score)| has(reading, *points) && has(reading, *score)));
        (!self.readings.is_empty()).then_some(self)
    }
}

/// A sum of scores in prose, unless its words say that only some are named.
pub(super) fn claim<'a>(context: &Context<'a>, facts: &Facts<'a>, fact: &Fact<'a>) -> Option<Claim<'a>> {
    let of = |name: &str| fact.field(&SUM, name);
    let (Value::Text(measure, _), Value::Text(_, Some(place))) = (of("measure"), of("connector")) else { return None };
    let (total, parts) = (num(of("total"))?, nums(of("parts"))?);
    if measure != "score" || [of("partial"), of("continued")].contains(&&Value::Truth(true)) || parts.len() < 2 {
        return None;
    }
    let flow: &'a str = &context.document.flow.text;
    if is_full(context, name_before(flow, total.span))
        && parts.first().is_some_and(|first| says_had(context, name_before(flow, first.span)))
    {
        return None;
    }
    let bare = |part: &Num| context.knowledge.forms.score.lost.bare(name_before(flow, part.span));
    let names: Vec<&str> = parts.iter().map(bare).collect();
    let announced = matches!(of("announced"), Value::Number(..));
    let complete = *of("complete") == Value::Truth(true) || announced || context.knowledge.forms.names_all(&names);
    let mut readings = vec![parts];
    let Value::List(tallies) = of("readings") else { return None };
    for tally in tallies {
        let Value::Fact(id) = tally else { continue };
        let tally = facts.get(*id);
        let (whole, mut parts) = (num(tally.field(&TALLY, "total"))?, nums(tally.field(&TALLY, "parts"))?);
        if whole != total {
            parts.extend([total, negative(whole)]);
        }
        readings.push(parts);
    }
    readings.dedup();
    let name = name_before(flow, total.span);
    let label = if name.is_empty() { (place.of(flow), *place) } else { (name, Span::inside(flow, name)) };
    Some(Claim { label, total, complete, readings })
}

/// A sum of points to be had and of scores is none. It is one of the scores alone where its total is neither and no less than each:
/// 投入20分，自评18分…四项相加为91.6分.
fn of_scores<'a>(claim: Claim<'a>, complete: &[(Vec<Span>, Vec<Num>)]) -> Option<Claim<'a>> {
    let counts = |num: &Num| claim.readings.iter().flatten().any(|part| part.span == num.span);
    let mixed = |(points, scores): &&(Vec<Span>, Vec<Num>)| {
        claim.readings.iter().flatten().any(|part| points.contains(&part.span)) && scores.iter().any(counts)
    };
    let Some((points, scores)) = complete.iter().find(mixed) else { return Some(claim) };
    let total = claim.total;
    let apart = !points.contains(&total.span) && scores.iter().all(|score| score.span != total.span);
    let whole = total.quantity.value != Decimal::ONE_HUNDRED && scores.iter().all(|score| score.quantity.value <= total.quantity.value);
    (apart && whole).then(|| Claim { complete: true, readings: vec![scores.clone()], ..claim })
}

/// Whether words name the points to be had: 产出指标满分.
fn is_full(context: &Context<'_>, name: &str) -> bool {
    context.knowledge.schemes.full.ends(name)
}

/// Whether words say that points were had: 得分分别为.
fn says_had(context: &Context<'_>, name: &str) -> bool {
    name.char_indices().map(|(at, char)| at + char.len_utf8()).any(|end| context.knowledge.forms.score.had.has(&name[..end]))
}

/// The words right before a number, a space between them or not: 决策 of 决策13.8分.
pub(super) fn name_before(flow: &str, span: Span) -> &str {
    let head = flow.get(..span.start as usize).unwrap_or("").trim_end_matches(' ');
    let start =
        head.char_indices().rev().take(12).take_while(|(_, character)| character.is_alphabetic() && !character.is_whitespace()).last();
    head.get(start.map_or(head.len(), |(at, _)| at)..).unwrap_or("")
}

fn negative(mut number: Num) -> Num {
    number.quantity.value = -number.quantity.value;
    number
}

fn num(value: &Value<'_>) -> Option<Num> {
    match value {
        Value::Number(quantity, Some(span)) => Some(Num { quantity: *quantity, span: *span }),
        Value::Number(_, None) | Value::Missing | Value::Truth(_) | Value::Text(..) | Value::Date(..) | Value::List(_) | Value::Fact(_) => {
            None
        }
    }
}

fn nums(value: &Value<'_>) -> Option<Vec<Num>> {
    match value {
        Value::List(values) => values.iter().map(num).collect(),
        Value::Number(..) | Value::Missing | Value::Truth(_) | Value::Text(..) | Value::Date(..) | Value::Fact(_) => None,
    }
}

/// The indicators of a form, with the execution where it has a score.
fn of_form<'a>(form: &Form<'a>, facts: &mut Facts<'a>) {
    let Some(total) = &form.total else { return };
    let Some(score) = total.score else { return };
    let scores: Vec<Num> = form.indicators.iter().filter_map(|indicator| indicator.score).collect();
    let execution = form.funding.as_ref().and_then(|funding| funding.whole()?.score);
    let counted = form.indicators.iter().any(|indicator| indicator.execution);
    // A total of 90 points beside indicators of 90 points is theirs alone; where only the heading of the part says 90, it may be.
    let weights = form.indicators.iter().map(|indicator| indicator.weight.map(|weight| weight.quantity.value));
    let weights = weights.sum::<Option<Decimal>>();
    let is_theirs = |points: Option<Num>| points.is_some_and(|points| Some(points.quantity.value) == weights);
    let own = is_theirs(total.weight);
    // Points that no indicator has stand in a part of the form that was not understood.
    let lacks = execution.is_none() && total.weight.zip(weights).is_some_and(|(points, weights)| points.quantity.value > weights);
    let complete = scores.len() == form.indicators.len() && scores.len() >= 2 && !lacks;
    let perhaps = total.weight.is_none() && is_theirs(form.stated);
    let mut readings = Vec::new();
    if let Some(execution) = execution.filter(|_| !own) {
        readings.push(std::iter::once(execution).chain(scores.iter().copied()).collect());
    }
    if execution.is_none() || counted || own || perhaps {
        readings.push(scores);
    }
    push(facts, total.label, (score, None), (complete, false), &readings);
}

/// The rows of a table whose columns are scores and whose last is their total.
fn of_table<'a>(context: &Context<'a>, sheet: &Sheet<'a>, facts: &mut Facts<'a>) {
    if sheet.has(Heading::Target) || sheet.has(Heading::Actual) {
        return;
    }
    of_columns(context, sheet, facts);
    let reader = context.reader();
    let parts: Vec<_> = sheet.columns.iter().filter(|column| column.full.is_some()).collect();
    let scores = &context.knowledge.forms.columns.scores;
    let total = sheet.columns.iter().find(|column| scores.has(column.text) && parts.iter().all(|part| part.number != column.number));
    let (Some(total), true) = (total, parts.len() >= 2) else { return };
    for row in sheet.rows {
        let label = row.cells.first().map(|cell| (cell.span.of(reader.text), cell.span));
        let sum = Sheet::cell(row, total).and_then(|cell| reader.points_of_cell(cell));
        let found: Vec<Num> = parts.iter().filter_map(|part| reader.points_of_cell(Sheet::cell(row, part)?)).collect();
        // 加分 beside the parts counts for or against them.
        let beside = |column: &&Column<'a>| column.full.is_none() && column.number != total.number && column.number > parts[0].number;
        let others = sheet.columns.iter().filter(beside).filter_map(|column| reader.points_of_cell(Sheet::cell(row, column)?));
        let others: Vec<Num> = others.collect();
        if let (Some(label), Some(sum), true) = (label, sum, found.len() == parts.len()) {
            let with = |others: Vec<Num>| found.iter().copied().chain(others).collect();
            let mut readings = vec![found.clone()];
            if !others.is_empty() {
                readings.extend([with(others.clone()), with(others.into_iter().map(negative).collect())]);
            }
            push(facts, label, (sum, None), (true, false), &readings);
        }
    }
}

/// The columns of scores above a row of totals, in a table whose points to be had show which rows make up the total.
fn of_columns<'a>(context: &Context<'a>, sheet: &Sheet<'a>, facts: &mut Facts<'a>) {
    let Some(rows::Points { label, full, total: Some(total), weights, scores: Some(scores), .. }) = rows::points(context, sheet) else {
        return;
    };
    if scores.len() > 1 && Num::total(&weights) == full.quantity.value {
        push(facts, label, (total, Some(full)), (true, false), &[scores]);
    }
}

fn push<'a>(
    facts: &mut Facts<'a>,
    label: Words<'a>,
    (total, full): (Num, Option<Num>),
    (complete, prose): (bool, bool),
    readings: &[Vec<Num>],
) {
    let Some(first) = readings.first().filter(|first| !first.is_empty()) else { return };
    let values = vec![
        text(Some(label)),
        number(Some(total)),
        Value::Truth(complete),
        Value::Truth(prose),
        numbers(first.iter().copied()),
        Value::List(readings.iter().map(|reading| numbers(reading.iter().copied())).collect()),
        number(full),
    ];
    facts.push(&SCORING, label.1.to(total.span), values);
}
