//! Parts that other words than 其中 put into a whole: 新增床位中，列入民生实事的320张; 监理费64万元包含在前述总额之中; 抚育5.6万亩，含国有林场
//! 3.5万亩; 采购410台，由县级采购的就有370台，其余由学校自购.

use super::{PART, number};
use crate::data::connectors::Naming;
use crate::data::measures::Role;
use crate::facts::near::{Named, stem};
use crate::facts::prose::{Mention, Prose};
use crate::facts::sum::claim::Operand;
use crate::facts::{Context, Facts, Value};
use crate::quantity::Dimension;
use crate::text::Span;
use std::borrow::Cow;
use std::collections::HashSet;

/// How far behind a figure the words are read that put it into a whole, in bytes.
const BEHIND: usize = 72;
/// How far before a figure, in bytes.
const BEFORE: usize = 150;
/// A name of so many characters is one, though it be made of words for money.
const NAME: usize = 3;
/// How many figures back the whole may stand.
const WINDOW: usize = 12;

/// Adds them, each with the figures that may be its whole.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let reader = Reader { context, prose: context.prose(), naming: &context.knowledge.connectors.naming };
    let mut known: HashSet<Span> = facts.of("part").map(|(_, fact)| fact.span).collect();
    for (at, part) in reader.prose.mentions.iter().enumerate().filter(|(_, part)| is_plain(part)) {
        let named = reader.inside(at, part).or_else(|| reader.belongs(at, part));
        let wholes = match named {
            Some(wholes) => wholes,
            None if known.contains(&part.span) => Vec::new(),
            None => reader.included(at, part).or_else(|| reader.rest(at, part)).unwrap_or_default(),
        };
        if !wholes.is_empty() {
            known.insert(part.span);
            reader.push(facts, part, &wholes);
        }
    }
}

fn is_plain(part: &Mention) -> bool {
    part.is_amount() && part.is_plain() && !part.is_change() && !part.is_zero() && !part.aim
}

struct Reader<'r, 'a> {
    context: &'r Context<'a>,
    prose: Prose<'r, 'a>,
    naming: &'r Naming,
}

