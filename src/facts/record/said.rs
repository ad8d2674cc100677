//! What the pieces of a line say, by their words and the marks around them.

use super::lines::Lines;
use super::made::is_name;
use super::piece::{EDGE, Piece};
use crate::data::forms::Side;
use crate::facts::near::is_dated;
use crate::text::Span;
use crate::values::{DateMention, within};

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
    /// A name with a label and its value behind it.
    Named(Span, Side, Span),
    /// The name that a label waits for.
    Words,
    /// Words of no known sort, or a figure alone.
    Other,
}

/// What the piece behind a label is.
pub(super) enum Wait {
    Side(Side),
    Score,
    Weight,
    Name,
}

impl Said {
    /// Whether it tells more than words and bare figures do.
    pub(super) fn tells(&self) -> bool {
        match self {
            Said::Class | Said::Side(..) | Said::Score(_) | Said::Weight(_) | Said::Reason | Said::Name | Said::Named(..) => true,
            Said::Words | Said::Other => false,
        }
    }
}

impl Lines<'_, '_> {
    pub(super) fn said(&self, piece: &Piece, waiting: Option<Wait>) -> Said {
        waiting
            .and_then(|wait| self.awaited(piece, &wait))
            .or_else(|| self.headed(piece))
            .or_else(|| self.sided(piece))
            .or_else(|| self.pointed(piece))
            .or_else(|| self.named(piece.span).filter(|_| !self.is_figure(piece.span)))
            .unwrap_or(Said::Other)
    }

    /// What the label before a piece makes of it.
    fn awaited(&self, piece: &Piece, wait: &Wait) -> Option<Said> {
        let value = || Some(piece.span).filter(|span| self.is_value(*span));
        match wait {
            Wait::Side(side) => value().map(|value| Said::Side(*side, Some(value))),
            Wait::Score => value().map(|value| Said::Score(Some(value))),
            Wait::Weight => value().map(|value| Said::Weight(Some(value))),
            Wait::Name => Some(Said::Words),
        }
    }

    /// A class, or the label of a name or of a reason.
    fn headed(&self, piece: &Piece) -> Option<Said> {
        let words = self.words(piece.span);
        let record = &self.context.knowledge.forms.record;
        if (piece.is_label() || self.is_class_mark(piece)) && self.is_class(words) {
            return Some(Said::Class);
        }
        // 指标一, 指标2
        if piece.is_label() && record.name.has(words.trim_end_matches(is_numeral)) {
            return Some(Said::Name);
        }
        (piece.is_label() && record.reason.length_at(words) == Some(words.len())).then_some(Said::Reason)
    }

    /// The label of a target or of a result, with its value or alone.
    fn sided(&self, piece: &Piece) -> Option<Said> {
        if !piece.is_label() && !self.may_hold_value(piece.span) {
            return None;
        }
        let words = self.words(piece.span);
        let record = &self.context.knowledge.forms.record;
        if let Some((side, length)) = record.lead(words) {
            let rest = piece.behind(length);
            if rest.is_empty() && piece.is_label() {
                return Some(Said::Side(side, None));
            }
            let value = Some(rest).filter(|rest| self.is_value(*rest));
            if let Some(value) = value.or_else(|| self.repeated(rest).filter(|_| side == Side::Actual)) {
                return Some(Said::Side(side, Some(value)));
            }
        }
        let value = self.repeated(piece.behind(record.by.length_at(words)?))?;
        Some(Said::Side(Side::Actual, Some(value)))
    }

    /// The label of points to be had, or had, with these or alone.
    fn pointed(&self, piece: &Piece) -> Option<Said> {
        let words = self.words(piece.span);
        let record = &self.context.knowledge.forms.record;
        let points = |length: usize| {
            let rest = piece.behind(length);
            let rest = Span { start: rest.end - record.links.stripped(self.words(rest)).len() as u32, ..rest };
            if rest.is_empty() { Some(None) } else { self.reader.points_of_cell(rest).map(|_| Some(rest)) }
        };
        let weight = record.weight.length_at(words).and_then(points).map(Said::Weight);
        weight.or_else(|| record.score.length_at(words).and_then(points).map(Said::Score))
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
        let (first, _) = head.char_indices().nth(2)?;
        let (at, side, end) = record.leads(words).find(|(at, ..)| *at >= first).filter(|(at, ..)| *at < head.len())?;
        let value = Span { start: piece.start + end as u32, end: piece.end };
        let name = Span { start: piece.start, end: piece.start + at as u32 };
        (side == Side::Target && self.is_value(value)).then_some(Said::Named(name, side, value))
    }

    pub(super) fn is_class(&self, words: &str) -> bool {
        let ordinal = self.context.knowledge.forms.record.ordinals.length_at(words);
        let words = ordinal.and_then(|length| words.get(length..)).unwrap_or(words);
        let words =
            if ordinal.is_none() { words.trim_start_matches(is_numeral).trim_start_matches(['、', '.', '．', ' ']) } else { words };
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

    /// Whether anything in a piece can be a value, or has a figure that the text around makes one.
    fn may_hold_value(&self, span: Span) -> bool {
        let values = self.context.values;
        self.words(span).bytes().any(|byte| byte.is_ascii_digit())
            || !within(&values.figures, span).is_empty()
            || !within::<DateMention>(&values.dates, span).is_empty()
    }

    pub(super) fn is_figure(&self, span: Span) -> bool {
        !within(&self.context.values.figures, span).is_empty() && self.reader.figure(span).is_some()
    }
}

fn is_numeral(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | ' ')
}
