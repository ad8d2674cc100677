//! The candidates above and below the line of a rate of money, level by level: sentence, paragraph, document.

use super::search::READINGS;
use super::{Near, Operands, Search};
use crate::data::measures::{MeasureId, Role};
use crate::facts::prose::{Mention, Name};
use crate::quantity::Dimension;

/// How many figures back money of the same name is looked for.
const NAMED: usize = 128;

impl Search<'_, '_> {
    /// The candidates above the line, the nearest first, and where the first stands.
    pub(super) fn numerators(&self, at: usize, rate: &Mention, measures: &[MeasureId]) -> (Vec<usize>, Near) {
        let sentence = self.prose.sentence(at);
        let block = self.prose.block(at);
        // A rate that names its money is not of money that does not.
        let named = !self.prose.is_whole(rate.scope);
        let same = |other: &Mention| !named || self.prose.agree(rate.scope, other.subject);
        let fits = |other: &Mention| self.fits(rate, other) && other.is_one_of(measures) && same(other);
        let rival = |other: &usize| self.prose.get(*other).is_some_and(|other| is_rival(rate, other));
        // What stands before another rate of the same kind belongs to that rate.
        let free = (block.start..at).rev().find(rival).map_or(block.start, |other| other + 1);
        let before = self.chosen(at, rate, (sentence.start.max(free)..at).rev(), &fits);
        if self.is_of_several(at, rate) {
            let counterpart = self.counterpart(at, rate);
            let listed = |at: usize| self.prose.get(at).is_some_and(|other| other.place == rate.place && self.is_listed(at, other));
            return (before.into_iter().filter(|&at| Some(at) == counterpart || listed(at)).collect(), Near::Sentence);
        }
        if !before.is_empty() {
            return (before, Near::Sentence);
        }
        let next = (at + 1..sentence.end).find(rival);
        // 执行率93.2%，其中省级支出126万元，执行率90%: a part with a rate of its own is not what the first rate is of.
        let own = |other: &Mention| next.is_some() && other.part && !rate.part;
        let behind = self.chosen(at, rate, at + 1..next.unwrap_or(sentence.end), &|other: &Mention| fits(other) && !own(other));
        if !behind.is_empty() {
            return (behind, Near::Sentence);
        }
        // What stands behind a figure of another sentence (36万元已使用) may be no more than a claim.
        let sourced = |other: &Mention| !named && !rate.part && self.is_one_of_sources(at, other);
        let fits = |other: &Mention| fits(other) && other.measure().is_some_and(|id| measures.contains(&id)) && !sourced(other);
        let above = self.chosen(at, rate, (free..sentence.start).rev(), &fits);
        if !above.is_empty() {
            return (above, Near::Paragraph);
        }
        // 以全部资金为基数，执行率91%；只看本年资金，执行率88%: only one of several rates of a sentence is of the whole of the report.
        let period = self.prose.period(at);
        let second =
            (period.start..at).any(|other| rival(&other)) && !(period.start..at).any(|other| self.prose.get(other).is_some_and(fits));
        if second {
            return (Vec::new(), Near::Document);
        }
        let totals = self.totals.iter().copied().filter(|&total| !self.divided && self.prose.get(total).is_some_and(fits));
        (totals.collect(), Near::Document)
    }

