//! Which figures may be the whole of a share.

use super::words::Words;
use super::{Open, READINGS, Reader};
use crate::data::measures::{MeasureId, Of, Role};
use crate::facts::prose::Mention;
use crate::facts::quotient::{Near, Quotient, elsewhere};
use crate::quantity::Dimension;

/// Nor do more figures that may be the whole.
const OTHERS: usize = 48;
/// How many figures back the whole may stand.
const WINDOW: usize = 64;
/// How many figures away another share of the same whole may stand.
const BESIDE: usize = 16;
/// How many figures before the first of such shares their whole may stand, and how many in their own paragraph.
const WHOLE: usize = 6;
const PARAGRAPH: usize = 16;
/// More figures of a list are not taken together.
const CUMULATED: usize = 4;

impl Reader<'_, '_> {
    /// Readings by the whole that shares beside this one are of: 中央10320万元，占57.77%；省级4980万元，占27.88%.
    pub(super) fn shared(&self, share: &Open, all: &[Open]) -> Vec<Quotient> {
        let Some(part) = self.prose.get(share.part) else { return Vec::new() };
        let beside: Vec<&Open> = all.iter().filter(|other| other.at != share.at && other.at.abs_diff(share.at) <= BESIDE).collect();
        let first = all.iter().map(|other| other.part).filter(|&other| other.abs_diff(share.at) <= BESIDE).min().unwrap_or(share.part);
        // A share without decimals comes out by chance, two of them do not.
        let printed = |other: &Open| self.prose.get(other.at).map_or(1, |rate| if rate.quantity.decimals > 0 { 2 } else { 1 });
        let confirmed = |whole: &usize| {
            let others = beside.iter().filter(|other| other.part != *whole && self.is_share_of(other, *whole));
            others.map(|other| printed(other)).sum::<usize>() > 1
        };
        // What a named whole is has to stand near; nothing but other shares tells of one without a name.
        let far = if share.words.whole.is_empty() { PARAGRAPH } else { WHOLE };
        let start = self.prose.block(first).start.max(first.saturating_sub(far)).min(first.saturating_sub(WHOLE));
        let holds = |whole: &usize| self.prose.get(*whole).is_some_and(|whole| whole.quantity.base().ok() >= part.quantity.base().ok());
        let wholes =
            (start..share.part).rev().filter(|&whole| all.iter().all(|other| other.part != whole) && self.is_base(share.at, part, whole));
        wholes.filter(holds).filter(confirmed).take(1).map(|whole| Quotient::of(share.part, whole, Near::Paragraph)).collect()
    }

    /// Whether a share is that of its part in a whole, as it is printed.
    fn is_share_of(&self, share: &Open, whole: usize) -> bool {
        let (part, whole) = (self.prose.value(share.part), self.prose.value(whole));
        let (Some(part), Some(whole), Some(rate)) = (part, whole, self.prose.get(share.at)) else { return false };
        elsewhere::is_printed(part, whole, rate)
    }

    /// 研究生38人、本科119人、专科5人，本科及以上占97%: the figures of the list up to the part, together.
    pub(super) fn cumulated(&self, part: usize, readings: &[Quotient]) -> Vec<Quotient> {
        let Some(last) = self.prose.get(part) else { return Vec::new() };
        let like = |other: &&Mention| other.is_like(last) && other.is_plain() && other.sentence == last.sentence;
        let run = (0..part).rev().map_while(|other| self.prose.get(other).filter(like)).take(CUMULATED).count();
        let sums = |reading: &Quotient| {
            let (bases, near) = (reading.denominators.clone(), reading.near);
            let sum = move |count: usize| Quotient::sums((part - count..=part).collect(), bases.clone(), near);
            (1..=run).map(sum).collect::<Vec<Quotient>>()
        };
        readings.iter().take(READINGS).flat_map(sums).collect()
    }

