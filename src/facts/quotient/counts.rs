//! Rates of counts: 抽查240笔，准确237笔，准确率98.75%; 收回160份，满意152份，满意度95%.

use super::pairs::is_about;
use super::{Near, Operands, Quotient, Search};
use crate::data::measures::Role;
use crate::facts::prose::{Mention, Name};
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use std::ops::Range;

/// How far the words of a figure reach behind it, in bytes.
const REACH: usize = 36;
/// More readings than these say nothing more.
const READINGS: usize = 8;
/// How many characters of a degree may stand between: 不够, 不太, 没有.
const DEGREE: usize = 1;
/// How many characters behind 全部 the word of the rate may end.
const DONE: usize = 8;
/// How many figures before its paragraph the base of a rate may stand.
const SECTION: usize = 16;
/// Behind a word: the name of the rate itself.
const ENDS: [char; 2] = ['率', '度'];

impl Search<'_, '_> {
    /// The plausible readings of the figure at `at` as a quotient of counts. `open`: the base need not be known by its words, any
    /// count of the same things before it may be meant.
    pub fn counts(&self, at: usize, operands: Operands<'_>, open: bool) -> Vec<Quotient> {
        let Some(rate) = self.prose.get(at) else { return Vec::new() };
        let above = self.counted(at, rate, operands);
        let done = |&part: &usize| self.prose.get(part).is_some_and(|part| !self.is_due(rate, part));
        if !above.iter().any(done)
            && let Some(found) = self.complement(at, rate, operands)
        {
            return vec![found];
        }
        let Some(part) = above.first().and_then(|&first| self.prose.get(first)) else { return Vec::new() };
        let (mut below, near) = self.bases(at, rate, &above, part, operands, open);
        if below.first().is_some_and(|&base| self.is_made_up(&above, base, operands)) {
            return Vec::new();
        }
        if near > Near::Sentence && part.sentence != rate.sentence {
            // Figures of a sentence before are meant only when they make about the rate.
            below.retain(|&base| self.prose.get(base).is_some_and(|base| is_about(part, base, rate)));
        }
        if below.is_empty() {
            // 办理320件，办结304件: both words can name what was done.
            below = above.iter().skip(1).copied().collect();
        }
        let single =
            above.iter().flat_map(|&part| below.iter().filter(move |&&base| base != part).map(move |&base| Quotient::of(part, base, near)));
        let mut readings: Vec<Quotient> = single.filter(|reading| self.is_possible(reading)).take(READINGS).collect();
        if self.is_whole_now(part, rate, operands) {
            readings.extend(below.iter().map(|&base| Quotient::of(base, base, near)).take(READINGS));
        }
        if above.len() > 1 {
            readings.extend(below.iter().map(|&base| Quotient::sums(above.clone(), vec![base], near)).take(READINGS));
            // 有效问卷分别为97份、40份，满意的分别为93份、39份，综合满意度96.35%: all of the one list in all of the other.
            let lists = below.chunks_exact(above.len()).map(|bases| Quotient::sums(above.clone(), bases.to_vec(), near));
            readings.extend(lists.take(READINGS));
        }
        readings
    }

    /// 17处一次验收合格16处，整改后全部合格，合格率100%: behind the count, words say that it has come to be of all.
    fn is_whole_now(&self, part: &Mention, rate: &Mention, operands: Operands<'_>) -> bool {
        let words = self.prose.words(Span { start: part.span.end, end: rate.head.start.max(part.span.end) });
        let core = self.core(rate);
        let is_done = |rest: &str| {
            let first = |end: usize| rest.get(..end).unwrap_or(rest);
            let near = first(rest.char_indices().nth(DONE).map_or(rest.len(), |(end, _)| end));
            let clause = near.split(['，', ',', '；', ';', '。', '、']).next().unwrap_or("");
            let counted = self.find(clause).any(|(_, word)| word.count.is_some_and(|id| operands.numerators.contains(&id)));
            counted || core.is_some_and(|core| clause.contains(core))
        };
        self.find(words).filter(|(_, word)| word.roles.has(Role::Entire)).any(|(found, _)| is_done(words.get(found.end..).unwrap_or("")))
    }

    /// 满意186份、较满意54份，两项合计240份，满意度96%: a figure that those counted make up is itself what is counted.
    fn is_made_up(&self, above: &[usize], base: usize, operands: Operands<'_>) -> bool {
        let named = self.prose.get(base).is_none_or(|base| base.is_one_of(operands.denominators));
        above.len() > 1 && !named && self.prose.sum(above) == self.prose.value(base)
    }

    /// What is counted, by the words of the figures before the rate.
    pub fn counted_as(&self, at: usize, operands: Operands<'_>) -> Vec<usize> {
        self.prose.get(at).map_or(Vec::new(), |rate| self.counted(at, rate, operands))
    }

