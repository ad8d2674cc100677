//! Points to be had that stand in no form: in a table of two levels of indicators, and in prose.

use super::is_near;
use crate::data::glossary::List;
use crate::data::measures::Role;
use crate::facts::Context;
use crate::facts::execution::weights;
use crate::facts::form::{Words, is_indicators};
use crate::facts::lead::{is_had, words};
use crate::facts::scoring::pairs::scores_in;
use crate::facts::scoring::rows::{Points, points};
use crate::facts::sheet::{Num, Sheet};
use crate::quantity::exact::at_place;
use crate::quantity::{Decimal, Dimension};
use crate::syntax::{Heading, LineKind};
use crate::text::Span;
use crate::values::{Figure, within};

/// A name, its points, and the points that make them up.
pub(super) type Weights<'a> = (Words<'a>, Num, Vec<Num>);

/// The classes with points in brackets of tables without indicators of the third level: 管理（24分） | 资金管理 | 13.
pub(super) fn tabled<'a>(context: &Context<'a>) -> Vec<Weights<'a>> {
    let reader = context.reader();
    let mut found: Vec<Weights<'a>> = Vec::new();
    for sheet in context.sheets().iter().filter(|sheet| !sheet.has(Heading::Name)) {
        let (Some(class), Some(points)) = (sheet.columns.first(), sheet.column(Heading::Weight)) else { continue };
        let mut open: Option<Weights<'a>> = None;
        for row in sheet.rows {
            let name = Sheet::cell(row, class).filter(|cell| !cell.is_empty());
            let stated = name.and_then(|cell| reader.points(cell).or_else(|| reader.points_at_end(cell)));
            let label = name.map(|cell| (cell.of(reader.text), cell));
            match (label, stated) {
                (Some(label), Some(stated)) if open.as_ref().is_none_or(|open| open.0.0 != label.0) => {
                    found.extend(open.replace((label, stated, Vec::new())));
                }
                (Some(_), None) => found.extend(open.take()),
                (Some(_) | None, _) => {}
            }
            let weight = Sheet::cell(row, points).and_then(|cell| reader.points_of_cell(cell));
            match (&mut open, weight) {
                (Some(open), Some(weight)) => open.2.push(weight),
                (Some(_), None) => open = None,
                (None, _) => {}
            }
        }
        found.extend(open);
    }
    found.retain(|(.., weights)| weights.len() > 1);
    found
}

/// The points of the rows of tables that are no forms, with the total that they come near: 资金管理 | 10 … 合计 | 100.
pub(super) fn totalled<'a>(context: &Context<'a>) -> Vec<Weights<'a>> {
    let apart = context.sheets().iter().filter(|sheet| !is_indicators(sheet));
    let found = apart.filter_map(|sheet| points(context, sheet));
    let execution = weights(context);
    let near = |mut points: Points<'a>| {
        // 总分 | 100 below rows of 90 points: the others are those of the execution, which stand in a table of their own.
        let left = points.full.quantity.value.saturating_sub(Num::total(&points.weights));
        points.weights.extend(execution.iter().find(|weight| weight.quantity.value == left).copied().filter(|_| !left.is_zero()));
        let whole = are_all(points.full, &points.weights).then_some((points.label, points.full, points.weights));
        points.divided.into_iter().filter(|(.., parts)| !parts.is_empty()).chain(whole)
    };
    found.flat_map(near).collect()
}

/// Whether points are meant to be all that a total adds up.
pub(super) fn are_all(full: Num, parts: &[Num]) -> bool {
    parts.len() >= LEAST && is_near(full, parts, NEAR)
}

/// Fewer rows have a total that may be of something else.
const LEAST: usize = 3;
/// Points that miss their total by more than one part in so many are not all that it adds up.
const NEAR: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

/// The points of all parts of an evaluation that a sentence tells beside those of the whole: 预算执行10分、产出50分、效益30分、满意度10分，满分100分.
pub(super) fn told<'a>(context: &Context<'a>) -> Vec<Weights<'a>> {
    let flow: &'a str = &context.document.flow.text;
    let sentences = context.document.sentences.iter().map(|sentence| sentence.span);
    let fit = |span: &Span| context.says(List::Full, *span) || context.says(List::Systems, *span);
    sentences.filter(fit).filter_map(|span| of_sentence(context, flow, span)).collect()
}

