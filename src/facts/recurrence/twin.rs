//! One thing that two paragraphs call by one name and give with one keystroke's difference: 中标价3186.2万元, and 施工合同按中标价3816.2万元签订.
//!
//! Names are short, and many things share one. So the name stands for no third figure in the report, neither place says whose or which of
//! several the thing is beside the other, both are of one year and one stage, and nothing tells of their difference.

use super::{num, twice};
use crate::data::measures::{Measures, Role};
use crate::facts::near::{after, before};
use crate::facts::prose::{Mention, Prose};
use crate::facts::sum::repair;
use crate::facts::{Context, Facts, fiscal_year};
use crate::quantity::{Decimal, Dimension, Mode};
use crate::text::Span;

/// More figures than these are not compared with each other.
const MOST: usize = 160;
/// Of swapped digits so many are significant, of a single one that is another so many.
const DIGITS: (u32, u32) = (3, 4);
/// The characters of a name: of money, and of things that have a measure word, too.
const NAME: (usize, usize) = (3, 2);
/// The characters of a name that is made of general words: 补助资金.
const GENERAL: usize = 4;
/// The characters of a name that stand in another order.
const CORE: usize = 6;
/// No keystroke makes a figure so many times another.
const FAR: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
/// How many characters behind a figure may name what it counts.
const BEHIND: usize = 8;

pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let reader = Reader {
        prose,
        measures: &context.knowledge.measures,
        numerals: &context.knowledge.connectors.naming.numerals,
        fiscal: fiscal_year(facts),
    };
    let all: Vec<&Mention> = prose.mentions.iter().filter(|mention| reader.is_plain(mention)).take(MOST).collect();
    for (at, second) in all.iter().enumerate() {
        let before = all.get(..at).unwrap_or_default();
        let found = before.iter().find_map(|first| Some((*first, reader.name(first, second, &all)?)));
        let known = || facts.of("recurrence").any(|(_, fact)| fact.span.overlaps(second.span));
        if let Some((first, name)) = found.filter(|_| !known()) {
            twice(facts, prose.words(name), name, [num(first), num(second)]);
        }
    }
}

struct Reader<'r, 'a> {
    prose: Prose<'r, 'a>,
    measures: &'r Measures,
    /// What several of a kind are counted by: 一标段, 乙村.
    numerals: &'r str,
    fiscal: Option<i32>,
}

impl Reader<'_, '_> {
    fn is_plain(&self, mention: &Mention) -> bool {
        let other = [Role::Previous, Role::Against, Role::Each, Role::Partial, Role::Share, Role::From, Role::To, Role::Up, Role::Down];
        let exact = matches!(mention.quantity.mode, Mode::Exact | Mode::Rounded);
        let current = mention.year.is_none_or(|year| Some(i32::from(year)) == self.fiscal);
        mention.is_amount()
            && exact
            && current
            && mention.is_plain()
            && !mention.part
            && !mention.cell
            && !mention.is_aim()
            && mention.depth == 0
            && !mention.roles.any(&other)
    }

    /// The name under which two figures are one, when they are.
    fn name(&self, first: &Mention, second: &Mention, all: &[&Mention]) -> Option<Span> {
        let between = Span { start: first.span.end, end: second.span.start.max(first.span.end) };
        let apart = first.block != second.block || self.prose.words(between).contains('\n');
        if !apart || !first.is_like(second) || !self.is_slip(first, second, None) || self.is_told(first, second) {
            return None;
        }
        let alike = first.quantity.unit == second.quantity.unit;
        let same = |name: &Span| {
            let words = self.prose.words(*name);
            let values = [first.quantity.value, second.quantity.value];
            let third =
                |other: &&&Mention| other.is_like(second) && self.is_called(other, words) && !values.contains(&other.quantity.value);
            !all.iter().any(|other| third(&other)) && self.is_one(first, second, words)
        };
        let sure = |name: &Span| self.is_slip(first, second, Some(*name)) && same(name);
        self.common(first, second).filter(|_| alike).filter(sure).or_else(|| self.core(first, second, all))
    }

