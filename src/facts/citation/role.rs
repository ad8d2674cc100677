//! What a document is cited for: as the basis of the evaluation, of the project, or as history.

use crate::data::registry::{Core, Entry};
use crate::data::roles::{Class, Classes, Roles};
use crate::facts::{Context, place};
use crate::text::Span;
use crate::values::{self, Citation};

/// How far around a title a word says what it is told for, in characters.
const NEAR: usize = 30;

/// `basis`, `project` or `told`.
pub(super) fn role(context: &Context<'_>, citation: &Citation, entry: &Entry) -> &'static str {
    let around = Around::new(context, citation);
    if around.is_told() {
        return "told";
    }
    let heading = place::heading_classes(context.document, around.roles, citation.span.start);
    let introduced = || {
        let line = place::introduction(context.document, citation.span.start);
        line.is_some_and(|line| around.roles.classes(line.of(&context.document.flow.text)).has(Class::EvaluationBasis))
    };
    let listed = heading.has(Class::EvaluationBasis) || around.before.has(Class::EvaluationBasis) || introduced();
    let of_project = heading.has(Class::ProjectBasis) && !around.speaks_of_evaluation;
    let rests = around.before.has(Class::BasisBefore) || around.behind.has(Class::BasisBehind);
    match listed || rests && !of_project && (entry.governs_evaluation || around.speaks_of_evaluation) {
        true => "basis",
        false => "project",
    }
}

/// A document cited by its title alone, when every document of that title is certain, and no other body than a central one is
/// named before it. A local document names its place in its title.
pub(super) fn national_title<'c>(context: &Context<'c>, citation: &Citation, core: &Core) -> Option<&'c Entry> {
    let text = &context.document.flow.text;
    let registry = &context.knowledge.registry;
    if citation.number.is_some() || citation.unclosed || core.text.is_empty() || core.relays {
        return None;
    }
    let latest = registry.titled(&core.text).filter(|entry| entry.sure).max_by_key(|entry| entry.in_force)?;
    let before = text.get(..citation.span.start as usize)?.trim_end();
    let central = registry.names_central_body(before) || registry.begins_with_central_body(citation.title?.of(text));
    (central || names_no_body(&context.knowledge.roles, before)).then_some(latest)
}

/// Before the title stands the start of a line, a mark, or the word that rests on it: no body that could have issued it.
fn names_no_body(roles: &Roles, before: &str) -> bool {
    let marked = before.is_empty() || before.ends_with(|character: char| !character.is_alphanumeric());
    let near = place::tail(before, 8);
    marked || roles.hits(near).any(|hit| hit.end == near.len() && hit.classes.any(&[Class::BasisBefore, Class::OpenEnded]))
}

/// The words around a citation, those inside titles excluded.
struct Around<'c> {
    roles: &'c Roles,
    /// Of the sentence before it.
    before: Classes,
    /// Of the words right behind it.
    behind: Classes,
    speaks_of_evaluation: bool,
    adjacent: bool,
    told: bool,
}

impl<'c> Around<'c> {
    fn new(context: &'c Context<'_>, citation: &Citation) -> Self {
        let text: &str = &context.document.flow.text;
        let roles = &context.knowledge.roles;
        let sentence = place::around(context.document, citation.span.start);
        let titles = values::within(&context.values.citations, sentence);
        let bare = |span: Span| outside_titles(text, span, titles, roles);
        let before = Span { start: sentence.start.min(citation.span.start), end: citation.span.start };
        let behind = Span { start: citation.span.end, end: sentence.end.max(citation.span.end) };
        let near = place::head(behind.of(text), NEAR);
        let near_before = place::tail(before.of(text), NEAR);
        let adjacent = roles.hits(near_before).any(|hit| hit.end == near_before.len() && hit.classes.has(Class::ToldAdjacent));
        let told = near_before.len().min(before.len());
        let near_before = Span { start: before.end - told as u32, end: before.end };
        let near_behind = Span { start: behind.start, end: behind.start + near.len() as u32 };
        Around {
            roles,
            before: bare(before),
            behind: bare(near_behind),
            speaks_of_evaluation: bare(before).and(bare(behind)).has(Class::Evaluation),
            adjacent,
            told: bare(near_before).and(bare(near_behind)).has(Class::Told),
        }
    }

    fn is_told(&self) -> bool {
        self.adjacent || self.told
    }
}

/// The classes of the words in a place that stand in no title.
fn outside_titles(text: &str, span: Span, citations: &[Citation], roles: &Roles) -> Classes {
    let mut classes = Classes::default();
    let mut at = span.start;
    let titles = citations.iter().filter_map(|citation| citation.title).filter(|title| span.overlaps(*title));
    for title in titles {
        classes = classes.and(roles.classes(Span { start: at, end: title.start.max(at) }.of(text)));
        at = title.end.max(at);
    }
    classes.and(roles.classes(Span { start: at.min(span.end), end: span.end }.of(text)))
}
