//! Sentences and cells that give a cause, and which of them speaks of a thing.

use super::Context;
use crate::data::glossary::List;
use crate::text::Span;

/// The sentences and cells of a document that give a cause.
#[derive(Debug, Default)]
pub struct Causes<'a> {
    sentences: Vec<(&'a str, Span)>,
    /// The pairs of characters that stand in each sentence, in the order of characters.
    pairs: Vec<Vec<[char; 2]>>,
}

/// Of more sentences than this the rest is not searched: a bound for the time that hostile input can take.
const SENTENCES: usize = 200;
/// Longer names are compared by their first characters.
const NAME: usize = 24;

impl<'a> Causes<'a> {
    /// Finds them.
    pub fn of(context: &Context<'a>) -> Self {
        let document = context.document;
        let flow: &'a str = &document.flow.text;
        let sentences = document.sentences.iter().map(|sentence| sentence.span);
        let cells = document.fields.iter().map(|field| field.value);
        let causal = sentences.chain(cells).filter(|span| context.says(List::Causes, *span));
        let sentences: Vec<_> = causal.map(|span| (span.of(flow), span)).take(SENTENCES).collect();
        let pairs = sentences.iter().map(|(text, _)| pairs(text)).collect();
        Causes { sentences, pairs }
    }

    /// A sentence that speaks of the named thing: one that holds most of the pairs of characters of the name.
    pub fn on(&self, name: &str) -> Option<(&'a str, Span)> {
        let characters: Vec<char> = name.chars().filter(|character| character.is_alphanumeric()).take(NAME).collect();
        let needed = characters.len().saturating_sub(1).div_ceil(5) * 3;
        let named = |known: &[[char; 2]]| characters.windows(2).filter(|pair| known.binary_search(&[pair[0], pair[1]]).is_ok()).count();
        let speaks = |known: &Vec<[char; 2]>| named(known) >= needed.max(2);
        self.pairs.iter().position(speaks).and_then(|at| self.sentences.get(at)).copied()
    }

    /// The first sentence that is fit.
    pub fn find(&self, fit: &dyn Fn(&str, Span) -> bool) -> Option<(&'a str, Span)> {
        self.sentences.iter().find(|(text, span)| fit(text, *span)).copied()
    }

    /// A sentence in which one of the phrases stands.
    pub fn with(&self, phrases: &crate::data::labels::Phrases) -> Option<(&'a str, Span)> {
        self.sentences.iter().find(|(text, _)| phrases.within(text)).copied()
    }
}

/// The pairs of neighbouring characters, each once, in order.
fn pairs(text: &str) -> Vec<[char; 2]> {
    let mut pairs: Vec<[char; 2]> = text.chars().zip(text.chars().skip(1)).map(|(first, second)| [first, second]).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
