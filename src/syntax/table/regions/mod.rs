//! Where tables stand: runs of lines with bars, tabs or wide gaps, and lines below a header that only its words give away.

mod gridded;
mod loose;
mod paired;
mod pipe;
mod spaced;
mod tab;

use super::Layout;
use super::parted::is_parted;
use crate::syntax::document::LineKind;
use crate::syntax::draft::Reading;
use crate::syntax::lines::{Form, Shape};
use crate::syntax::vocabulary::{Roles, Vocabulary};

/// The lines of a table, and which of them make up a row of the text.
#[derive(Debug)]
pub(in crate::syntax) struct Region {
    /// How it is laid out.
    pub layout: Layout,
    /// (first, last) line of every row; one line a row but for cells over several lines.
    pub rows: Vec<(u32, u32)>,
    /// Whether a rule below the first row marks it as the header.
    pub ruled: bool,
    /// Whether rows of bars have none at their ends: a bar at the beginning parts a blank cell from the next.
    pub unbarred: bool,
    /// Whether a space between figures and words parts no cells, because the text has one everywhere.
    pub parted: bool,
    /// How many lines of one cell make up a row, where that is known; none otherwise.
    pub width: usize,
}

/// The lines in which tables are looked for.
struct Lines<'a> {
    text: &'a str,
    lines: &'a [Shape],
    kinds: &'a [Option<LineKind>],
    words: &'a Vocabulary,
}

impl<'a> Lines<'a> {
    /// The text of a line.
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |shape| shape.text.of(self.text))
    }

    /// What a line is by itself; blank beyond the end.
    fn form(&self, at: usize) -> Form {
        self.lines.get(at).map_or(Form::Blank, |shape| shape.form)
    }

    /// Which lines no table of these takes.
    fn free(&self, known: &[Region]) -> Vec<bool> {
        let mut free: Vec<bool> = (0..self.lines.len()).map(|at| !self.taken(at)).collect();
        for row in known.iter().flat_map(|region| &region.rows) {
            let inside = free.iter_mut().take(row.1 as usize + 1).skip(row.0 as usize);
            inside.for_each(|line| *line = false);
        }
        free
    }

    /// Whether a line is furniture or contents.
    fn taken(&self, at: usize) -> bool {
        !matches!(self.kinds.get(at), None | Some(None | Some(LineKind::Blank)))
    }
}

/// The tables among the lines that are still open, in order; they do not overlap.
pub(in crate::syntax) fn regions(reading: &Reading<'_>) -> Vec<Region> {
    let lines = Lines { text: reading.text, lines: reading.lines, kinds: &reading.kinds, words: reading.words };
    let mut regions: Vec<Region> = Vec::new();
    let mut names = 0;
    let mut at = 0;
    while at < lines.lines.len() {
        let form = lines.form(at);
        if form == Form::Blank {
            at += 1;
            continue;
        }
        let named = if form == Form::Text && !lines.taken(at) { names_columns(lines.line(at), lines.words) } else { 0 };
        names = if named == 1 { names + 1 } else { 0 };
        let floor = regions.last().and_then(|region| region.rows.last()).map_or(0, |row| row.1 as usize + 1);
        let found = region(&lines, at, form, named, names, floor);
        let last = found.as_ref().and_then(|region| region.rows.last()).map(|row| row.1 as usize);
        at = last.unwrap_or(at).max(at) + 1;
        regions.extend(found);
    }
    // Where a header names columns, its cells are taken apart by no other table.
    if !regions.iter().any(|region| matches!(region.layout, Layout::Lines | Layout::Flat)) {
        for more in [gridded::regions, paired::regions] {
            let found = more(&lines, &regions);
            if !found.is_empty() {
                regions.extend(found);
                regions.sort_by_key(|region| region.rows.first().copied());
            }
        }
    }
    if regions.iter().any(|region| region.layout == Layout::Flat) && is_parted(lines.text) {
        regions.iter_mut().for_each(|region| region.parted = true);
    }
    regions
}

/// The table that a line starts or gives away. `names` counts the names of columns on the lines up to here.
fn region(lines: &Lines<'_>, at: usize, form: Form, named: usize, names: usize, floor: usize) -> Option<Region> {
    match form {
        _ if lines.taken(at) => None,
        Form::Pipe => Some(pipe::region(lines, at)),
        Form::Tabbed => tab::region(lines, at),
        Form::Text | Form::Numbered(_) | Form::Boxed if lines.line(at).contains('|') => pipe::unbarred(lines, at),
        Form::Text if named >= HEADER => Some(loose::region(lines, at, floor, Layout::Flat)),
        Form::Text if names == HEADER => Some(loose::region(lines, at, floor, Layout::Lines)),
        Form::Text => spaced::region(lines, at),
        Form::Boxed | Form::Blank | Form::Page | Form::Rule | Form::Contents | Form::Numbered(_) | Form::Lost(_) => None,
    }
}

/// So many names of columns make a header.
const HEADER: usize = 3;

/// How many of the words of a line, up to three, are names of columns; a whole line counts as one word first.
fn names_columns(line: &str, words: &Vocabulary) -> usize {
    if line.len() <= 60 && words.roles(line).any(Roles::COLUMN) {
        return 1;
    }
    let start = line.char_indices().take(24).find(|(_, c)| matches!(c, ' ' | '\u{3000}')).map(|(at, _)| at);
    let Some(start) = start else { return 0 };
    // 预算执行情况（10 分）: a bracket may have a space inside.
    let bare = |piece: &str| piece.find(['（', '(']).unwrap_or(piece.len());
    let known = |piece: &str| words.roles(&piece[..bare(piece)]).any(Roles::COLUMN.or(Roles::BANNER));
    if !known(&line[..start]) {
        return 0;
    }
    let pieces = line.split([' ', '\u{3000}']).filter(|piece| !piece.is_empty()).take(5);
    let count = pieces.filter(|piece| known(piece)).count();
    if count >= 3 { count } else { 0 }
}
