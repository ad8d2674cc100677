//! A list of parts behind a connector, read from left to right.

use super::claim::{self, Direction, LONGEST, Operand, Tally};
use crate::data::connectors::{Mark, Role};
use crate::quantity::{Decimal, Dimension};
use crate::skeleton::{Gap, Term};

/// Bytes of a word that only joins figures: 和.
pub(super) const JOIN: usize = 3;

/// How a list within the list is passed over.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nested {
    /// Up to the next heavier mark.
    Whole,
    /// One figure only.
    One,
}

/// How what there was is read, in a list of what was spent of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Supply {
    /// As a part like others.
    Part,
    /// As no part, where what was spent of it follows: 省级资金60万元，支出52万元.
    None,
}

/// A list of parts as it is read from left to right.
pub(super) struct List<'s> {
    pub parts: Vec<&'s Term>,
    /// How many parts stand before the first mark or word that may end the list.
    soft: Option<usize>,
    /// How many before the first word that must.
    hard: Option<usize>,
    /// Whether a word behind a part says that others are left out.
    pub open_end: bool,
    /// Whether words behind the parts say that they make up the whole.
    pub made_up: bool,
}

impl<'s> List<'s> {
    /// The list that begins at `at`, of figures of one kind. None when figures are handed out to each of several.
    pub(super) fn read(
        terms: &'s [Term],
        at: usize,
        dimension: Dimension,
        total: &Term,
        (nested, supply): (Nested, Supply),
    ) -> Option<Self> {
        let mut list = List { parts: Vec::new(), soft: None, hard: None, open_end: false, made_up: false };
        let mut walk = Walk { base: None, skipped: None, inner: None, nested };
        let mut each = false;
        for (place, term) in terms.iter().enumerate().skip(at).take(LONGEST) {
            // 每亩90元、60元、150元: figures joined to a rate are rates too.
            each = claim::is_rate(term) || each && term.gap.mark == Some(Mark::Pause) && term.label.len() <= JOIN;
            if place > at && walk.ends(&term.gap) {
                break;
            }
            list.note(term);
            if list.open_end && list.parts.is_empty() {
                break;
            }
            if place > at && walk.is_inside(term, dimension) {
                continue;
            }
            if supply == Supply::None && is_supply(term, terms.get(place + 1..).unwrap_or_default()) {
                walk.skip(&term.gap);
                continue;
            }
            if term.quantity.unit.dimension != dimension || each {
                if term.quantity.unit.dimension == dimension && matches!(dimension, Dimension::Count(_)) {
                    return None;
                }
                walk.skip(&term.gap);
                continue;
            }
            let gap = walk.gap(&term.gap);
            if let Some(first) = list.parts.first() {
                let cut = walk.cut(&gap, first, total);
                list.cut(cut);
            }
            list.parts.push(term);
        }
        (!list.parts.is_empty()).then_some(list)
    }

    /// 其中甲项安排90万元，由三级分担，省级30万元、市级20万元、县级40万元: whether the first part alone is named, and the others make it up.
    pub(super) fn is_of_first(&self, terms: &[Term]) -> bool {
        let value = |part: &&Term| part.quantity.base().unwrap_or_default();
        let parts = &self.parts[..self.own()];
        let Some((first, others)) = parts.split_first().filter(|(_, others)| others.len() > 1) else { return false };
        let between = |term: &&Term| first.span.end <= term.span.start && term.span.start <= others[0].span.start;
        let made_of = terms.iter().filter(between).any(|term| term.gap.roles().has(Role::From));
        made_of && others.iter().map(value).fold(Decimal::ZERO, Decimal::saturating_add) == value(first)
    }

    /// How many parts stand before the first mark or word that may end the list.
    pub(super) fn own(&self) -> usize {
        self.soft.unwrap_or(self.parts.len())
    }

    fn note(&mut self, term: &Term) {
        let tail = term.tail;
        self.open_end |= tail.has(Role::OpenEnd);
        self.made_up |= tail.has(Role::MakesUp);
    }

    fn cut(&mut self, cut: Cut) {
        let here = Some(self.parts.len());
        match cut {
            Cut::None => {}
            Cut::Soft => self.soft = self.soft.or(here),
            Cut::Hard => {
                self.soft = self.soft.or(here);
                self.hard = self.hard.or(here);
            }
        }
    }

