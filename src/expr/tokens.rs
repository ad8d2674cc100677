//! Source → tokens.
//!
//! The grammar `grammar/rule.pest` says what a token is. The rules are read whenever the program starts, and a general parser would take a
//! sixth of all the time that one report takes; so they are read by hand here, and a test holds this reading to the grammar.

use super::ast::{Comparison, Operator, Relator};
use crate::text::Span;

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
    // Most tokens are words with a blank behind them.
    let mut tokens = Vec::with_capacity(source.len() / 4 + 1);
    let mut at = 0;
    while let Some(first) = source[at..].chars().next() {
        let rest = &source[at..];
        let length = length(rest, first);
        if !BLANKS.contains(&first) {
            let text = &rest[..length];
            tokens.push(Token { kind: kind(text, first), text, span: Span::new(at, at + length) });
        }
        at += length;
    }
    tokens.push(Token { kind: Kind::End, text: "", span: Span::new(at, at) });
    tokens
}

const BLANKS: [char; 5] = [' ', '\n', '\t', '\r', '\u{3000}'];

/// The bytes of the token, or of the blank, that begins a text.
fn length(rest: &str, first: char) -> usize {
    match first {
        'a'..='z' | 'A'..='Z' | '_' => run(rest, |byte| byte.is_ascii_alphanumeric() || byte == b'_'),
        '0'..='9' => number(rest),
        '"' | '\'' => rest[1..].find(first).map_or(1, |end| end + 2),
        '~' | '<' | '>' | '!' if PAIRS.contains(&rest.get(..2).unwrap_or("")) => 2,
        other => other.len_utf8(),
    }
}

/// Relations in two characters.
const PAIRS: [&str; 6] = ["~=", "<~", ">~", "!=", "<=", ">="];

/// A number with what stands behind its point, and the sign of a share.
fn number(rest: &str) -> usize {
    let digits = |rest: &str| run(rest, |byte| byte.is_ascii_digit());
    let whole = digits(rest);
    let behind = rest[whole..].strip_prefix('.').map_or(0, digits);
    let end = if behind > 0 { whole + 1 + behind } else { whole };
    let sign = rest[end..].chars().next().filter(|sign| matches!(sign, '%' | '‰'));
    end + sign.map_or(0, char::len_utf8)
}

fn run(text: &str, belongs: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(|byte| !belongs(byte)).unwrap_or(text.len())
}

fn kind(text: &str, first: char) -> Kind {
    match first {
        'a'..='z' | 'A'..='Z' | '_' => word(text),
        '0'..='9' => Kind::Number,
        '"' | '\'' if text.len() > 1 => Kind::Text,
        _ => sign(text),
    }
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

#[cfg(test)]
mod tests {
    use super::tokens;
    use pest::Parser;
    use proptest::prelude::*;

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/rule.pest"]
    struct Grammar;

    /// The tokens of the grammar, each with its place.
    fn by_grammar(source: &str) -> Vec<(usize, &str)> {
        let whole = Grammar::parse(Rule::tokens, source).expect("any text is a row of tokens").next().expect("one row");
        whole.into_inner().map(|pair| (pair.as_span().start(), pair.as_str())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn tokens_are_those_of_the_grammar(source in r#"([a-z_]{1,3}|[0-9.%‰]{1,4}|[ \n\u{3000}]|["'~<>=!+*×−.,:()\[\]≈≲≳≠≤≥]|\PC){0,24}"#) {
            let read: Vec<(usize, &str)> = tokens(&source).iter().map(|token| (token.span.start as usize, token.text)).collect();
            prop_assert_eq!(read, by_grammar(&source));
        }
    }
}
