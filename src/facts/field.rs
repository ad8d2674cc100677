//! Labels with their values: the fields of cover, form and signature.

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::covers::bare;
use crate::syntax::{self, Zone};
use crate::text::Span;
use std::borrow::Cow;

/// One label with its value.
pub static FIELD: Kind = Kind {
    name: "field",
    zh: "栏目及其内容",
    en: "a label with its value",
    fields: &[
        Field { name: "label", ty: Type::Text, zh: "栏目名称", en: "the label" },
        Field { name: "name", ty: Type::Text, zh: "去掉空格和括号的栏目名称", en: "the label without spaces and brackets" },
        Field { name: "value", ty: Type::Text, zh: "内容；空白则没有", en: "the value; missing when blank" },
        Field {
            name: "zone",
            ty: Type::Text,
            zh: "所在部分：cover、form、sign-off、body",
            en: "the part of the report: cover, form, sign-off, body",
        },
        Field { name: "place", ty: Type::Text, zh: "从栏目到内容的文字", en: "the text from the label to the value" },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for field in context.document.fields.iter().filter(|field| !introduces(context, field)) {
        let values = values(&context.document.flow.text, field);
        facts.push(&FIELD, field.label.to(field.value), values);
    }
}

/// 运行费按用途分为4类：above its items is no label whose value is missing.
fn introduces(context: &Context<'_>, field: &syntax::Field) -> bool {
    let blocks = &context.document.blocks;
    let counts = |label: &str| label.bytes().any(|byte| byte.is_ascii_digit());
    let next = || blocks.get(blocks.partition_point(|block| block.span.start <= field.label.start));
    let numbered = |words: &str| words.trim_start().starts_with(['（', '(', '①', '1', '一']);
    let flow: &str = &context.document.flow.text;
    let listed = || counts(field.label.of(flow)) && next().is_some_and(|next| numbered(next.span.of(flow)));
    field.value.is_empty() && (listed() || is_summed_up(context, field))
}

/// 资金来源 … 资金来源合计: whether a line below a label names the total of what stands between.
fn is_summed_up(context: &Context<'_>, field: &syntax::Field) -> bool {
    let (document, totals) = (context.document, &context.knowledge.forms.columns.totals);
    let flow: &str = &document.flow.text;
    let label = field.label.of(flow).trim();
    let behind = document.blocks.partition_point(|block| block.span.start <= field.label.start);
    let mut below = document.blocks[behind..].iter().take(GROUP).map(|block| block.span.of(flow).trim_start());
    let total = |rest: &str| totals.has(rest.split(['：', ':', '\n', ' ']).next().unwrap_or(rest).trim());
    !label.is_empty() && below.any(|line| line.strip_prefix(label).is_some_and(total))
}

/// So many lines may stand below a label that heads them.
const GROUP: usize = 12;

fn values<'a>(flow: &'a str, field: &syntax::Field) -> Vec<Value<'a>> {
    let text = |span: Span| Value::Text(Cow::Borrowed(span.of(flow)), Some(span));
    let value = if field.value.is_empty() { Value::Missing } else { text(field.value) };
    let name = Value::Text(Cow::Owned(bare(field.label.of(flow))), Some(field.label));
    let place = if field.value.is_empty() { field.label } else { field.label.to(field.value) };
    vec![text(field.label), name, value, Value::Text(Cow::Borrowed(zone(field.zone)), None), text(place)]
}

/// The name of a zone in rules.
pub(super) fn zone(zone: Zone) -> &'static str {
    match zone {
        Zone::Cover => "cover",
        Zone::Title => "title",
        Zone::Contents => "contents",
        Zone::Preamble => "preamble",
        Zone::Body => "body",
        Zone::Form => "form",
        Zone::SignOff => "sign-off",
    }
}
