//! Which figure a share is of: the part, and the words that name its whole.

use super::Reader;
use super::words::Words;
use crate::data::measures::{MeasureId, Of, Role, Word};
use crate::facts::prose::Mention;
use crate::facts::quotient::{self, Near, Operands, Quotient, Search};
use crate::quantity::{Decimal, Dimension, Unit};
use crate::text::Span;
use std::ops::Range;

/// Between a whole and the share of it.
const OF: &str = "的";
/// A longer list of shares is none.
const LONGEST: usize = 64;
/// How many figures back the part of a share in brackets may stand.
const BESIDE: usize = 16;
/// How many characters the noun for a plan has at most: 任务数.
const NOUN: usize = 4;
/// How many characters at its start say whose money a part is.
const START: usize = 2;
/// How far an amount behind a share of a named whole may be from it.
const LEVIED: Decimal = Decimal::from_parts(40, 0, 0, false, 2);

impl<'a> Reader<'_, 'a> {
    /// 450万元，占年度预算500万元的90%: the whole stands in the words.
    pub(super) fn beside(&self, at: usize, rate: &Mention) -> Option<Quotient> {
        if self.list(at, rate).len() > 1 {
            return None;
        }
        let (part, whole) = (at.checked_sub(2)?, at.checked_sub(1)?);
        let (first, second) = (self.prose.get(part)?, self.prose.get(whole)?);
        let portion = second.roles.has(Role::Portion) && self.prose.words(rate.head).trim() == OF;
        let of = second.clause == rate.clause && (second.roles.has(Role::Share) || portion) && first.sentence == second.sentence;
        (of && first.is_like(second) && first.is_plain() && second.is_plain()).then(|| Quotient::of(part, whole, Near::Sentence))
    }

    /// 由2.1万人次增加到5.2万人次，是上年的2.5倍: a multiple of the earlier of the two figures before it.
    pub(super) fn multiple(&self, at: usize, rate: &Mention) -> Option<Vec<Quotient>> {
        let head = self.prose.words(rate.head).trim();
        let of = head.ends_with(OF) && rate.roles.has(Role::Portion) && rate.quantity.unit == Unit::RATIO;
        let plain = |other: &usize| {
            self.prose.get(*other).is_some_and(|other| other.is_amount() && other.is_plain() && !other.is_zero() && !other.part)
        };
        let mut before = (self.prose.sentence(at).start..at).rev().filter(|_| of).filter(plain);
        let (last, first) = (before.next()?, before.next()?);
        let alike = self.prose.get(last)?.is_like(self.prose.get(first)?);
        // Of more figures it is not said which are meant.
        (alike && before.next().is_none())
            .then(|| vec![Quotient::of(last, first, Near::Sentence), Quotient::of(first, last, Near::Sentence)])
    }

    /// 计划46公里，实际完成48.3公里，为计划的105%: work done of the work planned.
    pub(super) fn completed(&self, at: usize, rate: &Mention) -> Option<Vec<Quotient>> {
        let completion = self.measures.rate_of(Of::Work)?;
        let head = self.prose.words(rate.head).trim();
        let plan = |word: Word| word.count.is_some_and(|id| completion.denominators.contains(&id));
        let named = head.strip_suffix(OF).unwrap_or("");
        // 年度计划 is a word of its own, and its end is that of a plan.
        let ends = |(at, _): (usize, char)| {
            let last = named.get(at..).unwrap_or("");
            self.measures.find(last).next().is_some_and(|(range, word)| range == (0..last.len()) && plan(word))
        };
        let planned = self.measures.find(head).any(|(_, word)| plan(word)) || named.char_indices().rev().take(NOUN).any(ends);
        let done = self.measures.find(head).any(|(_, word)| word.roles.any(&[Role::Portion, Role::Share]));
        let of = head.ends_with(OF) && planned && (done || rate.roles.any(&[Role::Portion, Role::Share]));
        let operands = Operands { numerators: &completion.numerators, denominators: &completion.denominators, added: &[], across: false };
        let search = || self.search.get_or_init(|| Search::new(self.prose, self.measures));
        let mut readings = if of { search().counts(at, operands, false) } else { Vec::new() };
        if of && readings.is_empty() {
            readings.extend(self.planned(at, rate));
        }
        Some(readings).filter(|readings| !readings.is_empty())
    }

    /// 计划650户，已完成计划的96%，计624户: the only plan before, and what stands behind without a name.
    fn planned(&self, at: usize, rate: &Mention) -> Option<Quotient> {
        let part = self.prose.get(at + 1).filter(|part| part.sentence == rate.sentence && part.clause <= rate.clause + 1)?;
        let bare = self.measures.leftover(self.prose.words(part.head)).is_none() && part.is_amount() && part.is_plain();
        let like = |other: &usize| self.prose.get(*other).is_some_and(|plan| plan.is_like(part) && plan.is_plain() && !plan.is_zero());
        let mut before = (self.prose.sentence(at).start..at).filter(like);
        let (whole, None) = (before.next().filter(|_| bare)?, before.next()) else { return None };
        let plan = self.prose.get(whole)?;
        (plan.is_aim_word() && quotient::is_about(part, plan, rate)).then(|| Quotient::of(at + 1, whole, Near::Sentence))
    }

    /// 支付624万元，占合同额（650万元）的96%: the whole stands in brackets behind its name.
    pub(super) fn in_brackets(&self, at: usize, rate: &Mention) -> Option<Quotient> {
        let (part_at, whole_at) = (at.checked_sub(2)?, at.checked_sub(1)?);
        let (part, whole) = (self.prose.get(part_at)?, self.prose.get(whole_at)?);
        let between = |from: u32, to: u32| self.prose.words(Span { start: from, end: to.max(from) });
        let closed = between(whole.span.end, rate.span.start).trim().strip_prefix(['）', ')']).is_some_and(|of| of.trim() == OF);
        let named = between(part.span.end, whole.span.start);
        let said = self.measures.find(named).any(|(_, word)| word.roles.any(&[Role::Share, Role::Portion]));
        let level = part.depth == rate.depth && whole.depth == rate.depth + 1 && part.sentence == rate.sentence;
        let fit = part.is_like(whole) && part.is_plain() && whole.is_plain() && !whole.is_zero() && !part.is_change();
        (closed && said && level && fit && rate.clause <= part.clause + 3).then(|| Quotient::of(part_at, whole_at, Near::Sentence))
    }

    /// 按合同金额650万元的96%支付624万元: the amount behind is so much of the one before.
    pub(super) fn instalment(&self, at: usize, rate: &Mention) -> Option<Quotient> {
        let whole_at = at.checked_sub(1)?;
        let (whole, part) = (self.prose.get(whole_at)?, self.prose.get(at + 1)?);
        let of = self.prose.words(Span { start: whole.span.end, end: rate.span.start.max(whole.span.end) }).trim() == OF;
        let levied = self.connectors.levies.iter().any(|levy| self.prose.words(whole.head).contains(levy.as_str()));
        let level = part.clause == rate.clause && part.depth == rate.depth && whole.depth == rate.depth;
        let fit = part.is_like(whole) && part.is_plain() && whole.is_plain() && !whole.is_zero() && !part.is_change();
        (of && levied && level && fit && quotient::is_about(part, whole, rate)).then(|| Quotient::of(at + 1, whole_at, Near::Sentence))
    }

    /// The shares under one word: 分别占53.76%、32.26%、13.98%.
    pub(super) fn list(&self, at: usize, rate: &Mention) -> Range<usize> {
        let first = at.saturating_sub(usize::from(rate.place));
        let listed = |other: usize| {
            self.prose.get(other).is_some_and(|other_rate| {
                usize::from(other_rate.place) == other - first && other_rate.is_like(rate) && other_rate.sentence == rate.sentence
            })
        };
        first..(at + 1..).find(|&other| !listed(other)).unwrap_or(at + 1)
    }

    /// The figures of the list before the list of shares, in order, when that has as many.
    pub(super) fn counterparts(&self, list: &Range<usize>) -> Vec<usize> {
        let Some(rate) = self.prose.get(list.start).filter(|_| list.len() <= LONGEST) else { return Vec::new() };
        let beside = |part: &Mention| part.period == rate.period && part.is_amount() && part.is_plain() && !part.is_change();
        let amounts = (0..list.start).rev().map_while(|other| self.prose.get(other).filter(|part| beside(part)).map(|part| (other, part)));
        // 中央1000万元、省级600万元，共1600万元，分别占…: the sum is not among them.
        let mut before = amounts.skip_while(|(_, part)| part.roles.has(Role::Total)).take(list.len() + 1);
        let mut parts: Vec<(usize, &Mention)> = before.by_ref().take(list.len()).collect();
        parts.reverse();
        let Some((_, first)) = parts.first().filter(|_| parts.len() == list.len()) else { return Vec::new() };
        let value = |mention: &Mention| mention.quantity.base().unwrap_or_default();
        let sum = parts.iter().fold(Decimal::ZERO, |sum, (_, part)| sum.saturating_add(value(part)));
        let alike = parts.iter().all(|(_, part)| part.is_like(first));
        let apart = before.next().is_none_or(|(_, other)| !other.is_like(first) || value(other) >= sum);
        if alike && apart { parts.into_iter().map(|(part, _)| part).collect() } else { Vec::new() }
    }

    /// The figure that the share is of.
    pub(super) fn part(&self, at: usize, rate: &Mention, words: Words) -> Option<usize> {
        if self.prose.words(words.subject).chars().nth(1).is_some() {
            let name = self.prose.words(words.subject);
            let block = self.prose.block(at);
            let named = (block.start..at)
                .rev()
                .find(|&other| self.prose.get(other).is_some_and(|other| other.is_amount() && self.name_ends_with(other, name)));
            return named.or_else(|| self.alike(at, rate, name));
        }
        // What stands in brackets is told beside the figure before them.
        let outer = |&other: &usize| self.prose.get(other).is_some_and(|other| other.depth <= rate.depth);
        let before = (at.saturating_sub(BESIDE)..at).rev().find(outer)?;
        let part = self.prose.get(before)?;
        let beside = part.period == rate.period && part.sentence == rate.sentence && rate.clause <= part.clause + 2;
        (beside && part.is_amount() && part.is_plain() && !part.is_change()).then_some(before)
    }

    /// 省级财政1200万元，省级资金占四分之一: the only part of the sentence whose words begin as the name does.
    fn alike(&self, at: usize, rate: &Mention, name: &str) -> Option<usize> {
        let several = rate.roles.has(Role::Cumulative) || self.measures.find(name).any(|(_, word)| word.roles.has(Role::And));
        if several {
            return None;
        }
        let start = name.char_indices().nth(START).map_or(name.len(), |(end, _)| end);
        let named = |other: &Mention| self.prose.words(other.head).trim_start().starts_with(name.get(..start).unwrap_or(name));
        let fits = |other: &usize| {
            self.prose.get(*other).is_some_and(|other| {
                other.depth == rate.depth && other.quantity.unit.dimension == Dimension::Money && other.is_plain() && named(other)
            })
        };
        let mut found = (self.prose.sentence(at).start..at).filter(fits);
        found.next().filter(|_| found.next().is_none())
    }

    /// The amount right before a share in brackets: 中央1720万元（80%）.
    pub(super) fn bracketed(&self, at: usize, rate: &Mention) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let part = self.prose.get(before)?;
        let between = Span { start: part.span.end, end: rate.span.start.max(part.span.end) };
        let beside = rate.depth == part.depth + 1 && matches!(self.prose.words(between).trim(), "（" | "(");
        (beside && part.is_amount() && part.is_plain() && !part.is_change()).then_some(before)
    }

    /// The amount right behind a share of a named whole, with nothing between that says what else it is: 占中标价的15%，金额为279.3万元.
    pub(super) fn behind(&self, at: usize, rate: &Mention, words: Words) -> Option<usize> {
        let named = !words.whole.is_empty() || self.prose.words(words.subject).chars().nth(1).is_some();
        let next = self.prose.get(at + 1).filter(|_| named)?;
        let weak = |id: MeasureId| self.measures.measure(id).is_some_and(|measure| measure.weak);
        let bare = self.measures.leftover(self.prose.words(next.head)).is_none() && next.measure().is_none_or(weak);
        let beside = next.sentence == rate.sentence && next.depth == rate.depth && next.clause <= rate.clause + 1;
        (bare && beside && next.is_amount() && next.is_plain() && !next.is_change()).then_some(at + 1)
    }

    /// 监理费按中标价的1.5%计取，为33.27万元: the only amount behind the share of a named whole, when it comes near it.
    pub(super) fn levied(&self, at: usize, rate: &Mention) -> Option<(usize, Words)> {
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
}
