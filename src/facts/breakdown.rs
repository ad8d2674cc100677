//! Money that is said to fall into so many parts, with the amounts that the section gives for them.

use super::{Context, FactId, Facts, Field, Kind, Type, Value};
use crate::data::lists::Lists;
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values;

/// Parts of money, and their amounts.
pub static BREAKDOWN: Kind = Kind {
    name: "breakdown",
    zh: "资金的构成部分",
    en: "the parts that money falls into",
    fields: &[
        Field { name: "announced", ty: Type::Number, zh: "部分数", en: "the number of parts" },
        Field { name: "names", ty: Type::List(&Type::Text), zh: "各部分名称", en: "the names of the parts" },
        Field { name: "money", ty: Type::Truth, zh: "各部分是否为资金", en: "whether the parts are money" },
        Field {
            name: "amounts",
            ty: Type::List(&Type::Number),
            zh: "同一章节中与各部分名称相连的金额",
            en: "the amounts beside the names in the section",
        },
        Field { name: "tabled", ty: Type::Truth, zh: "章节中有表格", en: "whether the section holds a table" },
    ],
    uses: &["enumeration"],
    extract: Some(extract),
};

/// An amount belongs to a name when it stands no further behind it.
const REACH: u32 = 60;

/// Amounts are looked for no further away from the names.
const AROUND: u32 = 20_000;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let lists: Vec<(FactId, Span)> = facts.of("enumeration").map(|(id, fact)| (id, fact.span)).collect();
    for (id, span) in lists {
        let values = facts.get(id).values.clone();
        let (Some(announced), Some(Value::List(names))) = (values.first(), values.get(2)) else { continue };
        let names = names.clone();
        let section = section(context, span);
        let text = &context.document.flow.text;
        let lists = &context.knowledge.lists;
        let money =
            is_divided(lists, text, announced, &names) || names.iter().filter_map(Value::span).all(|name| is_money(lists, name.of(text)));
        let spans = names.iter().filter_map(Value::span).filter(|_| money);
        let number = announced.span().unwrap_or_default();
        let amounts = spans.flat_map(|name| amounts(context, name, number, section)).collect();
        let tabled = context.document.tables.iter().any(|table| section.contains(table.span));
        facts.push(
            &BREAKDOWN,
            span,
            vec![announced.clone(), Value::List(names), Value::Truth(money), Value::List(amounts), Value::Truth(tabled)],
        );
    }
}

/// The section around a place, or the document.
fn section(context: &Context<'_>, place: Span) -> Span {
    let document = context.document;
    let at = document.blocks.partition_point(|block| block.span.end <= place.start);
    let section = document.blocks.get(at).and_then(|block| document.sections.get(block.section? as usize));
    let all = section.map_or(Span { start: 0, end: document.flow.text.len() as u32 }, |section| section.span);
    let boundary = |at: &u32| document.flow.text.is_char_boundary(*at as usize);
    let start = (all.start.max(place.start.saturating_sub(AROUND))..=place.start).find(boundary).unwrap_or(place.start);
    let end = (place.end..=all.end.min(place.end.saturating_add(AROUND)).max(place.end)).rev().find(boundary).unwrap_or(place.end);
    Span { start, end }
}

/// 资金|分为|甲、乙两部分: whether the words before the list say that it is money that is divided.
fn is_divided(lists: &Lists, text: &str, announced: &Value<'_>, names: &[Value<'_>]) -> bool {
    let first = names.first().and_then(Value::span).map_or(u32::MAX, |name| name.start);
    let start = announced.span().map_or(first, |number| number.start.min(first));
    let before = text.get(..start as usize).unwrap_or("");
    let divided = lists.divides.iter().filter_map(|verb| before.strip_suffix(verb.as_str())).min_by_key(|whole| whole.len());
    divided.is_some_and(|whole| lists.divided.iter().any(|word| whole.ends_with(word.as_str())))
}

fn is_money(lists: &Lists, name: &str) -> bool {
    lists.money.iter().any(|word| name.contains(word.as_str())) || lists.money_endings.iter().any(|word| name.ends_with(word.as_str()))
}

/// The amounts that stand beside a name in the section. What follows the number of the parts is of the whole, unless it is dealt out.
fn amounts<'a>(context: &Context<'a>, name: Span, number: Span, section: Span) -> Vec<Value<'a>> {
    let text = &context.document.flow.text;
    let core = core(&context.knowledge.lists, name.of(text));
    if core.is_empty() {
        return Vec::new();
    }
    let places = section.of(text).match_indices(core).take(16).map(|(at, word)| section.start + (at + word.len()) as u32);
    let beside = places.flat_map(|end| {
        let reach = Span { start: end, end: (end + REACH).min(section.end.max(end)) };
        let amount =
            values::within(&context.values.figures, reach).iter().find(|figure| figure.quantity.unit.dimension == Dimension::Money);
        let between = |figure: &Span| Span { start: end, end: figure.start.max(end) };
        let dealt = |figure: &Span| {
            let part = between(figure);
            !part.contains(number) || context.knowledge.lists.dealt.iter().any(|word| part.of(text).contains(word.as_str()))
        };
        amount.filter(|figure| dealt(&figure.span)).map(|figure| Value::Number(figure.quantity, Some(figure.span)))
    });
    beside.collect()
}

/// A name without 经费, 资金 …: 聘用人员经费 is found again as 聘用人员支出.
fn core<'n>(lists: &Lists, name: &'n str) -> &'n str {
    let longest = lists.money_endings.iter().filter_map(|ending| name.strip_suffix(ending.as_str())).min_by_key(|core| core.len());
    longest.filter(|core| core.chars().count() > 1).unwrap_or(name)
}
