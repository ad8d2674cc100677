//! What a run works with: its options, its rules, its streams.

use super::{Exit, Stop, terminal};
use crate::allow::SUPPRESSION;
use crate::check::{Prepared, Settings};
use crate::data::SourceFile;
use crate::error::Fault;
use crate::finding::Severity;
use crate::input::{Encoding, Reason, Unreadable, read_file};
use crate::language::Language;
use crate::render::{self, Format, Listing, Options};
use crate::rules::Catalogue;
use clap::ArgMatches;
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

/// The options and streams of a run, and the faults so far.
pub struct Session {
    /// How to render.
    pub options: Options,
    /// The level at which findings make the run fail; none: never.
    pub fail_on: Option<Severity>,
    /// Whether to show progress.
    pub progress: bool,
    /// The standard output.
    pub out: BufWriter<Stdout>,
    /// The faults that were reported.
    pub faults: Vec<Fault>,
    rules: Vec<PathBuf>,
    /// Whether the user asked for a language.
    asked: bool,
}

impl Session {
    /// From the options of every subcommand.
    pub fn new(matches: &ArgMatches) -> Self {
        let one = |name: &str| matches.get_flag(name);
        let language = matches.get_one::<Language>("lang").copied().unwrap_or_else(terminal::language);
        let options = Options {
            format: matches.get_one::<Format>("format").copied().unwrap_or(Format::Pretty),
            language,
            colour: terminal::colour(&io::stdout()),
            width: terminal::columns(),
            show: matches.get_one::<Severity>("show").copied().unwrap_or(Severity::Info),
            listing: match (one("ledger"), one("verbose")) {
                (true, _) => Listing::Everything,
                (false, true) => Listing::Unchecked,
                (false, false) => Listing::Nothing,
            },
            titles: BTreeMap::new(),
        };
        Session {
            options,
            fail_on: matches.get_one::<Option<Severity>>("fail-on").copied().unwrap_or(Some(Severity::Warning)),
            progress: !one("no-progress"),
            out: BufWriter::with_capacity(1 << 16, io::stdout()),
            faults: Vec::new(),
            asked: matches.contains_id("lang"),
            rules: matches.get_many::<PathBuf>("rules").into_iter().flatten().cloned().collect(),
        }
    }

    /// The language of messages.
    pub fn language(&self) -> Language {
        self.options.language
    }

    /// Takes the language of a configuration, unless the user asked for one.
    pub fn configured(&mut self, language: Option<Language>) {
        if !self.asked {
            self.options.language = language.unwrap_or(self.options.language);
        }
    }

    /// One of two wordings.
    pub fn say<T>(&self, chinese: T, english: T) -> T {
        self.language().pick(chinese, english)
    }

    /// The first folder of `--rules`.
    pub fn own_rules(&self) -> Option<&Path> {
        self.rules.first().map(PathBuf::as_path)
    }

    /// Leaves out folders of `--rules` that hold nothing yet.
    pub fn forget_empty_rules(&mut self) {
        self.rules.retain(|folder| folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()));
    }

    /// The embedded rules and those of `--rules`; what is wrong with them is reported, and the rest stands.
    pub fn catalogue(&mut self) -> Result<Catalogue, Stop> {
        self.catalogue_with(Vec::new())
    }

    /// The same with further files.
    pub fn catalogue_with(&mut self, mut files: Vec<SourceFile>) -> Result<Catalogue, Stop> {
        for folder in self.rules.clone() {
            files.extend(self.rule_files(&folder));
        }
        let catalogue = Catalogue::new(files).map_err(Stop::Faults)?;
        catalogue.faults.iter().for_each(|fault| self.fault(fault.clone()));
        let language = self.language();
        self.options.titles.insert(SUPPRESSION.to_owned(), language.pick("忽略与放行", "Suppression").to_owned());
        self.options.titles.extend(catalogue.rules.iter().map(|rule| (rule.id.to_string(), rule.title.of(language).clone())));
        Ok(catalogue)
    }

    /// The rule and data files below a folder.
    pub fn rule_files(&mut self, folder: &Path) -> Vec<SourceFile> {
        let mut files = Vec::new();
        for entry in WalkBuilder::new(folder).require_git(false).sort_by_file_path(Path::cmp).build() {
            let read = match entry {
                Ok(entry) if is_toml(entry.path()) => {
                    read_file(entry.path(), Some(Encoding::Utf8)).map(|input| (entry.path().to_owned(), input))
                }
                Ok(_) => continue,
                Err(error) => Err(Unreadable::new(folder, error.io_error().map_or(Reason::System(error.to_string()), Reason::of_system))),
            };
            match read {
                Ok((path, input)) => files.push(SourceFile::new(path.to_string_lossy(), input.text)),
                Err(unreadable) => self.fault(unreadable.fault(self.language())),
            }
        }
        if files.is_empty() && self.faults.is_empty() {
            let words = self.say("目录中没有规则文件（*.toml）", "no rule files (*.toml) in this folder");
            self.fault(Fault::of_file(folder.to_string_lossy(), words));
        }
        files
    }

    /// The catalogue under the settings of this run.
    pub fn prepare<'c>(&self, catalogue: &'c Catalogue) -> Prepared<'c> {
        Prepared::new(catalogue, self.settings())
    }

    /// What the options of this run ask for.
    pub fn settings(&self) -> Settings {
        let ledger = match self.options.listing {
            Listing::Nothing => false,
            // Part of the relations is for people; programs get all of them, on demand, or none.
            Listing::Unchecked => self.options.format != Format::Json,
            Listing::Everything => true,
        };
        // Repairs of figures are shown to programs and to who is asked; people who only read findings do not wait for them.
        Settings { language: self.language(), ledger, repairs: self.options.format == Format::Json, ..Settings::default() }
    }

    /// Reports a fault at once, and remembers it for the exit status.
    pub fn fault(&mut self, fault: Fault) {
        let options = Options { colour: terminal::colour(&io::stderr()), ..self.options.clone() };
        // A closed error stream is no reason to stop the work.
        let _ = io::stderr().write_all(render::fault(&fault, &options).as_bytes());
        self.faults.push(fault);
    }

    /// Why a file cannot be written. The system names a temporary file, which is nothing to the user.
    pub fn unwritten(&self, path: &Path, error: &io::Error) -> Fault {
        let name = path.to_string_lossy();
        if error.kind() == io::ErrorKind::PermissionDenied {
            let help = self.say("文件和所在目录都须可写", "the file and its folder have to be writable");
            return Fault::of_file(name, self.say("没有写入权限，未改写", "no permission to write; left alone")).help(help);
        }
        Fault::of_file(name, self.say(format!("无法写入：{error}"), format!("cannot be written: {error}")))
    }

    /// A line for people beside an output that programs may read.
    pub fn note(&self, line: &str) {
        let _ = io::stderr().write_all(line.as_bytes());
    }

    /// The output could not be written: silence when its reader went away, a fault otherwise.
    pub fn output_failed(&mut self, error: &io::Error) -> Exit {
        if error.kind() != io::ErrorKind::BrokenPipe {
            let name = self.say("标准输出", "standard output").to_owned();
            self.fault(Fault::of_file(name, error.to_string()));
            return Exit::Fault;
        }
        Exit::Clean
    }
}

fn is_toml(path: &Path) -> bool {
    path.is_file() && path.extension().and_then(OsStr::to_str) == Some("toml")
}
