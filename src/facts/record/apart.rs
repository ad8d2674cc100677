//! Aims in one list and results in another: 一、年度指标 ①接待观众：不少于3万人次; 二、完成情况 ①接待观众3.2万人次.

use super::piece::{Piece, pieces};
use crate::data::forms::Side;
use crate::facts::form::{Indicator, Words, lent, result, target};
use crate::facts::sheet::Reader;
use crate::facts::{Context, place};
use crate::quantity::{Dimension, Hedge, Mode};
use crate::syntax::LineKind;
use crate::text::Span;
use crate::values::within;

/// The shortest and the longest name, in characters.
const NAME: std::ops::RangeInclusive<usize> = 2..=16;
/// A name that is only the end of another has so many characters at least.
const ENDING: usize = 2;
/// The verb of an aim has so many characters at most.
const VERB: usize = 2;
/// More aims than these are not followed.
const AIMS: usize = 64;
/// A label that heads a list has so many bytes at most.
const LABEL: usize = 60;

/// A figure with the name right before it.
struct Item {
    side: Side,
    name: Span,
    value: Span,
    /// What stands in brackets right behind it.
    aside: Option<Span>,
    /// What it counts.
    dimension: Dimension,
}

/// Every aim with the only result of its name behind it.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Indicator<'a>> {
    let items = items(context);
    let flow: &'a str = &context.document.flow.text;
    let of = |side: Side| items.iter().filter(move |item| item.side == side);
    if of(Side::Target).next().is_none() || of(Side::Actual).next().is_none() {
        return Vec::new();
    }
    let alike = |one: &Item, other: &Item| {
        let (name, its) = (one.name.of(flow), other.name.of(flow));
        // 接待观众 and 观众: an aim may have its verb besides. A longer name of a result may be that of a part.
        let verb = name.strip_suffix(its).is_some_and(|verb| verb.chars().count() <= VERB && its.chars().nth(ENDING - 1).is_some());
        one.dimension == other.dimension && (name == its || verb)
    };
    let one = |aim: &Item| {
        let mut results = of(Side::Actual).filter(|result| alike(aim, result));
        let (result, None) = (results.next()?, results.next()) else { return None };
        let mut rivals = of(Side::Target).filter(|other| alike(other, result));
        (rivals.next().is_some() && rivals.next().is_none() && result.value.start > aim.value.end)
            .then(|| indicator(context, aim, result))?
    };
    of(Side::Target).take(AIMS).filter_map(one).collect()
}

fn items(context: &Context<'_>) -> Vec<Item> {
    let flow: &str = &context.document.flow.text;
    let record = &context.knowledge.forms.record;
    let mut items = Vec::new();
    let mut headed: Option<Side> = None;
    for block in &context.document.blocks {
        match block.kind {
            LineKind::Blank | LineKind::Furniture | LineKind::Contents | LineKind::Choice | LineKind::SignOff | LineKind::Row => continue,
            LineKind::Field | LineKind::Title | LineKind::Heading | LineKind::Item | LineKind::Paragraph => {}
        }
        let words = block.span.of(flow);
        if words.len() <= LABEL
            && let Some(side) = heading(context, words)
        {
            headed = Some(side);
            continue;
        }
        if block.kind == LineKind::Heading && !words.bytes().any(|byte| byte.is_ascii_digit()) {
            headed = None;
        }
        for sentence in words.split_inclusive('。').map(|said| Span::inside(words, said).shift(block.span.start)) {
            let said = sentence.of(flow);
            if !said.bytes().any(|byte| byte.is_ascii_digit()) || record.other.within(said) {
                continue;
            }
            let all = parted(context, pieces(flow, sentence, false));
            let own = all.first().and_then(|first| record.lead(first.span.of(flow))).map(|(side, _)| side);
            let reached = || all.first().and_then(|first| record.by.length_at(first.span.of(flow))).map(|_| Side::Actual);
            let own = own.or_else(reached);
            // 6月底培训380人: of a part of the year.
            let interim = || context.knowledge.forms.attainment.interim.within(said);
            if let Some(side) = own.or(headed).filter(|side| *side == Side::Target || !interim()) {
                items.extend(all.iter().enumerate().filter_map(|(at, _)| item(context, &all, at, side)));
            }
        }
    }
    items
}

/// 口罩60万只、防护服8000套: figures that 、 parts are pieces of their own.
fn parted(context: &Context<'_>, all: Vec<Piece>) -> Vec<Piece> {
    let flow: &str = &context.document.flow.text;
    let split = |piece: Piece| {
        let words = piece.span.of(flow);
        let parts: Vec<Span> = words.split('、').map(|part| Span::inside(words, part).shift(piece.span.start)).collect();
        let figured = parts.iter().all(|part| within(&context.values.figures, *part).len() == 1);
        if parts.len() < 2 || !figured {
            return vec![piece];
        }
        let count = parts.len();
        let of = |(at, span)| Piece {
            span,
            mark: if at == 0 { piece.mark } else { '、' },
            next: if at + 1 == count { piece.next } else { '、' },
        };
        parts.into_iter().enumerate().map(of).collect()
    };
    all.into_iter().flat_map(split).collect()
}

