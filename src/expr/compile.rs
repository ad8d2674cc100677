//! [`Expr`] → [`Compiled`]: names resolved, types checked.

use super::ast::{Expr, Form, Operator};
use super::datum::Number;
use super::mistake::Mistake;
use super::program::{Compiled, Id, Node, Parts};
use super::types::{Scope, Ty};
use crate::language::Said;
use crate::quantity::{Decimal, Dimension, Quantity, Unit};
use crate::text::Span;

/// Compiles; `expected` is the type that the place of the expression demands.
pub(super) fn check(expr: &Expr, scope: &Scope<'_>, expected: Option<Ty>) -> Result<Compiled, Mistake> {
    let mut compiler = Compiler::new(scope);
    let root = compiler.expr(expr)?;
    if let Some(expected) = expected {
        compiler.demand(root, expected, expr.span, ("此处", "this place"))?;
    }
    Ok(compiler.finish(root))
}

/// A node and its type.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub id: Id,
    pub ty: Ty,
}

pub(super) struct Compiler<'c> {
    pub scope: &'c Scope<'c>,
    /// The elements of the loops around, the outermost first.
    pub elements: Vec<(String, Ty)>,
    /// The aliases that have been compiled.
    pub aliases: Vec<Option<Typed>>,
    /// How deep the present part stands, and how deep the deepest one does.
    pub level: u16,
    pub deepest: u16,
    nodes: Vec<Node>,
    parts: Vec<Id>,
    texts: Vec<Box<str>>,
    numbers: Vec<Number>,
    pub kinds: Vec<u16>,
}

impl<'c> Compiler<'c> {
    fn new(scope: &'c Scope<'c>) -> Self {
        let aliases = vec![None; scope.aliases.len()];
        let (elements, nodes, parts, texts, numbers, kinds) = Default::default();
        Compiler { scope, elements, aliases, level: 0, deepest: 0, nodes, parts, texts, numbers, kinds }
    }

    fn finish(mut self, root: Typed) -> Compiled {
        self.kinds.sort_unstable();
        self.kinds.dedup();
        Compiled {
            fixed: super::settled::fixed(&self.nodes, &self.parts),
            nodes: self.nodes.into(),
            parts: self.parts.into(),
            texts: self.texts.into(),
            numbers: self.numbers.into(),
            root: root.id,
            ty: root.ty,
            kinds: self.kinds.into(),
            depth: self.deepest,
        }
    }

    pub fn expr(&mut self, expr: &Expr) -> Result<Typed, Mistake> {
        self.level += 1;
        self.deepest = self.deepest.max(self.level);
        let part = self.form(expr);
        self.level -= 1;
        part
    }

