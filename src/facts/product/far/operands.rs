//! The amounts and counts, near and far, that a mean may be made up of.

use super::{Mean, SIDES, words_before};
use crate::data::measures::Role;
use crate::facts::near::shares_word;
use crate::facts::place;
use crate::facts::product::reading::implied;
use crate::facts::product::unit_of;
use crate::facts::prose::Mention;
use crate::facts::sum::claim::Operand;
use crate::facts::sum::repair;
use crate::quantity::{Decimal, Dimension, Unit};
use crate::text::Span;

/// How many blocks back an operand may stand.
const BLOCKS: u32 = 1;
/// How many figures back operands are looked for.
const WINDOW: usize = 40;
/// More counts far away than these say nothing more.
const NAMED: usize = 3;
/// How many characters at the end of what is said before a count name it.
const NAME: usize = 4;

impl Mean<'_, '_, '_> {
    /// The figures of the paragraph of the mean or the one before that can be an operand, one for each value: those before it, the nearest
    /// first, and those behind it in its sentence.
    pub(super) fn operands(&self, wanted: impl Fn(&Mention) -> bool) -> Vec<Operand> {
        let end = self.prose.sentence(self.at).end;
        let plain = |other: &Mention| {
            other.block + BLOCKS >= self.mean.block && wanted(other) && other.is_plain() && !other.is_zero() && self.is_of_now(other)
        };
        let near = (self.at.saturating_sub(WINDOW)..self.at).rev().chain(self.at + 1..end);
        let mut found: Vec<&Mention> = near.filter_map(|other| self.prose.get(other).filter(|other| plain(other))).collect();
        // Parts of a whole are no mean's own, where the whole is told.
        found.sort_by_key(|other| other.part);
        let mut operands: Vec<Operand> = Vec::new();
        for operand in found.into_iter().map(|other| self.operand(other)) {
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

    /// What the mean is for one of: things near by, those that its sentence names by a longer name, or the months of the year.
    pub(super) fn counts(&self) -> Vec<Operand> {
        if let Some(times) = self.basis.times.filter(|_| self.basis.things.is_empty()) {
            return if self.is_shorter() { Vec::new() } else { vec![implied(times)] };
        }
        let near = |other: &Mention| self.is_mean || other.period == self.mean.period;
        let mut counts = self.operands(|other| self.unit(other.quantity.unit.dimension).is_some() && near(other));
        counts.truncate(SIDES);
        for named in if self.is_mean || counts.is_empty() { self.named() } else { Vec::new() } {
            if counts.len() < SIDES + NAMED && !counts.iter().any(|known| known.base() == named.base()) {
                counts.push(named);
            }
        }
        counts.into_iter().map(|count| self.scaled(count)).collect()
    }

    /// How often in a year a standard is paid, or how often the sentence says.
    pub(super) fn times(&self) -> Decimal {
        let Some(times) = self.basis.times.filter(|_| !self.basis.things.is_empty()) else { return Decimal::ONE };
        let knowledge = self.context.knowledge;
        let unit = knowledge.rates.period_of(times).and_then(|word| knowledge.units.of_word(word));
        let told = self.prose.sentence(self.at).filter_map(|other| self.prose.get(other));
        let mut told = told.filter(|other| unit.is_some_and(|unit| unit.dimension == other.quantity.unit.dimension));
        told.next().map_or(Decimal::from(times), |told| told.quantity.value)
    }

    /// The unit by which figures of a dimension count what the mean is for.
    pub(super) fn unit(&self, dimension: Dimension) -> Option<Unit> {
        self.basis.things.first().and_then(|thing| unit_of(self.context, thing, dimension))
    }

    /// A count in the unit that the mean is for: 12.6公里 at so much a kilometre is 12.6.
    pub(super) fn scaled(&self, mut count: Operand) -> Operand {
        if let Some(unit) = self.unit(count.quantity.unit.dimension) {
            count.quantity.unit.exponent -= unit.exponent;
        }
        count
    }

    /// Counts anywhere before whose name the words before the mean repeat: 在职人员89人 … 按在职人数平均.
    fn named(&self) -> Vec<Operand> {
        let start = self.prose.block(self.at).start;
        let words = words_before(self.prose, self.at, &self.mean);
        let is_named = |other: &&Mention| shares_word(place::tail(self.prose.words(other.head), NAME), words);
        let counted = |other: &&Mention| {
            self.unit(other.quantity.unit.dimension).is_some() && other.is_plain() && !other.is_zero() && self.is_of_now(other)
        };
        let found = self.prose.mentions[..start].iter().rev().filter(counted).filter(is_named);
        found.map(|other| self.operand(other)).collect()
    }

    /// Whether the words of the paragraph say that the time was shorter than a year.
    fn is_shorter(&self) -> bool {
        let words = self.mean.paragraph.of(self.prose.text);
        self.context.knowledge.rates.occasions.shorter.iter().any(|word| words.contains(word.as_str()))
    }

    /// Whether a figure stands in the sentence of the mean or the one before, in its paragraph.
    pub(super) fn is_beside(&self, place: Span) -> bool {
        let other = self.prose.get(self.prose.inside(place).start);
        other.is_some_and(|other| other.block == self.mean.block && other.period + 1 >= self.mean.period)
    }

    pub(super) fn operand(&self, mention: &Mention) -> Operand {
        repair::of_rate(self.prose.text, mention.quantity, mention.span)
    }
}
