//! Source → tokens, by the pest grammar `grammar/rule.pest`. Nothing of pest leaves this file.

use super::ast::{Comparison, Operator, Relator};
use crate::text::Span;
use pest::Parser;
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/rule.pest"]
struct Grammar;

/// A word or sign with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'s> {
    pub kind: Kind,
    pub text: &'s str,
    pub span: Span,
}

/// What a word or sign is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A name.
    Name,
    /// `true`, `false`
    Truth(bool),
    /// A number, perhaps with `%` or `‰`.
    Number,
    /// Words between quotation marks.
    Text,
    /// `and`
    And,
    /// `or`
    Or,
    /// `not`
    Not,
    /// `in`
    In,
    /// `within`
    Within,
    /// `where`
    Where,
    /// A relation that is a sign.
    Relator(Relator),
    /// `+`, `-`, `*`
    Operator(Operator),
    /// `.`
    Dot,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    Bracket,
    /// `]`
    Unbracket,
    /// No token of the language.
    Unknown,
    /// The end of the source.
    End,
}

/// The tokens of a source; the last one is its end.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let whole = Grammar::parse(Rule::tokens, source).ok().and_then(|mut whole| whole.next());
    let mut tokens: Vec<Token<'_>> = whole.map(|whole| whole.into_inner().map(token).collect()).unwrap_or_default();
    if tokens.last().is_none_or(|last| last.kind != Kind::End) {
        tokens.push(Token { kind: Kind::End, text: "", span: Span::new(source.len(), source.len()) });
    }
    tokens
}

fn token(pair: Pair<'_, Rule>) -> Token<'_> {
    let (span, text) = (pair.as_span(), pair.as_str());
    let kind = match pair.as_rule() {
        Rule::word => word(text),
        Rule::sign => sign(text),
        Rule::number => Kind::Number,
        Rule::text => Kind::Text,
        Rule::EOI => Kind::End,
        Rule::unknown | Rule::tokens | Rule::blank => Kind::Unknown,
    };
    Token { kind, text, span: Span::new(span.start(), span.end()) }
}

fn word(text: &str) -> Kind {
    match text {
        "and" => Kind::And,
        "or" => Kind::Or,
        "not" => Kind::Not,
        "in" => Kind::In,
        "within" => Kind::Within,
        "where" => Kind::Where,
        "true" => Kind::Truth(true),
        "false" => Kind::Truth(false),
        _ => Kind::Name,
    }
}

/// The first three relations are on figures as shown (could the true values stand so?), the others on values as printed.
fn sign(text: &str) -> Kind {
    match text {
        "." => Kind::Dot,
        "(" => Kind::Open,
        ")" => Kind::Close,
        "," => Kind::Comma,
        ":" => Kind::Colon,
        "[" => Kind::Bracket,
        "]" => Kind::Unbracket,
        "+" => Kind::Operator(Operator::Add),
        "-" | "−" => Kind::Operator(Operator::Subtract),
        "*" | "×" => Kind::Operator(Operator::Multiply),
        "≈" | "~=" => Kind::Relator(Relator::About),
        "≲" | "<~" => Kind::Relator(Relator::AtMostAbout),
        "≳" | ">~" => Kind::Relator(Relator::AtLeastAbout),
        "=" => Kind::Relator(Relator::Plain(Comparison::Equal)),
        "≠" | "!=" => Kind::Relator(Relator::Plain(Comparison::Unequal)),
        "<" => Kind::Relator(Relator::Plain(Comparison::Less)),
        "≤" | "<=" => Kind::Relator(Relator::Plain(Comparison::AtMost)),
        ">" => Kind::Relator(Relator::Plain(Comparison::More)),
        "≥" | ">=" => Kind::Relator(Relator::Plain(Comparison::AtLeast)),
        _ => Kind::Unknown,
    }
}
