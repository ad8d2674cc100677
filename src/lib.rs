//! # gouji (勾稽): an audit linter for reports

pub mod error;
pub mod expr;
pub mod facts;
pub mod finding;
pub mod input;
pub mod language;
pub mod quantity;
pub mod render;
pub mod schema;
pub mod syntax;
pub mod text;
pub mod values;
/// Placeholder until the command line stands.
pub mod cli {
    /// Runs the program.
    pub fn run() -> std::process::ExitCode {
        std::process::ExitCode::from(2)
    }
}
