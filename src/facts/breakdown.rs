//! Money that is said to fall into so many parts, with the amounts that the section gives for them.

use super::near::JOINTS;
use super::{Context, FactId, Facts, Field, Kind, Type, Value, place};
use crate::data::lists::Lists;
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values::{self, Figure};

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
            is_divided(context, announced, &names) || names.iter().filter_map(Value::span).all(|name| is_money(lists, name.of(text)));
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
    context.values.figures.iter().filter_map(|figure| unnumbered(context, figure)).for_each(|(span, values)| {
        facts.push(&BREAKDOWN, span, values);
    });
}

/// 支出240万元，其中人员经费、运行经费、展陈经费。 The whole with the names of its uses, to the end of the sentence.
fn unnumbered<'a>(context: &Context<'a>, figure: &Figure) -> Option<(Span, Vec<Value<'a>>)> {
    let text: &'a str = &context.document.flow.text;
    let lists = &context.knowledge.lists;
    (figure.quantity.unit.dimension == Dimension::Money).then_some(())?;
    let behind = text.get(figure.span.end as usize..)?;
    let rest = behind.strip_prefix(['，', ','])?;
    let verb = lists.divides.iter().chain(&lists.of_which).filter(|verb| rest.starts_with(verb.as_str())).max_by_key(|verb| verb.len())?;
    let list = rest.get(verb.len()..)?;
    let list = list.get(..list.find(['。', '；', '，', '\n']).unwrap_or(list.len()))?;
    (list.len() <= LIST && !lists.is_partial(list) && !list.contains(|digit: char| digit.is_ascii_digit())).then_some(())?;
    let start = figure.span.end as usize + (behind.len() - rest.len()) + verb.len();
    let names: Vec<Span> = pieces(list).map(|(from, to)| Span::new(start + from, start + to)).collect();
    let money = names.len() > 1 && names.iter().all(|name| is_money(lists, name.of(text)));
    money.then_some(())?;
    let section = section(context, figure.span);
    let amounts = names.iter().flat_map(|name| amounts(context, *name, figure.span, section)).collect();
    let tabled = context.document.tables.iter().any(|table| section.contains(table.span));
    let words = |span: &Span| Value::Text(span.of(text).into(), Some(*span));
    let span = figure.span.to(*names.last()?);
    let listed = Value::List(names.iter().map(words).collect());
    Some((
        span,
        vec![Value::Number(figure.quantity, Some(figure.span)), listed, Value::Truth(true), Value::List(amounts), Value::Truth(tabled)],
    ))
}

/// A list without number is no longer, in bytes.
const LIST: usize = 240;

/// What the marks and the word before the last name part.
fn pieces(list: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let parts = list.split(JOINTS);
    parts.map(move |part| {
        let start = part.as_ptr() as usize - list.as_ptr() as usize;
        (start, start + part.len())
    })
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

/// 资金|分为|甲、乙两部分, 支出180万元，|由|甲、乙两部分组成: whether the words or the amount before the list say that it is money that is divided.
fn is_divided(context: &Context<'_>, announced: &Value<'_>, names: &[Value<'_>]) -> bool {
    let text: &str = &context.document.flow.text;
    let lists = &context.knowledge.lists;
    let first = names.first().and_then(Value::span).map_or(u32::MAX, |name| name.start);
    let start = announced.span().map_or(first, |number| number.start.min(first));
    let before = text.get(..start as usize).unwrap_or("");
    let behind = |verbs: &[String]| verbs.iter().filter_map(|verb| before.strip_suffix(verb.as_str())).min_by_key(|whole| whole.len());
    // 资金2400万元按来源分为…: by what it is divided.
    let behind = |verbs: &[String]| behind(verbs).map(|whole| without_measure(lists, whole));
    let of_money = behind(&lists.divides).is_some_and(|whole| lists.divided.iter().any(|word| whole.ends_with(word.as_str())));
    let part = is_grouping(lists, announced, text) || is_of_money(lists, announced, text);
    let amount =
        || [&lists.divides, &lists.spends].into_iter().filter_map(|verbs| behind(verbs)).any(|whole| ends_in_amount(context, whole));
    of_money || part && amount() && are_bare(text, names)
}

/// The words before a division without those that say by what is divided: 按来源, 按支出用途.
fn without_measure<'t>(lists: &Lists, whole: &'t str) -> &'t str {
    lists.divided_by.iter().filter_map(|word| whole.strip_suffix(word.as_str())).min_by_key(|rest| rest.len()).unwrap_or(whole)
}

/// 两部分, 三个部分: the measure word says itself that a whole falls into parts.
fn is_grouping(lists: &Lists, announced: &Value<'_>, text: &str) -> bool {
    let number = announced.span().map_or("", |number| number.of(text));
    lists.groupings.iter().chain(&lists.uses).any(|word| number.ends_with(word.as_str()))
}

/// 三级资金: what the number counts is money.
fn is_of_money(lists: &Lists, announced: &Value<'_>, text: &str) -> bool {
    let behind = announced.span().and_then(|number| text.get(number.end as usize..)).unwrap_or("");
    lists.money.iter().any(|word| behind.starts_with(word.as_str()))
}

/// 宣传、培训、检测: names of uses, and no sentences on what was done with them.
fn are_bare(text: &str, names: &[Value<'_>]) -> bool {
    let bare = |name: &str| name.len() <= NAME && !name.contains(|char: char| char.is_ascii_digit() || matches!(char, '，' | '；' | '：'));
    names.iter().filter_map(Value::span).all(|name| bare(name.of(text)))
}

/// The name of a use is no longer, in bytes.
const NAME: usize = 36;

/// Whether an amount of money stands right before, with a comma at most between: 工程投资1950万元，分成.
fn ends_in_amount(context: &Context<'_>, whole: &str) -> bool {
    let end = whole.trim_end_matches(['，', ',', ' ']).len() as u32;
    let next = context.values.figures.partition_point(|figure| figure.span.start < end);
    let last = next.checked_sub(1).and_then(|at| context.values.figures.get(at));
    last.is_some_and(|figure| figure.span.end == end && figure.quantity.unit.dimension == Dimension::Money)
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
        amount
            .filter(|figure| dealt(&figure.span) && !is_of_other_year(context, name, figure.span))
            .map(|figure| Value::Number(figure.quantity, Some(figure.span)))
    });
    beside.collect()
}

/// Whether the sentences of a name and of an amount each name a year, and not the same.
fn is_of_other_year(context: &Context<'_>, name: Span, amount: Span) -> bool {
    let year = |place: Span| {
        let dates = values::within(&context.values.dates, place::around(context.document, place.start)).iter();
        dates.filter_map(|date| date.year).next()
    };
    year(name).zip(year(amount)).is_some_and(|(name, amount)| name != amount)
}

/// A name without 经费, 资金 …: 聘用人员经费 is found again as 聘用人员支出.
fn core<'n>(lists: &Lists, name: &'n str) -> &'n str {
    let longest = lists.money_endings.iter().filter_map(|ending| name.strip_suffix(ending.as_str())).min_by_key(|core| core.len());
    longest.filter(|core| core.chars().count() > 1).unwrap_or(name)
}
