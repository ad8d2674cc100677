//! What one figure is of another: 中央资金4410万元，占总投资的70%; 完成年度预算的98%.

mod words;

use super::prose::{Mention, Prose};
use super::quotient::{self, Near, Operands, Quotient, Search};
use super::ratio::counted;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::Knowledge;
use crate::data::connectors::Connectors;
use crate::data::measures::{MeasureId, Measures, Of, Role};
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use rust_decimal::RoundingStrategy;
use std::borrow::Cow;
use std::ops::Range;
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
        quotient::AMOUNTS,
    ],
    uses: &["ratio"],
    extract: Some(extract),
};

/// Between a whole and the share of it.
const OF: &str = "的";
/// More readings than these say nothing more.
const READINGS: usize = 8;
/// Nor do more figures that may be the whole.
const OTHERS: usize = 48;
/// How many figures back the whole may stand.
const WINDOW: usize = 64;
/// How many figures away another share of the same whole may stand.
const BESIDE: usize = 16;
/// How many figures before the first of such shares their whole may stand.
const WHOLE: usize = 6;
/// How far an amount behind a share of a named whole may be from it.
const LEVIED: Decimal = Decimal::from_parts(40, 0, 0, false, 2);

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let Knowledge { measures, connectors, .. } = context.knowledge;
    let reader = Reader { prose, measures, connectors, totals: prose.totals() };
    tabled(context, facts);
    let mut open: Vec<Open> = Vec::new();
    for (at, rate) in prose.mentions.iter().enumerate().filter(|(_, rate)| is_share(rate)) {
        if let Some(reading) = reader.beside(at, rate) {
            let nothing = Span { start: rate.head.end, end: rate.head.end };
            let (words, readings) = (Words { subject: nothing, whole: nothing }, [reading]);
            reader.push(facts, rate, words, &readings, &reader.others(at, words, &readings));
            continue;
        }
        if let Some(readings) = reader.completed(context, at, rate) {
            let nothing = Span { start: rate.head.end, end: rate.head.end };
            let words = Words { subject: nothing, whole: nothing };
            reader.push(facts, rate, words, &readings, &reader.others(at, words, &readings));
            continue;
        }
        let list = reader.list(at, rate);
        if let Some((part, words)) = reader.levied(at, rate) {
            let readings = reader.readings(part, words);
            reader.push(facts, rate, words, &readings, &reader.others(at, words, &readings));
            continue;
        }
        let Some(words) = prose.get(list.start).and_then(|first| reader.words(first)) else {
            let nothing = Span { start: rate.head.end, end: rate.head.end };
            open.extend(reader.bracketed(at, rate).map(|part| Open { at, part, words: Words { subject: nothing, whole: nothing } }));
            continue;
        };
        let part = if list.len() > 1 {
            reader.counterpart(at, &list)
        } else {
            reader.part(at, rate, words).or_else(|| reader.behind(at, rate, words))
        };
        let Some(part) = part else { continue };
        let mut readings = reader.readings(part, words);
        // 支出7786万元，其中2020年2944万元、2021年4842万元，占到位资金的96%: the parts stand between.
        if let Some(whole) = prose.get(part).and_then(|part| part.whole).filter(|_| !words.whole.is_empty()) {
            readings.extend(reader.readings(whole, words));
        }
        if rate.roles.has(Role::Cumulative) {
            readings.extend(reader.cumulated(part, &readings));
        }
        if readings.is_empty() {
            open.push(Open { at, part, words });
        } else {
            reader.push(facts, rate, words, &readings, &reader.others(at, words, &readings));
        }
    }
    for share in &open {
        let readings = reader.shared(share, &open);
        if let Some(rate) = prose.get(share.at).filter(|_| !readings.is_empty()) {
            // Shares of the same whole that are right leave no other to be meant.
            reader.push(facts, rate, share.words, &readings, &[]);
        }
    }
}

