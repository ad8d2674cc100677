//! Faults of the tool's own inputs: rules, data, configuration, unreadable files.

use crate::language::Said;
use crate::text::Span;
use std::sync::Arc;

/// A fault of an input of the tool, with its place when there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as the user named it or as it was found.
    pub path: Arc<str>,
    /// The text of the file, when the fault has a place in it.
    pub source: Option<Arc<str>>,
    /// The place.
    pub span: Option<Span>,
    /// What is wrong.
    pub message: Said,
    /// What was expected, or what to do.
    pub help: Option<Said>,
}

impl Fault {
    /// A fault of a whole file.
    pub fn of_file(path: impl Into<Arc<str>>, message: impl Into<Said>) -> Self {
        Fault { path: path.into(), source: None, span: None, message: message.into(), help: None }
    }

    /// The same fault with advice.
    pub fn help(mut self, help: impl Into<Said>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What is wrong with a text of data, before it is known which files it was joined from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong.
    pub message: Said,
    /// Where in the text.
    pub span: Option<Span>,
}

impl From<String> for Wrong {
    fn from(message: String) -> Self {
        Wrong { message: message.into(), span: None }
    }
}

/// The message of the reader of TOML, which speaks English.
pub fn toml_words(message: &str) -> (String, String) {
    let message = message.trim();
    (format!("内容有误：{message}"), message.to_owned())
}

impl From<toml::de::Error> for Wrong {
    fn from(error: toml::de::Error) -> Self {
        let span = error.span().map(|range| Span::new(range.start, range.end));
        Wrong { message: toml_words(error.message()).into(), span }
    }
}
