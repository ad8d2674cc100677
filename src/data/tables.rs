//! Data files of one name, joined: what is built in, and what rule directories add or change.
//!
//! Arrays are appended, tables joined, and of two single values the later one holds. A table in an array with the `id`, `name`,
//! `number`, `title` or `label` of an earlier one is joined with it, or takes its place when it says `replace = true`.

use super::{SourceFile, stem};
use crate::error::{Fault, Wrong};
use crate::expr::Mistake;
use crate::packed::Toml;
use crate::text::Span;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The data files by stem, each stem to be read once, and the faults found so far.
#[derive(Clone, Default, Debug)]
pub struct Tables<'f> {
    files: BTreeMap<&'f str, Vec<&'f SourceFile>>,
    read: Vec<&'static str>,
    faults: Vec<Fault>,
}

impl<'f> Tables<'f> {
    /// Files of one stem stay in order.
    pub fn new(files: impl IntoIterator<Item = &'f SourceFile>) -> Self {
        let mut tables = Tables::default();
        for file in files {
            tables.files.entry(stem(&file.path)).or_default().push(file);
        }
        tables
    }

    /// Reads the table of a stem into its type; no file of this stem reads as an empty table.
    pub fn read<T: DeserializeOwned>(&mut self, stem: &'static str) -> Option<T> {
        self.parsed(stem, |toml| Ok(toml.read()?))
    }

    /// Reads the table of a stem by its own parser.
    pub fn parsed<T>(&mut self, stem: &'static str, parse: impl Fn(Toml<'_>) -> Result<T, Wrong>) -> Option<T> {
        self.read.push(stem);
        let files = self.files.get(stem).cloned().unwrap_or_default();
        let read = match files.as_slice() {
            [only] => parse(only.toml()).map_err(|wrong| blamed(&files, wrong, &parse)),
            _ => joined(&files).and_then(|text| parse(Toml::Text(&text)).map_err(|wrong| blamed(&files, wrong, &parse))),
        };
        match read {
            Ok(table) => Some(table),
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    /// What another reader of the same files asked for and found.
    pub fn join(&mut self, other: Tables<'f>) {
        self.read.extend(other.read);
        self.faults.extend(other.faults);
    }

    /// The faults, with the files that no stem asked for: a misspelt name would otherwise be passed over.
    pub fn faults(mut self) -> Vec<Fault> {
        for (stem, files) in &self.files {
            if !self.read.contains(stem) {
                let mistake = Mistake::unknown(Span::default(), ("数据文件", "data file"), stem, self.read.iter().copied());
                let fault = |file: &&SourceFile| Fault {
                    help: mistake.help.clone(),
                    ..Fault::of_file(file.path.as_str(), mistake.message.clone())
                };
                self.faults.extend(files.iter().map(fault));
            }
        }
        self.faults
    }
}

/// The text of the only file, or of the tables of several files joined.
fn joined<'f>(files: &[&'f SourceFile]) -> Result<Cow<'f, str>, Fault> {
    let [first, second, ..] = files else { return Ok(Cow::Borrowed(files.first().map_or("", |only| only.text.as_ref()))) };
    let mut joined = Table::new();
    for file in [first, second].into_iter().chain(files.iter().skip(2)) {
        let table = file.text.parse::<Table>().map_err(|error| super::fault_of(file, &error))?;
        join(&mut joined, table);
    }
    Ok(Cow::Owned(joined.to_string()))
}

