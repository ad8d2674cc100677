//! 46户危房全部改造完成, where the report tells of 43 finished.

use super::completion::marked;
use super::{COMPLETION, Context, Facts, Value, clause, words};
use crate::data::claims;
use crate::facts::indicator::number;
use crate::facts::place;
use crate::facts::sheet::{Num, printed};
use crate::quantity::{Dimension, Mode};
use crate::text::Span;
use crate::values::{Figure, within};

/// Between a figure and the claim on it stands a name of so many bytes at most.
const NAME: usize = 36;
/// Between the verb and what was finished stand so many bytes at most.
const LINK: usize = 6;

/// Finds claims that works of a stated number are all finished, each with the number that another place tells.
pub(super) fn finished<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &str = &context.document.flow.text;
    let known = &context.knowledge.claims.completion;
    let verbs = &context.knowledge.forms.attainment.finished;
    let mut claims: Vec<(Span, &Figure)> = Vec::new();
    let mut results: Vec<(Span, &Figure)> = Vec::new();
    for sentence in context.document.sentences.iter().map(|sentence| sentence.span) {
        let figures = within(&context.values.figures, sentence);
        if figures.is_empty() {
            continue;
        }
        let mut found = verbs.all(sentence.of(text)).peekable();
        if found.peek().is_none() {
            continue;
        }
        let planned = is_planned(context, sentence);
        for (_, verb) in found {
            let verb = Span::new(verb.start, verb.end).shift(sentence.start);
            let lead = clause::before(text, verb.start as usize);
            let not_so = [&known.not_before, &context.knowledge.claims.payment.not_before]
                .into_iter()
                .any(|words| claims::holds(words, lead.of(text)));
            let denied = planned || not_so || context.knowledge.forms.attainment.interim.within(lead.of(text));
            match marked(text, verb.start as usize, known) {
                Some(start) if !denied => claims.extend(claim(context, figures, lead, Span::new(start, verb.end as usize))),
                Some(_) => {}
                None if denied => {}
                None => results.extend(result(text, figures, verb).map(|figure| (sentence, figure))),
            }
        }
    }
    for (claim, all) in claims {
        let mut alike = results.iter().filter(|(sentence, figure)| figure.quantity.unit == all.quantity.unit && !sentence.contains(claim));
        // Works finished in several parts may be all of them together.
        let (Some((sentence, done)), None) = (alike.next(), alike.next()) else { continue };
        let of_all = || within(&context.values.figures, *sentence).iter().any(|other| is_same(other, all));
        if done.quantity.value >= all.quantity.value || !of_all() {
            continue;
        }
        let exactly = |figure: &Figure| number(Some(Num::of(figure)));
        let values = vec![words(context, claim), Value::Missing, Value::List(Vec::new()), exactly(all), exactly(done), Value::Truth(false)];
        facts.push(&COMPLETION, claim, values);
    }
}

/// Whether a sentence tells of a later day, or of what was to be done, by its words or by the heading above it.
fn is_planned(context: &Context<'_>, sentence: Span) -> bool {
    let text: &str = &context.document.flow.text;
    let words = &context.knowledge.forms.attainment;
    let said = sentence.of(text);
    let title = place::heading_before(context.document, sentence.start).map_or("", |section| section.title.of(text));
    let aimed = words.target.within(said) || words.target.within(title) && !words.actual.within(title);
    aimed || claims::holds(&context.knowledge.claims.payment.later, said)
}

/// The number of things that a claim is on: 46户危房全部改造完成.
fn claim<'f>(context: &Context<'_>, figures: &'f [Figure], lead: Span, verb: Span) -> Option<(Span, &'f Figure)> {
    let text: &str = &context.document.flow.text;
    let before = figures.partition_point(|figure| figure.span.end <= verb.start).checked_sub(1)?;
    let figure = figures.get(before).filter(|figure| figure.span.start >= lead.start)?;
    let between = Span { start: figure.span.end, end: verb.start }.of(text).trim_matches(' ');
    let near = !between.is_empty() && between.len() <= NAME && !between.contains(|mark: char| !mark.is_alphanumeric());
    (near && is_count(figure)).then(|| (printed(figure).to(verb), figure))
}

/// The number right behind the verb: 完工25个.
fn result<'f>(text: &str, figures: &'f [Figure], verb: Span) -> Option<&'f Figure> {
    let figure = figures.get(figures.partition_point(|figure| figure.span.start < verb.end))?;
    let between = Span { start: verb.end, end: figure.span.start }.of(text).trim_matches(' ');
    (between.len() <= LINK && !between.contains(|mark: char| !mark.is_alphanumeric()) && is_count(figure)).then_some(figure)
}

fn is_same(one: &Figure, other: &Figure) -> bool {
    one.quantity.unit == other.quantity.unit && one.quantity.value == other.quantity.value
}

fn is_count(figure: &Figure) -> bool {
    let plain =
        matches!(figure.quantity.mode, Mode::Exact | Mode::Rounded | Mode::Truncated) && figure.upper().is_none() && figure.per().is_none();
    plain && matches!(figure.quantity.unit.dimension, Dimension::Count(_))
}
