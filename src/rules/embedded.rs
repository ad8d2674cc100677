//! The rules and data that are part of the binary.

use crate::data::SourceFile;
use std::borrow::Cow;

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Every embedded file, by path: `numbers/execution-rate.toml`, `data/measures.toml`.
pub fn files() -> Vec<SourceFile> {
    FILES.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: Cow::Borrowed(text) }).collect()
}
