//! The indicator that the pieces of lines make up.

use super::lines::{Lines, Open};
use crate::data::glossary::List;
use crate::data::labels::Phrases;
use crate::facts::form::{Indicator, Stated, Words, is_lower_kind, reason, stated};
use crate::facts::near::{self, is_dated, is_of_year};
use crate::quantity::Dimension;
use crate::text::Span;

/// The longest name, in bytes.
pub(super) const NAME: usize = 90;
/// A remark of so many characters behind its last figure says something.
const REMARK: usize = 4;
/// In so many characters before a name it is looked for what tells it from others.
const HEAD: usize = 16;

impl<'a> Lines<'_, 'a> {
    /// The indicator that is open, where its target and its result are known and of one sort.
    pub(super) fn indicator(&self, open: &Open) -> Option<Indicator<'a>> {
        let (target, actual) = (open.target?, open.actual?);
        let class = self.classes.1;
        let name = trimmed(self.reader.text, open.name.or(class)?, &self.context.knowledge.forms.record.ordinals);
        let text = |span: Span| -> Words<'a> { (self.words(span), span) };
        let of = || self.before_colon(name).filter(|_| class.is_none());
        let (level1, level2) = (self.classes.0.map(text), class.filter(|class| *class != name).or_else(of).map(text));
        let words = &self.context.knowledge.forms.indicator;
        let kind = [level2, level1].into_iter().flatten().find_map(|class| words.kind(class.0));
        let told = stated(&self.reader, &Stated { name: text(name), target, actual, reason: None });
        let told = Indicator { level1, level2, kind, late: None, ..told };
        let current = is_of_year(self.words(open.name.unwrap_or(name)), self.year);
        if !current || !is_name(told.name.0) || !self.is_alike(&told) || is_budget(&told) {
            return None;
        }
        let points = |span: Option<Span>| span.and_then(|span| self.reader.points_of_cell(span));
        Some(Indicator {
            span: [open.actual, open.target, open.score, open.weight].into_iter().flatten().fold(name, Span::to),
            weight: points(open.weight),
            score: points(open.score),
            reason: self.reason(open),
            lower: told.lower || is_lower_kind(kind, told.target.or(told.actual)),
            ..told
        })
    }

    /// Whether target and result are of one sort; of words only days are sure to be, and what a class says the sort of.
    fn is_alike(&self, told: &Indicator<'_>) -> bool {
        let dated = |words: Option<Words<'_>>| words.is_some_and(|(_, span)| is_dated(self.context, span));
        match (told.target, told.actual) {
            (Some(target), Some(actual)) => target.quantity.unit.dimension == actual.quantity.unit.dimension,
            (None, _) | (_, None) => dated(told.target_text) || dated(told.actual_text) || told.kind.is_some(),
        }
    }

    /// 东库：检修闸门: what tells the name from others of its kind.
    fn before_colon(&self, name: Span) -> Option<Span> {
        let head = near::before(self.reader.text, name.start as usize, HEAD).trim_end();
        let head = head.strip_suffix(['：', ':'])?;
        let words = head.rsplit(['，', '；', ';', '。', '：', ':', '|', '\t', '（', '）', '、']).next()?;
        let words = words.trim_start_matches(|char: char| !char.is_alphabetic()).trim_end();
        let record = &self.context.knowledge.forms.record;
        let plain = record.lead(words).is_none() && !record.name.has(words) && is_name(words);
        plain.then(|| Span::inside(self.reader.text, words))
    }

    /// What a cell of reasons says, or a remark behind the result that is more than a figure.
    fn reason(&self, open: &Open) -> Option<Words<'a>> {
        let told = open.reason.and_then(|span| reason(&self.reader, span));
        let remark = open.remark.filter(|span| !span.is_empty()).map(|span| (self.words(span), span));
        let says = |words: &Words<'a>| {
            let behind = words.0.rsplit(|char: char| char.is_ascii_digit() || matches!(char, '%' | '％')).next().unwrap_or("");
            self.context.says(List::Causes, words.1) || behind.chars().filter(|char| char.is_alphabetic()).count() > REMARK
        };
        if open.reason.is_some() { told } else { remark.filter(says) }
    }
}

/// Money without a bound or a class may be that of the budget, which is no aim.
fn is_budget(told: &Indicator<'_>) -> bool {
    let money = told.target.is_some_and(|target| target.quantity.unit.dimension == Dimension::Money);
    money && told.operator.is_none() && told.kind.is_none()
}

/// Whether words can be the name of an indicator.
pub(super) fn is_name(words: &str) -> bool {
    let short = words.len() <= NAME && !words.ends_with(|char: char| char.is_ascii_digit() || char == '%');
    short && words.chars().filter(|char| char.is_alphabetic()).nth(1).is_some()
}

/// Without what numbers the line: 1.培训场次.
fn trimmed(text: &str, span: Span, ordinals: &Phrases) -> Span {
    let words = span.of(text);
    let inner = words.trim_start_matches(|mark: char| !mark.is_alphabetic()).trim_end();
    let ordinal = ordinals.length_at(inner).and_then(|length| inner.get(length..));
    let inner = ordinal.unwrap_or(inner);
    Span::inside(words, inner).shift(span.start)
}
