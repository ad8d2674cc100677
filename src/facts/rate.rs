//! Every stated rate of a known kind, wherever it stands: 满意度102%.

use super::entry::Entry;
use super::prose::{Mention, Name};
use super::sheet::printed;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::measures::Role;
use crate::quantity::Dimension;
use crate::quantity::Quantity;
use crate::text::Span;
use std::borrow::Cow;
use std::collections::HashSet;

/// A stated rate of a known kind.
pub static RATE: Kind = Kind {
    name: "rate",
    zh: "文中给出的比率",
    en: "a stated rate",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "名称", en: "its name" },
        Field { name: "measure", ty: Type::Text, zh: "比率种类，见 measures.toml", en: "the rate, as in measures.toml" },
        Field { name: "rate", ty: Type::Number, zh: "比率", en: "the rate" },
        Field { name: "exceeds", ty: Type::Truth, zh: "可否超过100%", en: "whether it may be over 100%" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let mut told = indicators(context, facts);
    entries(context, facts, &mut told);
    let prose = context.prose();
    let measures = &context.knowledge.measures;
    for ends in prose.mentions.windows(2) {
        if let [from, to] = ends
            && let Name::Rate(id) = from.name
            && let Some(rate) = measures.rate(id).filter(|_| is_change(from, to))
        {
            push(facts, (prose.words(from.label), from.label), &rate.id, rate.exceeds, to.quantity, to.span);
        }
    }
    for mention in prose.mentions.iter().filter(|mention| mention.quantity.unit.dimension == Dimension::Ratio && mention.well_formed) {
        if let Some(name) = those(context, mention) {
            push(facts, (prose.words(name), name), SHARE, false, mention.quantity, mention.span);
        }
    }
    for mention in
        prose.mentions.iter().filter(|mention| mention.quantity.unit.dimension == Dimension::Ratio && mention.direct && mention.well_formed)
    {
        if let Name::Rate(id) = mention.name
            && let Some(rate) = measures.rate(id).filter(|_| !prose.words(mention.head).trim_end().ends_with(OF))
        {
            let name = (prose.words(mention.label), mention.label);
            push(facts, name, &rate.id, rate.exceeds, mention.quantity, mention.span);
        }
    }
}

/// The name of a share of those that are told of by what they have.
const SHARE: &str = "share";

/// 达标的占94%: the words of those whose share a figure is, which are no more than all.
fn those(context: &Context<'_>, mention: &Mention) -> Option<Span> {
    let head = context.prose().words(mention.head).trim_end();
    let (range, _) = context.knowledge.measures.find(head).last().filter(|(_, word)| word.roles.has(Role::Share))?;
    let those = head.get(..range.start).is_some_and(|words| words.ends_with(OF));
    (those && range.end == head.len() && mention.name == Name::Unknown && !mention.is_aim()).then_some(mention.head)
}

/// Behind what something is said to be, or to be of: 其中通过验收的, 覆盖率达到目标的103%.
pub(super) const OF: char = '的';
/// Between the name of a rate and what it was before, in bytes: 由上年的.
const LINK: u32 = 24;

/// 入户率由81.4%提高到88.7%: what a rate has come to bears the name before what it was.
fn is_change(from: &Mention, to: &Mention) -> bool {
    let ratio = |end: &Mention| end.quantity.unit.dimension == Dimension::Ratio && end.well_formed;
    let beside = from.clause == to.clause && from.depth == to.depth && from.span.start.saturating_sub(from.label.end) <= LINK;
    beside && from.roles.has(Role::From) && to.roles.has(Role::To) && to.name == Name::Unknown && ratio(from) && ratio(to)
}

/// Indicators whose name is that of a known rate: the last in it. Gives the places of their figures.
fn indicators<'a>(context: &Context<'a>, facts: &mut Facts<'a>) -> HashSet<u32> {
    let measures = &context.knowledge.measures;
    let mut told = HashSet::new();
    for indicator in context.forms().iter().flat_map(|form| &form.indicators) {
        let Some(actual) = indicator.actual.filter(|actual| actual.quantity.unit.dimension == Dimension::Ratio) else { continue };
        if let Some(rate) = measures.find(indicator.name.0).filter_map(|(_, word)| measures.rate(word.rate?)).last() {
            push(facts, indicator.name, &rate.id, rate.exceeds, actual.quantity, actual.span);
            told.insert(actual.span.start);
        }
    }
    told
}

/// Rows of other tables that are named by a known rate, with its aim and what it came to.
fn entries<'a>(context: &Context<'a>, facts: &mut Facts<'a>, told: &mut HashSet<u32>) {
    let measures = &context.knowledge.measures;
    for Entry { label, figure, .. } in context.entries().iter().filter(|entry| entry.place < 2) {
        let ratio = figure.quantity.unit.dimension == Dimension::Ratio && figure.well_formed;
        // 好转率（同比）: with words in brackets it may be another rate.
        let unit = |rest: &str| rest.starts_with(['（', '(']) && !rest.contains(char::is_alphabetic);
        let bare = |end: usize| label.0.get(end..).map(str::trim).is_some_and(|rest| rest.is_empty() || unit(rest));
        let named = measures.find(label.0).filter_map(|(range, word)| Some((range.end, measures.rate(word.rate?)?))).last();
        let Some((_, rate)) = named.filter(|&(end, _)| ratio && bare(end)) else { continue };
        if told.insert(printed(figure).start) {
            push(facts, *label, &rate.id, rate.exceeds, figure.quantity, printed(figure));
        }
    }
}

fn push<'a>(facts: &mut Facts<'a>, name: (&'a str, Span), id: &'a str, exceeds: bool, rate: Quantity, span: Span) {
    let values = vec![
        Value::Text(Cow::Borrowed(name.0), Some(name.1)),
        Value::Text(Cow::Borrowed(id), None),
        Value::Number(rate, Some(span)),
        Value::Truth(exceeds),
    ];
    facts.push(&RATE, name.1.to(span), values);
}
