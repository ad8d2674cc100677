//! Pieces in a row, without marks between the rows → rows of cells: header rows, rows below them, and label and value pairs.

use super::blanks::{Points, are_full};
use super::cells::{Sort, Token};
use super::columns::{Column, columns};
use super::segment::segment;
use super::{Cell, Row, unaligned};
use crate::syntax::vocabulary::Roles;
use crate::text::Span;

/// So many names of columns side by side make a header.
const HEADER: usize = 3;
/// A text of so many bytes that ends as a sentence does is a passage.
const PASSAGE: usize = 60;

/// The rows that the pieces make up. When spaces inside cells are `parted` from spaces between them by a guess, a table counts only if it fits.
pub(super) fn rows(text: &str, tokens: &[Token], parted: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match header(text, &tokens[at..]) {
            Some(length) => {
                let end = at + length + below(text, &tokens[at + length..]);
                let found = under(text, &tokens[at..at + length], &tokens[at + length..end], parted);
                rows.extend(found.unwrap_or_else(|| vec![unread(&tokens[at..end])]));
                end
            }
            None => {
                let length = fields(text, &tokens[at..]);
                pair_rows(text, &tokens[at..at + length], &mut rows);
                at + length
            }
        };
    }
    rows
}

/// The number of pieces of the header that starts here.
pub(super) fn header(text: &str, tokens: &[Token]) -> Option<usize> {
    let named =
        |at: usize| tokens.get(at).is_some_and(|token| token.roles.any(Roles::COLUMN) && (at == 0 || !token.roles.any(Roles::BANNER)));
    let strong = |at: usize| named(at) && tokens.get(at).is_some_and(|token| !token.roles.any(Roles::WORDS));
    let short = |token: &Token| token.sort == Sort::Words && token.span.len() <= 45 && !token.roles.any(Roles::ROW);
    let plain = |token: &Token| short(token) && !token.span.of(text).contains(|c: char| c.is_ascii_digit());
    let between = |at: usize| at > 0 && strong(at - 1) && strong(at + 1) && tokens.get(at).is_some_and(plain);
    let banner = tokens.first()?.roles.any(Roles::BANNER) && named(1);
    let start = banner as usize;
    let mut end = start;
    let mut count = 0;
    while named(end) || between(end) {
        count += named(end) as usize;
        end += 1;
    }
    (named(start) && count >= HEADER).then_some(end)
}

/// The number of pieces up to the next header or field.
fn below(text: &str, tokens: &[Token]) -> usize {
    let ends = |at: &usize| {
        let rest = &tokens[*at..];
        starts_field(rest) || starts_passage(text, rest) || header(text, rest).is_some()
    };
    (0..tokens.len()).find(ends).unwrap_or(tokens.len())
}

/// Whether a name that may also head a column has a passage below it: 预期目标 and, in the next line, what it is.
fn starts_passage(text: &str, tokens: &[Token]) -> bool {
    let [label, passage, ..] = tokens else { return false };
    let named = label.first && label.roles.any(Roles::BANNER.or(Roles::WORDS)) && !label.roles.any(Roles::ROW);
    let plain = passage.first && passage.sort == Sort::Words && passage.roles == Roles::default();
    named && plain && passage.span.len() >= PASSAGE && passage.span.of(text).ends_with('。')
}

fn starts_field(tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let next = tokens.get(1).is_some_and(|next| next.roles.any(Roles::COLUMN.or(Roles::FIELD)));
    let ambiguous = first.roles.any(Roles::ROW.or(Roles::REASON)) && !first.roles.any(Roles::BANNER);
    (first.roles.any(Roles::FIELD) && (first.first || !ambiguous)) || (first.roles.any(Roles::BANNER) && next)
}

fn is_label(token: &Token) -> bool {
    token.roles.any(Roles::FIELD.or(Roles::CHOICE).or(Roles::BANNER).or(Roles::WORDS))
}

/// The number of pieces of a row of labels and values that starts here; at least one.
fn fields(text: &str, tokens: &[Token]) -> usize {
    let lines = tokens.len() > 1 && tokens[0].first && tokens[1].first;
    let mut valued = false;
    for (at, token) in tokens.iter().enumerate().skip(1) {
        let label = is_label(token);
        let new_row = label && token.first && (valued || !lines);
        if new_row || header(text, &tokens[at..]).is_some() {
            return at;
        }
        valued |= !label;
    }
    tokens.len()
}

