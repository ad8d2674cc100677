//! What the report concludes: the scores and grades that it states anywhere.

use super::section::number;
use super::{Context, Facts, Field, Kind, Type, Value, place};
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values::{self, Figure};
use std::borrow::Cow;

/// The conclusion of the report: one fact a document that has headings.
pub static CONCLUSION: Kind = Kind {
    name: "conclusion",
    zh: "评价结论：得分和等级",
    en: "the conclusion: scores and grades",
    fields: &[
        Field { name: "heading", ty: Type::Text, zh: "结论部分的标题", en: "the heading of the conclusion" },
        Field { name: "text", ty: Type::Text, zh: "结论部分的第一句", en: "the first sentence of the conclusion" },
        Field { name: "scores", ty: Type::Number, zh: "全文所写得分的个数", en: "how many scores the whole report states" },
        Field { name: "grades", ty: Type::Number, zh: "全文所写等级的个数", en: "how many grades the whole report states" },
        Field { name: "tables", ty: Type::Number, zh: "表格的个数", en: "how many tables it has" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let document = context.document;
    let flow: &'a str = &document.flow.text;
    let outlines = &context.knowledge.outlines;
    let topics = ["conclusion", "application"].map(|topic| outlines.topic(topic));
    let concludes = |found: &Vec<usize>| {
        let [concludes, applies] = topics.map(|topic| topic.is_some_and(|topic| found.contains(&topic)));
        // What is made of the result, or made public of it, is not the result.
        concludes && !applies
    };
    // The last such heading is the innermost: （三）评价结论 below 三、综合评价情况.
    let sections = document.sections.iter().zip(context.topics()).rev();
    let Some((section, _)) = sections.into_iter().find(|(_, topics)| concludes(topics)) else {
        return labelled(context, &concludes).into_iter().for_each(|fact| of_label(facts, flow, fact));
    };
    let text = |span: Span| Value::Text(Cow::Borrowed(span.of(flow)), Some(span));
    let below = Span { start: section.heading.end, end: section.span.end.max(section.heading.end) };
    let sentence =
        document.sentences.iter().find(|sentence| below.contains(sentence.span)).map_or(section.heading, |sentence| sentence.span);
    let scores = context.values.figures.iter().filter(|figure| is_result(context, figure, sentence)).count();
    let grades = context.knowledge.conclusions.graded(flow).count() as u32;
    let (scores, tables) = (number(scores as u32), number(document.tables.len() as u32));
    facts.push(&CONCLUSION, section.heading, vec![text(section.heading), text(sentence), scores, number(grades), tables]);
}

/// The label and the words of a conclusion in a line of a form, where no line of the document gives a score or a grade.
fn labelled(context: &Context<'_>, concludes: &dyn Fn(&Vec<usize>) -> bool) -> Option<(Span, Span)> {
    let (document, flow) = (context.document, &context.document.flow.text);
    let cells = document.tables.iter().flat_map(|table| &table.rows).filter_map(|row| match row.cells.as_slice() {
        [label, words] => Some((label.span, words.span)),
        [] | [_, ..] => None,
    });
    let fields = document.fields.iter().map(|field| (field.label, field.value));
    let short = |label: Span| label.len() <= LABEL;
    let said =
        |(label, words): &(Span, Span)| short(*label) && words.len() >= LEAST && concludes(&context.knowledge.outlines.of(label.of(flow)));
    let found = cells.chain(fields).find(said)?;
    let score = &context.knowledge.forms.score;
    let scored = |line: &str| score.totals.within(line) || score.grades.within(line);
    let states = |line: &str| scored(line) && (context.knowledge.forms.names_grade(line) || line.bytes().any(|byte| byte.is_ascii_digit()));
    let lines = || document.blocks.iter().map(|block| block.span.of(flow));
    let points = context.values.figures.iter().any(|figure| figure.quantity.unit.dimension == Dimension::Score);
    (!points && !lines().any(states) && !context.knowledge.forms.names_grade(found.1.of(flow))).then_some(found)
}

/// A label is no longer, in bytes.
const LABEL: usize = 30;
/// Fewer bytes conclude nothing.
const LEAST: usize = 15;

fn of_label<'a>(facts: &mut Facts<'a>, flow: &'a str, (label, words): (Span, Span)) {
    let text = |span: Span| Value::Text(Cow::Borrowed(span.of(flow)), Some(span));
    facts.push(&CONCLUSION, label.to(words), vec![text(label), text(words), number(0), number(0), number(0)]);
}

/// A score that the evaluation may have given: not a bound of the grades, nor, unless the conclusion states it, the score of another test.
fn is_result(context: &Context<'_>, figure: &Figure, conclusion: Span) -> bool {
    let words = &context.knowledge.conclusions;
    let score = |figure: &&Figure| figure.quantity.unit.dimension == Dimension::Score;
    let place = place::around(context.document, figure.span.start);
    let sentence = place.of(&context.document.flow.text);
    let scale = || words.is_scale(sentence) && values::within(&context.values.figures, place).iter().filter(score).nth(1).is_some();
    let whole = || conclusion.contains(figure.span) || words.is_of_evaluation(sentence) || !words.is_of_other(sentence);
    score(&figure) && whole() && !scale()
}
