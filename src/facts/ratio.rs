//! Rates that are stated beside what they are made of: 预算260万元，支出248.30万元，执行率95.5%.
//!
//! Rows of forms give facts of the same kind.

use super::prose::{Mention, Name, Prose};
use super::quotient::{self, Near, Operands, Quotient, Search};
use super::sheet::Num;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::measures::{MeasureId, Measures, Of, Role};
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Unit};
use crate::text::Span;
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
    rows(context, facts);
    columns(context, facts);
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
            known.extend(of_these(context, &search, at).or_else(|| of_planned(&search, at)));
        }
        let told = !known.is_empty();
        known.retain(|reading| !is_of_others(&search, at, rate, reading));
        let (readings, how) = if told { (known, Known::Worded) } else { (search.pairs(at), Known::Guessed) };
        if !readings.is_empty() {
            stated(facts, &search, at, rate, (&readings, how), measures);
        }
    }
}

/// Whether the figures of a reading are told for something else: they make exactly a rate before this (满意111人，满意度92.50%，其中对质量的满意率为95%), or
/// a total stands between them and this rate that they leave out (合计282人，满意度94%).
fn is_of_others(search: &Search<'_, '_>, at: usize, rate: &Mention, reading: &Quotient) -> bool {
    let prose = search.prose;
    let ([part], [base]) = (reading.numerators.as_slice(), reading.denominators.as_slice()) else { return false };
    let (Some(above), Some(below)) = (quotient::elsewhere::value(prose, *part), quotient::elsewhere::value(prose, *base)) else {
        return false;
    };
    let own =
        |other: &Mention| search.is_stated(other) && other.label != rate.label && quotient::elsewhere::is_printed(above, below, other);
    let total = |other: &Mention| {
        other.sentence == rate.sentence && other.roles.has(Role::Total) && prose.get(*part).is_some_and(|part| other.is_like(part))
    };
    let before = at.checked_sub(1).filter(|before| before != part && before != base);
    before.and_then(|before| prose.get(before)).is_some_and(total)
        || (prose.period(at).start..at).filter_map(|other| prose.get(other)).any(own)
}

/// 资金全部到位，到位率100%: the words before the rate say that it is of the whole, and no figure beside it says of which part.
fn is_said_in_full(search: &Search<'_, '_>, at: usize, rate: &Mention, measures: &Measures) -> bool {
    let prose = search.prose;
    let Name::Rate(id) = rate.name else { return false };
    let Some(known) = measures.rate(id).filter(|_| rate.quantity.base() == Ok(Decimal::ONE)) else { return false };
    let numerator = |id: Option<MeasureId>| id.is_some_and(|id| known.numerators.contains(&id));
    let sentence = prose.sentence(at);
    let start = at.checked_sub(1).filter(|before| sentence.contains(before)).and_then(|before| prose.get(before));
    let from = start.map_or_else(|| rate.paragraph.start, |before| before.span.end);
    let words = prose.words(Span { start: from, end: rate.head.start.max(from) });
    let clause = words.rsplit(['。', '；', '\n']).next().unwrap_or("");
    let mut all = false;
    let said = measures.find(clause).any(|(_, word)| {
        all |= word.roles.has(Role::Entire);
        all && numerator(word.money)
    });
    said && !sentence.filter_map(|other| prose.get(other)).any(|other| numerator(other.measure()))
}

/// 5个乡镇中4个按期通水，按期率80%: the second count is said to be of the first.
fn of_these(context: &Context<'_>, search: &Search<'_, '_>, at: usize) -> Option<Quotient> {
    of_two(search, at, |_, below, above| {
        let words = search.prose.words(Span { start: below.span.end, end: above.span.start.max(below.span.end) });
        context.knowledge.connectors.ends_inside(words).is_some()
    })
}

/// 计划招募520名，报到503名，到岗率96.73%: of work, the first count planned, the second not.
fn of_planned(search: &Search<'_, '_>, at: usize) -> Option<Quotient> {
    of_two(search, at, |rate, below, above| {
        // Planned and done stand in two clauses, not in one list of what was planned.
        let planned = below.is_aim_word() && !above.is_aim() && above.place == 0 && above.clause > below.clause;
        let own = rate.sentence == above.sentence && rate.clause <= above.clause + 1 && rate.depth == above.depth;
        planned && own && !above.is_change()
    })
}

/// The only two counts of the sentence before a rate, the second in the first, when they fit and make about that rate.
fn of_two(search: &Search<'_, '_>, at: usize, fit: impl Fn(&Mention, &Mention, &Mention) -> bool) -> Option<Quotient> {
    let prose = search.prose;
    let rate = prose.get(at)?;
    let count = |other: &usize| prose.get(*other).is_some_and(|other| matches!(other.quantity.unit.dimension, Dimension::Count(_)));
    let before: Vec<usize> = (prose.sentence(at).start..at).filter(count).collect();
    let [base, part] = before.as_slice() else { return None };
    let (below, above) = (prose.get(*base)?, prose.get(*part)?);
    let plain = below.is_plain() && above.is_plain() && above.is_like(below) && !below.is_zero();
    let meant = plain && fit(rate, below, above) && quotient::is_about(above, below, rate);
    meant.then(|| Quotient::of(*part, *base, quotient::Near::Sentence))
}

