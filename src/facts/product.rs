//! Rates with what they are multiplied by and what comes out: 1236名，每人75元，计9.27万元; 14人×30000元=42万元.
//!
//! Which counts of the sentence are factors is not always said, so that every combination is a reading.

use super::sum::claim::Operand;
use super::sum::repair::{self, Repair};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::connectors::{Mark, Role};
use crate::data::rates::Basis;
use crate::quantity::{Decimal, Dimension, Mode, Quantity, Unit};
use crate::skeleton::Term;
use crate::text::Span;
use std::ops::Range;

/// A rate, and the amounts that may be its product.
pub static PRODUCT: Kind = Kind {
    name: "product",
    zh: "单价与总价",
    en: "a rate and what it amounts to",
    fields: &[
        Field { name: "price", ty: Type::Number, zh: "单价", en: "the rate" },
        Field { name: "mean", ty: Type::Truth, zh: "是否为平均数", en: "whether it is a mean" },
        Field {
            name: "matched", ty: Type::Truth, zh: "句中有单价所对应的数量", en: "the sentence gives the count that the rate is for"
        },
        Field { name: "formula", ty: Type::Truth, zh: "写成算式", en: "written as a calculation" },
        Field {
            name: "stated", ty: Type::Truth, zh: "以合计、共计等词给出总价", en: "a word says that the amount is what comes out"
        },
        Field { name: "readings", ty: Type::List(&Type::Fact("factors")), zh: "可能的算法", en: "the plausible calculations" },
        Field {
            name: "repairs",
            ty: Type::List(&Type::Fact("repair")),
            zh: "改动一键即相符的数",
            en: "figures that one keystroke makes fit",
        },
    ],
    uses: &[],
    extract: Some(extract),
};

/// One calculation with a rate.
pub static FACTORS: Kind = Kind {
    name: "factors",
    zh: "单价的一种算法",
    en: "one calculation with a rate",
    fields: &[
        Field { name: "amount", ty: Type::Number, zh: "总价", en: "what comes out" },
        Field { name: "price", ty: Type::Number, zh: "单价", en: "the rate" },
        Field { name: "first", ty: Type::Number, zh: "乘数", en: "a factor" },
        Field { name: "second", ty: Type::Number, zh: "乘数", en: "a further factor" },
        Field { name: "third", ty: Type::Number, zh: "乘数", en: "a further factor" },
    ],
    uses: &["product"],
    extract: None,
};

/// How many counts of a sentence are tried as factors.
const COUNTS: usize = 6;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    for passage in &context.skeleton().passages {
        let terms = passage.sequences.iter().map(|sequence| sequence.terms.as_slice());
        for sentence in terms.flat_map(|terms| terms.chunk_by(|_, next| next.gap.mark < Some(Mark::Stop))) {
            let rates: Vec<Rate<'_, '_, 'a>> = (0..sentence.len()).filter_map(|at| Rate::at(context, sentence, at)).collect();
            let amounts = sentence.iter().filter(|term| term.quantity.unit.dimension == Dimension::Money).count() - rates.len();
            // Several rates before one amount are summed up in ways that no sentence tells.
            let clear = rates.len() <= amounts && !rates.iter().any(Rate::is_listed);
            rates.iter().filter(|rate| clear || !rate.chain.is_empty()).for_each(|rate| rate.push(facts));
        }
    }
}

/// What the rate is for, when the figure is one.
fn basis<'a>(context: &Context<'a>, term: &Term) -> Option<Basis<'a>> {
    let text = &context.document.flow.text;
    let rates = &context.knowledge.rates;
    let label = term.label.of(text);
    let figure = context.values.figures.get(term.figure as usize)?;
    if figure.upper.is_some() || matches!(term.quantity.mode, Mode::Hedged(_)) || rates.is_limit(label) {
        return None;
    }
    let mut basis = rates.basis(label).unwrap_or_default();
    for word in figure.per.map_or("", |per| per.of(text)).split(['·', '/', '／', '•', '*']).filter(|word| !word.is_empty()) {
        rates.per(word, &mut basis);
    }
    Some(basis)
}

