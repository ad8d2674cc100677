//! What the module promises.

mod brute;
mod laws;
mod properties;
mod tables;

use super::{Decimal, Hedge, Mode, Op, Quantity, Term, Unit, Verdict, relation};

/// A figure written as in a report: `约12.5万元`, `≥98%`, `3.42万` (plain), `15分`. Tests only: the real reader is elsewhere.
fn figure(text: &str) -> Quantity {
    let start = text.find(|c: char| c.is_ascii_digit() || c == '-').unwrap_or(0);
    let (hedge, rest) = text.split_at(start);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(end);
    let value: Decimal = digits.parse().unwrap_or_else(|_| panic!("{text}: no number"));
    let (over, unit) = unit.strip_prefix('余').map_or((false, unit), |unit| (true, unit));
    let unit = unit_named(unit);
    let mode = match hedge {
        _ if over => Mode::Hedged(Hedge::Over),
        "" if matches!(unit.dimension, super::Dimension::Money | super::Dimension::Ratio | super::Dimension::Points) => Mode::Rounded,
        "" => Mode::Exact,
        "截" => Mode::Truncated,
        "=" => Mode::Exact,
        "约" => Mode::Hedged(Hedge::About),
        "近" => Mode::Hedged(Hedge::Nearly),
        "超" => Mode::Hedged(Hedge::Above),
        "不足" => Mode::Hedged(Hedge::Below),
        "≥" => Mode::Hedged(Hedge::AtLeast),
        "≤" => Mode::Hedged(Hedge::AtMost),
        other => panic!("{text}: what is {other}?"),
    };
    Quantity { value, decimals: value.scale() as u8, unit, mode }
}

fn unit_named(word: &str) -> Unit {
    use super::Dimension::{Count, Points};
    match word {
        "" => Unit::PLAIN,
        "元" => Unit::YUAN,
        "万元" => Unit::WAN_YUAN,
        "亿元" => Unit { exponent: 8, ..Unit::YUAN },
        "%" => Unit::PERCENT,
        "倍" => Unit::RATIO,
        "个百分点" => Unit { dimension: Points, exponent: -2 },
        "分" => Unit::SCORE,
        "人" => Unit { dimension: Count(1), exponent: 0 },
        "次" => Unit { dimension: Count(2), exponent: 0 },
        "月" => Unit { dimension: Count(3), exponent: 0 },
        other => panic!("unknown unit {other}"),
    }
}

/// The verdict of a relation written as in a rule, over figures written as in a report: `89.97万元 ≈ 30万元 + 30万元 + 29.99万元`,
/// `rate * base` with `×`. The same text twice is the same figure; a number in brackets is a number of the rule.
fn verdict(relation: &str) -> Verdict {
    within(relation, None)
}

fn within(relation: &str, width: Option<Decimal>) -> Verdict {
    let (at, sign, op) = [("≈", Op::About), ("≲", Op::AtMost), ("≳", Op::AtLeast), ("<", Op::Less), (">", Op::More)]
        .into_iter()
        .find_map(|(sign, op)| relation.find(sign).map(|at| (at, sign, op)))
        .unwrap_or_else(|| panic!("{relation}: no relation"));
    let mut operands = Vec::new();
    let left = sum(&relation[..at], &mut operands);
    let right = sum(&relation[at + sign.len()..], &mut operands);
    let quantities: Vec<Quantity> = operands.iter().map(|text| figure(text)).collect();
    relation::compare(&left, op, &right, &quantities, width)
}

/// Products joined by ` + ` and ` - `.
fn sum<'t>(text: &'t str, operands: &mut Vec<&'t str>) -> Term {
    let mut words = text.split_whitespace();
    let mut total = product(words.next().unwrap_or(""), operands);
    while let (Some(sign), Some(word)) = (words.next(), words.next()) {
        let next = product(word, operands);
        total = if sign == "+" { total + next } else { total - next };
    }
    total
}

fn product<'t>(text: &'t str, operands: &mut Vec<&'t str>) -> Term {
    let mut factors = text.split('×').map(|word| {
        if let Some(number) = word.strip_prefix('[').and_then(|word| word.strip_suffix(']')) {
            return Term::Constant(number.parse().unwrap_or_else(|_| panic!("{word}: no number")));
        }
        let at = operands.iter().position(|known| *known == word).unwrap_or_else(|| {
            operands.push(word);
            operands.len() - 1
        });
        Term::Operand(at)
    });
    let first = factors.next().unwrap_or(Term::Constant(Decimal::ZERO));
    factors.fold(first, |product, factor| product * factor)
}
