//! Domain knowledge as data: everything below `rules/data/`, embedded in the binary and extended by rule directories.
//!
//! One file is one table of knowledge, read by the type of the same name. Files of one name from several places are
//! merged: arrays are appended, tables joined, and of two single values the later one holds. So a rule directory
//! adds synonyms, measures or outlines without repeating what is built in.

pub mod announcements;
pub mod claims;
pub mod conclusions;
pub mod connectors;
pub mod corpus;
pub mod covers;
pub mod forms;
pub mod labels;
pub mod lists;
pub mod measures;
pub mod outlines;
pub mod profiles;
pub mod rates;
pub mod registry;
pub mod roles;
pub mod schemes;
pub mod words;

use crate::error::Fault;
use crate::syntax::Vocabulary;
use crate::values::Units;
use announcements::Announcements;
use claims::Claims;
use conclusions::Conclusions;
use connectors::Connectors;
use covers::Covers;
use forms::Forms;
use lists::Lists;
use measures::Measures;
use outlines::Outlines;
use rates::Rates;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// A file of rules or data: its path, as shown to people, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path below the rule directory, or the embedded name.
    pub path: String,
    /// The text.
    pub text: Cow<'static, str>,
}

/// What the program knows of its field: one member for each file of `rules/data/`.
#[derive(Debug)]
pub struct Knowledge {
    /// Labels and endings by which the structure of a report is recognised.
    pub vocabulary: Vocabulary,
    /// Units, measure words and hedges.
    pub units: Units,
    /// The small words that tie figures together.
    pub connectors: Connectors,
    /// What is compared between documents.
    pub corpus: corpus::Corpus,
    /// The words around enumerations.
    pub lists: Lists,
    /// The words around rates and frequencies.
    pub rates: Rates,
    /// Words by which the part of a year, a date or a cited document is recognised.
    pub roles: roles::Roles,
    /// The documents that reports rest on.
    pub registry: registry::Registry,
    /// Words and how they go wrong.
    pub words: words::Words,
    /// Outlines of reports and the topics of their sections.
    pub outlines: Outlines,
    /// Topics that headings announce.
    pub announcements: Announcements,
    /// Cover forms and the labels of signatures.
    pub covers: Covers,
    /// How a conclusion states its grade.
    pub conclusions: Conclusions,
    /// Self-evaluation forms, scores and grades.
    pub forms: Forms,
    /// How points are shared.
    pub schemes: schemes::Schemes,
    /// Parameters of provinces and ministries.
    pub profiles: profiles::Profiles,
    /// Claims in words.
    pub claims: Claims,
    /// What figures measure.
    pub measures: Measures,
}

impl Knowledge {
    /// Reads all data files. Without its knowledge the program cannot judge a report, so any fault of them ends the run.
    pub fn load<'f>(files: impl IntoIterator<Item = &'f SourceFile>) -> Result<Self, Vec<Fault>> {
        let mut tables = Tables::new(files);
        match Knowledge::read(&mut tables) {
            Some(knowledge) if tables.faults.is_empty() => Ok(knowledge),
            _ => Err(tables.faults),
        }
    }

    fn read(tables: &mut Tables<'_>) -> Option<Self> {
        Some(Knowledge {
            vocabulary: tables.parsed("vocabulary", Vocabulary::parse)?,
            units: tables.parsed("units", Units::parse)?,
            connectors: tables.parsed("connectors", Connectors::parse)?,
            corpus: tables.read("corpus")?,
            lists: tables.parsed("lists", Lists::parse)?,
            rates: tables.parsed("rates", Rates::parse)?,
            roles: tables.read("roles")?,
            registry: tables.read("registry")?,
            words: words::Words::read(tables)?,
            outlines: tables.parsed("outlines", Outlines::parse)?,
            announcements: tables.parsed("topics", Announcements::parse)?,
            covers: tables.read("covers")?,
            forms: tables.read("forms")?,
            schemes: tables.read("schemes")?,
            profiles: tables.read("profiles")?,
            measures: tables.parsed("measures", Measures::parse)?,
            conclusions: tables.parsed("conclusions", Conclusions::parse)?,
            claims: tables.read("claims")?,
        })
    }
}

/// The data files by stem, each stem to be read once, and the faults found so far.
#[derive(Default, Debug)]
pub struct Tables<'f> {
    files: BTreeMap<&'f str, Vec<&'f SourceFile>>,
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
    pub fn read<T: DeserializeOwned>(&mut self, stem: &str) -> Option<T> {
        let text = self.text(stem)?;
        toml::from_str(&text).map_err(|error| self.report(stem, &error)).ok()
    }

    /// Reads the table of a stem by its own parser.
    pub fn parsed<T>(&mut self, stem: &str, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let text = self.text(stem)?;
        parse(&text).map_err(|message| self.faults.push(Fault::of_file(self.path(stem), message))).ok()
    }

    /// The text of the only file, or of the tables of several files joined.
    fn text(&mut self, stem: &str) -> Option<Cow<'f, str>> {
        match self.of(stem) {
            [] => Some(Cow::Borrowed("")),
            [only] => Some(Cow::Borrowed(only.text.as_ref())),
            [..] => self.joined(stem).map(|table| Cow::Owned(table.to_string())),
        }
    }

    fn joined(&mut self, stem: &str) -> Option<Table> {
        let mut joined = Table::new();
        for file in self.of(stem).to_vec() {
            match file.text.parse::<Table>() {
                Ok(table) => join(&mut joined, table),
                Err(error) => {
                    self.faults.push(fault_of(file, &error));
                    return None;
                }
            }
        }
        Some(joined)
    }

    /// A fault of the only file at its place, or of the last of several as a whole: there it appeared.
    fn report(&mut self, stem: &str, error: &toml::de::Error) {
        let fault = match self.of(stem) {
            [only] => fault_of(only, error),
            [..] => Fault::of_file(self.path(stem), error.message()),
        };
        self.faults.push(fault);
    }

    fn of(&self, stem: &str) -> &[&'f SourceFile] {
        self.files.get(stem).map(Vec::as_slice).unwrap_or_default()
    }

    fn path(&self, stem: &str) -> String {
        self.of(stem).last().map_or_else(|| format!("data/{stem}.toml"), |file| file.path.clone())
    }
}

/// The name of a file without folder and extension.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// A syntax error of a TOML file, with its place.
pub fn fault_of(file: &SourceFile, error: &toml::de::Error) -> Fault {
    let mut fault = Fault::of_file(file.path.as_str(), error.message().trim());
    if let Some(range) = error.span() {
        fault.source = Some(file.text.as_ref().into());
        fault.span = Some(crate::text::Span::new(range.start, range.end));
    }
    fault
}

fn join(known: &mut Table, more: Table) {
    for (key, value) in more {
        match (known.get_mut(&key), value) {
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (Some(Value::Table(known)), Value::Table(more)) => join(known, more),
            (_, value) => {
                known.insert(key, value);
            }
        }
    }
}