    /// All but those of which the word of the rate is denied: 抽检5120批次，不合格154批次，合格率97%.
    fn complement(&self, at: usize, rate: &Mention, operands: Operands<'_>) -> Option<Quotient> {
        let sentence = self.prose.sentence(at);
        let operand = |other: &&usize| self.prose.get(**other).is_some_and(|other| is_operand(rate, operands, other) && !other.is_change());
        let before: Vec<usize> = (sentence.start..at).rev().collect();
        let mut denied =
            before.iter().filter(operand).filter(|&&other| self.prose.get(other).is_some_and(|other| self.denies(rate, other)));
        let (&part, None) = (denied.next()?, denied.next()) else { return None };
        // What was found unfit some clauses before is cleared away since: 清退不符合条件的19人，追回8.2万元，清退后符合率100%.
        let less = self.prose.get(part).filter(|less| less.clause + 1 >= rate.clause)?;
        let larger = |other: &&usize| {
            self.prose.get(**other).is_some_and(|other| other.is_like(less) && other.quantity.base().ok() > less.quantity.base().ok())
        };
        let mut bases = before.iter().filter(operand).filter(|&&other| other != part).filter(larger);
        let (&base, None) = (bases.next()?, bases.next()) else { return None };
        Some(Quotient { numerators: vec![base], less: vec![part], denominators: vec![base], near: Near::Sentence })
    }

    /// 应验收1250户: what the rate tells of was yet to be done.
    fn is_due(&self, rate: &Mention, other: &Mention) -> bool {
        let Some(core) = self.core(rate) else { return false };
        let head = self.prose.words(other.head);
        let due = |before: &str| self.measures.left.due.iter().any(|word| before.ends_with(word.as_str()));
        head.match_indices(core).any(|(at, _)| head.get(..at).is_some_and(due))
    }

    /// Whether the words around a figure deny the word that the rate is named by.
    fn denies(&self, rate: &Mention, other: &Mention) -> bool {
        let Some(core) = self.core(rate) else { return false };
        let around = self.around(other);
        let contrary = |[word, opposite]: &[String; 2]| word == core && around.contains(opposite.as_str());
        if self.measures.left.opposites.iter().any(contrary) {
            return true;
        }
        around
            .match_indices(core)
            .any(|(at, _)| around.get(..at).is_some_and(|before| before.ends_with(self.measures.left.contrary.as_slice())))
    }

    /// The word that a rate is named by: 合格 of 抽检合格率.
    fn core(&self, rate: &Mention) -> Option<&str> {
        if rate.name != Name::Stem && rate.label.is_empty() {
            return None;
        }
        let name = self.prose.words(rate.label);
        let (end, _) = name.char_indices().next_back()?;
        let stem = name.get(..end).unwrap_or("");
        let (last, _) = stem.char_indices().rev().nth(1)?;
        stem.get(last..)
    }

    /// Whether the base is no part of what is counted in it.
    fn is_possible(&self, reading: &Quotient) -> bool {
        let base = reading.denominators.first().and_then(|&base| self.prose.get(base));
        base.is_none_or(|base| base.whole.is_none_or(|whole| !reading.numerators.contains(&whole)))
    }

    /// What is counted: figures of the sentence before the rate that its words name.
    fn counted(&self, at: usize, rate: &Mention, operands: Operands<'_>) -> Vec<usize> {
        let sentence = self.told(at, rate);
        let wanted = |other: &Mention| {
            is_operand(rate, operands, other)
                && (other.is_one_of(operands.numerators) && !self.is_denied(other) || self.has_stem(rate, other))
        };
        let before: Vec<usize> = sentence.rev().filter(|&other| self.prose.get(other).is_some_and(wanted)).collect();
        let before = self.of_level(rate, before);
        let Some(unit) = before.first().and_then(|&first| self.prose.get(first)) else { return before };
        before.iter().copied().filter(|&other| self.prose.get(other).is_some_and(|other| other.is_like(unit))).collect()
    }

    /// Where what is counted is told: in the sentence before the rate, or, where that says nothing but the rate, in the one before it:
    /// 已有624户完成验收。验收率为96%。
    fn told(&self, at: usize, rate: &Mention) -> Range<usize> {
        let own = self.prose.sentence(at).start..at;
        let alone = own.is_empty() && rate.depth == 0 && rate.scope.is_empty() && !rate.label.is_empty();
        let bare = alone && self.prose.words(Span { start: rate.head.start, end: rate.label.start }).trim().is_empty();
        let before = at.checked_sub(1).filter(|&before| bare && self.prose.get(before).is_some_and(|before| before.block == rate.block));
        before.map_or(own, |before| self.prose.sentence(before).start..at)
    }

    /// 未通过6人: the word of a measure says the contrary.
    fn is_denied(&self, mention: &Mention) -> bool {
        self.prose.text.get(..mention.label.start as usize).is_some_and(|before| before.ends_with(self.measures.left.contrary.as_slice()))
    }

    /// Of figures those that stand no deeper in brackets than the rate and are parts no more than it is, where there are any.
    fn of_level(&self, rate: &Mention, figures: Vec<usize>) -> Vec<usize> {
        let keep = |figures: Vec<usize>, wanted: &dyn Fn(&Mention) -> bool| -> Vec<usize> {
            let kept: Vec<usize> = figures.iter().copied().filter(|&at| self.prose.get(at).is_some_and(wanted)).collect();
            if kept.is_empty() { figures } else { kept }
        };
        let outer = keep(figures, &|mention| mention.depth <= rate.depth);
        keep(outer, &|mention| rate.part || !mention.part)
    }

