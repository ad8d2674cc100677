//! Accounts: what there was at the beginning, what came and went, what there is at the end — of money, stores, debts or herds, told in one
//! sentence, in several, in the items of a list or in the lines of a form: 期初余额800万元，注入150万元，划出34.6万元，年底余额915.4万元.
//!
//! Each figure is what the last word before it says. An account is told to be wrong only where no part of what came and went makes it right,
//! and figures of which nothing is known may be added, taken off or left out.

use super::{BALANCE, Context, FLOW, Facts, Near, Value};
use crate::data::measures::Entry;
use crate::facts::Fact;
use crate::facts::sheet::printed;
use crate::facts::sum::repair;
use crate::quantity::{Decimal, Dimension, Mode, Quantity};
use crate::text::Span;
use std::borrow::Cow;

/// So many figures behind what there was at the beginning are read.
const WINDOW: usize = 18;
/// Of more figures than these some signs or other make anything.
const MOST: usize = 8;
/// The name of a figure is no longer than this, in bytes, where it stands on the line above.
const NAME: usize = 60;
/// Words farther before a figure than this, in bytes, are not read.
const REACH: usize = 120;
/// A single flow tells only where one keystroke, among so many significant digits, puts it right.
const DIGITS: u32 = 3;

/// A figure of an account.
#[derive(Clone, Copy)]
struct Item {
    quantity: Quantity,
    span: Span,
    words: Span,
    part: Part,
    /// In brackets, or behind 其中: told once already.
    aside: bool,
    line: usize,
    section: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Opening,
    Closing,
    /// Money that is to come in.
    Due,
    Into,
    /// Money that was passed on.
    Passed,
    Out,
    Unknown,
}

impl Part {
    fn is_in(self) -> bool {
        matches!(self, Part::Due | Part::Into)
    }

    fn is_out(self) -> bool {
        matches!(self, Part::Passed | Part::Out)
    }
}

/// Accounts whose end is not reckoned otherwise.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let items = items(context);
    for (at, opening) in items.iter().enumerate().filter(|(_, item)| item.part == Part::Opening && !item.aside) {
        let like = |item: &&Item| item.quantity.unit.dimension == opening.quantity.unit.dimension && item.section == opening.section;
        let behind = items[at + 1..].iter().take(WINDOW).take_while(|item| item.section == opening.section);
        let behind: Vec<&Item> = behind.filter(like).take_while(|item| item.part != Part::Opening).collect();
        if let Some(account) = Account::read(opening, &items[..at], &behind) {
            account.push(context, facts);
        }
    }
}

/// What an account is made of.
struct Account<'i> {
    opening: &'i Item,
    closing: &'i Item,
    flows: Vec<&'i Item>,
    /// Figures that may belong to it.
    others: Vec<&'i Item>,
    /// Other figures that may be its end.
    ends: Vec<&'i Item>,
}

