//! What a line is by itself: the only file that parses with `grammar/report.pest`, but for boxes ([`super::choices`]).
//!
//! The first character decides whether the grammar is asked at all: most lines are prose, and prose needs no parser.

use super::document::Style;
use super::flow::Cut;
use super::notation::{chinese, trim, width};
use crate::text::Span;
use memchr::{memchr_iter, memmem};
use pest::Parser;
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/report.pest"]
struct Grammar;

/// A line of the folded text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// With its line end.
    pub full: Span,
    /// Without white space around it.
    pub text: Span,
    /// What it is by itself.
    pub form: Form,
    /// Columns from the line's start to the end of its text.
    pub width: u32,
    /// Whether white space stands before it.
    pub indented: bool,
    /// Whether it is read as a line of its own, but goes on in the source with the line above it.
    pub goes_on: bool,
}

/// What a line is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// White space only.
    Blank,
    /// A page number.
    Page,
    /// The rule between header and rows of a pipe table.
    Rule,
    /// An entry of the table of contents.
    Contents,
    /// It starts with a bar.
    Pipe,
    /// It has a tab inside.
    Tabbed,
    /// It has a box inside.
    Boxed,
    /// It starts with a number.
    Numbered(Mark),
    /// It starts with 、, the rest of a lost number.
    Lost(u32),
    /// Anything else.
    Text,
}

/// The number at the start of a line, relative to the line's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its value; the last number of a decimal.
    pub value: u32,
    /// The first number of a decimal; its value for the others.
    pub major: u32,
    /// How it is written.
    pub style: Style,
    /// The bytes of number and punctuation.
    pub length: u32,
    /// Where the text behind it starts.
    pub rest: u32,
}

/// Every line of the text, in order, without gaps. A line that is left out belongs to the line above it, as if it were a part of its end.
pub(super) fn lines(text: &str, left_out: &[Cut]) -> Vec<Shape> {
    let mut lines: Vec<Shape> = Vec::with_capacity(text.len() / 48 + 1);
    let mut start = 0;
    let mut left_out = left_out.iter().map(|cut| cut.span).peekable();
    let bytes = text.as_bytes();
    let mut add = |end: usize| {
        if end == start {
            return;
        }
        let full = Span::new(start, end);
        while left_out.peek().is_some_and(|cut| cut.end <= full.start) {
            left_out.next();
        }
        match (lines.last_mut(), left_out.peek()) {
            (Some(above), Some(cut)) if cut.contains(full) => above.full.end = full.end,
            (None, Some(cut)) if cut.contains(full) => lines.push(shape(text, full, &[full])),
            (_, Some(cut)) if cut.overlaps(full) => {
                let cuts = std::iter::from_fn(|| left_out.next_if(|cut| cut.end <= full.end));
                lines.push(shape(text, full, &cuts.collect::<Vec<_>>()));
            }
            (_, Some(_) | None) => lines.push(shape(text, full, &[])),
        }
        start = end;
    };
    if memchr::memchr(b'\r', bytes).is_none() {
        memchr_iter(b'\n', bytes).for_each(|at| add(at + 1));
    } else {
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let pair = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !pair {
                add(at + 1);
            }
        }
    }
    add(text.len());
    lines
}

fn shape(text: &str, full: Span, left_out: &[Span]) -> Shape {
    let content = full.of(text).trim_end_matches(['\n', '\r']).len() as u32;
    let span = without(text, trim(text, Span { start: full.start, end: full.start + content }), left_out);
    let line = span.of(text);
    let (span, line) = unhashed(span, line);
    let before = Span { start: full.start, end: span.start }.of(text);
    Shape { full, text: span, form: form(line), width: width(before) + width(line), indented: !before.is_empty(), goes_on: false }
}

impl Shape {
    /// The parts of a line that is read as if it ended before each of `starts`, which ascend inside its text behind white space.
    pub fn broken(self, text: &str, starts: &[u32]) -> Vec<Shape> {
        let firsts = std::iter::once(self.text.start).chain(starts.iter().copied());
        let ends = starts.iter().copied().chain([self.full.end]);
        let part = |(first, end): (u32, u32)| {
            let whole = first == self.text.start;
            let span = trim(text, Span { start: first, end: end.min(self.text.end) });
            let full = Span { start: if whole { self.full.start } else { first }, end };
            let line = span.of(text);
            Shape { full, text: span, form: form(line), width: width(line), indented: whole && self.indented, goes_on: !whole }
        };
        firsts.zip(ends).map(part).collect()
    }
}

