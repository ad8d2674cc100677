//! `gouji.toml` → what holds for a file: which rules run, how grave they are, with which thresholds, and which files are checked.
//!
//! The nearest `gouji.toml` at or above a report holds for it, after those that it extends. Of two settings the later holds; within
//! one table a rule's own name comes before its category. Unknown keys, rules and parameters are faults at their place.

mod chain;
mod effective;
mod glob;
pub mod keys;
pub mod place;
pub mod profile;
mod read;
mod reader;
mod written;

pub use chain::{Chain, Finder, NAME};
pub use effective::{Effective, Origin, Tuning};
pub use glob::Glob;
pub(crate) use read::pattern_words;
pub use read::{ConfigFile, Level, Override, Setting};
pub(crate) use reader::Reader;
pub use written::Written;

/// A file to start from, with every key and what it does.
pub const TEMPLATE: &str = include_str!("template.toml");

#[cfg(test)]
mod tests;
