//! Pieces → what a report tells of one indicator after another, each with its points: in a paragraph, an item, or several lines of labels.

use super::draft::{Draft, sorted};
use super::pieces::{Piece, Role, bare_points, pieces, value};
use crate::facts::Context;
use crate::facts::sheet::Num;
use crate::quantity::{Decimal, Dimension};
use crate::syntax::LineKind;
use crate::text::Span;
use crate::values::within;

/// What is told of one thing.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// All of it.
    pub span: Span,
    /// Its name.
    pub name: Span,
    /// The target, without the word for it.
    pub target: Option<Span>,
    /// The result, likewise.
    pub actual: Option<Span>,
    /// The points to be had.
    pub weight: Option<Num>,
    /// The points had.
    pub score: Option<Num>,
    /// Points of which nothing says which they are.
    pub points: Option<Num>,
    /// What else is said of it.
    pub reason: Option<Span>,
    /// Whether words say that the weight is one.
    pub sure: bool,
    /// Whether it is a total of others.
    pub total: bool,
    /// How deep its heading lies; what is no heading lies deepest.
    pub depth: u8,
}

impl Record {
    /// The points to be had, where nothing says that they were had.
    pub fn given(&self) -> Option<Num> {
        self.weight.or(self.points)
    }
}

/// The records of a document, in order.
pub(super) fn records(context: &Context<'_>) -> Vec<Record> {
    let mut walk = Walk { context, open: None, found: Vec::new(), depth: PROSE, label: None, begun: false };
    for (at, block) in context.document.blocks.iter().enumerate() {
        match block.kind {
            LineKind::Paragraph | LineKind::Item | LineKind::Heading | LineKind::Field | LineKind::Title => {
                walk.block(at, block.kind, block.span)
            }
            LineKind::Blank | LineKind::Furniture => {}
            LineKind::Row if !is_headed(context, block.span) => walk.block(at, LineKind::Field, block.span),
            LineKind::Contents | LineKind::Choice | LineKind::Row | LineKind::SignOff => walk.close(),
        }
    }
    walk.close();
    walk.found
}

/// Whether a row stands in a table with names of columns: cells of others are labels and values.
fn is_headed(context: &Context<'_>, row: Span) -> bool {
    let tables = &context.document.tables;
    let behind = tables.partition_point(|table| table.span.start <= row.start);
    behind.checked_sub(1).and_then(|at| tables.get(at)).is_none_or(|table| table.rows.iter().any(|row| row.header))
}

struct Walk<'c, 'a> {
    context: &'c Context<'a>,
    open: Option<Draft>,
    found: Vec<Record>,
    /// How deep the block lies.
    depth: u8,
    /// The label that the block before ends with.
    label: Option<Role>,
    /// Whether parts are told of what the block begins with.
    begun: bool,
}

/// The depth of prose, and of items, which may be parts of what prose tells.
const PROSE: u8 = 18;
const ITEM: u8 = 19;

impl Walk<'_, '_> {
    fn block(&mut self, at: usize, kind: LineKind, span: Span) {
        let (start, depth) = self.behind_number(at, span);
        let pieces = pieces(self.context, Span { start, end: span.end }, &mut self.label);
        // A label that is all of its line is that of the next, but no heading is one: 二、指标.
        self.label = self.label.filter(|_| pieces.is_empty() && start == span.start);
        if !self.goes_on(kind, pieces.first()) {
            self.close();
        }
        (self.depth, self.begun) = (depth, false);
        for (nth, piece) in pieces.iter().enumerate() {
            self.piece(piece, nth == 0, kind);
        }
    }

    /// What a value is of, where it is not of what is told of.
    fn next_name(&mut self, piece: &Piece) -> Option<Span> {
        let of = piece.words.of(&self.context.document.flow.text).trim();
        let Some(open) = &self.open else {
            return (!of.is_empty()).then_some(piece.words).or_else(|| Some(piece.lead()).filter(|lead| self.is_total(*lead)));
        };
        let points = matches!(piece.role, Role::Weight | Role::Score | Role::Full | Role::Points);
        let again = open.has(piece.role);
        if of.is_empty() || self.context.knowledge.forms.parts.this.has(of) {
            let total = !open.valued() && piece.stopped && points && self.is_total(piece.lead());
            let told = again || matches!(piece.role, Role::Target | Role::Weight) || piece.role == Role::Points && open.pointed();
            let name = if total { Some(piece.lead()) } else { open.next.filter(|_| told) };
            return name.inspect(|_| self.unread());
        }
        let stopped = piece.stopped || points && open.next.is_some();
        let pending = piece.role == Role::Weight && !open.points.is_empty();
        let other = piece.role == Role::Points || self.is_total(piece.words) || open.valued() && (again || pending || stopped);
        other.then_some(piece.words)
    }

