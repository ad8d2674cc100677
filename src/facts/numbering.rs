//! The numbers of headings and items: each with the number before it in its row.

use super::section::number;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::syntax::{Document, LineKind, Numeral, Section, Style};
use crate::text::Span;
use std::borrow::Cow;

/// One numbered heading or item.
pub static NUMBERING: Kind = Kind {
    name: "numbering",
    zh: "标题或条目的编号",
    en: "the number of a heading or an item",
    fields: &[
        Field { name: "heading", ty: Type::Text, zh: "标题，或条目的编号", en: "the heading, or the item's number" },
        Field { name: "number", ty: Type::Number, zh: "编号", en: "the number" },
        Field {
            name: "previous", ty: Type::Number, zh: "前一个编号；第一个之前是0", en: "the number before it; 0 before the first"
        },
        Field { name: "before", ty: Type::Text, zh: "前一个标题或条目", en: "the heading or item before it" },
        Field { name: "item", ty: Type::Truth, zh: "是条目而不是标题", en: "it is an item, not a heading" },
        Field { name: "style", ty: Type::Text, zh: "编号的写法", en: "how the number is written" },
        Field { name: "common", ty: Type::Text, zh: "同级标题多数的写法", en: "how most headings beside it are numbered" },
        Field { name: "siblings", ty: Type::Number, zh: "同级标题的个数", en: "how many headings stand beside it, itself included" },
        Field {
            name: "alike", ty: Type::Number, zh: "同级标题中写法占多数的个数", en: "how many of them are numbered in the common way"
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// A numbered heading or item, with what it is compared to.
struct Step {
    numeral: Numeral,
    place: Span,
    before: Option<(u32, Span)>,
    item: bool,
    common: Style,
    siblings: u32,
    alike: u32,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let document = context.document;
    headings(document, &mut |step| push(document, facts, &step));
    items(document, &mut |step| push(document, facts, &step));
}

fn push<'a>(document: &'a Document<'a>, facts: &mut Facts<'a>, step: &Step) {
    let text = |span: Span| Value::Text(Cow::Borrowed(span.of(&document.flow.text)), Some(span));
    let (previous, before) = step.before.map_or((0, Value::Missing), |(number, place)| (number, text(place)));
    let style = |style| Value::Text(Cow::Borrowed(sample(style)), None);
    let values = vec![
        text(step.place),
        number(step.numeral.value),
        number(previous),
        before,
        Value::Truth(step.item),
        style(step.numeral.style),
        style(step.common),
        number(step.siblings),
        number(step.alike),
    ];
    facts.push(&NUMBERING, step.place, values);
}

/// Headings are compared with the heading before them below the same heading. One whose number was lost breaks the row.
fn headings(document: &Document<'_>, push: &mut impl FnMut(Step)) {
    let mut rows: Vec<Vec<&Section>> = vec![Vec::new(); document.sections.len() + 1];
    for section in &document.sections {
        rows[section.parent.map_or(0, |parent| parent as usize + 1)].push(section);
    }
    for row in &rows {
        let (common, alike) = common(row);
        let mut before = row.first().and_then(|first| begun(document, first));
        let mut broken = false;
        for section in row {
            let Some(numeral) = section.number else {
                (broken, before) = (true, None);
                continue;
            };
            let nested = numeral.value == 1 && before.is_some_and(|(_, _, style)| style != numeral.style);
            before = before.filter(|(_, last, _)| numeral.value != 1 || !is_parted(document, *last, section.heading));
            before = before.map(|before| worded(document, before, section.heading));
            before = before.filter(|(_, last, style)| !is_next_chapter(document, (*last, *style), numeral));
            if !nested && !broken {
                let before = before.map(|(number, place, _)| (number, place));
                push(Step { numeral, place: section.heading, before, item: false, common, siblings: row.len() as u32, alike });
            }
            before = Some((numeral.value, section.heading, numeral.style));
            broken = false;
        }
    }
}

/// The last item between two headings that goes on with the numbers of the first: 六、自评得分98分，等次为优。 is a sentence, and in the row.
fn worded(document: &Document<'_>, before: (u32, Span, Style), next: Span) -> (u32, Span, Style) {
    let (first, last, style) = before;
    let start = document.items.partition_point(|item| item.numeral.span.start < last.end);
    let between = document.items[start..].iter().take_while(|item| item.numeral.span.start < next.start);
    let numerals = between.map(|item| item.numeral).filter(|numeral| numeral.style == style);
    numerals.fold((first, last, style), |row, numeral| if numeral.value == row.0 + 1 { (numeral.value, numeral.span, style) } else { row })
}

/// Whether a signature or a title stands between two headings: the second begins an annex, or another report.
fn is_parted(document: &Document<'_>, last: Span, next: Span) -> bool {
    let first = document.blocks.partition_point(|block| block.span.start < last.end);
    let between = document.blocks.iter().skip(first).take_while(|block| block.span.start < next.start);
    between.into_iter().any(|block| matches!(block.kind, LineKind::Title | LineKind::SignOff))
}

/// What a row of headings goes on from: the row of a heading around it, the articles of the chapters before, or items above it whose text
/// made sentences of them: （一）全年预算86万元，…。 before a heading （二）.
fn begun(document: &Document<'_>, first: &Section) -> Option<(u32, Span, Style)> {
    let numeral = first.number?;
    if let Some(around) = restarted(document, first) {
        return Some(around);
    }
    let article = |section: &&Section| section.number.is_some_and(|number| number.style == Style::Article);
    if numeral.style == Style::Article && numeral.value != 1 {
        let before = document.sections.iter().take_while(|section| section.heading.start < first.heading.start).filter(article).last()?;
        return Some((before.number?.value, before.heading, numeral.style));
    }
    let above = first.parent.and_then(|parent| document.sections.get(parent as usize)).map_or(Span::default(), |parent| parent.heading);
    Some(worded(document, (0, above, numeral.style), first.heading)).filter(|(number, ..)| *number > 0)
}

/// Whether a heading is of another chapter than the one before it, or of a level below it: 2.1 behind 1.4, 3.2.1 behind 3.2, whatever stands
/// between them.
fn is_next_chapter(document: &Document<'_>, (last, style): (Span, Style), next: Numeral) -> bool {
    let chapter = |place: Span| {
        let number = place.of(&document.flow.text).split(|mark: char| !mark.is_ascii_digit() && !matches!(mark, '.' | '．')).next();
        let number = number.unwrap_or("").trim_end_matches(['.', '．']);
        number.rsplit_once(['.', '．']).map_or("", |(chapter, _)| chapter)
    };
    style == Style::Decimal && next.style == Style::Decimal && chapter(last) != chapter(next.span)
}

/// A row that is numbered as a heading around it continues that heading's row, since a reader takes it so.
fn restarted(document: &Document<'_>, first: &Section) -> Option<(u32, Span, Style)> {
    let style = first.number?.style;
    let mut parent = first.parent;
    while let Some(around) = parent.and_then(|parent| document.sections.get(parent as usize)) {
        match around.number {
            Some(numeral) if numeral.style == style => return Some((numeral.value, around.heading, style)),
            Some(_) | None => parent = around.parent,
        }
    }
    None
}

/// The style that most headings of a row have, and how many have it.
fn common(row: &[&Section]) -> (Style, u32) {
    let styles = || row.iter().filter_map(|section| section.number).map(|numeral| numeral.style);
    let count = |style| styles().filter(|other| *other == style).count() as u32;
    let mut best = (Style::Chinese, 0);
    for style in styles() {
        let count = count(style);
        if count > best.1 {
            best = (style, count);
        }
        // A row is seldom long; a hostile one is judged by its first styles.
        if best.1 as usize * 2 > row.len() || count > 64 {
            break;
        }
    }
    best
}

/// Items are compared with the item before them in the same section and style, or one that is mixed with it; one with number 1 begins a new row.
fn items(document: &Document<'_>, push: &mut impl FnMut(Step)) {
    let mut open: Vec<(Numeral, Span)> = Vec::new();
    let mut section = None;
    for item in &document.items {
        if item.section != section {
            (section, open) = (item.section, Vec::new());
        }
        let known = open.iter().rposition(|(numeral, _)| are_mixed(numeral.style, item.numeral.style));
        open.truncate(known.map_or(open.len(), |at| at + 1));
        let before = known.and_then(|_| open.pop());
        if let Some((numeral, place)) = before.filter(|_| item.numeral.value != 1) {
            let (numeral, before) = (item.numeral, Some((numeral.value, place)));
            push(Step { numeral, place: numeral.span, before, item: true, common: numeral.style, siblings: 0, alike: 0 });
        }
        open.push((item.numeral, item.numeral.span));
    }
}

/// Styles that writers take for one: 1. and 2、, （1） and 2）.
fn are_mixed(one: Style, other: Style) -> bool {
    let family = |style: Style| match style {
        Style::ArabicComma => Style::ArabicPoint,
        Style::ArabicHalfBracketed => Style::ArabicBracketed,
        Style::Part
        | Style::Article
        | Style::Chinese
        | Style::ChineseBracketed
        | Style::ArabicPoint
        | Style::ArabicBracketed
        | Style::Circled
        | Style::Decimal => style,
    };
    family(one) == family(other)
}

/// A number written in the style, as a name for it.
fn sample(style: Style) -> &'static str {
    match style {
        Style::Part => "第一部分",
        Style::Article => "第一条",
        Style::Chinese => "一、",
        Style::ChineseBracketed => "（一）",
        Style::ArabicComma => "1、",
        Style::ArabicPoint => "1.",
        Style::ArabicBracketed => "（1）",
        Style::ArabicHalfBracketed => "1）",
        Style::Circled => "①",
        Style::Decimal => "1.1",
    }
}
