//! What the pieces of a line say, by their words and the marks around them.

use super::lines::Lines;
use super::made::is_name;
use super::piece::{EDGE, Piece};
use crate::data::forms::Side;
use crate::facts::Context;
use crate::text::Span;
use crate::values::within;

/// The longest word of a name that a result repeats, in bytes.
const VERB: usize = 18;
/// The longest value, in bytes.
const VALUE: usize = 60;

/// What a piece is by its words.
pub(super) enum Said {
    Class,
    /// A label, with its value where that stands in the piece.
    Side(Side, Option<Span>),
    Score(Option<Span>),
    Weight(Option<Span>),
    Reason,
    Name,
    /// A figure alone.
    Value,
    /// A name with a label and its value behind it.
    Named(Span, Side, Span),
    Words,
}

/// What the piece behind a label is.
pub(super) enum Wait {
    Side(Side),
    Score,
    Weight,
    Name,
}

/// 指标一, 指标2
const NUMERALS: [char; 21] =
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' '];

impl Lines<'_, '_> {
    pub(super) fn said(&self, piece: &Piece, waiting: Option<Wait>) -> Said {
        let words = self.words(piece.span);
        let record = &self.context.knowledge.forms.record;
        let valued = || self.is_value(piece.span);
        match waiting {
            Some(Wait::Side(side)) if valued() => return Said::Side(side, Some(piece.span)),
            Some(Wait::Score) if valued() => return Said::Score(Some(piece.span)),
            Some(Wait::Weight) if valued() => return Said::Weight(Some(piece.span)),
            Some(Wait::Name) => return Said::Words,
            _ => {}
        }
        let named = matches!(piece.next, '：' | ':' | '|' | '\t');
        if self.is_class(words) && (named || self.is_class_mark(piece)) {
            return Said::Class;
        }
        if named && record.name.has(words.trim_end_matches(NUMERALS)) {
            return Said::Name;
        }
        if named && record.reason.length_at(words) == Some(words.len()) {
            return Said::Reason;
        }
        let behind = |length: usize| Span { start: piece.span.start + length as u32, end: piece.span.end };
        let points = |length: usize| {
            let rest = behind(length);
            let linked = self.words(rest).trim_start_matches(['为', '：', ':', ' ']);
            let rest = Span { start: rest.end - linked.len() as u32, end: rest.end };
            if rest.is_empty() { Some(None) } else { self.reader.points_of_cell(rest).map(|_| Some(rest)) }
        };
        if let Some((side, length)) = record.lead(words) {
            let rest = behind(length);
            if rest.is_empty() && named {
                return Said::Side(side, None);
            }
            if !rest.is_empty() && self.is_value(rest) {
                return Said::Side(side, Some(rest));
            }
            if let Some(value) = self.repeated(rest).filter(|_| side == Side::Actual) {
                return Said::Side(side, Some(value));
            }
        }
        if let Some(value) = record.by.length_at(words).and_then(|length| self.repeated(behind(length))) {
            return Said::Side(Side::Actual, Some(value));
        }
        if let Some(value) = record.weight.length_at(words).and_then(points) {
            return Said::Weight(value);
        }
        if let Some(value) = record.score.length_at(words).and_then(points) {
            return Said::Score(value);
        }
        if !within(&self.context.values.figures, piece.span).is_empty() && self.reader.figure(piece.span).is_some() {
            return Said::Value;
        }
        self.named(piece.span).unwrap_or(Said::Words)
    }

    /// 建成站房12座（目标12座）: a name with its result, and the target in brackets.
    pub(super) fn answered(&self, pieces: &[Piece], at: usize) -> Option<Said> {
        let piece = pieces.get(at).filter(|piece| matches!(piece.next, '（' | '('))?;
        let aim = self.said(pieces.get(at + 1)?, None);
        let [figure] = within(&self.context.values.figures, piece.span) else { return None };
        let name = Span { start: piece.span.start, end: figure.span.start.max(piece.span.start) };
        let value = Span { start: figure.span.start, end: piece.span.end };
        let words = self.words(name);
        let plain = self.context.knowledge.forms.record.lead(words).is_none() && is_name(words);
        (matches!(aim, Said::Side(Side::Target, Some(_))) && plain && self.is_value(value)).then_some(Said::Named(
            name,
            Side::Actual,
            value,
        ))
    }

    /// 培训任务300人次，实际培训310人次: the figure behind a word of the name.
    fn repeated(&self, rest: Span) -> Option<Span> {
        let figure = within(&self.context.values.figures, rest).first().filter(|figure| figure.span.start > rest.start)?;
        let verb = Span { start: rest.start, end: figure.span.start };
        let value = Span { start: figure.span.start, end: rest.end };
        let name = self.words(self.open.name.filter(|_| self.open.target.is_some())?);
        let said = self.words(verb).trim();
        (!said.is_empty() && said.len() <= VERB && name.contains(said) && self.is_value(value)).then_some(value)
    }

    /// 招聘会目标6场: a name, a label and a value without a mark between.
    fn named(&self, piece: Span) -> Option<Said> {
        let words = self.words(piece);
        let figure = within(&self.context.values.figures, piece).first()?;
        let record = &self.context.knowledge.forms.record;
        let head = words.get(..(figure.span.start - piece.start) as usize)?;
        let starts = head.char_indices().map(|(at, _)| at).skip(2);
        let mut found = starts.filter_map(|at| record.lead(&words[at..]).map(|(side, length)| (at, side, at + length)));
        let (at, side, end) = found.next()?;
        let value = Span { start: piece.start + end as u32, end: piece.end };
        let name = Span { start: piece.start, end: piece.start + at as u32 };
        (side == Side::Target && self.is_value(value)).then_some(Said::Named(name, side, value))
    }

    pub(super) fn is_class(&self, words: &str) -> bool {
        let ordinal = self.context.knowledge.forms.record.ordinals.length_at(words);
        let words = ordinal.and_then(|length| words.get(length..)).unwrap_or(words);
        let words = if ordinal.is_none() { words.trim_start_matches(NUMERALS).trim_start_matches(['、', '.', '．', ' ']) } else { words };
        self.context.knowledge.vocabulary.is_class(words) || self.context.knowledge.forms.record.classes.has(words)
    }

    /// Whether the marks around a piece are those of a class: a space, a point, a dash or the whole line.
    fn is_class_mark(&self, piece: &Piece) -> bool {
        matches!(piece.next, ' ' | '·' | '—' | '\u{3000}' | '→' | '】' | '）' | ')')
            || piece.next == EDGE && matches!(piece.mark, EDGE | '）' | ')')
            || matches!(piece.next, '，') && piece.mark == EDGE
    }

    /// Whether a figure or a day stands there alone.
    fn is_value(&self, span: Span) -> bool {
        span.len() <= VALUE && (self.reader.figure(span).is_some() || is_dated(self.context, span))
    }
}

/// Whether a day stands in a value.
pub(super) fn is_dated(context: &Context<'_>, span: Span) -> bool {
    let dates = &context.values.dates;
    let from = dates.partition_point(|date| date.span.start < span.start);
    dates.get(from).is_some_and(|date| date.span.end <= span.end && date.month.is_some())
}
