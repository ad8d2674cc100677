//! Sentences and cells that give a cause, and which of them speaks of a thing.

use super::Context;
use super::sheet::Num;
use crate::data::glossary::List;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use crate::values::{Figure, within};

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

    /// A sentence that speaks of the thing by another name: it says that something fell short and shares a word with the name
    /// (村内道路硬化偏慢 of 移民村道路硬化), or it tells by how much the thing did.
    pub fn on_gap(&self, context: &Context<'_>, name: &str, target: Num, actual: Num) -> Option<(&'a str, Span)> {
        let words = &context.knowledge.forms.attainment;
        let characters: Vec<char> = name.chars().filter(|character| character.is_alphanumeric()).take(NAME).collect();
        let own: Vec<[char; 2]> = characters.windows(2).map(|two| [two[0], two[1]]).filter(|two| !words.is_common(*two)).collect();
        let gap = Gap::of(target, actual)?;
        let speaks = |((text, span), known): (&(&str, Span), &Vec<[char; 2]>)| {
            let shared = own.iter().any(|pair| known.binary_search(pair).is_ok());
            let figures = || within(&context.values.figures, *span).iter();
            shared && (words.short.within(text) || figures().any(|figure| gap.is_told(figure)))
                || figures().any(|figure| gap.is_precise() && gap.is_gap(figure))
        };
        self.sentences.iter().zip(&self.pairs).find(|it| speaks(*it)).map(|(sentence, _)| *sentence)
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

/// A target, what came of it, and what lies between them.
struct Gap {
    ends: [Num; 2],
    gap: Decimal,
}

impl Gap {
    fn of(target: Num, actual: Num) -> Option<Self> {
        let gap = target.quantity.base().ok()?.checked_sub(actual.quantity.base().ok()?)?.abs();
        (!gap.is_zero()).then_some(Gap { ends: [target, actual], gap })
    }

    /// Whether a figure is the target, the result, or the gap.
    fn is_told(&self, figure: &Figure) -> bool {
        let same = |end: &Num| end.quantity.unit == figure.quantity.unit && end.quantity.value == figure.quantity.value;
        self.ends.iter().any(same) || self.is_gap(figure)
    }

    fn is_gap(&self, figure: &Figure) -> bool {
        let kind = |dimension: Dimension| if dimension == Dimension::Points { Dimension::Ratio } else { dimension };
        let [target, _] = &self.ends;
        kind(target.quantity.unit.dimension) == kind(figure.quantity.unit.dimension) && figure.quantity.base().ok() == Some(self.gap)
    }

    /// Whether no other figure is likely to be the same by chance.
    fn is_precise(&self) -> bool {
        self.gap >= Decimal::TEN || self.ends.iter().any(|end| end.quantity.decimals > 0)
    }
}

/// The pairs of neighbouring characters, each once, in order.
fn pairs(text: &str) -> Vec<[char; 2]> {
    let mut pairs: Vec<[char; 2]> = text.chars().zip(text.chars().skip(1)).map(|(first, second)| [first, second]).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
