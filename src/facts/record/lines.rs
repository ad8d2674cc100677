//! Indicators that lines state: 培训场次：目标6场，实际6场; 产出 数量 培训场次 6场 6场 10 10; one value a line below the name.

use super::made::{NAME, is_name};
use super::piece::{Piece, pieces};
use super::said::{Said, Wait};
use crate::data::forms::Side;
use crate::facts::form::{Form, Indicator};
use crate::facts::sheet::{Reader, Sheet};
use crate::facts::{Context, near};
use crate::syntax::{Block, LineKind};
use crate::text::Span;

/// The runs of lines with indicators.
pub(super) fn runs<'a>(context: &Context<'a>) -> Vec<Form<'a>> {
    let headed = headed(context);
    let mut runs = vec![Form::default()];
    let mut open = Lines::new(context);
    for block in context.document.blocks.iter().filter(|block| is_read(block, &headed)) {
        let text = block.span.of(&context.document.flow.text);
        for line in text.split('\n') {
            open.line(Span::inside(text, line).shift(block.span.start));
            if open.apart > APART {
                open.close();
                runs.push(Form { indicators: std::mem::take(&mut open.done), ..Form::default() });
            }
        }
    }
    open.close();
    runs.push(Form { indicators: open.done, ..Form::default() });
    runs
}

/// So many lines of other things between two indicators, and they are of different runs.
const APART: usize = 1;

/// Of a reason so many bytes are read.
const REASON: usize = 600;

/// The places of rows below a header, in order: they are read by it.
fn headed(context: &Context<'_>) -> Vec<Span> {
    let last = |sheet: &Sheet<'_>| sheet.rows.last().map_or(sheet.header.span, |row| row.span);
    context.sheets().iter().map(|sheet| sheet.header.span.to(last(sheet))).collect()
}

/// Whether a block can hold such lines.
fn is_read(block: &Block, headed: &[Span]) -> bool {
    match block.kind {
        LineKind::Blank | LineKind::Furniture | LineKind::Contents | LineKind::Choice | LineKind::SignOff => false,
        LineKind::Row => {
            let before = headed.partition_point(|sheet| sheet.start <= block.span.start);
            before.checked_sub(1).and_then(|at| headed.get(at)).is_none_or(|sheet| sheet.end <= block.span.start)
        }
        LineKind::Field | LineKind::Title | LineKind::Heading | LineKind::Item | LineKind::Paragraph => true,
    }
}

/// What is known of the indicator that is being read.
#[derive(Default)]
pub(super) struct Open {
    pub name: Option<Span>,
    pub target: Option<Span>,
    pub actual: Option<Span>,
    pub weight: Option<Span>,
    pub score: Option<Span>,
    pub reason: Option<Span>,
    /// From the result to where the next indicator begins.
    pub remark: Option<Span>,
}

pub(super) struct Lines<'c, 'a> {
    pub context: &'c Context<'a>,
    pub reader: Reader<'a>,
    pub classes: (Option<Span>, Option<Span>),
    pub open: Open,
    done: Vec<Indicator<'a>>,
    /// Lines since the last that belonged to an indicator.
    apart: usize,
    /// The year that the title names.
    pub year: Option<i32>,
}

impl<'c, 'a> Lines<'c, 'a> {
    fn new(context: &'c Context<'a>) -> Self {
        let year = titled(context.prose().title);
        Lines { context, reader: context.reader(), classes: (None, None), open: Open::default(), done: Vec::new(), apart: 0, year }
    }

