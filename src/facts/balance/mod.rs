//! What is left over, and what it is left over from: 年初结余 + 收入 − 支出 = 年末结余; 到位 − 支出 = 余款; 总投资 − 到位 = 缺口.

mod rest;

use super::indicator::numbers;
use super::prose::{Mention, Name, Prose};
use super::quotient::{self, Near, Operands, Search};
use super::sum::REPAIR;
use super::sum::repair::{self, Repair};
use super::{Context, FactId, Facts, Field, Kind, Type, Value};
use crate::data::measures::{MeasureId, Remainder, Role};
use crate::quantity::{Decimal, Dimension};
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
    uses: &["sum"],
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
/// More figures than these on a side are not tried.
const SIDES: usize = 5;
/// More ways to reckon than these say nothing more.
const FLOWS: usize = 12;

/// A way to reckon a remainder, by the indices of the mentions.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Flow {
    incoming: Vec<usize>,
    outgoing: Vec<usize>,
    near: Near,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for reckoned in super::columns::differences(context) {
        tabled(facts, &reckoned);
    }
    for reckoned in super::scoring::pairs::deductions(context) {
        tabled(facts, &reckoned);
    }
    super::scoring::lost::in_all(context).iter().for_each(|lost| lost_in_all(context, facts, lost));
    let search = Search::new(context.prose(), &context.knowledge.measures);
    for (at, mention) in search.prose.mentions.iter().enumerate() {
        let Some(rule) = remainder(mention, &context.knowledge.measures.remainders) else { continue };
        let carried = carried(&search, at, rule);
        let opening = !carried.is_empty();
        let known = if opening || rule.grows { carried } else { left(&search, at, mention, rule) };
        let guessed = known.is_empty() && !rule.grows;
        let mut readings = if guessed { far(&search, at, mention, rule) } else { known };
        readings.extend(made(search.prose, at, &readings));
        if !readings.is_empty() {
            push(facts, &search, (at, mention, rule), &readings, (opening, guessed));
        }
    }
    rest::extract(context, facts, search.prose);
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

/// Two figures near by that leave exactly what is stated, where no reading does.
fn made(prose: Prose<'_, '_>, at: usize, readings: &[Flow]) -> Option<Flow> {
    let left = prose.get(at)?.quantity.base().ok()?;
    let holds = |flow: &Flow| Some(total(prose, &flow.incoming)?.checked_sub(total(prose, &flow.outgoing)?)? == left);
    if readings.is_empty() || readings.iter().any(|flow| holds(flow) == Some(true)) {
        return None;
    }
    let (there, went) = quotient::elsewhere::difference(prose, at)?;
    Some(Flow { incoming: vec![there], outgoing: vec![went], near: Near::Document })
}

/// 年初结余, 收入 and 支出 of the sentence.
fn carried(search: &Search<'_, '_>, at: usize, rule: &Remainder) -> Vec<Flow> {
    let prose = search.prose;
    let known = |measures: &[MeasureId]| -> Vec<usize> {
        let fits = |mention: &Mention| mention.measure().is_some_and(|id| measures.contains(&id)) && mention.is_plain() && !mention.part;
        // What a budget grew to follows what it was and what was added, perhaps in another sentence.
        let near = if rule.grows { prose.period(at) } else { prose.sentence(at) };
        near.filter(|&other| other != at && prose.get(other).is_some_and(fits)).collect()
    };
    let flow = |measures: &[MeasureId]| -> Vec<usize> {
        known(measures).into_iter().filter(|&other| !is_level(prose, other, rule.grows)).collect()
    };
    let (opening, spent, income) = (known(&rule.carried), flow(&rule.outgoing), flow(&rule.income));
    if opening.is_empty() || spent.is_empty() && (!rule.grows || income.is_empty()) {
        return Vec::new();
    }
    let all = Flow { incoming: [opening.as_slice(), income.as_slice()].concat(), outgoing: spent.clone(), near: Near::Sentence };
    let mut flows = vec![all];
    // 当年预算 and 当年拨款 may be one and the same money.
    if income.len() > 1 {
        let single = |&one: &usize| Flow { incoming: [opening.as_slice(), &[one]].concat(), outgoing: spent.clone(), near: Near::Sentence };
        flows.extend(income.iter().map(single));
    }
    if spent.len() > 1 {
        let sums: Vec<Flow> = flows.iter().flat_map(|flow| spent.iter().map(|&one| Flow { outgoing: vec![one], ..flow.clone() })).collect();
        flows.extend(sums);
    }
    flows.truncate(FLOWS);
    flows
}

