//! Changes against money that is named, and told before: 比筹集数少支出231万元; 比预算节约5.68万元.

use super::far::FAR;
use super::{Change, Reader, exists};
use crate::data::measures::{Of, Role, Roles};
use crate::facts::Facts;
use crate::facts::prose::Mention;
use crate::quantity::{Decimal, Dimension};

/// How far from the change the difference of two figures may be that are only named.
const CLOSE: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

impl<'a> Reader<'_, 'a> {
    /// 比预算节约5.68万元: a change against money that is named and told before.
    pub(super) fn saved(&self, facts: &mut Facts<'a>, at: usize, change: &Mention) {
        if self.tells_saving(change) && !change.is_change() && !change.aim && exists(change) {
            let change = Mention { roles: change.roles | Roles::of(Role::Down), ..*change };
            let readings = self.against(at, &change);
            if !readings.is_empty() {
                self.push(facts, (at, &change), &readings);
            }
        }
    }

    /// Whether the words before a figure say that so much was not spent.
    fn tells_saving(&self, mention: &Mention) -> bool {
        let head = self.prose.words(mention.head);
        self.measures.left.saved.iter().any(|word| head.contains(word.as_str()))
    }

    /// 较预算38万元节约6.5万元: a figure that is the change against the one before it.
    pub(super) fn is_saved(&self, at: usize) -> bool {
        let pair = at.checked_sub(1).and_then(|before| self.prose.get(before)).zip(self.prose.get(at));
        let against = |(base, saved): (&Mention, &Mention)| {
            base.roles.has(Role::Against) && base.clause == saved.clause && base.is_like(saved) && self.tells_saving(saved)
        };
        pair.is_some_and(against)
    }

    /// 比筹集数少支出231万元: by what it is named against, and what is told beside it. None where no two of them make about the change.
    pub(super) fn against(&self, at: usize, change: &Mention) -> Vec<Change> {
        let head = self.prose.words(change.head);
        let mut words = self.measures.find(head).skip_while(|(_, word)| !word.roles.has(Role::Against));
        let named = words.nth(1).and_then(|(_, word)| word.money).filter(|_| change.quantity.unit.dimension == Dimension::Money);
        let Some(measure) = named else { return Vec::new() };
        let spending = self.measures.rate_of(Of::Spending).map(|rate| rate.denominators.as_slice()).unwrap_or_default();
        let same = [measure];
        let measures = if spending.contains(&measure) { spending } else { &same };
        let plain = |other: usize| self.prose.get(other).filter(|other| other.is_like(change) && other.is_plain() && !other.is_change());
        let before = || (self.prose.block(at).start..at).rev();
        let known = |other: usize| plain(other).is_some_and(|other| other.is_one_of(measures));
        let mut bases: Vec<usize> = before().filter(|&other| known(other)).take(FAR).collect();
        if bases.is_empty() {
            // Told once for the whole report.
            let all = self.prose.totals().into_iter().filter(|&other| plain(other).is_some_and(|other| other.is_one_of(&same)));
            bases = all.collect();
            if !self.prose.is_one_value(bases.iter().copied()) {
                return Vec::new();
            }
        }
        let currents = before().filter(|&other| plain(other).is_some_and(|other| other.period == change.period) && !bases.contains(&other));
        let value = |at: usize| self.prose.get(at).and_then(|mention| mention.quantity.base().ok()).unwrap_or_default();
        let own = change.quantity.base().unwrap_or_default();
        let is_close = |current: usize, base: usize| {
            let gap = value(current).saturating_sub(value(base)).abs();
            gap.saturating_sub(own).abs() <= own.checked_mul(CLOSE).unwrap_or_default()
        };
        let pairs = currents.flat_map(|current| bases.iter().map(move |&base| (current, base)));
        let close = pairs.filter(|&(current, base)| is_close(current, base));
        close.map(|(current, base)| Change { current: Some(current), base: Some(base), delta: None }).collect()
    }
}
