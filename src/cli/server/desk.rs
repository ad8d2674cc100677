//! The texts that are open in an editor, and what holds for them.

use super::super::Stop;
use super::super::allow::Shelf;
use super::super::audit::Audit;
use super::super::check::Source;
use super::super::plan::{self, Plan, Task};
use super::super::session::Session;
use super::lines::{Lines, Units};
use super::shown;
use crate::check::Settings;
use crate::error::Fault;
use crate::finding::Finding;
use clap::ArgMatches;
use lsp_types::{
    CodeAction, CodeActionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    PublishDiagnosticsParams, Uri,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The open texts.
pub struct Desk<'s> {
    matches: &'s ArgMatches,
    session: &'s mut Session,
    units: Units,
    open: BTreeMap<Uri, Opened>,
    closed: Vec<Uri>,
    /// What holds for all open texts; nothing where a configuration is at fault.
    setup: Option<Setup>,
    /// Whether that has to be read anew, since a file was opened, closed or saved.
    due: bool,
    /// What was complained of since then.
    complained: BTreeSet<String>,
}

/// An open text.
struct Opened {
    path: PathBuf,
    text: String,
    version: i32,
    /// Whether it was not checked since it changed.
    changed: bool,
}

/// What holds for the open texts.
struct Setup {
    plan: Plan,
    tasks: BTreeMap<PathBuf, Task>,
    shelf: Shelf,
}

impl<'s> Desk<'s> {
    /// Nothing is open.
    pub fn new(matches: &'s ArgMatches, session: &'s mut Session, units: Units) -> Self {
        Desk { matches, session, units, open: BTreeMap::new(), closed: Vec::new(), setup: None, due: true, complained: BTreeSet::new() }
    }

    /// A text is opened.
    pub fn open(&mut self, DidOpenTextDocumentParams { text_document: opened }: DidOpenTextDocumentParams) {
        let path = path(&opened.uri);
        self.open.insert(opened.uri, Opened { path, text: opened.text, version: opened.version, changed: true });
        self.due = true;
    }

    /// A text is typed in.
    pub fn change(&mut self, changes: DidChangeTextDocumentParams) {
        let Some(opened) = self.open.get_mut(&changes.text_document.uri) else { return };
        for change in changes.content_changes {
            match change.range {
                Some(range) => {
                    let span = Lines::new(&opened.text, self.units).span(range);
                    opened.text.replace_range(span.range(), &change.text);
                }
                None => opened.text = change.text,
            }
        }
        opened.version = changes.text_document.version;
        opened.changed = true;
    }

    /// A text is closed; its findings go.
    pub fn close(&mut self, closed: &DidCloseTextDocumentParams) {
        let uri = &closed.text_document.uri;
        if self.open.remove(uri).is_some() {
            self.closed.push(uri.clone());
            self.due = true;
        }
    }

    /// Files were written, and a configuration, an allow file or a rule may be among them: all is checked anew.
    pub fn renew(&mut self) {
        self.due = true;
        self.open.values_mut().for_each(|opened| opened.changed = true);
    }

    /// The findings of every text that changed.
    pub fn checked(&mut self) -> Vec<PublishDiagnosticsParams> {
        let mut said: Vec<PublishDiagnosticsParams> = self.closed.drain(..).map(shown::silence).collect();
        let changed: Vec<Uri> = self.open.iter().filter(|(_, opened)| opened.changed).map(|(uri, _)| uri.clone()).collect();
        for uri in changed {
            let findings = self.findings(&uri, false);
            let Some(opened) = self.open.get_mut(&uri) else { continue };
            opened.changed = false;
            let lines = Lines::new(&opened.text, self.units);
            let diagnostics = findings.iter().map(|finding| shown::diagnostic(finding, &uri, &lines)).collect();
            said.push(PublishDiagnosticsParams { diagnostics, version: Some(opened.version), uri });
        }
        said
    }

