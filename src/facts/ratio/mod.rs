//! Rates that are stated beside what they are made of: 预算260万元，支出248.30万元，执行率95.5%.
//!
//! Rows of forms give facts of the same kind.

mod behind;
mod formula;
mod readings;
mod record;
mod tabled;

pub(super) use tabled::{counted, money};

use super::prose::{Mention, Name, Prose};
use super::quotient::{self, Quotient, Search};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::measures::{Measures, Rate, Role};
use crate::quantity::Dimension;
use crate::text::Span;
use readings::{is_of_others, is_said_in_full, of_planned, of_these, readings};
use std::borrow::Cow;

/// A stated rate with the ways to make it up.
pub static RATIO: Kind = Kind {
    name: "ratio",
    zh: "文中给出的比率及其可能的算法",
    en: "a stated rate and the ways to make it up",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "文中的名称", en: "its name in the report" },
        Field {
            name: "measure",
            ty: Type::Text,
            zh: "比率种类，见 measures.toml；未列明的为 rate",
            en: "the rate, as in measures.toml; rate when it is known by its ending only",
        },
        Field { name: "rate", ty: Type::Number, zh: "比率", en: "the rate" },
        Field {
            name: "readings",
            ty: Type::List(&Type::Fact("quotient")),
            zh: "可能的算法，最可能的在前",
            en: "the ways to make it up, the most plausible first",
        },
        Field {
            name: "qualified",
            ty: Type::Truth,
            zh: "是否注明另有口径（剔除、不含……）",
            en: "whether the words say that it leaves something out",
        },
        Field { name: "place", ty: Type::Text, zh: "出处：prose、table", en: "where it stands: prose or table" },
        Field {
            name: "guessed",
            ty: Type::Truth,
            zh: "是否仅凭位置推测分子、分母",
            en: "whether no word says of which figures it is made up, so that any two before it are tried",
        },
        Field {
            name: "repairs",
            ty: Type::List(&Type::Fact("repair")),
            zh: "改动一键即相符的写法",
            en: "what the rate would have to be, where that is one keystroke away",
        },
        quotient::AMOUNTS,
    ],
    uses: &["sum"],
    extract: Some(extract),
};

/// A rate as it is stated, wherever it stands.
#[derive(Clone, Debug)]
pub struct Ratio<'a> {
    /// Its name in the report.
    pub name: (&'a str, Span),
    /// The rate in the data.
    pub measure: Cow<'a, str>,
    /// The rate.
    pub rate: Value<'a>,
    /// Where it stands.
    pub span: Span,
    /// Facts of kind `quotient`.
    pub readings: Value<'a>,
    /// Whether it leaves something out.
    pub qualified: bool,
    /// Whether it stands in a table.
    pub tabled: bool,
    /// Whether its figures are known by their place only.
    pub guessed: bool,
    /// Facts of kind `repair`.
    pub repairs: Value<'a>,
    /// The figures of its sentence.
    pub amounts: Value<'a>,
}

/// How the figures of a rate are known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// By words; others near by may be meant, too.
    Worded,
    /// One of two parts in their whole, and nothing else.
    Divided,
    /// By their place only.
    Guessed,
}

/// Adds a rate to the facts.
pub fn push<'a>(facts: &mut Facts<'a>, ratio: Ratio<'a>) {
    let values = vec![
        Value::Text(Cow::Borrowed(ratio.name.0), Some(ratio.name.1)),
        Value::Text(ratio.measure, None),
        ratio.rate,
        ratio.readings,
        Value::Truth(ratio.qualified),
        Value::Text(Cow::Borrowed(if ratio.tabled { "table" } else { "prose" }), None),
        Value::Truth(ratio.guessed),
        ratio.repairs,
        ratio.amounts,
    ];
    facts.push(&RATIO, ratio.span, values);
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    tabled::extract(context, facts);
    let prose = context.prose();
    let measures = &context.knowledge.measures;
    let search = Search::new(prose, &context.knowledge.measures);
    for (at, rate) in prose.mentions.iter().enumerate().filter(|(_, rate)| search.is_stated(rate)) {
        if is_said_in_full(&search, at, rate, measures) {
            continue;
        }
        if let Some(divided) = search.divided(at) {
            stated(facts, &search, at, rate, (&[divided], Known::Divided), measures);
            continue;
        }
        let mut known = readings(&search, at, rate, measures);
        if known.is_empty() {
            let told = of_these(context, &search, at).or_else(|| of_planned(&search, at));
            known.extend(told.or_else(|| behind::behind(&context.knowledge.connectors, &search, at, named(rate, measures))));
        }
        let told = !known.is_empty();
        known.retain(|reading| !is_of_others(&search, at, rate, reading));
        let (readings, how) = if told { (known, Known::Worded) } else { (search.pairs(at), Known::Guessed) };
        if !readings.is_empty() {
            stated(facts, &search, at, rate, (&readings, how), measures);
        }
    }
    record::extract(context, facts);
    formula::extract(context, facts);
}

