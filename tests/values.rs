//! What is read in texts as units write them: a text, and below it every value, one a line.

#[path = "support/dump.rs"]
mod dump;

use gouji::values::{Placed, Values, scan};
use proptest::prelude::*;

/// Checks tables of texts and the values expected in them.
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let lines: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let found = dump::dump(text);
        let found: Vec<&str> = found.lines().collect();
        assert_eq!(found, lines, "in {text}");
    }
}

#[test]
fn amounts() {
    check(&[
        ("预算4410万元，支出1,234,567.80元", "figure 4410万元 = 4410e4 yuan rounded\nfigure 1,234,567.80元 = 1234567.80 yuan rounded"),
        ("共1，234万元", "figure 1，234万元 = 1234e4 yuan rounded"),
        ("扶持资金30万，投资2亿元", "figure 30万 = 30e4 rounded, bare\nfigure 2亿元 = 2e8 yuan rounded"),
        (
            "￥50,000.00；¥3.5万",
            "figure ￥50,000.00 = 50000.00 yuan rounded, currency ￥\nfigure ¥3.5万 = 3.5e4 yuan rounded, currency ¥, bare",
        ),
        (
            "安排三百二十万元、一千二百元",
            "figure 三百二十万元 = 320e4 yuan rounded, Chinese\nfigure 一千二百元 = 1200 yuan rounded, Chinese",
        ),
        ("投资3亿5000万元", "figure 3亿5000万元 = 35000e4 yuan rounded, Mixed"),
        ("合同金额壹佰伍拾陆万捌仟元整", "figure 壹佰伍拾陆万捌仟元整 = 1568000 yuan, Capital"),
        ("人民币伍万叁仟元零陆分", "figure 人民币伍万叁仟元零陆分 = 53000.06 yuan, currency 人民币, Capital"),
        (
            "按7000元/公里·年、600元／亩",
            "figure 7000元/公里·年 = 7000 yuan rounded, per 公里·年\nfigure 600元／亩 = 600 yuan rounded, per 亩",
        ),
        (
            "补助5-8万元，20万元至30万元",
            "figure 5-8万元 = 5e4 yuan rounded to 8e4 yuan rounded\nfigure 20万元至30万元 = 20e4 yuan rounded to 30e4 yuan rounded",
        ),
    ]);
}

#[test]
fn spaces_between_thousands() {
    check(&[
        ("打捞垃圾1 280余吨", "figure 1 280余吨 = 1280e6 gram over, hedge 余, spaced"),
        ("建设基地3 000亩", "figure 3 000亩 = 3000 亩 rounded, spaced"),
        ("其他资金 0 0 0 10", "figure 0 = 0\nfigure 0 = 0\nfigure 0 = 0\nfigure 10 = 10"),
        ("得分 15 100 100%", "figure 15 = 15\nfigure 100 = 100\nfigure 100% = 100e-2 ratio rounded"),
        ("支出 1 234.56 万元", "figure 1 234.56 万元 = 1234.56e4 yuan rounded, spaced"),
        ("到2021 280人", "figure 2021 = 2021\nfigure 280人 = 280 person"),
    ]);
}

#[test]
fn damaged_numbers() {
    check(&[
        ("慰问金12,80.0元", "figure 12,80.0元 = 1280.0 yuan rounded, malformed"),
        ("合计7,00.0,77", "figure 7,00.0,77 = 700.077, malformed"),
        ("支出1.2.3万元", "figure 1.2.3万元 = 12.3e4 yuan rounded, malformed"),
        ("支出1,23万元", "figure 1,23万元 = 123e4 yuan rounded, malformed"),
        ("分别得14，23，28.5分", "figure 14 = 14\nfigure 23 = 23\nfigure 28.5分 = 28.5 score"),
        ("得分14,23,100,235", "figure 14 = 14\nfigure 23 = 23\nfigure 100 = 100\nfigure 235 = 235"),
        ("得分85.5,90.2,88", "figure 85.5 = 85.5\nfigure 90.2 = 90.2\nfigure 88 = 88"),
        ("分别为120,135元", "figure 120,135元 = 120135 yuan rounded"),
    ]);
}

