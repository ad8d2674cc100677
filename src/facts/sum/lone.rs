//! A figure in 元 among figures in 万元 (or the other way round) that makes a sum come out only in the unit of the others, whatever words stand
//! around it: 围墙62.4万元，大门17.6元，勘界11万元，全部91万元.

use super::claim::{self, Operand, Tally};
use super::{SLIP, slip};
use crate::data::connectors::{Mark, Role};
use crate::facts::{Context, Facts, Field, Value};
use crate::quantity::{Decimal, Dimension, Mode};
use crate::skeleton::{self, Sequence, Term};
use crate::text::Span;
use crate::values::Figure;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

/// More figures than these in one place are no sentence.
const MOST: usize = 40;
/// No list of parts is longer.
const PARTS: usize = 12;
/// Figures in another unit stand no farther away.
const NEAR: usize = 4;
/// A total of two parts alone has so many digits.
const DIGITS: i128 = 1000;
/// And one of more parts so many, zeros at its end aside: 30万元, 20万元, 10万元 and 60元 are each of their own.
const TELLING: i128 = 100;

/// Adds what no sum of the sentence has told already.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let at = SLIP.fields.iter().position(|field: &Field| field.name == "written");
    let written = |values: &[Value<'_>]| match at.and_then(|at| values.get(at)) {
        Some(Value::Number(_, span)) => *span,
        Some(Value::Missing | Value::Truth(_) | Value::Text(..) | Value::Date(..) | Value::List(_) | Value::Fact(_)) | None => None,
    };
    let mut told: HashSet<Span> = facts.of("slip").filter_map(|(_, slip)| written(&slip.values)).collect();
    for terms in places(context) {
        let amounts: Vec<&Term> = terms.iter().filter(|term| is_amount(context, term)).collect();
        if let Some(tally) = find(&amounts) {
            for slip in slip::slips(&[tally]).into_iter().filter(|slip| told.insert(slip.written.span)) {
                facts.push(&SLIP, slip.written.span, slip.values(&context.knowledge.units));
            }
        }
    }
}

/// The figures that stand together: of a paragraph; of a list with the paragraphs around it; of a column.
fn places<'c>(context: &'c Context<'_>) -> Vec<Cow<'c, [Term]>> {
    let passages = context.skeleton().passages.iter();
    let mut places: Vec<Cow<'c, [Term]>> = passages
        .flat_map(|passage| passage.sequences.first())
        .map(|sequence: &Sequence| Cow::Borrowed(sequence.terms.as_slice()))
        .collect();
    for list in context.items() {
        let all = list.before.iter().chain(list.terms.iter().copied().flatten()).chain(list.after);
        places.push(all.filter(|term| term.quantity.unit.dimension == Dimension::Money).cloned().collect());
    }
    let units = Units::of(&context.values.figures);
    for table in &context.document.tables {
        let mut columns: BTreeMap<u16, Vec<Span>> = BTreeMap::new();
        for cell in table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.span.is_empty()) {
            columns.entry(cell.column).or_default().push(cell.span);
        }
        columns.retain(|_, cells| cells.first().zip(cells.last()).is_some_and(|(first, last)| units.are_mixed(first.to(*last))));
        let terms = |cells: &Vec<Span>| skeleton::row(context.document, context.values, &context.knowledge.connectors, cells);
        places.extend(columns.values().map(terms).map(Cow::Owned));
    }
    places
}

/// Where amounts of money begin, each with the number of changes of the unit before it.
struct Units(Vec<(u32, u32)>);

impl Units {
    fn of(figures: &[Figure]) -> Self {
        let (mut changes, mut last) = (0, None);
        let amounts = figures.iter().filter(|figure| figure.quantity.unit.dimension == Dimension::Money || figure.bare_magnitude);
        let counted = amounts.map(|figure| {
            let unit = Some(figure.quantity.unit.exponent);
            changes += u32::from(last.is_some() && last != unit);
            last = unit;
            (figure.span.start, changes)
        });
        Units(counted.collect())
    }