    /// The repairs at a place. They are looked for only now: each is proven on the whole text, for which who types does not wait.
    pub fn repairs(&mut self, asked: &CodeActionParams) -> Vec<CodeAction> {
        let uri = &asked.text_document.uri;
        let findings = self.findings(uri, true);
        let Some(opened) = self.open.get(uri) else { return Vec::new() };
        let lines = Lines::new(&opened.text, self.units);
        let place = lines.span(asked.range);
        let fixed = findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
        let near = fixed.filter(|(finding, fix)| shown::concerns(finding, fix, place));
        near.map(|(finding, fix)| shown::action(finding, fix, &opened.text, uri, &lines)).collect()
    }

    /// What is wrong with rules, data, configurations and allow files, and what could not be checked to its end; each once, however often
    /// the text is checked while one types.
    pub fn complaints(&mut self) -> Vec<String> {
        let language = self.session.language();
        let words = |fault: Fault| format!("{}: {}", fault.path, fault.message.of(language));
        let faults = std::mem::take(&mut self.session.faults).into_iter().map(words);
        faults.filter(|words| self.complained.insert(words.clone())).collect()
    }

    fn findings(&mut self, uri: &Uri, repairs: bool) -> Vec<Finding> {
        self.set_up();
        let (Some(opened), Some(setup)) = (self.open.get(uri), &self.setup) else { return Vec::new() };
        let Some(task) = setup.tasks.get(&opened.path) else { return Vec::new() };
        let prepared = setup.plan.prepared(&Settings { repairs, ..self.session.settings() });
        let options = self.session.options.clone();
        let audit = Audit { encoding: None, prepared: &prepared, shelf: &setup.shelf, known: None, options: &options };
        let (findings, faults) = match audit.settled_as(task, opened.text.clone()) {
            Ok(settled) => {
                let faults = settled.faults(options.language);
                (settled.report.findings, faults)
            }
            Err(defect) => (Vec::new(), vec![defect.fault(options.language)]),
        };
        faults.into_iter().for_each(|fault| self.session.fault(fault));
        findings.into_iter().filter(|finding| finding.severity >= options.show).collect()
    }

    /// Reads the configurations, if that is due. Where they are at fault nothing is checked until files are written again.
    fn set_up(&mut self) {
        if !std::mem::replace(&mut self.due, false) {
            return;
        }
        self.setup = None;
        self.complained.clear();
        match self.read() {
            Ok(setup) => self.setup = Some(setup),
            Err(Stop::Faults(faults)) => faults.into_iter().for_each(|fault| self.session.fault(fault)),
            Err(Stop::Output(error)) => drop(self.session.output_failed(&error)),
        }
    }

    fn read(&mut self) -> Result<Setup, Stop> {
        let mut finder = plan::finder(self.matches)?;
        let mut sources = Vec::new();
        for opened in self.open.values() {
            let folder = opened.path.parent().unwrap_or(Path::new(""));
            let chain = finder.of_folder(folder).map_err(Stop::Faults)?;
            if chain.left_out(&opened.path).is_none() {
                sources.push((Source::File(opened.path.clone()), true));
            }
        }
        let mut plan = Plan::new(sources, self.matches, &mut finder, self.session)?;
        let mut tasks = std::mem::take(&mut plan.tasks);
        let shelf = Shelf::new(self.matches, &mut tasks, self.session)?;
        shelf.check(&plan.catalogues)?;
        let tasks = tasks.into_iter().map(|task| (task.source.path().to_owned(), task)).collect();
        Ok(Setup { plan, tasks, shelf })
    }
}

/// The path of an address. What is no file, such as a text without a name yet, is called by what its address says.
fn path(uri: &Uri) -> PathBuf {
    let path = uri.path().as_estr().decode().into_string_lossy().into_owned();
    // On Windows the drive follows the slash.
    let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    PathBuf::from(drive.unwrap_or(&path))
}
