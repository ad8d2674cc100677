//! Accounts: what there was at the beginning, what came and went, what there is at the end — of money, stores, debts or herds, told in one
//! sentence, in several, in the items of a list or in the lines of a form: 期初余额800万元，注入150万元，划出34.6万元，年底余额915.4万元.
//!
//! Each figure is what the last word before it says. An account is told to be wrong only where no part of what came and went makes it right,
//! and figures of which nothing is known may be added, taken off or left out.

mod item;

use super::{BALANCE, Context, FLOW, Facts, Near, Value, signed};
use crate::facts::sum::claim::Operand;
use crate::facts::sum::repair;
use crate::facts::{Fact, place};
use crate::quantity::Decimal;
use item::{Item, Part, items};
use std::borrow::Cow;

/// So many figures behind what there was at the beginning are read.
const WINDOW: usize = 18;
/// Of more figures than these some signs or other make anything.
const MOST: usize = 8;
/// A single flow tells only where one keystroke, among so many significant digits, puts it right.
const DIGITS: u32 = 3;

/// Accounts whose end is not reckoned otherwise.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let items = items(context);
    for (at, opening) in items.iter().enumerate().filter(|(_, item)| item.part == Part::Opening && !item.aside) {
        let like = |item: &&Item| item.quantity.unit.dimension == opening.quantity.unit.dimension && item.section == opening.section;
        let behind = items[at + 1..].iter().take(WINDOW).take_while(|item| item.section == opening.section);
        let behind: Vec<&Item> = behind.filter(like).take_while(|item| item.part != Part::Opening).collect();
        // In a form of names and values nothing ends what 其中 begins.
        if behind.iter().any(|item| item.aside) && place::form_at(context.document, opening.span.start).is_some() {
            continue;
        }
        if let Some(account) = Account::read(opening, &items[..at], &behind) {
            account.push(context, facts);
        }
    }
}

/// What an account is made of.
struct Account<'i> {
    opening: &'i Item,
    closing: &'i Item,
    flows: Vec<&'i Item>,
    /// Figures that may belong to it.
    others: Vec<&'i Item>,
    /// Other figures that may be its end.
    ends: Vec<&'i Item>,
}

