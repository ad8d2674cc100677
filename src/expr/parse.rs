//! Source → [`Expr`], by the pest grammar `grammar/rule.pest`. Nothing of pest leaves this file.

use super::ast::{Comparison, Expr, Form, Loop, Operator, Quantifier, Relator, Word};
use super::mistake::Mistake;
use super::{hint, nesting};
use crate::quantity::Decimal;
use crate::text::Span;
use pest::Parser;
use pest::iterators::{Pair, Pairs};
use std::iter::Peekable;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/rule.pest"]
struct Grammar;

/// A condition, an assertion, or a value to show.
pub(super) fn expression(source: &str) -> Result<Expr, Mistake> {
    let mut parts = read(Rule::expression, source)?;
    next(&mut parts, source).and_then(build)
}

/// A kind of fact, perhaps narrowed: `execution where has(it.rate)`.
pub(super) fn selector(source: &str) -> Result<(Word, Option<Expr>), Mistake> {
    let mut parts = read(Rule::selector, source)?;
    let kind = word(&next(&mut parts, source)?);
    let condition = parts.find(|part| part.as_rule() == Rule::either).map(build).transpose()?;
    Ok((kind, condition))
}

/// A name for each element of a list: `r in it.readings`.
pub(super) fn reading(source: &str) -> Result<(Word, Expr), Mistake> {
    let mut parts = read(Rule::reading, source)?;
    let name = word(&next(&mut parts, source)?);
    let list = parts.find(|part| part.as_rule() == Rule::either);
    let list = list.ok_or_else(|| hint::incomplete(source)).and_then(build)?;
    Ok((name, list))
}

fn read(rule: Rule, source: &str) -> Result<Pairs<'_, Rule>, Mistake> {
    nesting::check(source)?;
    let mut whole = Grammar::parse(rule, source).map_err(|error| mistake(source, &error))?;
    next(&mut whole, source).map(Pair::into_inner)
}

/// The next part; the grammar promises that it is there.
fn next<'s>(parts: &mut Pairs<'s, Rule>, source: &str) -> Result<Pair<'s, Rule>, Mistake> {
    parts.next().ok_or_else(|| hint::incomplete(source))
}

fn mistake(source: &str, error: &pest::error::Error<Rule>) -> Mistake {
    let at = match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
    };
    let expected: Vec<(&str, &str)> = match &error.variant {
        pest::error::ErrorVariant::ParsingError { positives, .. } => positives.iter().filter_map(|&rule| token(rule)).collect(),
        pest::error::ErrorVariant::CustomError { .. } => Vec::new(),
    };
    hint::unexpected(source, at, expected)
}

/// What an author calls a rule of the grammar, for the rules that a mistake can name.
fn token(rule: Rule) -> Option<(&'static str, &'static str)> {
    let same = |sign| Some((sign, sign));
    match rule {
        Rule::close => same("`)`"),
        Rule::unbracket => same("`]`"),
        Rule::comma => same("`,`"),
        Rule::colon | Rule::body => same("`:`"),
        Rule::open => same("`(`"),
        Rule::r#in => same("`in`"),
        Rule::r#where | Rule::condition => same("`where`"),
        Rule::within => same("`within`"),
        Rule::name => Some(("名称", "a name")),
        Rule::relator | Rule::sign | Rule::times | Rule::and | Rule::or => Some(("运算符", "an operator")),
        Rule::EOI => Some(("结尾", "the end")),
        rule if is_value(rule) => Some(("值", "a value")),
        _ => None,
    }
}

fn is_value(rule: Rule) -> bool {
    use Rule::*;
    matches!(rule, either | primary | group | quantified | call | list | text | number)
}

/// The parts of a row that are still to be read, and where the last one that was read ends. Brackets belong to the place of what stands
/// around them, and not to that of what they hold.
struct Row<'p> {
    parts: Peekable<Pairs<'p, Rule>>,
    end: u32,
}

impl<'p> Row<'p> {
    /// The next part, if it is of this rule.
    fn take(&mut self, rule: Rule) -> Option<Pair<'p, Rule>> {
        let part = self.parts.next_if(|part| part.as_rule() == rule)?;
        self.end = place(&part).end;
        Some(part)
    }

    /// Where the next part starts.
    fn start(&mut self) -> u32 {
        self.parts.peek().map_or(self.end, |part| place(part).start)
    }

    /// What was read since `start`.
    fn since(&self, start: u32) -> Span {
        Span { start, end: self.end }
    }
}

