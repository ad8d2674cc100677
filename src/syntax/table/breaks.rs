//! A form whose parts stand on one line, as copied out of a page: it is read as if the line ended before each of its parts.
//!
//! A header gives such a line away: names of columns side by side with cells behind them. The other layouts then find title, fields, tables and
//! signature where they look for them, at the start of a line.

use super::cells::{Sort, Token};
use super::flat::{cells, tokens};
use super::grid::header;
use super::is_form_title;
use super::parted::is_parted;
use crate::syntax::flow::Cut;
use crate::syntax::lines::{Form, Shape, form, has_box};
use crate::syntax::notation::is_space;
use crate::syntax::vocabulary::{Roles, Vocabulary};
use crate::text::Span;
use std::cell::LazyCell;

/// A shorter line holds no form.
const SHORTEST: usize = 100;
/// Names of columns and cells below them that no prose has.
const EVIDENCE: usize = 6;
/// A title and so many labels make the cover of a form.
const LABELS: usize = 2;
/// The title is one of the first so many pieces.
const FRONT: usize = 4;
/// An unknown label has at most so many bytes; an item has more.
const NOTE: usize = 45;
/// A value of so many bytes is a passage, and the label behind it stands on a line of its own.
const PASSAGE: usize = 120;

/// The lines, those that hold several parts of a form broken before each of them.
pub(in crate::syntax) fn broken(text: &str, lines: Vec<Shape>, left_out: &[Cut], words: &Vocabulary) -> Vec<Shape> {
    let mut found: Vec<(usize, Vec<u32>)> = Vec::new();
    let parted = LazyCell::new(|| is_parted(text));
    let mut part = None;
    for (at, line) in lines.iter().enumerate() {
        if !may_hold(text, line) {
            part = part.filter(|_| line.text.len() < SHORTEST);
            continue;
        }
        let tokens = tokens(text, &[line.text], words);
        let mut walk = Walk { text, words, tokens, part: part.unwrap_or(Part::Labels), totalled: false, label: None };
        if part.is_none() && !walk.is_form() {
            continue;
        }
        walk.tokens = cells(text, &[line.text], *parted, words);
        let starts = walk.starts(left_out);
        part = Some(walk.part).filter(|_| !starts.is_empty() || !line.text.of(text).contains('。'));
        found.push((at, starts));
    }
    if found.is_empty() {
        return lines;
    }
    let mut found = found.into_iter().peekable();
    let parts = |(at, line): (usize, Shape)| match found.next_if(|&(broken, _)| broken == at) {
        Some((_, starts)) => line.broken(text, &starts),
        None => vec![line],
    };
    lines.into_iter().enumerate().flat_map(parts).collect()
}

/// Whether a line is long, has gaps and has no marks that part its cells.
fn may_hold(text: &str, line: &Shape) -> bool {
    let plain = matches!(line.form, Form::Text | Form::Boxed | Form::Numbered(_));
    let inside = line.text.of(text);
    plain && inside.len() >= SHORTEST && inside.contains(is_space) && !inside.contains('|')
}

/// The part of a form that is being read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// Title, cover, goals, signature: labels with their values.
    Labels,
    /// Below a banner that is no header: names of columns with passages below them.
    Goals,
    /// Below names of columns.
    Rows,
    /// Below the names of the columns of indicators.
    Indicators,
}

/// A label, with or without its value in the same piece.
#[derive(Clone, Copy)]
struct Label {
    at: usize,
    roles: Roles,
    colon: bool,
}

/// The pieces of a line, read from left to right.
struct Walk<'a> {
    text: &'a str,
    words: &'a Vocabulary,
    tokens: Vec<Token>,
    part: Part,
    /// Whether the rows have had their total.
    totalled: bool,
    /// The last label on the line that is being made.
    label: Option<Label>,
}

