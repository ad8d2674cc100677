//! What words begin with, as bits: a text is read past the places where no word can begin, which is nearly everywhere.

/// No character: behind a word of one, or behind the end of a text.
pub(super) const NONE: char = '\0';

/// The first two characters of a word or a text, from the end that is looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Key {
    pub first: char,
    pub second: char,
}

impl Key {
    #[inline]
    pub fn hash(self) -> u32 {
        let mixed = (self.first as u32).wrapping_mul(0x9E37_79B1).wrapping_add((self.second as u32).wrapping_mul(0x85EB_CA77));
        mixed ^ (mixed >> 15)
    }
}

/// The key of a text.
pub(super) fn key(text: &str, at_end: bool) -> Key {
    let mut characters = text.chars();
    let mut next = || if at_end { characters.next_back() } else { characters.next() };
    Key { first: next().unwrap_or(NONE), second: next().unwrap_or(NONE) }
}

/// Keys as bits: what is not in here is the key of no word.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    /// A bit for the low end of every word of one character, then one for the hash of every pair.
    bits: Vec<u64>,
    /// A bit for the hash of every first character.
    firsts: u128,
}

/// The words of the bits of single characters.
const SINGLES: usize = 64;

impl Keys {
    pub fn of(keys: impl ExactSizeIterator<Item = Key>) -> Self {
        // So many bits that at most one in sixteen is set.
        let pairs = (16 * keys.len()).next_power_of_two().clamp(64, 1 << 20) / 64;
        let mut known = Keys { bits: vec![0; SINGLES + pairs], firsts: 0 };
        for key in keys {
            known.firsts |= first(key.first);
            let (at, bit) = if key.second == NONE { single(key.first) } else { known.pair(key) };
            known.bits[at] |= bit;
        }
        known
    }

    #[inline]
    pub fn may_hold(&self, key: Key) -> bool {
        self.may_be_pair(key) || self.may_be_single(key.first)
    }

    #[inline]
    pub fn may_be_pair(&self, key: Key) -> bool {
        let (at, bit) = self.pair(key);
        self.bits[at] & bit != 0
    }

    #[inline]
    pub fn may_be_single(&self, first: char) -> bool {
        let (at, bit) = single(first);
        self.bits[at] & bit != 0
    }

    #[inline]
    pub fn may_be_first(&self, character: char) -> bool {
        self.firsts & first(character) != 0
    }

    #[inline]
    fn pair(&self, key: Key) -> (usize, u64) {
        let hash = key.hash();
        (SINGLES + ((hash >> 6) as usize & (self.bits.len() - SINGLES - 1)), 1 << (hash & 63))
    }
}

/// The places of a text, each with its key.
pub(super) struct Places<'t> {
    rest: std::str::CharIndices<'t>,
    next: Option<(usize, char)>,
}

impl<'t> Places<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut rest = text.char_indices();
        let next = rest.next();
        Places { rest, next }
    }

    /// The next place at which a word may begin.
    #[inline]
    pub fn next(&mut self, keys: &Keys) -> Option<(usize, Key)> {
        while let Some((at, first)) = self.next {
            self.next = self.rest.next();
            let key = Key { first, second: self.next.map_or(NONE, |(_, second)| second) };
            if keys.may_hold(key) {
                return Some((at, key));
            }
        }
        None
    }
}

#[inline]
fn first(character: char) -> u128 {
    1 << ((character as u32).wrapping_mul(0x9E37_79B1) >> 25)
}

#[inline]
fn single(first: char) -> (usize, u64) {
    let code = first as u32;
    ((code >> 6) as usize & (SINGLES - 1), 1 << (code & 63))
}
