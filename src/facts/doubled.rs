//! Words and marks that stand twice running.

use super::near::{after, before, part, word, words};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::words::{Character, Doubles, is_han};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A word or mark that stands twice running.
pub static DOUBLED: Kind = Kind {
    name: "doubled",
    zh: "重复的词或标点",
    en: "a word or mark that stands twice running",
    fields: &[
        Field { name: "text", ty: Type::Text, zh: "重复处", en: "both, as they stand" },
        Field { name: "once", ty: Type::Text, zh: "单写", en: "what stands once; missing when two marks differ" },
        Field {
            name: "form",
            ty: Type::Text,
            zh: "形式：word、character、figure、mark、title",
            en: "word, character, figure, mark, or title: a title's last word behind its bracket",
        },
        Field {
            name: "listed", ty: Type::Truth, zh: "是否属于不叠用的词", en: "whether it is one of the words that are never doubled"
        },
        Field { name: "before", ty: Type::Text, zh: "前文", en: "what stands before it" },
        Field { name: "after", ty: Type::Text, zh: "后文", en: "what stands behind it" },
        Field {
            name: "right_before", ty: Type::List(&Type::Text), zh: "前接这些词时写法正确", en: "words behind which it is right"
        },
        Field {
            name: "right_after", ty: Type::List(&Type::Text), zh: "后接这些词时写法正确", en: "words before which it is right"
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// The longest word that is looked for, in characters.
const LONGEST: u32 = 12;
/// The characters remembered: more than the longest word.
const MEMORY: usize = 16;
/// The count of the first character: so far from 0 that an empty slot is long ago.
const FIRST: u32 = 2 * LONGEST;
/// Slots for the last place of a character; two characters that share one hide each other at times.
const SLOTS: usize = 1024;
/// How many characters are shown around.
const AROUND: usize = 6;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let doubles: &'a Doubles = &context.knowledge.words.doubles;
    let mut reader = Reader {
        text,
        doubles,
        singles: &context.knowledge.words.double_characters,
        seen: [[0; 2]; SLOTS],
        starts: [0; MEMORY],
        floor: FIRST,
    };
    let (mut done, mut marked) = (0, false);
    for (count, (at, character)) in (FIRST..).zip(text.char_indices()) {
        let seen = reader.note(count, at, character);
        let mark = !is_han(character) && is_mark(character);
        let behind_mark = std::mem::replace(&mut marked, mark);
        let candidate = if mark { behind_mark || character == '》' } else { reader.may_be_double(count, at, seen) };
        if !candidate || at < done {
            continue;
        }
        if let Some(double) = reader.double(count, at, character, seen) {
            done = double.span.end as usize;
            push(facts, text, double);
        }
    }
}

/// The text, with where each character was seen last.
struct Reader<'a> {
    text: &'a str,
    doubles: &'a Doubles,
    singles: &'a BTreeMap<char, Character>,
    /// By the low bits of a character: the counts at which one of them stood last, and before that.
    seen: [[u32; 2]; SLOTS],
    /// The byte offsets of the last characters, by the low bits of their count.
    starts: [usize; MEMORY],
    /// The count of the first character of this line.
    floor: u32,
}

/// What stands twice.
struct Double<'a> {
    span: Span,
    once: Option<&'a str>,
    form: &'static str,
    listed: bool,
    before: &'a [String],
    after: &'a [String],
}

impl<'a> Reader<'a> {
    /// Remembers the character; the counts at which characters of the same low bits stood last, and before that.
    fn note(&mut self, count: u32, at: usize, character: char) -> [u32; 2] {
        self.starts[count as usize % MEMORY] = at;
        if character == '\n' {
            self.floor = count + 1;
        }
        let seen = &mut self.seen[character as usize % SLOTS];
        std::mem::replace(seen, [count, seen[0]])
    }

    /// Whether what may stand twice ends alike: most does not.
    #[inline]
    fn may_be_double(&self, count: u32, at: usize, seen: [u32; 2]) -> bool {
        let bytes = self.text.as_bytes();
        let ends_alike = |last: u32| {
            let length = at - self.start(last);
            bytes.get(at + length - 1) == bytes.get(at - 1)
        };
        let near = |last: u32| count - last <= LONGEST;
        near(seen[0]) && (ends_alike(seen[0]) || near(seen[1]) && ends_alike(seen[1]))
    }

