//! The paths of the command line → the files to check, sorted, each once.

use super::{Reason, Unreadable};
use ignore::{DirEntry, WalkBuilder};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Extensions of the files that a directory is searched for.
pub const EXTENSIONS: &[&str] = &["txt", "md", "text"];

/// What the paths led to.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, sorted by path, each once.
    pub files: Vec<PathBuf>,
    /// Paths that led nowhere.
    pub faults: Vec<Unreadable>,
}

/// Finds the files: a file counts whatever its extension, a directory is searched as git sees it (ignored and hidden files left
/// out, symbolic links not followed).
pub fn walk<P: AsRef<Path>>(paths: &[P]) -> Found {
    let mut files = BTreeMap::new();
    let mut faults = Vec::new();
    for path in paths {
        let path = path.as_ref();
        match path.canonicalize() {
            Ok(canonical) if canonical.is_dir() => search(path, &canonical, &mut files, &mut faults),
            Ok(canonical) => keep(&mut files, canonical, path.to_owned()),
            Err(error) => faults.push(Unreadable::new(path, Reason::of_system(&error))),
        }
    }
    let mut files: Vec<PathBuf> = files.into_values().collect();
    files.sort();
    Found { files, faults }
}

/// Keeps a file under its identity; of two names the shorter is shown, whatever the order of the arguments.
fn keep(files: &mut BTreeMap<PathBuf, PathBuf>, identity: PathBuf, name: PathBuf) {
    let rank = |path: &Path| (path.as_os_str().len(), path.to_owned());
    match files.entry(identity) {
        std::collections::btree_map::Entry::Vacant(entry) => {
            entry.insert(name);
        }
        std::collections::btree_map::Entry::Occupied(mut entry) => {
            if rank(&name) < rank(entry.get()) {
                entry.insert(name);
            }
        }
    }
}

fn search(root: &Path, canonical: &Path, files: &mut BTreeMap<PathBuf, PathBuf>, faults: &mut Vec<Unreadable>) {
    for entry in WalkBuilder::new(root).require_git(false).follow_links(false).build() {
        match entry {
            Ok(entry) if is_report(&entry) => {
                let below = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_owned();
                keep(files, canonical.join(&below), shown(root, &below));
            }
            Ok(_) => {}
            Err(error) => faults.push(unreadable(root, &error)),
        }
    }
}

/// `./a.txt` is shown as `a.txt`.
fn shown(root: &Path, below: &Path) -> PathBuf {
    if root == Path::new(".") { below.to_owned() } else { root.join(below) }
}

fn is_report(entry: &DirEntry) -> bool {
    let extension = entry.path().extension().and_then(OsStr::to_str).unwrap_or("");
    entry.file_type().is_some_and(|kind| kind.is_file()) && EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

fn unreadable(root: &Path, error: &ignore::Error) -> Unreadable {
    let reason = match error.io_error() {
        Some(system) => Reason::of_system(system),
        None => Reason::System(error.to_string()),
    };
    Unreadable::new(path_of(error).unwrap_or(root), reason)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::Partial(_)
        | ignore::Error::Io(_)
        | ignore::Error::Glob { .. }
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}
