//! The rates of execution that a report states of the whole of its money, in prose and in forms.

use crate::data::claims;
use crate::data::glossary::List;
use crate::data::measures::{Measures, Of};
use crate::facts::prose::{Mention, Name};
use crate::facts::quotient::Search;
use crate::facts::rate::OF;
use crate::facts::sheet::{Sheet, row_label};
use crate::facts::{Context, place};
use crate::quantity::{Decimal, Dimension, Mode, Quantity};
use crate::syntax::LineKind;
use crate::text::Span;

/// All of them, in no particular order.
pub fn rates(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let measures = &context.knowledge.measures;
    let prose = context.prose();
    let search = Search::new(prose, measures);
    let whole = |mention: &&Mention| {
        let of_all = || prose.is_whole(mention.subject) || is_named(context, mention);
        is_execution(mention, measures) && search.is_stated(mention) && !mention.part && of_all()
    };
    let said = prose.mentions.iter().filter(whole).map(|mention| (mention.quantity, mention.span));
    let mut found: Vec<(Quantity, Span)> = said.chain(tabled(context)).chain(shared(context)).chain(summed(context)).collect();
    if found.is_empty() {
        found.extend(celled(context));
    }
    found
}

/// The only rate of execution in the cells of a form that no header tells of: 25.2万元（执行率70%）.
fn celled(context: &Context<'_>) -> Option<(Quantity, Span)> {
    let blocks = context.document.blocks.iter().filter(|block| matches!(block.kind, LineKind::Row | LineKind::Field));
    let rate = |label: Span| {
        let figures = &context.values.figures;
        let next = figures.get(figures.partition_point(|figure| figure.span.start < label.end))?;
        let plain = matches!(next.quantity.mode, Mode::Rounded | Mode::Exact) && next.upper().is_none();
        let beside = next.span.start - label.end <= NEAR && next.quantity.unit.dimension == Dimension::Ratio;
        (plain && beside).then_some((next.quantity, next.span))
    };
    let mut rates = blocks.flat_map(|block| context.phrases(List::Rates, block.span)).filter_map(rate);
    rates.next().filter(|_| rates.next().is_none())
}

/// What a rate and its name may be apart, in bytes.
const NEAR: u32 = 6;

/// 成功打卡1176万元，占补贴总额的98%: what was spent in all, and its share of all the money.
pub fn shared(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let prose = context.prose();
    let payment = &context.knowledge.claims.payment;
    let is_share = |rate: &Mention| {
        let head = prose.words(rate.head).trim();
        let budget = head.strip_suffix(OF).and_then(|head| claims::ending(&payment.budgets, head).map(|budget| (head, budget)));
        let opens = |words: &str| payment.shares.iter().any(|share| share == words);
        let bare = budget.is_some_and(|(head, budget)| head.trim_start_matches(['，', ',']).trim().strip_suffix(budget).is_some_and(opens));
        rate.is_plain() && bare && rate.quantity.base().is_ok_and(|share| share >= HALF)
    };
    let of_all = |(at, rate): (usize, &Mention)| {
        let spent = at.checked_sub(1).and_then(|before| prose.get(before)).filter(|spent| spent.sentence == rate.sentence)?;
        let may_be = rate.quantity.unit.dimension == Dimension::Ratio && spent.quantity.unit.dimension == Dimension::Money;
        if !may_be || spent.part || rate.part || !is_share(rate) {
            return None;
        }
        let words = prose.words(spent.head);
        let verb = payment.verbs.iter().filter_map(|verb| Some((words.rfind(verb.as_str())?, verb.len()))).max()?;
        let left = context.knowledge.measures.leftover(words.get(..verb.0).unwrap_or("")).map_or(0, |left| left.len());
        let whole = left <= LEFT && words.get(verb.0 + verb.1..).is_some_and(|rest| rest.trim().is_empty());
        whole.then_some((rate.quantity, rate.span))
    };
    prose.mentions.iter().enumerate().filter_map(of_all).collect()
}

/// A smaller share may be that of what is left.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// Words before the verb name nothing when they are so short, in bytes: 成功.
const LEFT: usize = 6;

/// Those that are of the whole by their names, whatever their sentences are about.
pub fn named(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let prose = context.prose();
    let search = Search::new(prose, &context.knowledge.measures);
    let whole = |mention: &&Mention| search.is_stated(mention) && !mention.part && is_named(context, mention);
    prose.mentions.iter().filter(whole).map(|mention| (mention.quantity, mention.span)).collect()
}

fn is_named(context: &Context<'_>, mention: &Mention) -> bool {
    let names = &context.knowledge.claims.payment.whole_rates;
    let (label, head) = (context.prose().words(mention.label), context.prose().words(mention.head).trim_end());
    mention.scope.is_empty() && names.iter().any(|name| name == label || head.ends_with(name.as_str()))
}

/// Those of forms: the row of the whole, or the indicator that stands for it.
fn tabled(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let rows = context.forms().iter().filter_map(|form| form.funding.as_ref()?.whole()?.rate);
    let indicators = context.forms().iter().flat_map(|form| &form.indicators).filter(|indicator| indicator.execution);
    let rates = rows.chain(indicators.filter_map(|indicator| indicator.actual));
    rates.filter(|rate| rate.quantity.unit.dimension == Dimension::Ratio).map(|rate| (rate.quantity, rate.span)).collect()
}

/// Those in the last row of a table, where that sums up the rows above: 合计 | 260 | 234 | 90%.
pub fn summed(context: &Context<'_>) -> Vec<(Quantity, Span)> {
    let reader = context.reader();
    let is_rate = |name: &str| context.knowledge.forms.attainment.rates.all(name).any(|(_, found)| found.len() == name.len());
    let of = |sheet: &Sheet<'_>| {
        let row = sheet.rows.last()?;
        let mut columns = sheet.columns.iter().filter(|column| is_rate(column.text));
        let column = columns.next().filter(|_| columns.next().is_none())?;
        let total = context.knowledge.forms.columns.totals.has(row_label(reader.text, row)) && !is_of_other_time(context, row.span);
        let rate = reader.figure(Sheet::cell(row, column)?).filter(|rate| total && rate.quantity.unit.dimension == Dimension::Ratio)?;
        Some((rate.quantity, rate.span))
    };
    context.sheets().iter().filter_map(of).collect()
}

/// 截至6月底支出进度：, 上年资金使用情况: whether the heading of a table, or the line above it, tells of another time than the year.
fn is_of_other_time(context: &Context<'_>, table: Span) -> bool {
    let (document, words) = (context.document, &context.knowledge.forms.attainment);
    let told = |span: Span| words.interim.within(span.of(&document.flow.text)) || words.other.within(span.of(&document.flow.text));
    let above = &document.blocks[..document.blocks.partition_point(|block| block.span.start <= table.start)];
    let line = above.iter().rev().find(|block| !matches!(block.kind, LineKind::Row | LineKind::Blank));
    let heading = place::heading_before(document, table.start);
    heading.is_some_and(|section| told(section.heading)) || line.is_some_and(|line| told(line.span))
}

/// Whether a figure is a rate of execution.
pub fn is_execution(mention: &Mention, measures: &Measures) -> bool {
    matches!(mention.name, Name::Rate(id) if measures.rate(id).is_some_and(|rate| rate.of == Some(Of::Spending)))
}