/// A rate in its sentence.
struct Rate<'s, 'c, 'a> {
    context: &'c Context<'a>,
    sentence: &'s [Term],
    at: usize,
    basis: Basis<'a>,
    /// The figures that multiplication signs join with it, itself included; none when it is alone.
    chain: Range<usize>,
}

/// A calculation: what comes out, and the factors beside the rate.
struct Reading {
    amount: Operand,
    factors: Vec<Operand>,
    /// Whether the factors are what the rate is for, neither more nor less.
    fits: bool,
}

impl<'s, 'c, 'a> Rate<'s, 'c, 'a> {
    /// The figure at `at`, when it is a rate.
    fn at(context: &'c Context<'a>, sentence: &'s [Term], at: usize) -> Option<Self> {
        let term = sentence.get(at).filter(|term| term.quantity.unit.dimension == Dimension::Money)?;
        let basis = basis(context, term)?;
        let chain = chain(context, sentence, at);
        (basis != Basis::default() || !chain.is_empty()).then_some(Rate { context, sentence, at, basis, chain })
    }
}

impl Rate<'_, '_, '_> {
    /// 分别为1.2万元和3万元: whether more rates of the same list follow.
    fn is_listed(&self) -> bool {
        let text = &self.context.document.flow.text;
        let next = self.sentence.get(self.at + 1).filter(|next| next.quantity.unit.dimension == Dimension::Money);
        next.is_some_and(|next| next.label.of(text).trim().chars().count() < 2 && next.gap.mark <= Some(Mark::Pause) && !next.gap.colon)
    }
}

/// The figures around `at` that multiplication signs join, when an equals sign follows.
fn chain(context: &Context<'_>, sentence: &[Term], at: usize) -> Range<usize> {
    let text: &str = &context.document.flow.text;
    let signs = &context.knowledge.rates.formula;
    let between = |left: usize| {
        let (a, b) = (sentence.get(left)?, sentence.get(left + 1)?);
        Some(Span { start: a.span.end, end: b.span.start.max(a.span.end) }.of(text).trim())
    };
    // 800元/月×12个月: what the rate is for may stand before the sign.
    let is_sign = |words: &str| {
        signs
            .times
            .iter()
            .any(|sign| words.strip_suffix(sign.as_str()).is_some_and(|head| head.is_empty() || head.starts_with(['/', '／'])))
    };
    let joined = |left: usize| between(left).is_some_and(is_sign);
    let mut chain = at..at + 1;
    while chain.start > 0 && joined(chain.start - 1) {
        chain.start -= 1;
    }
    while joined(chain.end - 1) {
        chain.end += 1;
    }
    let result = between(chain.end - 1).is_some_and(|words| signs.equals.iter().any(|sign| words.starts_with(sign.as_str())));
    if chain.len() > 1 && result { chain } else { 0..0 }
}

impl<'a> Rate<'_, '_, 'a> {
    fn push(&self, facts: &mut Facts<'a>) {
        let text = &self.context.document.flow.text;
        let price = &self.sentence[self.at];
        let mut readings = self.readings();
        readings.sort_by_cached_key(|reading| (!reading.fits, self.distance(reading)));
        readings.truncate(48);
        let Some(best) = readings.first() else { return };
        let repairs = self.repairs(&readings);
        let values = vec![
            Value::Number(price.quantity, Some(price.span)),
            Value::Truth(self.context.knowledge.rates.is_mean(price.label.of(text))),
            Value::Truth(best.fits),
            Value::Truth(!self.chain.is_empty()),
            Value::Truth(self.is_stated(best)),
            Value::List(
                readings.iter().map(|reading| Value::Fact(facts.push(&FACTORS, self.span(reading), self.values(reading)))).collect(),
            ),
            Value::List(
                repairs
                    .iter()
                    .map(|repair| Value::Fact(facts.push(&super::sum::REPAIR, repair.figure.span, repair.values(text))))
                    .collect(),
            ),
        ];
        facts.push(&PRODUCT, self.span(best), values);
    }

