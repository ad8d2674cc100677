//! A grade on a line of its own, and the score of the whole elsewhere: 自评得分：90.5 above 自评等次：良好.

use super::bands::Bands;
use super::scores;
use super::twice::is_current;
use crate::data::labels::Phrases;
use crate::facts::Context;
use crate::facts::record::{Piece, pieces};
use crate::facts::sheet::Num;
use crate::quantity::{Decimal, Dimension};
use crate::syntax::LineKind;
use crate::text::Span;
use std::collections::HashSet;

/// Longer lines are prose.
const LINE: usize = 240;
/// No score of the whole is so low.
const LEAST: Decimal = Decimal::TEN;

/// A score or a grade with the words that name it.
struct Told<T> {
    what: T,
    /// Whether the unit gave it itself.
    own: bool,
}

/// Grades that no sentence ties to a score, each with the only score of the whole that the report gives.
pub(super) fn graded(context: &Context<'_>, known: &HashSet<u32>, bands: &Bands, fiscal: Option<i32>) -> Vec<(Num, Span, u8)> {
    let flow: &str = &context.document.flow.text;
    let inside = |span: Span| bands.sentence.is_some_and(|sentence| sentence.contains(span));
    let mut grades = grades(context);
    grades.retain(|told| !known.contains(&told.what.0.start) && !inside(told.what.0) && is_current(context, told.what.0, fiscal));
    if grades.is_empty() {
        return Vec::new();
    }
    let fields = fielded(context, false).into_iter();
    let mut all: Vec<Told<Num>> = fields.map(|(label, num)| Told { what: num, own: is_own(context, label.of(flow)) }).collect();
    for sentence in context.document.sentences.iter().filter(|sentence| !bands.are_in(sentence.span)) {
        // （一）自评得分：预算执行9.6分，…，共91.4分: what its line begins with says whose it is.
        let start = context.document.blocks.get(sentence.block as usize).map_or(sentence.span.start, |block| block.span.start);
        let own = |words: Span| is_own(context, Span { start, end: words.end.max(start) }.of(flow));
        let whole =
            scores(context, sentence.span).into_iter().filter(|score| score.whole && score.num.quantity.value < Decimal::ONE_HUNDRED);
        all.extend(whole.map(|score| Told { own: own(score.lead), what: score.num }));
    }
    let one = |own: bool| {
        let mut fit = all.iter().filter(|told| told.own == own).map(|told| told.what);
        let first = fit.next()?;
        fit.all(|other| other.quantity.value == first.quantity.value).then_some(first)
    };
    let of = |told: &Told<(Span, u8)>| one(told.own).map(|score| (score, told.what.0, told.what.1));
    grades.iter().filter_map(of).collect()
}

/// Whether words say that the unit gave it itself, or the title says so of all.
pub(super) fn is_own(context: &Context<'_>, words: &str) -> bool {
    let own = &context.knowledge.forms.score.own;
    own.within(words) || own.within(context.prose().title)
}

/// Grades behind their names: 评价等级：A.
fn grades(context: &Context<'_>) -> Vec<Told<(Span, u8)>> {
    let words = &context.knowledge.forms.score;
    let flow: &str = &context.document.flow.text;
    let told = |label: &str, value: &str| Some(Told { what: grade(context, value)?, own: is_own(context, label) });
    let pair = |name: &Piece, value: &Piece| {
        let label = Some(name.span.of(flow)).filter(|label| name.is_label() && words.grades.ends(label))?;
        told(label, value.span.of(flow))
    };
    // 绩效等级为“良”: in one piece.
    let joined = |piece: &Piece| {
        let (label, value) = piece.span.of(flow).split_at_checked(words.grades.length_at(piece.span.of(flow))?)?;
        told(label, words.quotes.stripped(value))
    };
    let lines = context.lines();
    let parted = lines.iter().flat_map(|line| line.windows(2)).filter_map(|two| pair(&two[0], &two[1]));
    parted.chain(lines.iter().flatten().filter_map(joined)).collect()
}

/// The grade that is all that words of the flow say, with its rank.
fn grade(context: &Context<'_>, words: &str) -> Option<(Span, u8)> {
    let bare = words.trim_matches(['“', '”', '"', ' ']);
    context.knowledge.forms.grade(bare).map(|rank| (Span::inside(&context.document.flow.text, bare), rank))
}

/// Names with the scores of the whole behind them, with a word for points or without: 综合得分：88. Where it is not `strict`, a name may
/// be that of any score, 评分, and with the word for points a word for a total, too.
pub(super) fn fielded(context: &Context<'_>, strict: bool) -> Vec<(Span, Num)> {
    let flow: &str = &context.document.flow.text;
    let reader = context.reader();
    let pair = |name: &Piece, value: &Piece| {
        let figure = reader.figure(value.span).filter(|_| matches!(name.next, '：' | ':'))?;
        let points = matches!(figure.quantity.unit.dimension, Dimension::Plain | Dimension::Score) && figure.hedge().is_none();
        let fit = points && figure.quantity.value >= LEAST && figure.quantity.value < Decimal::ONE_HUNDRED;
        let said = figure.quantity.unit.dimension == Dimension::Score;
        (fit && is_of_whole(context, name.span.of(flow), strict, said)).then(|| (name.span, Num::of_points(&figure)))
    };
    context.lines().iter().flat_map(|line| line.windows(2)).filter_map(|two| pair(&two[0], &two[1])).collect()
}

/// Whether a label is all a name of the score of the whole; `said` is whether a word for points stands behind the figure.
fn is_of_whole(context: &Context<'_>, label: &str, strict: bool, said: bool) -> bool {
    let forms = &context.knowledge.forms;
    let is = |names: &Phrases| names.length_at(label) == Some(label.len());
    is(&forms.score.whole) || !strict && (said || is(&forms.record.score)) && is(&forms.score.totals)
}

/// The pieces of the short lines, in which a name may stand before its value.
pub(in crate::facts) fn lines(context: &Context<'_>) -> Vec<Vec<Piece>> {
    let flow: &str = &context.document.flow.text;
    let read = |kind| !matches!(kind, LineKind::Blank | LineKind::Contents | LineKind::Furniture | LineKind::Choice);
    let blocks = context.document.blocks.iter().filter(|block| read(block.kind) && block.span.len() <= LINE);
    blocks.map(|block| pieces(flow, block.span, false)).collect()
}