    /// Every beginning of the list as parts of a total; natural where a mark or word ends it.
    pub(super) fn readings(&self, total: &Term, out: &mut Vec<Tally>) {
        let all = self.parts.len();
        // 控制在45万元以内: a bound behind the list fits any total.
        let bound = self.soft.and_then(|soft| Some(soft + self.parts.get(soft..)?.iter().position(|part| claim::is_bound(part))?));
        let last = bound.unwrap_or(all);
        let ends = [self.soft.unwrap_or(all), self.hard.unwrap_or(all).min(last)];
        let direction = Direction::of(&total.gap);
        let parts: Vec<Operand> = self.parts.iter().map(|part| Operand::of(part, direction)).collect();
        let total = Operand::of(total, None);
        let near = all.saturating_sub(8);
        for end in (1..=all).filter(|end| *end <= last && (ends.contains(end) || *end > near || *end <= 4)) {
            out.push(Tally { total, parts: parts[..end].to_vec(), natural: ends.contains(&end) });
        }
    }
}

/// Whether a figure is what there was, and the next of its kind in the same item what was spent of it.
fn is_supply(term: &Term, behind: &[Term]) -> bool {
    let item = || behind.iter().take_while(|other| other.gap.mark < Some(Mark::Semicolon));
    let spent = item().find(|other| other.quantity.unit.dimension == term.quantity.unit.dimension && !claim::is_rate(other));
    let less = |other: &Term| other.quantity.base().ok() <= term.quantity.base().ok();
    !term.gap.label.has(Role::Uses) && spent.is_some_and(|other| other.gap.label.has(Role::Uses) && less(other))
}

/// What a gap does to a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cut {
    None,
    Soft,
    Hard,
}

/// The state between two figures of a list.
struct Walk {
    /// The mark between the first two parts.
    base: Option<Option<Mark>>,
    /// The gaps that were passed over since the last part, joined.
    skipped: Option<Gap>,
    /// Inside a list within the list: the mark between its figures, once known.
    inner: Option<Option<Option<Mark>>>,
    nested: Nested,
}

impl Walk {
    /// Whether nothing of the list can stand behind the gap.
    fn ends(&self, gap: &Gap) -> bool {
        gap.mark >= Some(Mark::Stop) || gap.roles().any(&[Role::Sums, Role::Splits])
    }

    /// Whether the term belongs to a list within the list.
    fn is_inside(&mut self, term: &Term, dimension: Dimension) -> bool {
        let same = term.quantity.unit.dimension == dimension;
        if term.gap.roles().any(&[Role::Opens, Role::Includes, Role::Whole, Role::Main, Role::Spends]) && same {
            self.inner = Some(None);
            self.skip(&term.gap);
            return true;
        }
        let Some(inner) = self.inner else { return false };
        let stays = self.nested == Nested::Whole && inner.is_none_or(|mark| term.gap.mark <= mark) && term.gap.mark < Some(Mark::Semicolon);
        // 其中道路45万元、照明6万元；二是三个村尾款44万元: a figure of another kind may stand behind the mark that ends the inner list.
        if !stays {
            self.inner = None;
        }
        if !stays || !same {
            return false;
        }
        // 30元档112,860人338.58万元，60元档…: what no mark parts is one item.
        self.inner = Some(inner.or(term.gap.mark.map(Some)));
        self.skip(&term.gap);
        true
    }

    fn skip(&mut self, gap: &Gap) {
        self.skipped = Some(self.skipped.map_or(*gap, |skipped| skipped.join(gap)));
    }

    /// What stands between the last part and this.
    fn gap(&mut self, gap: &Gap) -> Gap {
        self.skipped.take().map_or(*gap, |skipped| skipped.join(gap))
    }

    fn cut(&mut self, gap: &Gap, first: &Term, total: &Term) -> Cut {
        let base = *self.base.get_or_insert(gap.mark);
        let known = first.gap.label | total.gap.label;
        let change = Direction::of(&total.gap).is_some();
        let foreign = [Role::Against, Role::Rest].iter().any(|&role| gap.label.has(role) && !known.has(role));
        let less = gap.label.has(Role::Less) && !change && !known.has(Role::Less);
        // 满意度 names a class of scores, and no stage.
        let stage = first.quantity.unit.dimension != Dimension::Score && gap.label.beyond(known);
        // 另有4.5万元: it may be of the same whole, or be told besides.
        if foreign || less || stage || gap.label.has(Role::Besides) {
            return Cut::Hard;
        }
        let more = gap.label.has(Role::More) && !change && !known.has(Role::More);
        let closes = gap.label.has(Role::Closes) && !first.gap.label.has(Role::Closes);
        if more || closes || gap.mark > base { Cut::Soft } else { Cut::None }
    }
}
