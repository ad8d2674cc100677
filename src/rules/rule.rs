//! A compiled rule.

use super::Bilingual;
use crate::data::SourceFile;
use crate::expr::{Compiled, Reading, Selector, Template};
use crate::finding::{Safety, Severity};
use std::sync::Arc;

/// A rule, ready to run.
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
    /// What it checks and says.
    pub criterion: Criterion,
    /// The file, for documentation and examples.
    pub file: SourceFile,
}

/// The compiled criterion of a rule. Its expressions see the fact as the first binding and the reading, when there are
/// readings, as the second; those of `[show]` see the truth `english` behind them. Parameters, `let` and `show` are names for
/// expressions.
#[derive(Debug)]
pub struct Criterion {
    /// The facts that are meant.
    pub selector: Selector,
    /// The names of all kinds that any expression reads.
    pub kinds: Vec<&'static str>,
    /// The plausible readings of a fact.
    pub reading: Option<Reading>,
    /// What is right.
    pub assert: Compiled,
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
    /// What is replaced by which words.
    pub edits: Vec<(Compiled, Compiled)>,
}

impl Rule {
    /// Whether this is its id or its category.
    pub fn is_named(&self, name: &str) -> bool {
        *self.id == *name || *self.category == *name
    }
}

impl Criterion {
    /// Every expression but the selector's condition.
    pub fn expressions(&self) -> impl Iterator<Item = &Compiled> {
        let reading = self.reading.as_ref().map(|reading| &reading.list);
        let single = [reading, Some(&self.assert), Some(&self.at), self.about.as_ref()];
        let edits = self.fix.iter().flat_map(|fix| &fix.edits).flat_map(|(at, by)| [at, by]);
        let shows = self.shows.iter().flatten();
        single.into_iter().flatten().chain(self.with.iter().map(|with| &with.value)).chain(edits).chain(shows)
    }
}