    /// The total whose parts are listed, or the only total of the report.
    pub(super) fn enclosing(&self, at: usize, part: &Mention) -> (Vec<usize>, Near) {
        if let Some(whole) = part.whole.filter(|&whole| self.is_base(at, part, whole)) {
            return (vec![whole], Near::Sentence);
        }
        let bases = self.bases();
        let of: Vec<usize> = self
            .totals
            .iter()
            .copied()
            .filter(|&total| {
                self.is_base(at, part, total)
                    && self.prose.get(total).is_some_and(|total| total.is_one_of(&bases) && self.prose.is_whole(total.subject))
            })
            .collect();
        if let Some(whole) = self.alone(at, part).filter(|_| of.is_empty()) {
            return (vec![whole], Near::Sentence);
        }
        if self.prose.is_one_value(of.iter().copied()) { (of, Near::Document) } else { (Vec::new(), Near::Document) }
    }

    /// 中央3600万元，省级1200万元，省级资金占四分之一: the amounts listed with a part make up its whole, unless one of them is it.
    pub(super) fn listed(&self, part_at: usize) -> Vec<Quotient> {
        let Some(part) = self.prose.get(part_at).filter(|part| part.quantity.unit.dimension == Dimension::Money) else { return Vec::new() };
        let fits = |other: &usize| {
            self.prose.get(*other).is_some_and(|other| {
                other.is_like(part) && other.is_plain() && !other.is_zero() && !other.is_change() && other.depth == part.depth
            })
        };
        let all: Vec<usize> = self.prose.sentence(part_at).filter(fits).take(READINGS).collect();
        let single = all.iter().filter(|&&other| other != part_at).map(|&other| Quotient::of(part_at, other, Near::Sentence));
        let mut readings = if all.len() > 1 { vec![Quotient::sums(vec![part_at], all.clone(), Near::Sentence)] } else { Vec::new() };
        readings.extend(single);
        readings
    }

    /// The only other count of the sentence up to the share, when the part is no more than it: 走访260人，248人满意，占比95.4%.
    fn alone(&self, at: usize, part: &Mention) -> Option<usize> {
        let before = self.prose.sentence(at).start..at;
        let mut others = before.filter(|&other| self.prose.get(other).is_some_and(|other| other.is_like(part)));
        let whole = others.next().filter(|_| others.next().is_none())?;
        let base = self.prose.get(whole)?;
        // 由31个减少到4个，占比由3.9%降至0.5%: of what was and what became neither is in the other.
        let changed = part.roles.any(&[Role::From, Role::To]) || self.prose.get(at).is_some_and(|rate| rate.roles.has(Role::From));
        let counted = matches!(part.quantity.unit.dimension, Dimension::Count(_)) && base.quantity.base().ok() >= part.quantity.base().ok();
        (counted && !changed && self.is_base(at, part, whole)).then_some(whole)
    }

    /// The figures that the words name, the nearest first: by the same words before them, or by the measure.
    pub(super) fn named(&self, at: usize, part: &Mention, words: Words) -> (Vec<usize>, Near) {
        let name = self.prose.words(words.whole);
        // Words beside the measure (基本支出) make it another thing than the measure alone.
        let plain = self.measures.leftover(name).is_none();
        let measure = self.measures.find(name).filter_map(|(_, word)| word.money).last().filter(|_| plain);
        let block = self.prose.block(at);
        let start = block.start.saturating_sub(WINDOW);
        let wanted = |other: usize| {
            self.is_base(at, part, other)
                && self.prose.get(other).is_some_and(|mention| {
                    // 设备支出占全年执行数的30%；培训支出17.80万元: what is told behind the share is its whole only when it is one.
                    let measured = self.is_measured(mention, measure) && (other < at || self.prose.is_whole(mention.subject));
                    self.name_ends_with(mention, name) || measured
                })
        };
        let near: Vec<usize> = (block.start..at).rev().chain(at + 1..block.end).filter(|&other| wanted(other)).collect();
        if !near.is_empty() {
            return (near, Near::Paragraph);
        }
        let stemmed = self.stems(at, part, words.whole);
        if !stemmed.is_empty() {
            return (stemmed, Near::Paragraph);
        }
        let far: Vec<usize> = (start..block.start).rev().chain(self.totals.iter().copied()).filter(|&other| wanted(other)).collect();
        (far, Near::Document)
    }

