//! Which of the changes stand: each is made, and the whole text is checked anew.
//!
//! A change stands when
//!
//! 1. the finding is gone, and no other has come;
//! 2. its relation is found again and holds;
//! 3. every relation that held of the figure is found again and holds;
//! 4. no finding of a relation is left at the figure.
//!
//! Of several that stand the better ones are kept: those that end most findings, since one slip of the key is likelier than two; of these, those
//! after which the numbers agree as printed. What is offered is left over alone.

use super::super::{Prepared, audit};
use super::{Candidate, Pending};
use crate::finding::{Binding, Edit, Finding, Fix, Label, Report, Safety, edited};
use crate::quantity::Verdict;
use crate::syntax::{self, Document};
use crate::text::Span;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many bytes are checked anew for one document at most.
const BYTES: usize = 4 << 20;
/// So many changes of one document are made at most.
const CHANGES: usize = 24;

/// Gives the findings the repairs that stand alone.
pub(in crate::check) fn offer(
    document: &Document<'_>,
    path: &str,
    prepared: &Prepared<'_>,
    findings: &mut [Finding],
    pending: Vec<Pending>,
) {
    if pending.is_empty() {
        return;
    }
    let mut bench = Bench::new(document.source, path, prepared);
    for Pending { finding, candidates } in pending {
        if let Some(finding) = findings.get_mut(finding) {
            finding.fix = bench.only(finding, candidates).map(|edits| Fix { safety: Safety::Ask, edits });
        }
    }
}

/// A document on which changes are tried.
struct Bench<'b> {
    text: &'b str,
    path: &'b str,
    prepared: Prepared<'b>,
    /// The rules that relate figures.
    relations: BTreeSet<Arc<str>>,
    before: OnceCell<Report>,
    /// How many changes may still be made.
    left: usize,
}

impl<'b> Bench<'b> {
    fn new(text: &'b str, path: &'b str, prepared: &Prepared<'b>) -> Self {
        let prepared = prepared.judging();
        let relations = prepared.rules().filter(|(rule, _)| rule.relates_figures()).map(|(rule, _)| Arc::clone(&rule.id)).collect();
        let left = CHANGES.min(BYTES / text.len().max(1));
        Bench { text, path, prepared, relations, before: OnceCell::new(), left }
    }

    /// The only change that stands, if the finding tells it so. Nothing when there may be others that were not tried.
    fn only(&mut self, finding: &Finding, candidates: Vec<Candidate>) -> Option<Vec<Edit>> {
        let told = candidates.iter().any(|candidate| candidate.told);
        if !told || candidates.len() > self.left {
            return None;
        }
        let mut candidates: Vec<((usize, bool), Candidate)> =
            candidates.into_iter().map(|candidate| ((self.named(&candidate), candidate.exact), candidate)).collect();
        candidates.sort_by_key(|(most, _)| std::cmp::Reverse(*most));
        let mut best: Option<((usize, bool), Vec<Candidate>)> = None;
        for (most, candidate) in candidates {
            // What cannot be as good as a change that stands is not tried, nor is anything once two are equally good.
            if best.as_ref().is_some_and(|(known, alike)| *known > most || alike.len() > 1 && *known >= most) {
                break;
            }
            self.left -= 1;
            let Some(ended) = self.ended(finding, &candidate) else { continue };
            let merit = (ended, candidate.exact);
            match &mut best {
                Some((known, _)) if *known > merit => {}
                Some((known, alike)) if *known == merit => alike.push(candidate),
                Some(_) | None => best = Some((merit, vec![candidate])),
            }
        }
        match best?.1.as_mut_slice() {
            [only] if only.told => Some(std::mem::take(&mut only.edits)),
            _ => None,
        }
    }

    /// How many findings name a figure that is changed: no more end with the change.
    fn named(&self, candidate: &Candidate) -> usize {
        let before = self.before.get_or_init(|| self.checked(self.text));
        let places = || candidate.edits.iter().map(|edit| edit.span);
        before.findings.iter().filter(|finding| touches(finding.span, &finding.related, places())).count()
    }

