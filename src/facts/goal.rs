//! The goal of the year beside what is reported as its fulfilment.

use super::near::part;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::words::Goals;
use crate::syntax::Table;
use crate::text::Span;
use crate::values::within;
use std::borrow::Cow;

/// A goal and its result, in the words of the report.
pub static GOAL: Kind = Kind {
    name: "goal",
    zh: "预期目标与实际完成情况",
    en: "a goal of the year with what is reported as its fulfilment",
    fields: &[
        Field { name: "goal", ty: Type::Text, zh: "预期目标", en: "the goal" },
        Field { name: "result", ty: Type::Text, zh: "实际完成情况", en: "the result" },
        Field { name: "goal_figures", ty: Type::Text, zh: "目标中的数字", en: "the figures of the goal" },
        Field { name: "result_figures", ty: Type::Text, zh: "完成情况中的数字", en: "the figures of the result" },
    ],
    uses: &[],
    extract: Some(extract),
};

/// Longer texts are not compared, in bytes.
const LONGEST: usize = 6000;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let document = context.document;
    let goals = &context.knowledge.words.names.goals;
    let text: &str = &document.flow.text;
    let mut pairs: Vec<(Span, Span)> = document.tables.iter().filter_map(|table| in_table(text, table, goals)).collect();
    pairs.extend(in_fields(context, goals));
    pairs.extend(in_sections(context, goals));
    pairs.sort();
    pairs.dedup();
    for (goal, result) in
        pairs.into_iter().filter(|(goal, result)| goal.len().max(result.len()) <= LONGEST && !goal.is_empty() && !result.is_empty())
    {
        let values =
            vec![part(&document.flow.text, goal), part(&document.flow.text, result), figures(context, goal), figures(context, result)];
        facts.push(&GOAL, result, values);
    }
}

/// The numbers in a text, in order.
fn figures<'a>(context: &Context<'a>, span: Span) -> Value<'a> {
    let text: &str = &context.document.flow.text;
    let numbers: Vec<&str> = within(&context.values.figures, span).iter().map(|figure| figure.number.of(text)).collect();
    Value::Text(Cow::Owned(numbers.join(" ")), None)
}

/// Two labels side by side head two columns; labels with cells between them stand before their texts.
fn in_table(text: &str, table: &Table, goals: &Goals) -> Option<(Span, Span)> {
    let cells: Vec<Span> = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.span).filter(|cell| !cell.is_empty()).collect();
    let result = cells.iter().position(|cell| goals.result.contains(&label(cell.of(text))))?;
    let goal = cells.get(..result)?.iter().rposition(|cell| goals.goal.contains(&label(cell.of(text))))?;
    let at = |index: usize| cells.get(index).copied();
    if goal + 1 == result { Some((at(result + 1)?, at(result + 2)?)) } else { Some((at(goal + 1)?, at(result + 1)?)) }
}

/// Two labelled fields.
fn in_fields(context: &Context<'_>, goals: &Goals) -> Option<(Span, Span)> {
    let text: &str = &context.document.flow.text;
    let value = |words: &[String]| {
        context.document.fields.iter().find(|field| words.contains(&label(field.label.of(text)))).map(|field| field.value)
    };
    Some((value(&goals.goal)?, value(&goals.result)?))
}

/// Two sections.
fn in_sections(context: &Context<'_>, goals: &Goals) -> Option<(Span, Span)> {
    let text: &str = &context.document.flow.text;
    let body = |words: &[String]| {
        let named = context.document.sections.iter().find(|section| words.contains(&label(section.title.of(text))));
        named.map(|section| Span { start: section.heading.end, end: section.span.end.max(section.heading.end) })
    };
    let trimmed = |span: Span| {
        let words = span.of(text);
        let start = span.start + (words.len() - words.trim_start_matches(|mark: char| !mark.is_alphanumeric()).len()) as u32;
        Span { start: start.min(span.end), end: span.end }
    };
    Some((trimmed(body(&goals.goal)?), trimmed(body(&goals.result)?)))
}

/// A label without number, brackets, blanks and colon.
fn label(words: &str) -> String {
    let open = words.find(['（', '(']).filter(|at| *at > 0).unwrap_or(words.len());
    let name = words[..open].trim_start_matches(|mark: char| mark.is_ascii_digit() || matches!(mark, '.' | '、' | '．' | ' '));
    name.chars().filter(|character| !character.is_whitespace() && !matches!(character, '：' | ':')).collect()
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_lose_what_is_not_their_name() {
        assert_eq!(label("1.项目年度目标（100字以内）"), "项目年度目标");
        assert_eq!(label("预 期 目 标："), "预期目标");
    }
}
