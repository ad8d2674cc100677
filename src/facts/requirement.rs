//! What the best-matching outline and cover form ask for, and whether it is there.

use super::section::number;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::covers::{Cover, bare};
use crate::data::outlines::{Outline, Prescribed};
use crate::quantity::{Decimal, Dimension, Quantity, Unit};
use crate::syntax::{Document, Zone};
use crate::text::Span;
use std::borrow::Cow;

/// One section or field that is asked for.
pub static REQUIREMENT: Kind = Kind {
    name: "requirement",
    zh: "提纲或封面格式要求的内容",
    en: "what an outline or a cover form asks for",
    fields: &[
        Field { name: "what", ty: Type::Text, zh: "section 或 field", en: "section or field" },
        Field { name: "title", ty: Type::Text, zh: "要求的标题或栏目", en: "the title or label that is asked for" },
        Field { name: "form_zh", ty: Type::Text, zh: "提纲或格式的中文名称", en: "the form's name in Chinese" },
        Field { name: "form_en", ty: Type::Text, zh: "提纲或格式的英文名称", en: "the form's name in English" },
        Field {
            name: "fit", ty: Type::Number, zh: "报告与该格式相符的比例", en: "the share of the form that the report follows"
        },
        Field { name: "matched", ty: Type::Number, zh: "相符的标题或栏目个数", en: "how many titles or labels agree" },
        Field { name: "present", ty: Type::Truth, zh: "报告有此内容", en: "the report has it" },
        Field {
            name: "place", ty: Type::Text, zh: "应当出现的位置之前的标题或栏目", en: "the heading or label behind which it belongs"
        },
    ],
    uses: &[],
    extract: Some(extract),
};

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let asked = sections(context, facts);
    contents(context, facts, &asked);
    fields(context, facts);
}

/// How far a report follows a form.
struct Fit {
    form: usize,
    matched: u32,
    of: u32,
}

impl Fit {
    /// In percent, cut off. A percentage decides nothing by itself; the rule says how much is enough.
    fn value<'v>(&self) -> Value<'v> {
        let share = Decimal::from(self.matched * 100 / self.of.max(1));
        Value::Number(Quantity::exact(share, Unit { dimension: Dimension::Ratio, exponent: -2 }), None)
    }
}

/// What the outline asks for in vain, by topic, is told here.
fn sections<'a>(context: &Context<'a>, facts: &mut Facts<'a>) -> Vec<usize> {
    let mut asked = Vec::new();
    let (document, outlines) = (context.document, &context.knowledge.outlines);
    // For each outline and each of its sections the heading that bears its title.
    let mut bearers: Vec<Vec<Option<Span>>> = outlines.outlines.iter().map(|outline| vec![None; outline.sections.len()]).collect();
    let mut treated = vec![false; outlines.topics.len()];
    context.topics().iter().flatten().for_each(|&topic| treated[topic] = true);
    for section in &document.sections {
        for (outline, place) in outlines.titled(section.title.of(&document.flow.text)) {
            bearers[*outline][*place].get_or_insert(section.heading);
        }
    }
    let fit = |(form, bearers): (usize, &Vec<Option<Span>>)| Fit {
        form,
        matched: bearers.iter().flatten().count() as u32,
        of: bearers.len() as u32,
    };
    let best = bearers.iter().enumerate().map(fit).max_by_key(|fit| (fit.matched * 1000 / fit.of.max(1), std::cmp::Reverse(fit.form)));
    let Some(best) = best.filter(|fit| fit.matched > 0) else { return asked };
    let (outline, bearers) = (&outlines.outlines[best.form], &bearers[best.form]);
    for (at, section) in outline.sections.iter().enumerate().filter(|(_, section)| section.required) {
        let topic = outlines.topic(&section.topic);
        let headed = bearers[at].is_some() || topic.is_some_and(|topic| treated[topic]);
        let said = || topic.and_then(|topic| outlines.topics.get(topic)).is_some_and(|topic| says(document, &topic.phrases));
        let Some(place) = place(document, outline, bearers, at) else { continue };
        let present = headed || said();
        asked.extend(topic.filter(|_| !present));
        push(context, facts, ("section", &section.title, &outline.zh, &outline.en), &best, present, place);
    }
    asked
}