    /// Whether one keystroke makes the one figure the other, and by how many digits that is no chance: two will do where the name is long.
    fn is_slip(&self, first: &Mention, second: &Mention, name: Option<Span>) -> bool {
        let (Ok(needed), Ok(stated)) = (first.quantity.base(), second.quantity.base()) else { return false };
        if needed.abs().saturating_mul(FAR) < stated.abs() || stated.abs().saturating_mul(FAR) < needed.abs() {
            return false;
        }
        let figure = repair::of_rate(self.prose.text, second.quantity, second.span);
        let repair = repair::exactly(&figure, needed);
        let long = name.is_none_or(|name| self.prose.words(name).chars().nth(CORE - 1).is_some());
        repair.is_some_and(|repair| {
            repair.digits() + u32::from(long && repair.is_swap()) >= if repair.is_swap() { DIGITS.0 } else { DIGITS.1 }
        })
    }

    /// Whether a figure of the report is the difference of the two, or their sum.
    fn is_told(&self, first: &Mention, second: &Mention) -> bool {
        let Some((one, other)) = first.quantity.base().ok().zip(second.quantity.base().ok()) else { return true };
        let (gap, sum) = (one.saturating_sub(other).abs(), one.saturating_add(other));
        let told = |mention: &Mention| mention.quantity.base().is_ok_and(|value| value == gap || value == sum);
        self.prose.mentions.iter().any(|mention| mention.is_like(first) && told(mention))
    }

    /// The words that stand last before both figures, or before the one and behind the other.
    fn common(&self, first: &Mention, second: &Mention) -> Option<Span> {
        let least = if first.quantity.unit.dimension == Dimension::Money { NAME.0 } else { NAME.1 };
        let (one, other) = (self.head(first), self.head(second));
        let (before, after) = (self.prose.words(one), self.prose.words(other));
        let shared: usize = before
            .chars()
            .rev()
            .zip(after.chars().rev())
            .take_while(|(a, b)| a == b && a.is_alphanumeric())
            .map(|(a, _)| a.len_utf8())
            .sum();
        let suffix = Span { start: other.end - shared as u32, end: other.end };
        if self.is_name(suffix, least) {
            return Some(suffix);
        }
        let behind = |mention: &Mention, head: Span| {
            let text = after_words(self.prose.text, mention);
            let ends = text.char_indices().map(|(at, char)| at + char.len_utf8()).rev();
            let words = self.prose.words(head);
            let found = ends.filter_map(|end| text.get(..end)).find(|name| words.ends_with(name))?;
            Some(Span { start: head.end - found.len() as u32, end: head.end })
        };
        let turned = behind(second, one).or_else(|| behind(first, other));
        turned.filter(|name| self.is_name(*name, NAME.1) && first.quantity.unit.dimension != Dimension::Money)
    }

    /// 2022年乡村道路养护专项资金安排206万元 beside 安排乡村道路养护专项资金260万元: of names that are long, one holds the characters of the other,
    /// and no third figure has such a name.
    fn core(&self, first: &Mention, second: &Mention, all: &[&Mention]) -> Option<Span> {
        let figure = repair::of_rate(self.prose.text, second.quantity, second.span);
        let swapped = first.quantity.base().ok().and_then(|needed| repair::exactly(&figure, needed)).is_some_and(|repair| repair.is_swap());
        if !swapped || first.quantity.unit.dimension != Dimension::Money {
            return None;
        }
        let of = |mention: &Mention| self.characters(mention);
        let (one, other) = (of(first), of(second));
        let values = [first.quantity.base(), second.quantity.base()];
        let third =
            |mention: &&&Mention| mention.is_like(second) && !values.contains(&mention.quantity.base()) && are_alike(&of(mention), &other);
        let words = [first, second].map(|mention| self.prose.words(mention.head));
        let levels = words.map(|words| self.measures.levels.iter().find(|level| words.contains(level.as_str())));
        let level = levels[0].is_some() && levels[1].is_some() && levels[0] != levels[1];
        (are_alike(&one, &other) && !level && !all.iter().any(|mention| third(&mention))).then(|| self.head(second))
    }

