//! Signs and words that a template leaves where the author has to write. The extractor of terms finds them.

use super::near::{self, after, before, block_at, part, word, words};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::words::{Masks, Placeholders, Starts};
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// A sign or word that stands for a blank.
pub static PLACEHOLDER: Kind = Kind {
    name: "placeholder",
    zh: "占位符",
    en: "a sign or word that stands for a blank",
    fields: &[
        Field { name: "text", ty: Type::Text, zh: "占位符", en: "the sign or word" },
        Field {
            name: "form",
            ty: Type::Text,
            zh: "形式：cross、blank、asterisk、bracket、gap、ellipsis、word、somebody、letter",
            en: "cross, blank, asterisk, bracket, gap, ellipsis, word, somebody or letter",
        },
        Field { name: "before", ty: Type::Text, zh: "前文", en: "what stands before it" },
        Field { name: "after", ty: Type::Text, zh: "后文", en: "what stands behind it" },
        Field {
            name: "right_before", ty: Type::List(&Type::Text), zh: "前接这些词时不是占位符", en: "words behind which it is no blank"
        },
        Field {
            name: "right_after", ty: Type::List(&Type::Text), zh: "后接这些词时不是占位符", en: "words before which it is no blank"
        },
        Field { name: "noun", ty: Type::Text, zh: "其后的量词或名词", en: "the measure word or noun right behind it" },
        Field {
            name: "masks",
            ty: Type::Text,
            zh: "隐去的名称：person、company、number",
            en: "what it may mask: a person, a company, a number",
        },
        Field {
            name: "place",
            ty: Type::Text,
            zh: "所在位置：prose、heading、cell、field、sign-off、furniture",
            en: "prose, heading, cell, field, sign-off or furniture",
        },
        Field {
            name: "alone",
            ty: Type::Truth,
            zh: "是否独占一行、一格或一项",
            en: "whether nothing else stands in its line, cell or clause",
        },
        Field {
            name: "paired", ty: Type::Truth, zh: "是否成对，作强调标记", en: "whether it is one of two that mark a word between them"
        },
    ],
    uses: &["term"],
    extract: None,
};

/// How many characters are looked at around a sign.
const AROUND: usize = 12;

/// Adds the fact of a sign found by its shortest form; the place behind it.
pub(super) fn found<'a>(context: &Context<'a>, facts: &mut Facts<'a>, mark: usize, at: Range<usize>) -> usize {
    let text: &'a str = &context.document.flow.text;
    let Some(known) = context.knowledge.words.placeholders.marks.get(mark) else { return at.end };
    let Some(place) = whole(text, &at, &known.form, &context.knowledge.words.placeholders) else { return at.end };
    let sign = Sign { text, form: &known.form, place };
    if sign.is_code() {
        return sign.place.end;
    }
    let span = Span::new(sign.place.start, sign.place.end);
    let kind = block_at(context, span.start).map(|(_, block)| block.kind);
    let exception = context.knowledge.words.wording.exceptions.get(mark);
    let masks = &context.knowledge.words.placeholders.masks;
    let nouns = &context.knowledge.words.placeholders.nouns;
    let noun = nouns.longest(after(text, sign.place.end, AROUND));
    let values = vec![
        part(text, span),
        word(&known.form),
        word(before(text, sign.place.start, AROUND)),
        word(after(text, sign.place.end, AROUND)),
        words(exception.map_or(&[], |exception| exception.before.as_slice())),
        words(exception.map_or(&[], |exception| exception.after.as_slice())),
        noun.map_or(Value::Missing, word),
        sign.masks(masks, noun).map_or(Value::Missing, |masks| Value::Text(Cow::Borrowed(masks), None)),
        word(near::place(kind)),
        Value::Truth(sign.is_alone()),
        Value::Truth(sign.is_paired(nouns)),
    ];
    facts.push(&PLACEHOLDER, span, values);
    sign.place.end
}

