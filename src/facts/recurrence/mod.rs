//! The same money stated twice: for one purpose under one document number, for one purpose in two sections, or for the whole in the text and
//! in the form.

mod cells;
mod cited;
mod indicated;
mod listed;
mod swapped;
mod tabled;
mod twin;

use crate::data::measures::{MeasureId, Measures, Role};
use crate::facts::prose::{Mention, Name, Prose};
use crate::facts::sheet::Num;
use crate::facts::{Context, Facts, Field, Kind, Type, Value, indicator};
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values::{Citation, Values};
use std::borrow::Cow;
use std::collections::HashMap;

/// An amount that is stated twice.
pub static RECURRENCE: Kind = Kind {
    name: "recurrence",
    zh: "同一笔资金前后两次给出的数额",
    en: "an amount of the same money that is stated twice",
    fields: &[
        Field { name: "purpose", ty: Type::Text, zh: "资金名称", en: "the name of the money" },
        Field { name: "first", ty: Type::Number, zh: "前一个数", en: "the first figure" },
        Field { name: "second", ty: Type::Number, zh: "后一个数", en: "the second figure" },
        Field {
            name: "document",
            ty: Type::Text,
            zh: "两处共同的文号；缺失表示凭名称认定",
            en: "the document number that both name; missing when they are known by the purpose alone",
        },
    ],
    uses: &["report"],
    extract: Some(extract),
};

/// A purpose shorter than this, in characters, is a general word.
const SHORT: usize = 4;
/// How far behind a figure the bracket with its document number may stand, in bytes.
const BEHIND: u32 = 6;

/// A statement of an amount for a purpose.
#[derive(Clone, Copy)]
struct Statement<'p> {
    mention: &'p Mention,
    purpose: &'p str,
    /// The document number beside it: issuer, year and serial number.
    document: Option<(&'p str, u16, u32, Span)>,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let measures = &context.knowledge.measures;
    let fiscal = crate::facts::fiscal_year(facts);
    let mut known: HashMap<&str, Vec<Statement<'_>>> = HashMap::new();
    let mut order: Vec<&str> = Vec::new();
    for statement in prose.mentions.iter().filter_map(|mention| statement(prose, context.values, measures, mention)) {
        let list = known.entry(statement.purpose).or_insert_with(|| {
            order.push(statement.purpose);
            Vec::new()
        });
        list.push(statement);
    }
    for purpose in order {
        if let Some(list) = known.get(purpose).filter(|list| list.len() > 1) {
            documented(prose, facts, list);
            named(prose, facts, measures, fiscal, list);
        }
    }
    cited::extract(context, facts);
    swapped::extract(context, facts);
    tabled::extract(context, facts);
    cells::extract(context, facts);
    indicated::extract(context, facts);
    listed::extract(context, facts);
    twin::extract(context, facts);
}

/// An amount whose words name a purpose.
fn statement<'a>(prose: Prose<'_, 'a>, values: &'a Values, measures: &Measures, mention: &'a Mention) -> Option<Statement<'a>> {
    let purpose = prose.words(mention.scope);
    let long = purpose.chars().nth(SHORT - 1).is_some();
    let changed = mention.roles.any(&[Role::Up, Role::Down, Role::Previous, Role::Against, Role::Each, Role::Total, Role::Partial]);
    let plain = mention.quantity.unit.dimension == Dimension::Money && mention.is_plain() && !mention.cell && !changed;
    (long && plain && is_provision(prose, mention, measures)).then(|| Statement {
        mention,
        purpose,
        document: document(prose, values, mention),
    })
}

/// Whether every word before it makes it money provided: neither spent nor left over, nor a budget before or after adjustment.
fn is_provision(prose: Prose<'_, '_>, mention: &Mention, measures: &Measures) -> bool {
    let provided = |id: MeasureId| measures.measure(id).is_some_and(|measure| measure.provision);
    let named = matches!(mention.name, Name::Measure(id) if provided(id));
    named && measures.find(prose.words(mention.head)).filter_map(|(_, word)| word.money).all(provided)
}

/// The document number in the words before a figure, or in the bracket behind it.
fn document<'a>(prose: Prose<'_, 'a>, values: &'a Values, mention: &Mention) -> Option<(&'a str, u16, u32, Span)> {
    let end = mention.span.end;
    let beside =
        |citation: &&Citation| mention.head.contains(citation.span) || (citation.span.start >= end && citation.span.start <= end + BEHIND);
    let at = values.citations.partition_point(|citation| citation.span.start < mention.head.start);
    let citation = values.citations.get(at..)?.iter().take(4).find(beside)?;
    Some((prose.words(citation.issuer?), citation.year?, citation.serial?, citation.number.unwrap_or(citation.span)))
}

/// Statements under one document number.
fn documented<'a>(prose: Prose<'_, 'a>, facts: &mut Facts<'a>, list: &[Statement<'_>]) {
    let key = |statement: &Statement<'_>| statement.document.map(|(issuer, year, serial, _)| (issuer.to_owned(), year, serial));
    let mut first: HashMap<_, Statement<'_>> = HashMap::new();
    for statement in list {
        let Some(key) = key(statement) else { continue };
        match first.get(&key) {
            Some(known) if known.mention.block != statement.mention.block => push(prose, facts, known, statement),
            Some(_) => {}
            None => drop(first.insert(key, *statement)),
        }
    }
}

/// Two statements in two sections, each the only one in its own, neither with a document number nor with words for whose money it is.
fn named<'a>(prose: Prose<'_, 'a>, facts: &mut Facts<'a>, measures: &Measures, fiscal: Option<i32>, list: &[Statement<'_>]) {
    let [first, second] = list else { return };
    let year = |statement: &Statement<'_>| statement.mention.year.map(i32::from).or(fiscal);
    let apart = first.mention.section != second.mention.section && year(first) == year(second);
    let bare = |statement: &Statement<'_>| {
        let head = prose.words(statement.mention.head).replace(statement.purpose, "");
        statement.document.is_none()
            && !statement.mention.part
            && !statement.mention.roles.has(Role::Part)
            && !measures.levels.iter().any(|level| head.contains(level.as_str()))
    };
    if apart && bare(first) && bare(second) {
        push(prose, facts, first, second);
    }
}

fn push<'a>(prose: Prose<'_, 'a>, facts: &mut Facts<'a>, first: &Statement<'_>, second: &Statement<'_>) {
    let text = |span: Span| Value::Text(Cow::Borrowed(prose.words(span)), Some(span));
    let document = first.document.zip(second.document).map_or(Value::Missing, |((.., span), _)| text(span));
    let values = vec![text(second.mention.scope), number(first.mention), number(second.mention), document];
    facts.push(&RECURRENCE, second.mention.scope.to(second.mention.span), values);
}

fn num(mention: &Mention) -> Num {
    Num { quantity: mention.quantity, span: mention.span }
}

fn number<'a>(mention: &Mention) -> Value<'a> {
    indicator::number(Some(num(mention)))
}

/// Adds two figures that are told under one name, the one that stands first as the first.
fn twice<'a>(facts: &mut Facts<'a>, name: &'a str, at: Span, figures: [Num; 2]) {
    let [mut first, mut second] = figures;
    if second.span < first.span {
        std::mem::swap(&mut first, &mut second);
    }
    let number = |num: Num| indicator::number(Some(num));
    let name = Value::Text(Cow::Borrowed(name), Some(at));
    facts.push(&RECURRENCE, second.span, vec![name, number(first), number(second), Value::Missing]);
}
