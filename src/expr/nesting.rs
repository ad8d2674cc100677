//! The bounds of an expression, so that a hostile rule cannot exhaust the stack.

use super::ast::{Expr, Form};
use super::mistake::Mistake;
use crate::text::Span;

/// The deepest nesting of operators, through names for other expressions.
pub(super) const DEEPEST: u16 = 64;

/// The deepest nesting of brackets. It is smaller, since the parser takes a dozen steps down for each.
const BRACKETS: u16 = 24;

/// The longest source, in bytes.
const LONGEST: usize = 16 * 1024;

/// Refuses a source that is too long or whose brackets nest too deep, before it is parsed.
pub(super) fn check(source: &str) -> Result<(), Mistake> {
    if source.len() > LONGEST {
        return Err(Mistake::new(Span::new(0, source.len()), too_long()));
    }
    let mut depth = 0u16;
    let mut quote = None;
    for (at, byte) in source.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(' | b'[') => depth += 1,
            (None, b')' | b']') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
        if depth > BRACKETS {
            return Err(too_deep(Span::new(at, at + 1), BRACKETS));
        }
    }
    Ok(())
}

fn too_long() -> (String, String) {
    (format!("表达式最长 {LONGEST} 字节"), format!("an expression has at most {LONGEST} bytes"))
}

/// More than `most` levels.
pub(super) fn too_deep(span: Span, most: u16) -> Mistake {
    Mistake::new(span, (format!("嵌套超过 {most} 层"), format!("nested more than {most} deep")))
        .help(("拆成几条规则", "split the condition into several rules"))
}

impl Expr {
    /// A node one level above its parts; refused when that is too deep.
    pub(super) fn new(span: Span, form: Form) -> Result<Expr, Mistake> {
        let depth = deepest(&form) + 1;
        if depth > DEEPEST {
            return Err(too_deep(span, DEEPEST));
        }
        Ok(Expr { span, form, depth })
    }
}

fn deepest(form: &Form) -> u16 {
    let of = |parts: &[Expr]| parts.iter().map(|part| part.depth).max().unwrap_or(0);
    match form {
        Form::Truth(_) | Form::Number(_) | Form::Ratio(..) | Form::Text(_) | Form::Name(_) => 0,
        Form::Field(part, _) | Form::Not(part) | Form::Negate(part) | Form::Aggregate(_, part) => part.depth,
        Form::List(parts) | Form::Or(parts) | Form::And(parts) | Form::Call(_, parts) => of(parts),
        Form::Arithmetic(_, left, right) | Form::Relation(_, left, right) => left.depth.max(right.depth),
        Form::Within(_, parts) => of(parts.as_slice()),
        Form::Quantified(_, over) => {
            let optional = [&over.condition, &over.body].into_iter().flatten().map(|part| part.depth).max();
            over.list.depth.max(optional.unwrap_or(0))
        }
    }
}