impl<'i> Account<'i> {
    fn read(opening: &'i Item, before: &'i [Item], behind: &[&'i Item]) -> Option<Self> {
        let is_end = |item: &Item| item.part == Part::Closing && !item.aside;
        let end = behind.iter().position(|item| is_end(item));
        let first = before.last().filter(|item| end.is_none() && is_end(item) && item.line == opening.line);
        let closing = first.or_else(|| end.and_then(|end| behind.get(end)).copied())?;
        let length = end.unwrap_or_else(|| behind.iter().take_while(|item| item.line == opening.line).count());
        let is_flow = |item: &&&Item| (item.part.is_in() || item.part.is_out()) && !item.aside;
        let flows: Vec<&Item> = behind[..length].iter().filter(is_flow).copied().collect();
        let others = behind.iter().filter(|item| item.part != Part::Closing && !flows.iter().any(|flow| flow.span == item.span)).copied();
        let others: Vec<&Item> = others.take(MOST).collect();
        let ends = behind.iter().filter(|item| is_end(item) && item.span != closing.span).copied().collect();
        let account = Account { opening, closing, flows, others, ends };
        account.is_told().then_some(account)
    }

    /// Whether something went out, and what came and went is as much as an account tells.
    fn is_told(&self) -> bool {
        let like = self.closing.quantity.unit.dimension == self.opening.quantity.unit.dimension;
        let went = self.flows.iter().any(|flow| flow.part.is_out());
        like && went && self.flows.len() <= MOST && (self.flows.len() > 1 || self.leaves().is_some_and(|left| self.is_slip(left)))
    }

    fn leaves(&self) -> Option<Decimal> {
        let signed = |sum: Decimal, flow: &&Item| {
            let value = flow.quantity.base().ok()?;
            if flow.part.is_out() { sum.checked_sub(value) } else { sum.checked_add(value) }
        };
        self.flows.iter().try_fold(self.opening.quantity.base().ok()?, signed)
    }

    /// Whether one keystroke makes the end what is left.
    fn is_slip(&self, left: Decimal) -> bool {
        let same = self.closing.quantity.base().ok() == Some(left);
        same || repair::exactly(&operand(self.closing), left).is_some_and(|repair| repair.digits() >= DIGITS)
    }

    /// Whether what came and what went, in one of the ways to take them, and figures that may belong to them make one of the ends.
    fn may_hold(&self) -> bool {
        let all = || self.flows.iter().chain(&self.others).chain([&self.opening, &self.closing]);
        let room = all().map(|item| operand(item).half()).fold(Decimal::ZERO, Decimal::saturating_add);
        let ends: Vec<Decimal> = self.ends.iter().chain([&self.closing]).filter_map(|item| item.quantity.base().ok()).collect();
        let opening = self.opening.quantity.base().unwrap_or_default();
        let (came, went) = (self.totals([Part::Due, Part::Into]), self.totals([Part::Passed, Part::Out]));
        let passed = self.flows.iter().filter(|flow| flow.part == Part::Passed).filter_map(|flow| flow.quantity.base().ok());
        let mut sums: Vec<Decimal> =
            came.iter().flat_map(|came| went.iter().map(|went| opening.saturating_add(*came).saturating_sub(*went))).collect();
        // 县财政拨付150万元: what was passed on may have come.
        for value in passed {
            let more: Vec<Decimal> = sums.iter().map(|sum| sum.saturating_add(value).saturating_add(value)).collect();
            sums.extend(more);
        }
        let sums = signed(sums, self.others.iter().filter_map(|item| item.quantity.base().ok()));
        ends.into_iter().any(|end| sums.iter().any(|sum| sum.saturating_sub(end).abs() <= room))
    }

    /// What the flows of two stages may come to: all; those of one stage, or one of them, where the same money passes both; one that is the
    /// total of the others.
    fn totals(&self, stages: [Part; 2]) -> Vec<Decimal> {
        let of = |wanted: &[Part]| -> Vec<Decimal> {
            self.flows.iter().filter(|flow| wanted.contains(&flow.part)).filter_map(|flow| flow.quantity.base().ok()).collect()
        };
        let sum = |values: &[Decimal]| values.iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value));
        let (all, single) = (of(&stages), stages.map(|stage| of(&[stage])));
        let whole = sum(&all);
        let mixed = single.iter().all(|values| !values.is_empty());
        let mut totals = vec![whole];
        totals.extend(all.iter().filter(|value| mixed || whole.saturating_sub(**value) == **value));
        totals.extend(single.iter().filter(|_| mixed).map(|values| sum(values)));
        totals
    }

    fn push<'a>(&self, context: &Context<'a>, facts: &mut Facts<'a>) {
        let guessed = |fact: &Fact<'_>| matches!(fact.field(&BALANCE, "guessed"), Value::Truth(true));
        let known = facts.of("balance").any(|(_, fact)| fact.span.overlaps(self.closing.span) && !guessed(fact));
        let holds = self.leaves() == self.closing.quantity.base().ok();
        if known || !holds && self.may_hold() {
            return;
        }
        let came = self.flows.iter().filter(|flow| flow.part.is_in()).copied();
        let went = self.flows.iter().filter(|flow| flow.part.is_out()).copied();
        let incoming = numbers(std::iter::once(self.opening).chain(came));
        let near = Value::Text(Cow::Borrowed(Near::Sentence.name()), None);
        let flow = vec![incoming, numbers(went), Value::List(Vec::new()), near];
        let flow = Value::Fact(facts.push(&FLOW, self.opening.span.to(self.closing.span), flow));
        let text: &'a str = &context.document.flow.text;
        let name = self.closing.words;
        let values = vec![
            Value::Text(Cow::Borrowed(name.of(text)), Some(name)),
            number(self.closing),
            Value::List(vec![flow]),
            Value::Truth(true),
            Value::Truth(false),
            Value::List(Vec::new()),
        ];
        facts.push(&BALANCE, self.closing.span, values);
    }
}

fn number<'a>(item: &Item) -> Value<'a> {
    Value::Number(item.quantity, Some(item.span))
}

fn numbers<'i, 'a>(items: impl Iterator<Item = &'i Item>) -> Value<'a> {
    Value::List(items.map(number).collect())
}

fn operand(item: &Item) -> Operand {
    Operand::bare(item.quantity, item.span)
}
