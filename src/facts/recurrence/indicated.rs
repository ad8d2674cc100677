//! The result of an indicator that the text states, and the form again: 适配轮椅1,305辆 and 轮椅适配数量 | 1,350辆.

use super::{num, twice};
use crate::data::labels::squeezed;
use crate::data::measures::Role;
use crate::facts::form::Indicator;
use crate::facts::prose::{Mention, Prose};
use crate::facts::sheet::Num;
use crate::facts::sum::repair;
use crate::facts::{Context, Facts, fiscal_year};
use crate::quantity::{Dimension, Quantity, relation};
use std::collections::HashMap;

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
    let mut rows_of: HashMap<&str, usize> = HashMap::new();
    rows.iter().for_each(|(_, name, _)| *rows_of.entry(name).or_default() += 1);
    let results = prose.mentions.iter().filter(|mention| is_result(prose, mention, fiscal));
    let results: Vec<(&Mention, String)> = results.map(|mention| (mention, core(context, prose.words(mention.head)))).collect();
    for (indicator, name, actual) in rows.iter().filter(|(_, name, _)| rows_of.get(name.as_str()) == Some(&1)) {
        let names = names(name);
        let named = results.iter().filter(|(mention, head)| {
            mention.quantity.unit.dimension == actual.quantity.unit.dimension
                && !indicator.span.contains(mention.span)
                && names.iter().any(|name| head.ends_with(name))
                && !indicator.target.is_some_and(|target| is_same(&target.quantity, &mention.quantity))
        });
        let named = named.map(|(mention, _)| *mention);
        let (same, other): (Vec<&Mention>, Vec<&Mention>) = named.partition(|mention| is_same(&mention.quantity, &actual.quantity));
        let Some(mention) = other.first().filter(|first| other.iter().all(|mention| mention.quantity.base() == first.quantity.base()))
        else {
            continue;
        };
        if slip(prose, mention, *actual).is_some_and(|swapped| swapped || same.is_empty()) {
            twice(facts, indicator.name.0, indicator.name.1, [num(mention), *actual]);
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

/// A name, and its two words the other way round, wherever the first may end.
fn names(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let turned = |at: usize| chars[at..].iter().chain(&chars[..at]).collect();
    std::iter::once(0).chain(WORD..chars.len().saturating_sub(WORD - 1)).map(turned).collect()
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
