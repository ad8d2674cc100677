//! The figures of an account, each with what the words before it say of it.

use crate::data::measures::Entry;
use crate::facts::Context;
use crate::facts::near::in_named_unit;
use crate::facts::sheet::printed;
use crate::quantity::{Dimension, Mode, Quantity};
use crate::text::Span;
use crate::values::Figure;

/// The name of a figure is no longer than this, in bytes, where it stands on the line above.
const NAME: usize = 60;
/// Words farther before a figure than this, in bytes, are not read.
const REACH: usize = 120;

/// A figure of an account.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub quantity: Quantity,
    pub span: Span,
    /// The words of its clause before it.
    pub words: Span,
    pub part: Part,
    /// In brackets, or behind 其中: told once already.
    pub aside: bool,
    /// Which line and which section it stands in.
    pub line: usize,
    pub section: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Opening,
    Closing,
    /// Money that is to come in.
    Due,
    Into,
    /// Money that was passed on.
    Passed,
    Out,
    Unknown,
}

impl Part {
    pub fn is_in(self) -> bool {
        matches!(self, Part::Due | Part::Into)
    }

    pub fn is_out(self) -> bool {
        matches!(self, Part::Passed | Part::Out)
    }
}

/// The figures of a document that may stand in an account, in order.
pub(super) fn items(context: &Context<'_>) -> Vec<Item> {
    let text: &str = &context.document.flow.text;
    let account = &context.knowledge.measures.account;
    if !account.find(text).any(|(_, entry)| *entry == Entry::Begins) {
        return Vec::new();
    }
    let mut items: Vec<Item> = Vec::new();
    let (mut end, mut from) = (0, 0);
    let mut at = At::default();
    for figure in &context.values.figures {
        let start = figure.span.start as usize;
        at.pass(text.get(from..start).unwrap_or(""));
        from = start.max(from);
        let plain = figure.well_formed && !figure.duration && figure.per().is_none() && figure.upper().is_none();
        let kind = matches!(figure.quantity.unit.dimension, Dimension::Money | Dimension::Count(_) | Dimension::Plain);
        let words = words(text, end, start);
        if plain && kind && !matches!(figure.quantity.mode, Mode::Hedged(_)) {
            let mut found = item(context, figure, words, &at);
            // 收入：省级补助210万元、医院配套60万元: a list has the word before its first figure.
            let listed = text.get(end..).is_some_and(|behind| behind.starts_with('、'));
            if let (Some(item), Some(before)) = (&mut found, items.last().filter(|_| listed)) {
                let told = matches!(item.part, Part::Unknown | Part::Due) && (before.part.is_in() || before.part.is_out());
                item.part = if told { before.part } else { item.part };
            }
            items.extend(found);
        }
        end = figure.span.end as usize;
    }
    items
}

/// Where in the text a figure stands.
#[derive(Default)]
struct At {
    line: usize,
    /// The brackets of the line before it that open, and that close.
    brackets: (usize, usize),
}

impl At {
    fn pass(&mut self, text: &str) {
        for mark in text.chars() {
            match mark {
                '\n' => *self = At { line: self.line + 1, brackets: (0, 0) },
                '（' | '(' => self.brackets.0 += 1,
                '）' | ')' => self.brackets.1 += 1,
                _ => {}
            }
        }
    }
}

fn item(context: &Context<'_>, figure: &Figure, words: Span, at: &At) -> Option<Item> {
    let text: &str = &context.document.flow.text;
    let said = words.of(text);
    if !said.contains(char::is_alphabetic) {
        return None;
    }
    let entries: Vec<Entry> = context.knowledge.measures.account.find(said).map(|(_, entry)| *entry).collect();
    Some(Item {
        quantity: in_named_unit(context, figure.quantity, words),
        span: printed(figure),
        words: Span { start: words.end - last_clause(said).len() as u32, end: words.end },
        part: part(&entries),
        aside: at.brackets.0 > at.brackets.1 || entries.contains(&Entry::Within),
        line: at.line,
        section: context.document.sections.partition_point(|section| section.heading.start <= figure.span.start),
    })
}

/// What the words say: what there is at a time, where such a word stands last; else that it went, or else that it came.
fn part(entries: &[Entry]) -> Part {
    let has = |entry: Entry| entries.contains(&entry);
    let flow = |entry: &Entry| matches!(entry, Entry::Due | Entry::Into | Entry::Passed | Entry::Out);
    let last = entries.iter().rev().find(|entry| flow(entry) || matches!(entry, Entry::Stock | Entry::Other));
    match last {
        Some(Entry::Stock) if has(Entry::Begins) => Part::Opening,
        Some(Entry::Stock) => Part::Closing,
        Some(Entry::Other) => Part::Unknown,
        Some(_) if has(Entry::Out) => Part::Out,
        Some(_) if has(Entry::Into) => Part::Into,
        Some(_) if has(Entry::Passed) => Part::Passed,
        Some(_) => Part::Due,
        None if entries.last() == Some(&Entry::Is) && has(Entry::Begins) => Part::Opening,
        None if entries.last() == Some(&Entry::Is) && has(Entry::Ends) => Part::Closing,
        None => Part::Unknown,
    }
}

/// The words before a figure in its sentence, behind the figure before; where it begins its line, the line above.
fn words(text: &str, after: usize, start: usize) -> Span {
    let from = text.floor_char_boundary(after.max(start.saturating_sub(REACH)));
    let before = text.get(from..start).unwrap_or("");
    let bare = before.trim_end_matches(|char: char| char.is_whitespace() || char == '|');
    let own = bare.len() == before.len() || !before[bare.len()..].contains('\n');
    let line = if own { before } else { bare };
    let sentence = line.rfind(['。', '；', ';', '！', '？', '\n']).map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let begin = if own || line.len() - sentence <= NAME { sentence } else { before.len() };
    Span::new(from + begin, start.max(from + begin))
}

fn last_clause(words: &str) -> &str {
    words.rsplit(['，', ',', '\n', '|', '、']).find(|clause| clause.contains(char::is_alphabetic)).unwrap_or(words)
}
