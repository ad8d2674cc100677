//! Which numbered lines are headings and which are items of a list.

use super::document::{LineKind, Style};
use super::draft::Reading;
use super::lines::{Form, Mark};
use super::notation::is_space;
use super::vocabulary::{Roles, Vocabulary};
use std::collections::HashMap;

/// A heading has at most so many bytes before its stop (forty characters).
const TITLE: usize = 120;
/// A heading with its text on the same line has at most so many before the stop.
const SHORT_TITLE: usize = 90;

/// What a numbered line looks like by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    /// A title, by its last word.
    Title,
    /// A title and its text: 产出指标。全年……
    Titled,
    /// A title by its last word that ends like a sentence: 专业人员不足。
    Closed,
    /// A sentence.
    Item,
    /// Short, without a stop: a title or an item, as its neighbours are.
    Short,
}

/// A numbered line, told to be a heading or an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered {
    /// Its line.
    pub line: usize,
    /// Its number; none for a heading whose number was lost.
    pub mark: Option<Mark>,
    /// Heading or Item.
    pub kind: LineKind,
}

/// Every numbered line among the open lines from `body` on. `last` gives the last line of the paragraph that starts at a line.
pub(super) fn numbered(reading: &Reading<'_>, body: usize, last: &dyn Fn(usize) -> usize) -> Vec<Numbered> {
    let mut found: Vec<(Numbered, Look, bool)> = Vec::new();
    let mut known = Known::default();
    let mut skip = body;
    let mut annex = None;
    for at in body..reading.lines.len() {
        if at < skip || !reading.open(at) {
            continue;
        }
        let end = last(at);
        skip = end + 1;
        let line = reading.line(at);
        let numbered = matches!(reading.lines[at].form, Form::Numbered(mark) if !matches!(mark.style, Style::Part | Style::Chinese | Style::ChineseBracketed));
        if numbered && reading.previous(at).is_some_and(|above| annex == Some(above) || lists_annexes_above(reading, above)) {
            annex = Some(end);
            continue;
        }
        let (mark, rest) = match reading.lines[at].form {
            Form::Numbered(mark) if is_enumeration(mark, line) || goes_on_inside(reading, at, mark) => continue,
            Form::Numbered(mark) => match known.accept(mark, line, reading.words) {
                Some(mark) => (Some(mark), line.get(mark.rest as usize..).unwrap_or("")),
                None => continue,
            },
            Form::Lost(rest) => (None, line.get(rest as usize..).unwrap_or("")),
            Form::Text | Form::Blank | Form::Page | Form::Rule | Form::Contents | Form::Pipe | Form::Tabbed | Form::Boxed => continue,
        };
        let end_line = reading.line(end);
        let look = look(rest, if end > at { end_line } else { rest }, end > at, reading.words);
        if mark.is_none() && look == Look::Item {
            continue;
        }
        let next = reading.next(end).filter(|&next| reading.open(next)).map(|next| reading.lines[next].form);
        let style = mark.map(|mark| mark.style);
        let adjacent = matches!(next, Some(Form::Numbered(next)) if style == Some(next.style));
        // （二）产出情况。 above 1.食品安全。…: what is counted below it makes it a heading in spite of its stop.
        let heads = matches!(next, Some(Form::Numbered(next)) if style.is_some_and(|style| style != next.style) && next.value == 1);
        let look = if look == Look::Closed && heads { Look::Titled } else { look };
        found.push((Numbered { line: at, mark, kind: LineKind::Heading }, look, adjacent));
    }
    decide(&found)
}

/// 1.目标不够合理；2.核算不规范； / 3.周期偏长: the number before stands inside the line above, where the paragraph was broken.
fn goes_on_inside(reading: &Reading<'_>, at: usize, mark: Mark) -> bool {
    let before = format!("{}.", mark.value.saturating_sub(1));
    let above = at.checked_sub(1).map_or("", |above| reading.line(above));
    mark.style == Style::ArabicPoint
        && mark.value > 1
        && above.match_indices(&before).any(|(at, _)| above[..at].ends_with(['；', '。', '：', '，', ';']))
}

