//! The scores of the parts of an evaluation in a table, and what prose says of them: 过程得17.46分 beside a row 过程 | 20 | 17.64.

use super::scores;
use crate::facts::form::Indicator;
use crate::facts::lead::{core, is_had, words};
use crate::facts::scoring::pairs::scores_in;
use crate::facts::sheet::{Column, Num, Sheet};
use crate::facts::{Context, place};
use crate::quantity::Decimal;
use crate::syntax::Heading;
use crate::text::Span;
use crate::values::Figure;
use std::collections::{HashMap, HashSet};

/// A part in a table.
struct Part {
    /// The points to be had of it.
    points: Option<Decimal>,
    /// Its score, or the scores that make it up.
    scores: Vec<Num>,
}

impl Part {
    fn score(&self) -> Decimal {
        Num::total(&self.scores)
    }

    fn equals(&self, said: Num) -> bool {
        self.score() == said.quantity.value
    }

    /// Whether prose tells the score of the table, perhaps with fewer decimals.
    fn agrees(&self, said: Num) -> bool {
        let decimals = u32::from(said.quantity.decimals);
        let apart = self.score().saturating_sub(said.quantity.value).abs();
        self.equals(said) || decimals < self.score().normalize().scale() && apart <= Decimal::new(5, decimals + 1)
    }
}

/// What prose says of a part.
pub(super) struct Said {
    /// Where its name stands.
    pub label: Span,
    /// The score in the prose.
    pub text: Num,
    /// The score in the table, or those that make it up.
    pub table: Vec<Num>,
}

/// A part as a clause of prose tells it.
struct Told<'p> {
    part: &'p Part,
    name: &'p str,
    label: Span,
    score: Num,
    /// Whether its points stand beside it, and are those of the table.
    pointed: bool,
}

/// Scores of parts that prose and the only table of them both state. Most of them have to agree: where they do not, prose tells of
/// something else.
pub(super) fn restated(context: &Context<'_>, total: Option<Num>) -> Vec<Said> {
    let parts = parts(context);
    if parts.is_empty() {
        return Vec::new();
    }
    let blocks = context.document.blocks.iter().map(|block| block.span);
    let mut told: Vec<Told<'_>> = blocks.flat_map(|block| told(context, &parts, total, block)).collect();
    let several = several(&told);
    told.retain(|told| !several.contains(told.name));
    let agreeing = told.iter().filter(|told| told.part.agrees(told.score)).count();
    if agreeing * 2 < told.len() {
        let lone = told.len() == 1;
        told.retain(|told| lone && told.pointed);
    }
    told.retain(|told| told.part.equals(told.score) || !told.part.agrees(told.score));
    told.into_iter().map(|told| Said { label: told.label, text: told.score, table: told.part.scores.clone() }).collect()
}

/// The names that prose gives three scores or more: those of several bodies.
fn several<'p>(told: &[Told<'p>]) -> HashSet<&'p str> {
    let mut scores: HashMap<&str, HashSet<Decimal>> = HashMap::new();
    for told in told {
        scores.entry(told.name).or_default().insert(told.score.quantity.value);
    }
    scores.into_iter().filter(|(_, scores)| scores.len() > 2).map(|(name, _)| name).collect()
}

