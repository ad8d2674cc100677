//! Rule files → [`Catalogue`]: parsed, type-checked and compiled once.
//!
//! A rule is one TOML file, whole: its criterion, its sentences in both languages, its rationale, and examples on which it
//! passes and fails. One bad rule is disabled and reported at its place; the others stand.

pub mod catalogue;
mod compile;
pub mod embedded;
pub mod file;
pub mod keys;
pub mod mutants;
mod place;
pub mod rule;

pub use catalogue::Catalogue;
pub use rule::{Criterion, Rule};

use crate::language::Language;

/// A thing in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bilingual<T = String> {
    /// Chinese.
    pub zh: T,
    /// English.
    pub en: T,
}

impl<T> Bilingual<T> {
    /// The one of a language.
    pub fn of(&self, language: Language) -> &T {
        language.pick(&self.zh, &self.en)
    }
}
