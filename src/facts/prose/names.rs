//! What a figure measures: by the last word before it, by its place in a list, by the ending of a rate's name.

use super::level::{Label, id, is_rate};
use super::read::Reader;
use super::{Mention, Name};
use crate::data::measures::Role;
use crate::quantity::Dimension;
use crate::text::Span;

impl Reader<'_, '_> {
    /// A、B均为100%: the same figure once more for every other label.
    pub fn joined(&mut self, mention: &Mention) {
        let level = self.level();
        if !level.roles.has(Role::Join) || !matches!(mention.name, Name::Rate(_) | Name::Stem) {
            return;
        }
        let others: Vec<Label> = level.labels.iter().rev().skip(1).copied().filter(|label| is_rate(label.word)).collect();
        for label in others {
            let (name, span) = self.rate_name(label);
            self.mentions.push(Mention { name, label: span, ..*mention });
        }
    }

    /// What a figure measures, the words that say so, and its place in a list under them.
    pub fn named(&mut self, dimension: Dimension, at: u32) -> (Name, Span, u16) {
        let here = Span { start: at, end: at };
        if let Some(found) = self.listed(dimension) {
            return found;
        }
        let measures = self.measures;
        let level = self.level();
        match dimension {
            Dimension::Money | Dimension::Count(_) => {
                let label = level.named(dimension, measures);
                let named = label.and_then(|label| Some((Name::Measure(id(label.word, dimension)?), label.span)));
                let (name, span) = named.unwrap_or((Name::Unknown, here));
                (name, span, 0)
            }
            Dimension::Ratio => self.rated(here),
            Dimension::Plain | Dimension::Points | Dimension::Score => (Name::Unknown, here, 0),
        }
    }

    fn rated(&mut self, here: Span) -> (Name, Span, u16) {
        let level = self.level();
        let several = level.roles.has(Role::Severally);
        let rates: Vec<Label> = level.labels.iter().copied().filter(|label| is_rate(label.word)).collect();
        let Some(&last) = rates.last() else { return (Name::Unknown, here, 0) };
        let first = rates.first().copied().filter(|_| several && rates.len() > 1);
        self.several = if first.is_some() { rates } else { Vec::new() };
        let (name, span) = self.rate_name(first.unwrap_or(last));
        (name, span, 0)
    }

    /// The next of a list: it has the name of the figure before, or that of the next label.
    fn listed(&mut self, dimension: Dimension) -> Option<(Name, Span, u16)> {
        let level = self.level();
        let before = level.listed.filter(|_| level.labels.is_empty())?;
        let before = *self.mentions.get(before).filter(|before| before.quantity.unit.dimension == dimension)?;
        let place = before.place + 1;
        match self.several.get(usize::from(place)).copied() {
            Some(label) => {
                let (name, span) = self.rate_name(label);
                Some((name, span, place))
            }
            None => Some((before.name, before.label, place)),
        }
    }

    /// A known rate, or one whose name is the words up to its ending.
    fn rate_name(&self, label: Label) -> (Name, Span) {
        match label.word.rate {
            Some(rate) if !label.word.roles.has(Role::Bare) || label.before.is_none() => (Name::Rate(rate), label.span),
            Some(_) | None => (Name::Stem, label.before.map_or(label.span, |before| before.to(label.span))),
        }
    }
}
