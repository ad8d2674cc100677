//! The values of a paragraph in the order of the text: figures, years, and what else is no word.

use crate::text::Span;
use crate::values::{Citation, Code, CodeKind, DateMention, Figure, Period, Placed, Values, within};

/// A value between the words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'v> {
    /// A number.
    Figure(&'v Figure),
    /// A date of this year.
    Year(i16, Span),
    /// 第一, 第3: one of several.
    Ordinal(Span),
    /// Another date, a document, a code.
    Other(Span),
}

/// The values of a span, merged.
pub(super) struct Known<'v> {
    figures: &'v [Figure],
    dates: &'v [DateMention],
    periods: &'v [Period],
    citations: &'v [Citation],
    codes: &'v [Code],
    /// The end of the last value that was taken.
    pub end: u32,
}

impl<'v> Known<'v> {
    pub fn new(values: &'v Values, span: Span) -> Self {
        Known {
            figures: within(&values.figures, span),
            dates: within(&values.dates, span),
            periods: within(&values.periods, span),
            citations: within(&values.citations, span),
            codes: within(&values.codes, span),
            end: span.start,
        }
    }

    /// Passes over a figure that only begins a longer word: 一次 of 一次验收合格率.
    pub fn pass_within(&mut self, word: Span) {
        while let [first, rest @ ..] = self.figures
            && first.span.start == word.start
            && first.span.end < word.end
        {
            self.figures = rest;
        }
    }

    /// The next value that begins at or before `place`. Words of relative time are words, not values.
    pub fn next(&mut self, place: u32) -> Option<Value<'v>> {
        while self.dates.first().is_some_and(|date| date.relative.is_some()) {
            self.dates = &self.dates[1..];
        }
        let starts = [start(self.figures), start(self.dates), start(self.periods), start(self.citations), start(self.codes)];
        let first = starts.into_iter().min().filter(|&first| first <= place && first != u32::MAX)?;
        let value = match starts.iter().position(|&start| start == first)? {
            0 => Value::Figure(take(&mut self.figures)?),
            1 => dated(take(&mut self.dates)?),
            2 => Value::Other(take(&mut self.periods)?.span),
            3 => Value::Other(take(&mut self.citations)?.span),
            _ => coded(take(&mut self.codes)?),
        };
        self.end = self.end.max(value.span().end);
        Some(value)
    }
}

impl Value<'_> {
    pub fn span(&self) -> Span {
        match self {
            Value::Figure(figure) => figure.span,
            Value::Year(_, span) | Value::Ordinal(span) | Value::Other(span) => *span,
        }
    }
}

fn coded(code: &Code) -> Value<'_> {
    if code.kind == CodeKind::Ordinal { Value::Ordinal(code.span) } else { Value::Other(code.span) }
}

fn dated(date: &DateMention) -> Value<'_> {
    match date.year {
        Some(year) => Value::Year(year, date.span),
        None => Value::Other(date.span),
    }
}

fn start<T: Placed>(values: &[T]) -> u32 {
    values.first().map_or(u32::MAX, |value| value.span().start)
}

fn take<'v, T>(values: &mut &'v [T]) -> Option<&'v T> {
    let (first, rest) = values.split_first()?;
    *values = rest;
    Some(first)
}
