//! Parts of a buffer that came before, in linear time.
//!
//! Every sixteenth window of 32 bytes is remembered by its hash, and every window is looked up, so that a repeat of 48 bytes
//! contains a remembered one. A hit is compared byte by byte and extended both ways; the search goes on behind it.

use std::collections::HashMap;

/// A part that stands twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Repeat {
    /// Where it stood first.
    pub first: u32,
    /// Where it stands again, behind the end of the first.
    pub again: u32,
    /// How many bytes.
    pub length: u32,
}

/// The bytes that a hash covers: two bits of it move out with every byte.
const WINDOW: usize = 32;
/// The bytes between remembered windows.
const STRIDE: usize = 16;
/// The shortest repeat that is reported, in bytes.
const SHORTEST: usize = 48;

/// The parts of `bytes`, which are UTF-8, that came before in it, none longer than its line.
pub(super) fn repeats(bytes: &[u8]) -> Vec<Repeat> {
    let table = table();
    let mut found = Vec::new();
    let mut windows = Windows::new(bytes.len());
    let (mut hash, mut line, mut stored, mut done) = (0u64, 0, 0, 0);
    let mut end = 0;
    while let Some(&first) = bytes.get(end) {
        let character = &bytes[end..bytes.len().min(end + width(first))];
        hash = character.iter().fold(hash, |hash, &byte| (hash << 2).wrapping_add(table[byte as usize]));
        end += character.len();
        if first == b'\n' {
            line = end;
        }
        if end < line + WINDOW {
            continue;
        }
        let earlier = if end >= done + WINDOW { windows.get(hash) } else { None };
        match earlier.and_then(|earlier| extend(bytes, earlier, end)).filter(|repeat| repeat.length as usize >= SHORTEST) {
            Some(repeat) => {
                done = (repeat.again + repeat.length) as usize;
                found.push(repeat);
            }
            None if end >= stored + STRIDE && end >= done => {
                windows.put(hash, end);
                stored = end;
            }
            None => {}
        }
    }
    found
}

/// Ends of windows by their hash, with a filter before the map that most look-ups do not pass.
struct Windows {
    filter: Vec<u64>,
    map: HashMap<u64, u32, std::hash::BuildHasherDefault<Same>>,
}

impl Windows {
    fn new(bytes: usize) -> Self {
        let words = (bytes / STRIDE / 4).next_power_of_two().max(16);
        Windows { filter: vec![0; words], map: HashMap::with_capacity_and_hasher(bytes / STRIDE / 2, Default::default()) }
    }

    fn slot(&self, hash: u64) -> (usize, u64) {
        let mixed = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        ((mixed >> 6) as usize & (self.filter.len() - 1), 1 << (mixed & 63))
    }

    fn get(&self, hash: u64) -> Option<usize> {
        let (word, bit) = self.slot(hash);
        let passes = self.filter.get(word).is_some_and(|bits| bits & bit != 0);
        passes.then(|| self.map.get(&hash).map(|end| *end as usize)).flatten()
    }

    fn put(&mut self, hash: u64, end: usize) {
        let (word, bit) = self.slot(hash);
        if let Some(bits) = self.filter.get_mut(word) {
            *bits |= bit;
        }
        self.map.entry(hash).or_insert(end as u32);
    }
}

/// A hasher for keys that are hashes.
#[derive(Default)]
struct Same(u64);

impl std::hash::Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash << 8) | u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// The repeat around two windows that end at `first` and `again`, when their bytes are the same.
fn extend(bytes: &[u8], first: usize, again: usize) -> Option<Repeat> {
    let (one, other) = (bytes.get(..first)?, bytes.get(..again)?);
    let mut back = same(one.iter().rev(), other.iter().rev()).min(again - first);
    if back < WINDOW {
        return None;
    }
    while !is_boundary(bytes, again - back) {
        back -= 1;
    }
    let mut ahead = same(bytes.get(first..)?.iter(), bytes.get(again..)?.iter()).min(again - back - first);
    while !is_boundary(bytes, again + ahead) {
        ahead -= 1;
    }
    Some(Repeat { first: (first - back) as u32, again: (again - back) as u32, length: (back + ahead) as u32 })
}

fn same<'b>(one: impl Iterator<Item = &'b u8>, other: impl Iterator<Item = &'b u8>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other && **one != b'\n').count()
}

/// The bytes of a character, by its first.
fn width(first: u8) -> usize {
    match first {
        0..=0xBF => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
    }
}

/// Whether a character begins at `at`, or the buffer ends.
fn is_boundary(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|byte| byte & 0xC0 != 0x80)
}

/// A random number for each byte, from a fixed seed.
fn table() -> [u64; 256] {
    let mut state = 0x0123_4567_89AB_CDEFu64;
    std::array::from_fn(|_| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(buffer: &str) -> Vec<&str> {
        repeats(buffer.as_bytes()).iter().map(|repeat| &buffer[repeat.again as usize..(repeat.again + repeat.length) as usize]).collect()
    }

    #[test]
    fn the_whole_repeat_is_found() {
        let buffer = "甲乙丙丁戊，落实日巡查与月通报的管护机制确保责任到人，己庚。\n辛壬，落实日巡查与月通报的管护机制确保责任到人，癸。";
        assert_eq!(texts(buffer), ["，落实日巡查与月通报的管护机制确保责任到人，"]);
    }

    #[test]
    fn a_line_of_one_character_is_its_own_repeat_once() {
        let buffer = "的".repeat(10_000);
        assert!(repeats(buffer.as_bytes()).len() <= 64);
    }

    proptest! {
        #[test]
        fn a_planted_repeat_is_found(head in "[甲乙丙丁]{0,40}", planted in "[子丑寅卯辰巳午未申酉戌亥]{24,40}", between in "[甲乙丙丁，]{5,60}", tail in "[甲乙丙丁]{0,9}") {
            let buffer = format!("{head}{planted}{between}{planted}{tail}");
            prop_assert!(texts(&buffer).iter().any(|text| text.contains(planted.as_str())), "{:?}", texts(&buffer));
        }

        #[test]
        fn what_is_found_stands_twice(buffer in "[子丑\n，]{0,400}") {
            for repeat in repeats(buffer.as_bytes()) {
                let at = |start: u32| &buffer[start as usize..(start + repeat.length) as usize];
                prop_assert_eq!(at(repeat.first), at(repeat.again));
                prop_assert!(repeat.first + repeat.length <= repeat.again && repeat.length as usize >= SHORTEST);
                prop_assert!(!at(repeat.first).contains('\n'));
            }
        }
    }
}
