//! Indicators that lines state: 培训场次：目标6场，实际6场; 产出 数量 培训场次 6场 6场 10 10; one value a line below the name.

use super::made::{NAME, is_name};
use super::piece::{Piece, pieces};
use super::said::{Said, Wait};
use crate::data::forms::Side;
use crate::data::glossary::List;
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

impl Open {
    /// Whether anything is known of it.
    fn is_begun(&self) -> bool {
        let known = [self.name, self.target, self.actual, self.weight, self.score, self.reason, self.remark];
        known.iter().any(Option::is_some)
    }
}

/// A line that is being read.
struct Line<'p> {
    span: Span,
    pieces: &'p [Piece],
    /// How many classes it named so far.
    classes: usize,
    /// What the last label waits for.
    waiting: Option<Wait>,
    /// Whether it holds the label of a name.
    headed: bool,
}

/// The indicators of lines, of which the last may go on.
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
    fn line(&mut self, span: Span) {
        let words = self.words(span);
        if words.trim().is_empty() || self.context.says(List::Other, span) {
            return self.leave();
        }
        let first = || words.split([' ', '\u{3000}', '\t', '|', '·']).find(|word| !word.is_empty()).unwrap_or("");
        let pieces = pieces(self.reader.text, span, words.contains(' ') && self.is_class(first()));
        if self.open.is_begun() && (self.open.actual.is_some() || pieces.len() > 1) && !self.goes_on(&pieces) {
            self.next();
        }
        let count = self.done.len();
        let mut line = Line { span, pieces: &pieces, classes: 0, waiting: None, headed: false };
        let mut told = false;
        for (at, piece) in pieces.iter().enumerate() {
            let said = self.answered(&pieces, at).unwrap_or_else(|| self.said(piece, line.waiting.take()));
            told |= said.tells();
            self.take(said, at, &mut line);
        }
        self.end(&line, told || self.done.len() > count);
    }

    /// What a piece says of the indicator that is being read, or of the next.
    fn take(&mut self, said: Said, at: usize, line: &mut Line<'_>) {
        let Some(piece) = line.pieces.get(at) else { return };
        match said {
            Said::Class => {
                self.next();
                self.classes = (self.classes.1.filter(|_| line.classes > 0), Some(piece.span));
                line.classes += 1;
            }
            Said::Side(side, Some(value)) => self.value(side, value),
            Said::Side(side, None) => line.waiting = Some(Wait::Side(side)),
            Said::Score(None) => line.waiting = Some(Wait::Score),
            Said::Score(points) => self.open.score = points,
            Said::Weight(None) => line.waiting = Some(Wait::Weight),
            Said::Weight(points) => self.open.weight = points,
            Said::Reason => {
                let rest = line.pieces.get(at + 1).map(|next| Span { start: next.span.start, end: line.span.end });
                self.open.reason = rest.map(|rest| self.to_stop(rest));
            }
            Said::Name => {
                self.next();
                line.headed = true;
                line.waiting = Some(Wait::Name);
            }
            Said::Named(name, side, value) => {
                self.next();
                self.open.name = Some(name);
                self.value(side, value);
            }
            // What a figure alone says is asked only where it says something.
            Said::Other if line.classes > 0 && self.open.name.is_some() && self.is_figure(piece.span) => self.bare(piece.span),
            Said::Words | Said::Other => self.other(piece, line.span),
        }
    }

    /// Keeps or drops what a line leaves open, by whether it `told` of an indicator.
    fn end(&mut self, line: &Line<'_>, told: bool) {
        self.apart = if told { 0 } else { self.apart + 1 };
        if !told && self.open.actual.is_some() {
            self.next();
        }
        if line.classes > 0 && self.open.target.is_some() && self.open.actual.is_some() {
            self.next();
        }
        let alone = matches!(line.pieces, [one] if one.span.len() <= NAME) || line.waiting.is_some() || line.headed;
        if self.open.target.is_none() && self.open.actual.is_none() && !alone && line.classes == 0 {
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
            Side::Target if self.open.target.is_some() => self.again(value),
            Side::Actual if self.open.actual.is_some() => {}
            Side::Target => self.open.target = Some(value),
            Side::Actual => {
                self.open.actual = Some(value);
                self.open.remark = Some(Span { start: value.end, end: value.end });
            }
        }
    }

    /// A second target is one of another thing: of what the words before it name, where the first has its result.
    fn again(&mut self, target: Span) {
        if self.open.actual.is_none() {
            self.open = Open::default();
            return;
        }
        let name = self.open.remark.take().map(|remark| self.last_words(remark));
        self.next();
        self.open.name = name.filter(|name| is_name(self.words(*name)));
        self.open.target = Some(target);
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
            (Some(_), None, ..) => self.value(Side::Actual, span),
            (Some(_), Some(_), None, _) => open.weight = Some(span),
            (Some(_), Some(_), Some(_), None) => open.score = Some(span),
            (Some(_), Some(_), Some(_), Some(_)) => {}
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
        if !bracketed && is_name(self.words(piece.span)) {
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
