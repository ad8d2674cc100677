//! 不存在偏差.

use super::completion::{self, trimmed};
use super::{Context, DEVIATION, Facts, Value, clause, rates, whole, words};
use crate::data::claims;
use crate::quantity::Quantity;
use crate::text::Span;
use memchr::memmem;
use std::collections::HashSet;

/// How far behind a negation the deviation may stand, in bytes.
const REACH: usize = 60;

/// Finds claims that nothing deviates.
pub(super) fn deviation<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let executed = lowest(whole::rates(context));
    let text: &str = &context.document.flow.text;
    let known = &context.knowledge.claims.deviation;
    let mut pushed = 0;
    let mut judged: HashSet<(&str, &str)> = HashSet::new();
    for (lead, span) in unswerving(context) {
        let said = said_before(context, lead, span);
        let said = if said == lead { Span { start: lead.start, end: span.start.max(lead.start) } } else { said };
        let subject = subject(context, said);
        // 展览数量无偏差, 各项产出零偏差, 未偏离方案要求: no rate of the money tells of it.
        let money = [said, span].iter().any(|words| claims::holds(&known.money, words.of(text)));
        let bare = known.closes.iter().find_map(|close| span.of(text).strip_suffix(close.as_str())).unwrap_or(span.of(text));
        let ends = known.words.iter().any(|word| bare.ends_with(word.as_str()));
        let of_all = subject.is_none() && ends && !claims::holds(&known.outputs, said.of(text));
        let executed = executed.iter().copied().filter(|_| of_all || money);
        let plain = ends && !claims::holds(&known.hedges, span.of(text));
        let excepted = clause::is_excepted(text, lead, &context.knowledge.claims.payment);
        let partly = leaves_out(context, said);
        // 无偏差 alone in a cell is on its row.
        let told = subject.is_some() || claims::holds(&known.works, said.of(text));
        // Said over and over it is judged once: every claim is held against every result.
        let mut first = || judged.len() < MOST_CLAIMS && judged.insert((said.of(text), span.of(text)));
        let works = plain && !excepted && !partly && told && first() && completion::row(context, span).is_none();
        let executed: Vec<_> = executed.collect();
        // Nothing can speak against it.
        if !works && executed.is_empty() {
            continue;
        }
        let subject = subject.map_or(Value::Missing, |subject| words(context, subject));
        facts.push(&DEVIATION, span, vec![words(context, span), rates(executed), Value::Truth(works), subject]);
        pushed += 1;
        if pushed == MOST_RATES {
            return;
        }
    }
}

/// Whether the words of a claim leave something out: 其余任务.
pub(super) fn leaves_out(context: &Context<'_>, said: Span) -> bool {
    claims::holds(&context.knowledge.claims.completion.not_before, said.of(&context.document.flow.text))
}

/// The one thing that a claim is on, without a word like 人次 behind it.
fn subject(context: &Context<'_>, said: Span) -> Option<Span> {
    let text: &str = &context.document.flow.text;
    let known = &context.knowledge.claims.deviation;
    let words = said.of(text);
    let end = words.find(|char: char| char.is_ascii_digit()).unwrap_or(words.len());
    let mut subject = completion::subject(text, Span { start: said.start, end: said.start + end as u32 }, &known.general)?;
    while let Some(tail) = claims::ending(&known.tails, subject.of(text)).filter(|tail| subject.len() > tail.len() + 3) {
        subject.end -= tail.len() as u32;
    }
    Some(subject)
}

/// Claims that nothing deviates, with the words of the clause before them.
pub(super) fn unswerving(context: &Context<'_>) -> Vec<(Span, Span)> {
    let text: &str = &context.document.flow.text;
    let known = &context.knowledge.claims.deviation;
    let found = known.words.iter().flat_map(|word| memmem::find_iter(text.as_bytes(), word).map(move |at| (at, at + word.len())));
    let claim = |(at, end): (usize, usize)| {
        let lead = clause::before(text, at);
        let negation = known.negations.iter().filter_map(|negation| Some((lead.of(text).rfind(negation.as_str())?, negation))).max();
        let (place, _) = negation.filter(|(place, _)| lead.len() - place <= REACH)?;
        if claims::longest(&known.not_behind, text.get(end..).unwrap_or("")).is_some() {
            return None;
        }
        Some((lead, trimmed(text, Span::new(lead.start as usize + place, clause::behind(text, end).end as usize))))
    };
    found.filter_map(claim).collect()
}

/// The words of a clause before a claim, or of the clause before that, where the claim begins its own: 各项指标与目标一致，不存在偏差.
pub(super) fn said_before(context: &Context<'_>, lead: Span, claim: Span) -> Span {
    let text: &str = &context.document.flow.text;
    let known = &context.knowledge.claims;
    // 均不存在偏差: of all that the clause before names.
    let led = Span { start: lead.start, end: claim.start.max(lead.start) }.of(text).trim();
    let begins = led.is_empty() || known.completion.marks.iter().any(|mark| mark == led);
    let Some(rest) = text.get(..lead.start as usize).and_then(|before| before.strip_suffix(['，', ','])).filter(|_| begins) else {
        return lead;
    };
    let before = clause::before(text, rest.len());
    let excepted = clause::is_excepted(text, before, &known.payment);
    let partly = claims::holds(&known.completion.not_before, before.of(text));
    // 没有偏离主题: of something else.
    let plain = known.deviation.words.iter().any(|word| claim.of(text).ends_with(word.as_str()));
    if excepted || partly || !plain { lead } else { before }
}

/// Claims that are held against what was reached.
const MOST_CLAIMS: usize = 16;
/// Rates that a claim is held against, and claims that are held against them.
const MOST_RATES: usize = 64;

/// In order of the text, of very many the lowest: every claim is held against each of them.
fn lowest(rates: impl IntoIterator<Item = (Quantity, Span)>) -> Vec<(Quantity, Span)> {
    let mut rates: Vec<_> = rates.into_iter().collect();
    if rates.len() > MOST_RATES {
        rates.sort_by_cached_key(|(rate, span)| (rate.base().ok(), *span));
        rates.truncate(MOST_RATES);
        rates.sort_by_key(|(_, span)| *span);
    }
    rates
}