    /// Takes back what was read as said of the open record, and is the name of the next.
    fn unread(&mut self) {
        let flow: &str = &self.context.document.flow.text;
        let Some(open) = &mut self.open else { return };
        let Some(next) = open.next else { return };
        open.reason = open.reason.map(|reason| Span { end: next.start.max(reason.start), ..reason });
        open.reason = open.reason.filter(|reason| reason.of(flow).contains(char::is_alphabetic));
    }

    /// Where the text behind the number of a block begins, and how deep the block lies.
    fn behind_number(&self, at: usize, span: Span) -> (u32, u8) {
        let document = self.context.document;
        let item = document.items.get(document.items.partition_point(|item| (item.block as usize) < at));
        let item = item.filter(|item| item.block as usize == at).map(|item| item.numeral);
        let section = document.sections.partition_point(|section| section.heading.start < span.start);
        let section = document.sections.get(section).filter(|section| section.heading.start == span.start);
        let numeral = item.or(section.and_then(|section| section.number));
        (
            numeral.map_or(span.start, |numeral| numeral.span.end).min(span.end),
            section.map_or(if item.is_some() { ITEM } else { PROSE }, |section| section.level.min(PROSE)),
        )
    }

    /// Whether a block tells more of what the block before began.
    fn goes_on(&self, kind: LineKind, first: Option<&Piece>) -> bool {
        // The title of the report has no points of its own.
        let mut front = self.context.document.blocks.iter().take(FRONT);
        let title = front.find(|block| block.kind == LineKind::Title).map_or(Span::default(), |block| block.span);
        let is_title = |open: &&Draft| title.contains(open.name);
        let (Some(open), Some(first)) = (self.open.as_ref().filter(|open| !is_title(open)), first) else { return false };
        let begins =
            matches!(first.role, Role::Target | Role::Actual | Role::Weight | Role::Score | Role::Full | Role::Points | Role::Reason);
        let goes_on = begins && first.words.is_empty() && !open.has(first.role);
        // 产出（30分） as a heading, and its text below.
        let body = open.kind == LineKind::Heading && kind == LineKind::Paragraph && open.pointed() && open.score.is_none();
        goes_on || body
    }

    fn piece(&mut self, piece: &Piece, first: bool, kind: LineKind) {
        match piece.role {
            Role::Name => self.begin(piece.span, kind),
            Role::Free | Role::Reason => self.words(piece, first, kind),
            Role::Target | Role::Actual | Role::Weight | Role::Score | Role::Full | Role::Points => self.value(piece, kind),
        }
    }

    fn begin(&mut self, name: Span, kind: LineKind) {
        // 产出指标（50分）：管护面积20分，…: what follows a colon are parts of what stands before it.
        let flow: &str = &self.context.document.flow.text;
        let colon =
            |open: &Draft| flow.get(open.span.end as usize..name.start as usize).is_some_and(|between| between.contains(['：', ':']));
        self.begun |= self.open.as_ref().is_some_and(|open| open.pointed() && colon(open));
        let depth = self.depth + u8::from(self.begun);
        self.close();
        let text = name.of(&self.context.document.flow.text);
        let bare = text.trim_start_matches(|mark: char| !mark.is_alphabetic());
        let name = Span { start: name.end - bare.len() as u32, ..name };
        let (target, actual, weight, score, reason, next) = Default::default();
        self.open = Some(Draft { name, span: name, target, actual, weight, score, points: Vec::new(), reason, next, kind, depth });
    }

