//! Marks of the script: ends of sentences, spaces, widths, Chinese numerals.

use crate::text::Span;

/// White space and the invisible marks that extraction leaves behind.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}')
}

/// The part of `span` without white space around it; an empty span at its start when nothing else is there.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    if is_trimmed(inside.as_bytes()) {
        return span;
    }
    let left = inside.len() - inside.trim_start_matches(is_space).len();
    let kept = inside.trim_matches(is_space).len();
    if kept == 0 {
        return Span { start: span.start, end: span.start };
    }
    let start = span.start as usize + left;
    Span::new(start, start + kept)
}

/// Whether both ends are plain Chinese characters or ASCII; false when it is not seen at a glance.
fn is_trimmed(bytes: &[u8]) -> bool {
    let starts = |byte: &u8| matches!(byte, 0x21..=0x7E | 0xE4..=0xE9);
    let ends =
        bytes.last().is_some_and(|last| matches!(last, 0x21..=0x7E)) || matches!(bytes, [.., 0xE4..=0xE9, _, _] | [.., 0xE3, 0x80, 0x82]);
    ends && bytes.first().is_some_and(starts)
}

/// The width in columns of a line of Chinese: two a character, one an ASCII character. Counted by bytes, nearly right for the rest.
pub(super) fn width(text: &str) -> u32 {
    let ascii = text.as_bytes().iter().filter(|byte| byte.is_ascii()).count();
    (ascii + (text.len() - ascii) * 2 / 3) as u32
}

/// Whether a line that ends so is complete.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '！', '？', ';', '!', '?', '：', ':'])
        || (text.ends_with(['”', '）', ')', '」', '’', '"'])
            && text.trim_end_matches(['”', '）', ')', '」', '’', '"']).ends_with(['。', '；', '！', '？']))
}

/// The value of a Chinese numeral below a hundred (三, 十二, 二十一, 〇); none when it is not one.
pub(super) fn chinese(text: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, None);
    for c in text.chars() {
        match "〇一二三四五六七八九".chars().position(|known| known == c) {
            Some(value) if digit.is_none() => digit = Some(value as u32),
            Some(_) => return None,
            None if c == '十' && total == 0 => {
                total = digit.unwrap_or(1) * 10;
                digit = None;
            }
            None => return None,
        }
    }
    (total > 0 || digit.is_some()).then_some(total + digit.unwrap_or(0))
}
