//! A stated change and its readings as facts.

use super::super::prose::Mention;
use super::super::{FactId, Facts, Value};
use super::{CHANGE, Change, GROWTH, Reader, exists, is_down};
use crate::data::measures::Role;
use crate::quantity::Dimension;

/// More other figures of a sentence are not tried.
const ASIDE: usize = 4;

impl<'a> Reader<'_, 'a> {
    pub(super) fn push(&self, facts: &mut Facts<'a>, (at, change): (usize, &Mention), readings: &[Change]) {
        let fact = |reading: &Change| Value::Fact(self.reading(facts, reading, &self.aside(at, reading)));
        let readings = Value::List(readings.iter().map(fact).collect());
        let values = vec![
            Value::Number(change.quantity, Some(change.span)),
            Value::Truth(change.quantity.unit.dimension == Dimension::Ratio),
            Value::Truth(is_down(change.roles)),
            readings,
            Value::Truth(self.prose.has(change, Role::Qualifying)),
        ];
        facts.push(&GROWTH, change.head.to(change.span), values);
    }

    fn reading(&self, facts: &mut Facts<'a>, reading: &Change, aside: &[usize]) -> FactId {
        let mention = |at: Option<usize>| at.and_then(|at| self.prose.get(at));
        let number = |at: Option<usize>| mention(at).map_or(Value::Missing, |mention| Value::Number(mention.quantity, Some(mention.span)));
        let places = [reading.current, reading.base, reading.delta].map(|at| mention(at).map(|mention| mention.span));
        let span = places.into_iter().flatten().reduce(|a, b| a.to(b)).unwrap_or_default();
        let aside = aside.iter().map(|&at| number(Some(at))).collect();
        facts.push(&CHANGE, span, vec![number(reading.current), number(reading.base), number(reading.delta), Value::List(aside)])
    }

    /// 新增320人，由2100人增至2390人（注销30人）: what left in the meantime stands in the sentence, neither the change nor an end of it.
    fn aside(&self, at: usize, reading: &Change) -> Vec<usize> {
        let used = [Some(at), reading.current, reading.base, reading.delta];
        let Some((change, None)) = self.prose.get(at).map(|change| (change, reading.delta)) else { return Vec::new() };
        let tells =
            |other: &Mention| other.is_like(change) && exists(other) && !other.part && (other.is_change() || other.depth > change.depth);
        let fits = |other: &usize| !used.contains(&Some(*other)) && self.prose.get(*other).is_some_and(tells);
        self.prose.period(at).filter(fits).take(ASIDE).collect()
    }
}
