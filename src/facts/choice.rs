//! Option groups: 评价类型：□实施过程评价 ☑完成结果评价.

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::covers::bare;
use crate::quantity::{Decimal, Quantity, Unit};
use crate::syntax::Choice;
use crate::text::Span;
use std::borrow::Cow;

/// One group of boxes.
pub static CHOICE: Kind = Kind {
    name: "choice",
    zh: "一组可勾选的选项",
    en: "a group of boxes to tick",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "选项组的名称", en: "what the group is about" },
        Field { name: "options", ty: Type::List(&Type::Text), zh: "各选项的文字", en: "the words of the options" },
        Field { name: "ticked", ty: Type::List(&Type::Text), zh: "已勾选的选项", en: "the options that are ticked" },
        Field { name: "number", ty: Type::Number, zh: "选项的个数", en: "how many options there are" },
        Field { name: "exclusive", ty: Type::Truth, zh: "只能选一项", en: "exactly one option applies" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let document = context.document;
    for choice in &document.choices {
        let label = Value::Text(Cow::Borrowed(choice.label.of(&document.flow.text)), Some(choice.label));
        let number = Quantity::exact(Decimal::from(choice.options.len()), Unit::PLAIN);
        let exclusive = is_exclusive(context, choice);
        let values =
            vec![label, texts(context, choice, false), texts(context, choice, true), Value::Number(number, None), Value::Truth(exclusive)];
        facts.push(&CHOICE, choice.span, values);
    }
}

/// By what the group is called, or by its options: 新增 and 延续 exclude each other.
fn is_exclusive(context: &Context<'_>, choice: &Choice) -> bool {
    let flow: &str = &context.document.flow.text;
    let covers = &context.knowledge.covers;
    let label = choice.label.of(flow);
    let announced = heading(context, choice).of(flow);
    let says = |words: &[String]| words.iter().any(|word| label.contains(word.as_str()) || announced.contains(word.as_str()));
    let ticked: Vec<String> = choice.options.iter().filter(|option| option.ticked).map(|option| bare(option.text.of(flow))).collect();
    let among = |words: &Vec<String>| ticked.iter().filter(|option| words.contains(option)).count() > 1;
    !says(&covers.several) && (says(&covers.single) || covers.exclusive.contains(&bare(label)) || covers.alternatives.iter().any(among))
}

/// The line above a group without a label of its own, as far as it names the group: 1.资金来源（单选）：.
fn heading(context: &Context<'_>, choice: &Choice) -> Span {
    let document = context.document;
    if !choice.label.is_empty() {
        return Span::default();
    }
    let own = document.blocks.partition_point(|block| block.span.start <= choice.span.start);
    let above = own.checked_sub(2).and_then(|at| document.blocks.get(at)).map(|block| block.span);
    above.filter(|line| line.len() <= HEADING && line.of(&document.flow.text).ends_with(['：', ':', '）', ')'])).unwrap_or_default()
}

/// A line that names a group of boxes has at most so many bytes.
const HEADING: usize = 90;

/// The words of all options, or of the ticked ones.
fn texts<'a>(context: &Context<'a>, choice: &Choice, ticked: bool) -> Value<'a> {
    let wanted = choice.options.iter().filter(|option| option.ticked || !ticked);
    let flow: &'a str = &context.document.flow.text;
    Value::List(wanted.map(|option| Value::Text(Cow::Borrowed(option.text.of(flow)), Some(option.text))).collect())
}
