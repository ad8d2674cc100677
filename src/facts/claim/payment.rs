//! 资金已全部支付, and the rates and amounts of the same money.

use super::whole::{self, is_execution};
use super::{Context, Facts, PAYMENT, clause, quotient, rates, words};
use crate::data::claims::{self, Payment};
use crate::data::measures::{Measures, Of, Rate, Role};
use crate::facts::fiscal_year;
use crate::facts::near::is_of_year;
use crate::facts::place::{self, block_at};
use crate::facts::prose::{Mention, Name, Prose};
use crate::facts::quotient::{Near, Operands, Quotient, Search};
use crate::quantity::Quantity;
use crate::text::Span;
use memchr::memmem;
use std::cell::OnceCell;

impl Claim<'_> {
    /// Whether a figure may be of the money that is claimed to be spent. A claim on one sum (设备款已全部支付) is none on the whole.
    fn is_on(&self, mention: &Mention, prose: Prose<'_, '_>) -> bool {
        match self.own && !prose.is_whole(self.subject) {
            true => prose.agree(mention.subject, self.subject),
            false => prose.may_agree(mention.subject, self.subject),
        }
    }

    /// 兑付比例90%, where all is said to be 兑付: the rates of the report that are named by the verb, when they agree.
    fn rates(&self, search: &Search<'_, '_>) -> Vec<(Quantity, Span)> {
        let prose = search.prose;
        let named = |mention: &&Mention| {
            let known = matches!(mention.name, Name::Rate(_) | Name::Stem) && prose.words(mention.label).starts_with(self.verb);
            known && !mention.part && prose.is_whole(mention.scope) && search.is_stated(mention)
        };
        let all: Vec<(Quantity, Span)> = prose.mentions.iter().filter(named).map(|mention| (mention.quantity, mention.span)).collect();
        let agree = all.windows(2).all(|pair| pair[0].0.value == pair[1].0.value);
        let whole = search.measures().find(prose.words(self.subject)).any(|(_, word)| word.money.is_some()) || prose.is_whole(self.subject);
        if agree && whole { all } else { Vec::new() }
    }
}

/// A claim and what it is on.
struct Claim<'w> {
    span: Span,
    /// The sentence, semicolons included, and the part of it between semicolons.
    period: Span,
    part: Span,
    /// The words that say which money; empty for the whole.
    subject: Span,
    /// Whether these are words of the claim itself, and not what the sentence was about before.
    own: bool,
    /// Whether the money was only passed on.
    passed_on: bool,
    /// What was done with it.
    verb: &'w str,
}

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let measures = &context.knowledge.measures;
    let Some(execution) = measures.rate_of(Of::Spending) else { return };
    let search = Search::new(prose, &context.knowledge.measures);
    // 兑付比例: a rate that is named by the verb of a claim.
    let verbs = &context.knowledge.claims.payment.verbs;
    let named = |mention: &Mention| {
        matches!(mention.name, Name::Rate(_) | Name::Stem) && claims::longest(verbs, prose.words(mention.label)).is_some()
    };
    let spoken = |mention: &Mention| mention.is_one_of(&execution.numerators) || is_execution(mention, measures) || named(mention);
    let elsewhere = || !whole::shared(context).is_empty() || !whole::summed(context).is_empty();
    if context.forms().is_empty() && !prose.mentions.iter().any(spoken) && !elsewhere() {
        return;
    }
    let only = OnceCell::new();
    let fiscal = fiscal_year(facts);
    // 2022年安排60万元，当年全部支付完毕: of another year.
    let current = |claim: &Claim<'_>| is_of_year(Span { start: claim.part.start, end: claim.span.end }.of(prose.text), fiscal);
    for claim in claims(&search, &context.knowledge.claims.payment, measures).into_iter().filter(current) {
        let stated = stated(context, &search, &claim, &only);
        let amounts = if stated.is_empty() { amounts(&search, &claim, execution) } else { Vec::new() };
        if !stated.is_empty() || !amounts.is_empty() {
            let amounts = quotient::push(facts, prose, &amounts, &[]);
            facts.push(&PAYMENT, claim.span, vec![words(context, claim.span), rates(stated), amounts]);
        }
    }
}

fn claims<'w>(search: &Search<'_, '_>, payment: &'w Payment, measures: &Measures) -> Vec<Claim<'w>> {
    let text = search.prose.text;
    let found = payment.wholes.iter().flat_map(|whole| memmem::find_iter(text.as_bytes(), whole).map(move |at| (at, whole.len())));
    let mut claims: Vec<Claim<'w>> = found.filter_map(|(at, length)| claim(search, payment, measures, at, at + length)).collect();
    claims.sort_by_key(|claim| (claim.span.end, claim.span.start));
    // 全部资金均已支付: one claim.
    claims.dedup_by_key(|claim| claim.span.end);
    claims
}

