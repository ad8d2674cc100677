//! The unit table of the domain data: magnitudes, measure words, hedges, words of relative time.

mod data;

use crate::error::Wrong;
use crate::packed::Toml;
use crate::quantity::{Dimension, Hedge, Unit};
use crate::text::Span;
use crate::values::chars::{after, rest, skip_blanks};
use crate::values::date::Relative;
use crate::values::words::Words;
pub(super) use data::Spoken;
use data::{Data, RelativeData, hedge_words_after, hedge_words_before, hedge_words_inside, set};

/// How figures are written: the data of `rules/data/units.toml`, ready for look-up.
#[derive(Debug)]
pub struct Units {
    magnitudes: Words<i8>,
    measures: Words<usize>,
    table: Vec<Measure>,
    groups: Vec<String>,
    after_space: Words<()>,
    inside: Words<Hedge>,
    /// None marks a word that only looks like a hedge.
    pub(super) hedges_after: Words<Option<Hedge>>,
    /// None marks a word that only looks like a hedge.
    pub(super) hedges_before: Words<Option<HedgeWord>>,
    pub(super) currency: Words<()>,
    pub(super) signed: Words<()>,
    pub(super) numeral_words: Words<()>,
    pub(super) before_numeral: Words<()>,
    pub(super) labels: Words<()>,
    pub(super) before_one: Words<()>,
    pub(super) relatives: Words<(Relative, String)>,
    pub(super) lists: Vec<String>,
    pub(super) issuer_breaks: Vec<String>,
    pub(super) firm_labels: Vec<String>,
    pub(super) firm_words: Vec<String>,
    pub(super) spoken: Vec<Spoken>,
}

/// What a hedge before a number does; `Exact` is the equals sign of a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HedgeWord {
    Exact,
    Vague(Hedge),
    /// 近: a hedge, but before a duration it means the time just past.
    Recent(Hedge),
}

#[derive(Debug)]
struct Measure {
    unit: Unit,
    measured: bool,
    time: bool,
    not: Vec<String>,
}

/// A unit found behind a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitReading {
    /// Magnitude and measure word.
    pub span: Span,
    pub unit: Unit,
    /// A length, area, weight: rounded, not counted.
    pub measured: bool,
    /// A duration.
    pub time: bool,
    /// A magnitude without measure word: 30万.
    pub bare: bool,
    /// 余 or 多 between number, magnitude and measure word.
    pub hedge: Option<(Hedge, Span)>,
}

impl Units {
    /// Reads the data; the message says what is wrong with it.
    pub fn parse(toml: Toml<'_>) -> Result<Units, Wrong> {
        let data: Data = toml.read()?;
        let mut groups = Vec::new();
        let table: Vec<Measure> = data.unit.iter().map(|unit| unit.measure(&mut groups)).collect();
        let measures = data.unit.iter().enumerate().flat_map(|(at, unit)| unit.words.iter().map(move |word| (word, at)));
        Ok(Units {
            magnitudes: Words::at_start(data.magnitude.iter().flat_map(|it| it.words.iter().map(|word| (word, it.power)))),
            measures: Words::at_start(measures),
            table,
            groups,
            after_space: Words::at_start(set(&data.after_space)),
            inside: Words::at_start(hedge_words_inside(&data.hedge)),
            hedges_after: Words::at_start(hedge_words_after(&data.hedge)),
            hedges_before: Words::at_end(hedge_words_before(&data.hedge)),
            currency: Words::at_end(set(&data.currency.signs)),
            signed: Words::at_end(set(&data.sign.after)),
            numeral_words: Words::at_start(set(&data.numerals.words)),
            before_numeral: Words::at_end(set(&data.numerals.before)),
            labels: Words::at_end(set(&data.numerals.labels)),
            before_one: Words::at_end(set(&data.numerals.one)),
            relatives: Words::at_end(data.relative.iter().flat_map(RelativeData::words)),
            lists: data.lists.before,
            issuer_breaks: data.citation.breaks,
            firm_labels: data.citation.firm_labels,
            firm_words: data.citation.firm_words,
            spoken: data.spoken,
        })
    }

    /// 一番多: the hedge that a text begins with of those that otherwise stand between number and unit.
    pub(super) fn more(&self, text: &str) -> Option<Hedge> {
        self.inside.longest(text).map(|(_, hedge)| *hedge)
    }

    /// The name of a group of measure words, by the index in [`Dimension::Count`].
    pub fn group_name(&self, index: u16) -> &str {
        self.groups.get(usize::from(index)).map_or("", String::as_str)
    }

