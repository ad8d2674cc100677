//! 已全面完成各项目标; 不存在偏差.

use super::{COMPLETION, Context, DEVIATION, Facts, clause, rates, words};
use crate::data::claims;
use crate::data::measures::Measures;
use crate::facts::prose::{Mention, Name};
use crate::facts::quotient::Search;
use crate::text::Span;
use memchr::memmem;

/// How far behind a negation the deviation may stand, in bytes.
const REACH: usize = 60;

/// Finds claims that the aims are reached.
pub(super) fn completion<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let known = &context.knowledge.claims.completion;
    let mut done = 0;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for verb in &known.verbs {
        found.extend(memmem::find_iter(text.as_bytes(), verb).map(|at| (at, at + verb.len())));
    }
    found.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    for (start, end) in found {
        if start < done {
            continue;
        }
        let (lead, rest) = (clause::before(text, start), clause::behind(text, end));
        let object = known.objects.iter().any(|object| lead.of(text).contains(object.as_str()) || rest.of(text).contains(object.as_str()));
        let denied = claims::holds(&known.not_before, lead.of(text)) || claims::holds(&known.not_behind, rest.of(text));
        if object && !denied {
            let span = trimmed(text, lead.to(rest));
            facts.push(&COMPLETION, span, vec![words(context, span)]);
            done = rest.end as usize;
        }
    }
}

/// Finds claims that nothing deviates.
pub(super) fn deviation<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let known = &context.knowledge.claims.deviation;
    for word in &known.words {
        for at in memmem::find_iter(text.as_bytes(), word) {
            let lead = clause::before(text, at);
            let negation = known.negations.iter().filter_map(|negation| Some((lead.of(text).rfind(negation.as_str())?, negation))).max();
            let Some((place, _)) = negation.filter(|(place, _)| lead.len() - place <= REACH) else { continue };
            let end = at + word.len();
            if claims::longest(&known.not_behind, text.get(end..).unwrap_or("")).is_some() {
                continue;
            }
            let span = Span::new(lead.start as usize + place, clause::behind(text, end).end as usize);
            facts.push(&DEVIATION, span, vec![words(context, span), rates(executed(context))]);
        }
    }
}

/// The rates of execution that the report states of the whole.
fn executed(context: &Context<'_>) -> Vec<(crate::quantity::Quantity, Span)> {
    let prose = context.prose();
    let search = Search::new(prose);
    let is_execution = |mention: &Mention, measures: &Measures| matches!(mention.name, Name::Rate(id) if measures.rate(id).is_some_and(|rate| rate.id == "execution"));
    let whole = |mention: &&Mention| {
        is_execution(mention, &context.knowledge.measures) && search.is_stated(mention) && !mention.part && prose.is_whole(mention.subject)
    };
    prose.mentions.iter().filter(whole).map(|mention| (mention.quantity, mention.span)).collect()
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}
