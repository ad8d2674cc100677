//! One document of a run: read, checked, rendered.

use super::allow::{Outcome, Shelf};
use super::baseline::Known;
use super::plan::Task;
use crate::check::{self, Prepared};
use crate::error::Fault;
use crate::finding::Report;
use crate::input::{self, Encoding, Reason, Unreadable};
use crate::language::Language;
use crate::render::{self, Options, Totals};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// How every task is checked.
pub struct Audit<'a> {
    /// How files are decoded; none: as it is recognised.
    pub encoding: Option<Encoding>,
    /// The catalogues of the plan.
    pub prepared: &'a [Prepared<'a>],
    /// What is allowed.
    pub shelf: &'a Shelf,
    /// What is known.
    pub known: Option<&'a Known>,
    /// How to render.
    pub options: &'a Options,
}

/// A report from which what is allowed was taken away and in which what is known is marked.
pub struct Settled {
    /// The text of the document.
    pub text: String,
    /// The report.
    pub report: Report,
    /// What became of the entries of an allow file.
    outcome: Outcome,
    /// How much of the baseline is there no more.
    gone: usize,
}

/// A document, rendered.
pub struct Audited {
    /// As it is written.
    pub rendered: String,
    /// What it came to.
    pub totals: Totals,
    /// What became of the entries of an allow file.
    pub outcome: Outcome,
    /// What could not be checked to its end.
    pub faults: Vec<Fault>,
}

impl Audit<'_> {
    /// Checks a task.
    pub fn settled(&self, task: &Task) -> Result<Settled, Unreadable> {
        self.settled_as(task, task.source.read(self.encoding)?.text)
    }

    /// Checks a task as if it read so.
    pub fn settled_as(&self, task: &Task, text: String) -> Result<Settled, Unreadable> {
        let (path, prepared) = (task.source.path(), &self.prepared[task.setup]);
        let mut settled = guarded(path, || {
            let report = check::beside(&text, &path.to_string_lossy(), prepared, &task.compared);
            Settled { text, report, outcome: Outcome::default(), gone: 0 }
        })?;
        settled.gone = self.known.map_or(0, |known| known.mark(path, &mut settled.report, prepared));
        settled.outcome = self.shelf.settle(&task.held, &mut settled.report, prepared);
        Ok(settled)
    }

    /// Checks a task and renders its report.
    pub fn rendered(&self, task: &Task) -> Result<Audited, Unreadable> {
        let settled = self.settled(task)?;
        let faults = settled.faults(self.options.language);
        let Settled { text, report, outcome, gone } = settled;
        let lookup = |other: &str| input::read_file(Path::new(other), self.encoding).ok().map(|input| Arc::from(input.text));
        let rendered = guarded(task.source.path(), || render::document(&report, &text, &lookup, self.options))?;
        Ok(Audited { rendered, totals: Totals { gone, ..Totals::of(&report, self.options.show) }, outcome, faults })
    }
}

impl Settled {
    /// What could not be checked to its end.
    pub fn faults(&self, language: Language) -> Vec<Fault> {
        let exhausted = self.report.exhausted.iter().map(|rule| exhausted(rule, Path::new(&*self.report.path), language));
        self.report.faults.iter().cloned().chain(exhausted).collect()
    }
}

/// A rule that ran out of steps on a document. What it had not looked at is not checked, so the run has not done its work.
fn exhausted(rule: &str, path: &Path, language: Language) -> Fault {
    let zh = format!("规则 {rule} 的计算步数用尽，其余部分未核对");
    let words = language.pick(zh, format!("the rule {rule} ran out of steps; what it had not looked at is not checked"));
    let help = language.pick("简化规则中层层相套的 any、sum、count", "simplify the loops within loops of the rule: any, sum, count");
    Fault::of_file(path.to_string_lossy(), words).help(help)
}

/// Works on one document. A defect of the tool that it brings to light must not cost the others their result.
pub fn guarded<R>(path: &Path, work: impl FnOnce() -> R) -> Result<R, Unreadable> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Unreadable::new(path, Reason::Defect(words_of(&*panic))))
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let literal = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    literal.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}
