//! Which money or work a figure is of, and which figures stand near it.

use super::{Mention, Prose};
use crate::data::measures::{MeasureId, Role};
use crate::quantity::Decimal;
use crate::text::Span;
use std::ops::Range;

/// How many figures before or behind another are looked at: sentences with more are lists, not statements.
const WINDOW: usize = 48;
/// How many totals of a document are kept.
const TOTALS: usize = 64;

impl<'a> Prose<'_, 'a> {
    /// The mention at an index.
    pub fn get(&self, at: usize) -> Option<&Mention> {
        self.mentions.get(at)
    }

    /// The value of the one at `at`, when there is one.
    pub fn value(&self, at: usize) -> Option<Decimal> {
        self.get(at)?.quantity.base().ok()
    }

    /// The sum of several.
    pub fn sum(&self, mentions: &[usize]) -> Option<Decimal> {
        mentions.iter().try_fold(Decimal::ZERO, |sum, &at| sum.checked_add(self.value(at)?))
    }

    /// The mentions of the sentence that the one at `at` stands in.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.around(at, |mention| mention.sentence)
    }

    /// The mentions of the block that the one at `at` stands in.
    pub fn block(&self, at: usize) -> Range<usize> {
        self.around(at, |mention| mention.block)
    }

    /// The mentions of the full sentence, semicolons included.
    pub fn period(&self, at: usize) -> Range<usize> {
        self.around(at, |mention| mention.period)
    }

    fn around(&self, at: usize, unit: impl Fn(&Mention) -> u32) -> Range<usize> {
        let Some(own) = self.mentions.get(at).map(&unit) else { return at..at };
        let before = self.mentions[..at].iter().rev().take(WINDOW).take_while(|mention| unit(mention) == own).count();
        let behind = self.mentions[at..].iter().take(WINDOW).take_while(|mention| unit(mention) == own).count();
        at - before..at + behind
    }

    /// The mentions that stand inside a span.
    pub fn inside(&self, span: Span) -> Range<usize> {
        let start = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let end = self.mentions.partition_point(|mention| mention.span.start < span.end);
        start..end.max(start)
    }

    /// The last mention that begins before a place.
    pub fn last_before(&self, place: u32) -> Option<&Mention> {
        self.mentions[..self.mentions.partition_point(|mention| mention.span.start < place)].last()
    }

    /// The words that a figure is of.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// Whether a word of the sentence of a figure plays a role.
    pub fn has(&self, mention: &Mention, role: Role) -> bool {
        self.sentences.get(mention.sentence as usize).is_some_and(|roles| roles.has(role))
    }

    /// Whether a scope is the whole that the report is on: nothing is said, or the title says it.
    pub fn is_whole(&self, scope: Span) -> bool {
        scope.is_empty() || self.title.contains(self.words(scope))
    }

    /// Whether two scopes can be one: one of them says nothing, or holds the words of the other.
    pub fn may_agree(&self, a: Span, b: Span) -> bool {
        a.is_empty() || b.is_empty() || self.agree(a, b)
    }

    /// Whether two scopes are one by their words.
    pub fn agree(&self, a: Span, b: Span) -> bool {
        let (a, b) = (self.words(a), self.words(b));
        !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a))
    }

    /// Amounts of the whole document that may be operands far away: no parts, plainly stated, of money.
    pub fn totals(&self) -> Vec<usize> {
        let total = |mention: &Mention| {
            mention.is_plain()
                && mention.quantity.unit.dimension == crate::quantity::Dimension::Money
                && !mention.part
                && !mention.cell
                && !mention.is_change()
                && !mention.roles.any(&[Role::Against, Role::Previous])
        };
        let known = |mention: &Mention| mention.measure().is_some() || mention.behind.is_some() || mention.roles.has(Role::Total);
        let all = self.mentions.iter().enumerate().filter(|(_, mention)| total(mention) && known(mention));
        all.map(|(at, _)| at).take(TOTALS).collect()
    }

    /// Whether all of these are one value: said twice, or said once.
    pub fn is_one_value(&self, among: impl IntoIterator<Item = usize>) -> bool {
        let mut values = among.into_iter().filter_map(|at| self.get(at)?.quantity.base().ok());
        let Some(first) = values.next() else { return false };
        values.all(|value| value == first)
    }

    /// Whether two figures can be of one year.
    pub fn same_year(&self, a: &Mention, b: &Mention) -> bool {
        a.year.is_none() || b.year.is_none() || a.year == b.year
    }

    /// Those of `range` that are known as one of these measures, and what else is asked.
    pub fn known<'s>(
        &'s self,
        range: impl Iterator<Item = usize> + 's,
        measures: &'s [MeasureId],
        wanted: impl Fn(&Mention) -> bool + 's,
    ) -> impl Iterator<Item = usize> + 's {
        range.filter(move |&at| self.get(at).is_some_and(|mention| mention.is_one_of(measures) && wanted(mention)))
    }
}
