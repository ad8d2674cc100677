//! A figure that prose tells under the name of a column of a table, and the cell: 管护员213人 beside the total 231 of 管护员（人）.
//!
//! Names alone do not show that both are one figure: it is told only where one keystroke makes them the same.

use super::twice;
use crate::data::labels::label;
use crate::facts::near::is_of_year;
use crate::facts::scoring::name_before;
use crate::facts::sheet::{Column, Num, Sheet, printed, row_label};
use crate::facts::sum::repair;
use crate::facts::{Context, Facts, fiscal_year};
use crate::quantity::{Dimension, Mode};
use crate::syntax::{Heading, Row};
use crate::text::Span;
use crate::values::{Figure, within};
use std::collections::HashMap;
use std::rc::Rc;

/// Shorter names, in characters, are general words: 支出 tells which column is meant only behind the name of a row, 某镇支出.
const SHORT: usize = 3;
/// The shortest of those.
const SHORTEST: usize = 2;
/// Figures of fewer digits are alike by chance when two of them are swapped; when one is changed, so are those of one digit more.
const DIGITS: u32 = 2;

/// A column whose head gives a unit, and what its rows are called.
struct Told<'s, 'a> {
    sheet: &'s Sheet<'a>,
    column: &'s Column<'a>,
    /// What each row is called.
    labels: Rc<[&'a str]>,
}

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let columns = columns(context);
    if columns.is_empty() {
        return;
    }
    let flow: &'a str = &context.document.flow.text;
    let fiscal = fiscal_year(facts);
    let tables = &context.document.tables;
    let mut found = Vec::new();
    for sentence in context.document.sentences.iter().map(|sentence| sentence.span) {
        let figures = within(&context.values.figures, sentence);
        let tabled = || {
            tables.get(tables.partition_point(|table| table.span.end <= sentence.start)).is_some_and(|table| table.span.overlaps(sentence))
        };
        if figures.is_empty() || !is_of_year(sentence.of(flow), fiscal) || tabled() {
            continue;
        }
        for figure in figures.iter().filter(|figure| is_plain(figure)) {
            found.extend(read(context, &columns, sentence, figure));
        }
    }
    for (name, prose, cell) in found {
        twice(facts, name.of(flow), name, [prose, cell]);
    }
}

/// The columns whose heads give a unit, by names that no other column has.
fn columns<'s, 'a>(context: &'s Context<'a>) -> HashMap<String, Told<'s, 'a>> {
    let mut columns: HashMap<String, Option<Told<'s, 'a>>> = HashMap::new();
    let scored = [Heading::Target, Heading::Actual, Heading::Weight, Heading::Score];
    for sheet in context.sheets().iter().filter(|sheet| !scored.iter().any(|heading| sheet.has(*heading))) {
        let labels: Rc<[&str]> = sheet.rows.iter().map(|row| row_label(&context.document.flow.text, row)).collect();
        for column in sheet.columns.iter().filter(|column| column.unit.is_some()) {
            let name = label(column.text);
            let bare = context.knowledge.forms.columns.figures.iter().find_map(|figures| name.strip_suffix(figures)).map(str::to_owned);
            let plain = context.knowledge.forms.columns.actual.iter().find_map(|actual| name.strip_prefix(actual)).map(str::to_owned);
            for name in [Some(name), bare, plain].into_iter().flatten().filter(|name| name.chars().count() >= SHORTEST) {
                columns.entry(name).and_modify(|known| *known = None).or_insert(Some(Told { sheet, column, labels: labels.clone() }));
            }
        }
    }
    columns.into_iter().filter_map(|(name, told)| Some((name, told?))).collect()
}

fn is_plain(figure: &Figure) -> bool {
    matches!(figure.quantity.mode, Mode::Exact | Mode::Rounded | Mode::Truncated)
        && figure.upper().is_none()
        && figure.per().is_none()
        && matches!(figure.quantity.unit.dimension, Dimension::Count(_) | Dimension::Money)
}

/// The cell that a figure tells again, when it tells it otherwise.
fn read<'a>(context: &Context<'a>, columns: &HashMap<String, Told<'_, 'a>>, sentence: Span, figure: &Figure) -> Option<(Span, Num, Num)> {
    let flow: &str = &context.document.flow.text;
    let words = &context.knowledge.forms;
    let run = name_before(flow, figure.number);
    let name = run.char_indices().map(|(at, _)| &run[at..]).find(|name| columns.contains_key(*name))?;
    let told = columns.get(name)?;
    let before = Span::new(sentence.start as usize, (figure.number.start as usize).max(sentence.start as usize)).of(flow);
    let clause = before.rsplit(['，', ',', '；', ';', '。']).next().unwrap_or("");
    if words.attainment.other.within(before) || words.attainment.target.within(clause) {
        return None;
    }
    let owner = run.strip_suffix(name)?;
    let bare = words.columns.wholes.stripped(owner);
    // 全县管护员213人: of the whole, whatever row was named before.
    let before = if bare.is_empty() && !owner.is_empty() { "" } else { before };
    let short = name.chars().count() < SHORT || name != label(told.column.text);
    if short && !told.labels.contains(&owner) {
        return None;
    }
    let row = row(context, &told.labels, bare, before)?;
    let reader = context.reader();
    let number = |row: &Row| reader.number(Sheet::cell(row, told.column)?, told.column.unit);
    let cell = number(told.sheet.rows.get(row)?)?;
    let said = Num { quantity: figure.quantity, span: printed(figure) };
    let needed = cell.quantity.base().ok()?;
    let like = cell.quantity.unit.dimension == said.quantity.unit.dimension && said.quantity.base().ok()? != needed;
    let listed = || told.sheet.rows.iter().filter_map(number).any(|other| other.quantity.base().ok() == said.quantity.base().ok());
    let repair = || repair::exactly(&repair::of_rate(flow, said.quantity, said.span), needed);
    let digits = if short { DIGITS + 1 } else { DIGITS };
    let again = like && !listed() && repair().is_some_and(|repair| repair.digits() >= if repair.is_swap() { digits } else { digits + 1 });
    again.then(|| (Span::inside(flow, if short { run } else { name }), said, cell))
}

/// The row that a figure is of: the one named before it, else that of the totals.
fn row(context: &Context<'_>, labels: &[&str], owner: &str, before: &str) -> Option<usize> {
    let totals = &context.knowledge.forms.columns.totals;
    let named = labels.iter().enumerate().filter(|(_, label)| label.chars().nth(1).is_some() && !totals.has(label));
    let last = named.filter_map(|(at, label)| Some((before.rfind(label)?, at, *label))).max();
    match last {
        Some((_, at, label)) if owner.is_empty() || owner == label => Some(at),
        Some(_) => None,
        None if owner.is_empty() => labels.iter().position(|label| totals.has(label)),
        None => None,
    }
}
