//! Which characters a value can begin at, and looking at the characters around a place.

use crate::text::Span;

/// What a candidate character may begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Start {
    /// 0–9
    Digit,
    /// 一二三 …, also ciphers and 十
    Numeral,
    /// 壹贰叁 …
    Capital,
    /// 百千万, of 百分之
    Fraction,
    /// 《
    Title,
    /// A bracket that may hold the year of a document number.
    Bracket,
    /// 年 and 半年, behind a word of relative time
    Year,
    /// 令, before 第…号
    Order,
    /// 元, of 元月
    First,
    /// The replacement character of a failed decoding.
    Lost,
}

const STARTS: &str = "零〇○一二三四五六七八九十两百千万壹贰叁肆伍陆柒捌玖拾《〔【［﹝〖「（｛〈＜年令元\u{FFFD}";

/// One bit for each character of the basic plane that [`next`] stops at.
static WIDE: [u64; 1024] = wide_set();
/// The same for ASCII.
static ASCII: [bool; 128] = ascii_set();

const fn wide_set() -> [u64; 1024] {
    let bytes = STARTS.as_bytes();
    let mut set = [0; 1024];
    let mut at = 0;
    while at < bytes.len() {
        let code = three_byte(bytes[at], bytes[at + 1], bytes[at + 2]);
        set[code >> 6] |= 1 << (code & 63);
        at += 3;
    }
    set
}

const fn ascii_set() -> [bool; 128] {
    let mut set = [false; 128];
    let mut digit = b'0';
    while digit <= b'9' {
        set[digit as usize] = true;
        digit += 1;
    }
    set[b'[' as usize] = true;
    set[b'(' as usize] = true;
    set[b'{' as usize] = true;
    set[b'<' as usize] = true;
    set
}

const fn three_byte(first: u8, second: u8, third: u8) -> usize {
    ((first & 0x0F) as usize) << 12 | ((second & 0x3F) as usize) << 6 | (third & 0x3F) as usize
}

/// The next place from `at` on where a value may begin.
pub(super) fn next(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            0..=0x7F if ASCII[byte as usize] => return Some(at),
            0..=0x7F => 1,
            0x80..=0xDF => 2,
            0xE0..=0xEF if is_wide_start(bytes, at) => return Some(at),
            0xE0..=0xEF => 3,
            0xF0..=0xFF => 4,
        };
    }
    None
}

fn is_wide_start(bytes: &[u8], at: usize) -> bool {
    let (Some(&second), Some(&third)) = (bytes.get(at + 1), bytes.get(at + 2)) else { return false };
    let code = three_byte(bytes[at], second, third);
    WIDE[code >> 6] >> (code & 63) & 1 == 1
}

/// What `character` may begin, when [`next`] stops at it.
pub(super) fn start(character: char) -> Option<Start> {
    Some(match character {
        '0'..='9' => Start::Digit,
        '零' | '〇' | '○' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '两' => Start::Numeral,
        '百' | '千' | '万' => Start::Fraction,
        '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' => Start::Capital,
        '《' => Start::Title,
        '[' | '(' | '{' | '<' | '〔' | '【' | '［' | '﹝' | '〖' | '「' | '（' | '｛' | '〈' | '＜' => Start::Bracket,
        '年' => Start::Year,
        '令' => Start::Order,
        '元' => Start::First,
        '\u{FFFD}' => Start::Lost,
        _ => return None,
    })
}

/// The text from `at` on; empty beyond the end.
pub(super) fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// The text between `from` and `to`; empty when they do not fit.
pub(super) fn between(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or("")
}

/// The character at `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    rest(text, at).chars().next()
}

/// The character that ends at `at`, not looking further back than `floor`.
pub(super) fn before(text: &str, floor: usize, at: usize) -> Option<char> {
    between(text, floor, at).chars().next_back()
}

/// The end of the run of characters from `at` on that all are `wanted`.
pub(super) fn run(text: &str, at: usize, wanted: impl Fn(char) -> bool) -> usize {
    let tail = rest(text, at);
    at + tail.find(|character| !wanted(character)).unwrap_or(tail.len())
}

/// The end of the run of ASCII digits from `at` on.
pub(super) fn digits(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or(&[]);
    at + bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len())
}

/// The place behind at most `most` blanks.
pub(super) fn skip_blanks(text: &str, mut at: usize, most: usize) -> usize {
    for _ in 0..most {
        match after(text, at) {
            Some(blank @ (' ' | '\u{3000}' | '\u{A0}')) => at += blank.len_utf8(),
            _ => break,
        }
    }
    at
}

/// At most `limit` bytes of the line from `at` on: what a grammar may look at.
pub(super) fn window(text: &str, at: usize, limit: usize) -> &str {
    let mut end = text.len().min(at.saturating_add(limit));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = between(text, at, end);
    memchr::memchr(b'\n', window.as_bytes()).map_or(window, |line| &window[..line])
}

/// At most `limit` bytes before `at`, not further back than `floor`.
pub(super) fn window_before(text: &str, floor: usize, at: usize, limit: usize) -> &str {
    let mut start = at.saturating_sub(limit).max(floor);
    while start < at && !text.is_char_boundary(start) {
        start += 1;
    }
    between(text, start, at)
}

/// The span of `part`, a piece of the text that starts at `base`.
pub(super) fn span(base: usize, start: usize, end: usize) -> Span {
    Span::new(base + start, base + end)
}

/// Whether the character is Chinese.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '〇')
}
