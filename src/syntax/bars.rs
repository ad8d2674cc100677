//! Tables that are drawn with box characters: │ ┃ ║ are bars, ├───┼───┤ is a rule between rows.

use memchr::memmem;

/// The characters of boxes stand in one block, whose characters begin so.
const BLOCKS: [&[u8]; 2] = [b"\xE2\x94", b"\xE2\x95"];

/// Whether a text has such a character.
pub(super) fn may_be(bytes: &[u8]) -> bool {
    BLOCKS.iter().any(|block| memmem::find(bytes, block).is_some())
}

/// Where the characters stand that draw tables. A line of nothing but strokes is drawn for its own sake.
pub(super) fn places(source: &str) -> Vec<u32> {
    let drawn = source.split_inclusive('\n').filter(|line| line.chars().any(|char| bar(char) == Some('|')));
    let places = drawn.flat_map(|line| {
        let start = line.as_ptr() as usize - source.as_ptr() as usize;
        line.char_indices().filter(|(_, char)| bar(*char).is_some()).map(move |(at, _)| (start + at) as u32)
    });
    places.collect()
}

/// What the character of three bytes is folded into.
pub(super) fn folded(bytes: &[u8]) -> Option<char> {
    std::str::from_utf8(bytes).ok()?.chars().next().and_then(bar)
}

/// Strokes across become hyphens, all that has a stroke up or down becomes a bar.
fn bar(char: char) -> Option<char> {
    match char {
        '─' | '━' | '┄' | '┅' | '┈' | '┉' | '═' => Some('-'),
        '\u{2500}'..='\u{256C}' => Some('|'),
        _ => None,
    }
}
