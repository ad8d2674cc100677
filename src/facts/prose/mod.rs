//! The figures of the prose with what the words around them say: what they measure, of which money or work, of which year.
//!
//! This is the ground that rates, shares, changes, balances and claims stand on. It is read once for a document, at the
//! first extractor that asks. Only paragraphs that hold a figure are read, each word once.

mod known;
mod level;
mod names;
mod place;
mod read;
mod scope;
mod stretches;

pub use read::read;

use crate::data::measures::{MeasureId, RateId, Role, Roles};
use crate::facts::Value;
use crate::quantity::{Dimension, Hedge, Mode, Quantity};
use crate::text::Span;

/// What [`read`] finds, kept by the context of a document.
#[derive(Debug, Default)]
pub struct Reading {
    /// The figures of the prose, in order.
    mentions: Vec<Mention>,
    /// What the words of each sentence do.
    sentences: Vec<Roles>,
    /// The title lines.
    title: Span,
}

/// The figures of the prose of a document.
#[derive(Clone, Copy, Debug)]
pub struct Prose<'p, 'a> {
    /// The flow.
    pub text: &'a str,
    /// The figures, in order.
    pub mentions: &'p [Mention],
    /// What the words of each sentence do, by [`Mention::sentence`].
    pub sentences: &'p [Roles],
    /// The title lines: what they name is the whole that the report is on.
    pub title: &'a str,
}

impl Reading {
    /// The figures with the flow that they stand in.
    pub fn of<'p, 'a>(&'p self, text: &'a str) -> Prose<'p, 'a> {
        Prose { text, mentions: &self.mentions, sentences: &self.sentences, title: self.title.of(text) }
    }
}

/// A figure and what is said of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mention {
    /// What it says.
    pub quantity: Quantity,
    /// Where it stands.
    pub span: Span,
    /// What it measures, by the words before it.
    pub name: Name,
    /// These words; empty, at the figure, when there are none.
    pub label: Span,
    /// What it measures, by the words behind it: 260万元预算.
    pub behind: Option<MeasureId>,
    /// The words before it, back to the nearest mark or figure.
    pub head: Span,
    /// What the words before it do.
    pub roles: Roles,
    /// What the words behind it do, up to the next mark or figure.
    pub tail: Roles,
    /// The words that say which money or work it is of; empty when it is the whole or nothing is said.
    pub scope: Span,
    /// Likewise, or else what the sentence has been about.
    pub subject: Span,
    /// Whether nothing but fillers stands between label and figure.
    pub direct: bool,
    /// Whether it is a part of a figure before it: behind 其中.
    pub part: bool,
    /// That figure.
    pub whole: Option<usize>,
    /// Its place in a list of figures under one label, from 0.
    pub place: u16,
    /// The year that is named before it.
    pub year: Option<i16>,
    /// The clause, sentence and block that it stands in, counted through the document.
    pub clause: u32,
    /// The sentence, up to a semicolon.
    pub sentence: u32,
    /// The sentence, up to a full stop.
    pub period: u32,
    /// The block.
    pub block: u32,
    /// The whole block.
    pub paragraph: Span,
    /// The innermost section.
    pub section: Option<u32>,
    /// How deep in brackets.
    pub depth: u8,
    /// Whether its section is about aims.
    pub aim: bool,
    /// Whether it stands in a cell of a table: among others it says nothing there of the whole report.
    pub cell: bool,
    /// Whether its digits and separators stand where they can.
    pub well_formed: bool,
    /// Whether it is a plain number: well formed, of a whole unit, no duration, no range, no price for one.
    pub sound: bool,
}

/// What a figure measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Name {
    /// Nothing that is known.
    Unknown,
    /// An amount or a count.
    Measure(MeasureId),
    /// A known rate.
    Rate(RateId),
    /// A rate that is known only by its ending: its name is the label.
    Stem,
}

impl Mention {
    /// The measure that it is known by.
    pub fn measure(&self) -> Option<MeasureId> {
        match self.name {
            Name::Measure(measure) => Some(measure),
            Name::Unknown | Name::Rate(_) | Name::Stem => None,
        }
    }

    /// Whether it is known, by the words before or behind it, as one of these.
    pub fn is_one_of(&self, measures: &[MeasureId]) -> bool {
        self.measure().is_some_and(|id| measures.contains(&id)) || self.behind.is_some_and(|id| measures.contains(&id))
    }

    /// Whether it can be an operand: neither vague nor of one thing only.
    pub fn is_plain(&self) -> bool {
        self.sound && !self.roles.has(Role::Each) && !matches!(self.quantity.mode, Mode::Hedged(_))
    }

    /// Whether it is an upper bound: 不超过5%.
    pub fn is_at_most(&self) -> bool {
        matches!(self.quantity.mode, Mode::Hedged(Hedge::AtMost | Hedge::Below))
    }

    /// Its number as printed, whatever words say around it.
    pub fn exactly<'v>(&self) -> Value<'v> {
        Value::Number(self.quantity.with_mode(Mode::Exact), Some(self.span))
    }

    /// Whether it is stated as an aim.
    pub fn is_aim(&self) -> bool {
        self.aim || self.roles.has(Role::Target)
    }

    /// Whether the words before it make it an aim.
    pub fn is_aim_word(&self) -> bool {
        self.roles.has(Role::Target)
    }

    /// Whether it is nothing: no rate has such a base.
    pub fn is_zero(&self) -> bool {
        self.quantity.value.is_zero()
    }

    /// Whether it counts the same thing.
    pub fn is_like(&self, other: &Mention) -> bool {
        self.quantity.unit.dimension == other.quantity.unit.dimension
    }

    /// Whether it is money or a count.
    pub fn is_amount(&self) -> bool {
        matches!(self.quantity.unit.dimension, Dimension::Money | Dimension::Count(_))
    }

    /// Whether it is a change against another figure.
    pub fn is_change(&self) -> bool {
        self.roles.any(&[Role::Up, Role::Down]) && !self.roles.has(Role::To)
    }
}