/// 附件：1.指标体系, 注：1.定性指标分三档: the numbers below are not the report's.
fn lists_annexes(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.line(at);
    let colon = line.char_indices().take(6).find(|(_, c)| matches!(c, '：' | ':'));
    colon.is_some_and(|(at, _)| reading.words.roles(&line[..at]).any(Roles::ANNEX.or(Roles::NOTE)))
}

/// The same of a line or the one before it, where the first of the names goes on in a line of its own.
fn lists_annexes_above(reading: &Reading<'_>, above: usize) -> bool {
    let broken = || reading.lines[above].form == Form::Text && above.checked_sub(1).is_some_and(|first| lists_annexes(reading, first));
    lists_annexes(reading, above) || broken()
}

/// ①……②…… on one line: a paragraph that counts inside itself.
fn is_enumeration(mark: Mark, line: &str) -> bool {
    mark.style == Style::Circled && line.chars().skip(1).any(|c| ('①'..='⑳').contains(&c))
}

/// Numbers met so far, to tell a number from a figure at the start of a line.
#[derive(Default)]
struct Known {
    last: HashMap<Style, u32>,
    decimals: Option<(u32, u32)>,
}

impl Known {
    /// The number, perhaps read another way, when it goes with those before it.
    fn accept(&mut self, mark: Mark, line: &str, words: &Vocabulary) -> Option<Mark> {
        let mark = match mark.style {
            Style::Decimal => self.decimal(mark, line, words)?,
            Style::Part | Style::Article | Style::Chinese | Style::ChineseBracketed | Style::Circled => mark,
            Style::ArabicComma | Style::ArabicPoint | Style::ArabicBracketed | Style::ArabicHalfBracketed => {
                let last = self.last.get(&mark.style).copied().unwrap_or(0);
                (mark.value >= 1 && mark.value <= last.max(1) + 3).then_some(mark)?
            }
        };
        self.last.insert(mark.style, mark.value);
        Some(mark)
    }

    /// 1.1 after 1 or after nothing, 1.2 after 1.1; else "1." before a text that starts with a figure.
    fn decimal(&mut self, mark: Mark, line: &str, words: &Vocabulary) -> Option<Mark> {
        let follows = match self.decimals {
            Some((major, value)) => (mark.major == major && mark.value <= value + 2) || (mark.major <= major + 1 && mark.value == 1),
            None => mark.value == 1 && mark.major <= 2,
        };
        let pointed = self.last.get(&Style::ArabicPoint).copied().unwrap_or(0);
        let titled = mark.rest > mark.length || line.get(mark.rest as usize..).is_some_and(|rest| words.ends_heading(rest));
        if follows && (titled || pointed + 1 != mark.major) {
            self.decimals = Some((mark.major, mark.value));
            return Some(mark);
        }
        let point = line.find(['.', '．'])?;
        let length = point + line.get(point..)?.chars().next()?.len_utf8();
        let style = Style::ArabicPoint;
        (mark.major == pointed + 1).then_some(Mark {
            value: mark.major,
            major: mark.major,
            style,
            length: length as u32,
            rest: length as u32,
        })
    }
}

/// What the text behind a number looks like; `end` is its last line, when it goes on below.
fn look(rest: &str, end: &str, wrapped: bool, words: &Vocabulary) -> Look {
    let listed = end.ends_with(['；', ';', '，', '、']);
    if rest.is_empty() {
        return Look::Short;
    }
    if is_row(rest) {
        return Look::Item;
    }
    if let Some((title, _)) = split(rest, words) {
        let figures = title.contains(|c: char| c.is_ascii_digit()) && !words.ends_heading(title);
        return if listed || figures { Look::Item } else { Look::Titled };
    }
    let stopped = listed || end.ends_with(['。', '！', '？']);
    if stopped || wrapped && rest.contains('，') || rest.len() > TITLE || rest.contains('；') {
        let title = rest.trim_end_matches('。');
        return if title.len() <= 30 && !listed && words.ends_heading(title) && !title.contains('，') { Look::Closed } else { Look::Item };
    }
    let title = rest.trim_end_matches(['：', ':']);
    match words.ends_heading(title) && !title.contains(['，', ',']) {
        true => Look::Title,
        false => Look::Short,
    }
}

