//! Packed values → types, without a tree between them.
//!
//! A value begins with its mark: `s` before a text, `a` before the values of an array, `t` before the keys and values of a table, `y` and `n`
//! for yes and no, `w` before any other value as TOML writes it. Texts, arrays and tables begin with their length.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_spanned::de::{SpannedDeserializer, is_spanned};
use toml::de::{Error, ValueDeserializer};

/// What is left to be read.
pub(super) struct Reader<'p> {
    packed: &'p str,
    /// How much of it was read.
    at: usize,
    /// Whether the whole is still to be read: a table without a mark.
    whole: bool,
}

impl<'p> Reader<'p> {
    pub fn new(packed: &'p str) -> Self {
        Reader { packed, at: 0, whole: true }
    }

    fn mark(&mut self) -> Result<u8, Error> {
        if std::mem::take(&mut self.whole) { Ok(b't') } else { self.byte() }
    }

    fn text(&mut self) -> Result<&'p str, Error> {
        let length = self.number()?;
        let text = self.packed.get(self.at..self.at.saturating_add(length)).ok_or_else(broken)?;
        self.at += length;
        Ok(text)
    }

    /// Six bits a byte, the low ones first; the bit above says that more follow.
    fn number(&mut self) -> Result<usize, Error> {
        let first = usize::from(self.byte()?);
        // Nearly all are short.
        if first < 0x40 {
            return Ok(first);
        }
        let mut number = first & 0x3f;
        for shift in (6..usize::BITS).step_by(6) {
            let byte = usize::from(self.byte()?);
            number |= (byte & 0x3f) << shift;
            if byte < 0x40 {
                return Ok(number);
            }
        }
        Err(broken())
    }

    fn byte(&mut self) -> Result<u8, Error> {
        let byte = *self.packed.as_bytes().get(self.at).ok_or_else(broken)?;
        self.at += 1;
        Ok(byte)
    }

    fn list<'r>(&'r mut self) -> Result<List<'r, 'p>, Error> {
        let left = self.number()?;
        Ok(List { reader: self, left })
    }
}

impl<'p> Deserializer<'p> for &mut Reader<'p> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'p>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.mark()? {
            b's' => visitor.visit_borrowed_str(self.text()?),
            b'a' => visitor.visit_seq(self.list()?),
            b't' => visitor.visit_map(self.list()?),
            b'y' => visitor.visit_bool(true),
            b'n' => visitor.visit_bool(false),
            _ => ValueDeserializer::parse(self.text()?)?.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'p>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'p>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'p>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_spanned(name) {
            return visitor.visit_map(SpannedDeserializer::new(self, 0..0));
        }
        match self.packed.as_bytes().get(self.at) {
            // A date is a structure to its reader.
            Some(b'w') if !self.whole => {
                self.at += 1;
                ValueDeserializer::parse(self.text()?)?.deserialize_struct(name, fields, visitor)
            }
            Some(_) | None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'p>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        match self.mark()? {
            b's' => visitor.visit_enum(BorrowedStrDeserializer::new(self.text()?)),
            _ => Err(broken()),
        }
    }

    forward_to_deserialize_any! {
        <W: Visitor<'p>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map identifier ignored_any
    }
}

impl<'p> IntoDeserializer<'p, Error> for &mut Reader<'p> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The values of an array, or the keys and values of a table.
struct List<'r, 'p> {
    reader: &'r mut Reader<'p>,
    left: usize,
}

impl List<'_, '_> {
    /// Whether there is another one.
    fn step(&mut self) -> bool {
        let more = self.left > 0;
        self.left = self.left.saturating_sub(1);
        more
    }
}

impl<'p> SeqAccess<'p> for List<'_, 'p> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'p>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.step() { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'p> MapAccess<'p> for List<'_, 'p> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'p>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.step() { seed.deserialize(BorrowedStrDeserializer::new(self.reader.text()?)).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<S: DeserializeSeed<'p>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

/// Nothing that the build script has written reads so.
fn broken() -> Error {
    Error::custom("the packed values are broken")
}
