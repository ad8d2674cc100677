//! Tokens → [`Expr`].
//!
//! ```text
//! expression = either
//! selector   = name [where either]
//! reading    = name in either
//! either     = clause {(and | or) clause}
//! clause     = {not} sum [relation sum [within sum]]
//! sum        = operand {(+ | - | *) operand}
//! operand    = {-} primary {. name}
//! primary    = name | text | number | truth | ( either ) | [ either, … ] | name( either, … ) | quantifier( each )
//! each       = either | name in either [where either] [: either]
//! ```

use super::ast::{Expr, Form, Loop, Operator, Quantifier, Relator, Word};
use super::cursor::Cursor;
use super::mistake::Mistake;
use super::tokens::{Kind, Token};
use super::wanted::Wanted;
use crate::quantity::Decimal;

/// A condition, an assertion, or a value to show.
pub(super) fn expression(source: &str) -> Result<Expr, Mistake> {
    let mut cursor = Cursor::new(source)?;
    let expr = cursor.either()?;
    cursor.end()?;
    Ok(expr)
}

/// A kind of fact, perhaps narrowed: `execution where has(it.rate)`.
pub(super) fn selector(source: &str) -> Result<(Word, Option<Expr>), Mistake> {
    let mut cursor = Cursor::new(source)?;
    let kind = cursor.name()?;
    let condition = cursor.take(Kind::Where, Wanted::Where).then(|| cursor.either()).transpose()?;
    cursor.end()?;
    Ok((kind, condition))
}

/// A name for each element of a list: `r in it.readings`.
pub(super) fn reading(source: &str) -> Result<(Word, Expr), Mistake> {
    let mut cursor = Cursor::new(source)?;
    let name = cursor.name()?;
    cursor.need(Kind::In, Wanted::In)?;
    let list = cursor.either()?;
    cursor.end()?;
    Ok((name, list))
}

