//! What is known of a thing while more of it may follow.

use super::pieces::Role;
use crate::facts::sheet::Num;
use crate::syntax::LineKind;
use crate::text::Span;

/// A record of which more may follow.
#[derive(Debug)]
pub(super) struct Draft {
    pub name: Span,
    pub span: Span,
    pub target: Option<Span>,
    pub actual: Option<Span>,
    pub weight: Option<Num>,
    pub score: Option<Num>,
    pub points: Vec<Num>,
    pub reason: Option<Span>,
    /// Words behind a stop, which may be the name of the next.
    pub next: Option<Span>,
    pub kind: LineKind,
    pub depth: u8,
}

impl Draft {
    pub fn valued(&self) -> bool {
        self.target.is_some() || self.actual.is_some() || self.pointed()
    }

    pub fn pointed(&self) -> bool {
        self.weight.is_some() || self.score.is_some() || !self.points.is_empty()
    }

    pub fn has(&self, role: Role) -> bool {
        match role {
            Role::Target => self.target.is_some(),
            Role::Actual => self.actual.is_some(),
            Role::Weight => self.weight.is_some(),
            Role::Score => self.score.is_some(),
            Role::Full => self.pointed(),
            Role::Points => self.points.len() > 1,
            Role::Name => true,
            Role::Reason | Role::Free => false,
        }
    }
}

/// Points to be had, points had, and points that may be either. Bare points are what the others are not.
pub(super) fn sorted(weight: Option<Num>, score: Option<Num>, points: &[Num]) -> Option<(Option<Num>, Option<Num>, Option<Num>)> {
    match (weight, score, points) {
        (_, _, []) => Some((weight, score, None)),
        (None, Some(_), [points]) => Some((Some(*points), score, None)),
        (Some(weight), None, [points]) if points.quantity.value <= weight.quantity.value => Some((Some(weight), Some(*points), None)),
        (None, None, [points]) => Some((None, None, Some(*points))),
        (Some(_) | None, Some(_) | None, [_, ..]) => None,
    }
}
