//! Aims in one list and results in another: 一、年度指标 ①接待观众：不少于3万人次; 二、完成情况 ①接待观众3.2万人次.

use super::piece::{Piece, pieces};
use crate::data::forms::Side;
use crate::data::glossary::List;
use crate::data::measures::Role;
use crate::facts::form::{Indicator, Stated, Words, stated};
use crate::facts::{Context, place};
use crate::quantity::{Dimension, Hedge, Mode};
use crate::syntax::LineKind;
use crate::text::Span;
use crate::values::{Figure, within};

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

/// Every aim with its result.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Indicator<'a>> {
    let (aims, results): (Vec<Item>, Vec<Item>) = items(context).into_iter().partition(|item| item.side == Side::Target);
    let flow: &str = &context.document.flow.text;
    let of = |aim| Some((aim, answer(flow, aim, &aims, &results)?));
    aims.iter().take(AIMS).filter_map(of).filter_map(|(aim, result)| indicator(context, aim, result)).collect()
}

/// The result of an aim: the only one of its name, behind it, where no other aim goes by that name.
fn answer<'i>(flow: &str, aim: &Item, aims: &[Item], results: &'i [Item]) -> Option<&'i Item> {
    let result = only(results.iter().filter(|result| is_answer(flow, aim, result)))?;
    only(aims.iter().filter(|aim| is_answer(flow, aim, result)))?;
    (result.value.start > aim.value.end).then_some(result)
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

/// Whether a result goes by the name of an aim. An aim may have its verb besides: 接待观众 and 观众. A longer name of a result may be that of
/// a part.
fn is_answer(flow: &str, aim: &Item, result: &Item) -> bool {
    let (name, its) = (aim.name.of(flow), result.name.of(flow));
    let verb = name.strip_suffix(its).is_some_and(|verb| verb.chars().count() <= VERB && its.chars().nth(ENDING - 1).is_some());
    aim.dimension == result.dimension && (name == its || verb)
}

fn items(context: &Context<'_>) -> Vec<Item> {
    let flow: &str = &context.document.flow.text;
    let mut items = Vec::new();
    let mut headed: Option<Side> = None;
    for block in context.document.blocks.iter().filter(|block| is_read(block.kind)) {
        let words = block.span.of(flow);
        if let Some(side) = heading(context, words) {
            headed = Some(side);
            continue;
        }
        if block.kind == LineKind::Heading && !has_digit(words) {
            headed = None;
        }
        let sentences = words.split_inclusive('。').map(|said| Span::inside(words, said).shift(block.span.start));
        items.extend(sentences.flat_map(|sentence| of_sentence(context, sentence, headed)));
    }
    items
}

/// Whether a block can hold such lists.
fn is_read(kind: LineKind) -> bool {
    match kind {
        LineKind::Blank | LineKind::Furniture | LineKind::Contents | LineKind::Choice | LineKind::SignOff | LineKind::Row => false,
        LineKind::Field | LineKind::Title | LineKind::Heading | LineKind::Item | LineKind::Paragraph => true,
    }
}

fn has_digit(words: &str) -> bool {
    words.bytes().any(|byte| byte.is_ascii_digit())
}

/// The figures of a sentence, on the side that it says itself, else on that of its list.
fn of_sentence(context: &Context<'_>, sentence: Span, headed: Option<Side>) -> Vec<Item> {
    let forms = &context.knowledge.forms;
    let flow: &str = &context.document.flow.text;
    let said = sentence.of(flow);
    if !has_digit(said) || context.says(List::Other, sentence) {
        return Vec::new();
    }
    let all = pieces(flow, sentence, false);
    let tells = |first: &Piece| {
        let first = first.span.of(flow);
        forms.record.lead(first).is_some() || forms.record.by.length_at(first).is_some()
    };
    if headed.is_none() && !all.first().is_some_and(tells) {
        return Vec::new();
    }
    let all = parted(context, all);
    let first = all.first().map_or("", |first| first.span.of(flow));
    let reached = || forms.record.by.length_at(first).map(|_| Side::Actual);
    let own = forms.record.lead(first).map(|(side, _)| side).or_else(reached);
    match own.or(headed) {
        // 6月底培训380人: of a part of the year.
        Some(Side::Actual) if forms.attainment.interim.within(said) => Vec::new(),
        Some(side) => (0..all.len()).filter_map(|at| item(context, &all, at, side)).collect(),
        None => Vec::new(),
    }
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
    let bare = Some(words).filter(|words| words.len() <= LABEL)?.trim_end_matches(['：', ':', '。', ' ']);
    let bare = bare.rsplit(['、', '）', ')', '.', '，', ' ']).next().unwrap_or(bare).trim();
    context.knowledge.forms.record.column(bare)
}

