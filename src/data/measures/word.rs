//! Words and what they do.

use super::{MeasureId, RateId};
use serde::Deserialize;
use std::ops::{BitOr, BitOrAssign};

/// What a word means; it may mean several things.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Word {
    /// Before an amount of money.
    pub money: Option<MeasureId>,
    /// Before a count.
    pub count: Option<MeasureId>,
    /// Before a percentage.
    pub rate: Option<RateId>,
    /// What it does to the figures around it.
    pub roles: Roles,
    /// For punctuation: what it does.
    pub mark: Option<Mark>,
}

impl Word {
    /// All that two words mean; where they mean different things of one kind, the first.
    pub(super) fn and(self, other: Word) -> Word {
        Word {
            money: self.money.or(other.money),
            count: self.count.or(other.count),
            rate: self.rate.or(other.rate),
            roles: self.roles | other.roles,
            mark: self.mark.or(other.mark),
        }
    }
}

/// Punctuation by what it does to labels and figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// 、
    Pause,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// 。！？ and line ends
    Stop,
    /// ：
    Colon,
    /// （
    Open,
    /// ）
    Close,
}

/// What a word does to the figures around it; the data file explains each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Role {
    Ignored,
    Filler,
    Neutral,
    Target,
    /// Of one thing, or a mean.
    Each,
    /// One of several instalments.
    Partial,
    Part,
    Qualifying,
    Previous,
    Excess,
    Cut,
    Share,
    Portion,
    Against,
    Up,
    Down,
    From,
    To,
    /// The word of a rate that is too general behind a noun.
    Bare,
    /// The end of any rate's name.
    RateEnd,
    /// The figure behind is a total, and no longer of what the sentence was about.
    Total,
    /// In a heading: what stands below is aimed at.
    Aim,
    /// In a heading: what stands below has been done, or is about money.
    Done,
    /// One figure for several names: 均为.
    Join,
    /// A figure for each of several names: 分别为.
    Severally,
    /// A rate of what was saved, whose amount no word of change need name.
    Saved,
    /// The change that is left of several: 净增.
    Net,
    /// Several figures of a list together: 及以上.
    Cumulative,
    /// Between the last two figures of a list: 和.
    And,
    /// All of what was counted: 全部.
    Entire,
}

/// A set of roles.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Roles(u32);

impl Roles {
    /// The set of one.
    pub const fn of(role: Role) -> Roles {
        Roles(1 << role as u32)
    }

    /// Whether it holds a role.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// Whether it holds one of several.
    pub fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|&role| self.has(role))
    }
}

impl BitOr for Roles {
    type Output = Roles;

    fn bitor(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }
}

impl BitOrAssign for Roles {
    fn bitor_assign(&mut self, other: Roles) {
        self.0 |= other.0;
    }
}