    /// The candidates below the line at the nearest level that has any, and that level.
    pub(super) fn denominators(
        &self,
        at: usize,
        rate: &Mention,
        spent_at: usize,
        spent: &Mention,
        operands: Operands<'_>,
    ) -> (Vec<usize>, Near) {
        let sentence = self.prose.sentence(at);
        let block = self.prose.block(at);
        let fits = |other: &Mention| {
            self.fits(rate, other)
                && other.span != spent.span
                && other.whole != Some(spent_at)
                && self.is_base(spent, other, operands)
                && self.prose.may_agree(other.subject, spent.subject)
        };
        // 支出4712万元，其中中央资金支出3115万元，执行率97%: what one part of the spending is of is no money of the whole.
        let whole = spent.whole.and_then(|whole| self.prose.get(whole));
        let part = whole.is_some_and(|whole| whole.is_one_of(operands.numerators) || !whole.is_one_of(operands.denominators));
        let fits_far = |other: &Mention| {
            fits(other) && (!part || other.part || self.prose.agree(other.subject, spent.subject)) && !self.is_of_rest(other)
        };
        let before =
            self.chosen(at, rate, (sentence.start..at).rev().chain(at + 1..sentence.end).filter(|&other| other != spent_at), &fits);
        if !before.is_empty() {
            return (before, Near::Sentence);
        }
        // Behind the sentence may stand what the money went to: 运转经费2316万元、陈列展览1088万元.
        let own = |other: &usize| {
            self.prose.get(*other).is_some_and(|other| self.prose.is_whole(other.scope) || self.prose.agree(other.subject, spent.subject))
        };
        let near = self.chosen(at, rate, (block.start..sentence.start).rev().chain((sentence.end..block.end).filter(own)), &fits_far);
        // Money with a name of its own is of the money of that name, if only one of a list; a list farther off may tell of it too.
        if !near.is_empty() {
            let further = if part { self.named(at, spent, &fits) } else { Vec::new() };
            return (near.into_iter().chain(further).collect(), Near::Paragraph);
        }
        let named = self.named(at, spent, &fits);
        if !named.is_empty() {
            return (named, Near::Document);
        }
        let totals = self.totals.iter().copied().filter(|&total| self.prose.get(total).is_some_and(fits_far));
        let totals = totals.filter(|total| !(sentence.end..block.end).contains(total) || own(total));
        let mut totals: Vec<usize> = totals.collect();
        totals.sort_by_cached_key(|&total| {
            self.prose.get(total).and_then(|total| operands.denominators.iter().position(|&id| total.is_one_of(&[id])))
        });
        (totals, Near::Document)
    }

    /// The parts of lists before the rate that bear the name of the money spent.
    fn named(&self, at: usize, spent: &Mention, fits: &impl Fn(&Mention) -> bool) -> Vec<usize> {
        if spent.scope.is_empty() {
            return Vec::new();
        }
        let same = |other: &Mention| other.part && fits(other) && self.prose.words(other.scope) == self.prose.words(spent.scope);
        (at.saturating_sub(NAMED)..at).filter(|&other| self.prose.get(other).is_some_and(same)).collect()
    }

    /// Further bases from beyond the level at which the first were found.
    pub(super) fn farther(&self, rate: &Mention, spent: &Mention, known: &[usize], operands: Operands<'_>) -> Vec<usize> {
        let fits = |other: &Mention| {
            self.fits(rate, other) && !other.is_zero() && other.span != spent.span && self.is_base(spent, other, operands)
        };
        self.totals
            .iter()
            .copied()
            .filter(|total| !known.contains(total) && self.prose.get(*total).is_some_and(fits))
            .take(READINGS)
            .collect()
    }

    /// Whether a figure is a part of what was left over: 未支付407万元，其中县级资金261万元.
    fn is_of_rest(&self, other: &Mention) -> bool {
        let whole = other.whole.and_then(|whole| self.prose.get(whole));
        whole.is_some_and(|whole| self.measures.remainders.iter().any(|rule| !rule.grows && whole.is_one_of(&[rule.of])))
    }

    fn is_base(&self, spent: &Mention, other: &Mention, operands: Operands<'_>) -> bool {
        other.is_one_of(operands.denominators) && (spent.measure().is_none() || other.measure() != spent.measure())
    }

    /// Whether a figure can take part in a statement on what was done in the year of the rate.
    pub(super) fn fits(&self, rate: &Mention, other: &Mention) -> bool {
        other.quantity.unit.dimension == Dimension::Money
            && other.is_plain()
            && !other.is_change()
            && !other.roles.any(&[Role::Previous, Role::Against])
            && self.prose.same_year(rate, other)
    }

