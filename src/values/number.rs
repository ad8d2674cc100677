//! Numbers in Arabic digits: 2023, 85.5, 1,234,567.80, 1 280, and damaged ones.

use super::Reader;
use super::chars::{after, before, between, digits, is_han, rest, window_before};
use super::units::UnitReading;
use crate::quantity::Dimension;
use crate::text::Span;
use rust_decimal::Decimal;

/// How far a number with marks may go.
const REACH: usize = 32;

/// In which numerals a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Notation {
    /// 320
    Arabic,
    /// 三百二十
    Chinese,
    /// 叁佰贰拾
    Capital,
    /// 3亿5000万, 2022年六月
    Mixed,
}

/// A number, before its unit is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Number {
    pub span: Span,
    pub value: Decimal,
    pub decimals: u8,
    pub notation: Notation,
    /// Whether separators and points stand where they can.
    pub well_formed: bool,
    /// Whether spaces separate its thousands.
    pub spaced: bool,
    /// Where the list of numbers ends of which it is the first, when commas separate them.
    pub list: Option<usize>,
}

impl Reader<'_> {
    /// The number at `at`, whose first digits end at `end`; none when it is a version (1.2.3).
    pub(super) fn number(&self, at: usize, end: usize) -> Option<Number> {
        if at < self.list {
            return Some(self.piece(at, end));
        }
        if let Some(doubled) = self.doubled(at, end) {
            return Some(doubled);
        }
        match self.mark(end) {
            None => Some(self.spaced(at, end).unwrap_or_else(|| self.plain(at, end))),
            Some('.' | '．') => {
                let fraction = digits(self.text, end + after(self.text, end).map_or(1, char::len_utf8));
                if self.mark(fraction).is_none() { Some(self.plain(at, fraction)) } else { self.separated(at) }
            }
            Some(_) => self.separated(at),
        }
    }

    /// 12..5万元, 1,,250元: one mark struck twice within an amount or what is measured.
    fn doubled(&self, at: usize, end: usize) -> Option<Number> {
        let mark = after(self.text, end).filter(|mark| matches!(mark, '.' | ',' | '．'))?;
        let next = end + mark.len_utf8();
        if after(self.text, next) != Some(mark) {
            return None;
        }
        let rest = digits(self.text, next + mark.len_utf8());
        let last = if self.mark(rest) == Some('.') { digits(self.text, rest + 1) } else { rest };
        let amount = self.units.read(self.text, last).filter(|_| rest > next + mark.len_utf8()).is_some_and(|unit| is_amount(&unit));
        amount.then(|| self.malformed(Span::new(at, last)))
    }

    /// A number of a list: its commas are no part of it.
    fn piece(&self, at: usize, end: usize) -> Number {
        let point = self.mark(end).filter(|mark| matches!(mark, '.' | '．')).map_or(0, char::len_utf8);
        self.plain(at, if point > 0 { digits(self.text, end + point) } else { end })
    }

    /// The mark at `at` when a digit follows it.
    pub(super) fn mark(&self, at: usize) -> Option<char> {
        let mark = after(self.text, at).filter(|mark| matches!(mark, '.' | ',' | '，' | '．'))?;
        let next = self.text.as_bytes().get(at + mark.len_utf8())?;
        next.is_ascii_digit().then_some(mark)
    }

    fn plain(&self, start: usize, end: usize) -> Number {
        Number::read(between(self.text, start, end), Span::new(start, end))
    }

    /// 1 280: groups of three behind single spaces, directly after a word and with a unit behind.
    fn spaced(&self, at: usize, end: usize) -> Option<Number> {
        let bytes = self.text.as_bytes();
        let first = end - at;
        if !self.options.spaced_thousands || bytes.get(end) != Some(&b' ') || !(1..=3).contains(&first) || bytes[at] == b'0' {
            return None;
        }
        let mut last = end;
        while bytes.get(last) == Some(&b' ') && digits(self.text, last + 1) == last + 4 {
            last += 4;
        }
        if matches!(bytes.get(last), Some(b'.')) {
            last = digits(self.text, last + 1);
        }
        let unit = self.units.read(self.text, last).filter(|unit| last > end && !unit.time)?;
        let wanted = matches!(unit.unit.dimension, Dimension::Count(_) | Dimension::Money) || unit.bare;
        let wanted = wanted && self.is_in_prose(at, unit.span.start as usize > last);
        wanted.then(|| Number { spaced: true, ..self.plain(at, last) })
    }

    /// Whether a word stands directly before, or behind a blank when all values of the text are set between blanks.
    fn is_in_prose(&self, at: usize, wide: bool) -> bool {
        let place = if wide && before(self.text, 0, at) == Some(' ') { at - 1 } else { at };
        before(self.text, 0, place).is_some_and(|character| !character.is_whitespace() && !character.is_ascii())
    }

    /// A number with several marks: grouped thousands, a list of numbers, a version, or nonsense.
    fn separated(&self, at: usize) -> Option<Number> {
        let parts = self.groups(at);
        let end = parts.last()?.end as usize;
        let whole = Span::new(at, end);
        let commas = parts.iter().skip(1).step_by(2).filter(|mark| !is_point(mark.of(self.text))).count();
        let grouped = commas > 0 && self.is_grouped(&parts);
        if grouped && !self.in_list(at) {
            return Some(self.plain(at, end));
        }
        let unit = self.units.read(self.text, end);
        let dimension = unit.as_ref().map(|unit| unit.unit.dimension);
        let amount = matches!(dimension, Some(Dimension::Money | Dimension::Ratio));
        // 4.1.2版, 5.1.2条 are numbers of something; 4.1.2公里 is none.
        let behind_word = before(self.text, 0, at).is_some_and(is_han);
        let measured = unit.as_ref().is_some_and(is_amount) && behind_word;
        if commas == 0 {
            return (amount || measured).then(|| self.malformed(whole));
        }
        if grouped && dimension == Some(Dimension::Money) {
            return Some(self.plain(at, end));
        }
        let pieces = self.pieces(&parts);
        let implausible = pieces.iter().any(|piece| !is_plausible(piece.of(self.text)));
        let counted = behind_word && unit.is_some_and(|unit| matches!(unit.unit.dimension, Dimension::Count(_)) && !unit.time);
        let damaged = !self.in_list(at) && (amount && self.looks_damaged(&parts, commas) || counted && self.is_one_count(&parts, measured));
        if (implausible && pieces.len() > 1 && parts.len() > 3) || damaged {
            return Some(self.malformed(whole));
        }
        pieces.first().map(|piece| Number { list: Some(end), ..self.plain(at, piece.end as usize) })
    }

    /// The groups of digits and the marks between them, alternating.
    fn groups(&self, at: usize) -> Vec<Span> {
        let mut end = digits(self.text, at);
        let mut parts = vec![Span::new(at, end)];
        while let Some(mark) = self.mark(end).filter(|_| end - at < REACH) {
            let start = end + mark.len_utf8();
            parts.push(Span::new(end, start));
            end = digits(self.text, start);
            parts.push(Span::new(start, end));
        }
        parts
    }

    /// Whether the commas group thousands: 1–3 digits, then threes, then perhaps a fraction.
    fn is_grouped(&self, parts: &[Span]) -> bool {
        let text = |at: usize| parts.get(at).map_or("", |part: &Span| part.of(self.text));
        let fraction = parts.len() > 3 && is_point(text(parts.len() - 2));
        let groups = if fraction { &parts[..parts.len() - 2] } else { parts };
        let comma = text(1);
        let uniform = groups.iter().skip(1).step_by(2).all(|mark| mark.of(self.text) == comma);
        let threes = groups.iter().skip(2).step_by(2).all(|group| group.len() == 3);
        let bare = comma == "，" && !fraction && self.units.read(self.text, parts.last().map_or(0, |part| part.end as usize)).is_none();
        uniform && !is_point(comma) && threes && parts[0].len() <= 3 && !text(0).starts_with('0') && !bare
    }

    /// The numbers between the commas.
    fn pieces(&self, parts: &[Span]) -> Vec<Span> {
        let mut pieces: Vec<Span> = Vec::new();
        for (at, group) in parts.iter().enumerate().step_by(2) {
            let joined = at > 0 && is_point(parts[at - 1].of(self.text));
            match pieces.last_mut().filter(|_| joined) {
                Some(piece) => piece.end = group.end,
                None => pieces.push(*group),
            }
        }
        pieces
    }

    /// An amount with a comma in an impossible place, when it does not read as a list: 12,80.0元.
    fn looks_damaged(&self, parts: &[Span], commas: usize) -> bool {
        let ascii = parts.iter().skip(1).step_by(2).all(|mark| mark.of(self.text) != "，");
        let leading_point = parts.get(1).is_some_and(|mark| is_point(mark.of(self.text)));
        let three = parts.iter().skip(2).step_by(2).any(|group| group.len() == 3);
        !leading_point && (ascii && (commas == 1 || self.is_one_amount(parts)) || three && (ascii || commas > 1))
    }

    /// 2617,00千瓦时, 264,31.0亩, 12,345,67人: what is counted is seldom given without its unit, so that two numbers with a comma between them,
    /// and the unit behind the second only, are one where they could not be two.
    fn is_one_count(&self, parts: &[Span], measured: bool) -> bool {
        let text = |at: usize| parts.get(at).map_or("", |part: &Span| part.of(self.text));
        let commas = || parts.iter().skip(1).step_by(2).filter(|mark| !is_point(mark.of(self.text)));
        let (first, second, fraction) = (text(0), text(2), parts.len() > 3 && is_point(text(parts.len() - 2)));
        if commas().any(|mark| mark.of(self.text) == "，") || is_point(text(1)) {
            return false;
        }
        if commas().count() > 1 {
            return parts.iter().skip(2).step_by(2).any(|group| group.len() == 3);
        }
        let cut = second.len() > 1 && second.starts_with('0') || first.len() == 1 && second.len() > 3;
        cut || measured && (fraction || first.len() > 3 && second.len() < 3 || first.len() < 3 && second.len() > 3)
    }

    /// 2,48,17.6万元 behind a word: of several amounts the last would not be the only one with decimals, nor the first by far the least.
    fn is_one_amount(&self, parts: &[Span]) -> bool {
        let mut points = (1..parts.len()).step_by(2).filter(|&at| is_point(parts[at].of(self.text)));
        let ends = points.next() == parts.len().checked_sub(2) && points.next().is_none();
        let [first, _, second, ..] = parts else { return false };
        let behind_word = before(self.text, 0, first.start as usize).is_some_and(is_han);
        behind_word && ends && first.len() < second.len()
    }

    /// Whether a word before says that a list of numbers follows.
    fn in_list(&self, at: usize) -> bool {
        let head = window_before(self.text, 0, at, 2 * REACH);
        let clause = head.rfind(['，', '。', '；', '：', '\n']).map_or(head, |mark| rest(head, mark));
        self.units.lists.iter().any(|word| clause.contains(word.as_str()))
    }

    fn malformed(&self, span: Span) -> Number {
        Number { well_formed: false, ..Number::read(span.of(self.text), span) }
    }
}

