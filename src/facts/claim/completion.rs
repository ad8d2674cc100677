//! 已全面完成各项目标.

use super::deviation::{leaves_out, said_before, unswerving};
use super::{COMPLETION, Context, Facts, Value, clause, legend, words};
use crate::data::claims::{self, Completion};
use crate::data::measures::Role;
use crate::facts::prose::Mention;
use crate::text::Span;
use memchr::memmem;

/// Finds claims that the aims are reached.
pub(super) fn completion<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let known = &context.knowledge.claims.completion;
    let mut done = 0;
    let mut claimed: Vec<Span> = Vec::new();
    let found = verbs(text, known);
    for (start, end) in found {
        if start < done {
            continue;
        }
        let (lead, rest) = (clause::before(text, start), clause::behind(text, end));
        // 全面落实目标责任制: what is to be done is no object that stands before.
        if claims::ending(&known.settled, &text[start..end]).is_some() && !rest.is_empty() {
            continue;
        }
        let excepted = clause::is_excepted(text, lead, &context.knowledge.claims.payment);
        let said = lead.of(text).trim_start();
        let said = said.get(claims::longest(&known.these, said).map_or(0, str::len)..).unwrap_or("");
        let denied = excepted || claims::holds(&known.not_before, said) || claims::longest(&known.not_behind, rest.of(text)).is_some();
        let Some((name, object)) = named(text, lead, rest, &known.objects).filter(|_| !denied) else { continue };
        if claims::longest(&known.not_behind, text.get(object..).unwrap_or("")).is_some() {
            continue;
        }
        let span = trimmed(text, lead.to(rest));
        if legend::is_legend(context, span, phrase(text, start, object, known)) {
            continue;
        }
        let own = own(context, start as u32, name);
        let of_row = row(context, span);
        let compares = known.compares.iter().any(|core| text[start..end].contains(core.as_str()));
        let subject = match (compares, &own) {
            // 优良中等路率87%，高于年初设定的目标值: on the figure before.
            (true, _) => match told(context, start as u32) {
                Some(told) => Some(told),
                None => continue,
            },
            (false, Some((_, reached))) => Some(reached.label).filter(|label| !label.is_empty()),
            (false, None) => of_row.or_else(|| self::subject(text, name, &known.general.words).filter(|one| !is_titled(context, *one))),
        };
        let general = |topic: Span| self::subject(text, topic, &known.general.words);
        let topics: Vec<Span> = match (compares || own.is_some() || of_row.is_some(), subject) {
            (_, None) => Vec::new(),
            (true, Some(one)) => vec![one],
            (false, Some(_)) => topics(text, name, &known.joints, &known.open_ends).into_iter().filter_map(general).collect(),
        };
        let topics = Value::List(topics.into_iter().map(|topic| words(context, topic)).collect());
        let subject = subject.map_or(Value::Missing, |subject| words(context, subject));
        let most = own.is_some_and(|(aim, _)| aim.is_at_most());
        let (aim, reached) = own.map_or((Value::Missing, Value::Missing), |(aim, reached)| (aim.exactly(), reached.exactly()));
        facts.push(&COMPLETION, span, vec![words(context, span), subject, topics, aim, reached, Value::Truth(most)]);
        claimed.push(span);
        done = rest.end as usize;
    }
    super::finished::finished(context, facts);
    // 各项指标与目标之间不存在偏差: each of them is said to be reached.
    let indicators = &context.knowledge.claims.deviation.indicators;
    let each = |(lead, span): &(Span, Span)| {
        let before = said_before(context, *lead, *span);
        // 其余工作任务完成情况与计划无偏差, 除培训外，各项指标与目标无偏差: of the others.
        let whole = Span { start: before.start, end: span.start.max(before.start) };
        let excepted = clause::is_excepted(text, *lead, &context.knowledge.claims.payment);
        if excepted || leaves_out(context, whole) {
            return false;
        }
        // 各项指标均已达到目标，没有偏离: said once.
        claims::holds(indicators, before.of(text)) && (before == *lead || !claimed.iter().any(|claim| before.contains(*claim)))
    };
    for (_, span) in unswerving(context).into_iter().filter(each) {
        facts.push(&COMPLETION, span, general(words(context, span)));
    }
}

/// Whether the title names the thing, so that it is all that the report is on.
fn is_titled(context: &Context<'_>, subject: Span) -> bool {
    let prose = context.prose();
    prose.title.contains(prose.words(subject))
}

/// The name of the indicator whose row a claim stands in: it is on no other.
pub(super) fn row(context: &Context<'_>, claim: Span) -> Option<Span> {
    let mut indicators = context.forms().iter().flat_map(|form| &form.indicators);
    indicators.find(|indicator| indicator.span.contains(claim)).map(|indicator| indicator.name.1)
}

/// From the core of the verb that begins at `start` to the end of the object, when that stands behind it.
fn phrase(text: &str, start: usize, object: usize, known: &Completion) -> Span {
    let words = text.get(start..object).unwrap_or("");
    let core = known.cores.iter().filter_map(|core| words.find(core.as_str())).min();
    core.map_or(Span::new(start, start), |core| Span::new(start + core, object))
}

