//! What is left over, and what it is left over from: 年初结余 + 收入 − 支出 = 年末结余; 到位 − 支出 = 余款; 总投资 − 到位 = 缺口.

mod account;
mod flows;
mod rest;
mod tabled;

use super::prose::{Mention, Name, Prose};
use super::quotient::{self, Near, Search};
use super::sum::REPAIR;
use super::sum::repair::{self, Repair};
use super::{Context, FactId, Facts, Field, Kind, Type, Value, columns, place};
use crate::data::measures::{Remainder, Role};
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use flows::{Flow, carried, far, left, made};
use std::borrow::Cow;

/// A stated remainder with the ways to reckon it.
pub static BALANCE: Kind = Kind {
    name: "balance",
    zh: "文中给出的结余、余款或缺口及其可能的算法",
    en: "a stated remainder and the ways to reckon it",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "文中的名称", en: "its name in the report" },
        Field { name: "remainder", ty: Type::Number, zh: "结余、余款或缺口", en: "what is left over" },
        Field {
            name: "readings",
            ty: Type::List(&Type::Fact("flow")),
            zh: "可能的算法，最可能的在前",
            en: "the ways to reckon it, the most plausible first",
        },
        Field {
            name: "opening", ty: Type::Truth, zh: "是否写明年初结转或结余", en: "whether what was carried in is stated beside it"
        },
        Field {
            name: "guessed",
            ty: Type::Truth,
            zh: "是否仅凭全文的金额推测算法",
            en: "whether nothing beside it says what it is left of, so that amounts of the whole report are tried",
        },
        Field {
            name: "repairs",
            ty: Type::List(&Type::Fact("repair")),
            zh: "改动一键即相符的写法",
            en: "what it would have to be, where that is one keystroke away",
        },
    ],
    uses: &["sum", "report"],
    extract: Some(extract),
};

/// One way to reckon a remainder.
pub static FLOW: Kind = Kind {
    name: "flow",
    zh: "结余的一种算法",
    en: "one way to reckon a remainder",
    fields: &[
        Field {
            name: "incoming",
            ty: Type::List(&Type::Number),
            zh: "收入、结转、预算或到位",
            en: "what there was: income, carried in, budget, arrived",
        },
        Field { name: "outgoing", ty: Type::List(&Type::Number), zh: "支出或到位", en: "what went: spent, or, for a gap, arrived" },
        Field {
            name: "others",
            ty: Type::List(&Type::Number),
            zh: "附近的其他金额，只随最可能的算法给出",
            en: "other amounts near by; given with the most plausible reading only",
        },
        Field {
            name: "near",
            ty: Type::Text,
            zh: "数据所在：row、sentence、paragraph、document",
            en: "where the figures stand: row, sentence, paragraph or document",
        },
    ],
    uses: &["balance"],
    extract: None,
};

/// More amounts near by than these are not tried.
const OTHERS: usize = 12;
/// More repairs than these say nothing more.
const REPAIRS: usize = 4;
fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    tabled::extract(context, facts);
    let search = Search::new(context.prose(), &context.knowledge.measures);
    let fiscal = super::fiscal_year(facts);
    for (at, mention) in search.prose.mentions.iter().enumerate() {
        let Some(rule) = remainder(mention, &context.knowledge.measures.remainders) else { continue };
        if lacks_amount(context, mention) {
            continue;
        }
        if flows::is_before(search.prose, mention, fiscal) {
            continue;
        }
        let carried = carried(&search, at, rule, fiscal);
        let opening = !carried.is_empty();
        let known = if opening || rule.grows { carried } else { left(&search, at, mention, rule) };
        let guessed = known.is_empty() && !rule.grows;
        let mut readings = if guessed { far(&search, at, mention, rule) } else { known };
        readings.extend(made(search.prose, at, &readings, opening));
        if !readings.is_empty() && !is_of_parts(context, &search, mention, &readings) && !is_of_row(context, &search, mention, &readings) {
            push(facts, &search, (at, mention, rule), &readings, (opening, guessed));
        }
    }
    account::extract(context, facts);
    rest::extract(context, facts, search.prose);
}

/// Whether its sentence adds money without its amount before it.
fn lacks_amount(context: &Context<'_>, mention: &Mention) -> bool {
    let sentence = place::around(context.document, mention.span.start);
    let before = Span { start: sentence.start.min(mention.span.start), end: mention.span.start };
    context.knowledge.connectors.addend.lacks_amount(before.of(&context.document.flow.text))
}

/// Whether a form of names and values, in which nothing ends what 其中 begins, tells parts of what came and went.
fn is_of_parts(context: &Context<'_>, search: &Search<'_, '_>, mention: &Mention, readings: &[Flow]) -> bool {
    let prose = search.prose;
    let form = place::form_at(context.document, mention.span.start);
    let has_parts = |form: Span| prose.inside(form).any(|at| prose.get(at).is_some_and(|other| other.part));
    let broken = |flow: &Flow| flow.leaves(prose) != mention.quantity.base().ok();
    form.is_some_and(has_parts) && readings.iter().all(broken)
}

