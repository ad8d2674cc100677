//! One amount twice, side by side: in capital numerals and in digits, or in another unit in brackets.

use super::{Context, Facts, Field, Kind, Type, Value};
use crate::quantity::Dimension;
use crate::text::Span;
use crate::values::{Figure, Notation};

/// An amount and its repetition.
pub static RESTATEMENT: Kind = Kind {
    name: "restatement",
    zh: "并列重复的金额",
    en: "an amount given twice, side by side",
    fields: &[
        Field { name: "first", ty: Type::Number, zh: "前一个金额", en: "the first" },
        Field { name: "second", ty: Type::Number, zh: "后一个金额", en: "the second" },
        Field { name: "capital", ty: Type::Truth, zh: "其中一个为大写", en: "whether one is in capital numerals" },
    ],
    uses: &[],
    extract: Some(extract),
};

/// At most so many bytes lie between the two: a bracket, a currency sign, 小写.
const BETWEEN: u32 = 30;
/// And so many when each stands in a line of its own.
const LINE: u32 = 60;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    // 大写：甲 / 小写：甲 / 大写：乙: each of a pair is told once.
    let mut told = 0;
    for pair in context.values.figures.windows(2) {
        let [first, second] = pair else { continue };
        if first.span.start < told {
            continue;
        }
        let capital = (first.notation == Notation::Capital) != (second.notation == Notation::Capital);
        let between = Span { start: first.span.end.min(second.span.start), end: second.span.start };
        let amounts = is_amount(first) && is_amount(second);
        let beside = amounts && between.len() as u32 <= BETWEEN;
        let below = amounts && capital && between.len() as u32 <= LINE && is_below(context, first, second);
        if below || beside && (capital && is_beside(context, between.of(text)) || is_bracketed(text, between, second)) {
            let number = |figure: &Figure| Value::Number(figure.quantity, Some(figure.span));
            told = second.span.end;
            facts.push(&RESTATEMENT, first.span.to(second.span), vec![number(first), number(second), Value::Truth(capital)]);
        }
    }
}

/// 预算金额（小写）：… above 预算金额（大写）：…: lines of one name, but for the bracket that says which numerals are meant.
fn is_below(context: &Context<'_>, first: &Figure, second: &Figure) -> bool {
    let text: &str = &context.document.flow.text;
    let label = |figure: &Figure| {
        let head = text.get(..figure.span.start as usize).unwrap_or("");
        head.get(head.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or("").trim_end_matches(['：', ':', ' '])
    };
    let between = Span { start: first.span.end, end: second.span.start.max(first.span.end) }.of(text);
    let (one, other) = (label(first), label(second));
    let names = (bracketed(context, one).unwrap_or(one), bracketed(context, other).unwrap_or(other));
    let said = bracketed(context, one).is_some() || bracketed(context, other).is_some();
    said && !names.0.is_empty() && names.0 == names.1 && between.matches('\n').count() == 1
}

/// The words before a bracket that says which numerals stand behind it: 预算金额（大写）.
fn bracketed<'t>(context: &Context<'_>, label: &'t str) -> Option<&'t str> {
    let inside = label.strip_suffix(['）', ')'])?;
    let open = inside.rfind(['（', '('])?;
    let word = inside.get(open..)?.trim_start_matches(['（', '(']);
    let known = context.knowledge.rates.restatement.iter().any(|known| known == word);
    label.get(..open).filter(|_| known)
}

fn is_amount(figure: &Figure) -> bool {
    figure.quantity.unit.dimension == Dimension::Money && figure.upper().is_none() && figure.per().is_none()
}

/// Nothing between but marks, a bracket with a label (（小写：), or a word for the same in other terms (，即).
fn is_beside(context: &Context<'_>, between: &str) -> bool {
    let rates = &context.knowledge.rates;
    let words = between.trim_matches(|character: char| !character.is_alphanumeric());
    if let Some(word) = rates.restatement.iter().find(|word| between.contains(word.as_str())) {
        // A form gives each a line of its own.
        return !between.contains(['。', '；']) && (!between.contains('\n') || words == word);
    }
    if rates.converted.iter().any(|word| word == words) {
        return !between.contains(['。', '；', ';', '\n']);
    }
    let marks = between.chars().filter(|character| !character.is_alphanumeric()).count();
    let words = between.chars().count() - marks;
    words <= 4 && !between.contains(['。', '；', ';', '，', ',', '、', '\n'])
}

/// The second stands alone in a bracket right behind the first.
fn is_bracketed(text: &str, between: Span, second: &Figure) -> bool {
    let opened = matches!(between.of(text).trim(), "（" | "(");
    let behind = Span { start: second.span.end, end: text.len() as u32 }.of(text).trim_start();
    opened && behind.starts_with(['）', ')'])
}
