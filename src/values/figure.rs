//! Figures: a number with what makes it a quantity — hedges, currency, sign, unit, range.

use super::Reader;
use super::chars::{after, before, digits, rest, run, skip_blanks, window_before};
use super::chinese;
use super::number::{Notation, Number};
use super::units::{HedgeWord, UnitReading};
use crate::quantity::{Dimension, Hedge, Mode, Quantity, Unit};
use crate::text::Span;
use rust_decimal::Decimal;

/// A number as printed, with its unit and the words that belong to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figure {
    /// All of it, hedges included.
    pub span: Span,
    /// The number.
    pub number: Span,
    /// Magnitude and measure word; none for a bare number.
    pub unit: Option<Span>,
    /// What it says. Of a number that is not well formed, the value is not to be relied on.
    pub quantity: Quantity,
    /// The word that makes it vague, or the equals sign of a target.
    pub hedge: Option<Span>,
    /// In which numerals.
    pub notation: Notation,
    /// Whether separators and points stand where they can.
    pub well_formed: bool,
    /// A magnitude without measure word: 30万.
    pub bare_magnitude: bool,
    /// Spaces separate the thousands: 1 280.
    pub spaced: bool,
    /// A duration: 3年, 20个工作日.
    pub duration: bool,
    /// What it is counted by, behind a stroke: 公里·年 of 元/公里·年.
    pub per: Option<Span>,
    /// ￥ or 人民币 before the number.
    pub currency: Option<Span>,
    /// The upper end of a range: 5—8万元; the quantity is its lower end.
    pub upper: Option<Upper>,
}

/// The upper end of a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Upper {
    /// The number.
    pub number: Span,
    /// What it says.
    pub quantity: Quantity,
}

/// What stands before a number.
#[derive(Clone, Copy, Default)]
struct Head {
    start: usize,
    hedge: Option<(HedgeWord, Span)>,
    currency: Option<Span>,
    negative: bool,
}