/// The claim whose word for the whole stands from `at` to `behind`.
fn claim<'w>(search: &Search<'_, '_>, payment: &'w Payment, measures: &Measures, at: usize, behind: usize) -> Option<Claim<'w>> {
    let text = search.prose.text;
    let mut end = behind;
    while let Some(word) = claims::longest(&payment.between, text.get(end..)?) {
        end += word.len();
    }
    let verb = claims::longest(&payment.verbs, text.get(end..)?)?;
    end += verb.len();
    while let Some(ending) = claims::longest(&payment.endings, text.get(end..)?) {
        end += ending.len();
    }
    let lead = clause::before(text, at);
    let rest = text.get(end..)?;
    let ends = !rest.starts_with(char::is_alphanumeric)
        || claims::longest(&payment.behind, rest).is_some()
        || is_paid_out(text, end, verb, payment);
    let partly = measures.find(lead.of(text)).any(|(_, word)| word.roles.has(Role::Part));
    if !ends || partly || clause::is_excepted(text, lead, payment) || claims::holds(&payment.not_before, lead.of(text)) {
        return None;
    }
    let period = clause::period(text, at);
    let part = part(text, period, at);
    if claims::holds(&payment.later, text.get(part.start as usize..at).unwrap_or("")) {
        return None;
    }
    let (subject, own) = subject(search, payment, measures, without_manner(text, lead, payment))?;
    // 拨付到农户账户: it has come to those whom it is for.
    let passed_on = payment.passed_on.iter().any(|word| word == verb) && !is_paid_out(text, end, verb, payment);
    Some(Claim { span: Span::new(at, end), period, part, subject, own, passed_on, verb })
}

/// 支付给施工单位: the clause ends with those to whom the money goes for good.
fn is_paid_out(text: &str, end: usize, verb: &str, payment: &Payment) -> bool {
    let rest = clause::behind(text, end).of(text);
    let into = payment.into.iter().any(|word| word == verb);
    let to = claims::longest(&payment.toward, rest).and_then(|word| rest.get(word.len()..)).or(Some(rest).filter(|_| into));
    to.is_some_and(|to| claims::ending(&payment.payees, to.trim_end()).is_some())
}

/// 项目资金|按工程进度: how it was paid says nothing of what was paid.
fn without_manner(text: &str, lead: Span, payment: &Payment) -> Span {
    let words = lead.of(text);
    let closed = claims::ending(&payment.manner_closes, words).is_some();
    let open = payment.manner_opens.iter().filter_map(|open| words.rfind(open.as_str())).max();
    open.filter(|_| closed).map_or(lead, |open| Span { start: lead.start, end: lead.start + open as u32 })
}

/// The part of a sentence between semicolons.
fn part(text: &str, period: Span, at: usize) -> Span {
    let before = text
        .get(period.start as usize..at)
        .and_then(|window| window.rfind('；'))
        .map_or(period.start as usize, |found| period.start as usize + found);
    let behind = text.get(at..period.end as usize).and_then(|window| window.find('；')).map_or(period.end as usize, |found| at + found);
    Span::new(before, behind)
}

/// What the claim is on: its own words, or those of the figure before it in the sentence. None for money of one source (unlike that of all
/// levels), or carried in, of which no rate tells: 县级配套资金120万元已全部支付.
fn subject(search: &Search<'_, '_>, payment: &Payment, measures: &Measures, lead: Span) -> Option<(Span, bool)> {
    let prose = search.prose;
    let (told, _) = prose.mentions.split_at(prose.mentions.partition_point(|mention| mention.span.end <= lead.end));
    let before = told.last();
    let inside = before.filter(|mention| lead.contains(mention.span));
    if inside.is_some_and(|mention| search.is_aside(mention)) {
        return None;
    }
    let own = Span { start: inside.map_or(lead.start, |mention| mention.span.end), end: lead.end };
    let nothing = Span { start: lead.end, end: lead.end };
    if inside.is_none() && claims::holds(&payment.sources, prose.words(own)) {
        return Some((nothing, false));
    }
    // 中央补助和上年结转已全部支付: nor for money that is no figure before it, but named so.
    let money: Vec<_> = measures.find(prose.words(own)).filter_map(|(_, word)| word.money).collect();
    let aside = |id| search.is_of_source(id) && !prose.is_whole(own);
    if money.iter().any(|&id| search.is_carried(id) || aside(id)) {
        return None;
    }
    if money.is_empty() && is_on_other(prose.text, told, lead, measures) {
        return None;
    }
    // 市级补助180万元用于购置设备，已全部支付: without a word of its own the claim is on the money just told of.
    if money.is_empty() && before.is_some_and(|mention| search.is_aside(mention) && goes_on(prose.text, mention.span.end, lead.end)) {
        return None;
    }
    let left = measures.leftover(prose.words(own)).map(|span| span.shift(own.start));
    let near = before.filter(|mention| inside.is_some() || goes_on(prose.text, mention.span.end, lead.end));
    Some(left.map_or_else(|| (near.map_or(nothing, |mention| mention.subject), false), |own| (own, true)))
}