    fn span(&self, reading: &Reading) -> Span {
        reading
            .factors
            .iter()
            .filter(|factor| !factor.span.is_empty())
            .fold(reading.amount.span.to(self.sentence[self.at].span), |span, factor| span.to(factor.span))
    }

    fn values(&self, reading: &Reading) -> Vec<Value<'a>> {
        let price = &self.sentence[self.at];
        let factor = |at: usize| match reading.factors.get(at) {
            Some(factor) => Value::Number(factor.quantity, (!factor.span.is_empty()).then_some(factor.span)),
            None => Value::Missing,
        };
        let amount = Value::Number(reading.amount.quantity, Some(reading.amount.span));
        vec![amount, Value::Number(price.quantity, Some(price.span)), factor(0), factor(1), factor(2)]
    }

    /// The amounts of the sentence that are no rates themselves, each with every choice of factors.
    fn readings(&self) -> Vec<Reading> {
        let counts = self.counts();
        let mut readings = Vec::new();
        let amounts = self.sentence.iter().filter(|term| term.span != self.sentence[self.at].span && self.is_amount(term));
        for amount in amounts.take(COUNTS) {
            for factors in choices(&counts) {
                let fits = self.fits(amount, &factors);
                readings.push(Reading { amount: Operand::of(amount, None), factors, fits });
            }
        }
        readings
    }

    /// Whether a figure is an amount that the rate may lead to: no rate itself, and no sum in a calculation.
    fn is_amount(&self, term: &Term) -> bool {
        let price = self.sentence[self.at].span;
        let between = Span { start: price.end.min(term.span.end), end: price.start.max(term.span.start) };
        let between = between.of(&self.context.document.flow.text);
        if self.context.knowledge.rates.formula.adds.iter().any(|sign| between.contains(sign.as_str())) {
            return false;
        }
        let plain =
            self.context.values.figures.get(term.figure as usize).is_some_and(|figure| figure.upper.is_none() && figure.per.is_none());
        plain && term.quantity.unit.dimension == Dimension::Money && !term.gap.label.has(Role::Each)
    }

    /// The nearest counts of the sentence, and the months or quarters of a year when the rate is for one.
    fn counts(&self) -> Vec<Operand> {
        let is_count = |term: &&Term| matches!(term.quantity.unit.dimension, Dimension::Count(_));
        let mut counts: Vec<&Term> = self.sentence.iter().filter(is_count).collect();
        let place = self.sentence[self.at].span.start;
        counts.sort_by_key(|term| term.span.start.abs_diff(place));
        counts.truncate(COUNTS);
        let mut counts: Vec<Operand> = counts.into_iter().map(|term| self.factor(term)).collect();
        if let Some(times) = self.basis.times.filter(|times| *times > 1) {
            counts.push(implied(times));
        }
        counts
    }

    /// A count in the unit that the rate is for: 12.6公里 at so much a kilometre is 12.6.
    fn factor(&self, term: &Term) -> Operand {
        let mut factor = Operand::of(term, None);
        let bases = self.basis.things.iter().filter_map(|measure| self.context.knowledge.units.of_word(measure));
        if let Some(base) = bases.into_iter().find(|base| base.dimension == factor.quantity.unit.dimension) {
            factor.quantity.unit.exponent -= base.exponent;
        }
        factor
    }

    /// Whether the factors are as many as the rate has bases, and each known thing is among them.
    fn fits(&self, amount: &Term, factors: &[Operand]) -> bool {
        if !self.chain.is_empty() {
            let joined = self.sentence[self.chain.clone()].iter().filter(|term| term.span != self.sentence[self.at].span);
            let result = self.sentence.get(self.chain.end).is_some_and(|term| term.span == amount.span);
            let others = factors.iter().filter(|factor| joined.clone().any(|term| term.span == factor.span)).count();
            return result && others == joined.count() && others == factors.len();
        }
        if self.basis.things.is_empty() {
            return self.basis.unknown == 1 && self.basis.times.is_none_or(|times| times == 1) && self.is_nearest(factors);
        }
        let units = &self.context.knowledge.units;
        let counted = |measure: &&str| {
            let dimension = units.of_word(measure).map(|unit| unit.dimension);
            factors.iter().any(|factor| Some(factor.quantity.unit.dimension) == dimension)
        };
        let bases = self.basis.things.len() + usize::from(self.basis.times.is_some_and(|times| times > 1));
        self.basis.unknown == 0 && factors.len() == bases && self.basis.things.iter().all(counted)
    }

    /// Whether the only factor is the count next before the rate.
    fn is_nearest(&self, factors: &[Operand]) -> bool {
        let before = self.sentence[..self.at].iter().rev();
        let nearest = before.into_iter().find(|term| matches!(term.quantity.unit.dimension, Dimension::Count(_)));
        matches!(factors, [only] if nearest.is_some_and(|term| term.span == only.span))
    }

    fn product(&self, reading: &Reading) -> Option<Decimal> {
        let price = self.sentence[self.at].quantity.base().ok()?;
        reading.factors.iter().try_fold(price, |product, factor| product.checked_mul(factor.quantity.base().ok()?))
    }

    fn distance(&self, reading: &Reading) -> Decimal {
        let amount = reading.amount.base();
        let off = self.product(reading).and_then(|product| product.checked_sub(amount)?.checked_div(amount));
        off.map_or(Decimal::MAX, |off| off.abs())
    }

    /// What one keystroke would put right, in the readings that fit. None when one is right to the digit.
    fn repairs(&self, readings: &[Reading]) -> Vec<Repair> {
        if readings.iter().any(|reading| self.product(reading) == Some(reading.amount.base())) {
            return Vec::new();
        }
        readings.iter().filter(|reading| reading.fits).take(4).flat_map(|reading| self.repairs_of(reading)).collect()
    }

    fn repairs_of(&self, reading: &Reading) -> Vec<Repair> {
        let Some(product) = self.product(reading) else { return Vec::new() };
        let mut repairs: Vec<Repair> = repair::rounded(&reading.amount, product).into_iter().collect();
        let price = Operand::of(&self.sentence[self.at], None);
        for factor in reading.factors.iter().chain([&price]).filter(|factor| !factor.span.is_empty()) {
            repairs.extend(factor_repair(factor, product, &reading.amount));
        }
        repairs
    }

    /// Whether a word before the amount says that it is what comes out.
    fn is_stated(&self, reading: &Reading) -> bool {
        self.sentence.iter().any(|term| term.span == reading.amount.span && term.gap.label.any(&[Role::Closes, Role::Sums]))
    }
}

