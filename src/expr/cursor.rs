//! The tokens of a source, read one behind the other, and what to say where they cannot go on.

use super::ast::Word;
use super::mistake::Mistake;
use super::tokens::{Kind, Token, tokens};
use super::wanted::{Expected, Wanted};
use super::{hint, nesting};
use crate::text::Span;

/// The tokens of a source, and how far they were read.
pub(super) struct Cursor<'s> {
    source: &'s str,
    tokens: Vec<Token<'s>>,
    at: usize,
    expected: Expected,
}

impl<'s> Cursor<'s> {
    /// At the start of a source.
    pub fn new(source: &'s str) -> Result<Self, Mistake> {
        nesting::check(source)?;
        Ok(Cursor { source, tokens: tokens(source), at: 0, expected: Expected::default() })
    }

    /// A token from here on; behind the last one there is the end again.
    pub fn token(&self, ahead: usize) -> Token<'s> {
        let end = Token { kind: Kind::End, text: "", span: Span::new(self.source.len(), self.source.len()) };
        self.tokens.get(self.at + ahead).copied().unwrap_or(end)
    }

    /// What the next token is.
    pub fn kind(&self) -> Kind {
        self.token(0).kind
    }

    /// Where the next token starts.
    pub fn start(&self) -> u32 {
        self.token(0).span.start
    }

    /// From `start` to the end of the last token that was read. Brackets belong to the place of what stands around them, and not to that
    /// of what they hold.
    pub fn since(&self, start: u32) -> Span {
        let last = self.at.checked_sub(1).and_then(|last| self.tokens.get(last));
        Span { start, end: last.map_or(start, |last| last.span.end) }
    }

    /// Goes on behind so many tokens.
    pub fn pass(&mut self, tokens: usize) {
        self.at += tokens;
    }

    /// Notes that something could stand so many tokens further on.
    pub fn note(&mut self, ahead: usize, wanted: Wanted) {
        self.expected.note(self.at + ahead, wanted);
    }

    /// Goes on behind the next token when it is of this kind.
    pub fn take(&mut self, kind: Kind, wanted: Wanted) -> bool {
        let fits = self.kind() == kind;
        if fits {
            self.pass(1);
        } else {
            self.note(0, wanted);
        }
        fits
    }

    /// Goes on behind the next token, which has to be of this kind.
    pub fn need(&mut self, kind: Kind, wanted: Wanted) -> Result<(), Mistake> {
        if self.take(kind, wanted) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// Nothing may follow.
    pub fn end(&mut self) -> Result<(), Mistake> {
        self.need(Kind::End, Wanted::End)
    }

    /// A name has to follow.
    pub fn name(&mut self) -> Result<Word, Mistake> {
        let Token { text, span, .. } = self.token(0);
        self.need(Kind::Name, Wanted::Name)?;
        Ok(Word { name: text.to_owned(), span })
    }

    /// The source cannot go on at the furthest token at which something was looked for.
    pub fn unexpected(&self) -> Mistake {
        let at = self.tokens.get(self.expected.at()).map_or(self.source.len(), |token| token.span.start as usize);
        hint::unexpected(self.source, at, self.expected.words())
    }

    /// Notes that an operator could stand here, unless here is what ends a row of operands.
    pub fn no_operator(&mut self, wanted: Wanted) {
        if !matches!(self.kind(), Kind::Close | Kind::Comma | Kind::Colon | Kind::Unbracket) {
            self.note(0, wanted);
        }
    }
}