    /// The characters of the words before a figure, fillers, years and the like left out.
    fn characters(&self, mention: &Mention) -> Vec<char> {
        let words = self.prose.words(self.head(mention));
        let words = words.rsplit(['：', ':']).next().unwrap_or(words);
        let mut left = words.as_bytes().to_vec();
        // 2021年: a year names nothing, nor does the word behind its digits.
        for (at, _) in words.char_indices().filter(|(at, char)| {
            words.get(..*at).is_some_and(|before| before.ends_with(|last: char| last.is_ascii_digit())) && char.is_alphabetic()
        }) {
            left.get_mut(at..at + words[at..].chars().next().map_or(0, char::len_utf8)).into_iter().flatten().for_each(|byte| *byte = b' ');
        }
        for (range, word) in self.measures.find(words) {
            if word.roles.any(&[Role::Filler, Role::Neutral, Role::Total]) && word.money.is_none() {
                left.get_mut(range).into_iter().flatten().for_each(|byte| *byte = b' ');
            }
        }
        String::from_utf8(left).unwrap_or_default().chars().filter(|char| char.is_alphabetic()).collect()
    }

    /// Whether words are long enough for a name, and no general ones.
    fn is_name(&self, name: Span, least: usize) -> bool {
        let words = self.prose.words(name);
        let weak = |id| self.measures.measure(id).is_some_and(|measure| measure.weak);
        let general = self
            .measures
            .find(words)
            .all(|(_, word)| word.roles.any(&[Role::Filler, Role::Neutral, Role::Total]) || word.money.is_some_and(weak));
        let count = words.chars().count();
        count >= if self.measures.leftover(words).is_some() || !general { least } else { GENERAL }
    }

    /// The words before a figure, without fillers at their end.
    fn head(&self, mention: &Mention) -> Span {
        let words = self.prose.words(mention.head);
        let mut end = words.trim_end().len();
        let found: Vec<_> = self.measures.find(words).collect();
        for (range, word) in found.into_iter().rev() {
            let empty = word.roles.any(&[Role::Filler, Role::Neutral, Role::Total]) && word.money.is_none() && word.count.is_none();
            if range.end == end && empty {
                end = range.start;
            }
        }
        Span { start: mention.head.start, end: mention.head.start + end as u32 }
    }

    fn is_called(&self, mention: &Mention, name: &str) -> bool {
        self.prose.words(self.head(mention)).ends_with(name) || after_words(self.prose.text, mention).starts_with(name)
    }

    /// Whether what stands before the name does not tell two things apart: 一标段 and 二标段, 省级 and 县级, planned and done.
    fn is_one(&self, first: &Mention, second: &Mention, name: &str) -> bool {
        // 一标段 is a figure itself, so that the words before the price begin behind it.
        let before = |mention: &Mention| {
            let head = self.prose.words(self.head(mention));
            let lead = clause_before(self.prose.text, mention);
            [lead, head.strip_suffix(name).unwrap_or(head)].concat()
        };
        let (one, other) = (before(first), before(second));
        let rest = |words: &str| self.measures.leftover(words).is_some();
        let levels = |words: &str| self.measures.levels.iter().any(|level| words.contains(level.as_str()));
        let numbered = |words: &str| words.chars().filter(|char| char.is_numeric() || self.numerals.contains(*char)).collect::<String>();
        let (first_number, second_number) = (document(&one), document(&other));
        let cited = first_number.is_some() && first_number == second_number;
        let several = !cited && !numbered(&one).is_empty() && !numbered(&other).is_empty() && numbered(&one) != numbered(&other);
        let apart = !cited && rest(&one) && rest(&other) && !one.contains(other.trim()) && !other.contains(one.trim());
        let level = levels(&one) && levels(&other) && one != other;
        !apart && !several && !level && first.tail.has(Role::Target) == second.tail.has(Role::Target)
    }
}

/// Whether one of two names is long and nothing but characters of the other, which is no more than twice as long.
fn are_alike(one: &[char], other: &[char]) -> bool {
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    short.len() >= CORE && short.iter().all(|char| long.contains(char)) && short.len() * 2 >= long.len()
}

/// The words of a clause before those of a figure.
fn clause_before<'t>(text: &'t str, mention: &Mention) -> &'t str {
    let words = before(text, mention.head.start as usize, BEHIND);
    words.rsplit(['，', '。', '；', '：', '、', '\n', '）']).next().unwrap_or("")
}

/// The document number in some words.
fn document(words: &str) -> Option<&str> {
    let open = words.find('〔')?;
    let end = words.get(open..)?.find('号')?;
    words.get(open..open + end)
}

/// The words right behind a figure.
fn after_words<'t>(text: &'t str, mention: &Mention) -> &'t str {
    let behind = after(text, mention.span.end as usize, BEHIND).trim_start_matches('的');
    behind.split(|char: char| !char.is_alphanumeric()).next().unwrap_or("")
}
