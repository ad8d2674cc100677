//! Document → [`Facts`]: what stands in the report, typed, with its place. A fact never says that something is wrong.
//!
//! A kind of fact is one file of this folder and one row of [`KINDS`]. Its fields are declared as data, for the rule
//! language, for `gouji facts` and for the documentation.

pub mod announcement;
pub mod attainment;
pub mod balance;
mod body;
pub mod bracketing;
pub mod breakdown;
pub mod causes;
pub mod cell;
pub mod choice;
pub mod citation;
pub mod claim;
mod columns;
pub mod conclusion;
mod context;
mod damage;
pub mod date;
mod doubled;
pub mod enumeration;
pub mod execution;
pub mod field;
mod firm;
pub mod form;
pub mod frequency;
pub mod fulfilment;
mod glance;
mod goal;
pub mod grade;
pub mod growth;
pub mod indicator;
mod instruction;
mod kind_set;
mod lead;
pub mod measure;
mod near;
pub mod number;
pub mod numbering;
pub mod order;
pub mod output;
pub mod pair;
mod passage;
mod phrases;
pub mod place;
mod placeholder;
pub mod product;
pub mod prose;
pub mod quotient;
pub mod rate;
pub mod ratio;
pub mod recurrence;
pub mod report;
pub mod requirement;
pub mod restatement;
pub mod scheme;
pub mod scoring;
pub mod section;
pub mod share;
pub mod shares;
pub mod sheet;
pub mod signature;
pub mod spending;
pub mod statement;
pub mod sum;
pub mod survey;
pub mod table_sum;
mod term;
pub mod weighing;
pub mod year;

pub use context::Context;
pub use kind_set::KindSet;

pub use crate::schema::{Days, FactId, Field, Type, Value};

use crate::schema::{Shape, Store};
use crate::text::Span;
use rust_decimal::prelude::ToPrimitive;

/// A kind of fact: its name in rules, its fields, and the extractor that finds it.
pub struct Kind {
    /// The name that rules use.
    pub name: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// Its fields, in the order of the values given to [`Facts::push`].
    pub fields: &'static [Field],
    /// The kinds whose facts the extractor reads; for an inner kind, the kind whose extractor pushes it.
    pub uses: &'static [&'static str],
    /// Finds the facts of this kind; none for an inner kind that another extractor pushes.
    pub extract: Option<for<'a> fn(&Context<'a>, &mut Facts<'a>)>,
}

/// A fact: its kind, its place in the flow, its values in the order of the kind's fields.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// An index into [`KINDS`].
    pub kind: u16,
    /// The place in the flow.
    pub span: Span,
    /// One value a field.
    pub values: Vec<Value<'a>>,
}

impl<'a> Fact<'a> {
    /// A value by the name of its field, for extractors that build on the facts of another kind.
    pub fn field(&self, kind: &Kind, name: &str) -> &Value<'a> {
        let at = kind.fields.iter().position(|field| field.name == name);
        at.and_then(|at| self.values.get(at)).unwrap_or(&Value::Missing)
    }
}

/// Runs the extractors of the set, in the order of [`KINDS`].
pub fn extract<'a>(context: &Context<'a>, kinds: &KindSet) -> Facts<'a> {
    extract_each(context, kinds, |_| ())
}

/// The same; `done` hears of every kind when its facts are there.
pub fn extract_each<'a>(context: &Context<'a>, kinds: &KindSet, mut done: impl FnMut(&'static Kind)) -> Facts<'a> {
    let mut facts = Facts::new(&context.document.flow.text);
    for kind in kinds.kinds() {
        if let Some(extract) = kind.extract {
            extract(context, &mut facts);
            done(kind);
        }
    }
    facts
}

/// The fiscal year that the report is on, by the kind `report`.
pub fn fiscal_year(facts: &Facts<'_>) -> Option<i32> {
    let (_, report) = facts.of("report").next()?;
    let kind = KINDS.get(usize::from(report.kind))?;
    let at = kind.fields.iter().position(|field| field.name == "fiscal_year")?;
    match report.values.get(at)? {
        Value::Number(year, _) => year.value.to_i32(),
        Value::Missing | Value::Truth(_) | Value::Text(..) | Value::Date(..) | Value::List(_) | Value::Fact(_) => None,
    }
}

fn is_kind(at: usize, kind: &Kind) -> bool {
    KINDS.get(at).is_some_and(|known| std::ptr::eq(*known, kind))
}

fn position(name: &str) -> Option<usize> {
    KINDS.iter().position(|kind| kind.name == name)
}

/// The facts of one document.
#[derive(Default, Debug)]
pub struct Facts<'a> {
    text: &'a str,
    facts: Vec<Fact<'a>>,
    by_kind: Vec<Vec<FactId>>,
}

