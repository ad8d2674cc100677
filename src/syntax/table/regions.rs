//! Where tables stand: runs of lines with bars or tabs, and lines below a header that only its words give away.

use super::Layout;
use crate::syntax::cover::gaps;
use crate::syntax::lines::{Form, Shape};
use crate::syntax::vocabulary::{Roles, Vocabulary};

/// The lines of a table, and which of them make up a row of the text.
#[derive(Debug)]
pub(in crate::syntax) struct Region {
    /// How it is laid out.
    pub layout: Layout,
    /// (first, last) line of every row; one line a row but for bars over several lines.
    pub rows: Vec<(u32, u32)>,
}

/// A cell of a bar table goes on over at most so many lines.
const LONGEST_ROW: usize = 40;
/// A form reaches at most so many lines up from its first header.
const ABOVE: usize = 60;

/// The tables among the lines, in order; they do not overlap. `taken` lines belong to no table.
pub(in crate::syntax) fn regions(text: &str, lines: &[Shape], taken: &dyn Fn(usize) -> bool, words: &Vocabulary) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut names = 0;
    let mut at = 0;
    while at < lines.len() {
        let shape = &lines[at];
        let found = match shape.form {
            Form::Blank => {
                at += 1;
                continue;
            }
            _ if taken(at) => None,
            Form::Pipe => Some(pipe(text, lines, at, taken)),
            Form::Tabbed => tab(text, lines, at, taken, words),
            Form::Text | Form::Boxed => {
                let named = names_columns(shape.text.of(text), words);
                names = if named == 1 { names + 1 } else { 0 };
                let floor = regions.last().and_then(|region| region.rows.last()).map_or(0, |row| row.1 as usize + 1);
                match named {
                    3.. => Some(loose(text, lines, at, floor, Layout::Flat, taken, words)),
                    _ if names == 3 => Some(loose(text, lines, at, floor, Layout::Lines, taken, words)),
                    _ => None,
                }
            }
            Form::Page | Form::Rule | Form::Contents | Form::Numbered(_) | Form::Lost(_) => None,
        };
        if !matches!(shape.form, Form::Text | Form::Boxed) {
            names = 0;
        }
        let last = found.as_ref().and_then(|region| region.rows.last()).map(|row| row.1 as usize);
        at = last.unwrap_or(at).max(at) + 1;
        regions.extend(found);
    }
    regions
}

/// How many of the words of a line, up to three, are names of columns; a whole line counts as one word first.
fn names_columns(line: &str, words: &Vocabulary) -> usize {
    if line.len() <= 60 && words.roles(line).any(Roles::COLUMN) {
        return 1;
    }
    let start = line.char_indices().take(24).find(|(_, c)| matches!(c, ' ' | '\u{3000}')).map(|(at, _)| at);
    let Some(start) = start else { return 0 };
    let known = |piece: &str| words.roles(piece).any(Roles::COLUMN.or(Roles::BANNER));
    if !known(&line[..start]) {
        return 0;
    }
    let pieces = line.split([' ', '\u{3000}']).filter(|piece| !piece.is_empty()).take(5);
    let count = pieces.filter(|piece| known(piece)).count();
    if count >= 3 { count } else { 0 }
}

fn pipe(text: &str, lines: &[Shape], first: usize, taken: &dyn Fn(usize) -> bool) -> Region {
    let mut rows: Vec<(u32, u32)> = Vec::new();
    let mut at = first;
    let mut open = 0;
    while let Some(shape) = lines.get(at) {
        let closes = shape.text.of(text).ends_with(['|', '｜']);
        match shape.form {
            _ if taken(at) || shape.form == Form::Blank => match over_page(lines, at, taken) {
                Some(next) => {
                    at = next;
                    continue;
                }
                None => break,
            },
            Form::Pipe => {
                rows.push((at as u32, at as u32));
                open = if closes { 0 } else { LONGEST_ROW };
            }
            Form::Rule => open = 0,
            Form::Blank | Form::Page | Form::Contents => break,
            Form::Tabbed | Form::Boxed | Form::Numbered(_) | Form::Lost(_) | Form::Text
                if closes || (open > 0 && closed_below(text, lines, at, open)) =>
            {
                if let Some(row) = rows.last_mut() {
                    row.1 = at as u32;
                }
                open = if closes { 0 } else { open - 1 };
            }
            Form::Tabbed | Form::Boxed | Form::Numbered(_) | Form::Lost(_) | Form::Text => break,
        }
        at += 1;
    }
    Region { layout: Layout::Pipe, rows }
}

/// The next row of bars, when only blank lines and the end of a page stand between.
fn over_page(lines: &[Shape], at: usize, taken: &dyn Fn(usize) -> bool) -> Option<usize> {
    let next = (at..lines.len()).take(8).find(|&at| lines[at].form != Form::Blank && !taken(at))?;
    (lines[next].form == Form::Pipe && (at..next).any(|at| lines[at].form == Form::Page)).then_some(next)
}

