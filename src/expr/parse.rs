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
use super::mistake::Mistake;
use super::tokens::{Kind, Token, tokens};
use super::wanted::{Expected, Wanted};
use super::{hint, nesting};
use crate::quantity::Decimal;
use crate::text::Span;

/// A condition, an assertion, or a value to show.
pub(super) fn expression(source: &str) -> Result<Expr, Mistake> {
    let mut parser = Parser::new(source)?;
    let expr = parser.either()?;
    parser.end()?;
    Ok(expr)
}

/// A kind of fact, perhaps narrowed: `execution where has(it.rate)`.
pub(super) fn selector(source: &str) -> Result<(Word, Option<Expr>), Mistake> {
    let mut parser = Parser::new(source)?;
    let kind = parser.name()?;
    let condition = parser.take(Kind::Where, Wanted::Where).then(|| parser.either()).transpose()?;
    parser.end()?;
    Ok((kind, condition))
}

/// A name for each element of a list: `r in it.readings`.
pub(super) fn reading(source: &str) -> Result<(Word, Expr), Mistake> {
    let mut parser = Parser::new(source)?;
    let name = parser.name()?;
    parser.need(Kind::In, Wanted::In)?;
    let list = parser.either()?;
    parser.end()?;
    Ok((name, list))
}

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Token<'s>>,
    at: usize,
    expected: Expected,
}

impl<'s> Parser<'s> {
    fn new(source: &'s str) -> Result<Self, Mistake> {
        nesting::check(source)?;
        Ok(Parser { source, tokens: tokens(source), at: 0, expected: Expected::default() })
    }

    /// A token from here on; behind the last one there is the end again.
    fn token(&self, ahead: usize) -> Token<'s> {
        let end = Token { kind: Kind::End, text: "", span: Span::new(self.source.len(), self.source.len()) };
        self.tokens.get(self.at + ahead).copied().unwrap_or(end)
    }

    fn kind(&self) -> Kind {
        self.token(0).kind
    }

    fn start(&self) -> u32 {
        self.token(0).span.start
    }

    /// From `start` to the end of the last token that was read. Brackets belong to the place of what stands around them, and not to that
    /// of what they hold.
    fn since(&self, start: u32) -> Span {
        let last = self.at.checked_sub(1).and_then(|last| self.tokens.get(last));
        Span { start, end: last.map_or(start, |last| last.span.end) }
    }

    /// Goes on behind the next token when it is of this kind.
    fn take(&mut self, kind: Kind, wanted: Wanted) -> bool {
        let fits = self.kind() == kind;
        if fits {
            self.at += 1;
        } else {
            self.expected.note(self.at, wanted);
        }
        fits
    }

    fn need(&mut self, kind: Kind, wanted: Wanted) -> Result<(), Mistake> {
        if self.take(kind, wanted) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn end(&mut self) -> Result<(), Mistake> {
        self.need(Kind::End, Wanted::End)
    }

    fn name(&mut self) -> Result<Word, Mistake> {
        let Token { text, span, .. } = self.token(0);
        self.need(Kind::Name, Wanted::Name)?;
        Ok(Word { name: text.to_owned(), span })
    }

    /// The source cannot go on at the furthest token at which something was looked for.
    fn unexpected(&self) -> Mistake {
        let at = self.tokens.get(self.expected.at()).map_or(self.source.len(), |token| token.span.start as usize);
        hint::unexpected(self.source, at, self.expected.words())
    }

    /// Notes that an operator could stand here, unless here is what ends a row of operands.
    fn no_operator(&mut self, wanted: Wanted) {
        if !matches!(self.kind(), Kind::Close | Kind::Comma | Kind::Colon | Kind::Unbracket) {
            self.expected.note(self.at, wanted);
        }
    }

    fn either(&mut self) -> Result<Expr, Mistake> {
        self.joined(Kind::Or, Form::Or, |parser| parser.joined(Kind::And, Form::And, Parser::negation))
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
        if self.kind() != between {
            self.no_operator(Wanted::Joint);
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.kind() == between {
            self.at += 1;
            parts.push(part(self)?);
        }
        Expr::new(self.since(start), form(parts))
    }

    fn negation(&mut self) -> Result<Expr, Mistake> {
        self.prefixed(Kind::Not, Form::Not, Parser::relation)
    }

    fn opposite(&mut self) -> Result<Expr, Mistake> {
        self.prefixed(Kind::Operator(Operator::Subtract), Form::Negate, Parser::path)
    }

    fn prefixed(
        &mut self,
        before: Kind,
        form: fn(Box<Expr>) -> Form,
        part: fn(&mut Self) -> Result<Expr, Mistake>,
    ) -> Result<Expr, Mistake> {
        let first = self.at;
        while self.kind() == before {
            self.at += 1;
        }
        let signs = first..self.at;
        let operand = part(self)?;
        let start = |sign: usize| self.tokens.get(sign).map_or(operand.span.start, |sign| sign.span.start);
        let places: Vec<Span> = signs.rev().map(|sign| self.since(start(sign))).collect();
        places.into_iter().try_fold(operand, |operand, place| Expr::new(place, form(Box::new(operand))))
    }

    /// One relation at most: a < b < c is no sentence of the language.
    fn relation(&mut self) -> Result<Expr, Mistake> {
        let start = self.start();
        let left = self.sum()?;
        let Some((relator, tokens)) = self.relator() else {
            self.no_operator(Wanted::Relation);
            return Ok(left);
        };
        self.at += tokens;
        let right = self.sum()?;
        if self.kind() != Kind::Within {
            self.no_operator(Wanted::Within);
            return Expr::new(self.since(start), Form::Relation(relator, Box::new(left), Box::new(right)));
        }
        self.at += 1;
        let width = self.sum()?;
        Expr::new(self.since(start), Form::Within(relator, Box::new([left, right, width])))
    }

    /// The relation that stands here, and how many tokens it takes.
    fn relator(&self) -> Option<(Relator, usize)> {
        match self.kind() {
            Kind::Relator(relator) => Some((relator, 1)),
            Kind::In => Some((Relator::In, 1)),
            Kind::Not if self.token(1).kind == Kind::In => Some((Relator::Outside, 2)),
            _ => None,
        }
    }

    fn sum(&mut self) -> Result<Expr, Mistake> {
        let weak = |operator| matches!(operator, Operator::Add | Operator::Subtract);
        self.chain(weak, |parser| parser.chain(|operator| operator == Operator::Multiply, Parser::opposite))
    }

    /// Operands with an operator between each two, grouped from the left.
    fn chain(&mut self, between: fn(Operator) -> bool, part: fn(&mut Self) -> Result<Expr, Mistake>) -> Result<Expr, Mistake> {
        let mut left = part(self)?;
        while let Kind::Operator(operator) = self.kind()
            && between(operator)
        {
            self.at += 1;
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
            self.at += 1;
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
                self.at += 1;
                let inner = self.either()?;
                self.need(Kind::Close, Wanted::Close)?;
                return Ok(inner);
            }
            Kind::Bracket => {
                self.at += 1;
                let elements = self.list(Kind::Unbracket, Wanted::Unbracket)?;
                return Expr::new(self.since(span.start), Form::List(elements));
            }
            _ => {
                self.expected.note(self.at, Wanted::Value);
                return Err(self.unexpected());
            }
        };
        self.at += 1;
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
        self.at += 2;
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
            self.expected.note(self.at + ahead, wanted);
            let list = self.either()?;
            self.need(Kind::Close, Wanted::Close)?;
            return Ok(Form::Aggregate(quantifier, Box::new(list)));
        }
        let binder = self.name()?;
        self.at += 1;
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
