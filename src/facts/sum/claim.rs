//! A claim that figures make up another, with every way to read it.

use crate::data::connectors::{Role, Roles};
use crate::quantity::{Decimal, Dimension, Hedge, Mode, Quantity, exact};
use crate::skeleton::{Gap, Term};
use crate::text::Span;

/// A list longer than this is read up to here: so long a sentence is no statement of parts.
pub(super) const LONGEST: usize = 96;

/// A figure as it enters a sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operand {
    /// The figure with its sign in this sum: a decrease is a negative part of an increase.
    pub quantity: Quantity,
    /// Where it stands.
    pub span: Span,
    /// Its digits.
    pub number: Span,
    /// The words before it.
    pub label: Span,
    /// Whether it is an increase or a decrease.
    pub change: bool,
}

impl Operand {
    /// The figure of a term, with the sign that the words before it give within a change.
    pub(in crate::facts) fn of(term: &Term, total: Option<Direction>) -> Self {
        let mut quantity = term.quantity;
        if let (Some(whole), Some(own)) = (total, Direction::of(&term.gap))
            && whole != own
        {
            quantity.value = -quantity.value;
        }
        Operand { quantity, span: term.span, number: term.number, label: term.label, change: Direction::of(&term.gap).is_some() }
    }

    /// A figure without the words before it.
    pub(in crate::facts) fn bare(quantity: Quantity, span: Span) -> Self {
        Operand { quantity, span, number: span, label: Span { start: span.start, end: span.start }, change: false }
    }

    pub(in crate::facts) fn base(&self) -> Decimal {
        self.quantity.base().unwrap_or_default()
    }

    /// Half of the last place printed: what rounding may have taken or given.
    pub(in crate::facts) fn half(&self) -> Decimal {
        if self.quantity.mode == Mode::Exact {
            return Decimal::ZERO;
        }
        exact::at_place(5, self.quantity.place() - 1).unwrap_or_default()
    }
}

/// Whether a figure is an increase or a decrease.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::facts) enum Direction {
    Up,
    Down,
}

impl Direction {
    /// What the words before a figure say.
    pub(super) fn of(gap: &Gap) -> Option<Self> {
        match (gap.label.has(Role::More), gap.label.has(Role::Less)) {
            (_, true) => Some(Direction::Down),
            (true, false) => Some(Direction::Up),
            (false, false) => None,
        }
    }
}

/// One reading of a claim: which figure is the total, which are the parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    pub total: Operand,
    pub parts: Vec<Operand>,
    /// Whether the list ends where the sentence makes it end, and not earlier.
    pub natural: bool,
}

impl Tally {
    /// How far the sum is from the total, as a share of the total.
    pub(super) fn distance(&self) -> Decimal {
        let sum: Decimal = self.parts.iter().map(Operand::base).fold(Decimal::ZERO, Decimal::saturating_add);
        let total = self.total.base();
        if total.is_zero() {
            return if sum.is_zero() { Decimal::ZERO } else { Decimal::MAX };
        }
        sum.saturating_sub(total).checked_div(total).map_or(Decimal::MAX, |share| share.abs())
    }
}

/// A claim that figures make up another.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The connector that makes it.
    pub connector: Span,
    /// What its words do.
    pub roles: Roles,
    /// Whether the words say that all parts are named.
    pub complete: bool,
    /// Whether the words say that only some are named.
    pub partial: bool,
    /// How many parts are announced.
    pub announced: Option<Operand>,
    /// Whether the parts stand before their total.
    pub closing: bool,
    /// Whether a colon stands before the parts.
    pub colon: bool,
    /// Whether the total stands in the paragraph before.
    pub continued: bool,
    /// The readings, the most plausible first.
    pub readings: Vec<Tally>,
}

impl Claim {
    /// A list that is all of its total, without a word that ties them.
    pub(in crate::facts) fn of_list(start: u32, colon: bool, readings: Vec<Tally>) -> Self {
        Claim {
            connector: Span { start, end: start },
            roles: Roles::default(),
            complete: true,
            partial: false,
            announced: None,
            closing: false,
            colon,
            continued: false,
            readings,
        }
    }
}

/// The readings of one claim, the natural ones first and of these the nearest to a true sum.
pub(super) fn order(mut readings: Vec<Tally>) -> Vec<Tally> {
    readings.sort_by_cached_key(|tally| (!tally.natural, tally.parts.len() < 2, tally.distance()));
    let mut kept: Vec<Tally> = Vec::new();
    for tally in readings {
        let known = kept.iter().any(|other| other.total.span == tally.total.span && other.parts == tally.parts);
        if !known && kept.len() < 24 {
            kept.push(tally);
        }
    }
    kept
}

/// Whether figures of this kind can be added up.
pub(super) fn is_additive(term: &Term) -> bool {
    match term.quantity.unit.dimension {
        Dimension::Money | Dimension::Score | Dimension::Count(_) => true,
        Dimension::Plain | Dimension::Ratio | Dimension::Points => false,
    }
}

/// Whether a figure is only a bound: 45万元以内.
pub(in crate::facts) fn is_bound(term: &Term) -> bool {
    match term.quantity.mode {
        Mode::Hedged(Hedge::AtLeast | Hedge::AtMost | Hedge::Above | Hedge::Below) => true,
        Mode::Hedged(Hedge::About | Hedge::Nearly | Hedge::Over) | Mode::Exact | Mode::Rounded | Mode::Truncated => false,
    }
}

/// Whether a figure is a rate for one, a mean, a share or a grade, which neither is a part nor has parts. Points have a share of
/// a hundred: 决策、过程分别占15分、25分.
pub(super) fn is_rate(term: &Term) -> bool {
    let share = term.gap.label.has(Role::Share) && term.quantity.unit.dimension != Dimension::Score;
    share || term.gap.label.has(Role::Each) || term.tail.has(Role::Graded)
}
