//! What stands around a place in the flow: for extractors that judge a word by its surroundings.

use super::Context;
use crate::data::connectors::Naming;
use crate::data::measures::Measures;
use crate::quantity::{Dimension, Mode, Quantity};
use crate::schema::Value;
use crate::syntax::{Block, LineKind};
use crate::text::Span;
use std::borrow::Cow;

/// Marks that end a clause.
pub const CLAUSE: &[char] = &['，', '。', '；', '：', '！', '？', ',', ';', '\n'];

/// What parts the names of a list.
pub const JOINTS: [char; 4] = ['、', '和', '与', '及'];

/// The numerals of notation, from one.
pub const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// The lines of a text that are not blank, without the blanks at their end.
pub fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let spans = text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        span
    });
    spans.filter(|span| !span.is_empty())
}

/// The characters, `count` at most, right before `at`, in its line.
pub fn before(text: &str, at: usize, count: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let from = head.char_indices().rev().take_while(|(_, character)| *character != '\n').take(count).last();
    from.map_or("", |(from, _)| &head[from..])
}

/// The characters, `count` at most, right behind `at`, in its line.
pub fn after(text: &str, at: usize, count: usize) -> &str {
    let tail = text.get(at..).unwrap_or_default();
    let last = tail.char_indices().take_while(|(_, character)| *character != '\n').take(count).last();
    last.map_or("", |(last, character)| &tail[..last + character.len_utf8()])
}

/// The beginning of `words`, `limit` bytes at most.
pub fn head(words: &str, limit: usize) -> &str {
    let end = (0..=limit.min(words.len())).rev().find(|at| words.is_char_boundary(*at));
    &words[..end.unwrap_or(0)]
}

/// How many characters may stand between: 没有, 未作, 不存在.
const BETWEEN: usize = 2;

/// Whether the words right before a place deny what stands there: 未追加, 没有结转.
pub fn is_denied(measures: &Measures, words: &str, at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default().chars().rev();
    before.take(BETWEEN + 1).take_while(|char| char.is_alphanumeric()).any(|char| measures.left.contrary.contains(&char))
}

/// Whether the place lies between quotation marks or in a title, of this line.
pub fn is_quoted(text: &str, at: usize) -> bool {
    let head = before(text, at, 120);
    let mark = head.rfind(['《', '“', '「', '『', '〈', '》', '”', '」', '』', '〉']);
    mark.is_some_and(|mark| head[mark..].starts_with(['《', '“', '「', '『', '〈']))
}

/// Whether a sentence names no year but that of the report.
pub fn is_of_year(sentence: &str, fiscal: Option<i32>) -> bool {
    sentence.match_indices('年').all(|(at, _)| {
        let digits = sentence[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        digits != 4 || sentence[at - 4..at].parse().ok() == fiscal
    })
}

/// Whether a day or a month stands in a place.
pub fn is_dated(context: &Context<'_>, place: Span) -> bool {
    let dates = &context.values.dates;
    let from = dates.partition_point(|date| date.span.start < place.start);
    dates.get(from).is_some_and(|date| date.span.end <= place.end && date.month.is_some())
}

/// Whether two characters of a name stand side by side in a text.
pub fn shares_word(name: &str, text: &str) -> bool {
    let starts = name.char_indices().map(|(at, _)| at);
    let ends = name.char_indices().skip(1).map(|(at, char)| at + char.len_utf8());
    starts.zip(ends).any(|(start, end)| name.get(start..end).is_some_and(|pair| text.contains(pair)))
}

/// The block that holds a place.
pub fn block_at<'d>(context: &Context<'d>, at: u32) -> Option<(usize, &'d Block)> {
    let blocks = &context.document.blocks;
    let index = blocks.partition_point(|block| block.span.start <= at).checked_sub(1)?;
    blocks.get(index).filter(|block| at < block.span.end).map(|block| (index, block))
}

/// The part of the report that a place belongs to, as rules name it.
pub fn place(kind: Option<LineKind>) -> &'static str {
    match kind {
        Some(LineKind::Field | LineKind::Choice) => "field",
        Some(LineKind::SignOff) => "sign-off",
        Some(LineKind::Row) => "cell",
        Some(LineKind::Heading | LineKind::Title) => "heading",
        Some(LineKind::Contents | LineKind::Furniture) => "furniture",
        Some(LineKind::Paragraph | LineKind::Item | LineKind::Blank) | None => "prose",
    }
}

/// A list of words of the domain data, as a value.
pub fn words(words: &[String]) -> Value<'_> {
    Value::List(words.iter().map(|word| Value::Text(Cow::Borrowed(word.as_str()), None)).collect())
}

/// A part of the flow, as a value that knows its place.
pub fn part<'a>(text: &'a str, span: Span) -> Value<'a> {
    Value::Text(Cow::Borrowed(span.of(text)), Some(span))
}

/// Words without a place, as a value.
pub fn word(word: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(word), None)
}

/// A figure without a unit in the one that its name gives in brackets: 收入（万元）：120.
pub fn in_named_unit(context: &Context<'_>, mut quantity: Quantity, name: Span) -> Quantity {
    if quantity.unit.dimension == Dimension::Plain {
        let marks = |char: char| char.is_whitespace() || matches!(char, '|' | '：' | ':');
        let bare = name.of(&context.document.flow.text).trim_end_matches(marks);
        let unit = context.reader().bracketed_unit(Span { start: name.start, end: name.start + bare.len() as u32 });
        quantity.unit = unit.unwrap_or(quantity.unit);
        quantity.mode = if quantity.unit.dimension == Dimension::Money { Mode::Rounded } else { quantity.mode };
    }
    quantity
}

/// What a name says of which figure is meant.
pub struct Named<'t> {
    /// The name without the words for how it is counted; empty when nothing is left but general words.
    pub stem: &'t str,
    /// Whether it says that it was told before: 上述支出.
    pub told: bool,
}

/// A stem of fewer characters is a general word.
const STEM: usize = 2;

/// What is left of a name without the words for how it is counted: 绿化 of 绿化面积.
pub fn stem<'t>(naming: &Naming, measures: &Measures, name: &'t str) -> Named<'t> {
    let name = name.trim();
    let lead = naming.anaphors.iter().filter_map(|lead| name.strip_prefix(lead.as_str())).min_by_key(|rest| rest.len());
    let words = lead.unwrap_or(name);
    let told = lead.is_some() && words.chars().count() >= STEM;
    let tail = naming.counted.iter().filter_map(|tail| words.strip_suffix(tail.as_str())).min_by_key(|rest| rest.len());
    let stem = tail.unwrap_or(words);
    let known = stem.chars().count() >= STEM && measures.leftover(stem).is_some();
    Named { stem: if known { stem } else { "" }, told }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings_stay_in_the_line() {
        let text = "上一行\n前面词后面\n下一行";
        let at = text.find('词').expect("词 stands in the text");
        assert_eq!(before(text, at, 8), "前面");
        assert_eq!(after(text, at + 3, 8), "后面");
        assert_eq!(before(text, at, 1), "面");
        assert_eq!(after(text, at, 0), "");
    }

    #[test]
    fn quotation_is_seen_from_inside_only() {
        let text = "按《关于甲的通知》乙";
        assert!(is_quoted(text, text.find('甲').expect("甲 stands in the text")));
        assert!(!is_quoted(text, text.find('乙').expect("乙 stands in the text")));
    }
}
