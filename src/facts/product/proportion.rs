//! Proportions of two figures beside them: 学生26450人，教师1764人，师生比1∶15.

use super::{Context, Facts, Said, Value, add, calculation, number};
use crate::facts::near;
use crate::facts::prose::{Mention, Prose};
use crate::facts::sum::claim::Operand;
use crate::facts::sum::repair;
use crate::quantity::{Decimal, Mode, Quantity, Unit};
use crate::text::Span;
use crate::values::CodeKind;

/// How many characters before a proportion name it.
const NAME: usize = 8;
/// How many figures back those of a proportion may stand.
const WINDOW: usize = 12;
/// More figures than these may make up too many proportions.
const SIDES: usize = 4;

/// The figures of a proportion, one of which is 1: how many times the other is to the first.
struct Proportion {
    times: Quantity,
    place: Span,
}

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let codes = context.values.codes.iter().filter(|code| matches!(code.kind, CodeKind::Proportion | CodeKind::Clock));
    for code in codes.filter(|code| is_named(context, code.span)) {
        let Some(proportion) = Proportion::read(prose.text, code.span) else { continue };
        let (figures, sole) = figures(prose, code.span);
        let mut readings: Vec<(Operand, Operand)> =
            figures.iter().flat_map(|&first| figures.iter().map(move |&second| (first, second))).collect();
        readings.retain(|(small, large)| small.span != large.span && small.base() <= large.base());
        readings.sort_by_cached_key(|(small, large)| proportion.distance(small, large));
        if !readings.is_empty() {
            push(facts, &proportion, &readings, sole);
        }
    }
}

/// Whether 比 or another word for a proportion stands right before it, which then is no time of the day.
fn is_named(context: &Context<'_>, place: Span) -> bool {
    let before = near::before(&context.document.flow.text, place.start as usize, NAME);
    let words = before.trim_end_matches(['为', '是', '达', '到', '：', ':', ' ']);
    context.knowledge.rates.proportion.iter().any(|word| words.ends_with(word.as_str()))
}

impl Proportion {
    fn read(text: &str, place: Span) -> Option<Self> {
        let (first, second) = place.of(text).split_once([':', '：', '∶'])?;
        let times = match (first, second) {
            ("1", times) | (times, "1") => times,
            (_, _) => return None,
        };
        let value: Decimal = times.parse().ok()?;
        let times = Quantity { value, decimals: value.scale() as u8, unit: Unit::PLAIN, mode: Mode::Rounded };
        Some(Proportion { times, place })
    }

    fn distance(&self, small: &Operand, large: &Operand) -> Decimal {
        let product = small.base().checked_mul(self.times.value).unwrap_or_default();
        product.saturating_sub(large.base()).abs()
    }
}

/// The figures of one kind before a proportion in its sentence, and whether there are no more than two.
fn figures(prose: Prose<'_, '_>, place: Span) -> (Vec<Operand>, bool) {
    let next = prose.inside(Span { start: place.start, end: place.start }).start;
    let Some(last) = next.checked_sub(1).and_then(|last| prose.get(last)).filter(|last| last.paragraph.end >= place.end) else {
        return (Vec::new(), false);
    };
    let between = Span { start: last.span.end, end: place.start.max(last.span.end) };
    if between.of(prose.text).contains(['。', '；', ';', '！', '？']) {
        return (Vec::new(), false);
    }
    let plain = |other: &&Mention| other.sentence == last.sentence && other.is_amount() && other.is_plain() && !other.is_zero();
    let before: Vec<&Mention> = prose.mentions[next.saturating_sub(WINDOW)..next].iter().rev().filter(plain).collect();
    let dimensions = before.iter().map(|other| other.quantity.unit.dimension);
    let repeated = dimensions.clone().find(|dimension| dimensions.clone().filter(|other| other == dimension).count() > 1);
    let like = before.iter().filter(|other| Some(other.quantity.unit.dimension) == repeated);
    let mut found: Vec<Operand> = like.map(|other| repair::of_rate(prose.text, other.quantity, other.span)).collect();
    let sole = found.len() == 2;
    found.truncate(SIDES);
    (found, sole)
}

fn push(facts: &mut Facts<'_>, proportion: &Proportion, readings: &[(Operand, Operand)], sole: bool) {
    let times = || Value::Number(proportion.times, Some(proportion.place));
    let span = readings.iter().fold(proportion.place, |span, (small, large)| span.to(small.span).to(large.span));
    let one =
        |(small, large): &(Operand, Operand)| calculation(facts, small.span.to(large.span), vec![number(large), times(), number(small)]);
    let readings = readings.iter().map(one).collect();
    let said = Said { mean: true, matched: true, formula: false, stated: sole, sole, drifts: false };
    add(facts, span, times(), said, readings, &[]);
}
