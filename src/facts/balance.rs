//! What is left over, and what it is left over from: 年初结余 + 收入 − 支出 = 年末结余; 到位 − 支出 = 余款; 总投资 − 到位 = 缺口.

use super::prose::{Mention, Name, Prose};
use super::quotient::{self, Near, Operands, Search};
use super::{Context, FactId, Facts, Field, Kind, Type, Value};
use crate::data::measures::{MeasureId, Remainder};
use crate::quantity::Dimension;
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
    ],
    uses: &[],
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
            zh: "数据所在：sentence、paragraph、document",
            en: "where the figures stand: sentence, paragraph or document",
        },
    ],
    uses: &["balance"],
    extract: None,
};

/// More amounts near by than these are not tried.
const OTHERS: usize = 12;
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
    let search = Search::new(context.prose(), &context.knowledge.measures);
    for (at, mention) in search.prose.mentions.iter().enumerate() {
        let Some(rule) = remainder(mention, &context.knowledge.measures.remainders) else { continue };
        let carried = carried(&search, at, rule);
        let opening = !carried.is_empty();
        let readings = if opening { carried } else { left(&search, at, mention, rule) };
        if !readings.is_empty() {
            push(facts, &search, at, mention, &readings, opening);
        }
    }
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

/// 年初结余, 收入 and 支出 of the sentence.
fn carried(search: &Search<'_, '_>, at: usize, rule: &Remainder) -> Vec<Flow> {
    let prose = search.prose;
    let known = |measures: &[MeasureId]| -> Vec<usize> {
        let fits = |mention: &Mention| mention.measure().is_some_and(|id| measures.contains(&id)) && mention.is_plain() && !mention.part;
        prose.sentence(at).filter(|&other| other != at && prose.get(other).is_some_and(fits)).collect()
    };
    let (opening, spent) = (known(&rule.carried), known(&rule.outgoing));
    if opening.is_empty() || spent.is_empty() {
        return Vec::new();
    }
    let income: Vec<usize> = known(&rule.income);
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

/// 预算 or 到位 less 支出; 总投资 less 到位.
fn left(search: &Search<'_, '_>, at: usize, mention: &Mention, rule: &Remainder) -> Vec<Flow> {
    let operands = Operands { numerators: &rule.outgoing, denominators: &rule.incoming, added: &rule.carried };
    let readings = search.money(at, operands, Near::Paragraph);
    let prose = search.prose;
    let agrees = |reading: &quotient::Quotient| {
        let spent = reading.numerators.first().and_then(|&first| prose.get(first));
        spent.is_some_and(|spent| prose.is_whole(mention.scope) || prose.agree(mention.scope, spent.subject))
    };
    let flow = |reading: quotient::Quotient| Flow { incoming: reading.denominators, outgoing: reading.numerators, near: reading.near };
    readings.into_iter().filter(agrees).map(flow).collect()
}

fn push<'a>(facts: &mut Facts<'a>, search: &Search<'_, 'a>, at: usize, mention: &Mention, readings: &[Flow], opening: bool) {
    let prose = search.prose;
    let used = |other: &usize| readings.iter().any(|flow| flow.incoming.contains(other) || flow.outgoing.contains(other));
    let other = |mention: &Mention| mention.quantity.unit.dimension == Dimension::Money && mention.is_plain();
    let beside = prose.block(at).filter(|index| *index != at && !used(index) && prose.get(*index).is_some_and(other));
    let mut others: Vec<usize> = beside.collect();
    others.sort_by_key(|other| other.abs_diff(at));
    others.truncate(OTHERS);
    let others = |at: usize| if at == 0 { others.as_slice() } else { &[] };
    let flows = readings.iter().enumerate().map(|(at, flow)| Value::Fact(one(facts, prose, flow, others(at)))).collect();
    let values = vec![
        Value::Text(Cow::Borrowed(prose.words(mention.label)), Some(mention.label)),
        Value::Number(mention.quantity, Some(mention.span)),
        Value::List(flows),
        Value::Truth(opening),
    ];
    facts.push(&BALANCE, mention.label.to(mention.span), values);
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