/// What a paragraph says of the parts. One with the score of another whole tells of another.
fn told<'p>(context: &Context<'_>, parts: &'p HashMap<String, Part>, total: Option<Num>, block: Span) -> Vec<Told<'p>> {
    let figures: Vec<&Figure> = scores_in(context, block).collect();
    if figures.is_empty() {
        return Vec::new();
    }
    let other =
        |num: Num| total.is_none_or(|total| total.quantity.value != num.quantity.value) && num.quantity.value != Decimal::ONE_HUNDRED;
    if scores(context, block).iter().any(|score| score.whole && is_named_whole(context, score.lead) && other(score.num)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| figures.get(before)).copied();
        found.extend(read(context, parts, before, figure));
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    found.iter().for_each(|told: &Told<'p>| *times.entry(told.name).or_default() += 1);
    found.retain(|told| times.get(told.name) == Some(&1));
    found
}

fn is_named_whole(context: &Context<'_>, lead: Span) -> bool {
    context.knowledge.forms.score.whole.within(lead.of(&context.document.flow.text))
}

/// The part that a score is of: by the words before it, or before the points to be had, or by the heading above.
fn read<'p>(context: &Context<'_>, parts: &'p HashMap<String, Part>, before: Option<&Figure>, figure: &Figure) -> Option<Told<'p>> {
    let flow: &str = &context.document.flow.text;
    let num = Num::of(figure);
    let lead = words(context, flow, figure.number);
    let told = |(name, part): (&'p String, &'p Part), label: Span, pointed: bool| Told { part, name, label, score: num, pointed };
    let clause = clause(flow, figure.number);
    if context.knowledge.forms.score.parts.within(clause) && !is_had(context, lead.run) {
        return None;
    }
    if let Some(known) = parts.get_key_value(&core(context, lead.name)) {
        let is_points = known.1.points == Some(num.quantity.value) && !is_had(context, lead.run);
        let over = known.1.points.is_some_and(|points| num.quantity.value > points);
        return (!is_points && !over).then(|| told(known, Span::inside(flow, lead.name), false));
    }
    // 该部分得16.7分: below the heading of the part.
    let this = &context.knowledge.forms.parts.this;
    if this.has(lead.name) && is_had(context, lead.run) {
        let title = place::heading_before(context.document, figure.number.start)?.title;
        return parts.get_key_value(&core(context, title.of(flow))).map(|known| told(known, title, false));
    }
    let points = before.filter(|before| lead.name.is_empty() && is_had(context, lead.run) && is_near(flow, before, figure))?;
    let above = words(context, flow, points.number);
    let fits = |part: &Part| part.points == Some(points.quantity.value);
    if let Some(known) = parts.get_key_value(&core(context, above.name)).filter(|(_, part)| fits(part)) {
        return Some(told(known, Span::inside(flow, above.name), true));
    }
    if let Some(known) = of_class(context, parts, points) {
        return Some(told(known, Span::inside(flow, above.name), true));
    }
    let pronoun = above.name.is_empty() || this.has(above.name);
    let title = place::heading_before(context.document, figure.number.start)?.title;
    let known = parts.get_key_value(&core(context, title.of(flow))).filter(|(_, part)| pronoun && fits(part))?;
    Some(told(known, title, true))
}

/// The only part with so many points, where its name and the words before these in their paragraph name one class: 产出方面。物资储备指标满分38分
/// beside a row 物资产出 | 38.
fn of_class<'p>(context: &Context<'_>, parts: &'p HashMap<String, Part>, points: &Figure) -> Option<(&'p String, &'p Part)> {
    let mut fit = parts.iter().filter(|(_, part)| part.points == Some(points.quantity.value));
    let only = fit.next().filter(|_| fit.next().is_none())?;
    let block = place::block_at(context.document, points.number.start)?.span;
    let said = Span { start: block.start, end: points.number.start.max(block.start) }.of(&context.document.flow.text);
    let classes = context.knowledge.forms.parts.sets.iter().flatten();
    let named = |class: &String| class.chars().count() == CLASS && said.contains(class.as_str());
    let mut named = classes.filter(|class| named(class)).collect::<HashSet<_>>().into_iter();
    let class = named.next().filter(|_| named.next().is_none())?;
    only.0.contains(class.as_str()).then_some(only)
}

/// The name of a class of indicators has so many characters: 产出.
const CLASS: usize = 2;

/// The words from the last comma to a figure.
fn clause(flow: &str, number: Span) -> &str {
    let head = flow.get(..number.start as usize).unwrap_or("");
    let from = head
        .char_indices()
        .rev()
        .take(24)
        .take_while(|(_, mark)| !matches!(mark, '，' | ',' | '。' | '；' | ';' | '、' | '\n' | '（' | '(' | '）' | ')'))
        .last();
    from.map_or("", |(at, _)| &head[at..])
}

/// Whether nothing but a few words stand between points and their score.
fn is_near(flow: &str, points: &Figure, score: &Figure) -> bool {
    let between = Span { start: points.span.end.min(score.number.start), end: score.number.start }.of(flow);
    between.chars().count() <= 8 && !between.contains(['。', '；', '、'])
}

/// The parts in the tables of a document, by their names; what two rows tell is left out.
fn parts(context: &Context<'_>) -> HashMap<String, Part> {
    let mut parts: HashMap<String, Option<Part>> = HashMap::new();
    let mut add = |name: &str, part: Part| {
        let name = core(context, name);
        if name.chars().count() < 2 {
            return;
        }
        parts
            .entry(name)
            .and_modify(|known| {
                if known.as_ref().is_some_and(|known| known.score() != part.score() || known.points != part.points) {
                    *known = None;
                }
            })
            .or_insert(Some(part));
    };
    context.sheets().iter().for_each(|sheet| of_sheet(context, sheet, &mut add));
    of_form(context, &mut add);
    parts.into_iter().filter_map(|(name, part)| Some((name, part?))).collect()
}