/// A rate whose name says nothing of its figures: 应参加200人，实际参加184人，参训率92%.
fn completed(search: &Search<'_, '_>, at: usize, measures: &Measures) -> Vec<Quotient> {
    let Some(completion) = measures.rate_of(Of::Work) else { return Vec::new() };
    search.counts(at, Operands { numerators: &completion.numerators, denominators: &completion.denominators, added: &[] }, false)
}

/// The rows of forms: 全年预算数, 全年执行数, 执行率.
fn rows<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let funds = context.forms().iter().filter_map(|form| form.funding.as_ref()).flat_map(|funding| &funding.rows);
    for fund in funds {
        let (Some(rate), Some(executed)) = (fund.rate, fund.executed) else { continue };
        // A form defines its rate by the adjusted budget where it has one.
        let bases: Vec<Num> = fund.adjusted.or(fund.initial).into_iter().collect();
        if rate.quantity.unit.dimension != Dimension::Ratio || bases.is_empty() {
            continue;
        }
        let readings = bases.iter().map(|base| Value::Fact(quotient::tabled(facts, money(executed), money(*base)))).collect();
        let repairs = quotient::tabled_repairs(facts, &context.document.flow.text, rate, executed, &bases);
        push(
            facts,
            Ratio {
                name: fund.label,
                measure: Cow::Borrowed("execution"),
                rate: Value::Number(rate.quantity, Some(rate.span)),
                span: fund.label.1.to(rate.span),
                readings: Value::List(readings),
                qualified: false,
                tabled: true,
                guessed: false,
                repairs,
                amounts: Value::List(Vec::new()),
            },
        );
    }
}

/// Columns of tables that most rows show to be the quotient of two others.
fn columns<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for reckoned in super::columns::rates(context) {
        let (rate, part, base) = (reckoned.cell, counted(reckoned.first), counted(reckoned.second));
        let readings = Value::List(vec![Value::Fact(quotient::tabled(facts, part, base))]);
        let repairs = quotient::tabled_repairs(facts, &context.document.flow.text, rate, part, &[base]);
        push(
            facts,
            Ratio {
                name: reckoned.name,
                measure: Cow::Borrowed("rate"),
                rate: Value::Number(rate.quantity, Some(rate.span)),
                span: rate.span,
                readings,
                qualified: false,
                tabled: true,
                guessed: false,
                repairs,
                amounts: Value::List(Vec::new()),
            },
        );
    }
}

/// A bare number of a table as something that a rate can be of; it may be rounded when it shows decimals.
pub(super) fn counted(number: Num) -> Num {
    let unit = if number.quantity.unit == Unit::PLAIN { Unit::YUAN } else { number.quantity.unit };
    let mode = if number.quantity.decimals > 0 { Mode::Rounded } else { number.quantity.mode };
    Num { quantity: Quantity { unit, mode, ..number.quantity }, ..number }
}

/// An amount of a form that names no unit.
pub(super) fn money(number: Num) -> Num {
    let plain = number.quantity.unit == Unit::PLAIN;
    let unit = if plain { Unit::YUAN } else { number.quantity.unit };
    let mode = if plain { Mode::Rounded } else { number.quantity.mode };
    Num { quantity: Quantity { unit, mode, ..number.quantity }, ..number }
}

fn readings(search: &Search<'_, '_>, at: usize, rate: &Mention, measures: &Measures) -> Vec<Quotient> {
    let known = match rate.name {
        Name::Rate(id) => measures.rate(id),
        Name::Stem | Name::Unknown | Name::Measure(_) => None,
    };
    let Some(known) = known else {
        let named = search.counts(at, Operands::default(), true);
        return if named.is_empty() { completed(search, at, measures) } else { named };
    };
    let operands = Operands { numerators: &known.numerators, denominators: &known.denominators, added: &known.added };
    let counts = search.counts(at, operands, !known.exceeds);
    if !counts.is_empty() {
        return counts;
    }
    let nearby = search.nearby(at, &search.counted_as(at, operands));
    if !nearby.is_empty() {
        return nearby;
    }
    // A rate of work is also one of money (投资完成率), but only where the amounts stand beside it.
    let first = known.numerators.first().and_then(|&id| measures.measure(id));
    if is_of_things(search, at, rate) {
        return Vec::new();
    }
    let reach = if first.is_some_and(|first| first.money) { Near::Document } else { Near::Sentence };
    let mut readings = search.money(at, operands, reach);
    if let Some(near) = readings.first().map(|reading| reading.near) {
        readings.extend(search.unnamed(at, near));
    }
    if readings.is_empty() && search.is_of_several(at, rate) {
        return readings;
    }
    if readings.is_empty() && first.is_some_and(|first| first.money) {
        let rests: Vec<MeasureId> = measures.remainders.iter().filter(|rest| !rest.grows).map(|rest| rest.of).collect();
        readings.extend(search.with_rest(at, operands, &rests));
    }
    if readings.is_empty() {
        readings = search.only(at, operands);
    }
    readings
}

/// 8个县中6个执行率达到100%: the rate of each of some things, and of no money that is told.
fn is_of_things(search: &Search<'_, '_>, at: usize, rate: &Mention) -> bool {
    let before = at.checked_sub(1).and_then(|before| search.prose.get(before));
    before.is_some_and(|before| {
        matches!(before.quantity.unit.dimension, Dimension::Count(_)) && before.clause == rate.clause && before.depth == rate.depth
    })
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
    base.is_some_and(|base| !settled(base) && cut(base)) || prose.has(rate, Role::Qualifying)
}