/// 合同价七十八万元（¥780,000.00），已全额支付: whether the clause is on money right before it that is neither spent nor to be spent of the
/// whole. What stands in brackets says the same again.
fn is_on_other(text: &str, told: &[Mention], lead: Span, measures: &Measures) -> bool {
    let of_spending = |mention: &Mention| {
        let rate = measures.rate_of(Of::Spending);
        rate.is_some_and(|rate| mention.is_one_of(&rate.numerators) || mention.is_one_of(&rate.denominators))
    };
    let other = |mention: &Mention| mention.measure().is_some() && mention.is_amount() && !of_spending(mention);
    let between = |last: &Mention| text.get(last.span.end as usize..lead.start.max(last.span.end) as usize).unwrap_or("");
    let beside = told.last().map(between).is_some_and(|between| !between.contains(char::is_alphabetic) && !between.contains('。'));
    beside && told.iter().rev().take(2).find(|mention| mention.depth == 0).is_some_and(other)
}

/// Whether one part of a sentence runs from a place to another.
fn goes_on(text: &str, from: u32, to: u32) -> bool {
    text.get(from as usize..to as usize).is_some_and(|between| !between.contains(['。', '；', '\n']))
}

/// The rates of the same money: in the same part of the sentence, else in the sentence, else the only one of the report.
fn stated(
    context: &Context<'_>,
    search: &Search<'_, '_>,
    claim: &Claim<'_>,
    only: &OnceCell<Vec<(Quantity, Span)>>,
) -> Vec<(Quantity, Span)> {
    let prose = search.prose;
    let measures = &context.knowledge.measures;
    let fits = |mention: &&Mention| is_execution(mention, measures) && search.is_stated(mention) && claim.is_on(mention, prose);
    let inside = |place: Span| -> Vec<(Quantity, Span)> {
        let found = prose.inside(place).filter_map(|at| prose.get(at)).filter(fits);
        found.map(|mention| (mention.quantity, mention.span)).collect()
    };
    let near = [claim.part, claim.period].into_iter().map(inside).find(|found| !found.is_empty());
    near.unwrap_or_else(|| {
        let named = claim.rates(search);
        if !named.is_empty() {
            return named;
        }
        if claim.passed_on || !prose.is_whole(claim.subject) {
            return Vec::new();
        }
        let only = only.get_or_init(|| self::only(context)).iter();
        let apart = |rate: Span| is_below_name(context, rate, claim.span) || is_of_other_table(context, rate, claim.span);
        only.copied().filter(|(_, rate)| !apart(*rate)).collect()
    })
}

/// Whether a rate is that of a table in another section: a claim there may be on some of its rows, or on none.
fn is_of_other_table(context: &Context<'_>, rate: Span, claim: Span) -> bool {
    let section = |at: u32| place::section_at(context.document, at).map(|section| section.heading);
    section(rate.start) != section(claim.start) && whole::summed(context).iter().any(|(_, summed)| *summed == rate)
}

/// Whether a rate stands below a heading that is in no outline, and a claim elsewhere: （一）薄弱学校改造 is on one project of several.
fn is_below_name(context: &Context<'_>, rate: Span, claim: Span) -> bool {
    let around = block_at(context.document, rate.start).and_then(|block| block.section);
    let section = around.and_then(|at| Some((context.document.sections.get(at as usize)?, context.topics().get(at as usize)?)));
    section.is_some_and(|(section, topics)| topics.is_empty() && section.level > 1 && !section.span.contains(claim))
}

/// The rate of the report, when all that it states agree.
fn only(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let agree = |all: &[(Quantity, Span)]| all.windows(2).all(|pair| pair[0].0.value == pair[1].0.value);
    let first = |all: Vec<(Quantity, Span)>| Some(all).filter(|all| !all.is_empty() && agree(all)).map(|all| vec![all[0]]);
    first(whole::rates(context)).or_else(|| first(whole::named(context))).unwrap_or_default()
}

/// What was spent and what there was, where the sentence gives both and no rate.
fn amounts(search: &Search<'_, '_>, claim: &Claim<'_>, execution: &Rate) -> Vec<Quotient> {
    let prose = search.prose;
    let operands =
        Operands { numerators: &execution.numerators, denominators: &execution.denominators, added: &execution.added, across: false };
    let spent = |mention: &Mention| {
        mention.measure().is_some_and(|id| execution.numerators.contains(&id))
            && mention.is_plain()
            && !mention.part
            && !mention.roles.any(&[Role::Previous, Role::Against])
            && claim.is_on(mention, prose)
    };
    let Some(at) = prose.inside(claim.part).find(|&at| prose.get(at).is_some_and(spent)) else { return Vec::new() };
    search.budgets(at, operands).into_iter().filter(|reading| reading.near < Near::Document).collect()
}
