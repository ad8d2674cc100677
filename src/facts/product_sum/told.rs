//! Scores on a hundred points each that the report weighs: 按自评占40%、复核占60%的权重计算 … 自评98分，复核95分，综合得分96.2分.

use super::{Claim, Context, rounded};
use crate::data::glossary::List;
use crate::facts::lead::words;
use crate::facts::near::{CLAUSE, JOINTS};
use crate::facts::scoring::name_before;
use crate::facts::scoring::pairs::scores_in;
use crate::facts::sheet::Num;
use crate::quantity::{Decimal, Dimension};
use crate::text::Span;
use crate::values::{Figure, within};

/// More schemes than these, or more parts of one, are not held against every sentence.
const SCHEMES: usize = 16;
const PARTS: usize = 24;

/// A figure and what it is of.
type Named<'t> = (&'t str, Num);

/// One for every sentence that tells the score of each part that a sentence gives a weight, and the score of the whole.
pub(super) fn claims<'a>(context: &Context<'a>) -> Vec<Claim<'a>> {
    let sentences = || context.document.sentences.iter().map(|sentence| sentence.span);
    let schemes: Vec<Vec<Named<'a>>> = sentences().filter_map(|span| weights(context, span)).take(SCHEMES).collect();
    if schemes.is_empty() {
        return Vec::new();
    }
    sentences().filter_map(|span| of_sentence(context, span, &schemes)).collect()
}

/// The weights that a sentence gives, which make up all of it.
fn weights<'a>(context: &Context<'a>, span: Span) -> Option<Vec<Named<'a>>> {
    if !context.says(List::Weighing, span) {
        return None;
    }
    let plain =
        |figure: &&Figure| figure.quantity.unit.dimension == Dimension::Ratio && figure.upper().is_none() && figure.hedge().is_none();
    let figures: Vec<&Figure> = within(&context.values.figures, span).iter().filter(plain).collect();
    let sum = figures.iter().filter_map(|figure| figure.quantity.base().ok()).fold(Decimal::ZERO, Decimal::saturating_add);
    Some(figures).filter(|figures| figures.len() > 1 && sum == Decimal::ONE).and_then(|figures| named(context, &figures))
}

fn of_sentence<'a>(context: &Context<'a>, span: Span, schemes: &[Vec<Named<'a>>]) -> Option<Claim<'a>> {
    let text: &'a str = &context.document.flow.text;
    let score = &context.knowledge.forms.score;
    let (totals, parts): (Vec<&Figure>, Vec<&Figure>) = scores_in(context, span).partition(|figure| {
        let run = words(context, text, figure.number).run;
        score.whole.within(run) || score.weighing.within(run)
    });
    let ([total], true) = (totals.as_slice(), (2..=PARTS).contains(&parts.len())) else { return None };
    let names = named(context, &parts).unwrap_or_default();
    // 四部分得分分别为95分、90分: in the order in which the weights were given.
    let nameless = || if is_listed(context, &parts) { parts.iter().map(|figure| ("", Num::of(figure))).collect() } else { Vec::new() };
    let scores: Vec<Named<'a>> = if names.is_empty() { nameless() } else { names };
    let scores: Vec<Named<'a>> = scores.into_iter().map(|(name, score)| (name, rounded(score))).collect();
    let mut fitting = schemes.iter().filter_map(|weights| matched(&scores, weights));
    let (parts, None) = (fitting.next()?, fitting.next()) else { return None };
    let possible = scores.iter().all(|(_, score)| score.quantity.value <= Decimal::ONE_HUNDRED);
    let name = name_before(text, total.number);
    possible.then(|| Claim { label: Some((name, Span::inside(text, name))), total: rounded(Num::of(total)), parts })
}

/// Each score with its weight, where there is one of each for every name.
fn matched(scores: &[Named<'_>], weights: &[Named<'_>]) -> Option<Vec<Vec<Num>>> {
    let same = |a: &str, b: &str| a.chars().count() > 1 && b.chars().count() > 1 && (a.ends_with(b) || b.ends_with(a));
    if !scores.is_empty() && scores.iter().all(|(name, _)| name.is_empty()) {
        let pairs = scores.iter().zip(weights).map(|((_, score), (_, weight))| vec![*score, *weight]);
        return (scores.len() == weights.len()).then(|| pairs.collect());
    }
    let of = |(name, score): &Named<'_>| {
        let mut found = weights.iter().filter(|(weight, _)| same(weight, name));
        let (Some((_, weight)), None) = (found.next(), found.next()) else { return None };
        Some(vec![*score, *weight])
    };
    let parts: Vec<Vec<Num>> = scores.iter().map(of).collect::<Option<_>>()?;
    let apart = |at: usize| parts[..at].iter().all(|part| part.last() != parts[at].last());
    (parts.len() == weights.len() && (0..parts.len()).all(apart)).then_some(parts)
}

/// What figures side by side are of: the words before each, or those of a list before them all (投入、过程的权重分别为20%、30%).
fn named<'a>(context: &Context<'a>, figures: &[&Figure]) -> Option<Vec<Named<'a>>> {
    let text: &'a str = &context.document.flow.text;
    let own = || figures.iter().map(|figure| words(context, text, figure.number).name).collect();
    let names: Vec<&'a str> = if is_listed(context, figures) { list(context, text, figures.first()?.number)? } else { own() };
    let named = names.len() == figures.len() && names.iter().all(|name| name.chars().count() > 1);
    named.then(|| names.into_iter().zip(figures.iter().map(|figure| Num::of(figure))).collect())
}

/// Whether figures stand side by side, without a name of their own.
fn is_listed(context: &Context<'_>, figures: &[&Figure]) -> bool {
    let name = |figure: &&Figure| words(context, &context.document.flow.text, figure.number).name;
    figures.iter().skip(1).map(name).all(|name| name.is_empty() || LINKS.contains(&name))
}

/// The joints of a list.
const LINKS: [&str; 3] = ["和", "及", "与"];

/// The names before 分别为: the clause before the first figure, at its joints.
fn list<'a>(context: &Context<'a>, text: &'a str, first: Span) -> Option<Vec<&'a str>> {
    let head = text.get(..first.start as usize)?;
    let clause = head.get(head.rfind(CLAUSE).map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8))..)?;
    let score = &context.knowledge.forms.score;
    let clause = clause.trim_end();
    let bare = score.severally.iter().filter_map(|word| clause.strip_suffix(word)).min_by_key(|bare| bare.len())?;
    let cut = score.points.find(bare).into_iter().chain(score.links.find(bare)).map(|at| at.start).min().unwrap_or(bare.len());
    let names = bare.get(..cut)?.split(JOINTS).map(|name| name.trim_end_matches('的'));
    Some(names.collect())
}
