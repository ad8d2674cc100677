//! Sentences of messages, with names in braces: `{spent} ÷ {budget} = {actual}`.

use super::mistake::Mistake;
use crate::text::Span;

/// A sentence of a message, compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A name, by its index among the known ones.
    Name(usize),
}

impl Template {
    /// Reads a sentence. `{name}` stands for a value of a known name; `{{` and `}}` for the braces themselves.
    pub fn compile(source: &str, known: &[&str]) -> Result<Template, Mistake> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut at = 0;
        while let Some(offset) = source[at..].find(['{', '}']) {
            text.push_str(&source[at..at + offset]);
            at += offset;
            let rest = &source[at..];
            if rest.starts_with("{{") || rest.starts_with("}}") {
                text.push_str(&rest[..1]);
                at += 2;
                continue;
            }
            let (name, length) = name(rest, at, source)?;
            if !text.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
            }
            pieces.push(Piece::Name(resolve(name, at, known)?));
            at += length;
        }
        text.push_str(&source[at..]);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(Template { pieces })
    }

    /// The names that it uses, by their index, ascending.
    pub fn names(&self) -> Vec<usize> {
        let mut names: Vec<usize> = self.pieces.iter().filter_map(Piece::name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The sentence with the values of its names.
    pub fn render<S: AsRef<str>>(&self, mut value: impl FnMut(usize) -> S) -> String {
        let mut sentence = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => sentence.push_str(text),
                Piece::Name(name) => sentence.push_str(value(*name).as_ref()),
            }
        }
        sentence
    }
}

impl Piece {
    fn name(&self) -> Option<usize> {
        match self {
            Piece::Text(_) => None,
            Piece::Name(name) => Some(*name),
        }
    }
}

/// The name between the braces that `rest` begins with, and how much of the source it takes.
fn name<'s>(rest: &'s str, at: usize, source: &str) -> Result<(&'s str, usize), Mistake> {
    let Some(inside) = rest.strip_prefix('{') else {
        return Err(Mistake::new(Span::new(at, at + 1), ("有 `}` 而无 `{`", "`}` without `{`"))
            .help(("大括号本身写作 `}}`", "a brace itself is written `}}`")));
    };
    match inside.find(['{', '}']) {
        Some(end) if inside[end..].starts_with('}') => Ok((inside[..end].trim(), end + 2)),
        _ => Err(Mistake::new(Span::new(at, source.len()), ("有 `{` 而无 `}`", "`{` without `}`"))
            .help(("大括号本身写作 `{{`", "a brace itself is written `{{`"))),
    }
}

fn resolve(name: &str, at: usize, known: &[&str]) -> Result<usize, Mistake> {
    let found = known.iter().position(|other| *other == name);
    let span = Span::new(at + 1, at + 1 + name.len());
    found.ok_or_else(|| Mistake::unknown(span, ("可显示的值", "value to show"), name, known.iter().copied()))
}
