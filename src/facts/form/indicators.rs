//! The indicators of a form, row by row.

use super::days::late;
use super::funding::{blanks, reason};
use super::{Form, Words};
use crate::data::forms::{RecordWords, Side};
use crate::facts::sheet::{Column, Num, Reader, Sheet, exact, printed};
use crate::quantity::{Decimal, Dimension, Hedge, Mode, Quantity, Unit};
use crate::syntax::{Heading, Row};
use crate::text::Span;
use crate::values::Figure;

/// A row of an indicator.
#[derive(Debug)]
pub struct Indicator<'a> {
    /// The whole row.
    pub span: Span,
    /// Its name.
    pub name: Words<'a>,
    /// The class of the first level, from this row or a row above.
    pub level1: Option<Words<'a>>,
    /// The class of the second level, likewise.
    pub level2: Option<Words<'a>>,
    /// What it is about.
    pub kind: Option<&'static str>,
    /// Whether it is the execution of the budget.
    pub execution: bool,
    /// What the target asks for.
    pub operator: Option<&'static str>,
    /// The target, when it is a number.
    pub target: Option<Num>,
    /// The target as written.
    pub target_text: Option<Words<'a>>,
    /// The result, when it is a number.
    pub actual: Option<Num>,
    /// The result as written.
    pub actual_text: Option<Words<'a>>,
    /// The operator written before the result.
    pub actual_sign: Option<Span>,
    /// Where target and result are days, whether it was done too late.
    pub late: Option<bool>,
    /// The points to be had.
    pub weight: Option<Num>,
    /// The points had.
    pub score: Option<Num>,
    /// The reason given.
    pub reason: Option<Words<'a>>,
    /// Whether the form asks for a reason.
    pub reason_asked: bool,
    /// Whether less of it is better.
    pub lower: bool,
    /// The columns with a blank cell.
    pub blank: Vec<Words<'a>>,
    /// How many of its cells say something, its name and classes not counted.
    pub filled: usize,
}

/// A class of indicators with points of its own.
#[derive(Debug)]
pub struct Group<'a> {
    /// The class.
    pub label: Words<'a>,
    /// Its points.
    pub points: Num,
    /// Its indicators, by their index.
    pub members: std::ops::Range<usize>,
}

/// The row of the total.
#[derive(Debug)]
pub struct Total<'a> {
    /// The whole row.
    pub span: Span,
    /// Its label.
    pub label: Words<'a>,
    /// The sum of the points to be had.
    pub weight: Option<Num>,
    /// The sum of the points had.
    pub score: Option<Num>,
    /// The columns with a blank cell.
    pub blank: Vec<Words<'a>>,
}

/// The columns that matter.
struct Columns<'s, 'a> {
    name: &'s Column<'a>,
    level1: Option<&'s Column<'a>>,
    level2: Option<&'s Column<'a>>,
    operator: Option<&'s Column<'a>>,
    target: Option<&'s Column<'a>>,
    measure: Option<&'s Column<'a>>,
    actual: Option<&'s Column<'a>>,
    weight: Option<&'s Column<'a>>,
    score: Option<&'s Column<'a>>,
    reason: Option<&'s Column<'a>>,
}

/// Adds the indicators of a sheet to the form.
pub fn read<'a>(reader: &Reader<'a>, sheet: &Sheet<'a>, form: &mut Form<'a>) {
    if let Some(columns) = columns(sheet) {
        below(reader, sheet, &columns, form);
    }
}

/// Adds the rows of a table whose header names a target and a result in other words than those of forms.
pub fn read_other<'a>(reader: &Reader<'a>, sheet: &Sheet<'a>, form: &mut Form<'a>) {
    if let Some(columns) = other_columns(reader, sheet) {
        below(reader, sheet, &columns, form);
    }
}

fn below<'a>(reader: &Reader<'a>, sheet: &Sheet<'a>, columns: &Columns<'_, 'a>, form: &mut Form<'a>) {
    form.stated = form.stated.or(sheet.columns.first().and_then(|column| reader.points(column.span)));
    let (mut level1, mut level2) = (None, None);
    for row in sheet.rows {
        if let Some(total) = total(reader, sheet, columns, row) {
            form.total = form.total.take().or(Some(total));
            continue;
        }
        let Some(at) = valued(columns, row) else { continue };
        if let Some(class) = class(reader, columns.level1, row) {
            if level1.is_some_and(|known: Words<'a>| known.0 != class.0) {
                level2 = None;
            }
            open_group(reader, class, form);
            level1 = Some(class);
        }
        level2 = class(reader, columns.level2, row).or(level2);
        form.indicators.push(indicator(reader, sheet, columns, row, at, (level1, level2)));
        if let Some(group) = form.groups.last_mut().filter(|group| level1.is_some_and(|class| class.0 == group.label.0)) {
            group.members.end = form.indicators.len();
        }
    }
}

