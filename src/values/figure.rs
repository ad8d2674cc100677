//! Figures: a number with what makes it a quantity — hedges, currency, sign, unit, range.

use super::Reader;
use super::chars::{before, window_before};
use super::number::{Notation, Number};
use super::tail::Tail;
use super::units::{HedgeWord, UnitReading};
use crate::quantity::{Dimension, Hedge, Mode, Quantity, Unit};
use crate::text::Span;

/// A number as printed, with its unit and the words that belong to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// All of it, hedges included.
    pub span: Span,
    /// The number.
    pub number: Span,
    /// Magnitude and measure word; none for a bare number.
    pub unit: Option<Span>,
    /// What it says. Of a number that is not well formed, the value is not to be relied on.
    pub quantity: Quantity,
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
    /// What most figures do not have: kept apart, since a report has many figures.
    pub around: Option<Box<Around>>,
}

/// What stands around the number and the unit of some figures.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Around {
    /// The word that makes it vague, or the equals sign of a target.
    pub hedge: Option<Span>,
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

impl Figure {
    /// The word that makes it vague, or the equals sign of a target.
    pub fn hedge(&self) -> Option<Span> {
        self.around.as_ref()?.hedge
    }

    /// What it is counted by.
    pub fn per(&self) -> Option<Span> {
        self.around.as_ref()?.per
    }

    /// The sign or word of its currency.
    pub fn currency(&self) -> Option<Span> {
        self.around.as_ref()?.currency
    }

    /// The upper end of a range.
    pub fn upper(&self) -> Option<Upper> {
        self.around.as_ref()?.upper
    }
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
        self.list = number.list.unwrap_or(self.list);
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
        let end = figure.span.end as usize;
        self.values.figures.push(figure);
        end
    }

    fn whole(&self, head: Head, number: Number, unit: Option<UnitReading>) -> Figure {
        let end = unit.map_or(number.span.end, |unit| unit.span.end.max(number.span.end));
        let tail = self.tail(end as usize, unit.as_ref());
        let unit = unit.or(tail.upper.and_then(|(_, unit)| unit));
        let money = head.currency.is_some();
        let mut quantity = quantity(&number, unit.as_ref(), money);
        if head.negative {
            quantity.value = -quantity.value;
        }
        let hedge = hedge(&head, unit.as_ref(), &tail);
        if let Some((Some(hedge), _)) = hedge {
            quantity.mode = Mode::Hedged(hedge);
        }
        let upper = tail.upper.map(|(upper, unit)| Upper { number: upper.span, quantity: self::quantity(&upper, unit.as_ref(), money) });
        let around = Around { hedge: hedge.map(|(_, span)| span), per: tail.per, currency: head.currency, upper };
        Figure {
            span: Span::new(head.start, tail.end),
            number: number.span,
            unit: unit.map(|unit| unit.span),
            quantity,
            notation: number.notation,
            well_formed: number.well_formed,
            bare_magnitude: unit.is_some_and(|unit| unit.bare),
            spaced: number.spaced,
            duration: unit.is_some_and(|unit| unit.time),
            around: (around != Around::default()).then(|| Box::new(around)),
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
}

/// The hedge that holds: behind, inside or before the figure; an equals sign has a place but hedges nothing.
fn hedge(head: &Head, unit: Option<&UnitReading>, tail: &Tail) -> Option<(Option<Hedge>, Span)> {
    let time = unit.is_some_and(|unit| unit.time);
    let before = head.hedge.and_then(|(word, span)| match word {
        HedgeWord::Exact => Some((None, span)),
        HedgeWord::Vague(hedge) => Some((Some(hedge), span)),
        HedgeWord::Recent(hedge) => (!time).then_some((Some(hedge), span)),
    });
    let near = tail.hedge.or(unit.and_then(|unit| unit.hedge));
    near.map(|(hedge, span)| (Some(hedge), span)).or(before)
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
