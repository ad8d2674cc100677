//! Indicators of self-evaluation forms, and points beside the points to be had.

use super::form::{Indicator, Words, is_indicators};
use super::near::is_dated;
use super::product_sum::is_weighted;
use super::sheet::{Num, Sheet};
use super::{Context, FactId, Facts, Field, Kind, Type, Value};
use crate::data::labels::squeezed;
use crate::quantity::Dimension;
use crate::syntax::{Heading, Row};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// A row of an indicator.
pub static INDICATOR: Kind = Kind {
    name: "indicator",
    zh: "自评表中的一项指标",
    en: "an indicator of a self-evaluation form",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "指标名称", en: "its name" },
        Field {
            name: "place",
            ty: Type::Text,
            zh: "出处：form（自评表）、other（其他表格或逐行列出）、points（正文、逐行列出的指标及其分值）",
            en: "where it stands: form, other (another table, or lines), or points (prose or lines that tell its points)",
        },
        Field {
            name: "sort",
            ty: Type::Text,
            zh: "完成值（没有时为指标值）的性质：date、duration、price、money、ratio、count、plain、words",
            en: "what its result, or its target where there is none, is: date, duration, price, money, ratio, count, plain or words",
        },
        Field { name: "level1", ty: Type::Text, zh: "一级指标", en: "the class of the first level" },
        Field { name: "level2", ty: Type::Text, zh: "二级指标", en: "the class of the second level" },
        Field {
            name: "kind",
            ty: Type::Text,
            zh: "类别：quantity、quality、timeliness、cost、other-cost、benefit、satisfaction",
            en: "quantity, quality, timeliness, cost, other-cost, benefit or satisfaction",
        },
        Field { name: "execution", ty: Type::Truth, zh: "是否为预算执行率", en: "whether it is the execution of the budget" },
        Field {
            name: "operator",
            ty: Type::Text,
            zh: "目标的方向：at-least、at-most、above、below、equal、words、none",
            en: "what the target asks for: at-least, at-most, above, below, equal, words or none",
        },
        Field { name: "target", ty: Type::Number, zh: "指标值", en: "the target" },
        Field { name: "target_text", ty: Type::Text, zh: "指标值原文", en: "the target as written" },
        Field { name: "actual", ty: Type::Number, zh: "完成值", en: "the result" },
        Field { name: "actual_text", ty: Type::Text, zh: "完成值原文", en: "the result as written" },
        Field {
            name: "late",
            ty: Type::Truth,
            zh: "目标与完成均为日期的，是否逾期",
            en: "of days as target and result, whether it was done too late",
        },
        Field { name: "weight", ty: Type::Number, zh: "分值", en: "the points to be had" },
        Field { name: "score", ty: Type::Number, zh: "得分", en: "the points had" },
        Field { name: "reason", ty: Type::Text, zh: "偏差原因", en: "the reason given" },
        Field { name: "reason_asked", ty: Type::Truth, zh: "表中是否设原因栏", en: "whether the form asks for a reason" },
        Field {
            name: "remark", ty: Type::Text, zh: "正文中就此项说明原因的句子", en: "a sentence elsewhere that gives a reason for it"
        },
        Field { name: "lower", ty: Type::Truth, zh: "是否越低越好", en: "whether less of it is better" },
        Field {
            name: "namesake",
            ty: Type::Fact("indicator"),
            zh: "同表中此前的同名指标",
            en: "an earlier indicator of the form with this name",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// Points had, beside the points to be had.
pub static MARK: Kind = Kind {
    name: "mark",
    zh: "得分与分值",
    en: "points had and points to be had",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "名称", en: "what is scored" },
        Field { name: "score", ty: Type::Number, zh: "得分", en: "the points had" },
        Field { name: "weight", ty: Type::Number, zh: "分值", en: "the points to be had" },
    ],
    uses: &[],
    extract: Some(marks),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let forms = context.forms().iter().map(|form| (form, "form")).chain(context.records().iter().map(|form| (form, "other")));
    for (form, place) in forms {
        let mut known: HashMap<String, FactId> = HashMap::new();
        for indicator in &form.indicators {
            let name = squeezed(indicator.name.0);
            let namesake = known.get(&name).map_or(Value::Missing, |id| Value::Fact(*id));
            let id = facts.push(&INDICATOR, indicator.span, values(context, indicator, place, namesake));
            known.insert(name, id);
        }
    }
    for indicator in &context.told().indicators {
        facts.push(&INDICATOR, indicator.span, values(context, indicator, "points", Value::Missing));
    }
}

fn values<'a>(context: &Context<'a>, indicator: &Indicator<'a>, place: &'static str, namesake: Value<'a>) -> Vec<Value<'a>> {
    vec![
        text(Some(indicator.name)),
        word(place),
        word(sort(context, indicator)),
        text(indicator.level1),
        text(indicator.level2),
        indicator.kind.map_or(Value::Missing, word),
        Value::Truth(indicator.execution),
        word(indicator.operator.unwrap_or("none")),
        number(indicator.target),
        text(indicator.target_text),
        number(indicator.actual),
        text(indicator.actual_text),
        indicator.late.map_or(Value::Missing, Value::Truth),
        number(indicator.weight),
        number(indicator.score),
        text(indicator.reason),
        Value::Truth(indicator.reason_asked),
        remark(context, indicator),
        Value::Truth(indicator.lower),
        namesake,
    ]
}