/// 清查村数　目标186个　完成186个　满分20　得20: cells with figures between wide gaps.
fn is_row(rest: &str) -> bool {
    let mut start = 0;
    let wide = super::cover::gaps(rest).into_iter().filter(|&(gap, end)| super::cover::is_wide(&rest[gap..end]));
    let cells = wide.chain([(rest.len(), rest.len())]).map(|(gap, end)| &rest[std::mem::replace(&mut start, end)..gap]);
    let figures: Vec<bool> = cells.map(|cell| cell.contains(|c: char| c.is_ascii_digit())).collect();
    figures.len() > 2 && figures.iter().filter(|figure| **figure).count() > 1
}

/// The title and the start of the text behind it, when a heading and its text stand on one line.
pub(super) fn split<'a>(rest: &'a str, words: &Vocabulary) -> Option<(&'a str, usize)> {
    let stop = rest.char_indices().take(TITLE / 3).find(|(_, c)| matches!(c, '。' | '：' | ':' | '；' | '？' | '！'));
    if let Some((at, c)) = stop
        && matches!(c, '。' | '：' | ':')
    {
        let (title, body) = (&rest[..at], at + c.len_utf8());
        let text = rest[body..].trim();
        let plain = !title.is_empty() && at <= SHORT_TITLE && !title.contains(['，', ',', '“', '《']);
        if plain && !text.is_empty() && !(c == ':' && text.starts_with(|c: char| c.is_ascii_digit())) {
            return Some((title, body));
        }
        if !text.is_empty() {
            return None;
        }
    }
    let start = rest.char_indices().take(SHORT_TITLE / 3).find(|&(_, c)| is_space(c))?.0;
    let end = rest.len() - rest[start..].trim_start_matches(is_space).len();
    let title = &rest[..start];
    let text = &rest[end..];
    let wide = super::cover::is_wide(&rest[start..end]);
    (text.len() > 45 && text.contains('。') && !title.contains(['，', '、', '。', '：']) && (wide || words.ends_heading(title)))
        .then_some((title, end))
}

/// Neighbours decide what a line by itself does not: one item among lines that follow each other makes a list of them.
fn decide(found: &[(Numbered, Look, bool)]) -> Vec<Numbered> {
    let mut out = Vec::with_capacity(found.len());
    let mut at = 0;
    while at < found.len() {
        let run = 1 + found[at..].iter().take_while(|(_, _, adjacent)| *adjacent).count();
        let run = &found[at..(at + run).min(found.len())];
        let sentence = |look: Look| look == Look::Item || look == Look::Closed && run.len() > 1;
        let items = run.iter().any(|(_, look, _)| sentence(*look));
        let short = run.iter().filter(|(_, look, _)| *look == Look::Short).count();
        let titles = run.iter().filter(|(_, look, _)| *look == Look::Title).count();
        for (line, look, _) in run {
            let top = line.mark.is_some_and(|mark| matches!(mark.style, Style::Part | Style::Chinese));
            let kind = match look {
                Look::Title if !top && (items || short >= 2) && titles * 2 < run.len() => LineKind::Item,
                Look::Title => LineKind::Heading,
                Look::Item => LineKind::Item,
                Look::Closed if !top && run.len() > 1 => LineKind::Item,
                Look::Closed => LineKind::Heading,
                Look::Titled if items && !top => LineKind::Item,
                Look::Short if !top && (items || short >= 2) => LineKind::Item,
                Look::Titled | Look::Short => LineKind::Heading,
            };
            out.push(Numbered { kind, ..*line });
        }
        at += run.len();
    }
    out
}
