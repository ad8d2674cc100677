//! All rules and all knowledge of a run, and the faults found while reading them.

use super::file::{Parameter, RuleFile};
use super::reach::Reach;
use super::rule::Rule;
use super::{compile, embedded};
use crate::data::{self, Knowledge, SourceFile};
use crate::error::Fault;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rules in order of category and id, with the knowledge that extractors read.
#[derive(Debug)]
pub struct Catalogue {
    /// The rules that compile.
    pub rules: Vec<Rule>,
    /// Domain knowledge.
    pub knowledge: Knowledge,
    /// What is wrong with rule files; each faulty rule is left out.
    pub faults: Vec<Fault>,
}

impl Catalogue {
    /// The embedded rules and data.
    pub fn embedded() -> Result<Self, Vec<Fault>> {
        Catalogue::new(Vec::new())
    }

    /// The embedded rules and data, and `more` files of the user. A rule of the user replaces an embedded one of the same id.
    pub fn new(more: Vec<SourceFile>) -> Result<Self, Vec<Fault>> {
        let mut files = embedded::files();
        files.extend(more);
        Catalogue::of(files)
    }

    /// The rules and data of the given files only. Data files are those in a folder named `data`; without them nothing
    /// can be judged, so their faults are the error.
    pub fn of(files: Vec<SourceFile>) -> Result<Self, Vec<Fault>> {
        let (data, rules): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_data(&file.path));
        // Neither needs the other, and a run on one report waits for both.
        let ((rules, faults), knowledge) = rayon::join(|| compiled(rules), || Knowledge::load(&data));
        Ok(Catalogue { rules, knowledge: knowledge?, faults })
    }

    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }
}

/// The rules that compile, in order, and what is wrong with the others. Of two with one id the later holds.
fn compiled(files: Vec<SourceFile>) -> (Vec<Rule>, Vec<Fault>) {
    let reach = Reach::new();
    let (mut by_id, mut faults) = (BTreeMap::new(), Vec::new());
    for file in files {
        match read(file, &reach) {
            Ok(rule) => drop(by_id.insert(Arc::clone(&rule.id), rule)),
            Err(fault) => faults.push(fault),
        }
    }
    let mut rules: Vec<Rule> = by_id.into_values().collect();
    rules.sort_by(|a, b| (&a.category, &a.id).cmp(&(&b.category, &b.id)));
    (rules, faults)
}

/// Parses one file as a rule file, without compiling it: for documentation and examples.
pub fn parse(file: &SourceFile) -> Result<RuleFile, Fault> {
    toml::from_str(&file.text).map_err(|error| data::fault_of(file, &error))
}

/// Compiles one file by itself, from its text.
pub fn alone(file: &SourceFile) -> Result<Rule, Fault> {
    compile::rule(without_examples(file)?, file.clone())
}

/// A rule compiled anew, with other values for some of its parameters. Names that it does not have are passed over.
pub fn tuned(rule: &Rule, values: &BTreeMap<String, Parameter>) -> Result<Rule, Fault> {
    let mut parsed = parse(&rule.file)?;
    for (name, parameter) in &mut parsed.parameters {
        if let Some(value) = values.get(name) {
            *parameter.get_mut() = value.clone();
        }
    }
    compile::rule(parsed, rule.file.clone())
}

/// Parses what stands before the examples: they take most of a rule file and are not needed to run it. A file that has its criterion
/// behind its examples is parsed whole.
pub(super) fn without_examples(file: &SourceFile) -> Result<RuleFile, Fault> {
    let head = head(&file.text);
    let parsed = if head.contains("\n[check]") { toml::from_str(head) } else { toml::from_str(&file.text) };
    parsed.map_err(|error| data::fault_of(file, &error))
}

/// An embedded file gives a rule that is compiled when it is needed; any fault of it is told from its text, as that of any other file.
fn read(file: SourceFile, reach: &Reach) -> Result<Rule, Fault> {
    let parsed = if file.packed.is_empty() { None } else { file.toml().read().ok() };
    match parsed.and_then(|parsed| compile::later(parsed, file.clone(), reach)) {
        Some(rule) => Ok(rule),
        None => alone(&file),
    }
}

fn head(text: &str) -> &str {
    let end = ["\n[[pass]]", "\n[[fail]]"].iter().filter_map(|mark| text.find(mark)).min();
    &text[..end.unwrap_or(text.len())]
}

/// Whether the file stands in a folder named `data`.
fn is_data(path: &str) -> bool {
    path.rsplit(['/', '\\']).nth(1) == Some("data")
}