/// The whole run of a sign; of a year with its digits before; of a bracket when it holds one of the blanks.
fn whole(text: &str, at: &Range<usize>, form: &str, data: &Placeholders) -> Option<Range<usize>> {
    match form {
        "word" | "somebody" => Some(at.clone()),
        "bracket" => bracket(text, at.start, data),
        "gap" => gap(text, at),
        _ => Some(at.start - year(text.get(..at.start)?, form)..if form == "letter" { at.end } else { run(text, at.end)? }),
    }
}

/// The end of a run of one sign.
fn run(text: &str, end: usize) -> Option<usize> {
    let sign = text.get(..end)?.chars().next_back()?;
    let rest = text.get(end..)?;
    Some(end + rest.len() - rest.trim_start_matches(sign).len())
}

/// The length of the digits before a sign that stands for the rest of a year: 20XX, 202×年.
fn year(head: &str, form: &str) -> usize {
    let digits = head.len() - head.trim_end_matches(|digit: char| digit.is_ascii_digit()).len();
    if matches!((form, digits), ("cross", 2) | ("letter", 3)) { digits } else { 0 }
}

/// A bracket with one of the blanks in it, or with nothing and a measure behind it.
fn bracket(text: &str, start: usize, data: &Placeholders) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let close = rest.char_indices().take(16).find(|(_, mark)| matches!(mark, '）' | ')'))?;
    let inner: Vec<&str> = rest.get(..close.0)?.trim_start_matches(['（', '(']).split_whitespace().collect();
    let end = close.0 + close.1.len_utf8();
    let measured = || inner.is_empty() && data.measures.open(rest.get(end..).unwrap_or(""));
    let blank = data.blanks.contains(&inner.join(" "));
    (blank || measured()).then_some(start..start + end)
}

/// The white space where a figure should stand, with the unit behind it: 补助资金    万元，. Words stand before it, a mark behind.
fn gap(text: &str, unit: &Range<usize>) -> Option<Range<usize>> {
    let inside = text.get(unit.clone())?.trim_start();
    let head = text.get(..unit.end - inside.len())?;
    let words = head.trim_end_matches([' ', '\u{3000}']);
    // 2023年  月  日: a date without its month and day. Without its year too, it is a line to be signed.
    let counts = |unit| words.strip_suffix(unit).is_some_and(|count| count.ends_with(|digit: char| digit.is_ascii_digit()));
    let dated = inside == "月" && counts('年') || inside == "日" && counts('月');
    if dated && head.len() > words.len() {
        let rest = text.get(unit.end..)?;
        let day = rest.trim_start_matches([' ', '\u{3000}']).strip_prefix('日').filter(|_| inside == "月");
        return Some(words.len()..day.map_or(unit.end, |day| text.len() - day.len()));
    }
    let counted = |left: char| !left.is_alphabetic() || left.is_ascii() || "一二三四五六七八九十百千万亿两几零〇".contains(left);
    let marked = text.get(unit.end..)?.starts_with(['，', '。', '；', '、', '）', ',', ';']);
    let wide = head.len() - words.len() >= 2;
    (wide && marked && !words.chars().next_back().is_none_or(counted)).then_some(words.len()..unit.end)
}

/// A sign in its text.
struct Sign<'t> {
    text: &'t str,
    form: &'t str,
    place: Range<usize>,
}

impl<'t> Sign<'t> {
    fn left(&self) -> Option<char> {
        self.text.get(..self.place.start).and_then(|head| head.chars().next_back())
    }

    fn right(&self) -> Option<char> {
        self.text.get(self.place.end..).and_then(|tail| tail.chars().next())
    }

    /// Whether it is part of a code, a formula, an address or a product instead of standing for words.
    fn is_code(&self) -> bool {
        let joined = |side: Option<char>| {
            side.is_some_and(|side| side.is_ascii_alphanumeric() || matches!(side, '@' | '/' | '\\' | '#' | '&' | '='))
        };
        match self.form {
            "word" | "somebody" | "ellipsis" | "bracket" | "gap" => false,
            "letter" => !self.opens_a_value(),
            "asterisk" => joined(self.left()) && joined(self.right()) && !self.is_number(),
            _ => joined(self.right()) || joined(self.left()),
        }
    }