#[test]
fn rates() {
    check(&[
        ("执行率96.36%，差错率0.5‰", "figure 96.36% = 96.36e-2 ratio rounded\nfigure 0.5‰ = 0.5e-3 ratio rounded"),
        ("提高2.6个百分点", "figure 2.6个百分点 = 2.6e-2 points rounded"),
        ("≥95百分比", "figure ≥95百分比 = 95e-2 ratio at least, hedge ≥"),
        ("百分之九十五点六，万分之5", "figure 百分之九十五点六 = 95.6e-2 ratio rounded, Chinese\nfigure 万分之5 = 5e-4 ratio rounded"),
        ("增长三成，达到1.5倍", "figure 三成 = 3e-1 ratio rounded, Chinese\nfigure 1.5倍 = 1.5 ratio rounded"),
        ("增长-3.2%，占三分之一", "figure -3.2% = -3.2e-2 ratio rounded\nfigure 三分之一 = 3.3e-1 ratio rounded, Chinese"),
        ("15 成本指标，七成五", "figure 15 = 15"),
    ]);
}

#[test]
fn counts_and_scores() {
    check(&[
        (
            "4.2万亩、48.27万人次、90余万立方米",
            "figure 4.2万亩 = 4.2e4 亩 rounded\nfigure 48.27万人次 = 48.27e4 person-time rounded\nfigure 90余万立方米 = 90e4 cubic metre over, hedge 余",
        ),
        ("22名、21人、3位", "figure 22名 = 22 person\nfigure 21人 = 21 person\nfigure 3位 = 3 person"),
        (
            "12.6公里，31.33km，500米",
            "figure 12.6公里 = 12.6e3 metre rounded\nfigure 31.33km = 31.33e3 metre rounded\nfigure 500米 = 500 metre rounded",
        ),
        ("得97.64分，用时20分钟", "figure 97.64分 = 97.64 score\nfigure 20分钟 = 20 分钟, duration"),
        ("决策15分、80至90分为良", "figure 15分 = 15 score\nfigure 80至90分 = 80 score to 90 score"),
        (
            "80（含）—90分，90分（含）以上",
            "figure 80（含）—90分 = 80 score to 90 score\nfigure 90分（含）以上 = 90 score at least, hedge 以上",
        ),
        ("三个街道，十余户，一次性补助，统一标准，十分明显", "figure 三个 = 3 个, Chinese\nfigure 十余户 = 10 户 over, hedge 余, Chinese"),
        ("620.82 — 100%", "figure 620.82 = 620.82\nfigure 100% = 100e-2 ratio rounded"),
        ("20个工作日内", "figure 20个工作日 = 20 working day, duration"),
        ("0—6岁儿童", "figure 0—6岁 = 0 year of age to 6 year of age"),
    ]);
}

#[test]
fn hedges() {
    check(&[
        (
            "约3500次，近600公里，逾3万人",
            "figure 约3500次 = 3500 次 about, hedge 约\nfigure 近600公里 = 600e3 metre nearly, hedge 近\nfigure 逾3万人 = 3e4 person above, hedge 逾",
        ),
        ("节约20万元，近三年，附近5户", "figure 20万元 = 20e4 yuan rounded\nfigure 近三年 = 3 年, duration, Chinese\nfigure 5户 = 5 户"),
        ("将近3年", "figure 将近3年 = 3 年 nearly, hedge 将近, duration"),
        (
            "不超过30分钟，不足 7 天，至少2次",
            "figure 不超过30分钟 = 30 分钟 at most, hedge 不超过, duration\nfigure 不足 7 天 = 7 day below, hedge 不足, duration\nfigure 至少2次 = 2 次 at least, hedge 至少",
        ),
        (
            "≥90，＜90%，＝5个",
            "figure ≥90 = 90 at least, hedge ≥\nfigure ＜90% = 90e-2 ratio below, hedge ＜\nfigure ＝5个 = 5 个, hedge ＝",
        ),
        (
            "1.7%左右，60分以下，150元以内",
            "figure 1.7%左右 = 1.7e-2 ratio about, hedge 左右\nfigure 60分以下 = 60 score at most, hedge 以下\nfigure 150元以内 = 150 yuan at most, hedge 以内",
        ),
    ]);
}

