//! Findings that the report itself allows, with a reason: `〔勾稽：忽略 规则名——理由〕` or `<!-- gouji: allow rule — reason -->`.
//!
//! Such a remark holds for the line that it stands in and for the next line with text; `全文忽略` and `allow-file` hold for the whole
//! report. One without a reason allows nothing, and one that nothing is left to allow for is reported.

use super::Prepared;
use crate::allow::SUPPRESSION;
use crate::finding::{Finding, Fingerprint, Report, Severity};
use crate::text::Span;
use memchr::memmem;
use std::sync::Arc;

/// How a remark begins, how it ends, and whether it holds for the whole report.
const FORMS: &[(&str, &str, bool)] = &[
    ("〔勾稽：忽略", "〕", false),
    ("〔勾稽：全文忽略", "〕", true),
    ("<!-- gouji: allow ", "-->", false),
    ("<!-- gouji: allow-file ", "-->", true),
];

/// What parts the rules from the reason.
const REASON: &[&str] = &["——", "--", "—", "–", "：", ":"];

/// A remark.
struct Remark<'t> {
    span: Span,
    rules: Vec<&'t str>,
    reason: &'t str,
    /// Where a finding has to begin.
    scope: Span,
    used: bool,
}

/// Takes away what the report allows; adds what is wrong with its remarks.
pub(super) fn apply(text: &str, report: &mut Report, prepared: &Prepared<'_>) {
    let mut remarks = remarks(text);
    if remarks.is_empty() {
        return;
    }
    let findings = &mut report.findings;
    findings.retain(|finding| !remarks.iter().any(|remark| remark.span.contains(finding.span)));
    let before = findings.len();
    findings.retain(|finding| !remarks.iter_mut().any(|remark| remark.allows(finding)));
    report.allowed += before - findings.len();
    findings.extend(remarks.iter().filter_map(|remark| remark.fault(prepared)));
}

impl Remark<'_> {
    fn allows(&mut self, finding: &Finding) -> bool {
        let named = self.rules.iter().any(|rule| **rule == *finding.rule || **rule == *finding.category);
        let here = self.scope.start <= finding.span.start && finding.span.start < self.scope.end.max(self.scope.start + 1);
        let allowed = named && here && !self.reason.is_empty();
        self.used |= allowed;
        allowed
    }

    fn fault(&self, prepared: &Prepared<'_>) -> Option<Finding> {
        let language = prepared.settings.language;
        let known = |name: &str| prepared.catalogue.rules.iter().any(|rule| rule.is_named(name));
        let names = self.rules.join("、");
        let message = if let Some(unknown) = self.rules.iter().find(|name| !known(name)) {
            language.pick(format!("忽略说明写的规则“{unknown}”不存在"), format!("the remark names `{unknown}`, and there is no such rule"))
        } else if self.rules.is_empty() || self.reason.is_empty() {
            language.pick("忽略说明没有写明规则和理由，不起作用", "a remark without a rule or without a reason allows nothing").to_owned()
        } else if !self.used && self.rules.iter().all(|name| prepared.judges(name)) {
            language.pick(
                format!("此处已没有 {names} 的问题，请删去忽略说明"),
                format!("nothing of {names} is left to allow: remove the remark"),
            )
        } else {
            return None;
        };
        Some(Finding {
            rule: Arc::from(SUPPRESSION),
            category: Arc::from(SUPPRESSION),
            severity: Severity::Warning,
            message,
            span: self.span,
            related: Vec::new(),
            help: None,
            fix: None,
            about: None,
            fingerprint: Fingerprint::default(),
            known: false,
        })
    }
}

fn remarks(text: &str) -> Vec<Remark<'_>> {
    let mut remarks = Vec::new();
    for (open, close, whole) in FORMS {
        for at in memmem::find_iter(text.as_bytes(), open.as_bytes()) {
            let rest = text.get(at + open.len()..).unwrap_or("");
            let line = rest.lines().next().unwrap_or("");
            let Some(content) = line.find(close).and_then(|end| line.get(..end)) else { continue };
            let span = Span::new(at, at + open.len() + content.len() + close.len());
            let (rules, reason) = parted(content);
            let scope = if *whole { Span::new(0, text.len()) } else { scope(text, span) };
            remarks.push(Remark { span, rules, reason, scope, used: false });
        }
    }
    remarks.sort_by_key(|remark| remark.span);
    remarks
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

/// From the start of the remark's own line to the end of the next line with text.
fn scope(text: &str, span: Span) -> Span {
    let start = text.get(..span.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let mut end = span.end as usize;
    let rest = text.get(end..).unwrap_or("");
    let mut lines = rest.split_inclusive('\n');
    end += lines.next().map_or(0, str::len);
    for line in lines {
        end += line.len();
        if !line.trim().is_empty() {
            break;
        }
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use crate::check::{Prepared, Settings, check};
    use crate::rules::Catalogue;

    /// What is found, as rule and text.
    fn found(text: &str) -> Vec<String> {
        let catalogue = Catalogue::embedded().expect("the embedded rules");
        let prepared = Prepared::new(&catalogue, Settings::default());
        let wanted = ["typo", "suppression"];
        let findings = check(text, "report.txt", &prepared).findings.into_iter();
        findings
            .filter(|finding| wanted.contains(&&*finding.rule))
            .map(|finding| format!("{} {}", finding.rule, finding.span.of(text)))
            .collect()
    }

    #[test]
    fn a_remark_holds_for_its_line_and_the_next_and_for_its_rules_only() {
        let next = "一、管理情况\n〔勾稽：忽略 typo——引自原始凭证〕\n\n建立管护台帐。\n资金直接拔付。\n";
        assert_eq!(found(next), ["typo 拔付"]);
        assert_eq!(found("一、管理情况\n建立管护台帐。<!-- gouji: allow typo — as on the voucher -->\n"), [""; 0]);
        assert_eq!(found("〔勾稽：全文忽略 text——扫描件〕\n一、管理情况\n建立管护台帐。\n资金直接拔付。\n"), [""; 0]);
    }

    #[test]
    fn a_remark_without_reason_use_or_rule_is_reported() {
        let without = "一、管理情况\n〔勾稽：忽略 typo〕\n建立管护台帐。\n";
        assert_eq!(found(without), ["suppression 〔勾稽：忽略 typo〕", "typo 台帐"]);
        let unused = "一、管理情况\n〔勾稽：忽略 typo——旧写法〕\n建立管护台账。\n";
        assert_eq!(found(unused), ["suppression 〔勾稽：忽略 typo——旧写法〕"]);
        assert_eq!(found(&unused.replace("typo", "tpyo")), ["suppression 〔勾稽：忽略 tpyo——旧写法〕"]);
    }
}
