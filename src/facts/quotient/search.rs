//! Where the two sides of a rate stand: in its sentence, its paragraph, or, for money that has one total, anywhere.

use super::{Quotient, elsewhere, pairs};
use crate::data::measures::{MeasureId, Measures, Role, Word};
use crate::facts::prose::{Mention, Name, Prose};
use crate::quantity::Dimension;
use std::ops::Range;

/// The measure of the money of one source, in the data.
const SOURCE: &str = "source";
/// More readings than these say nothing more.
pub(super) const READINGS: usize = 6;
/// Nor do sums and alternatives beyond these.
const ALL: usize = 24;
/// More amounts than these are not tried as the base.
const OTHERS: usize = 16;

/// Where the farther side of a rate stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Near {
    /// In its row of a table.
    Row,
    /// In the sentence of the rate.
    Sentence,
    /// In its paragraph.
    Paragraph,
    /// Somewhere else in the report.
    Document,
}

/// The measures that may stand on either side of a rate.
#[derive(Clone, Copy, Default, Debug)]
pub struct Operands<'m> {
    /// Above the line.
    pub numerators: &'m [MeasureId],
    /// Below it.
    pub denominators: &'m [MeasureId],
    /// What the base may hold besides.
    pub added: &'m [MeasureId],
    /// Whether one of what is below stands for one of what is above, whatever they are counted in: 408份, 满意371户.
    pub across: bool,
}

/// The figures of a document, to be searched for operands.
pub struct Search<'p, 'a> {
    /// All figures.
    pub prose: Prose<'p, 'a>,
    /// Amounts that may be meant from far away.
    pub totals: Vec<usize>,
    /// Whether the report is on classes of spending, so that a rate without its figures may be of any of them.
    pub divided: bool,
    pub(super) measures: &'p Measures,
}

impl Near {
    /// The name in rules.
    pub fn name(self) -> &'static str {
        match self {
            Near::Row => "row",
            Near::Sentence => "sentence",
            Near::Paragraph => "paragraph",
            Near::Document => "document",
        }
    }
}

impl<'p, 'a> Search<'p, 'a> {
    /// Over the figures of a document.
    pub fn new(prose: Prose<'p, 'a>, measures: &'p Measures) -> Self {
        let classes = |mention: &Mention| mention.measure().and_then(|id| measures.measure(id)).is_some_and(|measure| measure.classes);
        Search { prose, totals: prose.totals(), measures, divided: prose.mentions.iter().any(classes) }
    }

