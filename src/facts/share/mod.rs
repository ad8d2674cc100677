//! What one figure is of another: 中央资金4410万元，占总投资的70%; 完成年度预算的98%.

mod words;

use super::prose::{Mention, Prose};
use super::quotient::{self, Near, Quotient};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::measures::{MeasureId, Measures, Role};
use crate::quantity::Dimension;
use crate::text::Span;
use std::borrow::Cow;
use words::Words;

/// A stated share with the ways to make it up.
pub static SHARE: Kind = Kind {
    name: "share",
    zh: "文中给出的占比及其可能的算法",
    en: "a stated share and the ways to make it up",
    fields: &[
        Field { name: "whole", ty: Type::Text, zh: "所占的总体，原文", en: "what it is a share of, in the words of the report" },
        Field { name: "rate", ty: Type::Number, zh: "占比", en: "the share" },
        Field {
            name: "readings",
            ty: Type::List(&Type::Fact("quotient")),
            zh: "可能的算法，最可能的在前",
            en: "the ways to make it up, the most plausible first",
        },
        Field {
            name: "qualified",
            ty: Type::Truth,
            zh: "是否注明另有口径（剔除、不含……）",
            en: "whether the words say that it leaves something out",
        },
    ],
    uses: &["ratio"],
    extract: Some(extract),
};

/// More readings than these say nothing more.
const READINGS: usize = 8;
/// How many figures back the whole may stand.
const WINDOW: usize = 64;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let reader = Reader { prose, measures: &context.knowledge.measures, totals: prose.totals() };
    for (at, rate) in prose.mentions.iter().enumerate().filter(|(_, rate)| is_share(rate)) {
        if let Some(reading) = reader.beside(at, rate) {
            let nothing = Span { start: rate.head.end, end: rate.head.end };
            reader.push(facts, at, rate, Words { subject: nothing, whole: nothing }, &[reading]);
            continue;
        }
        let Some(words) = reader.words(rate) else { continue };
        let Some(part) = reader.part(at, rate, words) else { continue };
        let readings = reader.readings(part, words);
        if !readings.is_empty() {
            reader.push(facts, at, rate, words, &readings);
        }
    }
}

fn is_share(rate: &Mention) -> bool {
    let changed = rate.roles.any(&[Role::Up, Role::Down, Role::Previous]);
    rate.quantity.unit.dimension == Dimension::Ratio && rate.is_plain() && !rate.aim && !changed
}

struct Reader<'p, 'a> {
    prose: Prose<'p, 'a>,
    measures: &'p Measures,
    totals: Vec<usize>,
}

impl<'a> Reader<'_, 'a> {
    /// 450万元，占年度预算500万元的90%: the whole stands in the words.
    fn beside(&self, at: usize, rate: &Mention) -> Option<Quotient> {
        let (part, whole) = (at.checked_sub(2)?, at.checked_sub(1)?);
        let (first, second) = (self.prose.get(part)?, self.prose.get(whole)?);
        let of = second.clause == rate.clause && second.roles.has(Role::Share) && first.sentence == second.sentence;
        (of && first.is_like(second) && first.is_plain() && second.is_plain()).then(|| Quotient::of(part, whole, Near::Sentence))
    }

    /// The figure that the share is of.
    fn part(&self, at: usize, rate: &Mention, words: Words) -> Option<usize> {
        if self.prose.words(words.subject).chars().nth(1).is_some() {
            let name = self.prose.words(words.subject);
            let block = self.prose.block(at);
            return (block.start..at)
                .rev()
                .find(|&other| self.prose.get(other).is_some_and(|other| other.is_amount() && self.name_ends_with(other, name)));
        }
        let before = at.checked_sub(1)?;
        let part = self.prose.get(before)?;
        let beside = part.period == rate.period && part.sentence == rate.sentence && rate.clause <= part.clause + 2;
        (beside && part.is_amount() && part.is_plain() && !part.is_change()).then_some(before)
    }

    fn readings(&self, part_at: usize, words: Words) -> Vec<Quotient> {
        let Some(part) = self.prose.get(part_at) else { return Vec::new() };
        let (mut wholes, near) = match words.whole.is_empty() {
            true => self.enclosing(part_at, part),
            false => self.named(part_at, part, words),
        };
        wholes.truncate(READINGS);
        let reading = |whole: usize| Quotient::of(part_at, whole, near);
        wholes.into_iter().filter(|&whole| whole != part_at).map(reading).collect()
    }

    /// The total whose parts are listed, or the only total of the report.
    fn enclosing(&self, at: usize, part: &Mention) -> (Vec<usize>, Near) {
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
        if self.prose.is_one_value(of.iter().copied()) { (of, Near::Document) } else { (Vec::new(), Near::Document) }
    }

    /// The figures that the words name, the nearest first: by the same words before them, or by the measure.
    fn named(&self, at: usize, part: &Mention, words: Words) -> (Vec<usize>, Near) {
        let name = self.prose.words(words.whole);
        // Words beside the measure (基本支出) make it another thing than the measure alone.
        let plain = self.measures.leftover(name).is_none();
        let measure = self.measures.find(name).filter_map(|(_, word)| word.money).last().filter(|_| plain);
        let block = self.prose.block(at);
        let start = block.start.saturating_sub(WINDOW);
        let wanted = |other: usize| {
            self.is_base(at, part, other)
                && self.prose.get(other).is_some_and(|mention| self.name_ends_with(mention, name) || self.is_measured(mention, measure))
        };
        let near: Vec<usize> = (block.start..at).rev().chain(at + 1..block.end).filter(|&other| wanted(other)).collect();
        if !near.is_empty() {
            return (near, Near::Paragraph);
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

    fn is_base(&self, at: usize, part: &Mention, other: usize) -> bool {
        other != at
            && self.prose.get(other).is_some_and(|base| {
                base.is_like(part) && base.is_plain() && !base.is_zero() && !base.is_change() && self.prose.same_year(part, base)
            })
    }

    /// The measures that money may be a share of.
    fn bases(&self) -> Vec<MeasureId> {
        let rates = self.measures.rates.iter();
        rates.filter(|rate| rate.id == "execution").flat_map(|rate| rate.denominators.iter().copied()).collect()
    }

    fn push(&self, facts: &mut Facts<'a>, at: usize, rate: &Mention, words: Words, readings: &[Quotient]) {
        let prose = self.prose;
        let used =
            |other: &usize| readings.iter().any(|reading| reading.denominators.contains(other) || reading.numerators.contains(other));
        let part = readings.first().and_then(|reading| prose.get(*reading.numerators.first()?));
        let near = prose.block(at).chain(self.totals.iter().copied());
        let mut others: Vec<usize> = near
            .filter(|&other| part.is_some_and(|part| self.is_base(at, part, other) && !self.is_sibling(part, other)) && !used(&other))
            .collect();
        others.sort_unstable();
        others.dedup();
        others.sort_by_key(|other| other.abs_diff(at));
        others.truncate(READINGS * 3);
        let whole = Some(words.whole).filter(|whole| !whole.is_empty());
        let readings = quotient::push(facts, prose, readings, &others);
        let values = vec![
            whole.map_or(Value::Missing, |whole| Value::Text(Cow::Borrowed(prose.words(whole)), Some(whole))),
            Value::Number(rate.quantity, Some(rate.span)),
            readings,
            Value::Truth(prose.has(rate, Role::Qualifying)),
        ];
        facts.push(&SHARE, rate.head.to(rate.span), values);
    }
}
