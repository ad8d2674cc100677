//! Which kinds of facts a run needs.

use super::{KINDS, Kind, position};

/// Which kinds are extracted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindSet(Vec<bool>);

impl KindSet {
    /// The named kinds and everything that their extractors read. An unknown name is passed over: the rule
    /// language has refused it before.
    pub fn closure<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut set = KindSet(vec![false; KINDS.len()]);
        for name in names {
            set.add(name);
        }
        set
    }

    /// Every kind.
    pub fn all() -> Self {
        KindSet(vec![true; KINDS.len()])
    }

    /// The kinds of the set, in the order of [`KINDS`].
    pub(super) fn kinds(&self) -> impl Iterator<Item = &'static Kind> {
        KINDS.iter().zip(&self.0).filter(|(_, wanted)| **wanted).map(|(kind, _)| *kind)
    }

    fn add(&mut self, name: &str) {
        let Some(at) = position(name) else { return };
        if !std::mem::replace(&mut self.0[at], true) {
            KINDS[at].uses.iter().for_each(|name| self.add(name));
        }
    }
}
