//! Repairs of figures: the one keystroke after which every relation that a figure takes part in holds.
//!
//! A rule names the figures that it relates (`[fix] figures`). Of a finding, each of them is changed by every keystroke, and what makes the
//! relation hold, by the arithmetic of the rule itself, is a [`Candidate`]. Of the candidates those stand whose text, checked anew,
//! shows that all is well ([`proof`]); a repair is offered when exactly one does. All of that happens for findings only, takes a
//! bounded number of steps, and says nothing where they do not suffice.

mod altered;
mod proof;

pub(super) use proof::offer;

use super::binding::judge;
use crate::expr::{Compiled, Datum, Fuel};
use crate::facts::Facts;
use crate::finding::Edit;
use crate::quantity::{Decimal, Dimension, Quantity, Verdict};
use crate::rules::Criterion;
use crate::syntax::Document;
use crate::text::Span;
use crate::values::{Keystroke, Units, keystrokes};
use altered::{Altered, Places};

/// A finding with the changes that might repair it.
#[derive(Debug)]
pub(super) struct Pending {
    /// The index of the finding.
    pub finding: usize,
    /// What might repair it.
    pub candidates: Vec<Candidate>,
}

/// A change that makes the relation of a finding hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    /// The change, in the source.
    pub edits: Vec<Edit>,
    /// Whether the relation holds as the finding tells it, and not only as it might be read too.
    pub told: bool,
    /// Whether it holds of the numbers as printed, without any rounding.
    pub exact: bool,
    /// Whether the rule has to find the relation again, and find that it holds.
    pub again: bool,
}

/// The steps that the search for candidates may take in one document.
pub(super) const STEPS: u64 = 4_000_000;
/// Of more candidates than these, more than one would stand.
const CANDIDATES: usize = 16;
/// More figures than these are no matter of one keystroke.
const FIGURES: usize = 64;
/// More readings than these are not searched for figures.
const READINGS: usize = 8;

/// A relation that does not hold, and the figures that it is about.
pub(super) struct Broken<'a> {
    /// What the rule checks.
    pub criterion: &'a Criterion,
    /// Its figures.
    pub figures: &'a [Compiled],
    /// The fact under the reading that the finding tells.
    pub slots: &'a [Datum<'a>],
    /// The facts.
    pub facts: &'a Facts<'a>,
    /// The document.
    pub document: &'a Document<'a>,
    /// How figures are written.
    pub units: &'a Units,
}

