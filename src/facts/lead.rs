//! The words before a score or points to be had: what they are of, and what ties the two.

use super::Context;
use super::scoring::name_before;
use crate::data::labels::label;
use crate::text::Span;

/// The words before a figure.
pub(super) struct Lead<'t> {
    /// All of them.
    pub run: &'t str,
    /// Without those that only tie a name to its score.
    pub name: &'t str,
}

/// What a figure is of: 决策 of 决策类指标得分为18.2分, of 决策（满分20分）18.2分, of “决策”指标得18.2分.
pub(super) fn words<'t>(context: &Context<'_>, flow: &'t str, number: Span) -> Lead<'t> {
    let head = flow.get(..number.start as usize).unwrap_or("");
    let run = before(head.trim_end_matches(['（', '(', '“', '”', '：', ':', ' ']));
    let name = untied(context, run);
    let start = Span::inside(flow, run).start as usize;
    let name = if name.is_empty() { aside(flow.get(..start).unwrap_or(""), run.is_empty()) } else { name };
    Lead { run, name: untied(context, name) }
}

/// The words that stand in quotation marks, or before a bracket, right before others.
fn aside(head: &str, bracketed: bool) -> &str {
    let head = head.trim_end_matches(['：', ':']);
    if let Some(inside) = head.strip_suffix(['”', '’', '"']) {
        return before(inside);
    }
    if !bracketed || !head.ends_with(['）', ')']) {
        return "";
    }
    let from = head.ceil_char_boundary(head.len().saturating_sub(BRACKET));
    let open = head[from..].rfind(['（', '(']);
    open.map_or("", |open| before(&head[..from + open]))
}

/// Bytes of the longest bracket between a name and its score.
const BRACKET: usize = 60;

fn before(head: &str) -> &str {
    name_before(head, Span::new(head.len(), head.len()))
}

fn untied<'t>(context: &Context<'_>, run: &'t str) -> &'t str {
    let score = &context.knowledge.forms.score;
    let mut name = run;
    loop {
        let bare = score.had.bare(name);
        let links = score.links.all(bare).chain(score.points.all(bare)).chain(context.knowledge.schemes.full.all(bare));
        let start = links.filter(|(_, link)| link.end == bare.len()).map(|(_, link)| link.start).min();
        let next = start.map_or(bare, |at| &bare[..at]);
        if next.len() == name.len() {
            return name;
        }
        name = next;
    }
}

/// Whether words say that points were had.
pub(super) fn is_had(context: &Context<'_>, run: &str) -> bool {
    let had = &context.knowledge.forms.score.had;
    had.has(run) || had.bare(run).len() < run.len()
}

/// Whether words right before a figure say that it is points to be had.
pub(super) fn is_to_be_had(context: &Context<'_>, run: &str) -> bool {
    context.knowledge.forms.score.points.ends(run) || context.knowledge.schemes.full.ends(run)
}

/// A name without what different places put around it: 项目过程情况 is 过程.
pub(super) fn core(context: &Context<'_>, name: &str) -> String {
    let words = &context.knowledge.forms.parts;
    let name = label(words.heads.stripped(name));
    let mut core = name.as_str();
    while let Some(bare) = words.endings.iter().find_map(|ending| core.strip_suffix(ending.as_str())).filter(|bare| !bare.is_empty()) {
        core = bare;
    }
    core.to_owned()
}
