//! 27个项目全部建成, where the report tells of 25 finished.

use super::completion::marked;
use super::{COMPLETION, Context, Facts, Value, clause, words};
use crate::data::claims;
use crate::facts::sheet::{exact, printed};
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
        for (_, verb) in verbs.all(sentence.of(text)) {
            let verb = Span::new(verb.start, verb.end).shift(sentence.start);
            let lead = clause::before(text, verb.start as usize);
            let not_so = [&known.not_before, &context.knowledge.claims.payment.not_before]
                .into_iter()
                .any(|words| claims::holds(words, lead.of(text)));
            let denied = not_so || is_interim(context, sentence, lead) || is_planned(context, sentence);
            match marked(text, verb.start as usize, known) {
                Some(start) if !denied => claims.extend(claim(context, figures, lead, Span::new(start, verb.end as usize))),
                Some(_) => {}
                None if denied => {}
                None => results.extend(result(text, figures, verb).map(|figure| (sentence, figure))),
            }
        }
    }
    for (claim, all) in claims {
        let less = |(sentence, figure): &&(Span, &Figure)| {
            let of_all = within(&context.values.figures, *sentence).iter().any(|other| is_same(other, all));
            let like = figure.quantity.unit == all.quantity.unit && figure.quantity.value < all.quantity.value;
            like && of_all && !sentence.contains(claim)
        };
        let alike = results.iter().filter(|(sentence, figure)| !sentence.contains(claim) && figure.quantity.unit == all.quantity.unit);
        // Works finished in several parts may be all of them together.
        let (Some((_, done)), 1) = (results.iter().find(less), alike.count()) else { continue };
        let exactly = |figure: &Figure| Value::Number(exact(figure.quantity), Some(printed(figure)));
        let values = vec![words(context, claim), Value::Missing, Value::List(Vec::new()), exactly(all), exactly(done), Value::Truth(false)];
        facts.push(&COMPLETION, claim, values);
    }
}

/// Whether a clause tells of a part of the year, or its sentence of a later day.
fn is_interim(context: &Context<'_>, sentence: Span, lead: Span) -> bool {
    let text: &str = &context.document.flow.text;
    let later = &context.knowledge.claims.payment.later;
    context.knowledge.forms.attainment.interim.within(lead.of(text)) || claims::holds(later, sentence.of(text))
}

/// Whether a sentence tells what was to be done, by its words or by the heading above it.
fn is_planned(context: &Context<'_>, sentence: Span) -> bool {
    let text: &str = &context.document.flow.text;
    let words = &context.knowledge.forms.attainment;
    let sections = &context.document.sections;
    let above = sections.partition_point(|section| section.heading.start <= sentence.start).checked_sub(1).and_then(|at| sections.get(at));
    let title = above.map_or("", |section| section.title.of(text));
    words.target.within(sentence.of(text)) || words.target.within(title) && !words.actual.within(title)
}

/// The number of things that a claim is on: 27个项目全部建成.
fn claim<'f>(context: &Context<'_>, figures: &'f [Figure], lead: Span, verb: Span) -> Option<(Span, &'f Figure)> {
    let text: &str = &context.document.flow.text;
    let figure = figures.iter().rfind(|figure| figure.span.end <= verb.start && figure.span.start >= lead.start)?;
    let between = Span { start: figure.span.end, end: verb.start }.of(text);
    let near = !between.is_empty() && between.len() <= NAME && !between.contains(|mark: char| !mark.is_alphanumeric());
    (near && is_count(figure)).then(|| (printed(figure).to(verb), figure))
}

/// The number right behind the verb: 完工25个.
fn result<'f>(text: &str, figures: &'f [Figure], verb: Span) -> Option<&'f Figure> {
    let figure = figures.iter().find(|figure| figure.span.start >= verb.end)?;
    let between = Span { start: verb.end, end: figure.span.start }.of(text);
    (between.len() <= LINK && !between.contains(|mark: char| !mark.is_alphanumeric()) && is_count(figure)).then_some(figure)
}

fn is_same(one: &Figure, other: &Figure) -> bool {
    one.quantity.unit == other.quantity.unit && one.quantity.value == other.quantity.value
}

fn is_count(figure: &Figure) -> bool {
    let plain =
        matches!(figure.quantity.mode, Mode::Exact | Mode::Rounded | Mode::Truncated) && figure.upper.is_none() && figure.per.is_none();
    plain && matches!(figure.quantity.unit.dimension, Dimension::Count(_))
}
