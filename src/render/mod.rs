//! Findings → one format a file. Everything here is a function of its arguments to text: no stream, no clock, no environment.
//!
//! A document is rendered whole and by itself, so that documents can be rendered in parallel and written in order.

mod concise;
mod excerpt;
mod json;
mod pretty;
mod row;
pub mod schema;
mod texts;
mod totals;
mod visible;

pub use texts::Lookup;
pub use totals::Totals;
pub use visible::{visible, width, wrap};

use crate::error::Fault;
use crate::finding::{Binding, Coverage, Finding, Ledger, Report, Severity};
use crate::language::Language;
use std::collections::BTreeMap;
use texts::Texts;

/// An output format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Drawn for people, with excerpts of the report.
    Pretty,
    /// One line a finding, for editors and grep.
    Concise,
    /// The stable contract for programs.
    Json,
}

/// Which relations are listed besides the findings; JSON lists them all whenever the report does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listing {
    /// None.
    Nothing,
    /// Those that could not be checked.
    Unchecked,
    /// All.
    Everything,
}

/// How to render.
#[derive(Clone, Debug)]
pub struct Options {
    /// The format.
    pub format: Format,
    /// The language of the words around the findings.
    pub language: Language,
    /// Whether to colour.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Findings below this level are counted, not shown.
    pub show: Severity,
    /// Which relations are listed besides.
    pub listing: Listing,
    /// The titles of the rules in the chosen language, by id.
    pub titles: BTreeMap<String, String>,
}

/// What stands before the first document.
pub fn opening(options: &Options) -> String {
    match options.format {
        Format::Pretty | Format::Concise => String::new(),
        Format::Json => json::opening(),
    }
}

/// Findings of one document that are drawn; of more, nobody looks at pictures, and each of the others is one line.
const MOST_DRAWN: usize = 1000;

/// One document. `lookup` gives the text of another document that takes part in a finding.
pub fn document(report: &Report, text: &str, lookup: Lookup<'_>, options: &Options) -> String {
    let shown: Vec<&Finding> = report.findings.iter().filter(|finding| finding.severity >= options.show).collect();
    let listed = || report.bindings.iter().flatten().filter(|binding| is_listed(binding, options.listing));
    if shown.is_empty() && options.format != Format::Json && listed().next().is_none() {
        return String::new();
    }
    let texts = Texts::new(report, text, lookup);
    let bindings = listed().map(|binding| {
        // Programs read the concise format: its words are English.
        let verdict = match (options.format, options.language) {
            (Format::Pretty, Language::Chinese) => binding.verdict.zh(),
            (Format::Pretty, Language::English) | (Format::Concise | Format::Json, _) => binding.verdict.name(),
        };
        concise::binding(binding, verdict, &texts)
    });
    match options.format {
        Format::Pretty => {
            let (drawn, listed) = shown.split_at(shown.len().min(MOST_DRAWN));
            let drawn = drawn.iter().map(|finding| pretty::finding(finding, &texts, options));
            drawn.chain(listed.iter().map(|finding| concise::finding(finding, &texts, options.language))).chain(bindings).collect()
        }
        Format::Concise => shown.iter().map(|finding| concise::finding(finding, &texts, options.language)).chain(bindings).collect(),
        Format::Json => json::document(report, &shown, &texts),
    }
}

/// What stands between two documents.
pub fn between(options: &Options) -> &'static str {
    match options.format {
        Format::Pretty | Format::Concise => "",
        Format::Json => ",\n",
    }
}

/// What stands after the last document.
pub fn closing(faults: &[Fault], totals: &Totals, options: &Options) -> String {
    match options.format {
        Format::Pretty | Format::Concise => String::new(),
        Format::Json => json::closing(faults, totals, options.language),
    }
}

/// A fault of an input of the tool, for the error stream.
pub fn fault(fault: &Fault, options: &Options) -> String {
    match options.format {
        Format::Pretty => pretty::fault(fault, options),
        Format::Concise | Format::Json => concise::fault(fault, options.language),
    }
}

/// One line on the whole run.
pub fn summary(totals: &Totals, options: &Options) -> String {
    let Totals { documents, errors, warnings, infos, .. } = *totals;
    let mut line = match options.language {
        Language::Chinese => format!("共检查 {documents} 份文件：错误 {errors}，警告 {warnings}，提示 {infos}"),
        Language::English => format!(
            "{}: {}, {}, {}",
            plural(documents, "document"),
            plural(errors, "error"),
            plural(warnings, "warning"),
            plural(infos, "info")
        ),
    };
    line.push_str(&besides(totals, options.language));
    line.push('\n');
    line
}

/// What else there is to count, in brackets; nothing when there is none.
fn besides(totals: &Totals, language: Language) -> String {
    let Totals { hidden, known, allowed, gone, .. } = *totals;
    let counts = [
        (hidden, " 项未显示", " not shown"),
        (known.iter().sum(), " 项已知", " known"),
        (allowed, " 项已放行", " allowed"),
        (gone, " 项基线问题已消失", " of the baseline gone"),
    ];
    let told = counts.iter().filter(|(count, ..)| *count > 0).map(|(count, zh, en)| format!("{count}{}", language.pick(zh, en)));
    let told: Vec<String> = told.collect();
    match told.as_slice() {
        [] => String::new(),
        told => language.pick(format!("（{}）", told.join("，")), format!(" ({})", told.join(", "))),
    }
}

/// One line on the relations that were checked, so that nobody reads silence as agreement.
pub fn ledger(ledger: &Ledger, language: Language) -> String {
    let Ledger { consistent, inconsistent, suspicious, boundary, not_checked } = *ledger;
    match language {
        Language::Chinese => {
            format!("勾稽关系：相符 {consistent}，不符 {inconsistent}，存疑 {suspicious}，临界 {boundary}，未能核对 {not_checked}\n")
        }
        Language::English => format!(
            "relations: {consistent} consistent, {inconsistent} inconsistent, {suspicious} suspicious, {boundary} boundary, {not_checked} not checked\n"
        ),
    }
}

/// One line on the numbers that no rule touched; none where the relations are not listed.
pub fn coverage(coverage: Option<Coverage>, language: Language) -> String {
    let Some(Coverage { numbers, untouched }) = coverage else { return String::new() };
    match language {
        Language::Chinese => format!("全文 {numbers} 个数据，其中 {untouched} 个没有任何规则核对\n"),
        Language::English => format!("{untouched} of {} touched by no rule\n", plural(numbers as usize, "number")),
    }
}

/// The word for a severity in a language.
pub fn severity_word(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("错误", "error"),
        Severity::Warning => language.pick("警告", "warning"),
        Severity::Info => language.pick("提示", "info"),
    }
}

fn is_listed(binding: &Binding, listing: Listing) -> bool {
    match listing {
        Listing::Nothing => false,
        Listing::Unchecked => binding.reason.is_some(),
        Listing::Everything => true,
    }
}

/// A number of things, in English.
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests;