#[test]
fn codes_are_no_figures() {
    check(&[
        ("电话：(0746) 2212345", "code 0746 = Serial\ncode 2212345 = Phone"),
        ("传真（0746）2212345、0746—2212345", "code 0746 = Serial\ncode 2212345 = Phone\ncode 0746 = Serial\ncode 2212345 = Phone"),
        ("电话0746-1234567，手机13800000000", "code 0746-1234567 = Phone\ncode 13800000000 = Phone"),
        ("索引号QS-2023-00871", "code QS-2023-00871 = Serial"),
        ("51000021R000000019951-某经费", "code 51000021R000000019951 = Serial"),
        ("第3批，第四章，5号楼", "code 第3 = Ordinal\ncode 第四 = Ordinal\ncode 5号 = Ordinal"),
        ("1.项目概况\n（2）数量指标；3、其他", "code 1. = Enumerator\ncode （2） = Enumerator\nfigure 3 = 3"),
        (
            "1.2022年实施\n2.3个项目",
            "code 1. = Enumerator\ndate 2022年 = 2022-01-01..2022-12-31 Year\ncode 2. = Enumerator\nfigure 3个 = 3 个",
        ),
        ("上午10:30，系统V2.0，版本1.2.3，附件3-2", "code 10:30 = Clock\ncode V2.0 = Version\ncode 1.2.3 = Version\ncode 3-2 = Serial"),
        ("一、概况........12", "code 12 = Page"),
        ("上午9时30分，8:30-17:30，按3：7配套", "code 9时30分 = Clock\ncode 8:30 = Clock\ncode 17:30 = Clock\ncode 3：7 = Proportion"),
        ("见附件1、附表2", "code 1 = Ordinal\ncode 2 = Ordinal"),
        (
            "5G基站12个，PM2.5浓度，GDP增长5.2%",
            "code 5G = Serial\nfigure 12个 = 12 个\ncode PM2.5 = Serial\nfigure 5.2% = 5.2e-2 ratio rounded",
        ),
        ("身份证431127199001011234，邮编000000", "code 431127199001011234 = Serial\ncode 000000 = Serial"),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("2024年3月20日，2024年5月 10 日", "date 2024年3月20日 = 2024-03-20 Day\ndate 2024年5月 10 日 = 2024-05-10 Day"),
        (
            "2023-03-20 2024/04/09 2024.3.20",
            "date 2023-03-20 = 2023-03-20 Day\ndate 2024/04/09 = 2024-04-09 Day\ndate 2024.3.20 = 2024-03-20 Day",
        ),
        (
            "2023年3月、2024-02、3月底、元月",
            "date 2023年3月 = 2023-03-01..2023-03-31 Month\ndate 2024-02 = 2024-02-01..2024-02-29 Month\ndate 3月底 = no days Month Late\ndate 元月 = no days Month",
        ),
        ("二○二二年六月二十八日，二〇二四年", "date 二○二二年六月二十八日 = 2022-06-28 Day\ndate 二〇二四年 = 2024-01-01..2024-12-31 Year"),
        (
            "2022年底，2023年初预算，2023年初步",
            "date 2022年底 = 2022-12-01..2022-12-31 Year Late\ndate 2023年初 = 2023-01-01..2023-03-31 Year Early\ndate 2023年 = 2023-01-01..2023-12-31 Year",
        ),
        (
            "2023年度，2022年第三季度，2022年上半年",
            "date 2023年度 = 2023-01-01..2023-12-31 Year fiscal\ndate 2022年第三季度 = 2022-07-01..2022-09-30 Quarter\ndate 2022年上半年 = 2022-01-01..2022-06-30 Half",
        ),
        (
            "2月30日，2021年13月，202年1月11日",
            "date 2月30日 = no days Day impossible\ndate 2021年13月 = no days Month impossible\ndate 202年1月11日 = no days Day impossible",
        ),
        ("供暖期为2023年12月至次年3月", "period 2023年12月至次年3月 = 2023-12-01..2024-03-31"),
        ("2023年11月15日-次年3月15日", "period 2023年11月15日-次年3月15日 = 2023-11-15..2024-03-15"),
        ("2023年12月验收，次年3月付款", "date 2023年12月 = 2023-12-01..2023-12-31 Month\ndate 次年3月 = no days Month Next"),
        ("比上年，次年1月，以前年度，成本年均，以后年度", "date 上年 = no days Year Previous\ndate 次年1月 = no days Month Next"),
        ("服务20年", "figure 20年 = 20 年, duration"),
        ("20230320填报", "date 20230320 = 2023-03-20 Day"),
        ("支出20230320.50元", "figure 20230320.50元 = 20230320.50 yuan rounded"),
        (
            "2023年年底，2023年年初",
            "date 2023年年底 = 2023-12-01..2023-12-31 Year Late\ndate 2023年年初 = 2023-01-01..2023-03-31 Year Early",
        ),
        (
            "2021、2022年，7、8月份",
            "date 2021 = 2021-01-01..2021-12-31 Year\ndate 2022年 = 2022-01-01..2022-12-31 Year\ndate 7 = no days Month\ndate 8月份 = no days Month",
        ),
        ("从20 23年开始", "date 20 23年 = 2023-01-01..2023-12-31 Year"),
        ("得分 20 23年完成", "figure 20 = 20\nfigure 23年 = 23 年, duration"),
    ]);
}