/// Whether a row of a table shows of what the remainder is left, which no reading takes: of one project of several.
fn is_of_row(context: &Context<'_>, search: &Search<'_, '_>, mention: &Mention, readings: &[Flow]) -> bool {
    let broken = |flow: &Flow| flow.leaves(search.prose) != mention.quantity.base().ok();
    let went = readings.iter().flat_map(|flow| &flow.outgoing).filter_map(|&went| search.prose.get(went));
    readings.iter().all(broken) && went.into_iter().any(|went| columns::makes_up(context, &went.quantity, &mention.quantity))
}

/// The rule by which a figure is a remainder, when it is one.
fn remainder<'m>(mention: &Mention, rules: &'m [Remainder]) -> Option<&'m Remainder> {
    let measure = match mention.name {
        Name::Measure(id) => id,
        Name::Unknown => mention.behind?,
        Name::Rate(_) | Name::Stem => return None,
    };
    let plain = mention.quantity.unit.dimension == Dimension::Money && mention.is_plain() && !mention.part && !mention.is_change();
    rules.iter().find(|rule| plain && rule.of == measure)
}

fn push<'a>(
    facts: &mut Facts<'a>,
    search: &Search<'_, 'a>,
    (at, mention, rule): (usize, &Mention, &Remainder),
    readings: &[Flow],
    (opening, guessed): (bool, bool),
) {
    let prose = search.prose;
    let repairs = repairs(facts, prose, mention, readings);
    let used = |other: &usize| readings.iter().any(|flow| flow.incoming.contains(other) || flow.outgoing.contains(other));
    let other = |mention: &Mention| mention.quantity.unit.dimension == Dimension::Money && mention.is_plain();
    let beside = prose.block(at).filter(|index| *index != at && !used(index) && prose.get(*index).is_some_and(other));
    let mut others: Vec<usize> = beside.collect();
    others.sort_by_key(|other| other.abs_diff(at));
    others.truncate(OTHERS);
    others.extend(taken(prose, at, rule).into_iter().filter(|other| !used(other)));
    let others = |at: usize| if at == 0 { others.as_slice() } else { &[] };
    let flows = readings.iter().enumerate().map(|(at, flow)| Value::Fact(one(facts, prose, flow, others(at)))).collect();
    let values = vec![
        Value::Text(Cow::Borrowed(prose.words(mention.label)), Some(mention.label)),
        Value::Number(mention.quantity, Some(mention.span)),
        Value::List(flows),
        Value::Truth(opening),
        Value::Truth(guessed),
        repairs,
    ];
    facts.push(&BALANCE, mention.label.to(mention.span), values);
}

/// What was taken back or cut, told of in another paragraph than the remainder.
fn taken(prose: Prose<'_, '_>, at: usize, rule: &Remainder) -> Vec<usize> {
    let block = prose.block(at);
    let plain =
        |mention: &Mention| mention.quantity.unit.dimension == Dimension::Money && mention.is_plain() && !mention.roles.has(Role::To);
    prose.known(0..prose.mentions.len(), &rule.taken, plain).filter(|other| !block.contains(other)).take(OTHERS).collect()
}

/// What a remainder would have to be by a reading, where that is one keystroke away.
fn repairs<'a>(facts: &mut Facts<'a>, prose: Prose<'_, 'a>, mention: &Mention, readings: &[Flow]) -> Value<'a> {
    let figure = repair::of_rate(prose.text, mention.quantity, mention.span);
    let needed = readings.iter().filter_map(|flow| flow.leaves(prose));
    let repairs: Vec<Repair> = needed.filter_map(|needed| repair::exactly(&figure, needed)).take(REPAIRS).collect();
    Value::List(repairs.iter().map(|repair| Value::Fact(facts.push(&REPAIR, mention.span, repair.values()))).collect())
}

fn one(facts: &mut Facts<'_>, prose: Prose<'_, '_>, flow: &Flow, others: &[usize]) -> FactId {
    let spans = flow.incoming.iter().chain(&flow.outgoing).filter_map(|&at| Some(prose.get(at)?.span));
    let span = spans.reduce(|a, b| a.to(b)).unwrap_or_default();
    let values = vec![
        quotient::numbers(prose, &flow.incoming),
        quotient::numbers(prose, &flow.outgoing),
        quotient::numbers(prose, others),
        Value::Text(Cow::Borrowed(flow.near.name()), None),
    ];
    facts.push(&FLOW, span, values)
}

/// Some sums, and what each comes to with any of further values added or taken off.
fn signed(mut sums: Vec<Decimal>, values: impl Iterator<Item = Decimal>) -> Vec<Decimal> {
    for value in values {
        let more: Vec<Decimal> = sums.iter().flat_map(|sum| [sum.saturating_add(value), sum.saturating_sub(value)]).collect();
        sums.extend(more);
    }
    sums
}