    /// How many findings a change ends, if it stands.
    fn ended(&self, finding: &Finding, candidate: &Candidate) -> Option<usize> {
        let edits = &candidate.edits;
        let (before, after) = (self.before.get_or_init(|| self.checked(self.text)), self.checked(&edited(self.text, 0, edits)));
        let held = after.bindings.iter().flatten().filter(|binding| holds(binding));
        let held: BTreeSet<(&str, Span)> = held.map(|binding| (&*binding.rule, binding.span)).collect();
        let again = |rule: &str, span: Span| held.contains(&(rule, moved(span, edits)));
        let of_figures = |binding: &&Binding| self.relations.contains(&binding.rule) && holds(binding);
        let touched = |binding: &&Binding| touches(binding.span, &binding.related, edits.iter().map(|edit| edit.span));
        let mut bindings = before.bindings.iter().flatten().filter(of_figures).filter(touched);
        let kept = bindings.all(|binding| again(&binding.rule, binding.span)) && (!candidate.again || again(&finding.rule, finding.span));
        if kept { self.less(finding, edits, before, &after) } else { None }
    }

    /// How many findings fewer there are; none unless the finding is gone, no other has come, and none of a relation is left at the change.
    fn less(&self, finding: &Finding, edits: &[Edit], before: &Report, after: &Report) -> Option<usize> {
        let mut known: BTreeSet<Key> = before.findings.iter().map(|found| key(found, moved(found.span, edits))).collect();
        let all = known.len();
        known.remove(&key(finding, moved(finding.span, edits)));
        let places: Vec<Span> = edits.iter().map(|edit| moved(edit.span, edits)).collect();
        let left: BTreeSet<Key> = after.findings.iter().map(|found| key(found, found.span)).collect();
        let spoiled = |found: &Finding| self.relations.contains(&found.rule) && touches(found.span, &found.related, places.iter().copied());
        (left.is_subset(&known) && !after.findings.iter().any(spoiled)).then(|| all - left.len())
    }

    fn checked(&self, text: &str) -> Report {
        let document = syntax::parse(text, &self.prepared.catalogue.knowledge.vocabulary);
        audit(&document, self.path, &self.prepared, None)
    }
}

/// What tells a finding from others.
type Key = (Arc<str>, Span, Option<String>);

fn key(finding: &Finding, span: Span) -> Key {
    (Arc::clone(&finding.rule), span, finding.about.clone())
}

fn holds(binding: &Binding) -> bool {
    matches!(binding.verdict, Verdict::Consistent | Verdict::Boundary)
}

/// Whether a relation has one of the places.
fn touches(span: Span, related: &[Label], mut places: impl Iterator<Item = Span>) -> bool {
    places.any(|place| span.overlaps(place) || related.iter().any(|label| label.path.is_none() && label.span.overlaps(place)))
}

/// Where a place of the text is behind the edits.
fn moved(span: Span, edits: &[Edit]) -> Span {
    let at = |offset: u32, end: bool| {
        let mut shift = 0i64;
        for edit in edits {
            let by = edit.replacement.len() as i64 - edit.span.len() as i64;
            if edit.span.end <= offset {
                shift += by;
            } else if edit.span.start < offset {
                // Within what is replaced: as near to where it was as can be.
                let inside = if end { i64::from(edit.span.end) + by } else { i64::from(edit.span.start) };
                return (inside + shift) as u32;
            }
        }
        (i64::from(offset) + shift) as u32
    };
    Span { start: at(span.start, false), end: at(span.end, true) }
}

#[cfg(test)]
mod tests {
    use super::moved;
    use crate::finding::{Edit, edited};
    use crate::text::Span;

    #[test]
    fn places_move_with_the_text() {
        let edit = |start, end, by: &str| Edit { span: Span::new(start, end), replacement: by.to_owned() };
        let edits = [edit(2, 5, "x"), edit(6, 7, "yy")];
        assert_eq!(edited("0123456789", 0, &edits), "01x5yy789");
        for (span, text) in
            [((0, 2), "01"), ((2, 5), "x"), ((1, 6), "1x5"), ((5, 6), "5"), ((6, 7), "yy"), ((7, 9), "78"), ((0, 10), "01x5yy789")]
        {
            assert_eq!(moved(Span::new(span.0, span.1), &edits).of("01x5yy789"), text, "{span:?}");
        }
    }
}