/// Every kind of fact, in the order of extraction.
pub static KINDS: &[&Kind] = &[
    &report::REPORT,
    &choice::CHOICE,
    &measure::MEASURE,
    &ratio::RATIO,
    &quotient::QUOTIENT,
    &share::SHARE,
    &growth::GROWTH,
    &growth::CHANGE,
    &balance::BALANCE,
    &balance::FLOW,
    &spending::SPENDING,
    &rate::RATE,
    &survey::SURVEY,
    &recurrence::RECURRENCE,
    &claim::PAYMENT,
    &claim::COMPLETION,
    &fulfilment::FULFILMENT,
    &claim::DEVIATION,
    &sum::SUM,
    &sum::TALLY,
    &sum::PART,
    &sum::SLIP,
    &sum::REPAIR,
    &shares::SHARES,
    &enumeration::ENUMERATION,
    &product::PRODUCT,
    &product::FACTORS,
    &frequency::FREQUENCY,
    &frequency::OCCASIONS,
    &restatement::RESTATEMENT,
    &number::NUMBER,
    &breakdown::BREAKDOWN,
    &field::FIELD,
    &section::SECTION,
    &statement::STATEMENT,
    &requirement::REQUIREMENT,
    &announcement::ANNOUNCEMENT,
    &conclusion::CONCLUSION,
    &signature::SIGNATURE,
    &numbering::NUMBERING,
    &bracketing::BRACKETING,
    &year::YEAR,
    &date::DATE,
    &order::ORDER,
    &output::OUTPUT,
    &citation::CITATION,
    &term::TERM,
    &placeholder::PLACEHOLDER,
    &damage::DAMAGE,
    &instruction::INSTRUCTION,
    &doubled::DOUBLED,
    &passage::PASSAGE,
    &goal::GOAL,
    &body::BODY,
    &indicator::INDICATOR,
    &indicator::MARK,
    &execution::EXECUTION,
    &weighing::WEIGHING,
    &scheme::SCHEME,
    &scoring::SCORING,
    &cell::ROW,
    &table_sum::TABLE_SUM,
    &attainment::ATTAINMENT,
    &grade::GRADE,
    &grade::RESTATED,
    &pair::PAIR,
    &pair::COUNTERPART,
];

/// The kinds as the rule language sees them, in the order of [`KINDS`].
pub fn schema() -> Vec<Shape> {
    KINDS.iter().map(|kind| Shape { name: kind.name, fields: kind.fields }).collect()
}

impl<'a> Facts<'a> {
    /// No facts yet, of a document with the given flow.
    pub fn new(text: &'a str) -> Self {
        Facts { text, facts: Vec::new(), by_kind: vec![Vec::new(); KINDS.len()] }
    }

    /// Adds a fact; `values` in the order of the kind's fields.
    pub fn push(&mut self, kind: &Kind, span: Span, values: Vec<Value<'a>>) -> FactId {
        debug_assert_eq!(values.len(), kind.fields.len(), "{}: one value a field", kind.name);
        let id = FactId(self.facts.len() as u32);
        // Facts of one kind come one behind the other.
        let last = self.facts.last().map(|fact| usize::from(fact.kind)).filter(|&at| is_kind(at, kind));
        let kind = last.or_else(|| (0..KINDS.len()).find(|&at| is_kind(at, kind))).unwrap_or(usize::MAX);
        self.facts.push(Fact { kind: kind as u16, span, values });
        if let Some(ids) = self.by_kind.get_mut(kind) {
            ids.push(id);
        }
        id
    }

    /// A fact by its id.
    pub fn get(&self, id: FactId) -> &Fact<'a> {
        &self.facts[id.0 as usize]
    }

    /// The facts of one kind, in order of extraction.
    pub fn of(&self, kind: &str) -> impl Iterator<Item = (FactId, &Fact<'a>)> {
        let kind = KINDS.iter().position(|known| known.name == kind);
        let ids = kind.and_then(|at| self.by_kind.get(at)).map(Vec::as_slice).unwrap_or_default();
        ids.iter().map(|&id| (id, self.get(id)))
    }
}

impl Store for Facts<'_> {
    fn of(&self, kind: u16) -> &[FactId] {
        self.by_kind.get(usize::from(kind)).map(Vec::as_slice).unwrap_or_default()
    }

    fn value(&self, fact: FactId, field: u16) -> &Value<'_> {
        self.facts.get(fact.0 as usize).and_then(|fact| fact.values.get(usize::from(field))).unwrap_or(&Value::Missing)
    }

    fn span(&self, fact: FactId) -> Span {
        self.facts.get(fact.0 as usize).map(|fact| fact.span).unwrap_or_default()
    }

    fn text(&self) -> &str {
        self.text
    }
}
