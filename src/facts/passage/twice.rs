//! Clauses that stand twice running: too short to be looked for throughout the report, and yet no writer's intention.

use super::Passage;
use crate::facts::Context;
use crate::facts::near::CLAUSE;
use crate::text::Span;

/// The shortest such clause, or run of two clauses, in characters.
const SHORTEST: usize = 8;
/// The longest, in bytes: longer ones are found as passages.
const LONGEST: usize = 90;

/// One or two clauses of a paragraph that stand again right behind themselves.
pub(super) fn passages(context: &Context<'_>) -> impl Iterator<Item = Passage> {
    let text: &str = &context.document.flow.text;
    let blocks = context.document.sentences.chunk_by(|one, next| one.block == next.block);
    blocks.filter_map(move |sentences| {
        let (first, last) = sentences.first().zip(sentences.last())?;
        let clauses = clauses(text, first.span.to(last.span));
        [1, 2].into_iter().find_map(|length| twice(text, &clauses, length))
    })
}

fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let words = sentence.of(text);
    let mut start = 0;
    let mut clauses = Vec::new();
    for (at, mark) in words.match_indices(CLAUSE) {
        clauses.push(Span::new(start, at).shift(sentence.start));
        start = at + mark.len();
    }
    if start < words.len() {
        clauses.push(Span::new(start, words.len()).shift(sentence.start));
    }
    clauses
}

fn twice(text: &str, clauses: &[Span], length: usize) -> Option<Passage> {
    let mut runs = clauses.windows(length * 2).filter_map(|run| {
        let [one, other] = [run.get(..length)?, run.get(length..)?];
        let same = one.iter().zip(other).all(|(one, other)| one.of(text) == other.of(text));
        let (one, other) = (one.first()?.to(*one.last()?), other.first()?.to(*other.last()?));
        let shortest = one.of(text).chars().count() >= SHORTEST && one.len() <= LONGEST;
        (same && shortest).then_some((one, other))
    });
    let (one, other) = runs.next()?;
    Some(Passage { longest: one, places: [one, other].into_iter().collect() })
}
