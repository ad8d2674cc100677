//! Reports in, outlines out.

mod lines;
mod measure;
mod outline;
mod properties;

use super::*;

/// The words that the program comes with.
fn words() -> &'static Vocabulary {
    static WORDS: std::sync::LazyLock<Vocabulary> =
        std::sync::LazyLock::new(|| Vocabulary::parse(include_str!("../../../rules/data/vocabulary.toml").into()).expect("the vocabulary"));
    &WORDS
}

#[test]
#[ignore = "shows the files named in SHOW"]
fn show() {
    let words = words();
    for path in std::env::var("SHOW").unwrap_or_default().split_whitespace() {
        let text = std::fs::read_to_string(path).expect("a file");
        println!("=== {path}\n{}", dump::Outline(&parse(&text, words)));
    }
}
