//! How often something is done for each, and how often it is said to have been done: 321名，每人每月1次以上，约3500次.

use super::near::shares_word;
use super::product::unit_of;
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::connectors::{Mark, Role};
use crate::data::rates::{Basis, Period};
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Unit};
use crate::skeleton::{self, Passage, Sequence, Term, parted};
use crate::syntax::Layout;
use crate::text::Span;
use crate::values;

/// A frequency for each, and the count that is stated beside it.
pub static FREQUENCY: Kind = Kind {
    name: "frequency",
    zh: "频次与总次数",
    en: "a frequency and the stated count",
    fields: &[
        Field { name: "times", ty: Type::Number, zh: "每期次数", en: "how often in a period" },
        Field {
            name: "readings",
            ty: Type::List(&Type::Fact("occasions")),
            zh: "可能的对应",
            en: "the plausible pairs of those served and the count",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// Those served, and how often in all.
pub static OCCASIONS: Kind = Kind {
    name: "occasions",
    zh: "对象数与总次数",
    en: "those served and how often in all",
    fields: &[
        Field { name: "people", ty: Type::Number, zh: "对象数", en: "how many are served" },
        Field { name: "stated", ty: Type::Number, zh: "文中的总次数", en: "the stated count" },
        Field {
            name: "periods",
            ty: Type::Number,
            zh: "期数：文中写明的，或一年的",
            en: "how many periods: as the report says, or in a year",
        },
    ],
    uses: &["frequency"],
    extract: None,
};

/// A row has so many figures at least, of which so many count how often.
const ROW: usize = 3;
const TWICE: usize = 2;
/// Those served and the count stand no more figures away from the frequency.
const REACH: usize = 24;
/// How many paragraphs back those served may be told.
const BACK: usize = 3;
/// How many sentences on the count may be told.
const ON: usize = 2;
/// And no more figures away than this.
const FAR: usize = 96;
/// More different numbers of periods than these tell nothing.
const PERIODS: usize = 4;
/// A count that no word ties to those who did it is no farther from what they make it than this.
const NEAR: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    rows(context, facts);
    let passages = &context.skeleton().passages;
    for (place, passage) in passages.iter().enumerate() {
        let mut told = Told { passage: passage.span, periods: Vec::new() };
        for sequence in &passage.sequences {
            for sentence in parted(&sequence.terms, Mark::Semicolon) {
                for at in 0..sentence.len() {
                    let start = at.saturating_sub(REACH);
                    let near = &sentence[start..(at + REACH).min(sentence.len())];
                    if let Some(often) = Often::at(context, passages, place, near, at - start, &mut told) {
                        often.push(facts);
                    }
                }
            }
        }
    }
}

/// Rows of tables that tell it as a sentence would: 乡级 | 65人 | 每人每月1次 | 780次.
fn rows<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let figures = &context.values.figures;
    let flow: &str = &context.document.flow.text;
    let occasions = &context.knowledge.rates.occasions.measures;
    let occasion =
        |figure: &&values::Figure| figure.unit.is_some_and(|unit| occasions.iter().any(|word| unit.of(flow).ends_with(word.as_str())));
    let tables = context.document.tables.iter().filter(|table| table.layout != Layout::Pairs);
    for row in tables.flat_map(|table| &table.rows).filter(|row| !row.header) {
        let own = values::within(figures, row.span);
        if own.len() < ROW || own.len() > REACH || own.iter().filter(occasion).count() != TWICE {
            continue;
        }
        let cells: Vec<Span> = row.cells.iter().map(|cell| cell.span).filter(|cell| !cell.is_empty()).collect();
        let terms = skeleton::row(context.document, context.values, &context.knowledge.connectors, &cells);
        let mut told = Told { passage: row.span, periods: Vec::new() };
        for at in 0..terms.len() {
            if let Some(often) = Often::at(context, &[], 0, &terms, at, &mut told) {
                often.push(facts);
            }
        }
    }
}

/// A frequency in its sentence.
struct Often<'s, 'c, 'a> {
    context: &'c Context<'a>,
    passages: &'c [Passage],
    /// Its passage.
    place: usize,
    sentence: &'s [Term],
    at: usize,
    basis: Basis<'a>,
    /// How many periods there were.
    periods: Vec<Decimal>,
}

