//! The text of a `gouji.toml` → [`ConfigFile`], or the faults at their places.

use super::glob::Glob;
use super::keys::{FILE, LEVELS, OVERRIDE};
use super::reader::{Reader, TABLE, Value, place};
use super::written::Written;
use crate::error::Fault;
use crate::expr::Mistake;
use crate::finding::Severity;
use crate::language::Language;
use crate::rules::file::Parameter;
use crate::text::Span;
use std::path::PathBuf;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

/// A configuration file as written.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    /// Its path and text.
    pub written: Written,
    /// The files that it extends.
    pub extend: Vec<(String, Span)>,
    /// The language of messages.
    pub language: Option<Language>,
    /// Folders of further rules and data.
    pub rule_dirs: Vec<(String, Span)>,
    /// Of directories, only these files.
    pub include: Vec<(Glob, Span)>,
    /// Of directories, not these files.
    pub exclude: Vec<(Glob, Span)>,
    /// Parameters for every rule that has them.
    pub profile: Vec<Placed>,
    /// Levels and parameters.
    pub rules: Vec<Setting>,
    /// The same for some files.
    pub overrides: Vec<Override>,
}

/// Settings for some files.
#[derive(Clone, Debug, Default)]
pub struct Override {
    /// The files.
    pub paths: Vec<(Glob, Span)>,
    /// Levels and parameters.
    pub rules: Vec<Setting>,
}

/// A rule or category, and what is set for it.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The name of the rule or category.
    pub name: String,
    /// Where the name stands.
    pub at: Span,
    /// The level.
    pub level: Option<Level>,
    /// Parameters.
    pub parameters: Vec<Placed>,
}

/// A parameter with its places.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub at: Span,
    /// Its value.
    pub value: Parameter,
    /// Where the value stands.
    pub value_at: Span,
}

/// The level of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, as grave as its file says.
    On,
    /// It runs, as grave as this.
    At(Severity),
}

impl Level {
    /// As it is written: one of [`LEVELS`].
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::On => "on",
            Level::At(severity) => severity.name(),
        }
    }

    fn named(name: &str) -> Option<Level> {
        let levels = [Level::Off, Level::On, Level::At(Severity::Info), Level::At(Severity::Warning), Level::At(Severity::Error)];
        levels.into_iter().find(|level| level.name() == name)
    }
}

impl ConfigFile {
    /// Reads the text of a file.
    pub fn parse(path: PathBuf, source: &str) -> Result<ConfigFile, Vec<Fault>> {
        let written = Written { path, source: Arc::from(source) };
        let mut file = ConfigFile { written: written.clone(), ..ConfigFile::default() };
        let mut reader = Reader::new(written);
        reader.file(FILE, &mut file);
        reader.done(file)
    }
}

/// What is said of globs that cannot be read; the reader of globs speaks English.
pub(crate) fn pattern_words(message: &str) -> (String, String) {
    (format!("路径通配式有误：{message}"), format!("no pattern of paths: {message}"))
}

impl Reader {
    pub fn patterns(&mut self, value: &Value<'_>) -> Vec<(Glob, Span)> {
        let mut patterns = Vec::new();
        for (text, span) in self.placed_texts(value) {
            match Glob::new(&text) {
                Ok(glob) => patterns.push((glob, span)),
                Err(error) => self.mistaken(Mistake::new(span, pattern_words(error.msg))),
            }
        }
        patterns
    }

    pub fn parameters(&mut self, value: &Value<'_>) -> Vec<Placed> {
        let DeValue::Table(table) = value.get_ref() else { return self.expected(value, ("参数表", "a table of parameters")) };
        table.iter().filter_map(|(name, value)| self.parameter(name, value)).collect()
    }

    pub fn rules(&mut self, value: &Value<'_>) -> Vec<Setting> {
        let DeValue::Table(table) = value.get_ref() else { return self.expected(value, ("规则表", "a table of rules")) };
        table.iter().map(|(name, value)| self.setting(name, value)).collect()
    }

    pub fn overrides(&mut self, value: &Value<'_>) -> Vec<Override> {
        let DeValue::Array(parts) = value.get_ref() else {
            return self.expected(value, ("若干个 [[override]] 表", "tables: [[override]]"));
        };
        parts.iter().filter_map(|part| self.part(part)).collect()
    }

    fn part(&mut self, value: &Value<'_>) -> Option<Override> {
        let DeValue::Table(table) = value.get_ref() else {
            let _: Vec<()> = self.expected(value, TABLE);
            return None;
        };
        let mut part = Override::default();
        self.keys(table, OVERRIDE, &mut part);
        if part.paths.is_empty() {
            self.mistaken(
                Mistake::new(
                    place(value),
                    ("没有 `paths` 的 override 对任何文件都不生效", "an override without `paths` holds for no file"),
                )
                .help("paths = [\"2019/**\"]"),
            );
        }
        Some(part)
    }

    fn setting(&mut self, name: &Spanned<toml::de::DeString<'_>>, value: &Value<'_>) -> Setting {
        let mut setting = Setting { name: name.get_ref().to_string(), at: place(name), level: None, parameters: Vec::new() };
        match value.get_ref() {
            DeValue::Table(table) => {
                for (name, value) in table {
                    if name.get_ref() == "level" {
                        setting.level = self.level(value);
                    } else {
                        setting.parameters.extend(self.parameter(name, value));
                    }
                }
            }
            _level => setting.level = self.level(value),
        }
        setting
    }

    fn level(&mut self, value: &Value<'_>) -> Option<Level> {
        let at = self.choice(value, LEVELS)?;
        LEVELS.get(at).and_then(|name| Level::named(name))
    }

    fn parameter(&mut self, name: &Spanned<toml::de::DeString<'_>>, value: &Value<'_>) -> Option<Placed> {
        let value_at = place(value);
        let value = match value.get_ref() {
            DeValue::String(text) => Parameter::Expression(text.to_string()),
            DeValue::Boolean(truth) => Parameter::Truth(*truth),
            DeValue::Integer(number) => Parameter::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()?),
            DeValue::Array(words) => Parameter::Words(words.iter().filter_map(|word| self.text(word)).collect()),
            DeValue::Float(number) => {
                let advice = (format!("写成文字：\"{}\"", number.as_str()), format!("write it as a text: \"{}\"", number.as_str()));
                self.mistaken(Mistake::new(value_at, ("小数须原样保留各位数字", "a decimal has to keep its digits")).help(advice));
                return None;
            }
            _other => {
                let _: Vec<()> = self.expected(value, ("数字、文字、词语列表、true 或 false", "a number, a text, words, true or false"));
                return None;
            }
        };
        Some(Placed { name: name.get_ref().to_string(), at: place(name), value, value_at })
    }
}