/// The factor with the value that makes the product round to the amount, when that is one keystroke away.
fn factor_repair(factor: &Operand, product: Decimal, amount: &Operand) -> Option<Repair> {
    let others = product.checked_div(factor.base())?;
    let needed = amount.base().checked_div(others)?;
    let repair = repair::rounded(factor, needed)?;
    let off = others.checked_mul(repair.needed)?.checked_sub(amount.base())?.abs();
    // A factor that makes up the amount to its last digit is confirmed by all digits of the amount.
    (off <= amount.half()).then(|| repair.confirmed_by(amount))
}

/// A number that no figure shows: twelve months of a year.
fn implied(times: u32) -> Operand {
    let quantity = Quantity::exact(Decimal::from(times), Unit::PLAIN);
    let nowhere = Span::default();
    Operand { quantity, span: nowhere, number: nowhere, label: nowhere, change: false }
}

/// One, two or three of the counts.
fn choices(counts: &[Operand]) -> Vec<Vec<Operand>> {
    let mut choices = Vec::new();
    for (a, first) in counts.iter().enumerate() {
        choices.push(vec![*first]);
        for (b, second) in counts.iter().enumerate().skip(a + 1) {
            choices.push(vec![*first, *second]);
            choices.extend(counts.iter().skip(b + 1).map(|third| vec![*first, *second, *third]));
        }
    }
    choices
}