/// What a line that holds nothing else says of those below: 目标值, （二）完成情况：, 第一，关于目标设定.
fn heading(context: &Context<'_>, words: &str) -> Option<Side> {
    let bare = words.trim_end_matches(['：', ':', '。', ' ']);
    let bare = bare.rsplit(['、', '）', ')', '.', '，', ' ']).next().unwrap_or(bare).trim();
    context.knowledge.forms.record.column(bare)
}

/// The figure of a piece, with the name before it in the piece or in the one that a colon ends.
fn item(context: &Context<'_>, all: &[Piece], at: usize, side: Side) -> Option<Item> {
    let flow: &str = &context.document.flow.text;
    let piece = all.get(at)?;
    let record = &context.knowledge.forms.record;
    let [figure] = within(&context.values.figures, piece.span) else { return None };
    let plain = matches!(figure.quantity.mode, Mode::Exact | Mode::Rounded | Mode::Truncated);
    let bound = matches!(figure.quantity.mode, Mode::Hedged(Hedge::AtLeast | Hedge::AtMost | Hedge::Above | Hedge::Below));
    let dimension = figure.quantity.unit.dimension;
    let sort = matches!(dimension, Dimension::Count(_) | Dimension::Ratio) || dimension == Dimension::Money && bound;
    let closed = figure.span.end >= piece.span.end && figure.upper().is_none();
    if !closed || !sort || !(plain || bound && side == Side::Target) {
        return None;
    }
    let value = Span { start: figure.span.start, end: piece.span.end };
    let inside = Span { start: piece.span.start, end: figure.span.start.max(piece.span.start) };
    let before =
        || at.checked_sub(1).and_then(|before| all.get(before)).filter(|before| matches!(before.next, '：' | ':')).map(|it| it.span);
    let name = if inside.of(flow).trim().is_empty() { before()? } else { inside };
    let name = named(context, name)?;
    let letters = name.of(flow).chars().filter(|char| char.is_alphabetic()).count();
    let part = context.knowledge.measures.find(name.of(flow)).any(|(_, word)| word.roles.has(crate::data::measures::Role::Part));
    let aside = all.get(at + 1).filter(|next| matches!(next.mark, '（' | '(')).map(|next| next.span);
    (NAME.contains(&letters) && !part && record.lead(name.of(flow)).is_none()).then_some(Item { side, name, value, aside, dimension })
}

/// A name without the label before it, what numbers it, and the words that tie it to its figure: 年度计划新孵化企业.
fn named(context: &Context<'_>, span: Span) -> Option<Span> {
    let flow: &str = &context.document.flow.text;
    let record = &context.knowledge.forms.record;
    let words = span.of(flow);
    let inner = words.trim_start_matches(|char: char| !char.is_alphabetic()).trim_end();
    let inner = record.lead(inner).and_then(|(_, length)| inner.get(length..)).unwrap_or(inner);
    let mut inner = inner.trim_start();
    while let Some(rest) = record.ties.iter().find_map(|tie| inner.strip_prefix(tie)) {
        inner = rest;
    }
    while let Some(rest) = record.ties.iter().find_map(|tie| inner.strip_suffix(tie)) {
        inner = rest;
    }
    (!inner.is_empty()).then(|| Span::inside(words, inner).shift(span.start))
}

fn indicator<'a>(context: &Context<'a>, aim: &Item, reached: &Item) -> Option<Indicator<'a>> {
    let flow: &'a str = &context.document.flow.text;
    let reader = Reader::new(flow, context.knowledge);
    let text = |span: Span| -> Words<'a> { (span.of(flow), span) };
    let (operator, number) = target(&reader, None, Some(aim.value), None);
    let (sign, had) = result(&reader, reached.value, number, None);
    let number = number.map(|number| lent(number, had))?;
    let name = if aim.name.len() > reached.name.len() { aim.name } else { reached.name };
    let words = &context.knowledge.forms.indicator;
    Some(Indicator {
        span: aim.value.to(reached.value),
        name: text(name),
        level1: None,
        level2: None,
        kind: None,
        execution: words.execution.has(name.of(flow)),
        operator,
        target: Some(number),
        target_text: Some(text(aim.value)),
        actual: had,
        actual_text: Some(text(reached.value)),
        actual_sign: sign,
        late: None,
        weight: None,
        score: None,
        reason: reached.aside.map(text).or_else(|| caused(context, reached.value)),
        reason_asked: false,
        lower: words.is_lower(name.of(flow)),
        blank: Vec::new(),
        filled: 2,
    })
}

/// A cause in the sentence of the result.
fn caused<'a>(context: &Context<'a>, place: Span) -> Option<Words<'a>> {
    let sentence = place::around(context.document, place.start);
    let said = context.says(crate::data::glossary::List::Causes, sentence);
    said.then(|| (sentence.of(&context.document.flow.text), sentence))
}