fn of_sentence<'a>(context: &Context<'a>, flow: &'a str, span: Span) -> Option<Weights<'a>> {
    let forms = &context.knowledge.forms;
    let mut parts: Vec<(&str, Num)> = Vec::new();
    let mut full = None;
    for figure in scores_in(context, span) {
        let lead = words(context, flow, figure.number);
        let schemes = &context.knowledge.schemes;
        // 指标体系设决策15分…，合计100分: what points to be had come to.
        let total = || context.says(List::Systems, span) && is_total(context, lead.run);
        let stated = figure.quantity.value == Decimal::ONE_HUNDRED && (schemes.full.within(lead.run) || total());
        if stated && full.is_none() {
            full = Some((Num::of(figure), lead.run));
            continue;
        }
        let name = lead.name.char_indices().map(|(at, _)| &lead.name[at..]).find(|name| forms.is_part(name));
        // A score that was had, or points of something else: the sentence tells more than the points of the parts.
        parts.push((name.filter(|_| !is_had(context, lead.run))?, Num::of(figure)));
    }
    let (stated, run) = full?;
    let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
    let label = (run, Span::inside(flow, run));
    forms.names_all(&names).then(|| (label, stated, parts.into_iter().map(|(_, num)| num).collect()))
}

/// Whether words end with one for a total: 四项合计.
fn is_total(context: &Context<'_>, run: &str) -> bool {
    context.knowledge.measures.find(run).any(|(range, word)| word.roles.has(Role::Total) && range.end == run.len())
}

/// The points of all parts in per cent, behind words for what each counts: 各部分权重如下：项目决策占15%；项目管理占20%；….
pub(super) fn in_percent<'a>(context: &Context<'a>) -> Vec<(Words<'a>, Vec<Num>)> {
    let flow: &'a str = &context.document.flow.text;
    let weighing = &context.knowledge.forms.score.weights;
    // Few paragraphs hold so many rates, and only those are read.
    let rates =
        |block: Span| within(&context.values.figures, block).iter().filter(|figure| figure.quantity.unit.dimension == Dimension::Ratio);
    let blocks = context.document.blocks.iter().filter(|block| block.kind != LineKind::Row).map(|block| block.span);
    let blocks = blocks.filter(|block| rates(*block).take(LEAST).count() == LEAST);
    let said = |block: Span| weighing.find(block.of(flow)).map(|found| (block, Span::new(found.start, found.end).shift(block.start)));
    let read = |(block, word): (Span, Span)| {
        let behind = Span { start: word.end, end: block.end };
        let end = behind.of(flow).find('。').map_or(behind.end, |at| behind.start + at as u32);
        let list = Span { end, ..behind };
        let figures = within(&context.values.figures, list);
        let ratio = |figure: &Figure| figure.quantity.unit.dimension == Dimension::Ratio && figure.upper().is_none();
        let scored = context.knowledge.forms.score.scored.within(list.of(flow));
        let whole = |figure: &Figure| figure.quantity.base() == Ok(Decimal::ONE);
        let parts: Vec<Num> = figures.iter().filter(|figure| !whole(figure)).map(Num::of).collect();
        let sum = parts.iter().filter_map(|part| part.quantity.base().ok()).fold(Decimal::ZERO, Decimal::saturating_add);
        let near = sum.saturating_sub(Decimal::ONE).abs().saturating_mul(NEAR) <= Decimal::ONE;
        // 权重各占33.3%: what is rounded makes up all within its rounding; and 另有…占10% in the next sentence belongs to it, too.
        let room = parts.iter().filter(|part| part.quantity.decimals > 0).filter_map(|part| at_place(5, part.quantity.place() - 1).ok());
        let rounded = sum.saturating_sub(Decimal::ONE).abs() <= room.fold(Decimal::ZERO, Decimal::saturating_add) && sum != Decimal::ONE;
        let more = rates(Span { start: end, ..block }).next().is_some();
        let all = parts.len() >= LEAST && figures.iter().all(ratio) && !scored && near && !rounded && !more;
        (all && !context.knowledge.forms.funding.parts.within(list.of(flow))).then_some(((word.of(flow), word), parts))
    };
    blocks.filter_map(said).filter_map(read).collect()
}
