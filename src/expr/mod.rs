//! The rule language: conditions and relations over facts, typed, pure and total.
//!
//! ```text
//! source ─parse─▶ Expr ─compile─▶ Compiled ─value, verdict─▶ Datum, Verdict
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
mod template;
#[cfg(test)]
mod tests;
mod types;

use crate::text::Span;
use ast::{Expr, Form, Word};

pub use datum::{Datum, Items, Number, Origin};
pub use eval::Fuel;
pub use functions::{show, spoken};
pub use mistake::{Mistake, nearest};
pub use mutate::{Change, changes, selector_changes};
pub use program::Compiled;
pub use selector::{Reading, Selector};
pub use template::Template;
pub use types::{Scope, Ty};

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