fn columns<'s, 'a>(sheet: &'s Sheet<'a>) -> Option<Columns<'s, 'a>> {
    let name = sheet.last_column(Heading::Name)?;
    let implied = sheet.columns.iter().find(|column| column.number < name.number && column.text.is_empty());
    Some(Columns {
        name,
        level1: sheet.column(Heading::Level1).or(implied),
        level2: sheet.column(Heading::Level2),
        operator: sheet.column(Heading::Operator),
        target: sheet.column(Heading::Target),
        measure: last_behind(sheet, Heading::Measure, name),
        actual: sheet.column(Heading::Actual),
        weight: last_behind(sheet, Heading::Weight, name),
        score: sheet.last_column(Heading::Score),
        reason: sheet.last_column(Heading::Reason),
    })
}

/// The columns of such a table: at least a name and a target, and a result unless the name is headed as one of an indicator.
fn other_columns<'s, 'a>(reader: &Reader<'a>, sheet: &'s Sheet<'a>) -> Option<Columns<'s, 'a>> {
    let words = &reader.knowledge.forms.record;
    let (target, actual) = (only(words, sheet, Side::Target)?, only(words, sheet, Side::Actual));
    let before = |end: &'s Column<'a>| sheet.columns.iter().filter(move |column| column.number < end.number && is_wordy(words, column));
    let name = sheet.last_column(Heading::Name).filter(|name| name.number < target.number);
    let name = name.or_else(|| before(target).next_back().filter(|_| actual.is_some()))?;
    let mut classes = before(name);
    let gives_reasons = |column: &&Column<'a>| column.heading == Some(Heading::Reason) || words.reasons.ends(column.text.trim());
    Some(Columns {
        name,
        level1: sheet.column(Heading::Level1).or_else(|| classes.next()),
        level2: sheet.column(Heading::Level2).or_else(|| classes.next()),
        operator: sheet.column(Heading::Operator),
        target: Some(target),
        measure: sheet.column(Heading::Measure),
        actual,
        weight: last_behind(sheet, Heading::Weight, name),
        score: sheet.last_column(Heading::Score),
        reason: sheet.columns.iter().rfind(gives_reasons),
    })
}

/// The last column of a heading, to the right of the names.
fn last_behind<'s, 'a>(sheet: &'s Sheet<'a>, heading: Heading, name: &Column<'a>) -> Option<&'s Column<'a>> {
    sheet.columns.iter().rfind(|column| column.heading == Some(heading) && column.number > name.number)
}

/// The only column of targets, or of results. Columns of money are of the budget.
fn only<'s, 'a>(words: &RecordWords, sheet: &'s Sheet<'a>, wanted: Side) -> Option<&'s Column<'a>> {
    let found: Vec<&Column<'a>> = sheet.columns.iter().filter(|column| side(words, column) == Some(wanted)).collect();
    let only = match found.as_slice() {
        [only] => only,
        // 任务 | 数量目标 | 完成数量: the first names the rows.
        [first, second] if wanted == Side::Target && first.number <= 1 => second,
        [] | [_, _, ..] => return None,
    };
    Some(*only).filter(|column| column.unit.is_none_or(|unit| unit.dimension != Dimension::Money))
}

/// What a column is of, by its heading or by the words of its header.
fn side(words: &RecordWords, column: &Column<'_>) -> Option<Side> {
    match column.heading {
        Some(Heading::Target) => Some(Side::Target),
        Some(Heading::Actual) => Some(Side::Actual),
        Some(Heading::Money | Heading::Words) | None => words.column(column.text),
        Some(
            Heading::Name
            | Heading::Level1
            | Heading::Level2
            | Heading::Operator
            | Heading::Measure
            | Heading::Weight
            | Heading::Score
            | Heading::Reason
            | Heading::Rate,
        ) => None,
    }
}

/// Whether a column may hold names of rows or of their classes.
fn is_wordy(words: &RecordWords, column: &Column<'_>) -> bool {
    let plain = matches!(column.heading, Some(Heading::Words | Heading::Name) | None);
    plain && side(words, column) != Some(Side::Actual) && !words.numbers.has(column.text)
}

/// The name's cell of a row that has values; none for rows that only look like one of an indicator.
fn valued(columns: &Columns<'_, '_>, row: &Row) -> Option<Span> {
    let name = Sheet::cell(row, columns.name).filter(|cell| !cell.is_empty())?;
    let values = [columns.target, columns.actual, columns.weight, columns.score];
    values.into_iter().flatten().any(|column| Sheet::cell(row, column).is_some_and(|cell| !cell.is_empty())).then_some(name)
}

