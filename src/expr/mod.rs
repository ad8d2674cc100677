//! The rule language: conditions and relations over facts, typed, pure and total.
//!
//! ```text
//! source ─tokens, parse─▶ Expr ─compile─▶ Compiled ─value, verdict─▶ Datum, Verdict
//! ```
//!
//! What is wrong with an expression is said when it is compiled, with its place, as a [`Mistake`]. Its evaluation cannot fail: what
//! cannot be computed is [`Datum::Unknown`] or [`crate::quantity::Verdict::NotChecked`], with the reason. It takes a bounded number
//! of steps ([`Fuel`]) and bounded depth.
//!
//! Two families of comparisons stand side by side. `=`, `<`, `≤` … compare values as printed, in the base unit. `≈`, `≲`, `≳` ask
//! whether the true values behind the printed figures can stand so; their sides keep the precision of every figure.

mod arithmetic;
mod ast;
mod call;
mod compare;
mod compile;
mod cursor;
mod datum;
mod eval;
pub mod functions;
mod hint;
mod loops;
mod mistake;
mod mutate;
mod names;
mod nesting;
mod parse;
mod program;
mod relate;
mod relations;
mod selector;
mod settled;
mod template;
#[cfg(test)]
mod tests;
mod tokens;
mod types;
mod wanted;

use crate::schema::Shape;
use crate::text::Span;
use ast::{Expr, Form, Word};

pub use datum::{Datum, Items, Number, Origin};
pub use eval::Fuel;
pub use functions::{show, spoken};
pub use mistake::{Mistake, nearest};
pub use mutate::{Change, changes, selector_changes};
pub use program::Compiled;
pub use selector::{Reading, Selector};
pub use settled::Settled;
pub use template::Template;
pub use types::{Literal, Names, Scope, Ty};

/// Compiles the name of a binding or alias, or a field of a binding, without a source.
pub fn named(name: &str, field: Option<&str>, scope: &Scope<'_>) -> Result<Compiled, Mistake> {
    let place = Span::default();
    let mut expr = Expr::new(place, Form::Name(name.to_owned()))?;
    if let Some(field) = field {
        expr = Expr::new(place, Form::Field(Box::new(expr), Word { name: field.to_owned(), span: place }))?;
    }
    compile::check(&expr, scope, None)
}

/// Compiles an expression; `expected` is the type that its place demands, if it demands one.
pub fn compile(source: &str, scope: &Scope<'_>, expected: Option<Ty>) -> Result<Compiled, Mistake> {
    compile::check(&parse::expression(source)?, scope, expected)
}

/// The kind that a selector is for, by its index in the schema, without the rest of it being read.
pub fn selected(selector: &str, schema: &[Shape]) -> Option<u16> {
    names(selector).next().and_then(|(_, name)| types::kind(name, schema))
}

/// The names that an expression may use, in order, each with whether a point stands before it, as before a field. The words of the
/// language are among them. Every rule is looked through so at each start, hence byte by byte.
pub fn names(source: &str) -> impl Iterator<Item = (bool, &str)> {
    let bytes = source.as_bytes();
    let (mut at, mut behind_point) = (0, false);
    std::iter::from_fn(move || {
        loop {
            let (start, first) = (at, *bytes.get(at)?);
            at += 1;
            match first {
                b'"' | b'\'' => at += bytes[at..].iter().position(|&byte| byte == first).map_or(bytes.len() - at, |length| length + 1),
                b'.' => behind_point = true,
                b' ' | b'\n' | b'\r' | b'\t' => {}
                b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                    at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
                    let point = std::mem::take(&mut behind_point);
                    if !first.is_ascii_digit() {
                        return source.get(start..at).map(|name| (point, name));
                    }
                }
                _ => behind_point = false,
            }
        }
    })
}
