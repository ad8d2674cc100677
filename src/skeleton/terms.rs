//! From the text of a passage to its sequences of terms.

use super::{Gap, Passage, Sequence, Stretches, Term, units};
use crate::data::connectors::{Connectors, Mark, Meaning, Role, Roles};
use crate::quantity::{Dimension, Mode};
use crate::syntax::Document;
use crate::text::Span;
use crate::values::{DateMention, Figure, Values};
use std::ops::Range;

/// Brackets within brackets beyond this depth are read as running text.
const DEPTH: usize = 8;

/// The skeleton of a passage; none without a figure.
pub(super) fn passage(document: &Document<'_>, values: &Values, connectors: &Connectors, stretches: &Stretches) -> Option<Passage> {
    let span = stretches.spans.first()?.to(*stretches.spans.last()?);
    let figures = figures(values, span);
    if figures.is_empty() {
        return None;
    }
    let text: &str = &document.flow.text;
    let mut reader = Reader::new(text, values, figures);
    for stretch in &stretches.spans {
        reader.stretch(*stretch, connectors, (stretch.end < span.end).then_some(stretches.parted));
    }
    Some(Passage { span, sequences: reader.finish(connectors.is_of_money(span.of(text))) })
}

/// The figures inside a span, by their indices.
fn figures(values: &Values, span: Span) -> Range<usize> {
    let start = values.figures.partition_point(|figure| figure.span.start < span.start);
    let end = values.figures.partition_point(|figure| figure.span.start < span.end);
    start..end
}

/// A level of brackets that is being read.
struct Level {
    sequence: usize,
    gap: Gap,
    /// Whether a mark stands behind the last figure.
    parted: bool,
    /// Where the words begin that a figure would have before it.
    words: u32,
}

struct Reader<'v> {
    text: &'v str,
    all: &'v [Figure],
    dates: &'v [DateMention],
    figures: Range<usize>,
    sequences: Vec<Sequence>,
    levels: Vec<Level>,
}

impl<'v> Reader<'v> {
    fn new(text: &'v str, values: &'v Values, figures: Range<usize>) -> Self {
        let all: &[Figure] = &values.figures;
        let start = all.get(figures.start).map_or(0, |figure| figure.span.start);
        let level = Level { sequence: 0, gap: Gap::default(), parted: false, words: start };
        Reader { text, all, dates: &values.dates, figures, sequences: vec![Sequence::default()], levels: vec![level] }
    }

    /// Reads a stretch; the stop at the end of one that is not the last only parts items of a list, by the mark that is given.
    fn stretch(&mut self, span: Span, connectors: &Connectors, parted: Option<Mark>) {
        let text = span.of(self.text);
        self.level().words = span.start;
        let ending = span.start + text.trim_end_matches(['。', '；', ';', '.']).len() as u32;
        for (range, meaning) in connectors.find(text) {
            let found = Span::new(range.start, range.end).shift(span.start);
            self.figures_before(found.start, connectors);
            if self.inside_figure(found) {
                continue;
            }
            match meaning {
                Meaning::Nothing => {}
                // 上一年度，即2020年: another word for a time, and for no figure.
                Meaning::Word(roles) if roles.has(Role::Restates) && self.is_before_date(found) => {}
                Meaning::Word(roles) => self.word(found, roles),
                Meaning::Mark(_) if parted.is_some() && found.start >= ending => {}
                Meaning::Mark(mark) => self.mark(found, mark),
            }
        }
        self.figures_before(span.end, connectors);
        if let Some(mark) = parted {
            self.mark(Span::new(span.end as usize, span.end as usize), mark);
        }
    }

