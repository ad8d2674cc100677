//! Changes against an earlier figure: 1845万元，比2019年的1640万元增加205万元，增长12.5%; 由41%升至63%，提高22个百分点.

mod against;
mod ends;
mod far;
mod push;

use super::prose::{Mention, Prose};
use super::{Context, Facts, Field, Kind, Type};
use crate::data::measures::{Measures, Role, Roles};
use crate::quantity::{Dimension, Hedge, Mode};
use ends::{Around, Ends};
use std::ops::Range;

/// A stated change with the ways to read what it is a change of.
pub static GROWTH: Kind = Kind {
    name: "growth",
    zh: "文中给出的增减及其可能的解读",
    en: "a stated change and the ways to read what it is a change of",
    fields: &[
        Field {
            name: "change",
            ty: Type::Number,
            zh: "增减的幅度、数额或百分点",
            en: "the change: a rate, an amount or percentage points",
        },
        Field { name: "rated", ty: Type::Truth, zh: "是否为百分比或倍数", en: "whether it is a rate" },
        Field { name: "down", ty: Type::Truth, zh: "是否为减少", en: "whether it is a decrease" },
        Field {
            name: "readings",
            ty: Type::List(&Type::Fact("change")),
            zh: "可能的解读，最可能的在前",
            en: "the readings, the most plausible first",
        },
        Field {
            name: "qualified",
            ty: Type::Truth,
            zh: "是否注明另有口径（剔除、不含……）",
            en: "whether the words say that something is left out",
        },
    ],
    uses: &["report"],
    extract: Some(extract),
};

/// One reading of a change.
pub static CHANGE: Kind = Kind {
    name: "change",
    zh: "增减的一种解读",
    en: "one reading of a change",
    fields: &[
        Field { name: "current", ty: Type::Number, zh: "本期数", en: "the later figure" },
        Field { name: "base", ty: Type::Number, zh: "基期数", en: "the earlier figure" },
        Field { name: "delta", ty: Type::Number, zh: "增减额", en: "the amount of the change" },
        Field {
            name: "aside",
            ty: Type::List(&Type::Number),
            zh: "同一句中说明增减差额的其他数",
            en: "other figures of the sentence, which may tell what a change was netted of",
        },
    ],
    uses: &["growth"],
    extract: None,
};

/// The figures that a change may be of, by the indices of their mentions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Change {
    current: Option<usize>,
    base: Option<usize>,
    delta: Option<usize>,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let fiscal = super::fiscal_year(facts).and_then(|year| i16::try_from(year).ok());
    let reader = Reader { prose: context.prose(), measures: &context.knowledge.measures, fiscal };
    for (at, change) in reader.prose.mentions.iter().enumerate().filter(|(_, change)| change.roles.has(Role::Against)) {
        reader.saved(facts, at, change);
    }
    for (at, change) in reader.prose.mentions.iter().enumerate().filter(|(_, change)| is_stated(change)) {
        let readings = match change.quantity.unit.dimension {
            Dimension::Ratio => reader.rated(at, change),
            Dimension::Money | Dimension::Count(_) | Dimension::Points => reader.plain(at, change),
            Dimension::Plain | Dimension::Score => Vec::new(),
        };
        if !readings.is_empty() {
            reader.push(facts, (at, change), &readings);
        }
    }
}

fn is_stated(change: &Mention) -> bool {
    change.is_change() && !change.aim && !change.roles.any(&[Role::Target, Role::Share]) && (exists(change) || is_bounded(change))
}

/// 增长近两成, 超过30%: a rate that is vague and has bounds.
pub(super) fn is_bounded(rate: &Mention) -> bool {
    let bounded = matches!(rate.quantity.mode, Mode::Hedged(Hedge::Nearly | Hedge::Over | Hedge::Above | Hedge::Below));
    bounded && rate.well_formed && rate.quantity.unit.dimension == Dimension::Ratio
}

/// Whether a figure is well formed and not vague.
fn exists(mention: &Mention) -> bool {
    mention.well_formed && !matches!(mention.quantity.mode, Mode::Hedged(_))
}