    pub fn words(&self, span: Span) -> &'a str {
        span.of(self.reader.text)
    }

    /// Reads a line. A name alone is kept for the next.
    fn line(&mut self, line: Span) {
        let words = self.words(line);
        let first = words.split([' ', '\u{3000}', '\t', '|', '·']).find(|word| !word.is_empty()).unwrap_or("");
        let classed = self.is_class(first);
        if words.trim().is_empty() || self.context.knowledge.forms.record.other.within(words) {
            return self.leave();
        }
        let pieces = pieces(self.reader.text, line, classed);
        if !self.goes_on(&pieces) && (self.open.actual.is_some() || pieces.len() > 1) {
            self.next();
        }
        let count = self.done.len();
        let mut classes = 0;
        let mut waiting: Option<Wait> = None;
        let (mut told, mut headed) = (false, false);
        for (at, piece) in pieces.iter().enumerate() {
            let said = self.answered(&pieces, at).unwrap_or_else(|| self.said(piece, waiting.take()));
            told |= matches!(said, Said::Side(..) | Said::Named(..) | Said::Score(_) | Said::Weight(_) | Said::Reason | Said::Class);
            match said {
                Said::Class => {
                    self.next();
                    self.classes = if classes == 0 { (None, Some(piece.span)) } else { (self.classes.1, Some(piece.span)) };
                    classes += 1;
                }
                Said::Side(side, Some(value)) => self.value(side, value),
                Said::Side(side, None) => waiting = Some(Wait::Side(side)),
                Said::Score(value) => match value {
                    Some(value) => self.open.score = Some(value),
                    None => waiting = Some(Wait::Score),
                },
                Said::Weight(value) => match value {
                    Some(value) => self.open.weight = Some(value),
                    None => waiting = Some(Wait::Weight),
                },
                Said::Reason => {
                    let end = line.end;
                    let rest = pieces.get(at + 1).map(|next| Span { start: next.span.start, end });
                    self.open.reason = rest.map(|rest| self.to_stop(rest));
                }
                Said::Name => {
                    headed = true;
                    self.next();
                    waiting = Some(Wait::Name);
                }
                Said::Named(name, side, value) => {
                    self.next();
                    self.open.name = Some(name);
                    self.value(side, value);
                }
                Said::Value if classes > 0 && self.open.name.is_some() => self.bare(piece.span),
                Said::Value | Said::Words => self.other(piece, line),
            }
        }
        let told = told || headed || self.done.len() > count;
        self.apart = if told { 0 } else { self.apart + 1 };
        if !told && self.open.actual.is_some() {
            self.next();
        }
        if classes > 0 && self.open.target.is_some() && self.open.actual.is_some() {
            self.next();
        }
        let alone = matches!(pieces.as_slice(), [one] if one.span.len() <= NAME) || waiting.is_some() || headed;
        if self.open.target.is_none() && self.open.actual.is_none() && !alone && classes == 0 {
            self.open = Open::default();
        }
    }

    /// Whether a line begins with a label, so that it is on the name above.
    fn goes_on(&self, pieces: &[Piece]) -> bool {
        let on = |first: &Piece| matches!(self.said(first, None), Said::Side(..) | Said::Score(_) | Said::Weight(_) | Said::Reason);
        pieces.first().is_some_and(on)
    }

    fn leave(&mut self) {
        self.next();
        self.apart += 1;
    }

    fn close(&mut self) {
        self.next();
        self.apart = 0;
        self.classes = (None, None);
    }

    fn value(&mut self, side: Side, value: Span) {
        match side {
            Side::Target if self.open.target.is_some() => self.again(Side::Target, value),
            Side::Actual if self.open.actual.is_some() => {}
            Side::Target => self.open.target = Some(value),
            Side::Actual => {
                self.open.actual = Some(value);
                self.open.remark = Some(Span { start: value.end, end: value.end });
            }
        }
    }

    /// A second target is one of another thing, which has no name here.
    fn again(&mut self, side: Side, value: Span) {
        if self.open.actual.is_some() {
            let name = self.open.remark.take().map(|remark| self.last_words(remark));
            self.next();
            self.open.name = name.filter(|name| is_name(self.words(*name)));
            self.value(side, value);
        } else {
            self.open = Open::default();
        }
    }

    /// The words behind the last mark.
    fn last_words(&self, span: Span) -> Span {
        let text = self.words(span);
        let trimmed = text.trim_end_matches(|char: char| !char.is_alphanumeric());
        let start = trimmed
            .rfind(['，', '；', '。', '：', '\n', '|', '、'])
            .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
        Span::new(start, trimmed.len()).shift(span.start)
    }

    /// A value without a label, below the columns that forms have in this order.
    fn bare(&mut self, span: Span) {
        let open = &mut self.open;
        match (open.target, open.actual, open.weight, open.score) {
            (None, ..) => self.value(Side::Target, span),
            (_, None, ..) => self.value(Side::Actual, span),
            (.., None, _) => open.weight = Some(span),
            (.., None) => open.score = Some(span),
            _ => {}
        }
    }

    /// Words of no known sort: a name, or a remark on the result.
    fn other(&mut self, piece: &Piece, line: Span) {
        let ends = matches!(piece.mark, '；' | ';' | '。' | '①'..='⑳');
        if self.open.actual.is_some() && self.open.target.is_some() {
            if ends && is_name(self.words(piece.span)) && self.open.score.is_none() && self.is_named_next(piece, line) {
                self.next();
                self.open.name = Some(piece.span);
                return;
            }
            if let Some(remark) = &mut self.open.remark {
                remark.end = piece.span.end;
            }
            return;
        }
        let bracketed = matches!(piece.mark, '（' | '(');
        if self.open.target.is_some() || self.open.actual.is_some() {
            if ends && !bracketed {
                self.open = Open::default();
            } else {
                return;
            }
        }
        if is_name(self.words(piece.span)) && !bracketed && piece.span.len() <= NAME {
            self.open.name = Some(piece.span);
        }
    }

    /// Whether a label follows the piece in its line: it is the name of another indicator.
    fn is_named_next(&self, piece: &Piece, line: Span) -> bool {
        let rest = Span { start: piece.span.end, end: line.end };
        let behind = self.words(rest).trim_start_matches(['：', ':', '，', ',', ' ', '|', '\t']);
        self.context.knowledge.forms.record.lead(behind).is_some()
    }

    fn to_stop(&self, span: Span) -> Span {
        let words = near::head(self.words(span), REASON);
        let end = words.find(['。', '|']).unwrap_or(words.len());
        Span { start: span.start, end: span.start + end as u32 }
    }

    /// Ends the indicator that is open.
    fn next(&mut self) {
        let open = std::mem::take(&mut self.open);
        if let Some(indicator) = self.indicator(&open) {
            self.done.push(indicator);
        }
    }
}

/// The year of a title: 2022年度….
fn titled(title: &str) -> Option<i32> {
    let (at, _) = title.match_indices('年').find(|(at, _)| title[..*at].bytes().rev().take_while(u8::is_ascii_digit).count() == 4)?;
    title[at - 4..at].parse().ok()
}
