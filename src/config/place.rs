//! Paths as people read them, and as files write them that speak of reports.

use std::path::{Component, Path, PathBuf};

/// The path of a file from the root: links on the way are resolved, the file itself keeps its name.
pub fn from_root(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned());
    path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
}

/// A path from a folder, both from the root, written with `/`; one that lies elsewhere starts with `..`.
pub fn below(folder: &Path, path: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), path.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    match to.first() {
        // Of another drive there is no way from here.
        Some(Component::Prefix(_)) if shared == 0 => path.to_string_lossy().replace('\\', "/"),
        Some(_) | None => up.chain(down).collect::<Vec<_>>().join("/"),
    }
}

/// The folder of a file, from the root.
pub fn folder(file: &Path) -> PathBuf {
    from_root(file).parent().map(Path::to_owned).unwrap_or_default()
}

/// A path as people read it: from the current folder when it lies below.
pub fn shown(path: &Path) -> PathBuf {
    let below = std::env::current_dir().ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    below.unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::below;
    use std::path::Path;

    #[test]
    fn a_path_is_told_from_a_folder() {
        let told = |folder: &str, path: &str| below(Path::new(folder), Path::new(path));
        assert_eq!(told("/a", "/a/2023/报告.txt"), "2023/报告.txt");
        assert_eq!(told("/a/b", "/a/报告.txt"), "../报告.txt");
        assert_eq!(told("/", "/报告.txt"), "报告.txt");
    }
}
