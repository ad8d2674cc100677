//! The program reads files and writes text: it opens no socket, starts no program, and what it is built from cannot either.

use super::cli::{folder, out, status};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Packages by which programs reach a network, or run what they did not bring.
const REFUSED: &[&str] = &[
    "async-std",
    "attohttpc",
    "curl",
    "git2",
    "h2",
    "hyper",
    "isahc",
    "libloading",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "tungstenite",
    "ureq",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_package_of_the_lock_file_reaches_a_network() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("read");
    let names: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains(&"pest"), "the test reads no names any more");
    let refused: Vec<_> = names.iter().filter(|name| REFUSED.contains(name)).collect();
    assert!(refused.is_empty(), "{refused:?}");
    let elsewhere: Vec<&str> = lock.lines().filter(|line| line.starts_with("source = ") && !line.contains("registry+")).collect();
    assert!(elsewhere.is_empty(), "packages come from the registry alone: {elsewhere:?}");
}

#[test]
fn no_source_file_uses_sockets_or_starts_programs() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    assert!(files.len() > 100, "the test reads no sources any more");
    for file in files {
        let text = fs::read_to_string(&file).expect("read");
        for word in ["std::net", "net::Tcp", "net::Udp", "process::Command", "Command::new(\"sh", "extern \"C\""] {
            assert!(!text.contains(word), "{} holds {word}", file.display());
        }
    }
}

/// Every source file but those of tests.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

#[test]
fn a_run_makes_no_call_of_the_network() {
    let folder = folder(&[("a.txt", include_str!("../cli/unticked.txt"))]);
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-e", "trace=%network", "-o", "calls", env!("CARGO_BIN_EXE_gouji"), "check", "."]).current_dir(folder.path());
    // Where calls cannot be traced, the lock file and the sources have to do.
    let Ok(output) = traced.output() else { return };
    let Ok(calls) = fs::read_to_string(folder.path().join("calls")) else { return };
    if status(&output) == 1 {
        assert!(out(&output).contains("unticked-choice"), "{}", out(&output));
        assert_eq!(calls, "");
    }
}
