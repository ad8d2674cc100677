//! Means whose amount and count stand in sentences before: 受益学生26450人。… 支出9312.80万元。生均投入3520.91元.
//!
//! What a mean is of is not said there, so that the nearest amounts and counts are readings; and before a mean is said to be wrong, no other
//! amount and count of the report may make it up.

mod operands;

use super::{Context, Facts, Said, Value, add, calculation, number, price_of};
use crate::data::measures::Role;
use crate::data::rates::Basis;
use crate::facts::prose::{Mention, Prose};
use crate::facts::sum::claim::Operand;
use crate::facts::sum::repair::{self, Repair};
use crate::quantity::{Decimal, Mode, Quantity, Unit};
use crate::text::Span;
use std::collections::HashSet;

/// More means than these are not looked at.
const MEANS: usize = 256;
/// More operands on a side say nothing more.
const SIDES: usize = 3;
/// Figures of the report that are tried before a mean is said to be wrong, on each side.
const OTHERS: usize = 96;
/// Periods that come so often in a year are not all of them worked or opened in.
const MONTHS: u32 = 12;

/// A mean, with what it is for.
struct Mean<'p, 'c, 'a> {
    context: &'c Context<'a>,
    prose: Prose<'p, 'a>,
    at: usize,
    mean: Mention,
    basis: Basis<'a>,
    /// Whether it is a mean and no standard.
    is_mean: bool,
}

/// An amount, what it is divided by, and how often a standard is paid.
#[derive(Clone, Copy)]
struct Division {
    amount: Operand,
    count: Operand,
    times: Decimal,
}

/// Means that the sentences before them explain; `told` are the places of those that their own sentence does.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>, told: &HashSet<Span>) {
    let prose = context.prose();
    let is_candidate = |mention: &Mention| {
        let stated = mention.roles.has(Role::Each) && mention.sound && mention.is_amount() && !mention.is_zero();
        stated && !told.contains(&mention.span) && !mention.is_change() && !mention.is_aim() && !mention.cell
    };
    let candidates = prose.mentions.iter().enumerate().filter(|(_, mention)| is_candidate(mention));
    for mean in candidates.filter_map(|(at, mention)| Mean::of(context, prose, at, *mention)).take(MEANS) {
        mean.push(facts);
    }
}

impl<'p, 'c, 'a> Mean<'p, 'c, 'a> {
    fn of(context: &'c Context<'a>, prose: Prose<'p, 'a>, at: usize, mean: Mention) -> Option<Self> {
        let rates = &context.knowledge.rates;
        let head = prose.words(mean.head);
        let earlier = mean.roles.any(&[Role::Previous, Role::Against, Role::Target, Role::From, Role::To]);
        if earlier || matches!(mean.quantity.mode, Mode::Hedged(_)) || rates.is_limit(head) {
            return None;
        }
        let is_mean = rates.is_mean(words_before(prose, at, &mean));
        let basis = rates.basis(head).filter(|basis| basis.unknown == 0)?;
        let known = match (basis.things.as_slice(), basis.times) {
            ([_], None) => true,
            ([], Some(times)) => times > 1 && times <= MONTHS,
            ([_], Some(times)) => !is_mean && times <= MONTHS,
            (_, _) => false,
        };
        known.then_some(Mean { context, prose, at, mean, basis, is_mean })
    }

    fn push(&self, facts: &mut Facts<'a>) {
        let (divisions, sole) = self.divisions();
        let mut tried: Vec<(Division, Vec<Repair>)> = divisions.into_iter().map(|division| (division, self.repairs(&division))).collect();
        tried.sort_by_key(|(_, repairs)| repairs.is_empty());
        let (mut readings, repairs): (Vec<Division>, Vec<Vec<Repair>>) = tried.into_iter().unzip();
        let Some(first) = readings.first().copied() else { return };
        if !readings.iter().any(|division| self.fits(division)) {
            // Any figures of the report that make it up are those that are meant.
            readings.extend(self.elsewhere());
        }
        let span = first.amount.span.to(first.count.span).to(self.mean.span);
        let price = || Value::Number(price_of(self.mean.quantity, self.is_mean), Some(self.mean.span));
        let said = Said {
            mean: self.is_mean,
            matched: true,
            formula: false,
            stated: self.is_stated(&first),
            sole: sole && self.is_mean,
            drifts: false,
        };
        let one = |Division { amount, count, times }: &Division| {
            let times = (*times > Decimal::ONE).then(|| Value::Number(Quantity::exact(*times, Unit::PLAIN), None));
            calculation(facts, amount.span.to(self.mean.span), [number(amount), price(), number(count)].into_iter().chain(times).collect())
        };
        let calculations = readings.iter().map(one).collect();
        let repairs: Vec<Repair> = repairs.into_iter().flatten().collect();
        add(facts, span, price(), said, calculations, &repairs);
    }

