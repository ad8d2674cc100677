//! A grade on a line of its own, and the score of the whole elsewhere: 自评得分：90.5 above 自评等次：良好.

use super::bands::Bands;
use super::scores;
use super::twice::is_current;
use crate::data::forms::ScoreWords;
use crate::facts::Context;
use crate::facts::record::{Piece, pieces};
use crate::facts::sheet::{Num, Reader};
use crate::quantity::{Decimal, Dimension, Quantity};
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
    let inside = |span: Span| bands.sentence.is_some_and(|sentence| sentence.contains(span));
    let mut grades = grades(context);
    grades.retain(|told| !known.contains(&told.what.0.start) && !inside(told.what.0) && is_current(context, told.what.0, fiscal));
    if grades.is_empty() {
        return Vec::new();
    }
    let mut all = fields(context);
    for sentence in context.document.sentences.iter().filter(|sentence| bands.sentence != Some(sentence.span)) {
        // （一）自评得分：预算执行9.6分，…，共91.4分: what its line begins with says whose it is.
        let start = context.document.blocks.get(sentence.block as usize).map_or(sentence.span.start, |block| block.span.start);
        let own = |words: Span| is_own(context, Span { start, end: words.end.max(start) });
        let whole =
            scores(context, sentence.span).into_iter().filter(|score| score.whole && score.num.quantity.value < Decimal::ONE_HUNDRED);
        all.extend(whole.map(|score| Told { own: own(score.lead), what: score.num }));
    }
    let titled = is_own(context, Span { start: 0, end: 0 });
    let one = |own: bool| {
        let mut fit = all.iter().filter(|told| (told.own || titled) == own).map(|told| told.what);
        let first = fit.next()?;
        fit.all(|other| other.quantity.value == first.quantity.value).then_some(first)
    };
    let of = |told: &Told<(Span, u8)>| one(told.own || titled).map(|score| (score, told.what.0, told.what.1));
    grades.iter().filter_map(of).collect()
}

/// Whether words say that the unit gave it itself, or the title says so of all.
fn is_own(context: &Context<'_>, words: Span) -> bool {
    let own = &context.knowledge.forms.score.own;
    own.within(words.of(&context.document.flow.text)) || own.within(context.prose().title)
}

/// Grades behind their names: 评价等级：A.
fn grades(context: &Context<'_>) -> Vec<Told<(Span, u8)>> {
    let forms = &context.knowledge.forms;
    let flow: &str = &context.document.flow.text;
    let pair = |name: &Piece, value: &Piece| {
        let (label, words) = (name.span.of(flow), value.span.of(flow));
        let bare = words.trim_matches(['“', '”', '"', ' ']);
        let (rank, length) = forms.grade_at(bare)?;
        let place = Span::inside(words, bare).shift(value.span.start);
        let named = matches!(name.next, '：' | ':' | '|' | '\t') && forms.score.grades.ends(label);
        (named && length == bare.len()).then_some(Told { what: (place, rank), own: forms.score.own.within(label) })
    };
    // 绩效等级为“良”: in one piece.
    let joined = |piece: &Piece| {
        let words = piece.span.of(flow);
        let named = forms.score.grades.all(words).next().map(|(_, found)| found).filter(|found| found.start == 0)?;
        let bare = forms.score.quotes.stripped(words.get(named.end..)?).trim_matches(['“', '”', '"', ' ']);
        let (rank, length) = forms.grade_at(bare)?;
        let place = Span::inside(words, bare).shift(piece.span.start);
        (length == bare.len()).then_some(Told { what: (place, rank), own: forms.score.own.within(&words[..named.end]) })
    };
    let lines = lines(context);
    let parted = lines.iter().flat_map(|line| line.windows(2)).filter_map(|two| pair(&two[0], &two[1]));
    parted.chain(lines.iter().flatten().filter_map(joined)).collect()
}

/// Scores of the whole behind their names, with a word for points or without: 综合得分：88. Where it is not `strict`, a name may
/// be that of any score, 评分, and with the word for points a word for a total, too.
pub(super) fn fielded(context: &Context<'_>, strict: bool) -> Vec<(Span, Num, bool)> {
    let whole = |words: &ScoreWords, label: &str| words.whole.length_at(label) == Some(label.len());
    let flow: &str = &context.document.flow.text;
    let words = &context.knowledge.forms.score;
    let reader = Reader::new(flow, context.knowledge);
    let pair = |name: &Piece, value: &Piece| {
        let label = name.span.of(flow);
        let figure = reader.figure(value.span)?;
        let points = matches!(figure.quantity.unit.dimension, Dimension::Plain | Dimension::Score) && figure.hedge().is_none();
        let fit = points && figure.quantity.value >= LEAST && figure.quantity.value < Decimal::ONE_HUNDRED;
        let pointed = figure.quantity.unit.dimension == Dimension::Score
            || context.knowledge.forms.record.score.length_at(label) == Some(label.len());
        let total = || !strict && pointed && words.totals.length_at(label) == Some(label.len());
        let named = matches!(name.next, '：' | ':') && (whole(words, label) || total());
        let score = || {
            let num = Num::of(&figure);
            Num { quantity: Quantity { unit: super::POINTS, ..num.quantity }, ..num }
        };
        (named && fit).then(|| (name.span, score(), words.own.within(label)))
    };
    lines(context).iter().flat_map(|line| line.windows(2)).filter_map(|two| pair(&two[0], &two[1])).collect()
}

fn fields(context: &Context<'_>) -> Vec<Told<Num>> {
    fielded(context, false).into_iter().map(|(_, num, own)| Told { what: num, own }).collect()
}

/// The pieces of the short lines that are no rows below a header.
fn lines(context: &Context<'_>) -> Vec<Vec<Piece>> {
    let flow: &str = &context.document.flow.text;
    let read = |kind| !matches!(kind, LineKind::Blank | LineKind::Contents | LineKind::Furniture | LineKind::Choice);
    let blocks = context.document.blocks.iter().filter(|block| read(block.kind) && block.span.len() <= LINE);
    blocks.map(|block| pieces(flow, block.span, false)).collect()
}
