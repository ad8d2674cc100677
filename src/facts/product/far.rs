//! Means whose amount and count stand in sentences before: 受益学生26450人。… 支出9312.80万元。生均投入3520.91元.
//!
//! What a mean is of is not said there, so that every amount and count of the paragraph is a reading; and before a mean is said to be
//! wrong, no other amount and count of the report may make it up.

use super::{Context, FACTORS, Facts, PRODUCT, Value, unit_of};
use crate::data::measures::Role;
use crate::data::rates::Basis;
use crate::facts::prose::{Mention, Prose};
use crate::facts::sum::REPAIR;
use crate::facts::sum::claim::Operand;
use crate::facts::sum::repair::{self, Repair};
use crate::quantity::{Decimal, Mode, Quantity, Unit};
use crate::text::Span;

/// How many blocks back an operand may stand.
const BLOCKS: u32 = 1;
/// How many figures back operands are looked for.
const WINDOW: usize = 40;
/// More operands on a side say nothing more.
const SIDES: usize = 3;
/// Figures of the report that are tried before a mean is said to be wrong, on each side.
const OTHERS: usize = 96;
/// Nor do more counts far away.
const NAMED: usize = 3;
/// How many characters at the end of what is said before a count name it.
const NAME: usize = 4;
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

/// An amount, what it is divided by, and the unit that the mean is for one of.
#[derive(Clone, Copy)]
struct Division {
    amount: Operand,
    count: Operand,
}

