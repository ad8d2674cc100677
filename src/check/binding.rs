//! One rule on one fact: the readings, the verdict, and the finding that follows from it.

use super::Prepared;
use super::outcome::Outcome;
use super::places::Places;
use super::repair::{self, Broken, Candidate, Pending};
use crate::error::Fault;
use crate::expr::{self, Compiled, Datum, Fuel, Settled, Template};
use crate::facts::Facts;
use crate::finding::{Binding, Edit, Finding, Fingerprint, Fix, Label, Safety, Severity};
use crate::language::Language;
use crate::quantity::{Reason, Verdict};
use crate::rules::rule::{Change, Labelled};
use crate::rules::{Bilingual, Criterion, Rule, Wording};
use crate::schema::Store;
use crate::text::Span;
use std::collections::HashSet;
use std::sync::Arc;

/// The steps that one rule may take on any document, and for every byte of it: enough for any report, and an end for any rule.
const STEPS: (u64, u64) = (2_000_000, 8);

/// The audit of the facts of one document, rule by rule.
pub(super) struct Audit<'d> {
    places: Places<'d>,
    facts: &'d Facts<'d>,
    prepared: &'d Prepared<'d>,
    /// What the rule came to that is being run.
    outcome: Outcome,
    /// The steps that the search for changes of figures may still take.
    search: Fuel,
}

/// What a finding adds whose figures may not belong together.
const DOUBT: (&str, &str) = ("相差较大，请先核对这几个数是否同一口径", "the figures are far apart: see first whether they belong together");

/// A fact under one of its readings, as the bindings of the expressions.
type Slots<'v> = Vec<Datum<'v>>;

impl<'d> Audit<'d> {
    pub fn new(places: Places<'d>, facts: &'d Facts<'d>, prepared: &'d Prepared<'d>) -> Self {
        Audit { places, facts, prepared, outcome: Outcome::default(), search: Fuel::new(repair::STEPS) }
    }

    /// Runs one rule over all facts of its kind; what it came to.
    pub fn run(&mut self, rule: &'d Rule, severity: Severity) -> Outcome {
        let mut fuel = Fuel::new(STEPS.0 + STEPS.1 * Store::text(self.facts).len() as u64);
        let run = self.run_on(rule, severity, &mut fuel);
        let mut outcome = std::mem::take(&mut self.outcome);
        outcome.faults.extend(run.err().cloned());
        outcome.exhausted.extend(fuel.is_exhausted().then(|| Arc::clone(&rule.id)));
        outcome
    }

    /// What no fact and no finding asks for is not compiled.
    fn run_on(&mut self, rule: &'d Rule, severity: Severity, fuel: &mut Fuel) -> Result<(), &'d Fault> {
        let facts: &'d Facts<'d> = self.facts;
        for &fact in Store::of(facts, rule.kind) {
            let criterion = rule.criterion()?;
            if criterion.selector.selects(fact, facts, fuel) {
                let (verdict, slots) = judge(criterion, self.facts, vec![Datum::Fact(fact)], fuel);
                self.record(rule, severity, verdict, &slots, fuel)?;
            }
        }
        Ok(())
    }

    fn record(
        &mut self,
        rule: &'d Rule,
        severity: Severity,
        verdict: Verdict,
        slots: &Slots<'d>,
        fuel: &mut Fuel,
    ) -> Result<(), &'d Fault> {
        self.outcome.count(verdict);
        let severity = match verdict {
            Verdict::Inconsistent => Some(severity),
            Verdict::Suspicious => Some(severity.lower()),
            Verdict::Boundary | Verdict::Consistent | Verdict::NotChecked(_) => None,
        };
        let listed = self.prepared.settings.ledger;
        if severity.is_none() && !listed {
            return Ok(());
        }
        let wording = rule.wording()?;
        let (home, span, related) = self.places(wording, slots, fuel);
        if listed {
            let reason = match verdict {
                Verdict::NotChecked(reason) => Some(self.prepared.settings.language.pick(reason.zh(), reason.en()).to_owned()),
                Verdict::Inconsistent | Verdict::Suspicious | Verdict::Boundary | Verdict::Consistent => None,
            };
            let rule = Arc::clone(&rule.id);
            self.outcome.bindings.push((home, Binding { rule, verdict, reason, span, related: related.clone() }));
        }
        if let Some(severity) = severity {
            let doubtful =
                wording.doubtful.as_ref().is_some_and(|doubtful| doubtful.verdict(self.facts, slots, fuel) == Verdict::Consistent);
            let severity = if doubtful { Severity::Info } else { severity };
            let mut finding = self.finding((rule, wording), severity, (span, related), slots, fuel);
            if doubtful {
                let language = self.prepared.settings.language;
                let doubt = language.pick(DOUBT.0, DOUBT.1);
                let before = finding.help.map(|help| help + language.pick("；", "; ")).unwrap_or_default();
                finding.help = Some(before + doubt);
            }
            self.outcome.findings.push((home, finding));
            self.repair(rule.criterion()?, wording, slots, fuel);
        }
        Ok(())
    }