/// A trimmed span without what is left out at its ends.
fn without(text: &str, mut span: Span, left_out: &[Span]) -> Span {
    for cut in left_out {
        if !cut.overlaps(span) {
            continue;
        }
        if cut.start <= span.start {
            span = trim(text, Span { start: cut.end.min(span.end), end: span.end });
        } else if cut.end >= span.end {
            span = trim(text, Span { start: span.start, end: cut.start });
        }
    }
    span
}

/// A line without the marks of a heading in Markdown: ## 二、资金.
fn unhashed(span: Span, line: &str) -> (Span, &str) {
    let marks = line.len() - line.trim_start_matches('#').len();
    match line.get(marks..).and_then(|rest| rest.strip_prefix(' ')) {
        Some(rest) if (1..=6).contains(&marks) && !rest.trim_start().is_empty() => {
            let rest = rest.trim_start();
            (Span { start: span.end - rest.len() as u32, end: span.end }, rest)
        }
        _ => (span, line),
    }
}

/// What a line without white space around it is by itself.
pub(super) fn form(line: &str) -> Form {
    let Some(first) = line.chars().next() else { return Form::Blank };
    let bytes = line.as_bytes();
    if matches!(first, '|' | '-' | ':') && bytes.iter().all(|byte| b"|-: \t".contains(byte)) && is(Rule::ruler, line) {
        return Form::Rule;
    }
    if first == '|' {
        return Form::Pipe;
    }
    if may_be_page(first, bytes) && is(Rule::page, line) {
        return Form::Page;
    }
    if may_be_contents(bytes) && is(Rule::contents, line) {
        return Form::Contents;
    }
    if let Some(tab) = memchr::memchr(b'\t', bytes) {
        return heading(line, tab).map_or(Form::Tabbed, Form::Numbered);
    }
    if has_box(bytes) {
        return Form::Boxed;
    }
    if first == '、' {
        return parse(Rule::lost, line).map_or(Form::Text, |pair| Form::Lost(pair.as_span().end() as u32));
    }
    let number = plain_mark(line).or_else(|| number(first, bytes).and_then(|rule| parse(rule, line)).and_then(mark));
    number.map_or(Form::Text, Form::Numbered)
}

/// The number of a heading with a note behind tabs, and no other cell: 一、预算执行情况→→单位：万元.
fn heading(line: &str, tab: usize) -> Option<Mark> {
    let (head, rest) = line.split_at_checked(tab)?;
    let mut cells = rest.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
    let note = cells.next().is_some_and(|cell| cell.contains(['：', ':'])) && cells.next().is_none();
    plain_mark(head).filter(|mark| note && mark.style == Style::Chinese)
}

/// 三、 and 3. before a word: the two numbers that most numbered lines begin with need no grammar.
fn plain_mark(line: &str) -> Option<Mark> {
    let end = line.char_indices().take(4).find(|(_, c)| matches!(c, '、' | '.')).map(|(at, _)| at)?;
    let (number, point) = (&line[..end], line.as_bytes()[end] == b'.');
    let length = end + if point { 1 } else { '、'.len_utf8() };
    let word = matches!(line.as_bytes().get(length), Some(0xE4..=0xE9));
    let (value, style) = match number.as_bytes() {
        [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9'] if point => (number.parse().ok()?, Style::ArabicPoint),
        [0xE4..=0xE9, ..] if !point => (chinese(number)?, Style::Chinese),
        _ => return None,
    };
    word.then_some(Mark { value, major: value, style, length: length as u32, rest: length as u32 })
}

fn parse(rule: Rule, line: &str) -> Option<Pair<'_, Rule>> {
    Grammar::parse(rule, line).ok()?.next()
}

fn is(rule: Rule, line: &str) -> bool {
    Grammar::parse(rule, line).is_ok()
}

fn may_be_page(first: char, bytes: &[u8]) -> bool {
    let ends = || {
        bytes.last().is_some_and(|last| last.is_ascii_digit() || matches!(last, b'-' | b'~'))
            || bytes.ends_with("页".as_bytes())
            || bytes.len() < 20
    };
    bytes.len() <= 60 && matches!(first, '0'..='9' | '-' | '—' | '－' | '–' | '~' | '～' | '·' | '第' | 'P' | 'p') && ends()
}

fn may_be_contents(bytes: &[u8]) -> bool {
    let ends =
        bytes.last().is_some_and(|last| last.is_ascii_digit() || matches!(last, b')' | b']' | b'-' | b'I' | b'V' | b'X' | b'i' | b'v'))
            || bytes.ends_with("）".as_bytes())
            || bytes.ends_with("—".as_bytes());
    ends && ["....", "……", "····", "- - -", "．．．", "・・・", "⋯⋯", "____", "••••"]
        .iter()
        .any(|leader| memmem::find(bytes, leader.as_bytes()).is_some())
}

