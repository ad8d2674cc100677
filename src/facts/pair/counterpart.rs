//! What the report and the form of one project both state.

use super::side::Side;
use super::words;
use crate::data::corpus::{Counted, Measure};
use crate::facts::{Facts, Field, Kind, Type, Value};
use crate::quantity::{Dimension, Quantity, Unit};
use crate::skeleton::Term;
use crate::syntax::{Cell, Row, Table};
use crate::text::Span;

/// A value of the form, and the value that the report gives for the same thing.
pub static COUNTERPART: Kind = Kind {
    name: "counterpart",
    zh: "报告与自评表都写到的同一事项",
    en: "something that the report and the form of one project both state",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "事项", en: "what it is" },
        Field { name: "report", ty: Type::Number, zh: "报告中的数", en: "the figure of the report" },
        Field { name: "form", ty: Type::Number, zh: "自评表中的数", en: "the figure of the form" },
        Field {
            name: "stands",
            ty: Type::Truth,
            zh: "自评表中的数是否也见于报告",
            en: "whether the report gives the figure of the form anywhere",
        },
    ],
    uses: &[],
    extract: None,
};

/// A value of the form with its name.
struct Stated<'d> {
    name: &'d str,
    name_at: Option<Span>,
    quantity: Quantity,
    span: Span,
    target: Option<Quantity>,
    measure: Option<&'d Measure>,
}

/// Compares a report with a form, when they are that and on one project.
pub fn extract<'a>(report: &Side<'a>, form: &Side<'a>, text: &'a str, facts: &mut Facts<'a>) {
    if !is_form(form) || is_form(report) || !same_project(report, form) {
        return;
    }
    let stated = stated(form);
    for one in &stated {
        let Some(term) = mention(report, one, &stated) else { continue };
        let stands = report.context.values.figures.iter().any(|figure| alike(&figure.quantity, &one.quantity));
        let name = one.name_at.map_or(Value::Text(one.name.into(), None), |span| words(text, form.place(span)));
        let values = vec![
            name,
            Value::Number(term.quantity, Some(report.place(term.span))),
            Value::Number(one.quantity, Some(form.place(one.span))),
            Value::Truth(stands),
        ];
        facts.push(&COUNTERPART, report.place(term.span), values);
    }
}

fn alike(a: &Quantity, b: &Quantity) -> bool {
    a.unit.dimension == b.unit.dimension && a.base() == b.base()
}

/// Whether it has a table of indicators with their results.
fn is_form(side: &Side<'_>) -> bool {
    let names = &side.context.knowledge.corpus.indicators;
    let heads = |row: &Row, words: &[String]| row.cells.iter().any(|cell| has(squeezed(side, cell.span).as_str(), words));
    let rows = || side.context.document.tables.iter().flat_map(|table| &table.rows);
    rows().any(|row| heads(row, &names.actual) && heads(row, &names.names))
}

/// Whether the title of the report names the project of the form, and the report the unit.
fn same_project(report: &Side<'_>, form: &Side<'_>) -> bool {
    let Some(title) = report.subject() else { return false };
    let text: String = report.flow().split_whitespace().collect();
    let fields = || form.context.document.fields.iter();
    let values = |labels: &[String]| -> Vec<String> {
        let is_named = |label: &str| labels.iter().any(|name| label.contains(name.as_str()));
        let named = fields().filter(|field| is_named(&squeezed(form, field.label)));
        named.map(|field| squeezed(form, field.value)).filter(|value| value.chars().count() >= 4).collect()
    };
    let projects = &form.context.knowledge.corpus.projects;
    let core =
        |name: &str| projects.endings.iter().fold(name.to_owned(), |name, end| name.strip_suffix(end.as_str()).unwrap_or(&name).to_owned());
    let project = values(&projects.labels).iter().any(|name| title.contains(&core(name)));
    project && values(&projects.units).iter().any(|unit| text.contains(unit.as_str()))
}

/// The values that the form states: measures by row and column, results of indicators.
fn stated<'d>(form: &Side<'d>) -> Vec<Stated<'d>> {
    let mut stated = Vec::new();
    let document = form.context.document;
    for table in &document.tables {
        let mut header: &[Cell] = &[];
        for row in &table.rows {
            if row.header || is_header(form, row) {
                header = &row.cells;
                continue;
            }
            stated.extend(form.context.knowledge.corpus.measures.iter().filter_map(|measure| measured(form, table, header, row, measure)));
            stated.extend(indicator(form, header, row));
        }
    }
    stated
}

/// A row that names columns: the execution of the budget has one of its own in the middle of the form.
fn is_header(form: &Side<'_>, row: &Row) -> bool {
    let knowledge = &form.context.knowledge.corpus;
    let columns = knowledge.measures.iter().flat_map(|measure| &measure.columns);
    let known = |cell: &Cell| columns.clone().any(|name| squeezed(form, cell.span) == **name);
    row.cells.iter().filter(|cell| known(cell)).count() >= 2
}

