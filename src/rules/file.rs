//! The rule file as it is written: one TOML file is one rule, whole.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A rule file. Unknown keys are faults.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// Names the defect; equal to the file's stem.
    pub id: Spanned<String>,
    /// How grave a finding is.
    pub severity: crate::finding::Severity,
    /// Whether the rule runs unless a configuration says otherwise.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// The version that brought it.
    pub since: String,
    /// One line.
    pub title: Bilingual,
    /// The finding's sentence, with `{names}`.
    pub message: Bilingual,
    /// What would make it hold, with `{names}`.
    pub help: Option<Bilingual>,
    /// Why a reviewer cares, and when the rule is wrong.
    pub rationale: Bilingual,
    /// What the rule rests on.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// Thresholds and tolerances, by name, as expressions; a configuration may override them.
    #[serde(default)]
    pub parameters: BTreeMap<String, Spanned<Parameter>>,
    /// The criterion.
    pub check: Check,
    /// Values for messages, by name.
    #[serde(default)]
    pub show: BTreeMap<String, Spanned<String>>,
    /// The repair.
    pub fix: Option<FixFile>,
    /// Reports on which the rule stays silent.
    #[serde(default)]
    pub pass: Vec<Example>,
    /// Reports on which it speaks.
    #[serde(default)]
    pub fail: Vec<Example>,
}

/// A text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Chinese.
    pub zh: Spanned<String>,
    /// English.
    pub en: Spanned<String>,
}

/// A document that a rule rests on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Title and document number.
    pub title: String,
    /// The article, when one is meant.
    #[serde(default)]
    pub article: Option<String>,
}

/// A threshold: a number, a text, or an expression such as `"80%"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Parameter {
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Truth(bool),
    /// An expression.
    Expression(String),
    /// Words.
    Words(Vec<String>),
}

impl std::fmt::Display for Parameter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Parameter::Integer(number) => number.fmt(f),
            Parameter::Truth(truth) => truth.fmt(f),
            Parameter::Expression(text) => f.write_str(text),
            Parameter::Words(words) => f.write_str(&words.join(", ")),
        }
    }
}

/// The criterion of a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The kind of fact and the condition that selects it: `execution where has(it.rate)`.
    pub r#for: Spanned<String>,
    /// Plausible readings, of which one has to hold: `r in it.readings`.
    pub reading: Option<Spanned<String>>,
    /// Names for expressions, usable below, in order of their names' use.
    #[serde(default)]
    pub r#let: Vec<Let>,
    /// What is right.
    pub assert: Spanned<String>,
    /// Where it holds, the figures may not belong together, and the finding is no more than a question.
    pub doubtful: Option<Spanned<String>>,
    /// The value to point at.
    pub at: Spanned<String>,
    /// Further values to label.
    #[serde(default)]
    pub with: Vec<With>,
    /// What tells findings at one place apart: two absent sections are missed behind the same heading.
    pub about: Option<Spanned<String>>,
}

/// A name for an expression.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Let {
    /// The name.
    pub name: Spanned<String>,
    /// The expression.
    pub be: Spanned<String>,
}

/// A value to label: its expression alone, or with words for the label.
#[derive(Debug, Deserialize)]
#[serde(from = "Spanned<Written>")]
pub struct With {
    /// The value.
    pub at: Spanned<String>,
    /// The label in Chinese; empty when the place says enough.
    pub zh: String,
    /// The label in English.
    pub en: String,
}

/// How a value to label is written. Only the whole keeps its place: a choice between forms cannot ask for places inside.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    Labelled { at: String, zh: String, en: String },
}

impl From<Spanned<Written>> for With {
    fn from(written: Spanned<Written>) -> Self {
        let place = written.span();
        let (at, zh, en) = match written.into_inner() {
            Written::Plain(at) => (at, String::new(), String::new()),
            Written::Labelled { at, zh, en } => (at, zh, en),
        };
        With { at: Spanned::new(place, at), zh, en }
    }
}

/// The repair of a finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixFile {
    /// Whether it may be applied unasked.
    pub safety: crate::finding::Safety,
    /// What is replaced.
    #[serde(default)]
    pub edits: Vec<EditFile>,
    /// The figures, one of which one keystroke may put right.
    #[serde(default)]
    pub figures: Vec<Spanned<String>>,
}

/// One replacement of a repair.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditFile {
    /// The value whose place is replaced.
    pub at: Spanned<String>,
    /// A text expression: by what.
    pub by: Spanned<String>,
}

/// A report, or several, on which the rule is tried.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows, in English.
    pub name: String,
    /// What it shows, in Chinese.
    #[serde(default)]
    pub zh: Option<String>,
    /// The report; «» marks the spans of the findings.
    #[serde(default)]
    pub report: Option<String>,
    /// Several reports by file name, for rules over a corpus.
    #[serde(default)]
    pub reports: BTreeMap<String, String>,
    /// How grave its findings are, where that is not what the rule says.
    #[serde(default)]
    pub severity: Option<crate::finding::Severity>,
    /// The report after the fix.
    #[serde(default)]
    pub fixed: Option<String>,
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_labelled_with_or_without_words() {
        let source = "for = 'date'\nassert = 'true'\nat = 'it'\nwith = ['it.a', { at = 'it.b', zh = '乙', en = 'b' }]";
        let check: Check = toml::from_str(source).expect("a check");
        let [plain, labelled] = check.with.as_slice() else { panic!("two values") };
        assert_eq!((plain.at.get_ref().as_str(), &source[plain.at.span()], plain.zh.as_str()), ("it.a", "'it.a'", ""));
        assert_eq!((labelled.at.get_ref().as_str(), labelled.zh.as_str(), labelled.en.as_str()), ("it.b", "乙", "b"));
        assert!(source[labelled.at.span()].contains("'it.b'"));
    }
}