    /// Words without a value: the name of what follows, or what is said of what was told.
    fn words(&mut self, piece: &Piece, first: bool, kind: LineKind) {
        let flow: &str = &self.context.document.flow.text;
        if let Some(points) = self.points_of_total(piece) {
            self.open.iter_mut().for_each(|open| open.points.push(points));
            return;
        }
        if self.answers(piece) {
            self.open.iter_mut().for_each(|open| open.actual = Some(value(self.context, piece.span)));
            return;
        }
        let Some(open) = &mut self.open else { return self.begin(piece.span, kind) };
        if !open.valued() {
            // 指标：水质 is followed by what it is, 立项依据充分 by nothing.
            // 经评议，水质达标率（10分）: what leads in is no name.
            let leads_in = open.name.of(flow).chars().count() < SHORTEST_NAME && open.kind == kind;
            return if first || piece.stopped || leads_in {
                self.begin(piece.span, kind)
            };
        }
        let says = !self.context.knowledge.forms.marks.nothing.has(piece.span.of(flow));
        if piece.stopped || open.next.is_some() && !open.pointed() {
            open.next = Some(piece.span);
        }
        if says {
            open.reason = Some(open.reason.map_or(piece.span, |reason| reason.to(piece.span)));
        }
    }

    /// 总分 93.6: a number behind the name of a total.
    fn points_of_total(&self, piece: &Piece) -> Option<Num> {
        let name = self.open.as_ref().filter(|open| !open.valued())?.name.of(&self.context.document.flow.text);
        self.context.knowledge.forms.score.sums.within(name).then(|| bare_points(self.context, piece.span))?
    }

    /// 计划改建6座，改建6座: a figure of the same unit right behind a target is its result, whatever the verb.
    fn answers(&self, piece: &Piece) -> bool {
        let figure = |span: Span| match within(&self.context.values.figures, span) {
            [figure] => Some(figure.quantity.unit),
            [] | [_, ..] => None,
        };
        let target = self.open.as_ref().filter(|open| open.actual.is_none() && !piece.stopped).and_then(|open| open.target);
        target.and_then(figure).is_some_and(|unit| unit.dimension != Dimension::Plain && figure(piece.span) == Some(unit))
    }

    /// A target, a result or points: of what is told of, or of what the words before it name.
    fn value(&mut self, piece: &Piece, kind: LineKind) {
        if let Some(name) = self.next_name(piece) {
            self.begin(name, kind);
        }
        let ended = |open: &Draft| (piece.stopped || open.next.is_some()) && open.pointed() && self.is_total(open.name);
        let fits = self.open.as_ref().is_some_and(|open| !open.has(piece.role) && !ended(open));
        let Some(open) = self.open.as_mut().filter(|_| fits) else { return };
        match piece.role {
            Role::Target => open.target = Some(piece.value),
            Role::Actual => open.actual = Some(piece.value),
            Role::Weight => open.weight = piece.points,
            Role::Score => open.score = piece.points,
            Role::Full => (open.weight, open.score) = (piece.points, piece.points),
            Role::Points => open.points.extend(piece.points),
            Role::Name | Role::Reason | Role::Free => {}
        }
        open.span = open.span.to(piece.span);
    }

    /// Whether a name is that of a total: 以上五项, 自评总分.
    fn is_total(&self, name: Span) -> bool {
        let name = name.of(&self.context.document.flow.text);
        let words = &self.context.knowledge.forms.score;
        name.chars().count() <= LONGEST_TOTAL && (words.sums.within(name) || words.whole.within(name))
    }

    fn close(&mut self) {
        self.found.extend(self.open.take().and_then(|draft| self.record(draft)));
    }

    fn record(&self, draft: Draft) -> Option<Record> {
        let name = draft.name.of(&self.context.document.flow.text);
        let fit = (2..=LONGEST_NAME).contains(&name.chars().count()) && name.contains(char::is_alphabetic);
        if !fit || !draft.pointed() {
            return None;
        }
        let (weight, score, points) = sorted(draft.weight, draft.score, &draft.points)?;
        let full = || score.is_none() && weight.or(points).is_some_and(|points| points.quantity.value == Decimal::ONE_HUNDRED);
        Some(Record {
            span: draft.reason.map_or(draft.span, |reason| draft.span.to(reason)),
            name: draft.name,
            target: draft.target,
            actual: draft.actual,
            weight,
            score,
            points,
            reason: draft.reason,
            total: self.is_total(draft.name) || full(),
            depth: draft.depth,
            sure: draft.weight.is_some(),
        })
    }
}

/// The title is one of the first so many lines.
const FRONT: usize = 8;

/// Fewer characters before a comma only lead in.
const SHORTEST_NAME: usize = 4;

/// The name of a total has at most so many characters.
const LONGEST_TOTAL: usize = 14;

/// A name has at most so many characters.
const LONGEST_NAME: usize = 40;