impl<'i> Account<'i> {
    fn read(opening: &'i Item, before: &'i [Item], behind: &[&'i Item]) -> Option<Self> {
        let is_end = |item: &Item| item.part == Part::Closing && !item.aside;
        let end = behind.iter().position(|item| is_end(item));
        let first = || before.last().filter(|item| is_end(item) && item.line == opening.line);
        let first = if end.is_none() { first() } else { None };
        let closing = first.or_else(|| end.and_then(|end| behind.get(end)).copied())?;
        let length = end.unwrap_or_else(|| behind.iter().take_while(|item| item.line == opening.line).count());
        let is_flow = |item: &&&Item| (item.part.is_in() || item.part.is_out()) && !item.aside;
        let flows: Vec<&Item> = behind[..length].iter().filter(is_flow).copied().collect();
        let others = behind.iter().filter(|item| item.part != Part::Closing && !flows.iter().any(|flow| flow.span == item.span)).copied();
        let others: Vec<&Item> = others.take(MOST).collect();
        let ends = behind.iter().filter(|item| is_end(item) && item.span != closing.span).copied().collect();
        let account = Account { opening, closing, flows, others, ends };
        account.is_told().then_some(account)
    }

    /// Whether something went out, and what came and went is as much as an account tells.
    fn is_told(&self) -> bool {
        let like = self.closing.quantity.unit.dimension == self.opening.quantity.unit.dimension;
        let went = self.flows.iter().any(|flow| flow.part.is_out());
        like && went && self.flows.len() <= MOST && (self.flows.len() > 1 || self.leaves().is_some_and(|left| self.is_slip(left)))
    }

    fn leaves(&self) -> Option<Decimal> {
        let signed = |sum: Decimal, flow: &&Item| {
            let value = flow.quantity.base().ok()?;
            if flow.part.is_out() { sum.checked_sub(value) } else { sum.checked_add(value) }
        };
        self.flows.iter().try_fold(self.opening.quantity.base().ok()?, signed)
    }

    /// Whether one keystroke makes the end what is left.
    fn is_slip(&self, left: Decimal) -> bool {
        let same = self.closing.quantity.base().ok() == Some(left);
        let operand = operand(self.closing);
        same || repair::exactly(&operand, left).is_some_and(|repair| repair.digits() >= DIGITS)
    }

    /// Whether what came and what went, in one of the ways to take them, and figures that may belong to them make one of the ends.
    fn may_hold(&self) -> bool {
        let all = || self.flows.iter().chain(&self.others).chain([&self.opening, &self.closing]);
        let room = all().map(|item| half(&item.quantity)).fold(Decimal::ZERO, Decimal::saturating_add);
        let ends: Vec<Decimal> = self.ends.iter().chain([&self.closing]).filter_map(|item| item.quantity.base().ok()).collect();
        let opening = self.opening.quantity.base().unwrap_or_default();
        let (came, went) = (self.totals([Part::Due, Part::Into]), self.totals([Part::Passed, Part::Out]));
        let passed = self.flows.iter().filter(|flow| flow.part == Part::Passed).filter_map(|flow| flow.quantity.base().ok());
        let mut sums: Vec<Decimal> =
            came.iter().flat_map(|came| went.iter().map(|went| opening.saturating_add(*came).saturating_sub(*went))).collect();
        // 县财政拨付150万元: what was passed on may have come.
        for value in passed {
            let more: Vec<Decimal> = sums.iter().map(|sum| sum.saturating_add(value).saturating_add(value)).collect();
            sums.extend(more);
        }
        for item in &self.others {
            let Ok(value) = item.quantity.base() else { continue };
            let more: Vec<Decimal> = sums.iter().flat_map(|sum| [sum.saturating_add(value), sum.saturating_sub(value)]).collect();
            sums.extend(more);
        }
        ends.into_iter().any(|end| sums.iter().any(|sum| sum.saturating_sub(end).abs() <= room))
    }

    /// What the flows of two stages may come to: all; those of one stage, or one of them, where the same money passes both; one that is the
    /// total of the others.
    fn totals(&self, stages: [Part; 2]) -> Vec<Decimal> {
        let of = |wanted: &[Part]| -> Vec<Decimal> {
            self.flows.iter().filter(|flow| wanted.contains(&flow.part)).filter_map(|flow| flow.quantity.base().ok()).collect()
        };
        let sum = |values: &[Decimal]| values.iter().fold(Decimal::ZERO, |sum, value| sum.saturating_add(*value));
        let (all, single) = (of(&stages), stages.map(|stage| of(&[stage])));
        let whole = sum(&all);
        let mixed = single.iter().all(|values| !values.is_empty());
        let mut totals = vec![whole];
        totals.extend(all.iter().filter(|value| mixed || whole.saturating_sub(**value) == **value));
        totals.extend(single.iter().filter(|_| mixed).map(|values| sum(values)));
        totals
    }

    fn push<'a>(&self, context: &Context<'a>, facts: &mut Facts<'a>) {
        let guessed = |fact: &Fact<'_>| matches!(fact.field(&BALANCE, "guessed"), Value::Truth(true));
        let known = facts.of("balance").any(|(_, fact)| fact.span.overlaps(self.closing.span) && !guessed(fact));
        let holds = self.leaves() == self.closing.quantity.base().ok();
        if known || !holds && self.may_hold() {
            return;
        }
        let came = self.flows.iter().filter(|flow| flow.part.is_in()).copied();
        let went = self.flows.iter().filter(|flow| flow.part.is_out()).copied();
        let incoming = numbers(std::iter::once(self.opening).chain(came));
        let near = Value::Text(Cow::Borrowed(Near::Sentence.name()), None);
        let flow = vec![incoming, numbers(went), Value::List(Vec::new()), near];
        let flow = Value::Fact(facts.push(&FLOW, self.opening.span.to(self.closing.span), flow));
        let text: &'a str = &context.document.flow.text;
        let name = self.closing.words;
        let values = vec![
            Value::Text(Cow::Borrowed(name.of(text)), Some(name)),
            number(self.closing),
            Value::List(vec![flow]),
            Value::Truth(true),
            Value::Truth(false),
            Value::List(Vec::new()),
        ];
        facts.push(&BALANCE, self.closing.span, values);
    }
}

fn number<'a>(item: &Item) -> Value<'a> {
    Value::Number(item.quantity, Some(item.span))
}