impl Reader<'_> {
    /// The figure at `at`, whose first digits end at `end`.
    pub(super) fn figure(&mut self, at: usize, end: usize) -> Option<usize> {
        let number = self.number(at, end)?;
        let unit = self.units.read(self.text, number.span.end as usize);
        let code = if unit.is_none() { self.bare_code(&number) } else { None };
        Some(code.unwrap_or_else(|| self.push_figure(at, number, unit)))
    }

    /// Adds the figure of a number and its unit, of which the first begins at `at`, with what stands around them; the
    /// place behind it.
    pub(super) fn push_figure(&mut self, at: usize, number: Number, unit: Option<UnitReading>) -> usize {
        let head = self.head(at);
        let (number, unit) = self.compound(number, unit);
        let figure = self.whole(head, number, unit);
        self.values.figures.push(figure);
        figure.span.end as usize
    }

    fn whole(&self, head: Head, number: Number, unit: Option<UnitReading>) -> Figure {
        let mut end = unit.map_or(number.span.end, |unit| unit.span.end.max(number.span.end)) as usize;
        let range = self.range(end, unit.as_ref());
        let mut quantity =
            quantity(&number, unit.as_ref().or(range.as_ref().and_then(|(_, unit, _)| unit.as_ref())), head.currency.is_some());
        if head.negative {
            quantity.value = -quantity.value;
        }
        let upper = range.map(|(upper, unit, last)| {
            end = last;
            Upper { number: upper.span, quantity: self::quantity(&upper, unit.as_ref(), head.currency.is_some()) }
        });
        let unit = unit.or(range.and_then(|(_, unit, _)| unit));
        let per = self.per(end);
        end = per.map_or(end, |span| span.end as usize);
        let hedge = self.hedge(head, unit.as_ref(), &mut end);
        if let Some((HedgeWord::Vague(hedge), _)) = hedge {
            quantity.mode = Mode::Hedged(hedge);
        }
        Figure {
            span: Span::new(head.start, end),
            number: number.span,
            unit: unit.map(|unit| unit.span),
            quantity,
            hedge: hedge.map(|(_, span)| span),
            notation: number.notation,
            well_formed: number.well_formed,
            bare_magnitude: unit.is_some_and(|unit| unit.bare),
            spaced: number.spaced,
            duration: unit.is_some_and(|unit| unit.time),
            per,
            currency: head.currency,
            upper,
        }
    }

    /// Sign, currency and hedge before the number.
    fn head(&self, at: usize) -> Head {
        let mut head = Head { start: at, ..Head::default() };
        if let Some(minus) = before(self.text, self.done, at).filter(|mark| matches!(mark, '-' | '−' | '－' | '﹣')) {
            head.negative = self.is_sign(at - minus.len_utf8());
            head.start -= if head.negative { minus.len_utf8() } else { 0 };
        }
        if let Some((word, ())) = self.units.currency.longest(self.head_text(head.start)) {
            head.currency = Some(Span::new(head.start - word.len(), head.start));
            head.start -= word.len();
        }
        let blank = matches!(before(self.text, self.done, head.start), Some(' '));
        let end = head.start - usize::from(blank);
        if let Some((word, Some(hedge))) = self.units.hedges_before.longest(self.head_text(end)) {
            head.hedge = Some((*hedge, Span::new(end - word.len(), end)));
            head.start = end - word.len();
        }
        head
    }

    fn head_text(&self, at: usize) -> &str {
        window_before(self.text, self.done, at, 24)
    }

    /// Whether the minus at `at` is a sign, not a dash behind a word.
    fn is_sign(&self, at: usize) -> bool {
        match before(self.text, self.done, at) {
            None => at == 0,
            Some(character) if character.is_alphanumeric() => self.units.signed.any(self.head_text(at)),
            Some(character) => !matches!(character, '-' | '—' | '）' | ')' | '%' | '％'),
        }
    }

    /// The hedge that holds: before, inside, or behind the figure; `end` moves behind it.
    fn hedge(&self, head: Head, unit: Option<&UnitReading>, end: &mut usize) -> Option<(HedgeWord, Span)> {
        // 近三年 is the last three years, not nearly three.
        let recent = unit.is_some_and(|unit| unit.time) && matches!(head.hedge, Some((HedgeWord::Vague(Hedge::Nearly), _)));
        let before = head.hedge.filter(|_| !recent);
        let inside = unit.and_then(|unit| unit.hedge).map(|(hedge, span)| (HedgeWord::Vague(hedge), span));
        let place = self.skip_inclusive(skip_blanks(self.text, *end, 1));
        let behind = self.units.hedges_after.longest(rest(self.text, place)).and_then(|(word, hedge)| {
            let span = Span::new(place, place + word.len());
            Some((HedgeWord::Vague((*hedge)?), span))
        });
        if let Some((_, span)) = behind {
            *end = span.end as usize;
        }
        behind.or(inside).or(before)
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
    fn compound(&self, number: Number, unit: Option<UnitReading>) -> (Number, Option<UnitReading>) {
        self.try_compound(&number, unit.as_ref()).unwrap_or((number, unit))
    }

    fn try_compound(&self, number: &Number, unit: Option<&UnitReading>) -> Option<(Number, Option<UnitReading>)> {
        let first = unit.filter(|unit| unit.bare && unit.hedge.is_none())?;
        let start = first.span.end as usize;
        let low = self.any_number(start)?;
        let second = self.units.read(self.text, low.span.end as usize).filter(|unit| unit.unit.exponent < first.unit.exponent)?;
        let factor = Decimal::from(10i64.checked_pow(u32::try_from(first.unit.exponent - second.unit.exponent).ok()?)?);
        let value = number.value.checked_mul(factor)?.checked_add(low.value).filter(|_| low.value < factor)?;
        let span = number.span.to(low.span);
        Some((Number { span, value, decimals: low.decimals, notation: Notation::Mixed, ..*number }, Some(second)))
    }
}

/// The quantity of a number in a unit.
fn quantity(number: &Number, unit: Option<&UnitReading>, money: bool) -> Quantity {
    let mut printed = unit.map_or(Unit { dimension: Dimension::Plain, exponent: 0 }, |unit| unit.unit);
    if money && printed.dimension == Dimension::Plain {
        printed.dimension = Dimension::Money;
    }
    let measured = unit.is_some_and(|unit| unit.measured);
    let mode = match printed.dimension {
        Dimension::Money | Dimension::Ratio | Dimension::Points => Mode::Rounded,
        Dimension::Count(_) if measured || printed.exponent != 0 || number.decimals > 0 => Mode::Rounded,
        Dimension::Plain if printed.exponent != 0 => Mode::Rounded,
        Dimension::Count(_) | Dimension::Plain | Dimension::Score => Mode::Exact,
    };
    Quantity { value: number.value, decimals: number.decimals, unit: printed, mode }
}
