//! The ways to reckon what is left over, by the figures around it.

use super::super::prose::{Mention, Prose};
use super::super::quotient::{self, Near, Operands, Search};
use crate::data::measures::{MeasureId, Remainder, Role};
use crate::quantity::Decimal;

/// More figures than these on a side are not tried.
const SIDES: usize = 5;
/// More ways to reckon than these say nothing more.
const FLOWS: usize = 12;

/// A way to reckon a remainder, by the indices of the mentions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Flow {
    pub incoming: Vec<usize>,
    pub outgoing: Vec<usize>,
    pub near: Near,
}

impl Flow {
    /// What is left by it.
    pub fn leaves(&self, prose: Prose<'_, '_>) -> Option<Decimal> {
        prose.sum(&self.incoming)?.checked_sub(prose.sum(&self.outgoing)?)
    }
}

/// 年初结余, 收入 and 支出 of the sentence.
pub(super) fn carried(search: &Search<'_, '_>, at: usize, rule: &Remainder, fiscal: Option<i32>) -> Vec<Flow> {
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
    let (mut opening, spent, income) = (known(&rule.carried), flow(&rule.outgoing), flow(&rule.income));
    if opening.is_empty() && !rule.grows {
        opening = prose
            .sentence(at)
            .filter(|&other| other < at && prose.get(other).is_some_and(|left| is_left_before(prose, left, rule, fiscal)))
            .collect();
    }
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

/// 2018年结转7.40万元, in a report on 2019: whether a figure is what an earlier year left.
fn is_left_before(prose: Prose<'_, '_>, mention: &Mention, rule: &Remainder, fiscal: Option<i32>) -> bool {
    mention.measure() == Some(rule.of) && mention.is_plain() && !mention.part && is_before(prose, mention, fiscal)
}

/// Whether the words before a figure begin with the year before that of the report.
pub(super) fn is_before(prose: Prose<'_, '_>, mention: &Mention, fiscal: Option<i32>) -> bool {
    let digits = |words: &str| words.trim_start().get(..YEAR).and_then(|year| year.parse::<i32>().ok());
    fiscal.is_some_and(|fiscal| digits(prose.words(mention.head)) == Some(fiscal - 1))
}

/// How many digits a year has.
const YEAR: usize = 4;

/// What a remainder may be left of when its paragraph does not say: any money that was there, less any that went.
pub(super) fn far(search: &Search<'_, '_>, at: usize, mention: &Mention, rule: &Remainder) -> Vec<Flow> {
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
pub(super) fn left(search: &Search<'_, '_>, at: usize, mention: &Mention, rule: &Remainder) -> Vec<Flow> {
    let incoming: Vec<MeasureId> = rule.incoming.iter().chain(&rule.income).copied().collect();
    let operands = Operands { numerators: &rule.outgoing, denominators: &incoming, added: &rule.carried, across: false };
    let readings = search.money(at, operands, Near::Paragraph);
    let prose = search.prose;
    let agrees = |reading: &quotient::Quotient| {
        // No more went than there was.
        let (there, went) = (prose.sum(&reading.denominators), prose.sum(&reading.numerators));
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

/// Two figures near by that leave exactly what is stated, where no reading does; from an opening balance, only of one with many digits.
pub(super) fn made(prose: Prose<'_, '_>, at: usize, readings: &[Flow], opening: bool) -> Option<Flow> {
    let left = prose.value(at)?;
    let holds = |flow: &Flow| flow.leaves(prose) == Some(left);
    if readings.is_empty() || readings.iter().any(holds) {
        return None;
    }
    let (there, went) = quotient::elsewhere::difference(prose, at, !opening)?;
    Some(Flow { incoming: vec![there], outgoing: vec![went], near: Near::Document })
}

/// 拨款由740万元调减至690万元: what it was is no flow; nor is what it became, where the flows are what was added and cut.
fn is_level(prose: Prose<'_, '_>, at: usize, grows: bool) -> bool {
    let Some(mention) = prose.get(at) else { return false };
    let reached = |other: &Mention| other.roles.has(Role::To) && other.clause == mention.clause && other.is_like(mention);
    grows && mention.roles.has(Role::To) || mention.roles.has(Role::From) && prose.get(at + 1).is_some_and(reached)
}

/// Money spent on a class that the paragraph names, which may be all there is: 本年度项目支出3865.20万元.
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