    /// What it is counted in, and where that stands.
    fn bases(&self, at: usize, rate: &Mention, above: &[usize], part: &Mention, operands: Operands<'_>, open: bool) -> (Vec<usize>, Near) {
        let sentence = self.prose.sentence(at);
        let block = self.prose.block(at);
        let fits = |other: &usize| {
            !above.contains(other)
                && self.prose.get(*other).is_some_and(|mention| {
                    is_operand(rate, operands, mention)
                        && !mention.is_change()
                        && (*other < at || mention.quantity.base().ok() >= part.quantity.base().ok())
                        && (mention.is_like(part) || is_across(operands, part, mention))
                        // 各发放1份: one for each is no base of many.
                        && (mention.quantity.base() != Ok(Decimal::ONE) || part.quantity.base() == Ok(Decimal::ONE))
                        && (mention.is_one_of(operands.denominators) || open && mention.quantity.base().ok() >= part.quantity.base().ok())
                        && self.prose.same_year(rate, mention)
                })
        };
        let near: Vec<usize> = (sentence.start..at).rev().chain(at + 1..sentence.end).filter(&fits).collect();
        if !near.is_empty() {
            return (near, Near::Sentence);
        }
        // The scores of another sentence are those of other things.
        let block = if part.quantity.unit.dimension == Dimension::Score { sentence.clone() } else { block };
        let above: Vec<usize> = (block.start..sentence.start).rev().filter(&fits).collect();
        if !above.is_empty() {
            return (above, Near::Paragraph);
        }
        (self.of_section(rate, part, block.start, operands, &fits), Near::Document)
    }

    /// 收回有效问卷304份 in a paragraph before: what its words make a base, in the section, when it makes about the rate.
    fn of_section(&self, rate: &Mention, part: &Mention, end: usize, operands: Operands<'_>, fits: &impl Fn(&usize) -> bool) -> Vec<usize> {
        let near = end.saturating_sub(SECTION)..end;
        let base = |other: &usize| {
            let other = self.prose.get(*other);
            let worded = |other: &Mention| other.section == rate.section && other.is_one_of(operands.denominators) && !other.part;
            other.is_some_and(|other| worded(other) && is_about(part, other, rate))
        };
        let worded = !operands.denominators.is_empty() && rate.section.is_some();
        near.rev().filter(|other| worded && base(other) && fits(other)).collect()
    }

    /// Whether the words around a figure hold the word that the rate is named by.
    fn has_stem(&self, rate: &Mention, other: &Mention) -> bool {
        let Some(core) = self.core(rate) else { return false };
        // 不满意 holds the word of 满意度, and 满意度测评 only names the rate.
        let around = self.around(other);
        let apart = |at: usize| {
            let (before, behind) = (around.get(..at).unwrap_or(""), around.get(at + core.len()..).unwrap_or(""));
            !before.chars().rev().take(DEGREE + 1).any(|char| self.measures.left.contrary.contains(&char)) && !behind.starts_with(ENDS)
        };
        around.match_indices(core).any(|(at, _)| apart(at))
    }

    /// A figure with its words, up to the next mark.
    fn around(&self, mention: &Mention) -> &str {
        let text = self.prose.text;
        let behind = text.get(mention.span.end as usize..).unwrap_or("");
        let end = behind
            .char_indices()
            .find(|(at, char)| *at > REACH || matches!(char, '，' | ',' | '。' | '；' | ';' | '、' | '（' | '(' | '\n'))
            .map_or(behind.len(), |(at, _)| at);
        text.get(mention.head.start as usize..mention.span.end as usize + end.min(behind.len())).unwrap_or("")
    }
}

/// Whether a figure is, by its words, a base of what is counted in something else.
fn is_across(operands: Operands<'_>, part: &Mention, mention: &Mention) -> bool {
    let counted = |mention: &Mention| matches!(mention.quantity.unit.dimension, Dimension::Count(_));
    // 两项合计379份: how many answers were added up is no number of people.
    let near = part.quantity.base().ok().and_then(|part| part.checked_mul(Decimal::TEN)) >= mention.quantity.base().ok();
    operands.across && counted(part) && counted(mention) && mention.is_one_of(operands.denominators) && near
}

/// Whether a figure can stand on a side of a rate: a count, or, where the rate is known by its word alone (追回率, 得分率), an amount or
/// a score.
fn is_operand(rate: &Mention, operands: Operands<'_>, mention: &Mention) -> bool {
    let worded = operands.numerators.is_empty() || rate.name == Name::Stem;
    mention.is_plain()
        && match mention.quantity.unit.dimension {
            Dimension::Count(_) => true,
            Dimension::Money | Dimension::Score => worded,
            Dimension::Plain | Dimension::Ratio | Dimension::Points => false,
        }
}
