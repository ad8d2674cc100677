//! Draws that are the same in every run.

/// A source of numbers: the same name and round give the same numbers.
pub struct Draw(u64);

impl Draw {
    pub fn new(name: &str, round: u64) -> Self {
        let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Draw(seed ^ (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    /// So many numbers from `least` to `most`.
    pub fn several(&mut self, count: usize, least: u64, most: u64) -> Vec<u64> {
        (0..count).map(|_| self.between(least, most)).collect()
    }
}

/// Hundredths as a number with two decimals.
pub fn cents(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// `part ÷ whole` as a percentage with two decimals, rounded half up.
pub fn percent(part: u64, whole: u64) -> String {
    cents((u128::from(part) * 20_000 / u128::from(whole)).div_ceil(2) as u64)
}
