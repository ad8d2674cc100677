//! What a report states under a topic: the text below a heading, or behind a label of a form.

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::syntax::LineKind;
use crate::text::Span;
use std::borrow::Cow;
use std::collections::HashSet;

/// The content under one heading or behind one label.
pub static STATEMENT: Kind = Kind {
    name: "statement",
    zh: "标题之下或栏目之内的陈述",
    en: "what stands below a heading or behind a label",
    fields: &[
        Field { name: "title", ty: Type::Text, zh: "标题或栏目名称", en: "the heading or the label" },
        Field { name: "topics", ty: Type::List(&Type::Text), zh: "主题", en: "its topics" },
        Field {
            name: "content", ty: Type::Text, zh: "去掉首尾标点和空格的内容", en: "the content without marks and spaces around it"
        },
    ],
    uses: &["section", "field"],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let flow: &'a str = &context.document.flow.text;
    let mut found = Vec::new();
    for (_, section) in facts.of("section") {
        if let [Value::Text(_, Some(title)), _, _, Value::List(topics), Value::Text(_, Some(body)), ..] = section.values.as_slice() {
            found.push((*title, topics.clone(), without_signature(context, *body)));
        }
    }
    for (_, field) in facts.of("field") {
        if let [Value::Text(label, Some(place)), _, Value::Text(_, Some(value)), ..] = field.values.as_slice() {
            found.push((*place, topics(context, label), *value));
        }
    }
    let known: HashSet<Span> = found.iter().map(|(title, ..)| *title).collect();
    found.extend(rows(context).filter(|(title, ..)| !known.contains(title)));
    for (title, topics, content) in found {
        let content = trim(flow, content);
        let text = |span: Span| Value::Text(Cow::Borrowed(span.of(flow)), Some(span));
        facts.push(&STATEMENT, title.to(content), vec![text(title), Value::List(topics), text(content)]);
    }
}

/// What stands below the last heading without the fields that the report ends with: 评价单位：…, 报告日期：….
fn without_signature(context: &Context<'_>, body: Span) -> Span {
    let blocks = &context.document.blocks;
    let behind = blocks.partition_point(|block| block.span.start < body.end);
    if blocks.get(behind..).unwrap_or(&[]).iter().any(|block| !is_closing(block.kind)) {
        return body;
    }
    let inside = blocks.get(..behind).unwrap_or(&[]).iter().rev().take_while(|block| block.span.start > body.start);
    let closing = inside.take_while(|block| is_closing(block.kind)).last();
    Span { end: closing.map_or(body.end, |block| block.span.start), ..body }
}

/// Whether a line at the end of a report may be a part of its signature.
fn is_closing(kind: LineKind) -> bool {
    matches!(kind, LineKind::Field | LineKind::SignOff | LineKind::Blank | LineKind::Furniture)
}

/// Rows of a table that hold no more than a topic and what is said of it.
fn rows<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = (Span, Vec<Value<'a>>, Span)> + 'c {
    let rows = context.document.tables.iter().flat_map(|table| &table.rows);
    rows.filter_map(move |row| {
        let mut filled = row.cells.iter().map(|cell| cell.span).filter(|span| !span.is_empty());
        let (label, content) = (filled.next()?, filled.next()?);
        let topics = filled.next().is_none().then(|| topics(context, label.of(&context.document.flow.text)))?;
        (!topics.is_empty()).then_some((label, topics, content))
    })
}

fn topics<'a>(context: &Context<'a>, label: &str) -> Vec<Value<'a>> {
    let outlines = &context.knowledge.outlines;
    let topics = outlines.of(label).into_iter().filter_map(|at| outlines.topics.get(at));
    topics.map(|topic| Value::Text(Cow::Borrowed(topic.id.as_str()), None)).collect()
}

/// The span without the marks and spaces around the words.
fn trim(flow: &str, span: Span) -> Span {
    let empty = |char: char| char.is_whitespace() || "。，、；：:;,.．|".contains(char);
    let text = span.of(flow);
    let start = text.len() - text.trim_start_matches(empty).len();
    let length = text.trim_matches(empty).len();
    Span::new(span.start as usize + start, span.start as usize + start + length)
}
