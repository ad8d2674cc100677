//! Headings that announce several topics, and which of them the text below treats.

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::announcements::Announced;
use crate::quantity::Dimension;
use crate::syntax::{Document, LineKind, Section};
use crate::text::Span;
use crate::values::within;
use std::borrow::Cow;

/// One heading that announces topics.
pub static ANNOUNCEMENT: Kind = Kind {
    name: "announcement",
    zh: "标题所列的几个主题",
    en: "the topics that a heading announces",
    fields: &[
        Field { name: "heading", ty: Type::Text, zh: "标题", en: "the heading" },
        Field { name: "topics", ty: Type::List(&Type::Text), zh: "标题所列的主题", en: "the topics that it announces" },
        Field { name: "treated", ty: Type::List(&Type::Text), zh: "正文写到的主题", en: "the topics that the text treats" },
        Field {
            name: "open", ty: Type::List(&Type::Text), zh: "正文没有写到的主题", en: "the topics that the text does not mention"
        },
        Field { name: "length", ty: Type::Number, zh: "正文的字数", en: "the characters of the text" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let document = context.document;
    let flow: &'a str = &document.flow.text;
    for section in &document.sections {
        let announced = context.knowledge.announcements.of(section.title.of(flow));
        let Some(body) = body(document, section).filter(|_| announced.len() > 1) else { continue };
        let text = |span: Span| Value::Text(Cow::Borrowed(span.of(flow)), Some(span));
        let named = |range: &std::ops::Range<usize>| text(Span::new(range.start, range.end).shift(section.title.start));
        let explained = body.of(flow).lines().any(|line| line.trim_end().trim_end_matches('。').contains('。'));
        let is_said = |words: &[String]| words.iter().any(|word| body.of(flow).contains(word.as_str()));
        let (listed, scored) = (is_list(document, section), is_scored(context, body));
        let is_treated =
            |topic: &Announced| is_said(&topic.words) || topic.explained && explained || topic.listed && listed || topic.scored && scored;
        let (treated, open): (Vec<_>, Vec<_>) = announced.iter().partition(|(_, topic)| is_treated(topic));
        let list = |part: &[&(std::ops::Range<usize>, _)]| Value::List(part.iter().map(|(range, _)| named(range)).collect());
        let topics = Value::List(announced.iter().map(|(range, _)| named(range)).collect());
        let length = super::section::number(body.of(flow).chars().take(10_000).count() as u32);
        facts.push(&ANNOUNCEMENT, section.heading, vec![text(section.heading), topics, list(&treated), list(&open), length]);
    }
}

/// Everything below the heading; none when there is nothing.
fn body(document: &Document<'_>, section: &Section) -> Option<Span> {
    let below = Span { start: section.heading.end, end: section.span.end.max(section.heading.end) };
    (!below.of(&document.flow.text).trim().is_empty()).then_some(below)
}

/// Whether numbered entries stand below the heading: a measure each, 检验费改为按月结算.
fn is_list(document: &Document<'_>, section: &Section) -> bool {
    let (first, behind) = (section.blocks.0 as usize, section.blocks.1 as usize);
    let blocks = document.blocks.get(first..behind).unwrap_or_default();
    blocks.iter().filter(|block| matches!(block.kind, LineKind::Item | LineKind::Heading)).take(2).count() > 1
}

/// Whether points stand there, several of them: 投入15分、过程25分.
fn is_scored(context: &Context<'_>, body: Span) -> bool {
    let points = within(&context.values.figures, body).iter().filter(|figure| figure.quantity.unit.dimension == Dimension::Score);
    points.take(2).count() > 1
}
