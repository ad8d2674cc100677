//! What a line is by itself.

use crate::syntax::document::Style;
use crate::syntax::lines::{Form, form, is_date};

fn number(line: &str) -> (Style, u32, &str) {
    match form(line) {
        Form::Numbered(mark) => (mark.style, mark.value, line.get(mark.rest as usize..).unwrap_or("?")),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn numbers_of_every_style() {
    assert_eq!(number("一、项目概况"), (Style::Chinese, 1, "项目概况"));
    assert_eq!(number("十二、其他"), (Style::Chinese, 12, "其他"));
    assert_eq!(number("二．绩效"), (Style::Chinese, 2, "绩效"));
    assert_eq!(number("（三）产出"), (Style::ChineseBracketed, 3, "产出"));
    assert_eq!(number("(二)、资金使用"), (Style::ChineseBracketed, 2, "资金使用"));
    assert_eq!(number("1、 项目情况"), (Style::ArabicComma, 1, "项目情况"));
    assert_eq!(number("4.2021年6月，撰写报告"), (Style::ArabicPoint, 4, "2021年6月，撰写报告"));
    assert_eq!(number("1．项目背景"), (Style::ArabicPoint, 1, "项目背景"));
    assert_eq!(number("1.2 绩效目标"), (Style::Decimal, 2, "绩效目标"));
    assert_eq!(number("（1）数量"), (Style::ArabicBracketed, 1, "数量"));
    assert_eq!(number("⑵执行"), (Style::ArabicBracketed, 2, "执行"));
    assert_eq!(number("2)效益"), (Style::ArabicHalfBracketed, 2, "效益"));
    assert_eq!(number("③门户网站"), (Style::Circled, 3, "门户网站"));
    assert_eq!(number("第三部分　绩效"), (Style::Part, 3, "绩效"));
    assert_eq!(number("第二条 目的"), (Style::Article, 2, "目的"));
}

#[test]
fn numbers_of_prose_are_no_headings() {
    for line in [
        "2023年度完成",
        "3 000亩",
        "12个乡镇",
        "一是加强管理",
        "二○二二年六月",
        "178514 万元",
        "95.5%的目标",
        "（2023年度）",
        "第4013号",
        "第三方机构",
    ] {
        assert_eq!(form(line), Form::Text, "{line}");
    }
}

#[test]
fn marks_of_pages_and_contents() {
    for line in ["- 1 -", "— 12 —", "第 3 页 共 9 页", "3/9", "－2－"] {
        assert_eq!(form(line), Form::Page, "{line}");
    }
    for line in
        ["一、基本情况......................1", "（一）概况·····················- 7 -", "六、建议..........( 21 )", "附件……………………（3）"]
    {
        assert_eq!(form(line), Form::Contents, "{line}");
    }
    assert_eq!(form("|---|:--:|"), Form::Rule);
    assert_eq!(form("| 一 | 二 |"), Form::Pipe);
    assert_eq!(form("2016年4月--10月集中清理……共10公里"), Form::Text);
}

#[test]
fn days_alone_on_a_line() {
    for line in ["2023年3月20日", "二○二二年六月二十八日", "2022 年 5 月 27 日", "2024/04/09", "年  月  日", "（2024年5月）", "2024.3.20"]
    {
        assert!(is_date(line), "{line}");
    }
    assert!(!is_date("2023年完成改造"));
}
