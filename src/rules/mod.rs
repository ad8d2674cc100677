//! Rule files → [`Catalogue`]: parsed, type-checked and compiled once, the embedded ones when they are needed.
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
mod reach;
pub mod rule;

pub use catalogue::Catalogue;
pub use rule::{Criterion, Rule, Wording};

pub use crate::language::Bilingual;