/// The rows of a table of points and scores that has no targets.
fn of_sheet(context: &Context<'_>, sheet: &Sheet<'_>, add: &mut dyn FnMut(&str, Part)) {
    let reader = context.reader();
    let scores = sheet.columns.iter().filter(|column| column.heading == Some(Heading::Score)).count();
    let (Some(points), Some(score)) = (sheet.column(Heading::Weight), sheet.column(Heading::Score)) else { return };
    if sheet.has(Heading::Target) || sheet.has(Heading::Actual) || scores != 1 {
        return;
    }
    let columns = &context.knowledge.forms.columns;
    if let Some(class) = sheet.column(Heading::Level1) {
        classes_of_sheet(context, sheet, [class, points, score], add);
    }
    for row in sheet.rows {
        let mut names = row.cells.iter().filter(|cell| cell.column < points.number.min(score.number) && !reader.is_absent(cell.span));
        let named = names.rfind(|cell| !reader.is_blank(cell.span)).map(|cell| cell.span.of(reader.text));
        let Some(name) = named.filter(|name| !columns.totals.has(name)) else { continue };
        // 过程小计: the score of 过程.
        let name = columns.subtotals.iter().find_map(|subtotal| name.trim_end().strip_suffix(subtotal)).unwrap_or(name);
        let at = |column| Sheet::cell(row, column).and_then(|cell| reader.points_of_cell(cell));
        if let (Some(points), Some(score)) = (at(points), at(score)) {
            add(name, Part { points: Some(points.quantity.value), scores: vec![score] });
        }
    }
}

/// The classes that the first column names, over several rows each: 效益 | 社会效益 | 10 | 7.8.
fn classes_of_sheet(context: &Context<'_>, sheet: &Sheet<'_>, [class, points, score]: [&Column<'_>; 3], add: &mut dyn FnMut(&str, Part)) {
    let reader = context.reader();
    let mut open: Option<(&str, Vec<Num>, Vec<Num>)> = None;
    let mut classes = Vec::new();
    for row in sheet.rows {
        let name = Sheet::cell(row, class).filter(|cell| !reader.is_blank(*cell)).map(|cell| cell.of(reader.text).trim());
        let at = |column| Sheet::cell(row, column).and_then(|cell| reader.points_of_cell(cell));
        let (Some(points), Some(score)) = (at(points), at(score)) else { return };
        match &mut open {
            Some((known, all, had)) if name.is_none_or(|name| name == *known) => (all.push(points), had.push(score)).1,
            Some(_) | None => classes.extend(open.replace((name.unwrap_or(""), vec![points], vec![score]))),
        }
    }
    let several = classes.into_iter().chain(open).filter(|(_, points, _)| points.len() > 1);
    several.for_each(|(name, points, scores)| add(name, Part { points: Some(Num::total(&points)), scores }));
}

/// The classes of the only form, each with the scores of its indicators, and the execution of its budget.
fn of_form(context: &Context<'_>, add: &mut dyn FnMut(&str, Part)) {
    let mut forms = context.forms().iter().filter(|form| !form.indicators.is_empty());
    let (Some(form), None) = (forms.next(), forms.next()) else { return };
    for (name, own) in classes(&form.indicators) {
        let scores: Option<Vec<Num>> = own.iter().map(|indicator| indicator.score).collect();
        let points = own.iter().map(|indicator| indicator.weight.map(|weight| weight.quantity.value)).sum::<Option<Decimal>>();
        scores.into_iter().for_each(|scores| add(name, Part { points, scores }));
    }
    let fund = form.funding.as_ref().and_then(|funding| funding.whole());
    if let Some(score) = fund.and_then(|fund| fund.score) {
        let points = fund.and_then(|fund| fund.weight).map(|weight| weight.quantity.value);
        for name in context.knowledge.forms.indicator.execution.iter() {
            add(name, Part { points, scores: vec![score] });
        }
    }
}

/// The indicators of each class, in the order of the classes.
fn classes<'f, 'a>(indicators: &'f [Indicator<'a>]) -> Vec<(&'a str, Vec<&'f Indicator<'a>>)> {
    let mut classes: Vec<(&str, Vec<&Indicator<'a>>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for indicator in indicators {
        let Some((name, _)) = indicator.level1 else { continue };
        let at = *known.entry(name).or_insert(classes.len());
        match classes.get_mut(at) {
            Some((_, own)) => own.push(indicator),
            None => classes.push((name, vec![indicator])),
        }
    }
    classes
}
