//! What a word can be in a report.

use std::hash::Hasher;

/// What a word can be in a report; one word can be several things.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::syntax) struct Roles(u32);

impl Roles {
    pub const FIELD: Roles = Roles(1);
    pub const CHOICE: Roles = Roles(1 << 1);
    pub const LEVEL1: Roles = Roles(1 << 2);
    pub const LEVEL2: Roles = Roles(1 << 3);
    pub const NAME: Roles = Roles(1 << 4);
    pub const OPERATOR: Roles = Roles(1 << 5);
    pub const TARGET: Roles = Roles(1 << 6);
    pub const MEASURE: Roles = Roles(1 << 7);
    pub const ACTUAL: Roles = Roles(1 << 8);
    pub const WEIGHT: Roles = Roles(1 << 9);
    pub const SCORE: Roles = Roles(1 << 10);
    pub const MONEY: Roles = Roles(1 << 11);
    pub const RATE: Roles = Roles(1 << 12);
    pub const REASON: Roles = Roles(1 << 13);
    pub const WORDS: Roles = Roles(1 << 14);
    pub const BANNER: Roles = Roles(1 << 15);
    pub const TOTAL: Roles = Roles(1 << 16);
    pub const ROW_LEVEL1: Roles = Roles(1 << 17);
    pub const ROW_LEVEL2: Roles = Roles(1 << 18);
    pub const FUNDING: Roles = Roles(1 << 19);
    pub const TOPIC: Roles = Roles(1 << 20);
    pub const CONTENTS: Roles = Roles(1 << 21);
    pub const ANNEX: Roles = Roles(1 << 22);
    pub const CAPTION: Roles = Roles(1 << 23);
    pub const NOTE: Roles = Roles(1 << 24);
    /// Any header cell.
    pub const COLUMN: Roles = Roles(0b111_1111_1111_1100);
    /// Any cell that begins a row.
    pub const ROW: Roles = Roles(0b1111_1000_0000_0000_0000);

    /// Either of two.
    pub const fn or(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// Whether the word is one of `roles`.
    pub fn any(self, roles: Roles) -> bool {
        self.0 & roles.0 != 0
    }
}

/// A hash for a few short words that are all known beforehand.
#[derive(Default)]
pub(super) struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}