fn numbers<'i, 'a>(items: impl Iterator<Item = &'i Item>) -> Value<'a> {
    Value::List(items.map(number).collect())
}

fn operand(item: &Item) -> crate::facts::sum::claim::Operand {
    let label = Span { start: item.span.start, end: item.span.start };
    crate::facts::sum::claim::Operand { quantity: item.quantity, span: item.span, number: item.span, label, change: false }
}

/// Half of the last place printed.
fn half(quantity: &Quantity) -> Decimal {
    match quantity.mode {
        Mode::Exact => Decimal::ZERO,
        Mode::Rounded | Mode::Truncated | Mode::Hedged(_) => crate::quantity::exact::at_place(5, quantity.place() - 1).unwrap_or_default(),
    }
}

/// The figures of a document that may stand in an account, in order.
fn items(context: &Context<'_>) -> Vec<Item> {
    let text: &str = &context.document.flow.text;
    let account = &context.knowledge.measures.account;
    if !account.find(text).any(|(_, entry)| *entry == Entry::Begins) {
        return Vec::new();
    }
    let (mut items, mut end, mut line, mut from) = (Vec::new(), 0, 0, 0);
    for figure in &context.values.figures {
        let start = figure.span.start as usize;
        line += text.get(from..start).map_or(0, |passed| passed.matches('\n').count());
        from = start.max(from);
        let plain = figure.well_formed && !figure.duration && figure.per().is_none() && figure.upper().is_none();
        let kind = matches!(figure.quantity.unit.dimension, Dimension::Money | Dimension::Count(_) | Dimension::Plain);
        let words = words(text, end, start);
        if plain && kind && !matches!(figure.quantity.mode, Mode::Hedged(_)) {
            let mut found = item(context, figure, words, line);
            // 收入：省级补助210万元、医院配套60万元: a list has the word before its first figure.
            let listed = text.get(end..).is_some_and(|behind| behind.starts_with('、'));
            if let (Some(item), Some(before)) = (&mut found, items.last().filter(|_| listed)) {
                let before: &Item = before;
                let told = matches!(item.part, Part::Unknown | Part::Due) && (before.part.is_in() || before.part.is_out());
                item.part = if told { before.part } else { item.part };
            }
            items.extend(found);
        }
        end = figure.span.end as usize;
    }
    items
}

fn item(context: &Context<'_>, figure: &crate::values::Figure, words: Span, line: usize) -> Option<Item> {
    let text: &str = &context.document.flow.text;
    let said = words.of(text);
    if !said.contains(char::is_alphabetic) {
        return None;
    }
    let mut quantity = figure.quantity;
    if quantity.unit.dimension == Dimension::Plain {
        let name = said.trim_end_matches(|char: char| char.is_whitespace() || matches!(char, '|' | '：' | ':'));
        let unit = context.reader().bracketed_unit(Span { start: words.start, end: words.start + name.len() as u32 });
        quantity.unit = unit.unwrap_or(quantity.unit);
        quantity.mode = if quantity.unit.dimension == Dimension::Money { Mode::Rounded } else { quantity.mode };
    }
    let entries: Vec<Entry> = context.knowledge.measures.account.find(said).map(|(_, entry)| *entry).collect();
    let before = text.get(..figure.span.start as usize)?;
    let row = before.rsplit('\n').next().unwrap_or("");
    let open = row.matches(['（', '(']).count() > row.matches(['）', ')']).count();
    Some(Item {
        quantity,
        span: printed(figure),
        words: Span { start: words.end - last_clause(said).len() as u32, end: words.end },
        part: part(&entries),
        aside: open || entries.contains(&Entry::Within),
        line,
        section: context.document.sections.partition_point(|section| section.heading.start <= figure.span.start),
    })
}

/// What the words say: what there is at a time, where such a word stands last; else that it went, or else that it came.
fn part(entries: &[Entry]) -> Part {
    let has = |entry: Entry| entries.contains(&entry);
    let flow = |entry: &Entry| matches!(entry, Entry::Due | Entry::Into | Entry::Passed | Entry::Out);
    let last = entries.iter().rev().find(|entry| flow(entry) || matches!(entry, Entry::Stock | Entry::Other));
    match last {
        Some(Entry::Stock) if has(Entry::Begins) => Part::Opening,
        Some(Entry::Stock) => Part::Closing,
        Some(Entry::Other) => Part::Unknown,
        Some(_) if has(Entry::Out) => Part::Out,
        Some(_) if has(Entry::Into) => Part::Into,
        Some(_) if has(Entry::Passed) => Part::Passed,
        Some(_) => Part::Due,
        None if entries.last() == Some(&Entry::Is) && has(Entry::Begins) => Part::Opening,
        None if entries.last() == Some(&Entry::Is) && has(Entry::Ends) => Part::Closing,
        None => Part::Unknown,
    }
}

/// The words before a figure in its sentence, behind the figure before; where it begins its line, the line above.
fn words(text: &str, after: usize, start: usize) -> Span {
    let from = text.floor_char_boundary(after.max(start.saturating_sub(REACH)));
    let before = text.get(from..start).unwrap_or("");
    let bare = before.trim_end_matches(|char: char| char.is_whitespace() || char == '|');
    let own = bare.len() == before.len() || !before[bare.len()..].contains('\n');
    let line = if own { before } else { bare };
    let sentence = line.rfind(['。', '；', ';', '！', '？', '\n']).map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let begin = if own || line.len() - sentence <= NAME { sentence } else { before.len() };
    Span::new(from + begin, start.max(from + begin))
}

fn last_clause(words: &str) -> &str {
    words.rsplit(['，', ',', '\n', '|', '、']).find(|clause| clause.contains(char::is_alphabetic)).unwrap_or(words)
}
