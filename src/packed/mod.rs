//! TOML as it is written, or as the build script has packed it.
//!
//! Most of what a start takes would be the reading of three hundred kilobytes of TOML that never change. The build script reads the embedded files
//! instead and writes each down as its values in a row: marks, lengths and texts. A type is read from that row as it is from TOML, so that
//! everything else is one way for the files of the program and for those of its users. Packed values have no places: who has a fault to
//! show reads the text.

mod reader;

use reader::Reader;
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Deref;
use toml::de::{Deserializer, Error};

/// A TOML text, or a packed one.
#[derive(Clone, Copy, Debug)]
pub enum Toml<'s> {
    /// As it is written.
    Text(&'s str),
    /// As the build script has packed it.
    Packed(&'s str),
}

impl<'s> From<&'s str> for Toml<'s> {
    fn from(text: &'s str) -> Self {
        Toml::Text(text)
    }
}

impl<'s> Toml<'s> {
    /// Reads it into a type, which may borrow from it.
    pub fn read<T: Deserialize<'s>>(self) -> Result<T, Error> {
        match self {
            Toml::Text(text) => T::deserialize(Deserializer::parse(text)?),
            Toml::Packed(packed) => T::deserialize(&mut Reader::new(packed)),
        }
    }
}

/// A text of the TOML, which is copied only where it is written with escapes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct Text<'s>(#[serde(borrow)] Cow<'s, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
