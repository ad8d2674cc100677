//! Sentences and cells that give a cause, and which of them speaks of a thing.

use super::Context;
use crate::text::Span;

/// The sentences and cells of a document that give a cause.
#[derive(Debug, Default)]
pub struct Causes<'a> {
    sentences: Vec<(&'a str, Span)>,
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
        let causes = &context.knowledge.forms.attainment.causes;
        let causal = sentences.chain(cells).map(|span| (span.of(flow), span)).filter(|(text, _)| causes.within(text));
        Causes { sentences: causal.take(SENTENCES).collect() }
    }

    /// A sentence that speaks of the named thing: one that holds most of the pairs of characters of the name.
    pub fn on(&self, name: &str) -> Option<(&'a str, Span)> {
        let characters: Vec<char> = name.chars().filter(|character| character.is_alphanumeric()).take(NAME).collect();
        let pairs: Vec<String> = characters.windows(2).map(|pair| pair.iter().collect()).collect();
        let needed = pairs.len().div_ceil(5) * 3;
        let speaks = |text: &str| pairs.iter().filter(|pair| text.contains(pair.as_str())).count() >= needed.max(2);
        self.sentences.iter().find(|(text, _)| speaks(text)).copied()
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