fn class<'a>(reader: &Reader<'a>, column: Option<&Column<'a>>, row: &Row) -> Option<Words<'a>> {
    let cell = Sheet::cell(row, column?).filter(|cell| !cell.is_empty())?;
    Some((cell.of(reader.text), cell))
}

fn open_group<'a>(reader: &Reader<'a>, label: Words<'a>, form: &mut Form<'a>) {
    let at = form.indicators.len();
    if let Some(points) = reader.points(label.1).or_else(|| reader.points_at_end(label.1))
        && form.groups.last().is_none_or(|group| group.label.0 != label.0)
    {
        form.groups.push(Group { label, points, members: at..at });
    }
}

fn total<'a>(reader: &Reader<'a>, sheet: &Sheet<'a>, columns: &Columns<'_, 'a>, row: &Row) -> Option<Total<'a>> {
    let first = row.cells.iter().find(|cell| !cell.span.is_empty())?;
    let text = first.span.of(reader.text);
    let words = &reader.knowledge.forms.columns;
    if !reader.knowledge.vocabulary.is_total(text) || words.subtotals.has(text) || first.column > columns.name.number {
        return None;
    }
    let points = |column: Option<&Column<'a>>| reader.points_of_cell(Sheet::cell(row, column?)?);
    let (mut weight, mut score) = (points(columns.weight), points(columns.score));
    let lone = columns.score.is_some_and(|column| Sheet::cell(row, column).is_none());
    if lone && weight.is_some_and(|weight| weight.quantity.value != Decimal::ONE_HUNDRED) {
        // A single number in the row of the total is the score, whatever column it was put below.
        score = weight.take();
    }
    // What was done and why are told of each, not of all.
    let pointed = |blank: &Words<'a>| [columns.weight, columns.score].into_iter().flatten().any(|column| column.span == blank.1);
    let blank = blanks(reader, sheet, row, columns.weight.or(columns.score)?.number).into_iter().filter(pointed).collect();
    Some(Total { span: row.span, label: (text, first.span), weight, score, blank })
}

fn indicator<'a>(
    reader: &Reader<'a>,
    sheet: &Sheet<'a>,
    columns: &Columns<'_, 'a>,
    row: &Row,
    name: Span,
    (level1, level2): (Option<Words<'a>>, Option<Words<'a>>),
) -> Indicator<'a> {
    let words = &reader.knowledge.forms.indicator;
    let cell = |column: Option<&Column<'a>>| Sheet::cell(row, column?).filter(|cell| !cell.is_empty());
    let text = |span: Span| (span.of(reader.text), span);
    let said = |column: Option<&Column<'a>>| cell(column).filter(|cell| !reader.is_absent(*cell));
    let measure = said(columns.measure).map(|span| span.of(reader.text));
    let (operator, target) = target(reader, said(columns.operator), said(columns.target), measure);
    let actual = said(columns.actual);
    let (actual_sign, result) = actual.map_or((None, None), |span| result(reader, span, target, measure));
    let target = target.map(|target| lent(target, result));
    let title = name.of(reader.text);
    let kind = [level2, level1].into_iter().flatten().find_map(|class| words.kind(class.0));
    let points = |column| cell(column).and_then(|cell| reader.points_of_cell(cell));
    let from = columns.target.or(columns.actual).map_or(columns.name.number + 1, |column| column.number.min(columns.name.number + 1));
    Indicator {
        span: row.span,
        name: (title, name),
        level1,
        level2,
        kind,
        execution: words.execution.has(title),
        operator,
        target,
        target_text: said(columns.target).map(text),
        actual: result,
        actual_text: actual.map(text),
        actual_sign,
        late: said(columns.target).zip(actual).and_then(|(target, actual)| late(reader, target, actual)),
        weight: points(columns.weight),
        score: points(columns.score),
        reason: cell(columns.reason).and_then(|cell| reason(reader, cell)),
        reason_asked: columns.reason.is_some(),
        lower: words.is_lower(title) || is_lower_kind(kind, target.or(result)),
        blank: blanks(reader, sheet, row, from),
        filled: row.cells.iter().filter(|cell| cell.column >= from && !cell.span.is_empty()).count(),
    }
}

/// Whether less is better by what an indicator is about: of costs and of time, unless a share of them is meant.
pub(in crate::facts) fn is_lower_kind(kind: Option<&str>, number: Option<Num>) -> bool {
    let share = number.is_some_and(|number| number.quantity.unit.dimension == Dimension::Ratio);
    matches!(kind, Some("cost" | "timeliness" | "other-cost")) && !share
}

/// What prose states of an indicator.
pub struct Stated<'a> {
    /// Its name.
    pub name: Words<'a>,
    /// The target.
    pub target: Span,
    /// The result.
    pub actual: Span,
    /// What is said of it besides.
    pub reason: Option<Words<'a>>,
}

