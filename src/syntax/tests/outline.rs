//! Reports of every layout in `tests/syntax`, each with what is understood of it in the `.outline` beside it.
//!
//! `OUTLINE=write cargo test outline` writes the outlines anew; read the difference before it is committed.

use super::*;
use std::path::{Path, PathBuf};

#[test]
fn outlines_of_reports() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/syntax");
    let files = std::fs::read_dir(&folder).expect("the folder of reports").filter_map(|file| Some(file.ok()?.path()));
    let mut reports: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    reports.sort();
    assert!(reports.len() >= 10, "reports are missing from {}", folder.display());
    let wrong: Vec<String> = reports.iter().filter_map(|report| difference(report)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How the outline of a report differs from the one beside it.
fn difference(report: &Path) -> Option<String> {
    let text = std::fs::read_to_string(report).expect("a report");
    let found = dump::Outline(&parse(&text, words())).to_string();
    let beside = report.with_extension("outline");
    if std::env::var("OUTLINE").is_ok_and(|mode| mode == "write") {
        std::fs::write(&beside, &found).expect("a written outline");
    }
    let expected = std::fs::read_to_string(&beside).unwrap_or_default();
    let lines = similar::TextDiff::from_lines(&expected, &found).unified_diff().context_radius(1).to_string();
    (expected != found).then(|| format!("{}\n{lines}", report.display()))
}
