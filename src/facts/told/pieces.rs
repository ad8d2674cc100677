//! A paragraph in pieces between marks, and what each of them tells of an indicator: 目标7条 | 结果7条 | 满分20 | 得20.

use crate::facts::Context;
use crate::facts::lead::{is_had, is_to_be_had, words};
use crate::facts::scoring::pairs::is_score;
use crate::facts::sheet::Num;
use crate::quantity::Dimension;
use crate::syntax::Heading;
use crate::text::Span;
use crate::values::{DateMention, Figure, within};

/// What a piece tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// A name, behind a label that says so.
    Name,
    /// A target.
    Target,
    /// A result.
    Actual,
    /// Points to be had.
    Weight,
    /// Points had.
    Score,
    /// All the points to be had, which were had: 得满分12分.
    Full,
    /// Points of either sort.
    Points,
    /// A reason, behind a label that says so.
    Reason,
    /// Anything.
    Free,
}

/// A piece between marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub role: Role,
    /// All of it.
    pub span: Span,
    /// What it is of, where it says so itself.
    pub words: Span,
    /// The value, without the word that says what it is.
    pub value: Span,
    /// The points that it tells.
    pub points: Option<Num>,
    /// Whether more than a comma stands before it.
    pub stopped: bool,
}

impl Piece {
    /// What stands before its points.
    pub fn lead(&self) -> Span {
        Span { end: self.points.map_or(self.span.end, |points| points.span.start.max(self.span.start)), ..self.span }
    }
}

/// The pieces of a place, of which the first may be the value of the label that the place before ends with.
pub(super) fn pieces(context: &Context<'_>, place: Span, label: &mut Option<Role>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    // Whether the points are those of parts of what was told before: 其中路基一项10分（满分12分）.
    let mut inside = false;
    for (span, stopped) in cut(context, place) {
        inside = inside && !stopped || lists_parts(context, span);
        match label_of(context, span.of(&context.document.flow.text)) {
            Some(role) => *label = Some(role),
            None => match label.take() {
                Some(role) => pieces.push(labelled(context, role, span, stopped)),
                None if inside => pieces.extend(in_a_row(context, span).unwrap_or_else(|| vec![free(span, stopped)])),
                None => pieces.push(told(context, span, stopped)),
            },
        }
    }
    pieces
}

/// No label is longer, in bytes.
const LONGEST: usize = 60;

/// What a piece that is nothing but a label says of the next.
fn label_of(context: &Context<'_>, text: &str) -> Option<Role> {
    let forms = &context.knowledge.forms;
    if text.len() > LONGEST {
        return None;
    }
    let named = match context.knowledge.vocabulary.heading(text) {
        Some(Heading::Name) => Some(Role::Name),
        Some(Heading::Target) => Some(Role::Target),
        Some(Heading::Actual) => Some(Role::Actual),
        Some(Heading::Weight) => Some(Role::Weight),
        Some(Heading::Score) => Some(Role::Score),
        Some(Heading::Reason) => Some(Role::Reason),
        Some(
            Heading::Level1 | Heading::Level2 | Heading::Operator | Heading::Measure | Heading::Money | Heading::Rate | Heading::Words,
        )
        | None => None,
    };
    let lists = [(&forms.columns.goals, Role::Target), (&forms.columns.results, Role::Actual), (&forms.score.had, Role::Score)];
    let role = named.or_else(|| lists.into_iter().find(|(names, _)| names.has(text)).map(|(_, role)| role));
    role.filter(|_| !forms.score.sums.within(text))
}

fn labelled(context: &Context<'_>, role: Role, span: Span, stopped: bool) -> Piece {
    let points = matches!(role, Role::Weight | Role::Score).then(|| bare_points(context, span)).flatten();
    let role = if matches!(role, Role::Weight | Role::Score) && points.is_none() { Role::Free } else { role };
    Piece { role, span, words: Span { end: span.start, ..span }, value: value(context, span), points, stopped }
}

/// The only figure of a text, else the text.
pub(super) fn value(context: &Context<'_>, span: Span) -> Span {
    match within(&context.values.figures, span) {
        [figure] => figure.span,
        [] | [_, ..] => span,
    }
}

