//! Full-width digits, letters, points and per cent signs become ASCII, because every later layer reads numbers; so do the lines that tables
//! are drawn with.

use super::bars;
use memchr::memchr_iter;
use std::borrow::Cow;

/// The source with ASCII digits and letters. Every folded character took three bytes and takes one.
pub(super) struct Folded<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// Where the folded characters stand in the source, ascending.
    pub places: Vec<u32>,
}

/// Folds the source.
pub(super) fn fold(source: &str) -> Folded<'_> {
    let bytes = source.as_bytes();
    let mut places = Vec::new();
    for at in memchr_iter(0xEF, bytes) {
        if folded(bytes, at).is_some() {
            places.push(at as u32);
        }
    }
    if bars::may_be(bytes) {
        places.extend(bars::places(source));
        places.sort_unstable();
    }
    if places.is_empty() {
        return Folded { text: Cow::Borrowed(source), places };
    }
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for &at in &places {
        let at = at as usize;
        text.push_str(&source[done..at]);
        text.push(folded(bytes, at).unwrap_or(' '));
        done = at + 3;
    }
    text.push_str(&source[done..]);
    Folded { text: Cow::Owned(text), places }
}

/// The ASCII character for the full-width one at `at`, when it is folded there.
fn folded(bytes: &[u8], at: usize) -> Option<char> {
    match bytes.get(at..at + 3)? {
        [0xE2, ..] => bars::folded(bytes.get(at..at + 3)?),
        [_, 0xBD, 0x9C] => Some('|'),
        [_, 0xBC, digit @ 0x90..=0x99] => Some((digit - 0x90 + b'0') as char),
        [_, 0xBC, letter @ 0xA1..=0xBA] => Some((letter - 0xA1 + b'A') as char),
        [_, 0xBD, letter @ 0x81..=0x9A] => Some((letter - 0x81 + b'a') as char),
        [_, 0xBC, 0x85] if digit_before(bytes, at) => Some('%'),
        [_, 0xBC, 0x8E] if digit_before(bytes, at) && digit_after(bytes, at + 3) => Some('.'),
        _ => None,
    }
}

fn digit_before(bytes: &[u8], at: usize) -> bool {
    at > 0 && bytes[at - 1].is_ascii_digit() || at > 2 && matches!(bytes[at - 3..at], [0xEF, 0xBC, 0x90..=0x99])
}

fn digit_after(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at..) {
        Some([first, ..]) if first.is_ascii_digit() => true,
        Some([0xEF, 0xBC, 0x90..=0x99, ..]) => true,
        _ => false,
    }
}