/// Means that the sentences before them explain; `told` are the places of those that their own sentence does.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>, told: &[Span]) {
    let prose = context.prose();
    for (at, mention) in prose.mentions.iter().enumerate() {
        let candidate = mention.roles.has(Role::Each) && mention.sound && mention.is_amount() && !mention.is_zero();
        if !candidate || told.contains(&mention.span) || mention.is_change() || mention.is_aim() || mention.cell {
            continue;
        }
        if let Some(mean) = Mean::of(context, prose, at, *mention) {
            mean.push(facts);
        }
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
        let is_mean = rates.is_mean(head);
        let basis = rates.basis(head).filter(|basis| basis.unknown == 0)?;
        let known = match (basis.things.as_slice(), basis.times) {
            ([_], None) => true,
            ([], Some(times)) => times > 1 && times <= MONTHS,
            (_, _) => false,
        };
        known.then_some(Mean { context, prose, at, mean, basis, is_mean })
    }

    fn push(&self, facts: &mut Facts<'a>) {
        let (mut readings, sole) = self.divisions();
        // What a standard is paid to is not said: only where nothing else can be meant.
        readings.retain(|_| sole || self.is_mean);
        readings.sort_by_cached_key(|division| self.repairs(division).is_empty());
        let repairs: Vec<Repair> = readings.iter().flat_map(|division| self.repairs(division)).collect();
        let Some(first) = readings.first().copied() else { return };
        if !readings.iter().any(|division| self.fits(division)) {
            // Any figures of the report that make it up are those that are meant.
            readings.extend(self.elsewhere());
        }
        let span = first.amount.span.to(first.count.span).to(self.mean.span);
        let values = vec![
            Value::Number(self.price(), Some(self.mean.span)),
            Value::Truth(self.is_mean),
            Value::Truth(true),
            Value::Truth(false),
            Value::Truth(self.is_stated(&first)),
            Value::Truth(sole && self.is_mean),
            Value::List(readings.iter().map(|reading| Value::Fact(self.factors(facts, reading))).collect()),
            Value::List(repairs.iter().map(|repair| Value::Fact(facts.push(&REPAIR, repair.figure.span, repair.values()))).collect()),
        ];
        facts.push(&PRODUCT, span, values);
    }

    fn factors(&self, facts: &mut Facts<'a>, division: &Division) -> crate::facts::FactId {
        let count = division.count;
        let values = vec![
            Value::Number(division.amount.quantity, Some(division.amount.span)),
            Value::Number(self.price(), Some(self.mean.span)),
            Value::Number(count.quantity, (!count.span.is_empty()).then_some(count.span)),
            Value::Missing,
            Value::Missing,
        ];
        facts.push(&FACTORS, division.amount.span.to(self.mean.span), values)
    }

    /// A mean is rounded, even one of people.
    fn price(&self) -> Quantity {
        let quantity = self.mean.quantity;
        if self.is_mean && quantity.mode == Mode::Exact { Quantity { mode: Mode::Rounded, ..quantity } } else { quantity }
    }

    /// Whether a word says that the amount is all there is: 共支出.
    fn is_stated(&self, division: &Division) -> bool {
        let other = self.prose.get(self.prose.inside(division.amount.span).start);
        other.is_some_and(|other| other.roles.has(Role::Total))
    }

    /// What the mean may be of, the nearest first; and whether there is only one.
    fn divisions(&self) -> (Vec<Division>, bool) {
        let amounts = self.operands(|other| self.is_amount(other));
        let counts = self.counts();
        let near = |operand: &Operand| operand.span.is_empty() || self.is_beside(operand.span);
        let sole = amounts.len() == 1 && counts.len() == 1 && counts.iter().all(|count| near(count) && !count.span.is_empty());
        let pairs = amounts.iter().take(SIDES).flat_map(|&amount| counts.iter().map(move |&count| Division { amount, count }));
        (pairs.collect(), sole && amounts.iter().all(near))
    }

    /// Whether a figure stands in the sentence of the mean or the one before, in its paragraph.
    fn is_beside(&self, place: Span) -> bool {
        let other = self.prose.get(self.prose.inside(place).start);
        other.is_some_and(|other| other.block == self.mean.block && other.period + 1 >= self.mean.period)
    }

    /// The figures before the mean, in its paragraph or the one before, that can be an operand, the nearest first, one for each value.
    fn operands(&self, wanted: impl Fn(&Mention) -> bool) -> Vec<Operand> {
        let end = self.prose.sentence(self.at).end;
        let plain = |other: &Mention| {
            other.block + BLOCKS >= self.mean.block && wanted(other) && other.is_plain() && !other.is_zero() && self.is_of_now(other)
        };
        let near = (self.at.saturating_sub(WINDOW)..self.at).rev().chain(self.at + 1..end);
        let found = near.filter_map(|other| self.prose.get(other).filter(|other| plain(other)));
        let mut operands: Vec<Operand> = Vec::new();
        for operand in found.map(|other| self.operand(other)) {
            if !operands.iter().any(|known| known.base() == operand.base()) {
                operands.push(operand);
            }
        }
        operands
    }

    /// Whether a figure is no change and of no other time; 新增24.6公顷 is a count like any other.
    fn is_of_now(&self, other: &Mention) -> bool {
        let changed = other.is_change() && (other.is_like(&self.mean) || other.roles.has(Role::Down));
        !changed
            && !other.aim
            && !other.roles.any(&[Role::Previous, Role::Against, Role::Target])
            && self.prose.same_year(other, &self.mean)
    }

    fn operand(&self, mention: &Mention) -> Operand {
        repair::of_rate(self.prose.text, mention.quantity, mention.span)
    }

    fn is_amount(&self, other: &Mention) -> bool {
        other.is_like(&self.mean)
    }

    /// What the mean is for one of: things near by, those that its sentence names by a longer name, or the months of the year.
    fn counts(&self) -> Vec<Operand> {
        if let Some(times) = self.basis.times {
            let quantity = Quantity::exact(Decimal::from(times), Unit::PLAIN);
            return if self.is_shorter() { Vec::new() } else { vec![nowhere(quantity)] };
        }
        let mut counts = self.operands(|other| self.unit(other).is_some());
        counts.truncate(SIDES);
        for named in self.named() {
            if counts.len() < SIDES + NAMED && !counts.iter().any(|known| known.base() == named.base()) {
                counts.push(named);
            }
        }
        counts.into_iter().map(|count| self.scaled(count)).collect()
    }

    /// The unit of the thing by which a figure counts it.
    fn unit(&self, other: &Mention) -> Option<Unit> {
        self.basis.things.first().and_then(|thing| unit_of(self.context, thing, other.quantity.unit.dimension))
    }

    /// A count in the unit that the mean is for: 12.6公里 at so much a kilometre is 12.6.
    fn scaled(&self, mut count: Operand) -> Operand {
        let dimension = count.quantity.unit.dimension;
        if let Some(unit) = self.basis.things.first().and_then(|thing| unit_of(self.context, thing, dimension)) {
            count.quantity.unit.exponent -= unit.exponent;
        }
        count
    }

    /// Counts anywhere before whose name the words before the mean repeat: 在职人员89人 … 按在职人数平均.
    fn named(&self) -> Vec<Operand> {
        let start = self.prose.block(self.at).start;
        let before = self.at.checked_sub(1).and_then(|before| self.prose.get(before)).filter(|before| before.block == self.mean.block);
        let from = before.map_or(self.mean.paragraph.start, |before| before.span.end);
        let words = Span { start: from.min(self.mean.span.start), end: self.mean.span.start }.of(self.prose.text);
        let is_named = |other: &&Mention| {
            let head = self.prose.words(other.head);
            let tail = head.char_indices().rev().nth(NAME - 1).map_or(0, |(at, _)| at);
            shares_word(head.get(tail..).unwrap_or(""), words)
        };
        let counted = |other: &&Mention| self.unit(other).is_some() && other.is_plain() && !other.is_zero() && self.is_of_now(other);
        let found = self.prose.mentions[..start].iter().rev().filter(counted).filter(is_named);
        found.map(|other| self.operand(other)).collect()
    }

    /// Whether the words of the sentence say that the time was shorter than a year.
    fn is_shorter(&self) -> bool {
        let words = self.mean.paragraph.of(self.prose.text);
        self.context.knowledge.rates.occasions.shorter.iter().any(|word| words.contains(word.as_str()))
    }

    fn product(&self, division: &Division) -> Option<Decimal> {
        self.mean.quantity.base().ok()?.checked_mul(division.count.base())
    }

    /// Whether the mean is what the amount and the count make it.
    fn fits(&self, division: &Division) -> bool {
        let half = match (self.is_mean, self.mean.quantity.mode) {
            (true, Mode::Exact) => Decimal::new(5, 1),
            (true, _) => self.operand(&self.mean).half(),
            (false, _) => Decimal::ZERO,
        };
        let slack = half.checked_mul(division.count.base()).and_then(|slack| slack.checked_add(division.amount.half()));
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
        let amounts = all(&|other| self.is_amount(other));
        let counts = match self.basis.times {
            Some(_) => self.counts(),
            None => all(&|other| self.unit(other).is_some()).into_iter().map(|count| self.scaled(count)).collect(),
        };
        let mut pairs = amounts.iter().flat_map(|&amount| counts.iter().map(move |&count| Division { amount, count }));
        pairs.find(|pair| self.fits(pair))
    }

    /// What one keystroke would put right.
    fn repairs(&self, division: &Division) -> Vec<Repair> {
        let mean = self.operand(&self.mean);
        let needed = division.amount.base().checked_div(division.count.base());
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
    let off = repair.needed.checked_mul(division.count.base()).and_then(|product| product.checked_sub(division.amount.base()));
    if off.is_some_and(|off| off.abs() <= division.amount.half()) { repair.confirmed_by(&division.amount) } else { repair }
}

/// Whether two characters of a name stand side by side in a text.
fn shares_word(name: &str, text: &str) -> bool {
    let starts = name.char_indices().map(|(at, _)| at);
    let ends = name.char_indices().skip(1).map(|(at, char)| at + char.len_utf8());
    starts.zip(ends).any(|(start, end)| name.get(start..end).is_some_and(|pair| text.contains(pair)))
}

/// A number that no figure shows: twelve months of a year.
fn nowhere(quantity: Quantity) -> Operand {
    let place = Span::default();
    Operand { quantity, span: place, number: place, label: place, change: false }
}