    /// Whether a figure is known by a measure that the words of the whole name: any budget for 预算.
    fn is_measured(&self, mention: &Mention, measure: Option<MeasureId>) -> bool {
        let Some(measure) = measure else { return false };
        // The words of a class of spending name that class alone.
        if self.measures.measure(measure).is_some_and(|measure| measure.classes) {
            return false;
        }
        let bases = self.bases();
        let same = mention.is_one_of(&[measure]);
        let general = self.measures.measure(measure).is_some_and(|measure| measure.weak) || bases.contains(&measure);
        !mention.part && (same || general && mention.is_one_of(&bases) && self.prose.is_whole(mention.subject))
    }

    /// Whether a figure is a part of the same total.
    fn is_sibling(&self, part: &Mention, other: usize) -> bool {
        part.whole.is_some() && self.prose.get(other).is_some_and(|other| other.whole == part.whole)
    }

    pub(super) fn is_base(&self, at: usize, part: &Mention, other: usize) -> bool {
        other != at
            && self.prose.get(other).is_some_and(|base| {
                base.is_like(part) && base.is_plain() && !base.is_zero() && !base.is_change() && self.prose.same_year(part, base)
            })
    }

    /// The measures that money may be a share of.
    fn bases(&self) -> Vec<MeasureId> {
        self.measures.rate_of(Of::Spending).map(|rate| rate.denominators.clone()).unwrap_or_default()
    }

    /// Other figures that may be the whole: those of the paragraph, the totals of the report, and, where nothing names the whole, those told
    /// before.
    pub(super) fn others(&self, at: usize, words: Words, readings: &[Quotient]) -> Vec<usize> {
        let prose = self.prose;
        if self.is_told_apart(at, words, readings) {
            return Vec::new();
        }
        let used =
            |other: &usize| readings.iter().any(|reading| reading.denominators.contains(other) || reading.numerators.contains(other));
        let part = readings.first().and_then(|reading| prose.get(*reading.numerators.first()?));
        let another = self.contrary(words, readings);
        let fits = |other: usize| !prose.get(other).is_some_and(|other| other.is_one_of(another));
        // 占 without a whole may be of any amount that was told before.
        let told = if words.whole.is_empty() { at.saturating_sub(WINDOW)..at } else { at..at };
        let near = prose.block(at).chain(self.totals.iter().copied()).chain(told);
        let mut others: Vec<usize> = near
            .filter(|&other| part.is_some_and(|part| self.is_base(at, part, other) && !self.is_sibling(part, other)) && !used(&other))
            .filter(|&other| fits(other))
            .collect();
        others.sort_unstable();
        others.dedup();
        others.sort_by_key(|other| other.abs_diff(at));
        others.truncate(OTHERS);
        others.extend(elsewhere::bases(prose, at, readings).into_iter().filter(|&other| fits(other)));
        others
    }

    /// What a share of all that was spent is not of, where the report tells what that is: of the budget.
    fn contrary(&self, words: Words, readings: &[Quotient]) -> &[MeasureId] {
        let Some(spending) = self.measures.rate_of(Of::Spending) else { return &[] };
        let name = self.prose.words(words.whole);
        let spent = self.measures.find(name).filter_map(|(_, word)| word.money).any(|id| spending.numerators.contains(&id));
        let wholes = || readings.iter().flat_map(|reading| reading.denominators.iter().copied());
        let known = wholes().all(|whole| self.prose.get(whole).is_some_and(|whole| whole.is_one_of(&spending.numerators)));
        let told = spent && known && self.measures.leftover(name).is_none() && self.prose.is_one_value(wholes());
        if told { &spending.denominators } else { &[] }
    }
}