/// What is known of the rate of this name.
fn named<'m>(rate: &Mention, measures: &'m Measures) -> Option<&'m Rate> {
    match rate.name {
        Name::Rate(id) => measures.rate(id),
        Name::Stem | Name::Unknown | Name::Measure(_) => None,
    }
}

fn stated<'a>(
    facts: &mut Facts<'a>,
    search: &Search<'_, 'a>,
    at: usize,
    rate: &Mention,
    (readings, how): (&[Quotient], Known),
    measures: &'a Measures,
) {
    let prose = search.prose;
    let repairs = quotient::repairs(facts, prose, rate, readings);
    let others = if how == Known::Divided { Vec::new() } else { search.others(at, readings) };
    let qualified = is_qualified(prose, rate, readings, measures);
    let measure = match rate.name {
        Name::Rate(id) => measures.rate(id).map_or("rate", |rate| rate.id.as_str()),
        Name::Stem | Name::Unknown | Name::Measure(_) => "rate",
    };
    let readings = quotient::push(facts, prose, &quotient::told(prose, rate, readings.to_vec()), &others);
    push(
        facts,
        Ratio {
            name: (prose.words(rate.label), rate.label),
            measure: Cow::Borrowed(measure),
            rate: Value::Number(rate.quantity, Some(rate.span)),
            span: rate.label.to(rate.span),
            readings,
            qualified,
            tabled: false,
            guessed: how == Known::Guessed,
            repairs,
            amounts: if how == Known::Divided { Value::List(Vec::new()) } else { quotient::amounts(prose, at) },
        },
    );
}

/// Whether the sentence leaves something out, or the base was cut.
fn is_qualified(prose: Prose<'_, '_>, rate: &Mention, readings: &[Quotient], measures: &Measures) -> bool {
    let base = readings.first().and_then(|reading| reading.denominators.first()).copied();
    // What the budget came to in the end says what is left of it.
    let settled = |base: usize| {
        let measure = prose.get(base).and_then(Mention::measure);
        measures.remainders.iter().any(|remainder| remainder.grows && Some(remainder.of) == measure)
    };
    let cut = |base: usize| prose.block(base).any(|at| prose.get(at).is_some_and(|mention| prose.has(mention, Role::Cut)));
    base.is_some_and(|base| !settled(base) && cut(base))
        || prose.has(rate, Role::Qualifying) && !counts_the_rest(prose, rate, readings, measures)
}

/// 收回120份，剔除残缺的问卷后有效问卷114份，有效率95%: what is left out makes the count of which the rate tells, among all that came
/// back; nothing else in the sentence is said to leave something out.
fn counts_the_rest(prose: Prose<'_, '_>, rate: &Mention, readings: &[Quotient], measures: &Measures) -> bool {
    let Name::Rate(id) = rate.name else { return false };
    let Some(counted) = readings.first().and_then(|reading| prose.get(*reading.numerators.first()?)) else { return false };
    let again = measures
        .rate(id)
        .is_some_and(|known| known.denominators.iter().any(|&of| known.numerators.contains(&of) && counted.is_one_of(&[of])));
    let says = |mention: &Mention| mention.roles.has(Role::Qualifying) || mention.tail.has(Role::Qualifying);
    let own = prose.inside(counted.span).start;
    let others = || prose.sentence(own).filter(|&at| at != own).filter_map(|at| prose.get(at));
    again
        && counted.quantity.unit.dimension != Dimension::Money
        && counted.roles.has(Role::Qualifying)
        && !others().any(|other| other.span > counted.span && says(other) || other.roles.has(Role::Qualifying))
}