    /// Of the candidates in their order those that belong to the rate: parts only when there is nothing else or the rate is of a
    /// part, and in lists (分别为) those at the same place.
    fn chosen(&self, at: usize, rate: &Mention, candidates: impl Iterator<Item = usize>, fits: &impl Fn(&Mention) -> bool) -> Vec<usize> {
        let all: Vec<usize> = candidates.filter(|&other| self.prose.get(other).is_some_and(fits)).collect();
        let of = |wanted: &dyn Fn(usize, &Mention) -> bool| -> Vec<usize> {
            all.iter().copied().filter(|&other| self.prose.get(other).is_some_and(|mention| wanted(other, mention))).collect()
        };
        if self.is_listed(at, rate) {
            let aligned = of(&|other, mention| mention.place == rate.place && self.is_listed(other, mention));
            if !aligned.is_empty() {
                return aligned;
            }
            // 其中：人员经费1204万元，公用经费218万元，执行率分别为100%和96.53%: as many parts as rates stand before them.
            if let Some(part) = self.counterpart(at, rate).filter(|_| rate.direct) {
                return if all.contains(&part) { vec![part] } else { Vec::new() };
            }
        }
        let whole = of(&|_, mention| rate.part || !mention.part);
        if whole.is_empty() { all } else { whole }
    }

    /// Whether a rate is one of a list under one name: 市、区、街道三级使用率分别为97%、95%和90%. The whole is none of these.
    pub fn is_of_several(&self, at: usize, rate: &Mention) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.prose.get(at)).filter(|_| rate.place > 0);
        let next = self.prose.get(at + 1).filter(|next| next.place == rate.place + 1 && next.sentence == rate.sentence);
        before.or(next).is_some_and(|other| other.label == rate.label && other.sentence == rate.sentence)
    }

    /// The part that stands in the place of a rate in a list of rates, where the sentence lists as many parts.
    fn counterpart(&self, at: usize, rate: &Mention) -> Option<usize> {
        let first = at.checked_sub(usize::from(rate.place))?;
        let rates = (first..).take_while(|&other| {
            self.prose.get(other).is_some_and(|mention| usize::from(mention.place) == other - first && mention.sentence == rate.sentence)
        });
        let parts: Vec<usize> = (self.prose.sentence(at).start..first)
            .filter(|&other| self.prose.get(other).is_some_and(|part| part.part && part.is_amount()))
            .collect();
        (parts.len() == rates.count()).then(|| parts.get(usize::from(rate.place)).copied()).flatten()
    }

    fn is_listed(&self, at: usize, mention: &Mention) -> bool {
        let next = self.prose.get(at + 1).is_some_and(|next| next.place == mention.place + 1 && next.sentence == mention.sentence);
        mention.place > 0 || next
    }

    /// Whether sides that stand far apart belong together: the money was spent once, or both name the same money.
    pub(super) fn is_settled(&self, at: usize, spent: &Mention, denominators: &[usize], operands: Operands<'_>) -> bool {
        let agrees = |&base: &usize| self.prose.get(base).is_some_and(|base| self.prose.agree(base.subject, spent.subject));
        let whole = self.prose.is_whole(spent.subject);
        let rival = |other: &Mention| other.is_one_of(operands.numerators) && (!whole || self.prose.is_whole(other.subject));
        let rivals = self.totals.iter().copied().filter(|&other| self.prose.get(other).is_some_and(rival));
        denominators.iter().all(agrees) || self.prose.is_one_value(rivals.chain([at]))
    }
}

/// Whether a figure is another statement of the same kind of rate.
fn is_rival(rate: &Mention, other: &Mention) -> bool {
    let rated = matches!(other.name, Name::Rate(_) | Name::Stem);
    rated && other.name == rate.name && other.label != rate.label && other.span != rate.span
}
