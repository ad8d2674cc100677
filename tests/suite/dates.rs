//! Years and dates as properties: a report that agrees with itself is left alone in every year, one year or date out of place
//! is found wherever it stands, and no text stops the extractors.

use gouji::check::{Prepared, Settings, check};
use gouji::facts::{self, Context, KindSet};
use gouji::rules::Catalogue;
use gouji::schema::Store;
use gouji::{syntax, values};
use proptest::prelude::*;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().expect("the embedded data"));

/// The years of one report, each in its place; they agree in a sound report.
#[derive(Clone, Copy, Debug)]
struct Years {
    title: i16,
    line: i16,
    project: i16,
    object: i16,
    evaluated: i16,
    signed: i16,
    cited: i16,
}

impl Years {
    fn sound(year: i16) -> Self {
        Years { title: year, line: year, project: year, object: year, evaluated: year + 1, signed: year + 1, cited: year + 1 }
    }

    fn report(self, object: &str, month: u8, day: u8) -> String {
        let Years { title, line, project, evaluated, signed, cited, .. } = self;
        let object = object.replace("YYYY", &self.object.to_string());
        format!(
            "项目名称：{project}年灌区管护经费\n项目单位：某县灌区管理所\n评价时间：{evaluated}年{month}月{day}日\n\n\
             某县{title}年度灌区管护经费绩效自评报告\n（{line}年度）\n\n\
             根据《关于做好绩效自评工作的通知》（某财绩〔{cited}〕3号）要求，{object}\n\n\
             一、项目概况\n\
             管护渠道12公里，项目于{title}年3月8日开工，{title}年10月20日竣工。\n\n\
             某县灌区管理所\n{signed}年{month}月{day}日\n"
        )
    }
}

const OBJECTS: &[&str] = &[
    "我所对YYYY年灌区管护经费进行了自评。",
    "我所就YYYY年度灌区管护经费使用情况开展了绩效自评，情况如下：",
    "我所组织开展了YYYY年度灌区管护经费绩效自评工作。",
    "现将我所YYYY年度灌区管护经费自评情况报告如下：",
    "我所YYYY年灌区管护经费绩效自评情况如下：",
    "本次自评的YYYY年度管护经费共30万元。",
    "评价对象为YYYY年灌区管护经费。",
];

/// The rules of the two categories that speak, in order of their places.
fn speaking(text: &str) -> Vec<String> {
    let prepared = Prepared::new(&CATALOGUE, Settings::default());
    let found = check(text, "report.txt", &prepared).findings;
    found.iter().filter(|finding| ["dates", "citations"].contains(&&*finding.category)).map(|finding| finding.rule.to_string()).collect()
}

fn fiscal_year(text: &str) -> Option<i32> {
    check(text, "report.txt", &Prepared::new(&CATALOGUE, Settings::default())).fiscal_year
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_report_that_agrees_with_itself_is_left_alone(year in 2012i16..2030, object in 0..OBJECTS.len(), month in 1u8..13, day in 1u8..29) {
        let text = Years::sound(year).report(OBJECTS[object], month, day);
        prop_assert_eq!(fiscal_year(&text), Some(i32::from(year)));
        prop_assert_eq!(speaking(&text), Vec::<String>::new());
    }

    #[test]
    fn one_year_out_of_place_is_found(year in 2012i16..2030, object in 0..OBJECTS.len(), month in 1u8..13, day in 1u8..29, place in 0..6, off in 1i16..3) {
        let mut years = Years::sound(year);
        let rule = match place {
            0 => { years.line -= off; "title-year-mismatch" }
            1 => { years.project -= off; "title-year-mismatch" }
            2 => { years.object -= off; "fiscal-year-mismatch" }
            3 => { years.evaluated -= off; "evaluated-before-period-end" }
            4 => { years.evaluated += off; "date-order" }
            _ => { years.cited += off; "future-basis" }
        };
        let text = years.report(OBJECTS[object], month, day);
        prop_assert_eq!(fiscal_year(&text), Some(i32::from(year)));
        // An evaluation on the last day of the year, or in its last month, is not before its end.
        prop_assume!(!(place == 3 && off == 1 && month == 12 && day == 31));
        prop_assert_eq!(speaking(&text), vec![rule.to_owned()]);
    }

    #[test]
    fn no_text_stops_the_extractors(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let text = pieces.concat();
        let document = syntax::parse(&text, &CATALOGUE.knowledge.vocabulary);
        let values = values::scan(&document.flow.text, &CATALOGUE.knowledge.units);
        let context = Context::new(&document, &values, &CATALOGUE.knowledge, "2023年度.txt");
        let facts = facts::extract(&context, &KindSet::all());
        let kinds = ["report", "year", "date", "order", "output", "citation"];
        for (id, _) in kinds.iter().flat_map(|kind| facts.of(kind)) {
            let span = Store::span(&facts, id);
            prop_assert!(document.flow.text.get(span.range()).is_some(), "{span:?} is no place of {text:?}");
        }
    }
}

/// What dates, years and citations are made of, whole and broken.
const PIECES: &[&str] = &[
    "2023年",
    "2022年度",
    "（2023年度）",
    "2月30日",
    "13月",
    "202年1月1日",
    "2023-02-30",
    "至",
    "—",
    "2021—2023年",
    "十三五",
    "《",
    "》",
    "〈",
    "〉",
    "项目支出绩效评价管理办法",
    "（财预〔2020〕10号）",
    "（财预[2011]285号）",
    "〔2019〕第092",
    "国务院令第729号",
    "根据",
    "对",
    "进行了",
    "自评",
    "评价时间：",
    "上报时间：",
    "项目名称：",
    "项目实施期：",
    "年度总体目标",
    "计划",
    "开工",
    "竣工",
    "的",
    "，",
    "。",
    "；",
    "：",
    "、",
    "\n",
    "\n\n",
    " ",
    "　",
    "| ",
    "\t",
    "一、项目概况\n",
    "（一）评价对象\n",
    "1.",
    "累计",
    "以来",
    "609件",
    "财政部",
    "原",
    "截至",
    "已",
    "🙂",
    "é",
    "\u{FFFD}",
    "某局\n",
    "日",
    "号",
];
