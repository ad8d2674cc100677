//! Lists of one name and one figure a line, which a line before them, or one of their own, gives the total of: 共开展活动168场： / （1）送戏下乡72场；…
//!
//! Such a list may leave something out. It is told only where one keystroke makes it add up.

use super::claim::{Claim, Operand, Tally};
use super::repair;
use crate::data::labels::label;
use crate::facts::Context;
use crate::facts::near::{in_named_unit, lines};
use crate::facts::sheet::printed;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use crate::values::{Figure, within};

/// The names of a list are no longer than this, in bytes.
const NAME: usize = 60;
/// A list that no colon opens has so many parts.
const PARTS: usize = 3;
/// Digits of which one is wrong by no chance.
const DIGITS: u32 = 3;
/// Digits of which two were swapped by no chance.
const SWAPPED: u32 = 2;

/// A line of a list.
#[derive(Clone, Copy)]
struct Line {
    operand: Operand,
    /// Whether its name is that of a total.
    total: bool,
    /// Whether it is a part of a line above it.
    within: bool,
}

/// The claims of all lists of a document.
pub(super) fn claims(context: &Context<'_>) -> Vec<Claim> {
    let text: &str = &context.document.flow.text;
    let (mut claims, mut run, mut above) = (Vec::new(), Vec::new(), None);
    for span in lines(text) {
        match line(context, span) {
            Some(line) => run.push(line),
            None => {
                claims.extend(claim(above.take(), &run));
                run.clear();
                above = opening(context, span);
            }
        }
    }
    claims.extend(claim(above, &run));
    claims
}

/// A line that is a name and a figure, and nothing else.
fn line(context: &Context<'_>, span: Span) -> Option<Line> {
    let text: &str = &context.document.flow.text;
    let table = |table: &crate::syntax::Table| table.span.overlaps(span);
    let [figure] = within(&context.values.figures, span) else { return None };
    let behind = Span { start: figure.span.end, end: span.end }.of(text).trim_matches([';', '；', '。', '，', ',', ' ', '、']);
    let head = Span { start: span.start, end: figure.span.start };
    let name = bare(head.of(text), &context.knowledge.connectors.naming.numerals);
    let short =
        name.len() <= NAME && name.chars().filter(|char| char.is_alphabetic()).count() > 1 && !name.contains(['。', '；', '，', '|']);
    if !(is_single(figure) && short && behind.is_empty()) || context.document.tables.iter().any(table) {
        return None;
    }
    let quantity = in_named_unit(context, figure.quantity, head);
    if !matches!(quantity.unit.dimension, Dimension::Money | Dimension::Count(_)) {
        return None;
    }
    let words = &context.knowledge.forms.columns;
    let bracket = name.find(['（', '(']).unwrap_or(name.len());
    let own = label(name.get(..bracket).unwrap_or(name));
    Some(Line {
        operand: Operand { quantity, span: printed(figure), number: figure.number, label: head, change: false },
        total: words.totals.has(&own) || words.subtotals.has(&own),
        within: context.knowledge.forms.funding.parts.opens(&own),
    })
}

/// Whether a figure is one amount: no rate, no range, no bound and no time.
fn is_single(figure: &Figure) -> bool {
    figure.well_formed && !figure.duration && figure.per().is_none() && figure.upper().is_none() && figure.hedge().is_none()
}

/// The name at the end of the words before a figure, without a number of the list and a colon.
fn bare<'t>(head: &'t str, numerals: &str) -> &'t str {
    let head = head.trim_end_matches(['：', ':', ' ', '\u{3000}', '\t']);
    let marks = |char: char| !char.is_alphabetic() || numerals.contains(char);
    let end = head.find(['、', '.', '．', '）', ')', ' ', '\u{3000}']).filter(|&end| head[..end].chars().all(marks));
    end.and_then(|end| head.get(end..)).unwrap_or(head).trim_start_matches(|char: char| !char.is_alphabetic())
}

/// The last figure of a line that opens a list.
fn opening(context: &Context<'_>, span: Span) -> Option<Operand> {
    let text: &str = &context.document.flow.text;
    let words = span.of(text);
    let partial = &context.knowledge.connectors.naming.some;
    let last = within(&context.values.figures, span).last().filter(|_| words.ends_with(['：', ':']))?;
    let behind = Span { start: last.span.end, end: span.end }.of(text);
    let label = Span { start: span.start, end: last.span.start };
    let operand = || Operand { quantity: last.quantity, span: printed(last), number: last.number, label, change: false };
    (is_single(last) && !partial.iter().any(|word| behind.contains(word.as_str()))).then(operand)
}

/// The total that a run of lines has above it, among its own lines, or as the first of them.
fn claim(above: Option<Operand>, run: &[Line]) -> Option<Claim> {
    let first = run.first()?;
    let alike = |operand: &Operand| operand.quantity.unit == first.operand.quantity.unit;
    if !run.iter().all(|line| alike(&line.operand)) {
        return None;
    }
    let named = run.iter().position(|line| line.total);
    let above = above.filter(|total| total.quantity.unit.dimension == first.operand.quantity.unit.dimension && named.is_none());
    let (total, rest): (Operand, Vec<&Line>) = match (above, named) {
        (Some(total), _) => (total, run.iter().collect()),
        (None, Some(at)) if at == 0 || at + 1 == run.len() => (run[at].operand, run.iter().filter(|line| !line.total).collect()),
        (None, Some(_)) => return None,
        (None, None) => (first.operand, run[1..].iter().collect()),
    };
    let parts: Vec<Operand> = rest.iter().filter(|line| !line.within).map(|line| line.operand).collect();
    let least = if above.is_some() || named.is_some() { 2 } else { PARTS };
    let sum = parts.iter().map(Operand::base).fold(Decimal::ZERO, Decimal::saturating_add);
    if parts.len() < least || sum == total.base() {
        return None;
    }
    let readings = vec![Tally { total, parts, natural: true }];
    let slips = repair::repairs(&readings);
    let sure = slips.iter().any(|slip| slip.digits() >= if slip.is_swap() { SWAPPED } else { DIGITS });
    let sure = sure && (least == 2 || slips.iter().any(|slip| slip.is_swap() && slip.digits() > SWAPPED));
    sure.then(|| Claim::of_list(first.operand.label.start, true, readings))
}