/// A name with a target, a result of the same sort, points to be had and points had behind it: 配置设备 14台 14台 15分 15分.
fn in_a_row(context: &Context<'_>, span: Span) -> Option<Vec<Piece>> {
    let flow: &str = &context.document.flow.text;
    let [.., target, actual, weight, score] = within(&context.values.figures, span) else { return None };
    let beside = |two: [&Figure; 2]| {
        let between = Span { start: two[0].span.end, end: two[1].span.start.max(two[0].span.end) }.of(flow);
        !between.is_empty() && between.chars().all(char::is_whitespace)
    };
    let sorts =
        !is_score(target) && target.quantity.unit.dimension == actual.quantity.unit.dimension && is_score(weight) && is_score(score);
    if !sorts || ![[target, actual], [actual, weight], [weight, score]].into_iter().all(beside) {
        return None;
    }
    let piece = |role, place: Span, points| Piece { role, points, value: place, stopped: role == Role::Name, ..free(place, false) };
    let name = Span { start: span.start, end: target.span.start };
    let rest = Span { start: score.span.end, end: span.end };
    let said = rest.of(flow).contains(char::is_alphabetic).then(|| free(rest, false));
    let values = [(Role::Target, target), (Role::Actual, actual), (Role::Weight, weight), (Role::Score, score)];
    let values = values.map(|(role, figure)| piece(role, figure.span, is_score(figure).then(|| Num::of_points(figure))));
    Some(std::iter::once(piece(Role::Name, name, None)).chain(values).chain(said).collect())
}

fn free(span: Span, stopped: bool) -> Piece {
    Piece { role: Role::Free, span, words: Span { end: span.start, ..span }, value: span, points: None, stopped }
}

/// 投入15分、过程25分, 其中路基10分: points in a list of their own.
fn lists_parts(context: &Context<'_>, span: Span) -> bool {
    let points = within(&context.values.figures, span).iter().filter(|figure| is_score(figure)).count();
    points > 1 || points == 1 && context.knowledge.forms.funding.parts.opens(span.of(&context.document.flow.text))
}

/// What a piece without a label before it tells: by its points, else by the word for targets or results that its figure stands behind.
fn told(context: &Context<'_>, span: Span, stopped: bool) -> Piece {
    let flow: &str = &context.document.flow.text;
    let free = free(span, stopped);
    let figures = within(&context.values.figures, span);
    if let Some(figure) =
        figures.last().filter(|figure| figure.span.end == span.end && (is_score(figure) || is_marked(context, span, figure)))
    {
        return scored(context, figure, free);
    }
    let dated = !within::<DateMention>(&context.values.dates, span).is_empty();
    if figures.len() != 1 && !dated {
        return free;
    }
    let head = figures.first().map_or(span.end, |figure| figure.span.start);
    let lead = Span { start: span.start, end: head };
    let attainment = &context.knowledge.forms.attainment;
    let target = attainment.target.find(lead.of(flow)).map(|found| (found, Role::Target));
    let actual = [&attainment.actual, &attainment.finished].into_iter().filter_map(|words| words.find(lead.of(flow)));
    let actual = actual.min_by_key(|found| found.start).map(|found| (found, Role::Actual));
    let first = [target, actual].into_iter().flatten().min_by_key(|(found, _)| found.start);
    // 低于目标2个百分点: what the result is held against.
    let against = |found: &std::ops::Range<usize>| lead.of(flow).get(..found.start).is_some_and(|words| attainment.against.within(words));
    let first = label_at_start(context, lead.of(flow)).or(first.filter(|(found, _)| !against(found)));
    let Some((found, role)) = first.filter(|(found, _)| figures.len() == 1 || found.start == 0 && dated) else { return free };
    // 年度目标改造1600户: the words name the target, not what it is of.
    let columns = &context.knowledge.forms.columns;
    let whole = lead.of(flow).get(..found.end).is_some_and(|label| columns.goals.has(label) || columns.results.has(label));
    let words = Span { start: span.start, end: span.start + if whole { 0 } else { found.start as u32 } };
    Piece { role, words, value: value(context, Span { start: span.start + found.end as u32, end: span.end }), ..free }
}

/// A label of targets or of results that a text begins with: 要求6月底前完成, 合同约定工期90天.
fn label_at_start(context: &Context<'_>, text: &str) -> Option<(std::ops::Range<usize>, Role)> {
    let columns = &context.knowledge.forms.columns;
    let roles = [(&columns.goals, Role::Target), (&columns.results, Role::Actual)];
    if !roles.iter().any(|(names, _)| names.may_begin(text)) {
        return None;
    }
    let ends = text.char_indices().map(|(at, char)| at + char.len_utf8()).take(LABEL);
    let role = |end: usize| {
        let label = text.get(..end)?;
        roles.into_iter().find(|(names, _)| names.has(label)).map(|(_, role)| (0..end, role))
    };
    ends.filter_map(role).last()
}

/// A label has at most so many characters.
const LABEL: usize = 8;

/// 满分20, 得20: points without their unit.
fn is_marked(context: &Context<'_>, span: Span, figure: &Figure) -> bool {
    let head = Span { start: span.start, end: figure.span.start }.of(&context.document.flow.text).trim();
    let bare = figure.quantity.unit.dimension == Dimension::Plain && figure.upper().is_none() && figure.hedge().is_none();
    bare && (context.knowledge.forms.score.had.has(head) || is_to_be_had(context, head))
}