impl<'s, 'c, 'a> Often<'s, 'c, 'a> {
    fn at(
        context: &'c Context<'a>,
        passages: &'c [Passage],
        place: usize,
        sentence: &'s [Term],
        at: usize,
        told: &mut Told,
    ) -> Option<Self> {
        let text: &'a str = &context.document.flow.text;
        let rates = &context.knowledge.rates;
        let term = sentence.get(at).filter(|term| is_occasion(context, term))?;
        let words = term.label.of(text);
        let basis = rates.basis(words).filter(|basis| basis.unknown == 0)?;
        let times = basis.times?;
        let told = told.periods(context, rates.recurring(words)?);
        let whole = Span { start: sentence.first()?.label.start, end: sentence.last()?.span.end };
        let shorter = rates.occasions.shorter.iter().any(|word| whole.of(text).contains(word.as_str()));
        if shorter && told.is_empty() {
            return None;
        }
        let periods = if told.is_empty() { vec![Decimal::from(times)] } else { told };
        Some(Often { context, passages, place, sentence, at, basis, periods })
    }

    fn term(&self) -> &Term {
        &self.sentence[self.at]
    }

    fn push(&self, facts: &mut Facts<'a>) -> Option<()> {
        let (served, loose) = self.served();
        let (stated, far) = self.stated();
        let mut readings = Vec::new();
        let mut span = self.term().span;
        for people in served {
            for stated in stated.iter().filter(|stated| stated.span != people.span) {
                for periods in self.periods.iter().filter(|periods| !(loose || far) || self.is_near(people, stated, **periods)) {
                    span = span.to(people.span).to(stated.span);
                    let periods = Value::Number(Quantity::exact(*periods, Unit::PLAIN), None);
                    let values =
                        vec![Value::Number(people.quantity, Some(people.span)), Value::Number(stated.quantity, Some(stated.span)), periods];
                    readings.push(Value::Fact(facts.push(&OCCASIONS, people.span.to(stated.span), values)));
                }
            }
        }
        if readings.is_empty() {
            return None;
        }
        facts.push(&FREQUENCY, span, vec![Value::Number(self.term().quantity, Some(self.term().span)), Value::List(readings)]);
        Some(())
    }

    /// Those served: of its sentence, or else those of the noun behind 每名 in a sentence before; and whether they are only near by.
    fn served(&self) -> (Vec<&Term>, bool) {
        let text = &self.context.document.flow.text;
        let rates = &self.context.knowledge.rates;
        let others = self.sentence[..self.at].iter().rev().chain(&self.sentence[self.at + 1..]);
        let Some(thing) = self.basis.things.first() else {
            // 36名保安每天巡逻3次, 对8家冷库每月检查2次: those who are told right before.
            let last = self.at.checked_sub(1).map(|last| &self.sentence[last]).filter(|last| is_number(self.context, last));
            return (last.into_iter().collect(), true);
        };
        let counts = |other: &&Term| unit_of(self.context, thing, other.quantity.unit.dimension).is_some();
        let mut own: Vec<&Term> = others.filter(counts).filter(|other| rates.basis(other.label.of(text)).is_none()).take(3).collect();
        // 建档儿童135名, 每名儿童每季度2次, 转介17名: those of whom the frequency tells.
        let noun = rates.noun_of(self.term().label.of(text)).filter(|noun| noun.chars().nth(1).is_some());
        if noun.is_some_and(|noun| own.iter().any(|other| other.label.of(text).contains(noun))) {
            own.retain(|other| noun.is_some_and(|noun| other.label.of(text).contains(noun)));
        }
        if !own.is_empty() {
            return (own, false);
        }
        if self.passages.is_empty() {
            return (Vec::new(), false);
        }
        let Some(noun) = noun else { return (Vec::new(), false) };
        let named = |term: &&Term| {
            let behind = text.get(term.span.end as usize..).unwrap_or("");
            term.label.of(text).contains(noun) || behind.starts_with(noun)
        };
        let start = self.term().span.start;
        let above =
            self.passages[self.place.saturating_sub(BACK)..=self.place].iter().rev().filter_map(|passage| passage.sequences.first());
        let before = |sequence: &'c Sequence| {
            let end = sequence.terms.partition_point(|term| term.span.start < start);
            &sequence.terms[end.saturating_sub(FAR)..end]
        };
        let mut found = above.flat_map(before).filter(counts).filter(named);
        (found.next().into_iter().collect(), false)
    }

    /// How often in all: what its sentence says behind it, or else the sentences that follow; and whether it is of these.
    fn stated(&self) -> (Vec<&Term>, bool) {
        let text = &self.context.document.flow.text;
        let rates = &self.context.knowledge.rates;
        let counts = |other: &&Term| is_occasion(self.context, other) && rates.basis(other.label.of(text)).is_none();
        let own: Vec<&Term> = self.sentence[self.at + 1..].iter().filter(counts).collect();
        if !own.is_empty() {
            return (own, false);
        }
        let here = self.passages.get(self.place).and_then(|passage| passage.sequences.first());
        let behind = here.into_iter().flat_map(|sequence| parted(self.later(&sequence.terms), Mark::Semicolon));
        let next = self.passages.get(self.place + 1).and_then(|passage| passage.sequences.first());
        let all = behind.chain(next.into_iter().flat_map(|sequence| parted(&sequence.terms, Mark::Semicolon))).take(ON);
        let done = self.term().label.of(text);
        let total = |term: &&Term| term.gap.label.any(&[Role::Closes, Role::Sums]) && shares_word(term.label.of(text), done);
        (all.flatten().filter(counts).filter(total).take(1).collect(), true)
    }

    /// The sentences behind its own, as far as they are near.
    fn later<'t>(&self, terms: &'t [Term]) -> &'t [Term] {
        let from = terms.partition_point(|term| term.span.start <= self.term().span.start);
        let near = &terms[from..(from + FAR).min(terms.len())];
        let own = near.iter().position(|term| term.gap.mark >= Some(Mark::Semicolon)).unwrap_or(near.len());
        &near[own..]
    }

    fn is_near(&self, people: &Term, stated: &Term, periods: Decimal) -> bool {
        let base = |term: &Term| term.quantity.base().ok();
        let product = || base(people)?.checked_mul(base(self.term())?)?.checked_mul(periods);
        let off = || product()?.checked_sub(base(stated)?)?.abs().checked_div(base(stated)?);
        off().is_some_and(|off| off <= NEAR)
    }
}

