//! A total of so many levels or sorts, told far behind them: 省级设站2个，市级设9个，县级设58个，乡镇设231个。… 全省四级站点已达300个.

use super::{LISTED, is_alike, is_part};
use crate::data::connectors::{Mark, Role};
use crate::facts::Context;
use crate::facts::near::NUMERALS;
use crate::facts::sum::claim::{self, Claim};
use crate::quantity::{Decimal, Dimension};
use crate::skeleton::{Passage, Term, parted};

/// How many paragraphs back the parts may stand.
const BACK: usize = 12;
/// How far they may be from their total.
const CLOSE: Decimal = Decimal::from_parts(6, 0, 0, false, 2);

/// The claims of the totals of a passage; `before` are the passages before it.
pub(in crate::facts::sum) fn claims(context: &Context<'_>, before: &[Passage], passage: &Passage) -> Vec<Claim> {
    let Some(terms) = passage.sequences.first().map(|sequence| sequence.terms.as_slice()) else { return Vec::new() };
    let text: &str = &context.document.flow.text;
    let reached = |total: &Term| {
        let said = total.label.of(text).trim_end();
        context.knowledge.lists.reached.iter().any(|word| said.ends_with(word.as_str()))
    };
    let totals = terms.iter().enumerate().filter(|(_, total)| is_total(total) && reached(total));
    let found = totals.filter_map(|(at, total)| {
        let number = at.checked_sub(1).map(|before| &terms[before]).filter(|_| total.gap.mark.is_none());
        let word = level_word(context, total);
        let levels = word.map(|(count, _)| count).or_else(|| level_count(context, number?))?;
        // 三级医院: levels of another thing, which none of the parts is called by.
        let level = |parts: &[Term]| word.is_none_or(|(_, word)| parts.iter().any(|part| part.label.of(text).contains(word)));
        let sentence = terms[at + 1..].iter().take_while(|term| term.gap.mark < Some(Mark::Stop));
        let own = sentence.chain(&terms[..at]).any(|term| is_alike(term, total));
        let mut lists =
            before.iter().rev().take(BACK).filter_map(|passage| list(passage, total, levels)).filter(|parts| !own && level(parts));
        let parts = lists.next()?;
        super::claim(total, parts, CLOSE).filter(|_| lists.next().is_none())
    });
    found.collect()
}

/// 四级平台: how many levels the words before a total name, where that is no figure by itself, and the word for them.
fn level_word<'c>(context: &'c Context<'_>, total: &Term) -> Option<(usize, &'c str)> {
    let label = total.label.of(&context.document.flow.text);
    let sorts = &context.knowledge.lists.sorts;
    label.char_indices().find_map(|(at, _)| {
        let words = label.get(at..)?;
        let (before, behind) = NUMERALS.iter().enumerate().find_map(|(before, numeral)| Some((before, words.strip_prefix(numeral)?)))?;
        let sort = sorts.iter().find(|word| behind.starts_with(word.as_str()))?;
        LISTED.contains(&(before + 1)).then_some((before + 1, sort.as_str()))
    })
}

/// 三类: how many levels or sorts the total is of.
fn level_count(context: &Context<'_>, number: &Term) -> Option<usize> {
    let text = &context.document.flow.text;
    let unit = context.values.figures.get(number.figure as usize)?.unit?.of(text);
    let sorts = &context.knowledge.lists.sorts;
    let count = (*LISTED.start()..=*LISTED.end()).find(|&count| number.quantity.value == count.into())?;
    sorts.iter().any(|word| word == unit).then_some(count)
}

fn is_total(term: &Term) -> bool {
    matches!(term.quantity.unit.dimension, Dimension::Count(_))
        && claim::is_additive(term)
        && !claim::is_rate(term)
        && !term.gap.label.has(Role::Rest)
}

/// The only sentence of a passage with so many figures of the kind, evenly parted.
fn list<'p>(passage: &'p Passage, total: &Term, levels: usize) -> Option<&'p [Term]> {
    let terms = &passage.sequences.first()?.terms;
    let mut fits = parted(terms, Mark::Stop).filter(|sentence| {
        let even = sentence.windows(3).all(|three| three[1].gap.mark == three[2].gap.mark);
        let plain =
            sentence.iter().all(|term| is_part(term) && is_alike(term, total) && !term.label.is_empty() && !term.tail.has(Role::OpenEnd));
        sentence.len() == levels && even && plain
    });
    fits.next().filter(|_| fits.next().is_none())
}