#[test]
fn periods() {
    check(&[
        ("2019—2020年，2020-2023年", "period 2019—2020年 = 2019-01-01..2020-12-31\nperiod 2020-2023年 = 2020-01-01..2023-12-31"),
        ("2016年1-12月，2021年1月至12月", "period 2016年1-12月 = 2016-01-01..2016-12-31\nperiod 2021年1月至12月 = 2021-01-01..2021-12-31"),
        ("于 2022 年 3 月至 5 月", "period 2022 年 3 月至 5 月 = 2022-03-01..2022-05-31"),
        ("2016年4月--10月，3月至6月", "period 2016年4月--10月 = 2016-04-01..2016-10-31\nperiod 3月至6月 = no days"),
        (
            "2017年6月13日至6月30日，2022年3月5-8日",
            "period 2017年6月13日至6月30日 = 2017-06-13..2017-06-30\nperiod 2022年3月5-8日 = 2022-03-05..2022-03-08",
        ),
        ("“十三五”以来，十四五规划", "period “十三五” = 2016-01-01..2020-12-31\nperiod 十四五 = 2021-01-01..2025-12-31"),
        (
            "2023.01-2023.12，支出2023.12万元",
            "period 2023.01-2023.12 = 2023-01-01..2023-12-31\nfigure 2023.12万元 = 2023.12e4 yuan rounded",
        ),
        ("3月到账70万元", "date 3月 = no days Month\nfigure 70万元 = 70e4 yuan rounded"),
    ]);
}

#[test]
fn damage_of_extraction() {
    check(&[
        ("于20237-8月开展", "damage 20237-8月 = FusedDate"),
        ("公开时间：202312 20", "damage 202312 20 = FusedDate"),
        ("任务于20219 28由市里批复", "damage 20219 28 = FusedDate"),
        ("（二二三年十二月）", "damage 二二三年十二月 = LostCipher"),
        ("1l月6日召开", "damage 1l月6日 = LetterForDigit"),
        ("支出 20219 28 10", "figure 20219 = 20219\nfigure 28 = 28\nfigure 10 = 10"),
    ]);
}