impl Number {
    /// The number that the digits spell, marks left out but for the last point.
    fn read(text: &str, span: Span) -> Number {
        let (mut mantissa, mut decimals): (Option<i128>, usize) = (Some(0), 0);
        let mut fraction = false;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    mantissa = mantissa.and_then(|value| append(value, byte - b'0'));
                    decimals += usize::from(fraction);
                }
                // The last byte of a wide point; a wide comma ends otherwise.
                b'.' | 0x8E => (fraction, decimals) = (true, 0),
                _ => {}
            }
        }
        let value = mantissa.and_then(|value| Decimal::try_from_i128_with_scale(value, decimals as u32).ok());
        let (well_formed, decimals) = (value.is_some(), decimals.min(28) as u8);
        Number { span, value: value.unwrap_or_default(), decimals, notation: Notation::Arabic, well_formed, spaced: false, list: None }
    }
}

/// A number with one digit more. Those of reports are short, and one word multiplies much faster than two with a check.
fn append(number: i128, digit: u8) -> Option<i128> {
    const SHORT: i128 = i64::MAX as i128 / 100;
    if number < SHORT {
        return Some(i128::from(number as i64 * 10 + i64::from(digit)));
    }
    number.checked_mul(10)?.checked_add(i128::from(digit))
}

/// Whether a unit is one of money, of shares, or of what is measured and not told by the piece.
fn is_amount(unit: &UnitReading) -> bool {
    match unit.unit.dimension {
        Dimension::Money | Dimension::Ratio => true,
        Dimension::Count(_) => !unit.time && (unit.measured || unit.unit.exponent != 0),
        Dimension::Plain | Dimension::Points | Dimension::Score => false,
    }
}

fn is_point(mark: &str) -> bool {
    matches!(mark, "." | "．")
}

/// Whether a piece of a list can be a number by itself: 00.0 and 1.2.3 cannot.
fn is_plausible(text: &str) -> bool {
    let whole = text.split(['.', '．']).next().unwrap_or("");
    text.matches(['.', '．']).count() <= 1 && (whole.len() == 1 || !whole.starts_with('0'))
}