    fn is_before_date(&self, found: Span) -> bool {
        let rest = self.text.get(found.end as usize..).unwrap_or("");
        let start = found.end + (rest.len() - rest.trim_start_matches(' ').len()) as u32;
        self.dates.binary_search_by_key(&start, |date| date.span.start).is_ok()
    }

    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level { sequence: 0, gap: Gap::default(), parted: false, words: 0 });
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    fn inside_figure(&self, found: Span) -> bool {
        let last = self.figures.start.checked_sub(1).and_then(|at| self.all.get(at));
        last.is_some_and(|figure| found.start < figure.span.end)
    }

    fn figures_before(&mut self, place: u32, connectors: &Connectors) {
        while let Some(figure) = self.all.get(self.figures.start).filter(|figure| !self.figures.is_empty() && figure.span.start <= place) {
            let at = self.figures.start as u32;
            self.figures.start += 1;
            self.figure(at, figure, connectors);
        }
    }

    /// Whether nothing but 和 stands between the last figure and this.
    fn is_joined(&mut self, figure: Span, connectors: &Connectors) -> bool {
        let level = self.level();
        let (start, sequence, parted) = (level.words, level.sequence, level.parted);
        let last = self.sequences.get(sequence).and_then(|sequence| sequence.terms.last()).filter(|_| !parted);
        last.is_some_and(|last| {
            last.span.end <= start && connectors.joins(Span { start, end: figure.start.max(start) }.of(self.text).trim())
        })
    }

    fn figure(&mut self, at: u32, figure: &Figure, connectors: &Connectors) {
        let joined = self.is_joined(figure.span, connectors);
        let level = self.level();
        let mut gap = std::mem::take(&mut level.gap);
        if !level.parted {
            gap.label = gap.label | gap.before;
        }
        gap.mark = gap.mark.or(joined.then_some(Mark::Pause));
        let words = if joined { figure.span.start } else { level.words.min(figure.span.start) };
        level.parted = false;
        level.words = figure.span.end;
        let sequence = level.sequence;
        let label = Span { start: words, end: figure.span.start };
        let stroke = self.text.get(figure.span.end as usize..).is_some_and(|rest| rest.starts_with(['/', '／']));
        if figure.per().is_some() || figure.upper().is_some() || stroke {
            gap.label = gap.label | Roles::of(Role::Each);
        }
        let span = printed(figure);
        if span != figure.span {
            gap.label = gap.label | Roles::of(Role::Sums);
            gap.closer = Some(Span { start: figure.span.start, end: span.start });
        }
        let term = Term { figure: at, span, number: figure.number, quantity: figure.quantity, label, gap, tail: Roles::default() };
        if let Some(sequence) = self.sequences.get_mut(sequence) {
            sequence.terms.push(term);
        }
    }

    fn word(&mut self, found: Span, roles: Roles) {
        if roles.has(Role::Adds) {
            self.part(found, Mark::Pause);
        }
        let level = self.level();
        let sequence = level.sequence;
        let parted = level.parted;
        let gap = &mut level.gap;
        const OPENERS: &[Role] = &[Role::Opens, Role::Whole, Role::Main, Role::From, Role::Spends];
        // What a sentence before said opens nothing where this one says so itself.
        let begun = gap.mark >= Some(Mark::Stop) && parted && !gap.label.any(OPENERS);
        if roles.any(OPENERS) && (gap.opener.is_none() || begun) {
            gap.opener = Some(found);
        }
        if roles.any(&[Role::Closes, Role::Sums]) {
            gap.closer = Some(found);
        }
        if parted {
            gap.label = gap.label | roles;
            return;
        }
        gap.before = gap.before | roles;
        if let Some(term) = self.sequences.get_mut(sequence).and_then(|sequence| sequence.terms.last_mut()) {
            term.tail = term.tail | roles;
        }
    }

    fn mark(&mut self, found: Span, mark: Mark) {
        match mark {
            Mark::Open => self.open(found),
            Mark::Close => self.close(),
            Mark::Quote | Mark::Unquote => {}
            Mark::Colon => {
                let level = self.level();
                level.gap.colon = true;
                level.parted = true;
                level.words = found.end;
            }
            Mark::Pause | Mark::Comma | Mark::Semicolon | Mark::Stop => self.part(found, mark),
        }
    }

    fn part(&mut self, found: Span, mark: Mark) {
        let level = self.level();
        level.words = found.end;
        level.parted = true;
        let gap = &mut level.gap;
        gap.mark = gap.mark.max(Some(mark));
        // A colon opens nothing beyond the end of its sentence.
        gap.colon &= mark < Mark::Stop;
        gap.before = gap.before | std::mem::take(&mut gap.label);
        gap.closer = None;
    }

    fn open(&mut self, found: Span) {
        if self.levels.len() > DEPTH {
            return;
        }
        let outer = self.level();
        let (parted, sequence) = (outer.parted, outer.sequence);
        let last = self.sequences.get(sequence).and_then(|sequence| sequence.terms.len().checked_sub(1));
        let head = last.filter(|_| !parted).map(|term| (sequence, term));
        self.levels.push(Level { sequence: self.sequences.len(), gap: Gap::default(), parted: false, words: found.end });
        self.sequences.push(Sequence { terms: Vec::new(), head });
    }

    /// Leaves a bracket. A single figure in a bracket behind words without one is their figure: 决策（20分）.
    fn close(&mut self) {
        if self.levels.len() < 2 {
            return;
        }
        let Some(inner) = self.levels.pop() else { return };
        let Some(sequence) = self.sequences.get_mut(inner.sequence) else { return };
        if sequence.head.is_none() && sequence.terms.len() == 1 {
            let Some(term) = sequence.terms.pop() else { return };
            self.lift(term);
        }
    }

    fn lift(&mut self, mut term: Term) {
        let level = self.level();
        let sequence = level.sequence;
        let mut gap = std::mem::take(&mut level.gap);
        if !level.parted {
            gap.label = gap.label | gap.before;
        }
        gap.label = gap.label | term.gap.roles();
        term.label = Span { start: level.words.min(term.label.start), end: term.span.start };
        term.gap = gap;
        level.parted = false;
        level.words = term.span.end;
        if let Some(sequence) = self.sequences.get_mut(sequence) {
            sequence.terms.push(term);
        }
    }

    fn finish(mut self, money: bool) -> Vec<Sequence> {
        let money = money
            || self.sequences.iter().flat_map(|sequence| &sequence.terms).any(|term| term.quantity.unit.dimension == Dimension::Money);
        for sequence in &mut self.sequences {
            if money {
                sequence.terms.iter_mut().for_each(|term| units::spell_out(term, self.all));
            }
            units::share_unit(&mut sequence.terms);
            units::name_units(&mut sequence.terms, self.all, self.text);
            sequence.terms.shrink_to_fit();
        }
        self.sequences.shrink_to_fit();
        self.sequences
    }
}

/// The figure without the equals sign of a calculation before it.
fn printed(figure: &Figure) -> Span {
    let sign = figure.hedge().filter(|hedge| !matches!(figure.quantity.mode, Mode::Hedged(_)) && hedge.start == figure.span.start);
    Span { start: sign.map_or(figure.span.start, |sign| sign.end), end: figure.span.end }
}
