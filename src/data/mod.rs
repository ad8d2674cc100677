//! Domain knowledge as data: everything below `rules/data/`, embedded in the binary and extended by rule directories.
//!
//! One file is one table of knowledge, read by the type of the same name. Files of one name from several places are joined by
//! [`Tables`], so that a rule directory adds or changes synonyms, measures or outlines without repeating what is built in.

pub mod addend;
pub mod announcements;
pub mod claims;
pub mod conclusions;
pub mod connectors;
pub mod corpus;
pub mod covers;
pub mod forms;
pub mod glossary;
pub mod labels;
pub mod lists;
pub mod measures;
pub mod outlines;
pub mod profiles;
pub mod rates;
pub mod registry;
pub mod roles;
pub mod schemes;
mod tables;
pub mod words;

pub use tables::Tables;

use crate::error::Fault;
use crate::packed::Toml;
use crate::syntax::Vocabulary;
use crate::values::Units;
use announcements::Announcements;
use claims::Claims;
use conclusions::Conclusions;
use connectors::Connectors;
use covers::Covers;
use forms::Forms;
use glossary::Glossary;
use lists::Lists;
use measures::Measures;
use outlines::Outlines;
use rates::Rates;
use std::borrow::Cow;

/// A file of rules or data: its path, as shown to people, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path below the rule directory, or the embedded name.
    pub path: String,
    /// The text.
    pub text: Cow<'static, str>,
    /// Its values without the examples of a rule, of an embedded file; else nothing.
    pub packed: &'static str,
}

impl SourceFile {
    /// A file that is read as it is written.
    pub fn new(path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        SourceFile { path: path.into(), text: text.into(), packed: "" }
    }

    /// The file in the form that is read fastest.
    pub fn toml(&self) -> Toml<'_> {
        if self.packed.is_empty() { Toml::Text(&self.text) } else { Toml::Packed(self.packed) }
    }
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
    /// The phrases that are asked of every sentence.
    pub glossary: Glossary,
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
        let mut aside = tables.clone();
        // The two largest take as long as all others.
        let large = || words::Words::read(&mut aside).zip(aside.parsed("measures", Measures::parse));
        let (large, others) = rayon::join(large, || Knowledge::read(&mut tables));
        tables.join(aside);
        match (large.zip(others), tables.faults()) {
            (Some(((words, measures), others)), faults) if faults.is_empty() => Ok(others(words, measures)),
            (_, faults) => Err(faults),
        }
    }

    /// Reads every other table before it gives up, so that all faults are told at once.
    fn read(tables: &mut Tables<'_>) -> Option<impl FnOnce(words::Words, Measures) -> Self + use<>> {
        let vocabulary = tables.parsed("vocabulary", Vocabulary::parse);
        let units = tables.parsed("units", Units::parse);
        let connectors = tables.parsed("connectors", Connectors::parse);
        let corpus = tables.read::<corpus::Corpus>("corpus");
        let lists = tables.parsed("lists", Lists::parse);
        let rates = tables.parsed("rates", Rates::parse);
        let roles = tables.read::<roles::Roles>("roles");
        let registry = tables.read::<registry::Registry>("registry");
        let outlines = tables.parsed("outlines", Outlines::parse);
        let announcements = tables.parsed("topics", Announcements::parse);
        let covers = tables.read::<Covers>("covers");
        let forms = tables.read::<Forms>("forms");
        let schemes = tables.read::<schemes::Schemes>("schemes");
        let profiles = tables.read::<profiles::Profiles>("profiles");
        let conclusions = tables.parsed("conclusions", Conclusions::parse);
        let claims = tables.read::<Claims>("claims");
        let (vocabulary, units, connectors, corpus, lists) = (vocabulary?, units?, connectors?, corpus?, lists?);
        let (rates, roles, registry, outlines, announcements) = (rates?, roles?, registry?, outlines?, announcements?);
        let (covers, forms, schemes, profiles, conclusions, claims) = (covers?, forms?, schemes?, profiles?, conclusions?, claims?);
        Some(move |words: words::Words, measures| Knowledge {
            glossary: Glossary::new(&forms, &schemes, &words.names.goals),
            vocabulary,
            units,
            connectors,
            corpus,
            lists,
            rates,
            roles,
            registry,
            words,
            outlines,
            announcements,
            covers,
            forms,
            schemes,
            profiles,
            measures,
            conclusions,
            claims,
        })
    }
}

/// The name of a file without folder and extension.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// A syntax error of a TOML file, with its place.
pub fn fault_of(file: &SourceFile, error: &toml::de::Error) -> Fault {
    let mut fault = Fault::of_file(file.path.as_str(), crate::error::toml_words(error.message()));
    if let Some(range) = error.span() {
        fault.source = Some(file.text.as_ref().into());
        fault.span = Some(crate::text::Span::new(range.start, range.end));
    }
    fault
}
