//! The tree of an expression as written, each node with its place.

use crate::quantity::Decimal;
use crate::text::Span;

/// An expression as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Its place in the source of the expression.
    pub span: Span,
    /// What it is.
    pub form: Form,
    /// The number of levels below and including it.
    pub depth: u16,
}

/// The forms of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// `true`, `false`
    Truth(bool),
    /// `100`, `0.5`
    Number(Decimal),
    /// `85%`: the number as printed, and the power of ten of its sign.
    Ratio(Decimal, i8),
    /// `"words"`
    Text(String),
    /// A binding, or a kind of fact.
    Name(String),
    /// `it.spent`
    Field(Box<Expr>, Word),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `a or b`
    Or(Vec<Expr>),
    /// `a and b`
    And(Vec<Expr>),
    /// `not a`
    Not(Box<Expr>),
    /// `-a`
    Negate(Box<Expr>),
    /// `a + b`, `a - b`, `a * b`
    Arithmetic(Operator, Box<Expr>, Box<Expr>),
    /// `a < b`, `a in b`
    Relation(Relator, Box<Expr>, Box<Expr>),
    /// `a ≈ b within 5%`
    Within(Relator, Box<[Expr; 3]>),
    /// `contains(a, b)`
    Call(Word, Vec<Expr>),
    /// `any(x in list where condition: body)`
    Quantified(Quantifier, Box<Loop>),
    /// `count(list)`
    Aggregate(Quantifier, Box<Expr>),
}

/// A name with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The name.
    pub name: String,
    /// Its place.
    pub span: Span,
}

/// What a quantifier runs over.
#[derive(Clone, Debug, PartialEq)]
pub struct Loop {
    /// The name of each element.
    pub binder: Word,
    /// The elements.
    pub list: Expr,
    /// Which of them take part.
    pub condition: Option<Expr>,
    /// What is asked of each.
    pub body: Option<Expr>,
}

/// An arithmetic operator. There is none for division.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
}

/// What stands between two sides of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relator {
    /// `≈`: the true values can be equal.
    About,
    /// `≲`: the left true value can be at most the right one.
    AtMostAbout,
    /// `≳`: the left true value can be at least the right one.
    AtLeastAbout,
    /// A comparison of values as printed.
    Plain(Comparison),
    /// `in`
    In,
    /// `not in`
    Outside,
}

/// A comparison of values as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `≠`
    Unequal,
    /// `<`
    Less,
    /// `≤`
    AtMost,
    /// `>`
    More,
    /// `≥`
    AtLeast,
}

/// What is asked of the elements of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// The body holds for every element.
    All,
    /// The body holds for an element.
    Any,
    /// The body holds for no element.
    None,
    /// How many elements there are.
    Count,
    /// The sum of the bodies.
    Sum,
    /// The bodies, in order.
    List,
    /// The body of the first element.
    First,
    /// The element for which the body holds best, or is largest.
    Best,
    /// The smallest body.
    Min,
    /// The largest body.
    Max,
}

impl Comparison {
    /// Whether it holds of two values that stand in this order.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::Unequal => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::More => order.is_gt(),
            Comparison::AtLeast => order.is_ge(),
        }
    }
}

impl Quantifier {
    /// The one that rules call so.
    pub fn named(name: &str) -> Option<Quantifier> {
        use Quantifier::*;
        [All, Any, None, Count, Sum, List, First, Best, Min, Max].into_iter().find(|known| known.name() == name)
    }

    /// The name that rules use.
    pub fn name(self) -> &'static str {
        match self {
            Quantifier::All => "all",
            Quantifier::Any => "any",
            Quantifier::None => "none",
            Quantifier::Count => "count",
            Quantifier::Sum => "sum",
            Quantifier::List => "list",
            Quantifier::First => "first",
            Quantifier::Best => "best",
            Quantifier::Min => "min",
            Quantifier::Max => "max",
        }
    }
}