    /// Whether a group of measure words is of lengths, areas, weights: rounded where others are counted.
    pub fn is_measured(&self, group: u16) -> bool {
        self.of_group(group).any(|measure| measure.measured)
    }

    /// Whether a group of measure words is of durations.
    pub fn is_duration(&self, group: u16) -> bool {
        self.of_group(group).any(|measure| measure.time)
    }

    fn of_group(&self, group: u16) -> impl Iterator<Item = &Measure> {
        self.table.iter().filter(move |measure| measure.unit.dimension == Dimension::Count(group))
    }

    /// The dimension and power of a measure word with or without magnitude (人次, 万元), when the whole text is one.
    pub fn of_word(&self, word: &str) -> Option<Unit> {
        self.read(word, 0).filter(|reading| reading.span.range() == (0..word.len())).map(|reading| reading.unit)
    }

    /// How a unit is written, in its shortest word: 万元. None when no magnitude and word make it up.
    pub fn word_of(&self, unit: Unit) -> Option<String> {
        let words = self.measures.iter().filter_map(|(word, &at)| {
            let measure = self.table.get(at).filter(|measure| measure.unit.dimension == unit.dimension)?;
            let power = unit.exponent.checked_sub(measure.unit.exponent)?;
            let magnitude = self.magnitudes.iter().find(|(_, other)| **other == power).map(|(magnitude, _)| magnitude);
            Some(if power == 0 { word.to_owned() } else { magnitude?.to_owned() + word })
        });
        words.min_by_key(String::len)
    }

    /// The unit behind a number that ends at `at`, with at most one blank between.
    pub(super) fn read(&self, text: &str, at: usize) -> Option<UnitReading> {
        let start = skip_blanks(text, at, 1);
        if start > at && self.after_space.any(rest(text, start)) {
            return None;
        }
        self.scaled(text, start, start, None)
            .or_else(|| {
                let (hedge, place) = self.inside(text, start)?;
                self.scaled(text, start, place, Some(hedge))
            })
            .filter(|unit| !unit.bare || start == at)
    }

    /// Magnitude and measure word at `at`, of a unit that begins at `start`, perhaps with a hedge.
    fn scaled(&self, text: &str, start: usize, at: usize, hedge: Option<(Hedge, Span)>) -> Option<UnitReading> {
        if let Some((word, measure)) = self.measure(rest(text, at)) {
            return Some(measure.reading(Span::new(start, at + word.len()), 0, hedge));
        }
        let (word, &power) = self.magnitudes.longest(rest(text, at))?;
        let at = at + word.len();
        if let Some((word, measure)) = self.measure(rest(text, at)) {
            return Some(measure.reading(Span::new(start, at + word.len()), power, hedge));
        }
        let inner = self.inside(text, at).and_then(|(inner, place)| {
            let (word, measure) = self.measure(rest(text, place))?;
            Some(measure.reading(Span::new(start, place + word.len()), power, hedge.or(Some(inner))))
        });
        inner.or_else(|| (power >= 4).then(|| bare(Span::new(start, at), power, hedge)))
    }

    /// The longest measure word at the start of `text`.
    pub(super) fn word(&self, text: &str) -> Option<&str> {
        self.measure(text).map(|(word, _)| word)
    }

    fn measure(&self, text: &str) -> Option<(&str, &Measure)> {
        self.measures.all(text).find_map(|(word, &at)| {
            let measure = self.table.get(at)?;
            let letters = word.ends_with(|last: char| last.is_ascii_alphabetic());
            let runs_on = letters && after(text, word.len()).is_some_and(|next| next.is_ascii_alphanumeric());
            let other = runs_on || measure.not.iter().any(|not| text.starts_with(not.as_str()));
            (!other).then_some((word, measure))
        })
    }

    /// 余, 多 …: a hedge inside the figure, and the place behind it.
    fn inside(&self, text: &str, at: usize) -> Option<((Hedge, Span), usize)> {
        let (word, &hedge) = self.inside.longest(rest(text, at))?;
        let end = at + word.len();
        Some(((hedge, Span::new(at, end)), end))
    }
}

impl Measure {
    fn reading(&self, span: Span, power: i8, hedge: Option<(Hedge, Span)>) -> UnitReading {
        let unit = Unit { dimension: self.unit.dimension, exponent: self.unit.exponent + power };
        UnitReading { span, unit, measured: self.measured, time: self.time, bare: false, hedge }
    }
}

fn bare(span: Span, power: i8, hedge: Option<(Hedge, Span)>) -> UnitReading {
    let unit = Unit { dimension: Dimension::Plain, exponent: power };
    UnitReading { span, unit, measured: false, time: false, bare: true, hedge }
}
