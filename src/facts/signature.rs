//! Who answers for the report, and when it was made: at its end, on its cover, or in the last rows of a form.

use super::section::number;
use super::{Context, Facts, Field, Kind, Type, Value, place};
use crate::data::covers::bare;
use crate::syntax::{Document, LineKind};
use crate::text::Span;
use crate::values::{self, Granularity};
use std::borrow::Cow;

/// The signature of the report: one fact a document.
pub static SIGNATURE: Kind = Kind {
    name: "signature",
    zh: "落款：单位和日期",
    en: "the signature: who and when",
    fields: &[
        Field { name: "signer", ty: Type::Text, zh: "署名的单位或人", en: "the body or person that signs" },
        Field { name: "date", ty: Type::Text, zh: "日期", en: "the date" },
        Field { name: "sections", ty: Type::Number, zh: "标题的个数", en: "how many headings the report has" },
        Field { name: "tables", ty: Type::Number, zh: "表格的个数", en: "how many tables it has" },
        Field {
            name: "last",
            ty: Type::Text,
            zh: "最后一个标题，没有标题时是报告开头",
            en: "the last heading of the first level, or the beginning of a report without headings",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let document = context.document;
    let flow: &'a str = &document.flow.text;
    let text = |span: Option<Span>| span.map_or(Value::Missing, |span| Value::Text(Cow::Borrowed(span.of(flow)), Some(span)));
    let Some(last) = last(document) else { return };
    let covers = &context.knowledge.covers;
    let titled = under_title(context);
    let signer = at_end(document, false).or_else(|| filled(document, &covers.signers)).or(titled.map(|(signer, _)| signer));
    let date = at_end(document, true).or_else(|| filled(document, &covers.dates)).or(titled.map(|(_, date)| date));
    let (sections, tables) = (document.sections.len() as u32, document.tables.len() as u32);
    facts.push(&SIGNATURE, last, vec![text(signer), text(date), number(sections), number(tables), text(Some(last))]);
}

/// A line of the sign-off that holds a date, or one that does not.
fn at_end(document: &Document<'_>, dated: bool) -> Option<Span> {
    let lines = document.blocks.iter().filter(|block| block.kind == LineKind::SignOff).map(|block| block.span);
    let is_date = |span: Span| span.of(&document.flow.text).contains(['年', '-', '/', '.']);
    let words = |span: Span| {
        span.of(&document.flow.text).chars().any(|char| !char.is_ascii_digit() && !"年月日二〇○零一三四五六七八九十 　-/.".contains(char))
    };
    lines.into_iter().find(|span| if dated { is_date(*span) } else { words(*span) })
}

/// A title page that names the unit and ends with a day or month, on a line of its own or apart on that of the unit.
fn under_title(context: &Context<'_>) -> Option<(Span, Span)> {
    let flow = &context.document.flow.text;
    let titles = || context.document.blocks.iter().filter(|block| block.kind == LineKind::Title).map(|block| block.span);
    let holders = &context.knowledge.words.names.bodies.holders;
    let beside_unit = |line: Span, date: Span| {
        let before = Span { start: line.start, end: date.start }.of(flow);
        let unit = before.trim_end();
        date.end == line.end && unit.len() < before.len() && holders.iter().any(|holder| unit.ends_with(holder.as_str()))
    };
    let is_date = |date: &values::DateMention, line: Span| {
        date.granularity <= Granularity::Month && (place::stands_apart(flow, line, date.span) || beside_unit(line, date.span))
    };
    let date = titles().find(|&line| values::within(&context.values.dates, line).iter().any(|date| is_date(date, line)))?;
    let signer = titles().find(|line| holders.iter().any(|holder| line.of(flow).contains(holder.as_str())))?;
    Some((signer, date))
}

/// A field with one of the labels that is filled in.
fn filled(document: &Document<'_>, labels: &[String]) -> Option<Span> {
    let known = |label: Span| labels.contains(&bare(label.of(&document.flow.text)));
    document.fields.iter().find(|field| !field.value.is_empty() && known(field.label)).map(|field| field.value)
}

fn last(document: &Document<'_>) -> Option<Span> {
    let heading = document.sections.iter().rev().find(|section| section.level == 1).map(|section| section.heading);
    heading.or_else(|| document.blocks.first().map(|block| block.span))
}
