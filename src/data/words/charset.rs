//! A set of characters that costs a bit test: what a pass over every character of a report asks.

/// A set of characters.
#[derive(Clone, Debug, Default)]
pub struct CharSet {
    /// One bit for each ideograph.
    han: Vec<u64>,
    others: Vec<char>,
}

/// The unified ideographs.
const HAN: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

impl CharSet {
    /// Whether it holds the character.
    #[inline]
    pub fn contains(&self, character: char) -> bool {
        match place(character) {
            Some((word, bit)) => self.han.get(word).is_some_and(|bits| bits & bit != 0),
            None => self.others.contains(&character),
        }
    }

    /// The last characters of words.
    pub fn last<'w>(words: impl IntoIterator<Item = &'w String>) -> Self {
        words.into_iter().filter_map(|word| word.chars().next_back()).collect()
    }

    /// Puts a character in.
    pub fn add(&mut self, character: char) {
        match place(character) {
            Some((word, bit)) => {
                if self.han.len() <= word {
                    self.han.resize(word + 1, 0);
                }
                if let Some(bits) = self.han.get_mut(word) {
                    *bits |= bit;
                }
            }
            None if self.others.contains(&character) => {}
            None => self.others.push(character),
        }
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut set = CharSet::default();
        characters.into_iter().for_each(|character| set.add(character));
        set
    }
}

fn place(character: char) -> Option<(usize, u64)> {
    let code = character as u32;
    let offset = HAN.contains(&code).then(|| (code - HAN.start()) as usize)?;
    Some((offset / 64, 1 << (offset % 64)))
}

/// Whether it is an ideograph of the basic block.
pub fn is_han(character: char) -> bool {
    HAN.contains(&(character as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_holds_what_was_put_in(inside in prop::collection::vec(any::<char>(), 0..40), outside in any::<char>()) {
            let set: CharSet = inside.iter().copied().collect();
            prop_assert!(inside.iter().all(|character| set.contains(*character)));
            prop_assert_eq!(set.contains(outside), inside.contains(&outside));
        }
    }
}
