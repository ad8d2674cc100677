//! Patterns of paths, as `.gitignore` has them: one without a slash matches at any depth, one that matches a folder matches all below.

use glob::{MatchOptions, Pattern, PatternError};
use std::path::Path;

/// A pattern, relative to the folder of its configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob(Pattern);

const OPTIONS: MatchOptions = MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

impl Glob {
    /// From its text.
    pub fn new(text: &str) -> Result<Glob, PatternError> {
        let inner = text.trim_end_matches('/').trim_start_matches("./");
        let anywhere = if inner.contains('/') { inner.trim_start_matches('/').to_owned() } else { format!("**/{inner}") };
        Pattern::new(&anywhere).map(Glob)
    }

    /// From the text of a path that starts at the folder, whether it has a slash or not.
    pub fn from_folder(text: &str) -> Result<Glob, PatternError> {
        Pattern::new(text.trim_start_matches("./").trim_end_matches('/')).map(Glob)
    }

    /// Whether it matches a path below its folder, or a folder on the way to it.
    pub fn matches(&self, path: &Path) -> bool {
        path.ancestors().filter(|part| !part.as_os_str().is_empty()).any(|part| self.0.matches_path_with(part, OPTIONS))
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;
    use std::path::Path;

    #[test]
    fn a_pattern_matches_files_and_what_lies_below_folders() {
        let matches = |pattern: &str, path: &str| Glob::new(pattern).expect("a pattern").matches(Path::new(path));
        for (pattern, path) in [
            ("*.md", "甲/乙.md"),
            ("草稿", "2023/草稿/甲.txt"),
            ("2019/**", "2019/甲/乙.txt"),
            ("2019/*", "2019/甲.txt"),
            ("/甲.txt", "甲.txt"),
            ("./草稿/", "草稿/甲.txt"),
            ("**/自评表*.txt", "甲/乙/自评表1.txt"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [("*.md", "甲.txt"), ("2019/*.txt", "2019/甲/乙.txt"), ("/甲.txt", "乙/甲.txt"), ("草稿", "草稿二/甲.txt")]
        {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }
}