impl<'a> Reader<'_, 'a> {
    /// 在上述支出里，用于疫苗的246万元: a clause before the figure ends inside a whole, or the figure's own begins so.
    fn inside(&self, at: usize, part: &Mention) -> Option<Vec<usize>> {
        let run = self.run(at, part);
        let mut clauses = run.split(['，', ',', '：', ':', '（', '(']).rev().take(3);
        let own = clauses.next()?;
        let connectors = &self.context.knowledge.connectors;
        let closed = clauses.next().and_then(|clause| Some(clause.get(..connectors.ends_inside(clause.trim_end())?.0)?.trim_start()));
        let name = closed.or_else(|| self.opened(own))?;
        let name =
            connectors.opens_inside(name.get(..name.len().min(3)).unwrap_or("")).map_or(name, |(_, open)| name.get(open..).unwrap_or(""));
        self.wholes(at, part, name)
    }

    /// The name before the first 中 or 里 of a clause that does not end the name of another figure.
    fn opened<'t>(&self, clause: &'t str) -> Option<&'t str> {
        let starts = clause.char_indices().skip(2).map(|(at, _)| at);
        let connectors = &self.context.knowledge.connectors;
        let within = connectors.opens_inside(clause.get(..clause.len().min(3)).unwrap_or("")).is_some();
        let closes = |at: &usize| connectors.closes_inside(clause.get(*at..).unwrap_or(""), within);
        starts.filter(|at| clause.is_char_boundary(*at)).find(closes).and_then(|at| clause.get(..at))
    }

    /// 监理费64万元包含在前述总额之中.
    fn belongs(&self, at: usize, part: &Mention) -> Option<Vec<usize>> {
        let behind = self.behind(part);
        let clause = behind.split(['，', ',', '；', '。']).next().unwrap_or("");
        let clause = clause.trim_start_matches(self.naming.adverbs.as_slice());
        let rest = self.naming.belongs.iter().filter_map(|word| clause.strip_prefix(word.as_str())).min_by_key(|rest| rest.len())?;
        let end = self.context.knowledge.connectors.ends_inside(rest).map_or(rest.len(), |(end, _)| end);
        self.wholes(at, part, rest.get(..end)?)
    }

    /// 含国有林场抚育3.5万亩, right behind the whole.
    fn included(&self, at: usize, part: &Mention) -> Option<Vec<usize>> {
        let head = self.prose.words(part.head).trim_start();
        let begins = self.naming.includes.iter().any(|word| head.starts_with(word.as_str()));
        let whole = at.checked_sub(1).filter(|_| begins)?;
        let before = self.prose.get(whole)?;
        let beside = before.sentence == part.sentence && before.is_like(part) && part.depth >= before.depth && !self.is_thing(part);
        let all = self.like(at, part).filter(|&other| self.prose.get(other).is_some_and(|other| other.sentence == part.sentence)).collect();
        (beside && is_whole(before)).then_some(all)
    }

    /// 由县级采购的就有370台，其余由学校自购: what is left of the only figure before, without a figure of its own.
    fn rest(&self, at: usize, part: &Mention) -> Option<Vec<usize>> {
        let behind = self.behind(part);
        let behind = behind.split(['。', '；']).next().unwrap_or("");
        let next = self.prose.get(at + 1).is_none_or(|next| next.sentence != part.sentence);
        let clause = behind.strip_prefix(['，', ','])?;
        let left = next && self.naming.left.iter().any(|word| clause.starts_with(word.as_str()));
        let own = |&other: &usize| self.prose.get(other).is_some_and(|other| other.sentence == part.sentence);
        let before: Vec<usize> = self.like(at, part).filter(own).collect();
        (left && before.len() == 1 && !self.is_thing(part)).then_some(before)
    }

    /// The figures before a part that a name, or a word for what was told before, means.
    fn wholes(&self, at: usize, part: &Mention, name: &str) -> Option<Vec<usize>> {
        let Named { stem, told } = stem(self.naming, &self.context.knowledge.measures, name);
        // 合同价款 is a word for money, and a name all the same.
        let stem = if stem.is_empty() && name.chars().count() >= NAME { name.trim() } else { stem };
        let named: Vec<usize> = self
            .like(at, part)
            .filter(|&other| self.prose.get(other).is_some_and(|other| self.prose.words(other.head).contains(stem)))
            .filter(|_| !stem.is_empty())
            .collect();
        if !named.is_empty() {
            return Some(named);
        }
        let all: Vec<usize> = if told { self.like(at, part).collect() } else { Vec::new() };
        (!all.is_empty()).then_some(all)
    }

    /// The figures of the same kind before a part, in its paragraph.
    fn like(&self, at: usize, part: &Mention) -> impl Iterator<Item = usize> {
        let start = self.prose.block(at).start.max(at.saturating_sub(WINDOW));
        let part = *part;
        (start..at).rev().filter(move |&other| self.prose.get(other).is_some_and(|other| other.is_like(&part) && is_whole(other)))
    }

    /// The words before a figure, back to the figure before or to the end of the sentence before.
    fn run(&self, at: usize, part: &Mention) -> &'a str {
        let text = self.prose.text;
        let last = at.checked_sub(1).and_then(|before| self.prose.get(before)).map_or(0, |before| before.span.end as usize);
        let from = last.max(part.paragraph.start as usize).max(text.floor_char_boundary((part.span.start as usize).saturating_sub(BEFORE)));
        let run = text.get(from..part.span.start as usize).unwrap_or("");
        run.rsplit(['。', '；', ';', '\n']).next().unwrap_or(run)
    }

    fn behind(&self, part: &Mention) -> &'a str {
        let (text, from) = (self.prose.text, part.span.end as usize);
        let rest = text.get(from..text.floor_char_boundary(from + BEHIND)).unwrap_or("");
        rest.split('\n').next().unwrap_or("")
    }

    /// Whether the measure word counts anything whatever.
    fn is_thing(&self, part: &Mention) -> bool {
        self.context.is_generic(part.quantity.unit.dimension)
    }

    fn push(&self, facts: &mut Facts<'a>, part: &Mention, wholes: &[usize]) {
        let measure = if part.quantity.unit.dimension == Dimension::Money { "money" } else { "count" };
        let operand = |mention: &Mention| Operand::bare(mention.quantity, mention.span);
        let totals = wholes.iter().filter_map(|&whole| self.prose.get(whole)).map(|whole| number(&operand(whole))).collect();
        let label = Value::Text(Cow::Borrowed(self.prose.words(part.head).trim()), Some(part.head));
        let values =
            vec![Value::Text(Cow::Borrowed(measure), None), number(&operand(part)), label, Value::List(totals), Value::Truth(false)];
        facts.push(&PART, part.span, values);
    }
}

fn is_whole(whole: &Mention) -> bool {
    whole.sound && !whole.is_change() && !whole.roles.has(Role::Each)
}
