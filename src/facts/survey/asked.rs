//! Shares of those who were asked, whose number an earlier paragraph tells: 抽取40户。… 认为“及时”的占87.5%; and of what was checked, whose
//! number stands before them: 抽检25座，其中达到二类的占92%.

use super::{is_sample, push};
use crate::data::measures::{MeasureId, Role};
use crate::facts::prose::{Mention, Name};
use crate::facts::{Context, Facts};
use crate::quantity::Dimension;

/// How many paragraphs back the number may stand.
const BACK: u32 = 4;
/// Behind those who think so.
const THOSE: char = '的';

/// Adds the shares of answers whose sentence and paragraph give no number.
pub(super) fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let prose = context.prose();
    let asked: Vec<MeasureId> = denominators(context);
    let checked = inspected(context);
    for (at, mention) in prose.mentions.iter().enumerate().filter(|(_, mention)| those(context, mention).is_some()) {
        if !those(context, mention).is_some_and(|those| context.knowledge.rates.opinions.within(those)) {
            let samples: Vec<usize> = prose.sentence(at).filter(|&other| prose.get(other).is_some_and(is_sample)).collect();
            let part = mention.roles.has(Role::Part) || mention.part;
            let of = |&other: &usize| prose.get(other).is_some_and(|other| other.is_one_of(&checked) && other.span < mention.span);
            if samples.len() == 1 && part && samples.iter().all(of) {
                push(context, facts, mention, mention.head, &samples);
            }
            continue;
        }
        let near = |other: &Mention| other.block < mention.block && other.block + BACK >= mention.block;
        let count = |other: &&usize| prose.get(**other).is_some_and(is_sample);
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

/// The words of those whose share a figure is: 表示满意 of 表示满意的占93.5%.
fn those<'a>(context: &Context<'a>, mention: &Mention) -> Option<&'a str> {
    let prose = context.prose();
    let head = prose.words(mention.head);
    let share = mention.roles.has(Role::Share) && !mention.roles.any(&[Role::Cumulative, Role::Previous, Role::Up, Role::Down]);
    let ratio = mention.quantity.unit.dimension == Dimension::Ratio && mention.name == Name::Unknown && mention.is_plain() && !mention.cell;
    let end = head.rfind(THOSE).filter(|_| share && ratio && !mention.is_aim())?;
    head.get(..end)
}

/// What is checked piece by piece: what the rates that no measure makes up are counted in.
fn inspected(context: &Context<'_>) -> Vec<MeasureId> {
    let rates = context.knowledge.measures.rates.iter().filter(|rate| !rate.exceeds && rate.numerators.is_empty());
    rates.flat_map(|rate| rate.denominators.iter().copied()).collect()
}

/// What the rates that stay below a hundred percent are counted in.
fn denominators(context: &Context<'_>) -> Vec<MeasureId> {
    let rates = context.knowledge.measures.rates.iter().filter(|rate| !rate.exceeds && rate.across);
    rates.flat_map(|rate| rate.denominators.iter().copied()).collect()
}
