//! Types of expressions, and the names that an expression may use.

use super::ast::{Expr, Form, Word};
use super::mistake::Mistake;
use super::parse;
use crate::language::Said;
use crate::quantity::Decimal;
use crate::schema::{Field, Shape, Type};
use crate::text::Span;
use std::sync::Arc;

/// The type of an expression: a base, perhaps in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Ty {
    base: Base,
    /// How many lists stand around the base.
    lists: u8,
}

/// What stands in the innermost list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
enum Base {
    Truth,
    Number,
    Text,
    Date,
    /// A fact of a kind, by its index in the schema.
    Fact(u16),
    /// The element of `[]`.
    Unknown,
}

impl Ty {
    /// Yes or no, or a relation with a verdict.
    pub const TRUTH: Ty = Ty::of(Base::Truth);
    /// A number.
    pub const NUMBER: Ty = Ty::of(Base::Number);
    /// Words.
    pub const TEXT: Ty = Ty::of(Base::Text);
    /// A day, month or year.
    pub const DATE: Ty = Ty::of(Base::Date);
    /// The type of nothing in particular, which agrees with every type.
    pub(super) const UNKNOWN: Ty = Ty::of(Base::Unknown);

    const fn of(base: Base) -> Ty {
        Ty { base, lists: 0 }
    }

    /// A fact of the kind with this index in the schema.
    pub fn fact(kind: u16) -> Ty {
        Ty::of(Base::Fact(kind))
    }

    /// A declared type; none when it names a kind that the schema lacks.
    pub fn declared(ty: Type, schema: &[Shape]) -> Option<Ty> {
        Some(match ty {
            Type::Truth => Ty::TRUTH,
            Type::Number => Ty::NUMBER,
            Type::Text => Ty::TEXT,
            Type::Date => Ty::DATE,
            Type::Fact(name) => Ty::fact(kind(name, schema)?),
            Type::List(element) => Ty::declared(*element, schema)?.list(),
        })
    }

    /// A list of this.
    pub fn list(self) -> Ty {
        Ty { lists: self.lists.saturating_add(1), ..self }
    }

    /// The type of the elements, of a list.
    pub fn element(self) -> Option<Ty> {
        Some(Ty { lists: self.lists.checked_sub(1)?, ..self })
    }

    /// The index of the kind, of a fact.
    pub fn kind(self) -> Option<u16> {
        match (self.base, self.lists) {
            (Base::Fact(kind), 0) => Some(kind),
            (Base::Fact(_) | Base::Truth | Base::Number | Base::Text | Base::Date | Base::Unknown, _) => None,
        }
    }

    /// The common type of two that agree: `[]` agrees with every list.
    pub(super) fn meet(self, other: Ty) -> Option<Ty> {
        match (self, other) {
            _ if self == other => Some(self),
            (Ty { base: Base::Unknown, lists }, _) if lists <= other.lists => Some(other),
            (_, Ty { base: Base::Unknown, lists }) if lists <= self.lists => Some(self),
            _ => None,
        }
    }

    /// The type in words: a number, a list of texts, a fact of kind `amount`.
    pub fn describe(self, schema: &[Shape]) -> Said {
        let (zh, one, many) = self.base.words(schema);
        match usize::from(self.lists) {
            0 => (zh, one).into(),
            lists => (format!("{zh}{}", "的列表".repeat(lists)), format!("a list of {}{many}", "lists of ".repeat(lists - 1))).into(),
        }
    }
}

impl Base {
    /// In Chinese, in English, and in English for several.
    fn words(self, schema: &[Shape]) -> (String, String, String) {
        let words = |zh: &str, one: &str, many: &str| (zh.to_owned(), one.to_owned(), many.to_owned());
        match self {
            Base::Truth => words("真假值", "a truth", "truths"),
            Base::Number => words("数", "a number", "numbers"),
            Base::Text => words("文字", "a text", "texts"),
            Base::Date => words("日期", "a date", "dates"),
            Base::Unknown => words("任意值", "anything", "anything"),
            Base::Fact(at) => {
                let kind = schema.get(usize::from(at)).map_or("?", |shape| shape.name);
                (format!("`{kind}` 事实"), format!("a fact of kind `{kind}`"), format!("facts of kind `{kind}`"))
            }
        }
    }
}

