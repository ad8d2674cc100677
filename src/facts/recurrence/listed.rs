//! What an item of a list was allotted, and its own sentence again: 渠道清淤36.5万元、泵站检修…, and 渠道清淤安排资金39.5万元.

use super::{is_provision, num, twice};
use crate::data::connectors::{Meaning, Role as Word, Roles};
use crate::data::measures::Role;
use crate::facts::prose::{Mention, Name, Prose};
use crate::facts::sum::repair;
use crate::facts::{Context, Facts};
use crate::quantity::{Dimension, Mode};
use crate::text::Span;
use std::collections::HashMap;

/// A name shorter than this, in characters, is a general word.
const SHORT: usize = 5;
/// So many significant digits differ by one keystroke for no other reason.
const DIGITS: u32 = 3;
/// A list has so many items at least.
const ITEMS: usize = 3;

/// Adds each amount that a list allots to a name and the only sentence on its money states with one keystroke's difference.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let mut items: HashMap<&str, Vec<&Mention>> = HashMap::new();
    for (at, mention) in prose.mentions.iter().enumerate() {
        if is_plain(mention) && mention.name == Name::Unknown && is_listed(context, prose, at) {
            items.entry(prose.words(mention.head).trim()).or_default().push(mention);
        }
    }
    if items.is_empty() {
        return;
    }
    let mut provided: HashMap<&str, Vec<&Mention>> = HashMap::new();
    let measures = &context.knowledge.measures;
    for mention in prose.mentions.iter().filter(|mention| is_plain(mention) && is_provision(prose, mention, measures)) {
        provided.entry(name(prose, mention)).or_default().push(mention);
    }
    let mut found: Vec<(&str, &Mention, &Mention)> = Vec::new();
    for (name, items) in items.iter().filter(|(name, _)| name.chars().count() >= SHORT) {
        let ([item], Some([told])) = (items.as_slice(), provided.get(name).map(Vec::as_slice)) else { continue };
        if item.block != told.block && is_slip(prose, item, told) {
            found.push((name, item, told));
        }
    }
    found.sort_by_key(|(_, item, _)| item.span);
    for (name, item, told) in found {
        let at = Span { start: told.head.start, end: told.label.start.max(told.head.start) };
        twice(facts, name, at, [num(item), num(told)]);
    }
}

/// The words before 安排资金.
fn name<'t>(prose: Prose<'_, 't>, mention: &Mention) -> &'t str {
    prose.words(Span { start: mention.head.start, end: mention.label.start.max(mention.head.start) }).trim()
}

/// An amount of the year, and no part of the money of one source, no instalment, no change.
fn is_plain(mention: &Mention) -> bool {
    let other =
        [Role::Part, Role::Partial, Role::Each, Role::Up, Role::Down, Role::Previous, Role::Against, Role::From, Role::To, Role::Total];
    mention.quantity.unit.dimension == Dimension::Money
        && matches!(mention.quantity.mode, Mode::Exact | Mode::Rounded)
        && mention.is_plain()
        && !mention.cell
        && !mention.roles.any(&other)
}

/// Whether a figure is one of several in its sentence, before which nothing is said to be spent, done or contracted.
fn is_listed(context: &Context<'_>, prose: Prose<'_, '_>, at: usize) -> bool {
    let Some(own) = prose.get(at) else { return false };
    let sentence = prose.sentence(at);
    let alike = sentence.clone().filter(|&other| prose.get(other).is_some_and(|other| other.is_like(own))).count();
    let before = sentence.clone().find_map(|first| prose.get(first)).map(|first| first.head.start.min(own.span.start));
    let text = before.map_or("", |start| prose.words(Span { start, end: own.span.start }));
    let other = |meaning: Meaning| match meaning {
        Meaning::Word(roles) => roles.any(&[Word::Uses, Word::Against, Word::Each]) || roles.beyond(Roles::default()),
        Meaning::Mark(_) | Meaning::Nothing => false,
    };
    let priced = context.knowledge.lists.prices.iter().any(|word| text.contains(word.as_str()));
    alike > ITEMS && !priced && !context.knowledge.connectors.find(text).any(|(_, meaning)| other(meaning))
}

fn is_slip(prose: Prose<'_, '_>, item: &Mention, told: &Mention) -> bool {
    let figure = repair::of_rate(prose.text, told.quantity, told.span);
    let repair = item.quantity.base().ok().and_then(|needed| repair::exactly(&figure, needed));
    prose.same_year(item, told) && repair.is_some_and(|repair| repair.digits() >= DIGITS)
}