    fn double(&self, count: u32, at: usize, character: char, seen: [u32; 2]) -> Option<Double<'a>> {
        if character == '》' {
            return self.title(at);
        }
        if is_mark(character) {
            return self.mark(count, at, character);
        }
        let lately = seen.into_iter().filter(|last| *last >= self.floor && count - last <= LONGEST);
        lately.map(|last| count - last).find_map(|period| self.twice(count, at, character, period))
    }

    /// What has stood `period` characters ago, when it stands here again.
    fn twice(&self, count: u32, at: usize, character: char, period: u32) -> Option<Double<'a>> {
        let start = self.start(count - period);
        let once = self.text.get(start..at)?;
        if !self.text.get(at..)?.starts_with(once) {
            return None;
        }
        let span = Span::new(start, at + once.len());
        if period == 1 { self.character(span, once, character) } else { self.word(span, once) }
    }

    fn start(&self, count: u32) -> usize {
        self.starts[count as usize % MEMORY]
    }

    /// Two marks of which one is too many.
    fn mark(&self, count: u32, at: usize, character: char) -> Option<Double<'a>> {
        let start = self.start(count - 1);
        let first = self.text.get(start..at)?;
        if !first.starts_with(is_mark) {
            return None;
        }
        let pair = self.text.get(start..at + character.len_utf8())?;
        self.doubles.marks.signs.iter().any(|sign| sign == pair).then_some(())?;
        let rest = self.text.get(at..)?;
        let end = at + rest.len() - rest.trim_start_matches(character).len();
        let once = Some(first).filter(|first| pair.ends_with(first));
        Some(Double { span: Span::new(start, end), once, form: "mark", listed: true, before: &[], after: &[] })
    }

    /// A single character, when it is one that is not doubled.
    fn character(&self, span: Span, once: &'a str, character: char) -> Option<Double<'a>> {
        let single = self.singles.get(&character)?;
        let figure = before(self.text, span.start as usize, 1)
            .chars()
            .next()
            .is_some_and(|left| left.is_ascii_digit() || matches!(left, '万' | '亿'));
        let exception = &single.exception;
        (figure || !single.digit).then_some(Double {
            span,
            once: Some(once),
            form: "character",
            listed: true,
            before: &exception.before,
            after: &exception.after,
        })
    }

    /// A word of two characters or more, or a figure with its unit.
    fn word(&self, span: Span, once: &'a str) -> Option<Double<'a>> {
        let is_word = |character: char| character.is_alphanumeric() || matches!(character, '.' | '%' | '％');
        if !once.chars().all(is_word) || once.is_ascii() && !once.contains('%') {
            return None;
        }
        let figure = once.contains(|digit: char| digit.is_ascii_digit());
        // 2021—2023年3年间: the end of a number and another number.
        let digit = |side: Option<char>| side.is_some_and(|side| side.is_ascii_digit());
        if digit(once.chars().next()) && digit(before(self.text, span.start as usize, 1).chars().next()) {
            return None;
        }
        let listed = self.doubles.words.iter().any(|word| word == once);
        let after: &[String] = if listed { &self.doubles.after } else { &[] };
        Some(Double { span, once: Some(once), form: if figure { "figure" } else { "word" }, listed, before: &[], after })
    }

    /// The last word of a title once more behind the bracket: 《……的通知》通知.
    fn title(&self, at: usize) -> Option<Double<'a>> {
        let (head, tail) = (self.text.get(..at)?, self.text.get(at + '》'.len_utf8()..)?);
        let both = |word: &&String| head.ends_with(word.as_str()) && tail.starts_with(word.as_str());
        let word = self.doubles.titles.words.iter().filter(both).max_by_key(|word| word.len())?;
        let span = Span::new(at - word.len(), at + '》'.len_utf8() + word.len());
        let once = self.text.get(span.start as usize..at + '》'.len_utf8());
        Some(Double { span, once, form: "title", listed: true, before: &[], after: &self.doubles.titles.after })
    }
}

/// Whether it is a mark of punctuation, for all that reports are written with.
fn is_mark(character: char) -> bool {
    match character {
        '\0'..='\x7F' => character.is_ascii_punctuation(),
        '\u{3001}'..='\u{301F}' | '\u{2010}'..='\u{2027}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => true,
        _ => false,
    }
}

fn push<'a>(facts: &mut Facts<'a>, text: &'a str, double: Double<'a>) {
    let (start, end) = (double.span.start as usize, double.span.end as usize);
    let values = vec![
        part(text, double.span),
        double.once.map_or(Value::Missing, |once| Value::Text(Cow::Borrowed(once), None)),
        word(double.form),
        Value::Truth(double.listed),
        word(before(text, start, AROUND)),
        word(after(text, end, AROUND)),
        words(double.before),
        words(double.after),
    ];
    facts.push(&DOUBLED, double.span, values);
}
