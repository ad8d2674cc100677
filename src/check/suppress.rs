//! Findings that the report itself allows, by remarks with a reason.
//!
//! A remark `忽略` or `allow` holds for the line that it stands in and for the next line with text; `本节忽略` and `allow-section` hold for
//! the section that it stands in, sub-sections included; `全文忽略` and `allow-file` for the whole report. One without a rule or a reason
//! allows nothing, and one that nothing is left to allow for is reported.

use super::{Prepared, fingerprint};
use crate::allow::SUPPRESSION;
use crate::expr::nearest;
use crate::finding::{Finding, Fingerprint, Report, Severity};
use crate::language::Language;
use crate::syntax::{self, Document};
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

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
struct Remark<'t> {
    span: Span,
    rules: Vec<&'t str>,
    reason: &'t str,
    /// Where a finding has to begin; none when the remark is not understood, or stands in no section and is for one.
    scope: Result<Span, Misread>,
    used: bool,
}

/// Why a remark has no scope.
#[derive(Clone, Copy)]
enum Misread {
    Words,
    End,
    Section,
}

/// Takes away what the report allows; adds what is wrong with its remarks.
pub(super) fn apply(document: &Document<'_>, report: &mut Report, prepared: &Prepared<'_>) {
    let written = syntax::remarks(document.source);
    let lines = lines(document.source, &written);
    let mut remarks: Vec<Remark<'_>> = written.into_iter().zip(lines).map(|(written, lines)| read(written, lines, document)).collect();
    let before = report.findings.len();
    let mut open = Open::new(&remarks);
    report.findings.retain(|finding| match open.remark(finding) {
        Some(at) => {
            remarks[at].used = true;
            false
        }
        None => true,
    });
    report.allowed += before - report.findings.len();
    report.findings.extend(remarks.iter().filter_map(|remark| remark.fault(prepared)));
}

/// The remarks that hold at the place of a finding, while findings are gone through in order of their places. Each remark is taken up once
/// and left once, however many there are.
struct Open<'t> {
    /// Remarks that allow something: their scopes and rules, with their indices; the one that begins first stands last.
    coming: Vec<(Span, usize, Vec<&'t str>)>,
    /// Of each rule or category the remarks that hold, in order, each with the end of its scope.
    held: HashMap<&'t str, BTreeSet<(usize, u32)>>,
}