/// Whether a row that is open at a line is closed by a bar further down, before the next row.
fn closed_below(text: &str, lines: &[Shape], at: usize, within: usize) -> bool {
    let below = lines[at..].iter().take(within).take_while(|shape| !matches!(shape.form, Form::Pipe | Form::Rule | Form::Blank));
    below.into_iter().any(|shape| shape.text.of(text).ends_with(['|', '｜']))
}

fn tab(text: &str, lines: &[Shape], first: usize, taken: &dyn Fn(usize) -> bool, words: &Vocabulary) -> Option<Region> {
    let mut rows: Vec<(u32, u32)> = Vec::new();
    let (mut widest, mut labels) = (0, 0);
    let mut at = first;
    while let Some(shape) = lines.get(at).filter(|_| !taken(at)) {
        let below = lines.get(at + 1).is_some_and(|next| next.form == Form::Tabbed);
        let row = shape.full.of(text);
        let tabbed = shape.form == Form::Tabbed || (shape.form == Form::Text && row.trim_end_matches(['\r', '\n']).contains('\t'));
        if tabbed {
            let cells = row.split('\t').filter(|cell| !cell.trim().is_empty()).count();
            widest = widest.max(cells);
            labels +=
                (cells == 2 && row.split('\t').next().is_some_and(|cell| words.roles(cell).any(Roles::FIELD.or(Roles::CHOICE)))) as usize;
            rows.push((at as u32, at as u32));
        } else if !(shape.form == Form::Blank && below) {
            break;
        }
        at += 1;
    }
    let listed = widest >= 3 || (rows.len() >= 2 && labels < rows.len());
    (listed && widest >= 2).then_some(Region { layout: Layout::Tab, rows })
}

/// A form whose cells no mark parts: from the first label above its header down to what cannot be a cell.
fn loose(
    text: &str,
    lines: &[Shape],
    header: usize,
    floor: usize,
    layout: Layout,
    taken: &dyn Fn(usize) -> bool,
    words: &Vocabulary,
) -> Region {
    let first = above(text, lines, header, floor, layout, words);
    let cell = |at: &usize| taken(*at) && lines[*at].form == Form::Page || is_cell(text, &lines[*at], words);
    let mut rows: Vec<(u32, u32)> = Vec::new();
    for at in (first..lines.len()).take_while(|at| *at <= header || cell(at)) {
        if lines[at].form != Form::Blank && !taken(at) {
            rows.push((at as u32, at as u32));
        }
    }
    Region { layout, rows }
}

/// The first line of the form: the highest label above the header with nothing but cells between.
fn above(text: &str, lines: &[Shape], header: usize, floor: usize, layout: Layout, words: &Vocabulary) -> usize {
    let labels = Roles::FIELD.or(Roles::BANNER).or(Roles::CHOICE).or(Roles::COLUMN);
    let mut first = header;
    for at in (floor.max(header.saturating_sub(ABOVE))..header).rev() {
        let line = lines[at].text.of(text);
        if lines[at].form == Form::Blank {
            continue;
        }
        if !is_cell(text, &lines[at], words) || (words.ends_title(line) && !words.roles(line).any(labels)) || line.contains('：') {
            break;
        }
        if words.roles(first_piece(line, layout)).any(labels) {
            first = at;
        }
    }
    first
}

/// Whether a line can be a cell, or a row of cells, of a form.
fn is_cell(text: &str, shape: &Shape, words: &Vocabulary) -> bool {
    let line = shape.text.of(text);
    match shape.form {
        Form::Blank => true,
        Form::Text | Form::Boxed => {
            let colon = line.char_indices().take(16).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
            let field = colon.is_some_and(|at| words.roles(&line[..at]).any(Roles::FIELD));
            !field && !crate::syntax::lines::is_date(line) && !is_form_title(line, words)
        }
        Form::Numbered(mark) => !matches!(mark.style, crate::syntax::Style::Chinese | crate::syntax::Style::Part),
        Form::Lost(_) => true,
        Form::Page | Form::Rule | Form::Contents | Form::Pipe | Form::Tabbed => false,
    }
}

/// The title of the next form.
fn is_form_title(line: &str, words: &Vocabulary) -> bool {
    line.len() > 18 && words.ends_title(line) && crate::syntax::vocabulary::bare(line).ends_with('表')
}

fn first_piece(line: &str, layout: Layout) -> &str {
    match layout {
        Layout::Flat => gaps(line).first().map_or(line, |gap| &line[..gap.0]),
        Layout::Lines | Layout::Pipe | Layout::Tab => line,
    }
}
