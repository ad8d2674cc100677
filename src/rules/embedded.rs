//! The rules and data that are part of the binary.

use crate::data::SourceFile;
use std::borrow::Cow;

/// Of each file its path, its text, and its values as they are packed.
static FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Every embedded file, by path: `numbers/execution-rate.toml`, `data/measures.toml`.
pub fn files() -> Vec<SourceFile> {
    FILES.iter().map(|(path, text, packed)| SourceFile { path: (*path).to_owned(), text: Cow::Borrowed(text), packed }).collect()
}

#[cfg(test)]
mod tests {
    use super::files;
    use toml::Table;

    #[test]
    fn what_is_packed_is_what_is_written() {
        let files = files();
        assert!(files.len() > 50, "{} files are embedded", files.len());
        for file in files {
            assert!(!file.packed.is_empty(), "{} is not packed", file.path);
            let mut written: Table = file.text.parse().expect("a table");
            written.retain(|key, _| key != "pass" && key != "fail");
            assert_eq!(file.toml().read::<Table>().expect("a table"), written, "{}", file.path);
        }
    }
}
