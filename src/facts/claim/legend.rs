//! Words that say how a form is to be scored: they set results side by side and claim none.

use super::clause;
use crate::data::claims::{self, Completion};
use crate::data::words::Instructions;
use crate::facts::Context;
use crate::facts::near::block_at;
use crate::syntax::LineKind;
use crate::text::Span;

/// How many blocks below the head of a form's instructions still belong to them.
const ITEMS: usize = 16;

/// Whether a claim is a legend's: its clause tells the points for it, its sentence sets it against its opposite, or it
/// stands below the head of instructions. `phrase` is the verb's core with the object.
pub(super) fn is_legend(context: &Context<'_>, claim: Span, phrase: Span) -> bool {
    let text: &str = &context.document.flow.text;
    let known = &context.knowledge.claims.completion;
    claims::holds(&known.points, claim.of(text))
        || is_opposed(text, phrase, known)
        || is_instructed(context, claim.start, &context.knowledge.words.instructions)
}

/// 达成年度指标、部分达成年度指标、未达成年度指标三档
fn is_opposed(text: &str, phrase: Span, known: &Completion) -> bool {
    let period = clause::period(text, phrase.start as usize);
    let words = phrase.of(text);
    let denied = |at: usize| known.not_quite.iter().any(|word| period.of(text)[..at].ends_with(word.as_str()));
    !words.is_empty() && period.of(text).match_indices(words).any(|(at, _)| denied(at))
}

/// Whether the block of a place, or one not far above it in the same list, begins with the head of instructions.
fn is_instructed(context: &Context<'_>, at: u32, instructions: &Instructions) -> bool {
    let text: &str = &context.document.flow.text;
    let blocks = &context.document.blocks;
    let Some((here, _)) = block_at(context, at) else { return false };
    let above = blocks[..=here].iter().rev().take(ITEMS);
    let mut listed = above.take_while(|block| !matches!(block.kind, LineKind::Row | LineKind::Title | LineKind::Field | LineKind::SignOff));
    // 填表说明及有关情况： heads more than instructions.
    let ends = |rest: &str| !rest.trim_start().starts_with(char::is_alphanumeric);
    listed.any(|block| {
        let words = block.span.of(text).trim_start();
        instructions.heads.longest(words).is_some_and(|head| words.get(head.len()..).is_none_or(ends))
    })
}