fn scored(context: &Context<'_>, figure: &Figure, free: Piece) -> Piece {
    let flow: &str = &context.document.flow.text;
    let score = &context.knowledge.forms.score;
    let lead = Span { start: free.span.start, end: figure.number.start.max(free.span.start) }.of(flow).trim_end();
    if score.lost.bare(lead).len() < lead.len() {
        return free;
    }
    let total = score.sums.ends(lead);
    let role = match (is_had(context, lead) || !total && score.given.ends(lead), is_to_be_had(context, lead)) {
        (true, _) => Role::Score,
        (false, true) if is_had_in_full(context, lead) => Role::Full,
        (false, true) => Role::Weight,
        (false, false) => Role::Points,
    };
    let name = words(context, flow, figure.number).name;
    let whole = score.sums.within(lead) || name.is_empty() && role == Role::Points && lead.contains(char::is_alphabetic);
    let name = if whole { lead } else { name };
    let end = lead.rfind(name).filter(|_| !name.is_empty()).map_or(0, |at| at + name.len());
    let words = Span { start: free.span.start, end: free.span.start + end as u32 };
    Piece { role, words, points: Some(Num::of_points(figure)), ..free }
}

/// 得满分: whether a word that points were had stands before the word for all of them.
fn is_had_in_full(context: &Context<'_>, lead: &str) -> bool {
    let full = context.knowledge.schemes.full.all(lead).last().filter(|(_, found)| found.end == lead.len());
    full.is_some_and(|(_, found)| is_had(context, lead.get(..found.start).unwrap_or("")))
}

pub(super) fn bare_points(context: &Context<'_>, span: Span) -> Option<Num> {
    let figure = context.reader().figure(span)?;
    matches!(figure.quantity.unit.dimension, Dimension::Plain | Dimension::Score).then(|| Num::of_points(&figure))
}

/// A bracket of fewer characters without a figure belongs to a name: 村（居）数.
const ASIDE: usize = 4;

/// The stretches between marks, and whether more than a comma stands before each. No figure is cut.
fn cut(context: &Context<'_>, place: Span) -> Vec<(Span, bool)> {
    let text = place.of(&context.document.flow.text);
    let figures = within(&context.values.figures, place);
    let mut found = Vec::new();
    let (mut start, mut stopped, mut aside) = (0, true, 0);
    let mut known = figures.iter().peekable();
    let mut number = 0;
    for (at, mark) in text.char_indices().filter(|(_, mark)| is_mark(*mark)) {
        let here = place.start + at as u32;
        while let Some(figure) = known.next_if(|figure| figure.span.start <= here) {
            number = figure.number.end;
        }
        if at < aside || here < number || !is_cut(context, text, start, at, mark) {
            continue;
        }
        if let Some(end) = aside_end(&text[at..], mark) {
            aside = at + end;
            continue;
        }
        found.extend(stretch(text, place, start, at).map(|span| (span, stopped)));
        stopped = stopped && stretch(text, place, start, at).is_none() || matches!(mark, '。' | '；' | ';' | '\n');
        start = at + mark.len_utf8();
    }
    found.extend(stretch(text, place, start, text.len()).map(|span| (span, stopped)));
    found
}

fn stretch(text: &str, place: Span, start: usize, end: usize) -> Option<Span> {
    let inner = text.get(start..end)?.trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, '“' | '”' | '|'));
    (!inner.is_empty()).then(|| Span::inside(text, inner).shift(place.start))
}

/// Where a short bracket ends that belongs to a name.
fn aside_end(rest: &str, mark: char) -> Option<usize> {
    if !matches!(mark, '（' | '(') {
        return None;
    }
    let (close, _) = rest.char_indices().skip(1).take(ASIDE).find(|(_, mark)| matches!(mark, '）' | ')'))?;
    let inside = rest.get(mark.len_utf8()..close)?;
    (!inside.bytes().any(|byte| byte.is_ascii_digit())).then(|| close + 1)
}

fn is_mark(char: char) -> bool {
    matches!(char, '，' | ',' | '；' | ';' | '。' | '：' | ':' | '\u{3000}' | '\t' | '\n' | '（' | '）' | '(' | ')' | '—' | '|' | ' ')
}

fn is_cut(context: &Context<'_>, text: &str, start: usize, at: usize, mark: char) -> bool {
    mark != ' ' || parts(context, &text[start..at], &text[at + 1..])
}

/// Whether a single space parts a label from its value, or a value from the label behind it.
fn parts(context: &Context<'_>, before: &str, behind: &str) -> bool {
    let whole = |word: &str| label_of(context, word.trim()).is_some();
    let next = behind.split([' ', '\u{3000}', '：', ':']).next().unwrap_or("");
    let label = next.trim_end_matches(|mark: char| mark.is_ascii_digit() || matches!(mark, '.' | '分' | '%'));
    behind.starts_with(' ') || whole(before) || whole(label)
}
