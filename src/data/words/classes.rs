//! What single characters are to the extractors that look at every character of a report: one look at a table answers all of them.

use super::is_han;
use std::ops::RangeInclusive;

/// The class of every character of the basic plane.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    table: Vec<u8>,
}

/// Sets of characters, as bits.
impl Classes {
    /// The name of an office may end with it.
    pub const ENDS_BODY: u8 = 1;
    /// A traditional ideograph.
    pub const TRADITIONAL: u8 = 2;
    /// A bracket or a quotation mark.
    pub const BRACKET: u8 = 4;
    /// No font shows it as writing.
    pub const ODD: u8 = 8;

    /// From what the data lists.
    pub fn new<'w>(endings: impl IntoIterator<Item = &'w String>, traditional: impl IntoIterator<Item = char>) -> Self {
        let mut classes = Classes { table: vec![0; 1 << 16] };
        endings.into_iter().filter_map(|word| word.chars().next_back()).for_each(|end| classes.add(end, Self::ENDS_BODY));
        traditional.into_iter().filter(|character| is_han(*character)).for_each(|character| classes.add(character, Self::TRADITIONAL));
        "（()）《》〈〉“”‘’〔〕【】「」".chars().for_each(|bracket| classes.add(bracket, Self::BRACKET));
        ODD.iter().flat_map(|(range, _)| range.clone()).for_each(|character| classes.add(character, Self::ODD));
        classes
    }

    fn add(&mut self, character: char, class: u8) {
        if let Some(classes) = self.table.get_mut(character as usize) {
            *classes |= class;
        }
    }

    /// The classes of a character.
    #[inline]
    pub fn of(&self, character: char) -> u8 {
        self.table.get(character as usize).copied().unwrap_or(0)
    }
}

/// What a character is that no font shows as writing: private use, controls, radicals in place of characters; or a Latin letter with a mark,
/// of which a few together are no word of any language but bytes of another encoding.
pub fn odd(character: char) -> Option<&'static str> {
    ODD.iter().find(|(range, _)| range.contains(&character)).map(|(_, what)| *what)
}

const ODD: &[(RangeInclusive<char>, &str)] = &[
    ('\u{0}'..='\u{8}', "control"),
    ('\u{B}'..='\u{B}', "control"),
    ('\u{E}'..='\u{1F}', "control"),
    ('\u{7F}'..='\u{84}', "control"),
    ('\u{86}'..='\u{9F}', "control"),
    ('\u{C0}'..='\u{D6}', "latin"),
    ('\u{D8}'..='\u{F6}', "latin"),
    ('\u{F8}'..='\u{FF}', "latin"),
    ('\u{E000}'..='\u{F8FF}', "private"),
    ('\u{2E80}'..='\u{2FDF}', "radical"),
];