/// Longer values are words, whatever days they hold.
const LONGEST: usize = 60;

/// What the value of an indicator is.
fn sort(context: &Context<'_>, indicator: &Indicator<'_>) -> &'static str {
    let Some((_, value)) = indicator.actual_text.or(indicator.target_text) else { return "words" };
    let Some(figure) = context.reader().figure(value) else {
        return if value.len() <= LONGEST && is_dated(context, value) { "date" } else { "words" };
    };
    match indicator.actual.or(indicator.target).map_or(figure.quantity.unit.dimension, |number| number.quantity.unit.dimension) {
        _ if figure.duration => "duration",
        Dimension::Money if figure.per().is_some() => "price",
        Dimension::Money => "money",
        Dimension::Ratio | Dimension::Points => "ratio",
        Dimension::Count(_) => "count",
        Dimension::Plain | Dimension::Score => "plain",
    }
}

/// A reason elsewhere is looked for only where one may be owed.
fn remark<'a>(context: &Context<'a>, indicator: &Indicator<'a>) -> Value<'a> {
    if indicator.reason.is_some() {
        return Value::Missing;
    }
    text(context.causes().on(indicator.name.0))
}

fn marks<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for form in context.forms() {
        for indicator in &form.indicators {
            mark(facts, indicator.name, indicator.score, indicator.weight);
        }
        for fund in form.funding.iter().flat_map(|funding| &funding.rows) {
            mark(facts, fund.label, fund.score, fund.weight);
        }
    }
    for sheet in context.sheets() {
        scored_columns(context, sheet, facts);
        scored_rows(context, sheet, facts);
    }
    let flow: &'a str = &context.document.flow.text;
    let marked = super::scoring::pairs::marked(context);
    let known: HashSet<Span> = marked.iter().map(|(_, score, _)| score.span).collect();
    let told = context
        .told()
        .marks
        .iter()
        .copied()
        .filter(|(span, score, _)| !known.contains(&score.span) && !context.knowledge.forms.score.bonus.within(span.of(flow)));
    for (span, score, weight) in marked.into_iter().chain(told) {
        mark(facts, (span.of(flow), span), Some(score), Some(weight));
    }
}

/// Scores below columns that are headed with the points to be had: 决策（20分）.
fn scored_columns<'a>(context: &Context<'a>, sheet: &Sheet<'a>, facts: &mut Facts<'a>) {
    if sheet.has(Heading::Target) || sheet.has(Heading::Name) {
        return;
    }
    for row in sheet.rows {
        for column in &sheet.columns {
            let cell = Sheet::cell(row, column).filter(|_| column.full.is_some());
            let score = cell.and_then(|cell| context.reader().points_of_cell(cell));
            mark(facts, (column.text, column.span), score, column.full);
        }
    }
}

/// Scores beside the points to be had, of rows that name no indicators: 产出时效 | 10 | 9.5. Where many are above their points, the columns
/// hold something else.
fn scored_rows<'a>(context: &Context<'a>, sheet: &Sheet<'a>, facts: &mut Facts<'a>) {
    let (Some(points), Some(scores)) = (sheet.column(Heading::Weight), sheet.column(Heading::Score)) else { return };
    if is_indicators(sheet) || is_weighted(context, sheet) {
        return;
    }
    let reader = context.reader();
    let of_row = |row: &Row| {
        let before = row.cells.iter().filter(|cell| cell.column < points.number.min(scores.number) && !cell.span.is_empty());
        let label = before.max_by_key(|cell| cell.column)?.span;
        let at = |column| Sheet::cell(row, column).and_then(|cell| reader.points_of_cell(cell));
        Some(((label.of(reader.text), label), at(scores)?, at(points)?))
    };
    let rows: Vec<(Words<'a>, Num, Num)> = sheet.rows.iter().filter_map(of_row).collect();
    let over = rows.iter().filter(|(_, score, weight)| score.quantity.value > weight.quantity.value).count();
    if over * 3 > rows.len() {
        return;
    }
    rows.into_iter().for_each(|(label, score, weight)| mark(facts, label, Some(score), Some(weight)));
}

fn mark<'a>(facts: &mut Facts<'a>, label: Words<'a>, score: Option<Num>, weight: Option<Num>) {
    if let (Some(score), Some(weight)) = (score, weight) {
        facts.push(&MARK, label.1.to(score.span), vec![text(Some(label)), number(Some(score)), number(Some(weight))]);
    }
}

/// A text with its place, or nothing.
pub(super) fn text<'a>(words: Option<(&'a str, Span)>) -> Value<'a> {
    words.map_or(Value::Missing, |(text, span)| Value::Text(Cow::Borrowed(text), Some(span)))
}

/// A word of the program.
pub(super) fn word<'a>(word: &'static str) -> Value<'a> {
    Value::Text(Cow::Borrowed(word), None)
}

/// A number with its place, or nothing.
pub(super) fn number<'a>(number: Option<Num>) -> Value<'a> {
    number.map_or(Value::Missing, |number| Value::Number(number.quantity, Some(number.span)))
}

/// Numbers in a list.
pub(super) fn numbers<'a>(numbers: impl IntoIterator<Item = Num>) -> Value<'a> {
    Value::List(numbers.into_iter().map(|found| number(Some(found))).collect())
}
