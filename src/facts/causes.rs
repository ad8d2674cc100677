//! Sentences and cells that give a cause, and which of them speaks of a thing.

use super::sheet::Num;
use super::{Context, near};
use crate::data::glossary::List;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use crate::values::{Figure, within};
use std::sync::OnceLock;

/// The sentences and cells of a document that give a cause.
#[derive(Debug, Default)]
pub struct Causes<'a> {
    sentences: Vec<Sentence<'a>>,
    /// The pairs of neighbouring characters of each sentence, in order, each with the index of its sentence below.
    pairs: Vec<u64>,
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
        let sentences = document.sentences.iter().map(|sentence| with_subject(context, sentence.span));
        let cells = document.fields.iter().map(|field| field.value);
        let causal = sentences.chain(cells).filter(|span| is_told(context, *span));
        let sentences: Vec<Sentence<'a>> = causal.map(|span| Sentence::of(flow, span)).take(SENTENCES).collect();
        let of = |(at, sentence): (usize, &Sentence<'a>)| pairs(sentence.words.0.chars()).map(move |pair| key(pair) | at as u64);
        let mut pairs: Vec<u64> = sentences.iter().enumerate().flat_map(of).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Causes { sentences, pairs }
    }

    /// How many of several pairs each sentence holds.
    fn held(&self, own: &[[char; 2]]) -> Vec<usize> {
        let mut held = vec![0; self.sentences.len()];
        for pair in own.iter().map(|pair| key(*pair)) {
            let from = self.pairs.partition_point(|known| *known < pair);
            let known = self.pairs.iter().skip(from).take_while(|known| **known >> INDEX == pair >> INDEX);
            for at in known.map(|known| (known - pair) as usize) {
                held[at] += 1;
            }
        }
        held
    }

    /// A sentence that speaks of the named thing: one that holds most of the pairs of characters of the name.
    pub fn on(&self, name: &str) -> Option<(&'a str, Span)> {
        let own: Vec<[char; 2]> = pairs_of_name(name).collect();
        let needed = (own.len().div_ceil(5) * 3).max(2);
        let speaks = self.held(&own).into_iter().position(|held| held >= needed)?;
        self.sentences.get(speaks).map(|sentence| sentence.words)
    }

    /// A sentence that speaks of the thing by another name: it says that something fell short and shares a word with the name
    /// (村内道路硬化偏慢 of 移民村道路硬化), or it tells by how much the thing did.
    pub fn on_gap(&self, context: &Context<'_>, name: &str, target: Num, actual: Num) -> Option<(&'a str, Span)> {
        let words = &context.knowledge.forms.attainment;
        let own: Vec<[char; 2]> = pairs_of_name(name).filter(|pair| !words.is_common(*pair)).collect();
        let gap = Gap::of(target, actual)?;
        let precise = gap.is_precise();
        let held = self.held(&own);
        let speaks = |(sentence, held): &(&Sentence<'_>, usize)| {
            let (text, span) = sentence.words;
            let figures = || within(&context.values.figures, span).iter();
            let short = || *sentence.short.get_or_init(|| words.short.within(text));
            *held > 0 && (short() || figures().any(|figure| gap.is_told(figure))) || precise && figures().any(|figure| gap.is_gap(figure))
        };
        self.sentences.iter().zip(held).find(speaks).map(|(sentence, _)| sentence.words)
    }

    /// The first sentence that is fit.
    pub fn find(&self, fit: &dyn Fn(&str, Span) -> bool) -> Option<(&'a str, Span)> {
        self.sentences.iter().map(|sentence| sentence.words).find(|(text, span)| fit(text, *span))
    }

    /// A sentence in which one of the phrases stands.
    pub fn with(&self, phrases: &crate::data::labels::Phrases) -> Option<(&'a str, Span)> {
        self.sentences.iter().map(|sentence| sentence.words).find(|(text, _)| phrases.within(text))
    }
}

/// Whether a cause is told: 偏差原因：无 is the label of one, and tells none.
fn is_told(context: &Context<'_>, span: Span) -> bool {
    let text: &str = &context.document.flow.text;
    let none = |label: Span| {
        let rest = Span { start: label.end, end: span.end.max(label.end) }.of(text);
        let value = rest.strip_prefix(['：', ':']).map(|rest| rest.split(['；', '。', '，', ';', '|', '）']).next().unwrap_or("").trim());
        value.is_some_and(|value| context.knowledge.forms.marks.nothing.has(value) || context.knowledge.forms.marks.absent.has(value))
    };
    context.phrases(List::Causes, span).any(|label| !none(label))
}

/// A sentence, with the one before it on its line where it begins with the cause: （二）灌溉终端安装未达目标。原因是造价较高.
fn with_subject(context: &Context<'_>, own: Span) -> Span {
    if context.phrases(List::Causes, own).next().is_none_or(|cause| cause.start > own.start + LEAD) {
        return own;
    }
    let head = near::before(&context.document.flow.text, own.start as usize, SUBJECT);
    let line = head.rfind('\n').map_or(head, |end| &head[end + 1..]);
    let ended = line.trim_end_matches(['。', ' ']);
    let subject = ended.rfind('。').map_or(line, |end| &line[end + '。'.len_utf8()..]);
    Span { start: own.start - subject.len() as u32, end: own.end }
}

/// Characters of a sentence before that are read.
const SUBJECT: usize = 80;

/// Bytes before a cause that the sentence still begins with: 主要.
const LEAD: u32 = 6;

/// A sentence or cell that gives a cause.
#[derive(Debug)]
struct Sentence<'a> {
    words: (&'a str, Span),
    /// Whether it says that something fell short, once that was asked.
    short: OnceLock<bool>,
}

impl<'a> Sentence<'a> {
    fn of(flow: &'a str, span: Span) -> Self {
        Sentence { words: (span.of(flow), span), short: OnceLock::new() }
    }
}

/// The bits of the index of a sentence below a pair.
const INDEX: u32 = 8;

/// A pair of characters, above the index of a sentence.
fn key([first, second]: [char; 2]) -> u64 {
    (first as u64) << 32 | (second as u64) << INDEX
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

/// The pairs of neighbouring characters of a name, marks and what is too long left out.
fn pairs_of_name(name: &str) -> impl Iterator<Item = [char; 2]> {
    pairs(name.chars().filter(|character| character.is_alphanumeric()).take(NAME))
}

/// The pairs of neighbouring characters.
fn pairs(characters: impl Iterator<Item = char> + Clone) -> impl Iterator<Item = [char; 2]> {
    characters.clone().zip(characters.skip(1)).map(|(first, second)| [first, second])
}
