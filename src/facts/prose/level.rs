//! One level of brackets while a paragraph is read: the words since the last mark or figure.

use crate::data::measures::{MeasureId, Measures, Role, Roles, Word};
use crate::quantity::Dimension;
use crate::text::Span;

/// The labels that are kept: more in one clause say nothing more.
const LABELS: usize = 6;

/// A word that names what the next figure measures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub word: Word,
    pub span: Span,
    /// What stands before it and says which money or work is meant.
    pub before: Option<Span>,
}

/// How long a character is that stands alone between two words, in bytes.
const CHARACTER: u32 = 3;

/// The words since the last mark or figure of one level.
#[derive(Default, Debug)]
pub(super) struct Level {
    /// Where they begin.
    pub start: u32,
    /// What they do.
    pub roles: Roles,
    /// Labels, in order.
    pub labels: Vec<Label>,
    /// The year that is named.
    pub year: Option<i16>,
    /// The last figure, while no mark stands behind it.
    pub last: Option<usize>,
    /// The figure before the last pause.
    pub listed: Option<usize>,
    /// What is left when labels, fillers and neutral words are taken away.
    left: Option<Span>,
    /// A general noun that belongs to what is left when more of it follows.
    noun: Option<Span>,
    /// The end of the last word that is known.
    known: u32,
    /// Whether anything but fillers stands behind the last label.
    broken: bool,
}

impl Level {
    pub fn at(start: u32) -> Self {
        Level { start, known: start, ..Level::default() }
    }

    /// Begins a new clause at `start`.
    pub fn clear(&mut self, start: u32) {
        self.labels.clear();
        *self = Level { labels: std::mem::take(&mut self.labels), ..Level::at(start) };
    }

    /// Takes a known word.
    pub fn word(&mut self, text: &str, span: Span, word: Word, measures: &Measures) {
        self.leftover(text, span.start);
        self.known = span.end;
        if word.roles.has(Role::Ignored) {
            self.broken = true;
            return;
        }
        self.roles |= word.roles;
        if word.money.is_some() || word.count.is_some() || is_rate(word) {
            return self.label(span, word, measures);
        }
        self.broken |= !word.roles.any(&[Role::Filler, Role::Join, Role::Severally]);
    }

    /// Takes a date, a citation or another value that does not say which money is meant.
    pub fn value(&mut self, text: &str, span: Span) {
        self.leftover(text, span.start);
        self.known = span.end;
        self.broken = true;
    }

    /// Takes a mark that parts nothing.
    pub fn pass(&mut self, text: &str, span: Span) {
        self.leftover(text, span.start);
        self.known = span.end;
    }

    fn label(&mut self, span: Span, word: Word, measures: &Measures) {
        let weak = !is_rate(word) && [word.money, word.count].into_iter().flatten().all(|id| is_weak(id, measures));
        let classes = weak && word.money.and_then(|id| measures.measure(id)).is_some_and(|measure| measure.classes);
        if weak {
            self.noun = Some(self.noun.map_or(span, |noun| noun.to(span)));
            self.broken = true;
        } else {
            self.broken = false;
            self.noun = None;
        }
        if classes {
            // 基本支出 is both a general noun and the name of the money.
            self.noun = None;
            self.extend(span);
        }
        let before = if weak { self.left } else { self.left.take() };
        // 优良路率: the name of the rate begins with the word of another measure.
        let joined = self.labels.last().filter(|last| word.roles.has(Role::RateEnd) && span.start <= last.span.end + CHARACTER);
        let before = before.or(joined.map(|last| Span { start: last.span.start, end: last.span.end }));
        self.labels.truncate(LABELS);
        self.labels.push(Label { word, span, before });
    }

    /// Takes what stands before `end` and is not known.
    pub fn leftover(&mut self, text: &str, end: u32) {
        if self.known >= end {
            return;
        }
        let words = Span { start: self.known, end }.of(text);
        let from = words.len() - words.trim_start_matches(|char: char| !char.is_alphanumeric()).len();
        let trimmed = words.trim_matches(|char: char| !char.is_alphanumeric());
        self.broken |= !trimmed.is_empty();
        // One character alone (已, 获, 约) names nothing.
        if trimmed.chars().nth(1).is_some() {
            let start = self.known as usize + from;
            self.extend(Span::new(start, start + trimmed.len()));
        }
        self.known = end;
    }

    fn extend(&mut self, span: Span) {
        let whole = self.noun.take().map_or(span, |noun| noun.to(span));
        self.left = Some(self.left.map_or(whole, |left| left.to(whole)));
    }

    /// The label that a figure of this dimension takes: the last one that is no general noun, else the last.
    pub fn named(&self, dimension: Dimension, measures: &Measures) -> Option<Label> {
        let known = || self.labels.iter().rev().filter(|label| id(label.word, dimension).is_some());
        let strong = known().find(|label| id(label.word, dimension).is_some_and(|id| !is_weak(id, measures)));
        strong.or_else(|| known().next()).copied()
    }

    /// Whether nothing but fillers stands behind the last label.
    pub fn is_direct(&self) -> bool {
        !self.broken && !self.labels.is_empty()
    }

    /// What says which money or work is meant: the words behind the last label, else those before one.
    pub fn scope(&self) -> Option<Span> {
        self.left.or_else(|| self.labels.iter().rev().find_map(|label| label.before))
    }
}

/// Whether a word names a rate.
pub(super) fn is_rate(word: Word) -> bool {
    word.rate.is_some() || word.roles.has(Role::RateEnd)
}

/// The measure that a word names beside a figure of this dimension.
pub(super) fn id(word: Word, dimension: Dimension) -> Option<MeasureId> {
    match dimension {
        Dimension::Money => word.money,
        Dimension::Count(_) => word.count,
        Dimension::Plain | Dimension::Ratio | Dimension::Points | Dimension::Score => None,
    }
}

fn is_weak(id: MeasureId, measures: &Measures) -> bool {
    measures.measure(id).is_some_and(|measure| measure.weak)
}
