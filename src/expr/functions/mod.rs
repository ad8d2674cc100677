//! The functions of the rule language: one function, one row of [`FUNCTIONS`]; one loop, one row of [`LOOPS`].

mod dates;
mod likeness;
mod loops;
mod numbers;
mod shown;
mod table;
mod texts;

pub(super) use loops::example;
pub use loops::{LOOPS, Loop};
pub use shown::{show, spoken};
pub use table::FUNCTIONS;

use super::datum::Datum;
use super::types::Ty;
use crate::schema::Store;

/// A function: its name, its types, and one line about it in each language.
#[derive(Debug)]
pub struct Function {
    /// The name that rules use.
    pub name: &'static str,
    /// What it takes.
    pub params: &'static [Param],
    /// What it gives.
    pub returns: Returns,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
    pub(super) run: Run,
}

/// What a parameter admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// A truth.
    Truth,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A date.
    Date,
    /// A list of numbers.
    Numbers,
    /// A list of texts.
    Texts,
    /// A list of anything.
    List,
    /// A text or a list of anything.
    TextOrList,
    /// Anything.
    Any,
    /// What the argument with this index is.
    Like(usize),
}

/// The type of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// A truth.
    Truth,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A date.
    Date,
    /// That of the argument with this index.
    Like(usize),
    /// That of the elements of the argument with this index.
    ElementOf(usize),
}

/// How a function is evaluated.
#[derive(Clone, Copy)]
pub(super) enum Run {
    /// Of its evaluated arguments; when one is unknown, so is the result.
    Plain(Body),
    /// The same, at a cost of its own, in steps.
    Costly(Body, fn(&[Datum<'_>]) -> u64),
    /// Whether its argument is known.
    Has,
    /// The second argument if the first holds, else the third.
    If,
    /// The first argument, or the second when the first is missing.
    Default,
    /// Whether the argument can be a whole number, by its interval.
    Whole,
}

/// What a function makes of its arguments.
pub(super) type Body = for<'v> fn(&Call<'_, 'v>) -> Datum<'v>;

/// The evaluated arguments of a call.
pub(super) struct Call<'a, 'v> {
    pub arguments: &'a [Datum<'v>],
    pub store: &'v dyn Store,
}

/// The function of a name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// Every name, loops included.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|function| function.name).chain(LOOPS.iter().map(|row| row.name))
}

impl Function {
    /// Name and types: `contains(text, text) → truth`.
    pub fn signature(&self) -> String {
        let params: Vec<&str> = self.params.iter().map(|param| param.name()).collect();
        format!("{}({}) → {}", self.name, params.join(", "), self.returns.name())
    }
}

impl Param {
    fn name(self) -> &'static str {
        match self {
            Param::Truth => "truth",
            Param::Number => "number",
            Param::Text => "text",
            Param::Date => "date",
            Param::Numbers => "list of numbers",
            Param::Texts => "list of texts",
            Param::List => "list",
            Param::TextOrList => "text or list",
            Param::Any => "anything",
            Param::Like(_) => "the same type",
        }
    }

    /// Whether an argument of this type may stand here, after arguments of the other types.
    pub(super) fn admits(self, ty: Ty, before: &[Ty]) -> bool {
        let is = |wanted: Ty| ty.meet(wanted).is_some();
        match self {
            Param::Truth => is(Ty::TRUTH),
            Param::Number => is(Ty::NUMBER),
            Param::Text => is(Ty::TEXT),
            Param::Date => is(Ty::DATE),
            Param::Numbers => is(Ty::NUMBER.list()),
            Param::Texts => is(Ty::TEXT.list()),
            Param::List => ty.element().is_some(),
            Param::TextOrList => is(Ty::TEXT) || ty.element().is_some(),
            Param::Any => true,
            Param::Like(at) => before.get(at).is_some_and(|other| is(*other)),
        }
    }
}

impl Returns {
    fn name(self) -> &'static str {
        match self {
            Returns::Truth => "truth",
            Returns::Number => "number",
            Returns::Text => "text",
            Returns::Date => "date",
            Returns::Like(_) => "the same type",
            Returns::ElementOf(_) => "an element",
        }
    }

    /// The type of the result for arguments of these types.
    pub(super) fn of(self, arguments: &[Ty]) -> Ty {
        match self {
            Returns::Truth => Ty::TRUTH,
            Returns::Number => Ty::NUMBER,
            Returns::Text => Ty::TEXT,
            Returns::Date => Ty::DATE,
            Returns::Like(at) => arguments.get(at).copied().unwrap_or(Ty::UNKNOWN),
            Returns::ElementOf(at) => arguments.get(at).and_then(|ty| ty.element()).unwrap_or(Ty::UNKNOWN),
        }
    }
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Run::Plain(_) => "Plain",
            Run::Costly(..) => "Costly",
            Run::Has => "Has",
            Run::If => "If",
            Run::Default => "Default",
            Run::Whole => "Whole",
        })
    }
}