    fn form(&mut self, expr: &Expr) -> Result<Typed, Mistake> {
        let span = expr.span;
        match &expr.form {
            Form::Truth(truth) => self.add(Node::Truth(*truth), Ty::TRUTH, span),
            Form::Number(value) => self.number(Number::bare(*value), span),
            Form::Ratio(value, exponent) => self.number(ratio(*value, *exponent), span),
            Form::Text(text) => self.text(text, span),
            Form::Name(name) => self.name(name, span),
            Form::Field(root, field) => self.field(root, field, span),
            Form::List(elements) => self.list(elements, span),
            Form::Or(parts) => self.truths(parts, Node::Or, "`or`", span),
            Form::And(parts) => self.truths(parts, Node::And, "`and`", span),
            Form::Not(operand) => {
                let operand = self.typed(operand, Ty::TRUTH, "`not`")?;
                self.add(Node::Not(operand), Ty::TRUTH, span)
            }
            Form::Negate(operand) => self.negate(operand, span),
            Form::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right, span),
            Form::Relation(relator, left, right) => self.relation(*relator, left, right, span),
            Form::Within(relator, parts) => self.within(*relator, parts, span),
            Form::Call(name, arguments) => self.call(name, arguments, span),
            Form::Quantified(quantifier, over) => self.quantified(*quantifier, over, span),
            Form::Aggregate(quantifier, list) => self.aggregate(*quantifier, list, span),
        }
    }

    /// A part of a known type; `place` says in messages who wants it.
    pub fn typed(&mut self, expr: &Expr, expected: Ty, place: impl Into<Said>) -> Result<Id, Mistake> {
        let part = self.expr(expr)?;
        self.demand(part, expected, expr.span, place)?;
        Ok(part.id)
    }

    fn demand(&self, part: Typed, expected: Ty, span: Span, place: impl Into<Said>) -> Result<(), Mistake> {
        if part.ty.meet(expected).is_some() {
            return Ok(());
        }
        let (place, wanted, found) = (place.into(), self.describe(expected), self.describe(part.ty));
        let message =
            (format!("{}要{}，这是{}", place.zh, wanted.zh, found.zh), format!("{} takes {}, this is {}", place.en, wanted.en, found.en));
        let mistake = Mistake::new(span, message);
        Err(if expected == Ty::TRUTH {
            mistake.help(("与别的值比较，或用 `has(…)` 判断", "compare it with something, or ask `has(…)`"))
        } else {
            mistake
        })
    }

    pub fn describe(&self, ty: Ty) -> Said {
        ty.describe(self.scope.schema)
    }

    pub fn add(&mut self, node: Node, ty: Ty, span: Span) -> Result<Typed, Mistake> {
        let id = Id::try_from(self.nodes.len()).map_err(|_| Mistake::new(span, ("表达式太大", "this expression is too large")))?;
        self.nodes.push(node);
        Ok(Typed { id, ty })
    }

    pub fn parts(&mut self, ids: &[Id], span: Span) -> Result<Parts, Mistake> {
        let too_large = |_| Mistake::new(span, ("表达式太大", "this expression is too large"));
        let start = u16::try_from(self.parts.len()).map_err(too_large)?;
        let len = u16::try_from(ids.len()).map_err(too_large)?;
        self.parts.extend_from_slice(ids);
        Ok(Parts { start, len })
    }

    fn number(&mut self, number: Number, span: Span) -> Result<Typed, Mistake> {
        self.numbers.push(number);
        self.add(Node::Number(self.numbers.len() as u16 - 1), Ty::NUMBER, span)
    }

    fn text(&mut self, text: &str, span: Span) -> Result<Typed, Mistake> {
        self.texts.push(text.into());
        self.add(Node::Text(self.texts.len() as u16 - 1), Ty::TEXT, span)
    }

    fn list(&mut self, elements: &[Expr], span: Span) -> Result<Typed, Mistake> {
        let (mut ids, mut ty) = (Vec::new(), Ty::UNKNOWN);
        for element in elements {
            let part = self.expr(element)?;
            ty = ty.meet(part.ty).ok_or_else(|| {
                let (first, other) = (self.describe(ty), self.describe(part.ty));
                Mistake::new(
                    element.span,
                    (
                        format!("列表先写了{}，这是{}", first.zh, other.zh),
                        format!("the list begins with {}, this is {}", first.en, other.en),
                    ),
                )
            })?;
            ids.push(part.id);
        }
        let parts = self.parts(&ids, span)?;
        self.add(Node::List(parts), ty.list(), span)
    }

    fn truths(&mut self, parts: &[Expr], node: fn(Parts) -> Node, place: &str, span: Span) -> Result<Typed, Mistake> {
        let ids = parts.iter().map(|part| self.typed(part, Ty::TRUTH, place)).collect::<Result<Vec<_>, _>>()?;
        let parts = self.parts(&ids, span)?;
        self.add(node(parts), Ty::TRUTH, span)
    }

    fn negate(&mut self, operand: &Expr, span: Span) -> Result<Typed, Mistake> {
        if let Form::Number(value) = operand.form {
            return self.number(Number::bare(-value), span);
        }
        let operand = self.typed(operand, Ty::NUMBER, "`-`")?;
        self.add(Node::Negate(operand), Ty::NUMBER, span)
    }

    fn arithmetic(&mut self, operator: Operator, left: &Expr, right: &Expr, span: Span) -> Result<Typed, Mistake> {
        let sign = match operator {
            Operator::Add => "`+`",
            Operator::Subtract => "`-`",
            Operator::Multiply => "`*`",
        };
        let days = |mistake: Mistake| match mistake.message.en.ends_with("a date") {
            true => mistake.help(("两个日期相隔的天数写作 `days(a, b)`", "the days between two dates are `days(a, b)`")),
            false => mistake,
        };
        let left = self.typed(left, Ty::NUMBER, sign).map_err(days)?;
        let right = self.typed(right, Ty::NUMBER, sign).map_err(days)?;
        self.add(Node::Arithmetic(operator, left, right), Ty::NUMBER, span)
    }
}

/// A ratio written in a rule: it is exact, and only compares with ratios.
fn ratio(value: Decimal, exponent: i8) -> Number {
    Number {
        quantity: Quantity::exact(value, Unit { dimension: Dimension::Ratio, exponent }),
        ..Number::derived(value, Dimension::Ratio, true)
    }
}
