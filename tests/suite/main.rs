//! The tests that see the program from outside, in one binary so that they link once.

mod accuracy;
mod allow;
mod authoring;
mod cli;
mod config;
mod corpus;
mod dates;
mod families;
mod fix;
mod grammars;
mod hostile;
mod layers;
mod mutation;
mod overview;
mod properties;
mod prose;
mod rules;
mod schema;
mod server;
mod sums;
mod supply;
mod wordings;
mod words;

use std::path::Path;

/// Holds a file of the project against the text that it should have; with `GOUJI_BLESS=1` the file is written instead.
fn same(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("GOUJI_BLESS").is_some() {
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "{file} is stale: look at what changed, then GOUJI_BLESS=1 cargo test");
}

/// Holds the part of a file between `<!-- name -->` and `<!-- /name -->` against the text that it should have.
fn kept(file: &str, name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let whole = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = whole.split_once(&open).unwrap_or_else(|| panic!("{file} has no {open}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("{file} has no {close}"));
    same(file, &format!("{before}{open}{text}{close}{after}"));
}