/// A row of operands as a tree, from the loosest operator to the tightest.
fn build(pair: Pair<'_, Rule>) -> Result<Expr, Mistake> {
    let mut row = Row { parts: pair.into_inner().peekable(), end: 0 };
    joined(&mut row, Rule::or, Form::Or, |row| joined(row, Rule::and, Form::And, negation))
}

/// Parts with the same word between each two.
fn joined(
    row: &mut Row<'_>,
    between: Rule,
    form: fn(Vec<Expr>) -> Form,
    part: impl Fn(&mut Row<'_>) -> Result<Expr, Mistake>,
) -> Result<Expr, Mistake> {
    let start = row.start();
    let mut parts = vec![part(row)?];
    while row.take(between).is_some() {
        parts.push(part(row)?);
    }
    match parts.pop() {
        Some(only) if parts.is_empty() => Ok(only),
        Some(last) => {
            parts.push(last);
            Expr::new(row.since(start), form(parts))
        }
        None => Err(hint::lost(row.since(start))),
    }
}

fn negation(row: &mut Row<'_>) -> Result<Expr, Mistake> {
    prefixed(row, Rule::not, Form::Not, relation)
}

fn opposite(row: &mut Row<'_>) -> Result<Expr, Mistake> {
    prefixed(row, Rule::minus, Form::Negate, path)
}

fn prefixed(
    row: &mut Row<'_>,
    before: Rule,
    form: fn(Box<Expr>) -> Form,
    part: impl Fn(&mut Row<'_>) -> Result<Expr, Mistake>,
) -> Result<Expr, Mistake> {
    let signs: Vec<Span> = std::iter::from_fn(|| row.take(before)).map(|sign| place(&sign)).collect();
    let operand = part(row)?;
    let wrap = |operand: Expr, sign: &Span| Expr::new(row.since(sign.start), form(Box::new(operand)));
    signs.iter().rev().try_fold(operand, wrap)
}

fn relation(row: &mut Row<'_>) -> Result<Expr, Mistake> {
    let start = row.start();
    let left = sum(row)?;
    let Some(sign) = row.take(Rule::relator) else { return Ok(left) };
    let (relator, right) = (relator(&sign), sum(row)?);
    if row.take(Rule::within).is_none() {
        return Expr::new(row.since(start), Form::Relation(relator, Box::new(left), Box::new(right)));
    }
    let width = sum(row)?;
    Expr::new(row.since(start), Form::Within(relator, Box::new([left, right, width])))
}

fn sum(row: &mut Row<'_>) -> Result<Expr, Mistake> {
    chain(row, Rule::sign, |row| chain(row, Rule::times, opposite))
}

/// Operands with an operator between each two, grouped from the left.
fn chain(row: &mut Row<'_>, between: Rule, part: impl Fn(&mut Row<'_>) -> Result<Expr, Mistake>) -> Result<Expr, Mistake> {
    let mut left = part(row)?;
    while let Some(sign) = row.take(between) {
        let right = part(row)?;
        let span = left.span.to(right.span);
        left = Expr::new(span, Form::Arithmetic(operator(&sign), Box::new(left), Box::new(right)))?;
    }
    Ok(left)
}

fn path(row: &mut Row<'_>) -> Result<Expr, Mistake> {
    let mut root = row.take(Rule::primary).ok_or_else(|| hint::lost(Span::default())).and_then(primary)?;
    while row.take(Rule::dot).is_some() {
        let field = row.take(Rule::name).map(|name| word(&name)).ok_or_else(|| hint::lost(root.span))?;
        root = Expr::new(root.span.to(field.span), Form::Field(Box::new(root), field))?;
    }
    Ok(root)
}

fn primary(pair: Pair<'_, Rule>) -> Result<Expr, Mistake> {
    let span = place(&pair);
    let pair = pair.into_inner().next().ok_or_else(|| hint::lost(span))?;
    match pair.as_rule() {
        Rule::group => inner(pair).next().ok_or_else(|| hint::lost(span)).and_then(build),
        Rule::quantified => quantified(pair),
        Rule::call => call(pair),
        Rule::list => Expr::new(span, Form::List(inner(pair).map(build).collect::<Result<_, _>>()?)),
        Rule::text => Expr::new(span, Form::Text(pair.into_inner().as_str().to_owned())),
        Rule::number => number(pair),
        Rule::truth => Expr::new(span, Form::Truth(pair.as_str() == "true")),
        Rule::name => Expr::new(span, Form::Name(pair.as_str().to_owned())),
        _ => Err(hint::lost(span)),
    }
}

/// The parts without the marks between them.
fn inner(pair: Pair<'_, Rule>) -> impl Iterator<Item = Pair<'_, Rule>> {
    use Rule::*;
    let mark = |rule| matches!(rule, within | and | or | open | close | comma | colon | dot | bracket | unbracket | r#in | r#where);
    pair.into_inner().filter(move |part| !mark(part.as_rule()))
}

fn operator(sign: &Pair<'_, Rule>) -> Operator {
    match sign.as_str() {
        "+" => Operator::Add,
        "*" | "×" => Operator::Multiply,
        _ => Operator::Subtract,
    }
}

fn relator(sign: &Pair<'_, Rule>) -> Relator {
    match sign.as_str() {
        "≈" | "~=" => Relator::About,
        "≲" | "<~" => Relator::AtMostAbout,
        "≳" | ">~" => Relator::AtLeastAbout,
        "=" => Relator::Plain(Comparison::Equal),
        "≠" | "!=" => Relator::Plain(Comparison::Unequal),
        "<" => Relator::Plain(Comparison::Less),
        "≤" | "<=" => Relator::Plain(Comparison::AtMost),
        ">" => Relator::Plain(Comparison::More),
        "≥" | ">=" => Relator::Plain(Comparison::AtLeast),
        "in" => Relator::In,
        _ => Relator::Outside,
    }
}

fn call(pair: Pair<'_, Rule>) -> Result<Expr, Mistake> {
    let span = place(&pair);
    let mut parts = inner(pair);
    let name = parts.next().ok_or_else(|| hint::lost(span))?;
    Expr::new(span, Form::Call(word(&name), parts.map(build).collect::<Result<_, _>>()?))
}

fn quantified(pair: Pair<'_, Rule>) -> Result<Expr, Mistake> {
    let span = place(&pair);
    let mut parts = inner(pair);
    let (Some(name), Some(over)) = (parts.next(), parts.next()) else { return Err(hint::lost(span)) };
    let quantifier = quantifier(name.as_str());
    let rule = over.as_rule();
    let mut over = inner(over);
    let first = over.next().ok_or_else(|| hint::lost(span))?;
    if rule == Rule::plain {
        return Expr::new(span, Form::Aggregate(quantifier, Box::new(build(first)?)));
    }
    let list = over.next().ok_or_else(|| hint::lost(span)).and_then(build)?;
    let (mut condition, mut body) = (None, None);
    for part in over {
        let slot = if part.as_rule() == Rule::condition { &mut condition } else { &mut body };
        *slot = inner(part).next().map(build).transpose()?;
    }
    Expr::new(span, Form::Quantified(quantifier, Box::new(Loop { binder: word(&first), list, condition, body })))
}

fn quantifier(name: &str) -> Quantifier {
    use Quantifier::*;
    [All, Any, None, Count, Sum, List, First, Best, Min, Max].into_iter().find(|known| known.name() == name).unwrap_or(Any)
}

fn number(pair: Pair<'_, Rule>) -> Result<Expr, Mistake> {
    let span = place(&pair);
    let mut parts = pair.into_inner();
    let figure = parts.next().ok_or_else(|| hint::lost(span))?;
    let value: Decimal = figure.as_str().parse().map_err(|_| Mistake::new(span, ("数字位数太多", "this number has too many digits")))?;
    let form = match parts.next().map(|per| per.as_str()) {
        Some("%") => Form::Ratio(value, -2),
        Some(_) => Form::Ratio(value, -3),
        None => Form::Number(value),
    };
    Expr::new(span, form)
}

fn word(pair: &Pair<'_, Rule>) -> Word {
    Word { name: pair.as_str().to_owned(), span: place(pair) }
}

fn place(pair: &Pair<'_, Rule>) -> Span {
    let span = pair.as_span();
    Span::new(span.start(), span.end())
}