    /// Whether a single letter or cross stands where a figure or a name is expected: 20X年, X月X日, 共×个.
    fn opens_a_value(&self) -> bool {
        let head = self.text.get(..self.place.start).unwrap_or_default();
        match head.chars().next_back() {
            None => true,
            Some(_) if self.text.get(self.place.clone()).is_some_and(|sign| sign.starts_with("20")) => true,
            Some(left) => {
                left.is_whitespace()
                    || matches!(
                        left,
                        '年' | '月'
                            | '第'
                            | '共'
                            | '约'
                            | '为'
                            | '，'
                            | '。'
                            | '、'
                            | '；'
                            | '：'
                            | '（'
                            | '('
                            | '《'
                            | '|'
                            | '从'
                            | '至'
                            | '于'
                    )
            }
        }
    }

    fn is_number(&self) -> bool {
        self.left().is_some_and(|side| side.is_ascii_digit())
            && self.right().is_some_and(|side| side.is_ascii_digit())
            && self.place.len() >= 4
    }

    /// What the sign may mask: a person's or a firm's name, or the middle of a long number.
    fn masks(&self, data: &Masks, noun: Option<&str>) -> Option<&'static str> {
        if self.form == "gap" {
            return None;
        }
        if self.is_number() {
            return Some("number");
        }
        let behind = after(self.text, self.place.end, 16);
        let name = &behind
            [..behind.find(|mark: char| !mark.is_alphanumeric() && !matches!(mark, '（' | '）' | '(' | ')')).unwrap_or(behind.len())];
        if self.form != "blank" && data.companies.iter().any(|ending| name.contains(ending.as_str())) {
            return Some("company");
        }
        let surname = self.left().is_some_and(|left| data.surnames.contains(left));
        // 张某某因病离职, 王××接替: a surname and such a sign are a person, whatever the person does.
        let common = self.left().is_some_and(|left| data.common.contains(left));
        let somebody = noun.is_none() && (self.form == "somebody" || self.form == "cross" && common);
        let titled = somebody || data.titles.open(behind) || behind.chars().next().is_none_or(|next| !next.is_alphanumeric());
        (surname && titled && noun.is_none_or(|noun| data.titles.longest(behind).is_some_and(|title| title.starts_with(noun))))
            .then_some("person")
    }

    /// Whether nothing else stands between the marks around it: in its line, cell, item or clause.
    fn is_alone(&self) -> bool {
        let edge = |side: char| matches!(side, '\n' | '|' | '\t' | '、' | '。' | '；' | '：' | ':' | '）' | ')' | '.' | '．');
        let head = self.text.get(..self.place.start).unwrap_or_default().trim_end_matches([' ', '\u{3000}']);
        let tail = self.text.get(self.place.end..).unwrap_or_default().trim_start_matches([' ', '\u{3000}']);
        head.chars().next_back().is_none_or(edge) && tail.chars().next().is_none_or(|side| matches!(side, '\n' | '|' | '\t' | '。' | '；'))
    }

    /// Whether another of its kind stands in the line so that the two enclose words: **重点**.
    fn is_paired(&self, nouns: &Starts) -> bool {
        let Some(sign) = self.text.get(self.place.clone()).filter(|_| self.form == "asterisk") else { return false };
        let line = before(self.text, self.place.start, 80);
        let behind = after(self.text, self.place.end, 80);
        let encloses = |inner: &str| !inner.is_empty() && inner.trim() == inner && !nouns.open(inner);
        let opened = line.rfind(sign).is_some_and(|at| encloses(&line[at + sign.len()..]));
        let closed = behind.find(sign).is_some_and(|at| encloses(&behind[..at]));
        opened || closed
    }
}