/// Where the verbs of completion begin and end, in order.
fn verbs(text: &str, known: &Completion) -> Vec<(usize, usize)> {
    let cores =
        known.cores.iter().chain(&known.settled).flat_map(|core| memmem::find_iter(text.as_bytes(), core).map(move |at| (at, core)));
    let mut found: Vec<(usize, usize)> = cores.filter_map(|(at, core)| verb(text, at, core, known)).collect();
    found.sort_unstable();
    found
}

/// The verb with the core at `at`: 已按照要求完成, 完成了.
fn verb(text: &str, at: usize, core: &String, known: &Completion) -> Option<(usize, usize)> {
    let end = at + core.len();
    let after = claims::longest(&known.after, text.get(end..)?).map_or(0, str::len);
    match marked(text, at, known) {
        Some(start) => Some((start, end + after)),
        None if after > 0 || known.alone.contains(core) => Some((at, end + after)),
        None => None,
    }
}

/// Where the first of the marks before `at` begins.
pub(super) fn marked(text: &str, at: usize, known: &Completion) -> Option<usize> {
    let (mut from, mut start) = (at, None);
    while let Some(word) = claims::ending(known.marks.iter().chain(&known.between).chain(&known.averages), text.get(..from)?) {
        from -= word.len();
        if known.averages.iter().any(|average| average == word) {
            break;
        }
        if known.marks.iter().any(|mark| mark == word) {
            start = Some(from);
        }
    }
    start
}

/// What stands beside the object, and where the object ends: between verb and object, or before an object that stands before the
/// verb.
fn named(text: &str, lead: Span, rest: Span, objects: &[String]) -> Option<(Span, usize)> {
    let start = rest.start as usize;
    let behind = objects.iter().filter_map(|object| Some((rest.of(text).find(object.as_str())?, object.len()))).min();
    if let Some((place, length)) = behind {
        return Some((Span::new(start, start + place), start + place + length));
    }
    let start = lead.start as usize;
    let before = objects.iter().filter_map(|object| Some((lead.of(text).rfind(object.as_str())?, object.len()))).max()?;
    Some((Span::new(start, start + before.0), start + before.0 + before.1))
}

/// The one thing that a claim is on: what is left without general words, when that is more than a character.
pub(super) fn subject(text: &str, name: Span, general: &[String]) -> Option<Span> {
    let mut at = name.start as usize;
    let end = name.end as usize;
    let mut left: Option<Span> = None;
    while let Some(rest) = text.get(at..end).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next()?;
        match claims::longest(general, rest) {
            Some(word) => at += word.len(),
            None => {
                let here = Span::new(at, at + first.len_utf8());
                left = Some(left.filter(|left| left.end == here.start).map_or(here, |left| left.to(here)));
                at += first.len_utf8();
            }
        }
    }
    left.filter(|left| left.of(text).chars().nth(1).is_some())
}

/// The values of a claim on all of the aims.
fn general(words: Value<'_>) -> Vec<Value<'_>> {
    vec![words, Value::Missing, Value::List(Vec::new()), Value::Missing, Value::Missing, Value::Truth(false)]
}

/// 存活率94%，达到了成活率不低于95%的目标: the aim between verb and object, and the figure of its kind right before the verb.
fn own(context: &Context<'_>, start: u32, name: Span) -> Option<(Mention, Mention)> {
    let prose = context.prose();
    let whole = Span { start: start.min(name.start), end: name.end };
    let mut inside = prose.inside(whole).filter_map(|at| prose.get(at));
    let (aim, None) = (inside.next().filter(|aim| aim.sound && aim.span.start >= start)?, inside.next()) else { return None };
    let reached = prose.last_before(start).filter(|reached| reached.period == aim.period && reached.is_like(aim) && reached.is_plain())?;
    let stated = !reached.is_aim() && !reached.is_change() && !reached.roles.any(&[Role::Previous, Role::Against]);
    (stated && aim.clause <= reached.clause + 1).then_some((*aim, *reached))
}

/// The name of the figure right before a claim that is on it.
fn told(context: &Context<'_>, start: u32) -> Option<Span> {
    let prose = context.prose();
    let told = prose.last_before(start)?;
    let beside = prose.words(Span { start: told.span.end, end: start.max(told.span.end) });
    (matches!(beside.trim(), "，" | ",") && !told.label.is_empty()).then_some(told.label)
}

/// The things of an enumeration: 水质、普及率.
fn topics(text: &str, subject: Span, joints: &[String], open_ends: &[String]) -> Vec<Span> {
    let mut topics = Vec::new();
    let (mut from, end) = (subject.start as usize, subject.end as usize);
    let mut at = from;
    while let Some(rest) = text.get(at..end).filter(|rest| !rest.is_empty()) {
        let joint = claims::longest(joints, rest).map_or(0, str::len);
        if joint > 0 {
            topics.push(Span::new(from, at));
            from = at + joint;
        }
        at += joint.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    topics.push(Span::new(from, end));
    for topic in &mut topics {
        let and_so_on = claims::ending(open_ends, topic.of(text)).map_or(0, str::len);
        topic.end -= and_so_on as u32;
    }
    topics.retain(|topic| topic.of(text).chars().nth(1).is_some());
    topics
}

pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}