/// The figure of a piece, with the name before it in the piece or in the one that a colon ends.
fn item(context: &Context<'_>, all: &[Piece], at: usize, side: Side) -> Option<Item> {
    let flow: &str = &context.document.flow.text;
    let piece = all.get(at)?;
    let [figure] = within(&context.values.figures, piece.span) else { return None };
    if figure.span.end < piece.span.end || !is_told(figure, side) {
        return None;
    }
    let inside = Span { end: figure.span.start.max(piece.span.start), ..piece.span };
    let before = || all.get(at.checked_sub(1)?).filter(|before| matches!(before.next, '：' | ':'));
    let name = if inside.of(flow).trim().is_empty() { before()?.span } else { inside };
    let name = named(context, name).filter(|name| is_name(context, name.of(flow)))?;
    let aside = all.get(at + 1).filter(|next| matches!(next.mark, '（' | '(')).map(|next| next.span);
    let value = Span { start: figure.span.start, ..piece.span };
    Some(Item { side, name, value, aside, dimension: figure.quantity.unit.dimension })
}

/// Whether a figure can be an aim or a result: only an aim has a bound, and without one money is that of the budget.
fn is_told(figure: &Figure, side: Side) -> bool {
    let plain = matches!(figure.quantity.mode, Mode::Exact | Mode::Rounded | Mode::Truncated);
    let bound = matches!(figure.quantity.mode, Mode::Hedged(Hedge::AtLeast | Hedge::AtMost | Hedge::Above | Hedge::Below));
    let counted = match figure.quantity.unit.dimension {
        Dimension::Count(_) | Dimension::Ratio => true,
        Dimension::Money => bound,
        Dimension::Points | Dimension::Plain | Dimension::Score => false,
    };
    counted && figure.upper().is_none() && (plain || bound && side == Side::Target)
}

/// Whether words can name what is counted: no part of it, and no label.
fn is_name(context: &Context<'_>, words: &str) -> bool {
    let letters = words.chars().filter(|char| char.is_alphabetic()).count();
    let part = context.knowledge.measures.find(words).any(|(_, word)| word.roles.has(Role::Part));
    NAME.contains(&letters) && !part && context.knowledge.forms.record.lead(words).is_none()
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

fn indicator<'a>(context: &Context<'a>, aim: &Item, result: &Item) -> Option<Indicator<'a>> {
    let flow: &'a str = &context.document.flow.text;
    let text = |span: Span| -> Words<'a> { (span.of(flow), span) };
    let name = text(if aim.name.len() > result.name.len() { aim.name } else { result.name });
    let reason = result.aside.map(text).or_else(|| caused(context, result.value));
    let told = stated(&context.reader(), &Stated { name, target: aim.value, actual: result.value, reason });
    let told = Indicator { span: aim.value.to(result.value), kind: None, late: None, reason_asked: false, ..told };
    Some(told).filter(|told| told.target.is_some())
}

/// A cause in the sentence of the result.
fn caused<'a>(context: &Context<'a>, place: Span) -> Option<Words<'a>> {
    let sentence = place::around(context.document, place.start);
    let said = context.says(crate::data::glossary::List::Causes, sentence);
    said.then(|| (sentence.of(&context.document.flow.text), sentence))
}