fn measured<'d>(form: &Side<'d>, table: &Table, header: &[Cell], row: &Row, measure: &'d Measure) -> Option<Stated<'d>> {
    row.cells.iter().find(|cell| measure.rows.contains(&squeezed(form, cell.span)))?;
    let column = column(form, header, &measure.columns);
    let numbers: Vec<&Cell> = row.cells.iter().filter(|cell| form.figure(cell.span).is_some()).collect();
    let cell = match (measure.unit, column) {
        // The row of the total has no cells between its name and its points.
        (Counted::Score, _) => numbers.last().copied().filter(|_| numbers.len() == 2)?,
        (Counted::Money, Some(column)) => numbers.iter().copied().find(|cell| cell.column == column)?,
        (Counted::Money, None) => return None,
    };
    let figure = form.figure(cell.span)?;
    let quantity = match (measure.unit, figure.quantity.unit.dimension) {
        (Counted::Money, Dimension::Plain) => {
            Quantity { unit: Unit { dimension: Dimension::Money, exponent: exponent(form, table)? }, ..figure.quantity }
        }
        (Counted::Score, Dimension::Plain) => Quantity { unit: Unit { dimension: Dimension::Score, exponent: 0 }, ..figure.quantity },
        (Counted::Money, Dimension::Money) | (Counted::Score, Dimension::Score) => figure.quantity,
        (Counted::Money | Counted::Score, _) => return None,
    };
    Some(Stated { name: &measure.name, name_at: None, quantity, span: figure.span, target: None, measure: Some(measure) })
}

/// The power of ten of the yuan in which a table counts, by what it says in brackets.
fn exponent(form: &Side<'_>, table: &Table) -> Option<i8> {
    let start = table.caption.map_or(table.span.start, |caption| caption.start.min(table.span.start));
    let text = Span { start, end: table.span.end }.of(form.flow());
    let (reader, labels) = (form.context.reader(), &form.context.knowledge.forms.columns.unit_labels);
    let brackets = text.match_indices(['（', '(']).map(|(at, bracket)| at + bracket.len());
    let places = labels.all(text).map(|(_, label)| label.end).chain(brackets);
    let word = |at: usize| text.get(at..)?.trim_start_matches(['：', ':', ' ']).split(['）', ')', ' ', '\n', '|', '，']).next();
    let unit = places.filter_map(word).filter_map(|word| reader.unit(word)).find(|unit| unit.dimension == Dimension::Money);
    unit.map(|unit| unit.exponent)
}

fn indicator<'d>(form: &Side<'d>, header: &[Cell], row: &Row) -> Option<Stated<'d>> {
    let words = &form.context.knowledge.corpus.indicators;
    let cell = |names: &[String]| {
        let column = column(form, header, names)?;
        row.cells.iter().find(|cell| cell.column == column && !cell.span.is_empty())
    };
    let (name, actual) = (cell(&words.names)?, cell(&words.actual)?);
    let figure = form.figure(actual.span)?;
    let target = cell(&words.target).and_then(|cell| form.figure(cell.span)).map(|figure| figure.quantity);
    let text: &'d str = name.span.of(form.flow());
    Some(Stated { name: text, name_at: Some(name.span), quantity: figure.quantity, span: figure.span, target, measure: None })
}

fn column(form: &Side<'_>, header: &[Cell], names: &[String]) -> Option<u16> {
    let found = names.iter().find_map(|name| header.iter().find(|cell| squeezed(form, cell.span) == *name));
    found.map(|cell| cell.column)
}

/// The first figure of the report under the same name; none when the name fits several values of the form.
fn mention<'s>(report: &'s Side<'_>, one: &Stated<'_>, all: &[Stated<'_>]) -> Option<&'s Term> {
    let terms = report.context.skeleton().passages.iter().flat_map(|passage| &passage.sequences).flat_map(|sequence| &sequence.terms);
    let planned = &report.context.knowledge.corpus.planned;
    let fits = |term: &Term, one: &Stated<'_>| {
        let label = squeezed(report, term.label);
        let result = !planned.iter().any(|word| label.contains(word.as_str()));
        let unit = term.quantity.unit.dimension == one.quantity.unit.dimension;
        result && unit && named(&label, one, report) && !one.target.is_some_and(|target| alike(&target, &term.quantity))
    };
    let found = terms.into_iter().find(|term| fits(term, one))?;
    (all.iter().filter(|other| fits(found, other)).count() == 1).then_some(found)
}

/// Whether the words before a figure name the measure or the indicator.
fn named(label: &str, one: &Stated<'_>, side: &Side<'_>) -> bool {
    if let Some(measure) = one.measure {
        return measure.labels.iter().any(|word| label.ends_with(word.as_str()));
    }
    let name: String = one.name.split_whitespace().collect();
    let endings = &side.context.knowledge.corpus.indicators.endings;
    let core = endings.iter().find_map(|ending| name.strip_suffix(ending.as_str())).unwrap_or(&name);
    let label = endings.iter().find_map(|ending| label.strip_suffix(ending.as_str())).unwrap_or(label);
    label.chars().count() >= 4 && core.chars().count() >= 4 && (core.starts_with(label) || label.ends_with(core))
}

fn has(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text == word)
}

fn squeezed(side: &Side<'_>, span: Span) -> String {
    span.of(side.flow()).split_whitespace().collect()
}
