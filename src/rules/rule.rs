//! A rule, and what is compiled of it.

use super::file::RuleFile;
use super::{Bilingual, catalogue, compile};
use crate::data::SourceFile;
use crate::error::Fault;
use crate::expr::{Compiled, Names, Reading, Selector, Template};
use crate::finding::{Safety, Severity};
use std::sync::{Arc, OnceLock};

/// A rule, ready to run. What an embedded rule checks is compiled when the first report has a fact of its kind, and what it says when
/// it has the first finding: most rules need neither on a report, and a run on one report would take five times as long. The rules of
/// a user are compiled when they are read, so that their faults are seen.
#[derive(Debug)]
pub struct Rule {
    /// Names the defect.
    pub id: Arc<str>,
    /// The folder that its file stands in.
    pub category: Arc<str>,
    /// How grave a finding is.
    pub severity: Severity,
    /// Whether it runs unless a configuration says otherwise.
    pub enabled: bool,
    /// One line.
    pub title: Bilingual,
    /// The names of its thresholds and tolerances.
    pub parameters: Vec<String>,
    /// The kind of fact that it is for, by its index in the schema.
    pub kind: u16,
    /// The names of all kinds that it reads; of a rule that is not compiled, of all that it may read.
    pub kinds: Vec<&'static str>,
    /// The file, for documentation and examples.
    pub file: SourceFile,
    pub(super) parsed: RuleFile,
    pub(super) criterion: OnceLock<Result<Criterion, Fault>>,
    pub(super) wording: OnceLock<Result<Wording, Fault>>,
}

/// What a rule checks. Its expressions see the fact as the first binding and the reading, when there are readings, as the second.
/// Parameters and `let` are names for expressions.
#[derive(Debug)]
pub struct Criterion {
    /// The facts that are meant.
    pub selector: Selector,
    /// The plausible readings of a fact.
    pub reading: Option<Reading>,
    /// What is right.
    pub assert: Compiled,
    /// What the expressions may name.
    pub(super) names: Names,
}

/// Where a rule points and what it says. Its expressions see what those of the criterion see; those of `[show]` see the truth `english`
/// behind it.
#[derive(Debug)]
pub struct Wording {
    /// Where it holds, the figures may not belong together.
    pub doubtful: Option<Compiled>,
    /// The value to point at.
    pub at: Compiled,
    /// Further values to label.
    pub with: Vec<Labelled>,
    /// What tells findings at one place apart.
    pub about: Option<Compiled>,
    /// What the names in the sentences stand for, by their index; none for a name that no sentence uses.
    pub shows: Vec<Option<Compiled>>,
    /// The sentence.
    pub message: Bilingual<Template>,
    /// What would make it hold.
    pub help: Option<Bilingual<Template>>,
    /// The repair.
    pub fix: Option<Repair>,
}

/// A value to label.
#[derive(Debug)]
pub struct Labelled {
    /// The value.
    pub value: Compiled,
    /// The label; may be empty.
    pub words: Bilingual,
}

/// The repair of a finding.
#[derive(Debug)]
pub struct Repair {
    /// Whether it may be applied unasked.
    pub safety: Safety,
    /// What it changes.
    pub change: Change,
}

/// What a repair changes.
#[derive(Debug)]
pub enum Change {
    /// Places, by which words.
    Edits(Vec<(Compiled, Compiled)>),
    /// One of these figures, by one keystroke.
    Figures(Vec<Compiled>),
}

impl Change {
    fn expressions(&self) -> Vec<&Compiled> {
        match self {
            Change::Edits(edits) => edits.iter().flat_map(|(at, by)| [at, by]).collect(),
            Change::Figures(figures) => figures.iter().collect(),
        }
    }
}

impl Rule {
    /// Whether it relates figures, one of which a keystroke may put right.
    pub fn relates_figures(&self) -> bool {
        self.parsed.fix.as_ref().is_some_and(|fix| !fix.figures.is_empty())
    }

    /// Whether this is its id or its category.
    pub fn is_named(&self, name: &str) -> bool {
        *self.id == *name || *self.category == *name
    }
    /// What it checks; the fault of the file, when that does not compile.
    pub fn criterion(&self) -> Result<&Criterion, &Fault> {
        let compiled = || compile::criterion(&self.parsed, &self.file).map_err(|fault| self.placed(fault));
        self.criterion.get_or_init(compiled).as_ref()
    }

    /// Where it points and what it says; the fault of the file, when that does not compile.
    pub fn wording(&self) -> Result<&Wording, &Fault> {
        let criterion = self.criterion()?;
        let compiled = || compile::wording(&self.parsed, &self.file, criterion).map_err(|fault| self.placed(fault));
        self.wording.get_or_init(compiled).as_ref()
    }

    /// The kinds that its expressions read; the fault of the file, when one of them does not compile.
    pub fn reads(&self) -> Result<Vec<&'static str>, &Fault> {
        Ok(compile::kinds(self.criterion()?, self.wording()?))
    }

    /// A fault of what was parsed when the program was built has no place: it is looked for in the text.
    fn placed(&self, fault: Fault) -> Fault {
        if self.file.packed.is_empty() { fault } else { catalogue::alone(&self.file).err().unwrap_or(fault) }
    }
}

impl Wording {
    /// Every expression.
    pub fn expressions(&self) -> impl Iterator<Item = &Compiled> {
        let edits = self.fix.iter().flat_map(|fix| fix.change.expressions());
        let with = self.with.iter().map(|with| &with.value);
        std::iter::once(&self.at).chain(&self.doubtful).chain(&self.about).chain(with).chain(edits).chain(self.shows.iter().flatten())
    }
}