/// Columns of tables that most rows show to be shares of the total of another.
fn tabled<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for reckoned in super::columns::shares(context) {
        let readings = Value::List(vec![Value::Fact(quotient::tabled(facts, counted(reckoned.first), counted(reckoned.second)))]);
        let (name, place) = reckoned.name;
        let values = vec![
            Value::Text(Cow::Borrowed(name), Some(place)),
            Value::Number(reckoned.cell.quantity, Some(reckoned.cell.span)),
            readings,
            Value::Truth(false),
            Value::List(Vec::new()),
        ];
        facts.push(&SHARE, reckoned.cell.span, values);
    }
}

/// A share that no word ties to its whole.
struct Open {
    at: usize,
    part: usize,
    words: Words,
}

fn is_share(rate: &Mention) -> bool {
    let changed = rate.roles.any(&[Role::Up, Role::Down, Role::Previous]);
    rate.quantity.unit.dimension == Dimension::Ratio && rate.is_plain() && !rate.aim && !changed
}

/// More figures of a list are not taken together.
const CUMULATED: usize = 4;

struct Reader<'p, 'a> {
    prose: Prose<'p, 'a>,
    measures: &'p Measures,
    connectors: &'p Connectors,
    totals: Vec<usize>,
}

impl<'a> Reader<'_, 'a> {
    /// 450万元，占年度预算500万元的90%: the whole stands in the words.
    fn beside(&self, at: usize, rate: &Mention) -> Option<Quotient> {
        if self.list(at, rate).len() > 1 {
            return None;
        }
        let (part, whole) = (at.checked_sub(2)?, at.checked_sub(1)?);
        let (first, second) = (self.prose.get(part)?, self.prose.get(whole)?);
        let portion = second.roles.has(Role::Portion) && self.prose.words(rate.head).trim() == OF;
        let of = second.clause == rate.clause && (second.roles.has(Role::Share) || portion) && first.sentence == second.sentence;
        (of && first.is_like(second) && first.is_plain() && second.is_plain()).then(|| Quotient::of(part, whole, Near::Sentence))
    }

    /// 计划46公里，实际完成48.3公里，为计划的105%: work done of the work planned.
    fn completed(&self, context: &Context<'a>, at: usize, rate: &Mention) -> Option<Vec<Quotient>> {
        let completion = self.measures.rate_of(Of::Work)?;
        let head = self.prose.words(rate.head).trim();
        let planned = self.measures.find(head).any(|(_, word)| word.count.is_some_and(|id| completion.denominators.contains(&id)));
        let of = head.ends_with(OF) && planned && rate.roles.any(&[Role::Portion, Role::Share]);
        let operands = Operands { numerators: &completion.numerators, denominators: &completion.denominators, added: &[] };
        let readings = if of { Search::new(self.prose, &context.knowledge.measures).counts(at, operands, false) } else { Vec::new() };
        Some(readings).filter(|readings| !readings.is_empty())
    }

    /// Readings by the whole that shares beside this one are of: 中央10320万元，占57.77%；省级4980万元，占27.88%.
    fn shared(&self, share: &Open, all: &[Open]) -> Vec<Quotient> {
        let Some(part) = self.prose.get(share.part) else { return Vec::new() };
        let beside: Vec<&Open> = all.iter().filter(|other| other.at != share.at && other.at.abs_diff(share.at) <= BESIDE).collect();
        let first = all.iter().map(|other| other.part).filter(|&other| other.abs_diff(share.at) <= BESIDE).min().unwrap_or(share.part);
        // A share without decimals comes out by chance, two of them do not.
        let printed = |other: &Open| self.prose.get(other.at).map_or(1, |rate| if rate.quantity.decimals > 0 { 2 } else { 1 });
        let confirmed = |whole: &usize| {
            let others = beside.iter().filter(|other| other.part != *whole && self.is_share_of(other, *whole));
            others.map(|other| printed(other)).sum::<usize>() > 1
        };
        let wholes = (first.saturating_sub(WHOLE)..share.part)
            .rev()
            .filter(|&whole| all.iter().all(|other| other.part != whole) && self.is_base(share.at, part, whole));
        wholes.filter(confirmed).take(1).map(|whole| Quotient::of(share.part, whole, Near::Paragraph)).collect()
    }

    /// Whether a share is that of its part in a whole, as it is printed.
    fn is_share_of(&self, share: &Open, whole: usize) -> bool {
        let of = |at: usize| self.prose.get(at)?.quantity.base().ok();
        let (Some(part), Some(whole), Some(rate)) = (of(share.part), of(whole), self.prose.get(share.at)) else { return false };
        let percent = part.checked_div(whole).and_then(|quotient| quotient.checked_mul(Decimal::ONE_HUNDRED));
        let shown = percent
            .map(|percent| percent.round_dp_with_strategy(u32::from(rate.quantity.decimals), RoundingStrategy::MidpointAwayFromZero));
        shown == Some(rate.quantity.value)
    }

    /// The shares under one word: 分别占53.76%、32.26%、13.98%.
    fn list(&self, at: usize, rate: &Mention) -> Range<usize> {
        let first = at.saturating_sub(usize::from(rate.place));
        let listed = |other: usize| {
            self.prose.get(other).is_some_and(|other_rate| {
                usize::from(other_rate.place) == other - first && other_rate.is_like(rate) && other_rate.sentence == rate.sentence
            })
        };
        first..(at + 1..).find(|&other| !listed(other)).unwrap_or(at + 1)
    }

    /// The figure at the same place of the list before the list of shares, when that has as many.
    fn counterpart(&self, at: usize, list: &Range<usize>) -> Option<usize> {
        let rate = self.prose.get(at)?;
        let beside = |part: &Mention| part.period == rate.period && part.is_amount() && part.is_plain() && !part.is_change();
        let amounts = (0..list.start).rev().map_while(|other| self.prose.get(other).filter(|part| beside(part)).map(|part| (other, part)));
        // 中央1000万元、省级600万元，共1600万元，分别占…: the sum is not among them.
        let mut before = amounts.skip_while(|(_, part)| part.roles.has(Role::Total)).take(list.len() + 1);
        let mut parts: Vec<(usize, &Mention)> = before.by_ref().take(list.len()).collect();
        parts.reverse();
        let first = parts.first().filter(|_| parts.len() == list.len())?.1;
        let value = |mention: &Mention| mention.quantity.base().unwrap_or_default();
        let sum = parts.iter().fold(Decimal::ZERO, |sum, (_, part)| sum.saturating_add(value(part)));
        let alike = parts.iter().all(|(_, part)| part.is_like(first));
        let apart = before.next().is_none_or(|(_, other)| !other.is_like(first) || value(other) >= sum);
        parts.get(at - list.start).filter(|_| alike && apart).map(|(part, _)| *part)
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
        // What stands in brackets is told beside the figure before them.
        let outer = |&other: &usize| self.prose.get(other).is_some_and(|other| other.depth <= rate.depth);
        let before = (at.saturating_sub(BESIDE)..at).rev().find(outer)?;
        let part = self.prose.get(before)?;
        let beside = part.period == rate.period && part.sentence == rate.sentence && rate.clause <= part.clause + 2;
        (beside && part.is_amount() && part.is_plain() && !part.is_change()).then_some(before)
    }

    /// The amount right before a share in brackets: 中央1720万元（80%）.
    fn bracketed(&self, at: usize, rate: &Mention) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let part = self.prose.get(before)?;
        let between = Span { start: part.span.end, end: rate.span.start.max(part.span.end) };
        let beside = rate.depth == part.depth + 1 && matches!(self.prose.words(between).trim(), "（" | "(");
        (beside && part.is_amount() && part.is_plain() && !part.is_change()).then_some(before)
    }

    /// The amount right behind a share of a named whole, with nothing between that says what else it is: 占中标价的15%，金额为279.3万元.
    fn behind(&self, at: usize, rate: &Mention, words: Words) -> Option<usize> {
        let next = self.prose.get(at + 1).filter(|_| !words.whole.is_empty())?;
        let weak = |id: MeasureId| self.measures.measure(id).is_some_and(|measure| measure.weak);
        let bare = self.measures.leftover(self.prose.words(next.head)).is_none() && next.measure().is_none_or(weak);
        let beside = next.sentence == rate.sentence && next.depth == rate.depth && next.clause <= rate.clause + 1;
        (bare && beside && next.is_amount() && next.is_plain() && !next.is_change()).then_some(at + 1)
    }

    /// 监理费按中标价的1.5%计取，为33.27万元: the only amount behind the share of a named whole, when it comes near it.
    fn levied(&self, at: usize, rate: &Mention) -> Option<(usize, Words)> {
        let words = self.levy(rate)?;
        let sentence = self.prose.sentence(at);
        let amount = |other: &usize| self.prose.get(*other).is_some_and(|other| other.is_amount());
        let mut behind = (at + 1..sentence.end).filter(amount);
        let part = behind.next().filter(|_| behind.next().is_none())?;
        let mention = self.prose.get(part).filter(|mention| mention.is_plain() && !mention.is_change())?;
        let (wholes, _) = self.named(part, mention, words);
        let near = |whole: usize| {
            let due = self.prose.get(whole)?.quantity.base().ok()?.checked_mul(rate.quantity.base().ok()?)?;
            let off = mention.quantity.base().ok()?.checked_sub(due)?.checked_div(due)?;
            (off.abs() <= LEVIED).then_some(())
        };
        wholes.first().and_then(|&whole| near(whole)).map(|()| (part, words))
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

    /// 研究生38人、本科119人、专科5人，本科及以上占97%: the figures of the list up to the part, together.
    fn cumulated(&self, part: usize, readings: &[Quotient]) -> Vec<Quotient> {
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
        if let Some(whole) = self.alone(at, part).filter(|_| of.is_empty()) {
            return (vec![whole], Near::Sentence);
        }
        if self.prose.is_one_value(of.iter().copied()) { (of, Near::Document) } else { (Vec::new(), Near::Document) }
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
        self.measures.rate_of(Of::Spending).map(|rate| rate.denominators.clone()).unwrap_or_default()
    }

    /// Other figures that may be the whole: those of the paragraph, the totals of the report, and, where nothing names the whole, those told
    /// before.
    fn others(&self, at: usize, words: Words, readings: &[Quotient]) -> Vec<usize> {
        let prose = self.prose;
        let used =
            |other: &usize| readings.iter().any(|reading| reading.denominators.contains(other) || reading.numerators.contains(other));
        let part = readings.first().and_then(|reading| prose.get(*reading.numerators.first()?));
        // 占 without a whole may be of any amount that was told before.
        let told = if words.whole.is_empty() { at.saturating_sub(WINDOW)..at } else { at..at };
        let near = prose.block(at).chain(self.totals.iter().copied()).chain(told);
        let mut others: Vec<usize> = near
            .filter(|&other| part.is_some_and(|part| self.is_base(at, part, other) && !self.is_sibling(part, other)) && !used(&other))
            .collect();
        others.sort_unstable();
        others.dedup();
        others.sort_by_key(|other| other.abs_diff(at));
        others.truncate(OTHERS);
        others
    }

    fn push(&self, facts: &mut Facts<'a>, rate: &Mention, words: Words, readings: &[Quotient], others: &[usize]) {
        let prose = self.prose;
        let at = prose.inside(rate.span).start;
        let whole = Some(words.whole).filter(|whole| !whole.is_empty());
        let readings = quotient::push(facts, prose, readings, others);
        let values = vec![
            whole.map_or(Value::Missing, |whole| Value::Text(Cow::Borrowed(prose.words(whole)), Some(whole))),
            Value::Number(rate.quantity, Some(rate.span)),
            readings,
            Value::Truth(prose.has(rate, Role::Qualifying)),
            if self.list(at, rate).len() > 1 { Value::List(Vec::new()) } else { quotient::amounts(prose, at) },
        ];
        facts.push(&SHARE, rate.head.to(rate.span), values);
    }
}
