//! A small report and the facts of it, put together by hand.

use crate::expr::{Datum, Fuel, Scope, Ty, compile, show};
use crate::quantity::{Dimension, Hedge, Mode, Quantity, Unit};
use crate::schema::{Days, FactId, Field, Shape, Store, Type, Value};
use crate::text::Span;
use jiff::civil::date;
use std::borrow::Cow;

const fn field(name: &'static str, ty: Type) -> Field {
    Field { name, ty, zh: "", en: "" }
}

static AMOUNT: &[Field] = &[field("label", Type::Text), field("value", Type::Number), field("partial", Type::Truth)];

static EXECUTION: &[Field] = &[
    field("label", Type::Text),
    field("budget", Type::Number),
    field("spent", Type::Number),
    field("rate", Type::Number),
    field("reason", Type::Text),
    field("started", Type::Date),
    field("ended", Type::Date),
    field("parts", Type::List(&Type::Fact("amount"))),
    field("people", Type::Number),
    field("months", Type::Number),
    field("about", Type::Number),
    field("main", Type::Fact("amount")),
];

pub(super) static SCHEMA: &[Shape] = &[Shape { name: "execution", fields: EXECUTION }, Shape { name: "amount", fields: AMOUNT }];

pub(super) const TEXT: &str = "道路养护费预算120万元，实际支出113.4万元，执行率94%。其中：人工费60万元，材料费40.4万元，机械费13万元。\
    工期2023年3月至2023年11月15日，聘请养护员12人，每人每月4次，共约600次。";

pub(super) struct Report {
    facts: Vec<(u16, Span, Vec<Value<'static>>)>,
    by_kind: [Vec<FactId>; 2],
}

impl Store for Report {
    fn of(&self, kind: u16) -> &[FactId] {
        self.by_kind.get(usize::from(kind)).map(Vec::as_slice).unwrap_or_default()
    }

    fn value(&self, fact: FactId, field: u16) -> &Value<'_> {
        &self.facts[fact.0 as usize].2[usize::from(field)]
    }

    fn span(&self, fact: FactId) -> Span {
        self.facts[fact.0 as usize].1
    }

    fn text(&self) -> &str {
        TEXT
    }
}

impl Report {
    pub(super) fn new() -> Report {
        let mut report = Report { facts: Vec::new(), by_kind: Default::default() };
        let parts = [("人工费", "60万元"), ("材料费", "40.4万元"), ("机械费", "13万元")];
        let parts = parts.map(|(label, value)| {
            let values = vec![text(label), number(value), Value::Truth(label == "机械费")];
            Value::Fact(report.push(1, place(label).to(place(value)), values))
        });
        let dates =
            [Days { first: date(2023, 3, 1), last: date(2023, 3, 31) }, Days { first: date(2023, 11, 15), last: date(2023, 11, 15) }];
        let values = vec![
            text("道路养护费"),
            number("120万元"),
            number("113.4万元"),
            number("94%"),
            Value::Missing,
            Value::Date(dates[0], Some(place("2023年3月"))),
            Value::Date(dates[1], Some(place("2023年11月15日"))),
            Value::List(parts.to_vec()),
            number("12人"),
            number("4次"),
            number("约600次"),
            parts[0].clone(),
        ];
        report.push(0, place("道路养护费").to(place("94%")), values);
        report
    }

    fn push(&mut self, kind: u16, span: Span, values: Vec<Value<'static>>) -> FactId {
        let id = FactId(self.facts.len() as u32);
        self.facts.push((kind, span, values));
        self.by_kind[usize::from(kind)].push(id);
        id
    }

    /// The execution: `it` of the examples.
    pub(super) fn it(&self) -> FactId {
        self.by_kind[0][0]
    }

    /// What an expression comes to, or what is wrong with it.
    pub(super) fn ask(&self, source: &str) -> String {
        let scope = scope();
        let program = match compile(source, &scope, None) {
            Ok(program) => program,
            Err(mistake) => return format!("{}: {}", mistake.span.of(source), mistake.message.en),
        };
        match program.value(self, &[Datum::Fact(self.it())], &mut Fuel::new(10_000)) {
            Datum::Unknown(reason) => format!("unknown: {}", reason.name()),
            Datum::Truth(crate::quantity::Verdict::NotChecked(reason)) => format!("not checked: {}", reason.name()),
            value => show(&value, self).into_owned(),
        }
    }
}

/// `it` and a threshold.
pub(super) fn scope() -> Scope<'static> {
    let scope = Scope::new(SCHEMA).bind("it", Ty::fact(0));
    scope.alias("threshold", "80%").and_then(|scope| scope.alias("listed", "sum(x in it.parts: x.value)")).expect("the aliases compile")
}

fn text(words: &'static str) -> Value<'static> {
    Value::Text(Cow::Borrowed(words), Some(place(words)))
}

fn number(printed: &str) -> Value<'static> {
    let digits = printed.trim_start_matches('约').trim_end_matches(|char: char| !char.is_ascii_digit());
    let value: crate::quantity::Decimal = digits.parse().expect("a figure of the report");
    let (dimension, exponent, mode) = match printed.chars().last() {
        Some('元') => (Dimension::Money, 4, Mode::Rounded),
        Some('%') => (Dimension::Ratio, -2, Mode::Rounded),
        Some('人') => (Dimension::Count(0), 0, Mode::Exact),
        _ => (Dimension::Count(1), 0, Mode::Exact),
    };
    let mode = if printed.starts_with('约') { Mode::Hedged(Hedge::About) } else { mode };
    let quantity = Quantity { value, decimals: value.scale() as u8, unit: Unit { dimension, exponent }, mode };
    Value::Number(quantity, Some(place(printed)))
}

fn place(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the report");
    Span::new(start, start + words.len())
}
