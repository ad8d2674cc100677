//! Two documents beside each other: what one took over from the other, what goes from one year into the next, what report and form both
//! state. The facts of a pair stand in a flow of their own: that of the later document, and behind it that of the earlier.

mod carried;
mod copies;
mod counterpart;
mod side;

pub use counterpart::COUNTERPART;
pub use side::Side;

use super::report::whole_number;
use super::{Facts, Field, Kind, Type, Value};
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Unit};
use crate::text::Span;
use std::borrow::Cow;

/// A pair of documents that have passages, or a project, in common.
pub static PAIR: Kind = Kind {
    name: "pair",
    zh: "两份相关的材料",
    en: "two documents that belong together",
    fields: &[
        Field { name: "title", ty: Type::Text, zh: "后一份的标题", en: "the title of the later" },
        Field { name: "other_title", ty: Type::Text, zh: "前一份的标题", en: "the title of the earlier" },
        Field { name: "year", ty: Type::Number, zh: "后一份的年度", en: "the fiscal year of the later" },
        Field { name: "other_year", ty: Type::Number, zh: "前一份的年度", en: "the fiscal year of the earlier" },
        Field { name: "same_year", ty: Type::Truth, zh: "年度是否相同", en: "whether both are on one year" },
        Field {
            name: "same_project", ty: Type::Truth, zh: "是否同一单位的同一项目", en: "whether both are on one project of one unit"
        },
        Field {
            name: "likeness",
            ty: Type::Number,
            zh: "较短一份中，与另一份逐字相同的句子所占比例",
            en: "the share of the shorter that stands in the other word for word",
        },
        Field { name: "sentences", ty: Type::Number, zh: "逐字相同的句数", en: "how many sentences are the same word for word" },
        Field {
            name: "copied",
            ty: Type::List(&Type::Text),
            zh: "逐字相同且含数字的句子",
            en: "sentences with figures that are the same, where they stand in the later",
        },
        Field {
            name: "originals",
            ty: Type::List(&Type::Text),
            zh: "这些句子在前一份中的位置",
            en: "the same sentences where they stand in the earlier",
        },
        Field {
            name: "stale",
            ty: Type::List(&Type::Text),
            zh: "其中写着前一份年度的句子",
            en: "those of them that name the year of the earlier",
        },
        Field { name: "carried_in", ty: Type::Number, zh: "后一份的年初结转", en: "what came into the later year" },
        Field { name: "carried_out", ty: Type::Number, zh: "前一份的年末结余", en: "what went out of the earlier year" },
    ],
    uses: &[],
    extract: None,
};

/// Finds what holds of a pair. `text` is the flow of the later, a line end, the flow of the earlier.
pub fn extract<'a>(later: &Side<'a>, earlier: &Side<'a>, text: &'a str, facts: &mut Facts<'a>) {
    let copies = copies::find(later, earlier);
    let same_year = later.year.is_some() && later.year == earlier.year;
    let same_project = later.same_project(earlier);
    let (carried_in, carried_out) = if same_project && later.follows(earlier) {
        (carried::amount(later, |words| &words.carried_in), carried::amount(earlier, |words| &words.carried_out))
    } else {
        (None, None)
    };
    let title = later.title.map_or(later.place(Span::default()), |title| later.place(title));
    let texts = |spans: &[Span]| Value::List(spans.iter().map(|span| words(text, *span)).collect());
    let number = |found: Option<(Quantity, Span)>| found.map_or(Value::Missing, |(quantity, span)| Value::Number(quantity, Some(span)));
    let year = |side: &Side<'_>| side.year.map_or(Value::Missing, |year| Value::Number(whole_number(year.into()), None));
    let values = vec![
        later.title.map_or(Value::Missing, |title| words(text, later.place(title))),
        earlier.title.map_or(Value::Missing, |title| words(text, earlier.place(title))),
        year(later),
        year(earlier),
        Value::Truth(same_year),
        Value::Truth(same_project),
        Value::Number(share(copies.common, copies.least), None),
        Value::Number(whole_number(copies.sentences as i64), None),
        texts(&copies.copied),
        texts(&copies.originals),
        texts(&copies.stale),
        number(carried_in),
        number(carried_out),
    ];
    facts.push(&PAIR, title, values);
    if same_year {
        counterpart::extract(later, earlier, text, facts);
        counterpart::extract(earlier, later, text, facts);
    }
}

fn words<'a>(text: &'a str, span: Span) -> Value<'a> {
    Value::Text(Cow::Borrowed(span.of(text)), Some(span))
}

/// A share in whole percent, exact: nobody printed it.
fn share(part: usize, whole: usize) -> Quantity {
    let percent = (part * 100).checked_div(whole).unwrap_or(0);
    let unit = Unit { dimension: Dimension::Ratio, exponent: -2 };
    Quantity { value: Decimal::from(percent), decimals: 0, unit, mode: Mode::Exact }
}