impl Walk<'_> {
    /// Whether the line is a form or the beginning of one.
    fn is_form(&self) -> bool {
        let found = (0..self.tokens.len()).find_map(|at| Some((at, at + header(self.text, &self.tokens[at..])?)));
        let Some((start, end)) = found else { return self.is_cover() };
        let cells = self.tokens[end..].iter().filter(|token| token.sort.is_numeric() || token.sort == Sort::Dash);
        end - start + cells.take(EVIDENCE).count() >= EVIDENCE
    }

    fn is_cover(&self) -> bool {
        let title = (0..self.tokens.len().min(FRONT)).find(|&at| self.is_title(at));
        title.is_some_and(|title| (title + 1..self.tokens.len()).filter_map(|at| self.label(at)).take(LABELS).count() == LABELS)
    }

    /// Where the line is broken.
    fn starts(&mut self, left_out: &[Cut]) -> Vec<u32> {
        let mut starts = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let start = self.tokens[at].span.start;
            let length = header(self.text, &self.tokens[at..]);
            let begins = length.is_some() || self.begins(at);
            if let Some(length) = length {
                self.enter(part_below(&self.tokens[at..at + length]));
            }
            if begins && at > 0 && !is_inside(left_out, start) {
                starts.push(start);
            }
            at += length.unwrap_or(1);
        }
        starts
    }

    fn enter(&mut self, part: Part) {
        (self.part, self.totalled, self.label) = (part, false, None);
    }

    /// Whether a new line begins at a piece that is no header.
    fn begins(&mut self, at: usize) -> bool {
        if self.is_title(at) || self.is_annex(at) {
            self.enter(Part::Labels);
            return true;
        }
        if let Some(label) = self.label(at).filter(|&label| self.takes(label)) {
            let begins = self.label.is_none_or(|last| self.parts(last, label));
            if matches!(self.part, Part::Rows | Part::Indicators) {
                self.enter(Part::Labels);
            }
            self.label = Some(label);
            return begins;
        }
        if self.part == Part::Labels && self.is_note(at) {
            self.label = None;
            return true;
        }
        let total = self.is_total(at);
        self.totalled |= total;
        if total || self.opens_row(at) {
            return true;
        }
        let banner = self.is_banner(at);
        if banner {
            self.enter(Part::Goals);
        }
        banner
    }

    fn cell(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn is_any(&self, at: Option<usize>, roles: Roles) -> bool {
        at.and_then(|at| self.tokens.get(at)).is_some_and(|token| token.roles.any(roles))
    }

    fn is_title(&self, at: usize) -> bool {
        let cell = self.cell(at);
        self.tokens[at].roles == Roles::default() && is_form_title(cell, self.words)
    }

    /// 附件3, before a title.
    fn is_annex(&self, at: usize) -> bool {
        let word = self.cell(at).trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
        word.len() <= 12 && self.words.roles(word).any(Roles::ANNEX) && (at + 1..self.tokens.len()).take(2).any(|next| self.is_title(next))
    }

    fn label(&self, at: usize) -> Option<Label> {
        let (cell, roles) = (self.cell(at), self.tokens[at].roles);
        let colon = cell.char_indices().take(24).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
        if roles.any(Roles::FIELD.or(Roles::CHOICE)) {
            return Some(Label { at, roles, colon: colon.is_some() });
        }
        let roles = self.words.roles(&cell[..colon?]);
        roles.any(Roles::FIELD.or(Roles::CHOICE).or(Roles::NOTE)).then_some(Label { at, roles, colon: true })
    }

    /// A label that is not known, or an item of a list, among what stands below the tables.
    fn is_note(&self, at: usize) -> bool {
        let cell = self.cell(at);
        cell.len() <= NOTE && cell.ends_with('：') || cell.len() > NOTE && matches!(form(cell), Form::Numbered(_))
    }

    /// Whether a label is one where it stands: a word that may also name a column or a row is a cell within a table.
    fn takes(&self, label: Label) -> bool {
        let sure = !label.roles.any(Roles::COLUMN.or(Roles::ROW));
        match self.part {
            Part::Labels => true,
            Part::Goals => sure || label.colon,
            Part::Rows | Part::Indicators => sure || self.totalled,
        }
    }

    /// Whether a label does not stand on one line with the label before it.
    fn parts(&self, last: Label, label: Label) -> bool {
        let (from, to) = (self.tokens[last.at].span.start, self.tokens[label.at].span.start);
        let between = Span { start: from, end: to }.of(self.text);
        let behind = Span { start: to, end: self.tokens[(label.at + 2).min(self.tokens.len() - 1)].span.end }.of(self.text);
        let boxed = has_box(between.as_bytes()) || label.roles.any(Roles::CHOICE) && has_box(behind.as_bytes());
        boxed || last.colon != label.colon || between.len() >= PASSAGE || between.trim_end_matches(is_space).ends_with('。')
    }

    fn is_total(&self, at: usize) -> bool {
        let numeric = || self.tokens.get(at + 1).is_some_and(|next| next.sort.is_numeric() || next.sort == Sort::Dash);
        matches!(self.part, Part::Rows | Part::Indicators) && self.is_any(Some(at), Roles::TOTAL) && numeric()
    }

    fn opens_row(&self, at: usize) -> bool {
        let class = Roles::ROW_LEVEL1.or(Roles::ROW_LEVEL2);
        match self.part {
            Part::Labels | Part::Goals => false,
            Part::Rows => self.is_any(Some(at), Roles::FUNDING),
            Part::Indicators => self.is_any(Some(at), class) && !self.is_any(at.checked_sub(1), class),
        }
    }

    /// A banner before names of columns that are too few for a header, or before a passage.
    fn is_banner(&self, at: usize) -> bool {
        let next = self.is_any(Some(at + 1), Roles::COLUMN.or(Roles::FIELD).or(Roles::BANNER)) || self.cell(at + 1).len() >= PASSAGE;
        self.is_any(Some(at), Roles::BANNER) && next && !self.is_any(at.checked_sub(1), Roles::BANNER)
    }
}

fn part_below(header: &[Token]) -> Part {
    let indicators = Roles::LEVEL1.or(Roles::LEVEL2).or(Roles::NAME).or(Roles::TARGET).or(Roles::ACTUAL);
    if header.iter().any(|token| token.roles.any(indicators)) { Part::Indicators } else { Part::Rows }
}

/// Whether a place stands inside what is left out, or right behind it.
fn is_inside(left_out: &[Cut], place: u32) -> bool {
    let after = left_out.partition_point(|cut| cut.span.start < place);
    after.checked_sub(1).and_then(|before| left_out.get(before)).is_some_and(|cut| place <= cut.span.end)
}
