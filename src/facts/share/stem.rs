//! Parts and wholes that are known by less than their names: 绿化面积 by 已完成绿化620亩, 在册人口 by 在册人员1760人; by their place,
//! 后者占前者的75%; and by what is said at once of both, 30%即150万元.

use super::words::Words;
use super::{Open, Reader};
use crate::data::measures::Role;
use crate::facts::near;
use crate::facts::prose::{Mention, Name};
use crate::facts::quotient::{Near, Quotient};
use crate::facts::sum::repair;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;

/// How many figures before a share may be its whole where nothing names it.
const GUESSED: usize = 12;
/// A rate of so many digits is one keystroke from the right one by no chance.
const DIGITS: u32 = 3;

impl Reader<'_, '_> {
    /// What is left of a name without the words for how it is counted: 绿化 of 绿化面积.
    pub(super) fn stem(&self, name: Span) -> &str {
        near::stem(&self.connectors.naming, self.measures, self.prose.words(name)).stem
    }

    /// Whether the words before a figure, or right behind it, hold the stem of a name.
    pub(super) fn is_stem_of(&self, other: usize, name: Span) -> bool {
        let stem = self.stem(name);
        let earlier = [Role::Previous, Role::Against, Role::From];
        let apart =
            |words: &str| self.connectors.naming.apart.iter().any(|word| words.contains(word.as_str()) && !stem.contains(word.as_str()));
        let held = |mention: &Mention| {
            let words = self.prose.words(mention.head);
            mention.is_amount() && !mention.roles.any(&earlier) && words.contains(stem) && !apart(words)
        };
        !stem.is_empty() && self.prose.get(other).is_some_and(held)
    }

    /// The figures before a share that the stem of the whole names, the nearest first: of its own paragraph, or else of its section.
    pub(super) fn stems(&self, at: usize, part: &Mention, name: Span) -> Vec<usize> {
        let fits = |other: &usize| self.is_stem_of(*other, name) && self.is_base(at, part, *other);
        let before: Vec<usize> = self.before(at).rev().filter(fits).collect();
        let own = before.iter().copied().filter(|other| self.prose.block(at).contains(other)).collect::<Vec<usize>>();
        if own.is_empty() { before } else { own }
    }

    /// The figures before a share in its section, as far as one reads.
    pub(super) fn before(&self, at: usize) -> std::ops::Range<usize> {
        let section = self.prose.get(at).and_then(|mention| mention.section);
        let near = self.prose.block(at).start.min(at).saturating_sub(GUESSED)..at;
        let same = |other: &usize| self.prose.get(*other).is_some_and(|other| other.section == section);
        near.clone().find(same).unwrap_or(at)..at
    }

    /// The nearest figure before a share whose words hold the stem of what the share is of.
    pub(super) fn stemmed(&self, at: usize, rate: &Mention, name: Span) -> Option<usize> {
        let start = self.before(at).start;
        let plain =
            |other: &usize| self.prose.get(*other).is_some_and(|other| other.is_plain() && !other.is_change() && other.depth <= rate.depth);
        (start..at).rev().filter(plain).find(|&other| self.is_stem_of(other, name))
    }

    /// Whether the whole is known by its own words alone, so that no other figure near by may be meant.
    pub(super) fn is_told_apart(&self, at: usize, words: Words, readings: &[Quotient]) -> bool {
        let wholes = || readings.iter().flat_map(|reading| reading.denominators.iter().copied());
        let own = |other: usize| other < at && self.is_stem_of(other, words.whole);
        !self.stem(words.whole).is_empty() && wholes().next().is_some() && wholes().all(own) && self.prose.is_one_value(wholes())
    }

    /// 奖补总额500万元中，30%即150万元投向…; 54%（675笔）: the amount behind the share says the same in other terms.
    pub(super) fn restated(&self, at: usize, rate: &Mention) -> Option<Quotient> {
        let part = self.prose.get(at + 1).filter(|part| part.is_amount() && part.is_plain() && part.sentence == rate.sentence)?;
        let between = Span { start: rate.span.end, end: part.span.start.max(rate.span.end) };
        let words = self.prose.words(between).trim_matches(['，', '（', '(', ' ', ',']);
        let bracket = words.is_empty() && part.depth == rate.depth + 1;
        let says = bracket || self.connectors.naming.restating.iter().any(|word| word == words);
        let named = rate.name != Name::Unknown || rate.roles.any(&[Role::Against, Role::Previous, Role::Target]);
        if !says || named {
            return None;
        }
        let whole = self.only(self.prose.sentence(at).start..at, at + 1, part)?;
        Some(Quotient::of(at + 1, whole, Near::Sentence))
    }

