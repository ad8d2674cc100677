//! What one figure is of another: 中央资金4410万元，占总投资的70%; 完成年度预算的98%.

mod joint;
mod part;
mod stem;
mod table;
mod whole;
mod words;

use super::growth::is_bounded;
use super::prose::{Mention, Prose};
use super::quotient::{self, Quotient, Search};
use super::ratio::counted;
use super::{Context, Facts, Field, Kind, Type, Value, fiscal_year};
use crate::data::Knowledge;
use crate::data::connectors::Connectors;
use crate::data::measures::{Measures, Role};
use crate::quantity::{Dimension, Unit};
use crate::text::Span;
use std::borrow::Cow;
use std::cell::OnceCell;
use table::Named;
use words::Words;

/// A stated share with the ways to make it up.
pub static SHARE: Kind = Kind {
    name: "share",
    zh: "文中给出的占比及其可能的算法",
    en: "a stated share and the ways to make it up",
    fields: &[
        Field { name: "whole", ty: Type::Text, zh: "所占的总体，原文", en: "what it is a share of, in the words of the report" },
        Field { name: "rate", ty: Type::Number, zh: "占比", en: "the share" },
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
        quotient::AMOUNTS,
    ],
    uses: &["ratio", "report"],
    extract: Some(extract),
};

/// More readings than these say nothing more.
const READINGS: usize = 8;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let Knowledge { measures, connectors, .. } = context.knowledge;
    let reader = Reader { prose, measures, connectors, totals: prose.totals(), rows: OnceCell::new(), search: OnceCell::new() };
    tabled(context, facts);
    let mut open: Vec<Open> = Vec::new();
    let mut known: Vec<Quotient> = Vec::new();
    for (at, rate) in prose.mentions.iter().enumerate().filter(|(_, rate)| is_share(rate)) {
        match reader.read(at, rate) {
            Some(Read::Whole(words, readings)) => {
                known.extend(readings.iter().filter(|reading| reading.near < quotient::Near::Document).cloned());
                reader.push(facts, rate, words, &readings, &reader.others(at, words, &readings));
            }
            Some(Read::Open(share)) => open.push(share),
            None => reader.between_rows(context, facts, rate),
        }
    }
    for share in &open {
        let shared = reader.shared(share, &open);
        let readings = if shared.is_empty() { reader.guessed(share, &known) } else { shared };
        if let Some(rate) = prose.get(share.at).filter(|_| !readings.is_empty()) {
            // Shares of the same whole that are right leave no other to be meant.
            reader.push(facts, rate, share.words, &readings, &[]);
        }
    }
}

/// Columns of tables that most rows show to be shares of the total of another.
fn tabled<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for reckoned in super::columns::shares(context) {
        let readings = Value::List(vec![Value::Fact(quotient::tabled(facts, counted(reckoned.first), counted(reckoned.second)))]);
        let (name, place) = reckoned.name;
        let values = vec![
            Value::Text(Cow::Borrowed(name), Some(place)),
            Value::Number(reckoned.cell.quantity, Some(reckoned.cell.span)),
            readings,
            Value::Truth(false),
            Value::List(Vec::new()),
        ];
        facts.push(&SHARE, reckoned.cell.span, values);
    }
}

/// What a share is read as.
enum Read {
    /// Of a whole, by the words that name it, in one way or several.
    Whole(Words, Vec<Quotient>),
    /// Of a whole that only other shares can tell.
    Open(Open),
}

/// A share that no word ties to its whole.
struct Open {
    at: usize,
    part: usize,
    words: Words,
}

fn is_share(rate: &Mention) -> bool {
    let changed = rate.roles.any(&[Role::Up, Role::Down]) || rate.roles.has(Role::Previous) && rate.quantity.unit != Unit::RATIO;
    let plain = rate.is_plain() || is_bounded(rate) && !rate.roles.any(&[Role::Each, Role::Target]);
    rate.quantity.unit.dimension == Dimension::Ratio && plain && !rate.aim && !changed
}

struct Reader<'p, 'a> {
    prose: Prose<'p, 'a>,
    measures: &'p Measures,
    connectors: &'p Connectors,
    totals: Vec<usize>,
    /// The names of the rows of all sheets, from the first share that asks for them on.
    rows: OnceCell<Vec<Named<'a>>>,
    /// The figures to be searched for what a share of a plan is of, from the first such share on.
    search: OnceCell<Search<'p, 'a>>,
}