    /// What is known of measures.
    pub fn measures(&self) -> &'p Measures {
        self.measures
    }

    /// The words of a text that measure something.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, Word)> + 't {
        self.measures.find(text)
    }

    /// Whether a figure is no money of the whole: of one source, or carried in from another year.
    pub fn is_aside(&self, mention: &Mention) -> bool {
        mention.measure().is_some_and(|id| self.is_of_source(id) || self.is_carried(id)) || self.is_sourced(mention)
    }

    /// Whether a measure is of the money of one source.
    pub fn is_of_source(&self, id: MeasureId) -> bool {
        self.measures.measure(id).is_some_and(|measure| measure.id == SOURCE)
    }

    /// Whether it is of money carried in from another year.
    pub fn is_carried(&self, id: MeasureId) -> bool {
        self.measures.remainders.iter().any(|rule| !rule.grows && rule.carried.contains(&id))
    }

    /// Whether a figure is of one class of spending.
    pub fn is_of_class(&self, mention: &Mention) -> bool {
        mention.measure().and_then(|id| self.measures.measure(id)).is_some_and(|measure| measure.classes)
    }

    /// Whether a figure is of the money of one source: 县级配套到位7704万元.
    fn is_sourced(&self, mention: &Mention) -> bool {
        let source = |id: MeasureId| self.is_of_source(id);
        let words = || self.measures.find(self.prose.words(mention.head));
        !mention.measure().is_some_and(source) && words().any(|(_, word)| word.money.is_some_and(source))
    }

    /// Whether a figure is of the money of one source, beside that of others in the paragraph: 省级补助300万元…县级配套支付158万元.
    pub(super) fn is_one_of_sources(&self, at: usize, mention: &Mention) -> bool {
        let other = |other: &Mention| self.is_aside(other) && self.prose.words(other.head) != self.prose.words(mention.head);
        self.is_aside(mention) && self.prose.block(at).filter_map(|at| self.prose.get(at)).filter(|found| other(found)).take(2).count() > 1
    }

    /// The plausible readings of the figure at `at` as a quotient of amounts of money, the nearest first; what is counted stands
    /// no farther away than `reach`.
    pub fn money(&self, at: usize, operands: Operands<'_>, reach: Near) -> Vec<Quotient> {
        let Some(rate) = self.prose.get(at) else { return Vec::new() };
        let (numerators, near) = self.numerators(at, rate, operands.numerators);
        if near > reach {
            return Vec::new();
        }
        let Some(&nearest) = numerators.first() else { return Vec::new() };
        let Some(spent) = self.prose.get(nearest) else { return Vec::new() };
        let (mut denominators, farther) = self.denominators(at, rate, nearest, spent, operands);
        if denominators.is_empty() {
            return Vec::new();
        }
        let near = near.max(farther);
        // A cell of a table tells of something of its own, and so does a rate of work that is one of money only beside its amounts.
        if near == Near::Document && (rate.cell || reach == Near::Sentence) {
            return Vec::new();
        }
        if near == Near::Document && !self.is_settled(nearest, spent, &denominators, operands) {
            return Vec::new();
        }
        if near == Near::Document && self.is_sourced(spent) {
            return Vec::new();
        }
        if near == Near::Document && rate.quantity.unit.dimension == Dimension::Ratio {
            // Figures far away that make another rate altogether are not what is meant.
            denominators.retain(|&base| self.prose.get(base).is_some_and(|base| pairs::is_about(spent, base, rate)));
        }
        if denominators.is_empty() {
            return Vec::new();
        }
        denominators.extend(self.farther(rate, spent, &denominators, operands));
        denominators.truncate(READINGS);
        let mut readings: Vec<Quotient> = denominators.iter().map(|&base| Quotient::of(nearest, base, near)).collect();
        self.sums(at, &numerators, &denominators, near, &mut readings);
        self.added(rate, nearest, &denominators, operands, near, &mut readings);
        let others = numerators.iter().skip(1).flat_map(|&other| denominators.iter().map(move |&base| Quotient::of(other, base, near)));
        readings.extend(others.take(READINGS * 2));
        readings.truncate(ALL);
        readings
    }

    /// The budgets that money spent may be of, each alone and with what was added to it.
    pub fn budgets(&self, at: usize, operands: Operands<'_>) -> Vec<Quotient> {
        let Some(spent) = self.prose.get(at) else { return Vec::new() };
        let (mut bases, near) = self.denominators(at, spent, at, spent, operands);
        bases.retain(|&base| self.prose.get(base).is_some_and(|base| !base.part));
        if bases.is_empty() || near == Near::Document && !self.is_settled(at, spent, &bases, operands) {
            return Vec::new();
        }
        bases.extend(self.farther(spent, spent, &bases, operands));
        bases.truncate(READINGS);
        let mut readings: Vec<Quotient> = bases.iter().map(|&base| Quotient::of(at, base, near)).collect();
        self.sums(at, &[at], &bases, near, &mut readings);
        self.added(spent, at, &bases, operands, near, &mut readings);
        readings.truncate(ALL);
        readings
    }

    /// An amount just before the rate that is one of several (其中人员类78万元、执行率97.5%) or has no name may be what is counted.
    pub fn unnamed(&self, at: usize, near: Near) -> Vec<Quotient> {
        let Some((before, part)) = at.checked_sub(1).and_then(|before| Some((before, self.prose.get(before)?))) else { return Vec::new() };
        let beside = self.prose.get(at).is_some_and(|rate| rate.sentence == part.sentence && rate.depth == part.depth);
        let named = part.measure().is_some() || part.behind.is_some();
        if !beside || named && !part.part || !part.is_plain() {
            return Vec::new();
        }
        let like = |other: &Mention| other.is_like(part) && other.is_plain() && !other.is_zero();
        let bases = self.prose.block(at).filter(|&other| other != before && self.prose.get(other).is_some_and(like));
        bases.take(OTHERS).map(|base| Quotient::of(before, base, near)).collect()
    }

    /// Every other amount near the rate, or total of the report: the base may be one that was not understood.
    pub fn others(&self, at: usize, readings: &[Quotient]) -> Vec<usize> {
        let Some(first) = readings.first().and_then(|reading| self.prose.get(*reading.numerators.first()?)) else { return Vec::new() };
        let used = |other: &usize| readings.iter().any(|reading| reading.denominators == [*other] || reading.numerators == [*other]);
        let like = |&other: &usize| {
            self.prose.get(other).is_some_and(|mention| mention.is_like(first) && mention.is_plain() && !mention.is_zero())
        };
        let near = self.prose.block(at).filter(like);
        let far = self.totals.iter().copied().filter(like);
        let mut others: Vec<usize> = near.chain(far).filter(|other| !used(other)).collect();
        others.sort_unstable();
        others.dedup();
        others.sort_by_key(|other| other.abs_diff(at));
        others.truncate(OTHERS);
        others.extend(elsewhere::bases(self.prose, at, readings));
        others
    }

    /// Whether a figure is a rate that states what has been reached.
    pub fn is_stated(&self, rate: &Mention) -> bool {
        matches!(rate.name, Name::Rate(_) | Name::Stem)
            && rate.quantity.unit.dimension == Dimension::Ratio
            && rate.direct
            && rate.is_plain()
            && !rate.is_aim()
            && !rate.is_change()
            && !rate.roles.any(&[Role::Previous, Role::Against])
    }
}