/// The index of a kind in the schema.
pub(super) fn kind(name: &str, schema: &[Shape]) -> Option<u16> {
    schema.iter().position(|shape| shape.name == name).map(|at| at as u16)
}

/// The names that an expression may use: the kinds of the schema, bindings, and names for other expressions.
#[derive(Clone, Debug)]
pub struct Scope<'s> {
    pub(super) schema: &'s [Shape],
    pub(super) bindings: Vec<(String, Ty)>,
    pub(super) aliases: Vec<Alias>,
}

/// The bindings and the names for expressions of a scope, to be used again without being read again.
#[derive(Clone, Debug)]
pub struct Names {
    bindings: Vec<(String, Ty)>,
    aliases: Vec<Alias>,
}

/// A value that stands for itself.
#[derive(Clone, Copy, Debug)]
pub enum Literal<'l> {
    /// Yes or no.
    Truth(bool),
    /// A whole number.
    Number(i64),
    /// A list of words.
    Words(&'l [String]),
}

/// A name for an expression.
#[derive(Clone, Debug)]
pub(super) struct Alias {
    pub name: String,
    pub expr: Arc<Expr>,
    /// How many levels its evaluation goes down.
    pub depth: u16,
}

impl<'s> Scope<'s> {
    /// Only the kinds.
    pub fn new(schema: &'s [Shape]) -> Self {
        Scope { schema, bindings: Vec::new(), aliases: Vec::new() }
    }

    /// The kinds, and the names of another scope with the same kinds.
    pub fn with(schema: &'s [Shape], Names { bindings, aliases }: Names) -> Self {
        Scope { schema, bindings, aliases }
    }

    /// All but the kinds.
    pub fn names(self) -> Names {
        Names { bindings: self.bindings, aliases: self.aliases }
    }

    /// With a value that is given when the expression is evaluated; values are given in the order of these calls.
    pub fn bind(mut self, name: &str, ty: Ty) -> Self {
        self.bindings.push((name.to_owned(), ty));
        self
    }

    /// With a name for an expression, which may use what has been named before. It stands for the expression itself: a figure
    /// used through it keeps its place and precision. It hides a kind of the same name, so that a new kind breaks no rule.
    pub fn alias(self, name: &str, source: &str) -> Result<Self, Mistake> {
        self.named(name, parse::expression(source)?)
    }

    /// With a name for a value.
    pub fn constant(self, name: &str, value: Literal<'_>) -> Result<Self, Mistake> {
        self.named(name, value.expr()?)
    }

    fn named(mut self, name: &str, expr: Expr) -> Result<Self, Mistake> {
        if self.knows(name) {
            return Err(Mistake::taken(expr.span, name));
        }
        let depth = super::compile::check(&expr, &self, None)?.depth;
        self.aliases.push(Alias { name: name.to_owned(), expr: Arc::new(expr), depth });
        Ok(self)
    }

    /// Whether a binding or an alias has this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.bindings.iter().any(|(known, _)| known == name) || self.aliases.iter().any(|alias| alias.name == name)
    }

    /// The kinds that it knows.
    pub fn schema(&self) -> &'s [Shape] {
        self.schema
    }

    /// The index and the declaration of a field of a kind.
    pub(super) fn field(&self, kind: u16, word: &Word) -> Result<(u16, &'s Field), Mistake> {
        let shape = &self
            .schema
            .get(usize::from(kind))
            .ok_or_else(|| Mistake::new(word.span, ("没有这种事实", "this kind is not in the schema")))?;
        let found = shape.fields.iter().enumerate().find(|(_, field)| field.name == word.name);
        let names = shape.fields.iter().map(|field| field.name);
        let what = (format!(" `{}` 的字段", shape.name), format!("field of `{}` named", shape.name));
        found.map(|(at, field)| (at as u16, field)).ok_or_else(|| Mistake::unknown(word.span, what, &word.name, names))
    }
}

impl Literal<'_> {
    fn expr(self) -> Result<Expr, Mistake> {
        let place = Span::default();
        let text = |word: &String| Expr::new(place, Form::Text(word.clone()));
        Expr::new(
            place,
            match self {
                Literal::Truth(truth) => Form::Truth(truth),
                Literal::Number(number) => Form::Number(Decimal::from(number)),
                Literal::Words(words) => Form::List(words.iter().map(text).collect::<Result<_, _>>()?),
            },
        )
    }
}
