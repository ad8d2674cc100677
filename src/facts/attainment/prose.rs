//! Targets and results in prose: 目标不低于75人，实际完成82人; 计划清理300株，实际清理286株; 执行率80%.

use super::Pair;
use crate::data::glossary::List;
use crate::data::labels::squeezed;
use crate::facts::sheet::{Num, printed};
use crate::facts::{Context, place};
use crate::quantity::{Decimal, Dimension, Hedge, Mode};
use crate::syntax::{Heading, Section, Sentence};
use crate::text::Span;
use crate::values::{self, Figure};
use std::cell::OnceCell;
use std::collections::HashMap;

/// What a target word and its number may be apart, in bytes, when the words between name the thing.
const NAME: usize = 75;
/// What a word and its number may be apart when the words between mean nothing.
const LINK: usize = 12;

/// The sentences that are read, with what is known of their surroundings.
struct Prose<'c, 'a> {
    context: &'c Context<'a>,
    flow: &'a str,
    sentences: &'a [Sentence],
    /// The reasons that forms give for a rate of the whole, by that rate.
    reasons: HashMap<Decimal, (&'a str, Span)>,
    /// What a section on money that was not spent gives as the cause, once that was asked.
    unspent: OnceCell<Option<(&'a str, Span)>>,
}

/// Every target with its result, and every rate of execution.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let (flow, sentences) = (&context.document.flow.text, &context.document.sentences);
    let prose = Prose { context, flow, sentences, reasons: reasons_of_forms(context), unspent: OnceCell::new() };
    let mut pairs = Vec::new();
    for (at, sentence) in prose.sentences.iter().enumerate() {
        let figures = prose.figures(sentence.span).len();
        let text = sentence.span.of(prose.flow);
        if figures == 0 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if context.says(List::Rates, sentence.span) {
            prose.rates(at, sentence.span, &mut pairs);
        }
        let answered = || context.says(List::Against, sentence.span) || context.says(List::Finished, sentence.span);
        let said = || context.says(List::Actual, sentence.span) || context.says(List::Target, sentence.span) && answered();
        if figures > 1 && said() {
            prose.targets(at, sentence.span, &mut pairs);
        }
    }
    pairs
}

impl<'a> Prose<'_, 'a> {
    fn words(&self) -> &'a crate::data::forms::AttainmentWords {
        &self.context.knowledge.forms.attainment
    }

    fn figures(&self, span: Span) -> &'a [Figure] {
        values::within(&self.context.values.figures, span)
    }

    /// Rates of execution in a sentence.
    fn rates(&self, at: usize, sentence: Span, pairs: &mut Vec<Pair<'a>>) {
        let text = sentence.of(self.flow);
        for label in self.context.phrases(List::Rates, sentence) {
            let figure = self.figures(sentence).iter().find(|figure| figure.span.start >= label.end);
            let Some(figure) = figure.filter(|figure| (figure.span.start - label.end) as usize <= LINK && is_stated_rate(figure)) else {
                continue;
            };
            let start = (label.start - sentence.start) as usize;
            let clause = clause_before(text, start);
            // 执行率：一季度22%、二季度48%
            let between = Span { start: label.end, end: figure.span.start }.of(self.flow);
            let interim = [clause, clause_above(text, start), between].iter().any(|words| self.words().interim.within(&squeezed(words)));
            if interim || self.words().other.within(clause) || self.words().target.within(clause) {
                continue;
            }
            let value = Num { quantity: figure.quantity, span: printed(figure) };
            pairs.push(Pair {
                span: label.to(figure.span),
                label: Some((label.of(self.flow), label)),
                place: "prose",
                execution: true,
                operator: "at-least",
                target: None,
                actual: value,
                sign: None,
                lower: false,
                points: (None, None),
                reason_asked: true,
                reason: self.reason_of_rate(at, value),
                whole: None,
            });
        }
    }

    /// The cause in the sentence itself, in one behind it in the paragraph that has no rate of its own, in one elsewhere on this rate.
    fn reason_of_rate(&self, at: usize, rate: Num) -> Option<(&'a str, Span)> {
        let rates = &self.words().rates;
        let fit = |text: &str| !rates.within(text);
        self.beside(at, &fit)
            .or_else(|| self.behind(at, &fit))
            .or_else(|| self.reasons.get(&rate.quantity.value).copied())
            .or_else(|| self.headed())
            .or_else(|| {
                self.context.causes().find(&|text, span| {
                    let own = || self.figures(span).iter().filter(|figure| figure.quantity.unit.dimension == Dimension::Ratio);
                    // 支出率不到90%的两项，因…: on every rate that is below.
                    let bounds = |figure: &Figure| {
                        matches!(figure.quantity.mode, Mode::Hedged(Hedge::Below)) && figure.quantity.value > rate.quantity.value
                    };
                    let on_this = |figure: &Figure| bounds(figure) || figure.quantity.value == rate.quantity.value;
                    rates.within(text) && (own().count() == 0 || own().any(on_this))
                })
            })
    }

    /// A sentence with a cause below a heading on what was not spent: （三）未执行部分说明.
    fn headed(&self) -> Option<(&'a str, Span)> {
        let (words, sections) = (&self.words().unspent, &self.context.document.sections);
        let of = |section: &Section| self.context.causes().find(&|_, span| section.span.contains(span));
        *self.unspent.get_or_init(|| sections.iter().filter(|section| words.within(section.title.of(self.flow))).find_map(of))
    }

    /// A cause in the sentence, or in the next or last of its paragraph when that is fit.
    fn beside(&self, at: usize, fit: &dyn Fn(&str) -> bool) -> Option<(&'a str, Span)> {
        let own = self.sentences.get(at)?;
        let near = |at: Option<usize>| self.sentences.get(at?).filter(|near| near.block == own.block && fit(near.span.of(self.flow)));
        [Some(own), near(Some(at + 1)), near(at.checked_sub(1))]
            .into_iter()
            .flatten()
            .map(|sentence| (sentence.span.of(self.flow), sentence.span))
            .find(|(_, span)| self.context.says(List::Causes, *span))
    }

    /// A cause in a fit sentence behind this one in its paragraph: what is behind a list of rates may be on any of them.
    fn behind(&self, at: usize, fit: &dyn Fn(&str) -> bool) -> Option<(&'a str, Span)> {
        let own = self.sentences.get(at)?;
        let behind = self.sentences.get(at + 1..)?.iter().take_while(|sentence| sentence.block == own.block);
        let mut said = behind.map(|sentence| (sentence.span.of(self.flow), sentence.span)).filter(|(text, _)| fit(text));
        said.find(|(_, span)| self.context.says(List::Causes, *span))
    }

    /// Targets and results in the clauses of a sentence.
    fn targets(&self, at: usize, sentence: Span, pairs: &mut Vec<Pair<'a>>) {
        for part in split(self.flow, sentence, &['；', ';', '。']) {
            let clauses: Vec<Span> = split(self.flow, part, &['，', ',', '：', ':']).collect();
            for (nth, two) in clauses.windows(2).enumerate() {
                let above = nth.checked_sub(1).and_then(|above| clauses.get(above)).copied();
                let Some(pair) = self.pair(above, two[0], two[1]).or_else(|| self.compared(two[0], two[1])) else { continue };
                let said = || self.reason(at, part, pair.label).or_else(|| self.cell_of_reasons(part));
                let reason = self.explained(part, two[1]).or_else(said).or_else(|| pair.reason_by_gap(self.context));
                pairs.push(Pair { reason, ..pair });
            }
        }
    }

    /// What a colon behind the result introduces: 实际99.98%：11户卡号有误，已重新发放.
    fn explained(&self, part: Span, result: Span) -> Option<(&'a str, Span)> {
        let rest = Span { start: result.end, end: part.end };
        let said = rest.of(self.flow).strip_prefix(['：', ':'])?;
        said.contains(char::is_alphanumeric).then_some((said, rest))
    }

    /// The cell of a column of reasons that holds a place: what stands there is the reason.
    fn cell_of_reasons(&self, part: Span) -> Option<(&'a str, Span)> {
        let (header, cell) = place::headed_cell(self.context.document, part.start)?;
        let reasons = self.context.knowledge.vocabulary.heading(header.of(self.flow)) == Some(Heading::Reason);
        reasons.then(|| (cell.of(self.flow), cell))
    }

    fn reason(&self, at: usize, part: Span, label: Option<(&'a str, Span)>) -> Option<(&'a str, Span)> {
        let text = part.of(self.flow);
        if self.context.says(List::Causes, part) {
            return Some((text, part));
        }
        let last = self.sentences.get(at).is_some_and(|sentence| sentence.span.end <= part.end + 3);
        let next = || {
            let (own, next) = (self.sentences.get(at)?, self.sentences.get(at + 1)?);
            let said = next.span.of(self.flow);
            (own.block == next.block && self.context.says(List::Causes, next.span)).then_some((said, next.span))
        };
        // 工程未完成的原因是汛期返工, some sentences behind: it tells that something fell short.
        let short = |text: &str| self.words().short.within(text);
        if last { next() } else { None }.or_else(|| self.behind(at, &short)).or_else(|| self.context.causes().on(label?.0))
    }

    /// The target of one clause and the result of the next.
    fn pair(&self, above: Option<Span>, before: Span, behind: Span) -> Option<Pair<'a>> {
        let words = self.words();
        let (first, second) = (before.of(self.flow), behind.of(self.flow));
        if words.other.within(first) || words.other.within(second) {
            return None;
        }
        let ([target], [actual]) = (self.figures(before), self.figures(behind)) else { return None };
        let operator = operator(target);
        let label = self.label(before, target).filter(|_| !matches!(operator, Some("vague")));
        let bound = matches!(operator, Some("at-least" | "at-most"));
        let lead = Span { start: behind.start, end: actual.span.start };
        // 计划10次，上半年仅完成2次: a part of the year has no more than a part of the aim.
        if words.interim.within(lead.of(self.flow)) {
            return None;
        }
        let finished = words.finished.within(lead.of(self.flow));
        let answered = (words.actual.within(lead.of(self.flow)) || finished) && !words.target.within(lead.of(self.flow));
        let apart = if label.is_none() { above.and_then(|above| self.named_above(above, before, target)) } else { None };
        let label = label.or(apart);
        let label = match label {
            Some(label) if answered => label,
            None if bound && words.strong.within(lead.of(self.flow)) => Span { start: before.start, end: target.span.start },
            Some(_) | None => return None,
        };
        let like = target.quantity.unit.dimension == actual.quantity.unit.dimension && target.upper().is_none() && actual.upper().is_none();
        let money = target.quantity.unit.dimension == Dimension::Money && operator != Some("at-most");
        let vague = matches!(actual.quantity.mode, Mode::Hedged(Hedge::About | Hedge::Nearly | Hedge::Over));
        if !like || money || vague || target.quantity.unit.dimension == Dimension::Score {
            return None;
        }
        let name = trimmed(self.flow, label);
        let sided = matches!(actual.quantity.mode, Mode::Hedged(_));
        Some(Pair {
            span: before.to(behind),
            label: Some((name.of(self.flow), name)),
            place: "prose",
            execution: false,
            operator: operator.unwrap_or("none"),
            target: Some(Num::of(target)),
            actual: Num::of(actual),
            sign: actual.hedge().filter(|_| sided).map(|span| (span.of(self.flow), span)),
            lower: self.context.knowledge.forms.indicator.is_lower(name.of(self.flow)),
            points: (None, None),
            reason_asked: apart.is_none() && words.actual.within(lead.of(self.flow)),
            reason: None,
            whole: None,
        })
    }

    /// 综合利用率指标分值10分，目标85%，实际80%: a clause that is no more than a target word and its number is on the thing of the clause above.
    fn named_above(&self, above: Span, before: Span, target: &Figure) -> Option<Span> {
        let lead = Span { start: before.start, end: target.span.start };
        let (_, word) = self.words().target.all(lead.of(self.flow)).last()?;
        let behind = before.end.saturating_sub(target.span.end) as usize;
        let bare = word.start == 0 && lead.len() - word.end <= LINK && behind == 0;
        let end = self.figures(above).first().map_or(above.end, |figure| figure.span.start);
        let name = Span { start: above.start, end };
        (bare && (6..=NAME).contains(&name.len())).then_some(name)
    }

    /// The result of one clause, held in the next against its target: 新建18.6公里，比计划的20公里少1.4公里.
    fn compared(&self, before: Span, behind: Span) -> Option<Pair<'a>> {
        let words = self.words();
        let ([.., actual], [target, ..]) = (self.figures(before), self.figures(behind)) else { return None };
        let lead = Span { start: behind.start, end: target.span.start };
        let text = lead.of(self.flow);
        let against = words.against.all(text).last().map(|(_, found)| found.end)?;
        let (_, found) = words.target.all(text).find(|(_, found)| found.start == against)?;
        let like = target.quantity.unit.dimension == actual.quantity.unit.dimension && target.upper().is_none() && actual.upper().is_none();
        let plain = |figure: &Figure| !matches!(figure.quantity.mode, Mode::Hedged(_)) && figure.per().is_none();
        let sort = matches!(target.quantity.unit.dimension, Dimension::Count(_) | Dimension::Ratio);
        if text.len() - found.end > LINK / 2 || !like || !plain(target) || !plain(actual) || !sort || self.figures(before).len() > 1 {
            return None;
        }
        let name = trimmed(self.flow, Span { start: before.start, end: actual.span.start });
        Some(Pair {
            span: before.to(behind),
            label: Some((name.of(self.flow), name)),
            place: "prose",
            execution: false,
            operator: "none",
            target: Some(Num::of(target)),
            actual: Num::of(actual),
            sign: None,
            lower: self.context.knowledge.forms.indicator.is_lower(name.of(self.flow)),
            points: (None, None),
            reason_asked: false,
            reason: None,
            whole: None,
        })
    }

    /// What a target is of: the words before the target word, or between it and the number.
    fn label(&self, clause: Span, target: &Figure) -> Option<Span> {
        let lead = Span { start: clause.start, end: target.span.start };
        let (_, found) = self.words().target.all(lead.of(self.flow)).last()?;
        let behind = Span { start: lead.start + found.end as u32, end: lead.end };
        let before = Span { start: lead.start, end: lead.start + found.start as u32 };
        match (behind.len(), before.is_empty()) {
            (0..=LINK, false) => Some(before),
            (6..=NAME, _) => Some(behind),
            _ => None,
        }
    }
}