/// Whether a character that is a box for certain stands in the line.
pub(super) fn has_box(bytes: &[u8]) -> bool {
    memchr_iter(0xE2, bytes).any(|at| {
        matches!(
            bytes.get(at + 1..at + 3),
            Some(
                [0x96, 0xA0..=0xA3] | [0x98, 0x90..=0x92] | [0x88, 0x9A] | [0x9C, 0x93 | 0x94 | 0x85] | [0x97, 0xBB] | [0x9D, 0x91 | 0x8F]
            )
        )
    })
}

/// The rule for a number that starts so; most lines start with none.
fn number(first: char, bytes: &[u8]) -> Option<Rule> {
    match first {
        '0'..='9' => {
            let digits = bytes.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
            let marked = matches!(bytes.get(digits), Some(b'.' | b')' | b' ' | 0xE3 | 0xEF));
            (digits < 3 && marked).then_some(Rule::by_digit)
        }
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => Some(Rule::by_hanzi),
        '（' | '(' => Some(Rule::by_bracket),
        '第' => Some(Rule::by_part),
        '①'..='⒛' | '㈠'..='㈩' => Some(Rule::by_glyph),
        _ => None,
    }
}

/// Whether the line is nothing but a day, or the blank for one.
pub(super) fn is_date(line: &str) -> bool {
    line.len() <= 90 && (line.contains('年') || line.starts_with(['1', '2', '（', '('])) && is(Rule::dateline, line)
}

fn mark(line: Pair<'_, Rule>) -> Option<Mark> {
    let rest = line.as_span().end() as u32;
    let numeral = line.into_inner().next()?;
    let (rule, text) = (numeral.as_rule(), numeral.as_str());
    let value = value(rule, text)?;
    let major = if rule == Rule::decimal { numbers(text).next()? } else { value };
    Some(Mark { value, major, style: style(rule)?, length: text.len() as u32, rest })
}

fn style(found: Rule) -> Option<Style> {
    Some(match found {
        Rule::part => Style::Part,
        Rule::article => Style::Article,
        Rule::chinese => Style::Chinese,
        Rule::chinese_bracketed | Rule::hanzi_glyph => Style::ChineseBracketed,
        Rule::circled => Style::Circled,
        Rule::arabic_bracketed | Rule::bracketed_glyph => Style::ArabicBracketed,
        Rule::arabic_half => Style::ArabicHalfBracketed,
        Rule::decimal => Style::Decimal,
        Rule::arabic_comma => Style::ArabicComma,
        Rule::arabic_point | Rule::pointed_glyph => Style::ArabicPoint,
        _ => return None,
    })
}

/// The value of a number; the last one of a decimal.
fn value(found: Rule, text: &str) -> Option<u32> {
    let glyph = |first: char| text.chars().next().map(|c| c as u32 - first as u32 + 1);
    match found {
        Rule::circled => glyph('①'),
        Rule::bracketed_glyph => glyph('⑴'),
        Rule::pointed_glyph => glyph('⒈'),
        Rule::hanzi_glyph => glyph('㈠'),
        _ => numbers(text).last().or_else(|| chinese(text.trim_matches(|c| !"一二三四五六七八九十〇".contains(c)))),
    }
}

fn numbers(text: &str) -> impl Iterator<Item = u32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok())
}

/// What a box, or what may be one, says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// A ticked box.
    Ticked,
    /// A box left empty.
    Empty,
    /// What may be a box: R, 口.
    Doubtful,
}

/// The boxes of a line, relative to the line.
pub(super) fn boxes(line: &str) -> Vec<(Mood, Span)> {
    let mut boxes = Vec::new();
    let mut done = 0;
    for (at, _) in line.char_indices().filter(|&(_, c)| may_be_box(c)) {
        let pair = if at < done { None } else { parse(Rule::mark, &line[at..]) };
        if let Some(pair) = pair {
            done = at + pair.as_str().len();
            let mood = match pair.as_rule() {
                Rule::tick => Mood::Ticked,
                Rule::empty => Mood::Empty,
                _ => Mood::Doubtful,
            };
            boxes.push((mood, Span::new(at, done)));
        }
    }
    boxes
}

fn may_be_box(c: char) -> bool {
    matches!(
        c,
        '□' | '☐'
            | '▢'
            | '◻'
            | '❑'
            | '❏'
            | '☑'
            | '☒'
            | '■'
            | '√'
            | '✓'
            | '✔'
            | '✅'
            | '▣'
            | 'R'
            | '口'
            | '○'
            | '●'
            | '◯'
            | '（'
            | '('
            | '['
    )
}