/// What the contents announce, unless the outline has asked for it.
fn contents<'a>(context: &Context<'a>, facts: &mut Facts<'a>, asked: &[usize]) {
    let entries = super::contents::entries(context);
    let form = &context.knowledge.outlines.contents;
    let matched = entries.iter().filter(|entry| entry.bearer.is_some()).count() as u32;
    let fit = Fit { form: 0, matched, of: entries.len() as u32 };
    let headed = |topic: &usize| context.topics().iter().flatten().any(|treated| treated == topic);
    for (at, entry) in entries.iter().enumerate() {
        let before = entries[..at].iter().rev().find_map(|before| before.bearer);
        let Some(place) = entry.bearer.or(before).or_else(|| entries[at..].iter().find_map(|next| next.bearer)) else { continue };
        let topics = context.knowledge.outlines.of(entry.title);
        if !topics.iter().any(|topic| asked.contains(topic)) {
            let present = entry.bearer.is_some() || entry.treated || topics.iter().any(headed);
            push(context, facts, ("section", entry.title, &form.zh, &form.en), &fit, present, place);
        }
    }
}

/// Whether the prose says one of the phrases. Titles, covers and contents do not treat a topic.
fn says(document: &Document<'_>, phrases: &[String]) -> bool {
    let flow = document.flow.text.as_bytes();
    let treats = |at: usize| {
        let block = document.blocks.partition_point(|block| block.span.start as usize <= at).checked_sub(1);
        let zone = block.and_then(|block| document.blocks.get(block)).map(|block| block.zone);
        matches!(zone, Some(Zone::Body | Zone::Preamble | Zone::Form))
    };
    phrases.iter().any(|phrase| memchr::memmem::find_iter(flow, phrase.as_bytes()).any(treats))
}

/// The heading around the section, else the nearest heading of the outline before it, else the first behind it. A section
/// whose surrounding section is absent is not asked for: then that one is.
fn place(document: &Document<'_>, outline: &Outline, bearers: &[Option<Span>], at: usize) -> Option<Span> {
    let titled = |title: &String| outline.sections.iter().position(|section: &Prescribed| section.title == *title);
    if let Some(around) = &outline.sections[at].under {
        return titled(around).and_then(|around| bearers[around]).filter(|heading| !is_undivided(document, *heading));
    }
    bearers[..at].iter().rev().chain(&bearers[at..]).flatten().next().copied()
}

/// Whether the section of a heading has no section within it, and some text.
fn is_undivided(document: &Document<'_>, heading: Span) -> bool {
    let Ok(at) = document.sections.binary_search_by_key(&heading.start, |section| section.heading.start) else { return false };
    let (section, next) = (&document.sections[at], document.sections.get(at + 1));
    let has_text = section.inline_body.is_some() || section.blocks.0 < section.blocks.1;
    has_text && next.is_none_or(|next| next.parent != Some(at as u32))
}

fn fields<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let document = context.document;
    let flow = &document.flow.text;
    let mut labels: Vec<(String, Span)> = Vec::new();
    // A cover may be drawn as a table.
    let cover = document.fields.iter().filter(|field| matches!(field.zone, Zone::Cover | Zone::Form));
    labels.extend(cover.map(|field| (bare(field.label.of(flow)), field.label)));
    labels.extend(document.choices.iter().map(|choice| (bare(choice.label.of(flow)), choice.label)));
    let covers = &context.knowledge.covers.covers;
    let fit = |(form, cover): (usize, &Cover)| {
        let matched = cover.fields.iter().filter(|field| labels.iter().any(|(label, _)| field.is_labelled(label))).count();
        Fit { form, matched: matched as u32, of: cover.fields.len() as u32 }
    };
    let marked = |cover: &Cover| cover.marks.is_empty() || labels.iter().any(|(label, _)| cover.marks.contains(label));
    let recognised = covers.iter().enumerate().filter(|(_, cover)| marked(cover));
    let best = recognised.map(fit).max_by_key(|fit| fit.matched * 1000 / fit.of.max(1));
    let Some((best, (_, place))) = best.filter(|fit| fit.matched > 0).zip(labels.first()) else { return };
    let cover = &covers[best.form];
    for field in cover.fields.iter().filter(|field| field.required) {
        let present = labels.iter().any(|(label, _)| field.is_labelled(label));
        push(context, facts, ("field", &field.label, &cover.zh, &cover.en), &best, present, *place);
    }
}

fn push<'a>(
    context: &Context<'a>,
    facts: &mut Facts<'a>,
    (what, title, zh, en): (&'static str, &'a str, &'a str, &'a str),
    fit: &Fit,
    present: bool,
    place: Span,
) {
    let text = |text: &'a str| Value::Text(Cow::Borrowed(text), None);
    let at = Value::Text(Cow::Borrowed(place.of(&context.document.flow.text)), Some(place));
    let values = vec![text(what), text(title), text(zh), text(en), fit.value(), number(fit.matched), Value::Truth(present), at];
    facts.push(&REQUIREMENT, place, values);
}