fn reasons_of_forms<'a>(context: &Context<'a>) -> HashMap<Decimal, (&'a str, Span)> {
    let funds = context.forms().iter().filter_map(|form| form.funding.as_ref()?.whole());
    // Of several forms with one rate the first counts.
    funds.rev().filter_map(|fund| Some((fund.rate?.quantity.value, fund.reason?))).collect()
}

fn is_stated_rate(figure: &Figure) -> bool {
    let plain = matches!(figure.quantity.mode, Mode::Rounded | Mode::Exact | Mode::Truncated);
    figure.quantity.unit.dimension == Dimension::Ratio && plain && figure.upper().is_none()
}

/// What the words at a figure ask for.
fn operator(figure: &Figure) -> Option<&'static str> {
    match figure.quantity.mode {
        Mode::Hedged(Hedge::AtLeast) => Some("at-least"),
        Mode::Hedged(Hedge::AtMost) => Some("at-most"),
        Mode::Hedged(Hedge::Above) => Some("above"),
        Mode::Hedged(Hedge::Below) => Some("below"),
        Mode::Hedged(Hedge::About | Hedge::Nearly | Hedge::Over) => Some("vague"),
        Mode::Exact | Mode::Rounded | Mode::Truncated => None,
    }
}

/// The text from the last stop before `at` to `at`.
fn clause_before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or("");
    let start =
        head.rfind(['，', '；', '。', '：', ',', ';']).map_or(0, |mark| mark + head[mark..].chars().next().map_or(1, char::len_utf8));
    head.get(start..).unwrap_or("")
}

/// The clause before the one that holds `at`, when a comma parts them.
fn clause_above(text: &str, at: usize) -> &str {
    let end = at - clause_before(text, at).len();
    let head = text.get(..end).unwrap_or("");
    head.strip_suffix(['，', ',']).map_or("", |head| clause_before(head, head.len()))
}

/// The pieces of a span between marks.
fn split<'t>(flow: &'t str, span: Span, marks: &'t [char]) -> impl Iterator<Item = Span> + 't {
    let text = span.of(flow);
    text.split(marks).map(move |piece| Span::inside(text, piece).shift(span.start))
}

/// Without blanks, brackets and enumerators at its ends.
fn trimmed(flow: &str, span: Span) -> Span {
    let text = span.of(flow);
    let inner = text.trim_start_matches(|mark: char| !mark.is_alphabetic()).trim_end();
    let start = span.end as usize - text.trim_start_matches(|mark: char| !mark.is_alphabetic()).len();
    Span::new(start, start + inner.len())
}
