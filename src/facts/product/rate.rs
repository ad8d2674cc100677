//! Which figures are rates for one of something, and what they are for.

use super::Context;
use crate::data::connectors::{Mark, Role};
use crate::data::rates::Basis;
use crate::quantity::{Dimension, Mode, Unit};
use crate::skeleton::Term;
use crate::text::Span;
use std::ops::Range;

/// What a rate is multiplied by stands no more figures away from it.
const REACH: usize = 24;

/// What the rate is for, when the figure is one.
fn basis<'a>(context: &Context<'a>, term: &Term) -> Option<Basis<'a>> {
    let text = &context.document.flow.text;
    let rates = &context.knowledge.rates;
    let label = term.label.of(text);
    let figure = context.values.figures.get(term.figure as usize)?;
    if figure.upper().is_some() || matches!(term.quantity.mode, Mode::Hedged(_)) || rates.is_limit(label) {
        return None;
    }
    let mut basis = rates.basis(label).unwrap_or_default();
    let per = figure.per().map_or("", |per| per.of(text));
    if !per.is_empty() && basis.things.is_empty() && basis.times.is_none() {
        // 单价1.62元/吨: the stroke says what 单价 leaves open.
        basis = Basis::default();
    }
    for word in per.split(['·', '/', '／', '•', '*']).filter(|word| !word.is_empty()) {
        rates.per(word, &mut basis);
    }
    Some(basis)
}

/// What a count is for each of: 每期26人次, 平均每天1333人次. The sentence has to give one number of these things, and one total besides.
fn counted<'a>(context: &Context<'a>, sentence: &[Term], term: &Term) -> Option<Basis<'a>> {
    let found = basis(context, term).filter(|basis| basis.unknown == 0)?;
    let own = term.quantity.unit.dimension;
    let basis = match (found.things.as_slice(), found.times) {
        ([_], None) => found,
        ([], Some(times)) => Basis { things: vec![context.knowledge.rates.period_of(times)?], times: None, unknown: 0 },
        (_, _) => return None,
    };
    let thing = basis.things.first()?;
    let of = |wanted: &dyn Fn(Dimension) -> bool| {
        sentence.iter().filter(|other| wanted(other.quantity.unit.dimension) && other.span != term.span).count()
    };
    let counts = |dimension: Dimension| unit_of(context, thing, dimension).is_some();
    (!counts(own) && of(&counts) == 1 && of(&|dimension| dimension == own) == 1).then_some(basis)
}

/// The unit by which a thing is counted where a figure has this dimension.
pub(in crate::facts) fn unit_of(context: &Context<'_>, thing: &str, dimension: Dimension) -> Option<Unit> {
    let units = context.knowledge.rates.counted_by(thing).filter_map(|word| context.knowledge.units.of_word(word));
    units.into_iter().find(|unit| unit.dimension == dimension)
}

/// A rate in its sentence.
pub(super) struct Rate<'s, 'c, 'a> {
    pub context: &'c Context<'a>,
    /// The figures around it, of one sentence.
    pub sentence: &'s [Term],
    /// Its place among them.
    pub at: usize,
    /// What it is for.
    pub basis: Basis<'a>,
    /// The figures that multiplication signs join with it, itself included; none when it is alone.
    pub chain: Range<usize>,
}

impl<'s, 'c, 'a> Rate<'s, 'c, 'a> {
    /// The figure at `at`, when it is a rate.
    pub(super) fn at(context: &'c Context<'a>, sentence: &'s [Term], at: usize) -> Option<Self> {
        // 比概算单价1950元节约: what a price is held against is paid for nothing.
        let term = sentence.get(at).filter(|term| !term.gap.label.has(Role::Against))?;
        let basis = match term.quantity.unit.dimension {
            Dimension::Money => basis(context, term)?,
            Dimension::Count(_) => counted(context, sentence, term)?,
            Dimension::Plain | Dimension::Ratio | Dimension::Points | Dimension::Score => return None,
        };
        let start = at.saturating_sub(REACH);
        let sentence = sentence.get(start..(at + REACH).min(sentence.len()))?;
        let at = at - start;
        let chain = chain(context, sentence, at);
        (basis != Basis::default() || !chain.is_empty()).then_some(Rate { context, sentence, at, basis, chain })
    }
}

impl Rate<'_, '_, '_> {
    /// The words before it.
    pub(super) fn label(&self) -> Span {
        self.sentence[self.at].label
    }

    /// 分别为1.2万元和3万元: whether more rates of the same list follow.
    pub(super) fn is_listed(&self) -> bool {
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
    // 12人×3000元＋5人×2000元＝46000元: what comes out is of both.
    let joint = chain.start.checked_sub(1).and_then(between).unwrap_or("");
    let added = signs.adds.iter().any(|sign| joint.contains(sign.as_str()));
    if chain.len() > 1 && result && !added { chain } else { 0..0 }
}
