//! The goal of the year beside what is reported as its fulfilment.

use super::near::{self, part};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::glossary::List;
use crate::data::words::Goals;
use crate::syntax::LineKind;
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
/// A goal stands so many labels before its result at most.
const NEAR: usize = 4;
/// The name of a row is so long at most, in bytes.
const ROW: usize = 15;
/// The longest label, in characters.
const LABEL: usize = 16;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    for (goal, result) in context.goals().iter().copied().filter(|(goal, result)| goal.len().max(result.len()) <= LONGEST) {
        let values = vec![part(text, goal), part(text, result), figures(context, goal), figures(context, result)];
        facts.push(&GOAL, result, values);
    }
}

/// Goals and their results, in order.
pub fn pairs(context: &Context<'_>) -> Vec<(Span, Span)> {
    let [goals, results] = [List::Goals, List::Results].map(|list| context.all_of(list));
    if results.is_empty() {
        return Vec::new();
    }
    let pieces = Pieces::new(context);
    let labels = pieces.labels(goals.iter().chain(results), &context.knowledge.words.names.goals);
    let goal = |at: usize| labels[..at].iter().rev().take(NEAR).find(|label| label.role == Role::Goal);
    let results = labels.iter().enumerate().filter(|(_, label)| label.role == Role::Result);
    let mut pairs: Vec<(Span, Span)> = results.filter_map(|(at, result)| pieces.values(goal(at)?, result)).collect();
    pairs.dedup();
    pairs
}

/// The numbers in a text, in order.
fn figures<'a>(context: &Context<'a>, span: Span) -> Value<'a> {
    let text: &str = &context.document.flow.text;
    let numbers: Vec<&str> = within(&context.values.figures, span).iter().map(|figure| figure.number.of(text)).collect();
    Value::Text(Cow::Owned(numbers.join(" ")), None)
}

/// Cells, labels, values, headings and paragraphs, in order: what a label or its text may be.
struct Pieces<'t> {
    text: &'t str,
    spans: Vec<Span>,
}

/// What a label announces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Goal,
    Result,
}

/// A label: the index of its piece, and its text when that stands behind a colon.
struct Label {
    piece: usize,
    role: Role,
    behind: Option<Span>,
}

impl<'t> Pieces<'t> {
    fn new(context: &Context<'t>) -> Self {
        let document = context.document;
        let cells = document.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells).map(|cell| cell.span);
        let fields = document.fields.iter().flat_map(|field| [field.label, field.value]);
        let headings = document.sections.iter().flat_map(|section| [Some(section.title), section.inline_body]).flatten();
        let written = |kind| !matches!(kind, LineKind::Row | LineKind::Heading | LineKind::Contents | LineKind::Furniture);
        let blocks = document.blocks.iter().filter(|block| written(block.kind)).map(|block| block.span);
        let mut spans: Vec<Span> = cells.chain(fields).chain(headings).chain(blocks).filter(|span| !span.is_empty()).collect();
        spans.sort();
        spans.dedup();
        Pieces { text: &document.flow.text, spans }
    }

    /// The labels of goals and results, in order, by where such endings stand.
    fn labels<'p>(&self, places: impl Iterator<Item = &'p u32>, goals: &Goals) -> Vec<Label> {
        let mut at: Vec<usize> = places.filter_map(|at| self.spans.partition_point(|span| span.start <= *at).checked_sub(1)).collect();
        at.sort_unstable();
        at.dedup();
        at.into_iter().filter_map(|piece| self.label(piece, goals)).collect()
    }

    fn label(&self, piece: usize, goals: &Goals) -> Option<Label> {
        let span = *self.spans.get(piece)?;
        let words = span.of(self.text);
        let colon = words.char_indices().take(2 * LABEL).find(|(_, mark)| matches!(mark, '：' | ':'));
        let behind = colon
            .map(|(at, mark)| Span { start: span.start + (at + mark.len_utf8()) as u32, end: span.end })
            .filter(|rest| !rest.is_empty());
        let name = label(near::head(words, colon.map_or(4 * LABEL, |(at, _)| at)));
        let short = name.chars().count() <= LABEL;
        let ends = |endings: &[String]| short && endings.iter().any(|ending| name.ends_with(ending.as_str()));
        let role = if ends(&goals.result) { Role::Result } else { Some(Role::Goal).filter(|_| ends(&goals.goal))? };
        Some(Label { piece, role, behind })
    }

    /// The texts of a goal and of the result that follows it. Two labels side by side head two columns.
    fn values(&self, goal: &Label, result: &Label) -> Option<(Span, Span)> {
        if (goal.role, result.role) != (Role::Goal, Role::Result) {
            return None;
        }
        let at = |piece: usize| self.spans.get(piece).copied();
        match (goal.behind, result.behind) {
            (None, None) if goal.piece + 1 == result.piece => {
                // 目标1 | … | …: the first cell of the row numbers it.
                let first = result.piece + 1 + usize::from(at(result.piece + 1)?.len() <= ROW);
                Some((at(first)?, at(first + 1)?))
            }
            (one, other) => Some((one.or_else(|| at(goal.piece + 1))?, other.or_else(|| at(result.piece + 1))?)),
        }
    }
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