/// 拨款由900万元调减至860万元: what it was is no flow; nor is what it became, where the flows are what was added and cut.
fn is_level(prose: Prose<'_, '_>, at: usize, grows: bool) -> bool {
    let Some(mention) = prose.get(at) else { return false };
    let reached = |other: &Mention| other.roles.has(Role::To) && other.clause == mention.clause && other.is_like(mention);
    grows && mention.roles.has(Role::To) || mention.roles.has(Role::From) && prose.get(at + 1).is_some_and(reached)
}

/// What a remainder may be left of when its paragraph does not say: any money that was there, less any that went.
fn far(search: &Search<'_, '_>, at: usize, mention: &Mention, rule: &Remainder) -> Vec<Flow> {
    let prose = search.prose;
    let block = prose.block(at);
    let around: Vec<usize> = block.clone().chain(search.totals.iter().copied().filter(|total| !block.contains(total))).collect();
    let of = |measures: &[MeasureId]| -> Vec<usize> {
        let fits = |other: &Mention| other.is_one_of(measures) && other.is_like(mention) && other.is_plain() && !other.is_change();
        let mut found: Vec<usize> = around.iter().copied().filter(|&other| other != at && prose.get(other).is_some_and(fits)).collect();
        found.sort_by_key(|other| other.abs_diff(at));
        found.truncate(SIDES);
        found
    };
    let (incoming, outgoing) = (of(&rule.incoming), of(&rule.outgoing));
    let pair = |&first: &usize| {
        let flow = move |&went: &usize| Flow { incoming: vec![first], outgoing: vec![went], near: Near::Document };
        outgoing.iter().filter(move |&&went| went != first).map(flow)
    };
    incoming.iter().flat_map(pair).collect()
}

/// 预算 or 到位 less 支出; 总投资 less 到位.
fn left(search: &Search<'_, '_>, at: usize, mention: &Mention, rule: &Remainder) -> Vec<Flow> {
    let incoming: Vec<MeasureId> = rule.incoming.iter().chain(&rule.income).copied().collect();
    let operands = Operands { numerators: &rule.outgoing, denominators: &incoming, added: &rule.carried };
    let readings = search.money(at, operands, Near::Paragraph);
    let prose = search.prose;
    let agrees = |reading: &quotient::Quotient| {
        // No more went than there was.
        let (there, went) = (total(prose, &reading.denominators), total(prose, &reading.numerators));
        if there < went {
            return false;
        }
        let spent = reading.numerators.first().and_then(|&first| prose.get(first));
        spent.is_some_and(|spent| prose.is_whole(mention.scope) || prose.agree(mention.scope, spent.subject))
    };
    let flow = |reading: quotient::Quotient| Flow { incoming: reading.denominators, outgoing: reading.numerators, near: reading.near };
    let mut flows: Vec<Flow> = readings.into_iter().filter(agrees).map(flow).collect();
    flows.extend(unnamed(search, mention, &flows));
    if !flows.is_empty() {
        flows.extend(classed(search, at, mention, rule));
    }
    flows
}

