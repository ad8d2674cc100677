//! Rates that are named by one of the two parts of a whole: 300人，其中住校120人、走读180人，住校率40%.

use super::{Near, Quotient, Search};
use crate::facts::prose::{Mention, Name};

impl Search<'_, '_> {
    /// That part in the whole. The other part is no base: the two make up the whole.
    pub fn divided(&self, at: usize) -> Option<Quotient> {
        let rate = self.prose.get(at).filter(|rate| rate.name == Name::Stem)?;
        let name = self.prose.words(rate.label);
        let (end, _) = name.char_indices().next_back()?;
        let stem = name.get(..end).filter(|stem| stem.chars().nth(1).is_some())?;
        let last = self.prose.get(at.checked_sub(1)?)?;
        let whole = last.whole.filter(|_| last.sentence == rate.sentence)?;
        let of = |other: &usize| self.prose.get(*other).is_some_and(|part| part.whole == Some(whole) && part.is_plain());
        let parts: Vec<usize> = (whole + 1..at).filter(of).collect();
        let [first, second] = parts.as_slice() else { return None };
        let (first_part, second_part, base) = (self.prose.get(*first)?, self.prose.get(*second)?, self.prose.get(whole)?);
        let alike = first_part.is_like(base) && second_part.is_like(base) && base.is_plain() && !base.is_zero();
        let named = |part: &Mention| self.prose.words(part.head).trim_end().ends_with(stem);
        let part = match (named(first_part), named(second_part)) {
            (true, false) => *first,
            (false, true) => *second,
            (true, true) | (false, false) => return None,
        };
        (alike && self.prose.sum(&parts).is_some_and(|sum| self.prose.value(whole) == Some(sum)))
            .then(|| Quotient::of(part, whole, Near::Sentence))
    }
}
