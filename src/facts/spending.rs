//! What was spent beside what might be spent, and any word of a reason for spending more.

use super::entry::Entry;
use super::form::Words;
use super::prose::{Mention, Prose};
use super::quotient::{self, Near, Operands, Quotient, Search};
use super::ratio::money;
use super::sheet::{Column, Num, Sheet, row_label};
use super::{Context, Facts, Field, Kind, Type, Value, near};
use crate::data::measures::{MeasureId, Measures, Of, Role};
use crate::quantity::Dimension;
use crate::syntax::{Layout, Row};
use crate::text::Span;
use std::borrow::Cow;
use std::cell::OnceCell;

/// Money spent, with the budgets that it may have been spent of.
pub static SPENDING: Kind = Kind {
    name: "spending",
    zh: "支出数及其可能对应的预算",
    en: "money spent and the budgets it may be of",
    fields: &[
        Field { name: "name", ty: Type::Text, zh: "文中的名称", en: "its name in the report" },
        Field { name: "spent", ty: Type::Number, zh: "支出数", en: "the amount spent" },
        Field {
            name: "budgets",
            ty: Type::List(&Type::Fact("quotient")),
            zh: "可能对应的预算、下达数、到位数或其合计",
            en: "budgets, funds allocated or arrived, or sums of them",
        },
        Field {
            name: "explained",
            ty: Type::Truth,
            zh: "同段是否提到超支、追加、自筹等缘由",
            en: "whether the paragraph mentions a reason for spending more",
        },
    ],
    uses: &["ratio"],
    extract: Some(extract),
};

/// The measure of money that was provided for, in the data.
const BUDGET: &str = "budget";
/// A reason for what a table tells stands so near to it, in bytes.
const NEAR: u32 = 1200;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    rows(context, facts);
    pairs(context, facts);
    totals(context, facts);
    let measures = &context.knowledge.measures;
    let Some(rate) = measures.rate_of(Of::Spending) else { return };
    let search = Search::new(context.prose(), &context.knowledge.measures);
    let Some(&spent) = rate.numerators.first() else { return };
    let operands = Operands { numerators: &rate.numerators, denominators: &rate.denominators, added: &rate.added, across: false };
    let totals = Totals { search: &search, operands, measures, bodies: OnceCell::new() };
    for &at in &search.totals {
        let Some(mention) = search.prose.get(at).filter(|mention| mention.measure() == Some(spent)) else { continue };
        let mut budgets = search.budgets(at, operands);
        budgets.extend(beside(&search, at, mention));
        budgets.extend(totals.together(at, &budgets));
        let firm = budgets.iter().any(|budget| budget.denominators.iter().any(|&base| is_firm(search.prose, base, measures)));
        let whole = search.prose.is_whole(mention.subject);
        if !whole {
            budgets.retain(|budget| budget.near == Near::Sentence && is_of_same(search.prose, mention, budget));
        }
        if firm && !budgets.is_empty() {
            let explained = is_explained(search.prose, mention, measures);
            push(facts, search.prose, mention, &budgets, explained);
        }
    }
    apart(facts, &search, rate.numerators.as_slice());
}

/// Money of one thing and what was spent of it, right behind: 其中会议费安排9万元，实际列支11.2万元. What the report says of its whole is told
/// above, so that a reason has to stand beside it.
fn apart<'a>(facts: &mut Facts<'a>, search: &Search<'_, 'a>, spent: &[MeasureId]) {
    let (prose, measures) = (search.prose, search.measures());
    for at in 1..prose.mentions.len() {
        let (Some(budget), Some(mention)) = (prose.get(at - 1), prose.get(at)) else { continue };
        let beside = budget.sentence == mention.sentence && mention.clause == budget.clause + 1 && budget.depth == mention.depth;
        let known = |id: &str| budget.measure().and_then(|of| measures.measure(of)).is_some_and(|measure| measure.id == id);
        let level = || measures.levels.iter().any(|level| prose.words(budget.head).contains(level.as_str()));
        let provided = known(BUDGET) && !level();
        let bare = mention.is_one_of(spent) && measures.leftover(prose.words(mention.head)).is_none();
        let plain = |mention: &Mention| mention.is_plain() && !mention.is_change() && !mention.is_aim() && mention.place == 0;
        let first = || prose.sentence(at).all(|other| other + 1 >= at || !prose.get(other).is_some_and(|other| other.is_like(mention)));
        let next = || prose.get(at + 1).is_some_and(|next| next.sentence == mention.sentence && next.is_like(mention));
        let part = budget.part && !search.is_aside(budget);
        if part && beside && provided && bare && plain(budget) && plain(mention) && budget.is_like(mention) && first() && !next() {
            push(facts, prose, mention, &[Quotient::of(at, at - 1, Near::Sentence)], is_explained_beside(prose, mention, measures));
        }
    }
}

