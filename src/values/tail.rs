//! What stands behind a number and its unit: the rest of a range, a second magnitude, what it is counted by, hedges.

use super::Reader;
use super::chars::{after, digits, rest, run, skip_blanks};
use super::chinese;
use super::number::{Notation, Number};
use super::units::UnitReading;
use crate::quantity::Hedge;
use crate::text::Span;
use rust_decimal::Decimal;

/// What stands behind a figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    /// The place behind all of it.
    pub end: usize,
    /// The upper end of a range.
    pub upper: Option<(Number, Option<UnitReading>)>,
    /// 公里·年 of 元/公里·年.
    pub per: Option<Span>,
    /// 左右, 以上.
    pub hedge: Option<(Hedge, Span)>,
}

impl Reader<'_> {
    /// What stands behind a figure that ends at `end`.
    pub(super) fn tail(&self, end: usize, unit: Option<&UnitReading>) -> Tail {
        let mut tail = Tail { end, upper: None, per: None, hedge: None };
        // Most figures end a clause or a cell.
        if matches!(after(self.text, end), None | Some('，' | '。' | '；' | '、' | '\n' | ')' | '|' | ',' | ';')) {
            return tail;
        }
        if let Some((number, unit, end)) = self.range(end, unit) {
            (tail.upper, tail.end) = (Some((number, unit)), end);
        }
        tail.per = self.per(tail.end);
        tail.end = tail.per.map_or(tail.end, |span| span.end as usize);
        tail.hedge = self.hedge_behind(tail.end);
        tail.end = tail.hedge.map_or(tail.end, |(_, span)| span.end as usize);
        tail
    }

    fn hedge_behind(&self, at: usize) -> Option<(Hedge, Span)> {
        let place = self.skip_inclusive(skip_blanks(self.text, at, 1));
        let (word, hedge) = self.units.hedges_after.longest(rest(self.text, place))?;
        Some(((*hedge)?, Span::new(place, place + word.len())))
    }

    /// The place behind （含）.
    fn skip_inclusive(&self, at: usize) -> usize {
        let tail = rest(self.text, at);
        ["（含）", "(含)"].iter().find(|word| tail.starts_with(**word)).map_or(at, |word| at + word.len())
    }

    /// 公里·年 behind a stroke, in words of the unit table.
    fn per(&self, at: usize) -> Option<Span> {
        let stroke = after(self.text, at).filter(|mark| matches!(mark, '/' | '／'))?;
        let start = at + stroke.len_utf8();
        let mut end = start + self.units.word(rest(self.text, start))?.len();
        while let Some(point) = after(self.text, end).filter(|mark| matches!(mark, '·' | '•' | '・' | '.' | '/' | '／' | '*')) {
            let Some(word) = self.units.word(rest(self.text, end + point.len_utf8())) else { break };
            end += point.len_utf8() + word.len();
        }
        Some(Span::new(start, end))
    }

    /// The upper end of a range behind `at`: its number, unit and end.
    pub(super) fn range(&self, at: usize, lower: Option<&UnitReading>) -> Option<(Number, Option<UnitReading>, usize)> {
        let (mark, start) = self.range_mark(self.skip_inclusive(at))?;
        let number = self.any_number(start)?;
        let unit = self.units.read(self.text, number.span.end as usize);
        let fits = match (lower, unit.as_ref()) {
            (None, None) => matches!(mark, '—' | '～' | '~') && number.notation == Notation::Arabic,
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some(lower), Some(upper)) => lower.unit.dimension == upper.unit.dimension && mark != '到',
        };
        fits.then(|| (number, unit, unit.map_or(number.span.end, |unit| unit.span.end) as usize))
    }

    /// The mark of a range at `at` and the place behind it. A dash between blanks is a cell of its own.
    fn range_mark(&self, at: usize) -> Option<(char, usize)> {
        let mark = after(self.text, at)?;
        if matches!(mark, '-' | '—' | '–' | '－' | '~' | '～' | '―' | '〜') {
            return Some((mark, run(self.text, at, |character| character == mark)));
        }
        let start = skip_blanks(self.text, at, 1);
        let mark = after(self.text, start).filter(|mark| matches!(mark, '至' | '到'))?;
        Some((mark, skip_blanks(self.text, start + mark.len_utf8(), 1)))
    }

    fn any_number(&self, at: usize) -> Option<Number> {
        let end = digits(self.text, at);
        if end > at { self.number(at, end) } else { self.chinese_number(at, run(self.text, at, chinese::is_numeral)) }
    }

    /// 3亿5000万元: two magnitudes make one number, in the unit of the second.
    pub(super) fn compound(&self, number: Number, unit: Option<UnitReading>) -> (Number, Option<UnitReading>) {
        let first = unit.filter(|unit| unit.bare && unit.hedge.is_none());
        first.and_then(|first| self.try_compound(&number, &first)).unwrap_or((number, unit))
    }

    fn try_compound(&self, number: &Number, first: &UnitReading) -> Option<(Number, Option<UnitReading>)> {
        let low = self.any_number(first.span.end as usize)?;
        let second = self.units.read(self.text, low.span.end as usize).filter(|unit| unit.unit.exponent < first.unit.exponent)?;
        let factor = Decimal::from(10i64.checked_pow(u32::try_from(first.unit.exponent - second.unit.exponent).ok()?)?);
        let value = number.value.checked_mul(factor)?.checked_add(low.value).filter(|_| low.value < factor)?;
        let span = number.span.to(low.span);
        Some((Number { span, value, decimals: low.decimals, notation: Notation::Mixed, ..*number }, Some(second)))
    }
}