#[test]
fn citations() {
    check(&[
        (
            "《预算绩效办法》（财预〔2020〕10号）",
            "citation 《预算绩效办法》（财预〔2020〕10号） = Document, title 预算绩效办法, issuer 财预, year 2020 〔〕, serial 10 号",
        ),
        (
            "《关于转发〈养护办法〉的通知》(某交字【2016】011号文)",
            "citation 《关于转发〈养护办法〉的通知》(某交字【2016】011号文) = Document, title 关于转发〈养护办法〉的通知, issuer 某交字, year 2016 【】, serial 011 号文",
        ),
        ("以某财农指〔2023〕10号文下达", "citation 某财农指〔2023〕10号文 = Document, issuer 某财农指, year 2023 〔〕, serial 10 号文"),
        ("根据财预（2011）285号", "citation 财预（2011）285号 = Document, issuer 财预, year 2011 （）, serial 285 号"),
        (
            "《办法》（财预2011 285号)",
            "citation 《办法》（财预2011 285号) = Document, title 办法, issuer 财预, year 2011 --, serial 285 号",
        ),
        ("《意见》（中发〔201834号）", "citation 《意见》（中发〔201834号） = Title, title 意见\ndamage 〔201834号 = FusedDocumentNumber"),
        (
            "《救助办法》（国务院令第 649 号）",
            "citation 《救助办法》（国务院令第 649 号） = Order, title 救助办法, issuer 国务院令, year - --, serial 649 号, 第",
        ),
        ("编号：云某咨字[2024]第4013号", "citation 云某咨字[2024]第4013号 = FirmReport, issuer 云某咨字, year 2024 [], serial 4013 号, 第"),
        ("按GB/T 19001-2016执行", "citation GB/T 19001-2016 = Standard, issuer -, year 2016 --, serial - -"),
        (
            "《细则未合上，支出5元",
            "citation 《细则未合上，支出5元 = Title, title 细则未合上，支出5元, unclosed\nfigure 5元 = 5 yuan rounded",
        ),
        ("《预算法》（以下简称本法）", "citation 《预算法》 = Title, title 预算法"),
        (
            "按DB43/T 1234-2020、JTG/T 5190—2019",
            "citation DB43/T 1234-2020 = Standard, issuer -, year 2020 --, serial - -\ncitation JTG/T 5190—2019 = Standard, issuer -, year 2019 --, serial - -",
        ),
        ("财政部令（第81号）", "citation 财政部令（第81号） = Order, issuer 财政部令, year - --, serial 81 号, 第"),
        (
            "《办法》（试行）（财预〔2011〕285号）",
            "citation 《办法》（试行）（财预〔2011〕285号） = Document, title 办法, issuer 财预, year 2011 〔〕, serial 285 号",
        ),
        (
            "财预〔2020〕10号《绩效办法》",
            "citation 财预〔2020〕10号《绩效办法》 = Document, title 绩效办法, issuer 财预, year 2020 〔〕, serial 10 号",
        ),
        (
            "某财绩（2020〕5号、某财绩〔2019]6号",
            "citation 某财绩（2020〕5号 = Document, issuer 某财绩, year 2020 （〕, serial 5 号\ncitation 某财绩〔2019]6号 = Document, issuer 某财绩, year 2019 〔], serial 6 号",
        ),
        ("某发〔19〕5文件", "citation 某发〔19〕5文件 = Document, issuer 某发, year 19 〔〕, serial 5 文件"),
    ]);
}

/// Texts of the pieces that values are made of, in any order.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "2023",
        "年",
        "月",
        "日",
        "1",
        "12",
        "007",
        ",",
        "，",
        ".",
        " ",
        "\n",
        "-",
        "—",
        "至",
        "《",
        "》",
        "（",
        "）",
        "〔",
        "〕",
        "【",
        "号",
        "第",
        "令",
        "财预",
        "万",
        "亿",
        "元",
        "%",
        "余",
        "约",
        "不低于",
        "十",
        "百分之",
        "二〇二二",
        "三",
        "一",
        "两",
        "壹",
        "拾",
        "角",
        "l",
        "O",
        "QS-",
        "/",
        "：",
        "以上",
        "（含）",
        "季度",
        "上半",
        "十三五",
        "¥",
        "\u{FFFD}",
        "𠀀",
        "é",
        "度",
        "个",
        "分之",
        "点",
        "上年",
        "99999999999999999999999999999999",
    ]);
    prop::collection::vec(prop_oneof![20 => pieces.prop_map(String::from), 1 => any::<char>().prop_map(String::from)], 0..60)
        .prop_map(|pieces| pieces.concat())
}