impl Broken<'_> {
    /// What makes the relation hold; nothing when the steps do not suffice to know all that does, or when nothing does as the finding
    /// tells it: what only another reading would bear out is never offered.
    pub fn candidates(&self, fuel: &mut Fuel) -> Vec<Candidate> {
        let told = self.spans(self.slots, fuel);
        if !told.iter().any(|span| self.is_told(*span, fuel)) {
            return Vec::new();
        }
        let mut spans = told.clone();
        for other in self.readings(fuel) {
            let more: Vec<Span> = self.spans(&other, fuel).into_iter().filter(|span| !spans.contains(span)).collect();
            spans.extend(more);
        }
        if spans.len() > FIGURES {
            return Vec::new();
        }
        let mut candidates = Vec::new();
        for span in spans {
            self.of_figure(span, told.contains(&span), fuel, &mut candidates);
            if candidates.len() > CANDIDATES || fuel.is_exhausted() {
                return Vec::new();
            }
        }
        candidates
    }

    /// The fact under each of its readings.
    fn readings(&self, fuel: &mut Fuel) -> Vec<Vec<Datum<'_>>> {
        let (Some(reading), Some(it)) = (&self.criterion.reading, self.slots.first()) else { return Vec::new() };
        match reading.list.value(self.facts, std::slice::from_ref(it), fuel) {
            Datum::List(readings) => readings.iter().take(READINGS).map(|reading| vec![it.clone(), reading]).collect(),
            _ => Vec::new(),
        }
    }

    /// Where the figures stand, each place once.
    fn spans(&self, slots: &[Datum<'_>], fuel: &mut Fuel) -> Vec<Span> {
        let mut spans = Vec::new();
        for figure in self.figures {
            for span in figure.value(self.facts, slots, fuel).spans(self.facts) {
                if !spans.contains(&span) {
                    spans.push(span);
                }
            }
        }
        spans
    }

    /// The figure in its facts, as it is printed, and the keystrokes that these can take.
    fn strokes(&self, span: Span) -> Option<(Places<'_>, Quantity, Vec<Keystroke>)> {
        let (printed, mut strokes) = keystrokes(span.of(&self.document.flow.text), self.units)?;
        let Some(Datum::Fact(fact)) = self.slots.first() else { return None };
        let places = Places::of(self.facts, *fact, span, printed);
        strokes.retain(|stroke| places.admit(stroke.quantity));
        Some((places, printed, strokes))
    }

    /// Whether a keystroke in a figure makes the relation hold as the finding tells it.
    fn is_told(&self, span: Span, fuel: &mut Fuel) -> bool {
        let Some((places, _, strokes)) = self.strokes(span) else { return false };
        strokes.iter().any(|stroke| self.holds(&places.altered(stroke.quantity), Some(self.slots), fuel))
    }

    fn of_figure(&self, span: Span, told: bool, fuel: &mut Fuel, candidates: &mut Vec<Candidate>) {
        let Some((places, printed, strokes)) = self.strokes(span) else { return };
        for stroke in &strokes {
            let altered = places.altered(stroke.quantity);
            let as_told = told && self.holds(&altered, Some(self.slots), fuel);
            if !as_told && !self.holds(&altered, None, fuel) || self.is_hidden(stroke, printed, &places, fuel) {
                continue;
            }
            if let Some(edit) = edit(self.document, span, stroke) {
                let exact = self.holds(&places.exact(stroke.quantity), None, fuel);
                candidates.push(Candidate { edits: vec![edit], told: as_told, exact, again: true });
            }
        }
    }

    /// Whether a figure in another unit is so small that rounding hides it: then the relation says nothing of its unit.
    fn is_hidden(&self, stroke: &Keystroke, printed: Quantity, places: &Places<'_>, fuel: &mut Fuel) -> bool {
        let nothing = Quantity { value: Decimal::ZERO, ..stroke.quantity };
        stroke.quantity.unit != printed.unit && self.holds(&places.altered(nothing), None, fuel)
    }

    /// Whether the relation holds of changed facts, under one reading or under any.
    fn holds(&self, altered: &Altered<'_>, reading: Option<&[Datum<'_>]>, fuel: &mut Fuel) -> bool {
        let verdict = match reading {
            Some(slots) => self.criterion.assert.verdict(altered, slots, fuel),
            None => judge(self.criterion, altered, self.slots.iter().take(1).cloned().collect(), fuel).0,
        };
        match verdict {
            Verdict::Consistent | Verdict::Boundary => true,
            Verdict::Inconsistent | Verdict::Suspicious | Verdict::NotChecked(_) => false,
        }
    }
}

/// The keystroke in the source. A number that stands there in wide digits stays wide; one that is broken by the end of a line is left alone.
fn edit(document: &Document<'_>, figure: Span, stroke: &Keystroke) -> Option<Edit> {
    let place = stroke.place.shift(figure.start);
    let span = document.flow.source(place);
    let (written, read) = (span.of(document.source), place.of(&document.flow.text));
    let replacement = alike(written, read, &stroke.by)?;
    Some(Edit { span, replacement })
}

/// Digits as wide as those that they replace.
fn alike(written: &str, read: &str, by: &str) -> Option<String> {
    if written == read {
        return Some(by.to_owned());
    }
    let wide = |character: char| if character.is_ascii() { char::from_u32(character as u32 + 0xFEE0) } else { Some(character) };
    let same = |(written, read): (char, char)| written == read || Some(written) == wide(read);
    if written.chars().count() != read.chars().count() || !written.chars().zip(read.chars()).all(same) {
        return None;
    }
    let widened = |character: &char| wide(*character).filter(|wide| written.contains(*wide) || character.is_ascii_digit());
    by.chars().map(|character| widened(&character).or(Some(character))).collect()
}

/// What is counted is whole.
fn is_whole_where_counted(known: Quantity, meant: Quantity) -> bool {
    match known.unit.dimension {
        Dimension::Count(_) => known.decimals > 0 || meant.decimals == 0,
        Dimension::Plain | Dimension::Money | Dimension::Ratio | Dimension::Points | Dimension::Score => true,
    }
}