impl<'t> Open<'t> {
    fn new(remarks: &[Remark<'t>]) -> Self {
        let scoped = |(at, remark): (usize, &Remark<'t>)| {
            let scope = remark.scope.as_ref().ok().filter(|_| !remark.reason.is_empty())?;
            Some((Span { start: scope.start, end: scope.end.max(scope.start + 1) }, at, remark.rules.clone()))
        };
        let mut coming: Vec<_> = remarks.iter().enumerate().filter_map(scoped).collect();
        coming.sort_by_key(|(scope, at, _)| Reverse((scope.start, *at)));
        Open { coming, held: HashMap::new() }
    }

    /// The first remark that allows the finding, by its index.
    fn remark(&mut self, finding: &Finding) -> Option<usize> {
        while let Some((scope, at, rules)) = self.coming.pop_if(|(scope, _, _)| scope.start <= finding.span.start) {
            for rule in rules {
                self.held.entry(rule).or_default().insert((at, scope.end));
            }
        }
        [&*finding.rule, &*finding.category].into_iter().filter_map(|name| self.first(name, finding.span.start)).min()
    }

    fn first(&mut self, name: &str, place: u32) -> Option<usize> {
        let held = self.held.get_mut(name)?;
        while held.first().is_some_and(|(_, end)| *end <= place) {
            held.pop_first();
        }
        held.first().map(|(at, _)| *at)
    }
}

fn read<'t>(written: syntax::Remark<'t>, lines: Span, document: &Document<'t>) -> Remark<'t> {
    let span = written.span;
    let known = WORDS.iter().find_map(|(word, reach)| Some((written.content.strip_prefix(word)?, *reach)));
    let (rules, reason) = parted(known.map_or("", |(rest, _)| rest));
    let scope = match known {
        _ if !written.closed => Err(Misread::End),
        None => Err(Misread::Words),
        Some((_, Reach::Line)) => Ok(lines),
        Some((_, Reach::Section)) => section(document, span).ok_or(Misread::Section),
        Some((_, Reach::Report)) => Ok(Span::new(0, document.source.len())),
    };
    Remark { span, rules, reason, scope, used: false }
}

impl Remark<'_> {
    fn fault(&self, prepared: &Prepared<'_>) -> Option<Finding> {
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

/// Of each remark the lines from the start of its own to the end of the next line with text that is no remark. The last comes first: of two
/// remarks above a line, the first holds as far as the second.
fn lines(text: &str, remarks: &[syntax::Remark<'_>]) -> Vec<Span> {
    let mut next = None;
    let mut lines: Vec<Span> = Vec::with_capacity(remarks.len());
    for remark in remarks.iter().rev() {
        let before = text.get(..remark.span.start as usize).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = end(text, remark.span.end as usize, next);
        next = Some((remark.span.start as usize, end));
        lines.push(Span::new(start, end));
    }
    lines.reverse();
    lines
}

/// The end of the next line with text behind a remark that ends at `at`; `next` is the start of the remark behind it and this end for that one.
fn end(text: &str, at: usize, next: Option<(usize, usize)>) -> usize {
    let mut end = at;
    for (number, line) in text.get(at..).unwrap_or("").split_inclusive('\n').enumerate() {
        end += line.len();
        let text_here = number > 0 && !is_empty(line);
        match next.filter(|(start, _)| *start < end) {
            Some((_, known)) if !text_here => return known,
            Some(_) | None if text_here => return end,
            Some(_) | None => {}
        }
    }
    end
}

/// Whether nothing but remarks stands on a line.
fn is_empty(line: &str) -> bool {
    fingerprint::without_remarks(line).trim().is_empty()
}

/// The section that a place of the source stands in, from its heading to the next heading of its level or of a higher one.
fn section(document: &Document<'_>, place: Span) -> Option<Span> {
    let start = |section: &syntax::Section| document.flow.source(section.heading).start;
    let after = document.sections.partition_point(|section| start(section) <= place.start);
    let own = document.sections.get(after.checked_sub(1)?)?;
    let next = document.sections.get(after..)?.iter().find(|section| section.level <= own.level);
    Some(Span { start: start(own), end: next.map_or(document.source.len() as u32, start) })
}

#[cfg(test)]
mod tests {
    use crate::check::{Prepared, Settings, check};
    use crate::rules::Catalogue;

    /// What is found, as rule and text.
    fn found(text: &str) -> Vec<String> {
        let catalogue = Catalogue::embedded().expect("the embedded rules");
        let prepared = Prepared::new(&catalogue, Settings::default());
        let wanted = ["typo", "suppression", "empty-section", "table-total"];
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
        let two = "一、管理情况\n〔勾稽：忽略 typo——旧〕\n<!-- gouji: allow placeholder — old -->\n建立管护台帐，由XX村管护。\n";
        assert_eq!(found(two), [""; 0], "of two remarks above a line each holds for it");
    }

    #[test]
    fn a_remark_for_a_section_holds_to_its_end_and_no_further() {
        let text = "一、管理情况\n〔勾稽：本节忽略 typo——引自原始凭证〕\n（一）台帐\n建立管护台帐。\n（二）资金\n资金直接拔付。\n二、绩效情况\n建立养护台帐。\n";
        assert_eq!(found(text), ["typo 台帐"]);
        let inner = text
            .replace("（一）台帐\n", "（一）台账\n<!-- gouji: allow-section typo — old -->\n")
            .replace("〔勾稽：本节忽略 typo——引自原始凭证〕\n", "");
        assert_eq!(found(&inner), ["typo 拔付", "typo 台帐"]);
        let outside = "〔勾稽：本节忽略 typo——旧〕\n建立管护台帐。\n";
        assert_eq!(found(outside), ["suppression 〔勾稽：本节忽略 typo——旧〕", "typo 台帐"]);
    }

    #[test]
    fn a_remark_without_reason_use_or_rule_is_reported() {
        let without = "一、管理情况\n〔勾稽：忽略 typo〕\n建立管护台帐。\n";
        assert_eq!(found(without), ["suppression 〔勾稽：忽略 typo〕", "typo 台帐"]);
        let unused = "一、管理情况\n〔勾稽：忽略 typo——旧写法〕\n建立管护台账。\n";
        assert_eq!(found(unused), ["suppression 〔勾稽：忽略 typo——旧写法〕"]);
        assert_eq!(found(&unused.replace("typo", "tpyo")), ["suppression 〔勾稽：忽略 tpyo——旧写法〕"]);
        assert_eq!(found(&unused.replace("忽略", "忽视")), ["suppression 〔勾稽：忽视 typo——旧写法〕"]);
        assert_eq!(found(&unused.replace('〕', "")), ["suppression 〔勾稽：忽略 typo——旧写法"]);
        let pairs = unused.replace("typo", "reused-report");
        assert_eq!(found(&pairs), [""; 0], "one report alone cannot tell whether another is like it");
    }

    #[test]
    fn a_remark_is_no_part_of_the_report() {
        let table = "一、资金情况\n| 项目 | 金额（万元） |\n| --- | --- |\n| 甲 | 100 |\n| 乙 | 200 |\n| 合计 | 310 |\n";
        let remarked = table.replace("| 乙", "〔勾稽：忽略 typo——总额 999 万元〕\n| 乙");
        assert_eq!(found(table), ["table-total 310"]);
        assert_eq!(found(&remarked)[1..], ["table-total 310"], "it parts no table");
        let empty = "一、管理情况\n〔勾稽：忽略 typo——旧〕\n二、绩效情况\n按季核对。\n";
        assert!(found(empty).contains(&"empty-section 一、管理情况".to_owned()), "it fills no section: {:?}", found(empty));
    }
}