/// Whether the sentence, or the one behind it, says why more was spent.
fn is_explained_beside(prose: Prose<'_, '_>, mention: &Mention, measures: &Measures) -> bool {
    let rest = Span { start: mention.span.end, end: mention.paragraph.end.max(mention.span.end) };
    let mut sentences = prose.words(rest).split_inclusive('。');
    let near = [sentences.next(), sentences.next()];
    near.into_iter().flatten().any(|words| gives_reason(words, measures))
}

/// Sums that the paragraph states before the money spent: 核定117.22万元，另增8.32万元，合计125.54万元.
fn beside(search: &Search<'_, '_>, at: usize, spent: &Mention) -> Vec<Quotient> {
    let total =
        |other: &Mention| other.is_like(spent) && other.is_plain() && other.roles.has(Role::Total) && other.measure() != spent.measure();
    let before = search.prose.block(at).start..at;
    let totals = before.filter(|&other| search.prose.get(other).is_some_and(total));
    totals.map(|total| Quotient::of(at, total, Near::Paragraph)).collect()
}

/// The totals of a report, with the bodies whose money each is.
struct Totals<'s, 'p, 'a> {
    search: &'s Search<'p, 'a>,
    operands: Operands<'s>,
    measures: &'s Measures,
    /// For each total that may be a budget, once they are asked for.
    bodies: OnceCell<Vec<Vec<&'s str>>>,
}

impl<'s> Totals<'s, '_, '_> {
    /// The first budget with money of other bodies that the report tells of elsewhere, and with what was carried in: the sum of all may be
    /// what was spent of.
    fn together(&self, at: usize, budgets: &[Quotient]) -> Option<Quotient> {
        let prose = self.search.prose;
        let [base] = *budgets.first()?.denominators else { return None };
        let first = prose.get(base)?;
        let own = self.bodies_of(first);
        let mut sum = vec![base];
        for (&total, bodies) in self.search.totals.iter().zip(self.bodies()).filter(|(total, _)| **total != at) {
            let Some(other) = prose.get(total) else { continue };
            let other_body = !bodies.is_empty() && *bodies != own;
            let further = (other.is_one_of(self.operands.added) || other_body) && prose.same_year(first, other);
            let known = |value| sum.iter().any(|&known| prose.get(known).is_some_and(|known| known.quantity.base() == value));
            if further && !self.search.holds(first, other) && !known(other.quantity.base()) {
                sum.push(total);
            }
        }
        (sum.len() > 1).then(|| Quotient::sums(vec![at], sum, Near::Document))
    }

    fn bodies(&self) -> &[Vec<&'s str>] {
        let budget = |at: &usize| self.search.prose.get(*at).filter(|total| total.is_one_of(self.operands.denominators));
        let of = |at: &usize| budget(at).map_or(Vec::new(), |total| self.bodies_of(total));
        self.bodies.get_or_init(|| self.search.totals.iter().map(of).collect())
    }

    fn bodies_of(&self, mention: &Mention) -> Vec<&'s str> {
        let head = self.search.prose.words(mention.head);
        self.measures.levels.iter().map(String::as_str).filter(|level| head.contains(*level)).collect()
    }
}

/// The rows of the whole in forms.
fn rows<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let funds = context.forms().iter().filter_map(|form| form.funding.as_ref()?.whole());
    for fund in funds {
        let Some(executed) = fund.executed.map(money) else { continue };
        let bases: Vec<Num> = [fund.adjusted, fund.initial].into_iter().flatten().map(money).collect();
        if bases.is_empty() {
            continue;
        }
        let explained = fund.reason.is_some() || context.causes().with(&context.knowledge.forms.attainment.rates).is_some();
        tabled(facts, fund.label, executed, &bases, explained, fund.label.1.to(executed.span));
    }
}

/// The last row of a sheet that sums up a column of budgets and one of what was spent.
fn totals<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let measures = &context.knowledge.measures;
    let Some(rate) = measures.rate_of(Of::Spending) else { return };
    let reader = context.reader();
    let firm = |id: MeasureId| measures.measure(id).is_some_and(|measure| !measure.weak);
    let named = |column: &Column<'_>, wanted: &[MeasureId]| {
        let words = column.text.split(['（', '(']).next().unwrap_or("").trim();
        let mut found = measures.find(words).filter_map(|(range, word)| Some((range, word.money?)));
        let whole = found.next().filter(|(range, id)| *range == (0..words.len()) && firm(*id));
        whole.is_some_and(|(_, id)| wanted.contains(&id))
    };
    for sheet in context.sheets() {
        let of = |wanted: &[MeasureId]| sheet.columns.iter().filter(|column| named(column, wanted)).collect::<Vec<_>>();
        let (spent, budgets) = (of(&rate.numerators), of(&rate.denominators));
        let total = |row: &&Row| context.knowledge.connectors.find(row_label(reader.text, row)).any(|(_, meaning)| meaning.sums());
        let (&[spent], Some(row)) = (spent.as_slice(), sheet.rows.last().filter(total)) else { continue };
        let amount = |column: &Column<'_>| reader.number(Sheet::cell(row, column)?, column.unit).map(money);
        let bases: Vec<Num> = budgets.into_iter().filter_map(amount).collect();
        let Some(executed) = amount(spent).filter(|_| !bases.is_empty()) else { continue };
        let is_near = |span: Span| span.end + NEAR > sheet.header.span.start && span.start < row.span.end + NEAR;
        let around = context.document.blocks.iter().map(|block| block.span).filter(|span| is_near(*span));
        let explained = around.map(|span| span.of(reader.text)).any(|words| gives_reason(words, measures));
        tabled(facts, (spent.text, spent.span), executed, &bases, explained, executed.span);
    }
}

