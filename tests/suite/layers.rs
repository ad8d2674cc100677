//! Imports run downward only: the table of layers, held against the `use crate::` lines of the sources.

use std::fs;
use std::path::Path;

/// Modules by layer, the lowest first. A module may use its own layer and those below.
const LAYERS: &[&[&str]] = &[
    &["text", "quantity", "language", "packed"],
    &["finding", "error", "schema", "expr", "syntax", "input"],
    &["values"],
    &["data"],
    &["skeleton"],
    &["facts"],
    &["rules"],
    &["config"],
    &["allow", "baseline"],
    &["check"],
    &["fix", "render"],
    &["cli"],
    &["lib", "main", "embed"],
];

fn layer(module: &str) -> usize {
    LAYERS.iter().position(|layer| layer.contains(&module)).unwrap_or_else(|| panic!("`{module}` has no layer: add it to the table"))
}

/// The module that a source file belongs to.
fn module(path: &Path) -> String {
    let first = path.components().next().expect("a path below src");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

pub fn sources(dir: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(dir).expect("src can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn imports_run_downward() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut edges = 0;
    for file in &files {
        let own = module(file.strip_prefix(&root).expect("below src"));
        let text = fs::read_to_string(file).expect("a source file");
        for line in text.lines().map(str::trim).filter(|line| line.starts_with("use crate::") || line.starts_with("pub use crate::")) {
            let path = line.split_once("crate::").expect("the prefix").1;
            let used = path.split([':', ';', '{', ' ']).next().expect("a module");
            edges += 1;
            assert!(layer(used) <= layer(&own), "{}: `{own}` must not use `{used}`", file.display());
        }
    }
    assert!(edges > 20, "the test reads no imports any more");
}

#[test]
fn pest_and_miette_stay_where_they_belong() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in &files {
        let text = fs::read_to_string(file).expect("a source file");
        let name = file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let miette = text.lines().any(|line| line.contains("miette::") && !line.trim_start().starts_with("//"));
        assert!(!miette || name.starts_with("render/pretty"), "{name} uses miette");
        // A signature goes from its visibility to the brace of its body, over as many lines as it takes.
        let signatures = text.match_indices("fn ").filter_map(|(at, _)| {
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            text[line..at].trim_start().starts_with("pub").then(|| text[at..].split('{').next().unwrap_or(""))
        });
        let pest = |signature: &str| ["Pair<", "Pairs<", "Rule>"].iter().any(|name| signature.contains(name));
        assert!(!text.contains("pest") || !signatures.into_iter().any(pest), "{name} lets a pest type out");
    }
}
