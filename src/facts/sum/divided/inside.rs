//! Parts within a whole that the words before them name: 基本支出中，人员经费397万元，公用经费60万元.

use super::super::claim;
use super::{CLASSES, Finder, LISTED, is_alike, is_part};
use crate::data::connectors::{Division, Mark};
use crate::skeleton::Term;
use crate::text::Span;

/// How many paragraphs back the total of a named whole may stand.
const BACK: usize = 4;
/// The name of a whole that is told anywhere before has so many characters at least.
const SHORT: usize = 4;

impl Finder<'_, '_> {
    /// The total that the words before the part at `at` name, and the number of parts: 基本支出中，人员经费….
    pub(super) fn named(&self, at: usize) -> Option<(&Term, usize)> {
        let terms = &self.sequence.terms;
        let start = at.checked_sub(1).map_or(self.passage.span.start, |last| terms[last].span.end);
        let words = Span { start, end: terms[at].span.start.max(start) }.of(self.text);
        let connectors = &self.context.knowledge.connectors;
        for length in 2..=CLASSES {
            let Some(names) = terms.get(at..at + length).and_then(|parts| self.names(parts)) else { continue };
            let inside = |whole: &&str| words.find(*whole).is_some_and(|place| connectors.begins_inside(&words[place + whole.len()..]));
            if let Some(whole) = connectors.divided(&names).find(inside) {
                return Some((self.total(at, whole)?, length));
            }
        }
        self.within(at, start).or_else(|| self.answered(at, start))
    }

    /// 有效问卷中，满意231份、较满意…: the classes of a known division within a whole that is named, which any sentence before has told, and
    /// always as one figure.
    fn answered(&self, at: usize, start: u32) -> Option<(&Term, usize)> {
        let connectors = &self.context.knowledge.connectors;
        let terms = &self.sequence.terms;
        let name = self.whole_before(at, start).filter(|name| name.chars().nth(SHORT - 1).is_some())?;
        let whole = |length: &usize| {
            let names = terms.get(at..at + length).and_then(|parts| self.names(parts));
            names.is_some_and(|names| connectors.division("", &names) == Some(Division::Whole))
        };
        let length = (3..=CLASSES).find(whole)?;
        let own = terms[..at].iter().rev();
        let above = self.before.iter().rev().filter_map(|passage| passage.sequences.first());
        let mut told = own.chain(above.flat_map(|sequence| sequence.terms.iter().rev())).filter(|term| {
            let counted = claim::is_additive(term) && !claim::is_rate(term) && is_alike(term, &terms[at]);
            counted && term.label.of(self.text).trim_end().ends_with(name)
        });
        let total = told.next()?;
        told.all(|other| other.quantity.base() == total.quantity.base()).then_some((total, length))
    }

    /// The last words of the whole within which the part at `at` stands: 基金收入 of 全年基金收入中，个人缴费….
    fn whole_before(&self, at: usize, start: u32) -> Option<&str> {
        let lead = Span { start, end: self.sequence.terms[at].label.start.max(start) }.of(self.text);
        let lead = lead.trim_end_matches(|mark: char| !mark.is_alphanumeric());
        let (end, _) = self.context.knowledge.connectors.ends_inside(lead)?;
        lead.get(..end)?.rsplit(|mark: char| !mark.is_alphanumeric()).next()
    }

    /// 基金收入中，个人缴费…、财政补助…、其他…: a list of three or more within a whole that is named, whose last words stand before a figure.
    fn within(&self, at: usize, start: u32) -> Option<(&Term, usize)> {
        let connectors = &self.context.knowledge.connectors;
        let terms = &self.sequence.terms;
        let name = self.whole_before(at, start)?;
        let alike = |term: &&Term| term.gap.mark.is_some_and(|mark| mark < Mark::Stop) && is_alike(term, &terms[at]);
        let length = terms[at + 1..].iter().take_while(alike).count() + 1;
        let names = terms.get(at..at + length).filter(|_| LISTED.contains(&length)).and_then(|parts| self.names(parts))?;
        let suffixes = name.char_indices().map(|(at, _)| &name[at..]).filter(|suffix| suffix.chars().nth(1).is_some());
        let total = suffixes.into_iter().find_map(|suffix| self.total(at, suffix))?;
        connectors.has_remainder(&names).then_some((total, length))
    }

    /// The last figure before `at`, in this passage or in those before it, that stands behind this name.
    fn total(&self, at: usize, name: &str) -> Option<&Term> {
        let own = self.sequence.terms[..at].iter().rev();
        let above = self.before.iter().rev().take(BACK).filter_map(|passage| passage.sequences.first());
        let mut all = own.chain(above.flat_map(|sequence| sequence.terms.iter().rev()));
        all.find(|term| is_part(term) && is_alike(term, &self.sequence.terms[at]) && term.label.of(self.text).trim_end().ends_with(name))
    }
}
