//! The later figure of a change whose sentence does not give it.

use super::super::prose::{Mention, Name};
use super::Reader;
use crate::data::measures::Role;

/// How many later figures are looked for beyond the sentence.
pub(super) const FAR: usize = 8;

impl Reader<'_, '_> {
    /// The later figure when the sentence of the change does not give it: the last total of the same measure before it. Others of the
    /// measure may be meant too; where they differ in what they are of, none is taken.
    pub(super) fn far(&self, at: usize, like: Option<usize>) -> Vec<usize> {
        let Some((change, like)) = self.prose.get(at).zip(like.and_then(|like| self.prose.get(like))) else { return Vec::new() };
        let Name::Measure(measure) = change.name else { return self.above(at, like) };
        let fits = |other: &Mention| {
            other.measure() == Some(measure)
                && self.is_later(change, like, other)
                && self.prose.is_whole(other.subject) == self.prose.is_whole(change.subject)
                && self.prose.may_agree(other.subject, change.subject)
        };
        (0..self.prose.sentence(at).start).rev().filter(|&other| self.prose.get(other).is_some_and(fits)).take(FAR).collect()
    }

    /// Whether a figure can be what a change has come to: a whole of its year, like the earlier figure.
    fn is_later(&self, change: &Mention, like: &Mention, other: &Mention) -> bool {
        other.is_like(like)
            && !other.part
            && other.is_plain()
            && !other.is_change()
            && !other.is_aim()
            && !other.roles.any(&[Role::Against, Role::Previous, Role::From])
            && self.prose.same_year(change, other)
    }

    /// The last figures of the paragraph, before the sentence of a change, that it may be of.
    pub(super) fn told(&self, at: usize, change: &Mention) -> Vec<usize> {
        let before = self.prose.block(at).start..self.prose.sentence(at).start;
        let fits = |other: &Mention| other.is_like(change) && other.is_plain() && !other.is_change();
        before.rev().filter(|&other| self.prose.get(other).is_some_and(fits)).take(FAR).collect()
    }

    /// 免学费学生2846名，其中…；比上年的2710名增加136名: the last whole before the change in the full sentence, when this part of it names nothing.
    fn above(&self, at: usize, like: &Mention) -> Vec<usize> {
        let Some(change) = self.prose.get(at).filter(|change| !self.has_subject(change)) else { return Vec::new() };
        let (period, sentence) = (self.prose.period(at), self.prose.sentence(at));
        let first = self.prose.get(sentence.start).is_some_and(|first| first.roles.any(&[Role::Against, Role::Previous]));
        let fits = |other: &usize| self.prose.get(*other).is_some_and(|other| self.is_later(change, like, other));
        let found = (period.start..sentence.start).rev().find(fits);
        found.into_iter().filter(|_| first).collect()
    }
}