/// The fault of the first file without which the table would be sound, at its place.
fn blamed<T>(files: &[&SourceFile], wrong: Wrong, parse: &impl Fn(Toml<'_>) -> Result<T, Wrong>) -> Fault {
    let sound = |count: &usize| files.get(..*count).is_some_and(|files| joined(files).is_ok_and(|text| parse(Toml::Text(&text)).is_ok()));
    let at = (1..files.len()).rev().find(sound).unwrap_or(0);
    let Some(file) = files.get(at) else { return Fault::of_file("data", wrong.message) };
    // Alone, a file that completes another may be faulty for other reasons: its place counts when it is faulty in the same way.
    let alone = parse(Toml::Text(&file.text)).err().filter(|alone| alone.message == wrong.message).and_then(|alone| alone.span);
    let whole = Span::new(0, file.text.len());
    let place = alone.filter(|span| *span != whole).or_else(|| quoted(&wrong.message.en, &file.text));
    Fault { source: place.map(|_| file.text.as_ref().into()), span: place, ..Fault::of_file(file.path.as_str(), wrong.message) }
}

/// Where the first word that the message quotes stands in the text.
fn quoted(message: &str, text: &str) -> Option<Span> {
    let word = message.split('`').nth(1).filter(|word| !word.is_empty())?;
    let at = text.find(word)?;
    Some(Span::new(at, at + word.len()))
}

fn join(known: &mut Table, more: Table) {
    for (key, value) in more {
        match (known.get_mut(&key), value) {
            (Some(Value::Array(known)), Value::Array(more)) => more.into_iter().for_each(|value| append(known, value)),
            (Some(Value::Table(known)), Value::Table(more)) => join(known, more),
            (_, value) => {
                known.insert(key, value);
            }
        }
    }
}

/// Adds a value to an array, or to the table in it that has the same name.
fn append(known: &mut Vec<Value>, value: Value) {
    let Value::Table(mut more) = value else { return known.push(value) };
    let replaces = more.remove(REPLACE) == Some(Value::Boolean(true));
    let namesake = known.iter_mut().filter_map(Value::as_table_mut).find(|earlier| is_namesake(earlier, &more));
    match namesake {
        Some(earlier) if replaces => *earlier = more,
        Some(earlier) => join(earlier, more),
        None => known.push(Value::Table(more)),
    }
}

/// Says that a table takes the place of its namesake.
const REPLACE: &str = "replace";

/// The keys that name a table, the first one that it has.
const NAMES: [&str; 5] = ["id", "name", "number", "title", "label"];

fn is_namesake(earlier: &Table, more: &Table) -> bool {
    let name = |table: &Table| NAMES.iter().find_map(|key| Some((*key, table.get(*key)?.as_str()?.to_owned())));
    name(more).is_some_and(|named| name(earlier) == Some(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &'static str) -> SourceFile {
        SourceFile::new(path, text)
    }

    fn both(first: &'static str, second: &'static str) -> Table {
        let (first, second) = (file("data/a.toml", first), file("mine/data/a.toml", second));
        joined(&[&first, &second]).expect("sound").parse().expect("a table")
    }

    #[test]
    fn an_entry_extends_or_replaces_its_namesake() {
        let known = "words = ['甲']\n[[measure]]\nid = 'a'\nzh = '甲'\nwords = ['甲数']\n[[measure]]\nid = 'b'\nzh = '乙'";
        let table = both(known, "words = ['乙']\n[[measure]]\nid = 'a'\nzh = '丙'\nwords = ['丙数']\n[[measure]]\nid = 'c'");
        let expected = "words = ['甲', '乙']\n[[measure]]\nid = 'a'\nzh = '丙'\nwords = ['甲数', '丙数']\n[[measure]]\nid = 'b'\nzh = '乙'\n[[measure]]\nid = 'c'";
        assert_eq!(table, expected.parse::<Table>().expect("a table"));
        let table = both(known, "[[measure]]\nid = 'a'\nreplace = true\nwords = ['丙数']");
        assert_eq!(table["measure"][0], Value::Table("id = 'a'\nwords = ['丙数']".parse().expect("a table")));
    }

    #[test]
    fn a_fault_stands_in_the_file_that_brought_it() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Data {
            #[serde(default)]
            #[allow(dead_code)]
            words: Vec<String>,
        }
        let (first, second) = (file("data/a.toml", "words = ['甲']"), file("mine/data/a.toml", "words = ['乙']\nword = 3"));
        let mut tables = Tables::new([&first, &second]);
        assert!(tables.read::<Data>("a").is_none());
        let faults = tables.faults();
        assert_eq!(faults.len(), 1);
        assert_eq!((&*faults[0].path, faults[0].span.map(|span| span.of(&second.text))), ("mine/data/a.toml", Some("word")));
    }

    #[test]
    fn a_file_that_nothing_reads_is_a_fault() {
        let file = file("mine/data/mesures.toml", "");
        let mut tables = Tables::new([&file]);
        assert!(tables.read::<Table>("measures").is_some());
        assert!(tables.faults()[0].help.as_ref().is_some_and(|help| help.en.contains("measures")));
    }
}