/// Labels with their values: each label before its value, or all labels before all values.
fn pair_rows(text: &str, tokens: &[Token], rows: &mut Vec<Row>) {
    let labels = tokens.iter().take_while(|token| is_label(token)).count();
    let values = sentences(text, &tokens[labels..]);
    let named = labels.saturating_sub(tokens.first().is_some_and(|first| first.roles.any(Roles::BANNER)) as usize);
    if named < 2 || values.len() != named || tokens[labels..].iter().any(is_label) {
        return rows.push(pair_row(tokens));
    }
    let mut header = unaligned(whole(&tokens[..labels]), tokens[..labels].iter().map(|token| token.span).collect());
    header.header = true;
    rows.push(header);
    let mut below = unaligned(whole(&tokens[labels..]), values);
    below.cells.iter_mut().for_each(|cell| cell.column += (labels - named) as u16);
    rows.push(below);
}

/// Pieces joined to sentences: a value that does not end goes on in the next piece.
fn sentences(text: &str, tokens: &[Token]) -> Vec<Span> {
    let mut values: Vec<Span> = Vec::new();
    for token in tokens {
        match values.last_mut() {
            Some(last) if last.of(text).ends_with(['，', '、', '；', ',']) => *last = last.to(token.span),
            _ => values.push(token.span),
        }
    }
    values
}

fn pair_row(tokens: &[Token]) -> Row {
    let mut cells: Vec<Span> = Vec::new();
    let mut value = false;
    for (at, token) in tokens.iter().enumerate() {
        let figure = tokens.get(at + 1).is_some_and(|next| next.sort.is_numeric());
        let label = is_label(token) || figure && token.roles.any(Roles::MONEY.or(Roles::RATE).or(Roles::FUNDING));
        match cells.last_mut() {
            Some(last) if value && !label => *last = last.to(token.span),
            _ => cells.push(token.span),
        }
        value = !label;
    }
    unaligned(whole(tokens), cells)
}

fn whole(tokens: &[Token]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    }
}

/// The header and the rows below it; none when they are to fit and do not.
fn under(text: &str, header: &[Token], body: &[Token], fitting: bool) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    let mut roles: Vec<Roles> = header.iter().map(|token| token.roles).collect();
    let mut columns = columns(header);
    let mut cells: Vec<Span> = header.iter().map(|token| token.span).collect();
    let implicit = match columns.first() {
        Some(Column::Number | Column::Rate) => Some(Column::Label),
        Some(Column::Name) => Some(Column::Level1),
        _ => None,
    };
    if let (Some(column), Some(&first)) = (implicit, cells.first()) {
        columns.insert(0, column);
        cells.insert(0, Span { start: first.start, end: first.start });
        roles.insert(0, Roles::default());
    }
    if columns.first() == Some(&Column::Unknown) {
        columns[0] = Column::Label;
    }
    let mut row = unaligned(whole(header), cells);
    row.header = true;
    rows.push(row);
    let points = Points::of(&roles);
    let mut rest = body;
    while !rest.is_empty() {
        let total = rest.iter().position(|token| token.roles.any(Roles::TOTAL)).unwrap_or(rest.len());
        let first = rows.len();
        segment(&rest[..total], &columns, &mut rows);
        if fitting && !are_full(&rows[first..], &columns) {
            return None;
        }
        if let Some(points) = &points {
            rows[first..].iter_mut().for_each(|row| points.settle(text, row));
        }
        let end = (total + 1).min(rest.len());
        let end = end + rest[end..].iter().take_while(|token| token.sort != Sort::Words).count();
        if total < rest.len() {
            rows.push(total_row(&rest[total..end], &columns));
        }
        rest = &rest[end..];
    }
    Some(rows)
}

/// Pieces of which nothing is known.
fn unread(tokens: &[Token]) -> Row {
    Row { span: whole(tokens), cells: tokens.iter().map(|token| Cell { span: token.span, column: 0 }).collect(), header: false }
}

/// 总分 100 87: the numbers belong below the columns of numbers, the last ones when there are more of them.
fn total_row(tokens: &[Token], columns: &[Column]) -> Row {
    let first = columns.iter().position(|&column| column != Column::Banner).unwrap_or(0);
    let numeric: Vec<usize> = (first + 1..columns.len()).filter(|&at| matches!(columns[at], Column::Number | Column::Rate)).collect();
    let mut places = numeric.into_iter();
    let cells = tokens.iter().enumerate().map(|(at, token)| {
        let column = if at == 0 { first } else { places.next().unwrap_or(columns.len() + at) };
        Cell { span: token.span, column: column.min(u16::MAX as usize) as u16 }
    });
    Row { span: whole(tokens), cells: cells.collect(), header: false }
}
