//! The result of an indicator that the text states, and the form again: 适配轮椅1,305辆 and 轮椅适配数量 | 1,350辆.

use super::RECURRENCE;
use crate::data::labels::squeezed;
use crate::data::measures::Role;
use crate::facts::form::Indicator;
use crate::facts::prose::{Mention, Prose};
use crate::facts::sheet::Num;
use crate::facts::sum::repair;
use crate::facts::{Context, Facts, Value, fiscal_year};
use crate::quantity::{Dimension, Quantity, relation};
use crate::text::Span;
use std::borrow::Cow;

/// A name shorter than this, in characters, is a general word.
const SHORT: usize = 4;
/// So many significant digits differ by one keystroke for no other reason.
const DIGITS: u32 = 3;
/// Two words that change places have at least so many characters each: 轮椅适配 and 适配轮椅.
const WORD: usize = 2;

/// Adds each result that the text states with one keystroke's difference. Where the text states several other figures under the name, or
/// has the figure of the form as well and no two digits are swapped, they are of several scopes.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let [form] = context.forms() else { return };
    let prose = context.prose();
    let fiscal = fiscal_year(facts);
    let rows: Vec<(&Indicator<'a>, String, Num)> = form
        .indicators
        .iter()
        .filter(|indicator| !indicator.execution)
        .filter_map(|indicator| Some((indicator, core(context, indicator.name.0), indicator.actual.filter(is_told)?)))
        .filter(|(_, name, _)| name.chars().count() >= SHORT)
        .collect();
    for (indicator, name, actual) in &rows {
        if rows.iter().filter(|(_, other, _)| other == name).count() > 1 {
            continue;
        }
        let named = prose.mentions.iter().filter(|mention| is_result(prose, mention, fiscal));
        let like = |mention: &&Mention| mention.quantity.unit.dimension == actual.quantity.unit.dimension;
        let named = named.filter(like).filter(|mention| !indicator.span.contains(mention.span) && is_named(context, prose, mention, name));
        let planned = |mention: &&Mention| !indicator.target.is_some_and(|target| is_same(&target.quantity, &mention.quantity));
        let named: Vec<&Mention> = named.filter(planned).collect();
        let (same, other): (Vec<&Mention>, Vec<&Mention>) =
            named.into_iter().partition(|mention| is_same(&mention.quantity, &actual.quantity));
        let Some(mention) = other.first().filter(|first| other.iter().all(|mention| mention.quantity.base() == first.quantity.base()))
        else {
            continue;
        };
        if slip(prose, mention, *actual).is_some_and(|swapped| swapped || same.is_empty()) {
            push(facts, indicator, mention, *actual);
        }
    }
}

/// A result of counting, weighing or paying, and no date or points.
fn is_told(actual: &Num) -> bool {
    matches!(actual.quantity.unit.dimension, Dimension::Count(_) | Dimension::Money | Dimension::Ratio)
}

/// Whether a figure of the text is of the whole year that the form is on.
fn is_result(prose: Prose<'_, '_>, mention: &Mention, fiscal: Option<i32>) -> bool {
    let other = [Role::Previous, Role::Against, Role::Each, Role::Partial, Role::Share, Role::Part];
    let current = mention.year.is_none_or(|year| Some(i32::from(year)) == fiscal);
    let part = mention.part && mention.whole.and_then(|at| prose.get(at)).is_none_or(|whole| whole.is_like(mention));
    current && mention.is_plain() && !part && !mention.is_change() && !mention.is_aim() && !mention.roles.any(&other)
}

/// A name without the word for how it is counted.
fn core(context: &Context<'_>, name: &str) -> String {
    let name = squeezed(name);
    let endings = &context.knowledge.corpus.indicators.endings;
    let core = endings.iter().find_map(|ending| name.strip_suffix(ending.as_str())).map(str::to_owned);
    core.unwrap_or(name)
}

/// Whether the words before a figure end with a name, or with its two words the other way round.
fn is_named(context: &Context<'_>, prose: Prose<'_, '_>, mention: &Mention, name: &str) -> bool {
    let head = core(context, prose.words(mention.head));
    let chars: Vec<char> = name.chars().collect();
    let turned = |at: usize| chars[at..].iter().chain(&chars[..at]).collect::<String>();
    head.ends_with(name) || (WORD..chars.len().saturating_sub(WORD - 1)).any(|at| head.ends_with(&turned(at)))
}

fn is_same(a: &Quantity, b: &Quantity) -> bool {
    a.unit.dimension == b.unit.dimension && !relation::agree(a, b, None).is_reported()
}

/// Whether two digits were swapped, when one keystroke parts the two.
fn slip(prose: Prose<'_, '_>, mention: &Mention, actual: Num) -> Option<bool> {
    let figure = repair::of_rate(prose.text, mention.quantity, mention.span);
    let needed = actual.quantity.base().ok()?;
    let repair = repair::exactly(&figure, needed)?;
    (repair.digits() >= DIGITS).then_some(repair.is_swap())
}

fn push<'a>(facts: &mut Facts<'a>, indicator: &Indicator<'a>, mention: &Mention, actual: Num) {
    let (name, at) = indicator.name;
    let number = |quantity: Quantity, span: Span| Value::Number(quantity, Some(span));
    let (told, tabled) = ((mention.quantity, mention.span), (actual.quantity, actual.span));
    let (first, second) = if told.1 <= tabled.1 { (told, tabled) } else { (tabled, told) };
    let values = vec![Value::Text(Cow::Borrowed(name), Some(at)), number(first.0, first.1), number(second.0, second.1), Value::Missing];
    facts.push(&RECURRENCE, second.1, values);
}