struct Reader<'p, 'a> {
    prose: Prose<'p, 'a>,
    measures: &'p Measures,
    /// The year that figures without one are of.
    fiscal: Option<i16>,
}

impl<'a> Reader<'_, 'a> {
    /// The readings of 增长12.5%.
    fn rated(&self, at: usize, rate: &Mention) -> Vec<Change> {
        if rate.roles.has(Role::Each) {
            return Vec::new();
        }
        let span = self.prose.sentence(at);
        let delta = self.delta(span.start..at, rate).filter(|&delta| self.beside(delta, at));
        let unit = delta.and_then(|delta| self.prose.get(delta));
        let first = delta.unwrap_or(at);
        let Ends { mut currents, base } = Around::new(self, first, span, unit).ends();
        if currents.is_empty() {
            currents = self.far(first, delta.or(base));
        }
        let mut readings = Vec::new();
        for current in currents.iter().copied().map(Some).chain(currents.is_empty().then_some(None)) {
            if delta.is_some() {
                readings.push(Change { current, base, delta });
                if current.is_some() && base.is_some() {
                    readings.push(Change { current, base: None, delta });
                }
                // 2021年平均用时95分钟，缩短了19分钟，降幅20%: the figure of an earlier year is what the change is of.
                if base.is_none() && current.is_some_and(|current| self.is_earlier(current)) {
                    readings.push(Change { current: None, base: current, delta });
                }
            }
            if current.is_some() && base.is_some() {
                readings.push(Change { current, base, delta: None });
            }
        }
        // The change itself may stand behind a word that is not known: 比预算85万元压下来8.8万元，压减10.4%.
        // A vague rate would hold of almost any two of them.
        if delta.is_none() && (rate.roles.has(Role::Saved) || base.is_some() && exists(rate)) {
            let any = rate.roles.has(Role::Saved);
            // 由60万人次增加到150万人次: what it has come to is no change.
            let reached = |delta: usize| self.prose.get(delta).is_some_and(|delta| delta.roles.has(Role::To));
            let fits = |reading: &Change| (reading.current.is_none() || reading.delta == base) && !reading.delta.is_some_and(reached);
            readings.extend(saved(&currents, base).into_iter().filter(|reading| any || fits(reading)));
        }
        readings.retain(|reading| reading.base.is_some() || reading.current.is_some());
        if readings.is_empty() {
            readings.extend(self.behind(at, rate));
        }
        readings
    }

    /// 96场，增长28%，比上年的75场增加21场: the earlier figure stands in the clause behind the rate.
    fn behind(&self, at: usize, rate: &Mention) -> Option<Change> {
        let (current_at, base_at) = (at.checked_sub(1)?, at + 1);
        let (current, base) = (self.prose.get(current_at)?, self.prose.get(base_at)?);
        let near = current.sentence == rate.sentence && base.sentence == rate.sentence && base.clause == rate.clause + 1;
        let earlier = base.roles.any(&[Role::Previous, Role::Against]) && !base.is_change();
        let plain = |mention: &Mention| mention.is_amount() && mention.is_plain() && mention.depth == rate.depth;
        let fit = near && earlier && plain(current) && plain(base) && current.is_like(base) && !current.is_change() && !base.is_zero();
        let other = current.roles.any(&[Role::Previous, Role::From, Role::Each]) || rate.roles.any(&[Role::Previous, Role::Against]);
        (fit && !other).then_some(Change { current: Some(current_at), base: Some(base_at), delta: None })
    }

    /// The readings of 增加205万元 and 提高22个百分点: both ends have to be given.
    fn plain(&self, at: usize, change: &Mention) -> Vec<Change> {
        let span = self.prose.sentence(at);
        let unit = match change.quantity.unit.dimension {
            Dimension::Points => None,
            Dimension::Plain | Dimension::Money | Dimension::Ratio | Dimension::Score | Dimension::Count(_) => Some(change),
        };
        let changed = |other: usize| self.prose.get(other).is_some_and(|other| other.is_change() && other.is_like(change));
        let first = if change.roles.has(Role::Net) { (span.start..at).find(|&other| changed(other)) } else { None };
        let Ends { mut currents, base } = Around::new(self, at, span, unit).ends();
        currents.retain(|&current| first.is_none_or(|first| current < first));
        if currents.is_empty() && unit.is_some() {
            currents = self.far(at, base);
        }
        let Some(base) = base else { return self.against(at, change) };
        // 新增6家，退出1家，净增5家，上年末为133家: where the earlier figure stands behind, the later may have been told before.
        if base > at && unit.is_some() {
            currents.extend(self.told(at, change));
        }
        // 人均由165元调到178元，人均增加13元: a change for one is that of figures for one.
        let each = |mention: &Mention| mention.roles.has(Role::Each);
        // 亩均产量由380公斤提高到425公斤，新增产能540吨: nor is what all gained the change of one.
        let total_of = |base: &Mention| each(base) && !each(change) && base.quantity.unit != change.quantity.unit;
        if self.prose.get(base).is_some_and(|base| each(change) && !each(base) || total_of(base)) {
            return Vec::new();
        }
        currents.into_iter().map(|current| Change { current: Some(current), base: Some(base), delta: None }).collect()
    }

    /// The amount of a change before its rate: 增加205万元，增长12.5%.
    fn delta(&self, range: Range<usize>, rate: &Mention) -> Option<usize> {
        let delta = range.rev().find(|&other| self.prose.get(other).is_some_and(|other| !other.is_amount() || other.is_change()))?;
        let mention = self.prose.get(delta)?;
        (mention.is_amount() && is_down(mention.roles) == is_down(rate.roles) && exists(mention)).then_some(delta)
    }

    /// Whether a figure is said to be of a year before that of the report.
    fn is_earlier(&self, at: usize) -> bool {
        self.prose.get(at).and_then(|mention| mention.year).zip(self.fiscal).is_some_and(|(year, fiscal)| year < fiscal)
    }

    /// Whether the words before a figure begin with a year: 2022年为2700件.
    fn is_dated(&self, mention: &Mention) -> bool {
        mention.year.is_some_and(|year| self.prose.words(mention.head).trim_start().starts_with(&year.to_string()))
    }

    /// Whether two figures stand next to each other.
    fn beside(&self, first: usize, second: usize) -> bool {
        let between = first + 1..second;
        let aside = |other: &Mention| {
            other.depth > 0 || other.year.is_some() && other.roles.any(&[Role::Previous, Role::Against]) || self.is_dated(other)
        };
        between.clone().count() <= 1 && between.into_iter().all(|at| self.prose.get(at).is_some_and(aside))
    }

    /// Whether the words before a change name what has changed: 人员经费增加20万元, but not 多培训了360人次 nor 增收66万元.
    fn has_subject(&self, change: &Mention) -> bool {
        let turns = |roles: Roles| roles.any(&[Role::Up, Role::Down]);
        let head = self.prose.words(change.head);
        let words = head.len() - head.trim_start().len();
        let first = self.measures.find(head).find(|(_, word)| !word.roles.has(Role::Neutral) || turns(word.roles));
        let leads = first.is_some_and(|(range, word)| range.start <= words && turns(word.roles));
        let label = self.measures.find(self.prose.words(change.label)).any(|(_, word)| turns(word.roles));
        !leads && !(change.scope.is_empty() && (change.label.is_empty() || label))
    }
}

fn is_down(roles: Roles) -> bool {
    roles.has(Role::Down) && !roles.has(Role::Up)
}

/// 节约3.2万元，节约率20%: no word of change before the amount, which is the change all the same. It is one of the figures found. Or
/// both are its ends: 控制价892万元，中标价865.24万元，节约率3%.
fn saved(currents: &[usize], base: Option<usize>) -> Vec<Change> {
    let all: Vec<usize> = currents.iter().copied().chain(base).collect();
    let of = |delta: usize| {
        let others = all.iter().copied().filter(move |&other| other != delta);
        others.flat_map(move |other| {
            let (delta, other) = (Some(delta), Some(other));
            [
                Change { current: None, base: other, delta },
                Change { current: other, base: None, delta },
                Change { current: delta, base: other, delta: None },
            ]
        })
    };
    all.iter().flat_map(|&delta| of(delta)).collect()
}
