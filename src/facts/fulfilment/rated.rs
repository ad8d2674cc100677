//! Results that are told as a rate of their aim: 修复渠道6.3公里，完成计划的90%.

use super::Reader;
use crate::data::claims::{self, Claims};
use crate::data::measures::Role;
use crate::facts::prose::Mention;
use crate::facts::rate::OF;
use crate::facts::{Context, place};
use crate::quantity::{Decimal, Dimension, Mode, Quantity};
use crate::text::Span;

/// A smaller rate may be that of what is left to be done.
const LEAST: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// The aim of such a rate is the whole of it.
pub(super) fn whole(rate: &Mention) -> Quantity {
    Quantity { value: Decimal::ONE_HUNDRED, decimals: 0, mode: Mode::Exact, ..rate.quantity }
}

impl<'p> Reader<'p, '_> {
    /// Every rate of an aim, with the words for what is measured.
    pub(super) fn rated(&self, context: &Context<'_>, fiscal: Option<i32>) -> Vec<(&'p Mention, Span, bool)> {
        let known = &context.knowledge.claims;
        let current = |mention: &Mention| mention.year.is_none_or(|year| Some(i32::from(year)) == fiscal);
        let told = |(at, mention): (usize, &'p Mention)| {
            if !is_told(mention) || !current(mention) {
                return None;
            }
            let spent = self.is_of_plan(at, mention, known);
            let rated = (spent || self.is_of_aim(at, mention, known)) && self.is_of_year(context, mention);
            rated.then(|| (mention, self.measured(at, mention), spent))
        };
        self.prose.mentions.iter().enumerate().filter_map(told).collect()
    }

    /// Whether the words before a percentage say that so much of an aim was reached: 完成年度计划的.
    fn is_of_aim(&self, at: usize, rate: &Mention, known: &Claims) -> bool {
        let percent = rate.quantity.unit.dimension == Dimension::Ratio && rate.quantity.unit.exponent == -2;
        let words = self.prose.words(rate.head).trim();
        let aim = words.strip_suffix(OF).and_then(|words| words.strip_suffix(claims::ending(&known.completion.objects, words)?));
        let denied =
            |aim: &str| [&known.completion.not_quite, &known.payment.not_before].into_iter().any(|words| claims::holds(words, aim));
        let counted = self.clause_before(at, rate);
        let money = counted.is_some_and(|before| before.quantity.unit.dimension == Dimension::Money);
        let equals = |aim: &str| {
            counted.is_some_and(|before| !before.part)
                && known.completion.equals.iter().any(|equals| aim.trim_start().starts_with(equals.as_str()))
        };
        let told = |aim: &str| claims::holds(&known.completion.reached, aim) || equals(aim);
        let reached = !money && aim.is_some_and(|aim| told(aim) && !claims::holds(&known.completion.spent, words) && !denied(aim));
        percent && reached && rate.quantity.base().is_ok_and(|share| share >= LEAST)
    }

    /// 完成投资2016万元，为年度投资计划2880万元的70%: a share of a plan that is named with its money.
    fn is_of_plan(&self, at: usize, rate: &Mention, known: &Claims) -> bool {
        let percent = rate.quantity.unit.dimension == Dimension::Ratio && rate.quantity.unit.exponent == -2;
        let money =
            |mention: &Mention| mention.quantity.unit.dimension == Dimension::Money && mention.sentence == rate.sentence && !mention.part;
        let beside = |back: usize| at.checked_sub(back).and_then(|before| self.prose.get(before)).filter(|before| money(before));
        let head = self.prose.words(rate.head).trim().trim_start_matches(['，', ',']).trim();
        let objects = &known.completion.objects;
        let named = |words: &str| claims::ending(objects, words.trim_end()).is_some();
        let (apart, joined) = (head.strip_prefix(OF) == Some(""), head.strip_suffix(OF).is_some_and(named));
        let whole = if apart {
            beside(1).is_some_and(|plan| named(self.prose.words(plan.head))) && beside(2).is_some()
        } else {
            joined && beside(1).is_some()
        };
        percent && whole && rate.quantity.base().is_ok_and(|share| share >= LEAST)
    }

    /// Whether the sentence tells of the end of the year, and not of a day before or behind it.
    fn is_of_year(&self, context: &Context<'_>, rate: &Mention) -> bool {
        let said = place::around(context.document, rate.span.start).of(self.prose.text);
        !context.knowledge.forms.attainment.interim.within(said) && !claims::holds(&context.knowledge.claims.payment.later, said)
    }

    /// What is measured: what the figure before it is of, else what the rate says itself.
    fn measured(&self, at: usize, rate: &Mention) -> Span {
        let before = self.clause_before(at, rate);
        let named =
            before.and_then(|before| self.measures.leftover(self.prose.words(before.head)).map(|name| name.shift(before.head.start)));
        [named, Some(rate.scope), Some(rate.subject)].into_iter().flatten().find(|name| !name.is_empty()).unwrap_or(rate.head)
    }

    /// The figure right before a rate, in the clause before.
    fn clause_before(&self, at: usize, rate: &Mention) -> Option<&Mention> {
        let beside = |before: &&Mention| before.sentence == rate.sentence && before.clause + 1 == rate.clause;
        at.checked_sub(1).and_then(|before| self.prose.get(before)).filter(beside)
    }
}

/// Whether a rate is told of what came about: the aim among its words makes it none.
fn is_told(rate: &Mention) -> bool {
    rate.is_plain() && !rate.aim && !rate.part && !rate.is_change() && !rate.roles.any(&[Role::Previous, Role::From, Role::Partial])
}
