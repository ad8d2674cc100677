//! Shares of those who were asked, whose number an earlier paragraph tells: 抽取35户。… 认为“有效”的占88.6%.

use super::push;
use crate::data::measures::{MeasureId, Role};
use crate::facts::prose::{Mention, Name};
use crate::facts::{Context, Facts};
use crate::quantity::{Decimal, Dimension};

/// How many paragraphs back the number may stand.
const BACK: u32 = 4;
/// Behind those who think so.
const THOSE: char = '的';

/// Adds the shares of answers whose sentence and paragraph give no number.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let asked: Vec<MeasureId> = denominators(context);
    for (at, mention) in prose.mentions.iter().enumerate().filter(|(_, mention)| is_answer(context, mention)) {
        let near = |other: &Mention| other.block < mention.block && other.block + BACK >= mention.block;
        let count = |other: &&usize| {
            prose.get(**other).is_some_and(|other| {
                matches!(other.quantity.unit.dimension, Dimension::Count(_)) && other.is_plain() && other.quantity.base() != Ok(Decimal::ONE)
            })
        };
        let block = prose.block(at);
        let above: Vec<usize> = (0..block.start).rev().take_while(|&other| prose.get(other).is_some_and(near)).collect();
        let named = above.iter().filter(count).any(|&other| prose.get(other).is_some_and(|other| other.is_one_of(&asked)));
        // Any number of its own paragraph may be meant as well.
        let own = block.filter(|other| count(&other));
        let samples: Vec<usize> = own.chain(above.iter().filter(count).copied()).collect();
        if named {
            push(context, facts, mention, mention.head, &samples);
        }
    }
}

/// Whether a share is of those who gave an answer: 表示满意的占93.5%.
fn is_answer(context: &Context<'_>, mention: &Mention) -> bool {
    let prose = context.prose();
    let head = prose.words(mention.head);
    let share = mention.roles.has(Role::Share) && !mention.roles.any(&[Role::Cumulative, Role::Previous, Role::Up, Role::Down]);
    let ratio = mention.quantity.unit.dimension == Dimension::Ratio && mention.name == Name::Unknown && mention.is_plain() && !mention.cell;
    let those = head.rfind(THOSE).and_then(|at| head.get(..at));
    share && ratio && !mention.is_aim() && those.is_some_and(|those| context.knowledge.rates.opinions.within(those))
}

/// What the rates that stay below a hundred percent are counted in.
fn denominators(context: &Context<'_>) -> Vec<MeasureId> {
    let rates = context.knowledge.measures.rates.iter().filter(|rate| !rate.exceeds && rate.across);
    rates.flat_map(|rate| rate.denominators.iter().copied()).collect()
}