    /// Whether a word says that the amount is all there is: 共支出.
    fn is_stated(&self, division: &Division) -> bool {
        let other = self.prose.get(self.prose.inside(division.amount.span).start);
        other.is_some_and(|other| other.roles.has(Role::Total))
    }

    /// What the mean may be of, the nearest first; and whether there is only one.
    fn divisions(&self) -> (Vec<Division>, bool) {
        let own = |other: &Mention| self.is_mean || other.sentence == self.mean.sentence;
        let amounts = self.operands(|other| other.is_like(&self.mean) && own(other));
        let counts = self.counts();
        if !self.is_mean && (amounts.len() != 1 || counts.len() != 1) {
            // What a standard is paid to is not said: only where nothing else can be meant.
            return (Vec::new(), false);
        }
        let times = self.times();
        let near = |operand: &Operand| operand.span.is_empty() || self.is_beside(operand.span);
        let sole = amounts.len() == 1 && counts.len() == 1 && counts.iter().all(|count| near(count) && !count.span.is_empty());
        let pairs = amounts.iter().take(SIDES).flat_map(|&amount| counts.iter().map(move |&count| Division { amount, count, times }));
        (pairs.collect(), sole && amounts.iter().all(near))
    }

    fn product(&self, division: &Division) -> Option<Decimal> {
        self.mean.quantity.base().ok()?.checked_mul(division.count.base())?.checked_mul(division.times)
    }

    /// Whether the mean is what the amount and the count make it.
    fn fits(&self, division: &Division) -> bool {
        let half = match (self.is_mean, self.mean.quantity.mode) {
            (true, Mode::Exact) => Decimal::new(5, 1),
            (true, _) => self.operand(&self.mean).half(),
            (false, _) => Decimal::ZERO,
        };
        let slack = half.checked_mul(division.count.base()).and_then(|slack| slack.checked_mul(division.times));
        let slack = slack.and_then(|slack| slack.checked_add(division.amount.half()));
        let off = self.product(division).and_then(|product| product.checked_sub(division.amount.base()));
        off.zip(slack).is_some_and(|(off, slack)| off.abs() <= slack)
    }

    /// Any amount and count of the report that make up the mean.
    fn elsewhere(&self) -> Option<Division> {
        let all = |wanted: &dyn Fn(&Mention) -> bool| -> Vec<Operand> {
            let mut found: Vec<usize> = (0..self.prose.mentions.len())
                .filter(|&other| {
                    other != self.at && self.prose.get(other).is_some_and(|other| other.well_formed && !other.is_zero() && wanted(other))
                })
                .collect();
            found.sort_by_key(|other| other.abs_diff(self.at));
            found.truncate(OTHERS);
            found.iter().filter_map(|&other| Some(self.operand(self.prose.get(other)?))).collect()
        };
        let amounts = all(&|other| other.is_like(&self.mean));
        let counts = match self.basis.things.is_empty() {
            true => self.counts(),
            false => all(&|other| self.unit(other.quantity.unit.dimension).is_some()).into_iter().map(|count| self.scaled(count)).collect(),
        };
        let times = self.times();
        let pair = |amount, count| [times, Decimal::ONE].map(|times| Division { amount, count, times });
        let mut pairs = amounts.iter().flat_map(|&amount| counts.iter().flat_map(move |&count| pair(amount, count)));
        pairs.find(|pair| self.fits(pair))
    }

    /// What one keystroke would put right.
    fn repairs(&self, division: &Division) -> Vec<Repair> {
        let mean = self.operand(&self.mean);
        let count = division.count.base().checked_mul(division.times);
        let needed = count.and_then(|count| division.amount.base().checked_div(count));
        let repaired = needed.and_then(|needed| repair::rounded(&mean, needed));
        let repaired =
            repaired.map(|repair| confirmed(repair, division)).filter(|repair| self.is_mean || repair.needed == needed.unwrap_or_default());
        let mut repairs: Vec<Repair> = repaired.into_iter().collect();
        repairs.extend(self.product(division).and_then(|product| repair::exactly(&division.amount, product)));
        repairs
    }
}

/// A mean that makes up the amount to its last digit is confirmed by all digits of the amount.
fn confirmed(repair: Repair, division: &Division) -> Repair {
    let product = repair.needed.checked_mul(division.count.base()).and_then(|product| product.checked_mul(division.times));
    let off = product.and_then(|product| product.checked_sub(division.amount.base()));
    if off.is_some_and(|off| off.abs() <= division.amount.half()) { repair.confirmed_by(&division.amount) } else { repair }
}

/// The words before a figure, back to the figure before it or the beginning of its paragraph.
fn words_before<'a>(prose: Prose<'_, 'a>, at: usize, figure: &Mention) -> &'a str {
    let before = at.checked_sub(1).and_then(|before| prose.get(before)).filter(|before| before.block == figure.block);
    let from = before.map_or(figure.paragraph.start, |before| before.span.end);
    prose.words(Span { start: from.min(figure.span.start), end: figure.span.start })
}