impl<'a> Reader<'_, 'a> {
    fn read(&self, at: usize, rate: &Mention) -> Option<Read> {
        let nothing = Span { start: rate.head.end, end: rate.head.end };
        let unnamed = Words { subject: nothing, whole: nothing };
        if rate.roles.has(Role::Previous) {
            return self.multiple(at, rate).map(|readings| Read::Whole(unnamed, readings));
        }
        let told = self.beside(at, rate).or_else(|| self.in_brackets(at, rate)).or_else(|| self.instalment(at, rate));
        let beside = told.map(|reading| vec![reading]);
        if let Some(readings) = beside.or_else(|| self.completed(at, rate)) {
            return Some(Read::Whole(unnamed, readings));
        }
        if let Some((part, words)) = self.levied(at, rate) {
            return Some(Read::Whole(words, self.readings(part, words)));
        }
        if let Some(reading) = self.restated(at, rate).or_else(|| self.latter(at, rate)) {
            return Some(Read::Whole(unnamed, vec![reading]));
        }
        let list = self.list(at, rate);
        let Some(words) = self.prose.get(list.start).and_then(|first| self.words(first)) else {
            let part = self.bracketed(at, rate).map(|part| Open { at, part, words: unnamed });
            return part.or_else(|| self.leading(at, rate)).map(Read::Open);
        };
        if let Some(readings) = self.joint(at, words).filter(|_| list.len() == 1) {
            return (!readings.is_empty()).then_some(Read::Whole(words, readings));
        }
        let parts = if list.len() > 1 { self.counterparts(&list) } else { Vec::new() };
        let part = match list.len() > 1 {
            true => *parts.get(at - list.start)?,
            false => {
                match self.part(at, rate, words).or_else(|| self.behind(at, rate, words)).or_else(|| self.stemmed(at, rate, words.subject))
                {
                    Some(part) => part,
                    None => return self.leading(at, rate).map(Read::Open),
                }
            }
        };
        let mut readings = self.every(rate, part, words);
        if list.len() > 1 && words.whole.is_empty() {
            // 甲30人、乙20人，分别占60%和40%: no figure of the list is the whole of another.
            readings.retain(|reading| !reading.denominators.iter().any(|whole| parts.contains(whole)));
        }
        if readings.is_empty() && list.len() == 1 && words.whole.is_empty() && !words.subject.is_empty() {
            readings.extend(self.listed(part));
        }
        Some(if readings.is_empty() { Read::Open(Open { at, part, words }) } else { Read::Whole(words, readings) })
    }

    /// The readings of a part by what it belongs to, and of the figures that it is the last of.
    fn every(&self, rate: &Mention, part: usize, words: Words) -> Vec<Quotient> {
        let mut readings = self.readings(part, words);
        // 支出7786万元，其中2020年2944万元、2021年4842万元，占到位资金的96%: the parts stand between.
        if let Some(whole) = self.prose.get(part).and_then(|part| part.whole).filter(|_| !words.whole.is_empty()) {
            readings.extend(self.readings(whole, words));
        }
        if rate.roles.has(Role::Cumulative) {
            readings.extend(self.cumulated(part, &readings));
        }
        readings
    }

    fn readings(&self, part_at: usize, words: Words) -> Vec<Quotient> {
        // 四块合起来: a spoken number of parts is no part itself.
        let spoken = |part: &&Mention| {
            let counted = matches!(part.quantity.unit.dimension, Dimension::Count(_));
            counted && !self.prose.words(part.span).contains(|char: char| char.is_ascii_digit())
        };
        let Some(part) = self.prose.get(part_at).filter(|part| !spoken(part)) else { return Vec::new() };
        let (mut wholes, near) = match words.whole.is_empty() {
            true => self.enclosing(part_at, part),
            false => self.named(part_at, part, words),
        };
        wholes.truncate(READINGS);
        let reading = |whole: usize| Quotient::of(part_at, whole, near);
        wholes.into_iter().filter(|&whole| whole != part_at).map(reading).collect()
    }

    /// A share of one row of a table in another, when no figure of the text tells what it is of.
    fn between_rows(&self, context: &Context<'a>, facts: &mut Facts<'a>, rate: &Mention) {
        let fiscal = fiscal_year(facts);
        let other = rate.year.is_some_and(|year| fiscal.is_some_and(|fiscal| i32::from(year) != fiscal));
        let Some(words) = self.words(rate).filter(|_| rate.place == 0 && !other) else { return };
        let cells = self.cells(context, rate, words);
        if cells.is_empty() {
            return;
        }
        let readings = cells.into_iter().take(READINGS).map(|(part, whole)| quotient::tabled(facts, counted(part), counted(whole)));
        let readings = Value::List(readings.map(Value::Fact).collect());
        let values = vec![
            Value::Text(Cow::Borrowed(self.prose.words(words.whole)), Some(words.whole)),
            Value::Number(rate.quantity, Some(rate.span)),
            readings,
            Value::Truth(self.prose.has(rate, Role::Qualifying)),
            Value::List(Vec::new()),
        ];
        facts.push(&SHARE, rate.head.to(rate.span), values);
    }

    fn push(&self, facts: &mut Facts<'a>, rate: &Mention, words: Words, readings: &[Quotient], others: &[usize]) {
        let prose = self.prose;
        let at = prose.inside(rate.span).start;
        let whole = Some(words.whole).filter(|whole| !whole.is_empty());
        let told = readings.to_vec();
        let readings = quotient::push(facts, prose, readings, others);
        let values = vec![
            whole.map_or(Value::Missing, |whole| Value::Text(Cow::Borrowed(prose.words(whole)), Some(whole))),
            Value::Number(rate.quantity, Some(rate.span)),
            readings,
            Value::Truth(prose.has(rate, Role::Qualifying)),
            if self.list(at, rate).len() > 1 || self.is_told_apart(at, words, &told) {
                Value::List(Vec::new())
            } else {
                quotient::amounts(prose, at)
            },
        ];
        facts.push(&SHARE, rate.head.to(rate.span), values);
    }
}
