//! Values of a TOML file that a person wrote, and what is wrong with them.

use super::keys::Key;
use super::written::Written;
use crate::error::{Fault, toml_words};
use crate::expr::Mistake;
use crate::text::Span;
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads values and gathers what is wrong with them.
pub(crate) struct Reader {
    of: Written,
    faults: Vec<Fault>,
}

/// What is expected of each of several tables.
pub(super) const TABLE: (&str, &str) = ("一个表", "a table");

/// A value with its place.
pub(super) type Value<'v> = Spanned<DeValue<'v>>;

impl Reader {
    /// Of a file.
    pub fn new(of: Written) -> Reader {
        Reader { of, faults: Vec::new() }
    }

    /// Reads the keys of the whole file into `target`.
    pub fn file<T>(&mut self, keys: &'static [Key<T>], target: &mut T) {
        let source = self.of.source.clone();
        match DeTable::parse(&source) {
            Ok(table) => self.keys(table.get_ref(), keys, target),
            Err(error) => {
                let span = error.span().map(|range| Span::new(range.start, range.end)).unwrap_or_default();
                self.mistaken(Mistake::new(span, toml_words(error.message())));
            }
        }
    }

    /// What was read, or everything that is wrong with it.
    pub fn done<T>(self, read: T) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() { Ok(read) } else { Err(self.faults) }
    }

    /// Reads the keys of a table into `target`.
    pub fn keys<T>(&mut self, table: &DeTable<'_>, keys: &'static [Key<T>], target: &mut T) {
        for (name, value) in table {
            match keys.iter().find(|key| key.name == name.get_ref()) {
                Some(key) => (key.read)(self, target, value),
                None => {
                    let known = keys.iter().map(|key| key.name);
                    self.mistaken(Mistake::unknown(place(name), ("配置项", "key"), name.get_ref(), known));
                }
            }
        }
    }

    /// A text with its place.
    pub fn placed_text(&mut self, value: &Value<'_>) -> Option<(String, Span)> {
        Some((self.text(value)?, place(value)))
    }

    /// A day with its place.
    pub fn placed_date(&mut self, value: &Value<'_>) -> Option<(Date, Span)> {
        let written = match value.get_ref() {
            DeValue::Datetime(written) => written.to_string(),
            DeValue::String(written) => written.to_string(),
            _other => String::new(),
        };
        let day = written.parse::<Date>().ok().filter(|day| day.to_string() == written);
        if day.is_none() {
            self.mistaken(Mistake::new(place(value), ("应为日期", "expected a day")).help("until = 2025-12-31"));
        }
        Some((day?, place(value)))
    }

    /// Tables with their places.
    pub fn tables<'v>(&mut self, value: &'v Value<'_>, what: (&str, &str)) -> Vec<(&'v DeTable<'v>, Span)> {
        let DeValue::Array(parts) = value.get_ref() else { return self.expected(value, what) };
        let mut tables = Vec::new();
        for part in parts.iter() {
            match part.get_ref() {
                DeValue::Table(table) => tables.push((table, place(part))),
                _other => drop(self.expected::<()>(part, TABLE)),
            }
        }
        tables
    }

    /// A text or several, with their places.
    pub fn placed_texts(&mut self, value: &Value<'_>) -> Vec<(String, Span)> {
        match value.get_ref() {
            DeValue::String(text) => vec![(text.to_string(), place(value))],
            DeValue::Array(values) => values.iter().filter_map(|value| Some((self.text(value)?, place(value)))).collect(),
            _other => self.expected(value, ("文字，或由文字组成的列表", "a text, or a list of texts")),
        }
    }

    /// The index of the word among those that are allowed.
    pub fn choice(&mut self, value: &Value<'_>, words: &[&str]) -> Option<usize> {
        let text = self.text(value)?;
        let found = words.iter().position(|word| *word == text);
        if found.is_none() {
            self.mistaken(Mistake::unknown(place(value), ("取值", "value"), &text, words.iter().copied()));
        }
        found
    }

    /// A text.
    pub fn text(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _other => {
                let _: Vec<()> = self.expected(value, ("用引号括起的文字", "a text in quotation marks"));
                None
            }
        }
    }

    /// Keeps that something else was expected; nothing was read.
    pub fn expected<T>(&mut self, value: &Value<'_>, (zh, en): (&str, &str)) -> Vec<T> {
        self.mistaken(Mistake::new(place(value), (format!("应为{zh}"), format!("expected {en}"))));
        Vec::new()
    }

    /// Keeps a mistake.
    pub fn mistaken(&mut self, mistake: Mistake) {
        self.faults.push(self.of.mistaken(mistake));
    }
}

/// The place of a value.
pub(super) fn place<T>(spanned: &Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}
