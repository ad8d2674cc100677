//! Kind `year`: a year that names what the report is on: in a title, a project's name, a heading, the file's name, or where
//! the evaluated object is named.
//!
//! Years of history, of comparisons, of plans and of cited documents are no facts of this kind.

mod object;
mod planned;
mod stale;
mod title;

use super::report::whole_number;
use super::{Context, FactId, Facts, Field, Kind, Type, Value};
use crate::text::Span;

/// The kind.
pub static YEAR: Kind = Kind {
    name: "year",
    zh: "指明评价对象的年份",
    en: "a year that names what the report is on",
    fields: &[
        Field { name: "year", ty: Type::Number, zh: "年份", en: "the year" },
        Field { name: "phrase", ty: Type::Text, zh: "年份所在的短语", en: "the phrase that the year stands in" },
        Field {
            name: "role",
            ty: Type::Text,
            zh: "所在位置：title 标题，line 单列的年度，project 项目名称，heading 小标题，file 文件名，object 评价对象，goal 目标，result 目标的完成情况，target 已按期完成的时限，account 支出的截止日期",
            en: "where it stands: title, line (a line or brackets of its own), project, heading, file, object (the evaluated object), goal, result (what is reported of the goal), target (a term that was kept) or account (the day as of which spending is told)",
        },
        Field {
            name: "explained",
            ty: Type::Truth,
            zh: "文中是否交代跨年、结转或历史",
            en: "whether the text tells of a carry-over, of several years or of the past",
        },
        Field {
            name: "again", ty: Type::List(&Type::Text), zh: "同一年份的其他此类位置", en: "the other such places with the same year"
        },
        Field { name: "report", ty: Type::Fact("report"), zh: "报告", en: "the report" },
    ],
    uses: &["report"],
    extract: Some(extract),
};

/// A year of the kind, before it is a fact.
#[derive(Clone, Debug)]
struct Found {
    year: i16,
    /// The year's digits; the title, for the year of a file's name.
    span: Span,
    phrase: Span,
    role: &'static str,
    explained: bool,
    again: Vec<Span>,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let Some(report) = facts.of("report").next().map(|(id, _)| id) else { return };
    let fiscal = super::fiscal_year(facts).and_then(|year| i16::try_from(year).ok());
    let mut found = title::years(context, fiscal);
    found.extend(object::years(context, fiscal));
    found.extend(stale::years(context, fiscal));
    let planned = planned::years(context, fiscal).into_iter().filter(|year| found.iter().all(|other| other.span != year.span));
    let planned: Vec<Found> = planned.collect();
    found.extend(planned);
    for year in found {
        push(context, facts, report, year);
    }
}

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, report: FactId, found: Found) {
    let flow: &'a str = &context.document.flow.text;
    let text = |span: Span| Value::Text(span.of(flow).into(), Some(span));
    let values = vec![
        Value::Number(whole_number(found.year.into()), (found.role != "file").then_some(found.span)),
        text(found.phrase),
        Value::Text(found.role.into(), None),
        Value::Truth(found.explained),
        Value::List(found.again.into_iter().map(text).collect()),
        Value::Fact(report),
    ];
    facts.push(&YEAR, found.span, values);
}

/// The year in a file's name, when one and only one stands there: 某局2023年度自评报告.txt. A year without 度 may be that in which
/// the file was made.
pub(super) fn of_path(path: &str) -> Option<i16> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let mut years = name.match_indices("年度").filter_map(|(at, _)| year_before(name, at));
    let year = years.next()?;
    years.all(|other| other == year).then_some(year)
}

fn year_before(name: &str, at: usize) -> Option<i16> {
    let digits = name.get(at.checked_sub(4)?..at).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let longer = at > 4 && name.as_bytes().get(at - 5).is_some_and(u8::is_ascii_digit);
    digits.parse().ok().filter(|year| (1990..=2100).contains(year) && !longer)
}

#[cfg(test)]
mod tests {
    use super::of_path;

    #[test]
    fn years_of_file_names() {
        assert_eq!(of_path("in/某局2023年度自评报告.txt"), Some(2023));
        assert_eq!(of_path("2022年度/某局2023年度自评表.txt"), Some(2023));
        assert_eq!(of_path("某局2023年度项目2024年度自评.txt"), None);
        assert_eq!(of_path("2024年3月自评报告.txt"), None);
        assert_eq!(of_path("report-2023.txt"), None);
        assert_eq!(of_path("12023年度.txt"), None);
        assert_eq!(of_path("年度.txt"), None);
    }
}