/// The numbers of periods that a passage tells, each kind of period read once.
struct Told {
    passage: Span,
    periods: Vec<(u32, Vec<Decimal>)>,
}

impl Told {
    fn periods(&mut self, context: &Context<'_>, period: &Period) -> Vec<Decimal> {
        if let Some((_, known)) = self.periods.iter().find(|(times, _)| *times == period.times) {
            return known.clone();
        }
        let found = told_periods(context, period, self.passage);
        self.periods.push((period.times, found.clone()));
        found
    }
}

/// The numbers of periods that the passage tells: 共8个月, 全年按50周计.
fn told_periods(context: &Context<'_>, period: &Period, passage: Span) -> Vec<Decimal> {
    let text: &str = &context.document.flow.text;
    let is_of = |figure: &&values::Figure| {
        let behind = text.get(figure.number.end as usize..).unwrap_or("").trim_start();
        period.counted.iter().any(|word| behind.starts_with(word.as_str())) && figure.quantity.value > Decimal::ONE
    };
    let mut told: Vec<Decimal> = Vec::new();
    for figure in values::within(&context.values.figures, passage).iter().filter(is_of) {
        if !told.contains(&figure.quantity.value) && told.len() < PERIODS {
            told.push(figure.quantity.value);
        }
    }
    told
}

/// Whether a figure is a number of things told by the piece, and neither a time nor how often.
fn is_number(context: &Context<'_>, term: &Term) -> bool {
    let duration = context.values.figures.get(term.figure as usize).is_some_and(|figure| figure.duration);
    let counted = matches!(term.quantity.unit.dimension, Dimension::Count(_)) && term.quantity.mode == Mode::Exact;
    counted && !duration && !is_occasion(context, term) && !term.gap.label.has(Role::Each)
}

/// Whether a figure counts how often something was done.
fn is_occasion(context: &Context<'_>, term: &Term) -> bool {
    let unit = context.values.figures.get(term.figure as usize).and_then(|figure| figure.unit);
    let measure = unit.map_or("", |unit| unit.of(&context.document.flow.text));
    matches!(term.quantity.unit.dimension, Dimension::Count(_))
        && context.knowledge.rates.occasions.measures.iter().any(|word| measure.ends_with(word.as_str()))
}