/// An indicator as prose states it, without points.
pub fn stated<'a>(reader: &Reader<'a>, stated: &Stated<'a>) -> Indicator<'a> {
    let words = &reader.knowledge.forms.indicator;
    let text = |span: Span| Some((span.of(reader.text), span));
    let (operator, target) = target(reader, None, Some(stated.target), None);
    let (actual_sign, result) = result(reader, stated.actual, target, None);
    Indicator {
        span: stated.name.1.to(stated.actual),
        name: stated.name,
        level1: None,
        level2: None,
        kind: words.kind(stated.name.0),
        execution: words.execution.has(stated.name.0),
        operator,
        target: target.map(|target| lent(target, result)),
        target_text: text(stated.target),
        actual: result,
        actual_text: text(stated.actual),
        actual_sign,
        late: late(reader, stated.target, stated.actual),
        weight: None,
        score: None,
        reason: stated.reason,
        reason_asked: true,
        lower: words.is_lower(stated.name.0),
        blank: Vec::new(),
        filled: 2,
    }
}

/// What a target asks for, and its number.
fn target(reader: &Reader<'_>, sign: Option<Span>, cell: Option<Span>, measure: Option<&str>) -> (Option<&'static str>, Option<Num>) {
    let operators = &reader.knowledge.forms.operators;
    let sign = sign.and_then(|span| operators.meaning(span.of(reader.text)));
    let Some(figure) = cell.and_then(|cell| reader.figure(cell)) else { return (sign, None) };
    let own = asked(reader, &figure).or(sign);
    if own == Some("words") || matches!(figure.quantity.mode, Mode::Hedged(Hedge::About | Hedge::Nearly | Hedge::Over)) {
        return (own, None);
    }
    (own, Some(Num { quantity: measured(reader, figure.quantity, measure), span: printed(&figure) }))
}

/// The operator that a figure is written with.
fn asked(reader: &Reader<'_>, figure: &Figure) -> Option<&'static str> {
    match figure.quantity.mode {
        Mode::Hedged(Hedge::AtLeast) => Some("at-least"),
        Mode::Hedged(Hedge::AtMost) => Some("at-most"),
        Mode::Hedged(Hedge::Above) => Some("above"),
        Mode::Hedged(Hedge::Below) => Some("below"),
        Mode::Hedged(Hedge::About | Hedge::Nearly | Hedge::Over) => None,
        Mode::Exact | Mode::Rounded | Mode::Truncated => {
            figure.hedge().and_then(|span| reader.knowledge.forms.operators.meaning(span.of(reader.text)))
        }
    }
}

/// The number of a result, with the place of an operator that is left before it.
fn result(reader: &Reader<'_>, cell: Span, target: Option<Num>, measure: Option<&str>) -> (Option<Span>, Option<Num>) {
    let Some(figure) = reader.figure(cell) else { return (None, None) };
    let sided = matches!(figure.quantity.mode, Mode::Hedged(Hedge::AtLeast | Hedge::AtMost | Hedge::Above | Hedge::Below));
    let vague = matches!(figure.quantity.mode, Mode::Hedged(Hedge::About | Hedge::Nearly | Hedge::Over));
    let mut quantity = measured(reader, figure.quantity, measure);
    if let (Dimension::Plain, 0, Some(target)) = (quantity.unit.dimension, quantity.unit.exponent, target) {
        quantity.unit = like(quantity, target.quantity.unit);
    }
    let number = (!vague).then_some(Num { quantity, span: printed(&figure) });
    (figure.hedge().filter(|_| sided), number)
}

/// A bare target takes the unit that its result is printed with.
fn lent(mut target: Num, result: Option<Num>) -> Num {
    if let (Dimension::Plain, 0, Some(result)) = (target.quantity.unit.dimension, target.quantity.unit.exponent, result) {
        target.quantity.unit = result.quantity.unit;
    }
    target
}

/// The unit of a bare result beside a target: that of the target, but 0.96 beside 95% is a share.
fn like(quantity: Quantity, target: Unit) -> Unit {
    let share = target.dimension == Dimension::Ratio && quantity.value <= Decimal::ONE && quantity.decimals > 0;
    if share { Unit { dimension: Dimension::Ratio, exponent: 0 } } else { target }
}

/// A number as printed, in the unit that the form gives beside it when it has none.
fn measured(reader: &Reader<'_>, quantity: Quantity, measure: Option<&str>) -> Quantity {
    let bare = quantity.unit.dimension == Dimension::Plain && quantity.unit.exponent == 0;
    let unit = measure.filter(|_| bare).and_then(|word| reader.unit(word)).unwrap_or(quantity.unit);
    exact(Quantity { unit, ..quantity })
}
