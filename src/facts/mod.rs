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
mod contents;
mod context;
mod damage;
pub mod date;
pub mod deduction;
mod doubled;
mod entry;
pub mod enumeration;
pub mod execution;
mod families;
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
mod items;
mod kind_set;
mod lead;
pub mod measure;
mod near;
pub mod number;
pub mod numbering;
pub mod order;
pub mod output;
pub mod pair;
mod paired;
mod passage;
mod phrases;
pub mod place;
mod placeholder;
pub mod product;
pub mod product_sum;
pub mod prose;
pub mod quotient;
pub mod rate;
pub mod ratio;
pub mod record;
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
mod store;
pub mod sum;
pub mod survey;
pub mod table_sum;
mod term;
mod told;
pub mod weighing;
pub mod year;

pub use context::Context;
pub use families::{Family, extract, extract_each, in_families};
pub use kind_set::KindSet;
pub use paired::values;
pub use store::Facts;

pub use crate::schema::{Days, FactId, Field, Type, Value};

use crate::schema::Shape;
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

fn position(name: &str) -> Option<usize> {
    KINDS.iter().position(|kind| kind.name == name)
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
    &claim::DEVIATION,
    &fulfilment::FULFILMENT,
    &sum::SUM,
    &sum::TALLY,
    &sum::PART,
    &sum::SLIP,
    &sum::REPAIR,
    &shares::SHARES,
    &enumeration::ENUMERATION,
    &product::PRODUCT,
    &product::FACTORS,
    &product_sum::PRODUCT_SUM,
    &product_sum::SUMMAND,
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
    &deduction::DEDUCTION,
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
