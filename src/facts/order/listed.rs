//! Steps that stand in fields and in the rows of a table, one beside another.

use super::steps::Dated;
use super::{Event, Pair};
use crate::data::roles::Class;
use crate::data::roles::steps::Step;
use crate::facts::Context;
use crate::syntax::{Cell, Field, Row, Table};
use crate::text::Span;
use crate::values::{self, DateMention, Granularity};

/// Whether each step comes once: they are those of one course of works.
pub(super) fn is_one_course(steps: &[Dated<'_>]) -> bool {
    let same = |one: &Dated<'_>, other: &Dated<'_>| one.step == other.step && one.planned == other.planned;
    steps.iter().enumerate().all(|(at, one)| steps[..at].iter().all(|other| !same(one, other)))
}

/// Each step of one course with the nearest one that comes before it, in whatever order they are told.
pub(super) fn of_one_course<'a>(context: &Context<'_>, steps: &[Dated<'a>]) -> Vec<Pair<'a>> {
    if !is_one_course(steps) {
        return Vec::new();
    }
    let order = context.knowledge.roles.steps();
    let pair = |later: &Dated<'a>| {
        let is = |step: &Step| {
            steps.iter().find(|other| other.step == *step && other.planned == later.planned && later.is_told_with(other, order))
        };
        let earlier = order.before(later.step).iter().rev().find_map(is)?;
        Some(Pair { kind: "steps", earlier: earlier.event, later: later.event })
    };
    steps.iter().filter_map(pair).collect()
}

/// Tables of which the rows are steps: 环节 | 时间.
pub(super) fn of_tables<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let steps = |table: &Table| -> Vec<Dated<'a>> { table.rows.iter().filter_map(|row| of_row(context, row)).collect() };
    context.document.tables.iter().flat_map(|table| of_one_course(context, &steps(table))).collect()
}

/// A row with one date, one step, and at most its number: 3 | 签订采购合同 | 2023年5月22日.
fn of_row<'a>(context: &Context<'a>, row: &Row) -> Option<Dated<'a>> {
    let text: &'a str = &context.document.flow.text;
    let is_number = |cell: &&Cell| cell.span.of(text).chars().all(|character| character.is_ascii_digit());
    let mut filled = row.cells.iter().filter(|cell| !is_number(cell));
    let (Some(named), Some(dated), None) = (filled.next(), filled.next(), filled.next()) else { return None };
    let [date] = values::within(&context.values.dates, dated.span) else { return None };
    let alone = date.span == dated.span && date.granularity <= Granularity::Month && date.year_span.is_some();
    let name = Span { end: named.span.start + bare(named.span.of(text)).len() as u32, ..named.span };
    alone.then(|| dated_by(context, name, date)).flatten()
}

/// A name without what is said in brackets behind it.
fn bare(name: &str) -> &str {
    name.find(['（', '(']).map_or(name, |at| &name[..at])
}

/// Fields whose labels name a step: 开工时间, 竣工日期.
pub(super) fn labelled<'a>(context: &Context<'a>) -> Vec<Dated<'a>> {
    let dated = |field: &Field| {
        let date = values::within(&context.values.dates, field.value).iter().find(|date| date.granularity <= Granularity::Month)?;
        dated_by(context, field.label, date)
    };
    context.document.fields.iter().filter_map(dated).collect()
}

/// The step that a label names last, on the day beside it.
fn dated_by<'a>(context: &Context<'a>, label: Span, date: &DateMention) -> Option<Dated<'a>> {
    let text: &'a str = &context.document.flow.text;
    let roles = &context.knowledge.roles;
    let (range, step) = roles.steps().find(label.of(text)).last()?;
    let span = Span::new(range.start, range.end).shift(label.start);
    let event = Event { days: date.days?, span: date.span, name: span.of(text), name_span: Some(span) };
    let planned = roles.hits(label.of(text)).any(|hit| hit.classes.has(Class::Plan) && !(range.start <= hit.start && hit.end <= range.end));
    Some(Dated { step, event, planned, goes_on: true, whole: false, apart: false })
}