/// Money spent on a class that the paragraph names, which may be all there is: 本年度项目支出4712.63万元.
fn classed(search: &Search<'_, '_>, at: usize, mention: &Mention, rule: &Remainder) -> Vec<Flow> {
    let prose = search.prose;
    let like = |other: &Mention| other.is_like(mention) && other.is_plain() && !other.is_change() && !other.part;
    let class = |other: &usize| prose.get(*other).is_some_and(|other| search.is_of_class(other) && like(other));
    let provided = |other: &usize| prose.get(*other).is_some_and(|other| other.is_one_of(&rule.incoming));
    let went: Vec<usize> = (prose.block(at).start..at).rev().filter(class).take(SIDES).collect();
    let there = || search.totals.iter().copied().filter(provided).take(FLOWS);
    went.iter()
        .flat_map(|&went| there().map(move |there| Flow { incoming: vec![there], outgoing: vec![went], near: Near::Document }))
        .collect()
}

/// Money that was there by a word for a total alone, far away: 评价对象为280万元及结转的96.4万元，共376.4万元.
fn unnamed(search: &Search<'_, '_>, mention: &Mention, flows: &[Flow]) -> Vec<Flow> {
    let far = |flow: &Flow| flow.incoming.iter().any(|&other| search.prose.get(other).is_some_and(|other| other.block != mention.block));
    let Some(first) = flows.iter().find(|flow| far(flow)) else { return Vec::new() };
    let total = |other: &Mention| other.roles.has(Role::Total) && other.measure().is_none() && other.is_like(mention);
    let totals = search.totals.iter().copied().filter(|&other| search.prose.get(other).is_some_and(total));
    totals.take(SIDES).map(|other| Flow { incoming: vec![other], ..first.clone() }).collect()
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
    let needed = readings.iter().filter_map(|flow| total(prose, &flow.incoming)?.checked_sub(total(prose, &flow.outgoing)?));
    let repairs: Vec<Repair> = needed.filter_map(|needed| repair::exactly(&figure, needed)).take(REPAIRS).collect();
    Value::List(repairs.iter().map(|repair| Value::Fact(facts.push(&REPAIR, mention.span, repair.values()))).collect())
}

/// The sum of figures.
fn total(prose: Prose<'_, '_>, mentions: &[usize]) -> Option<Decimal> {
    mentions.iter().try_fold(Decimal::ZERO, |sum, &at| sum.checked_add(prose.get(at)?.quantity.base().ok()?))
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

/// What was lost of all points, and the score that is left.
fn lost_in_all<'a>(context: &Context<'a>, facts: &mut Facts<'a>, lost: &super::scoring::lost::Lost) {
    let score = numbers([lost.score]);
    let near = Value::Text(Cow::Borrowed(Near::Sentence.name()), None);
    let flow = vec![numbers(lost.full.iter().copied()), score, Value::List(Vec::new()), near];
    let flow = Value::Fact(facts.push(&FLOW, lost.score.span, flow));
    let name = Value::Text(Cow::Borrowed(lost.name.of(&context.document.flow.text)), Some(lost.name));
    let none = || Value::List(Vec::new());
    let stated = Value::Number(lost.lost.quantity, Some(lost.lost.span));
    facts.push(&BALANCE, lost.lost.span, vec![name, stated, Value::List(vec![flow]), Value::Truth(false), Value::Truth(false), none()]);
}

/// A column of a table that most rows show to be the difference of two others.
fn tabled<'a>(facts: &mut Facts<'a>, reckoned: &super::columns::Reckoned<'a>) {
    let list = |number: super::sheet::Num| Value::List(vec![Value::Number(number.quantity, Some(number.span))]);
    let span = reckoned.first.span.to(reckoned.second.span);
    let values =
        vec![list(reckoned.first), list(reckoned.second), Value::List(Vec::new()), Value::Text(Cow::Borrowed(Near::Row.name()), None)];
    let flow = Value::Fact(facts.push(&FLOW, span, values));
    let (name, place) = reckoned.name;
    let values = vec![
        Value::Text(Cow::Borrowed(name), Some(place)),
        Value::Number(reckoned.cell.quantity, Some(reckoned.cell.span)),
        Value::List(vec![flow]),
        Value::Truth(false),
        Value::Truth(false),
        Value::List(Vec::new()),
    ];
    facts.push(&BALANCE, reckoned.cell.span, values);
}