    fn finding(
        &self,
        (rule, wording): (&'d Rule, &'d Wording),
        severity: Severity,
        (span, related): (Span, Vec<Label>),
        slots: &Slots<'d>,
        fuel: &mut Fuel,
    ) -> Finding {
        Finding {
            rule: Arc::clone(&rule.id),
            category: Arc::clone(&rule.category),
            severity,
            message: self.sentence(&wording.message, &wording.shows, slots, fuel),
            span,
            related,
            help: wording.help.as_ref().map(|help| self.sentence(help, &wording.shows, slots, fuel)),
            fix: None,
            about: wording.about.as_ref().map(|about| expr::show(&about.value(self.facts, slots, fuel), self.facts).into_owned()),
            fingerprint: Fingerprint::default(),
            known: false,
        }
    }

    fn sentence(&self, sentence: &Bilingual<Template>, shows: &'d [Option<Compiled>], slots: &Slots<'d>, fuel: &mut Fuel) -> String {
        let language = self.prepared.settings.language;
        let mut slots = slots.clone();
        slots.push(Datum::Truth(Verdict::of(language == Language::English)));
        let value = |name: usize| match shows.get(name).and_then(Option::as_ref) {
            Some(show) => expr::spoken(&show.value(self.facts, &slots, fuel), self.facts, language).into_owned(),
            None => String::new(),
        };
        sentence.of(language).render(value)
    }

    /// The place to point at, and the other places that take part.
    fn places(&self, wording: &'d Wording, slots: &Slots<'d>, fuel: &mut Fuel) -> (usize, Span, Vec<Label>) {
        let mut at = wording.at.value(self.facts, slots, fuel).spans(self.facts).into_iter();
        let first = at.next().or_else(|| slots.first()?.span(self.facts)).unwrap_or_default();
        let (home, span) = self.places.source(first);
        let mut related: Vec<Label> = at.map(|span| self.label(home, span, "")).collect();
        related.extend(wording.with.iter().flat_map(|with| self.labels(home, with, slots, fuel)));
        related.retain(|label| label.path.is_some() || label.span != span);
        let mut seen = HashSet::new();
        related.retain(|label| seen.insert((label.path.clone(), label.span)));
        (home, span, related)
    }

    fn labels(&self, home: usize, with: &'d Labelled, slots: &Slots<'d>, fuel: &mut Fuel) -> Vec<Label> {
        let words = with.words.of(self.prepared.settings.language);
        with.value.value(self.facts, slots, fuel).spans(self.facts).into_iter().map(|span| self.label(home, span, words)).collect()
    }

    fn label(&self, home: usize, span: Span, words: &str) -> Label {
        let (at, span) = self.places.source(span);
        let path = if at == home { None } else { self.places.path(at) };
        Label { path, span, message: words.to_owned() }
    }