/// Forms of a name and its value a line, with one amount spent: 年度预算 / 45万元 / 实际支出 / 43.6万元.
fn pairs<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let measures = &context.knowledge.measures;
    let Some(rate) = measures.rate_of(Of::Spending) else { return };
    let of = |entry: &Entry<'_>, wanted: &[MeasureId]| {
        let last = measures.find(entry.label.0).last().filter(|(range, _)| range.end == entry.label.0.len());
        let id = last.and_then(|(_, word)| word.money).filter(|id| wanted.contains(id));
        id.and_then(|id| measures.measure(id)).is_some_and(|measure| !measure.weak) && measures.leftover(entry.label.0).is_none()
    };
    for (at, table) in context.document.tables.iter().enumerate().filter(|(_, table)| table.layout == Layout::Pairs) {
        let own = || context.entries().iter().filter(|entry| entry.table == at && entry.figure.quantity.unit.dimension == Dimension::Money);
        let mut spent = own().filter(|entry| of(entry, &rate.numerators));
        let (Some(spent), None) = (spent.next(), spent.next()) else { continue };
        let bases: Vec<Num> = own()
            .filter(|entry| of(entry, &rate.denominators) && entry.row != spent.row)
            .map(|entry| Num::of(&entry.figure))
            .map(money)
            .collect();
        if bases.is_empty() {
            continue;
        }
        let executed = money(Num::of(&spent.figure));
        let explained = gives_reason(table.span.of(&context.document.flow.text), measures);
        tabled(facts, spent.label, executed, &bases, explained, spent.label.1.to(executed.span));
    }
}

/// Adds what was spent by a table, with each of the budgets that it may be held against.
fn tabled<'a>(facts: &mut Facts<'a>, label: Words<'a>, executed: Num, bases: &[Num], explained: bool, span: Span) {
    let budgets = bases.iter().map(|base| Value::Fact(quotient::tabled(facts, executed, *base))).collect();
    let name = Value::Text(Cow::Borrowed(label.0), Some(label.1));
    let values = vec![name, Value::Number(executed.quantity, Some(executed.span)), Value::List(budgets), Value::Truth(explained)];
    facts.push(&SPENDING, span, values);
}

fn push<'a>(facts: &mut Facts<'a>, prose: Prose<'_, 'a>, mention: &Mention, budgets: &[Quotient], explained: bool) {
    let budgets = quotient::push(facts, prose, budgets, &[]);
    let values = vec![
        Value::Text(Cow::Borrowed(prose.words(mention.label)), Some(mention.label)),
        Value::Number(mention.quantity, Some(mention.span)),
        budgets,
        Value::Truth(explained),
    ];
    facts.push(&SPENDING, mention.label.to(mention.span), values);
}

/// Whether a sentence gives the money spent and the budget of one thing that it names: “三公”经费预算86万元，决算81.5万元.
fn is_of_same(prose: Prose<'_, '_>, spent: &Mention, budget: &quotient::Quotient) -> bool {
    let mut bases = budget.denominators.iter().map(|&base| prose.get(base));
    bases.all(|base| base.is_some_and(|base| prose.agree(base.subject, spent.subject)))
}

/// Whether a figure is a budget beyond doubt, and not money of one source.
fn is_firm(prose: Prose<'_, '_>, base: usize, measures: &Measures) -> bool {
    let measure = prose.get(base).and_then(|base| measures.measure(base.measure().or(base.behind)?));
    measure.is_some_and(|measure| !measure.weak)
}

/// Whether the paragraph says why more was spent.
fn is_explained(prose: Prose<'_, '_>, mention: &Mention, measures: &Measures) -> bool {
    gives_reason(prose.words(mention.paragraph), measures)
}

/// Whether words say why more was spent; 年中未追加 and 无其他资金 say that nothing did.
fn gives_reason(words: &str, measures: &Measures) -> bool {
    measures.find(words).any(|(range, word)| word.roles.has(Role::Excess) && !near::is_denied(measures, words, range.start))
}
