//! Calculations written out: 12人×3000元＋5人×2000元＝46000元, 98.10×40%＋95.30×60%＝96.42分.

use super::{Claim, Context};
use crate::facts::sheet::{Num, printed};
use crate::quantity::{Dimension, Mode, Quantity};
use crate::text::Span;
use crate::values::Figure;

/// How many characters of a name may stand between a sign and its figure.
const NAME: usize = 12;
/// More factors than these make up no product.
const FACTORS: usize = 3;

/// What stands between two figures of a calculation.
enum Sign {
    Times,
    Plus,
    Equals,
}

/// One for every sum of products that an equals sign closes.
pub(super) fn claims<'a>(context: &Context<'a>) -> Vec<Claim<'a>> {
    let figures = context.values.figures.as_slice();
    let signs = |at: usize| figures.get(at..at + 2).and_then(|pair| sign(context, &pair[0], &pair[1]));
    let mut claims = Vec::new();
    let mut at = 0;
    while at < figures.len() {
        let start = at;
        let mut parts: Vec<Vec<&Figure>> = vec![vec![&figures[at]]];
        let total = loop {
            let Some(next) = figures.get(at + 1) else { break None };
            match signs(at) {
                Some(Sign::Times) => parts.last_mut().into_iter().for_each(|part| part.push(next)),
                Some(Sign::Plus) => parts.push(vec![next]),
                Some(Sign::Equals) => break Some(next),
                None => break None,
            }
            at += 1;
        };
        claims.extend(total.and_then(|total| claim(context, (figures, start), &parts, total)));
        at += 1;
    }
    claims
}

fn claim<'a>(context: &Context<'a>, (figures, start): (&[Figure], usize), parts: &[Vec<&Figure>], total: &Figure) -> Option<Claim<'a>> {
    let text: &'a str = &context.document.flow.text;
    let products = parts.iter().filter(|part| part.len() > 1).count();
    let equals = |hedge: Span| context.knowledge.rates.formula.equals.iter().any(|sign| sign == hedge.of(text));
    let plain = |figure: &Figure| figure.upper().is_none() && figure.hedge().is_none_or(equals) && figure.well_formed;
    let mut all = parts.iter().flatten().copied().chain([total]);
    if parts.len() < 2 || products == 0 || parts.iter().any(|part| part.len() > FACTORS) || !all.all(plain) {
        return None;
    }
    // A sign that is not read here stands before the first figure: it is none of the first.
    let first = &figures[start];
    let opens = text.get(..first.number.start as usize)?.chars().next_back();
    let unread = opens.is_some_and(|mark| matches!(mark, '-' | '－' | '−' | '÷' | '/' | '(' | '[' | '{') || is_sign(context, mark));
    // What follows the result may go on: ＝46000元＋….
    let goes_on = text.get(printed(total).end as usize..).and_then(|rest| rest.trim_start().chars().next());
    if unread || goes_on.is_some_and(|mark| matches!(mark, '÷' | '/') || is_sign(context, mark)) {
        return None;
    }
    let unit = total.quantity.unit;
    let num = |figure: &Figure| Num { quantity: of(figure), span: printed(figure) };
    let like = |figure: &Figure| {
        let found = num(figure);
        let bare = found.quantity.unit.dimension == Dimension::Plain && found.quantity.unit.exponent == 0;
        // 98.10×40%: a bare number beside a rate is of what comes out.
        if bare { Num { quantity: Quantity { unit, ..found.quantity }, ..found } } else { found }
    };
    let factors = |part: &Vec<&Figure>| {
        let rated = part.len() == 2 && part.iter().any(|figure| figure.quantity.unit.dimension == Dimension::Ratio);
        part.iter().map(|figure| if rated || part.len() == 1 { like(figure) } else { num(figure) }).collect()
    };
    Some(Claim { label: None, total: num(total), parts: parts.iter().map(factors).collect() })
}

/// A figure as it is reckoned with: prices, rates and counts are exact, what came of a division or a rating is rounded at its last digit.
fn of(figure: &Figure) -> Quantity {
    let exact = figure.quantity.decimals == 0 || figure.quantity.unit.dimension == Dimension::Ratio;
    figure.quantity.with_mode(if exact { figure.quantity.mode } else { Mode::Rounded })
}

fn is_sign(context: &Context<'_>, mark: char) -> bool {
    let signs = &context.knowledge.rates.formula;
    let mut buffer = [0; 4];
    let mark: &str = mark.encode_utf8(&mut buffer);
    signs.times.iter().chain(&signs.adds).any(|sign| sign == mark)
}

/// The sign between two figures, with no more than a name behind it.
fn sign(context: &Context<'_>, first: &Figure, second: &Figure) -> Option<Sign> {
    let start = printed(first).end;
    let between = Span { start, end: second.number.start.max(start) }.of(&context.document.flow.text).trim_start();
    // 3000元/月×: what a price is for may stand before the sign.
    let at = between.strip_prefix(['/', '／']).map_or(between, |per| per.trim_start_matches(char::is_alphabetic)).trim_start();
    let signs = &context.knowledge.rates.formula;
    let read = |signs: &[String]| signs.iter().find_map(|sign| at.strip_prefix(sign.as_str()));
    let named = |rest: &str| rest.chars().all(|mark| mark.is_alphabetic() || mark == ' ') && rest.chars().count() <= NAME;
    if read(&signs.times).is_some_and(|rest| rest.trim().is_empty()) {
        return Some(Sign::Times);
    }
    if read(&signs.equals).is_some_and(|rest| rest.trim().is_empty()) {
        return (!at.starts_with('≈')).then_some(Sign::Equals);
    }
    let plus = ["+", "＋"].iter().find_map(|sign| at.strip_prefix(sign));
    plus.is_some_and(named).then_some(Sign::Plus)
}
