//! Remarks as reports carry them, and what is found in spite of them.

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
