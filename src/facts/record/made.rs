//! The indicator that the pieces of lines make up.

use super::lines::{Lines, Open};
use super::said::is_dated;
use crate::data::glossary::List;
use crate::data::labels::Phrases;
use crate::facts::form::{Indicator, Words, lent, reason, result, target};
use crate::facts::near::{self, is_of_year};
use crate::quantity::Dimension;
use crate::text::Span;

/// The longest name, in bytes.
pub(super) const NAME: usize = 90;
/// A remark of so many characters behind its last figure says something.
const REMARK: usize = 4;
/// In so many characters before a name it is looked for what tells it from others.
const HEAD: usize = 16;

impl<'a> Lines<'_, 'a> {
    pub(super) fn indicator(&self, open: &Open) -> Option<Indicator<'a>> {
        let (wanted, reached) = (open.target?, open.actual?);
        let class = self.classes.1;
        let name = trimmed(self.reader.text, open.name.or(class)?, &self.context.knowledge.forms.record.ordinals);
        let title = self.words(name);
        let words = &self.context.knowledge.forms.indicator;
        let text = |span: Span| -> Words<'a> { (self.words(span), span) };
        let of = || self.before_colon(name).filter(|_| class.is_none());
        let (level1, level2) = (self.classes.0.map(text), class.filter(|class| *class != name).or_else(of).map(text));
        let (operator, number) = target(&self.reader, None, Some(wanted), None);
        let (sign, had) = result(&self.reader, reached, number, None);
        let number = number.map(|number| lent(number, had));
        let kind = [level2, level1].into_iter().flatten().find_map(|class| words.kind(class.0));
        let alike = match (number, had) {
            (Some(number), Some(had)) => number.quantity.unit.dimension == had.quantity.unit.dimension,
            (None, _) | (_, None) => is_dated(self.context, wanted) || is_dated(self.context, reached) || kind.is_some(),
        };
        let money = number.is_some_and(|number| number.quantity.unit.dimension == Dimension::Money) && operator.is_none() && kind.is_none();
        let current = is_of_year(self.words(open.name.unwrap_or(name)), self.year);
        if !alike || money || !current || !is_name(title) {
            return None;
        }
        let share = number.or(had).is_some_and(|number| number.quantity.unit.dimension == Dimension::Ratio);
        let points = |span: Option<Span>| span.and_then(|span| self.reader.points_of_cell(span));
        let end = [open.actual, open.target, open.score, open.weight].into_iter().flatten().fold(name, Span::to);
        Some(Indicator {
            span: end,
            name: (title, name),
            level1,
            level2,
            kind,
            execution: words.execution.has(title),
            operator,
            target: number,
            target_text: Some(text(wanted)),
            actual: had,
            actual_text: Some(text(reached)),
            actual_sign: sign,
            late: None,
            weight: points(open.weight),
            score: points(open.score),
            reason: self.reason(open),
            reason_asked: true,
            lower: words.is_lower(title) || (matches!(kind, Some("cost" | "timeliness" | "other-cost")) && !share),
            blank: Vec::new(),
            filled: 2,
        })
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

/// Whether words can be the name of an indicator.
pub(super) fn is_name(words: &str) -> bool {
    let letters = words.chars().filter(|char| char.is_alphabetic()).count();
    letters >= 2 && words.len() <= NAME && !words.ends_with(|char: char| char.is_ascii_digit() || char == '%')
}

/// Without what numbers the line: 1.培训场次.
fn trimmed(text: &str, span: Span, ordinals: &Phrases) -> Span {
    let words = span.of(text);
    let inner = words.trim_start_matches(|mark: char| !mark.is_alphabetic()).trim_end();
    let ordinal = ordinals.length_at(inner).and_then(|length| inner.get(length..));
    let inner = ordinal.unwrap_or(inner);
    Span::inside(words, inner).shift(span.start)
}