impl Cursor<'_> {
    fn either(&mut self) -> Result<Expr, Mistake> {
        self.joined(Kind::Or, Form::Or, |cursor| cursor.joined(Kind::And, Form::And, Cursor::negation))
    }

    /// Parts with the same word between each two.
    fn joined(
        &mut self,
        between: Kind,
        form: fn(Vec<Expr>) -> Form,
        part: fn(&mut Self) -> Result<Expr, Mistake>,
    ) -> Result<Expr, Mistake> {
        let start = self.start();
        let first = part(self)?;
        let mut others = Vec::new();
        while self.kind() == between {
            self.pass(1);
            others.push(part(self)?);
        }
        self.no_operator(Wanted::Joint);
        if others.is_empty() {
            return Ok(first);
        }
        others.insert(0, first);
        Expr::new(self.since(start), form(others))
    }

    fn negation(&mut self) -> Result<Expr, Mistake> {
        self.prefixed(Kind::Not, Form::Not, Cursor::relation)
    }

    fn opposite(&mut self) -> Result<Expr, Mistake> {
        self.prefixed(Kind::Operator(Operator::Subtract), Form::Negate, Cursor::path)
    }

    fn prefixed(
        &mut self,
        before: Kind,
        form: fn(Box<Expr>) -> Form,
        part: fn(&mut Self) -> Result<Expr, Mistake>,
    ) -> Result<Expr, Mistake> {
        let mut starts = Vec::new();
        while self.kind() == before {
            starts.push(self.start());
            self.pass(1);
        }
        let operand = part(self)?;
        let wrap = |operand: Expr, start: &u32| Expr::new(self.since(*start), form(Box::new(operand)));
        starts.iter().rev().try_fold(operand, wrap)
    }

    /// One relation at most: a < b < c is no sentence of the language.
    fn relation(&mut self) -> Result<Expr, Mistake> {
        let start = self.start();
        let left = self.sum()?;
        let Some((relator, tokens)) = self.relator() else {
            self.no_operator(Wanted::Relation);
            return Ok(left);
        };
        self.pass(tokens);
        let right = self.sum()?;
        if self.kind() != Kind::Within {
            self.no_operator(Wanted::Within);
            return Expr::new(self.since(start), Form::Relation(relator, Box::new(left), Box::new(right)));
        }
        self.pass(1);
        let width = self.sum()?;
        Expr::new(self.since(start), Form::Within(relator, Box::new([left, right, width])))
    }

    /// The relation that stands here, and how many tokens it takes.
    fn relator(&self) -> Option<(Relator, usize)> {
        match (self.kind(), self.token(1).kind) {
            (Kind::Relator(relator), _) => Some((relator, 1)),
            (Kind::In, _) => Some((Relator::In, 1)),
            (Kind::Not, Kind::In) => Some((Relator::Outside, 2)),
            _no_relation => None,
        }
    }

    fn sum(&mut self) -> Result<Expr, Mistake> {
        let weak = |operator| matches!(operator, Operator::Add | Operator::Subtract);
        self.chain(weak, |cursor| cursor.chain(|operator| operator == Operator::Multiply, Cursor::opposite))
    }

    /// Operands with an operator between each two, grouped from the left.
    fn chain(&mut self, between: fn(Operator) -> bool, part: fn(&mut Self) -> Result<Expr, Mistake>) -> Result<Expr, Mistake> {
        let mut left = part(self)?;
        while let Kind::Operator(operator) = self.kind()
            && between(operator)
        {
            self.pass(1);
            let right = part(self)?;
            let span = left.span.to(right.span);
            left = Expr::new(span, Form::Arithmetic(operator, Box::new(left), Box::new(right)))?;
        }
        self.no_operator(Wanted::Sum);
        Ok(left)
    }

    fn path(&mut self) -> Result<Expr, Mistake> {
        let mut root = self.primary()?;
        while self.kind() == Kind::Dot {
            self.pass(1);
            let field = self.name()?;
            root = Expr::new(root.span.to(field.span), Form::Field(Box::new(root), field))?;
        }
        Ok(root)
    }

    fn primary(&mut self) -> Result<Expr, Mistake> {
        let Token { kind, text, span } = self.token(0);
        let form = match kind {
            Kind::Name if self.token(1).kind == Kind::Open => return self.called(Word { name: text.to_owned(), span }),
            Kind::Name => Form::Name(text.to_owned()),
            Kind::Truth(truth) => Form::Truth(truth),
            Kind::Text => Form::Text(text.get(1..text.len() - 1).unwrap_or("").to_owned()),
            Kind::Number => number(text).ok_or_else(|| Mistake::new(span, ("数字位数太多", "this number has too many digits")))?,
            Kind::Open => {
                self.pass(1);
                let inner = self.either()?;
                self.need(Kind::Close, Wanted::Close)?;
                return Ok(inner);
            }
            Kind::Bracket => {
                self.pass(1);
                let elements = self.list(Kind::Unbracket, Wanted::Unbracket)?;
                return Expr::new(self.since(span.start), Form::List(elements));
            }
            _no_value => {
                self.note(0, Wanted::Value);
                return Err(self.unexpected());
            }
        };
        self.pass(1);
        Expr::new(span, form)
    }

    /// Values between commas, and what closes them.
    fn list(&mut self, close: Kind, wanted: Wanted) -> Result<Vec<Expr>, Mistake> {
        let mut elements = Vec::new();
        if self.take(close, wanted) {
            return Ok(elements);
        }
        elements.push(self.either()?);
        while self.take(Kind::Comma, Wanted::Comma) {
            elements.push(self.either()?);
        }
        self.need(close, wanted)?;
        Ok(elements)
    }

    /// A name and what stands in brackets behind it.
    fn called(&mut self, name: Word) -> Result<Expr, Mistake> {
        self.pass(2);
        let start = name.span.start;
        let form = match Quantifier::named(&name.name) {
            Some(quantifier) => self.each(quantifier)?,
            None => Form::Call(name, self.list(Kind::Close, Wanted::Close)?),
        };
        Expr::new(self.since(start), form)
    }

    /// What is asked of the elements of a list: `count(x in list where condition: value)`.
    fn each(&mut self, quantifier: Quantifier) -> Result<Form, Mistake> {
        let (first, second) = (self.kind(), self.token(1).kind);
        if (first, second) != (Kind::Name, Kind::In) {
            let (ahead, wanted) = if first == Kind::Name { (1, Wanted::In) } else { (0, Wanted::Name) };
            self.note(ahead, wanted);
            let list = self.either()?;
            self.need(Kind::Close, Wanted::Close)?;
            return Ok(Form::Aggregate(quantifier, Box::new(list)));
        }
        let binder = self.name()?;
        self.pass(1);
        let list = self.either()?;
        let condition = self.take(Kind::Where, Wanted::Where).then(|| self.either()).transpose()?;
        let body = self.take(Kind::Colon, Wanted::Colon).then(|| self.either()).transpose()?;
        self.need(Kind::Close, Wanted::Close)?;
        Ok(Form::Quantified(quantifier, Box::new(Loop { binder, list, condition, body })))
    }
}

/// None when it has too many digits.
fn number(text: &str) -> Option<Form> {
    let figure = text.trim_end_matches(['%', '‰']);
    let value: Decimal = figure.parse().ok()?;
    Some(match text.get(figure.len()..) {
        Some("%") => Form::Ratio(value, -2),
        Some("‰") => Form::Ratio(value, -3),
        Some(_) | None => Form::Number(value),
    })
}