    /// Repairs the last finding, or notes what might. A change of a figure has to be proven first: it may break another relation.
    fn repair(&mut self, criterion: &'d Criterion, wording: &'d Wording, slots: &Slots<'d>, fuel: &mut Fuel) {
        let (Some(repair), Some(finding)) = (&wording.fix, self.outcome.findings.len().checked_sub(1)) else { return };
        let candidates = match &repair.change {
            Change::Figures(figures) => self.keystrokes(criterion, figures, slots),
            Change::Edits(edits) => match (self.edits(edits, slots, fuel), repair.safety) {
                (Some((edits, true)), Safety::Ask) => vec![Candidate { edits, told: true, exact: false, again: false }],
                (Some((edits, _)), safety) => {
                    if let Some((_, finding)) = self.outcome.findings.last_mut() {
                        finding.fix = Some(Fix { safety, edits });
                    }
                    Vec::new()
                }
                (None, _) => Vec::new(),
            },
        };
        if !candidates.is_empty() && self.prepared.settings.repairs {
            self.outcome.pending.push(Pending { finding, candidates });
        }
    }

    /// The keystrokes that make a relation hold. What concerns two documents is repaired by nobody but their authors.
    fn keystrokes(&mut self, criterion: &'d Criterion, figures: &'d [Compiled], slots: &Slots<'d>) -> Vec<Candidate> {
        let Places::One(document) = self.places else { return Vec::new() };
        if !self.prepared.settings.repairs {
            return Vec::new();
        }
        let units = &self.prepared.catalogue.knowledge.units;
        Broken { criterion, figures, slots, facts: self.facts, document, units }.candidates(&mut self.search)
    }

    /// The edits of a repair, and whether they change a figure; none when a part of it is missing or does not stand in one place.
    fn edits(&self, parts: &'d [(Compiled, Compiled)], slots: &Slots<'d>, fuel: &mut Fuel) -> Option<(Vec<Edit>, bool)> {
        let (mut edits, mut figure) = (Vec::new(), false);
        for (at, by) in parts {
            let at = at.value(self.facts, slots, fuel);
            figure |= matches!(at, Datum::Number(_));
            let span = at.span(self.facts)?;
            let Datum::Text(by, _) = by.value(self.facts, slots, fuel) else { return None };
            edits.push(Edit { span: self.places.only(span)?, replacement: by.into_owned() });
        }
        edits.sort_by_key(|edit| edit.span);
        let apart = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        apart.then_some((edits, figure))
    }
}

/// The verdict of the best reading, and that reading. Of readings that are equally good the first stands: extractors
/// give the most plausible one first. A fact without any reading cannot be checked.
pub(super) fn judge<'v>(criterion: &'v Criterion, store: &'v dyn Store, mut slots: Slots<'v>, fuel: &mut Fuel) -> (Verdict, Slots<'v>) {
    let Some(reading) = &criterion.reading else {
        let verdict = criterion.assert.verdict(store, &slots, fuel);
        return (verdict, slots);
    };
    let Datum::List(readings) = reading.list.value(store, &slots, fuel) else {
        return (Verdict::NotChecked(Reason::Missing), slots);
    };
    let mut settled = Settled::default();
    let mut best: Option<(Verdict, Datum<'v>)> = None;
    for reading in readings.iter() {
        slots.push(reading.clone());
        let verdict = criterion.assert.verdict_of_reading(store, &slots, &mut settled, fuel);
        if verdict == Verdict::Consistent {
            return (verdict, slots);
        }
        slots.pop();
        if best.as_ref().is_none_or(|(known, _)| known.or(verdict) != *known) {
            best = Some((verdict, reading));
        }
    }
    let Some((verdict, reading)) = best else { return (Verdict::NotChecked(Reason::Missing), slots) };
    slots.push(reading);
    (verdict, slots)
}
