//! Announced numbers with the names that are listed for them: 5个科室：甲科、乙科 …; 甲镇、乙镇2个镇; 三个问题：一是 ….
//!
//! A fact is only made where both ends of the list are certain. Where marks of several weights could part the names,
//! every number that a reader might count is given.

mod after;
mod before;
mod names;
mod steps;

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Unit};
use crate::text::Span;
use crate::values::{self, Figure};
use names::Names;
use std::borrow::Cow;

/// An announced number and the names listed for it.
pub static ENUMERATION: Kind = Kind {
    name: "enumeration",
    zh: "宣布的个数与列举的名称",
    en: "an announced number and the names listed for it",
    fields: &[
        Field { name: "announced", ty: Type::Number, zh: "宣布的个数", en: "the announced number" },
        Field { name: "noun", ty: Type::Text, zh: "所数的事物", en: "what is counted" },
        Field { name: "names", ty: Type::List(&Type::Text), zh: "列举的名称", en: "the names listed" },
        Field { name: "counts", ty: Type::List(&Type::Number), zh: "可能数出的个数", en: "the numbers that a reader might count" },
        Field { name: "partial", ty: Type::Truth, zh: "措辞表明未列全", en: "the words say that names are left out" },
        Field { name: "people", ty: Type::Truth, zh: "所数的是人", en: "people are counted" },
        Field {
            name: "place",
            ty: Type::Text,
            zh: "列举的位置：after、bracket、before、steps",
            en: "where the list stands: after, bracket, before or steps",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for passage in &context.skeleton().passages {
        let figures = values::within(&context.values.figures, passage.span);
        for (at, figure) in figures.iter().enumerate().filter(|(_, figure)| is_announcement(context, figure)) {
            let place = Place::new(context, passage.span, figures, at);
            let found = [after::read(&place), before::read(&place)];
            let resumed = if found.iter().all(Option::is_none) { after::resumed(&place) } else { None };
            found.into_iter().chain([resumed]).flatten().for_each(|found| push(context, facts, figure, found));
        }
    }
}

/// A list is looked for no further before its number than this, in bytes.
const BEFORE: u32 = 900;

/// And no further behind it.
const BEHIND: u32 = 9_000;

/// A number that may announce a list.
pub(super) struct Place<'c, 'a> {
    pub context: &'c Context<'a>,
    /// The passage, as far as a list is looked for.
    pub passage: Span,
    /// Whether that reaches to the end of the passage.
    pub whole: bool,
    pub figures: &'c [Figure],
    pub at: usize,
    pub figure: &'c Figure,
}

impl<'c, 'a> Place<'c, 'a> {
    fn new(context: &'c Context<'a>, passage: Span, figures: &'c [Figure], at: usize) -> Self {
        let text: &str = &context.document.flow.text;
        let figure = &figures[at];
        let start = passage.start.max(figure.span.start.saturating_sub(BEFORE));
        let end = passage.end.min(figure.span.end.saturating_add(BEHIND));
        let start = (start..=figure.span.start).find(|at| text.is_char_boundary(*at as usize)).unwrap_or(figure.span.start);
        let end = (figure.span.end..=end).rev().find(|at| text.is_char_boundary(*at as usize)).unwrap_or(figure.span.end);
        Place { context, passage: Span { start, end }, whole: end == passage.end, figures, at, figure }
    }

    pub fn text(&self) -> &'a str {
        &self.context.document.flow.text
    }

    /// The end of the text behind the number that belongs to it: the next figure or the end of the passage.
    pub fn next_figure(&self) -> u32 {
        self.figures.get(self.at + 1).map_or(self.passage.end, |next| next.span.start)
    }

    /// The end of the figure before, or the beginning of the passage.
    pub fn last_figure(&self) -> u32 {
        self.at.checked_sub(1).and_then(|at| self.figures.get(at)).map_or(self.passage.start, |last| last.span.end)
    }
}

/// A list and what it is a list of.
pub(super) struct Found {
    pub noun: Span,
    pub names: Names,
    pub place: &'static str,
}

fn is_announcement(context: &Context<'_>, figure: &Figure) -> bool {
    let text = &context.document.flow.text;
    let number = figure.quantity.value;
    figure.quantity.mode == Mode::Exact
        && matches!(figure.quantity.unit, Unit { dimension: Dimension::Count(_), exponent: 0 })
        && figure.upper().is_none()
        && figure.quantity.decimals == 0
        && number >= Decimal::TWO
        && number < Decimal::ONE_HUNDRED
        && figure.unit.is_some_and(|unit| context.knowledge.lists.is_countable(unit.of(text)))
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, figure: &Figure, found: Found) {
    let text: &'a str = &context.document.flow.text;
    let people = figure.unit.is_some_and(|unit| context.knowledge.lists.people.iter().any(|word| word == unit.of(text)));
    let words = |span: Span| Value::Text(Cow::Borrowed(span.of(text)), Some(span));
    let list = found.names.names.first().zip(found.names.names.last()).map_or(figure.span, |(first, last)| first.to(*last));
    let values = vec![
        Value::Number(figure.quantity, Some(figure.span)),
        words(found.noun),
        Value::List(found.names.names.iter().copied().map(words).collect()),
        Value::List(found.names.counts.iter().map(|&count| counted(count)).collect()),
        Value::Truth(found.names.partial),
        Value::Truth(people),
        Value::Text(Cow::Borrowed(found.place), None),
    ];
    facts.push(&ENUMERATION, figure.span.to(list), values);
}

/// A number that a reader counts; the report does not show it.
fn counted<'a>(count: usize) -> Value<'a> {
    Value::Number(Quantity::exact(Decimal::from(count as u64), Unit::PLAIN), None)
}
