//! Standards with what was paid by them told in a later sentence: 散居孤儿每人每月1300元。… 散居孤儿120人，发放187.2万元.
//!
//! No word ties the two but the name. So an amount counts as wrong only where one keystroke makes it what the standard asks for.

use super::rate::{Rate, unit_of};
use super::reading::implied;
use super::{Context, Facts, Said, Value, add, calculation, number};
use crate::data::connectors::{Mark, Role};
use crate::facts::near::shares_word;
use crate::facts::sum::claim::Operand;
use crate::facts::sum::repair::{self, Repair};
use crate::quantity::{Decimal, Dimension};
use crate::skeleton::{Passage, Term, parted};
use crate::text::Span;
use std::collections::HashSet;

/// How many paragraphs behind the standard its payments stand.
const BEHIND: usize = 8;
/// How many sentences behind a standard without a name the payment stands.
const NEXT: usize = 2;
/// How many figures on in its paragraph.
const FAR: usize = 96;
/// How many sentences behind the standard.
const SENTENCES: usize = 48;
/// A name has so many characters at least.
const NAME: usize = 2;
/// So many digits of an amount are one keystroke off by no accident.
const DIGITS: u32 = 3;
/// The same where only the subject ties the two.
const UNNAMED: u32 = 4;

/// A standard, with its name and the words of its sentence.
struct Standard<'s, 'c, 'a> {
    rate: Rate<'s, 'c, 'a>,
    name: &'a str,
    sentence: &'a str,
}

/// Adds the payments that do not fit the standard of their name; `told` are the places of standards that their own sentence explains.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>, told: &HashSet<Span>) {
    let passages = &context.skeleton().passages;
    for (at, passage) in passages.iter().enumerate() {
        let Some(terms) = passage.sequences.first().map(|sequence| sequence.terms.as_slice()) else { continue };
        let eaches = terms.iter().filter(|term| term.gap.label.has(Role::Each)).count();
        for place in (0..terms.len()).filter(|&place| !told.contains(&terms[place].span)) {
            let Some(standard) = Standard::at(context, passage, terms, place) else { continue };
            let own = parted(&terms[place + 1..(place + 1 + FAR).min(terms.len())], Mark::Semicolon);
            let behind = passages[at + 1..].iter().take(BEHIND).filter_map(|passage| passage.sequences.first());
            let all = own.chain(behind.flat_map(|sequence| parted(&sequence.terms, Mark::Semicolon))).take(SENTENCES);
            let alone = eaches == usize::from(terms[place].gap.label.has(Role::Each));
            for (far, sentence) in all.enumerate() {
                if standard.is_of(sentence, alone && far < NEXT) {
                    standard.push(facts, sentence);
                }
            }
        }
    }
}

impl<'s, 'c, 'a> Standard<'s, 'c, 'a> {
    fn at(context: &'c Context<'a>, passage: &Passage, terms: &'s [Term], place: usize) -> Option<Self> {
        // Of the rates only prices are standards.
        terms.get(place).filter(|term| term.quantity.unit.dimension == Dimension::Money)?;
        let rate = Rate::at(context, terms, place)?;
        let price = &rate.sentence[rate.at];
        let known = rate.basis.things.len() == 1 && rate.basis.unknown == 0 && rate.chain.is_empty();
        if !known || price.quantity.unit.dimension != Dimension::Money {
            return None;
        }
        let text: &'a str = &context.document.flow.text;
        let words = Span { start: passage.span.start, end: price.span.start }.of(text);
        let sentence = words.rsplit(['。', '；', ';', '\n']).next().unwrap_or("");
        let clause = sentence.rsplit(['，', ',', '：', ':', '、', '（', '(']).next().unwrap_or("");
        let each = context.knowledge.rates.before.iter().filter_map(|word| clause.find(word.as_str())).min();
        let name = clause.get(..each.unwrap_or(0)).unwrap_or("").trim();
        Some(Standard { rate, name, sentence })
    }

    /// Whether a sentence tells what was paid by it: one number of those and one amount, by its name or by what it is on.
    fn is_of(&self, sentence: &[Term], near: bool) -> bool {
        let text: &str = &self.rate.context.document.flow.text;
        let (Some(first), Some(last), Some(amount)) = (sentence.first(), sentence.last(), self.amount(sentence)) else { return false };
        let words = Span { start: first.label.start, end: last.span.end }.of(text);
        let occasions = &self.rate.context.knowledge.rates.occasions;
        if self.count(sentence).is_none() || occasions.shorter.iter().any(|word| words.contains(word.as_str())) {
            return false;
        }
        let before = self.before(first);
        let named = self.name.chars().nth(NAME - 1).is_some() && (words.contains(self.name) || before.contains(self.name));
        named || near && shares_word(amount.label.of(text), self.sentence)
    }

    /// The words of a sentence before the label of its first figure.
    fn before(&self, first: &Term) -> &'a str {
        let text: &'a str = &self.rate.context.document.flow.text;
        let words = text.get(..first.label.start as usize).unwrap_or("");
        words.rsplit(['。', '；', ';', '\n']).next().unwrap_or("")
    }

    /// The only amount.
    fn amount<'t>(&self, sentence: &'t [Term]) -> Option<&'t Term> {
        let mut amounts = sentence.iter().filter(|term| term.quantity.unit.dimension == Dimension::Money);
        amounts.next().filter(|amount| amounts.next().is_none() && !amount.gap.label.any(&[Role::Each, Role::Rest, Role::Against]))
    }

    /// The only number of those that it is for, where no other figure says for how long.
    fn count(&self, sentence: &[Term]) -> Option<Operand> {
        let context = self.rate.context;
        let thing = self.rate.basis.things.first()?;
        let time = |term: &&Term| context.values.figures.get(term.figure as usize).is_some_and(|figure| figure.duration);
        if sentence.iter().any(|term| time(&term)) {
            return None;
        }
        let mut counts = sentence.iter().filter(|term| unit_of(context, thing, term.quantity.unit.dimension).is_some());
        counts.next().filter(|_| counts.next().is_none()).map(|term| self.rate.factor(term))
    }

    fn push(&self, facts: &mut Facts<'a>, sentence: &[Term]) -> Option<()> {
        let (amount, count) = (Operand::of(self.amount(sentence)?, None), self.count(sentence)?);
        let times = self.rate.basis.times.filter(|times| *times > 1).map(implied);
        let price = &self.rate.sentence[self.rate.at];
        let all = |product: Decimal| times.map_or(Some(product), |times| product.checked_mul(times.base()));
        let product = price.quantity.base().ok()?.checked_mul(count.base()).and_then(all)?;
        let near = product.checked_sub(amount.base())?.abs() <= amount.half();
        let least = if self.name.chars().nth(NAME - 1).is_some() { DIGITS } else { UNNAMED };
        let repairs: Vec<Repair> =
            repair::rounded(&amount, product).into_iter().filter(|repair| repair.is_swap() || repair.digits() >= least).collect();
        if near || repairs.is_empty() {
            return None;
        }
        let drifts = self.rate.drifts(product, amount.base(), &repairs);
        let shown = || Value::Number(price.quantity, Some(price.span));
        let said = Said { mean: false, matched: true, formula: false, stated: false, sole: false, drifts };
        let factors = [number(&amount), shown(), number(&count)].into_iter().chain(times.iter().map(number)).collect();
        let reading = calculation(facts, amount.span.to(price.span), factors);
        add(facts, amount.span.to(price.span), shown(), said, vec![reading], &repairs);
        Some(())
    }
}