    /// Whether amounts in different units stand in a place.
    fn are_mixed(&self, place: Span) -> bool {
        let at = |end: u32| self.0.partition_point(|(start, _)| *start < end);
        let inside = self.0.get(at(place.start)..at(place.end)).unwrap_or_default();
        inside.first().zip(inside.last()).is_some_and(|((_, first), (_, last))| first != last)
    }
}

/// Whether a term is an amount of its own: no rate, no bound, and not the one before in other terms (8000元，折0.8万元).
fn is_amount(context: &Context<'_>, term: &Term) -> bool {
    let label = term.label.of(&context.document.flow.text).trim();
    let again = term.gap.label.has(Role::Restates) || context.knowledge.rates.converted.iter().any(|word| word == label);
    let plain = !claim::is_rate(term) && !again && !matches!(term.quantity.mode, Mode::Hedged(_)) && !term.quantity.value.is_zero();
    plain && term.quantity.unit.dimension == Dimension::Money
}

/// The sum that comes out once the one figure in another unit is read as the others are.
fn find(amounts: &[&Term]) -> Option<Tally> {
    if amounts.len() < 3 || amounts.len() > MOST {
        return None;
    }
    let exponent = |term: &Term| term.quantity.unit.exponent;
    let odd = |at: usize| {
        let near = amounts[at.saturating_sub(NEAR)..(at + NEAR + 1).min(amounts.len())]
            .iter()
            .filter(|term| exponent(term) != exponent(amounts[at]))
            .count();
        near > 1
    };
    (0..amounts.len()).filter(|&at| odd(at)).find_map(|at| Around::of(amounts, at)?.tally())
}

/// The figures around the one at `odd`, which is read in the unit of the others.
struct Around<'t> {
    amounts: &'t [&'t Term],
    odd: usize,
    /// The power of ten of the other unit.
    exponent: i8,
}

impl<'t> Around<'t> {
    fn of(amounts: &'t [&'t Term], odd: usize) -> Option<Self> {
        let own = amounts[odd].quantity.unit.exponent;
        let exponent = amounts.iter().map(|term| term.quantity.unit.exponent).find(|&other| other != own)?;
        Some(Around { amounts, odd, exponent })
    }

    /// A run of parts right behind or right before a total, of which one is the odd figure, or which is the total itself.
    fn tally(&self) -> Option<Tally> {
        let mut totals = self.odd.saturating_sub(PARTS)..(self.odd + PARTS + 1).min(self.amounts.len());
        totals.find_map(|total| self.run(total, true).or_else(|| self.run(total, false)))
    }

    /// The shortest run on one side of a total that makes it up.
    fn run(&self, total: usize, forward: bool) -> Option<Tally> {
        let needed = self.value(total)?;
        let digits = self.amounts[total].quantity.value.mantissa().abs();
        let (weighty, telling) = (digits >= DIGITS, significant(digits) >= TELLING);
        let mut sum = Decimal::ZERO;
        for length in 1..=PARTS {
            let place = if forward { total.checked_add(length) } else { total.checked_sub(length) };
            let place = place.filter(|&place| place < self.amounts.len())?;
            sum = sum.checked_add(self.value(place)?)?;
            let (from, to) = (total.min(place), total.max(place));
            let enough = length > 2 && telling || length == 2 && weighty;
            if sum == needed && enough && (from..=to).contains(&self.odd) && self.stops(from, to) <= length {
                let parts = self.amounts[from..=to].iter().filter(|term| term.span != self.amounts[total].span);
                let parts = parts.map(|term| Operand::of(term, None)).collect();
                return Some(Tally { total: Operand::of(self.amounts[total], None), parts, natural: true });
            }
        }
        None
    }

    fn value(&self, place: usize) -> Option<Decimal> {
        let mut quantity = self.amounts[place].quantity;
        quantity.unit.exponent = if place == self.odd { self.exponent } else { quantity.unit.exponent };
        quantity.base().ok()
    }

    /// How many sentences end between two figures.
    fn stops(&self, from: usize, to: usize) -> usize {
        self.amounts[from + 1..=to].iter().filter(|term| term.gap.mark >= Some(Mark::Stop)).count()
    }
}

/// A number without the zeros at its end.
fn significant(mut digits: i128) -> i128 {
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
    }
    digits
}