/// Spans stand on character boundaries, in the order of the text, and no two values of a kind overlap.
fn assert_orderly<T: Placed>(text: &str, values: &[T]) {
    let mut end = 0;
    for value in values {
        let span = value.span();
        assert!(text.get(span.range()).is_some_and(|part| !part.is_empty()), "{span:?}");
        assert!(end <= span.start, "{span:?} begins before {end}");
        end = span.end;
    }
}

fn assert_all_orderly(text: &str, values: &Values) {
    assert_orderly(text, &values.figures);
    assert_orderly(text, &values.dates);
    assert_orderly(text, &values.periods);
    assert_orderly(text, &values.codes);
    assert_orderly(text, &values.damage);
    // A title that is not closed may hold other citations.
    let closed: Vec<_> = values.citations.iter().filter(|citation| !citation.unclosed).copied().collect();
    assert_orderly(text, &closed);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_in_order(text in hostile()) {
        let units = dump::units();
        let values = scan(&text, units);
        assert_all_orderly(&text, &values);
        prop_assert_eq!(values, scan(&text, units));
    }

    #[test]
    fn an_amount_reads_back(whole in 1u64..1_000_000_000, cents in 0u64..100) {
        let grouped = group(whole);
        let units = dump::units();
        let plain = scan(&format!("支出{whole}.{cents:02}万元。"), units);
        let marked = scan(&format!("支出{grouped}.{cents:02}万元。"), units);
        prop_assert_eq!(plain.figures.len(), 1);
        prop_assert_eq!(plain.figures[0].quantity, marked.figures[0].quantity);
        prop_assert_eq!(plain.figures[0].quantity.value.to_string(), format!("{whole}.{cents:02}"));
    }
}

/// Thousands separated by commas.
fn group(mut whole: u64) -> String {
    let mut groups = Vec::new();
    while whole >= 1000 {
        groups.push(format!(",{:03}", whole % 1000));
        whole /= 1000;
    }
    groups.push(whole.to_string());
    groups.into_iter().rev().collect()
}

/// The cost of a long text of one piece over and over is that of its length, not of its square.
#[test]
fn hostile_repetitions_take_linear_time() {
    let units = dump::units();
    for piece in [
        "《",
        "《a》",
        "1,",
        "1.",
        "1 000 ",
        "一",
        "（2023）",
        "〔",
        "年",
        "2023年1月至",
        "¥",
        "1-",
        "a-1",
        "第1",
        "壹",
        "百分之",
        "99999",
        "财预",
        "约约",
        "十百",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let start = std::time::Instant::now();
        std::hint::black_box(scan(&text, units));
        // Even unoptimised on a loaded machine a linear scan stays far below this; a quadratic one takes hours.
        assert!(start.elapsed().as_secs() < 20, "{piece}");
    }
}

/// A text is read in tables without joining numbers across blanks.
#[test]
fn blanks_between_thousands_can_be_left_alone() {
    let options = gouji::values::Options { spaced_thousands: false };
    let figures = gouji::values::scan_with("垃圾1 280余吨", dump::units(), options).figures;
    assert_eq!(figures.iter().map(|figure| figure.quantity.value.to_string()).collect::<Vec<_>>(), ["1", "280"]);
}

#[test]
fn the_unit_table_knows_words_and_their_groups() {
    let units = dump::units();
    assert_eq!(units.of_word("人"), units.of_word("名"));
    assert_ne!(units.of_word("人"), units.of_word("人次"));
    assert_eq!(units.of_word("万元").map(|unit| unit.exponent), Some(4));
    assert_eq!(units.of_word("公里"), units.of_word("千米"));
    assert_eq!(units.of_word("预算"), None);
    let source = "[[unit]]\nwords = 3";
    let wrong = gouji::values::Units::parse(source.into()).expect_err("words are a list");
    assert_eq!(wrong.span.map(|span| span.of(source)), Some("3"));
    assert!(wrong.message.en.contains("sequence"), "{}", wrong.message.en);
}
