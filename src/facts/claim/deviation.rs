//! 不存在偏差.

use super::completion::trimmed;
use super::{Context, DEVIATION, Facts, clause, rates, whole, words};
use crate::data::claims;
use crate::quantity::Quantity;
use crate::text::Span;
use memchr::memmem;

/// How far behind a negation the deviation may stand, in bytes.
const REACH: usize = 60;

/// Finds claims that nothing deviates.
pub(super) fn deviation<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let executed = lowest(whole::rates(context));
    for (_, span) in unswerving(context) {
        facts.push(&DEVIATION, span, vec![words(context, span), rates(executed.iter().copied())]);
    }
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

/// Rates that a claim is held against.
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
