//! A remark: its rules, its reason, the place where it holds, and what is wrong with it.

use super::scope;
use crate::allow::SUPPRESSION;
use crate::check::Prepared;
use crate::expr::nearest;
use crate::finding::{Finding, Fingerprint, Severity};
use crate::language::Language;
use crate::syntax::{self, Document};
use crate::text::Span;

/// For how much of the report a remark holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    Line,
    Section,
    Report,
}

/// The words that a remark starts with.
const WORDS: &[(&str, Reach)] = &[
    ("本节忽略", Reach::Section),
    ("全文忽略", Reach::Report),
    ("忽略", Reach::Line),
    ("allow-section ", Reach::Section),
    ("allow-file ", Reach::Report),
    ("allow ", Reach::Line),
];

/// What parts the rules from the reason.
const REASON: &[&str] = &["——", "--", "—", "–", "：", ":"];

/// A remark as it is understood.
pub(super) struct Remark<'t> {
    span: Span,
    pub rules: Vec<&'t str>,
    pub reason: &'t str,
    /// Where a finding has to begin; none when the remark is not understood, or stands in no section and is for one.
    pub scope: Result<Span, Misread>,
    pub used: bool,
}

/// Why a remark has no scope.
#[derive(Clone, Copy)]
pub(super) enum Misread {
    Words,
    End,
    Section,
}

impl Remark<'_> {
    /// What is wrong with it.
    pub fn fault(&self, prepared: &Prepared<'_>) -> Option<Finding> {
        let language = prepared.settings.language;
        let known: Vec<&str> = prepared.catalogue.rules.iter().flat_map(|rule| [&*rule.id, &*rule.category]).collect();
        if let Err(misread) = self.scope {
            return Some(self.said(misread.message(language).to_owned(), Some(misread.help(language).to_owned())));
        }
        if let Some(unknown) = self.rules.iter().find(|name| !known.contains(name)) {
            let message = language
                .pick(format!("忽略说明写的规则“{unknown}”不存在"), format!("the remark names `{unknown}`, and there is no such rule"));
            let help = nearest(unknown, &known).map(|near| language.pick(format!("是否应为 {near}"), format!("did you mean `{near}`?")));
            return Some(self.said(message, help));
        }
        if self.rules.is_empty() || self.reason.is_empty() {
            let message =
                language.pick("忽略说明没有写明规则和理由，不起作用", "a remark without a rule or without a reason allows nothing");
            let help = language.pick("写作：规则名——理由", "write: rule — reason");
            return Some(self.said(message.to_owned(), Some(help.to_owned())));
        }
        let unused = !self.used && self.rules.iter().all(|name| prepared.judges(name));
        let names = self.rules.join(language.pick("、", ", "));
        let message = || language.pick(format!("此处已没有 {names} 的问题"), format!("nothing of {names} is left to allow here"));
        unused.then(|| self.said(message(), Some(language.pick("删去忽略说明", "remove the remark").to_owned())))
    }

    fn said(&self, message: String, help: Option<String>) -> Finding {
        Finding {
            rule: SUPPRESSION.into(),
            category: SUPPRESSION.into(),
            severity: Severity::Warning,
            message,
            span: self.span,
            related: Vec::new(),
            help,
            fix: None,
            about: None,
            fingerprint: Fingerprint::default(),
            known: false,
        }
    }
}

/// A remark of the text, which is for these lines when it is for lines.
pub(super) fn read<'t>(written: syntax::Remark<'t>, lines: Span, document: &Document<'t>) -> Remark<'t> {
    let span = written.span;
    let known = WORDS.iter().find_map(|(word, reach)| Some((written.content.strip_prefix(word)?, *reach)));
    let (rules, reason) = parted(known.map_or("", |(rest, _)| rest));
    let scope = match known {
        _ if !written.closed => Err(Misread::End),
        None => Err(Misread::Words),
        Some((_, Reach::Line)) => Ok(lines),
        Some((_, Reach::Section)) => scope::section(document, span).ok_or(Misread::Section),
        Some((_, Reach::Report)) => Ok(Span::new(0, document.source.len())),
    };
    Remark { span, rules, reason, scope, used: false }
}

impl Misread {
    fn message(self, language: Language) -> &'static str {
        match self {
            Misread::Words => language.pick("看不懂这条忽略说明，不起作用", "this remark is not understood and allows nothing"),
            Misread::End => language.pick("忽略说明在本行没有结束，不起作用", "this remark has no end on its line and allows nothing"),
            Misread::Section => language.pick("忽略说明不在任何一节之中，不起作用", "this remark stands in no section and allows nothing"),
        }
    }

    fn help(self, language: Language) -> &'static str {
        match self {
            Misread::Words => language.pick(
                "以“忽略”“本节忽略”或“全文忽略”开头",
                "start with `allow `, `allow-section ` or `allow-file `, or with 忽略, 本节忽略 or 全文忽略",
            ),
            Misread::End => language.pick("写在一行之内，以“〕”或“-->”结束", "write it on one line, up to `-->` or 〕"),
            Misread::Section => language.pick("移到标题之下，或改为“全文忽略”", "move it below a heading, or write `allow-file`"),
        }
    }
}

/// The rules and the reason. A rule's name holds single hyphens, so only the marks of [`REASON`] part the two.
fn parted(content: &str) -> (Vec<&str>, &str) {
    let mark = REASON.iter().filter_map(|mark| Some((content.find(mark)?, mark.len()))).min();
    let (rules, reason) = match mark {
        Some((at, length)) => (content.get(..at).unwrap_or(""), content.get(at + length..).unwrap_or("")),
        None => (content, ""),
    };
    let rules = rules.split([' ', '、', '，', ',', '\u{3000}']).filter(|name| !name.is_empty()).collect();
    (rules, reason.trim_matches(['—', '-', ' ', '\u{3000}']))
}
