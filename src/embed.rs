//! Build script: lists the rule and data files below `rules/`, so that a new file is all that a new rule needs.
//!
//! It reads the directory and writes one Rust table of `include_str!` lines. Beside each text stand its values as `src/packed/reader.rs` reads them
//! without parsing; of a file that does not parse, nothing. It runs no program and reaches no network.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};
use toml::de::{DeTable, DeValue};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let rules = root.join("rules");
    println!("cargo::rerun-if-changed={}", rules.display());
    let mut files = Vec::new();
    if rules.is_dir() {
        collect(&rules, &mut files)?;
    }
    files.sort();
    let mut table = String::from("&[\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (at, file) in files.iter().enumerate() {
        let name = file.strip_prefix(&rules).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let packed = out.join(format!("{at}.packed"));
        fs::write(&packed, pack(&fs::read_to_string(file)?))?;
        let (file, packed) = (file.display().to_string(), packed.display().to_string());
        let _ = writeln!(table, "    ({name:?}, include_str!({file:?}), include_str!({packed:?})),");
    }
    table.push(']');
    fs::write(out.join("embedded.rs"), table)
}

/// Every `*.toml` below `dir`; each directory is watched, so that an added file is noticed.
fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ext| ext == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// The values of a text without the examples of a rule, which are most of it and are not needed to check a report.
fn pack(text: &str) -> String {
    let mut packed = String::new();
    if let Ok(table) = DeTable::parse(text) {
        let mut table = table.into_inner();
        ["pass", "fail"].into_iter().for_each(|examples| drop(table.remove(examples)));
        put_table(&table, &mut packed);
    }
    packed
}

fn put_table(table: &DeTable<'_>, packed: &mut String) {
    put_number(table.len(), packed);
    for (key, value) in table {
        put_text(key.get_ref(), packed);
        put(value.get_ref(), packed);
    }
}

fn put(value: &DeValue<'_>, packed: &mut String) {
    match value {
        DeValue::String(text) => {
            packed.push('s');
            put_text(text, packed);
        }
        DeValue::Array(values) => {
            packed.push('a');
            put_number(values.len(), packed);
            values.iter().for_each(|value| put(value.get_ref(), packed));
        }
        DeValue::Table(table) => {
            packed.push('t');
            put_table(table, packed);
        }
        DeValue::Boolean(truth) => packed.push(if *truth { 'y' } else { 'n' }),
        DeValue::Integer(number) => put_written(&number.to_string(), packed),
        DeValue::Float(number) => put_written(&number.to_string(), packed),
        DeValue::Datetime(time) => put_written(&time.to_string(), packed),
    }
}

fn put_written(value: &str, packed: &mut String) {
    packed.push('w');
    put_text(value, packed);
}

fn put_text(text: &str, packed: &mut String) {
    put_number(text.len(), packed);
    packed.push_str(text);
}

/// Six bits a character, the low ones first; the bit above says that more follow. So the whole is a text, of which parts are taken unread.
fn put_number(mut number: usize, packed: &mut String) {
    while number >= 0x40 {
        packed.push(char::from((number & 0x3f) as u8 | 0x40));
        number >>= 6;
    }
    packed.push(char::from(number as u8));
}
