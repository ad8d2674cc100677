//! Sections: headings with what stands below them.

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::{Decimal, Quantity, Unit};
use crate::syntax::{Document, LineKind, Section};
use crate::text::Span;
use std::borrow::Cow;

/// One heading with what stands below it.
pub static SECTION: Kind = Kind {
    name: "section",
    zh: "标题及其下的内容",
    en: "a heading with what stands below it",
    fields: &[
        Field { name: "title", ty: Type::Text, zh: "不带编号的标题", en: "the heading without its number" },
        Field { name: "heading", ty: Type::Text, zh: "带编号的标题", en: "the heading with its number" },
        Field { name: "level", ty: Type::Number, zh: "层级，从1起", en: "the depth, from 1" },
        Field { name: "topics", ty: Type::List(&Type::Text), zh: "按outlines.toml识别的主题", en: "the topics, by outlines.toml" },
        Field {
            name: "body",
            ty: Type::Text,
            zh: "标题之后、下级标题之前的文字",
            en: "the text between the heading and its first sub-heading",
        },
        Field { name: "children", ty: Type::Number, zh: "下级标题的个数", en: "how many sub-headings there are" },
        Field {
            name: "filled_siblings",
            ty: Type::Number,
            zh: "同级标题中有内容的个数",
            en: "how many headings beside it have something below them",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let document = context.document;
    let outlines = &context.knowledge.outlines;
    let shapes = shapes(document);
    for (at, section) in document.sections.iter().enumerate() {
        let topics = context.topics().get(at).into_iter().flatten().filter_map(|&at| outlines.topics.get(at));
        let topics = topics.map(|topic| Value::Text(Cow::Borrowed(topic.id.as_str()), None)).collect();
        let filled = shapes.filled.get(parent(section)).copied().unwrap_or(0) - u32::from(shapes.is_filled(at));
        let body = shapes.bodies.get(at).copied().flatten();
        let text = |span: Span| Value::Text(Cow::Borrowed(span.of(&document.flow.text)), Some(span));
        let children = shapes.children.get(at).copied().unwrap_or(0);
        let level = number(u32::from(section.level));
        let body = body.map_or(Value::Missing, text);
        let values = vec![text(section.title), text(section.heading), level, Value::List(topics), body, number(children), number(filled)];
        facts.push(&SECTION, section.heading, values);
    }
}

/// What stands below each heading.
struct Shapes {
    bodies: Vec<Option<Span>>,
    children: Vec<u32>,
    /// How many children of a section, and of the document at index 0, have something below them.
    filled: Vec<u32>,
}

impl Shapes {
    fn is_filled(&self, at: usize) -> bool {
        self.bodies.get(at).is_some_and(Option::is_some) || self.children.get(at).is_some_and(|&count| count > 0)
    }
}

fn shapes(document: &Document<'_>) -> Shapes {
    let count = document.sections.len();
    let mut shapes = Shapes { bodies: vec![None; count], children: vec![0; count], filled: vec![0; count + 1] };
    for (at, section) in document.sections.iter().enumerate() {
        if let Some(slot) = section.parent.and_then(|parent| shapes.children.get_mut(parent as usize)) {
            *slot += 1;
        }
        if let Some(slot) = shapes.bodies.get_mut(at) {
            *slot = section.inline_body;
        }
    }
    for block in document.blocks.iter().filter(|block| !matches!(block.kind, LineKind::Heading | LineKind::Blank | LineKind::SignOff)) {
        if let Some(slot) = block.section.and_then(|section| shapes.bodies.get_mut(section as usize)) {
            *slot = Some(slot.map_or(block.span, |span| span.to(block.span)));
        }
    }
    for (at, section) in document.sections.iter().enumerate() {
        if shapes.is_filled(at) {
            shapes.filled[parent(section)] += 1;
        }
    }
    shapes
}

/// The index of the section around it in [`Shapes::filled`].
fn parent(section: &Section) -> usize {
    section.parent.map_or(0, |parent| parent as usize + 1)
}

pub(super) fn number<'a>(count: u32) -> Value<'a> {
    Value::Number(Quantity::exact(Decimal::from(count), Unit::PLAIN), None)
}
