//! Changes against an earlier figure: 1845万元，比2019年的1640万元增加205万元，增长12.5%; 由41%升至63%，提高22个百分点.

use super::prose::{Mention, Name, Prose};
use super::{Context, FactId, Facts, Field, Kind, Type, Value};
use crate::data::measures::{Measures, Role, Roles};
use crate::quantity::{Dimension, Hedge, Mode};
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

/// The figures at the two ends of a change: what the later may be, the most plausible first, and the earlier.
struct Ends {
    currents: Vec<usize>,
    base: Option<usize>,
}

/// How many later figures are looked for beyond the sentence.
const FAR: usize = 8;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let fiscal = super::fiscal_year(facts).and_then(|year| i16::try_from(year).ok());
    let reader = Reader { prose: context.prose(), measures: &context.knowledge.measures, fiscal };
    for (at, change) in reader.prose.mentions.iter().enumerate().filter(|(_, change)| is_stated(change)) {
        let readings = match change.quantity.unit.dimension {
            Dimension::Ratio => reader.rated(at, change),
            Dimension::Money | Dimension::Count(_) | Dimension::Points => reader.plain(at, change),
            Dimension::Plain | Dimension::Score => Vec::new(),
        };
        if !readings.is_empty() {
            reader.push(facts, change, &readings);
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
        let Ends { mut currents, base } = self.ends(first, span, unit);
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
            }
            if current.is_some() && base.is_some() {
                readings.push(Change { current, base, delta: None });
            }
        }
        // The change itself may stand behind a word that is not known: 比预算85万元压下来8.8万元，压减10.4%.
        // A vague rate would hold of almost any two of them.
        if delta.is_none() && (rate.roles.has(Role::Saved) || base.is_some() && exists(rate)) {
            let any = rate.roles.has(Role::Saved);
            readings.extend(saved(&currents, base).into_iter().filter(|reading| any || reading.current.is_none() || reading.delta == base));
        }
        readings.retain(|reading| reading.base.is_some() || reading.current.is_some());
        readings
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
        let Ends { mut currents, base } = self.ends(at, span, unit);
        currents.retain(|&current| first.is_none_or(|first| current < first));
        if currents.is_empty() && unit.is_some() {
            currents = self.far(at, base);
        }
        let Some(base) = base else { return Vec::new() };
        // 新增6家，退出1家，净增5家，上年末为133家: where the earlier figure stands behind, the later may have been told before.
        if base > at && unit.is_some() {
            currents.extend(self.told(at, change));
        }
        // 人均由165元调到178元，人均增加13元: a change for one is that of figures for one.
        let each = |mention: &Mention| mention.roles.has(Role::Each);
        if each(change) && !self.prose.get(base).is_some_and(each) {
            return Vec::new();
        }
        currents.into_iter().map(|current| Change { current: Some(current), base: Some(base), delta: None }).collect()
    }

    /// The later figure when the sentence of the change does not give it: the last total of the same measure before it. Others of the
    /// measure may be meant too; where they differ in what they are of, none is taken.
    fn far(&self, at: usize, like: Option<usize>) -> Vec<usize> {
        let Some((change, like)) = self.prose.get(at).zip(like.and_then(|like| self.prose.get(like))) else { return Vec::new() };
        let Name::Measure(measure) = change.name else { return self.above(at, like) };
        let fits = |other: &Mention| {
            other.measure() == Some(measure)
                && self.is_later(change, like, other)
                && self.prose.is_whole(other.subject) == self.prose.is_whole(change.subject)
                && self.prose.may_agree(other.subject, change.subject)
        };
        (0..self.prose.sentence(at).start).rev().filter(|&other| self.prose.get(other).is_some_and(fits)).take(FAR).collect()
    }

    /// Whether a figure can be what a change has come to: a whole of its year, like the earlier figure.
    fn is_later(&self, change: &Mention, like: &Mention, other: &Mention) -> bool {
        other.is_like(like)
            && !other.part
            && other.is_plain()
            && !other.is_change()
            && !other.is_aim()
            && !other.roles.any(&[Role::Against, Role::Previous, Role::From])
            && self.prose.same_year(change, other)
    }

    /// The last figures of the paragraph, before the sentence of a change, that it may be of.
    fn told(&self, at: usize, change: &Mention) -> Vec<usize> {
        let before = self.prose.block(at).start..self.prose.sentence(at).start;
        let fits = |other: &Mention| other.is_like(change) && other.is_plain() && !other.is_change();
        before.rev().filter(|&other| self.prose.get(other).is_some_and(fits)).take(FAR).collect()
    }

    /// 免学费学生3462名，其中…；比上年的3297名增加165名: the last whole before the change in the full sentence, when this part of it names nothing.
    fn above(&self, at: usize, like: &Mention) -> Vec<usize> {
        let Some(change) = self.prose.get(at).filter(|change| !self.has_subject(change)) else { return Vec::new() };
        let (period, sentence) = (self.prose.period(at), self.prose.sentence(at));
        let first = self.prose.get(sentence.start).is_some_and(|first| first.roles.any(&[Role::Against, Role::Previous]));
        let fits = |other: &usize| self.prose.get(*other).is_some_and(|other| self.is_later(change, like, other));
        let found = (period.start..sentence.start).rev().find(fits);
        found.into_iter().filter(|_| first).collect()
    }

    /// The amount of a change before its rate: 增加205万元，增长12.5%.
    fn delta(&self, range: Range<usize>, rate: &Mention) -> Option<usize> {
        let delta = range.rev().find(|&other| self.prose.get(other).is_some_and(|other| !other.is_amount() || other.is_change()))?;
        let mention = self.prose.get(delta)?;
        (mention.is_amount() && is_down(mention.roles) == is_down(rate.roles) && exists(mention)).then_some(delta)
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

    /// What the later figure around a change may be, and the earlier one. `unit`: what they count; percentages when there is none.
    fn ends(&self, at: usize, span: Range<usize>, unit: Option<&Mention>) -> Ends {
        let wanted = self.unit(at, unit);
        // A change with a subject of its own (人员经费增加20万元) is not of the figures before it.
        let named = self.prose.get(at).is_some_and(|change| self.has_subject(change));
        let whole = span.clone();
        let span = if named { at..span.end } else { span };
        let like =
            |other: &Mention| Some(other.quantity.unit.dimension) == wanted && exists(other) && !other.is_change() && !other.is_aim_word();
        let is = |index: usize, test: &dyn Fn(&Mention) -> bool| self.prose.get(index).is_some_and(|other| like(other) && test(other));
        let before = || (span.start..at).rev().take(4);
        let to = before().find(|&index| is(index, &|other| other.roles.has(Role::To) || other.tail.has(Role::To)));
        // 由6.5万元提高到7.2万元，72人需518.4万元，增加50.4万元: the change is of what stands last.
        let near = |other: &Mention| !other.part && other.depth <= self.prose.get(at).map_or(0, |change| change.depth);
        let passed = to.filter(|&to| before().find(|&index| is(index, &near)).is_some_and(|nearest| nearest > to));
        let before = || before().filter(|&index| passed.is_none_or(|passed| index > passed));
        if let Some(to) = to.filter(|_| passed.is_none()) {
            let from = to.checked_sub(1).filter(|&from| from >= span.start && is(from, &|other| !other.roles.has(Role::To)));
            if self.prose.get(to).is_some_and(|to| to.roles.has(Role::To)) {
                return Ends { currents: vec![to], base: from };
            }
        }
        let earlier = |other: &Mention| other.roles.any(&[Role::Against, Role::Previous, Role::From]);
        let told: Vec<usize> = before().filter(|&index| is(index, &|other| !earlier(other) && !other.tail.has(Role::To))).collect();
        let year = |index: &usize| self.prose.get(*index).and_then(|mention| mention.year.or(self.fiscal));
        // What stands in brackets, or is a part of a total before it, is told beside the figure that the change is of.
        let depth = self.prose.get(at).map_or(0, |change| change.depth);
        let outer = |index: &usize| self.prose.get(*index).is_some_and(|other| other.depth <= depth && !other.part);
        let wholes = told.iter().filter_map(|&index| self.prose.get(index)?.whole).filter(|&whole| is(whole, &|other| !earlier(other)));
        let mut told: Vec<usize> = told.iter().copied().filter(outer).chain(wholes).chain(told.iter().copied()).collect();
        dedup(&mut told);
        // Of two years the later is the current one.
        let latest = told.iter().filter_map(year).max();
        let current = told.iter().copied().find(|index| year(index) == latest).or(told.first().copied());
        let year = current.and_then(|current| self.prose.get(current)?.year.or(self.fiscal));
        let is_before = |other: &Mention| other.year.zip(year).is_some_and(|(other, year)| other + 1 == year);
        let is_earlier =
            |other: &Mention| earlier(other) || is_before(other) || other.depth > 0 && other.year.is_some() && other.year != year;
        // 新增6家，退出1家，净增5家，上年末为133家: what stands behind another change is the base of that.
        let again = |other: &&usize| {
            self.prose.get(**other).is_some_and(|other| other.is_change() && Some(other.quantity.unit.dimension) == wanted)
        };
        let behind: Vec<usize> = (at + 1..span.end.min(at + 4)).collect();
        let behind = behind.iter().take_while(|other| !again(other)).copied().collect::<Vec<usize>>();
        // 较年初预算下降20%，较上年的45万元下降7.56%: what a change of its own stands behind is the base of that.
        let own = |other: &usize| {
            let next = self.prose.get(other + 1);
            self.prose.get(*other).zip(next).is_some_and(|(other, next)| {
                other.roles.has(Role::Against) && next.is_change() && next.clause == other.clause && next.depth == other.depth
            })
        };
        let behind = behind.into_iter().take_while(|other| !own(other));
        let base = before().chain(behind).find(|&index| Some(index) != current && is(index, &is_earlier));
        // 同比增加11天，达到299天，上年为288天: both stand behind the change.
        let later = (current.is_none() && named && base.is_some_and(|base| base > at)).then(|| {
            let behind = at + 1..span.end.min(at + 3);
            behind.into_iter().find(|&index| is(index, &|other| other.roles.has(Role::To) && !earlier(other)))
        });
        let current = current.or(later.flatten());
        let base = base.or_else(|| self.planned(at, whole, current));
        let others = told.into_iter().filter(|&index| Some(index) != current && Some(index) != base);
        Ends { currents: current.into_iter().chain(others).collect(), base }
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

    /// 计划65公里，完成58.5公里，少了6.5公里: nothing else is told that it could be a change against.
    fn planned(&self, at: usize, span: Range<usize>, current: Option<usize>) -> Option<usize> {
        let (change, current) = (self.prose.get(at)?, self.prose.get(current?)?);
        let apart = |role: Role| change.roles.has(role) || self.prose.has(change, role);
        if self.has_subject(change) || [Role::Against, Role::Previous, Role::From].into_iter().any(apart) {
            return None;
        }
        let like =
            |&index: &usize| self.prose.get(index).is_some_and(|other| other.is_like(current) && exists(other) && !other.is_change());
        let mut before = (span.start..at).filter(like);
        let (aim, _, None) = (before.next()?, before.next()?, before.next()) else { return None };
        self.prose.get(aim).filter(|aim| aim.is_aim_word() && aim.clause + 2 >= change.clause).map(|_| aim)
    }

    /// What the ends of a change count: what the amount of the change counts, or what the figure before a rate counts.
    fn unit(&self, at: usize, unit: Option<&Mention>) -> Option<Dimension> {
        if let Some(unit) = unit {
            return Some(unit.quantity.unit.dimension);
        }
        if self.prose.get(at)?.quantity.unit.dimension == Dimension::Points {
            return Some(Dimension::Ratio);
        }
        let before = self.prose.get(at.checked_sub(1)?)?;
        (before.is_amount() && before.sentence == self.prose.get(at)?.sentence).then_some(before.quantity.unit.dimension)
    }

    fn push(&self, facts: &mut Facts<'a>, change: &Mention, readings: &[Change]) {
        let readings = Value::List(readings.iter().map(|reading| Value::Fact(self.reading(facts, reading))).collect());
        let values = vec![
            Value::Number(change.quantity, Some(change.span)),
            Value::Truth(change.quantity.unit.dimension == Dimension::Ratio),
            Value::Truth(is_down(change.roles)),
            readings,
            Value::Truth(self.prose.has(change, Role::Qualifying)),
        ];
        facts.push(&GROWTH, change.head.to(change.span), values);
    }

    fn reading(&self, facts: &mut Facts<'a>, reading: &Change) -> FactId {
        let mention = |at: Option<usize>| at.and_then(|at| self.prose.get(at));
        let number = |at: Option<usize>| mention(at).map_or(Value::Missing, |mention| Value::Number(mention.quantity, Some(mention.span)));
        let places = [reading.current, reading.base, reading.delta].map(|at| mention(at).map(|mention| mention.span));
        let span = places.into_iter().flatten().reduce(|a, b| a.to(b)).unwrap_or_default();
        facts.push(&CHANGE, span, vec![number(reading.current), number(reading.base), number(reading.delta)])
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

/// Keeps the first of each.
fn dedup(indices: &mut Vec<usize>) {
    let mut seen = Vec::new();
    indices.retain(|index| {
        let new = !seen.contains(index);
        seen.push(*index);
        new
    });
}
