//! The flow of a document → the values that stand in it: figures, dates, periods, citations, codes, damage.
//!
//! [`scan`] reads the text once. It stops only at characters that a value can begin at, decides there with a few
//! comparisons what may follow, and runs a production of `grammar/values.pest` on the characters behind, so that the
//! time is linear in the text whatever stands in it. Every value is plain data with its place in the text, and what
//! has been read as one value is not read again as another. All words are data: [`Units`].

mod calendar;
mod chars;
mod chinese;
mod citation;
mod code;
mod damage;
mod date;
mod days;
mod figure;
mod grammar;
mod keys;
mod keystroke;
mod number;
mod numeral;
mod period;
mod tail;
mod token;
mod units;
mod words;

pub use citation::{Citation, CitationKind};
pub use code::{Code, CodeKind};
pub use damage::{Damage, DamageKind};
pub use date::{DateMention, Granularity, Part, Relative};
pub use figure::{Around, Figure, Upper};
pub use keystroke::{Keystroke, keystrokes};
pub use number::Notation;
pub use period::Period;
pub use units::Units;
pub use words::Words;

use crate::text::Span;
use chars::Start;

/// The values of a text, each kind in the order of the text.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Values {
    /// Numbers that say how much.
    pub figures: Vec<Figure>,
    /// Days, months, quarters and years.
    pub dates: Vec<DateMention>,
    /// From one date to another, and five-year plans.
    pub periods: Vec<Period>,
    /// Titles and document numbers. What stands inside a closed title is not read.
    pub citations: Vec<Citation>,
    /// Numbers that say which.
    pub codes: Vec<Code>,
    /// What extraction has broken.
    pub damage: Vec<Damage>,
}

impl Values {
    /// Gives back what the lists have grown beyond their values, of a text whose values are kept.
    pub fn shrink(&mut self) {
        let Values { figures, dates, periods, citations, codes, damage } = self;
        figures.shrink_to_fit();
        dates.shrink_to_fit();
        periods.shrink_to_fit();
        citations.shrink_to_fit();
        codes.shrink_to_fit();
        damage.shrink_to_fit();
    }
}

/// How a text is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Whether 1 280 is one number: in prose, not in tables whose cells are separated by single spaces.
    pub spaced_thousands: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { spaced_thousands: true }
    }
}

/// A value with a place in the text.
pub trait Placed {
    /// The place.
    fn span(&self) -> Span;
}

macro_rules! placed {
    ($($kind:ty),*) => { $(impl Placed for $kind {
        fn span(&self) -> Span {
            self.span
        }
    })* };
}

placed!(Figure, DateMention, Period, Citation, Code, Damage);

/// The values that begin inside `span`, of a list in the order of the text.
pub fn within<T: Placed>(values: &[T], span: Span) -> &[T] {
    let start = values.partition_point(|value| value.span().start < span.start);
    let behind = values.get(start..).unwrap_or(&[]);
    // In most places there is none.
    if behind.first().is_none_or(|first| first.span().start >= span.end) {
        return &[];
    }
    behind.get(..behind.partition_point(|value| value.span().start < span.end)).unwrap_or(&[])
}

/// Finds the values of a text.
pub fn scan(flow: &str, units: &Units) -> Values {
    scan_with(flow, units, Options::default())
}

/// Finds the values of a text that is to be read in a certain way.
pub fn scan_with(flow: &str, units: &Units, options: Options) -> Values {
    let mut reader = Reader { text: flow, units, options, done: 0, list: 0, values: Values::default() };
    let mut at = 0;
    while let Some(candidate) = chars::next(flow, at) {
        let first = chars::after(flow, candidate).unwrap_or_default();
        at = match reader.value(candidate, first) {
            Some(end) if end > candidate => {
                reader.done = end;
                end
            }
            Some(_) | None => reader.skip(candidate, first),
        };
    }
    reader.values
}

/// A text being read.
struct Reader<'t> {
    text: &'t str,
    units: &'t Units,
    options: Options,
    /// The end of the last value: nothing looks further back.
    done: usize,
    /// The end of the last list of numbers that commas separate.
    list: usize,
    values: Values,
}

impl Reader<'_> {
    /// Reads the value at `at`, when there is one; the place behind it.
    fn value(&mut self, at: usize, first: char) -> Option<usize> {
        match chars::start(first)? {
            Start::Digit => self.digits(at, chars::digits(self.text, at)),
            Start::Numeral => self.numeral(at),
            Start::Fraction => self.fraction(at),
            Start::Capital => self.capital(at),
            Start::Title => Some(self.titled(at)),
            Start::Bracket => self.bracketed(at),
            Start::Year => self.relative(at).or_else(|| self.half_year(at)),
            Start::Order => self.order(at),
            Start::First => self.calendar(at, at + first.len_utf8()),
            Start::Lost => Some(self.undecodable(at)),
        }
    }

    /// The readings of digits, from the most to the least peculiar.
    fn digits(&mut self, at: usize, end: usize) -> Option<usize> {
        self.letter_for_digit(at, end)
            .or_else(|| self.token(at, end))
            .or_else(|| self.spaced_standard(at, end))
            .or_else(|| self.spoken_clock(at, end))
            .or_else(|| self.quarter(at, end))
            .or_else(|| self.ordinal(at, end))
            .or_else(|| self.fused(at, end))
            .or_else(|| self.calendar(at, end))
            .or_else(|| self.compact(at, end))
            .or_else(|| self.enumerator(at, end))
            .or_else(|| self.listed(at, end))
            .or_else(|| self.figure(at, end))
            .or_else(|| Some(self.version(at, end)))
    }

    /// The place to go on from when nothing was read: behind the whole run of digits or numerals.
    fn skip(&self, at: usize, first: char) -> usize {
        match chars::start(first) {
            Some(Start::Digit) => chars::digits(self.text, at),
            Some(Start::Numeral) => chars::run(self.text, at, chinese::is_numeral),
            Some(Start::Capital) => chars::run(self.text, at, chinese::is_capital),
            _ => at + first.len_utf8(),
        }
    }
}