    /// 新修渠道20公里，硬化渠道13公里，后者占前者的65%.
    pub(super) fn latter(&self, at: usize, rate: &Mention) -> Option<Quotient> {
        let head = self.prose.words(rate.head);
        let (later, earlier) = (head.find(self.connectors.naming.latter.as_str()), head.find(self.connectors.naming.former.as_str()));
        let (later, earlier) = later.zip(earlier)?;
        let alike = |other: &usize| self.prose.get(*other).is_some_and(|other| other.is_amount() && other.is_plain() && other.depth == 0);
        let mut before = (self.prose.sentence(at).start..at).rev().filter(alike);
        let (last, first) = (before.next()?, before.next()?);
        let like = self.prose.get(last)?.is_like(self.prose.get(first)?);
        let (part, whole) = if later < earlier { (last, first) } else { (first, last) };
        like.then(|| Quotient::of(part, whole, Near::Sentence))
    }

    /// 占比最大的是路基，达到45%，金额810万元: a share that is told before its part, whose whole is to be guessed.
    pub(super) fn leading(&self, at: usize, rate: &Mention) -> Option<Open> {
        let nothing = Span { start: rate.head.end, end: rate.head.end };
        let next = self.prose.get(at + 1).filter(|_| rate.name == Name::Unknown && self.prose.has(rate, Role::Share))?;
        let bare = self.measures.leftover(self.prose.words(next.head)).is_none();
        let beside = next.sentence == rate.sentence && next.depth == rate.depth && next.clause == rate.clause + 1;
        let plain = next.is_amount() && next.is_plain() && !next.is_change();
        (bare && beside && plain).then_some(Open { at, part: at + 1, words: Words { subject: nothing, whole: nothing } })
    }

    /// The whole of a share that no word names: that of another share beside it, the only larger figure of its sentence, or one before it by
    /// which one keystroke makes the share right. None where any figure near by makes it.
    pub(super) fn guessed(&self, share: &Open, known: &[Quotient]) -> Vec<Quotient> {
        let (Some(rate), Some(part)) = (self.prose.get(share.at), self.prose.get(share.part)) else { return Vec::new() };
        let changed = [Role::Previous, Role::Against, Role::From, Role::To];
        // 分别占61.5%和38.5%: the whole of a list of shares is what its parts make.
        if self.list(share.at, rate).len() > 1
            || !share.words.whole.is_empty()
            || part.year.is_some()
            || rate.roles.any(&changed[..3])
            || part.roles.any(&changed)
        {
            return Vec::new();
        }
        let near = self.prose.block(share.at).start.saturating_sub(GUESSED)..self.prose.block(share.at).end;
        let fits = |other: &usize| *other != share.part && self.is_base(share.at, part, *other) && self.is_larger(*other, part);
        let all: Vec<usize> = near.filter(fits).collect();
        let makes = |&whole: &usize| self.made(share.part, whole).is_some_and(|made| is_near(made, rate));
        if all.iter().any(makes) {
            return Vec::new();
        }
        let beside = known.iter().filter_map(|reading| {
            let (&other, &whole) = (reading.numerators.first()?, reading.denominators.first()?);
            let first = self.prose.get(other)?;
            (first.block == part.block && first.is_like(part) && all.contains(&whole)).then_some(whole)
        });
        let sentence =
            self.only(self.prose.sentence(share.at).start..share.part, share.part, part).filter(|_| share.words.subject.is_empty());
        let figure = repair::of_rate(self.prose.text, rate.quantity, rate.span);
        let slip = |whole: &&usize| {
            let repair = self.made(share.part, **whole).and_then(|made| repair::rounded(&figure, made));
            repair.is_some_and(|repair| repair.digits() >= DIGITS)
        };
        let whole = beside.last().or(sentence).or_else(|| all.iter().rev().find(slip).copied());
        whole.map(|whole| Quotient::of(share.part, whole, Near::Paragraph)).into_iter().collect()
    }

    /// The only figure of a range that is like a part and larger.
    fn only(&self, range: std::ops::Range<usize>, at: usize, part: &Mention) -> Option<usize> {
        let like = |other: &usize| *other != at && self.prose.get(*other).is_some_and(|other| other.is_like(part) && other.sound);
        let mut found = range.filter(like);
        let whole = found.next().filter(|_| found.next().is_none())?;
        (self.is_base(at, part, whole) && self.is_larger(whole, part)).then_some(whole)
    }

    fn is_larger(&self, whole: usize, part: &Mention) -> bool {
        self.prose.value(whole) > part.quantity.base().ok()
    }

    fn made(&self, part: usize, whole: usize) -> Option<Decimal> {
        self.prose.value(part)?.checked_div(self.prose.value(whole)?)
    }
}

/// Whether a share is a rate, but for its last place.
fn is_near(made: Decimal, rate: &Mention) -> bool {
    let Ok(stated) = rate.quantity.base() else { return false };
    let place = crate::quantity::exact::at_place(1, rate.quantity.place()).unwrap_or_default();
    rate.quantity.unit.dimension == Dimension::Ratio && made.saturating_sub(stated).abs() <= place
}
