//! TOML as it is written, or as the build script has packed it.
//!
//! Most of what a start takes would be the reading of three hundred kilobytes of TOML that never change. The build script reads the embedded files
//! instead and writes each down as its values in a row: marks, lengths and texts. They are made into the same tree as the parser makes, so that
//! everything else is one way for the files of the program and for those of its users. Packed values have no places: who has a fault to
//! show reads the text.

use serde::de::DeserializeOwned;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

/// A TOML text, or a packed one.
#[derive(Clone, Copy, Debug)]
pub enum Toml<'s> {
    /// As it is written.
    Text(&'s str),
    /// As the build script has packed it.
    Packed(&'s [u8]),
}

impl<'s> From<&'s str> for Toml<'s> {
    fn from(text: &'s str) -> Self {
        Toml::Text(text)
    }
}

impl Toml<'_> {
    /// Reads it into a type.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Error> {
        match self {
            Toml::Text(text) => T::deserialize(Deserializer::parse(text)?),
            Toml::Packed(bytes) => T::deserialize(Deserializer::from(unplaced(Reader { bytes }.table().unwrap_or_default()))),
        }
    }
}

/// What is left to be read. What does not begin as it should reads as nothing.
struct Reader<'p> {
    bytes: &'p [u8],
}

impl<'p> Reader<'p> {
    /// A value, by its mark.
    fn value(&mut self) -> Option<DeValue<'p>> {
        Some(match self.byte()? {
            b's' => DeValue::String(Cow::Borrowed(self.text()?)),
            b'a' => DeValue::Array(self.array()?),
            b't' => DeValue::Table(self.table()?),
            // What is neither text nor made of others is packed as it is written.
            _ => DeValue::parse(self.text()?).ok()?.into_inner(),
        })
    }

    fn array(&mut self) -> Option<DeArray<'p>> {
        let values = self.number()?;
        Some((0..values).map_while(|_| self.value()).map(unplaced).collect())
    }

    fn table(&mut self) -> Option<DeTable<'p>> {
        let entries = self.number()?;
        Some((0..entries).map_while(|_| Some((unplaced(Cow::Borrowed(self.text()?)), unplaced(self.value()?)))).collect())
    }

    fn text(&mut self) -> Option<&'p str> {
        let length = self.number()?;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    /// Seven bits a byte, the low ones first; the highest bit says that more follow.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = usize::from(self.byte()?);
            number |= (byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }
}

fn unplaced<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}
