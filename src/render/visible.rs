//! Text as a terminal may show it: nothing that steers the terminal, and every width known.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// The text with everything that would steer the terminal, or hide on it, made visible.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|character| push_visible(&mut shown, character));
    Cow::Owned(shown)
}

/// Appends a character as a terminal may show it.
pub fn push_visible(shown: &mut String, character: char) {
    match character {
        '\t' => shown.push_str("  "),
        '\x7F' => shown.push('␡'),
        '\0'..='\x1F' => shown.push(char::from_u32(0x2400 + character as u32).unwrap_or('�')),
        unsafe_one if is_unsafe(unsafe_one) => shown.push_str(&format!("<U+{:04X}>", unsafe_one as u32)),
        harmless => shown.push(harmless),
    }
}

/// Whether a character steers a terminal, reorders the text around it, or has no shape.
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The columns that a text takes on a terminal: those of its characters, as miette counts them and most terminals do.
pub fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// The columns that a character takes once it is made visible.
pub fn shown_width(character: char) -> usize {
    match character {
        '\t' => 2,
        '\0'..='\x1F' | '\x7F' => 1,
        unsafe_one if is_unsafe(unsafe_one) => format!("<U+{:04X}>", unsafe_one as u32).len(),
        harmless => harmless.width().unwrap_or(0),
    }
}

/// Marks that no line may start with.
const CLOSING: &str = "，。、；：！？）》〉」』】〕”’»…,.;:!?)]}%％";

/// The text in lines of at most `columns` columns: broken at spaces between Latin words and anywhere between Chinese characters, but not before a
/// closing mark.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrap_line(line, columns.max(4))).collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(line) {
        let Some(last) = lines.last_mut() else { break };
        let wide = width(piece.trim_end());
        if used + wide <= columns {
            last.push_str(piece);
            used += width(piece);
        } else if wide <= columns {
            lines.push(piece.to_owned());
            used = width(piece);
        } else {
            used = break_word(piece, columns, used, &mut lines);
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A word longer than a line is broken where the line is full.
fn break_word(word: &str, columns: usize, mut used: usize, lines: &mut Vec<String>) -> usize {
    for character in word.chars() {
        let wide = character.width().unwrap_or(0);
        if used + wide > columns {
            lines.push(String::new());
            used = 0;
        }
        if let Some(last) = lines.last_mut() {
            last.push(character);
        }
        used += wide;
    }
    used
}

/// The smallest runs that stay on one line.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices().peekable();
        let (_, mut before) = characters.next()?;
        let end = loop {
            match characters.next() {
                Some((at, next)) if may_break(before, next) => break at,
                Some((_, next)) => before = next,
                None => break rest.len(),
            }
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

fn may_break(before: char, after: char) -> bool {
    let wide = |character: char| character.width() == Some(2);
    !CLOSING.contains(after) && after != ' ' && (before == ' ' || wide(before) || wide(after)) && !"（《〈「『【〔“‘«".contains(before)
}
